//! Plain text on one line.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::Id;
use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// Text that is printed as it stands: trimmed, never empty, on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    text: String,
    origin: Origin,
}

impl Text {
    /// Where it was read.
    pub fn origin(&self) -> Origin {
        self.origin
    }
}

/// The most characters of a line or a paragraph. Lines are broken with care, which takes time
/// that grows faster than the text.
pub(super) const LONGEST: usize = 8000;

/// Refuses what is longer than any paragraph that is read.
pub(super) fn check_length(text: &str) -> Result<(), Problem> {
    if text.len() <= LONGEST || text.chars().count() <= LONGEST {
        return Ok(());
    }
    let problem = Problem::of(Id::TooLarge, format!("this text is longer than {LONGEST} characters"));
    Err(problem.help("shorten it, or part it into paragraphs by blank lines where it may have some"))
}

/// The text with marks joined to the letters they stand on (NFC), as fonts expect them. Letters
/// that Unicode merely holds for the same stay apart: a name may be written with one of them.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    // The vowels and finals of Korean join, too (Hangul Jamo, U+1160 to U+11FF).
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

/// Moves a letter and the marks on it to a text, composed.
fn flush(cluster: &mut String, text: &mut String) {
    let mut letters = cluster.chars();
    let (letter, mark) = (letters.next(), letters.next());
    // A letter that would become another by itself stays as it is.
    let kept = letter.is_none_or(|letter| std::iter::once(letter).nfc().ne([letter]));
    if mark.is_none() || kept {
        text.push_str(cluster);
    } else {
        text.extend(cluster.nfc());
    }
    cluster.clear();
}

impl FromStr for Text {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        // A picture written into the résumé is said to be none, which is more to the point.
        if !text.starts_with("data:") {
            check_length(text)?;
        }
        if text.trim().is_empty() {
            return Err(Problem::new("this is empty").help("write a value, or remove the key"));
        }
        let text = composed(text).split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Text { text, origin: Origin::default() })
    }
}

impl Scalar for Text {
    const NAME: &'static str = "text";
    const FORM: &'static str = "Plain text on one line.";
    const EXAMPLE: &'static str = "text";
    const TYPES: &'static [&'static str] = &["string", "number", "boolean"];

    fn read_at(self, origin: Origin) -> Self {
        Text { origin, ..self }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

serde_scalars!(Text);
