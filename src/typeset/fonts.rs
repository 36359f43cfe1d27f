//! The faces a document may use: those of the families that its theme names.
//!
//! No system font is ever looked at, so that the same résumé gives the same pages
//! on every machine.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};
use typst_kit::fonts::FontStore;

use crate::theme::faces;

/// Collects the faces of shipped families, in order.
pub fn store<'a>(families: impl IntoIterator<Item = &'a str>) -> FontStore {
    let mut store = FontStore::new();
    for family in families {
        store.extend(open(family));
    }
    store
}

/// Opens a family once per process: reading what its faces cover takes most of
/// the time that fonts take.
fn open(family: &str) -> Vec<(Font, FontInfo)> {
    static OPEN: LazyLock<Mutex<BTreeMap<String, Vec<Font>>>> = LazyLock::new(Default::default);
    // A thread that panicked while it held the lock left a whole map behind.
    let mut families = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let fonts = families.entry(family.to_owned()).or_insert_with(|| {
        let files = faces(family).map(|(_, bytes)| Bytes::new(bytes));
        files.flat_map(Font::iter).collect()
    });
    fonts.iter().map(|font| (font.clone(), font.info().clone())).collect()
}
