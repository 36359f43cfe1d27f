//! Place, date, subject and enclosures of letters, as a language writes them.

use super::{DateStyle, Locale, RecipientPart};
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
        // A pattern without a place has none of its own signs for one.
        let between = if self.has_place_in_letters() { between } else { self.comma() };
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
            self.months_of(date, names).get(usize::from(month) - 1)
        });
        let pattern = pattern.replace("{date}", &long.date(date));
        self.filled(&pattern, month.map_or("", String::as_str), date)
    }

    /// The label before the subject of a letter, with its sign; empty if the language has none.
    pub fn subject_label(&self) -> &str {
        self.words.letter.subject.as_deref().and_then(|pattern| pattern.split("{subject}").next()).unwrap_or_default()
    }

    /// The parts of a recipient, in order.
    pub fn recipient(&self) -> &[RecipientPart] {
        use RecipientPart::{Address, Name, Organization, Position};
        self.words.letter.recipient.as_deref().unwrap_or(&[Name, Position, Organization, Address])
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::resume::PlainText;
    use crate::source::{Source, Spanned};

    fn locale(tag: &str) -> Locale {
        let source = Source::new("resume.yaml", tag);
        let tag: Spanned<PlainText> = Spanned { value: tag.parse().unwrap(), span: source.span(0..tag.len()) };
        Locale::find(Some(&tag), &mut Diagnostics::new()).unwrap()
    }

    /// The line of a letter of 9 January 2026, whose sender lives in a city.
    fn line(tag: &str, city: Option<&str>) -> String {
        let locale = locale(tag);
        let city = city.filter(|_| locale.has_place_in_letters());
        let PlaceAndDate { between, date, date_first } =
            locale.place_and_date("2026-01-09".parse().unwrap(), city.is_some());
        match (city, date_first) {
            (Some(city), true) => format!("{date}{between}{city}"),
            (Some(city), false) => format!("{city}{between}{date}"),
            (None, _) => date,
        }
    }

    #[test]
    fn place_and_date_follow_the_formula_of_the_country() {
        for (tag, city, shown) in [
            ("fr", "Lyon", "Lyon, le 9 janvier 2026"),
            ("fr-CA", "Montréal", "Montréal, le 9 janvier 2026"),
            ("da", "Aarhus", "Aarhus, den 9. januar 2026"),
            ("sv", "Malmö", "Malmö den 9 januari 2026"),
            ("fi", "Tampere", "Tampere 9.1.2026"),
            ("cs", "Brno", "Brno 9. ledna 2026"),
            ("pl", "Łódź", "Łódź, 9 stycznia 2026 r."),
            ("vi", "Đà Nẵng", "Đà Nẵng, ngày 09 tháng 01 năm 2026"),
            ("pt-BR", "Curitiba", "Curitiba, 9 de janeiro de 2026"),
            ("es-MX", "Puebla", "Puebla, 9 de enero de 2026"),
            ("id", "Bandung", "Bandung, 9 Januari 2026"),
            ("ro-MD", "Chișinău", "Chișinău, 9 ianuarie 2026"),
            ("ca-AD", "Andorra la Vella", "Andorra la Vella, 9 de gener del 2026"),
            ("el", "Αθήνα", "Αθήνα, 9 Ιανουαρίου 2026"),
            ("hr", "Zagreb", "Zagreb, 9. siječnja 2026."),
            ("sq", "Tiranë", "Tiranë, më 9 janar 2026"),
            ("lt", "Vilnius", "Vilnius, 2026 m. sausio 9 d."),
            ("ar", "القاهرة", "القاهرة، 9 يناير 2026"),
            ("de-AT", "Graz", "Graz, 9. Jänner 2026"),
            ("en", "Seattle", "January 9, 2026"),
            ("ja", "仙台市", "2026年1月9日"),
            ("ru", "Москва", "9 января 2026 г."),
        ] {
            assert_eq!(line(tag, Some(city)), shown, "{tag}");
        }
        let closing = |tag: &str| locale(tag).place_and_date("2026-01-09".parse().unwrap(), true).between;
        assert_eq!([closing("ja"), closing("zh"), closing("ru")], ["、", "，", ", "]);
        assert_eq!(line("fr", None), "9 janvier 2026");
        assert_eq!(line("fr-CA", None), "Le 9 janvier 2026");
        assert_eq!(line("vi", None), "Ngày 09 tháng 01 năm 2026");
        assert_eq!(line("pl", None), "9 stycznia 2026 r.");
    }

    #[test]
    fn the_subject_has_a_label_where_a_letter_needs_one() {
        for (tag, label) in [
            ("en", ""),
            ("de", ""),
            ("pl", ""),
            ("cs", ""),
            ("fr", "Objet\u{a0}: "),
            ("es", "Asunto: "),
            ("it", "Oggetto: "),
            ("nl-BE", "Betreft: "),
            ("hu", "Tárgy: "),
            ("ar", "الموضوع: "),
            ("fa", "موضوع: "),
            ("he", "הנדון: "),
            ("hi", "विषय: "),
            ("th", "เรื่อง "),
            ("el", "Θέμα: "),
            ("bn", "বিষয়: "),
            ("sw", "Yah: "),
            ("zh-Hant", "主旨："),
        ] {
            assert_eq!(locale(tag).subject_label(), label, "{tag}");
        }
    }

    #[test]
    fn one_enclosure_is_singular() {
        let both = |tag: &str| [1, 2].map(|count| locale(tag).enclosures(count).to_owned());
        assert_eq!(both("en"), ["Enclosure", "Enclosures"]);
        assert_eq!(both("fr-CH"), ["Annexe", "Annexes"]);
        assert_eq!(both("de-AT"), ["Beilage", "Beilagen"]);
        assert_eq!(both("ru"), ["Приложение", "Приложения"]);
        assert_eq!(both("ja"), ["同封書類", "同封書類"]);
    }
}
