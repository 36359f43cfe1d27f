//! What the entries of all sections have in common, so that rules can loop over all of them.

use super::{
    Award, Certificate, CustomEntry, Date, DateOrPeriod, Degree, Education, End, Highlight, Interest, Language, Moment,
    OWN, Position, Project, Publication, Reference, Resume, Section, Skill, Tags, Volunteer, Work,
};
use crate::source::Spanned;

/// An entry of a section.
pub trait Entry {
    /// The tags; `None` for an entry that cannot have any.
    fn tags(&self) -> Option<&Tags>;

    /// Whether it is left out of every output.
    fn is_hidden(&self) -> bool;

    /// Whether it starts a new page.
    fn starts_page(&self) -> bool {
        false
    }

    /// The date or period.
    fn when(&self) -> When<'_> {
        When::Never
    }

    /// What it is sorted by: its last day, which is far in the future for what is ongoing, and its first.
    /// `None` without a date.
    fn sorting_dates(&self) -> Option<[(u16, u8, u8); 2]> {
        let of_roles = || self.roles().iter().filter_map(|role| role.sorting_dates()).max();
        self.when().sorting_dates().or_else(of_roles)
    }

    /// The positions at an employer, or the degrees at a school.
    fn roles(&self) -> Vec<&dyn Entry> {
        Vec::new()
    }

    /// Changes the positions or degrees, and keeps those for which `keep` returns true.
    fn retain_roles(&mut self, _keep: &mut dyn FnMut(&mut dyn Entry) -> bool) {}

    /// The highlights, mutably; `None` if it cannot have any.
    fn highlights_mut(&mut self) -> Option<&mut Vec<Highlight>> {
        None
    }

    /// Removes what is hidden inside it; returns how many items that is.
    fn drop_hidden(&mut self) -> usize {
        let mut dropped = 0;
        self.retain_roles(&mut |role| {
            let stays = !role.is_hidden();
            dropped += if stays { role.drop_hidden() } else { 1 };
            stays
        });
        dropped + self.highlights_mut().map_or(0, Highlight::drop_hidden)
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
        start: Option<&'a Spanned<Moment>>,
        /// The end, if given.
        end: Option<&'a Spanned<End>>,
        /// Whether the end may be an expected one in the future.
        expected: bool,
    },
    /// On a date.
    On {
        /// The date, if given.
        date: Option<&'a Spanned<DateOrPeriod>>,
        /// What happens on it, as in "is published".
        verb: &'static str,
    },
    /// No date.
    Never,
}

impl When<'_> {
    fn sorting_dates(self) -> Option<[(u16, u8, u8); 2]> {
        const OPEN: (u16, u8, u8) = (u16::MAX, 12, 31);
        match self {
            When::Period { start: None, end: None, .. } | When::On { date: None, .. } | When::Never => None,
            When::Period { start, end, expected } => {
                let first = start.and_then(|start| start.value.earliest());
                let last = match end {
                    Some(end) => end.value.moment().and_then(Moment::latest).unwrap_or(OPEN),
                    None if expected => first.unwrap_or(OPEN),
                    None => OPEN,
                };
                Some([last, first.unwrap_or(last)])
            }
            When::On { date: Some(date), .. } => {
                let last = date.value.latest();
                Some([last, date.value.start().earliest().unwrap_or(last)])
            }
        }
    }

    /// Whether it ended before a date. False if there is no date, or a start without an end.
    pub fn is_over(self, before: Date) -> bool {
        let ended = match self {
            When::Period { end, .. } => end.and_then(|end| end.value.moment()?.latest()),
            When::On { date, .. } => date.map(|date| date.value.latest()),
            When::Never => None,
        };
        ended.is_some_and(|day| day < before.earliest())
    }
}

/// A period that may be ongoing.
fn period<'a>(start: &'a Option<Spanned<Moment>>, end: &'a Option<Spanned<End>>) -> When<'a> {
    When::Period { start: start.as_ref(), end: end.as_ref(), expected: false }
}

/// The methods for fields that all entries have.
macro_rules! shared_fields {
    () => {
        fn tags(&self) -> Option<&Tags> {
            Some(&self.tags)
        }

        fn is_hidden(&self) -> bool {
            self.hidden
        }
    };
}

/// The page break before an entry.
macro_rules! page_break {
    () => {
        fn starts_page(&self) -> bool {
            self.page_break.is_some()
        }
    };
}

impl Entry for Work {
    shared_fields!();
    page_break!();

    fn when(&self) -> When<'_> {
        period(&self.start_date, &self.end_date)
    }

    fn roles(&self) -> Vec<&dyn Entry> {
        self.positions.iter().map(|position| position as &dyn Entry).collect()
    }

    fn retain_roles(&mut self, keep: &mut dyn FnMut(&mut dyn Entry) -> bool) {
        self.positions.retain_mut(|position| keep(position));
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
    shared_fields!();
    page_break!();

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
    shared_fields!();
    page_break!();

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
    shared_fields!();
    page_break!();

    fn when(&self) -> When<'_> {
        When::Period { start: self.start_date.as_ref(), end: self.end_date.as_ref(), expected: true }
    }

    fn roles(&self) -> Vec<&dyn Entry> {
        self.degrees.iter().map(|degree| degree as &dyn Entry).collect()
    }

    fn retain_roles(&mut self, keep: &mut dyn FnMut(&mut dyn Entry) -> bool) {
        self.degrees.retain_mut(|degree| keep(degree));
    }

    fn highlights_mut(&mut self) -> Option<&mut Vec<Highlight>> {
        Some(&mut self.highlights)
    }

    fn collapse(&mut self) {
        self.summary = None;
        self.highlights.clear();
        self.courses.clear();
        self.degrees.iter_mut().for_each(Entry::collapse);
    }
}

impl Entry for Degree {
    shared_fields!();
    page_break!();

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
    shared_fields!();
    page_break!();

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

    fn is_hidden(&self) -> bool {
        self.parts().is_some_and(|parts| parts.hidden)
    }

    fn starts_page(&self) -> bool {
        self.parts().is_some_and(|parts| parts.page_break.is_some())
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
            shared_fields!();
            page_break!();

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
