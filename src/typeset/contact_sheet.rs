//! Sheets of page images, each with a name below it.

use std::borrow::Cow;

use typst::foundations::{Array, Bytes, Dict, IntoValue, dict};
use typst_layout::PagedDocument;

use super::world::{RectoWorld, Work};
use super::{Document, Fonts, fonts, reports};
use crate::diagnostic::{Diagnostics, Result};
use crate::theme::{CODE, Files, Theme, Themes};

/// Typesets one image at least as large as any theme does, to measure how long it takes.
///
/// # Errors
/// If it is not a valid image.
pub fn trial_sheet(picture: Vec<u8>, diagnostics: &mut Diagnostics) -> Result<Document> {
    let code = include_bytes!("trial-sheet.typ").as_slice();
    let data = |family: &str| dict! { "font" => family, "picture" => Bytes::new(picture.clone()) };
    sheet(code, data, diagnostics)
}

/// Typesets images (PNG) in rows, each with its name.
///
/// # Errors
/// If one of them is not a valid image.
pub fn contact_sheet(pictures: &[(String, Vec<u8>)], diagnostics: &mut Diagnostics) -> Result<Document> {
    let page = |(name, bytes): &(String, Vec<u8>)| {
        dict! { "name" => name.as_str(), "bytes" => Bytes::new(bytes.clone()) }.into_value()
    };
    let data = |family: &str| dict! { "font" => family, "pages" => pictures.iter().map(page).collect::<Array>() };
    sheet(include_bytes!("contact-sheet.typ"), data, diagnostics)
}

/// Compiles a built-in sheet; `data` returns its inputs, given the font family.
fn sheet(code: &'static [u8], data: impl Fn(&str) -> Dict, diagnostics: &mut Diagnostics) -> Result<Document> {
    let manifest = Themes::builtin().default_theme(diagnostics)?.manifest;
    let files = Files::from([(CODE.to_owned(), Cow::Borrowed(code))]);
    let family = manifest.fonts[0].clone();
    let store = fonts::store(&[], &[(family.as_str(), None)], &Fonts::shipped(), diagnostics)?;
    let theme = Theme { origin: "sheet".into(), manifest, files };
    let world = RectoWorld::new(&theme, Work::Resume, data(&family), Dict::new(), Array::new(), store);
    match typst::compile::<PagedDocument>(&world).output {
        Ok(pages) => Ok(Document { pages, world }),
        Err(errors) => Err(reports::fail(errors, &world, diagnostics)),
    }
}
