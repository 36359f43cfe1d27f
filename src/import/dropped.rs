//! What an import could not convert, and what it could only guess.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The values that could not be imported, in the order found.
#[derive(Default)]
pub struct DroppedList {
    /// The values.
    pub list: Vec<Dropped>,
    /// Names that the result says by its keys: `Full Name` is `name`.
    pub names: Vec<Span>,
    /// What was read in a way that the reader of the result should check.
    pub guesses: Vec<Guess>,
}

/// A value that could not be imported.
pub struct Dropped {
    /// Its path.
    pub path: String,
    /// Its location in the original file.
    pub span: Span,
    /// The reason.
    pub why: String,
    /// Where it is kept.
    pub kept: Kept,
}

/// A value of which nothing is lost, but whose meaning is a guess.
pub struct Guess {
    /// Its path.
    pub path: String,
    /// Its location in the original file.
    pub span: Span,
    /// What is odd about it.
    pub message: String,
    /// What became of it.
    pub help: &'static str,
}

/// Where a value that could not be imported is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In the `note` of its entry, which is never printed.
    Note,
    /// In a comment at the end of the file.
    Comment,
    /// In a comment at the end of the file, with everything else that is only about the design.
    Design,
}

impl DroppedList {
    /// Adds a value.
    pub fn push(&mut self, path: impl Into<String>, span: Span, why: impl Into<String>, kept: Kept) {
        self.list.push(Dropped { path: path.into(), span, why: why.into(), kept });
    }

    /// Adds a guess.
    pub fn guess(&mut self, span: Span, message: impl Into<String>, help: &'static str) {
        self.guesses.push(Guess { path: String::new(), span, message: message.into(), help });
    }

    /// Names each value as it is called in the original file.
    pub fn rename(&mut self, original: &Node) {
        let dropped = self.list.iter_mut().map(|dropped| (dropped.span, &mut dropped.path));
        let guesses = self.guesses.iter_mut().map(|guess| (guess.span, &mut guess.path));
        for (span, path) in dropped.chain(guesses) {
            if let Some(original) = path_at(original, span) {
                *path = original;
            }
        }
    }

    /// The number of values that were lost. The design counts as one.
    pub fn count(&self) -> usize {
        let designs = self.list.iter().filter(|dropped| dropped.kept == Kept::Design).count();
        self.list.len() - designs + designs.min(1)
    }

    /// The warnings, one for each value and one for the design.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let (design, others): (Vec<_>, Vec<_>) = self.list.iter().partition(|dropped| dropped.kept == Kept::Design);
        let guesses = self.guesses.iter().map(|Guess { path, span, message, help }| {
            Diagnostic::warning(Code::DateFormat, message.as_str()).at(*span).path(path).help(*help)
        });
        others.into_iter().map(Dropped::diagnostic).chain(guesses).chain(folded(&design)).collect()
    }
}

impl Dropped {
    fn diagnostic(&self) -> Diagnostic {
        let Dropped { path, span, why, kept } = self;
        let note =
            Diagnostic::warning(Code::NotImported, format!("`{path}` was not imported: {why}")).at(*span).path(path);
        note.help(match kept {
            Kept::Note => "it was kept in the `note` of its entry, which is never printed",
            Kept::Comment | Kept::Design => "it was kept in a comment at the end of the file",
        })
    }
}

/// One warning for all that is only about the design.
fn folded(design: &[&Dropped]) -> Option<Diagnostic> {
    let first = design.iter().min_by_key(|dropped| dropped.span)?;
    let mut keys: Vec<String> = Vec::new();
    for dropped in design {
        let key = format!("`{}`", dropped.path.split(['.', '[']).next().unwrap_or_default());
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let keys = keys.join(", ");
    let settings = if design.len() == 1 { "1 setting".to_owned() } else { format!("{} settings", design.len()) };
    let message = format!("{settings} of the design were not imported ({keys})");
    let message = if design.len() == 1 { message.replace("were", "was") } else { message };
    let note = Diagnostic::warning(Code::NotImported, message).at(first.span).path(&first.path);
    Some(note.help("Recto's themes have their own design; the settings were kept in comments at the end of the file"))
}

/// The path of the value or the entry with a location.
pub fn path_at(node: &Node, span: Span) -> Option<String> {
    fn is_within(node: &Node, span: Span) -> bool {
        node.span.start <= span.start && span.end <= node.span.end
    }
    match &node.value {
        Value::Scalar { .. } => None,
        Value::Sequence(items) => {
            let (at, item) = items.iter().enumerate().find(|(_, item)| is_within(item, span))?;
            let below = if item.span == span { None } else { path_at(item, span) };
            let dot = below.as_ref().is_some_and(|below| !below.starts_with('['));
            let exact = item.span == span;
            (exact || below.is_some())
                .then(|| format!("[{at}]{}{}", if dot { "." } else { "" }, below.unwrap_or_default()))
        }
        Value::Mapping(entries) => entries.iter().find_map(|entry| {
            let whole = Span { end: entry.value.span.end.max(entry.key.span.end), ..entry.key.span };
            let exact = entry.value.span == span || whole == span || entry.key.span == span;
            if exact {
                return Some(entry.key.name.clone());
            }
            let below = is_within(&entry.value, span).then(|| path_at(&entry.value, span)).flatten()?;
            let dot = if below.starts_with('[') { "" } else { "." };
            Some(format!("{}{dot}{below}", entry.key.name))
        }),
    }
}
