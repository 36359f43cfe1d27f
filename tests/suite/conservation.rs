//! No text is lost without a word: every text of a file is marked, and each mark is found again on the
//! page, in the imported résumé, or in what was reported.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use granit_parser::{Event, Parser, ScalarStyle};

use crate::project::{Project, Run};
use crate::reader::read;

/// Keys whose values are not printed as text: addresses, and what is shown instead of them.
const NOT_PRINTED: &[&str] = &["note", "network", "username", "url", "doi", "image", "$schema", "meta", "emphasize"];

/// A text of a file.
struct Leaf {
    /// The keys that lead to it.
    path: Vec<String>,
    text: String,
    /// Where its text is in the file, without quotes.
    start: usize,
    end: usize,
}

/// The texts of a YAML or JSON file.
fn leaves(text: &str) -> Vec<Leaf> {
    enum Open {
        /// A mapping: the key whose value is expected.
        Mapping(Option<String>),
        Sequence,
    }
    let mut open: Vec<Open> = Vec::new();
    let mut leaves = Vec::new();
    let close = |open: &mut Vec<Open>| {
        if let Some(Open::Mapping(key)) = open.last_mut() {
            *key = None;
        }
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.unwrap();
        match event {
            Event::Scalar(value, style, ..) => {
                if let Some(Open::Mapping(key @ None)) = open.last_mut() {
                    *key = Some(value.into_owned());
                    continue;
                }
                let range = span.byte_range().unwrap();
                let written = &text[range.clone()];
                let quote = usize::from(matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let skipped = if is_block { written.find('\n').unwrap_or(written.len()) } else { quote };
                let path = open.iter().filter_map(|open| match open {
                    Open::Mapping(key) => key.clone(),
                    Open::Sequence => None,
                });
                leaves.push(Leaf {
                    path: path.collect(),
                    text: value.into_owned(),
                    start: range.start + skipped,
                    end: range.start + written.trim_end().len() - quote,
                });
                close(&mut open);
            }
            Event::MappingStart(..) => open.push(Open::Mapping(None)),
            Event::SequenceStart(..) => open.push(Open::Sequence),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                close(&mut open);
            }
            _ => {}
        }
    }
    leaves
}

/// A file in which every text ends with a word of its own.
struct Marked {
    text: String,
    marks: Vec<(String, Vec<String>)>,
}

/// A word that is in no text, of letters only so that no number becomes a text.
fn word(number: usize) -> String {
    let letter = |place: u32| char::from(b'a' + (number / 20usize.pow(place) % 20) as u8);
    format!("zq{}{}{}q", letter(2), letter(1), letter(0))
}

fn is_date(text: &str) -> bool {
    text.parse::<recto::resume::DateOrPeriod>().is_ok() || text.parse::<recto::resume::End>().is_ok()
}

/// Which texts are marked.
#[derive(Clone, Copy, PartialEq)]
enum Marks {
    /// All but dates.
    Texts,
    /// All.
    TextsAndDates,
    /// Only those that any text may stand for: not phone numbers, addresses and the like.
    FreeTexts,
}

/// Keys whose values have a form.
const FORMED: &[&str] =
    &["$schema", "countryCode", "doi", "email", "image", "phone", "picture", "theme", "url", "website"];

fn marked(content: &str, which: Marks) -> Marked {
    let mut text = content.to_owned();
    let mut marks = Vec::new();
    for (number, leaf) in leaves(content).into_iter().enumerate().rev() {
        let value = leaf.text.trim();
        let is_literal = value.parse::<f64>().is_ok() && !is_date(value)
            || ["", "~", "null", "true", "false", "no", "yes"].contains(&value);
        let key = leaf.path.last().map(String::as_str);
        let is_formed = which == Marks::FreeTexts && key.is_some_and(|key| FORMED.contains(&key));
        if is_literal || is_formed || is_date(value) && which != Marks::TextsAndDates {
            continue;
        }
        let mark = word(number);
        let is_address = !value.contains(' ') && (value.contains("://") || value.contains('/'));
        if value.contains('@') && !value.contains([' ', '/']) {
            text.insert_str(leaf.start + usize::from(value.starts_with('@')), &mark);
        } else if is_address || key == Some("doi") {
            text.insert_str(leaf.end, &mark);
        } else {
            text.insert_str(leaf.end, &format!(" {mark}"));
        }
        marks.push((mark, leaf.path));
    }
    Marked { text, marks }
}

/// A text without what lines and hyphenation change.
fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What a build says: the text of its pages, where links lead, and its report.
fn printed(project: &Project, run: &Run) -> String {
    let page = read(&project.read("out.pdf"));
    bare(&format!("{} {} {}", page.stream, page.links.join(" "), run.stderr))
}

/// The values of an imported résumé that are not printed by design.
fn silent(value: &serde_yaml::Value, key: &str, found: &mut String) {
    match value {
        serde_yaml::Value::String(text) if NOT_PRINTED.contains(&key) => found.push_str(&format!(" {text}")),
        serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| silent(item, key, found)),
        serde_yaml::Value::Mapping(entries) => {
            let is_hidden = entries.get("hidden").and_then(serde_yaml::Value::as_bool) == Some(true);
            let below = |name: &serde_yaml::Value| match NOT_PRINTED.contains(&key) || is_hidden {
                true => NOT_PRINTED[0].to_owned(),
                false => name.as_str().unwrap_or_default().to_owned(),
            };
            entries.iter().for_each(|(name, value)| silent(value, &below(name), found));
        }
        _ => {}
    }
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn files(folder: &str, is_wanted: fn(&str) -> bool) -> Vec<PathBuf> {
    let folder = format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| is_wanted(name(path)));
    files.sort();
    files
}

fn importable() -> Vec<PathBuf> {
    // Folders have no ending.
    let files =
        files("import", |name| name.contains('.') && !name.ends_with(".facts.txt") && name != "not_a_resume.json");
    assert!(files.len() > 15);
    files
}

/// A file as YAML: RenderCV allows texts that start with an asterisk, which YAML wants in quotes.
fn as_yaml(path: &Path) -> String {
    let content = fs::read_to_string(path).unwrap();
    let line = |line: &str| match line.split_once("- *") {
        Some((indent, rest)) if indent.trim().is_empty() => format!("{indent}- '*{}'\n", rest.trim_end()),
        _ => format!("{line}\n"),
    };
    content.lines().map(line).collect()
}

#[test]
fn each_text_of_an_imported_file_is_printed_kept_or_named() {
    let mut checked = 0;
    for path in importable() {
        let Marked { text, marks } = marked(&as_yaml(&path), Marks::Texts);
        let file = name(&path);
        let project = Project::new().file(file, &text);
        let import = project.run(&["import", file, "-o", "resume.yaml"]);
        assert_eq!(import.code, Some(0), "{file}: {}", import.stderr);
        let yaml = String::from_utf8(project.read("resume.yaml")).unwrap();
        let build = project.run(&["build", "-o", "out.pdf"]);
        assert_eq!(build.code, Some(0), "{file}: {}\n{yaml}", build.stderr);
        let printed = printed(&project, &build);
        let comments: String = yaml.lines().filter(|line| line.trim_start().starts_with('#')).collect();
        let mut unprinted = String::new();
        silent(&serde_yaml::from_str(&yaml).unwrap(), "", &mut unprinted);
        let report = bare(&import.stderr);
        let found = [&printed, &bare(&comments), &bare(&unprinted), &report];
        let lost: Vec<_> = marks.iter().filter(|(mark, _)| !found.iter().any(|text| text.contains(mark))).collect();
        assert!(lost.is_empty(), "{file}: {lost:?} are lost\n{}\n{yaml}", import.stderr);
        let dropped = |(mark, _): &&(String, Vec<String>)| !printed.contains(mark) && bare(&comments).contains(mark);
        if import.stderr.contains("everything was converted") {
            let dropped: Vec<_> = marks.iter().filter(dropped).collect();
            assert!(dropped.is_empty(), "{file}: {dropped:?} were not converted");
        }
        checked += marks.len();
    }
    assert!(checked > 700, "{checked}");
}

/// With dates marked, too: none of them is a date any more, and none is lost or replaced by "present".
#[test]
fn dates_that_are_none_are_kept_in_words() {
    for path in importable() {
        let Marked { text, marks } = marked(&as_yaml(&path), Marks::TextsAndDates);
        let file = name(&path);
        let project = Project::new().file(file, &text);
        let run = project.run(&["import", file, "-o", "resume.yaml"]);
        assert_eq!(run.code, Some(0), "{file}: {}", run.stderr);
        let yaml = String::from_utf8(project.read("resume.yaml")).unwrap();
        let found = bare(&format!("{yaml} {}", run.stderr));
        let lost: BTreeSet<_> = marks.iter().filter(|(mark, _)| !found.contains(mark)).collect();
        assert!(lost.is_empty(), "{file}: {lost:?} are lost\n{}\n{yaml}", run.stderr);
    }
}

#[test]
fn each_text_of_a_json_resume_is_printed_or_named() {
    let is_json = |name: &str| name.ends_with(".json") && !["not_a_resume.json", "fresh.json"].contains(&name);
    let mut checked = 0;
    let mut refused = Vec::new();
    for path in [files("import", is_json), files("corpus", is_json)].concat() {
        let Marked { text, marks } = marked(&fs::read_to_string(&path).unwrap(), Marks::FreeTexts);
        let file = name(&path);
        let project = Project::new().file(file, &text);
        let build = project.run(&["build", file, "-o", "out.pdf"]);
        // A refusal is no loss.
        if build.code != Some(0) {
            refused.push(format!("{file}: {}", build.stderr));
            continue;
        }
        let printed = printed(&project, &build);
        let is_silent = |path: &[String]| path.iter().any(|key| NOT_PRINTED.contains(&key.as_str()));
        let lost: Vec<_> = marks.iter().filter(|(mark, path)| !printed.contains(mark) && !is_silent(path)).collect();
        assert!(lost.is_empty(), "{file}: {lost:?} are lost\n{}", build.stderr);
        checked += marks.len();
    }
    assert!(checked > 150, "{checked}: {}", refused.join("\n"));
}
