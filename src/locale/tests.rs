//! What holds for the files of all languages.

use super::words::Months;
use super::*;

fn words_of(tag: &str) -> &'static Words {
    Words::of(LANGUAGES.iter().find(|file| file.tag == tag).unwrap())
}

/// A text with ASCII figures.
pub(crate) fn ascii(text: &str) -> String {
    let figure = |letter: char| {
        ['۰', '০', '०', '၀'].iter().find_map(|zero| {
            char::from_digit(u32::from(letter).checked_sub(u32::from(*zero)).filter(|value| *value < 10)?, 10)
        })
    };
    text.chars().map(|letter| figure(letter).unwrap_or(letter)).collect()
}

/// The locale of a tag.
pub(crate) fn locale(tag: &str) -> Result<Locale> {
    let source = Source::new("resume.yaml", tag);
    let tag = Spanned { value: tag.parse().unwrap(), span: source.span(0..tag.len()) };
    Locale::find(Some(&tag), &mut Diagnostics::new())
}

#[test]
fn every_language_has_every_word() {
    let english = words_of(DEFAULT);
    assert!(LANGUAGES.len() > 70);
    for file in LANGUAGES {
        let (language, words) = (file.tag, Words::read(file));
        assert!(!words.name.is_empty() && !file.regions.is_empty(), "{language}");
        let Months { dotted, short, long, dated, since } = &words.months;
        for months in [dotted, short, long] {
            assert_eq!(months.len(), 12, "{language}");
        }
        for months in [dated, since] {
            assert!(months.is_empty() || months.len() == 12, "{language}");
        }
        assert!(words.seasons.len() == 4 && words.quarters.len() == 4, "{language}");
        assert_eq!(words.kinds.len(), PublicationKind::ALL.len(), "{language}");
        assert!(PublicationKind::ALL.iter().all(|kind| words.kinds.contains_key(kind.key())), "{language}");
        for (pattern, places) in [
            (&words.range, ["{start}", "{end}"]),
            (&words.degree, ["{type}", "{area}"]),
            (words.range_tight.as_ref().unwrap_or(&words.range), ["{start}", "{end}"]),
            (words.team.as_ref().unwrap_or(&"{position}{team}".to_owned()), ["{position}", "{team}"]),
        ] {
            assert!(places.iter().all(|place| pattern.contains(place)), "{language}: {pattern}");
        }
        let own: Vec<_> = words.sections.keys().collect();
        assert_eq!(own, english.sections.keys().collect::<Vec<_>>(), "{language}");
        for label in english.labels.keys().filter(|label| *label != "gpa") {
            assert!(words.labels.contains_key(label), "{language} has no word for {label}");
        }
    }
}

#[test]
fn letters_have_place_and_date_of_their_language() {
    let date: crate::resume::Date = "2026-01-09".parse().unwrap();
    for (tag, _) in Locale::languages() {
        for with_place in [true, false] {
            let line = locale(tag).unwrap().place_and_date(date, with_place);
            let text = ascii(&format!("{}{}", line.between, line.date));
            assert!(text.contains("2026") && text.contains('9') && !text.contains(['{', '}']), "{tag}: {text}");
            assert_eq!(line.between.is_empty(), !with_place, "{tag}: {text}");
        }
    }
}

#[test]
fn dates_keep_all_that_is_known_in_every_language_and_style() {
    use DateStyle::{Dotted, Iso, Long, Numeric, Short};
    for (tag, _) in Locale::languages() {
        for style in [Dotted, Short, Long, Numeric, Iso] {
            let locale = locale(tag).unwrap().with_dates(style);
            let shown = |text: &str| ascii(&locale.date(text.parse().unwrap()));
            let all = [shown("2019"), shown("2019-05"), shown("2019-10"), shown("2019-10-06")];
            assert!(all.iter().all(|date| date.contains("2019") && !date.contains('{')), "{tag}: {all:?}");
            assert!(all[1] != all[2] && all[3].contains('6'), "{tag}: {all:?}");
            let hidden = |date: &String| date.chars().any(|letter| "\u{a0}\u{200f}\u{200e}\u{202f}".contains(letter));
            assert!(!all.iter().any(hidden), "{tag}: {all:?}");
        }
    }
}

#[test]
fn dates_are_as_exact_as_they_are_known() {
    let english = Locale::find(None, &mut Diagnostics::new()).unwrap();
    let shown = |text: &str| english.date(text.parse().unwrap());
    assert_eq!([shown("2019"), shown("2019-05"), shown("2019-10-06")], ["2019", "May 2019", "Oct. 6, 2019"]);
    assert_eq!(english.range(&shown("2019-10"), &english.end(&crate::resume::End::Present)), "Oct. 2019 – Present");
    assert_eq!(english.range("2017", "2017"), "2017");
}

#[test]
fn a_region_or_a_script_chooses_among_the_files_of_a_language() {
    let tag = |written: &str| locale(written).unwrap().tag;
    assert_eq!(
        [tag("en"), tag("en-US"), tag("en-AU"), tag("en-JM"), tag("EN_gb")],
        ["en", "en", "en-GB", "en", "en-GB"]
    );
    assert_eq!([tag("zh"), tag("zh-TW"), tag("zh-Hant"), tag("zh-Hans-HK")], ["zh", "zh-Hant", "zh-Hant", "zh"]);
    assert_eq!([tag("no"), tag("nn"), tag("tl"), tag("yue")], ["nb", "nn", "fil", "zh-Hant"]);
}

#[test]
fn a_region_with_words_of_its_own_chooses_the_variant() {
    for (written, file) in [
        ("ar", "ar"),
        ("ar-SA", "ar"),
        ("ar-SY", "ar-LB"),
        ("ar-TN", "ar-DZ"),
        ("ar-MA", "ar-MA"),
        ("de-DE", "de"),
        ("de-AT", "de-AT"),
        ("de-LI", "de-CH"),
        ("en-CA", "en-CA"),
        ("es", "es"),
        ("es-ES", "es"),
        ("es-AR", "es-419"),
        ("es-419", "es-419"),
        ("es-MX", "es-MX"),
        ("fr-BE", "fr"),
        ("fr-CA", "fr-CA"),
        ("fr-CH", "fr-CH"),
        ("it-CH", "it-CH"),
        ("nl-BE", "nl-BE"),
        ("nn-NO", "nn"),
        ("pt", "pt"),
        ("pt-PT", "pt-PT"),
        ("pt-AO", "pt-PT"),
        ("sr", "sr"),
        ("sr-RS", "sr"),
        ("sr-ME", "sr-Latn"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sr-Cyrl-ME", "sr"),
        ("sh", "sr-Latn"),
        ("sv-AX", "sv-FI"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-MO", "zh-Hant-HK"),
        ("zh-Hant-HK", "zh-Hant-HK"),
        ("zh-Hans-HK", "zh"),
    ] {
        assert_eq!(locale(written).unwrap().tag, file, "{written}");
    }
    let default = |written: &str| locale(written).unwrap().region;
    assert_eq!([default("nb"), default("nn"), default("pt"), default("es-419")], ["NO", "NO", "BR", "MX"]);
    assert_eq!([default("sr-Latn"), default("sh"), default("sr-ME")], ["RS", "RS", "ME"]);
}

#[test]
fn regions_are_codes_and_no_file_or_name_stands_twice() {
    for file in LANGUAGES {
        let is_code = |region: &&str| region.len() == 2 && region.chars().all(|letter| letter.is_ascii_uppercase());
        assert!(file.regions.iter().all(is_code), "{}: {:?}", file.tag, file.regions);
    }
    let names: std::collections::BTreeSet<_> = Locale::languages().map(|(_, name)| name).collect();
    assert_eq!(names.len(), LANGUAGES.len(), "a variant has a name of its own");
}

#[test]
fn variants_word_what_differs() {
    let of = |tag: &str| locale(tag).unwrap();
    assert_eq!([of("pt").title(Section::Awards), of("pt-PT").title(Section::Awards)], ["Prêmios", "Prémios"]);
    assert_eq!([of("es").label("score"), of("es-AR").label("score")], ["Nota media", "Promedio"]);
    assert_eq!([of("de").enclosures(2), of("de-CH").enclosures(2)], ["Anlagen", "Beilagen"]);
    assert_eq!([of("nb").title(Section::Awards), of("nn").title(Section::Awards)], ["Utmerkelser", "Utmerkingar"]);
    assert_eq!(
        [of("zh-TW").title(Section::Volunteer), of("zh-HK").title(Section::Volunteer)],
        ["志工服務", "義工服務"]
    );
    assert_eq!([of("fr").semicolon(), of("fr-CA").semicolon()], ["\u{202f}; ", "; "]);
}

/// Lays a mapping over another; returns what is the same in both.
fn laid_over(below: &mut serde_yaml::Value, above: serde_yaml::Value, path: &str) -> Vec<String> {
    use serde_yaml::Value::Mapping;
    match (below, above) {
        (Mapping(below), Mapping(above)) => above
            .into_iter()
            .flat_map(|(key, value)| {
                let path = format!("{path} {}", key.as_str().unwrap_or_default());
                laid_over(below.entry(key).or_insert(serde_yaml::Value::Null), value, &path)
            })
            .collect(),
        (below, above) => {
            let is_same = *below == above;
            *below = above;
            is_same.then(|| path.to_owned()).into_iter().collect()
        }
    }
}

/// All words of a file, and those that it repeats of the one that it extends.
fn words_and_repetitions(file: &LanguageFile) -> (serde_yaml::Value, Vec<String>) {
    let words: serde_yaml::Value = serde_yaml::from_str(file.text).unwrap();
    let Some(base) = words.get("extends").and_then(|base| base.as_str()) else { return (words, Vec::new()) };
    let base = LANGUAGES.iter().find(|file| file.tag == base).unwrap();
    let (mut all, _) = words_and_repetitions(base);
    let repeated = laid_over(&mut all, words, file.tag);
    (all, repeated)
}

#[test]
fn a_variant_repeats_no_word_of_the_file_that_it_extends() {
    let repeated: Vec<_> = LANGUAGES.iter().flat_map(|file| words_and_repetitions(file).1).collect();
    assert!(repeated.is_empty(), "{repeated:#?}");
}

#[test]
fn every_label_is_known() {
    let english: Vec<_> = words_of(DEFAULT).labels.keys().collect();
    for file in LANGUAGES {
        let unknown: Vec<_> = Words::of(file).labels.keys().filter(|label| !english.contains(label)).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", file.tag);
    }
}

#[test]
fn every_detail_is_known_and_english_has_all() {
    let english: Vec<_> = words_of(DEFAULT).details.keys().collect();
    for file in LANGUAGES {
        let unknown: Vec<_> = Words::of(file).details.keys().filter(|key| !english.contains(key)).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", file.tag);
    }
    let of = |tag: &str, key: &str| Locale::named(tag).unwrap().detail(key).to_owned();
    assert_eq!([of("de-AT", "birthDate"), of("fr", "motherTongue")], ["Geburtsdatum", "Langue maternelle"]);
    assert_eq!([of("ro", "talks"), of("ja", "gender")], ["Talks", "Gender"]);
}

#[test]
fn punctuation_and_quotes_are_those_of_the_language() {
    let signs = |tag: &str| {
        let locale = locale(tag).unwrap();
        [locale.comma(), locale.semicolon(), locale.colon()].map(str::to_owned)
    };
    assert_eq!(signs("en"), [", ", "; ", ": "]);
    assert_eq!(signs("fr"), [", ", "\u{202f}; ", "\u{a0}: "]);
    assert_eq!(signs("es"), [", ", "; ", ": "]);
    assert_eq!(signs("ja"), ["、", "；", "："]);
    assert_eq!(signs("zh"), ["，", "；", "："]);
    assert_eq!(signs("ar"), ["، ", "؛ ", ": "]);
    assert_eq!(signs("ur"), ["، ", "؛ ", ": "]);
    assert_eq!(signs("el"), [", ", "· ", ": "]);
    assert_eq!(signs("hy")[2], "՝ ");
    let quotes = |tag: &str| {
        let locale = locale(tag).unwrap();
        let Quotes { double, single } = locale.quotes();
        [double.join(""), single.join("")]
    };
    for (tag, double, single) in [
        ("hu", "„”", "»«"),
        ("pl", "„”", "«»"),
        ("ro", "„”", "«»"),
        ("nb", "«»", "‘’"),
        ("nn", "«»", "‘’"),
        ("ca", "«»", "“”"),
        ("pt", "“”", "‘’"),
        ("pt-PT", "«»", "“”"),
        ("de", "„“", "‚‘"),
        ("de-CH", "«»", "‹›"),
        ("es", "«»", "“”"),
        ("es-CO", "“”", "‘’"),
        ("fa", "«»", "‹›"),
        ("ja", "「」", "『』"),
        ("zh", "“”", "‘’"),
        ("zh-HK", "「」", "『』"),
    ] {
        assert_eq!(quotes(tag), [double, single], "{tag}");
    }
}

#[test]
fn the_region_chooses_the_paper() {
    let paper = |tag: &str| locale(tag).map(|locale| locale.paper());
    assert_eq!(paper("en"), Ok(Paper::UsLetter));
    assert_eq!(paper("en-GB"), Ok(Paper::A4));
    assert_eq!([paper("es-MX"), paper("fr-CA"), paper("fil")], [Ok(Paper::UsLetter); 3]);
    assert_eq!([paper("es-AR"), paper("fr"), paper("hr")], [Ok(Paper::A4); 3]);
    assert!(paper("xx").is_err());
}
