//! The day on which the program runs.

use std::time::{SystemTime, UNIX_EPOCH};

use recto::resume::Date;

/// Today (UTC), or the day that `SOURCE_DATE_EPOCH` says is today.
pub fn today() -> Option<Date> {
    fixed().or_else(|| day_of(SystemTime::now()))
}

/// The day that `SOURCE_DATE_EPOCH` says is today
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
pub fn fixed() -> Option<Date> {
    let seconds: u64 = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
    date(seconds / (24 * 60 * 60))
}

/// The day (UTC) on which something happened.
pub fn day_of(time: SystemTime) -> Option<Date> {
    date(time.duration_since(UNIX_EPOCH).ok()?.as_secs() / (24 * 60 * 60))
}

/// The date of a day counted from 1970-01-01, year by year and month by month.
fn date(mut days: u64) -> Option<Date> {
    const LAST: u64 = 366 * 1000;
    if days > LAST {
        return None;
    }
    let leap = |year: u16| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    Date::new(year, Some(month as u8 + 1), Some(days as u8 + 1)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through_leap_years() {
        let shown = |days| date(days).unwrap().to_string();
        assert_eq!(
            [shown(0), shown(31 + 28), shown(11_016), shown(20_780)],
            ["1970-01-01", "1970-03-01", "2000-02-29", "2026-11-23"]
        );
        assert_eq!(date(u64::MAX / 86_400), None);
    }
}
