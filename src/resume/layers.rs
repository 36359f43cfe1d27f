//! A résumé in several files, one over the other.
//!
//! A file that says `extends: base.yaml` is laid over that file: mappings merge, lists and texts replace
//! what is below, and an empty value removes it. Keys that are paths, such as `work[Google].highlights`,
//! change one entry of a list below.

use super::overrides::{self, Override};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Spanned};
use crate::yaml::{self, Entry, Node, Value};

/// The files of a résumé.
#[derive(Debug, Clone)]
pub struct ResumeFiles {
    /// The files that it extends, the lowest first.
    pub below: Vec<Source>,
    /// The file itself.
    pub main: Source,
    /// The files laid over it, the topmost last.
    pub above: Vec<Source>,
}

impl From<&Source> for ResumeFiles {
    fn from(main: &Source) -> ResumeFiles {
        ResumeFiles { below: Vec::new(), main: main.clone(), above: Vec::new() }
    }
}

impl ResumeFiles {
    /// All files, the lowest first.
    pub(super) fn all(&self) -> impl Iterator<Item = &Source> {
        self.below.iter().chain([&self.main]).chain(&self.above)
    }
}

/// The key that names the file below.
const EXTENDS: &str = "extends";

/// The file that a file extends, if it says so. Errors are reported when the file is read.
pub fn extended(source: &Source) -> Option<Spanned<String>> {
    // Parsing takes time, and few files extend another.
    if !source.text().contains(EXTENDS) {
        return None;
    }
    let root = yaml::parse(source, &mut Diagnostics::new()).ok()?;
    let entry = root.entries().iter().find(|entry| entry.key.name == EXTENDS)?;
    match &entry.value.value {
        Value::Scalar { text, .. } if !entry.value.is_absent() => {
            Some(Spanned { value: text.trim().to_owned(), span: entry.value.span })
        }
        Value::Scalar { .. } | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// Removes the key that names the file below.
pub(super) fn without_extends(root: &mut Node) {
    if let Value::Mapping(entries) = &mut root.value {
        entries.retain(|entry| entry.key.name != EXTENDS);
    }
}

/// Lays a tree over another.
pub(super) fn overlay(below: Node, above: Node, diagnostics: &mut Diagnostics) -> Node {
    let (paths, above) = parted(above);
    let mut root = merged(below, above);
    for Entry { key, value } in paths {
        let edit = Override::new(Spanned { value: key.name, span: key.span }, value);
        // Reported.
        let _ = overrides::apply(&mut root, &edit, diagnostics);
    }
    root
}

/// The entries of the topmost mapping whose keys are paths, and the rest.
fn parted(node: Node) -> (Vec<Entry>, Node) {
    let Node { span, value } = node;
    match value {
        Value::Mapping(entries) => {
            let is_path = |entry: &Entry| entry.key.name.contains(['[', '.']) && !entry.key.name.starts_with("x-");
            let (paths, rest) = entries.into_iter().partition(is_path);
            (paths, Node { span, value: Value::Mapping(rest) })
        }
        value @ (Value::Scalar { .. } | Value::Sequence(_)) => (Vec::new(), Node { span, value }),
    }
}

/// Merges mappings; anything else above replaces what is below.
fn merged(below: Node, above: Node) -> Node {
    let Node { span, value } = above;
    match (below.value, value) {
        (Value::Mapping(mut entries), Value::Mapping(over)) => {
            for Entry { key, value } in over {
                match entries.iter().position(|entry| entry.key.name == key.name) {
                    Some(at) => {
                        let old = entries.remove(at);
                        entries.insert(at, Entry { key, value: merged(old.value, value) });
                    }
                    None => entries.push(Entry { key, value }),
                }
            }
            Node { span, value: Value::Mapping(entries) }
        }
        (_, value) => Node { span, value },
    }
}

/// The error for a file that extends one that was not given.
pub(super) fn missing(extends: &Spanned<super::PlainText>) -> Diagnostic {
    let message = format!("the file `{}`, which this one extends, was not read", &*extends.value);
    let note = Diagnostic::error(Code::File, message).at(extends.span).path(EXTENDS);
    note.help("read both files, or remove `extends`")
}
