//! Codes of a Candidate as words: countries, languages and dates.

use serde_json::{Map, Value as Json};

use crate::locale::Locale;
use crate::resume::Country;

/// The keys of countries.
const COUNTRIES: &[&str] = &["CountryCode", "Country", "NationalityCode", "IssuingCountryCode"];

/// Writes the codes of a Candidate in the words of its language.
pub fn resolve(tree: &mut Json) {
    let Some(candidate) = tree.get_mut("Candidate") else { return };
    let profile = candidate.get("CandidateProfile").map(|profile| profile.get(0).unwrap_or(profile));
    let tag = profile.and_then(|profile| profile.get("LanguageCode")).and_then(Json::as_str).unwrap_or("en");
    let locale = Locale::named(tag).or_else(|| Locale::named("en")).expect("English is supported");
    Resolver { locale: &locale, is_organization: false }.walk(candidate, "");
}

struct Resolver<'a> {
    locale: &'a Locale,
    /// Whether it is an organization that can be reached there.
    is_organization: bool,
}

impl Resolver<'_> {
    fn walk(&self, value: &mut Json, key: &str) {
        if let Some(date) = date(value) {
            *value = Json::from(date);
        }
        match value {
            Json::Array(items) => items.iter_mut().for_each(|item| self.walk(item, key)),
            Json::Object(fields) => self.walk_fields(fields, key),
            Json::String(text) if COUNTRIES.contains(&key) => {
                if let Some(country) = country(text) {
                    *text = self.locale.country(country).to_owned();
                }
            }
            Json::String(text) if key == "PrimaryLanguageCode" => *text = self.language(text),
            _ => {}
        }
    }

    fn walk_fields(&self, fields: &mut Map<String, Json>, key: &str) {
        let is_language =
            fields.get("TaxonomyID").and_then(Json::as_str).is_some_and(|id| id.eq_ignore_ascii_case("language"));
        if let Some(Json::String(code)) = fields.get_mut("CompetencyID").filter(|_| is_language) {
            *code = self.language(code);
        }
        for (name, value) in fields.iter_mut() {
            match (key, name.as_str(), &mut *value) {
                // A résumé has the country of a person's address as a code.
                ("Address", "CountryCode", Json::String(code)) if !self.is_organization => {
                    *code = last_part(code).to_uppercase();
                }
                (_, "OrganizationContact", value) => Resolver { is_organization: true, ..*self }.walk(value, name),
                _ => self.walk(value, name),
            }
        }
    }

    /// The name of a language; what is no known code stays as it is.
    fn language(&self, code: &str) -> String {
        self.locale.language_named_by(last_part(code)).map_or_else(|| code.to_owned(), str::to_owned)
    }
}

/// The date of an element that only has one.
fn date(value: &Json) -> Option<String> {
    let fields = value.as_object().filter(|fields| fields.len() == 1)?;
    let written = fields.get("FormattedDateTime").or_else(|| fields.get("DateText"))?.as_str()?;
    // The time of day says nothing.
    let day = written.split_once('T').map_or(written, |(day, _)| day);
    let is_day = day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    Some(if is_day { day } else { written }.to_owned())
}

/// The country of a code of two or three letters, or of an address of the Union's list.
fn country(written: &str) -> Option<Country> {
    let code = last_part(written).to_uppercase();
    (code.len() == 2 || code.len() == 3).then(|| code.parse().ok()).flatten()
}

/// What an address ends with: the code.
fn last_part(written: &str) -> &str {
    if written.contains("://") { written.rsplit('/').next().unwrap_or(written) } else { written }
}
