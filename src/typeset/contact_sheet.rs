//! Pictures of pages side by side, with a name below each.

use std::borrow::Cow;

use typst::foundations::{Array, Bytes, Dict, IntoValue, dict};
use typst_layout::PagedDocument;

use super::world::{RectoWorld, Work};
use super::{Document, Fonts, fonts, reports};
use crate::diagnostic::{Diagnostics, Result};
use crate::theme::{CODE, Files, Theme, Themes};

/// Sets pictures (PNG) in rows, each with its name.
///
/// # Errors
/// If one of them is no picture.
pub fn contact_sheet(pictures: &[(String, Vec<u8>)], notes: &mut Diagnostics) -> Result<Document> {
    let manifest = Themes::builtin().default_theme(notes)?.manifest;
    let code = Cow::Borrowed(include_bytes!("contact-sheet.typ").as_slice());
    let files = Files::from([(CODE.to_owned(), code)]);
    let family = manifest.fonts[0].clone();
    let store = fonts::store(&[(family.as_str(), None)], &Fonts::shipped(), notes)?;
    let page = |(name, bytes): &(String, Vec<u8>)| {
        dict! { "name" => name.as_str(), "bytes" => Bytes::new(bytes.clone()) }.into_value()
    };
    let data = dict! { "font" => family.as_str(), "pages" => pictures.iter().map(page).collect::<Array>() };
    let theme = Theme { origin: "contact sheet".into(), manifest, files };
    let world = RectoWorld::new(&theme, Work::Resume, data, Dict::new(), Array::new(), store);
    match typst::compile::<PagedDocument>(&world).output {
        Ok(pages) => Ok(Document { pages, world }),
        Err(errors) => Err(reports::fail(errors, &world, notes)),
    }
}
