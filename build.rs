//! Lists the themes and fonts in the repository, so that adding one only means adding its folder.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a build script reads files and prints")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use self::condensed::condensed;

#[path = "src/typeset/condensed.rs"]
mod condensed;
#[path = "src/resume/date_words/normal.rs"]
mod normal;

fn main() -> io::Result<()> {
    pack_relocations();
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let themes = table(&root, "themes", Content::Theme, |file| ends_in(file, &["toml", "typ", "svg"]))?;
    println!("cargo::rerun-if-changed=src/typeset/condensed.rs");
    let beside = env::var_os("CARGO_FEATURE_EXTERNAL_FILES").is_some();
    let described = described(&root.join("fonts/faces.jsonl"))?;
    let content = Content::Font { beside, described: &described };
    let fonts = table(&root, "fonts", content, |file| ends_in(file, &["otf", "ttf"]))?;
    let licences = |name: &str| table(&root, name, Content::Embedded, is_licence);
    let licences = [licences("themes")?, licences("fonts")?].concat();
    fs::write(out.join("languages.rs"), languages(&root)?)?;
    println!("cargo::rerun-if-changed=src/resume/date_words/normal.rs");
    fs::write(out.join("word_lists.rs"), word_lists(&root)?)?;
    fs::write(out.join("dictionaries.rs"), dictionaries(&root, beside)?)?;
    fs::write(out.join("job_words.rs"), job_words(&root)?)?;
    fs::write(out.join("date_words.rs"), date_words(&root)?)?;
    fs::write(out.join("import_words.rs"), import_words(&root)?)?;
    let code = format!(
        "/// Files of the built-in themes: folder, name, content, and what it is condensed to if it is code.\n\
         pub static THEME_FILES: &[(&str, &str, &[u8], &str)] = &[{themes}];\n\
         /// The faces of the built-in fonts, by folder and file.\n\
         static FONT_FILES: &[BundledFace] = &[{fonts}];\n\
         /// Their licences: folder, name, content.\n\
         pub static LICENCE_FILES: &[(&str, &str, &[u8])] = &[{licences}];\n"
    );
    fs::write(out.join("builtin.rs"), code)
}

/// Makes the linker pack relative relocations (`DT_RELR`), which halves the startup cost of a position-independent
/// executable (docs/performance.md). Such binaries require glibc 2.36, so it is off for binaries to be distributed:
/// with `RECTO_PORTABLE=1`, when cross-compiling, or if the local glibc is older.
fn pack_relocations() {
    println!("cargo::rerun-if-env-changed=RECTO_PORTABLE");
    let variable = |name: &str| env::var(name).unwrap_or_default();
    let gnu = variable("CARGO_CFG_TARGET_OS") == "linux" && variable("CARGO_CFG_TARGET_ENV") == "gnu";
    let here = variable("HOST") == variable("TARGET");
    if gnu && here && env::var_os("RECTO_PORTABLE").is_none() && glibc() >= Some((2, 36)) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of glibc on this machine.
fn glibc() -> Option<(u32, u32)> {
    let output = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// The language files: tag, regions and content. Those of CLDR are partial.
fn languages(root: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed=src/locale");
    let full = language_rows(&root.join("src/locale"))?;
    let partial = language_rows(&root.join("src/locale/cldr"))?;
    Ok(format!(
        "/// The files of the supported languages.\nstatic LANGUAGES: &[LanguageFile] = &[{full}];\n\
         /// The files of languages of which only dates are known.\nstatic PARTIAL: &[LanguageFile] = &[{partial}];\n{}{}",
        aliases(root)?,
        degrees_and_elided_words(root)?
    ))
}

/// The rows of the language files in a folder.
fn language_rows(folder: &Path) -> io::Result<String> {
    let mut rows = String::new();
    for file in sorted(folder)?.iter().filter(|file| ends_in(file, &["yaml"])) {
        println!("cargo::rerun-if-changed={}", file.display());
        let tag = file.file_stem().expect("a listed file has a name");
        let text = fs::read_to_string(file)?;
        // Read here, so that the program reads only the file of the language that it needs, and of it no more than it
        // needs.
        let regions = text.lines().find_map(|line| line.strip_prefix("regions: [")?.strip_suffix(']'));
        let regions: Vec<&str> = regions.unwrap_or_default().split(',').map(str::trim).collect();
        let text = without_tables(&text);
        writeln!(rows, "LanguageFile {{ tag: {tag:?}, regions: &{regions:?}, text: {text:?} }},")
            .expect("writing to a String cannot fail");
    }
    Ok(rows)
}

/// The keys of language files of which tables are made here.
const TABLES: &[&str] = &["degrees", "elided", "stemming", "import", "europass"];

/// A language file without comments, and without what is in a table.
fn without_tables(text: &str) -> String {
    let mut is_left_out = false;
    let mut kept = String::with_capacity(text.len());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with(' ') {
            is_left_out = line.split_once(':').is_some_and(|(key, _)| TABLES.contains(&key));
        }
        if !is_left_out {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The names of degrees by language and level, and the words that begin with an apostrophe, of all languages.
fn degrees_and_elided_words(root: &Path) -> io::Result<String> {
    let (mut degrees, mut elided) = (String::new(), Vec::new());
    for file in sorted(&root.join("src/locale"))?.iter().filter(|file| ends_in(file, &["yaml"])) {
        let tag = file.file_stem().expect("a listed file has a name").to_string_lossy().into_owned();
        let language = tag.split('-').next().expect("a tag has a language");
        let text = fs::read_to_string(file)?;
        elided.extend(text.lines().filter_map(|line| line.strip_prefix("elided: ")).flat_map(items));
        let lines = text.lines().skip_while(|line| *line != "degrees:").skip(1);
        for line in lines.take_while(|line| line.starts_with(' ')) {
            let (level, names) = line.trim().split_once(": ").expect("a level has names");
            let level = format!("{}{}", level[..1].to_uppercase(), &level[1..]);
            writeln!(degrees, "({language:?}, Level::{level}, &{:?}),", items(names))
                .expect("writing to a String cannot fail");
        }
    }
    Ok(format!(
        "/// The names of degrees by language and level.\n\
         static DEGREE_NAMES: &[(&str, Level, &[&str])] = &[{degrees}];\n\
         /// The words that begin with an apostrophe, of all languages.\n\
         static ELIDED: &[&str] = &{elided:?};\n"
    ))
}

/// The words by which imports understand documents, of all languages, and those of Europass by language.
fn import_words(root: &Path) -> io::Result<String> {
    let (mut lists, mut groups) = (BTreeMap::<String, Vec<String>>::new(), BTreeMap::<String, String>::new());
    let mut europass = String::new();
    for file in sorted(&root.join("src/locale"))?.iter().filter(|file| ends_in(file, &["yaml"])) {
        let tag = file.file_stem().expect("a listed file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(file)?;
        for (path, list) in block(&text, "import") {
            let known = lists.entry(path).or_default();
            for word in items(&list) {
                if !known.contains(&word) {
                    known.push(word);
                }
            }
        }
        let names = block(&text, "europass");
        let fields = names.iter().map(|(key, name)| format!("{}: {:?}, ", field(key), name.trim_matches('"')));
        let fields: String = fields.collect();
        if !fields.is_empty() {
            writeln!(europass, "({tag:?}, Europass {{ {fields} }}),").expect("writing to a String cannot fail");
        }
    }
    let mut fields = String::new();
    for (path, words) in &lists {
        let written = |key: &str| format!("{}: &{words:?},\n", field(key));
        match path.split_once('.') {
            None => fields.push_str(&written(path)),
            Some((group, key)) => groups.entry(group.to_owned()).or_default().push_str(&written(key)),
        }
    }
    for (group, inner) in &groups {
        let kind = format!("{}{}", group[..1].to_uppercase(), &group[1..]);
        writeln!(fields, "{}: {kind} {{ {inner} }},", field(group)).expect("writing to a String cannot fail");
    }
    Ok(format!(
        "static IMPORT_WORDS: ImportWords<Listed> = ImportWords {{ {fields} }};\n\
         /// Europass's words by language.\n\
         static EUROPASS: &[(&str, Europass<&str>)] = &[{europass}];\n"
    ))
}

/// The values below a key of a language file, which stand on one line or several, by their keys: those of groups as
/// "titles.work".
fn block(text: &str, key: &str) -> Vec<(String, String)> {
    let is_key = |line: &&str| line.strip_suffix(':') == Some(key);
    let lines = text.lines().skip_while(|line| !is_key(line)).skip(1).take_while(|line| line.starts_with(' '));
    let mut found: Vec<(String, String)> = Vec::new();
    let mut group = String::new();
    for line in lines.filter(|line| !line.trim_start().starts_with('#')) {
        let is_open = found.last().is_some_and(|(_, value)| value.starts_with('[') && !value.ends_with(']'));
        if let Some((_, value)) = found.last_mut().filter(|_| is_open) {
            value.push(' ');
            value.push_str(line.trim());
            continue;
        }
        let is_inner = line.starts_with("    ");
        let (name, value) = line.trim().split_once(':').expect("a line of a language file has a key");
        if value.is_empty() {
            name.clone_into(&mut group);
            continue;
        }
        let path = if is_inner { format!("{group}.{name}") } else { name.to_owned() };
        found.push((path, value.trim().to_owned()));
    }
    found
}

/// The name of a key in Rust.
fn field(key: &str) -> String {
    key.chars().fold(String::new(), |mut name, letter| {
        if letter.is_uppercase() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
        name
    })
}

/// The rows of a table of text files in a folder: the names of the files without their ending, and their contents.
fn text_rows(folder: &Path, ending: &str) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut rows = String::new();
    for file in sorted(folder)?.iter().filter(|file| ends_in(file, &[ending])) {
        let name = file.file_stem().expect("a listed file has a name");
        writeln!(rows, "({name:?}, include_str!({file:?})),").expect("writing to a String cannot fail");
    }
    Ok(rows)
}

/// The word lists of advice, by language.
fn word_lists(root: &Path) -> io::Result<String> {
    let rows = text_rows(&root.join("src/advice/words"), "txt")?;
    Ok(format!("/// The word lists by language.\nstatic WORD_LISTS: &[(&str, &str)] = &[{rows}];\n"))
}

/// The bundled dictionaries, and by language their rules of inflection and the words that they lack.
fn dictionaries(root: &Path, beside: bool) -> io::Result<String> {
    let folder = root.join("src/spelling/dictionaries");
    let mut rows = String::new();
    for file in sorted(&folder)?.iter().filter(|file| ends_in(file, &["gz"])) {
        let name = file.file_name().expect("a listed file has a name").to_string_lossy();
        let tag = name.trim_end_matches(".dic.gz");
        let (path, bytes) = (format!("dictionaries/{name}"), format!("include_bytes!({file:?})"));
        let bytes = if beside { "&[]" } else { &*bytes };
        writeln!(rows, "Bundled {{ tag: {tag:?}, dic: BundledFile {{ path: {path:?}, embedded: {bytes} }} }},")
            .expect("writing to a String cannot fail");
    }
    let (affixes, words) = (text_rows(&folder, "aff")?, text_rows(&root.join("src/spelling/words"), "txt")?);
    Ok(format!(
        "static BUNDLED: &[Bundled] = &[{rows}];\n\
         /// The rules of inflection by language, which its dictionaries share.\n\
         static AFFIXES: &[(&str, &str)] = &[{affixes}];\n\
         /// Words of résumés that the dictionaries of a language lack.\n\
         static WORDS: &[(&str, &str)] = &[{words}];\n"
    ))
}

/// What compares words of job postings: from the language files, and from the lists of words. Languages with such
/// lists come first, and English before all: a short text may have as many stop words of two languages.
fn job_words(root: &Path) -> io::Result<String> {
    let folder = root.join("src/job/words");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut rows: Vec<((bool, bool, String), String)> = Vec::new();
    for file in sorted(&root.join("src/locale"))?.iter().filter(|file| ends_in(file, &["yaml"])) {
        let tag = file.file_stem().expect("a listed file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(file)?;
        let Some(line) = text.lines().find_map(|line| line.strip_prefix("stemming: {")) else { continue };
        let fields = items(line.trim_end_matches('}'));
        let field = |key: &str| fields.iter().find_map(|field| field.strip_prefix(key)?.strip_prefix(": "));
        let algorithm = field("algorithm").expect("there is an algorithm");
        let stop_words = field("stopWords").map_or(&*tag, |tag| tag.trim_matches('"'));
        let names_skills = field("namesSkills") == Some("true");
        let noun_capitals = text.lines().any(|line| line == "nounCapitals: true");
        let list = |name: String| {
            let file = folder.join(name);
            if file.is_file() { format!("include_str!({file:?})") } else { "\"\"".to_owned() }
        };
        let [common, advert, heads] = ["", "advert-", "heads-"].map(|kind| list(format!("{kind}{tag}.txt")));
        let row = format!(
            "LanguageWords {{ language: {tag:?}, algorithm: Algorithm::{algorithm}, stop_words: {stop_words:?}, \
             names_skills: {names_skills}, noun_capitals: {noun_capitals}, common: {common}, advert: {advert}, \
             heads: {heads} }},"
        );
        rows.push(((tag != "en", common == "\"\"", tag), row));
    }
    rows.sort();
    let rows: String = rows.into_iter().map(|(_, row)| row).collect();
    Ok(format!("static LANGUAGES: &[LanguageWords] = &[{rows}];\n"))
}

/// Other tags of languages that have a file.
fn aliases(root: &Path) -> io::Result<String> {
    let text = fs::read_to_string(root.join("src/locale/aliases.tsv"))?;
    let rows: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once('\t')).collect();
    Ok(format!(
        "/// Other tags of languages that have a file: retired ones, macrolanguages, close relatives, and the codes of\n\
         /// three letters (ISO 639-2 and 639-3).\nstatic LANGUAGE_ALIASES: &[(&str, &str)] = &{rows:?};\n"
    ))
}

/// What stands for dates in the files of a language and its variants.
#[derive(Default)]
struct DateWords {
    /// The language of the words that it lacks.
    base: Option<String>,
    /// The calendar in which years may be written besides the Gregorian one.
    calendar: Option<String>,
    /// Phrases, normalized, and what they mean.
    phrases: BTreeMap<String, String>,
    /// Patterns of dates in figures that end with the year.
    orders: Vec<String>,
}

/// The words and patterns of dates in the language files, by language. Their lists stand on one line each.
fn date_words(root: &Path) -> io::Result<String> {
    let mut languages: BTreeMap<String, DateWords> = BTreeMap::new();
    for folder in ["src/locale", "src/locale/cldr"] {
        for file in sorted(&root.join(folder))?.iter().filter(|file| ends_in(file, &["yaml"])) {
            let tag = file.file_stem().expect("a listed file has a name").to_string_lossy().into_owned();
            let language = tag.split('-').next().expect("a tag has a language").to_owned();
            // Recto's own file replaces CLDR's.
            if folder.ends_with("cldr") && languages.contains_key(&language) {
                continue;
            }
            let text = fs::read_to_string(file)?;
            let words = languages.entry(language.clone()).or_default();
            // A variant adds to the words of its language.
            let base = text.lines().find_map(|line| line.strip_prefix("extends: "));
            if let Some(base) = base.filter(|base| base.split('-').next() != Some(&*language)) {
                words.base = Some(base.to_owned());
            }
            words.add(&tag, &without_tables(&text));
        }
    }
    let mut rows = String::new();
    for (language, words) in &languages {
        let phrases: Vec<String> =
            words.phrases.iter().map(|(phrase, meaning)| format!("({phrase:?}, Meaning::{meaning})")).collect();
        let DateWords { base, orders, calendar, .. } = words;
        let calendar = match calendar.as_deref() {
            Some("persian") => "Some(Era::Persian)",
            Some("buddhist") => "Some(Era::Buddhist)",
            _ => "None",
        };
        let (phrases, orders) = (phrases.join(", "), orders.join(", "));
        writeln!(
            rows,
            "DateWords {{ language: {language:?}, base: {base:?}, calendar: {calendar}, phrases: &[{phrases}], orders: &[{orders}] }},"
        )
        .expect("writing to a String cannot fail");
    }
    Ok(format!("static DATE_WORDS: &[DateWords] = &[{rows}];\n{}", aliases(root)?))
}

impl DateWords {
    fn add(&mut self, tag: &str, text: &str) {
        let values = |key: &str| -> Vec<&str> {
            let lines = text.lines().filter_map(|line| line.trim().split_once(": "));
            lines.filter(|(name, _)| *name == key).map(|(_, value)| value.trim()).collect()
        };
        let listed = |key: &str| -> Vec<Vec<String>> {
            values(key).into_iter().filter(|value| value.starts_with('[')).map(items).collect()
        };
        let single = |key: &str| -> Vec<&str> {
            values(key)
                .into_iter()
                .filter(|value| !value.starts_with(['[', '{']))
                .map(|it| it.trim_matches('"'))
                .collect()
        };
        // The patterns of dates: of the styles, of years, and of letters.
        let mut patterns: Vec<String> = Vec::new();
        for style in ["dotted", "short", "long", "numeric"] {
            let styles = values(style).into_iter().filter(|value| value.starts_with('{'));
            patterns.extend(styles.flat_map(|value| value.split('"').skip(1).step_by(2).map(str::to_owned)));
        }
        patterns.extend(["year", "date", "dateAlone"].iter().flat_map(|key| single(key)).map(str::to_owned));
        for pattern in &patterns {
            self.add_between(pattern);
            self.add_order(tag, pattern);
        }
        for pattern in values("sinceDates").iter().flat_map(|value| value.split('"').skip(1).step_by(2)) {
            self.add_between(pattern);
        }
        self.calendar = self.calendar.take().or(single("calendar").first().map(|name| (*name).to_owned()));
        for word in single("firstDay") {
            self.set(word, "First");
        }
        let lists = ["dotted", "short", "long", "dated", "since", "calendarMonths"];
        for (key, names) in lists.iter().flat_map(|key| listed(key).into_iter().map(move |names| (*key, names))) {
            let kind = if key == "calendarMonths" { "OwnMonth" } else { "Month" };
            for (index, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
                let meaning = format!("{kind}({})", index + 1);
                self.set(name, &meaning);
                // "d’octubre"
                if let Some((article, name)) = name.split_once('’').filter(|(_, name)| name.chars().count() > 2) {
                    self.set(article, "Nothing");
                    self.set(name, &meaning);
                    // "des d’octubre": the word alone may be a month, as it is in Catalan.
                    let since = values("sinceDates");
                    let since = since.iter().flat_map(|value| value.split('"').skip(1).step_by(2));
                    for before in since.filter_map(|pattern| pattern.split('{').next()).filter(|_| key == "since") {
                        if before.contains(char::is_alphabetic) {
                            self.set(&format!("{before}{article}"), "Since");
                        }
                    }
                }
                // What patterns add to the name, without a space.
                for (before, after) in patterns.iter().filter_map(|pattern| pattern.split_once("{month}")) {
                    let glued = |text: &str| text.is_empty() || text.contains(|it: char| !it.is_alphabetic());
                    let before = before.rsplit([' ', '}']).next().unwrap_or_default();
                    let after = after.split([' ', '{']).next().unwrap_or_default();
                    if !(glued(before) && glued(after)) {
                        self.set(&format!("{before}{name}{after}"), &meaning);
                    }
                }
            }
        }
        for (key, first, kind) in [("seasons", 0, "Season"), ("quarters", 1, "Quarter")] {
            for (index, pattern) in listed(key).iter().flatten().enumerate() {
                let mut pieces = pieces(pattern);
                // The longest piece names it.
                pieces.sort_by_key(|piece| piece.chars().count());
                let name = pieces.pop();
                name.into_iter().for_each(|name| self.set(&name, &format!("{kind}({})", index + first)));
                pieces.iter().for_each(|piece| self.set(piece, "Edge"));
            }
        }
        let expected = ["expected", "expectedDegree", "expectedHigherDegree"].map(|key| (key, "Expected"));
        let since = ["since", "sinceYear", "sinceDay"].map(|key| (key, "Since"));
        for (key, meaning) in expected.into_iter().chain([("until", "Until"), ("untilDay", "Until")]).chain(since) {
            single(key).into_iter().flat_map(pieces).for_each(|piece| self.set(&piece, meaning));
        }
        for word in single("present") {
            self.set(word, "Present");
        }
        // Words that are read, but not printed.
        for (key, meaning) in [("present", "Present"), ("from", "Edge"), ("to", "To"), ("expected", "Expected")] {
            listed(key).iter().flatten().for_each(|word| self.set(word, meaning));
        }
        for endings in ["yearEnding", "dayEnding"].iter().flat_map(|key| values(key)) {
            let endings = items(endings.trim_matches(['{', '}']));
            let endings = endings.iter().filter_map(|item| Some(item.split_once(": ")?.1));
            endings.for_each(|ending| self.set(ending, "Edge"));
        }
        for names in values("monthNames") {
            for (name, number) in items(names.trim_matches(['{', '}'])).iter().filter_map(|item| item.split_once(": "))
            {
                self.set(name, &format!("Month({number})"));
            }
        }
    }

    /// Adds the texts of a pattern between its places, which mean nothing. At its ends, they belong to the date.
    fn add_between(&mut self, pattern: &str) {
        let (starts, ends) = (pattern.starts_with('{'), pattern.trim_end_matches('.').ends_with('}'));
        let pieces = pieces(pattern);
        for (index, piece) in pieces.iter().enumerate() {
            let is_edge = index == 0 && !starts || index + 1 == pieces.len() && !ends;
            self.set(piece, if is_edge { "Edge" } else { "Nothing" });
        }
    }

    /// Adds a phrase. A word that is nothing by itself may be something else.
    fn set(&mut self, phrase: &str, meaning: &str) {
        let phrase: String = normal::normal(phrase).into_iter().map(|(letter, _)| letter).collect();
        let phrase = phrase.trim();
        let is_new = match self.phrases.get(phrase).map(String::as_str) {
            None | Some("Nothing") => true,
            Some("Edge") => meaning != "Nothing",
            Some(_) => false,
        };
        if phrase.contains(|letter: char| letter.is_alphanumeric()) && is_new {
            self.phrases.insert(phrase.to_owned(), meaning.to_owned());
        }
    }

    /// Adds the order of a pattern of day, month and year in figures.
    fn add_order(&mut self, tag: &str, pattern: &str) {
        let places: Vec<(usize, &str)> = pattern
            .match_indices('{')
            .filter_map(|(at, _)| Some((at, pattern[at + 1..].split('}').next()?)))
            .filter(|(_, place)| *place != "city")
            .collect();
        let [(first, one), (second, other), (_, "year")] = places[..] else { return };
        let is_day = |place: &str| matches!(place, "day" | "dd");
        let is_month = |place: &str| place.starts_with('m') && place != "month";
        if !(is_day(one) && is_month(other) || is_month(one) && is_day(other)) {
            return;
        }
        let between = pattern[first + one.len() + 2..second].to_lowercase().replace(' ', "");
        self.orders.push(format!("Order {{ tag: {tag:?}, between: {between:?}, day_first: {} }}", is_day(one)));
    }
}

/// The items of a list on one line.
fn items(list: &str) -> Vec<String> {
    let inside = list.trim().trim_start_matches('[').trim_end_matches(']');
    let mut quoted = false;
    let parts = inside.split(|letter| {
        quoted ^= letter == '"';
        letter == ',' && !quoted
    });
    parts.map(|item| item.trim().trim_matches('"').to_owned()).collect()
}

/// The texts of a pattern between its places.
fn pieces(pattern: &str) -> Vec<String> {
    let texts = pattern.split('}').map(|piece| piece.split('{').next().unwrap_or_default().to_owned());
    texts.filter(|text| text.contains(|letter: char| letter.is_alphanumeric())).collect()
}

fn ends_in(file: &Path, endings: &[&str]) -> bool {
    file.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
}

fn is_licence(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    ["LICENSE", "OFL", "DISCLAIMER"].iter().any(|start| name.starts_with(start))
}

/// What is known of a file.
#[derive(Clone, Copy)]
enum Content<'a> {
    /// Its bytes.
    Embedded,
    /// It is part of a theme: its bytes, and what they are condensed to if they are code.
    Theme,
    /// It is a font: its bytes, unless they lie beside the program, and what kind of face it is.
    Font { beside: bool, described: &'a BTreeMap<String, String> },
}

/// The matching files in the subfolders of `name`, sorted.
fn table(root: &Path, name: &str, content: Content, wanted: impl Fn(&Path) -> bool) -> io::Result<String> {
    println!("cargo::rerun-if-changed={name}");
    let mut rows = String::new();
    for folder in sorted(&root.join(name))? {
        let title = folder.file_name().expect("a listed path has a name");
        for file in files_below(&folder)? {
            if wanted(&file) {
                println!("cargo::rerun-if-changed={}", file.display());
                let parts = file.strip_prefix(&folder).expect("it lies in the folder").components();
                let name = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
                match content {
                    Content::Embedded => writeln!(rows, "({title:?}, {name:?}, include_bytes!({file:?})),"),
                    Content::Theme => {
                        let is_code = ends_in(&file, &["typ"]);
                        let code = if is_code { condensed(&fs::read_to_string(&file)?) } else { String::new() };
                        writeln!(rows, "({title:?}, {name:?}, include_bytes!({file:?}), {code:?}),")
                    }
                    Content::Font { beside, described } => {
                        let path = format!("{}/{name}", title.to_string_lossy());
                        let info = described.get(&path).map_or("", String::as_str);
                        let path = format!("fonts/{path}");
                        let bytes = if beside { "&[]".to_owned() } else { format!("include_bytes!({file:?})") };
                        writeln!(
                            rows,
                            "BundledFace {{ folder: {title:?}, name: {name:?}, \
                             file: BundledFile {{ path: {path:?}, embedded: {bytes} }}, info: {info:?} }},"
                        )
                    }
                }
                .expect("writing to a String cannot fail");
            }
        }
    }
    Ok(rows)
}

/// The descriptions of font files, by their path in `fonts`: a line each of the path and the description.
fn described(file: &Path) -> io::Result<BTreeMap<String, String>> {
    println!("cargo::rerun-if-changed={}", file.display());
    let text = fs::read_to_string(file)?;
    Ok(text.lines().filter_map(|line| line.split_once('\t')).map(|(path, info)| (path.into(), info.into())).collect())
}

/// All files in a folder and its subfolders.
fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in sorted(folder)? {
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    Ok(files)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
