//! Text → dates: in ISO 8601 form, or in other common forms that are unambiguous:
//! `August 2025`, `06/2020`, `5 June 2020`.

use std::str::FromStr;

use super::date::{Date, FORMS};
use crate::yaml::Problem;

/// The English month names, which may be abbreviated to three letters.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A component of a date.
enum Piece {
    Year(u16),
    Month(u8),
    /// A day, or a month as a number.
    Number(u8),
}

impl FromStr for Date {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let text = without_time(text);
        match figures(text).as_deref() {
            Some([year, rest @ ..]) => {
                Date::new(*year, rest.first().map(|&month| month as u8), rest.get(1).map(|&day| day as u8))
            }
            _ => read(text),
        }
    }
}

/// The date of an ISO 8601 date and time, such as `2016-05-01T00:00:00Z`, as databases export it; other texts as they are.
fn without_time(text: &str) -> &str {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else { return text };
    let is_time =
        time.contains(':') && time.chars().all(|letter| letter.is_ascii_digit() || ":.+-Zz ".contains(letter));
    if is_time && figures(date).is_some_and(|parts| parts.len() == 3) { date } else { text }
}

/// Splits a numeric date with dashes into year, month and day; leading zeros are optional.
fn figures(text: &str) -> Option<Vec<u16>> {
    let parts: Vec<&str> = text.split('-').collect();
    let right = |(at, part): (usize, &&str)| match at {
        0 => part.len() == 4,
        1 | 2 => matches!(part.len(), 1 | 2),
        _ => false,
    };
    let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let dated = digits && parts.iter().enumerate().all(right);
    dated.then(|| parts.iter().filter_map(|part| part.parse().ok()).collect())
}

/// Reads a date that is not in ISO 8601 form.
///
/// # Errors
/// If it is not a date, or is ambiguous.
fn read(text: &str) -> Result<Date, Problem> {
    let wrong = || Problem::new(format!("`{text}` is not a date")).help(FORMS);
    let Some(pieces) = pieces(text) else { return Err(wrong()) };
    use Piece::{Month, Number, Year};
    match pieces[..] {
        [Year(year)] => Date::new(year, None, None),
        [Year(year), Number(month)] | [Number(month), Year(year)] => Date::new(year, Some(month), None),
        [Year(year), Month(month)] | [Month(month), Year(year)] => Date::new(year, Some(month), None),
        [Year(year), Number(month), Number(day)] => Date::new(year, Some(month), Some(day)),
        [Year(year), Month(month), Number(day)]
        | [Month(month), Number(day), Year(year)]
        | [Number(day), Month(month), Year(year)] => Date::new(year, Some(month), Some(day)),
        [Number(first), Number(second), Year(year)] => {
            let day_first = Date::new(year, Some(second), Some(first));
            let month_first = Date::new(year, Some(first), Some(second));
            match (day_first, month_first) {
                (Ok(one), Ok(other)) if one != other => {
                    Err(Problem::new(format!("`{text}` is ambiguous")).help(format!("write `{one}` or `{other}`")))
                }
                (Ok(date), _) | (Err(_), Ok(date)) => Ok(date),
                (Err(problem), Err(_)) => Err(problem),
            }
        }
        _ => Err(wrong()),
    }
}

/// Splits a text into date components; `None` if a word is not one.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let words = text.split([' ', ',', '.', '/', '-', '\u{a0}']).filter(|word| !word.is_empty() && *word != "of");
    words.map(piece).collect()
}

fn piece(word: &str) -> Option<Piece> {
    let word = word.to_lowercase();
    let digits = word.trim_end_matches(|letter: char| letter.is_alphabetic());
    if digits.is_empty() {
        let month = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word) || word == "sept")?;
        let month = if word == "sept" { 8 } else { month };
        return Some(Piece::Month(month as u8 + 1));
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match (digits.len(), &word[digits.len()..]) {
        (4, "") => Some(Piece::Year(digits.parse().ok()?)),
        (1 | 2, "" | "st" | "nd" | "rd" | "th") => Some(Piece::Number(digits.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_one_way_is_read() {
        let iso = |text: &str| read(text).unwrap_or_else(|problem| panic!("{text}: {problem}")).to_string();
        for text in ["06/2020", "June 2020", "Jun. 2020", "2020, June", "2020/06", "2020.6", "June, 2020"] {
            assert_eq!(iso(text), "2020-06");
        }
        for text in ["13/06/2020", "6/13/2020", "June 13, 2020", "13th of June 2020", "13. Jun 2020", "2020/6/13"] {
            assert_eq!(iso(text), "2020-06-13");
        }
        assert_eq!(iso("05/05/2020"), "2020-05-05");
        assert_eq!(iso("Sept 2019"), "2019-09");
    }

    #[test]
    fn the_time_of_a_day_is_left_out() {
        for text in ["2016-05-01T00:00:00", "2016-05-01T00:00:00.000Z", "2016-05-01 08:30", "2016-05-01T01:00:00+02:00"]
        {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), "2016-05-01", "{text}");
        }
        assert!("2016-05-01 to 2017".parse::<Date>().is_err() && "2016-05T00:00".parse::<Date>().is_err());
    }

    #[test]
    fn what_could_be_two_dates_or_none_is_not() {
        let help = |text: &str| read(text).unwrap_err().help.unwrap();
        assert_eq!(help("06/07/2020"), "write `2020-07-06` or `2020-06-07`");
        for text in ["Summer 2019", "06/20", "ma 2019", "99/99", "2019 2020", ""] {
            assert_eq!(help(text), FORMS, "{text}");
        }
    }
}
