//! Values that have another shape than the format's: a text where a list belongs, or a list where a text
//! belongs.

use super::Dialect;
use super::entries::split_words;
use super::fields::{Fields, Shape};
use super::synonyms::each_mapping;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::{Entry, Node, Value, edit};

/// Reads the person's name, place and profiles in the forms that they have elsewhere.
pub fn read_basics(root: &mut Node, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let basics = root.entries_mut().into_iter().flatten().find(|entry| entry.key.name == "basics");
    let Some(basics) = basics.and_then(|basics| basics.value.entries_mut()) else { return };
    if dialect.is_foreign() {
        join_name(basics);
        name_profiles(basics);
        list_values(basics, diagnostics);
    } else {
        read_profiles(basics, diagnostics);
    }
    for Entry { key, value } in basics.iter_mut().filter(|entry| entry.key.name == "location") {
        if value.as_text().is_some() {
            as_mapping(value, "city", "the location", &format!("basics.{}", key.name), diagnostics);
        }
    }
}

/// Joins `firstName` and `lastName`.
fn join_name(basics: &mut Vec<Entry>) {
    let position = |names: &[&str]| {
        let named = |entry: &Entry| names.contains(&super::fields::letters(&entry.key.name).as_str());
        basics.iter().position(|entry| named(entry) && entry.value.as_text().is_some())
    };
    let (first, last) = (position(&["firstname", "givenname"]), position(&["lastname", "familyname", "surname"]));
    let has_name = basics.iter().any(|entry| entry.key.name == "name" && !entry.value.is_absent());
    let (Some(first), Some(last), false) = (first, last, has_name) else { return };
    let text = |at: usize| basics[at].value.as_text().unwrap_or_default().to_owned();
    let span = basics[first].value.span.joined(basics[last].value.span);
    let name = Node::text(format!("{} {}", text(first), text(last)), span);
    basics.retain(|entry| {
        let old = super::fields::letters(&entry.key.name);
        !["name", "firstname", "givenname", "lastname", "familyname", "surname"].contains(&old.as_str())
    });
    basics.insert(0, Entry::new("name", name));
}

/// Reads `{home: …, work: …}` as several phone numbers or addresses, and `{born: …}` as facts.
fn list_values(basics: &mut [Entry], diagnostics: &mut Diagnostics) {
    for Entry { key, value } in basics {
        let is_plain = value.entries().iter().all(|entry| entry.value.as_text().is_some());
        let Some(entries) = value.entries_mut().filter(|entries| is_plain && !entries.is_empty()) else { continue };
        let item: fn(Entry) -> Node = match key.name.as_str() {
            "phone" | "email" | "url" => |entry| entry.value,
            "facts" => |Entry { key, value }| {
                let name = Entry::new("name", Node::text(super::custom::words(&key.name), key.span));
                Node { span: value.span, value: Value::Mapping(vec![name, Entry::new("value", value)]) }
            },
            _ => continue,
        };
        let items = std::mem::take(entries).into_iter().map(item).collect();
        let message = format!("`{}` is a mapping, and is read as a list of its values", key.name);
        let note = Diagnostic::warning(Code::WrongType, message).at(key.span).path(format!("basics.{}", key.name));
        diagnostics.push(note.help("write a list"));
        *value = Node::list(items, value.span);
    }
}

/// Reads a text as the file of the bibliography.
pub fn read_bibliography(root: &mut Node, diagnostics: &mut Diagnostics) {
    for Entry { key, value } in
        root.entries_mut().into_iter().flatten().filter(|entry| entry.key.name == "bibliography")
    {
        if value.as_text().is_some() {
            as_mapping(value, "file", "the bibliography", &key.name, diagnostics);
        }
    }
}

/// Reads texts as profiles, by their address or user name.
fn read_profiles(basics: &mut [Entry], diagnostics: &mut Diagnostics) {
    let Some(Entry { value, .. }) = basics.iter_mut().find(|entry| entry.key.name == "profiles") else { return };
    let Value::Sequence(items) = &mut value.value else { return };
    for (index, item) in items.iter_mut().enumerate() {
        let Some(text) = item.as_text() else { continue };
        let key = if text.contains(['/', '.']) { "url" } else { "username" };
        as_mapping(item, key, "this entry", &format!("basics.profiles[{index}]"), diagnostics);
    }
}

/// Reads a text as a mapping with one key, and warns.
fn as_mapping(value: &mut Node, key: &str, what: &str, path: &str, diagnostics: &mut Diagnostics) {
    let text = value.as_text().unwrap_or_default().to_owned();
    let span = value.span;
    let note = Diagnostic::warning(Code::WrongType, format!("{what} is a text, and is read as its `{key}`"));
    let note = note.at(span).path(path);
    let mapping = diagnostics.source(span.source).map(|source| edit::mapping(source, key, &text));
    diagnostics.push(match mapping {
        Some(mapping) => note.fix("write it as a mapping", span, mapping),
        None => note.help("write it as a mapping"),
    });
    *value = Node::pair(key, Node::text(text, span));
}

/// Reads a mapping of networks to user names or addresses as profiles, and addresses as profiles.
fn name_profiles(basics: &mut [Entry]) {
    let Some(Entry { value, .. }) = basics.iter_mut().find(|entry| entry.key.name == "profiles") else { return };
    let span = value.span;
    let of_text = |text: Node| {
        let is_address = text.as_text().is_some_and(|text| text.contains('/') || text.contains('.'));
        Entry::new(if is_address { "url" } else { "username" }, text)
    };
    match &mut value.value {
        Value::Mapping(entries) if entries.iter().all(|entry| entry.value.as_text().is_some()) => {
            let fields = Fields::of("basics.profiles");
            if entries.iter().any(|entry| fields.is_some_and(|fields| fields.shape(&entry.key.name).is_some())) {
                let entry = Node { span, value: Value::Mapping(std::mem::take(entries)) };
                *value = Node::list(vec![entry], span);
                return;
            }
            let profile = |Entry { key, value }: Entry| {
                let network = Entry::new("network", Node::text(key.name, key.span));
                Node { span: value.span, value: Value::Mapping(vec![network, of_text(value)]) }
            };
            *value = Node::list(std::mem::take(entries).into_iter().map(profile).collect(), span);
        }
        Value::Sequence(items) => {
            for item in items.iter_mut().filter(|item| item.as_text().is_some()) {
                let text = std::mem::replace(item, Node::nothing(item.span));
                *item = Node { span: text.span, value: Value::Mapping(vec![of_text(text)]) };
            }
        }
        Value::Mapping(_) | Value::Scalar { .. } => {}
    }
}

/// Gives the values of all entries the shape that their keys have.
pub fn read(root: &mut Node, diagnostics: &mut Diagnostics) {
    let Some(sections) = root.entries_mut() else { return };
    for Entry { key, value } in sections {
        match key.name.as_str() {
            "custom" => value.entries_mut().into_iter().flatten().for_each(|Entry { key, value }| {
                let path = format!("custom.{}.entries", key.name);
                let entries = value.entries_mut().into_iter().flatten();
                for Entry { value, .. } in entries.filter(|entry| entry.key.name == "entries") {
                    shape_entries(value, "custom", &path, diagnostics);
                }
            }),
            "basics" => {
                shape_entries(value, "basics", "basics", diagnostics);
                for Entry { key, value } in value.entries_mut().into_iter().flatten() {
                    let path = format!("basics.{}", key.name);
                    shape_entries(value, &path, &path, diagnostics);
                }
            }
            section => shape_entries(value, section, section, diagnostics),
        }
    }
}

fn shape_entries(value: &mut Node, section: &str, path: &str, diagnostics: &mut Diagnostics) {
    let Some(fields) = Fields::of(section) else { return };
    each_mapping(value, path, &mut |entries, path| {
        for Entry { key, value } in entries {
            // Several addresses of the person are a list.
            let is_list = section == "basics" && matches!(value.value, Value::Sequence(_));
            let Some(shape) = fields.shape(&key.name).filter(|shape| *shape != Shape::Url || !is_list) else {
                continue;
            };
            if value.is_empty() {
                continue;
            }
            let before = match &value.value {
                Value::Sequence(items) if shape == Shape::Words || shape == Shape::Sentences => {
                    let part = items.iter().find(|item| item.as_text().is_none() && !item.is_absent());
                    format!("{} in it", part.unwrap_or(value).describe())
                }
                _ => value.describe(),
            };
            if let Some(shaped) = shaped(value, shape) {
                let what = match shape {
                    Shape::Words | Shape::Sentences => "a list of texts",
                    Shape::Line | Shape::Prose | Shape::Date | Shape::Url | Shape::Other => "text",
                };
                let message = format!("expected {what}, found {before}");
                let note = Diagnostic::warning(Code::WrongType, message).at(value.span);
                let note = note.path(format!("{path}.{}", key.name));
                let help = format!("it is read as {what}");
                let fix = rewritten(value, &shaped).and_then(|items| {
                    let source = diagnostics.source(value.span.source)?;
                    edit::value(source, value.span, &edit::list(source, &items))
                });
                diagnostics.push(match fix {
                    Some((span, written)) => note.fix(help, span, written),
                    None => note.help(help),
                });
                *value = shaped;
            }
        }
    });
}

/// The items of a list that stands for a single text.
fn rewritten(before: &Node, after: &Node) -> Option<Vec<String>> {
    let (Value::Scalar { .. }, Value::Sequence(items)) = (&before.value, &after.value) else { return None };
    items.iter().map(|item| item.as_text().map(str::to_owned)).collect()
}

/// A value in another shape; `None` if it has that shape, or cannot have it.
fn shaped(node: &Node, shape: Shape) -> Option<Node> {
    match (shape, &node.value) {
        (Shape::Line | Shape::Prose | Shape::Date | Shape::Url, Value::Scalar { .. }) | (Shape::Other, _) => None,
        (Shape::Line, _) => Some(joined(node, ", ")),
        // Numbers and switches beside a text are settings of another tool.
        (Shape::Prose, Value::Mapping(_)) => {
            let is_prose = |text: &&str| text.contains(char::is_alphabetic) && !matches!(*text, "true" | "false");
            let texts: Vec<&str> = node.leaves().into_iter().filter_map(Node::as_text).filter(is_prose).collect();
            Some(Node::text(texts.join("\n\n"), node.span))
        }
        (Shape::Prose, Value::Sequence(_)) => Some(joined(node, "\n\n")),
        // A date in parts, or several addresses.
        (Shape::Date, Value::Mapping(entries)) => {
            if entries.iter().any(|entry| entry.key.name == "text") {
                return None;
            }
            let part = |key: &str| node.find(key).and_then(Node::as_text);
            let parts = [part("year"), part("month"), part("day")];
            let parts = parts.iter().map_while(|part| *part).map(|part| format!("{part:0>2}"));
            let date = parts.collect::<Vec<_>>().join("-");
            Some(if date.is_empty() { joined(node, " ") } else { Node::text(date, node.span) })
        }
        (Shape::Date, Value::Sequence(_)) => Some(joined(node, " – ")),
        (Shape::Url, _) => (node.leaves().len() == 1).then(|| joined(node, "")),
        (Shape::Words, Value::Scalar { text, .. }) => Some(texts(split_words(text), node)),
        (Shape::Words, Value::Sequence(items)) => {
            let in_parts = items.iter().any(|item| !matches!(item.value, Value::Scalar { .. }));
            in_parts.then(|| Node::list(items.iter().filter(|item| !item.is_empty()).map(word).collect(), node.span))
        }
        (Shape::Words, Value::Mapping(_)) => Some(Node::list(node.leaves().into_iter().cloned().collect(), node.span)),
        (Shape::Sentences, Value::Scalar { text, .. }) => {
            let bullets = ['-', '*', '•', '·', '–', '◦', '▪', '●'];
            let lines = text.lines().map(|line| line.trim().trim_start_matches(bullets).trim().to_owned());
            Some(texts(lines.filter(|line| !line.is_empty()).collect(), node))
        }
        (Shape::Sentences, Value::Sequence(items)) => {
            let is_sentence = |item: &Node| matches!(item.value, Value::Scalar { .. }) || item.find("text").is_some();
            let in_parts = items.iter().any(|item| !is_sentence(item));
            let item = |item: &Node| if is_sentence(item) { item.clone() } else { joined(item, ": ") };
            in_parts.then(|| Node::list(items.iter().filter(|item| !item.is_empty()).map(item).collect(), node.span))
        }
        (Shape::Sentences, Value::Mapping(_)) => {
            Some(Node::list(node.leaves().into_iter().cloned().collect(), node.span))
        }
    }
}

/// A word in parts: what comes after the first is in parentheses.
fn word(node: &Node) -> Node {
    let leaves: Vec<&str> = node.leaves().into_iter().filter_map(Node::as_text).collect();
    match &leaves[..] {
        [] => Node::nothing(node.span),
        [only] => Node::text(*only, node.span),
        [first, rest @ ..] => Node::text(format!("{first} ({})", rest.join(", ")), node.span),
    }
}

fn texts(texts: Vec<String>, node: &Node) -> Node {
    Node::list(texts.into_iter().map(|text| Node::text(text, node.span)).collect(), node.span)
}

/// All texts in a value as one.
fn joined(node: &Node, separator: &str) -> Node {
    let texts: Vec<&str> = node.leaves().into_iter().filter_map(Node::as_text).collect();
    Node::text(texts.join(separator), node.span)
}
