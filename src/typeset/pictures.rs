//! Pictures looked at before they are set, so that a broken one is reported where
//! the résumé names it.

use std::io::{Cursor, Read};

use flate2::read::ZlibDecoder;
use image::ImageReader;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use super::Pictures;
use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result};
use crate::resume::{Resume, Text};
use crate::source::Spanned;

/// Pixels of a picture, at most: what the largest sensors of phones have. A header of a few
/// bytes may promise any number of them, and each takes up to eight bytes of memory.
const MAX_PIXELS: u64 = 50_000_000;

/// How many times as wide as high a picture may be, or as high as wide. Themes set its height, and
/// what hangs off the page is drawn as well.
const MAX_RATIO: f64 = 10.0;

/// Bytes of the colour profile in a PNG, at most, when it is unpacked. Real ones have a few
/// thousand, and a file of one megabyte may hold a profile of one thousand.
const MAX_PROFILE: u64 = 4 << 20;

/// How files compressed by gzip begin (RFC 1952). A compressed SVG may grow without end.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Whether a picture is not made of pixels: an SVG, or no picture at all.
pub fn is_drawing(bytes: &[u8]) -> bool {
    ExchangeFormat::detect(bytes).is_none()
}

/// Notes pictures that cannot be decoded, or have too many pixels. Typst keeps what it decodes, so that
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

/// What a file with a picture is.
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
    /// Scalable Vector Graphics, not compressed.
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

    /// How its files end.
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

/// What a picture is, told by its first bytes; `None` if it is none that can be set.
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

/// Why a picture cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureFault {
    /// It has more pixels than are read.
    TooManyPixels {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// It is far wider than high, or far higher than wide.
    TooLong,
    /// Its colour profile is larger than any.
    LargeProfile,
    /// It is broken, or of another format.
    Undecodable,
}

/// Why a picture cannot be set, if it cannot. Typst keeps what it decodes, so that setting the
/// picture later costs nothing more.
///
/// Pixels are counted before any is decoded. A drawing (SVG) is parsed, and nothing else: how long
/// it takes to draw nobody knows before, so drawings of strangers belong into a process of their own.
pub fn picture_fault(bytes: &[u8]) -> Option<PictureFault> {
    let decoded = match ExchangeFormat::detect(bytes) {
        Some(format) => {
            if format == ExchangeFormat::Png && has_large_profile(bytes) {
                return Some(PictureFault::LargeProfile);
            }
            // Without a size that can be read nothing is decoded.
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

/// Whether a PNG has a compressed colour profile (iCCP) that unpacks to more than any has.
fn has_large_profile(bytes: &[u8]) -> bool {
    const SIGNATURE: usize = 8;
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let data = &after[..length.min(after.len())];
        if &head[4..] == b"iCCP" {
            // A name, a zero, and the method of compression come before the profile.
            let start = data.iter().position(|byte| *byte == 0).map_or(data.len(), |zero| (zero + 2).min(data.len()));
            let unpacked =
                std::io::copy(&mut ZlibDecoder::new(&data[start..]).take(MAX_PROFILE + 1), &mut std::io::sink());
            if unpacked.is_ok_and(|size| size > MAX_PROFILE) {
                return true;
            }
        }
        // Each part ends with a check of four bytes.
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    false
}

/// What is to be said of a picture that cannot be set.
fn broken(image: &Spanned<Text>, path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let note = match picture_fault(bytes)? {
        PictureFault::TooManyPixels { width, height } => {
            let message = format!("the picture `{}` has {width} × {height} pixels", image.value);
            Diagnostic::error(Id::TooLarge, message).help(format!(
                "scale it down: at most {} million pixels are read, and a portrait needs no more than 1000 × 1300",
                MAX_PIXELS / 1_000_000
            ))
        }
        PictureFault::TooLong => {
            let message =
                format!("the picture `{}` is more than {MAX_RATIO} times as long as it is broad", image.value);
            Diagnostic::error(Id::TooLarge, message).help("cut away what is empty")
        }
        PictureFault::LargeProfile => {
            let message =
                format!("the picture `{}` has a colour profile of more than {} MiB", image.value, MAX_PROFILE >> 20);
            Diagnostic::error(Id::TooLarge, message).help("save it without the profile, or as a JPEG")
        }
        PictureFault::Undecodable => {
            Diagnostic::error(Id::BadValue, format!("`{}` is not a picture that can be set", image.value))
                .help("use a PNG, JPEG, GIF, WebP or SVG file that other programs can open")
        }
    };
    Some(note.at(image.span).path(path))
}

/// Width and height in pixels, as the header says; nothing is decoded.
fn size(format: ExchangeFormat, bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format.into());
    // The limits of the reader would turn a large size into none.
    reader.no_limits();
    reader.into_dimensions().ok()
}
