//! Rich text as Typst content.

use typst::foundations::{Content, NativeElement, Packed};
use typst::layout::BoxElem;
use typst::model::{
    Destination, EmphElem, LinkElem, LinkTarget, ListElem, ListItem, ParbreakElem, StrongElem, Url as TypstUrl,
};
use typst::text::{LinebreakElem, RawContent, RawElem, SmartQuoteElem, StrikeElem, TextElem};

use crate::resume::{Block, Highlight, Inline, Paragraphs, RichText};

/// One line of rich text.
pub fn line(text: &RichText) -> Content {
    inlines(text.content())
}

/// Text without marks, its straight quotes in the form of the language.
pub fn plain(letters: &str) -> Content {
    if !letters.contains(['"', '\'']) {
        return text(letters);
    }
    let pieces = letters.split_inclusive(['"', '\'']).flat_map(|piece| {
        let quote =
            piece.ends_with(['"', '\'']).then(|| SmartQuoteElem::new().with_double(piece.ends_with('"')).pack());
        [Some(text(piece.trim_end_matches(['"', '\'']))), quote]
    });
    Content::sequence(pieces.flatten())
}

/// Plain text, in which a word with a hyphen of its own is not parted there:
/// readers of the PDF would take the halves for two words. A word that no line could
/// hold is parted anywhere.
pub fn text(text: &str) -> Content {
    if !text.contains('-') && !text.split(' ').any(is_endless) {
        return TextElem::packed(text);
    }
    let mut pieces = Vec::new();
    let mut plain = String::new();
    for word in text.split_inclusive(' ') {
        let letters = word.trim_end_matches(' ');
        let boxed = if is_endless(letters) {
            parts(letters)
        } else if is_compound(letters) {
            vec![letters]
        } else {
            plain.push_str(word);
            continue;
        };
        if !plain.is_empty() {
            pieces.push(TextElem::packed(std::mem::take(&mut plain)));
        }
        pieces.extend(boxed.into_iter().map(|part| BoxElem::new().with_body(Some(TextElem::packed(part))).pack()));
        plain.push_str(&word[letters.len()..]);
    }
    pieces.push(TextElem::packed(plain));
    Content::sequence(pieces)
}

/// Whether a word has a hyphen at which it would be parted. A longer one may be,
/// or it would leave a hole in its line.
fn is_compound(word: &str) -> bool {
    const LONGEST: usize = 30;
    word.len() <= LONGEST && word.trim_matches('-').contains('-') && !word.contains("//")
}

/// How many letters a word may have before it is parted wherever its line ends.
const ENDLESS: usize = 44;

/// Whether a word may be longer than a line, without a place to part it. Letters that
/// join into others are left together.
fn is_endless(word: &str) -> bool {
    let plain = |letter: char| letter < '\u{530}';
    word.split(['-', '/']).any(|part| part.chars().count() > ENDLESS) && word.chars().all(plain)
}

/// A word in pieces of a few letters.
fn parts(word: &str) -> Vec<&str> {
    const LETTERS: usize = 6;
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).step_by(LETTERS).chain([word.len()]).collect();
    starts.windows(2).map(|pair| &word[pair[0]..pair[1]]).collect()
}

/// One line of rich text, set off from others.
pub fn strong(text: &RichText) -> Content {
    StrongElem::new(line(text)).pack()
}

/// A line with the lines below it.
pub fn highlight(highlight: &Highlight) -> Content {
    let Highlight { text, tags: _, highlights } = highlight;
    if highlights.is_empty() {
        return line(text);
    }
    let items = highlights.iter().map(|item| Packed::new(ListItem::new(self::highlight(item)))).collect();
    Content::sequence([line(text), ListElem::new(items).pack()])
}

/// Paragraphs and lists.
pub fn paragraphs(text: &Paragraphs) -> Content {
    let blocks = text.blocks().iter().map(|block| match block {
        Block::Paragraph(text) => line(text),
        Block::List(items) => list(items),
    });
    let mut content = Vec::new();
    for block in blocks {
        if !content.is_empty() {
            content.push(ParbreakElem::shared().clone());
        }
        content.push(block);
    }
    Content::sequence(content)
}

fn list(items: &[RichText]) -> Content {
    ListElem::new(items.iter().map(|item| Packed::new(ListItem::new(line(item)))).collect()).pack()
}

fn inlines(content: &[Inline]) -> Content {
    Content::sequence(content.iter().map(inline))
}

fn inline(inline: &Inline) -> Content {
    match inline {
        Inline::Text(letters) => text(letters),
        Inline::Quote { double } => SmartQuoteElem::new().with_double(*double).pack(),
        Inline::Emphasis(body) => EmphElem::new(inlines(body)).pack(),
        Inline::Strong(body) => StrongElem::new(inlines(body)).pack(),
        Inline::Struck(body) => StrikeElem::new(inlines(body)).pack(),
        Inline::Code(code) => RawElem::new(RawContent::Text(code.as_str().into())).pack(),
        Inline::Link { body, url } => link(url.as_str(), inlines(body)),
        Inline::Break => LinebreakElem::shared().clone(),
        Inline::Placeholder(name) => text(&format!("{{{name}}}")),
    }
}

/// Content that leads to an address; plain content where the address is longer
/// than a PDF can hold.
fn link(url: &str, body: Content) -> Content {
    match TypstUrl::new(url) {
        Ok(url) => LinkElem::new(LinkTarget::Dest(Destination::Url(url)), body).pack(),
        Err(_) => body,
    }
}
