//! Pages as images.

use typst::layout::{Frame, FrameItem, GroupItem};
use typst::model::{Destination, Url};
use typst::text::TextItem;
use typst::utils::Scalar;
use typst_layout::Page;
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::typeset::Document;

/// Points in an inch.
const POINTS: f64 = 72.0;

/// Draws each page.
///
/// # Errors
/// If an image would be too large to draw.
pub fn png(document: &Document, ppi: f64, diagnostics: &mut Diagnostics) -> Result<Vec<Vec<u8>>> {
    let options = RenderOptions { pixel_per_pt: Scalar::new(ppi / POINTS), ..RenderOptions::default() };
    let draw = |page| typst_render::render(page, &options).encode_png().ok();
    let pages: Option<Vec<_>> = document.pages().pages().iter().map(draw).collect();
    pages.ok_or_else(|| {
        let note = Diagnostic::error(Code::TooLarge, format!("cannot draw a page at {ppi} pixels per inch"));
        diagnostics.error(note.help("choose a lower resolution with `--ppi`"))
    })
}

/// Draws each page as SVG, with text as paths, which need no font.
pub fn svg(document: &Document) -> Vec<Vec<u8>> {
    document.pages().pages().iter().map(draw).collect()
}

/// A number for each page that is the same as long as the page looks the same, without drawing it.
pub fn fingerprints(document: &Document) -> Vec<u128> {
    document.pages().pages().iter().map(typst::utils::hash128).collect()
}

fn draw(page: &Page) -> Vec<u8> {
    let frame = for_svg(&page.frame, &mut |text| FrameItem::Text(text.clone()));
    typst_svg::svg(&Page { frame, ..page.clone() }, &SvgOptions::default()).into_bytes()
}

/// A frame to be drawn: with other texts, and with URLs escaped for XML, because Typst writes them into attributes unescaped.
pub fn for_svg(frame: &Frame, text: &mut impl FnMut(&TextItem) -> FrameItem) -> Frame {
    let items = frame.items().filter_map(|(position, item)| {
        let item = match item {
            FrameItem::Group(group) => {
                FrameItem::Group(GroupItem { frame: for_svg(&group.frame, text), ..group.clone() })
            }
            FrameItem::Text(item) => text(item),
            // If the URL becomes longer than Typst allows, the link is dropped.
            FrameItem::Link(Destination::Url(url), size) => {
                FrameItem::Link(Destination::Url(Url::new(escaped_attribute(url.as_str())).ok()?), *size)
            }
            other => other.clone(),
        };
        Some((*position, item))
    });
    let items: Vec<_> = items.collect();
    let mut drawn = Frame::new(frame.size(), frame.kind());
    drawn.set_baseline(frame.baseline());
    drawn.push_multiple(items);
    drawn
}

/// Escapes text for an XML attribute.
fn escaped_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
