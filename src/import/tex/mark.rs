//! Marks for styles, which stand in a text until it becomes rich text.
//!
//! A mark is a noncharacter, so no text contains it.

use super::symbols;
use crate::resume::{Inline, RichText, Url};
use crate::source::is_text;

/// A style of a part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Emphasis,
    Strong,
    Code,
    Superscript,
    Subscript,
}

/// The styles with their marks.
const STYLES: &[(Style, char, char)] = &[
    (Style::Emphasis, '\u{fdd3}', '\u{fdd4}'),
    (Style::Strong, '\u{fdd5}', '\u{fdd6}'),
    (Style::Code, '\u{fdd7}', '\u{fdd8}'),
    (Style::Superscript, '\u{fdd9}', '\u{fdda}'),
    (Style::Subscript, '\u{fddb}', '\u{fddc}'),
];

/// The marks before the address of a link, after it, and after the text.
const LINK: [char; 3] = ['\u{fddd}', '\u{fdde}', '\u{fddf}'];

/// Stands for a noncharacter of the source, which is an error.
const INVALID: char = '\u{ffff}';

impl Style {
    /// The mark at its start.
    pub fn start(self) -> char {
        STYLES[self as usize].1
    }

    /// The mark at its end.
    pub fn end(self) -> char {
        STYLES[self as usize].2
    }

    fn starting(mark: char) -> Option<Style> {
        STYLES.iter().find(|(_, start, _)| *start == mark).map(|(style, ..)| *style)
    }
}

/// Adds a character so that the parser of BibTeX takes it literally.
pub fn push_literal(text: &mut String, letter: char) {
    if "{}\\$".contains(letter) {
        text.push('\\');
    }
    text.push(if matches!(letter, '\u{fdd0}'..='\u{fdef}') { INVALID } else { letter });
}

/// Adds a link.
pub fn push_link(text: &mut String, target: &str, body: &str) {
    let [start, middle, end] = LINK;
    text.push(start);
    target.chars().for_each(|letter| push_literal(text, letter));
    text.push(middle);
    text.push_str(body);
    text.push(end);
}

/// Maximum length of a text in bytes; longer texts cannot be printed anyway.
const LONGEST: usize = 40_000;

/// The rich text of a text with marks; `None` if it is empty. Everything but the marks is literal.
pub fn rich(text: &str) -> Option<RichText> {
    let mut rest = text.trim();
    if rest.len() > LONGEST {
        return None;
    }
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        pieces.append(&mut read(&mut rest));
        // A mark that closes nothing.
        rest = rest.strip_prefix(|letter| !is_text(letter) && letter != INVALID).unwrap_or(rest);
    }
    let mut writer = Writer::default();
    writer.pieces(&pieces, None, &[]);
    let literal = RichText::literal(&writer.plain)?;
    // Markup that would be read in another way is worth less than the text.
    let marked = writer.markup.parse::<RichText>().ok().filter(|marked| marked.plain() == literal.plain());
    Some(marked.unwrap_or(literal))
}

/// A part of a text.
#[derive(Clone)]
enum Piece {
    Text(String),
    Styled(Style, Vec<Piece>),
    Link(String, Vec<Piece>),
}

/// Reads pieces up to a mark that closes them.
fn read(rest: &mut &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    loop {
        let end = rest.find(|letter| matches!(letter, '\u{fdd3}'..='\u{fddf}')).unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        if !text.is_empty() {
            pieces.push(Piece::Text(text.into()));
        }
        *rest = after;
        let Some(mark) = after.chars().next() else { return pieces };
        let inside = &after[mark.len_utf8()..];
        if let Some(style) = Style::starting(mark) {
            *rest = inside;
            let body = read(rest);
            *rest = rest.strip_prefix(style.end()).unwrap_or(rest);
            pieces.push(Piece::Styled(style, body));
        } else if mark == LINK[0] {
            let (target, body) = inside.split_once(LINK[1]).unwrap_or((inside, ""));
            *rest = body;
            let body = read(rest);
            *rest = rest.strip_prefix(LINK[2]).unwrap_or(rest);
            pieces.push(Piece::Link(target.into(), body));
        } else {
            return pieces;
        }
    }
}

fn plain(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Styled(_, body) | Piece::Link(_, body) => plain(body),
        })
        .collect()
}

/// Writes markup, and the text that it prints.
#[derive(Default)]
struct Writer {
    markup: String,
    plain: String,
}

impl Writer {
    fn text(&mut self, text: &str) {
        // Of spaces on both sides of a command, TeX prints one.
        let mut before = self.plain.chars().next_back();
        let text: String = text
            .chars()
            .filter(|letter| {
                let doubled = *letter == ' ' && before == Some(' ');
                before = Some(*letter);
                !doubled
            })
            .collect();
        self.markup.push_str(&RichText::escaped(&text));
        self.plain.push_str(&text);
    }

    /// Writes pieces that are followed by a character, within styles.
    fn pieces(&mut self, pieces: &[Piece], next: Option<char>, within: &[Style]) {
        for (at, piece) in pieces.iter().enumerate() {
            let next = plain(&pieces[at + 1..]).chars().next().or(next);
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Link(target, body) => match target.parse::<Url>() {
                    Ok(url) if !plain(body).trim().is_empty() => {
                        self.markup.push('[');
                        self.pieces(body, Some(' '), within);
                        self.markup.push_str(&format!("]({})", url.as_str().replace('(', "%28").replace(')', "%29")));
                    }
                    _ => self.pieces(body, next, within),
                },
                Piece::Styled(style, body) => self.styled(*style, body, next, within),
            }
        }
    }

    fn styled(&mut self, style: Style, body: &[Piece], next: Option<char>, within: &[Style]) {
        let text = plain(body);
        let inner = text.trim();
        let before = self.plain.chars().next_back();
        let in_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
        let mark = match style {
            Style::Superscript | Style::Subscript => return self.script(style == Style::Superscript, inner, next),
            Style::Emphasis => "*",
            Style::Strong => "**",
            Style::Code => "`",
        };
        let start = &text[..text.len() - text.trim_start().len()];
        let end = &text[text.trim_end().len()..];
        let (before, next) = (start.chars().next_back().or(before), end.chars().next().or(next));
        let readable = !inner.is_empty() && !in_word(before) && !in_word(next) && !within.contains(&style);
        if !readable || style == Style::Code && inner.contains('`') {
            return self.pieces(body, next, within);
        }
        self.text(start);
        self.markup.push_str(mark);
        if style == Style::Code {
            self.markup.push_str(inner);
            self.plain.push_str(inner);
        } else {
            let trimmed = trimmed(body);
            self.pieces(&trimmed, Some(' '), &[within, &[style]].concat());
        }
        self.markup.push_str(mark);
        self.text(end);
    }

    /// Writes a superscript or subscript as markup, else with Unicode's characters, else in a line.
    fn script(&mut self, raised: bool, body: &str, next: Option<char>) {
        if body.is_empty() {
            return;
        }
        let mark = if raised { '^' } else { '~' };
        let candidate = format!("{mark}{body}{mark}");
        let around = |letter: Option<char>| letter.map(|letter| RichText::escaped(&letter.to_string()));
        let before = around(self.plain.chars().next_back()).unwrap_or_default();
        let after = around(next).unwrap_or_default();
        let read = format!("{before}{candidate}{after}").parse::<RichText>();
        let is_script = |inline: &Inline| matches!(inline, Inline::Superscript(_) | Inline::Subscript(_));
        let unicode: Option<String> = body.chars().map(|letter| symbols::script(letter, raised)).collect();
        match (read, unicode) {
            (Ok(read), _) if read.content().iter().any(is_script) => {
                self.markup.push_str(&candidate);
                self.plain.push_str(body);
            }
            (_, Some(unicode)) => self.text(&unicode),
            (_, None) => {
                let mark = if raised { '^' } else { '_' };
                let body = if body.chars().count() > 1 { format!("({body})") } else { body.to_owned() };
                self.text(&format!("{mark}{body}"));
            }
        }
    }
}

/// Pieces without the space at their start and end.
fn trimmed(pieces: &[Piece]) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let piece = |(at, piece): (usize, &Piece)| match piece {
        Piece::Text(text) => {
            let text = if at == 0 { text.trim_start() } else { text };
            Piece::Text(if at == last { text.trim_end() } else { text }.into())
        }
        Piece::Styled(style, body) if last == 0 => Piece::Styled(*style, trimmed(body)),
        Piece::Styled(..) | Piece::Link(..) => piece.clone(),
    };
    pieces.iter().enumerate().map(piece).collect()
}
