//! ATS checks: the table of checks and their implementations.
//!
//! Every check compares the text read back from the pages with the document. The rules come from the
//! documentation of résumé parsers and from tests of PDF readers; docs/reading.md lists the sources.

mod items;
mod letters;
mod order;
mod page;
mod words;

use super::PdfContent;
use super::views::Line;
use crate::present::ExpectedText;
use crate::source::Origin;

/// What the PDF is expected to contain.
#[derive(Debug, Clone, Default)]
pub struct Expectations<'a> {
    /// The texts of the pages, in reading order.
    pub texts: &'a [ExpectedText],
    /// The maximum number of pages.
    pub pages: Option<usize>,
    /// The file name, if there is one.
    pub file: Option<&'a str>,
    /// Whether the language is English, the only one whose usual section titles are checked.
    pub english: bool,
}

/// The result of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing found.
    Pass,
    /// Worth knowing; nothing to fix.
    Info,
    /// Some parsers may have trouble.
    Warn,
    /// Parsers will have trouble.
    Fail,
}

/// A problem found by a check.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// What is wrong.
    pub message: String,
    /// What to do, if it is more specific than why the check matters.
    pub help: Option<&'static str>,
    /// The page, from 1, and the line.
    pub place: Option<(usize, String)>,
    /// The path of the text in the résumé.
    pub path: Option<String>,
    /// The text in the résumé.
    pub text: Option<String>,
    /// Its location in the file; empty if the text combines several values.
    pub origin: Origin,
}

/// The outcome of one check.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The check.
    pub check: &'static Check,
    /// The verdict.
    pub verdict: Verdict,
    /// The findings behind the verdict.
    pub findings: Vec<Finding>,
}

/// A check in the table.
#[derive(Debug)]
#[non_exhaustive]
pub struct Check {
    /// Its id, such as `ATS-001`.
    pub id: &'static str,
    /// What is true if it passes.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// The verdict for findings without one of their own.
    severity: Verdict,
    look: fn(&PdfContent, &Expectations) -> Found,
}

/// The findings of a check, each with a verdict if it differs from the check's severity.
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
    "ATS-001" Fail words::all_there: "all text of the résumé can be extracted",
        "Text that a parser cannot extract does not exist for it.";
    "ATS-002" Fail letters::known: "every glyph maps to a character",
        "Unmapped glyphs are extracted as boxes or not at all; icon fonts are the usual cause.";
    "ATS-003" Fail letters::plain: "no characters that break searching",
        "A soft hyphen, zero-width space or ligature character makes its word unsearchable.";
    "ATS-004" Warn letters::spaces: "spaces are ordinary spaces",
        "Programs that split text at spaces do not split at no-break spaces.";
    "ATS-005" Fail order::name_first: "the name comes first, alone, and largest",
        "Parsers take the first or the largest line as the name.";
    "ATS-006" Fail words::email: "the email address is intact and near the top of the first page",
        "Some parsers reject a résumé without a recognisable email address.";
    "ATS-007" Warn words::phone: "the phone number is intact",
        "Parsers look for an unbroken run of digits.";
    "ATS-008" Warn order::titles_alone: "each section title is on its own line and has a usual name",
        "Parsers split a résumé into sections at titles that are on their own line.";
    "ATS-009" Fail order::in_stream: "content order matches the résumé",
        "Dates extracted next to another entry are assigned to that entry.";
    "ATS-010" Info order::in_other_views: "visual order and layout boxes match the résumé",
        "Some readers sort text by its position on the page, which misplaces columns and dates at the margin.";
    "ATS-011" Fail words::dates: "each date is on one line, with a four-digit year",
        "A date split over two lines is not recognised.";
    "ATS-012" Fail words::spaced_out: "no letter-spaced words",
        "S P A C E D titles are extracted as single letters.";
    "ATS-013" Fail words::unbroken: "no word is hyphenated at the end of a line",
        "Parsers see the halves of a hyphenated word as two words.";
    "ATS-014" Warn words::addresses: "each URL is a link or intact",
        "A truncated URL leads nowhere.";
    "ATS-015" Fail page::fonts: "all fonts are embedded and map their glyphs to characters",
        "Otherwise text looks right but is extracted wrong.";
    "ATS-016" Warn page::pictures: "images cover little of the page",
        "Text in images is not extracted, and pages full of images are treated as scans.";
    "ATS-017" Fail page::hidden: "no text is hidden",
        "Text that people cannot see is treated as an attempt to deceive.";
    "ATS-018" Fail page::tags: "sections and lists are tagged, in reading order",
        "Screen readers, and some parsers, rely on the structure tree.";
    "ATS-019" Warn page::metadata: "the metadata has the person's name, and the file has a usual version and size",
        "Upload forms show the title, and reject new PDF versions and large files.";
    "ATS-020" Info letters::marks: "lists use ordinary bullets, and text has no emoji",
        "Other symbols come out as boxes or question marks.";
    "ATS-021" Info letters::scripts: "the script is extracted reliably",
        "Many readers extract joined or right-to-left scripts in drawing order.";
    "ATS-022" Warn page::breaks: "the page limit is kept, no page is nearly empty, no title is stranded",
        "A page with two lines looks like a mistake.";
    "ATS-023" Warn page::legible: "text is large and dark enough, and margins are wide enough",
        "Small, pale text is hard to read on paper and for character recognition (WCAG 2.2, 1.4.3).";
    "ATS-024" Info page::file_name: "the file is named after the person",
        "Recruiters cannot tell forty files called resume.pdf apart.";
    "ATS-025" Warn items::apart: "name, contact details, and each entry's organization, role, place and dates are apart",
        "Programs that fill forms take what is close together on a line for one field.";
}

/// Runs all checks.
pub fn check(reading: &PdfContent, expectations: &Expectations) -> Vec<Outcome> {
    CHECKS.iter().map(|check| check.run(reading, expectations)).collect()
}

impl Check {
    fn run(&'static self, reading: &PdfContent, expectations: &Expectations) -> Outcome {
        let found = (self.look)(reading, expectations);
        let verdict = found.iter().map(|(verdict, _)| verdict.unwrap_or(self.severity)).max().unwrap_or(Verdict::Pass);
        Outcome { check: self, verdict, findings: found.into_iter().map(|(_, finding)| finding).collect() }
    }
}

impl Verdict {
    /// Its name in tables.
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
        Finding { message: message.into(), help: None, place: None, path: None, text: None, origin: Origin::default() }
    }

    fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
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

/// Normalises a text for comparison: lower case, without quotes, bullets and spaces, since lines may
/// be broken anywhere and titles may be in capitals.
fn dense(text: &str) -> String {
    folded(text).split_whitespace().collect()
}

/// Like [`dense`], with single spaces.
fn spaced(text: &str) -> String {
    folded(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn folded(text: &str) -> String {
    let lower = text.to_lowercase().replace('ß', "ss").replace('ς', "σ").replace('…', "...");
    let kept = lower.chars().filter(|letter| !"\"'‘’‚“”„«»‹›•\u{307}".contains(*letter) && !is_direction(*letter));
    kept.map(|letter| if letter == '\u{a0}' { ' ' } else { letter }).collect()
}

/// Whether a character only controls text direction (Unicode, Bidi_Control) and is not drawn.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text is in a joined or right-to-left script.
fn is_shaped(text: &str) -> bool {
    text.chars().any(|letter| ('\u{590}'..'\u{e80}').contains(&letter))
}

/// Whether a text is written without spaces between words.
fn is_unspaced(text: &str) -> bool {
    text.chars().any(|letter| letter > '\u{2e80}')
}

/// The text without artifacts, in content order.
fn stream_text(reading: &PdfContent) -> String {
    reading.content_order.body().map(|line| format!("{}\n", line.text)).collect()
}

/// The text of the structure tree.
fn tag_text(reading: &PdfContent) -> String {
    reading.tags.iter().map(|tag| format!("{} ", tag.text)).collect()
}

/// A text, shortened if it is long.
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
