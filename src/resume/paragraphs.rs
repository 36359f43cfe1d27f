//! Rich text with several paragraphs and lists.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use super::list::{self, Line};
use super::{List, RichText};
use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// Multi-line rich text, never empty. Blank lines separate paragraphs, and lines that start
/// with a bullet or a number are items of a list.
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
    /// Bullet points or numbered items.
    List(List),
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
                Block::List(list) => Block::List(list.try_map(&change)?),
            })
        };
        let blocks = self.blocks.iter().map(block).collect::<Result<Vec<_>, E>>()?;
        let written = |block: &Block| match block {
            Block::Paragraph(text) => text.to_string(),
            Block::List(list) => list.written(),
        };
        let written = blocks.iter().map(written).collect::<Vec<_>>().join("\n\n");
        Ok(Paragraphs { written, blocks })
    }

    /// The texts of the paragraphs and items, in order.
    pub fn texts(&self) -> impl Iterator<Item = &RichText> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(text) => vec![text],
            Block::List(list) => list.texts(),
        })
    }
}

impl FromStr for Paragraphs {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let mut at = 0;
        let lines = text.trim().split_inclusive('\n').map(|line| {
            at += line.len();
            Line { at: at - line.len(), text: line }
        });
        let lines: Vec<Line> = lines.collect();
        let blocks = list::blocks(&lines)?;
        if blocks.is_empty() {
            return Err(Problem::new("this value is empty").help("write a value, or remove the key"));
        }
        Ok(Paragraphs { written: text.trim().into(), blocks })
    }
}

impl Scalar for Paragraphs {
    const NAME: &'static str = "paragraphs";
    const FORM: &'static str = "Multi-line rich text: blank lines separate paragraphs, lines that start with `- ` are bullet points, and lines \
         that start with `1. ` are numbered.";
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
            Block::List(list) => {
                Block::List(list.try_map(&|text| Ok::<_, Infallible>(at(text.clone()))).unwrap_or(list))
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Vec<String> {
        let Paragraphs { blocks, .. } = text.parse().unwrap();
        let show = |block: &Block| match block {
            Block::Paragraph(text) => text.plain(),
            Block::List(list) => list.written(),
        };
        blocks.iter().map(show).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_and_dashes_make_bullets() {
        assert_eq!(outline("a\nb\n\nc:\n- d\n  e\n* f\n\n- g\n\nh\n"), ["a b", "c:", "- d\n  e\n- f\n- g", "h"]);
    }

    #[test]
    fn items_nest_and_may_be_numbered() {
        assert_eq!(
            outline("- a\n  - b\n    1. c\n    2. d\n  - e\n– f\n•g"),
            ["- a\n  - b\n    1. c\n    2. d\n  - e\n- f\n- g"]
        );
        assert_eq!(outline("Steps:\n1. a\n2) b\n- c"), ["Steps:", "1. a\n2. b", "- c"]);
        assert_eq!(outline("1. a\n\n2. b"), ["1. a\n2. b"]);
    }

    #[test]
    fn a_number_in_a_sentence_is_no_list() {
        assert_eq!(outline("1. FC Köln"), ["1. FC Köln"]);
        assert_eq!(outline("Ranked\n2. of ten\n3. of five"), ["Ranked 2. of ten 3. of five"]);
        assert_eq!(outline("in\n2019. Then"), ["in 2019. Then"]);
    }

    #[test]
    fn what_is_written_again_reads_the_same() {
        let text = "A:\n- b *c*\n  d\n  - e\n\n1. f\n2. g";
        let read: Paragraphs = text.parse().unwrap();
        let again = read.try_map(|text| Ok::<_, ()>(text.clone())).unwrap();
        let reread: Paragraphs = again.to_string().parse().unwrap();
        assert_eq!(outline(text), outline(&again.to_string()));
        assert_eq!(again.plain(), reread.plain());
    }

    #[test]
    fn emphasis_at_the_start_of_a_line_is_no_bullet() {
        assert_eq!(outline("*a* b\n-c"), ["a b -c"]);
    }
}
