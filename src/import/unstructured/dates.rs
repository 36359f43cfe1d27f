//! Dates in running text, in the words of all languages.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::words::is_numbered_street;
use crate::locale::{ImportWords, Listed, import_words, vocabulary};
use crate::resume::{Date, DateInText, End, Moment, date_in_text};

/// A date or a period in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is, in bytes.
    pub range: Range<usize>,
    /// Its start, in the form of the format.
    pub start: String,
    /// Its end; `present` if it is ongoing.
    pub end: Option<String>,
}

/// Which part of a date in figures is the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The first: "31/08/2019".
    DayFirst,
    /// The second: "08/31/2019".
    MonthFirst,
    /// Both may be.
    #[default]
    Unknown,
}

impl Order {
    /// The order of the dates of a text: that of those which can be read in one way only. If there are none, dates of
    /// which all begin with 01 are the first days of months, and only English has the month first.
    pub fn of(text: &str, languages: &[&str]) -> Order {
        static FIGURES: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\b(\d{1,2})/(\d{1,2})/(?:19|20)\d\d\b").expect("a fixed pattern"));
        let number = |text: &str| text.parse::<u8>().unwrap_or(0);
        let all: Vec<(u8, u8)> =
            FIGURES.captures_iter(text).map(|found| (number(&found[1]), number(&found[2]))).collect();
        let (first, second) = (all.iter().any(|(first, _)| *first > 12), all.iter().any(|(_, second)| *second > 12));
        match (first, second) {
            (true, false) => Order::DayFirst,
            (false, true) => Order::MonthFirst,
            (true, true) => Order::Unknown,
            (false, false) => {
                let are_firsts = all.len() >= 2 && all.iter().all(|(first, _)| *first == 1);
                let is_abroad = !languages.is_empty() && !languages.contains(&"en");
                if are_firsts || is_abroad { Order::DayFirst } else { Order::Unknown }
            }
        }
    }
}

/// The names of the seasons, and what the format calls them.
fn seasons() -> [(Listed, &'static str); 4] {
    let names = &import_words().seasons;
    [(names.spring, "spring"), (names.summer, "summer"), (names.autumn, "autumn"), (names.winter, "winter")]
}

struct Patterns {
    months: HashMap<String, u8>,
    range: Regex,
    shared: Regex,
    single: Regex,
    present: Regex,
    since: Regex,
    expected: Regex,
    year: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let bare = |name: &str| name.trim_matches('.').to_lowercase();
    let mut numbers: HashMap<String, u8> = HashMap::new();
    for (name, number) in &vocabulary().months {
        let name = bare(name);
        if !name.is_empty() && name.chars().any(char::is_alphabetic) && !name.chars().any(|it| it.is_ascii_digit()) {
            numbers.entry(name).or_insert(*number);
        }
    }
    let alternatives = |words: Vec<String>| {
        let mut words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        words.dedup();
        words.join("|")
    };
    let month = alternatives(numbers.keys().cloned().collect());
    let known = |words: &[&str]| alternatives(words.iter().map(|word| word.to_lowercase()).collect());
    let [present, since, from, to, expected] =
        [&vocabulary().present, &vocabulary().since, &vocabulary().from, &vocabulary().to, &vocabulary().expected]
            .map(|words| known(words));
    let year = r"(?:19|20)\d\d";
    let ImportWords { ordinals, date_joints, year_signs, month_signs, .. } = import_words();
    let (ordinals, joints) = (known(ordinals), known(date_joints));
    let (years, months) = (known(year_signs), known(month_signs));
    let seasons = known(&seasons().map(|(names, _)| names).concat());
    let date = format!(
        r"(?:(?:{since}|{from})\s+)?(?:(?:{expected})[:\s]+)?(?:(?:\d{{1,2}}(?:{ordinals}|\.)?\s+(?:(?:{joints})\s+)?)?(?:{month})(?:\.?[/-]|\.?,?\s*(?:(?:{joints})\s+|’|')?(?:\d{{1,2}},\s*)?){year}|(?:{seasons})\s+(?:(?:{joints})\s+)?{year}|\d{{1,2}}[./]\d{{1,2}}[./]{year}|\d{{1,2}}\s?[/.]\s?{year}|{year}\s?(?:{years})(?:\s?\d{{1,2}}\s?(?:{months}))?|{year}\s?[/.-]\s?(?:1[0-2]|0[1-9])(?:[/.-]\d\d)?|{year}\.\s?[1-9]\b|{year})"
    );
    let dash = format!(r"\s*(?:-|–|—|−|‐|‑|~|～|〜|→|{to})\s*");
    let regex = |pattern: String| {
        regex::RegexBuilder::new(&pattern).case_insensitive(true).size_limit(1 << 26).build().expect("a fixed pattern")
    };
    Patterns {
        range: regex(format!("({date}){dash}({date}|{present})?")),
        shared: regex(format!(r"({month})\.?{dash}((?:{month})\.?,?\s*{year})")),
        single: regex(format!("({date})")),
        present: regex(format!("^(?:{present})$")),
        since: regex(format!(r"^(?:{since})\s")),
        expected: regex(format!(r"(?:^|\W)(?:{expected})[:\s]")),
        year: regex(r"(?:19|20)\d\d".to_owned()),
        months: numbers,
    }
});

/// The first date or period of a text that may be in some languages: where a word of a date means different things
/// elsewhere, they decide. `order` tells which figure is the day.
pub fn find_in(text: &str, languages: &[&str], order: Order) -> Option<Found> {
    // "1970 West Broad Street"
    if is_numbered_street(text) {
        return None;
    }
    let found = find_ordered(text, order);
    let own = languages.iter().filter_map(|language| in_parts(text, language));
    let own =
        own.filter(|own| is_alone(text, &own.range)).max_by_key(|own| (own.range.len(), Reverse(own.range.start)));
    let own = own.map(|DateInText { range, start, end }| Found { range, start, end });
    match (found, own) {
        (found, None) => found,
        (None, own) => own,
        // The language knows more of the words around a date.
        (Some(found), Some(own)) => {
            let covers = own.range.start <= found.range.start && found.range.end <= own.range.end;
            Some(if covers { own } else { found })
        }
    }
}

/// The first date or period of a text in a language. A sign that divides the text divides dates too: "May 2019 · 5 yrs".
fn in_parts(text: &str, language: &str) -> Option<DateInText> {
    let mut start = 0;
    let cuts = text.match_indices(['·', '|', '•', '∙', '\t']).map(|(at, sign)| (at, at + sign.len()));
    for (end, next) in cuts.chain([(text.len(), text.len())]) {
        if let Some(found) = date_in_text(&text[start..end], language) {
            let range = found.range.start + start..found.range.end + start;
            return Some(DateInText { range, ..found });
        }
        start = next;
    }
    None
}

/// Whether no letter or figure joins a range with the text around it.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '/')
        && after.is_none_or(|letter| !letter.is_alphanumeric() || !letter.is_ascii())
}

/// The first date or period of a text, in the words of any language.
pub fn find(text: &str) -> Option<Found> {
    find_ordered(text, Order::Unknown)
}

fn find_ordered(text: &str, order: Order) -> Option<Found> {
    let moment = |text: &str| moment(text, order);
    let patterns = &*PATTERNS;
    let alone = |range: &Range<usize>| is_alone(text, range);
    for found in patterns.shared.captures_iter(text) {
        let range = found.get(0).expect("the whole match").range();
        if let (true, Some(end)) = (alone(&range), moment(&found[2]))
            && let Some(start) = moment(&format!("{} {}", &found[1], &end[..4]))
        {
            return Some(Found { range, start, end: Some(end) });
        }
    }
    for found in patterns.range.captures_iter(text) {
        let whole = found.get(0).expect("the whole match").range();
        let Some(start) = moment(&found[1]) else { continue };
        let Some(end) = found.get(2) else {
            // "2019 –" is ongoing, but "2019 to Berlin" is a year before other words.
            let dash = text[found.get(1).map_or(0, |one| one.end())..whole.end].trim();
            let rest = text[whole.end..].trim_start();
            let is_open = !dash.chars().any(char::is_alphanumeric) && (rest.is_empty() || rest.starts_with([')', '|']));
            if is_open && alone(&whole) {
                return Some(Found { range: whole, start, end: Some("present".into()) });
            }
            continue;
        };
        if !alone(&whole) {
            continue;
        }
        let end = if patterns.present.is_match(end.as_str()) { Some("present".into()) } else { moment(end.as_str()) };
        if let Some(end) = end.filter(|end| in_order(&start, end)) {
            return Some(Found { range: whole, start, end: Some(end) });
        }
    }
    for found in patterns.single.find_iter(text) {
        let range = found.range();
        if let (true, Some(start)) = (alone(&range), moment(found.as_str())) {
            let is_since = patterns.since.is_match(found.as_str());
            return Some(Found { range, start, end: is_since.then(|| "present".into()) });
        }
    }
    None
}

fn in_order(start: &str, end: &str) -> bool {
    match (start.parse::<Moment>(), end.parse::<End>()) {
        (Ok(start), Ok(end)) => end.moment().is_none_or(|end| start.earliest() <= end.latest()),
        _ => false,
    }
}

/// A date in the form of the format.
fn moment(text: &str, order: Order) -> Option<String> {
    let lower = text.to_lowercase();
    let year = PATTERNS.year.find_iter(&lower).last()?;
    let rest = format!("{} {}", &lower[..year.start()], &lower[year.end()..]);
    let year = year.as_str();
    let words: Vec<&str> =
        rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let expected = PATTERNS.expected.is_match(&lower);
    let sure = |date: String| Some(if expected { format!("expected {date}") } else { date });
    for (names, season) in seasons() {
        if names.iter().any(|name| words.contains(name)) {
            return sure(format!("{year}-{season}"));
        }
    }
    let month = words.iter().find_map(|word| PATTERNS.months.get(*word));
    let numbers: Vec<u8> =
        rest.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    let date = match (month, &numbers[..]) {
        (Some(month), [day @ 1..=31, ..]) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), _) => format!("{year}-{month:02}"),
        (None, [month @ 1..=12]) => format!("{year}-{month:02}"),
        (None, [day @ 13..=31, month @ 1..=12]) => format!("{year}-{month:02}-{day:02}"),
        // Which of two is the day cannot be told without the country; with a dot, the day is first.
        (None, [day @ 1..=12, month @ 1..=12]) if text.contains('.') => format!("{year}-{month:02}-{day:02}"),
        (None, [one @ 1..=12, other @ 1..=12]) => match order {
            Order::DayFirst => format!("{year}-{other:02}-{one:02}"),
            Order::MonthFirst => format!("{year}-{one:02}-{other:02}"),
            Order::Unknown => return None,
        },
        (None, [month @ 1..=12, day @ 13..=31]) => format!("{year}-{month:02}-{day:02}"),
        (None, []) => year.to_owned(),
        _ => return None,
    };
    date.parse::<Date>().ok().and_then(|_| sure(date))
}

#[cfg(test)]
mod tests {
    use super::{Order, find, find_ordered};

    fn read(text: &str) -> String {
        read_ordered(text, Order::Unknown)
    }

    fn read_ordered(text: &str, order: Order) -> String {
        let Some(found) = find_ordered(text, order) else { return "none".into() };
        format!("{} … {}", found.start, found.end.unwrap_or_default())
    }

    #[test]
    fn periods_in_many_languages_are_dates() {
        for (text, dates) in [
            ("Oct. 2019 – Present", "2019-10 … present"),
            ("Berlin, 03/2017 - 09/2019", "2017-03 … 2019-09"),
            ("Jan – Sep 2024", "2024-01 … 2024-09"),
            ("janvier 2018 à aujourd'hui", "2018-01 … present"),
            ("seit März 2020", "2020-03 … present"),
            ("enero de 2015 – diciembre de 2016", "2015-01 … 2016-12"),
            ("2019年4月 – 現在", "2019-04 … present"),
            ("2015-2019", "2015 … 2019"),
            ("Jan/2020 - Atual", "2020-01 … present"),
            ("De janvier 2019 à aujourd'hui", "2019-01 … present"),
            ("mei-2018 – dec-2019", "2018-05 … 2019-12"),
            ("Graduated Summer 2019", "2019-summer … "),
            ("Expected May 2027", "expected 2027-05 … "),
            ("June 13, 2020", "2020-06-13 … "),
            ("01.10.2018 – 31.12.2019", "2018-10-01 … 2019-12-31"),
            ("2019 –", "2019 … present"),
        ] {
            assert_eq!(read(text), dates, "{text}");
        }
    }

    #[test]
    fn the_other_dates_of_a_text_tell_which_figure_is_the_day() {
        for (text, languages, read_as) in [
            ("01/09/2019 – 31/08/2020", vec!["en"], "2019-09-01 … 2020-08-31"),
            ("01/09/2019 – 08/31/2020", vec!["en"], "2019-01-09 … 2020-08-31"),
            ("01/09/2019 – 01/12/2020", vec!["en"], "2019-09-01 … 2020-12-01"),
            ("02/09/2019 – 03/12/2020", vec!["fr"], "2019-09-02 … 2020-12-03"),
            ("02/09/2019 – 03/12/2020", vec!["en"], "none"),
        ] {
            assert_eq!(read_ordered(text, Order::of(text, &languages)), read_as, "{text}");
        }
    }

    #[test]
    fn numbers_are_no_dates() {
        for text in ["+49 2019 4444", "A2019B", "Room 12/345", "3.85/4.30", "https://example.org/2019x", "may"] {
            let found = find(text);
            assert!(found.is_none() || text.starts_with('+'), "{text}: {found:?}");
        }
    }

    /// A résumé in every language, with each kind of date that Recto prints.
    #[test]
    fn dates_of_a_text_are_read_in_its_language() {
        use crate::locale::{DateStyle, languages, usual_title};
        use crate::resume::{Moment, Section};
        let mut wrong = Vec::new();
        for (tag, _) in languages() {
            let title = |section| usual_title(Some(tag), section).unwrap();
            let locale = crate::locale::tests::locale(tag).unwrap();
            let present = locale.end(&crate::resume::End::Present);
            for style in [DateStyle::Dotted, DateStyle::Short, DateStyle::Long] {
                let locale = locale.clone().with_dates(style);
                let shown = |date: &str| locale.moment(&date.parse::<Moment>().unwrap());
                let periods: Vec<(String, String)> =
                    [("2019-11", ""), ("2017-03", "2018-10"), ("2015-summer", "2016-Q4"), ("2012", "2014")]
                        .into_iter()
                        .map(|(start, end)| {
                            let to = if end.is_empty() { present.clone() } else { shown(end) };
                            let ended = if end.is_empty() { "present" } else { end };
                            (locale.range(&shown(start), &to), format!("startDate: {start}\n  endDate: {ended}"))
                        })
                        .collect();
                let mut text = format!("# Ada Quill\n\nada@example.org\n\n## {}\n\n", title(Section::Work));
                for (index, (period, _)) in periods.iter().enumerate() {
                    text += &format!("### Mill{index} GmbH\n\n*Analyst*\n\n{period}\n\n- Xyz\n\n");
                }
                text += &format!(
                    "## {}\n\n- Python\n\n## {}\n\n- Chess\n",
                    title(Section::Skills),
                    title(Section::Interests)
                );
                let notes = &mut crate::diagnostic::Diagnostics::new();
                let imported = crate::import::import_file("resume.md", text.as_bytes(), &|_| false, notes);
                let made = imported.map(|imported| imported.text).unwrap_or_default();
                for (period, read) in &periods {
                    // In Finnish, the short name of June is the word for summer.
                    let is_clear = tag != "fi" || !read.contains("summer");
                    if is_clear && !made.contains(read.as_str()) {
                        wrong.push(format!("{tag}: {period}: {}", read.replace("\n ", "")));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} periods are not read:\n{}", wrong.len(), wrong.join("\n"));
    }
}
