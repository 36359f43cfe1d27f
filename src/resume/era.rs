//! The calendars in which years of a career are written.

use super::Date;

/// A calendar, told by the number of the year: a career is of our time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Era {
    /// The Gregorian calendar.
    Gregorian,
    /// The Solar Hijri calendar of Iran and Afghanistan, whose year begins in March.
    Persian,
    /// The Thai solar calendar: Gregorian months, and years from the Buddhist era.
    Buddhist,
}

impl Era {
    /// The calendar of a year: Persian years are those from 1941 to 2051, Buddhist ones from 1937 to 2057.
    pub fn of(year: u16) -> Era {
        match year {
            1320..=1430 => Era::Persian,
            2480..=2600 => Era::Buddhist,
            _ => Era::Gregorian,
        }
    }

    /// The years between a year of the calendar and the Gregorian year in which it begins.
    fn offset(self) -> i32 {
        match self {
            Era::Gregorian => 0,
            Era::Persian => 621,
            Era::Buddhist => -543,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Era::Gregorian => "Gregorian",
            Era::Persian => "Persian",
            Era::Buddhist => "Buddhist",
        }
    }

    /// The Gregorian day of a day in the calendar, as year, month and day; a Persian one may be a day off.
    pub(super) fn gregorian(self, (year, month, day): (u16, u8, u8)) -> (u16, u8, u8) {
        let year = u16::try_from(i32::from(year) + self.offset()).unwrap_or(year);
        if self != Era::Persian {
            return (year, month, day);
        }
        // The first day of Farvardin is 21 March.
        let (month, day) = if day <= 10 { (month + 2, day + 20) } else { (month + 3, day - 10) };
        if month > 12 { (year + 1, month - 12, day) } else { (year, month, day) }
    }
}

impl Date {
    /// The calendar of its year.
    pub fn era(self) -> Era {
        Era::of(self.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> [(u16, u8, u8); 2] {
        let date: Date = text.parse().unwrap();
        [date.earliest(), date.latest()]
    }

    #[test]
    fn days_of_other_calendars_are_in_order_with_gregorian_ones() {
        assert_eq!(days("1398-07"), [(2019, 9, 21), (2019, 10, 20)]);
        assert_eq!(days("1398"), [(2019, 3, 21), (2020, 3, 20)]);
        assert_eq!(days("1398-11-22"), [(2020, 2, 12); 2]);
        assert_eq!(days("2562-10"), [(2019, 10, 1), (2019, 10, 31)]);
        assert_eq!(days("2019"), [(2019, 1, 1), (2019, 12, 31)]);
        // The second month of the Persian year has 31 days.
        assert!("1398-02-31".parse::<Date>().is_ok() && "2019-02-31".parse::<Date>().is_err());
    }
}
