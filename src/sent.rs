//! The log of what was sent: which files, for which application, on which day.
//!
//! People may edit the log. A new entry is therefore added to its text, which otherwise stays as it is.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity};
use crate::resume::{Date, Ignored};
use crate::source::{Source, Spanned};
use crate::yaml::{self, Node};

/// The first line of a new log.
const HEADER: &str = "# What was sent, as noted by `recto build --sent`. Add `note: …` to an entry to remember more.\n";

/// Maximum file size in bytes, enough for ten thousand entries.
const MAX_BYTES: usize = 4 << 20;

/// The log of what was sent.
#[derive(Debug, Clone)]
pub struct SentLog {
    source: Source,
    entries: Vec<Sending>,
    /// The column of the dashes, from 0; `None` if the entries are not written with dashes.
    indent: Option<usize>,
}

/// What was sent for an application on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sending {
    /// The name of the application.
    pub application: Spanned<String>,
    /// The day.
    pub date: Spanned<Date>,
    /// The theme's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The files that were sent.
    pub files: Vec<SentFile>,
    /// The résumé that they were built from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceFile>,
}

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct SentFile {
    /// Its path, relative to the log.
    pub file: Spanned<String>,
    /// What it contains.
    #[serde(default)]
    pub part: SentPart,
    /// Its SHA-256 checksum, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// A résumé that files were built from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct SourceFile {
    /// Its path, relative to the log.
    pub file: Spanned<String>,
    /// Its SHA-256 checksum, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// What a file contains.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SentPart {
    /// The résumé.
    #[default]
    Resume,
    /// The cover letter.
    Letter,
    /// The cover letter, and the résumé after it.
    LetterAndResume,
}

/// An entry as written.
#[derive(Deserialize)]
struct Entry {
    application: Spanned<String>,
    date: Spanned<Date>,
    theme: Option<String>,
    #[serde(default)]
    files: Vec<SentFile>,
    source: Option<SourceFile>,
    /// For the reader of the log.
    #[serde(rename = "note")]
    _note: Option<Ignored>,
}

impl SentLog {
    /// Reads a log. A text without content is a log without entries.
    ///
    /// # Errors
    /// If the text is not YAML, or not a log. All errors are reported together.
    pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Result<SentLog> {
        diagnostics.open(source);
        let log = |entries, indent| SentLog { source: source.clone(), entries, indent };
        if source.text().trim().is_empty() {
            return Ok(log(Vec::new(), Some(0)));
        }
        if source.text().len() > MAX_BYTES {
            let message = format!("`{}` is larger than {} MiB", source.name(), MAX_BYTES >> 20);
            let note = Diagnostic::error(Code::TooLarge, message);
            return Err(diagnostics.error(note.help("move older entries to another file")));
        }
        let start = diagnostics.checkpoint();
        let root = yaml::parse(source, diagnostics)?;
        if root.is_absent() {
            return Ok(log(Vec::new(), Some(0)));
        }
        // Unknown keys are kept: people may add notes to the log.
        let read = yaml::read_on::<Vec<Entry>>(&root, Severity::Warning, diagnostics);
        read.result?;
        diagnostics.reported_since(start)?;
        let entries = read.value.unwrap_or_default().into_iter().map(|entry| {
            let Entry { application, date, theme, files, source, _note: _ } = entry;
            Sending { application, date, theme, files, source }
        });
        Ok(log(entries.collect(), indent(&root, source)))
    }

    /// All entries, in the order of the log.
    pub fn entries(&self) -> &[Sending] {
        &self.entries
    }

    /// The latest entry of an application, or the last one of a day.
    pub fn latest(&self, application: &str, day: Option<Date>) -> Option<&Sending> {
        let of = |entry: &&Sending| {
            entry.application.value == application && day.is_none_or(|day| entry.date.value.latest() == day.latest())
        };
        // Of several on one day, `max_by_key` returns the last.
        self.entries.iter().filter(of).max_by_key(|entry| entry.date.value.latest())
    }

    /// The text of the log with another entry at its end; what is there stays as it is.
    ///
    /// # Errors
    /// If the text cannot be continued, such as a list in brackets.
    pub fn with(&self, entry: &Sending, diagnostics: &mut Diagnostics) -> Result<String> {
        let text = self.continued(entry);
        let read = text.as_ref().and_then(|text| {
            let again = Source::new(self.source.name(), text.as_str());
            SentLog::read(&again, &mut Diagnostics::new()).ok()
        });
        // Added as text, so it may have become something else.
        let follows = read.is_some_and(|read| {
            read.entries.split_last().is_some_and(|(last, others)| last == entry && others == self.entries)
        });
        if let (Some(text), true) = (text, follows) {
            return Ok(text);
        }
        diagnostics.open(&self.source);
        let end = self.source.text().trim_end().len();
        let message = format!("no entry can be added at the end of `{}`", self.source.name());
        let note = Diagnostic::error(Code::WrongType, message).at(self.source.span(end..end));
        Err(diagnostics.error(note.help("write the log as a list in which every entry begins with `- application:`")))
    }

    fn continued(&self, entry: &Sending) -> Option<String> {
        let added = serde_yaml::to_string(&[entry]).expect("an entry is plain data");
        let indent = " ".repeat(self.indent?);
        let mut text = self.source.text().to_owned();
        if text.trim().is_empty() {
            text = HEADER.to_owned();
        } else if !text.ends_with('\n') {
            text.push('\n');
        }
        for line in added.lines() {
            text += &format!("{}{line}\n", if line.is_empty() { "" } else { &indent });
        }
        Some(text)
    }
}

/// The column of the dashes of a list.
fn indent(root: &Node, source: &Source) -> Option<usize> {
    let before = source.text().get(..root.span.start)?;
    let line = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
    let has_dash = source.text()[root.span.start..].starts_with('-');
    (has_dash && line.chars().all(|letter| letter == ' ')).then_some(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> SentLog {
        let mut diagnostics = Diagnostics::new();
        SentLog::read(&Source::new("log.yaml", text), &mut diagnostics)
            .unwrap_or_else(|_| panic!("{:#?}", diagnostics.sorted()))
    }

    fn entry(application: &str) -> Sending {
        let text = format!(
            "- {{application: {application:?}, date: 2026-03-01, theme: plumb, files: [{{file: a.pdf, sha256: '12e4'}}]}}"
        );
        read(&text).entries[0].clone()
    }

    fn with(text: &str, application: &str) -> Result<String> {
        read(text).with(&entry(application), &mut Diagnostics::new())
    }

    #[test]
    fn entries_are_added_to_a_text_that_stays_as_it_is() {
        let first = with("", "acme").unwrap();
        assert!(first.starts_with(HEADER) && first.contains("\n- application: acme\n"), "{first}");
        for text in [
            first.as_str(),
            "- application: a\n  date: 2026\n  note: called back",
            "# mine\n\n  - application: a\n    date: 2026-01-02\n    x-salary: none\n\n  # later\n",
            "---\n- {application: a, date: 2026-01-02}\n",
            "# nothing yet\n",
        ] {
            let longer = with(text, "b: [c] #").unwrap();
            assert!(
                longer.starts_with(text) && read(&longer).entries.len() == read(text).entries.len() + 1,
                "{longer}"
            );
        }
    }

    #[test]
    fn a_text_that_cannot_be_continued_is_refused() {
        for text in [
            "[{application: a, date: 2026}]",
            "- application: a\n  date: 2026\n...\n",
            "- application: a\n  date: 2026\n  note: |+2\n     x\n\n  ",
        ] {
            let result = with(text, "b");
            assert!(result.is_err() || result.as_ref().is_ok_and(|it| read(it).entries.len() == 2), "{result:?}");
        }
        assert!(with("[{application: a, date: 2026}]", "b").is_err());
    }

    #[test]
    fn the_latest_is_found_and_of_one_day_the_last() {
        let log = read(
            "- {application: a, date: 2026-03-02, theme: x}\n- {application: a, date: 2026-03-01, theme: y}\n\
             - {application: a, date: 2026-03-02, theme: z}\n- {application: b, date: 2026-04-01}\n",
        );
        let theme = |day: Option<&str>| {
            let found = log.latest("a", day.map(|day| day.parse().unwrap()));
            found.and_then(|entry| entry.theme.clone())
        };
        assert_eq!(theme(None).as_deref(), Some("z"));
        assert_eq!(theme(Some("2026-03-01")).as_deref(), Some("y"));
        assert_eq!(theme(Some("2026-03-03")), None);
    }
}
