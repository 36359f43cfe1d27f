//! Imports other formats and lists what could not be converted.
//!
//! The tree of another tool's file is converted piece by piece to the tree of a résumé, keeping
//! the spans. Anything left over is reported. The result is then read like any résumé, so that
//! invalid values are also reported at their locations in the original file.

mod audit;
mod bibliography;
mod bibtex;
mod comments;
mod document;
mod draft;
mod dropped;
mod europass;
mod fresh;
mod json_resume;
mod language;
mod linkedin;
mod loose;
mod reactive_resume;
mod rendercv;
mod repair;
mod tex;
mod texts;
mod unstructured;
mod website_data;
mod write;
mod yaml_resume;

use std::borrow::Cow;
use std::fmt;

pub use self::bibliography::BibliographyFile;
use self::dropped::{DroppedList, path_at};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity};
use crate::resume::{Resume, is_fresh, is_reactive_resume, too_many_items};
use crate::source::{Source, Span};
use crate::yaml::{self, Duplicates, Node, Value};

/// The formats that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// JSON Resume, 0.x and 1.x (<https://jsonresume.org>).
    JsonResume,
    /// RenderCV, 1.x and 2.x (<https://rendercv.com>).
    RenderCv,
    /// YAMLResume (<https://yamlresume.dev>).
    YamlResume,
    /// Reactive Resume, v3 to v5 (<https://rxresu.me>).
    ReactiveResume,
    /// FRESH (<https://github.com/fresh-standard/fresh-resume-schema>).
    Fresh,
    /// Europass, as XML or JSON.
    Europass,
    /// The archive of a person's data from LinkedIn.
    LinkedIn,
    /// YAML or JSON of no known format, such as the data file of a website.
    Data,
    /// Markdown.
    Markdown,
    /// Plain text.
    PlainText,
    /// A PDF of any program.
    Pdf,
    /// A Word document.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// HTML.
    Html,
}

/// The result of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The format of the file.
    pub format: Format,
    /// The résumé, as YAML with comments. It can be read without errors.
    pub text: String,
    /// The number of values that could not be imported.
    pub lost: usize,
    /// What was read in a way that a person should check, in the order of the result.
    pub guesses: Vec<Guess>,
    /// What could not be placed, in the order of the file.
    pub unplaced: Vec<Unplaced>,
}

/// A value that could be read in more than one way. It has a comment in the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// What it was read as, such as "the position".
    pub read_as: String,
    /// The text.
    pub text: String,
    /// Where it is in the file, such as "page 1, line 12".
    pub place: String,
    /// The line of the comment in the result, from 1.
    pub line: usize,
}

/// A text that could not be placed. It is in a comment at the end of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// The text.
    pub text: String,
    /// Where it is in the file.
    pub place: String,
}

/// Converts another tool's file to a résumé. `there` returns whether a picture exists relative
/// to the result, because a missing one is not printed.
///
/// # Errors
/// If the file is not YAML or JSON, or its format is unknown.
pub fn import(source: &Source, there: &dyn Fn(&str) -> bool, diagnostics: &mut Diagnostics) -> Result<Imported> {
    import_as(source, None, there, diagnostics)
}

/// Converts a file of a known format, or of the one that is recognised.
fn import_as(
    source: &Source,
    format: Option<Format>,
    there: &dyn Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) -> Result<Imported> {
    let written = source;
    let source = &if source.is_json() { without_comments(source) } else { without_aliases(source) };
    let duplicates = if source.is_json() { Duplicates::Keep } else { Duplicates::Error };
    let mut found = Diagnostics::new();
    let parsed = yaml::parse_with(source, duplicates, &mut found);
    diagnostics.open(source);
    let is_rendercv = source.text().lines().any(|line| line.starts_with("cv:"));
    // In RenderCV, a list in a text is a list.
    let is_list =
        |note: &Diagnostic| is_rendercv && note.code == Code::YamlTextLost && note.severity != Severity::Error;
    diagnostics.extend(found.sorted().into_iter().filter(|note| !is_list(note)).cloned());
    let root = parsed?;
    diagnostics.reported()?;
    if let Some(note) = too_many_items(&root, source).or_else(|| too_many_keys(&root, source)) {
        return Err(diagnostics.error(note));
    }
    let Some(format) = format.or_else(|| recognise(&root)) else {
        let note =
            Diagnostic::error(Code::WrongType, format!("`{}` is not in a format that can be imported", source.name()));
        let help = "a RenderCV file has the key `cv`, YAMLResume `content`, Reactive Resume `sections`, FRESH `employment`, and JSON Resume `basics`";
        return Err(diagnostics.error(note.at(Span { end: root.span.start, ..root.span }).help(help)));
    };
    let original = root.clone();
    let mut losses = DroppedList::default();
    let mut draft = match format {
        Format::JsonResume | Format::LinkedIn => json_resume::convert(root, &mut losses, diagnostics),
        Format::RenderCv => rendercv::convert(root, &mut losses),
        Format::YamlResume => yaml_resume::convert(root, &mut losses),
        Format::ReactiveResume => reactive_resume::convert(root, &mut losses),
        Format::Fresh => json_resume::convert(fresh::convert(root, &mut losses), &mut losses, diagnostics),
        Format::Europass => europass::convert(root, &mut losses),
        Format::Data => json_resume::convert(website_data::convert(root, &mut losses), &mut losses, diagnostics),
        // They have no tree.
        Format::Markdown | Format::PlainText | Format::Pdf | Format::Docx | Format::Odt | Format::Html => root,
    };
    draft::read_visible(&mut draft);
    let detected = language::detect(&mut draft, None);
    let mut repairs = Diagnostics::new();
    let repaired = repair::repair(draft, source, there, &mut losses, &mut repairs);
    // The names of the original file, where its reader will look.
    let renamed = |note: &Diagnostic| {
        let path = path_at(&original, note.span()?)?;
        // What is missing is marked at the end of the entry that lacks it.
        let entry = path.rsplit_once('.').map_or("", |(entry, _)| entry);
        Some(if note.code == Code::MissingKey { entry.to_owned() } else { path })
    };
    diagnostics.extend(
        repairs
            .sorted()
            .into_iter()
            .map(|note| Diagnostic { path: renamed(note).unwrap_or_else(|| note.path.clone()), ..note.clone() }),
    );
    let carried = repaired?;
    let kept = audit::report_lost(&original, &carried, &mut losses);
    if kept < LEAST_KEPT {
        return Err(diagnostics.error(mostly_lost(source, format, kept)));
    }
    losses.rename(&original);
    let mut text = write::write(&carried, format, source, &losses, comments::find(source, &original));
    if let Some(language) = detected {
        language::explain(&mut text, language);
    }
    if written.is_json() {
        text.push_str(&json_resume::comments(written));
    }
    diagnostics.extend(losses.diagnostics());
    Ok(Imported { format, text, lost: losses.count(), guesses: Vec::new(), unplaced: Vec::new() })
}

/// Converts a file of any format to a résumé, by its content. `there` is as for [`import`].
///
/// # Errors
/// As [`import`], and if the file has no text, or too little of it was understood.
pub fn import_file(
    name: &str,
    bytes: &[u8],
    there: &dyn Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) -> Result<Imported> {
    if bytes.starts_with(b"%PDF") || bytes.get(..1024.min(bytes.len())).is_some_and(|head| contains(head, b"%PDF-")) {
        return document::import_pdf(name, bytes, there, diagnostics);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return document::import_archive(name, bytes, there, diagnostics);
    }
    let text = document::decoded(name, bytes, diagnostics)?;
    if europass::is_xml(&text) {
        let source = europass::read(name, &text, diagnostics);
        return import_as(&source, Some(Format::Europass), there, diagnostics);
    }
    let source = Source::new(name, text);
    if document::is_structured(&source) {
        return import(&source, there, diagnostics);
    }
    document::import_text(&source, there, diagnostics)
}

/// The least share of the words of a file that must be in values.
const LEAST_KEPT: f64 = 0.5;

fn mostly_lost(source: &Source, format: Format, kept: f64) -> Diagnostic {
    let message = format!(
        "`{}` was read as {format}, but only {:.0} % of its words could be placed",
        source.name(),
        kept * 100.0
    );
    let help = "if it is in another format, export it as PDF or Word, and import that";
    Diagnostic::error(Code::NotImported, message).at(source.span(0..0)).help(help)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Blanks the comments in JSON.
fn without_comments(source: &Source) -> Source {
    match yaml::json_comments(source.text()).is_empty() {
        true => source.clone(),
        false => Source::new(source.name(), yaml::without_json_comments(source.text())),
    }
}

/// Maximum number of keys in a file.
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
    let note = || Diagnostic::error(Code::TooLarge, format!("`{}` has {count} keys", source.name()));
    (count > MAX_KEYS).then(|| note().at(source.span(0..0)).help(format!("the limit is {MAX_KEYS}")))
}

/// Quotes texts that start with `*`. RenderCV does not support aliases, so it accepts such texts
/// without quotes.
fn without_aliases(source: &Source) -> Source {
    let text = source.text();
    if !text.lines().any(|line| line.starts_with("cv:")) || yaml::parse(source, &mut Diagnostics::new()).is_ok() {
        return source.clone();
    }
    // Lines of a block scalar need no quotes; they are indented deeper than its first line.
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
    // If there are other errors, keep the original so that its spans are correct.
    if yaml::parse(&quoted, &mut Diagnostics::new()).is_ok() { quoted } else { source.clone() }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Quotes the value of a line if it starts with `*`.
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

/// Detects the format by top-level keys.
fn recognise(root: &Node) -> Option<Format> {
    let value = |key: &str| root.entries().iter().find(|entry| entry.key.name == key).map(|entry| &entry.value);
    if value("cv").is_some_and(|cv| !cv.entries().is_empty()) {
        return Some(Format::RenderCv);
    }
    if value("content").is_some_and(|content| content.entries().iter().any(|entry| Resume::is_key(&entry.key.name))) {
        return Some(Format::YamlResume);
    }
    if is_reactive_resume(root) {
        return Some(Format::ReactiveResume);
    }
    if europass::is_shape(root) {
        return Some(Format::Europass);
    }
    if is_fresh(root) {
        return Some(Format::Fresh);
    }
    if website_data::is_shape(root) {
        return Some(Format::Data);
    }
    root.entries().iter().any(|entry| Resume::is_key(&entry.key.name)).then_some(Format::JsonResume)
}

impl Format {
    /// Whether it is a document without fields, whose values have no paths.
    fn is_document(self) -> bool {
        match self {
            Format::JsonResume
            | Format::RenderCv
            | Format::YamlResume
            | Format::ReactiveResume
            | Format::Fresh
            | Format::Europass
            | Format::Data
            | Format::LinkedIn => false,
            Format::Markdown | Format::PlainText | Format::Pdf | Format::Docx | Format::Odt | Format::Html => true,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Format::JsonResume => "JSON Resume",
            Format::RenderCv => "RenderCV",
            Format::YamlResume => "YAMLResume",
            Format::ReactiveResume => "Reactive Resume",
            Format::Fresh => "FRESH",
            Format::Europass => "Europass",
            Format::LinkedIn => "LinkedIn archive",
            Format::Data => "YAML or JSON",
            Format::Markdown => "Markdown",
            Format::PlainText => "plain text",
            Format::Pdf => "PDF",
            Format::Docx => "Word",
            Format::Odt => "OpenDocument",
            Format::Html => "HTML",
        })
    }
}
