//! Reads a job posting as blocks of text.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::Value;

use super::html::{self, is_html};
use super::lexicon::Lexicon;
use super::sections::{LONGEST_HEADING, Part, begun_by, is_aside, is_demand};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::source::Source;

/// A job posting in plain text, Markdown, HTML, or the job description schema of JSON Resume
/// (<https://jsonresume.org/job-description-schema>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobPosting {
    /// The headings, paragraphs and list items. Phrases do not extend across blocks.
    pub(super) blocks: Vec<Block>,
}

/// A heading, a paragraph or a list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub text: String,
    pub part: Part,
    kind: BlockKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Heading,
    Paragraph,
    Item,
}

/// The keys of the schema that describe the job itself rather than the company or the pay.
const KEYS: [&str; 6] = ["title", "description", "responsibilities", "qualifications", "skills", "experience"];

/// Maximum size of a web page in bytes: most of it is not text.
const MAX_PAGE: usize = 4 << 20;

/// Maximum file size in bytes, about ten times that of the longest job postings.
const MAX_BYTES: usize = 256 << 10;

impl JobPosting {
    /// Reads a job posting.
    ///
    /// # Errors
    /// If it contains no words, or starts like JSON but is invalid.
    pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Result<JobPosting> {
        diagnostics.open(source);
        let text = source.text();
        let page = is_html(text);
        if text.len() > if page { MAX_PAGE } else { MAX_BYTES } {
            let message =
                format!("`{}` is larger than {} KiB", source.name(), (if page { MAX_PAGE } else { MAX_BYTES }) >> 10);
            return Err(diagnostics
                .error(Diagnostic::error(Code::TooLarge, message).help("keep only the job posting in the file")));
        }
        let blocks = if text.trim_start().starts_with('{') {
            let value: Value = serde_json::from_str(text).map_err(|error| {
                let note = Diagnostic::error(Code::WrongType, format!("invalid JSON in `{}`: {error}", source.name()));
                diagnostics.error(note.help("save the job posting as plain text or Markdown"))
            })?;
            let mut found = Vec::new();
            KEYS.iter().filter_map(|key| value.get(key)).for_each(|value| strings(value, &mut found));
            found.iter().flat_map(|text| markdown(text)).collect()
        } else if page {
            markdown(&html::markdown(text))
        } else {
            markdown(text)
        };
        let blocks = in_parts(blocks);
        if blocks.is_empty() {
            let note = Diagnostic::error(Code::WrongType, format!("`{}` contains no words", source.name()));
            return Err(diagnostics.error(note.help("paste the text of the job posting into the file")));
        }
        Ok(JobPosting { blocks })
    }

    /// The two-letter code of the language it is written in.
    pub fn language(&self) -> &'static str {
        Lexicon::of(&self.texts()).language()
    }

    /// Its text.
    pub(super) fn texts(&self) -> Vec<String> {
        self.blocks.iter().map(|block| block.text.clone()).collect()
    }
}

/// The most words of a job title.
const LONGEST_TITLE: usize = 14;

/// Finds the title, and the part that each block belongs to: that of the heading above it, or that of the words before
/// its colon. If everything would be an aside, nothing is.
fn in_parts(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut part = Part::Other;
    for (index, block) in blocks.iter_mut().enumerate() {
        let words = block.text.split_whitespace().count();
        if index == 0 && words <= LONGEST_TITLE && begun_by(&block.text) != Part::Aside {
            block.part = Part::Title;
            continue;
        }
        let is_short = words <= LONGEST_HEADING && !block.text.ends_with(['.', ',', '!']);
        let begun = begun_by(&block.text);
        let is_heading = match block.kind {
            BlockKind::Heading => true,
            BlockKind::Paragraph => is_short && (block.text.ends_with(':') || begun != Part::Other),
            BlockKind::Item => false,
        };
        if is_heading {
            part = begun;
        }
        if is_heading && begun != Part::Other {
            // It says what follows, and nothing about the work.
            block.part = Part::Aside;
            continue;
        }
        // `Portland · full-time · $42–$61 an hour`, below the title.
        if index <= LAST_OF_HEADER && part == Part::Other && is_header(&block.text) {
            block.part = Part::Aside;
            continue;
        }
        let own = Some(own_part(&block.text)).filter(|own| *own != Part::Other);
        if is_aside(&block.text) {
            block.part = Part::Aside;
            continue;
        }
        block.part = match own.unwrap_or(part) {
            Part::Other | Part::Preferred if is_demand(&block.text) => Part::Required,
            part => part,
        };
    }
    if blocks.iter().any(|block| !matches!(block.part, Part::Aside | Part::Title)) {
        blocks.retain(|block| block.part != Part::Aside);
    }
    blocks
}

/// The part that a text names before a colon, as in `Preferred: a driving licence`.
fn own_part(text: &str) -> Part {
    let head = text.split_once(':').filter(|(head, _)| head.split_whitespace().count() <= LONGEST_HEADING);
    head.map_or(Part::Other, |(head, _)| begun_by(head))
}

/// Blocks below the title that may say where, when and for how much.
const LAST_OF_HEADER: usize = 3;

/// The most words of a line about place, time and pay.
const LONGEST_HEADER: usize = 30;

/// Whether a line lists place, time and pay rather than saying something of the work.
fn is_header(text: &str) -> bool {
    // A line with a label, such as `Skills: Python | SQL`, is about the work.
    let is_list = text.contains(['·', '|', '•', '$', '€', '£']) && !text.contains(':');
    is_list && text.split_whitespace().count() <= LONGEST_HEADER && !text.trim_end().ends_with('.')
}

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(entries) => entries.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

/// The longest line of a text that somebody wrapped.
const LONGEST_LINE: usize = 120;

/// Makes lines that were broken on purpose paragraphs: those after which the next word would still have fitted. Lines that
/// begin with a bullet character become list items.
fn lines_apart(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut apart = String::new();
    for paragraph in text.split("\n\n") {
        let lines: Vec<&str> = paragraph.lines().collect();
        let length = |line: &str| line.trim().chars().count();
        let width = lines.iter().map(|line| length(line)).max().unwrap_or(0).min(LONGEST_LINE);
        for (at, line) in lines.iter().enumerate() {
            match line.trim_start().strip_prefix(['•', '·', '–', '▪', '◦', '‣', '●']) {
                Some(item) => apart += &format!("\n- {}\n", item.trim_start()),
                None => apart += &format!("{line}\n"),
            }
            let Some(next) = lines.get(at + 1) else { continue };
            let word = next.split_whitespace().next().unwrap_or_default();
            let is_text = next.starts_with(|first: char| first.is_alphanumeric());
            let is_short = length(line) + 1 + word.chars().count() <= width;
            if is_text && (is_short || own_part(next) != Part::Other) || length(line) > LONGEST_LINE {
                apart.push('\n');
            }
        }
        apart.push('\n');
    }
    apart
}

/// Splits Markdown or plain text into blocks. Lines that start with a bullet character are list
/// items.
fn markdown(text: &str) -> Vec<Block> {
    let text = lines_apart(text);
    let new = |kind| Block { text: String::new(), part: Part::Other, kind };
    let mut blocks = vec![new(BlockKind::Paragraph)];
    let mut depth = 0;
    for event in Parser::new(&text) {
        let block = blocks.last_mut().expect("the list is never empty");
        match &event {
            Event::Text(text) | Event::Code(text) => block.text.push_str(text),
            Event::SoftBreak => block.text.push(' '),
            Event::Start(Tag::Heading { .. }) => blocks.push(new(BlockKind::Heading)),
            Event::Start(Tag::Item) => {
                depth += 1;
                blocks.push(new(BlockKind::Item));
            }
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock)
            | Event::HardBreak => {
                depth -= usize::from(event == Event::End(TagEnd::Item));
                blocks.push(new(if depth > 0 { BlockKind::Item } else { BlockKind::Paragraph }));
            }
            _ => {}
        }
    }
    blocks.retain(|block| block.text.chars().any(char::is_alphabetic));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        JobPosting::read(&Source::new("job.md", text), &mut Diagnostics::new()).unwrap().texts()
    }

    #[test]
    fn headings_paragraphs_and_items_are_apart() {
        let text = "# Engineer\n\nBuild *fast*\nthings.\n\n- Rust\n- SQL\n• Linux\n• Git\n";
        assert_eq!(blocks(text), ["Engineer", "Build fast things.", "Rust", "SQL", "Linux", "Git"]);
    }

    #[test]
    fn what_is_not_about_the_work_is_left_out() {
        let text =
            "Bridge Engineer\n\nRequirements:\n\n- Steel\n\n## Benefits\n\n- Dental plan\n\n## Tasks\n\n- Drawing\n";
        assert_eq!(blocks(text), ["Bridge Engineer", "Steel", "Tasks", "Drawing"]);
        assert_eq!(blocks("Benefits\n\n- Dental plan\n").len(), 2, "better too much than nothing");
    }

    #[test]
    fn lines_that_were_broken_on_purpose_are_apart() {
        let text = "Nurse (RN)\nPortland, OR · full-time · $42 an hour\nRequirements:\n- Two years of care\nPreferred: \
                    trauma nursing, or the same in a clinic\n";
        let job = JobPosting::read(&Source::new("job.txt", text), &mut Diagnostics::new()).unwrap();
        let found: Vec<(&str, Part)> = job.blocks.iter().map(|block| (block.text.as_str(), block.part)).collect();
        let preferred = "Preferred: trauma nursing, or the same in a clinic";
        let expected =
            [("Nurse (RN)", Part::Title), ("Two years of care", Part::Required), (preferred, Part::Preferred)];
        assert_eq!(found, expected);
        let wrapped = "Engineer\n\nYou build the bridges of the\nnext hundred years, in timber\nand steel.\n";
        assert_eq!(blocks(wrapped)[1], "You build the bridges of the next hundred years, in timber and steel.");
    }

    #[test]
    fn of_the_job_schema_what_the_job_is_about_is_read() {
        let text = r#"{"title": "Engineer", "company": "Acme", "skills": [{"name": "Web", "keywords": ["CSS"]}]}"#;
        assert_eq!(blocks(text), ["Engineer", "Web", "CSS"]);
    }

    #[test]
    fn what_has_no_words_is_no_advertisement() {
        for text in ["", " \n 12 \n", "{", "{}"] {
            assert!(JobPosting::read(&Source::new("job", text), &mut Diagnostics::new()).is_err(), "{text:?}");
        }
    }
}
