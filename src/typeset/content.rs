//! Converts fields to Typst content.

use std::sync::LazyLock;

use typst::foundations::{Content, Label, NativeElement, Packed, Smart};
use typst::layout::{BoxElem, Dir};
use typst::model::{
    Destination, EmphElem, EnumElem, EnumItem, LinkElem, LinkTarget, ListElem, ListItem, ParbreakElem, StrongElem,
    Url as TypstUrl,
};
use typst::text::{LinebreakElem, RawContent, RawElem, SpaceElem, StrikeElem, SubElem, SuperElem, TextDir, TextElem};
use typst::utils::PicoStr;

use super::leaf;
use crate::locale::{Direction, UnbrokenWords, names_with_signs};
use crate::present::{
    Block, Bullet, Field, Inline, Metadata, TextRole, plain, unbroken_last_item, unbroken_parts, unbroken_parts_to_end,
};

/// A piece of text converted to content, with its field.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'a> {
    /// The innermost field.
    pub field: &'a Field,
    /// Its start in the plain text of that field, in bytes.
    pub at: usize,
    /// Its length in bytes.
    pub length: usize,
}

/// Builds content from fields. The span of each piece of text encodes the number of its leaf; the same
/// document gives the same numbers.
#[derive(Debug, Default)]
pub struct Contents<'a> {
    count: usize,
    /// Whether a list is numbered.
    pub numbered: bool,
    /// Whether a word may be longer than a line.
    pub has_long_words: bool,
    /// Whether words are never broken, even at hyphens.
    whole: bool,
    /// Whether lines run right to left. There, unbreakable words in boxes would follow the direction of
    /// the line rather than that of their own script.
    from_right: bool,
    /// The direction of the text around.
    direction: Direction,
    /// The words of the language that stay on one line with others.
    bound: &'a UnbrokenWords,
    /// Whether the text stays on one line.
    held: bool,
    /// Whether there is text before in the same paragraph.
    begun: bool,
    /// Whether more text follows in the same paragraph.
    goes_on: bool,
    /// The leaves by number, if they are recorded.
    leaves: Option<Vec<Leaf<'a>>>,
}

impl<'a> Contents<'a> {
    /// For text of a document.
    pub fn new(meta: &'a Metadata) -> Self {
        let direction = meta.direction;
        Contents { from_right: direction == Direction::Rtl, direction, bound: &meta.unbroken, ..Contents::default() }
    }

    /// Like [`Contents::new`], recording the leaves.
    pub fn recording(meta: &'a Metadata) -> Self {
        Contents { leaves: Some(Vec::new()), ..Contents::new(meta) }
    }

    /// The leaves by number; empty if they were not recorded.
    pub fn into_leaves(self) -> Vec<Leaf<'a>> {
        self.leaves.unwrap_or_default()
    }

    /// The content of a field. Dates are not broken across lines, and text in the other direction than the lines is
    /// isolated: its signs stay with it, as the stop of "Acme Ltd." does from right to left.
    pub fn field(&mut self, field: &'a Field) -> Content {
        if field.role != TextRole::Dates {
            let Some(own) = field.direction_in(self.direction) else {
                return self.inlines(&field.inlines, field, &mut 0);
            };
            let around = std::mem::replace(&mut self.direction, own);
            let body = self.inlines(&field.inlines, field, &mut 0);
            self.direction = around;
            let mark = if own == Direction::Ltr { LTR_ISOLATE } else { RTL_ISOLATE };
            return Content::sequence([TextElem::packed(mark), body, TextElem::packed(POP_ISOLATE)]);
        }
        let held = !self.from_right && field.plain().chars().all(can_be_held);
        let before = std::mem::replace(&mut self.held, held);
        let body = self.inlines(&field.inlines, field, &mut 0);
        self.held = before;
        if held { body } else { boxed(body) }
    }

    /// Fields that a theme prints in a row, each with its own content. `begun` is whether something is before them.
    pub fn row(&mut self, fields: &'a [Field], begun: bool) -> Vec<Content> {
        let of_row = |(index, field): (usize, &'a Field)| {
            (self.begun, self.goes_on) = (begun || index > 0, index + 1 < fields.len());
            self.field(field)
        };
        let contents = fields.iter().enumerate().map(of_row).collect();
        (self.begun, self.goes_on) = (false, false);
        contents
    }

    /// Part of a field that consists of a single text.
    pub fn part(&mut self, field: &'a Field, part: &str, at: usize) -> Content {
        self.leaf(part, field, at)
    }

    /// A contact: left to right in every script if it is an address, and broken only if it is longer than
    /// a line.
    pub fn contact(&mut self, field: &'a Field, url: Option<&str>, from_left: bool) -> Content {
        const LONGEST: usize = 60;
        self.whole = true;
        let mut body = self.field(field);
        self.whole = false;
        if from_left {
            body = body.set(TextElem::dir, TextDir(Smart::Custom(Dir::LTR)));
        }
        if field.plain().chars().count() <= LONGEST {
            body = boxed(body);
        }
        match url {
            Some(url) => link(url, body),
            None => body,
        }
    }

    /// Paragraphs and lists.
    pub fn blocks(&mut self, blocks: &'a [Block]) -> Content {
        let mut content = Vec::new();
        for block in blocks {
            if !content.is_empty() {
                content.push(ParbreakElem::shared().clone());
            }
            content.push(match block {
                Block::Paragraph(field) => self.field(field),
                Block::List(bullets) => self.list(bullets),
            });
        }
        Content::sequence(content)
    }

    /// A bullet with its nested bullets.
    pub fn bullet(&mut self, bullet: &'a Bullet) -> Content {
        let Bullet { number: _, text, below } = bullet;
        let text = self.field(text);
        if below.is_empty() { text } else { Content::sequence([text, self.list(below)]) }
    }

    /// Bullets and numbered items, as one list each.
    fn list(&mut self, bullets: &'a [Bullet]) -> Content {
        let lists = bullets.chunk_by(|one, next| one.number.is_some() == next.number.is_some());
        Content::sequence(lists.map(|bullets| self.bullets_or_numbers(bullets)).collect::<Vec<_>>())
    }

    fn bullets_or_numbers(&mut self, bullets: &'a [Bullet]) -> Content {
        if bullets.iter().all(|bullet| bullet.number.is_none()) {
            let items = bullets.iter().map(|bullet| Packed::new(ListItem::new(self.bullet(bullet)))).collect();
            return ListElem::new(items).pack();
        }
        self.numbered = true;
        let item = |bullet: &'a Bullet| {
            let number = bullet.number.map_or(Smart::Auto, |number| Smart::Custom(number.into()));
            Packed::new(EnumItem::new(self.bullet(bullet)).with_number(number))
        };
        EnumElem::new(bullets.iter().map(item).collect()).pack()
    }

    /// The inlines of a field; `at` is their start in the field's plain text.
    fn inlines(&mut self, inlines: &'a [Inline], field: &'a Field, at: &mut usize) -> Content {
        if let [inline] = inlines {
            return self.inline(inline, field, at);
        }
        let (begun, goes_on) = (self.begun, self.goes_on);
        // A sign at the end belongs to the words before it.
        let has_words = |inline: &Inline| plain(std::slice::from_ref(inline)).contains(char::is_alphanumeric);
        let last = inlines.iter().rposition(has_words).unwrap_or_default();
        let tied = !goes_on && !self.whole && !self.from_right && inlines.get(..=last).is_some_and(is_tied);
        let piece = |(index, inline): (usize, &'a Inline)| {
            self.begun = begun || index > 0;
            self.goes_on = goes_on || index < last;
            let content = match inline {
                Inline::Text(sign) if tied && index + 1 == last => {
                    let content = self.unbroken(sign, field, *at);
                    *at += sign.len();
                    content
                }
                _ => self.inline(inline, field, at),
            };
            let parts = self.held && plain(std::slice::from_ref(inline)).ends_with(|letter| !holds_next(letter));
            if parts && index + 1 < inlines.len() { content + TextElem::packed(JOINER) } else { content }
        };
        let pieces: Vec<Content> = inlines.iter().enumerate().map(piece).collect();
        (self.begun, self.goes_on) = (begun, goes_on);
        Content::sequence(pieces)
    }

    fn inline(&mut self, inline: &'a Inline, field: &'a Field, at: &mut usize) -> Content {
        match inline {
            Inline::Text(letters) => {
                let content = self.text(letters, field, *at);
                *at += letters.len();
                content
            }
            Inline::Code(code) => {
                let raw = RawElem::new(RawContent::Text(code.as_str().into())).pack();
                let content = self.numbered(raw, field, *at, code.len());
                *at += code.len();
                content
            }
            Inline::Break => {
                *at += 1;
                LinebreakElem::shared().clone()
            }
            Inline::Emphasis(body) => EmphElem::new(self.inlines(body, field, at)).pack(),
            Inline::Strong(body) => StrongElem::new(self.inlines(body, field, at)).pack(),
            Inline::Struck(body) => StrikeElem::new(self.inlines(body, field, at)).pack(),
            Inline::Superscript(body) => SuperElem::new(self.inlines(body, field, at)).pack(),
            Inline::Subscript(body) => SubElem::new(self.inlines(body, field, at)).pack(),
            Inline::Link { body, url } => {
                let content = self.inlines(body, field, at);
                link(url, if !self.from_right && is_short_address(body) { boxed(content) } else { content })
            }
            Inline::Field(inner) => {
                if self.leaves.is_some() {
                    *at += plain(&inner.inlines).len();
                }
                self.field(inner)
            }
        }
    }

    /// Text in which numbers stay with their units and hyphenated words are not broken at the hyphen:
    /// PDF readers would extract the halves as two words. Only a word that is longer than a line is broken anywhere.
    fn text(&mut self, text: &str, field: &'a Field, at: usize) -> Content {
        use TextRole::{Address, Contact, Dates, Name, Title};
        // The names of entries are short, but for titles of publications, which may have numbers with units.
        let long_name =
            field.role == Name && text.len() > LONG_NAME && text.contains(|letter: char| letter.is_ascii_digit());
        let whole = self.whole || matches!(field.role, Name | Address | Contact | Dates) && !long_name;
        // A title may be narrow, too, but only short words matter in it.
        let whole = whole || field.role == Title && self.bound.ties.is_empty();
        if self.held {
            return self.unbroken(text, field, at);
        }
        if whole {
            return self.whole(text, field, at);
        }
        if self.from_right {
            return self.with_last_words(text, field, at);
        }
        let parts = match self.goes_on || long_name {
            true => unbroken_parts(text, self.bound),
            false => unbroken_parts_to_end(text, self.bound, self.begun),
        };
        if parts.is_empty() {
            return self.words(text, field, at);
        }
        let mut pieces = Vec::new();
        let mut end = 0;
        for part in parts {
            if end < part.start {
                pieces.push(self.words(&text[end..part.start], field, at + end));
            }
            pieces.push(self.unbroken(&text[part.clone()], field, at + part.start));
            end = part.end;
        }
        if end < text.len() {
            pieces.push(self.words(&text[end..], field, at + end));
        }
        Content::sequence(pieces)
    }

    /// Text from right to left, of which the last words stay on one line, if no number or name in Latin letters is among
    /// them.
    fn with_last_words(&mut self, text: &str, field: &'a Field, at: usize) -> Content {
        let parts = if self.goes_on { Vec::new() } else { unbroken_parts_to_end(text, self.bound, self.begun) };
        let is_plain =
            |words: &str| !words.contains(|letter: char| letter.is_numeric() || letter.is_ascii_alphabetic());
        match parts.last() {
            Some(last) if last.end == text.len() && is_plain(&text[last.clone()]) => Content::sequence([
                self.whole(&text[..last.start], field, at),
                self.with_fixed_spaces(&text[last.clone()], field, at + last.start),
            ]),
            _ => self.whole(text, field, at),
        }
    }

    /// Text without anything that stays on one line. From right to left, names with signs are isolated.
    fn whole(&mut self, text: &str, field: &'a Field, at: usize) -> Content {
        let names = if self.direction == Direction::Rtl { names_with_signs(text) } else { Vec::new() };
        if names.is_empty() {
            return self.leaf(text, field, at);
        }
        let (mut pieces, mut end) = (Vec::new(), 0);
        for name in names {
            let before = &text[end..name.start];
            pieces.extend((!before.is_empty()).then(|| self.leaf(before, field, at + end)));
            pieces.push(TextElem::packed(LTR_ISOLATE));
            pieces.push(self.leaf(&text[name.clone()], field, at + name.start));
            pieces.push(TextElem::packed(POP_ISOLATE));
            end = name.end;
        }
        pieces.extend((end < text.len()).then(|| self.leaf(&text[end..], field, at + end)));
        Content::sequence(pieces)
    }

    /// Text that stays on one line: with no-break spaces and word joiners, which cost less than a box. When the pages
    /// are finished, the ones become spaces, and the others are left out.
    fn unbroken(&mut self, text: &str, field: &'a Field, at: usize) -> Content {
        if !text.chars().all(can_be_held) {
            return boxed(self.leaf(text, field, at));
        }
        let mut pieces = Vec::new();
        let mut start = 0;
        for (index, letter) in text.char_indices() {
            let end = index + letter.len_utf8();
            if end < text.len() && !holds_next(letter) {
                pieces.push(self.with_fixed_spaces(&text[start..end], field, at + start));
                pieces.push(TextElem::packed(JOINER));
                start = end;
            }
        }
        let last = self.with_fixed_spaces(&text[start..], field, at + start);
        if pieces.is_empty() {
            return last;
        }
        pieces.push(last);
        Content::sequence(pieces)
    }

    fn with_fixed_spaces(&mut self, text: &str, field: &'a Field, at: usize) -> Content {
        self.numbered(TextElem::packed(text.replace(' ', "\u{a0}")), field, at, text.len())
    }

    /// Words with line breaks allowed between them.
    fn words(&mut self, text: &str, field: &'a Field, at: usize) -> Content {
        if !text.contains(|letter| letter == '-' || is_hangul(letter)) && !text.split(' ').any(is_endless) {
            return self.leaf(text, field, at);
        }
        let mut pieces = Vec::new();
        // The text not yet turned into a piece.
        let (mut start, mut end) = (0, 0);
        for word in text.split_inclusive(' ') {
            let letters = word.trim_end_matches(' ');
            let endless = is_endless(letters);
            if !endless && !is_compound(letters) && !is_address(letters) && !letters.contains(is_hangul) {
                end += word.len();
                continue;
            }
            if start < end {
                pieces.push(self.leaf(&text[start..end], field, at + start));
            }
            if endless {
                let mut boxes = Vec::new();
                for part in parts(letters) {
                    boxes.push(boxed(self.leaf(part, field, at + end)));
                    end += part.len();
                }
                if letters.chars().count() <= LONGER_THAN_LINES {
                    self.has_long_words = true;
                    pieces.push(boxed(Content::sequence(boxes)).labelled(*LONG_WORD));
                } else {
                    pieces.append(&mut boxes);
                }
            } else if is_address(letters) {
                for part in letters.split_inclusive('/') {
                    pieces.push(self.unbroken(part, field, at + end));
                    end += part.len();
                }
            } else {
                pieces.push(self.unbroken(letters, field, at + end));
                end += letters.len();
            }
            (start, end) = (end, end + word.len() - letters.len());
        }
        if start < end {
            pieces.push(self.leaf(&text[start..end], field, at + start));
        }
        Content::sequence(pieces)
    }

    fn leaf(&mut self, text: &str, field: &'a Field, at: usize) -> Content {
        // Between two boxes, Typst drops a text that is only a space.
        if text == " " {
            return SpaceElem::shared().clone();
        }
        self.numbered(TextElem::packed(text), field, at, text.len())
    }

    /// Content marked with the number of its leaf, unless it belongs to no key.
    fn numbered(&mut self, content: Content, field: &'a Field, at: usize, length: usize) -> Content {
        if field.path.is_empty() {
            return content;
        }
        let number = self.count;
        self.count += 1;
        if let Some(leaves) = &mut self.leaves {
            leaves.push(Leaf { field, at, length });
        }
        content.spanned(leaf::span(number))
    }
}

/// The label of a word that is broken if it is longer than a line (prelude, `document-setup`).
static LONG_WORD: LazyLock<Label> =
    LazyLock::new(|| Label::new(PicoStr::constant("long-word")).expect("the label is not empty"));

/// Keeps the letters on either side on one line (Unicode, WORD JOINER).
const JOINER: &str = "\u{2060}";

/// Text after it runs from left to right, and does not change the order of the text around it (Unicode, LEFT-TO-RIGHT
/// ISOLATE). When the pages are finished, it is left out.
const LTR_ISOLATE: &str = "\u{2066}";

/// The same from right to left (Unicode, RIGHT-TO-LEFT ISOLATE).
const RTL_ISOLATE: &str = "\u{2067}";

/// The end of such text (Unicode, POP DIRECTIONAL ISOLATE).
const POP_ISOLATE: &str = "\u{2069}";

/// Whether a line never breaks between a letter and one after it that [`can_be_held`] (Unicode, "Line Breaking
/// Algorithm").
fn holds_next(letter: char) -> bool {
    letter.is_alphanumeric() || " .,;:()'’%€$£¥".contains(letter)
}

/// Whether a line breaks, if at all, after a letter rather than before it: those of Latin, Greek and Cyrillic, and
/// signs that stay with the letter before.
fn can_be_held(letter: char) -> bool {
    letter.is_alphanumeric() && letter < '\u{530}' || " .,;:()'’%€$£¥-–/+".contains(letter)
}

/// Content that is not broken across lines.
fn boxed(body: Content) -> Content {
    BoxElem::new().with_body(Some(body)).pack()
}

/// Whether a link shows an address that fits on a line.
fn is_short_address(body: &[Inline]) -> bool {
    const LONGEST: usize = 40;
    let [Inline::Field(field)] = body else { return false };
    let short = |text: &str| text.len() <= LONGEST && (field.role == TextRole::Contact || !text.contains(' '));
    matches!(&field.inlines[..], [Inline::Text(text)] if short(text))
}

/// Whether a word has a hyphen at which it must not be broken. Longer words may be broken there, to
/// avoid gaps in the line.
fn is_compound(word: &str) -> bool {
    const LONGEST: usize = 30;
    word.len() <= LONGEST && word.trim_matches('-').contains('-') && !word.contains("//")
}

/// Whether a word is an address with hyphens: it is broken after a slash, because a hyphen at the end of a line looks as if
/// it were none of the address.
fn is_address(word: &str) -> bool {
    word.contains("//") && word.contains('-')
}

/// Whether a letter is Korean: a line breaks between words, not, as Unicode has it by default, between syllables.
fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}')
}

/// A longer name, in bytes, may take several lines.
const LONG_NAME: usize = 40;

/// The longest word, in characters, that is not broken at arbitrary positions.
const ENDLESS: usize = 44;

/// A word of more characters is longer than any line.
const LONGER_THAN_LINES: usize = 200;

/// Whether a word may be longer than a line and has no place to break. Joined scripts are left intact.
fn is_endless(word: &str) -> bool {
    let plain = |letter: char| letter < '\u{530}';
    word.split(['-', '/']).any(|part| part.chars().count() > ENDLESS) && word.chars().all(plain)
}

/// Whether the last of several inlines stays with the one before it, as the last item of a list does if it is short.
fn is_tied(inlines: &[Inline]) -> bool {
    let [others @ .., before, Inline::Text(sign), last] = inlines else { return false };
    let (before, last) = (plain(std::slice::from_ref(before)), plain(std::slice::from_ref(last)));
    unbroken_last_item(&plain(others), &before, sign, &last)
}

/// A word in pieces of a few characters.
fn parts(word: &str) -> Vec<&str> {
    const LETTERS: usize = 6;
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).step_by(LETTERS).chain([word.len()]).collect();
    starts.windows(2).map(|pair| &word[pair[0]..pair[1]]).collect()
}

/// Links content to a URL; returns it unchanged if the URL is too long for a PDF.
fn link(url: &str, body: Content) -> Content {
    match TypstUrl::new(url) {
        Ok(url) => LinkElem::new(LinkTarget::Dest(Destination::Url(url)), body).pack(),
        Err(_) => body,
    }
}
