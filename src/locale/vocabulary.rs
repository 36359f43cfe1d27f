//! The words of all languages by which a document in an unknown language is understood.

use std::sync::LazyLock;

use super::LANGUAGES;
use super::words::Words;
use crate::resume::Section;

/// Words of all languages, as they are written in their files.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The titles of sections.
    pub titles: Vec<(&'static str, Section)>,
    /// The names of months, from 1, in all forms.
    pub months: Vec<(&'static str, u8)>,
    /// The words for an ongoing end.
    pub present: Vec<&'static str>,
    /// The words for the document, such as "Résumé".
    pub documents: Vec<&'static str>,
    /// The labels before values, by field.
    pub labels: Vec<(&'static str, &'static str)>,
}

/// The words of all languages, read on first use.
pub fn vocabulary() -> &'static Vocabulary {
    static READ: LazyLock<Vocabulary> = LazyLock::new(|| {
        let mut all = Vocabulary::default();
        for file in LANGUAGES {
            let Words { months, sections, present, document, labels, .. } = Words::of(file);
            let titles = sections.iter().filter_map(|(key, title)| Some((title.as_str(), Section::find(key)?)));
            all.titles.extend(titles);
            for names in [&months.long, &months.dotted, &months.short, &months.dated] {
                all.months.extend(names.iter().zip(1..).map(|(name, number)| (name.as_str(), number)));
            }
            all.present.push(present);
            all.documents.push(document);
            all.labels.extend(labels.iter().map(|(key, label)| (key.as_str(), label.as_str())));
        }
        all
    });
    &READ
}

/// The title that a language gives to a section; English without a language.
pub fn usual_title(language: Option<&str>, section: Section) -> Option<&'static str> {
    let tag = language.unwrap_or(super::DEFAULT);
    let file = LANGUAGES.iter().find(|file| file.tag == tag)?;
    Words::of(file).sections.get(section.key()).map(String::as_str)
}
