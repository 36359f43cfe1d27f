//! The language of a file that does not name it.

use whatlang::{Lang, detect as detect_language};

use crate::locale::Locale;
use crate::yaml::{Entry, Node, Value};

/// The least length of text, in letters, from which a language can be told.
const LEAST: usize = 120;

/// How sure it must be.
const CONFIDENCE: f64 = 0.9;

/// Adds the language of the text to a résumé that does not name one, and returns it. English is the
/// default, and is not added.
pub fn detect(root: &mut Node) -> Option<&'static str> {
    if root.find("language").is_some() {
        return None;
    }
    let mut prose = String::new();
    collect(root, "", &mut prose);
    if prose.chars().filter(|letter| letter.is_alphabetic()).count() < LEAST {
        return None;
    }
    let info = detect_language(&prose)?;
    if info.lang() == Lang::Eng || !info.is_reliable() || info.confidence() < CONFIDENCE {
        return None;
    }
    let language = tag(info.lang())?;
    let span = root.span;
    root.entries_mut()?.push(Entry::new("language", Node::text(language, span)));
    Some(language)
}

/// Says in the result where the language comes from.
pub fn explain(text: &mut String, language: &str) {
    let line = format!("\nlanguage: {language}\n");
    let explained = format!("\n# Detected from the text; change it if it is wrong.{line}");
    *text = text.replacen(&line, &explained, 1);
}

/// Collects the sentences of a résumé: not names, which are in no language.
fn collect(node: &Node, key: &str, prose: &mut String) {
    const NAMES: &[&str] =
        &["name", "url", "email", "phone", "keywords", "network", "username", "location", "profiles", "meta", "theme"];
    match &node.value {
        _ if NAMES.contains(&key) => {}
        Value::Scalar { text, .. } if text.contains(' ') => {
            prose.push_str(text);
            prose.push('\n');
        }
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, key, prose)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| collect(&entry.value, &entry.key.name, prose)),
    }
}

/// The tag of a language that Recto has.
fn tag(language: Lang) -> Option<&'static str> {
    let tag = match language {
        Lang::Ara => "ar",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hun => "hu",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Slk => "sk",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Vie => "vi",
        _ => return None,
    };
    Locale::is_supported(tag).then_some(tag)
}
