//! Pictures looked at before they are set, so that a broken one is reported where
//! the résumé names it.

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use super::Pictures;
use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result};
use crate::resume::Resume;

/// Notes pictures that cannot be decoded. Typst keeps what it decodes, so that
/// setting the picture later costs nothing more.
///
/// # Errors
/// If one is broken.
pub fn check(resume: &Resume, pictures: &Pictures, notes: &mut Diagnostics) -> Result<()> {
    let Some(image) = &resume.basics.image else { return Ok(()) };
    let Some(bytes) = pictures.get(&*image.value) else { return Ok(()) };
    let bytes = Bytes::new(bytes.clone());
    let decoded = match ExchangeFormat::detect(&bytes) {
        Some(format) => RasterImage::plain(bytes, format).is_ok(),
        None => SvgImage::new(bytes).is_ok(),
    };
    if decoded {
        return Ok(());
    }
    let note = Diagnostic::error(Id::BadValue, format!("`{}` is not a picture that can be set", image.value));
    let note = note.at(image.span).path("basics.image");
    Err(notes.error(note.help("use a PNG, JPEG, GIF, WebP or SVG file that other programs can open")))
}
