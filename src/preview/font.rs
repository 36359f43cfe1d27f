//! The font families that a theme may be set in, with a face of each for samples.

use recto::typeset::{FaceFile, Fonts, font_families, regular_face};
use serde_json::json;

use super::response::Response;
use crate::cli::project::assets::read_regular;

/// The largest font file that is sent, in bytes.
const MAX_FONT: u64 = 32 << 20;

/// The names of all families.
pub fn families(fonts: &Fonts) -> Response {
    let names: Vec<String> = font_families(fonts).into_iter().map(|family| family.name).collect();
    Response::json(&json!({ "families": names }))
}

/// The regular face of a family, as a font file.
pub fn face(fonts: &Fonts, family: &str) -> Response {
    let bytes = match regular_face(fonts, family) {
        Some(FaceFile::Bundled(bytes)) => Some(bytes.to_vec()),
        Some(FaceFile::Installed(path)) => read_regular(&path, MAX_FONT).ok(),
        None => None,
    };
    bytes.map_or_else(|| Response::refusal(404, "there is no such font"), |bytes| Response::of("font/sfnt", bytes))
}
