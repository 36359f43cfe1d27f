//! Finishes laid-out pages, so that programs read in them what people see.
//!
//! - Text runs that only a box keeps apart are joined. Words that must not break are in boxes, which Typst draws
//!   as runs of their own; programs take each run as an item, and lose the spaces at its ends: "in
//!   an`event-driven`pipeline".
//! - A sign between two items is left out at the end of a line.
//! - Of years before publications, only the first of several equal ones on a page is left.
//! - A filler between two texts on a line becomes spaces, so that programs take them for one line.
//! - From the second page on, the footer comes before the text of its page if that begins with a heading. Programs
//!   that cut text into lines by how far the next text is below find none at the end of a page, and join its last
//!   line with the next page's first.
//! - Marks that their font places higher or lower than others stay with their letters (`clusters`).
//! - Words from right to left are in the order in which they are read (`direction`).
//! - No-break spaces become spaces, because many programs do not split words at them; word joiners and the marks of
//!   directions are left out.

use std::ops::{ControlFlow, Range};
use std::sync::LazyLock;

use typst::foundations::{Content, Label, StyleChain};
use typst::introspection::Tag;
use typst::layout::{Em, Frame, FrameItem, GroupItem, Point, Transform};
use typst::model::HeadingElem;
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::{Glyph, TextElem, TextItem};
use typst::utils::PicoStr;
use typst_layout::Page;

use super::clusters::{self, TOLERANCE, continues};
use super::direction;

/// The label of fillers in the themes' prelude.
pub static FILLER: LazyLock<Option<Label>> = LazyLock::new(|| Label::new(PicoStr::intern("filler")));

/// The label of what is left out if the last text with this label, or the next, on the page is the same.
static FIRST_ON_PAGE: LazyLock<Option<Label>> = LazyLock::new(|| Label::new(PicoStr::intern("first-on-page")));

/// The label of what is shown even if it is the same as the last text.
static FIRST_OF_LIST: LazyLock<Option<Label>> = LazyLock::new(|| Label::new(PicoStr::intern("first-of-list")));

/// The largest distance of the spaces of a filler from each other, in sizes of the font.
const SPACE_GAP: f64 = 0.29;

/// The finished frame of a page; `is_first` is whether it is the first one.
pub fn finish(page: &Page, is_first: bool) -> Frame {
    let frame = if is_first { None } else { footer_first(&page.frame) };
    finished(frame.as_ref().unwrap_or(&page.frame), &mut Before::default())
}

/// The frame of a page with the footer before the text, if it has one.
fn footer_first(page: &Frame) -> Option<Frame> {
    if !begins_entry(page) {
        return None;
    }
    let mut items: Vec<_> = page.items().cloned().collect();
    let footer = marginal(&items, &[ArtifactKind::Footer])?;
    let text = marginal(&items, &[ArtifactKind::Header, ArtifactKind::Background]).map_or(0, |before| before.end);
    items.get_mut(text..footer.end)?.rotate_right(footer.len());
    let mut frame = Frame::new(page.size(), page.kind());
    frame.push_multiple(items);
    Some(frame)
}

/// Whether the first text of a page is a heading: a title, or the first row of an entry.
fn begins_entry(page: &Frame) -> bool {
    let mut begins = false;
    first_text(page, &mut |tag| {
        let Tag::Start(element, _) = tag else { return };
        begins |= element.is::<HeadingElem>();
    });
    begins
}

/// Whether a frame has a text; `on_tag` gets the tags before it.
fn first_text(frame: &Frame, on_tag: &mut impl FnMut(&Tag)) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Text(_) => true,
        FrameItem::Group(group) => first_text(&group.frame, on_tag),
        FrameItem::Tag(tag) => {
            on_tag(tag);
            false
        }
        _ => false,
    })
}

/// The items of the last header, footer or background of a page that is of one of the given kinds.
fn marginal(items: &[(Point, FrameItem)], kinds: &[ArtifactKind]) -> Option<Range<usize>> {
    let start = items.iter().rposition(|(_, item)| match item {
        FrameItem::Tag(tag) => starts(tag, kinds),
        FrameItem::Group(group) => {
            matches!(group.frame.items().next(), Some((_, FrameItem::Tag(tag))) if starts(tag, kinds))
        }
        _ => false,
    })?;
    let FrameItem::Tag(tag) = &items[start].1 else { return Some(start..start + 1) };
    let ends = |(_, item): &(Point, FrameItem)| matches!(item, FrameItem::Tag(end @ Tag::End(..)) if end.location() == tag.location());
    let length = items[start..].iter().position(ends)?;
    Some(start..start + length + 1)
}

/// Whether a tag starts an artifact of one of the given kinds.
fn starts(tag: &Tag, kinds: &[ArtifactKind]) -> bool {
    let Tag::Start(element, _) = tag else { return false };
    let artifact = element.to_packed::<ArtifactElem>();
    artifact.is_some_and(|artifact| kinds.contains(&artifact.kind.get(StyleChain::default())))
}

/// What comes before an item on its page.
#[derive(Default)]
struct Before<'a> {
    /// The last text.
    text: Option<&'a TextItem>,
    /// The last text labelled [`FIRST_ON_PAGE`] or [`FIRST_OF_LIST`].
    labelled: String,
}

/// A frame with finished items. `before` is what comes before it.
fn finished<'a>(frame: &'a Frame, before: &mut Before<'a>) -> Frame {
    let mut items = Vec::with_capacity(frame.items().len());
    collect(frame, Point::zero(), &mut items, before);
    direction::in_reading_order(&mut items);
    let mut finished = Frame::new(frame.size(), frame.kind());
    if frame.has_baseline() {
        finished.set_baseline(frame.baseline());
    }
    finished.push_multiple(items);
    finished
}

/// Adds the items of a frame, those of its plain groups included.
fn collect<'a>(frame: &'a Frame, origin: Point, items: &mut Vec<(Point, FrameItem)>, before: &mut Before<'a>) {
    for (index, (at, item)) in frame.items().enumerate() {
        let (here, at) = (*at, origin + *at);
        match item {
            FrameItem::Group(group) if group.label.is_some() && group.label == *FILLER => {
                items.extend(before.text.and_then(|last| filled(at, &group.frame, last)));
            }
            FrameItem::Group(group)
                if group.label.is_some() && [*FIRST_ON_PAGE, *FIRST_OF_LIST].contains(&group.label) =>
            {
                let text = text_of(&group.frame);
                if text != before.labelled || group.label == *FIRST_OF_LIST {
                    collect(&group.frame, at, items, before);
                    before.labelled = text;
                }
            }
            FrameItem::Group(group) if is_plain(group) => collect(&group.frame, at, items, before),
            FrameItem::Group(group) => {
                let group = GroupItem { frame: finished(&group.frame, before), ..group.clone() };
                items.push((at, FrameItem::Group(group)));
            }
            FrameItem::Text(text) if is_sign(text) => {
                if goes_on(frame, index, here, text) {
                    add(at, &without_joiner(text), items);
                }
            }
            FrameItem::Text(text) => {
                add(at, text, items);
                before.text = Some(text);
            }
            FrameItem::Tag(tag) => items.push((at, FrameItem::Tag(without_signs(tag)))),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => items.push((at, item.clone())),
        }
    }
}

/// All text of a frame.
fn text_of(frame: &Frame) -> String {
    let text = |item: &FrameItem| match item {
        FrameItem::Text(text) => text.text.to_string(),
        FrameItem::Group(group) => text_of(&group.frame),
        _ => String::new(),
    };
    frame.items().map(|(_, item)| text(item)).collect()
}

/// Whether a group does nothing but position its items.
fn is_plain(group: &GroupItem) -> bool {
    let GroupItem { frame: _, transform, clip, label, parent } = group;
    *transform == Transform::identity() && clip.is_none() && label.is_none() && parent.is_none()
}

/// The character before a sign between two items.
const JOINER: char = '\u{2060}';

/// Whether the line goes on after a sign: whether one of the following texts is beside it.
fn goes_on(frame: &Frame, index: usize, at: Point, sign: &TextItem) -> bool {
    let middle = (at.y - sign.size * 0.3).to_pt();
    let beside = |(place, item): &(Point, FrameItem)| {
        let (top, bottom) = match item {
            // Before a link, a space remains at the end of the line.
            FrameItem::Text(text) if text.text.trim().is_empty() => return false,
            FrameItem::Text(text) => (place.y - text.size, place.y + text.size * 0.3),
            FrameItem::Group(group) => (place.y, place.y + group.frame.height()),
            _ => return false,
        };
        top.to_pt() < middle && middle < bottom.to_pt()
    };
    frame.items().skip(index + 1).any(beside)
}

/// A heading, whose text becomes that of a bookmark, without the marks of signs.
fn without_signs(tag: &Tag) -> Tag {
    let Tag::Start(element, flags) = tag else { return tag.clone() };
    let Some(heading) = element.to_packed::<HeadingElem>() else { return tag.clone() };
    let text = heading.body.plain_text();
    if !text.contains(NO_BREAK) && !text.contains(is_unseen) {
        return tag.clone();
    }
    let mut first = Span::detached();
    let _ = heading.body.traverse(&mut |part: Content| {
        first = part.span();
        if first.is_detached() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let mut heading = heading.clone();
    heading.body = TextElem::packed(
        text.chars()
            .filter(|letter| !is_unseen(*letter))
            .map(|letter| if letter == NO_BREAK { ' ' } else { letter })
            .collect::<String>(),
    )
    .spanned(first);
    Tag::Start(heading.pack(), *flags)
}

/// Whether a text is a sign between two items.
fn is_sign(text: &TextItem) -> bool {
    text.text[..unseen_start(text)].contains(JOINER) && !text.text.contains(char::is_alphanumeric)
}

/// The length of the unseen characters at the start of a text, in bytes.
fn unseen_start(text: &TextItem) -> usize {
    text.text.len() - text.text.trim_start_matches(is_unseen).len()
}

/// A sign without the joiner before it, which is not visible.
fn without_joiner(sign: &TextItem) -> TextItem {
    let length = unseen_start(sign);
    // The joiner may have a glyph of its own, or share that of the sign.
    let glyphs = sign.glyphs.iter().filter(|glyph| glyph.range().end > length).cloned().map(|mut glyph| {
        let length = length as u16;
        glyph.range = glyph.range.start.saturating_sub(length)..glyph.range.end - length;
        glyph
    });
    TextItem { text: sign.text[length..].into(), glyphs: glyphs.collect(), ..sign.clone() }
}

/// Spaces that fill a frame, in the font of the text before it.
fn filled(at: Point, frame: &Frame, before: &TextItem) -> Option<(Point, FrameItem)> {
    let space = before.font.ttf().glyph_index(' ')?.0;
    let width = before.font.x_advance(space)? + Em::new(SPACE_GAP);
    let count = (frame.width() / width.at(before.size)).ceil().clamp(0.0, 500.0) as u16;
    if count == 0 {
        return None;
    }
    // From edge to edge: readers compare where lines begin.
    let advance = Em::from_abs(frame.width() / f64::from(count), before.size);
    let glyph = |index: u16| Glyph {
        id: space,
        x_advance: advance,
        x_offset: Em::zero(),
        y_advance: Em::zero(),
        y_offset: Em::zero(),
        range: index..index + 1,
        span: (Span::detached(), 0),
    };
    let glyphs: Vec<Glyph> = (0..count).map(glyph).collect();
    let text = TextItem { text: " ".repeat(glyphs.len()).into(), glyphs, ..before.clone() };
    Some((Point::new(at.x, at.y + frame.height()), FrameItem::Text(text)))
}

/// Adds a text, to the one before it if it continues that one.
fn add(at: Point, text: &TextItem, items: &mut Vec<(Point, FrameItem)>) {
    // Links cover what was drawn, and are in no order with it.
    let last = items.iter().rposition(|(_, item)| !matches!(item, FrameItem::Link(..)));
    let mut last = last.and_then(|last| match &mut items[last] {
        (start, FrameItem::Text(last)) => Some((*start, last)),
        _ => None,
    });
    if let Some((start, last)) = &mut last
        && follows(*start, last, at, text)
        && !is_third_piece(*start, last, at, text)
    {
        append(last, text);
        return;
    }
    let mut text = text.clone();
    if text.text.contains(NO_BREAK) || text.text.contains(is_unseen) {
        let glyphs = std::mem::take(&mut text.glyphs);
        let empty = TextItem { text: Default::default(), ..text.clone() };
        let all = TextItem { glyphs, ..text };
        text = empty;
        append(&mut text, &all);
    }
    match last.and_then(|(start, last)| Some((clusters::joined(start, last, at, &text)?, last))) {
        Some((joined, last)) => *last = joined,
        None => items.push((at, FrameItem::Text(text))),
    }
}

const NO_BREAK: char = '\u{a0}';

/// Whether a text is one more piece of a character of which another ends with two. It is as high as the first, and its
/// text would be added once more.
fn is_third_piece(start: Point, last: &TextItem, at: Point, text: &TextItem) -> bool {
    matches!(last.glyphs.as_slice(), [.., first, second] if first.range == second.range)
        && clusters::joined(start, last, at, text).is_some()
}

/// Whether a character only says how the text around it is set: a word joiner, or the start or the end of text in a
/// direction.
fn is_unseen(letter: char) -> bool {
    matches!(letter, JOINER | '\u{2066}'..='\u{2069}')
}

/// Whether a text begins where another ends, in the same style. Text from right to left never does.
fn follows(start: Point, last: &TextItem, at: Point, text: &TextItem) -> bool {
    (start.y - at.y).to_pt().abs() < TOLERANCE
        && continues(start, last, at, text)
        && [last, text].iter().all(|text| text.glyphs.is_sorted_by_key(|glyph| glyph.range.start))
}

/// Adds the glyphs of a text to another, no-break spaces as spaces, and without unseen characters.
fn append(last: &mut TextItem, text: &TextItem) {
    let start = last.text.len();
    // What changes the length, and by how many bytes the text is shorter after it.
    let mut shorter = 0;
    let mut changes: Vec<(usize, usize)> = Vec::new();
    for (at, letter) in text.text.match_indices(|letter: char| letter == NO_BREAK || is_unseen(letter)) {
        shorter += if letter.starts_with(NO_BREAK) { letter.len() - 1 } else { letter.len() };
        changes.push((at, shorter));
    }
    let place = |at: u16| {
        let before = changes.partition_point(|(change, _)| *change < usize::from(at));
        let shorter = before.checked_sub(1).map_or(0, |last| changes[last].1);
        u16::try_from(start + usize::from(at) - shorter).unwrap_or(u16::MAX)
    };
    for mut glyph in text.glyphs.iter().cloned() {
        glyph.range = place(glyph.range.start)..place(glyph.range.end);
        if !glyph.range.is_empty() {
            last.glyphs.push(glyph);
        } else if let Some(before) = last.glyphs.last_mut() {
            // A word joiner has a width if letters are spaced.
            before.x_advance += glyph.x_advance;
        }
    }
    for letter in text.text.chars().filter(|letter| !is_unseen(*letter)) {
        last.text.push(if letter == NO_BREAK { ' ' } else { letter });
    }
}
