//! Pages in every language and theme, checked by rules: its letters, signs and line ends are what a reader of that
//! language expects. The texts are made of the language's own words.

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use recto::diagnostic::{Code, Diagnostics, Severity};
use recto::export::{Format, export};
use recto::locale::Locale;
use recto::resume::{Resume, Section};
use recto::source::{Source, Spanned};
use recto::theme::{Theme, Themes};
use recto::typeset::{Compiler, Document, Fonts, SystemFace, TextRun, forget, typeset, typeset_letter};
use serde_json::json;
use typst_kit::fonts::{FontPath, system};

use crate::project::{Project, SEED};

/// The fonts of the system.
pub fn fonts() -> &'static Fonts<'static> {
    static FONTS: OnceLock<Fonts<'static>> = OnceLock::new();
    let face = |(FontPath { path, index }, info)| SystemFace { path, index, info, preferred: false };
    static SEARCH: OnceLock<Box<dyn Fn() -> Vec<SystemFace> + Sync + Send>> = OnceLock::new();
    let search = SEARCH.get_or_init(|| Box::new(move || system().map(face).collect()));
    FONTS.get_or_init(|| Fonts::search(search))
}

fn locale(tag: &str) -> Locale {
    let source = Source::new("tag", tag);
    let span = source.span(0..tag.len());
    Locale::find(Some(&Spanned { value: tag.parse().unwrap(), span }), &mut Diagnostics::new()).unwrap()
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || ('\u{c0}'..='\u{24f}').contains(&letter)
        || ('\u{1e00}'..='\u{1eff}').contains(&letter)
}

/// What a résumé in a language is made of.
struct Sample {
    locale: Locale,
    /// Words of the language, without signs.
    words: Vec<String>,
    /// Whether there are spaces between words.
    spaced: bool,
    /// The Latin words that the language itself has, such as GPA.
    latin: BTreeSet<String>,
}

impl Sample {
    fn of(tag: &str) -> Sample {
        let locale = locale(tag);
        let titles: Vec<&str> = Section::ALL.iter().map(|section| locale.title(*section)).collect();
        let native = titles.iter().filter(|title| !title.chars().any(is_latin)).count() * 2 > titles.len();
        let ties = locale.unbroken_words().ties;
        let of_language = |word: &&str| {
            let is_foreign = native && word.chars().any(is_latin);
            !(word.is_empty() || is_foreign || ties.iter().any(|tie| tie == word))
        };
        let split = |title: &str| -> Vec<String> {
            title.split(|letter: char| !(letter.is_alphanumeric() || is_mark(letter))).map(str::to_owned).collect()
        };
        let words = titles.iter().flat_map(|title| split(title)).filter(|word| of_language(&word.as_str())).collect();
        let own = locale.labels().map(|(_, label)| label).chain(titles.iter().copied());
        let latin = own.flat_map(split).filter(|word| word.chars().any(is_latin)).collect();
        let spaced = !matches!(locale.language(), "ja" | "zh" | "th");
        Sample { words, spaced, latin, locale }
    }

    /// Some words, in an order that depends on a number.
    fn text(&self, seed: usize, count: usize) -> String {
        let step = (1..).map(|it| it + seed % 7).find(|step| gcd(*step, self.words.len()) == 1).unwrap();
        let words = (0..count).map(|index| self.words[(seed + index * step) % self.words.len()].clone());
        words.collect::<Vec<_>>().join(if self.spaced { " " } else { "" })
    }

    /// A long text, in which no line may end after many of the words.
    fn prose(&self, seed: usize) -> String {
        let ties = self.locale.unbroken_words().ties;
        let words = (0..40).map(|index| {
            let word = self.text(seed + index, 1);
            if ties.is_empty() { word } else { format!("{} {word}", ties[index % ties.len()]) }
        });
        words.collect::<Vec<_>>().join(if self.spaced { " " } else { "" })
    }

    /// A résumé with every kind of entry and date, and a letter.
    fn resume(&self, tag: &str) -> String {
        let text = |seed, count| self.text(seed, count);
        let entry = |seed| json!({"name": text(seed, 2), "keywords": [text(seed + 1, 1), text(seed + 2, 1)]});
        let value = json!({
            "language": tag,
            "basics": {
                "name": text(1, 2), "label": text(3, 2), "email": "a@b.example", "phone": "+1 202 555 0123",
                "summary": self.prose(0),
                "location": {"address": text(4, 1), "postalCode": "12345", "city": text(5, 1), "countryCode": "CL"},
                "facts": [{"name": text(6, 1), "value": text(7, 1)}],
            },
            "work": [
                {"name": text(2, 2), "position": text(8, 2), "location": text(5, 1), "startDate": "2019-03",
                 "highlights": [self.prose(3), self.prose(5)], "keywords": [text(4, 1), text(9, 1)]},
                {"name": text(3, 1), "position": text(9, 1), "startDate": "2015-06-01", "endDate": "2018-01-31"},
            ],
            "volunteer": [{"organization": text(1, 1), "position": text(5, 1), "startDate": "2014", "endDate": "2016"}],
            "education": [
                {"institution": text(6, 2), "studyType": "Master", "area": text(7, 1), "startDate": "2010",
                 "endDate": "2014-Q2", "score": "9", "courses": [text(8, 1), text(9, 1)], "thesis": text(1, 3)},
                {"institution": text(4, 2), "studyType": text(2, 1), "endDate": "expected 2031"},
            ],
            "projects": [{"name": text(3, 2), "startDate": "2018-summer", "endDate": "2019-winter", "keywords": [text(2, 1)]}],
            "awards": [{"title": text(4, 2), "awarder": text(5, 1), "date": "2017-05"}],
            "certificates": [{"name": text(5, 2), "issuer": text(6, 1), "date": "2020-02", "expires": "2030-02", "id": "77"}],
            "publications": [{"name": text(7, 3), "authors": [text(1, 2), text(2, 2)], "publisher": text(8, 1), "releaseDate": "2016"}],
            "skills": [entry(2), entry(6)],
            "languages": [{"language": text(1, 1), "fluency": text(3, 1)}],
            "interests": [entry(4)],
            "references": [{"name": text(6, 1), "position": text(7, 1), "reference": text(2, 4)}],
            "closing": {"text": text(1, 2), "place": text(5, 1), "date": "2026-01-09"},
            "letter": {
                "recipient": {"name": text(2, 1), "organization": text(3, 1)}, "date": "2026-01-09", "subject": text(4, 2),
                "opening": text(5, 2), "body": format!("{}\n\n{}", self.prose(2), self.prose(4)), "closing": text(6, 2),
                "enclosures": [text(7, 1), text(8, 1)],
            },
        });
        // The degree is read in any language, and printed in that of the résumé.
        serde_yaml::to_string(&value)
            .unwrap()
            .replace("studyType: Master", &format!("studyType: {}", json!(text(3, 1))))
    }
}

/// Vowel signs and other marks, of scripts that have them.
fn is_mark(letter: char) -> bool {
    ('\u{900}'..='\u{dff}').contains(&letter)
        || ('\u{e31}'..='\u{e4e}').contains(&letter)
        || "\u{200c}’'ʻ".contains(letter)
}

fn gcd(one: usize, other: usize) -> usize {
    if other == 0 { one } else { gcd(other, one % other) }
}

/// The résumé and the letter of a sample; none if the system lacks a font.
fn pages(yaml: &str, theme: &Theme) -> Option<[Document; 2]> {
    let mut notes = Diagnostics::new();
    let source = Source::new("resume.yaml", yaml);
    let compiler = Compiler::new(theme).fonts(fonts());
    let built = Resume::read(&source, &mut notes).and_then(|resume| {
        let resume = resume.as_of("2026-01-09".parse().unwrap());
        let pages = typeset(&resume, &compiler, &mut notes)?;
        Ok([pages, typeset_letter(&resume, &compiler, &mut notes)?.unwrap()])
    });
    let found: Vec<_> = notes.sorted().into_iter().cloned().collect();
    let lacks_fonts = found.iter().any(|note| note.code == Code::MissingGlyph && note.severity == Severity::Error);
    if lacks_fonts && std::env::var_os("RECTO_TEST_FONTS").is_none() {
        return None;
    }
    let others: Vec<_> = found.iter().filter(|note| note.code != Code::FallbackFont).collect();
    assert!(others.is_empty(), "{}: {others:#?}\n{yaml}", theme.manifest.name);
    built.ok()
}

/// The lines of a page: runs at one height, one after the other.
fn lines(document: &Document) -> Vec<Vec<TextRun>> {
    let mut lines: Vec<Vec<TextRun>> = Vec::new();
    for run in document.text_runs().into_iter().filter(|run| !run.artifact && !run.text.trim().is_empty()) {
        match lines.last_mut() {
            Some(line) if line[0].page == run.page && (line[0].y - run.y).abs() < run.size * 0.5 => line.push(run),
            _ => lines.push(vec![run]),
        }
    }
    lines
}

fn text_of(line: &[TextRun]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// What is wrong with a page in a language.
fn faults(sample: &Sample, document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    let locale = &sample.locale;
    let lines = lines(document);
    let native = !sample.words.iter().any(|word| word.chars().any(is_latin));
    let known: BTreeSet<&str> = sample.words.iter().map(String::as_str).collect();
    for line in &lines {
        let text = text_of(line);
        if text.contains(['{', '}', '◌', '\u{fffd}']) {
            faults.push(format!("a sign of no text: {text}"));
        }
        for (sign, own) in [(", ", locale.comma()), ("; ", locale.semicolon()), (": ", locale.colon())] {
            if !own.ends_with(sign) && text.contains(sign) {
                faults.push(format!("`{sign}` in {text}"));
            }
        }
        if native {
            let words = text.split(|letter: char| !is_latin(letter)).filter(|word| word.chars().count() > 1);
            let is_roman = |word: &str| word.chars().all(|letter| "IVX".contains(letter));
            let known = |word: &str| is_roman(word) || sample.latin.contains(word) || "a@b.example".contains(word);
            let mut strange = words.filter(|word| !known(word));
            faults.extend(strange.next().map(|word| format!("the Latin word `{word}` in {text}")));
        }
        // A title is in capitals, or it is not.
        let title: String =
            line.iter().filter(|run| run.heading.is_some_and(|level| level.get() == 1)).map(|run| &*run.text).collect();
        let cased = |is: fn(char) -> bool| title.chars().filter(|letter| is(*letter)).count();
        let (upper, lower) = (cased(char::is_uppercase), cased(char::is_lowercase));
        let georgian = |letter: char| ('\u{10a0}'..='\u{1cbf}').contains(&letter) && letter.is_alphabetic();
        if upper > lower && lower > 0 && !title.chars().any(georgian) {
            faults.push(format!("small letters in the title {title}"));
        }
        let last = text.trim_end().rsplit(' ').next().unwrap_or_default().to_owned();
        if locale.unbroken_words().ties.contains(&last) {
            faults.push(format!("a line ends with `{last}`: {text}"));
        }
    }
    if sample.spaced && locale.direction() == recto::locale::Direction::Ltr {
        let split = |line: &[TextRun]| text_of(line).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for pair in lines.windows(2) {
            let (Some(last), Some(first)) = (split(&pair[0]).pop(), split(&pair[1]).into_iter().next()) else {
                continue;
            };
            if known.contains(&*format!("{last}{first}")) && !(known.contains(&*last) && known.contains(&*first)) {
                faults.push(format!("the word `{last}{first}` is broken"));
            }
        }
    }
    faults
}

#[test]
fn pages_in_every_language_and_theme_are_as_its_readers_expect() {
    let tags: Vec<&str> = recto::locale::languages().map(|(tag, _)| tag).collect();
    let themes: Vec<Theme> = Themes::builtin()
        .names()
        .map(|name| Themes::builtin().find(name, None, &mut Diagnostics::new()).unwrap())
        .collect();
    let (next, faults) = (AtomicUsize::new(0), std::sync::Mutex::new(Vec::new()));
    let work = || {
        while let Some(tag) = tags.get(next.fetch_add(1, Ordering::Relaxed)) {
            let sample = Sample::of(tag);
            let yaml = sample.resume(tag);
            for theme in &themes {
                let Some(documents) = pages(&yaml, theme) else { continue };
                let found = documents.iter().flat_map(|document| self::faults(&sample, document));
                let found: Vec<_> = found.map(|fault| format!("{tag} in {}: {fault}", theme.manifest.name)).collect();
                faults.lock().unwrap().extend(found);
            }
            forget(20);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let mut faults = faults.into_inner().unwrap();
    faults.sort();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Text from right to left with Latin words and numbers, by language.
const FROM_RIGHT: &[(&str, &str)] = &[
    ("he", "הגדלתי את מספר הקוראים ב-Koha מ-1200 ל-3100 (40%) בארבע שנים, וכתבתי ב-Python ו-SQL."),
    ("ar", "طورت نظام SAP في 12 فرعًا، ورفعت المبيعات 35% خلال 2019 مع فريق من 8 مهندسين."),
    ("fa", "سامانهٔ Django را برای ۱۲ شعبه ساختم و فروش را ۳۵٪ در سال ۱۳۹۸ با Excel بالا بردم."),
    ("ur", "میں نے 12 شاخوں کے لیے SAP نظام بنایا اور 2019 میں فروخت 35% بڑھائی۔"),
];

#[test]
fn words_from_right_to_left_are_drawn_in_the_order_in_which_they_are_read() {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let mut compared = 0;
    for (tag, text) in FROM_RIGHT {
        for name in Themes::builtin().names() {
            for markup in [text.to_string(), format!("**{text}** {text} *{text}*")] {
                let yaml = format!(
                    "language: {tag}\nbasics: {{name: {0}, summary: {1}}}\nwork: [{{name: {0}, highlights: [{1}]}}]\n",
                    json!(text),
                    json!(markup)
                );
                let theme = Themes::builtin().find(name, None, &mut Diagnostics::new()).unwrap();
                let mut notes = Diagnostics::new();
                let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
                let Ok(document) = typeset(&resume, &Compiler::new(&theme).fonts(fonts()), &mut notes) else {
                    continue;
                };
                let runs = document.text_runs();
                let drawn: String = runs.iter().filter(|run| !run.artifact).map(|run| run.text.as_str()).collect();
                let found = letters(&drawn).matches(&letters(text)).count();
                // Once in the name and the heading, and in the summary and the highlight as often as in the markup.
                let wanted = 2 + 2 * markup.matches(text).count();
                assert_eq!(found, wanted, "{tag} in {name}: {drawn}");
                // Spaces stay between the words that they part.
                assert!(text.split(' ').all(|word| drawn.contains(word)), "{tag} in {name}: {drawn}");
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "only {compared} have fonts");
}

/// The texts of a page with a résumé in a language.
fn texts(yaml: String, theme: &str) -> Option<Vec<TextRun>> {
    let theme = Themes::builtin().find(theme, None, &mut Diagnostics::new()).unwrap();
    let mut notes = Diagnostics::new();
    let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
    let document = typeset(&resume, &Compiler::new(&theme).fonts(fonts()), &mut notes).ok()?;
    Some(document.text_runs())
}

/// Typst takes Punjabi to be written from right to left, as in Pakistan.
#[test]
fn lines_begin_where_the_script_of_the_language_begins() {
    for name in Themes::builtin().names() {
        let place = |tag: &str| {
            let yaml = format!(
                "language: {tag}\ntheme: {{paper: a4}}\nbasics: {{name: Ada}}\nwork: [{{name: Corner Bank, highlights: [Saved]}}]\n"
            );
            let runs = texts(yaml, name)?;
            let x = |part: &str| runs.iter().find(|run| run.text.contains(part)).map(|run| run.x.round());
            Some((x("Corner")?, x("Saved")?))
        };
        let (left, punjabi) = (place("en"), place("pa"));
        assert!(punjabi.is_none() || punjabi == left, "{name}: {punjabi:?} {left:?}");
        // There is no file for Uyghur, and its usual script is Arabic.
        assert_ne!(place("ug"), left, "{name}");
    }
}

/// Where years end with a full stop ("2017."), remarks followed after another one.
#[test]
fn a_remark_follows_after_one_full_stop() {
    for tag in ["hr", "bs", "sr", "lv", "hu", "hy", "en"] {
        let yaml = format!(
            "language: {tag}\nbasics: {{name: Ada}}\nawards: [{{title: Medal, date: 2017, summary: Given for bread.}}]\n\
             publications: [{{name: Bread, authors: [Ada], releaseDate: 2017, publisher: Press, summary: Second edition.}}]\n"
        );
        for theme in ["cornerstone", "banner"] {
            let Some(runs) = texts(yaml.clone(), theme) else { continue };
            let text = runs.iter().map(|run| run.text.as_str()).collect::<String>();
            assert!(text.contains("Given for bread") && text.contains("2017"), "{text}");
            for doubled in ["..", "։։", ".։", "։."] {
                assert!(!text.contains(doubled), "{tag} in {theme}: {text}");
            }
        }
    }
}

/// Chinese and Thai letters indent their paragraphs, which a role and an address at the top are not.
#[test]
fn a_header_is_not_indented_like_the_paragraphs_of_a_letter() {
    for name in Themes::builtin().names() {
        let theme = Themes::builtin().find(name, None, &mut Diagnostics::new()).unwrap();
        let places = |tag: &str| {
            let yaml = format!(
                "language: {tag}\ntheme: {name}\nbasics: {{name: Ada Quill, label: Baker, email: a@b.example}}\nletter: {{recipient: \
                 {{name: Bo}}, date: 2026-01-09, subject: Bread, opening: Hello, body: Text., closing: Bye}}\n"
            );
            let runs = pages(&yaml, &theme).unwrap()[1].text_runs();
            let place = |part: &str| runs.iter().find(|run| run.text.contains(part)).map(|run| run.x.round());
            (place("Baker"), place("a@b.example"))
        };
        let usual = places("ja");
        assert!(usual.0.is_some() && usual.1.is_some(), "{name}");
        for tag in ["zh", "zh-Hant", "th"] {
            assert_eq!(places(tag), usual, "{tag} in {name}");
        }
    }
}

/// The column of dates took more than half of a page with an expected date in Georgian or Tamil.
#[test]
fn long_dates_leave_the_text_half_of_the_page() {
    for name in Themes::builtin().names() {
        let place = |tag: &str| {
            let yaml = format!(
                "language: {tag}\ntheme: {{name: {name}, dates: left}}\nbasics: {{name: Ada}}\neducation: [{{institution: College, \
                 startDate: 2022-09, endDate: expected 2027-06}}]\n"
            );
            texts(yaml, name)?.into_iter().find(|run| run.text.contains("College")).map(|run| run.x)
        };
        // Plumb has no such dates.
        let Some(english) = place("en") else { continue };
        for tag in ["ka", "ta", "sk"] {
            let Some(place) = place(tag) else { continue };
            assert!(place < english + 75.0, "{tag} in {name}: {place}, in English {english}");
        }
    }
}

/// Programs that read each text by itself, such as pdf.js, lose the spaces at its ends.
#[test]
fn words_from_right_to_left_are_one_text_with_their_spaces() {
    for (tag, sentence) in [
        ("he", "ספרנית ילדים זה שמונה שנים"),
        ("he", "ספרנית ילדים"),
        ("ar", "مهندسة متخصصة في ترميم البيوت القديمة"),
        ("fa", "سردبیر کتاب با بیش از ده سال سابقه"),
    ] {
        for name in Themes::builtin().names() {
            let yaml = format!("language: {tag}\nbasics: {{name: Ada, summary: {sentence}}}\n");
            let Some(runs) = texts(yaml, name) else {
                assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "{tag}: no font");
                continue;
            };
            let all: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
            assert!(all.iter().any(|text| text.contains(sentence)), "{tag} in {name}: {all:?}");
        }
    }
}

#[test]
fn a_paragraph_from_right_to_left_does_not_end_in_a_line_of_a_word() {
    let words = "معمارية متخصصة في ترميم البيوت القديمة منذ عشر سنوات أعادت الحياة إلى أربعة عشر بيتا حجريا";
    for name in Themes::builtin().names() {
        for count in 0..12 {
            let more = "قديم ".repeat(count);
            let yaml = format!("language: ar\nbasics: {{name: Ada, summary: {words} {more}{words}}}\n");
            let Some(runs) = texts(yaml, name) else {
                assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "no font");
                continue;
            };
            let last = runs.iter().rfind(|run| run.text.contains("حجريا")).unwrap();
            assert!(last.text.trim().contains(' '), "{name}, {count} words more: {:?}", last.text);
        }
    }
}

/// From right to left, the stop of "Ltd." stood before the name, and the place before the employer.
#[test]
fn a_field_in_the_other_direction_keeps_its_order() {
    for (tag, employer) in [("ar", "شركة"), ("he", "חברה"), ("en", "חברה (ישראל) בע״מ.")] {
        for name in Themes::builtin().names() {
            let latin = if tag == "en" { "Tel Aviv".to_owned() } else { "Acme (UK) Ltd.".to_owned() };
            let yaml = format!(
                "language: {tag}\nbasics: {{name: Ada}}\nreferences: [{{name: '{latin}', position: '{employer}', \
                 organization: B Inc.}}]\n"
            );
            let Some(runs) = texts(yaml, name) else { continue };
            let all: Vec<(&str, f64)> = runs.iter().map(|run| (run.text.as_str(), run.x)).collect();
            let x = |part: &str| all.iter().find(|(text, _)| text.contains(part)).map(|(_, x)| *x);
            let (first, last) = if tag == "en" { ("Tel Aviv", "B Inc.") } else { ("Acme (UK) Ltd.", "B Inc.") };
            let (Some(first), Some(last)) = (x(first), x(last)) else { panic!("{tag} in {name}: {all:?}") };
            assert!((tag == "en") == (first < last) || first == last, "{tag} in {name}: {all:?}");
            assert!(!all.iter().any(|(text, _)| text.contains(['\u{2066}', '\u{2067}', '\u{2069}'])), "{all:?}");
        }
    }
}

/// A list of Latin words is a list of its language: from right to left, its first word is the one at the right.
#[test]
fn latin_words_in_a_list_follow_each_other_in_the_direction_of_the_language() {
    let mut compared = 0;
    for (tag, label) in [("ar", "البرامج"), ("fa", "نرم‌افزار"), ("he", "תוכנות"), ("ur", "پروگرام"), ("en", "Software")]
    {
        for name in Themes::builtin().names() {
            let skills = "[Python, Rust, 'C++ 17', Godot]";
            let yaml = format!(
                "language: {tag}\nbasics: {{name: Ada}}\nwork: [{{name: {label}, startDate: 2019, keywords: [Alpha, Bravo, \
                 Charlie]}}]\nskills: [{{name: {label}, keywords: {skills}}}, {{name: Others, keywords: [Delta, Echo]}}]\n"
            );
            let Some(runs) = texts(yaml, name) else {
                assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "{tag}: no font");
                continue;
            };
            let drawn: String = runs.iter().map(|run| run.text.as_str()).collect();
            let place = |word: &str| {
                let run = runs
                    .iter()
                    .find(|run| run.text.contains(word))
                    .unwrap_or_else(|| panic!("{tag} in {name}: {drawn}"));
                let words = run.words();
                let (_, _, x, y) = words.iter().find(|(text, ..)| text == word).unwrap();
                (*x, *y)
            };
            for list in
                [["Python", "Rust", "17", "Godot"].as_slice(), &["Alpha", "Bravo", "Charlie"], &["Delta", "Echo"]]
            {
                for pair in list.windows(2) {
                    let ((one, above), (next, below)) = (place(pair[0]), place(pair[1]));
                    let is_after = if tag == "en" { one < next } else { one > next };
                    assert!(is_after || above < below, "{tag} in {name}: {pair:?} in {drawn}");
                }
                // Whatever the direction, they are drawn as they are read.
                let found: Vec<_> = list.iter().map(|word| drawn.find(word)).collect();
                assert!(found.is_sorted(), "{tag} in {name}: {drawn}");
            }
            assert!(drawn.contains("C++ 17"), "{tag} in {name}: {drawn}");
            assert!(!drawn.contains(|letter| ('\u{2066}'..='\u{2069}').contains(&letter)), "{tag} in {name}: {drawn}");
            compared += 1;
        }
    }
    assert!(compared > 20, "only {compared} have fonts");
}

/// From right to left, the signs of "C++" stood before it, and the point of ".NET" after it.
#[test]
fn names_keep_the_signs_at_their_ends_in_text_from_right_to_left() {
    for (tag, text) in [("he", "כתבתי ב-C++ ו-C# וגם .NET."), ("ar", "كتبت بـ C++ و C# و .NET.")] {
        for name in Themes::builtin().names() {
            let yaml = format!(
                "language: {tag}\nbasics: {{name: Ada, summary: {text}}}\nwork: [{{name: Ada, highlights: [{}]}}]\n",
                json!(text)
            );
            let Some(runs) = texts(yaml, name) else {
                assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "{tag}: no font");
                continue;
            };
            let all: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
            for part in ["C++", "C#", ".NET"] {
                let count = all.iter().filter(|text| text.contains(part)).count();
                assert_eq!(count, 2, "{tag} in {name}: {part} in {all:?}");
            }
        }
    }
}

#[test]
fn french_signs_and_figures_stay_with_their_words() {
    let theme = Themes::builtin().find("plumb", None, &mut Diagnostics::new()).unwrap();
    for filler in 0..30 {
        let text =
            format!("{} a « gagné » le prix : 1 200 m² pour 4 % ; oui ! Non ? ", "mot ".repeat(filler)).repeat(6);
        let yaml = format!("language: fr\nbasics: {{name: Ada, summary: {}}}\n", json!(text.trim()));
        let mut notes = Diagnostics::new();
        let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
        let document = typeset(&resume, &Compiler::new(&theme), &mut notes).unwrap();
        for line in lines(&document).iter().map(|line| text_of(line).trim().to_owned()) {
            assert!(!line.ends_with(['«', '1']) && !line.ends_with("200") && !line.ends_with('4'), "{line}");
            assert!(!line.starts_with(['»', ':', ';', '!', '?', '%']) && !line.starts_with("200"), "{line}");
        }
    }
}

/// Numbers with what they count, by language.
const COUNTED: &[(&str, &str)] = &[
    ("cs", "za 5 let"),
    ("da", "i 12 år"),
    ("de", "seit 12 Jahren"),
    ("de", "rund 3,5 Mio. €"),
    ("el", "επί 12 έτη"),
    ("en", "about 2.5 million"),
    ("es", "unos 12 años"),
    ("fi", "noin 12 kk"),
    ("fr", "depuis 1 an"),
    ("hi", "लगभग 12 वर्ष"),
    ("hu", "már 12 év"),
    ("it", "circa 12 anni"),
    ("nb", "over 12 år"),
    ("nl", "ruim 12 jaar"),
    ("pl", "przez 12 lat"),
    ("pt", "há 12 anos"),
    ("ru", "почти 12 лет"),
    ("sv", "i 12 år"),
    ("tr", "yaklaşık 3 ay"),
    ("uk", "понад 12 років"),
];

#[test]
fn a_number_and_what_it_counts_are_on_one_line() {
    let theme = Themes::builtin().find("plumb", None, &mut Diagnostics::new()).unwrap();
    for (tag, phrase) in COUNTED {
        let (_, counted) = phrase.split_once(' ').unwrap();
        let (number, noun) = counted.split_once(' ').unwrap();
        for filler in 0..12 {
            let text = format!("{} {phrase} ", "ab ".repeat(filler)).repeat(12);
            let yaml = format!("language: {tag}\nbasics: {{name: Ada, summary: {}}}\n", json!(text.trim()));
            let mut notes = Diagnostics::new();
            let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
            let Ok(document) = typeset(&resume, &Compiler::new(&theme).fonts(fonts()), &mut notes) else {
                assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "{tag}: no font");
                continue;
            };
            for line in lines(&document).iter().map(|line| text_of(line).trim().to_owned()) {
                assert!(!line.ends_with(&format!(" {number}")) && !line.starts_with(noun), "{tag}: {line}");
            }
        }
    }
}

/// Texts in scripts that no bundled font of every theme has, by language.
const SCRIPTS: &[(&str, &str)] = &[
    ("am", "ልምድ ትምህርት"),
    ("ar", "الخبرة العملية"),
    ("bn", "কর্ম অভিজ্ঞতা"),
    ("el", "Επαγγελματική εμπειρία"),
    ("fa", "سوابق شغلی"),
    ("gu", "કાર્ય અનુભવ"),
    ("he", "ניסיון תעסוקתי"),
    ("hi", "कार्य अनुभव"),
    ("hy", "Աշխատանքային փորձ"),
    ("ja", "職務経歴スキル"),
    ("ka", "სამუშაო გამოცდილება"),
    ("kk", "Жұмыс тәжірибесі"),
    ("km", "បទពិសោធន៍ការងារ"),
    ("kn", "ಕೆಲಸದ ಅನುಭವ"),
    ("ko", "경력 사항"),
    ("lo", "ປະສົບການ"),
    ("ml", "പ്രവൃത്തി പരിചയം"),
    ("my", "အလုပ်အတွေ့အကြုံ"),
    ("pa", "ਕੰਮ ਦਾ ਤਜਰਬਾ"),
    ("ru", "Опыт работы"),
    ("si", "සේවා පළපුරුද්ද"),
    ("ta", "பணி அனுபவம்"),
    ("te", "పని అనుభవం"),
    ("th", "ประสบการณ์ทำงาน"),
    ("ur", "پیشہ ورانہ تجربہ"),
    ("zh", "工作经历"),
    ("zh-Hant", "工作經歷"),
];

/// The names of the fonts in a PDF.
fn font_names(pdf: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(pdf);
    let names = text.split("/FontName/").skip(1).filter_map(|rest| rest.split_once('+'));
    names
        .map(|(_, rest)| {
            rest.split(|letter: char| !letter.is_alphanumeric() && letter != '-').next().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn text_in_every_script_has_serifs_where_the_theme_has_them() {
    for (name, serifs) in [("lectern", true), ("bursar", true), ("ledger", true), ("plumb", false), ("grid", false)] {
        for (tag, text) in SCRIPTS {
            let yaml = format!(
                "language: {tag}\ntheme: {name}\nbasics: {{name: {text}, summary: {text}}}\nletter: {{body: {text}}}\n"
            );
            let theme = Themes::builtin().find(name, None, &mut Diagnostics::new()).unwrap();
            let mut notes = Diagnostics::new();
            let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
            let Ok(document) = typeset(&resume, &Compiler::new(&theme).fonts(fonts()), &mut notes) else {
                assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "{tag}: {:#?}", notes.sorted());
                continue;
            };
            let names = font_names(&export(&document, &Format::pdf(), &mut notes).unwrap());
            assert!(!names.is_empty());
            let has_serifs = |name: &String| {
                ["Serif", "Naskh", "Garamond", "Charter", "Sahitya"].iter().any(|kind| name.contains(kind))
            };
            let fits = |name: &String| has_serifs(name) == serifs;
            assert!(names.iter().all(fits), "{tag} in {name}: {names:?}");
        }
    }
}

/// A font may place marks at several heights; each was a text of its own, and read twice.
#[test]
fn marks_stay_with_their_letters_in_the_text_of_the_pdf() {
    for (tag, font, text) in [
        ("hi", "Noto Serif Devanagari", "अनुभव प्रधानाचार्या पुरस्कार सूर्योदय"),
        ("hi", "Noto Sans Devanagari", "अनुभव प्रधानाचार्या पुरस्कार सूर्योदय"),
        ("bn", "Noto Serif Bengali", "কর্ম অভিজ্ঞতা শিক্ষাগত যোগ্যতা নির্মাণ"),
        ("ta", "Noto Serif Tamil", "பணி அனுபவம் கல்வி"),
        ("th", "Noto Serif Thai", "ประสบการณ์ ที่ทำงาน ตั้งแต่"),
        ("th", "Noto Sans Thai", "ประสบการณ์ ที่ทำงาน ตั้งแต่"),
        ("ar", "Noto Naskh Arabic", "صمّمتُ جسرًا وسُلّمت"),
        ("he", "Noto Serif Hebrew", "שָׁלוֹם עֲלֵיכֶם"),
    ] {
        let yaml = format!("language: {tag}\ntheme: {{font: {font}}}\nbasics: {{name: Ada, summary: {text}}}\n");
        let theme = Themes::builtin().find("lectern", None, &mut Diagnostics::new()).unwrap();
        let mut notes = Diagnostics::new();
        let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
        let Ok(document) = typeset(&resume, &Compiler::new(&theme).fonts(fonts()), &mut notes) else {
            assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "{tag}: {:#?}", notes.sorted());
            continue;
        };
        // From right to left, the last run of a line is read first.
        let runs: Vec<String> = document.text_runs().into_iter().map(|run| run.text).collect();
        let (forwards, backwards) = (runs.concat(), runs.iter().rev().map(String::as_str).collect::<String>());
        assert!(forwards.contains(text) || backwards.contains(text), "{font}: {runs:?}");
    }
}

/// Noto Serif Devanagari places a mark a hundredth of its size higher than the letter where it is bold. In two pieces,
/// PDFium read letter and mark twice: "अनुभव नु".
#[test]
fn a_letter_and_its_mark_at_nearly_one_height_are_one_piece() {
    let yaml =
        "language: hi\ntheme: {font: Noto Serif Devanagari}\nbasics: {name: Ada}\nwork: [{name: अनुभव सूर्य पुरस्कार}]\n";
    let theme = Themes::builtin().find("plumb", None, &mut Diagnostics::new()).unwrap();
    let mut notes = Diagnostics::new();
    let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
    let Ok(document) = typeset(&resume, &Compiler::new(&theme).fonts(fonts()), &mut notes) else {
        assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "{:#?}", notes.sorted());
        return;
    };
    let pdf = crate::additions::inflated(&export(&document, &Format::pdf(), &mut notes).unwrap());
    let content = String::from_utf8_lossy(&pdf);
    let spans: Vec<&str> = content.split("/ActualText").skip(1).filter_map(|rest| rest.split("EMC").next()).collect();
    assert!(spans.len() > 3, "{spans:?}");
    for span in spans {
        assert!(span.matches(" Tf").count() <= 1, "{span}");
    }
}

/// A word that stays with its number ended in a full stop, which hung over: the space after it was gone.
#[test]
fn words_that_stay_together_have_equal_spaces_around_them() {
    let yaml = "language: lt\ntheme: {name: lectern, dates: left}\nbasics: {name: Ada}\n\
                work: [{name: A, startDate: 2018-summer, endDate: 2019-Q1}]\nclosing: {text: x}\n";
    let theme = Themes::builtin().find("lectern", None, &mut Diagnostics::new()).unwrap();
    let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut Diagnostics::new()).unwrap();
    let document = typeset(&resume, &Compiler::new(&theme), &mut Diagnostics::new()).unwrap();
    let runs = document.text_runs();
    // Texts that are where they belong are joined.
    let date = runs.iter().find(|run| run.text.contains("2018"));
    assert_eq!(date.map(|run| run.text.trim()), Some("2018 m. vasara – 2019 m. I ketvirtis"));
}

/// One letter that the font lacks, and small capitals would be a mixture.
#[test]
fn small_capitals_are_complete_or_capitals_take_their_place() {
    let title = |yaml: &str, theme: &str| -> String {
        let mut notes = Diagnostics::new();
        let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
        let theme = Themes::builtin().find(theme, None, &mut notes).unwrap();
        let document = typeset(&resume, &Compiler::new(&theme), &mut notes).unwrap();
        assert!(notes.sorted().is_empty(), "{:#?}", notes.sorted());
        let runs = document.text_runs().into_iter().filter(|run| run.heading.is_some_and(|level| level.get() == 1));
        runs.filter(|run| !run.text.trim().is_empty()).map(|run| run.text + "|").collect()
    };
    let with = |tag: &str| format!("language: {tag}\nbasics: {{name: Ada Quill, summary: x}}\nwork: [{{name: A}}]\n");
    // Each theme decides for all titles of the page. Garamond has a German "f", which has no small capital; the usual "f"
    // has.
    assert_eq!(title(&with("en"), "lectern"), "Summary|Experience|");
    assert_eq!(title(&with("de"), "lectern"), "Profil|Berufserfahrung|");
    assert_eq!(title(&with("tr"), "lectern"), "ÖZET|İŞ DENEYİMİ|");
    assert_eq!(title(&with("vi"), "bursar"), "GIỚI THIỆU BẢN THÂN|KINH NGHIỆM LÀM VIỆC|");
    assert_eq!(title(&with("ro"), "bursar"), "Profil|Experiență profesională|");
    assert_eq!(title(&with("vi"), "ledger"), "Giới thiệu bản thân|Kinh nghiệm làm việc|");
    // No capitals, and no smaller letters either.
    let project = Project::new().file("resume.yaml", with("vi"));
    let code = "#let resume(cv, o) = { set document(title: \"x\"); set text(lang: \"vi\", font: \"EB Garamond\"); \
                smallcaps(cv.sections.last().title) }\n#let letter(cv, o) = []\n";
    let manifest = "name = \"mine\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"EB Garamond\"]\n";
    let project = project.file("mine/theme.toml", manifest).file("mine/theme.typ", code);
    let run = project.run(&["build", "--theme", "./mine"]);
    assert!(run.stderr.contains("is in lower case among small capitals"), "{}", run.stderr);
}

#[test]
fn figures_are_lining_or_old_style_and_a_font_without_them_is_named() {
    let built = |theme: &str, figures: &str| {
        let project = Project::new().file("resume.yaml", SEED);
        let set = format!("theme.figures={figures}");
        let run = project.run(&["build", "--theme", theme, "--set", &set, "--format", "svg"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let drawn = project
            .files()
            .iter()
            .filter(|name| name.ends_with(".svg"))
            .map(|name| project.read(name))
            .collect::<Vec<_>>();
        (drawn, run.stderr)
    };
    for theme in Themes::builtin().names() {
        let (lining, note) = built(theme, "lining");
        assert!(!note.contains("figures"), "{theme}: {note}");
        let (old, note) = built(theme, "oldstyle");
        let lacks = note.contains("the font `Inter` has no old-style figures");
        assert_eq!(lacks, note.contains("figures"), "{theme}: {note}");
        assert_eq!(lining == old, lacks, "{theme}: {note}");
    }
}

#[test]
fn the_option_for_figures_is_checked_like_any_other() {
    let project = Project::new().file("resume.yaml", SEED);
    let run = project.run(&["build", "--set", "theme.figures=old"]);
    assert!(run.code == Some(1) && run.stderr.contains("expected `lining` or `oldstyle`"), "{}", run.stderr);
}

/// The letters of a page are in the order in which they look.
#[test]
fn a_pdf_from_right_to_left_is_imported_as_it_is_read() {
    for (tag, name, employer, place, position, highlight) in [
        ("he", "נועה ברקוביץ", "הספרייה העירונית", "חיפה", "ספרנית ילדים", "בניתי קטלוג של 18000 ספרים ב-Koha"),
        ("ar", "سارة سالم", "شركة النور", "الرياض", "كاتبة", "طورت نظام SAP في 12 فرعا"),
    ] {
        let yaml = format!(
            "language: {tag}\nbasics: {{name: {name}, email: noa@example.org}}\nwork: [{{name: {employer}, location: {place}, position: \
             {position}, startDate: 2019-01, endDate: 2020-05, highlights: [{highlight}]}}]\n"
        );
        let project = Project::new().file("resume.yaml", yaml);
        let build = project.run(&["build", "--theme", "plumb"]);
        if build.code != Some(0) {
            assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "{tag}: {}", build.report());
            continue;
        }
        let import = project.run(&["import", "resume.pdf", "-o", "-"]);
        let text = String::from_utf8(import.stdout.clone()).unwrap();
        for part in [name, employer, place, position, highlight, "2019-01", "noa@example.org"] {
            assert!(text.contains(part), "{tag}: {part} is not in {text}{}", import.report());
        }
    }
}
