//! Calendar dates as exact as the writer knows them.

use std::fmt;
use std::str::FromStr;

use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// A year, with a month and a day if they are known (ISO 8601 calendar dates of
/// reduced precision, as in JSON Resume).
///
/// Two dates of different precision have no order: ask for [`earliest`] and
/// [`latest`].
///
/// [`earliest`]: Date::earliest
/// [`latest`]: Date::latest
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// When something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// On a date.
    On(Date),
    /// Not yet.
    Present,
}

/// The forms a date can have, for messages.
const FORMS: &str = "write `2019`, `2019-10` or `2019-10-06`";

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

    /// The first day it may mean, as year, month and day.
    pub fn earliest(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it may mean, as year, month and day.
    pub fn latest(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or(days_in(self.year, month)))
    }
}

impl FromStr for Date {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let not_a_date = || Problem::new(format!("`{text}` is not a date")).help(FORMS);
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if parts.len() > 3
            || !parts.iter().all(digits)
            || parts[0].len() != 4
            || parts[1..].iter().any(|part| part.len() > 2)
        {
            return Err(not_a_date());
        }
        let numbers: Vec<u16> = parts.iter().map_while(|part| part.parse().ok()).collect();
        let year = numbers[0];
        if !(1000..3000).contains(&year) {
            return Err(Problem::new(format!("there is no year `{year}` in a career")).help(FORMS));
        }
        let month = numbers.get(1).map(|&month| month as u8);
        if let Some(month) = month.filter(|month| !(1..=12).contains(month)) {
            return Err(Problem::new(format!("there is no month `{month:02}`")).help("months go from `01` to `12`"));
        }
        let day = numbers.get(2).map(|&day| day as u8);
        let date = Date { year, month, day };
        if let (Some(day), Some(month)) = (day, month)
            && !(1..=days_in(year, month)).contains(&day)
        {
            let days = days_in(year, month);
            return Err(Problem::new(format!("there is no day `{day:02}` in this month"))
                .help(format!("the month has {days} days")));
        }
        if date.to_string() != text {
            return Err(not_a_date().help("months and days have two digits").replacement(date.to_string()));
        }
        Ok(date)
    }
}

impl FromStr for End {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        if text.eq_ignore_ascii_case("present") {
            return Ok(End::Present);
        }
        text.parse().map(End::On).map_err(|problem: Problem| match problem.help.as_deref() {
            Some(FORMS) => problem.help(format!("{FORMS}, or `present` for what goes on")),
            _ => problem,
        })
    }
}

impl Scalar for Date {
    const EXAMPLE: &'static str = "2019-10";
}

impl Scalar for End {
    const EXAMPLE: &'static str = "present";
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            End::On(date) => date.fmt(f),
            End::Present => f.write_str("present"),
        }
    }
}

serde_scalars!(Date, End);

/// Length of a month in the Gregorian calendar.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
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
        assert_eq!(message("2019-13"), "there is no month `13`");
        assert_eq!(message("2019-02-29"), "there is no day `29` in this month");
        assert_eq!(message("Summer 2019"), "`Summer 2019` is not a date");
        assert_eq!(message("06/2020"), "`06/2020` is not a date");
        assert_eq!(message("0019"), "there is no year `19` in a career");
        assert_eq!("2019-1".parse::<Date>().unwrap_err().replacement.as_deref(), Some("2019-01"));
    }

    #[test]
    fn a_vague_date_spans_all_it_may_mean() {
        let year: Date = "2019".parse().unwrap();
        assert_eq!((year.earliest(), year.latest()), ((2019, 1, 1), (2019, 12, 31)));
        let month: Date = "2020-02".parse().unwrap();
        assert_eq!(month.latest(), (2020, 2, 29));
    }

    #[test]
    fn present_is_read_in_any_case() {
        assert_eq!("Present".parse::<End>().unwrap(), End::Present);
        assert!("2019-10 or so".parse::<End>().unwrap_err().help.unwrap().contains("`present`"));
    }
}
