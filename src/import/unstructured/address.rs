//! Postal addresses.

use std::sync::LazyLock;

use regex::Regex;

use super::super::draft::{Draft, text};
use super::guesses::Findings;
use super::lines::escaped;
use crate::locale::country_named;
use crate::resume::Country;
use crate::source::Span;
use crate::yaml::Node;

/// The code and town at the end of an address: "10115 Berlin", "1012 AB Amsterdam", "150-0002 Tokyo".
static CODE_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[A-Z]{1,2}-)?(\d{2}-\d{3}|\d{3,6}(?:[ -]\d{2,4})?(?: [A-Z]{2})?) (\p{Lu}.*)$")
        .expect("a fixed pattern")
});

/// The town and code at the end of an address: "Seattle, WA 98101", "Toronto, ON M5V 2T6", "London SW1A 1AA".
static CODE_LAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(.*?), )??(\p{Lu}[\p{L} .'’-]+?)(?:,? ([A-Z]{2,3}))?,? (\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|\d{4})$",
    )
    .expect("a fixed pattern")
});

/// The country behind the code of an address of the United States: "Dayton, OH 45410 US".
static COUNTRY_AFTER_CODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(.+ [A-Z]{2} \d{5}(?:-\d{4})?),? (\p{Lu}[\p{L} ]+)$").expect("a fixed pattern"));

/// The town and the state at the end of an address of Brazil: "Rua das Acácias, 415 – Contagem / MG".
static STATE_LAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(.*\d.*?)(?:,| [–-]) (\p{Lu}[\p{L} '’]+?)\s?/\s?([A-Z]{2})$").expect("a fixed pattern")
});

/// What an address says.
#[derive(Default)]
struct Address {
    street: String,
    code: String,
    town: String,
    region: String,
}

/// Divides an address without its country.
fn parted(written: &str) -> Option<Address> {
    if let Some(found) = CODE_LAST.captures(written) {
        let part = |at: usize| found.get(at).map_or("", |part| part.as_str()).to_owned();
        return Some(Address { street: part(1), town: part(2), region: part(3), code: part(4) });
    }
    let (street, last) = written.rsplit_once(", ").unwrap_or(("", written));
    if let Some(found) = CODE_FIRST.captures(last) {
        return Some(Address {
            street: street.into(),
            code: found[1].into(),
            town: found[2].into(),
            ..Address::default()
        });
    }
    if let Some(found) = STATE_LAST.captures(written) {
        let part = |at: usize| found[at].to_owned();
        return Some(Address { street: part(1), town: part(2), region: part(3), code: String::new() });
    }
    // "8000 Zürich, ZH": the region follows.
    let (street, town) = street.rsplit_once(", ").unwrap_or(("", street));
    let found = CODE_FIRST.captures(town)?;
    Some(Address { street: street.into(), code: found[1].into(), town: found[2].into(), region: last.into() })
}

/// The country at the end of an address, and where the rest ends.
fn country(written: &str) -> Option<(Country, usize)> {
    if let Some(found) = COUNTRY_AFTER_CODE.captures(written) {
        let code = Country::named(&found[2]).or_else(|| country_named(&found[2])).or_else(|| found[2].parse().ok());
        return code.map(|code| (code, found[1].len()));
    }
    let comma = written.rfind(',')?;
    let name = written[comma + 1..].trim();
    // Two letters are more often a state of a federation.
    let is_state = name.chars().count() < 3 && name != "UK";
    let country = Country::named(name).or_else(|| country_named(name));
    country.filter(|_| !is_state).map(|code| (code, comma))
}

/// Whether a text has a postal code, or a street and a state, beside a town.
pub fn has_code(written: &str) -> bool {
    let end = country(written).map_or(written.len(), |(_, end)| end);
    parted(&written[..end]).is_some()
}

/// Whether a text looks like an address: a street with a number, or a town with its country.
pub fn is_address(written: &str) -> bool {
    let parts: Vec<&str> = written.split(", ").collect();
    let is_name = |part: &str| part.chars().next().is_some_and(|first| first.is_uppercase() || !first.is_ascii());
    let has_number = parts.iter().any(|part| {
        let words = part.split_whitespace().count();
        words >= 2 && part.split_whitespace().any(|word| word.starts_with(|first: char| first.is_ascii_digit()))
    });
    has_code(written)
        || (2..=5).contains(&parts.len())
            && parts.last().is_some_and(|last| is_name(last))
            && (has_number || country(written).is_some())
}

/// The prefecture or province, and the town, of an address in Japanese or Chinese.
fn prefecture(written: &str) -> Option<(&str, &str)> {
    let end = written.char_indices().take(5).find(|(_, letter)| "都道府県省".contains(*letter))?;
    let (region, city) = written.split_at(end.0 + end.1.len_utf8());
    (region.chars().count() > 2 && city.ends_with(['市', '区', '區', '町', '村', '郡'])).then_some((region, city))
}

/// An address as the format has it.
pub fn location(written: &str, span: Span, findings: &mut Findings) -> Option<Node> {
    let mut location = Draft::default();
    let mut end = written.len();
    if let Some((country, before)) = country(written) {
        location.put("countryCode", text(country.to_string(), span));
        findings.convert(span);
        end = before;
    }
    let rest = written[..end].trim();
    let mut put = |key: &str, value: &str| {
        location.put(key, (!value.is_empty()).then(|| text(escaped(value), span)));
    };
    if let Some(Address { street, code, town, region }) = parted(rest) {
        put("address", &street);
        put("postalCode", &code);
        put("city", &town);
        put("region", &region);
        return location.node(span);
    }
    let parts: Vec<&str> = rest.split(", ").map(str::trim).filter(|part| !part.is_empty()).collect();
    let has_number = |part: &str| part.contains(|letter: char| letter.is_ascii_digit());
    let is_state = |part: &str| part.chars().count() <= 3 && part.chars().all(char::is_uppercase);
    match parts[..] {
        [city, region] if !has_number(city) => {
            put("city", city);
            put("region", region);
        }
        [.., city, region] if parts.len() > 2 && is_state(region) => {
            put("address", &parts[..parts.len() - 2].join(", "));
            put("city", city);
            put("region", region);
        }
        [.., city] if parts.len() > 1 && has_number(parts[0]) => {
            put("address", &parts[..parts.len() - 1].join(", "));
            put("city", city);
        }
        _ => match prefecture(rest) {
            Some((region, city)) => {
                put("city", city);
                put("region", region);
            }
            None => put("city", rest),
        },
    }
    location.node(span)
}

#[cfg(test)]
mod tests {
    use super::{country, is_address, parted};

    #[test]
    fn addresses_of_many_countries_are_divided() {
        for (written, expected) in [
            (
                "900 Spruce Street, Suite 1410, Seattle, WA 98101",
                ["900 Spruce Street, Suite 1410", "98101", "Seattle", "WA"],
            ),
            ("Lindenstraße 12, 10115 Berlin", ["Lindenstraße 12", "10115", "Berlin", ""]),
            ("London SW1A 1AA", ["", "SW1A 1AA", "London", ""]),
            ("Keizersgracht 4, 1015 CX Amsterdam", ["Keizersgracht 4", "1015 CX", "Amsterdam", ""]),
            ("12 King St, Toronto, ON M5V 2T6", ["12 King St", "M5V 2T6", "Toronto", "ON"]),
            ("69003 Lyon", ["", "69003", "Lyon", ""]),
            ("ul. Polna 5, 30-001 Kraków", ["ul. Polna 5", "30-001", "Kraków", ""]),
            ("Rua A, 415 – Eldorado – Contagem / MG", ["Rua A, 415 – Eldorado", "", "Contagem", "MG"]),
        ] {
            let read = parted(written).unwrap_or_else(|| panic!("{written}"));
            assert_eq!([read.street, read.code, read.town, read.region], expected.map(str::to_owned), "{written}");
        }
        assert!(parted("Seattle, WA").is_none());
        assert_eq!(country("Dayton, OH 45410 US").map(|(code, _)| code.to_string()).as_deref(), Some("US"));
        assert!(is_address("3 Bóthar na Trá, Galway") && !is_address("Designs timber, steel and glass"));
    }
}
