//! Rich text with several paragraphs and lists.

use std::fmt;
use std::str::FromStr;

use super::RichText;
use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// Multi-line rich text, never empty. Blank lines separate paragraphs, and lines that start
/// with `- ` or `* ` are bullet points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraphs {
    written: String,
    blocks: Vec<Block>,
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Block {
    /// Running text.
    Paragraph(RichText),
    /// Bullet points.
    List(Vec<RichText>),
}

impl Paragraphs {
    /// The blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The text without markup, with one line for each paragraph and bullet point.
    pub fn plain(&self) -> String {
        self.texts().map(RichText::plain).collect::<Vec<_>>().join("\n")
    }

    /// Replaces each text, keeping the blocks.
    ///
    /// # Errors
    /// The first error of `change`.
    pub(super) fn try_map<E>(&self, change: impl Fn(&RichText) -> Result<RichText, E>) -> Result<Paragraphs, E> {
        let block = |block: &Block| {
            Ok(match block {
                Block::Paragraph(text) => Block::Paragraph(change(text)?),
                Block::List(items) => Block::List(items.iter().map(&change).collect::<Result<_, E>>()?),
            })
        };
        let blocks = self.blocks.iter().map(block).collect::<Result<Vec<_>, E>>()?;
        let written = |block: &Block| match block {
            Block::Paragraph(text) => text.to_string(),
            Block::List(items) => items
                .iter()
                .map(|item| format!("- {}", item.to_string().replace('\n', "\n  ")))
                .collect::<Vec<_>>()
                .join("\n"),
        };
        let written = blocks.iter().map(written).collect::<Vec<_>>().join("\n\n");
        Ok(Paragraphs { written, blocks })
    }

    /// The paragraphs and bullets, in order.
    fn texts(&self) -> impl Iterator<Item = &RichText> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(text) => std::slice::from_ref(text),
            Block::List(items) => items,
        })
    }
}

impl FromStr for Paragraphs {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let mut blocks = Vec::new();
        let mut at = 0;
        let lines = text.trim().split_inclusive('\n').map(|line| {
            at += line.len();
            Line { at: at - line.len(), text: line }
        });
        let lines: Vec<Line> = lines.collect();
        for paragraph in lines.split(|line| line.text.trim().is_empty()) {
            read_paragraph(paragraph, &mut blocks)?;
        }
        if blocks.is_empty() {
            return Err(Problem::new("this value is empty").help("write a value, or remove the key"));
        }
        Ok(Paragraphs { written: text.trim().into(), blocks })
    }
}

impl Scalar for Paragraphs {
    const NAME: &'static str = "paragraphs";
    const FORM: &'static str =
        "Multi-line rich text: blank lines separate paragraphs, and lines that start with `- ` are bullet points.";
    const EXAMPLE: &'static str = "One paragraph.\n\nAnother, with:\n- a bullet";
    const TYPES: &'static [&'static str] = &["string", "number", "boolean"];

    fn remarks(&self, written: &str) -> Vec<Problem> {
        self.texts().flat_map(|text| text.remarks(written)).collect()
    }

    fn read_at(self, origin: Origin) -> Self {
        let at = |text: RichText| {
            let start = text.origin().offset();
            text.read_at(origin.part(start))
        };
        let block = |block: Block| match block {
            Block::Paragraph(text) => Block::Paragraph(at(text)),
            Block::List(items) => Block::List(items.into_iter().map(at).collect()),
        };
        Paragraphs { blocks: self.blocks.into_iter().map(block).collect(), ..self }
    }
}

/// The text as written, including markup.
impl fmt::Display for Paragraphs {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.written)
    }
}

serde_scalars!(Paragraphs);

/// A line with its byte offset in the text.
struct Line<'a> {
    at: usize,
    text: &'a str,
}

/// A paragraph or bullet point that is being read.
struct Draft {
    bullet: bool,
    at: usize,
    text: String,
}

/// Reads a group of consecutive non-blank lines: text, bullet points, or text followed by
/// bullet points.
fn read_paragraph(lines: &[Line], blocks: &mut Vec<Block>) -> Result<(), Problem> {
    let mut texts: Vec<Draft> = Vec::new();
    for Line { at, text } in lines {
        let line = text.trim_start().trim_end_matches(['\n', '\r']);
        let at = at + (text.len() - text.trim_start().len());
        match (line.strip_prefix("- ").or(line.strip_prefix("* ")), texts.last_mut()) {
            (Some(item), _) => texts.push(Draft { bullet: true, at: at + line.len() - item.len(), text: item.into() }),
            (None, Some(Draft { text, .. })) => {
                text.push('\n');
                text.push_str(line);
            }
            (None, None) => texts.push(Draft { bullet: false, at, text: line.into() }),
        }
    }
    let mut items = Vec::new();
    for Draft { bullet, at, text } in texts.iter().filter(|draft| !draft.text.trim().is_empty()) {
        let text: RichText = text.parse()?;
        let text = text.read_at(Origin::default().part(*at));
        if *bullet { items.push(text) } else { blocks.push(Block::Paragraph(text)) }
    }
    match blocks.last_mut() {
        _ if items.is_empty() => {}
        // A blank line between two bullet points does not start a new list.
        Some(Block::List(before)) if texts.iter().all(|draft| draft.bullet) => before.append(&mut items),
        _ => blocks.push(Block::List(items)),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Vec<String> {
        let Paragraphs { blocks, .. } = text.parse().unwrap();
        let show = |block: &Block| match block {
            Block::Paragraph(text) => text.plain(),
            Block::List(items) => items.iter().map(|item| format!("•{}", item.plain())).collect(),
        };
        blocks.iter().map(show).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_and_dashes_make_bullets() {
        assert_eq!(outline("a\nb\n\nc:\n- d\n  e\n* f\n\n- g\n\nh\n"), ["a b", "c:", "•d e•f•g", "h"]);
    }

    #[test]
    fn emphasis_at_the_start_of_a_line_is_no_bullet() {
        assert_eq!(outline("*a* b\n-c"), ["a b -c"]);
    }
}
