//! Calendars and figures of a language.

use super::Locale;
use crate::diagnostic::{Code, Diagnostic};
use crate::resume::{Calendar, Date, Era, Moment, Resume, When};
use crate::source::Span;

impl Locale {
    /// Whether dates in a calendar have names in the language. Buddhist years have Gregorian months.
    pub(super) fn names(&self, era: Era) -> bool {
        era != Era::Persian || self.words.calendar == Some(era)
    }

    /// The names of the months in the calendar of a date, which are `names` in the Gregorian one.
    pub(super) fn months_of<'a>(&'a self, date: Date, names: &'a [String]) -> &'a [String] {
        if date.era() == Era::Persian { &self.words.calendar_months } else { names }
    }

    /// A text with the figures of the language.
    pub(super) fn in_figures(&self, text: String) -> String {
        let Some(figures) = &self.words.figures else { return text };
        let figure = |letter: char| letter.to_digit(10).and_then(|value| figures.chars().nth(value as usize));
        text.chars().map(|letter| figure(letter).unwrap_or(letter)).collect()
    }

    /// Warnings about years of a calendar that is not that of the language.
    pub fn foreign_years(&self, resume: &Resume) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut check = |moment: &Moment, span: Span| {
            let Calendar::Date(date) = moment.when else { return };
            let era = date.era();
            if era == Era::Gregorian || self.words.calendar == Some(era) {
                return;
            }
            let message = format!("`{date}` has a year of the {} calendar", era.name());
            let (year, ..) = date.earliest();
            let note = Diagnostic::warning(Code::DateFormat, message).at(span);
            found.push(note.help(format!("write the Gregorian date: that year begins in {year}")));
        };
        for (_, entry) in resume.entries() {
            let roles = entry.roles();
            for when in std::iter::once(entry.when()).chain(roles.iter().map(|role| role.when())) {
                match when {
                    When::Period { start, end, .. } => {
                        start.iter().for_each(|start| check(&start.value, start.span));
                        let end = end.and_then(|end| Some((end.value.moment()?, end.span)));
                        end.into_iter().for_each(|(moment, span)| check(moment, span));
                    }
                    When::On { date: Some(date), .. } => check(date.value.start(), date.span),
                    When::On { date: None, .. } | When::Never => {}
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::locale::DateStyle;
    use crate::locale::tests::locale;
    use crate::source::Source;

    #[test]
    fn years_are_those_of_the_calendar_in_which_they_are_written() {
        let shown =
            |tag: &str, date: &str| locale(tag).unwrap().with_dates(DateStyle::Long).date(date.parse().unwrap());
        assert_eq!(shown("fa", "1398-07"), "مهر ۱۳۹۸");
        assert_eq!(shown("fa", "2019-10"), "اکتبر ۲۰۱۹");
        assert_eq!(shown("th", "2562-10"), "ตุลาคม 2562");
        assert_eq!(shown("bn", "2019-10"), "অক্টোবর ২০১৯");
        // No month of another calendar is named wrongly.
        assert_eq!(shown("en", "1398-07"), "1398-07");
    }

    #[test]
    fn a_year_of_another_calendar_is_reported() {
        let warnings = |language: &str, date: &str| {
            let text = format!("language: {language}\nbasics: {{name: A}}\nwork: [{{name: B, startDate: {date}}}]\n");
            let resume = Resume::read(&Source::new("resume.yaml", text), &mut Diagnostics::new()).unwrap();
            let notes = locale(language).unwrap().foreign_years(&resume);
            notes.into_iter().map(|note| note.message).collect::<Vec<_>>()
        };
        assert_eq!(warnings("en", "1398-07"), ["`1398-07` has a year of the Persian calendar"]);
        assert_eq!(warnings("de", "2562"), ["`2562` has a year of the Buddhist calendar"]);
        assert!(warnings("fa", "1398-07").is_empty() && warnings("th", "2562").is_empty());
        assert!(warnings("th", "2019").is_empty() && warnings("en", "1843").is_empty());
    }
}
