//! Dates as people write them: exact or vague, certain or expected, in figures or in words.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use super::date::FORMS;
use super::{Date, Text};
use crate::diagnostic::Code;
use crate::yaml::scalar::{from_text, schema_by_hand, text_or_struct, text_or_struct_schema};
use crate::yaml::{Problem, Scalar};

/// A point in time in a career.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When it is.
    pub when: Calendar,
    /// Whether it is expected rather than certain.
    pub expected: bool,
}

/// When something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Calendar {
    /// A year, month or day.
    Date(Date),
    /// A season of a year.
    Season(u16, Season),
    /// A quarter of a year, from 1 to 4.
    Quarter(u16, u8),
    /// Words, such as "in press".
    Words {
        /// The words, as printed.
        text: Text,
        /// The date by which it is sorted; without it, it comes after all dates.
        sort: Option<Date>,
    },
}

/// A season, as on the northern hemisphere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// An end date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// At a moment.
    On(Moment),
    /// Ongoing.
    Present,
}

/// A single date, or a period written as one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateOrPeriod {
    /// A single date.
    On(Moment),
    /// A period, such as `2019 – 2021`.
    Period(Moment, End),
}

/// Words that may stand for a date without further ado.
const WORDS: &[&str] =
    &["in press", "forthcoming", "to appear", "submitted", "under review", "accepted", "in preparation"];

impl Season {
    /// All seasons, in the order of the year.
    pub const ALL: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];

    /// Its name in the format.
    pub fn name(self) -> &'static str {
        match self {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
            Season::Winter => "winter",
        }
    }

    fn named(name: &str) -> Option<Season> {
        let name = name.to_lowercase();
        let name = if name == "fall" { "autumn" } else { &name };
        Season::ALL.into_iter().find(|season| season.name() == name)
    }
}

impl Moment {
    /// A certain date.
    pub fn on(date: Date) -> Moment {
        Moment { when: Calendar::Date(date), expected: false }
    }

    /// The calendar date that is sure: only the year of a season or quarter, and the sorting date of
    /// words.
    pub fn date(&self) -> Option<Date> {
        match &self.when {
            Calendar::Date(date) => Some(*date),
            Calendar::Season(year, _) | Calendar::Quarter(year, _) => Date::new(*year, None, None).ok(),
            Calendar::Words { sort, .. } => *sort,
        }
    }

    /// The first day that it may refer to, as year, month and day; `None` for words.
    pub fn earliest(&self) -> Option<(u16, u8, u8)> {
        match &self.when {
            Calendar::Date(date) => Some(date.earliest()),
            Calendar::Season(year, Season::Spring) => Some((*year, 3, 1)),
            Calendar::Season(year, Season::Summer) => Some((*year, 6, 1)),
            Calendar::Season(year, Season::Autumn) => Some((*year, 9, 1)),
            // It may be meant of January as well as of December.
            Calendar::Season(year, Season::Winter) => Some((*year, 1, 1)),
            Calendar::Quarter(year, quarter) => Some((*year, quarter * 3 - 2, 1)),
            Calendar::Words { sort, .. } => sort.map(Date::earliest),
        }
    }

    /// The last day that it may refer to, as year, month and day; `None` for words.
    pub fn latest(&self) -> Option<(u16, u8, u8)> {
        let end_of = |year: u16, month: u8| Date::new(year, Some(month), None).ok().map(Date::latest);
        match &self.when {
            Calendar::Date(date) => Some(date.latest()),
            Calendar::Season(year, Season::Spring) => end_of(*year, 5),
            Calendar::Season(year, Season::Summer) => end_of(*year, 8),
            Calendar::Season(year, Season::Autumn) => end_of(*year, 11),
            Calendar::Season(year, Season::Winter) => end_of(*year, 12),
            Calendar::Quarter(year, quarter) => end_of(*year, quarter * 3),
            Calendar::Words { sort, .. } => sort.map(Date::latest),
        }
    }

    /// Whether it is a date after a day, for sure.
    pub fn is_after(&self, today: Date) -> bool {
        let is_date = !matches!(self.when, Calendar::Words { .. });
        is_date && self.earliest().is_some_and(|day| day > today.latest())
    }
}

impl End {
    /// The moment, unless it is ongoing.
    pub fn moment(&self) -> Option<&Moment> {
        match self {
            End::On(moment) => Some(moment),
            End::Present => None,
        }
    }
}

impl DateOrPeriod {
    /// The date, or the start of the period.
    pub fn start(&self) -> &Moment {
        match self {
            DateOrPeriod::On(moment) | DateOrPeriod::Period(moment, _) => moment,
        }
    }

    /// The last day that it may refer to, for sorting: ongoing periods and words come after all dates.
    pub fn latest(&self) -> (u16, u8, u8) {
        let end = match self {
            DateOrPeriod::On(moment) => Some(moment),
            DateOrPeriod::Period(_, end) => end.moment(),
        };
        end.and_then(Moment::latest).unwrap_or((u16::MAX, 12, 31))
    }
}

impl From<Date> for DateOrPeriod {
    fn from(date: Date) -> Self {
        DateOrPeriod::On(Moment::on(date))
    }
}

impl FromStr for Moment {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let (written, expected) = unexpected(text);
        let when = match written.parse::<Date>() {
            Ok(date) => Calendar::Date(date),
            Err(problem) => match season(written).or_else(|| quarter(written)).or_else(|| words(written)) {
                Some(when) => when,
                None => return Err(explained(written, problem)),
            },
        };
        // Checks the year.
        if let Calendar::Season(year, _) | Calendar::Quarter(year, _) = when {
            Date::new(year, None, None)?;
        }
        Ok(Moment { when, expected })
    }
}

/// Adds what to do about a text that is not a date.
fn explained(text: &str, problem: Problem) -> Problem {
    match period(text) {
        Some((start, end)) => problem.help(format!("split the period into `startDate: {start}` and `endDate: {end}`")),
        None if problem.help.as_deref() == Some(FORMS) => {
            problem.help(format!("{FORMS}; for words, write `{{text: …}}`"))
        }
        None => problem,
    }
}

/// The date in "expected May 2027", and whether it is one.
fn unexpected(text: &str) -> (&str, bool) {
    let text = text.trim();
    let word = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if let Some(marked) = ["expected ", "anticipated ", "expected: "].iter().find(|marked| word(marked)) {
        return (text[marked.len()..].trim_start_matches(':').trim(), true);
    }
    for marked in ["(expected)", "(anticipated)", "expected"] {
        let start = text.len().saturating_sub(marked.len());
        if start > 0 && text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(marked)) {
            return (text[..start].trim().trim_end_matches(','), true);
        }
    }
    (text, false)
}

/// A year and one other word, in either order.
fn year_and(text: &str) -> Option<(u16, &str)> {
    let (one, other) =
        text.split_once([' ', '-', '/']).map(|(one, other)| (one.trim_end_matches(','), other.trim()))?;
    let year = |word: &str| (word.len() == 4).then(|| word.parse::<u16>().ok()).flatten();
    year(one).map(|year| (year, other)).or_else(|| year(other).map(|year| (year, one)))
}

/// Reads `2019-summer` and `Summer 2019`.
fn season(text: &str) -> Option<Calendar> {
    let (year, name) = year_and(text)?;
    Some(Calendar::Season(year, Season::named(name)?))
}

/// Reads `2024-Q3` and `Q3 2024`.
fn quarter(text: &str) -> Option<Calendar> {
    let (year, name) = year_and(text)?;
    let name = name.to_lowercase();
    let number = name.strip_prefix('q').or(name.strip_suffix('q'))?;
    number.parse().ok().filter(|number| (1..=4).contains(number)).map(|number| Calendar::Quarter(year, number))
}

/// Reads words such as `in press`.
fn words(text: &str) -> Option<Calendar> {
    let known = WORDS.contains(&text.to_lowercase().as_str());
    known.then(|| text.parse().ok().map(|text| Calendar::Words { text, sort: None })).flatten()
}

/// Synonyms of `present`.
const PRESENT: &[&str] =
    &["present", "now", "today", "current", "currently", "ongoing", "to date", "till date", "until now"];

impl FromStr for End {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        if PRESENT.contains(&text.to_lowercase().as_str()) {
            return Ok(End::Present);
        }
        text.parse().map(End::On).map_err(|problem: Problem| match problem.help.as_deref() {
            Some(help) if help.starts_with(FORMS) => {
                let help = format!("{FORMS}, or `present` if it is ongoing");
                problem.help(help)
            }
            _ => problem,
        })
    }
}

impl FromStr for DateOrPeriod {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let of = |(start, end)| DateOrPeriod::Period(start, end);
        text.parse().map(DateOrPeriod::On).or_else(|problem| period(text).map(of).ok_or(problem))
    }
}

/// Reads a period written as one value, such as `2018 – Present`.
fn period(text: &str) -> Option<(Moment, End)> {
    [" - ", " to ", " – ", " — ", "–", "—", "/", "-"].iter().find_map(|dash| {
        let (start, end) = text.split_once(dash)?;
        let (start, end) = (start.trim().parse::<Moment>().ok()?, end.trim().parse::<End>().ok()?);
        let in_order = end.moment().is_none_or(|end| start.earliest() <= end.latest());
        in_order.then_some((start, end))
    })
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.expected {
            f.write_str("expected ")?;
        }
        match &self.when {
            Calendar::Date(date) => date.fmt(f),
            Calendar::Season(year, season) => write!(f, "{year:04}-{}", season.name()),
            Calendar::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Calendar::Words { text, .. } => text.fmt(f),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            End::On(moment) => moment.fmt(f),
            End::Present => f.write_str("present"),
        }
    }
}

impl fmt::Display for DateOrPeriod {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            DateOrPeriod::On(moment) => moment.fmt(f),
            DateOrPeriod::Period(start, end) => write!(f, "{start} – {end}"),
        }
    }
}

/// The warning for a date in figures that is not written in the standard form. Other forms have none.
fn remark(written: &str, moment: &Moment) -> Vec<Problem> {
    let Calendar::Date(date) = moment.when else { return Vec::new() };
    let (written, read) = (unexpected(written).0, date.to_string());
    let problem = || Problem::of(Code::DateFormat, format!("`{written}` is read as `{read}`")).warning();
    let standard = || if moment.expected { format!("expected {read}") } else { read.clone() };
    let remark = (written != read).then(|| problem().help("use the standard form").replacement(standard()));
    remark.into_iter().collect()
}

/// The JSON Schema patterns. A macro, because constants cannot be joined otherwise.
macro_rules! pattern {
    ($($more:literal)?) => {
        concat!(
            "^(([Ee]xpected )?[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?",
            "|-([Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)|-Q[1-4])?",
            "|(Spring|Summer|Autumn|Fall|Winter|Q[1-4]) [12][0-9]{3}",
            "|in press|forthcoming|to appear|submitted|under review|accepted|in preparation",
            $($more,)? ")$"
        )
    };
}

impl Scalar for Moment {
    const NAME: &'static str = "date";
    const FORM: &'static str = "Format: `2019`, `2019-10` or `2019-10-06`; also `2019-summer`, `2024-Q3` and \
         `expected 2027-05`. For other words: `{text: …, sort: 2027}`.";
    const EXAMPLE: &'static str = "2019-10";
    const PATTERN: Option<&'static str> = Some(pattern!());
    const TYPES: &'static [&'static str] = &["string", "integer"];

    fn remarks(&self, written: &str) -> Vec<Problem> {
        remark(written, self)
    }
}

impl Scalar for End {
    const NAME: &'static str = "end";
    const FORM: &'static str = "A date, or `present` if it is ongoing.";
    const EXAMPLE: &'static str = "present";
    const PATTERN: Option<&'static str> = Some(pattern!("|[Pp][Rr][Ee][Ss][Ee][Nn][Tt]"));
    const TYPES: &'static [&'static str] = &["string", "integer"];

    fn remarks(&self, written: &str) -> Vec<Problem> {
        match self {
            End::On(moment) => remark(written, moment),
            End::Present if written.eq_ignore_ascii_case("present") => Vec::new(),
            End::Present => {
                let problem = Problem::of(Code::DateFormat, format!("`{written}` is read as `present`"));
                vec![problem.warning().help("use the standard form").replacement("present")]
            }
        }
    }
}

impl Scalar for DateOrPeriod {
    const NAME: &'static str = "date or period";
    const FORM: &'static str = "A date, or a period such as `2019 – 2021`.";
    const EXAMPLE: &'static str = "2019-10";
    const TYPES: &'static [&'static str] = &["string", "integer"];

    fn remarks(&self, written: &str) -> Vec<Problem> {
        match self {
            DateOrPeriod::On(moment) => remark(written, moment),
            DateOrPeriod::Period(..) => Vec::new(),
        }
    }
}

/// A date in words.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "DateInWords")]
struct InWords {
    /// The words, as printed.
    #[schemars(example = &"in press")]
    text: Text,
    /// The date by which it is sorted.
    #[schemars(example = 2027)]
    sort: Option<Date>,
}

/// The keys of a date in words.
const KEYS: &[&str] = &["text", "sort"];

impl From<InWords> for Moment {
    fn from(InWords { text, sort }: InWords) -> Self {
        Moment { when: Calendar::Words { text, sort }, expected: false }
    }
}

/// Implements reading and writing for a type that is text, or a mapping with words.
macro_rules! in_words {
    ($type:ident, $visitor:ident, $name:literal, $of:expr, $moment:expr) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                text_or_struct(deserializer, KEYS, $visitor)
            }
        }

        struct $visitor;

        impl<'de> Visitor<'de> for $visitor {
            type Value = $type;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a date")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                from_text(text)
            }

            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<$type, A::Error> {
                InWords::deserialize(MapAccessDeserializer::new(entries)).map(|words| $of(Moment::from(words)))
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let moment: fn(&$type) -> Option<&Moment> = $moment;
                match moment(self).map(|moment| &moment.when) {
                    Some(Calendar::Words { text, sort }) if words(text).is_none() || sort.is_some() => {
                        let mut mapping = serializer.serialize_struct("DateInWords", KEYS.len())?;
                        mapping.serialize_field("text", text)?;
                        mapping.serialize_field("sort", sort)?;
                        mapping.end()
                    }
                    _ => serializer.collect_str(self),
                }
            }
        }

        schema_by_hand!($type, $name, text_or_struct_schema::<$type, InWords>);
    };
}

in_words!(Moment, MomentVisitor, "date", |moment| moment, |moment| Some(moment));
in_words!(End, EndVisitor, "end", End::On, End::moment);
in_words!(DateOrPeriod, DateOrPeriodVisitor, "date or period", DateOrPeriod::On, |date| match date {
    DateOrPeriod::On(moment) => Some(moment),
    DateOrPeriod::Period(..) => None,
});

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<T: FromStr<Err = Problem> + fmt::Display>(text: &str) -> String {
        text.parse::<T>().unwrap_or_else(|problem| panic!("{text}: {problem}")).to_string()
    }

    #[test]
    fn seasons_quarters_and_expectations_are_read() {
        for (text, read) in [
            ("Summer 2019", "2019-summer"),
            ("2019 Fall", "2019-autumn"),
            ("2019-winter", "2019-winter"),
            ("Q3 2024", "2024-Q3"),
            ("2024-q3", "2024-Q3"),
            ("expected 2027-05", "expected 2027-05"),
            ("May 2027 (expected)", "expected 2027-05"),
            ("Expected: Summer 2027", "expected 2027-summer"),
            ("in press", "in press"),
            ("2019-10-06", "2019-10-06"),
        ] {
            assert_eq!(shown::<Moment>(text), read);
        }
        for text in ["Summer", "2019-Q5", "soon", "expected", "3 seasons 2019", "Summer 0019"] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_period_is_one_value_where_one_date_is_expected() {
        for (text, read) in [
            ("2019 – 2021", "2019 – 2021"),
            ("2019-2021", "2019 – 2021"),
            ("May 2019 to Summer 2021", "2019-05 – 2021-summer"),
            ("2018 - Present", "2018 – present"),
            ("2019-10", "2019-10"),
        ] {
            assert_eq!(shown::<DateOrPeriod>(text), read);
        }
        assert!("2021 – 2019".parse::<DateOrPeriod>().is_err());
        let problem = "2018-Present".parse::<Moment>().unwrap_err();
        assert_eq!(problem.help.unwrap(), "split the period into `startDate: 2018` and `endDate: present`");
    }

    #[test]
    fn vague_dates_span_all_they_may_mean() {
        let span = |text: &str| {
            let moment: Moment = text.parse().unwrap();
            (moment.earliest().unwrap(), moment.latest().unwrap())
        };
        assert_eq!(span("2020-summer"), ((2020, 6, 1), (2020, 8, 31)));
        assert_eq!(span("2020-Q1"), ((2020, 1, 1), (2020, 3, 31)));
        assert_eq!("in press".parse::<Moment>().unwrap().latest(), None);
    }

    #[test]
    fn figures_in_another_form_are_remarked_on() {
        let remarks = |text: &str| text.parse::<Moment>().unwrap().remarks(text);
        assert!(remarks("Summer 2019").is_empty() && remarks("expected 2027-05").is_empty());
        assert_eq!(remarks("August 2025")[0].message, "`August 2025` is read as `2025-08`");
        assert_eq!(remarks("expected May 2027")[0].replacement.as_deref(), Some("expected 2027-05"));
        assert_eq!(End::Present.remarks("now")[0].replacement.as_deref(), Some("present"));
        assert!(End::Present.remarks("PRESENT").is_empty());
    }
}
