//! The runs of text on the pages, where they stand.

use std::num::NonZeroUsize;

use typst::foundations::StyleChain;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::HeadingElem;
use typst::pdf::ArtifactElem;
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// Text in one font and size, as it stands on a page.
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
    /// The level of the heading that the run belongs to, if to any: 1 for the title
    /// of a section, 2 for an entry's first line.
    pub heading: Option<NonZeroUsize>,
    /// Whether it only decorates, such as a page number, and is not read aloud.
    pub artifact: bool,
    /// The letters.
    pub text: String,
    /// Where each glyph begins, in points from the start of the run, and its first byte of the text.
    pub(crate) glyphs: Vec<(f64, usize)>,
}

impl TextRun {
    /// The words of the run, each with the page and a point in its middle.
    pub fn words(&self) -> Vec<(String, usize, f64, f64)> {
        let glyph_x = |byte: usize| self.glyphs.iter().rev().find(|(_, start)| *start <= byte).map_or(0.0, |(x, _)| *x);
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

    /// The byte of the text whose glyph stands at a distance from the left edge of the page.
    pub(crate) fn byte_at(&self, x: f64) -> usize {
        let at = x - self.x;
        let before = self.glyphs.iter().take_while(|(start, _)| *start <= at).last();
        before.or(self.glyphs.first()).map_or(0, |(_, byte)| *byte)
    }
}

/// Collects the runs of all pages, in the order in which they are drawn.
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
            text: item.text.to_string(),
            glyphs: glyphs(item),
        });
    });
    runs
}

fn glyphs(item: &TextItem) -> Vec<(f64, usize)> {
    let mut at = 0.0;
    let glyph = |glyph: &typst::text::Glyph| {
        let start = at;
        at += glyph.x_advance.at(item.size).to_pt();
        (start, glyph.range().start)
    };
    item.glyphs.iter().map(glyph).collect()
}

/// Is called back with a piece of text: its page, from 1, its place, what it stands in,
/// and itself.
type Found<'a> = &'a mut dyn FnMut(usize, Point, &Within, &TextItem);

/// Calls back with every piece of text.
pub fn visit(document: &PagedDocument, found: Found) {
    let mut walk = Walk { page: 0, within: Within::default(), found };
    for page in document.pages() {
        walk.page += 1;
        walk.frame(&page.frame, Point::zero());
    }
}

/// The elements that have begun and not ended, which may be on another page.
#[derive(Default)]
pub struct Within {
    headings: Vec<(Location, NonZeroUsize)>,
    artifacts: Vec<Location>,
}

impl Within {
    fn heading(&self) -> Option<NonZeroUsize> {
        self.headings.last().map(|(_, level)| *level)
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
                    self.within.headings.push((tag.location(), heading.resolve_level(StyleChain::default())));
                } else if element.is::<ArtifactElem>() {
                    self.within.artifacts.push(tag.location());
                }
            }
            Tag::End(location, ..) => {
                self.within.headings.retain(|(begun, _)| begun != location);
                self.within.artifacts.retain(|begun| begun != location);
            }
        }
    }
}
