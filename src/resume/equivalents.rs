//! Reads what can be read one way only, as other tools and earlier formats write it.
//!
//! The tree of a file is changed before it is read as a résumé, so that a value has one form from
//! then on. Each change is a warning that shows how to write it.

mod custom;
mod date_words;
mod dates;
mod entries;
mod fields;
mod headings;
mod html;
mod sections;
mod shapes;
mod switched_off;
mod switches;
mod synonyms;
mod values;

pub(crate) use self::html::as_markup;
use super::legacy_keys;
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::yaml::Node;

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// A file of Recto.
    Own,
    /// JSON Resume, which allows additional keys, read for a build.
    JsonResume,
    /// JSON Resume, read for an import, which keeps what is not printed.
    Imported,
}

impl Dialect {
    /// Whether it was written for other tools.
    pub fn is_foreign(self) -> bool {
        self != Dialect::Own
    }
}

/// Replaces what can be read one way only by the form that a résumé has. `languages` are the language files beside
/// it.
pub fn read(root: &mut Node, dialect: Dialect, languages: &[Source], diagnostics: &mut Diagnostics) {
    switches::read(root, diagnostics);
    switched_off::read(root, dialect, diagnostics);
    sections::rename(root, dialect, diagnostics);
    if dialect.is_foreign() {
        entries::drop_empty_keys(root);
    }
    entries::read(root, dialect, diagnostics);
    legacy_keys::rename_all(root, dialect == Dialect::Imported, diagnostics);
    synonyms::rename_all(root, dialect, diagnostics);
    shapes::read_basics(root, dialect, diagnostics);
    shapes::read_bibliography(root, diagnostics);
    entries::drop_empty(root, dialect, diagnostics);
    headings::fill_in(root, diagnostics);
    date_words::read(root, languages, diagnostics);
    if dialect.is_foreign() {
        html::read(root, diagnostics);
        custom::read(root, dialect, diagnostics);
        shapes::read(root, diagnostics);
        dates::read(root, diagnostics);
        values::read(root, dialect, diagnostics);
    }
}
