//! Other formats into ours, each with a list of what it could not carry.
//!
//! A file of another tool is a tree with places, and is made over into the tree of
//! a résumé piece by piece. What is left over is said. The result is read like any
//! résumé, so that a value which ours does not take is found at its place too.

mod bibliography;
mod bibtex;
mod carry;
mod draft;
mod json_resume;
mod rendercv;
mod write;
mod yaml_resume;

use std::borrow::Cow;
use std::fmt;

pub use self::bibliography::add_bibliography;
use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result};
use crate::resume::{Resume, too_many_items};
use crate::source::{Source, Span};
use crate::yaml::{self, Node, Value};

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// JSON Resume, 0.x and 1.x (<https://jsonresume.org>).
    JsonResume,
    /// RenderCV, 1.x and 2.x (<https://rendercv.com>).
    RenderCv,
    /// YAMLResume (<https://yamlresume.dev>).
    YamlResume,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What the file was.
    pub format: Format,
    /// The résumé, as YAML with comments. It can be read without an error.
    pub text: String,
    /// How many things could not be carried over.
    pub lost: usize,
}

/// Makes a résumé of another tool's file. `there` tells whether a picture of some
/// name is beside the result, because one that is not would fail the build.
///
/// # Errors
/// If the file is not YAML or JSON, or of no format that is known.
pub fn import(source: &Source, there: &dyn Fn(&str) -> bool, notes: &mut Diagnostics) -> Result<Imported> {
    let source = &without_aliases(source);
    let root = yaml::parse(source, notes)?;
    notes.reported()?;
    if let Some(note) = too_many_items(&root, source).or_else(|| too_many_keys(&root, source)) {
        return Err(notes.error(note));
    }
    let Some(format) = recognise(&root) else {
        let note =
            Diagnostic::error(Id::WrongType, format!("`{}` is of no format that can be imported", source.name()));
        let help = "RenderCV begins with `cv`, YAMLResume with `content`, JSON Resume with `basics`";
        return Err(notes.error(note.at(Span { end: root.span.start, ..root.span }).help(help)));
    };
    let mut losses = Losses::default();
    let draft = match format {
        Format::JsonResume => json_resume::convert(root),
        Format::RenderCv => rendercv::convert(root, source, &mut losses),
        Format::YamlResume => yaml_resume::convert(root, &mut losses),
    };
    let carried = carry::carry(draft, source, there, &mut losses, notes)?;
    let lost = losses.0.len();
    let text = write::write(&carried, format, source, &losses);
    losses.0.into_iter().for_each(|loss| notes.push(loss.diagnostic()));
    Ok(Imported { format, text, lost })
}

/// Keys of a file, at most.
const MAX_KEYS: usize = 20_000;

fn too_many_keys(root: &Node, source: &Source) -> Option<Diagnostic> {
    fn keys(node: &Node) -> usize {
        match &node.value {
            Value::Scalar { .. } => 0,
            Value::Sequence(items) => items.iter().map(keys).sum(),
            Value::Mapping(entries) => entries.len() + entries.iter().map(|entry| keys(&entry.value)).sum::<usize>(),
        }
    }
    let count = keys(root);
    let note = || Diagnostic::error(Id::TooLarge, format!("`{}` has {count} keys", source.name()));
    (count > MAX_KEYS).then(|| note().at(source.span(0..0)).help(format!("at most {MAX_KEYS} are read")))
}

/// RenderCV knows no aliases: a text may begin with `*` as it stands. Here it needs
/// quotes, which are put around all such texts at once.
fn without_aliases(source: &Source) -> Source {
    let text = source.text();
    if !text.lines().any(|line| line.starts_with("cv:")) || yaml::parse(source, &mut Diagnostics::new()).is_ok() {
        return source.clone();
    }
    // Lines of a block of text are as they stand; they are further in than the line that begins it.
    let mut block: Option<usize> = None;
    let line = |line| {
        let indent = indent(line);
        if block.is_some_and(|block| line.trim().is_empty() || indent > block) {
            return Cow::Borrowed(line);
        }
        let begins = line.trim_end().trim_end_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        block = [" |", " >"].iter().any(|sign| begins.ends_with(sign)).then_some(indent);
        with_quotes(line)
    };
    let quoted: String = text.split_inclusive('\n').map(line).collect();
    let quoted = Source::new(source.name(), quoted);
    // If that was not what is wrong with it, its places stay as they are.
    if yaml::parse(&quoted, &mut Diagnostics::new()).is_ok() { quoted } else { source.clone() }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A line with quotes around its value, if that begins with `*`.
fn with_quotes(line: &str) -> Cow<'_, str> {
    let mut value = line.trim_start();
    while let Some(item) = value.strip_prefix("- ") {
        value = item.trim_start();
    }
    if let Some((key, after)) = value.split_once(": ")
        && key.chars().all(|letter| letter.is_alphanumeric() || "_- ".contains(letter))
    {
        value = after.trim_start();
    }
    let value = value.trim_end();
    if !value.starts_with('*') {
        return line.into();
    }
    let start = value.as_ptr() as usize - line.as_ptr() as usize;
    let after = &line[start + value.len()..];
    format!("{}'{}'{after}", &line[..start], value.replace('\'', "''")).into()
}

/// Tells a format by the keys that only it has at its top.
fn recognise(root: &Node) -> Option<Format> {
    let value = |key: &str| root.entries().iter().find(|entry| entry.key.name == key).map(|entry| &entry.value);
    if value("cv").is_some_and(|cv| !cv.entries().is_empty()) {
        return Some(Format::RenderCv);
    }
    if value("content").is_some_and(|content| content.entries().iter().any(|entry| Resume::is_key(&entry.key.name))) {
        return Some(Format::YamlResume);
    }
    root.entries().iter().any(|entry| Resume::is_key(&entry.key.name)).then_some(Format::JsonResume)
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Format::JsonResume => "JSON Resume",
            Format::RenderCv => "RenderCV",
            Format::YamlResume => "YAMLResume",
        })
    }
}

/// What could not be carried over, in the order in which it was met.
#[derive(Default)]
struct Losses(Vec<Loss>);

/// One thing that could not be carried over.
struct Loss {
    /// What it is, as messages name it: the keys that lead to it.
    path: String,
    /// Where it stands in the other tool's file.
    span: Span,
    /// Why it has no place.
    why: String,
    /// What becomes of it.
    kept: Kept,
}

/// Where a thing that was not carried over can still be found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// In the `note` of its entry, which is never printed.
    Note,
    /// In a comment at the end of the file.
    Comment,
}

impl Losses {
    fn push(&mut self, path: impl Into<String>, span: Span, why: impl Into<String>, kept: Kept) {
        self.0.push(Loss { path: path.into(), span, why: why.into(), kept });
    }
}

impl Loss {
    fn diagnostic(self) -> Diagnostic {
        let Loss { path, span, why, kept } = self;
        let note =
            Diagnostic::warning(Id::NotCarried, format!("`{path}` is not carried over: {why}")).at(span).path(path);
        note.help(match kept {
            Kept::Note => "it is kept in the `note` of its entry, which is never printed",
            Kept::Comment => "it is kept in a comment at the end of the file",
        })
    }
}
