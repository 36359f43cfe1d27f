//! The finished pages of a document. Who lays out similar documents again and again remembers those of the last one: a page
//! that is laid out as before need not be finished and checked again.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use typst::layout::Frame;
use typst::utils::hash128;
use typst_layout::{Page, PagedDocument};

use super::finish::finish;
use super::glyphs::Faults;

/// The pages of the last document.
#[derive(Default)]
pub struct FinishedPages {
    /// By a hash of the pages before they were finished.
    pages: Mutex<HashMap<u128, FinishedPage>>,
}

/// A page, and what was found on it.
#[derive(Clone)]
struct FinishedPage {
    frame: Frame,
    faults: Faults,
}

impl FinishedPage {
    fn new(page: &Page, is_first: bool) -> FinishedPage {
        FinishedPage { frame: finish(page, is_first), faults: Faults::of(&page.frame) }
    }
}

impl FinishedPages {
    /// The pages of a document; all others are forgotten.
    fn of(&self, document: &PagedDocument) -> Vec<FinishedPage> {
        // Poisoning is ignored: the pages are replaced as a whole.
        let mut last = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let keyed = document.pages().iter().enumerate().map(|(index, page)| {
            let key = hash128(&(index == 0, page));
            (key, last.get(&key).cloned().unwrap_or_else(|| FinishedPage::new(page, index == 0)))
        });
        let keyed: Vec<(u128, FinishedPage)> = keyed.collect();
        *last = keyed.iter().cloned().collect();
        keyed.into_iter().map(|(_, page)| page).collect()
    }
}

impl fmt::Debug for FinishedPages {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("FinishedPages").finish_non_exhaustive()
    }
}

/// The finished document, and what was found on its pages.
pub fn finished(document: &PagedDocument, remembered: Option<&FinishedPages>) -> (PagedDocument, Faults) {
    let pages = document.pages().iter();
    let finished = match remembered {
        Some(remembered) => remembered.of(document),
        // To look them up takes a hash of each page.
        None => pages.clone().enumerate().map(|(index, page)| FinishedPage::new(page, index == 0)).collect(),
    };
    let mut faults = Faults::default();
    let pages = pages.zip(finished).map(|(page, finished)| {
        faults.add(&finished.faults);
        Page { frame: finished.frame, ..page.clone() }
    });
    (PagedDocument::new(pages.collect(), typst::model::Document::info(document).clone()), faults)
}
