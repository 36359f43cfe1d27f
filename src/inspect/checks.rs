//! What a reader of résumés stumbles on: the table of checks, and each of them.
//!
//! Every check compares what was read back out of the pages with what the document says. The sources are what parsers of résumés publish of themselves and
//! what their readers were measured to do; docs/reading.md names them.

mod letters;
mod order;
mod page;
mod words;

use super::Reading;
use super::views::Line;
use crate::present::ExpectedText;
use crate::source::Origin;

/// What the pages are compared with.
#[derive(Debug, Clone, Default)]
pub struct Expectations<'a> {
    /// What the pages must say, in reading order.
    pub texts: &'a [ExpectedText],
    /// The most pages there may be.
    pub pages: Option<usize>,
    /// The name of the file, if it has one.
    pub file: Option<&'a str>,
    /// Whether the language is English, whose section titles parsers know.
    pub english: bool,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing is to be said.
    Pass,
    /// Something is to be known, and nothing to be mended.
    Info,
    /// Some reader may stumble.
    Warn,
    /// Readers will stumble.
    Fail,
}

/// Something that a check found.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// What it is.
    pub message: String,
    /// The page, from 1, and the line there.
    pub place: Option<(usize, String)>,
    /// The keys that lead to the text in the résumé.
    pub path: Option<String>,
    /// The text in the résumé.
    pub text: Option<String>,
    /// Where it stands in the file; nothing if it is made of several values.
    pub origin: Origin,
}

/// What one check found.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The check.
    pub check: &'static Check,
    /// How it came out.
    pub verdict: Verdict,
    /// Why.
    pub findings: Vec<Finding>,
}

/// A check of the table.
#[derive(Debug)]
#[non_exhaustive]
pub struct Check {
    /// Its number, such as `ATS-001`.
    pub id: &'static str,
    /// What holds if it passes.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What it comes out as if something is found that is not told apart.
    severity: Verdict,
    look: fn(&Reading, &Expectations) -> Found,
}

/// What a check found, each with its own verdict if it is not the check's.
type Found = Vec<(Option<Verdict>, Finding)>;

macro_rules! checks {
    ($($id:literal $severity:ident $look:path: $title:literal, $why:literal;)+) => {
        /// The table of checks.
        pub const CHECKS: &[Check] = &[$(Check {
            id: $id, title: $title, why: $why, severity: Verdict::$severity, look: $look,
        },)+];
    };
}

checks! {
    "ATS-001" Fail words::all_there: "every text of the résumé is read",
        "A text that a reader does not find was not written, as far as it can tell.";
    "ATS-002" Fail letters::known: "every glyph says which letter it is",
        "Letters without a meaning are read as boxes or not at all; icon fonts are the usual cause.";
    "ATS-003" Fail letters::plain: "no letters that cannot be searched for",
        "Soft hyphens, zero-width spaces and ligatures of their own break a search for the word they stand in.";
    "ATS-004" Warn letters::spaces: "spaces are ordinary spaces",
        "Programs that split text at spaces do not split at no-break spaces.";
    "ATS-005" Fail order::name_first: "the name comes first, alone, and largest",
        "Parsers take the first line, or the largest, for the name.";
    "ATS-006" Fail words::email: "the mail address is whole, near the top of the first page",
        "A résumé without an address that can be found is refused by some parsers.";
    "ATS-007" Warn words::phone: "the telephone number is whole",
        "Parsers find it by its digits in a row.";
    "ATS-008" Warn order::titles_alone: "each section title stands alone on its line, under a usual name",
        "Parsers part a résumé into sections by titles that stand alone.";
    "ATS-009" Fail order::in_stream: "the text is read in the order of the résumé",
        "Dates that are read with another entry are given to it.";
    "ATS-010" Info order::in_other_views: "readers that go by place read it in the same order",
        "Some readers sort letters by their place on the page: columns and dates at the margin come out elsewhere.";
    "ATS-011" Fail words::dates: "each date stands on one line, with all figures of its year",
        "A date in two pieces is not recognised.";
    "ATS-012" Fail words::spaced_out: "no words with spaces between their letters",
        "S P A C E D titles are read as letters.";
    "ATS-013" Fail words::unbroken: "no word is broken at the end of a line",
        "The halves of a hyphenated word are two words to a reader.";
    "ATS-014" Warn words::addresses: "each address is a link, or can be read whole",
        "An address that is cut leads nowhere.";
    "ATS-015" Fail page::fonts: "all fonts are in the file, and say what their glyphs mean",
        "Without that, text looks right and is read wrong.";
    "ATS-016" Warn page::pictures: "pictures take little of the page",
        "What is drawn is not read; pages of pictures are taken for scans.";
    "ATS-017" Fail page::hidden: "no text is hidden",
        "Text that people cannot see is taken for deceit.";
    "ATS-018" Fail page::tags: "sections and lists are tagged, in the order of reading",
        "Screen readers, and parsers that trust them, go by the structure tree.";
    "ATS-019" Warn page::metadata: "the file names the person, and is of a usual kind and size",
        "Upload forms show the title, and refuse what is new or large.";
    "ATS-020" Info letters::marks: "lists have ordinary bullets, and text no pictographs",
        "Other signs come out as boxes or question marks.";
    "ATS-021" Info letters::scripts: "the script is one that readers read reliably",
        "Letters that join or run from the right come out in the order of drawing in many readers.";
    "ATS-022" Warn page::breaks: "as many pages as promised, none nearly empty, no title left alone",
        "A page with two lines looks like an accident.";
    "ATS-023" Warn page::legible: "letters are large and dark enough, and margins wide enough",
        "Small, pale text is hard to read on paper and for character recognition (WCAG 2.2, 1.4.3).";
    "ATS-024" Info page::file_name: "the file is named after the person",
        "Whoever saves forty files called resume.pdf cannot tell them apart.";
}

/// Runs all checks.
pub fn check(reading: &Reading, expectations: &Expectations) -> Vec<Outcome> {
    CHECKS.iter().map(|check| check.run(reading, expectations)).collect()
}

impl Check {
    fn run(&'static self, reading: &Reading, expectations: &Expectations) -> Outcome {
        let found = (self.look)(reading, expectations);
        let verdict = found.iter().map(|(verdict, _)| verdict.unwrap_or(self.severity)).max().unwrap_or(Verdict::Pass);
        Outcome { check: self, verdict, findings: found.into_iter().map(|(_, finding)| finding).collect() }
    }
}

impl Verdict {
    /// As a table shows it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Info => "info",
            Verdict::Warn => "warn",
            Verdict::Fail => "fail",
        }
    }
}

impl Finding {
    fn new(message: impl Into<String>) -> Self {
        Finding { message: message.into(), place: None, path: None, text: None, origin: Origin::default() }
    }

    fn at(mut self, line: &Line) -> Self {
        self.place = Some((line.page, line.text.clone()));
        self
    }

    fn of(mut self, expected: &ExpectedText) -> Self {
        self.path = Some(expected.path.clone());
        self.text = Some(expected.text.clone());
        self.origin = expected.origin;
        self
    }
}

/// A text as it is compared: small letters, one kind of quotes and dashes, no spaces and
/// no bullets, since lines are broken anywhere and titles may be in capitals.
fn dense(text: &str) -> String {
    folded(text).split_whitespace().collect()
}

/// The same, with single spaces.
fn spaced(text: &str) -> String {
    folded(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn folded(text: &str) -> String {
    let lower = text.to_lowercase().replace('ß', "ss").replace('ς', "σ").replace('…', "...");
    let kept = lower.chars().filter(|letter| !"\"'‘’‚“”„«»‹›•\u{307}".contains(*letter) && !is_direction(*letter));
    kept.map(|letter| if letter == '\u{a0}' { ' ' } else { letter }).collect()
}

/// Whether a character only says which way a text runs (Unicode, Bidi_Control): nothing is drawn for it.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether letters of a text join, or run from the right.
fn is_shaped(text: &str) -> bool {
    text.chars().any(|letter| ('\u{590}'..'\u{e80}').contains(&letter))
}

/// Whether a text is written without spaces between words.
fn is_unspaced(text: &str) -> bool {
    text.chars().any(|letter| letter > '\u{2e80}')
}

/// The text that is read aloud, in the order of the stream.
fn stream_text(reading: &Reading) -> String {
    reading.stream.body().map(|line| format!("{}\n", line.text)).collect()
}

/// The text of the structure tree.
fn tag_text(reading: &Reading) -> String {
    reading.tags.iter().map(|tag| format!("{} ", tag.text)).collect()
}

/// The beginning of a long text.
fn brief(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= 60 { text } else { text.chars().take(59).collect::<String>() + "…" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_numbered_and_explained() {
        for (index, check) in CHECKS.iter().enumerate() {
            assert_eq!(check.id, format!("ATS-{:03}", index + 1));
            assert!(check.why.ends_with(['.', ')']) && !check.title.ends_with('.'));
        }
    }
}
