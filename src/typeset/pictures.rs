//! Validates images before typesetting, so that a broken one is reported where the résumé names it.

use std::io::{Cursor, Read};

use flate2::read::ZlibDecoder;
use image::ImageReader;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use super::Pictures;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::resume::{NamedPicture, PlainText, Resume};
use crate::source::Spanned;

/// The maximum number of pixels: that of the largest phone sensors. A header of a few bytes can declare
/// any number of pixels, each of which takes up to eight bytes of memory.
const MAX_PIXELS: u64 = 50_000_000;

/// The maximum aspect ratio. Themes set the height, and anything beyond the page is drawn as well.
const MAX_RATIO: f64 = 10.0;

/// The maximum size of the decompressed colour profile in a PNG, in bytes. Real profiles have a few
/// thousand; a file of one megabyte can contain a profile of a gigabyte.
const MAX_PROFILE: u64 = 4 << 20;

/// The gzip signature (RFC 1952). A compressed SVG can expand without limit.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Whether an image is not a raster image: an SVG, or not an image at all.
pub fn is_drawing(bytes: &[u8]) -> bool {
    ExchangeFormat::detect(bytes).is_none()
}

/// Reports images that are broken or too large. Typst caches decoded images, so typesetting them later
/// costs nothing more.
///
/// # Errors
/// If an image is broken or too large.
pub fn check(resume: &Resume, pictures: &Pictures, diagnostics: &mut Diagnostics) -> Result<()> {
    let start = diagnostics.checkpoint();
    for NamedPicture { file, path } in resume.pictures() {
        diagnostics.extend(pictures.get(&*file.value).and_then(|bytes| broken(file, &path, bytes)));
    }
    diagnostics.reported_since(start)
}

/// The format of an image file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Graphics Interchange Format.
    Gif,
    /// WebP.
    Webp,
    /// Scalable Vector Graphics, uncompressed.
    Svg,
}

impl PictureFormat {
    /// The media type (RFC 2046).
    pub fn media_type(self) -> &'static str {
        match self {
            PictureFormat::Png => "image/png",
            PictureFormat::Jpeg => "image/jpeg",
            PictureFormat::Gif => "image/gif",
            PictureFormat::Webp => "image/webp",
            PictureFormat::Svg => "image/svg+xml",
        }
    }

    /// The file extension.
    pub fn ending(self) -> &'static str {
        match self {
            PictureFormat::Png => "png",
            PictureFormat::Jpeg => "jpg",
            PictureFormat::Gif => "gif",
            PictureFormat::Webp => "webp",
            PictureFormat::Svg => "svg",
        }
    }
}

/// Detects the format of an image from its content; `None` if it is not supported.
pub fn picture_format(bytes: &[u8]) -> Option<PictureFormat> {
    Some(match ExchangeFormat::detect(bytes) {
        Some(ExchangeFormat::Png) => PictureFormat::Png,
        Some(ExchangeFormat::Jpg) => PictureFormat::Jpeg,
        Some(ExchangeFormat::Gif) => PictureFormat::Gif,
        Some(ExchangeFormat::Webp) => PictureFormat::Webp,
        None => {
            let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').trim_start();
            (text.starts_with('<') && text.contains("<svg")).then_some(PictureFormat::Svg)?
        }
    })
}

/// Why an image is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureFault {
    /// It has too many pixels.
    TooManyPixels {
        /// The width in pixels.
        width: u32,
        /// The height in pixels.
        height: u32,
    },
    /// Its aspect ratio is too extreme.
    TooLong,
    /// Its colour profile is too large.
    LargeProfile,
    /// It is broken, or its format is not supported.
    Undecodable,
}

/// Returns why an image is rejected, or `None` if it is usable. Typst caches decoded images, so
/// typesetting it later costs nothing more.
///
/// Pixels are counted before decoding. An SVG is only parsed: the time to draw it cannot be predicted,
/// so untrusted SVGs should be drawn in a separate process.
pub fn picture_fault(bytes: &[u8]) -> Option<PictureFault> {
    let decoded = match ExchangeFormat::detect(bytes) {
        Some(format) => {
            if format == ExchangeFormat::Png && has_large_profile(bytes) {
                return Some(PictureFault::LargeProfile);
            }
            // Without a readable size, nothing is decoded.
            let Some((width, height)) = size(format, bytes) else { return Some(PictureFault::Undecodable) };
            if u64::from(width) * u64::from(height) > MAX_PIXELS {
                return Some(PictureFault::TooManyPixels { width, height });
            }
            if is_too_long(width.into(), height.into()) {
                return Some(PictureFault::TooLong);
            }
            let decoded = RasterImage::plain(Bytes::new(bytes.to_vec()), format);
            let profile = decoded.as_ref().ok().and_then(|image| image.icc()).map_or(0, |profile| profile.len());
            if profile as u64 > MAX_PROFILE {
                return Some(PictureFault::LargeProfile);
            }
            decoded.is_ok()
        }
        None if bytes.starts_with(&GZIP) => false,
        None => match SvgImage::new(Bytes::new(bytes.to_vec())) {
            Ok(drawing) if is_too_long(drawing.width(), drawing.height()) => return Some(PictureFault::TooLong),
            drawing => drawing.is_ok(),
        },
    };
    (!decoded).then_some(PictureFault::Undecodable)
}

fn is_too_long(width: f64, height: f64) -> bool {
    width > MAX_RATIO * height || height > MAX_RATIO * width
}

/// Whether a PNG has a colour profile (iCCP) that decompresses to more than [`MAX_PROFILE`] bytes.
fn has_large_profile(bytes: &[u8]) -> bool {
    const SIGNATURE: usize = 8;
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let data = &after[..length.min(after.len())];
        if &head[4..] == b"iCCP" {
            // The profile follows a name, a zero byte and the compression method.
            let start = data.iter().position(|byte| *byte == 0).map_or(data.len(), |zero| (zero + 2).min(data.len()));
            let unpacked =
                std::io::copy(&mut ZlibDecoder::new(&data[start..]).take(MAX_PROFILE + 1), &mut std::io::sink());
            if unpacked.is_ok_and(|size| size > MAX_PROFILE) {
                return true;
            }
        }
        // Each chunk ends with a four-byte checksum.
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    false
}

/// What messages call a picture.
fn named(image: &str) -> String {
    if image.starts_with("data:") { "in this `data:` URL".into() } else { format!("`{image}`") }
}

/// The error for a rejected image.
fn broken(image: &Spanned<PlainText>, path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let note = match picture_fault(bytes)? {
        PictureFault::TooManyPixels { width, height } => {
            let message = format!("the image {} has {width} × {height} pixels", named(&image.value));
            Diagnostic::error(Code::TooLarge, message).help(format!(
                "scale it down: the limit is {} million pixels, and 1000 × 1300 is enough for a portrait",
                MAX_PIXELS / 1_000_000
            ))
        }
        PictureFault::TooLong => {
            let message = format!("the image {} has an aspect ratio of more than {MAX_RATIO}:1", named(&image.value));
            Diagnostic::error(Code::TooLarge, message).help("crop it")
        }
        PictureFault::LargeProfile => {
            let message = format!(
                "the image {} has a colour profile of more than {} MiB",
                named(&image.value),
                MAX_PROFILE >> 20
            );
            Diagnostic::error(Code::TooLarge, message).help("save it without the profile, or as a JPEG")
        }
        PictureFault::Undecodable => Diagnostic::error(
            Code::InvalidValue,
            format!("the image {} is not a supported picture", named(&image.value)),
        )
        .help("use a PNG, JPEG, GIF, WebP or SVG file, and check that other programs can open it"),
    };
    Some(note.at(image.span).path(path))
}

/// Reads width and height in pixels from the header, without decoding.
fn size(format: ExchangeFormat, bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format.into());
    // With the reader's limits, a large image would have no size.
    reader.no_limits();
    reader.into_dimensions().ok()
}
