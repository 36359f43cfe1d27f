//! Lists in text: lines that start with a bullet or a number.

use super::{Block, RichText};
use crate::source::Origin;
use crate::yaml::{Problem, Scalar};

/// A list of bullet points or numbered items.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct List {
    /// The number of the first item, if the items are numbered.
    pub first: Option<u32>,
    /// The items, in order.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListItem {
    /// The text.
    pub text: RichText,
    /// The lists nested in it.
    pub below: Vec<List>,
}

/// A line with its byte offset in the text.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
}

/// Maximum nesting depth of lists. Deeper items are read at this depth.
const DEEPEST: usize = 6;

/// Reads paragraphs and lists. Blank lines separate paragraphs.
pub(super) fn blocks(lines: &[Line]) -> Result<Vec<Block>, Problem> {
    let numbers = lines.iter().filter(|line| matches!(marker(line.text.trim()), Some((Marker::Number(_), _)))).count();
    let mut blocks: Vec<Block> = Vec::new();
    for lines in lines.split(|line| line.text.trim().is_empty()) {
        // A single number is no list: `1. FC Köln` is a name.
        let mut drafts = if numbers > 1 { drafts(lines, &marker) } else { drafts(lines, &bullet) };
        drafts.retain(|draft| !draft.text.trim().is_empty());
        let items = drafts.iter().position(|draft| draft.marker.is_some()).unwrap_or(drafts.len());
        let lead = drafts[..items].first().map(Draft::read).transpose()?;
        let mut lists = lists(&drafts[items..], 0)?;
        match (&lead, blocks.last_mut(), lists.first_mut()) {
            // A blank line between two items does not start a new list.
            (None, Some(Block::List(before)), Some(next)) if before.goes_on_with(next.first) => {
                before.items.append(&mut next.items);
                lists.remove(0);
            }
            _ => {}
        }
        blocks.extend(lead.map(Block::Paragraph));
        blocks.extend(lists.into_iter().map(Block::List));
    }
    Ok(blocks)
}

impl List {
    /// Whether an item with a number, or without one, goes on with it.
    fn goes_on_with(&self, number: Option<u32>) -> bool {
        self.first.map(|first| first + self.items.len() as u32) == number
    }

    /// The texts of all items, in order.
    pub(super) fn texts(&self) -> Vec<&RichText> {
        let mut texts = Vec::new();
        for ListItem { text, below } in &self.items {
            texts.push(text);
            texts.extend(below.iter().flat_map(List::texts));
        }
        texts
    }

    /// Replaces each text.
    pub(super) fn try_map<E>(&self, change: &impl Fn(&RichText) -> Result<RichText, E>) -> Result<List, E> {
        let item = |ListItem { text, below }: &ListItem| {
            let below = below.iter().map(|list| list.try_map(change)).collect::<Result<_, E>>()?;
            Ok(ListItem { text: change(text)?, below })
        };
        Ok(List { first: self.first, items: self.items.iter().map(item).collect::<Result<_, E>>()? })
    }

    /// The list as it is written, one item per line.
    pub(super) fn written(&self) -> String {
        let item = |(index, ListItem { text, below }): (usize, &ListItem)| {
            let mark = self.first.map_or("- ".into(), |first| format!("{}. ", first + index as u32));
            let below = below.iter().map(List::written);
            let lines: Vec<String> = std::iter::once(text.to_string()).chain(below).collect();
            format!("{mark}{}", lines.join("\n").replace('\n', &format!("\n{}", " ".repeat(mark.len()))))
        };
        self.items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
    }
}

/// The mark at the start of an item.
#[derive(Clone, Copy, PartialEq)]
enum Marker {
    Bullet,
    Number(u32),
}

/// A paragraph or item that is being read.
struct Draft {
    marker: Option<Marker>,
    /// The indentation of the marker.
    indent: usize,
    /// The offset of the text.
    at: usize,
    text: String,
}

impl Draft {
    fn read(&self) -> Result<RichText, Problem> {
        let text: RichText = self.text.parse()?;
        Ok(text.read_at(Origin::default().part(self.at)))
    }
}

/// Splits lines into paragraphs and items, whose marks `marker` finds.
fn drafts(lines: &[Line], marker: &dyn Fn(&str) -> Option<(Marker, &str)>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for Line { at, text } in lines {
        let line = text.trim_start().trim_end_matches(['\n', '\r']);
        let indent = text.len() - text.trim_start().len();
        let marked = marker(line).filter(|(marker, _)| match (marker, drafts.last()) {
            // A number that continues a sentence is not a list.
            (Marker::Number(number), Some(Draft { marker: None, .. })) => *number == 1,
            _ => true,
        });
        match (marked, drafts.last_mut()) {
            (Some((marker, item)), _) => {
                let at = at + indent + line.len() - item.len();
                drafts.push(Draft { marker: Some(marker), indent, at, text: item.into() });
            }
            (None, Some(Draft { text, .. })) => {
                text.push('\n');
                text.push_str(line);
            }
            (None, None) => drafts.push(Draft { marker: None, indent, at: at + indent, text: line.into() }),
        }
    }
    drafts
}

/// The bullet at the start of a line, and the text after it.
fn bullet(line: &str) -> Option<(Marker, &str)> {
    if let Some(text) = ["- ", "* ", "– "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some((Marker::Bullet, text.trim_start()));
    }
    let text = line.strip_prefix(['•', '‣', '▪', '◦', '●', '■', '·'])?;
    Some((Marker::Bullet, text.trim_start()))
}

/// The bullet or number at the start of a line, and the text after it.
fn marker(line: &str) -> Option<(Marker, &str)> {
    if let Some(bullet) = bullet(line) {
        return Some(bullet);
    }
    let digits = line.find(|letter: char| !letter.is_ascii_digit()).filter(|digits| (1..=3).contains(digits))?;
    let text = line[digits..].strip_prefix(". ").or_else(|| line[digits..].strip_prefix(") "))?;
    Some((Marker::Number(line[..digits].parse().ok()?), text.trim_start()))
}

/// The lists of consecutive items. A list ends where bullets change to numbers or back, or a number does
/// not follow the one before it.
fn lists(drafts: &[Draft], depth: usize) -> Result<Vec<List>, Problem> {
    let mut lists: Vec<List> = Vec::new();
    let mut rest = drafts;
    while let [draft, after @ ..] = rest {
        let is_nested = |next: &&Draft| depth < DEEPEST && next.indent > draft.indent;
        let nested = after.iter().take_while(is_nested).count();
        let item = ListItem { text: draft.read()?, below: self::lists(&after[..nested], depth + 1)? };
        let number = if let Some(Marker::Number(number)) = draft.marker { Some(number) } else { None };
        match lists.last_mut() {
            Some(list) if list.goes_on_with(number) => list.items.push(item),
            _ => lists.push(List { first: number, items: vec![item] }),
        }
        rest = &after[nested..];
    }
    Ok(lists)
}
