//! The text runs on the pages, with their positions.

use std::num::NonZeroUsize;
use std::ops::{ControlFlow, Range};

use typst::foundations::{Content, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::{HeadingElem, TitleElem};
use typst::pdf::ArtifactElem;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::{direction, leaf};

/// Text in one font and size, at its position on a page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TextRun {
    /// The page, from 1.
    pub page: usize,
    /// Distance of the baseline's start from the left edge, in points.
    pub x: f64,
    /// Distance of the baseline from the top edge, in points.
    pub y: f64,
    /// Length of the run, in points.
    pub width: f64,
    /// Size of the font, in points.
    pub size: f64,
    /// Family, style and weight of the font, such as "Source Sans 3 italic 400".
    pub font: String,
    /// The level of the heading that the run belongs to, if any: 1 for a section title, 2 for the first
    /// line of an entry.
    pub heading: Option<NonZeroUsize>,
    /// Whether it is only decoration, such as a page number, and not read aloud.
    pub artifact: bool,
    /// The text.
    pub text: String,
    /// Its glyphs, from left to right.
    pub(crate) glyphs: Vec<Glyph>,
    /// The number of the first leaf in the heading that the run belongs to.
    pub(crate) heading_leaf: Option<usize>,
}

/// A glyph of a run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    /// Its start, in points from the start of the run.
    pub x: f64,
    /// Its bytes within the run's text.
    pub bytes: Range<usize>,
    /// The number of its leaf, and its start in that leaf, in bytes; `None` if a theme generated the text.
    pub leaf: Option<(usize, usize)>,
}

impl TextRun {
    /// The words of the run, each with the page and a point in its middle.
    pub fn words(&self) -> Vec<(String, usize, f64, f64)> {
        let glyph_x =
            |byte: usize| self.glyphs.iter().find(|glyph| glyph.bytes.contains(&byte)).map_or(0.0, |glyph| glyph.x);
        let mut words = Vec::new();
        let mut at = 0;
        for piece in self.text.split(|letter: char| !letter.is_alphanumeric()) {
            let start = at;
            at += piece.len() + self.text[at + piece.len()..].chars().next().map_or(0, char::len_utf8);
            if let Some((middle, _)) = piece.char_indices().nth(piece.chars().count() / 2) {
                let x = self.x + glyph_x(start + middle) + self.size * 0.05;
                words.push((piece.to_owned(), self.page, x, self.y - self.size * 0.3));
            }
        }
        words
    }

    /// The index of the glyph at a distance from the left edge of the page, or else the nearest.
    pub(crate) fn glyph_at(&self, x: f64) -> usize {
        let at = x - self.x;
        self.glyphs.iter().take_while(|glyph| glyph.x <= at).count().saturating_sub(1)
    }
}

/// Collects the runs of all pages, in drawing order.
pub fn collect(document: &PagedDocument) -> Vec<TextRun> {
    let mut runs = Vec::new();
    visit(document, &mut |page, at, within, item| {
        let info = item.font.font().info();
        let (style, weight) = (info.variant.style, info.variant.weight.to_number());
        runs.push(TextRun {
            page,
            x: at.x.to_pt(),
            y: at.y.to_pt(),
            width: item.width().to_pt(),
            size: item.size.to_pt(),
            font: format!("{} {style:?} {weight}", info.family).to_lowercase(),
            heading: within.heading(),
            artifact: !within.artifacts.is_empty(),
            text: item.text[..item.text.len() - usize::from(direction::added_space(item).is_some())].to_owned(),
            glyphs: glyphs(item),
            heading_leaf: within.heading_leaf(),
        });
    });
    runs
}

/// The baseline of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Baseline {
    /// The page, from 1.
    pub page: usize,
    /// Its distance from the top edge, in points.
    pub y: f64,
}

/// The baselines of all text that is neither blank nor decoration, in drawing order.
pub fn baselines(document: &PagedDocument) -> Vec<Baseline> {
    let mut baselines = Vec::new();
    visit(document, &mut |page, at, within, item| {
        if within.artifacts.is_empty() && !item.text.trim().is_empty() {
            baselines.push(Baseline { page, y: at.y.to_pt() });
        }
    });
    baselines
}

fn glyphs(item: &TextItem) -> Vec<Glyph> {
    let mut at = 0.0;
    let added = direction::added_space(item);
    let glyph = |(index, glyph): (usize, &typst::text::Glyph)| {
        let x = at;
        let added = added.as_ref().filter(|added| added.glyph == index);
        let bytes = added.map_or_else(|| glyph.range(), |added| added.bytes.clone());
        at += glyph.x_advance.at(item.size).to_pt();
        let (span, offset) = glyph.span;
        let leaf = leaf::number(span).map(|number| (number, usize::from(offset)));
        Glyph { x, bytes, leaf }
    };
    item.glyphs.iter().enumerate().map(glyph).collect()
}

/// A callback for a piece of text: its page, from 1, its position, its enclosing elements, and itself.
type Found<'a> = &'a mut dyn FnMut(usize, Point, &Within, &TextItem);

/// Calls `found` with every piece of text.
pub fn visit(document: &PagedDocument, found: Found) {
    let mut walk = Walk { page: 0, within: Within::default(), found };
    for page in document.pages() {
        walk.page += 1;
        walk.frame(&page.frame, Point::zero());
    }
}

/// The open elements; they may have begun on an earlier page.
#[derive(Default)]
pub struct Within {
    headings: Vec<(Location, NonZeroUsize, Content)>,
    titles: Vec<(Location, Content)>,
    artifacts: Vec<Location>,
}

impl Within {
    fn heading(&self) -> Option<NonZeroUsize> {
        self.headings.last().map(|(_, level, _)| *level)
    }

    fn heading_leaf(&self) -> Option<usize> {
        let content = self.headings.last().map(|(.., content)| content);
        let content = content.or(self.titles.last().map(|(_, content)| content))?;
        let mut first = None;
        let _ = content.traverse(&mut |part: Content| {
            first = leaf::number(part.span());
            if first.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        first
    }
}

struct Walk<'a> {
    page: usize,
    within: Within,
    found: Found<'a>,
}

impl Walk<'_> {
    fn frame(&mut self, frame: &Frame, origin: Point) {
        for (at, item) in frame.items() {
            let at = origin + *at;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    self.frame(&group.frame, at + moved);
                }
                FrameItem::Text(text) => (self.found)(self.page, at, &self.within, text),
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(element, ..) => {
                if let Some(heading) = element.to_packed::<HeadingElem>() {
                    let level = heading.resolve_level(StyleChain::default());
                    self.within.headings.push((tag.location(), level, element.clone()));
                } else if element.is::<TitleElem>() {
                    self.within.titles.push((tag.location(), element.clone()));
                } else if element.is::<ArtifactElem>() {
                    self.within.artifacts.push(tag.location());
                }
            }
            Tag::End(location, ..) => {
                self.within.headings.retain(|(begun, ..)| begun != location);
                self.within.titles.retain(|(begun, _)| begun != location);
                self.within.artifacts.retain(|begun| begun != location);
            }
        }
    }
}
