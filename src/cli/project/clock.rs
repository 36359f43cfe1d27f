//! The date on which the program runs.

use std::time::SystemTime;

use chrono::{DateTime, Datelike, Local, NaiveDate};
use recto::resume::Date;

/// Today in the local time zone, or the day that `SOURCE_DATE_EPOCH` says is today.
pub fn today() -> Option<Date> {
    fixed().or_else(|| date(Local::now().date_naive()))
}

/// The day that `SOURCE_DATE_EPOCH` says is today, in UTC (<https://reproducible-builds.org/specs/source-date-epoch/>).
pub fn fixed() -> Option<Date> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
    date(DateTime::from_timestamp(seconds, 0)?.date_naive())
}

/// The day on which something happened, in the local time zone.
pub fn day_of(time: SystemTime) -> Option<Date> {
    date(DateTime::<Local>::from(time).date_naive())
}

fn date(date: NaiveDate) -> Option<Date> {
    Date::new(u16::try_from(date.year()).ok()?, Some(date.month() as u8), Some(date.day() as u8)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        let shown = |seconds| date(DateTime::from_timestamp(seconds, 0).unwrap().date_naive()).unwrap().to_string();
        assert_eq!([shown(0), shown(951_782_400), shown(1_795_392_000)], ["1970-01-01", "2000-02-29", "2026-11-23"]);
    }
}
