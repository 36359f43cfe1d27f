//! Pages as pictures.

use typst::utils::Scalar;
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result};
use crate::typeset::Document;

/// Points in an inch.
const POINTS: f64 = 72.0;

/// Draws each page.
///
/// # Errors
/// If a picture would be too large to be drawn.
pub fn png(document: &Document, ppi: f64, notes: &mut Diagnostics) -> Result<Vec<Vec<u8>>> {
    let options = RenderOptions { pixel_per_pt: Scalar::new(ppi / POINTS), ..RenderOptions::default() };
    let draw = |page| typst_render::render(page, &options).encode_png().ok();
    let pages: Option<Vec<_>> = document.pages().pages().iter().map(draw).collect();
    pages.ok_or_else(|| {
        let note = Diagnostic::error(Id::TooLarge, format!("a page cannot be drawn at {ppi} pixels to an inch"));
        notes.error(note.help("ask for fewer with `--ppi`"))
    })
}

/// Draws each page as paths, which need no font.
pub fn svg(document: &Document) -> Vec<Vec<u8>> {
    let options = SvgOptions::default();
    document.pages().pages().iter().map(|page| typst_svg::svg(page, &options).into_bytes()).collect()
}
