//! Dates of other tools that are none of ours: impossible days, and words.

use super::fields::{Fields, Shape, letters};
use super::synonyms::each_mapping;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::resume::{DateOrPeriod, End};
use crate::yaml::{Entry, Node, edit};

/// Reads the dates of all entries: a period as start and end, a day that does not exist as its month, and
/// words as words.
pub fn read(root: &mut Node, diagnostics: &mut Diagnostics) {
    let Some(sections) = root.entries_mut() else { return };
    for Entry { key, value } in sections {
        if key.name == "custom" {
            let Some(fields) = Fields::of("custom") else { continue };
            for Entry { key, value } in value.entries_mut().into_iter().flatten() {
                let path = format!("custom.{}.entries", key.name);
                let entries = value.entries_mut().into_iter().flatten();
                for Entry { value, .. } in entries.filter(|entry| entry.key.name == "entries") {
                    each_mapping(value, &path, &mut |entries, path| read_entry(entries, fields, path, diagnostics));
                }
            }
        } else if let Some(fields) = Fields::of(&key.name) {
            each_mapping(value, &key.name, &mut |entries, path| read_entry(entries, fields, path, diagnostics));
        }
    }
}

fn read_entry(entries: &mut Vec<Entry>, fields: &Fields, path: &str, diagnostics: &mut Diagnostics) {
    split_period(entries, fields, path, diagnostics);
    read_current(entries, fields, path, diagnostics);
    for Entry { key, value } in entries.iter_mut() {
        if fields.shape(&key.name) != Some(Shape::Date) {
            continue;
        }
        let Some(text) = value.as_text().map(str::to_owned) else { continue };
        let is_read = match key.name.as_str() {
            "endDate" => text.parse::<End>().is_ok(),
            _ => text.parse::<DateOrPeriod>().is_ok(),
        };
        if is_read || !is_meant(&text) {
            continue;
        }
        let path = format!("{path}.{}", key.name);
        let note = Diagnostic::warning(Code::DateFormat, format!("`{text}` is not a date")).at(value.span).path(path);
        *value = match without_day(&text) {
            Some(known) => {
                let source = diagnostics.source(value.span.source);
                let edit = source.and_then(|source| edit::scalar(source, value.span, &known));
                let title = format!("it is read as `{known}`");
                diagnostics.push(match edit {
                    Some((span, text)) => note.fix(title, span, text),
                    None => note.help(title),
                });
                Node::text(known, value.span)
            }
            None => {
                diagnostics.push(note.help("it is printed as written; use `2019`, `2019-10` or `2019-10-06`"));
                Node::pair("text", Node::text(text, value.span))
            }
        };
    }
}

/// Reads `current: true` as an end that is not there yet.
fn read_current(entries: &mut Vec<Entry>, fields: &Fields, path: &str, diagnostics: &mut Diagnostics) {
    const CURRENT: &[&str] = &["current", "iscurrent", "currentlyworking", "ongoing", "present"];
    if fields.shape("endDate").is_none() {
        return;
    }
    let is_current = |entry: &Entry| {
        let is_switch = entry.value.as_text().is_some_and(|text| matches!(text, "true" | "false"));
        is_switch && CURRENT.contains(&letters(&entry.key.name).as_str())
    };
    let Some(at) = entries.iter().position(is_current) else { return };
    let end = entries.iter().find(|entry| entry.key.name == "endDate" && !entry.value.is_absent());
    let says = entries[at].value.as_text() == Some("true");
    // An end that is given says more, unless the two contradict each other.
    let is_ongoing =
        end.is_none_or(|end| end.value.as_text().is_some_and(|text| matches!(text.parse(), Ok(End::Present))));
    if says != is_ongoing {
        return;
    }
    let has_end = end.is_some();
    let Entry { key, value } = entries.remove(at);
    let note = Diagnostic::warning(Code::LegacyKey, format!("`{}` is read as `endDate: present`", key.name));
    if says && !has_end {
        diagnostics.push(note.at(key.span).path(format!("{path}.{}", key.name)).help("write `endDate`"));
        entries.retain(|entry| entry.key.name != "endDate");
        entries.push(Entry::new("endDate", Node::text("present", value.span)));
    }
}

/// Whether a text is meant as a date: a placeholder such as `YYYY-MM-DD` is not.
fn is_meant(text: &str) -> bool {
    let placeholder = |letter: char| "ymdjat".contains(letter.to_ascii_lowercase()) || !letter.is_alphanumeric();
    !text.chars().all(placeholder) && !text.contains(['{', '<', '['])
}

/// What is certain of a date whose month or day does not exist.
fn without_day(text: &str) -> Option<String> {
    let (text, time) = text.split_at(text.find(['T', ' ']).unwrap_or(text.len()));
    // Words after a date mean something.
    if time.chars().skip(1).any(|letter| letter.is_alphabetic() && letter != 'Z') {
        return None;
    }
    if text.parse::<DateOrPeriod>().is_ok() {
        return Some(text.to_owned());
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [year, month, day] = match parts[..] {
        [year, month] => [year, month, ""],
        [year, month, day] => [year, month, day],
        _ => return None,
    };
    let digits =
        parts.iter().all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|it| it.is_ascii_digit()));
    if !digits || year.len() != 4 {
        return None;
    }
    let known = |month: &str| month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
    match (month.trim_start_matches('0').is_empty(), known(month)) {
        (true, _) => Some(year.to_owned()),
        (false, true) if !day.is_empty() => Some(format!("{year}-{month:0>2}")),
        (false, _) => None,
    }
}

/// Splits a period that is written as one date of an entry with a start and an end.
fn split_period(entries: &mut Vec<Entry>, fields: &Fields, path: &str, diagnostics: &mut Diagnostics) {
    let has_period = fields.shape("startDate").is_some() && fields.shape("endDate").is_some();
    let given =
        |entries: &[Entry], key: &str| entries.iter().any(|entry| entry.key.name == key && !entry.value.is_absent());
    if !has_period || given(entries, "endDate") {
        return;
    }
    let written = ["startDate", "date", "dates", "period", "duration"];
    let is_own = |key: &str| key == "startDate" || fields.shape(key).is_none();
    let Some(at) =
        entries.iter().position(|entry| written.contains(&entry.key.name.as_str()) && is_own(&entry.key.name))
    else {
        return;
    };
    if entries[at].key.name != "startDate" && given(entries, "startDate") {
        return;
    }
    let Some(date) = entries[at].value.as_text().and_then(|text| text.parse::<DateOrPeriod>().ok()) else { return };
    let (start, end) = match date {
        DateOrPeriod::Period(start, end) => (start.to_string(), end.to_string()),
        DateOrPeriod::On(_) if entries[at].key.name == "startDate" => return,
        DateOrPeriod::On(moment) => (moment.to_string(), moment.to_string()),
    };
    let Entry { key, value } = entries.remove(at);
    let message = format!("`{}` is read as `startDate` and `endDate`", key.name);
    let note = Diagnostic::warning(Code::DateFormat, message).at(value.span).path(format!("{path}.{}", key.name));
    diagnostics.push(note.help("write the two dates"));
    entries.retain(|entry| entry.key.name != "endDate" && entry.key.name != "startDate");
    entries.insert(at.min(entries.len()), Entry::new("startDate", Node::text(start, value.span)));
    entries.insert((at + 1).min(entries.len()), Entry::new("endDate", Node::text(end, value.span)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_certain_of_a_date_is_kept() {
        let known = |text: &str| without_day(text);
        assert_eq!(known("2024-09-31").as_deref(), Some("2024-09"));
        assert_eq!(known("2020-00-00").as_deref(), Some("2020"));
        assert_eq!(known("2020-05-01T00:00:00.000Z").as_deref(), Some("2020-05-01"));
        assert_eq!(known("2020-13-01"), None);
        assert_eq!(known("Sommer 2019"), None);
    }

    #[test]
    fn a_placeholder_is_no_date() {
        assert!(!is_meant("YYYY-MM-DD") && !is_meant("{{date}}"));
        assert!(is_meant("Sommer 2019") && is_meant("2024-09-31") && is_meant("heute"));
    }
}
