//! Plain text on one line: paths, tags, user names.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::Code;
use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// PlainText that is printed literally: trimmed, never empty, on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlainText {
    text: String,
    origin: Origin,
}

impl PlainText {
    /// Where it was read.
    pub fn origin(&self) -> Origin {
        self.origin
    }
}

/// Maximum length of a line or paragraph, in characters. The time for optimal line breaking
/// grows faster than the text.
pub(super) const LONGEST: usize = 8000;

/// Rejects text that exceeds the maximum length.
pub(super) fn check_length(text: &str) -> Result<(), Problem> {
    if text.len() <= LONGEST || text.chars().count() <= LONGEST {
        return Ok(());
    }
    let problem = Problem::of(Code::TooLarge, format!("this text is longer than {LONGEST} characters"));
    Err(problem.help("shorten it, or split it into paragraphs with blank lines if the field allows them"))
}

/// Composes combining marks with their base characters (NFC), as fonts expect. Characters that
/// NFC would replace on their own are kept, because a name may contain one of them.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    // Korean vowels and finals compose, too (Hangul Jamo, U+1160 to U+11FF).
    let joins = |letter: char| is_combining_mark(letter) || matches!(letter, '\u{1160}'..='\u{11ff}');
    if text.is_ascii() || !text.contains(joins) {
        return Cow::Borrowed(text);
    }
    let mut composed = String::with_capacity(text.len());
    let mut cluster = String::new();
    for letter in text.chars() {
        if !joins(letter) {
            flush(&mut cluster, &mut composed);
        }
        cluster.push(letter);
    }
    flush(&mut cluster, &mut composed);
    Cow::Owned(composed)
}

/// Composes a base character with its marks and appends it to a text.
fn flush(cluster: &mut String, text: &mut String) {
    let mut letters = cluster.chars();
    let (letter, mark) = (letters.next(), letters.next());
    // Keep a character that NFC would replace on its own.
    let kept = letter.is_none_or(|letter| std::iter::once(letter).nfc().ne([letter]));
    if mark.is_none() || kept {
        text.push_str(cluster);
    } else {
        text.extend(cluster.nfc());
    }
    cluster.clear();
}

impl FromStr for PlainText {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        // Embedded pictures get a more specific error elsewhere.
        if !text.starts_with("data:") {
            check_length(text)?;
        }
        if text.trim().is_empty() {
            return Err(Problem::new("this value is empty").help("write a value, or remove the key"));
        }
        let text = composed(text).split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(PlainText { text, origin: Origin::default() })
    }
}

impl Scalar for PlainText {
    const NAME: &'static str = "plain text";
    const FORM: &'static str = "Text on one line, without markup.";
    const EXAMPLE: &'static str = "text";
    const TYPES: &'static [&'static str] = &["string", "number", "boolean"];

    fn read_at(self, origin: Origin) -> Self {
        PlainText { origin, ..self }
    }
}

impl Deref for PlainText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for PlainText {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

serde_scalars!(PlainText);
