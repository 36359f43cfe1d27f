//! Calendar dates of year, month or day precision.

use std::fmt;

use super::Era;
use crate::diagnostic::Code;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// A year with an optional month and day (ISO 8601 calendar dates of reduced precision, as in
/// JSON Resume).
///
/// Dates of different precision have no order: compare [`earliest`] and [`latest`].
///
/// [`earliest`]: Date::earliest
/// [`latest`]: Date::latest
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// The accepted forms of a date, for messages.
pub(super) const FORMS: &str = "write `2019`, `2019-10` or `2019-10-06`";

impl Date {
    /// The year, from 1000 to 2999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1 to 12, if known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, from 1, if known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day that it may refer to, as year, month and day.
    pub fn earliest(self) -> (u16, u8, u8) {
        self.era().gregorian((self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)))
    }

    /// The last day that it may refer to, as year, month and day.
    pub fn latest(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        let last = match self.era() {
            // Up to the beginning of the next month.
            Era::Persian => 30,
            Era::Gregorian | Era::Buddhist => days_in(self.year, month),
        };
        self.era().gregorian((self.year, month, self.day.unwrap_or(last)))
    }
}

impl Date {
    /// Creates a date, if it exists in the calendar.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Date, Problem> {
        if !(1000..3000).contains(&year) {
            return Err(Problem::new(format!("year `{year}` is out of range (1000–2999)")).help(FORMS));
        }
        if let Some(month) = month.filter(|month| !(1..=12).contains(month)) {
            return Err(Problem::new(format!("invalid month `{month:02}`")).help("use a month from `01` to `12`"));
        }
        if let (Some(day), Some(month)) = (day, month)
            && !(1..=days_in(year, month)).contains(&day)
        {
            let days = days_in(year, month);
            return Err(Problem::new(format!("invalid day `{day:02}`")).help(format!("this month has {days} days")));
        }
        Ok(Date { year, month, day })
    }
}

impl Scalar for Date {
    const NAME: &'static str = "date";
    const FORM: &'static str = "Format: `2019`, `2019-10` or `2019-10-06`.";
    const EXAMPLE: &'static str = "2019-10";
    const PATTERN: Option<&'static str> = Some("^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$");
    const TYPES: &'static [&'static str] = &["string", "integer"];

    fn remarks(&self, written: &str) -> Vec<Problem> {
        remark(written, &self.to_string())
    }
}

/// The warning for a date that is not written in the standard form.
fn remark(written: &str, read: &str) -> Vec<Problem> {
    let problem = || Problem::of(Code::DateFormat, format!("`{written}` is read as `{read}`")).warning();
    (written != read).then(|| problem().help("use the standard form").replacement(read)).into_iter().collect()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

serde_scalars!(Date);

/// The most days that a month has.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1..=6 if Era::of(year) == Era::Persian => 31,
        _ if Era::of(year) == Era::Persian => 30,
        2 if Era::of(year) == Era::Buddhist => 29,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        text.parse::<Date>().unwrap_err().message
    }

    #[test]
    fn a_date_is_printed_as_it_was_written() {
        for text in ["2019", "2019-10", "2019-10-06", "2020-02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_told_apart() {
        assert_eq!(message("2019-13"), "invalid month `13`");
        assert_eq!(message("2019-02-29"), "invalid day `29`");
        assert_eq!(message("Summer 2019"), "`Summer 2019` is not a date");
        assert_eq!(message("0019"), "year `19` is out of range (1000–2999)");
        assert_eq!(message("2019-10-06-01"), "`2019-10-06-01` is not a date");
    }

    #[test]
    fn a_vague_date_spans_all_it_may_mean() {
        let year: Date = "2019".parse().unwrap();
        assert_eq!((year.earliest(), year.latest()), ((2019, 1, 1), (2019, 12, 31)));
        let month: Date = "2020-02".parse().unwrap();
        assert_eq!(month.latest(), (2020, 2, 29));
    }

    #[test]
    fn what_is_read_otherwise_than_written_is_remarked_on() {
        let remarks = |text: &str| text.parse::<Date>().unwrap().remarks(text);
        assert!(remarks("2019-01").is_empty());
        assert_eq!(remarks("2019-1")[0].replacement.as_deref(), Some("2019-01"));
        assert_eq!(remarks("August 2025")[0].message, "`August 2025` is read as `2025-08`");
    }
}
