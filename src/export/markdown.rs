//! CommonMark. Everything that would be parsed as markup is escaped.

use super::outline::{Block, Body, Entry, Item, Line, Outline};
use crate::present::{Inline, plain};

/// The separator of items on one line.
const BAR: &str = " | ";

/// Characters that are special anywhere in a line.
const MARKS: &str = "\\`*_[]<>&~#";

/// Writes a Markdown document.
pub fn write(outline: &Outline) -> String {
    let mut page = Page(String::new());
    let header = outline.header;
    page.paragraph(&format!("# {}", inline(&header.name.inlines)));
    page.bars(header.tagline().map(|field| inline(&field.inlines)));
    page.bars(header.contacts.iter().map(|contact| match &contact.url {
        Some(url) => format!("[{}]({})", escaped(&contact.text.plain()), address(url)),
        None => escaped(&contact.text.plain()),
    }));
    page.bars(header.facts.iter().map(|fact| inline(&fact.line.inlines)));
    match &outline.body {
        Body::Resume(sections, closing) => {
            for section in sections {
                page.paragraph(&format!("## {}", escaped(&section.title)));
                section.entries.iter().for_each(|entry| page.entry(entry, 3));
            }
            closing.iter().for_each(|block| page.block(block));
        }
        Body::Letter(blocks) => blocks.iter().for_each(|block| page.block(block)),
    }
    page.0
}

struct Page(String);

impl Page {
    fn paragraph(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn bars(&mut self, parts: impl Iterator<Item = String>) {
        let line = parts.collect::<Vec<_>>().join(BAR);
        if !line.is_empty() {
            self.paragraph(&start(&line));
        }
    }

    fn entry(&mut self, entry: &Entry, level: usize) {
        let mut blocks = entry.blocks.as_slice();
        if let Some(heading) = &entry.heading {
            // A heading is already strong.
            self.paragraph(&format!("{} {}", "#".repeat(level), inline(&unmarked(&heading.line))));
            let mut under: Vec<String> = heading.dates.iter().map(|dates| escaped(&dates.text.plain())).collect();
            if let Some((Block::Role(role), rest)) = blocks.split_first() {
                under.push(inline(role));
                blocks = rest;
            }
            if !under.is_empty() {
                let lines: Vec<String> = under.iter().map(|line| start(line)).collect();
                self.paragraph(&lines.join("\\\n"));
            }
        }
        blocks.iter().for_each(|block| self.block(block));
        entry.roles.iter().for_each(|role| self.entry(role, level + 1));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Role(line) | Block::Paragraph(line) => self.paragraph(&start(&inline(line))),
            Block::List(items) => {
                self.0.push('\n');
                self.items(items, 0);
            }
        }
    }

    fn items(&mut self, items: &[Item], indent: usize) {
        for item in items {
            let mark = item.number.map_or("- ".into(), |number| format!("{number}. "));
            let below = " ".repeat(indent + mark.len());
            let text = start(&inline(&item.line)).replace('\n', &format!("\n{below}"));
            self.0.push_str(&format!("{}{mark}{text}\n", " ".repeat(indent)));
            self.items(&item.below, indent + mark.len());
        }
    }
}

/// The inlines without top-level strong emphasis.
fn unmarked(line: &[Inline]) -> Line {
    let flat = |mark: &Inline| match mark {
        Inline::Strong(body) => body.clone(),
        other => vec![other.clone()],
    };
    line.iter().flat_map(flat).collect()
}

fn inline(line: &[Inline]) -> String {
    let mut out = String::new();
    write_inline(line, None, &mut out);
    out
}

/// Writes inlines; `after` is the character that follows them.
fn write_inline(line: &[Inline], after: Option<char>, out: &mut String) {
    for (index, mark) in line.iter().enumerate() {
        let next = line.get(index + 1).map_or(after, |mark| plain(std::slice::from_ref(mark)).chars().next());
        match mark {
            Inline::Text(text) => out.push_str(&escaped(text)),
            Inline::Emphasis(body) => delimited(body, "*", "em", next, out),
            Inline::Strong(body) => delimited(body, "**", "strong", next, out),
            // CommonMark has no strikethrough, superscript or subscript, but allows HTML.
            Inline::Struck(body) => tagged(body, "del", out),
            Inline::Superscript(body) => tagged(body, "sup", out),
            Inline::Subscript(body) => tagged(body, "sub", out),
            Inline::Code(code) => out.push_str(&fenced(code)),
            Inline::Link { body, url } => {
                out.push('[');
                write_inline(body, Some(']'), out);
                out.push_str(&format!("]({})", address(url)));
            }
            Inline::Break => out.push_str("\\\n"),
            Inline::Field(field) => write_inline(&field.inlines, next, out),
        }
    }
}

/// Writes text between HTML tags.
fn tagged(body: &[Inline], tag: &str, out: &mut String) {
    out.push_str(&format!("<{tag}>"));
    write_inline(body, None, out);
    out.push_str(&format!("</{tag}>"));
}

/// Writes text between delimiters, or between tags where delimiters would not be recognised
/// (CommonMark 0.31, 6.2: left- and right-flanking runs).
fn delimited(body: &[Inline], sign: &str, tag: &str, next: Option<char>, out: &mut String) {
    let mut inner = String::new();
    write_inline(body, Some('*'), &mut inner);
    let before = out.chars().last();
    let space = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let sharp =
        |letter: Option<char>| letter.is_some_and(|letter| !letter.is_alphanumeric() && !letter.is_whitespace());
    let (first, last) = (inner.chars().next(), inner.chars().last());
    let opens = !space(first) && (!sharp(first) || space(before) || sharp(before));
    let closes = !space(last) && (!sharp(last) || space(next) || sharp(next));
    let alone = before != Some('*') && first != Some('*') && last != Some('*') && !has_marks(body);
    if opens && closes && alone {
        out.push_str(&format!("{sign}{inner}{sign}"));
    } else {
        out.push_str(&format!("<{tag}>{inner}</{tag}>"));
    }
}

/// Whether inlines have emphasis within them, whose delimiters would end that around them.
fn has_marks(body: &[Inline]) -> bool {
    body.iter().any(|inline| match inline {
        Inline::Emphasis(_) | Inline::Strong(_) => true,
        Inline::Struck(body) | Inline::Superscript(body) | Inline::Subscript(body) | Inline::Link { body, .. } => {
            has_marks(body)
        }
        Inline::Field(field) => has_marks(&field.inlines),
        Inline::Text(_) | Inline::Code(_) | Inline::Break => false,
    })
}

/// Code between as many backticks as needed.
fn fenced(code: &str) -> String {
    let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Escapes special characters with a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if MARKS.contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Escapes the start of a line that would begin a list or a rule.
fn start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    if line.starts_with(['-', '+', '=']) {
        return format!("\\{line}");
    }
    if (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line.to_owned()
}

/// A URL, in angle brackets if it contains characters that would end the link.
fn address(url: &str) -> String {
    let plain = |letter: char| !letter.is_whitespace() && !"()<>\\&".contains(letter);
    if url.chars().all(plain) {
        url.to_owned()
    } else {
        format!("<{}>", url.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C").replace('&', "&amp;"))
    }
}
