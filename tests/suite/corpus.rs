//! Whole résumés: all of them build, and text in is text out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use recto::diagnostic::{Code, Diagnostics};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, typeset};
use serde_yaml::Value;

use crate::project::{Project, Run};
use crate::reader::{Read, read};

/// Keys whose values are not printed as they are written.
const NOT_PRINTED: &[&str] = &[
    "tags",
    "note",
    "citedAs",
    "kind",
    "meta",
    "x-own",
    "$schema",
    "startDate",
    "endDate",
    "date",
    "releaseDate",
    "url",
    "theme",
    "language-tag",
    "sections",
];

fn files() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn is_resume(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "json")
}

/// The résumés of the corpus.
/// The résumés of the corpus whose texts are printed as they are written. That of the additions, with
/// markup and hidden entries, has tests of its own.
pub fn corpus() -> Vec<PathBuf> {
    let is_plain = |path: &PathBuf| is_resume(path) && !path.ends_with("additions.yaml");
    let resumes: Vec<_> = files().into_iter().filter(is_plain).collect();
    assert!(resumes.len() >= 25);
    resumes
}

/// A project with the files that résumés of the corpus name.
pub fn with_companions() -> Project {
    files().iter().filter(|path| !is_resume(path)).fold(Project::new(), |project, path| {
        project.file(path.file_name().unwrap().to_str().unwrap(), std::fs::read(path).unwrap())
    })
}

/// Whether a build failed because this machine has no font for the script. Where
/// `RECTO_TEST_FONTS` says that it must have, that is a failure like any other.
pub fn needs_fonts(run: &Run) -> bool {
    let missing =
        run.code == Some(1) && run.stderr.contains("error[missing-glyph]") && run.stderr.contains("fonts-noto");
    missing && std::env::var_os("RECTO_TEST_FONTS").is_none()
}

/// Every text of a résumé that must be on its pages.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Number(number) => found.push(number.to_string()),
        Value::Sequence(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Mapping(entries) => {
            let printed = |key: &Value| !NOT_PRINTED.contains(&key.as_str().unwrap());
            entries.iter().filter(|(key, _)| printed(key)).for_each(|(_, value)| texts(value, found));
        }
        _ => {}
    }
}

/// Whether a text has Hebrew, Arabic or Devanagari letters.
fn is_shaped(text: &str) -> bool {
    text.chars().any(|letter| ('\u{590}'..'\u{980}').contains(&letter))
}

/// How often each letter stands in a text.
fn letters(text: &str) -> BTreeMap<char, usize> {
    text.chars().filter(|letter| letter.is_alphabetic()).fold(BTreeMap::new(), |mut counts, letter| {
        *counts.entry(letter).or_default() += 1;
        counts
    })
}

/// The words of a text, without marks of emphasis, and with one kind of quotes.
fn words(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !"*\"'‘’“”•".contains(*letter)).collect();
    plain.split_whitespace().filter(|word| *word != "-").collect::<Vec<_>>().join(" ")
}

#[test]
fn every_text_of_every_resume_is_on_its_pages_in_every_theme() {
    let themes: Vec<String> = Themes::builtin().names().map(str::to_owned).collect();
    std::thread::scope(|scope| {
        for theme in &themes {
            scope.spawn(|| every_text_is_on_the_pages(theme));
        }
    });
}

/// The sections that a theme sets beside the others, and that are read after them.
fn set_apart(theme: &str) -> &'static [&'static str] {
    if theme == "harbor" { &["awards", "certificates", "skills", "languages", "interests"] } else { &[] }
}

/// What a theme may set beside the others: always the same sections, and some more if they are short.
fn ways_to_set_apart(theme: &str) -> Vec<Vec<&'static str>> {
    let always = set_apart(theme);
    let short: &[&str] = match theme {
        "harbor" => {
            &["education", "references", "volunteer", "supervision", "clients", "admissions", "committees", "proverbs"]
        }
        _ => &[],
    };
    let with = |chosen: usize| {
        let more = short.iter().enumerate().filter(|(index, _)| chosen >> index & 1 == 1).map(|(_, key)| *key);
        always.iter().copied().chain(more).collect()
    };
    (0..1 << short.len()).map(with).collect()
}

/// Whether a section has a word that is too long for a narrow column: it is not set apart.
fn has_long_word(section: &Value) -> bool {
    let mut found = Vec::new();
    texts(section, &mut found);
    found.iter().flat_map(|text| text.split([' ', '-', '/', '.', ','])).any(|word| word.chars().count() > 31)
}

/// What is read of a PDF. Two columns that go on for several pages are drawn page by
/// page; in which order they are meant to be read, only the structure tree tells.
fn told(read: &Read, theme: &str) -> String {
    if set_apart(theme).is_empty() {
        return read.stream.clone();
    }
    read.tags.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
}

/// A text as it is compared: without spaces, since lines are broken anywhere, and in
/// small letters, since titles may be in capitals.
fn dense(text: &str) -> String {
    words(text).split_whitespace().collect::<String>().to_lowercase()
}

/// The texts of a résumé in groups that must follow one another: the head, then every
/// entry of every section.
fn groups(value: &Value, apart: &[&str]) -> Vec<Vec<String>> {
    let basics = &value["basics"];
    let summary = basics.get("summary");
    let printed = ["name", "label", "email", "phone", "facts"];
    let mut groups = vec![printed.iter().filter_map(|key| basics.get(key).cloned()).collect()];
    let listed = |section: &Value| {
        section.as_str().map(str::to_owned).or_else(|| section.as_mapping()?.keys().next()?.as_str().map(str::to_owned))
    };
    let (last, mut keys): (Vec<_>, Vec<_>) = value["sections"]
        .as_sequence()
        .into_iter()
        .flatten()
        .filter_map(listed)
        .partition(|key| apart.contains(&key.as_str()) && !has_long_word(&value[key.as_str()]));
    keys.extend(last);
    for key in keys {
        let section = if key == "basics.summary" { summary } else { value.get(&key) };
        let section = section.or_else(|| value["custom"].get(&key)?.get("entries"));
        match section {
            Some(Value::Sequence(entries)) => groups.extend(entries.iter().cloned()),
            Some(other) => groups.push(other.clone()),
            None => {}
        }
    }
    groups
        .iter()
        .map(|group| {
            let mut found = Vec::new();
            texts(group, &mut found);
            found.iter().map(|text| dense(text)).filter(|text| !text.is_empty()).collect()
        })
        .collect()
}

/// Asserts that what comes later in the résumé comes later on the page, entry by
/// entry: each theme may arrange the parts of one as it likes.
fn assert_one_order(page: &str, value: &Value, whose: &str, theme: &str) {
    let page = dense(page);
    let ways = ways_to_set_apart(theme);
    let faults: Vec<String> = ways.iter().map_while(|apart| out_of_order(&page, value, apart)).collect();
    assert!(faults.len() < ways.len(), "{whose}: `{}` is read before what it follows:\n{page}", faults[0]);
}

/// The first text that is read before what it follows, if some sections are read last.
fn out_of_order(page: &str, value: &Value, apart: &[&str]) -> Option<String> {
    let mut from = 0;
    for group in groups(value, apart) {
        let mut end = from;
        for text in &group {
            // What is not printed as it is written, such as an address, is found elsewhere.
            if !page.contains(text) {
                continue;
            }
            match page[from..].find(text) {
                Some(at) => end = end.max(from + at + text.len()),
                None => return Some(text.clone()),
            }
        }
        from = end;
    }
    None
}

/// The sections of a résumé in the order of the format, for one that says nothing.
const SECTIONS: &str = "sections: [basics.summary, work, volunteer, education, projects, awards, certificates, \
                        publications, skills, languages, interests, references";

#[test]
fn all_themes_are_read_in_one_order() {
    let themes: Vec<String> = Themes::builtin().names().map(str::to_owned).collect();
    let look = |theme: &str| {
        let mut seen = 0;
        for file in corpus().iter().filter(|file| file.extension().is_some_and(|ending| ending == "yaml")) {
            let name = file.file_name().unwrap().to_str().unwrap();
            let mut content = std::fs::read_to_string(file).unwrap();
            let value: Value = serde_yaml::from_str(&content).unwrap();
            if value.get("sections").is_none() {
                let custom = value["custom"].as_mapping().into_iter().flat_map(|custom| custom.keys());
                let custom: String = custom.map(|key| format!(", {}", key.as_str().unwrap())).collect();
                content += &format!("\n{SECTIONS}{custom}]\n");
            }
            let value: Value = serde_yaml::from_str(&content).unwrap();
            let project = with_companions().file(name, &content);
            let run = project.run(&["build", name, "--theme", theme]);
            if needs_fonts(&run) || is_shaped(&content) {
                continue;
            }
            assert_eq!(run.code, Some(0), "{name} in {theme}: {}", run.stderr);
            let pdf = Path::new(name).with_extension("pdf");
            let page = told(&read(&project.read(pdf.to_str().unwrap())), theme);
            assert_one_order(&page, &value, &format!("{name} in {theme}"), theme);
            seen += 1;
        }
        assert!(seen > 15, "only {seen} résumés were read");
    };
    std::thread::scope(|scope| {
        for theme in &themes {
            scope.spawn(|| look(theme));
        }
    });
}

fn every_text_is_on_the_pages(theme: &str) {
    for file in corpus() {
        let name = file.file_name().unwrap().to_str().unwrap();
        let content = std::fs::read_to_string(&file).unwrap();
        let project = with_companions().file(name, &content);
        let run = project.run(&["build", name, "--theme", theme]);
        if needs_fonts(&run) {
            continue;
        }
        assert_eq!(run.code, Some(0), "{name} in {theme}: {}", run.stderr);
        // Settings of another theme are left out, and that is said.
        let expected = ["warning[fallback-font]", "warning[unknown-option]"];
        let warnings = run.stderr.matches("warning[").count();
        let known: usize = expected.iter().map(|warning| run.stderr.matches(warning).count()).sum();
        assert!(warnings == known, "{name} in {theme}: {}", run.stderr);
        let pdf = Path::new(name).with_extension("pdf");
        let read = read(&project.read(pdf.to_str().unwrap()));
        let page = words(&read.stream);
        // Where two columns go on over several pages, one is parted by the other.
        let interrupted = !set_apart(theme).is_empty() && read.pages > 1;
        let mut value: Value = serde_yaml::from_str(&content).unwrap();
        let _ = value.as_mapping_mut().unwrap().remove("bibliography");
        // A language tag is not printed, a language spoken is.
        let _ = value.as_mapping_mut().unwrap().remove("language");
        // A country is printed by its name, or not at all.
        if let Some(location) = value["basics"]["location"].as_mapping_mut() {
            let _ = location.remove("countryCode");
        }
        let mut expected = Vec::new();
        texts(&value, &mut expected);
        for profile in value["basics"]["profiles"]
            .as_sequence()
            .into_iter()
            .flatten()
            .filter(|profile| profile.get("url").is_some())
        {
            // Where an account has an address, that is what is printed of it.
            let (network, username) = (profile["network"].as_str(), profile["username"].as_str());
            expected.retain(|text| Some(text.as_str()) != network && Some(text.as_str()) != username);
            expected.push(
                profile["url"].as_str().unwrap().trim_start_matches("https://").trim_start_matches("www.").into(),
            );
        }
        for text in expected.iter().map(|text| words(text)).filter(|text| !text.is_empty()) {
            // A long word may be parted at the end of a line, as may Chinese anywhere.
            let long = text.split_whitespace().any(|word| word.chars().count() > 20);
            let parted = long || text.contains(['/', '-']) || text.chars().any(|letter| letter > '\u{2e80}');
            let (folded, text) = (page.to_lowercase(), text.to_lowercase());
            let words_there = || text.split(' ').all(|word| folded.replace(' ', "").contains(word));
            let there = folded.contains(&text)
                || interrupted && words_there()
                || parted && folded.replace(' ', "").contains(&text.replace(' ', ""));
            assert!(there || is_shaped(&page), "{name} in {theme}: `{text}` is not on the page:\n{page}");
        }
        // Letters that run from the right, or join into others, come as they stand on the
        // page, not as they were typed; that none is lost can be seen all the same.
        if is_shaped(&page) {
            let drawn = letters(&page);
            for (letter, count) in letters(&expected.concat()) {
                assert!(
                    drawn.get(&letter).is_some_and(|there| *there >= count),
                    "{name} in {theme}: `{letter}` is missing:\n{page}"
                );
            }
        }
    }
}

/// Every key of a document, as the steps that lead to it.
fn keys(value: &Value, path: &mut Vec<Value>, found: &mut Vec<Vec<Value>>) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                path.push(key.clone());
                found.push(path.clone());
                keys(value, path, found);
                path.pop();
            }
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(index.into());
                keys(item, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn without(mut value: Value, path: &[Value]) -> Value {
    let (last, steps) = path.split_last().expect("a key has a path");
    let mut place = &mut value;
    for step in steps {
        place = match step {
            Value::Number(index) => &mut place[index.as_u64().unwrap() as usize],
            key => &mut place[key],
        };
    }
    place.as_mapping_mut().unwrap().remove(last);
    value
}

#[test]
fn every_key_may_be_absent_or_is_said_to_be_missing() {
    let text = include_str!("../corpus/every_key.yaml");
    let value: Value = serde_yaml::from_str(text).unwrap();
    let mut found = Vec::new();
    keys(&value, &mut Vec::new(), &mut found);
    assert!(found.len() > 100);
    let mut required = 0;
    for path in found {
        let mut notes = Diagnostics::new();
        let source = Source::new("resume.yaml", serde_yaml::to_string(&without(value.clone(), &path)).unwrap());
        let theme = Themes::builtin().default_theme(&mut notes).unwrap();
        let built =
            Resume::read(&source, &mut notes).and_then(|resume| typeset(&resume, &Compiler::new(&theme), &mut notes));
        if built.is_err() {
            let ids: Vec<Code> = notes.sorted().iter().map(|note| note.code).collect();
            // A tag or a section that something else asks for may be gone as well.
            let told = [Code::MissingKey, Code::UnknownSection, Code::UnknownTag];
            assert!(ids.iter().any(|id| told.contains(id)), "{path:?}: {ids:?}");
            required += 1;
        }
    }
    assert!(required > 10, "so many keys cannot be left out");
}
