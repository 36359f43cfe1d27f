//! Pictures looked at before they are set, so that a broken one is reported where
//! the résumé names it.

use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use super::Pictures;
use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result};
use crate::resume::{Resume, Text};
use crate::source::Spanned;

/// Notes pictures that cannot be decoded. Typst keeps what it decodes, so that
/// setting the picture later costs nothing more.
///
/// # Errors
/// If one is broken.
pub fn check(resume: &Resume, pictures: &Pictures, notes: &mut Diagnostics) -> Result<()> {
    let start = notes.mark();
    let signature = resume.letter.as_ref().and_then(|letter| letter.signature.as_ref());
    for (image, path) in [(resume.basics.image.as_ref(), "basics.image"), (signature, "letter.signature")] {
        let Some(image) = image else { continue };
        notes.extend(pictures.get(&*image.value).and_then(|bytes| broken(image, path, bytes)));
    }
    notes.reported_since(start)
}

/// The media type of a picture (RFC 2046), told by its bytes.
pub fn media_type(bytes: &[u8]) -> &'static str {
    match ExchangeFormat::detect(bytes) {
        Some(ExchangeFormat::Png) => "image/png",
        Some(ExchangeFormat::Jpg) => "image/jpeg",
        Some(ExchangeFormat::Gif) => "image/gif",
        Some(ExchangeFormat::Webp) => "image/webp",
        None => "image/svg+xml",
    }
}

/// How a file with a picture ends, told by its bytes.
pub fn ending(bytes: &[u8]) -> &'static str {
    match ExchangeFormat::detect(bytes) {
        Some(ExchangeFormat::Png) => "png",
        Some(ExchangeFormat::Jpg) => "jpg",
        Some(ExchangeFormat::Gif) => "gif",
        Some(ExchangeFormat::Webp) => "webp",
        None => "svg",
    }
}

/// What is to be said of a picture that cannot be decoded.
fn broken(image: &Spanned<Text>, path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let bytes = Bytes::new(bytes.to_vec());
    let decoded = match ExchangeFormat::detect(&bytes) {
        Some(format) => RasterImage::plain(bytes, format).is_ok(),
        None => SvgImage::new(bytes).is_ok(),
    };
    let note = || Diagnostic::error(Id::BadValue, format!("`{}` is not a picture that can be set", image.value));
    let help = "use a PNG, JPEG, GIF, WebP or SVG file that other programs can open";
    (!decoded).then(|| note().at(image.span).path(path).help(help))
}
