//! The language of a file that does not name it.

use whatlang::{Lang, Script, detect as detect_language};

use crate::locale::Locale;
use crate::yaml::{Entry, Node, Value};

/// The least length of text, in letters, from which a language can be told: in the Latin script, which most languages
/// use, and in others.
const LEAST_LATIN: usize = 120;
const LEAST: usize = 50;

/// How sure it must be.
const CONFIDENCE: f64 = 0.9;

/// Adds the language of the text to a résumé that does not name one, and returns it. English is the
/// default, and is not added. Where the text is too short to tell, it is the language of the titles, if that is known.
pub fn detect(root: &mut Node, of_titles: Option<&'static str>) -> Option<&'static str> {
    if root.find("language").is_some() {
        return None;
    }
    let mut prose = String::new();
    collect(root, "", &mut prose);
    let language = detected(&prose).or(of_titles).filter(|language| *language != "en")?;
    let span = root.span;
    root.entries_mut()?.push(Entry::new("language", Node::text(language, span)));
    Some(language)
}

/// The language of a text, if it is sure, and not English.
pub fn of_text(prose: &str) -> Option<&'static str> {
    detected(prose).filter(|language| *language != "en")
}

/// The language of a text, if it is sure.
fn detected(prose: &str) -> Option<&'static str> {
    let info = detect_language(prose)?;
    let least = if info.script() == Script::Latin { LEAST_LATIN } else { LEAST };
    if prose.chars().filter(|letter| letter.is_alphabetic()).count() < least {
        return None;
    }
    if !info.is_reliable() || info.confidence() < CONFIDENCE {
        return None;
    }
    tag(info.lang())
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
        Value::Scalar { text, .. } if text.contains(' ') || is_unspaced(text) => {
            prose.push_str(text);
            prose.push('\n');
        }
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, key, prose)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| collect(&entry.value, &entry.key.name, prose)),
    }
}

/// Whether a text without spaces may be a sentence: in a script that has none.
fn is_unspaced(text: &str) -> bool {
    const LEAST: usize = 8;
    let letters = text.chars().filter(|letter| matches!(letter, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{9fff}'));
    letters.count() >= LEAST
}

/// The tag of a language that Recto has.
fn tag(language: Lang) -> Option<&'static str> {
    let tag = match language {
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hye => "hy",
        Lang::Hun => "hu",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kat => "ka",
        Lang::Kor => "ko",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mkd => "mk",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tgl => "fil",
        Lang::Tha => "th",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Vie => "vi",
        _ => return None,
    };
    Locale::is_supported(tag).then_some(tag)
}
