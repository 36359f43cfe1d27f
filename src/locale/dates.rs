//! Dates, periods and durations as a language writes them.

use std::collections::BTreeMap;

use icu_locale_core::Locale as IcuLocale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::Deserialize;

use super::{DateStyle, Direction, Level, Locale, Words};
use crate::resume::{Calendar, Date, End, Moment, Season};

/// The patterns of durations, by plural form.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Durations {
    years: Plurals,
    months: Plurals,
    /// The pattern of years and months; with a space between them by default.
    both: Option<String>,
}

/// The patterns of a counted unit, by plural category (CLDR).
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Plurals {
    zero: Option<String>,
    one: Option<String>,
    two: Option<String>,
    few: Option<String>,
    many: Option<String>,
    other: String,
}

impl Plurals {
    fn of(&self, category: PluralCategory) -> &str {
        let own = match category {
            PluralCategory::Zero => &self.zero,
            PluralCategory::One => &self.one,
            PluralCategory::Two => &self.two,
            PluralCategory::Few => &self.few,
            PluralCategory::Many => &self.many,
            PluralCategory::Other => &None,
        };
        own.as_ref().unwrap_or(&self.other)
    }
}

impl Locale {
    /// A date in its given precision, such as "Oct. 2019".
    pub fn date(&self, date: Date) -> String {
        if !self.names(date.era()) {
            return date.to_string();
        }
        let Some((pattern, month)) = self.pattern(date) else {
            let Words { dates, year, .. } = &*self.words;
            let own = match self.style {
                DateStyle::Iso => return date.to_string(),
                DateStyle::Dotted => &dates.dotted.year,
                DateStyle::Short => &dates.short.year,
                DateStyle::Long => &dates.long.year,
                DateStyle::Numeric => &dates.numeric.year,
            };
            let year = own.as_ref().or(year.as_ref()).map_or("{year}", String::as_str);
            return self.of_year(year, date.year());
        };
        self.filled(pattern, month, date)
    }

    /// The pattern of a date with a month, and the month's name; `None` for a year and for ISO 8601.
    fn pattern(&self, date: Date) -> Option<(&str, &str)> {
        let Words { months, dates, .. } = &*self.words;
        let (pattern, names) = match self.style {
            DateStyle::Iso => return None,
            DateStyle::Dotted => (&dates.dotted, &months.dotted),
            DateStyle::Short => (&dates.short, &months.short),
            DateStyle::Long if date.day().is_some() && !months.dated.is_empty() => (&dates.long, &months.dated),
            DateStyle::Long => (&dates.long, &months.long),
            DateStyle::Numeric => (&dates.numeric, &months.short),
        };
        let name = self.months_of(date, names).get(usize::from(date.month()?) - 1).map_or("", String::as_str);
        Some((if date.day().is_some() { &pattern.day } else { &pattern.month }, name))
    }

    /// A season, a quarter, a date or words, without the word for "expected".
    fn calendar(&self, when: &Calendar) -> String {
        let of_year = |patterns: &[String], index: usize, year: u16| {
            self.of_year(patterns.get(index).map_or("", String::as_str), year)
        };
        match when {
            Calendar::Date(date) => self.date(*date),
            Calendar::Season(year, season) => {
                let index = Season::ALL.iter().position(|it| it == season).unwrap_or_default();
                of_year(&self.words.seasons, index, *year)
            }
            Calendar::Quarter(year, quarter) => of_year(&self.words.quarters, usize::from(*quarter) - 1, *year),
            Calendar::Words { text, .. } => text.to_string(),
        }
    }

    /// A moment, such as "Oct. 2019" or "expected Summer 2027".
    pub fn moment(&self, moment: &Moment) -> String {
        self.expected(moment, &self.words.expected)
    }

    /// A moment at which a degree is awarded.
    pub fn degree_moment(&self, moment: &Moment, level: Option<Level>) -> String {
        let Words { expected, expected_degree, expected_higher_degree, .. } = &*self.words;
        let higher = expected_higher_degree.as_ref().filter(|_| matches!(level, Some(Level::Master | Level::Doctor)));
        self.expected(moment, higher.or(expected_degree.as_ref()).unwrap_or(expected))
    }

    fn expected(&self, moment: &Moment, pattern: &str) -> String {
        let date = self.calendar(&moment.when);
        if moment.expected { pattern.replace("{date}", &date) } else { date }
    }

    /// An end date, or the word for "Present".
    pub fn end(&self, end: &End) -> String {
        match end {
            End::On(moment) => self.moment(moment),
            End::Present => self.words.present.clone(),
        }
    }

    /// A start without an end, such as "since 2019".
    pub fn since(&self, start: &Moment) -> String {
        if let Some(date) = self.since_in_words(start) {
            return date;
        }
        let Words { since, since_year, since_day, .. } = &*self.words;
        let own = match &start.when {
            Calendar::Date(date) if date.month().is_none() => since_year.as_ref(),
            Calendar::Date(date) if date.day().is_some() => since_day.as_ref(),
            _ => None,
        };
        let pattern = own.unwrap_or(since);
        let date = match &start.when {
            Calendar::Date(date) if !start.expected => self.date_since(*date),
            _ => self.moment(start),
        };
        pattern.replace("{date}", &date)
    }

    /// A date whose words say by themselves that it is a start; `None` if the language has a word for it, or if the date
    /// is in figures.
    fn since_in_words(&self, start: &Moment) -> Option<String> {
        let Words { months, since_dates, .. } = &*self.words;
        let patterns = since_dates.as_ref()?;
        let Calendar::Date(date) = &start.when else { return None };
        let is_in_words = !start.expected && self.names(date.era());
        let date = *Some(date).filter(|_| is_in_words && !matches!(self.style, DateStyle::Numeric | DateStyle::Iso))?;
        let (pattern, names) = match date.day() {
            Some(_) if !months.dated.is_empty() => (&patterns.day, &months.dated),
            Some(_) => (&patterns.day, &months.since),
            None => (&patterns.month, &months.since),
        };
        let name = names.get(usize::from(date.month()?) - 1)?;
        Some(self.filled(pattern, name, date))
    }

    /// A date after the word of `since`, which may want the month in another case.
    fn date_since(&self, date: Date) -> String {
        let own = || {
            let (pattern, name) = self.pattern(date).filter(|_| date.day().is_none() && self.names(date.era()))?;
            let month = self.words.months.long.iter().position(|long| long == name)?;
            Some(self.filled(pattern, self.words.months.since.get(month)?, date))
        };
        own().unwrap_or_else(|| self.date(date))
    }

    /// What stands before and after the date until which something is valid.
    pub fn until_pattern(&self, end: &Moment) -> (&str, &str) {
        let Words { until, until_day, .. } = &*self.words;
        let has_day = matches!(&end.when, Calendar::Date(date) if date.day().is_some());
        let pattern = until_day.as_ref().filter(|_| has_day).unwrap_or(until);
        pattern.split_once("{date}").unwrap_or((pattern, ""))
    }

    /// Two months of the same year, of which one leaves out the year: "Mar." and "June 2023". `None` if
    /// the language or the date format has no such form.
    pub fn within_a_year(&self, start: Date, end: Date) -> Option<(String, String)> {
        let months = start.year() == end.year()
            && start.day().is_none()
            && end.day().is_none()
            && start.month() != end.month()
            && self.style != DateStyle::Numeric;
        let (pattern, first) = self.pattern(start).filter(|_| months)?;
        let (_, last) = self.pattern(end)?;
        let (year, month) = (pattern.find("{year}")?, pattern.find("{m")?);
        if year > month {
            let close = month + pattern[month..].find('}')? + 1;
            Some((self.filled(&pattern[..close], first, start), self.date(end)))
        } else {
            Some((self.date(start), self.filled(&pattern[month..], last, end)))
        }
    }

    /// A length of time, such as "2 yrs 3 mos".
    pub fn duration(&self, months: u32) -> String {
        let Durations { years: of_years, months: of_months, both } = &self.words.duration;
        let counted = |patterns: &Plurals, count: u32| {
            (count > 0).then(|| self.in_figures(patterns.of(self.plural(count)).replace("{n}", &count.to_string())))
        };
        match (counted(of_years, months / 12), counted(of_months, months % 12)) {
            (Some(years), Some(months)) => {
                both.as_deref().unwrap_or("{years} {months}").replace("{years}", &years).replace("{months}", &months)
            }
            (years, months) => years.or(months).unwrap_or_default(),
        }
    }

    /// The plural category of a count in the language (CLDR).
    fn plural(&self, count: u32) -> PluralCategory {
        let language: Option<IcuLocale> = self.language().parse().ok();
        let rules = language.and_then(|language| PluralRules::try_new_cardinal(language.into()).ok());
        rules.map_or(PluralCategory::Other, |rules| rules.category_for(count))
    }

    /// The pattern of a date range, with `{start}` and `{end}`: without spaces if neither has any, nor hyphens. From right
    /// to left, figures and a dash would be one word, which programs read backwards.
    pub fn range_pattern(&self, start: &str, end: &str) -> &str {
        let spaced = |text: &str| text.contains(|letter: char| letter.is_whitespace() || letter == '-');
        let can_be_tight = self.direction() == Direction::Ltr && !spaced(start) && !spaced(end);
        let tight = self.words.range_tight.as_deref().filter(|_| can_be_tight);
        tight.unwrap_or(&self.words.range)
    }

    /// A date range; a single date if start and end are equal.
    pub fn range(&self, start: &str, end: &str) -> String {
        if start == end {
            return start.into();
        }
        self.range_pattern(start, end).replace("{start}", start).replace("{end}", end)
    }

    /// A pattern with a year.
    fn of_year(&self, pattern: &str, year: u16) -> String {
        let year = year.to_string();
        let ending = ending(&self.words.year_ending, &year);
        self.in_figures(pattern.replace("{year}", &year).replace("{yearEnding}", ending))
    }

    /// A pattern with the parts of a date.
    pub(super) fn filled(&self, pattern: &str, month_name: &str, date: Date) -> String {
        let (month, day) = (date.month().unwrap_or_default(), date.day().unwrap_or_default());
        let first = self.words.first_day.as_ref().filter(|_| day == 1);
        let (year, of_day) = (date.year().to_string(), day.to_string());
        let pieces = [
            ("{month}", month_name.to_owned()),
            ("{mm}", format!("{month:02}")),
            // Vietnam's Decree 30/2020 wants a zero before January and February only.
            ("{mm2}", if month < 3 { format!("{month:02}") } else { month.to_string() }),
            ("{m}", month.to_string()),
            ("{dd}", format!("{day:02}")),
            ("{dayEnding}", ending(&self.words.day_ending, &of_day).to_owned()),
            ("{day}", first.cloned().unwrap_or(of_day)),
            ("{yearEnding}", ending(&self.words.year_ending, &year).to_owned()),
            ("{year}", year),
        ];
        self.in_figures(pieces.iter().fold(pattern.to_owned(), |text, (place, piece)| text.replace(place, piece)))
    }
}

/// What follows a number, by its last figures.
fn ending<'a>(endings: &'a BTreeMap<String, String>, number: &str) -> &'a str {
    let fitting = endings.iter().filter(|(figures, _)| number.ends_with(figures.as_str()));
    let longest = fitting.max_by_key(|(figures, _)| figures.len()).map(|(_, ending)| ending);
    longest.or_else(|| endings.get("other")).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Diagnostics, Severity};
    use crate::locale::tests::ascii;
    use crate::locale::{DateStyle, LANGUAGES, Level, Locale, PARTIAL, languages};
    use crate::resume::{Date, Moment, PlainText, Resume};
    use crate::source::{Source, Spanned};

    fn locale(tag: &str) -> Locale {
        let source = Source::new("resume.yaml", tag);
        let tag: Spanned<PlainText> = Spanned { value: tag.parse().unwrap(), span: source.span(0..tag.len()) };
        Locale::find(Some(&tag), &mut Diagnostics::new()).unwrap()
    }

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn vague_and_expected_dates_are_words_of_the_language() {
        let shown = |tag: &str, text: &str| locale(tag).moment(&moment(text));
        assert_eq!(shown("en", "2019-summer"), "Summer 2019");
        assert_eq!(shown("en", "2019-autumn"), "Fall 2019");
        assert_eq!(shown("en-GB", "2019-autumn"), "Autumn 2019");
        assert_eq!(shown("de", "expected 2027-05"), "voraussichtlich 05/2027");
        assert_eq!(shown("fr", "2024-Q3"), "T3 2024");
        assert_eq!(shown("ja", "2019-summer"), "2019年夏");
        assert_eq!(locale("ja").degree_moment(&moment("expected 2027"), None), "2027年卒業見込み");
        let master = locale("ja").degree_moment(&moment("expected 2027"), Some(Level::Master));
        assert_eq!(master, "2027年修了見込み");
        assert_eq!(locale("it").since(&moment("2019")), "dal 2019");
        assert_eq!(locale("it").since(&moment("2019-03")), "da mar 2019");
    }

    #[test]
    fn a_day_has_its_article_where_a_month_has_none() {
        for (tag, since, until) in [
            ("fr", "depuis le 9 janv. 2019", "valable jusqu’au 9 janv. 2019"),
            ("it", "dal 9 gen 2019", "valido fino al 9 gen 2019"),
            ("es", "desde el 9 ene. 2019", "válido hasta el 9 ene. 2019"),
            ("ca", "des del dia 9 de gener del 2019", "vàlid fins al dia 9 gen. 2019"),
            ("de", "seit 09.01.2019", "gültig bis 09.01.2019"),
        ] {
            let (locale, day) = (locale(tag), moment("2019-01-09"));
            assert_eq!(locale.since(&day), since, "{tag}");
            let (before, after) = locale.until_pattern(&day);
            assert_eq!(format!("{before}{}{after}", locale.moment(&day)), until, "{tag}");
        }
        assert_eq!(locale("ca").since(&moment("2019-04-11")), "des del dia 11 d’abril del 2019");
        assert_eq!(locale("fr").until_pattern(&moment("2019-01")), ("valable jusqu’en ", ""));
        assert_eq!(locale("fr").moment(&moment("expected 2027-05-04")), "4 mai 2027 (prévu)");
    }

    #[test]
    fn a_month_is_in_the_case_that_the_word_for_since_wants() {
        use DateStyle::{Dotted, Long, Numeric};
        for (tag, style, date, shown) in [
            ("ru", Long, "2019-10", "с октября 2019"),
            ("ru", Dotted, "2019-05", "с мая 2019"),
            ("ru", Dotted, "2019-10", "с окт. 2019"),
            ("ru", Numeric, "2019-10", "с 10.2019"),
            ("ka", Long, "2019", "2019 წლიდან"),
            ("ka", Long, "2019-10", "2019 წლის ოქტომბრიდან"),
            ("ka", Dotted, "2019-05", "2019 წლის მაისიდან"),
            ("ka", Long, "2019-01-09", "2019 წლის 9 იანვრიდან"),
            ("ka", Numeric, "2019-10", "10.2019-დან"),
            ("hy", Long, "2019", "2019 թվականից"),
            ("hy", Long, "2019-10", "2019 թ. հոկտեմբերից"),
            ("hy", Long, "2019-01-09", "2019 թ. հունվարի 9-ից"),
            ("hy", Numeric, "2019-10", "10.2019-ից"),
            ("uk", Long, "2019-10", "з жовтня 2019"),
            ("pl", Long, "2019-10", "od października 2019"),
            ("cs", Long, "2019-09", "od září 2019"),
            ("cs", Long, "2019-10", "od října 2019"),
            ("hr", Long, "2019-11", "od studenoga 2019."),
            ("sl", Long, "2019-10", "od oktobra 2019"),
            ("lv", Long, "2019-10", "kopš 2019. gada oktobra"),
            ("lt", Long, "2019-10", "nuo 2019 m. spalio"),
            ("et", Long, "2019-10", "alates oktoobrist 2019"),
            ("el", Long, "2019-10", "από Οκτώβριο 2019"),
            ("de", Long, "2019-10", "seit Oktober 2019"),
            ("ca", Long, "2019-04", "des d’abril del 2019"),
            ("ca", Dotted, "2019-01", "des de gener del 2019"),
            ("fi", Long, "2019", "vuodesta 2019 alkaen"),
            ("fi", Long, "2019-03", "maaliskuusta 2019 alkaen"),
            ("fi", Long, "2019-01-09", "9. tammikuuta 2019 alkaen"),
            ("fi", Numeric, "2019-03", "alkaen 3/2019"),
            ("kk", Long, "2019", "2019 жылдан бастап"),
            ("kk", Long, "2019-03", "2019 жылғы наурыздан бастап"),
            ("kk", Numeric, "2019-03", "03.2019 –"),
        ] {
            assert_eq!(locale(tag).with_dates(style).since(&moment(date)), shown, "{tag}");
        }
    }

    #[test]
    fn durations_have_the_plurals_of_the_language() {
        let shown = |tag: &str, months| locale(tag).duration(months);
        assert_eq!([shown("en", 27), shown("en", 13), shown("en", 3)], ["2 yrs 3 mos", "1 yr 1 mo", "3 mos"]);
        assert_eq!([shown("ru", 12), shown("ru", 36), shown("ru", 60)], ["1 год", "3 года", "5 лет"]);
        assert_eq!([shown("cs", 24), shown("cs", 60)], ["2 roky", "5 let"]);
        assert_eq!([shown("pl", 24), shown("pl", 60)], ["2 lata", "5 lat"]);
        assert_eq!(shown("ja", 27), "2年3か月");
        assert_eq!(shown("ar", 27), "سنتان و3 أشهر");
    }

    #[test]
    fn two_months_of_a_year_name_it_once() {
        let shown = |tag: &str| {
            let dates: [Date; 2] = ["2023-03", "2023-06"].map(|text| text.parse().unwrap());
            let locale = locale(tag);
            let style = if tag == "de" { DateStyle::Dotted } else { locale.style };
            locale.with_dates(style).within_a_year(dates[0], dates[1]).unwrap()
        };
        assert_eq!(shown("en"), ("Mar.".into(), "Jun. 2023".into()));
        assert_eq!(shown("de"), ("März".into(), "Juni 2023".into()));
        assert_eq!(shown("ja"), ("2023年3月".into(), "6月".into()));
        let other_year: Date = "2024-06".parse().unwrap();
        assert_eq!(locale("en").within_a_year("2023-03".parse().unwrap(), other_year), None);
        let numeric = locale("en").with_dates(DateStyle::Numeric);
        assert_eq!(numeric.within_a_year("2023-03".parse().unwrap(), "2023-06".parse().unwrap()), None);
    }

    #[test]
    fn dates_are_written_as_in_the_country() {
        use DateStyle::{Dotted, Long, Numeric, Short};
        for (tag, style, date, shown) in [
            ("fr", Dotted, "2018-06-01", "1er juin 2018"),
            ("fr", Long, "2018-06-02", "2 juin 2018"),
            ("fr", Numeric, "2018-06-01", "01/06/2018"),
            ("pt", Long, "2026-01-01", "1º de janeiro de 2026"),
            ("pt-PT", Long, "2026-01-01", "1 de janeiro de 2026"),
            ("de", Numeric, "2019-03", "03/2019"),
            ("de", Long, "2026-01-09", "9. Januar 2026"),
            ("de-AT", Long, "2026-01-09", "9. Jänner 2026"),
            ("de-AT", Dotted, "2026-01", "Jän. 2026"),
            ("en", Dotted, "2019-06", "Jun. 2019"),
            ("en-GB", Dotted, "2019-09", "Sept. 2019"),
            ("en-CA", Numeric, "2024-01-09", "2024-01-09"),
            ("fr-CA", Numeric, "2024-01-09", "2024-01-09"),
            ("fr-CH", Numeric, "2024-01-09", "09.01.2024"),
            ("it-CH", Numeric, "2024-01-09", "09.01.2024"),
            ("nl-BE", Numeric, "2024-01-09", "09/01/2024"),
            ("sv-FI", Numeric, "2024-01-09", "9.1.2024"),
            ("es-MX", Dotted, "2024-09", "sep. 2024"),
            ("es-AR", Dotted, "2024-09", "sept. 2024"),
            ("hu", Short, "2024-01-09", "2024. jan. 9."),
            ("vi", Short, "2024-01", "T1/2024"),
            ("ru", Long, "2026-01-09", "9 января 2026 г."),
            ("ja", Numeric, "2020", "2020"),
            ("ja", Long, "2020", "2020年"),
            ("ko", Numeric, "2020", "2020"),
            ("zh", Numeric, "2020", "2020"),
            ("hr", Numeric, "2019", "2019."),
            ("lt", Long, "2026-01-09", "2026 m. sausio 9 d."),
            ("sk", Long, "2026-01-09", "9. januára 2026"),
            ("eu", Long, "2019", "2019"),
            ("eu", Long, "2019-03", "2019ko martxoa"),
            ("eu", Long, "2024-05-03", "2024ko maiatzaren 3a"),
            ("eu", Long, "2021-12-11", "2021eko abenduaren 11"),
            ("eu", Dotted, "2015-10-31", "2015eko urr. 31"),
            ("ar-SY", Long, "2026-01-09", "9 كانون الثاني 2026"),
            ("ar-DZ", Long, "2026-07-09", "9 جويلية 2026"),
            ("ar-MA", Long, "2026-07-09", "9 يوليوز 2026"),
        ] {
            assert_eq!(locale(tag).with_dates(style).date(date.parse().unwrap()), shown, "{tag}");
        }
    }

    #[test]
    fn a_basque_year_ends_as_it_is_read_aloud() {
        let shown = |year: u16| locale("eu").moment(&moment(&format!("{year}-spring")));
        for year in [2002, 2003, 2004, 2006, 2009, 2011, 2012, 2020, 2031, 1991, 2000, 1984] {
            assert_eq!(shown(year), format!("{year}ko udaberria"));
        }
        for year in [2001, 2005, 2010, 2015, 2021, 2025, 1990, 1900] {
            assert_eq!(shown(year), format!("{year}eko udaberria"));
        }
        let dates: [Date; 2] = ["2021-03", "2021-06"].map(|text| text.parse().unwrap());
        let (start, end) = locale("eu").within_a_year(dates[0], dates[1]).unwrap();
        assert_eq!(locale("eu").range(&start, &end), "2021eko martxoa – ekaina");
    }

    #[test]
    fn a_range_has_spaces_where_a_side_has_one() {
        let range = |tag: &str, start: &str, end: &str| locale(tag).range(start, end);
        assert_eq!(range("fi", "2019", "2021"), "2019–2021");
        assert_eq!(range("fi", "3/2019", "2/2021"), "3/2019–2/2021");
        assert_eq!(range("fi", "3. 2019", "2021"), "3. 2019 – 2021");
        assert_eq!(range("cs", "03/2019", "02/2021"), "03/2019–02/2021");
        assert_eq!(range("cs", "1. 6. 2018", "30. 9. 2018"), "1. 6. 2018 – 30. 9. 2018");
        assert_eq!(range("vi", "03/2019", "nay"), "03/2019 – nay");
        assert_eq!(range("ko", "2019.10", "현재"), "2019.10 ~ 현재");
        assert_eq!(range("zh", "2019.10", "至今"), "2019.10–至今");
        assert_eq!(range("ru", "окт. 2019", "по настоящее время"), "окт. 2019 — по настоящее время");
        assert_eq!(range("ru", "2019", "2021"), "2019–2021");
        assert_eq!(range("he", "2012", "2016"), "2012 – 2016");
        // A dash between hyphens would be one more of them.
        assert_eq!(range("lt", "2019-10", "dabar"), "2019-10 – dabar");
        assert_eq!(range("sv", "2019-10", "2021-02"), "2019-10 – 2021-02");
    }

    #[test]
    fn every_language_says_all_of_it() {
        for (tag, _) in languages() {
            let locale = locale(tag);
            for text in ["2019-spring", "2019-winter", "2019-Q1", "2019-Q4", "expected 2019-05"] {
                let shown = ascii(&locale.moment(&moment(text)));
                assert!(shown.contains("2019") && !shown.contains('{') && shown.len() > 4, "{tag}: {shown}");
            }
            for months in [1, 2, 5, 11, 12, 24, 60, 137] {
                let shown = locale.duration(months);
                assert!(!shown.is_empty() && !shown.contains('{'), "{tag}: {shown}");
            }
            assert!(ascii(&locale.since(&moment("2019"))).contains("2019"), "{tag}");
        }
    }

    /// What is printed of some dates in a language, with the standard form of each.
    fn printed(tag: &str) -> Vec<(String, String)> {
        use DateStyle::{Dotted, Iso, Long, Numeric, Short};
        let mut dates: Vec<String> = ["2019", "2019-01-09", "2019-10-06", "2019-05-01"].map(str::to_owned).into();
        dates.extend((1..=12).flat_map(|month| [format!("2019-{month:02}"), format!("2019-{month:02}-23")]));
        match locale(tag).words.calendar {
            Some(crate::resume::Era::Persian) => dates.extend((1..=12).map(|month| format!("1398-{month:02}"))),
            Some(crate::resume::Era::Buddhist) => dates.extend(["2562".to_owned(), "2562-10".to_owned()]),
            Some(crate::resume::Era::Gregorian) | None => {}
        }
        dates.extend(
            ["spring", "summer", "autumn", "winter", "Q1", "Q2", "Q3", "Q4"].map(|part| format!("2019-{part}")),
        );
        let mut printed = Vec::new();
        for style in [Dotted, Short, Long, Numeric, Iso] {
            let locale = locale(tag).with_dates(style);
            for date in &dates {
                let sure = moment(date);
                let text = locale.moment(&sure);
                printed.push((text.clone(), date.clone()));
                printed.push((locale.since(&sure), date.clone()));
                let (before, after) = locale.until_pattern(&sure);
                printed.push((format!("{before}{text}{after}"), date.clone()));
                let expected = Moment { expected: true, ..sure };
                printed.push((locale.moment(&expected), format!("expected {date}")));
                for level in [None, Some(Level::Master)] {
                    printed.push((locale.degree_moment(&expected, level), format!("expected {date}")));
                }
            }
            let present = locale.end(&crate::resume::End::Present);
            for (start, end) in [("2018-03", "2019-06"), ("2017", "2019"), ("2017-01-09", "2018-11-06")] {
                let of = |date: &str| locale.date(date.parse().unwrap());
                printed.push((locale.range(&of(start), &of(end)), format!("{start} – {end}")));
                printed.push((locale.range(&of(start), &present), format!("{start} – present")));
            }
            let within = locale.within_a_year("2019-03".parse().unwrap(), "2019-06".parse().unwrap());
            printed.extend(within.map(|(start, end)| (locale.range(&start, &end), "2019-03 – 2019-06".to_owned())));
        }
        printed.sort();
        printed.dedup();
        printed
    }

    /// The language files, those that have only dates as well.
    fn all_tags() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().chain(PARTIAL).map(|file| file.tag)
    }

    /// Whether a text has a day and a month in figures, which are in either order in English of no region.
    fn is_in_either_order(text: &str) -> bool {
        text.split(|letter: char| letter != '/' && !letter.is_ascii_digit()).any(|date| date.split('/').count() > 2)
    }

    #[test]
    fn what_is_printed_is_read() {
        let mut wrong = Vec::new();
        for tag in all_tags() {
            let printed = printed(tag);
            // In Finnish, the short name of June is the word for summer.
            let is_clear = |(text, standard): &(String, String)| match tag {
                "en" => !is_in_either_order(text),
                "fi" => !standard.contains("summer"),
                _ => true,
            };
            let printed: Vec<_> = printed.into_iter().filter(is_clear).collect();
            let awards: Vec<_> =
                printed.iter().map(|(text, _)| serde_json::json!({"title": "A", "date": text}).to_string()).collect();
            let text = format!("language: {tag}\nbasics: {{name: A}}\nawards: [{}]\n", awards.join(", "));
            let (mut notes, source) = (Diagnostics::new(), Source::new("resume.yaml", text));
            let resume = Resume::read(&source, &mut notes);
            let Ok(resume) = resume else {
                let errors = notes.sorted().into_iter().filter(|note| note.severity == Severity::Error);
                wrong.extend(errors.map(|note| format!("{tag}: {}", note.message)));
                continue;
            };
            for (award, (text, standard)) in resume.awards.iter().zip(&printed) {
                let read = award.date.as_ref().map(|date| date.value.to_string()).unwrap_or_default();
                if read != *standard {
                    wrong.push(format!("{tag}: `{text}` is read as `{read}` instead of `{standard}`"));
                }
            }
            let ends = format!(
                "language: {tag}\nbasics: {{name: A}}\nwork: [{{name: A, startDate: 2019, endDate: {}}}]\n",
                serde_json::json!(locale(tag).words.present)
            );
            let resume = Resume::read(&Source::new("resume.yaml", ends), &mut Diagnostics::new());
            let is_present = resume.is_ok_and(|resume| {
                resume.work[0].end_date.as_ref().is_some_and(|end| end.value == crate::resume::End::Present)
            });
            if !is_present {
                wrong.push(format!("{tag}: {}", locale(tag).words.present));
            }
        }
        assert!(wrong.is_empty(), "{} dates are not read:\n{}", wrong.len(), wrong.join("\n"));
    }
}
