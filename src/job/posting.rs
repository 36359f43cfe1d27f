//! Reads a job posting as blocks of text.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::source::Source;

/// A job posting in plain text, Markdown, or the job description schema of JSON Resume
/// (<https://jsonresume.org/job-description-schema>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobPosting {
    /// The headings, paragraphs and list items. Phrases do not extend across blocks.
    pub(super) blocks: Vec<String>,
}

/// The keys of the schema that describe the job itself rather than the company or the pay.
const KEYS: [&str; 6] = ["title", "description", "responsibilities", "qualifications", "skills", "experience"];

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
        if text.len() > MAX_BYTES {
            let message = format!("`{}` is larger than {} KiB", source.name(), MAX_BYTES >> 10);
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
        } else {
            markdown(text)
        };
        if blocks.is_empty() {
            let note = Diagnostic::error(Code::WrongType, format!("`{}` contains no words", source.name()));
            return Err(diagnostics.error(note.help("paste the text of the job posting into the file")));
        }
        Ok(JobPosting { blocks })
    }
}

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(entries) => entries.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

/// Splits Markdown or plain text into blocks. Lines that start with a bullet character are list
/// items.
fn markdown(text: &str) -> Vec<String> {
    let lines =
        text.lines().map(|line| match line.trim_start().strip_prefix(['•', '·', '–', '▪', '◦', '‣', '●']) {
            Some(item) => format!("\n- {}\n", item.trim_start()),
            None => format!("{line}\n"),
        });
    let text: String = lines.collect();
    let mut blocks = vec![String::new()];
    for event in Parser::new(&text) {
        let block = blocks.last_mut().expect("the list is never empty");
        match event {
            Event::Text(text) | Event::Code(text) => block.push_str(&text),
            Event::SoftBreak => block.push(' '),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::CodeBlock(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock)
            | Event::HardBreak => blocks.push(String::new()),
            _ => {}
        }
    }
    blocks.retain(|block| block.chars().any(char::is_alphabetic));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        JobPosting::read(&Source::new("job.md", text), &mut Diagnostics::new()).unwrap().blocks
    }

    #[test]
    fn headings_paragraphs_and_items_are_apart() {
        let text = "# Engineer\n\nBuild *fast*\nthings.\n\n- Rust\n- SQL\n• Linux\n• Git\n";
        assert_eq!(blocks(text), ["Engineer", "Build fast things.", "Rust", "SQL", "Linux", "Git"]);
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
