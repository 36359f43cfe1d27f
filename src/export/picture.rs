//! Pages as images.

use typst::layout::{Frame, FrameItem, GroupItem};
use typst::model::{Destination, Url};
use typst::utils::Scalar;
use typst_layout::Page;
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::svg_runs::with_whole_runs;
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

/// Draws one page as SVG for the screen, larger but quicker to show; pages count from 0.
pub fn svg_page(document: &Document, page: usize) -> Option<Vec<u8>> {
    let drawn = draw(document.pages().pages().get(page)?);
    Some(String::from_utf8(drawn).map_or_else(|error| error.into_bytes(), |svg| with_whole_runs(&svg).into_bytes()))
}

fn draw(page: &Page) -> Vec<u8> {
    let page = Page { frame: with_escaped_links(&page.frame), ..page.clone() };
    typst_svg::svg(&page, &SvgOptions::default()).into_bytes()
}

/// The frame with URLs escaped for XML: Typst writes them into attributes unescaped.
fn with_escaped_links(frame: &Frame) -> Frame {
    let mut escaped = Frame::new(frame.size(), frame.kind());
    escaped.set_baseline(frame.baseline());
    for (position, item) in frame.items() {
        let item = match item {
            FrameItem::Group(group) => {
                FrameItem::Group(GroupItem { frame: with_escaped_links(&group.frame), ..group.clone() })
            }
            FrameItem::Link(Destination::Url(url), size) => match Url::new(escaped_attribute(url.as_str())) {
                Ok(url) => FrameItem::Link(Destination::Url(url), *size),
                // The URL is longer than Typst allows: drop the link.
                Err(_) => continue,
            },
            other => other.clone(),
        };
        escaped.push(*position, item);
    }
    escaped
}

/// Escapes text for an XML attribute.
fn escaped_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
