//! Postal addresses on one line, and the names of countries.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Locale;
use crate::resume::Country;

/// The names of the countries by language, from CLDR: see `cldr/update.py`.
const COUNTRIES: &str = include_str!("cldr/countries.tsv");

/// Short names of countries by language, besides those: a tag, and pairs such as `US=USA`.
const SHORT_NAMES: &str = include_str!("cldr/short_countries.tsv");

/// The short names of countries: tag, code, name.
fn short_names() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    SHORT_NAMES.lines().flat_map(|row| {
        let mut fields = row.split('\t');
        let tag = fields.next().unwrap_or_default();
        fields.filter_map(move |field| field.split_once('=').map(|(code, name)| (tag, code, name)))
    })
}

/// The names of languages by language, from CLDR; each column has all codes of a language.
const LANGUAGES: &str = include_str!("cldr/languages.tsv");

/// The name of a column of a table in the language of a tag; a variant has only the names that differ.
fn name_in(table: &'static str, tag: &str, is_column: impl Fn(&str) -> bool) -> Option<&'static str> {
    let mut rows = table.lines().map(|row| row.split('\t'));
    let column = rows.next()?.position(is_column)?;
    let name = |tag: &str| {
        let row = table.lines().find(|row| row.split('\t').next() == Some(tag))?;
        row.split('\t').nth(column).filter(|name| !name.is_empty())
    };
    let above = tag.rmatch_indices('-').map(|(at, _)| &tag[..at]);
    std::iter::once(tag).chain(above).find_map(name)
}

/// The language of a tag.
fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// The order of an address where most of Europe and Latin America have it.
const CODE_FIRST: &str = "{address}, {code} {city}, {region}";

/// The orders of addresses by country, where they differ (Universal Postal Union, "Postal addressing systems").
const ORDERS: &[(&str, &[&str])] = &[
    (
        "{address}, {city}, {region} {code}",
        &[
            "AE", "BD", "CA", "CN", "EG", "GB", "GG", "HK", "ID", "IM", "IQ", "JE", "JM", "JO", "JP", "KR", "KY", "LB",
            "MM", "MO", "NG", "NP", "NZ", "PK", "PR", "SA", "SG", "TH", "TT", "TW", "US", "VE", "VN", "ZA",
        ],
    ),
    ("{address}, {city} {region} {code}", &["AU"]),
    ("{address}, {city} {code}, {region}", &["IN", "LK", "PE"]),
    ("{address}, {city}, {region}, {code}", &["BY", "CO", "IE", "KZ", "RU", "UA", "UZ"]),
    ("{address}, {city} - {region}, {code}", &["BR"]),
    ("{address}, {code} {city}/{region}", &["TR"]),
    ("{address}, {code} {city} {region}", &["IT", "SM", "VA"]),
    ("{code} {city}, {address}, {region}", &["HU"]),
    ("{region}, {city}, {address}, {code}", &["IR"]),
];

/// Codes of countries that are none of a state or province of the United States, Canada, Brazil or Italy, where a
/// place is usually followed by such a code.
const CLEAR_CODES: &[&str] = &[
    "AD", "AE", "AF", "AI", "AT", "AU", "AW", "AX", "BB", "BD", "BE", "BF", "BH", "BJ", "BM", "BQ", "BW", "BY", "CD",
    "CF", "CG", "CK", "CM", "CU", "CV", "CW", "CY", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ET",
    "FJ", "FK", "FO", "GB", "GD", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GT", "GW", "GY", "HK", "HN",
    "HR", "HT", "HU", "IE", "IQ", "IR", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KW",
    "KZ", "LB", "LK", "LR", "LS", "LV", "LY", "MF", "MH", "MK", "ML", "MM", "MQ", "MR", "MU", "MV", "MW", "MX", "MY",
    "MZ", "NF", "NG", "NI", "NP", "NR", "NZ", "OM", "PF", "PH", "PK", "PL", "PM", "PS", "PW", "PY", "QA", "RU", "RW",
    "SB", "SG", "SH", "SJ", "SK", "SL", "SM", "SN", "ST", "SX", "SY", "SZ", "TC", "TD", "TG", "TH", "TJ", "TK", "TL",
    "TM", "TT", "TW", "TZ", "UA", "UG", "UK", "US", "UY", "UZ", "VG", "VN", "VU", "WF", "WS", "YE", "ZA", "ZM", "ZW",
];

/// Names of countries that are also those of states.
const ALSO_STATES: &[&str] = &["Georgia"];

/// Names of parts of a country that are read as its name, but say more.
const PARTS: &[&str] = &["England", "Northern Ireland", "Scotland", "Wales"];

/// The country that has a name in some language, as it is written there: "España". `None` if the name is also that of a
/// state or a part of a country, or that of two countries.
pub fn country_named(name: &str) -> Option<Country> {
    if ALSO_STATES.contains(&name) || PARTS.contains(&name) {
        return None;
    }
    let mut rows = COUNTRIES.lines().map(|row| row.split('\t'));
    let codes: Vec<&str> = rows.next()?.collect();
    let of_row = |row: std::str::Split<'static, char>| codes.iter().zip(row).skip(1).find(|(_, own)| *own == name);
    let found: BTreeSet<&str> = rows.filter_map(of_row).map(|(code, _)| *code).collect();
    let only = found.first().filter(|_| found.len() == 1)?;
    only.parse().ok()
}

impl Locale {
    /// A place with its country as the language names it, in two parts: what stays of the text, with the commas of the
    /// language, and the country. The country of the document is left out. `None` if the text names no country, or already is in that form.
    pub fn place<'t>(&self, text: &'t str) -> Option<(Cow<'t, str>, &'static str)> {
        let last = text.rfind(self.comma().trim()).map_or(0, |at| at + self.comma().trim().len());
        let last = text.rfind(", ").map_or(last, |at| last.max(at + 2));
        let (before, written) = (&text[..last], text[last..].trim());
        let country = self.country_named(written)?;
        let before_comma = before.trim_end().trim_end_matches([',', '،', '、', '，']);
        let name = self.country(country);
        let is_in_use = written == name || self.uses(written, country);
        let is_own = match &self.home {
            Some(home) => home == country.code(),
            // What is written in the language itself stays.
            None => self.is_home(country) && !is_in_use,
        };
        match is_own && !before_comma.is_empty() {
            true => Some((before_comma.into(), "")),
            false if is_in_use => None,
            false if self.comma() == ", " => Some((before.into(), name)),
            false => Some((before.replace(", ", self.comma()).into(), name)),
        }
    }

    /// Whether a line of an address names the country of the document, and nothing else.
    pub fn is_own_country(&self, line: &str) -> bool {
        let is_own = self.place(&format!("-, {line}")).is_some_and(|(_, country)| country.is_empty());
        is_own && !self.country_named(line.trim()).is_some_and(is_also_a_city)
    }

    /// Whether a name of a country is in use in the language besides the usual one.
    fn uses(&self, name: &str, country: Country) -> bool {
        let is_english = self.is_default() && name.len() > 2 && name.parse() == Ok(country);
        is_english
            || short_names()
                .any(|(tag, code, short)| self.language == base(tag) && code == country.code() && short == name)
    }

    /// The country that a text names by a code, or in any language; `None` for what could be something else.
    fn country_named(&self, text: &str) -> Option<Country> {
        if ALSO_STATES.contains(&text) || PARTS.contains(&text) {
            return None;
        }
        if text.len() <= 3 && text.chars().all(|letter| letter.is_ascii_uppercase()) {
            // "Los Angeles, CA"
            let is_clear =
                text.len() == 3 || CLEAR_CODES.contains(&text) || self.home.as_deref() == Some(text) && text != "CA";
            return text.parse().ok().filter(|_| is_clear);
        }
        if !text.starts_with(|letter: char| !letter.is_lowercase()) || text.chars().count() < 2 {
            return None;
        }
        if text.is_ascii()
            && text.len() > 3
            && let Ok(country) = text.parse()
        {
            return Some(country);
        }
        let in_short = || short_names().filter(|(_, _, short)| *short == text).map(|(_, code, _)| code);
        if ![format!("\t{text}\t"), format!("\t{text}\n")].iter().any(|name| COUNTRIES.contains(name)) {
            return in_short().next()?.parse().ok().filter(|_| in_short().collect::<BTreeSet<_>>().len() == 1);
        }
        let mut rows = COUNTRIES.lines().map(|row| row.split('\t').skip(1));
        let codes: Vec<&str> = rows.next()?.collect();
        let columns =
            rows.flat_map(|names| names.enumerate().filter(|(_, name)| *name == text).map(|(column, _)| column));
        let columns: BTreeSet<usize> = columns.collect();
        let column = columns.first().filter(|_| columns.len() == 1)?;
        codes.get(*column)?.parse().ok()
    }

    /// The name of a country in the language.
    pub fn country(&self, country: Country) -> &'static str {
        name_in(COUNTRIES, self.tag, |code| code == country.code()).unwrap_or(country.name())
    }

    /// The name of a language, which has an ISO 639 code of two or three letters; `None` if it is not known.
    pub(crate) fn language_named_by(&self, code: &str) -> Option<&'static str> {
        let code = code.to_lowercase();
        let is_column = |codes: &str| codes != "code" && codes.split('/').any(|known| known == code);
        name_in(LANGUAGES, self.tag, is_column)
    }

    /// The pattern of an address in a country, or in the document's region: `{address}`, `{code}`, `{city}`,
    /// `{region}` and `{country}`. A language whose own addresses begin with the largest place has a pattern for
    /// them; everywhere else, the country decides.
    pub fn address_pattern(&self, country: Option<Country>) -> String {
        let country = country.map_or(self.region.as_str(), |country| country.code());
        let own = self.words.address.as_ref().filter(|_| self.is_spoken_in(country));
        let order = || ORDERS.iter().find(|(_, countries)| countries.contains(&country)).map(|(order, _)| *order);
        let pattern = own.map_or_else(|| order().unwrap_or(CODE_FIRST), String::as_str).replace(", ", self.comma());
        if pattern.contains("{country}") { pattern } else { format!("{pattern}{}{{country}}", self.comma()) }
    }

    /// Whether addresses leave out a country: that of the document.
    pub fn is_home(&self, country: Country) -> bool {
        country.code() == self.region
    }
}

/// Whether the capital of a country has its name in some language, or the country is a city.
fn is_also_a_city(country: Country) -> bool {
    matches!(
        country.code(),
        "DJ" | "DZ" | "GT" | "HK" | "KW" | "LU" | "MC" | "MO" | "MX" | "PA" | "SG" | "SM" | "TN" | "VA"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::tests::locale;

    #[test]
    fn a_country_named_like_its_capital_stays_in_an_address() {
        for (tag, line, is_own) in [
            ("de-DE", "Deutschland", true),
            ("fr", "France", false),
            ("fr-FR", "France", true),
            ("fr-LU", "Luxembourg", false),
            ("ar-DZ", "الجزائر", false),
            ("en-SG", "Singapore", false),
            ("de-DE", "10115 Berlin", false),
        ] {
            assert_eq!(locale(tag).unwrap().is_own_country(line), is_own, "{tag} {line}");
        }
    }

    #[test]
    fn countries_have_names_in_every_language() {
        let name = |tag: &str, code: &str| locale(tag).unwrap().country(code.parse().unwrap());
        for (tag, code, shown) in [
            ("en", "DE", "Germany"),
            ("de", "CH", "Schweiz"),
            ("de-AT", "CH", "Schweiz"),
            ("fr-CA", "BY", "Bélarus"),
            ("zh", "US", "美国"),
            ("zh-Hant", "US", "美國"),
            ("sr-Latn", "DE", "Nemačka"),
            ("fa", "DE", "آلمان"),
            ("es-MX", "RO", "Rumania"),
            ("pt-PT", "BH", "Barém"),
        ] {
            assert_eq!(name(tag, code), shown, "{tag}");
        }
        let codes = COUNTRIES.lines().next().unwrap().split('\t').skip(1);
        assert!(codes.clone().count() == 250 && codes.clone().all(|code| code.parse::<Country>().is_ok()));
        for (tag, _) in Locale::languages() {
            assert!(codes.clone().all(|code| !name(tag, code).is_empty()), "{tag}");
        }
    }

    #[test]
    fn places_have_the_country_in_the_language_and_not_their_own() {
        let place = |tag: &str, text: &str| {
            locale(tag).unwrap().place(text).map_or(text.to_owned(), |(place, country)| format!("{place}{country}"))
        };
        for (tag, text, shown) in [
            ("de", "Paris, France", "Paris, Frankreich"),
            ("de", "Paris, Frankreich", "Paris, Frankreich"),
            ("de", "Wien, AUT", "Wien, Österreich"),
            ("de", "Seattle, USA", "Seattle, USA"),
            ("fr", "Seattle, USA", "Seattle, États-Unis"),
            ("de", "Sevilla, España", "Sevilla, Spanien"),
            ("de", "Austin, EE. UU.", "Austin, Vereinigte Staaten"),
            ("de", "Berlin, Germany", "Berlin"),
            ("de", "Berlin, Deutschland", "Berlin, Deutschland"),
            ("de-DE", "Berlin, Deutschland", "Berlin"),
            ("de-DE", "Berlin, DE", "Berlin"),
            ("de-AT", "Berlin, Deutschland", "Berlin, Deutschland"),
            ("fr", "Köln, Deutschland", "Köln, Allemagne"),
            ("fr", "Wien, AT", "Wien, Autriche"),
            ("ja", "Berlin, Germany", "Berlin、ドイツ"),
            ("ja", "Munich, Bavaria, Germany", "Munich、Bavaria、ドイツ"),
            ("ar", "برلين, Germany", "برلين، ألمانيا"),
            ("fa", "Berlin, DEU", "Berlin، آلمان"),
            ("zh", "柏林, Germany", "柏林，德国"),
            ("zh", "西雅图，USA", "西雅图，美国"),
            ("en", "London, UK", "London, UK"),
            ("en", "Seattle, WA, USA", "Seattle, WA, USA"),
            ("en-US", "Seattle, WA, USA", "Seattle, WA"),
            ("en-GB", "London, United Kingdom", "London"),
            ("en", "Köln, Deutschland", "Köln, Germany"),
            // Not countries, or not surely.
            ("de", "Los Angeles, CA", "Los Angeles, CA"),
            ("en-CA", "Los Angeles, CA", "Los Angeles, CA"),
            ("de", "Wilmington, DE", "Wilmington, DE"),
            ("de", "Bergamo, BG", "Bergamo, BG"),
            ("de", "Atlanta, Georgia", "Atlanta, Georgia"),
            ("de", "Edinburgh, Scotland", "Edinburgh, Scotland"),
            ("de", "Remote", "Remote"),
            ("de", "Berlin", "Berlin"),
            ("de", "Germany", "Deutschland"),
        ] {
            assert_eq!(place(tag, text), shown, "{tag}: {text}");
        }
    }

    #[test]
    fn the_orders_name_a_country_once() {
        let mut all: Vec<_> = ORDERS.iter().flat_map(|(_, countries)| *countries).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|code| code.parse::<Country>().is_ok()));
    }
}
