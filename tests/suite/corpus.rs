//! Whole résumés: all of them build, and text in is text out.

use std::path::{Path, PathBuf};

use serde_yaml::Value;

use crate::project::Project;
use crate::reader::read;

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
pub fn corpus() -> Vec<PathBuf> {
    let resumes: Vec<_> = files().into_iter().filter(|path| is_resume(path)).collect();
    assert!(resumes.len() >= 5);
    resumes
}

/// A project with the files that résumés of the corpus name.
pub fn with_companions() -> Project {
    files().iter().filter(|path| !is_resume(path)).fold(Project::new(), |project, path| {
        project.file(path.file_name().unwrap().to_str().unwrap(), std::fs::read(path).unwrap())
    })
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

/// The words of a text, without marks of emphasis, and with one kind of quotes.
fn words(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !"*\"'‘’“”•".contains(*letter)).collect();
    plain.split_whitespace().filter(|word| *word != "-").collect::<Vec<_>>().join(" ")
}

#[test]
fn every_text_of_every_resume_is_on_its_pages() {
    for file in corpus() {
        let name = file.file_name().unwrap().to_str().unwrap();
        let content = std::fs::read_to_string(&file).unwrap();
        let project = with_companions().file(name, &content);
        let run = project.run(&["build", name]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
        assert!(!run.stderr.contains("warning"), "{name}: {}", run.stderr);
        let pdf = Path::new(name).with_extension("pdf");
        let page = words(&read(&project.read(pdf.to_str().unwrap())).stream);
        let mut value: Value = serde_yaml::from_str(&content).unwrap();
        let _ = value.as_mapping_mut().unwrap().remove("bibliography");
        // A language tag is not printed, a language spoken is.
        let _ = value.as_mapping_mut().unwrap().remove("language");
        if value["basics"]["location"].get("region").is_some() {
            let _ = value["basics"]["location"].as_mapping_mut().unwrap().remove("countryCode");
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
            expected.push(profile["url"].as_str().unwrap().trim_start_matches("https://").into());
        }
        for text in expected.iter().map(|text| words(text)).filter(|text| !text.is_empty()) {
            // A long address may be parted at the end of a line.
            let there =
                page.contains(&text) || text.contains('/') && page.replace(' ', "").contains(&text.replace(' ', ""));
            assert!(there, "{name}: `{text}` is not on the page:\n{page}");
        }
    }
}
