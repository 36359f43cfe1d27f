//! Where a told text is written in the file.
//!
//! What an application leaves out is not told, so the third entry that is told may be
//! another of the file: entries are known by what they say.

use std::collections::HashSet;

use super::super::told::{Part, Told};
use super::{Place, find, letters};
use crate::resume::RichText;
use crate::yaml::{Node, Value};

/// The tree of a résumé.
pub struct Written {
    root: Node,
}

/// A step of a path.
#[derive(Debug, PartialEq)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// Keys under which a date is written, of those that dates are told of.
const DATES: &[&str] = &["startDate", "date", "releaseDate", "endDate"];

impl Written {
    pub fn new(root: Node) -> Written {
        Written { root }
    }

    /// The value that a letter of a told text was written in.
    pub fn place(&self, told: &[Told], index: usize, letter: usize) -> Option<Place> {
        let one = &told[index];
        if one.part == Part::Title {
            return self.title(&told.get(index + 1)?.path);
        }
        let text = letters(&one.text);
        let node = match (one.part, one.path.rsplit_once('.')) {
            (Part::Dates, Some((entry, _))) => {
                let entry = self.node(told, entry)?;
                date(entry, letter * 2 >= text.len()).unwrap_or(entry)
            }
            _ => {
                let node = self.node(told, &one.path)?;
                value(node, &text, letter).unwrap_or(node)
            }
        };
        Some(Place { path: self.root.path_to(node)?, span: node.span })
    }

    /// Where the title is written of the section that an entry is in, or else the
    /// section's key.
    fn title(&self, entry: &str) -> Option<Place> {
        let (first, rest) = entry.split_once(['[', '.']).unwrap_or((entry, ""));
        let key = match first {
            "custom" => rest.split(['.', '[']).next()?,
            // The only section of the person's own.
            "basics" => "summary",
            section => section,
        };
        let place = |node: &Node| Some(Place { path: self.root.path_to(node)?, span: node.span });
        let listed = entry_of(&self.root, "sections").map(|sections| items(sections).iter()).into_iter().flatten();
        for item in listed {
            let named = item.entries().iter().find(|entry| entry.key.name == key);
            match (&item.value, named) {
                (Value::Scalar { text, .. }, _) if text == key => return place(item),
                (_, Some(entry)) if !entry.value.is_absent() => return place(&entry.value),
                _ => {}
            }
        }
        if let Some(title) = entry_of(&self.root, "custom").and_then(|custom| entry_of(entry_of(custom, key)?, "title"))
        {
            return place(title);
        }
        let holder = if first == "basics" { entry_of(&self.root, first)? } else { &self.root };
        let entry = holder.entries().iter().find(|entry| entry.key.name == key)?;
        Some(Place { path: self.root.path_to(&entry.value)?, span: entry.key.span })
    }

    /// The node that a path of the telling leads to, or the last one on the way.
    fn node(&self, told: &[Told], path: &str) -> Option<&Node> {
        let mut node = &self.root;
        let mut walked = String::new();
        for step in steps(path) {
            let next = match step {
                Step::Key(key) => {
                    walked += if walked.is_empty() { "" } else { "." };
                    walked += key;
                    match key {
                        "letter" => self.letter(told),
                        _ => entry_of(node, key),
                    }
                }
                Step::Index(index) => {
                    walked += &format!("[{index}]");
                    item(node, index, told, &walked)
                }
            };
            match next {
                Some(next) => node = next,
                // A section that is not in the file, such as entries of a bibliography.
                None if std::ptr::eq(node, &self.root) => return None,
                None => break,
            }
        }
        Some(node)
    }
}

impl Written {
    /// The letter that is told of: the résumé's own or one of an application's, whichever says more of it.
    fn letter(&self, told: &[Told]) -> Option<&Node> {
        let applications = entry_of(&self.root, "applications").map(Node::entries).into_iter().flatten();
        let own = applications.filter_map(|application| entry_of(&application.value, "letter"));
        let texts: Vec<_> =
            told.iter().filter(|told| told.path.starts_with("letter.")).map(|told| letters(&told.text)).collect();
        let said = |node: &&Node| {
            let mut values = Vec::new();
            scalars(node, &mut values);
            texts.iter().filter(|text| values.iter().any(|(_, value)| value == *text)).count()
        };
        // Of several that say as much, the last: applications that share a letter have it from the résumé.
        own.chain(entry_of(&self.root, "letter")).max_by_key(said)
    }
}

/// The item of a list that says most of what is told under a path, or else the one of the
/// same number.
fn item<'a>(list: &'a Node, index: usize, told: &[Told], path: &str) -> Option<&'a Node> {
    let below =
        |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
    let texts: Vec<Vec<char>> = told.iter().filter(|told| below(&told.path)).map(|told| letters(&told.text)).collect();
    let said = |node: &Node| {
        let mut values = Vec::new();
        scalars(node, &mut values);
        let values: HashSet<Vec<char>> = values.into_iter().map(|(_, letters)| letters).collect();
        texts.iter().filter(|text| values.contains(*text)).count()
    };
    let numbered = items(list).iter().enumerate();
    let best = numbered.max_by_key(|(number, node)| (said(node), std::cmp::Reverse(number.abs_diff(index))))?;
    (said(best.1) > 0 || best.0 == index).then_some(best.1)
}

/// The value of an entry's date: of its end, if that is meant and given.
fn date(node: &Node, end: bool) -> Option<&Node> {
    let last = end.then(|| entry_of(node, "endDate")).flatten();
    last.or_else(|| DATES.iter().find_map(|key| entry_of(node, key)))
}

/// The value below a node that a letter of a text comes from.
fn value<'a>(node: &'a Node, text: &[char], letter: usize) -> Option<&'a Node> {
    let mut values = Vec::new();
    scalars(node, &mut values);
    let covering = values.iter().filter(|(_, value)| covers(text, value, letter));
    let longest = covering.max_by_key(|(_, value)| value.len());
    let holding =
        || values.iter().filter(|(_, value)| find(value, text).is_some()).min_by_key(|(_, value)| value.len());
    longest.or_else(holding).or(values.first()).map(|(node, _)| *node)
}

/// Whether a value stands in a text around one of its letters.
fn covers(text: &[char], value: &[char], letter: usize) -> bool {
    let first = (letter + 1).saturating_sub(value.len());
    !value.is_empty() && (first..=letter).any(|start| text.get(start..start + value.len()) == Some(value))
}

/// All texts below a node, with their letters as they are printed.
fn scalars<'a>(node: &'a Node, found: &mut Vec<(&'a Node, Vec<char>)>) {
    match &node.value {
        Value::Scalar { text, .. } => {
            let plain = text.parse::<RichText>().map_or_else(|_| text.clone(), |text| text.plain());
            found.push((node, letters(&plain)));
        }
        Value::Sequence(items) => items.iter().for_each(|item| scalars(item, found)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| scalars(&entry.value, found)),
    }
}

fn entry_of<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    node.entries().iter().find(|entry| entry.key.name == key).map(|entry| &entry.value)
}

fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::Sequence(items) => items,
        Value::Scalar { .. } | Value::Mapping(_) => &[],
    }
}

/// The steps of a path such as `work[0].highlights[1]`.
fn steps(path: &str) -> impl Iterator<Item = Step<'_>> {
    path.split(['.', '[']).filter(|part| !part.is_empty()).map(|part| {
        match part.strip_suffix(']').and_then(|index| index.parse().ok()) {
            Some(index) => Step::Index(index),
            None => Step::Key(part),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_apart() {
        let walked: Vec<_> = steps("work[0].highlights[12]").collect();
        assert_eq!(walked, [Step::Key("work"), Step::Index(0), Step::Key("highlights"), Step::Index(12)]);
    }
}
