//! Words that the schema does not list: tags, languages, themes, advice rules, and names from the
//! résumé itself.

use super::context::Step;
use super::{Definition, Symbol};
use crate::advice::RULES;
use crate::diagnostic::Diagnostics;
use crate::locale::languages;
use crate::resume::Section;
use crate::source::Source;
use crate::theme::Themes;
use crate::yaml::{self, Node, Value};

/// The equivalent path at the top level: the theme of an application has the same options as the
/// résumé's.
pub fn same_as(path: &[Step]) -> Vec<Step> {
    match path {
        [Step::Key(applications), _, Step::Key(theme), ..] if applications == "applications" && theme == "theme" => {
            path[2..].to_vec()
        }
        [Step::Key(applications), _, Step::Key(same), ..]
            if applications == "applications" && ["sections", "letter", "pages"].contains(&same.as_str()) =>
        {
            path[2..].to_vec()
        }
        _ => path.to_vec(),
    }
}

/// The keys of a path, without list items.
fn keys(path: &[Step]) -> Vec<&str> {
    let keys = path.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item => None,
    });
    keys.collect()
}

/// The known values at a path, each with its description.
pub fn known(text: &str, path: &[Step]) -> Vec<(String, String)> {
    let own = same_as(path);
    let named = |word: &str| (word.to_owned(), String::new());
    match keys(&own)[..] {
        [.., "tags" | "only" | "without"] => used(text).iter().map(|word| named(word)).collect(),
        ["language"] => languages().map(|(tag, name)| (tag.to_owned(), name.to_owned())).collect(),
        // The languages that the file has texts in come first.
        ["applications", _, "language"] => {
            let own = super::translations::languages(text);
            let others = languages().filter(|(tag, _)| !own.iter().any(|own| own == tag));
            let others = others.map(|(tag, name)| (tag.to_owned(), name.to_owned())).collect();
            let own = own.iter().map(|tag| (tag.clone(), language_name(tag).unwrap_or_default()));
            own.chain::<Vec<_>>(others).collect()
        }
        ["sections"] => {
            let all = Section::ALL.iter().map(|section| named(section.key()));
            all.chain(custom(text).iter().map(|key| named(key))).collect()
        }
        ["advice", "allow"] => RULES.iter().map(|rule| (rule.id.to_owned(), rule.title.to_owned())).collect(),
        [.., "endDate"] => vec![("present".into(), "ongoing".into())],
        _ => Vec::new(),
    }
}

/// The description of a value, in Markdown.
pub fn explained(path: &[Step], word: &str) -> Option<String> {
    let own = same_as(path);
    match keys(&own)[..] {
        ["theme"] | ["theme", "name"] => {
            let theme = Themes::builtin().find(word, None, &mut Diagnostics::new()).ok()?;
            Some(theme.manifest.description.clone())
        }
        ["advice", "allow"] => {
            let rule = RULES.iter().find(|rule| rule.id == word)?;
            Some(format!("**{}**\n\n{}", rule.title, rule.why))
        }
        ["language"] | ["applications", _, "language"] => language_name(word),
        _ => None,
    }
}

/// The language's own name.
pub fn language_name(tag: &str) -> Option<String> {
    let base = tag.split(['-', '_']).next()?;
    let name = |wanted: &str| languages().find(|(tag, _)| *tag == wanted).map(|(_, name)| name.to_owned());
    name(tag).or_else(|| name(base))
}

/// The definition of a word.
pub fn leads(text: &str, path: &[Step], word: &str) -> Option<Definition> {
    let own = same_as(path);
    match keys(&own)[..] {
        [.., "only" | "without"] => lines(text)
            .find(|(_, line)| written_tags(line).is_some_and(|tags| listed(tags).any(|tag| tag == word)))
            .map(|(start, line)| {
                let at = start + line.rfind(word).unwrap_or(0);
                Definition::Here(at..at + word.len())
            }),
        ["sections"] => {
            let own = lines(text).skip_while(|(_, line)| !line.starts_with("custom:"));
            let found = |indented: bool| {
                move |(start, line): (usize, &str)| {
                    let rest = line.trim_start().strip_prefix(word)?;
                    let at = start + line.len() - line.trim_start().len();
                    (rest.starts_with(':') && line.starts_with(' ') == indented).then_some(at..at + word.len())
                }
            };
            lines(text).find_map(found(false)).or_else(|| own.skip(1).find_map(found(true))).map(Definition::Here)
        }
        [.., "image" | "job" | "signature" | "file"] => Some(Definition::File(word.to_owned())),
        _ => None,
    }
}

/// The lines of a text with their start offsets.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |start, line| {
        let at = *start;
        *start += line.len();
        Some((at, line.trim_end()))
    })
}

/// The text after `tags:` on a line.
fn written_tags(line: &str) -> Option<&str> {
    let (before, tags) = line.split_once("tags:")?;
    let key = before.is_empty() || before.ends_with([' ', '{', ',']);
    key.then(|| tags.split(" #").next().unwrap_or(tags))
}

/// The words of a list in brackets, or a single word.
fn listed(tags: &str) -> impl Iterator<Item = &str> {
    let inner = tags.trim().trim_start_matches('[');
    let inner = inner.split([']', '}']).next().unwrap_or(inner);
    inner.split(',').map(|tag| tag.trim().trim_matches(['"', '\''])).filter(|tag| !tag.is_empty())
}

/// The distinct tags used in a text.
fn used(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for tag in lines(text).filter_map(|(_, line)| written_tags(line)).flat_map(listed) {
        if !found.iter().any(|known| known == tag) {
            found.push(tag.to_owned());
        }
    }
    found
}

/// The keys of custom sections.
fn custom(text: &str) -> Vec<String> {
    let inside = lines(text).skip_while(|(_, line)| !line.starts_with("custom:")).skip(1);
    let inside = inside.take_while(|(_, line)| line.is_empty() || line.starts_with([' ', '#']));
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = inside.map(|(_, line)| line).filter(|line| !line.trim().is_empty()).collect();
    let Some(first) = lines.first().map(|line| indent(line)) else { return Vec::new() };
    let keys = lines.iter().filter(|line| indent(line) == first).filter_map(|line| line.trim().split_once(':'));
    keys.map(|(key, _)| key.to_owned()).collect()
}

/// The keys that name an entry.
const NAMES: &[&str] = &["name", "institution", "organization", "title", "language", "position", "text"];

/// The sections of a text with their entries.
pub fn symbols(source: &Source) -> Vec<Symbol> {
    let Ok(root) = yaml::parse(source, &mut Diagnostics::new()) else { return Vec::new() };
    let Value::Mapping(sections) = &root.value else { return Vec::new() };
    let symbol = |section: &yaml::Entry| {
        let range = section.key.span.start..section.value.span.end.max(section.key.span.end);
        Symbol { name: section.key.name.clone(), range, children: entries(&section.value) }
    };
    sections.iter().map(symbol).collect()
}

fn entries(node: &Node) -> Vec<Symbol> {
    match &node.value {
        Value::Sequence(items) => items.iter().filter_map(entry).collect(),
        Value::Mapping(parts) => {
            let symbol = |part: &yaml::Entry| match part.value.value {
                Value::Mapping(_) | Value::Sequence(_) => Some(Symbol {
                    name: part.key.name.clone(),
                    range: part.key.span.start..part.value.span.end.max(part.key.span.end),
                    children: Vec::new(),
                }),
                Value::Scalar { .. } => None,
            };
            parts.iter().filter_map(symbol).collect()
        }
        Value::Scalar { .. } => Vec::new(),
    }
}

fn entry(node: &Node) -> Option<Symbol> {
    let Value::Mapping(parts) = &node.value else { return None };
    let name = NAMES.iter().find_map(|name| {
        let part = parts.iter().find(|part| part.key.name == *name)?;
        match &part.value.value {
            Value::Scalar { text, .. } => Some(text.clone()),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
    })?;
    Some(Symbol { name, range: node.span.range(), children: Vec::new() })
}
