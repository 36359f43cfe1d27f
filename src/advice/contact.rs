//! Advice on contact details and personal data.

use super::{Facts, Finding};
use crate::resume::Resume;
use crate::theme::OptionValue;

/// Countries where employers must not, or would rather not, know personal details (ISO 3166-1).
const PRIVATE: &[&str] = &["US", "CA", "GB", "IE", "AU", "NZ"];

pub fn email(facts: &Facts) -> Vec<Finding> {
    let basics = &facts.resume.basics;
    // If all contact details are missing, they were redacted on purpose.
    let redacted = basics.email.is_empty() && basics.phone.is_empty() && basics.location.is_none();
    let missing = facts.is_begun() && basics.email.is_empty() && !redacted;
    missing.then(|| Finding::new("the résumé has no email address")).into_iter().collect()
}

pub fn location(facts: &Facts) -> Vec<Finding> {
    let basics = &facts.resume.basics;
    // The location of a job is good enough.
    let told = basics.location.is_some() || facts.resume.work.iter().any(|work| work.location.is_some());
    let missing = facts.is_begun() && !basics.email.is_empty() && !told;
    missing.then(|| Finding::new("the résumé has no location")).into_iter().collect()
}

pub fn tracking(facts: &Facts) -> Vec<Finding> {
    let basics = &facts.resume.basics;
    let profiles = basics.profiles.iter().filter_map(|profile| profile.url.as_ref()).map(|url| &url.value);
    let addresses = basics.url.iter().chain(profiles);
    let marks = ["utm_", "fbclid=", "gclid=", "trk=", "originalSubdomain=", "igshid="];
    addresses
        .filter(|address| {
            address.as_str().split_once('?').is_some_and(|(_, query)| marks.iter().any(|mark| query.contains(mark)))
        })
        .map(|address| Finding::in_text(format!("`{address}` contains tracking parameters"), address.origin()))
        .collect()
}

/// Finds a portrait that the theme does not print unless the option `photo` is set. Those that come with Recto print it.
pub fn hidden_photo(facts: &Facts) -> Vec<Finding> {
    const PHOTO: &str = "photo";
    let Some((theme, image)) = facts.surroundings.theme.zip(facts.resume.basics.image.as_ref()) else {
        return Vec::new();
    };
    let settings = facts.resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
    let is_chosen = settings.iter().any(|setting| *setting.name.value == *PHOTO);
    let prints_none = theme.manifest.options.get(PHOTO).is_some_and(|spec| spec.default == OptionValue::Boolean(false));
    let message = || format!("the portrait is not printed: the theme `{}` has none by default", theme.manifest.name);
    let found = !is_chosen && prints_none && private_country(facts).is_none();
    found.then(|| Finding::at(message(), image.file.span)).into_iter().collect()
}

/// The country of the résumé, if employers there should not know personal details.
fn private_country(facts: &Facts) -> Option<String> {
    let Resume { basics, language, .. } = facts.resume;
    let region = language.as_ref().and_then(|language| language.value.split('-').next_back().map(str::to_owned));
    let country = basics.location.as_ref().and_then(|location| location.country_code.as_ref()).map(ToString::to_string);
    country.or(region).filter(|country| PRIVATE.contains(&country.as_str()))
}

pub fn personal(facts: &Facts) -> Vec<Finding> {
    let basics = &facts.resume.basics;
    let Some(country) = private_country(facts) else { return Vec::new() };
    let told = ["birth", "born", "age", "marital", "religion", "gender", "children", "nationality"];
    let private = |name: &str| {
        let name = name.to_lowercase();
        name.split(|letter: char| !letter.is_alphabetic()).any(|word| told.contains(&word))
    };
    let facts_told = basics.facts.iter().filter(|fact| private(&fact.name));
    let mut found: Vec<Finding> = facts_told
        .map(|fact| {
            Finding::in_text(
                format!("`{}` should not be disclosed to employers in {country}", &*fact.name),
                fact.name.origin(),
            )
        })
        .collect();
    if let Some(image) = &basics.image {
        found.push(Finding::at(format!("employers in {country} do not expect a portrait"), image.file.span));
    }
    found
}
