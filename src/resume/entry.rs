//! What the entries of all sections have in common, so that rules can loop over all of them.

use super::{
    Award, Certificate, CustomEntry, Date, Education, End, Highlight, Interest, Language, OWN, Position, Project,
    Publication, Reference, Resume, Section, Skill, Tags, Volunteer, Work,
};
use crate::source::Spanned;

/// An entry of a section.
pub trait Entry {
    /// The tags; `None` for an entry that cannot have any.
    fn tags(&self) -> Option<&Tags>;

    /// The date or period.
    fn when(&self) -> When<'_> {
        When::Never
    }

    /// The positions at the employer.
    fn roles(&self) -> &[Position] {
        &[]
    }

    /// The positions, mutably; `None` if it cannot have any.
    fn roles_mut(&mut self) -> Option<&mut Vec<Position>> {
        None
    }

    /// The highlights, mutably; `None` if it cannot have any.
    fn highlights_mut(&mut self) -> Option<&mut Vec<Highlight>> {
        None
    }

    /// Reduces it to its heading lines: what, where and when.
    fn collapse(&mut self) {}
}

/// The date or period of an entry.
#[derive(Debug, Clone, Copy)]
pub enum When<'a> {
    /// From a start to an end.
    Period {
        /// The start, if given.
        start: Option<&'a Spanned<Date>>,
        /// The end, if given.
        end: Option<&'a Spanned<End>>,
        /// Whether the end may be an expected one in the future.
        expected: bool,
    },
    /// On a date.
    On {
        /// The date, if given.
        date: Option<&'a Spanned<Date>>,
        /// What happens on it, as in "is published".
        verb: &'static str,
    },
    /// No date.
    Never,
}

impl When<'_> {
    /// Whether it ended before a date. False if there is no date, or a start without an end.
    pub fn is_over(self, before: Date) -> bool {
        let ended = match self {
            When::Period { end, .. } => match end.map(|end| end.value) {
                Some(End::On(date)) => Some(date),
                Some(End::Present) | None => None,
            },
            When::On { date, .. } => date.map(|date| date.value),
            When::Never => None,
        };
        ended.is_some_and(|date| date.latest() < before.earliest())
    }
}

/// A period that may be ongoing.
fn period<'a>(start: &'a Option<Spanned<Date>>, end: &'a Option<Spanned<End>>) -> When<'a> {
    When::Period { start: start.as_ref(), end: end.as_ref(), expected: false }
}

impl Entry for Work {
    fn tags(&self) -> Option<&Tags> {
        Some(&self.tags)
    }

    fn when(&self) -> When<'_> {
        period(&self.start_date, &self.end_date)
    }

    fn roles(&self) -> &[Position] {
        &self.positions
    }

    fn roles_mut(&mut self) -> Option<&mut Vec<Position>> {
        Some(&mut self.positions)
    }

    fn highlights_mut(&mut self) -> Option<&mut Vec<Highlight>> {
        Some(&mut self.highlights)
    }

    fn collapse(&mut self) {
        self.description = None;
        self.summary = None;
        self.highlights.clear();
        self.keywords.clear();
        self.positions.iter_mut().for_each(Entry::collapse);
    }
}

impl Entry for Position {
    fn tags(&self) -> Option<&Tags> {
        Some(&self.tags)
    }

    fn when(&self) -> When<'_> {
        period(&self.start_date, &self.end_date)
    }

    fn highlights_mut(&mut self) -> Option<&mut Vec<Highlight>> {
        Some(&mut self.highlights)
    }

    fn collapse(&mut self) {
        self.summary = None;
        self.highlights.clear();
    }
}

impl Entry for Volunteer {
    fn tags(&self) -> Option<&Tags> {
        Some(&self.tags)
    }

    fn when(&self) -> When<'_> {
        period(&self.start_date, &self.end_date)
    }

    fn highlights_mut(&mut self) -> Option<&mut Vec<Highlight>> {
        Some(&mut self.highlights)
    }

    fn collapse(&mut self) {
        self.summary = None;
        self.highlights.clear();
    }
}

impl Entry for Education {
    fn tags(&self) -> Option<&Tags> {
        Some(&self.tags)
    }

    fn when(&self) -> When<'_> {
        When::Period { start: self.start_date.as_ref(), end: self.end_date.as_ref(), expected: true }
    }

    fn highlights_mut(&mut self) -> Option<&mut Vec<Highlight>> {
        Some(&mut self.highlights)
    }

    fn collapse(&mut self) {
        self.summary = None;
        self.highlights.clear();
        self.courses.clear();
    }
}

impl Entry for Project {
    fn tags(&self) -> Option<&Tags> {
        Some(&self.tags)
    }

    fn when(&self) -> When<'_> {
        period(&self.start_date, &self.end_date)
    }

    fn highlights_mut(&mut self) -> Option<&mut Vec<Highlight>> {
        Some(&mut self.highlights)
    }

    fn collapse(&mut self) {
        self.description = None;
        self.summary = None;
        self.highlights.clear();
        self.keywords.clear();
    }
}

impl Entry for CustomEntry {
    fn tags(&self) -> Option<&Tags> {
        self.parts().map(|parts| &parts.tags)
    }

    /// Custom entries may have a date or a period.
    fn when(&self) -> When<'_> {
        match self.parts() {
            None => When::Never,
            Some(parts) if parts.start_date.is_some() || parts.end_date.is_some() => {
                period(&parts.start_date, &parts.end_date)
            }
            Some(parts) => When::On { date: parts.date.as_ref(), verb: "is" },
        }
    }

    fn highlights_mut(&mut self) -> Option<&mut Vec<Highlight>> {
        match self {
            CustomEntry::Line(_) => None,
            CustomEntry::Entry(parts) => Some(&mut parts.highlights),
        }
    }

    fn collapse(&mut self) {
        if let CustomEntry::Entry(parts) = self {
            parts.summary = None;
            parts.highlights.clear();
            parts.keywords.clear();
        }
    }
}

/// One-line entries, with or without a date.
macro_rules! lines {
    ($($type:ty $(, $date:ident $verb:literal)?;)+) => {$(
        impl Entry for $type {
            fn tags(&self) -> Option<&Tags> {
                Some(&self.tags)
            }

            $(fn when(&self) -> When<'_> {
                When::On { date: self.$date.as_ref(), verb: $verb }
            })?
        }
    )+};
}

lines! {
    Award, date "is";
    Certificate, date "is";
    Publication, release_date "is published";
    Skill;
    Language;
    Interest;
    Reference;
}

impl Resume {
    /// All entries with their section keys. Keys of custom sections start with `custom.`.
    pub fn entries(&self) -> impl Iterator<Item = (String, &dyn Entry)> {
        fn of<'a, E: Entry>(
            section: Section,
            entries: &'a [E],
        ) -> impl Iterator<Item = (String, &'a dyn Entry)> + use<'a, E> {
            entries.iter().map(move |entry| (section.key().to_owned(), entry as &dyn Entry))
        }
        let custom = self.custom.iter().flat_map(|(key, section)| {
            section.entries.iter().map(move |entry| (format!("{OWN}{}", key.value), entry as &dyn Entry))
        });
        of(Section::Work, &self.work)
            .chain(of(Section::Volunteer, &self.volunteer))
            .chain(of(Section::Education, &self.education))
            .chain(of(Section::Projects, &self.projects))
            .chain(of(Section::Awards, &self.awards))
            .chain(of(Section::Certificates, &self.certificates))
            .chain(of(Section::Publications, &self.publications))
            .chain(of(Section::Skills, &self.skills))
            .chain(of(Section::Languages, &self.languages))
            .chain(of(Section::Interests, &self.interests))
            .chain(of(Section::References, &self.references))
            .chain(custom)
    }

    /// Changes all entries, and keeps those for which `keep` returns true. Section keys are those
    /// of [`Resume::entries`].
    pub fn retain_entries(&mut self, mut keep: impl FnMut(&str, &mut dyn Entry) -> bool) {
        macro_rules! retain {
            ($($section:ident $field:ident),+) => {
                $(self.$field.retain_mut(|entry| keep(Section::$section.key(), entry));)+
            };
        }
        retain!(
            Work work, Volunteer volunteer, Education education, Projects projects, Awards awards,
            Certificates certificates, Publications publications, Skills skills, Languages languages,
            Interests interests, References references
        );
        let keys: Vec<String> = self.custom.keys().map(|key| format!("{OWN}{key}")).collect();
        for (section, key) in self.custom.values_mut().zip(&keys) {
            section.entries.retain_mut(|entry| keep(key, entry));
        }
    }

    /// Changes all entries.
    pub fn change_entries(&mut self, mut change: impl FnMut(&str, &mut dyn Entry)) {
        self.retain_entries(|section, entry| {
            change(section, entry);
            true
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::Source;

    const EVERY_KEY: &str = include_str!("../../tests/corpus/every_key.yaml");

    #[test]
    fn every_section_that_has_entries_is_walked() {
        let source = Source::new("resume.yaml", EVERY_KEY);
        let mut resume = Resume::read(&source, &mut Diagnostics::new()).unwrap();
        let walked: std::collections::BTreeSet<String> = resume.entries().map(|(section, _)| section).collect();
        for section in Section::ALL.into_iter().filter(|section| *section != Section::Summary) {
            assert!(resume.has(section) && walked.contains(section.key()), "{} is not walked", section.key());
        }
        assert!(walked.contains("custom.talks"));
        let count = resume.entries().count();
        let mut changed = 0;
        resume.change_entries(|_, _| changed += 1);
        assert_eq!((changed, resume.entries().count()), (count, count));
        resume.retain_entries(|_, _| false);
        assert_eq!(resume.entries().count(), 0);
    }
}
