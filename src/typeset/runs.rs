//! The runs of text on the pages, where they stand.

use typst::layout::{Frame, FrameItem, Point};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// Text in one font and size, as it stands on a page.
#[derive(Debug, Clone, PartialEq)]
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
    /// The letters.
    pub text: String,
}

/// Collects the runs of all pages, in the order in which they are drawn.
pub fn collect(document: &PagedDocument) -> Vec<TextRun> {
    let mut runs = Vec::new();
    visit(document, &mut |page, at, item| {
        let info = item.font.font().info();
        let (style, weight) = (info.variant.style, info.variant.weight.to_number());
        runs.push(TextRun {
            page,
            x: at.x.to_pt(),
            y: at.y.to_pt(),
            width: item.width().to_pt(),
            size: item.size.to_pt(),
            font: format!("{} {style:?} {weight}", info.family).to_lowercase(),
            text: item.text.to_string(),
        });
    });
    runs
}

/// Calls back with every piece of text: its page, from 1, its place, and itself.
pub fn visit(document: &PagedDocument, found: &mut dyn FnMut(usize, Point, &TextItem)) {
    for (index, page) in document.pages().iter().enumerate() {
        visit_frame(&page.frame, index + 1, Point::zero(), found);
    }
}

fn visit_frame(frame: &Frame, page: usize, origin: Point, found: &mut dyn FnMut(usize, Point, &TextItem)) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                visit_frame(&group.frame, page, at + moved, found);
            }
            FrameItem::Text(text) => found(page, at, text),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
