//! Postal addresses on one line, and the names of countries.

use super::Locale;
use crate::resume::Country;

/// The names of the countries by language, from CLDR: see `cldr/update.py`.
const COUNTRIES: &str = include_str!("cldr/countries.tsv");

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

impl Locale {
    /// The name of a country in the language.
    pub fn country(&self, country: Country) -> &'static str {
        let code = country.code();
        let mut rows = COUNTRIES.lines().map(|row| row.split('\t'));
        let column = rows.next().and_then(|mut codes| codes.position(|known| known == code));
        let name = |tag: &str| {
            let row = COUNTRIES.lines().find(|row| row.split('\t').next() == Some(tag))?;
            row.split('\t').nth(column?).filter(|name| !name.is_empty())
        };
        // A variant has only the names that differ.
        let above = self.tag.rmatch_indices('-').map(|(at, _)| &self.tag[..at]);
        std::iter::once(self.tag).chain(above).find_map(name).unwrap_or(country.name())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::tests::locale;

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
    fn the_orders_name_a_country_once() {
        let mut all: Vec<_> = ORDERS.iter().flat_map(|(_, countries)| *countries).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|code| code.parse::<Country>().is_ok()));
    }
}
