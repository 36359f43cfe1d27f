//! Résumé × language × content options → [`Document`]: the content of every output, typed, in reading
//! order, and without layout.
//!
//! Everything that depends on the language is resolved here: dates, titles, labels, separators,
//! quotation marks. Every piece of text is a [`Field`] with its key and its location in the file, so
//! each output is a walk over fields, and none needs a list of keys.

mod dates;
mod document;
mod emphasis;
mod entries;
mod field;
mod header;
mod letter;
mod name_parts;
mod own_name;
mod passages;
mod pattern;
mod publication;
mod quotes;
mod sections;
mod unbroken;
mod word_at;
mod writer;

pub use self::dates::DatePrecision;
pub use self::document::{
    Block, Body, Bullet, Closing, Contact, ContactKind, Dates, Document, Entry, Fact, Group, Header, Letter, Line,
    Metadata, Organization, Photo, Section, SectionGroup, SectionKind,
};
pub use self::field::{ExpectedText, Field, Inline, TextRole, plain};
pub use self::name_parts::NameParts;
pub(crate) use self::own_name::OwnName;
pub use self::passages::Passage;
pub(crate) use self::unbroken::{
    last_item as unbroken_last_item, parts as unbroken_parts, parts_to_end as unbroken_parts_to_end,
};
pub(crate) use self::word_at::word_span;
use self::writer::Writer;
use crate::diagnostic::Diagnostics;
use crate::locale::{DateStyle, Locale, Paper};
use crate::resume::{Resume, Section as ResumeSection};
use crate::theme::{AUTO, OptionValue, Options, Theme};

/// The theme options that affect content rather than layout.
#[derive(Debug, Clone)]
pub struct ContentOptions {
    /// The section order when the résumé does not set one.
    pub sections: Vec<ResumeSection>,
    /// Whether the role or degree comes before the organization.
    pub role_first: bool,
    /// Whether locations are printed.
    pub locations: bool,
    /// The date format; by default, that of the language.
    pub dates: Option<DateStyle>,
    /// How exact dates are.
    pub date_precision: DatePrecision,
    /// Whether a range of months within a year names the year once.
    pub compact_ranges: bool,
    /// Whether ranges have their duration.
    pub durations: bool,
    /// The paper size; by default, that of the region.
    pub paper: Option<Paper>,
}

/// The options that affect nothing but the content.
pub(crate) const CONTENT_OPTIONS: &[&str] = &["datePrecision", "dateRange", "durations"];

impl ContentOptions {
    /// The options without a theme.
    pub(crate) fn plain() -> ContentOptions {
        ContentOptions {
            sections: Vec::new(),
            role_first: false,
            locations: true,
            dates: None,
            date_precision: DatePrecision::Auto,
            compact_ranges: false,
            durations: false,
            paper: None,
        }
    }

    /// Extracts the content options from a theme's options.
    pub fn new(theme: &Theme, options: &Options) -> ContentOptions {
        let text = |name: &str| match options.get(name) {
            Some(OptionValue::Text(text)) if text != AUTO => Some(text.as_str()),
            _ => None,
        };
        ContentOptions {
            sections: theme.manifest.sections.clone(),
            role_first: text("entryOrder") == Some("role-first"),
            locations: !matches!(options.get("locations"), Some(OptionValue::Boolean(false))),
            dates: text("dateFormat").and_then(DateStyle::named),
            date_precision: text("datePrecision").and_then(DatePrecision::named).unwrap_or(DatePrecision::Auto),
            compact_ranges: text("dateRange") == Some("compact"),
            durations: matches!(options.get("durations"), Some(OptionValue::Boolean(true))),
            paper: text("paper").and_then(Paper::named),
        }
    }
}

/// The keys of the sections that a résumé prints in a theme, in order; sections without entries are left out.
pub fn section_keys(resume: &Resume, theme: &Theme) -> Vec<String> {
    sections::section_keys(resume, &theme.manifest.sections)
}

/// The keys of all sections of the format, in the order of a theme.
pub fn section_order(theme: &Theme) -> Vec<&'static str> {
    sections::section_order(&theme.manifest.sections)
}

/// The texts of a résumé, in its own section order or that of the format.
pub fn passages(resume: &Resume) -> Vec<Passage> {
    without_theme(resume).map_or_else(Vec::new, |document| document.passages())
}

/// Those of the terms that `emphasize` with all of them would make strong somewhere in a résumé.
pub fn emphasized(resume: &Resume, terms: &[String]) -> Vec<String> {
    let mut bare = resume.clone();
    bare.emphasize.clear();
    let Some(mut document) = without_theme(&bare) else { return Vec::new() };
    emphasis::emphasize(&mut document, terms).into_iter().map(|index| terms[index].clone()).collect()
}

/// A résumé in its own section order or that of the format; `None` if its language is not supported.
pub(crate) fn without_theme(resume: &Resume) -> Option<Document> {
    let mut quiet = Diagnostics::new();
    let locale = Locale::of(resume, &mut quiet).or_else(|_| Locale::find(None, &mut quiet));
    Some(present(resume, &locale.ok()?, &ContentOptions::plain()))
}

/// Presents a résumé and its letter in a language.
pub fn present(resume: &Resume, locale: &Locale, options: &ContentOptions) -> Document {
    let locale = match options.dates {
        Some(style) => locale.clone().with_dates(style),
        None => locale.clone(),
    };
    let writer = Writer { locale: &locale, options, today: resume.today() };
    let mut document = Document {
        meta: header::metadata(resume, &writer),
        header: header::header(&resume.basics, &writer),
        sections: sections::sections(resume, &writer),
        closing: resume.closing.as_ref().map(|closing| letter::closing(closing, resume, &writer)),
        letter: resume.letter.as_ref().map(|letter| letter::letter(letter, resume, &writer)),
    };
    let terms: Vec<String> = resume.emphasize.iter().map(|term| term.to_string()).collect();
    emphasis::emphasize(&mut document, &terms);
    document
}
