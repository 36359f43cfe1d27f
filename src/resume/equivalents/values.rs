//! Values of other tools that cannot be read, and whose entry is printed without them.

use super::Dialect;
use super::fields::{Fields, Shape};
use super::synonyms::each_mapping;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::resume::{Country, RichText, Url};
use crate::yaml::{Entry, Node, Scalar, Value};

/// Moves a country that is not known to the region, and leaves out addresses that lead nowhere.
pub fn read(root: &mut Node, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let Some(sections) = root.entries_mut() else { return };
    for Entry { key, value } in sections {
        let section = key.name.as_str();
        if !matches!(section, "meta" | "applications" | "theme" | "$schema") {
            escape_links(value, section, diagnostics);
        }
        if section == "basics" {
            for Entry { key, value } in value.entries_mut().into_iter().flatten() {
                match key.name.as_str() {
                    "location" => {
                        value.entries_mut().into_iter().for_each(|entries| move_country(entries, diagnostics))
                    }
                    "profiles" => each_mapping(value, "basics.profiles", &mut |entries, path| {
                        name_user(entries);
                        leave_out(entries, "basics.profiles", path, dialect, diagnostics);
                    }),
                    _ => {}
                }
            }
        }
        each_mapping(value, section, &mut |entries, path| leave_out(entries, section, path, dialect, diagnostics));
    }
}

/// Reads `@ada` as the user name of a profile, where an address belongs.
fn name_user(entries: &mut [Entry]) {
    let has_name = entries.iter().any(|entry| entry.key.name == "username" && !entry.value.is_absent());
    let is_user = |entry: &&mut Entry| {
        let user = entry.value.as_text().filter(|text| !text.contains(['.', '/', ' ', ':']));
        entry.key.name == "url" && user.is_some_and(|text| text.parse::<Url>().is_err())
    };
    if let (Some(entry), false) = (entries.iter_mut().find(is_user), has_name) {
        entry.key.name = "username".into();
    }
}

/// Moves a country that has no code to the region, where it is printed.
fn move_country(entries: &mut Vec<Entry>, diagnostics: &mut Diagnostics) {
    let unknown = |entry: &Entry| {
        entry.key.name == "countryCode" && entry.value.as_text().is_some_and(|text| text.parse::<Country>().is_err())
    };
    let Some(at) = entries.iter().position(unknown) else { return };
    let Entry { key, value } = entries.remove(at);
    let name = value.as_text().unwrap_or_default().to_owned();
    let note =
        Diagnostic::warning(Code::InvalidValue, format!("`{name}` is not a country code, and is printed as written"));
    let note = note.at(value.span).path(format!("basics.location.{}", key.name));
    diagnostics.push(note.help("use a two-letter code, such as `US` or `DE` (ISO 3166-1)"));
    let region = entries.iter_mut().find(|entry| entry.key.name == "region" && !entry.value.is_absent());
    match region {
        Some(region) => {
            let text = format!("{}, {name}", region.value.as_text().unwrap_or_default());
            region.value = Node::text(text, region.value.span);
        }
        None => {
            entries.retain(|entry| entry.key.name != "region");
            entries.push(Entry::new("region", Node::text(name, value.span)));
        }
    }
}

/// Leaves out addresses that are none. An import keeps them in a note instead.
fn leave_out(entries: &mut Vec<Entry>, section: &str, path: &str, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let Some(fields) = Fields::of(section).filter(|_| dialect == Dialect::JsonResume) else { return };
    entries.retain(|Entry { key, value }| {
        let text = value.as_text().filter(|_| fields.shape(&key.name) == Some(Shape::Url));
        let Some(text) = text.filter(|text| text.parse::<Url>().is_err()) else { return true };
        let message = format!("`{text}` is not a web address, and is not printed");
        let note = Diagnostic::warning(Code::InvalidValue, message).at(value.span);
        let note = note.path(format!("{path}.{}", key.name));
        diagnostics.push(note.help("write the full address, such as `https://example.org/me`"));
        false
    });
}

/// Escapes links that lead nowhere, so that they are printed as written.
fn escape_links(node: &mut Node, path: &str, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Mapping(entries) => entries
            .iter_mut()
            .for_each(|Entry { key, value }| escape_links(value, &format!("{path}.{}", key.name), diagnostics)),
        Value::Sequence(items) => items
            .iter_mut()
            .enumerate()
            .for_each(|(index, item)| escape_links(item, &format!("{path}[{index}]"), diagnostics)),
        Value::Scalar { text, .. } if text.contains("](") => {
            let Ok(rich) = text.parse::<RichText>() else { return };
            for problem in rich.remarks(text).into_iter().filter(|problem| problem.severity == Severity::Error) {
                let Some(part) = problem.part else { continue };
                let Some(end) = text.find(&format!("]({part}")) else { continue };
                let Some(start) = text[..end].rfind('[') else { continue };
                text.insert(start, '\\');
                let note = Diagnostic::warning(Code::InvalidValue, problem.message).at(node.span).path(path);
                diagnostics.push(note.help("it is printed as written"));
            }
        }
        Value::Scalar { .. } => {}
    }
}
