//! Place, date, subject and enclosures of letters, as a language writes them.

use super::{DateStyle, Locale};
use crate::resume::Date;

/// The line with place and date, in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceAndDate {
    /// What stands between the place and the date; empty without a place.
    pub between: String,
    /// The date with the words that belong to it.
    pub date: String,
    /// Whether the place follows the date.
    pub date_first: bool,
}

/// The default pattern.
const PLACE_AND_DATE: &str = "{city}, {date}";

impl Locale {
    /// The date of a letter, with or without a place.
    pub fn place_and_date(&self, date: Date, with_place: bool) -> PlaceAndDate {
        let words = &self.words.letter;
        let pattern = words.date.as_deref().unwrap_or(PLACE_AND_DATE);
        let (before, after) = pattern.split_once("{city}").unwrap_or(("", pattern));
        // What stands beside the place belongs to it, up to the date.
        let from = after.find('{').unwrap_or(after.len());
        let (between, own) = match before.is_empty() {
            true => (&after[..from], &after[from..]),
            false => (&before[before.rfind('}').map_or(0, |at| at + 1)..], before),
        };
        let own = if before.is_empty() { own } else { own.strip_suffix(between).unwrap_or(own) };
        let alone = words.date_alone.as_deref().filter(|_| !with_place);
        PlaceAndDate {
            between: if with_place { between.to_owned() } else { String::new() },
            date: self.in_letter(alone.unwrap_or(own), date),
            date_first: !before.is_empty(),
        }
    }

    /// Whether letters name the place where they were written; an English one has the sender's address.
    pub fn has_place_in_letters(&self) -> bool {
        self.words.letter.date.as_ref().is_some_and(|pattern| pattern.contains("{city}"))
    }

    /// A pattern with the date in full.
    fn in_letter(&self, pattern: &str, date: Date) -> String {
        let long = self.clone().with_dates(DateStyle::Long);
        let month = date.month().and_then(|month| {
            let months = &self.words.months;
            let names = if months.dated.is_empty() { &months.long } else { &months.dated };
            names.get(usize::from(month) - 1)
        });
        let pattern = pattern.replace("{date}", &long.date(date));
        self.filled(&pattern, month.map_or("", String::as_str), date)
    }

    /// The label before the subject of a letter, with its sign; empty if the language has none.
    pub fn subject_label(&self) -> &str {
        self.words.letter.subject.as_deref().and_then(|pattern| pattern.split("{subject}").next()).unwrap_or_default()
    }

    /// The label of so many enclosures.
    pub fn enclosures(&self, count: usize) -> &str {
        match &self.words.letter.enclosure {
            Some(word) if count == 1 => &word.one,
            Some(word) => &word.other,
            None => self.label("enclosures"),
        }
    }
}
