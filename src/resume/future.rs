//! What is said to have happened on a day that is yet to come.

use super::{CustomEntry, Date, End, Resume};
use crate::diagnostic::{Diagnostic, Diagnostics, Id};
use crate::source::{Span, Spanned};

impl Resume {
    /// Warns of dates after `today`: a slip in a year is easily made and hard to
    /// see. An education may end in the future, as one that is expected to.
    pub fn warn_of_future(&self, today: Date, notes: &mut Diagnostics) {
        let mut found: Vec<(Spanned<Date>, &str)> = Vec::new();
        let mut start = |date: &Option<Spanned<Date>>, what| found.extend(date.clone().map(|date| (date, what)));
        for entry in &self.work {
            start(&entry.start_date, "begins");
            entry.positions.iter().for_each(|position| start(&position.start_date, "begins"));
        }
        self.volunteer.iter().for_each(|entry| start(&entry.start_date, "begins"));
        self.education.iter().for_each(|entry| start(&entry.start_date, "begins"));
        self.projects.iter().for_each(|entry| start(&entry.start_date, "begins"));
        self.awards.iter().for_each(|entry| start(&entry.date, "is"));
        self.certificates.iter().for_each(|entry| start(&entry.date, "is"));
        self.publications.iter().for_each(|entry| start(&entry.release_date, "comes out"));
        let mut ends: Vec<&Option<Spanned<End>>> = Vec::new();
        for entry in &self.work {
            ends.push(&entry.end_date);
            ends.extend(entry.positions.iter().map(|position| &position.end_date));
        }
        ends.extend(self.volunteer.iter().map(|entry| &entry.end_date));
        ends.extend(self.projects.iter().map(|entry| &entry.end_date));
        for parts in self.custom.iter().flat_map(|(_, section)| &section.entries).filter_map(CustomEntry::parts) {
            start(&parts.date, "is");
            start(&parts.start_date, "begins");
            ends.push(&parts.end_date);
        }
        found.extend(ends.into_iter().flatten().filter_map(|end| match end.value {
            End::On(date) => Some((Spanned { value: date, span: end.span }, "ends")),
            End::Present => None,
        }));
        let note = |(Spanned { value, span }, what): (Spanned<Date>, &str)| future(value, span, what);
        found
            .into_iter()
            .filter(|(date, _)| date.value.earliest() > today.latest())
            .map(note)
            .for_each(|note| notes.push(note));
    }
}

fn future(date: Date, span: Span, what: &str) -> Diagnostic {
    let note = Diagnostic::warning(Id::FutureDate, format!("this {what} in the future, in `{date}`")).at(span);
    note.help("see whether the year is right; if it is, leave it")
}
