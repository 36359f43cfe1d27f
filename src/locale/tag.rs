//! Language tags (BCP 47) → the file of the language.

use unicode_script::Script;

use super::{Direction, LANGUAGE_ALIASES, LANGUAGES, LanguageFile, PARTIAL};

/// What is known of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// All words.
    Full,
    /// Months, dates and quotation marks; the other words are English.
    Dates,
    /// Nothing: all words are English.
    Nothing,
}

/// A language tag with the file that has its words.
pub(super) struct Match {
    /// The file; that of English for a language without one.
    pub file: &'static LanguageFile,
    /// The ISO 639 code of the language.
    pub language: String,
    /// The ISO 3166-1 code of the region, if the tag has one.
    pub region: Option<String>,
    /// Whether the script that the tag names, or that of a language without a file, is written from right to left.
    pub from_right: bool,
    /// How many of the words the file has.
    pub coverage: Coverage,
}

/// The languages that have a code of two letters (ISO 639-1): any other one is a mistake.
const TWO_LETTERS: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo \
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg \
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn \
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te \
    tg th ti tk tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Languages without a file whose usual script is written from right to left (likely subtags of CLDR).
const FROM_RIGHT: &str = "\
    aeb ajp apc ars ary arz azb bal bgn bqi brh ckb dv glk haz khw ks lah lki lrc luz mzn nqo pnb prs sam sdh skr syc syr \
    ug yi";

impl LanguageFile {
    /// How well it fits a language tag: by its script, by its region, and then the less special, the better.
    fn fitness(&self, script: Option<&str>, region: Option<&str>) -> (bool, bool, isize) {
        let parts = || self.tag.split('-').skip(1);
        let scripted = script.is_some_and(|script| parts().any(|part| part.eq_ignore_ascii_case(script)));
        let own = |region: &str| self.regions.contains(&region) || parts().any(|part| part == region);
        let at_home = (script.is_none() || scripted) && region.is_some_and(own);
        let special = parts().count() as isize;
        (scripted, at_home, if at_home { special } else { -special })
    }
}

/// The parts of a tag: language, script, region, variants; `None` if it is not a tag.
fn parts(written: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = written.split(['-', '_']).collect();
    let is_language = parts[0].len() == 2 || parts[0].len() == 3;
    let is_letters = parts[0].bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part = |part: &&str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_language && is_letters && parts.iter().all(is_part)).then_some(parts)
}

/// The script with a code (ISO 15924), in any case.
fn script_named(code: &str) -> Option<Script> {
    let (first, rest) = code.split_at_checked(1)?;
    Script::from_short_name(&(first.to_uppercase() + &rest.to_lowercase()))
}

/// The file for a tag; `None` if it is not a tag, or no language has its code.
pub(super) fn find(written: &str) -> Option<Match> {
    let written = parts(written)?;
    let first = written[0].to_lowercase();
    let alias = LANGUAGE_ALIASES.iter().find(|(old, _)| *old == first).map_or(first.as_str(), |(_, new)| new);
    let mut parts = alias.split('-').chain(written[1..].iter().copied());
    let language = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.take_while(|part| part.len() > 1).collect();
    let is_region = |part: &&&str| part.len() == 2 || part.len() == 3 && part.parse::<u16>().is_ok();
    let region = rest.iter().find(is_region).map(|region| region.to_uppercase());
    let script = rest.iter().find(|part| part.len() == 4).copied();
    let own = LANGUAGES.iter().filter(|file| file.tag.split('-').next() == Some(language));
    let full = own.max_by_key(|file| file.fitness(script, region.as_deref())).map(|file| (file, Coverage::Full));
    let dates = || PARTIAL.iter().find(|file| file.tag == language).map(|file| (file, Coverage::Dates));
    let known = language.len() == 3 || TWO_LETTERS.split(' ').any(|code| code == language);
    let none = || Some((LANGUAGES.iter().find(|file| file.tag == super::DEFAULT)?, Coverage::Nothing));
    let (file, coverage) = full.or_else(dates).or_else(|| none().filter(|_| known))?;
    let from_right = match script.and_then(script_named) {
        Some(script) => Direction::of_script(script) == Direction::Rtl,
        None => coverage == Coverage::Nothing && FROM_RIGHT.split_whitespace().any(|code| code == language),
    };
    Some(Match { file, language: language.to_owned(), region, from_right, coverage })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(tag: &str) -> Option<(&'static str, Coverage)> {
        find(tag).map(|found| (found.file.tag, found.coverage))
    }

    #[test]
    fn any_tag_leads_to_a_file() {
        use Coverage::{Dates, Full, Nothing};
        for (tag, file, coverage) in [
            ("tl", "fil", Full),
            ("sh", "sr-Latn", Full),
            ("in-ID", "id", Full),
            ("iw", "he", Full),
            ("no", "nb", Full),
            ("deu", "de", Full),
            ("ger-AT", "de-AT", Full),
            ("zh-cmn-Hans-CN", "zh", Full),
            ("en-US-u-ca-gregory", "en", Full),
            ("sl-rozaj", "sl", Full),
            ("mr", "mr", Dates),
            ("cy-GB", "cy", Dates),
            ("eus-ES", "eu", Full),
            ("tlh", "en", Nothing),
            ("oc-FR", "en", Nothing),
        ] {
            assert_eq!(found(tag), Some((file, coverage)), "{tag}");
        }
        for tag in ["xx", "klingon", "e", "", "en US", "English", "de–AT", "12"] {
            assert_eq!(found(tag), None, "{tag}");
        }
    }

    #[test]
    fn a_script_has_a_direction_even_if_the_language_has_no_file() {
        for (tag, from_right) in [
            ("ug", true),
            ("ckb-IQ", true),
            ("yi", true),
            ("ug-Cyrl", false),
            ("pa-Arab", true),
            ("pa", false),
            ("az-arab-IR", true),
            ("tlh", false),
            ("en", false),
        ] {
            assert_eq!(find(tag).unwrap().from_right, from_right, "{tag}");
        }
    }

    #[test]
    fn aliases_are_sorted_and_lead_to_files() {
        assert!(LANGUAGE_ALIASES.is_sorted());
        assert!(LANGUAGE_ALIASES.iter().all(|(_, tag)| LANGUAGES.iter().any(|file| file.tag == *tag)));
        assert!(TWO_LETTERS.split(' ').is_sorted());
        let known = LANGUAGES.iter().chain(PARTIAL).map(|file| file.tag.split('-').next().unwrap());
        assert!(known.into_iter().all(|code| code.len() == 3 || TWO_LETTERS.contains(code)));
    }
}
