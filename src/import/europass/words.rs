//! Europass's names of abilities and of groups of skills, in the languages of its countries.

use crate::locale::Locale;

/// The name of an ability or of a group of skills in the language of a résumé; English if Europass does not have it.
pub fn word(kind: &str, locale: &Locale) -> Option<&'static str> {
    let words = locale.europass();
    Some(match kind {
        "listening" => words.listening,
        "reading" => words.reading,
        "spoken interaction" => words.spoken_interaction,
        "spoken production" => words.spoken_production,
        "writing" => words.writing,
        "communication" => words.communication,
        "management" => words.management,
        "organisation" => words.organisation,
        "job" => words.job,
        "digital" => words.digital,
        "other" => words.other,
        _ => return None,
    })
}
