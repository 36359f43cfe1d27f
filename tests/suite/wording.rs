//! What a person reads is plain English, in the field's words.

use std::fs;
use std::path::{Path, PathBuf};

/// Phrases that nobody outside would understand, and names that were given up. The middle column says where they are
/// looked for.
const ODD: &[(&str, Where)] = &[
    ("stands for nothing", Where::Everywhere),
    ("is no section", Where::Everywhere),
    ("is no résumé", Where::Everywhere),
    ("a byte that is none", Where::Everywhere),
    ("does not speak `", Where::Everywhere),
    ("speaks with", Where::Everywhere),
    ("sets a résumé into", Where::Everywhere),
    ("a résumé to begin with", Where::Everywhere),
    ("takes away space, then margin", Where::Everywhere),
    ("a letter in the same hand", Where::Everywhere),
    ("in the house", Where::Everywhere),
    ("a guest in", Where::Everywhere),
    ("has no place in ours", Where::Everywhere),
    ("a theme that is not of Recto", Where::Everywhere),
    ("mend what is said above", Where::Everywhere),
    ("which words of an advertisement", Where::Everywhere),
    ("stranger's", Where::Everywhere),
    ("of a mistake of Recto's", Where::Everywhere),
    ("Told", Where::Code),
    ("Knob", Where::Code),
    ("Advertisement", Where::Code),
    ("is_idle", Where::Code),
    ("old_names", Where::Code),
    ("spoken_date", Where::Code),
    ("Unheard", Where::Code),
    ("likeness", Where::Code),
];

#[derive(Clone, Copy, PartialEq)]
enum Where {
    /// In code, documentation and texts.
    Everywhere,
    /// In code alone, as whole words.
    Code,
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            files(&path, found);
        } else if [".rs", ".md", ".typ", ".toml", ".yaml", ".html", ".js"].iter().any(|end| name.ends_with(end))
            && name != "editor.js"
            && name != "CHANGELOG.md"
        {
            found.push(path);
        }
    }
}

#[test]
fn no_private_words_or_translated_phrases_are_left() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    ["src", "docs", "themes"].iter().for_each(|folder| files(&root.join(folder), &mut found));
    found.extend(["README.md", "CONTRIBUTING.md", "SECURITY.md", "Cargo.toml"].map(|name| root.join(name)));
    let mut odd = Vec::new();
    for path in &found {
        let text = fs::read_to_string(path).unwrap();
        let is_code = path.extension().is_some_and(|end| end == "rs");
        for (number, line) in text.lines().enumerate() {
            for (phrase, place) in ODD {
                let words = || line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
                let has = match place {
                    Where::Everywhere => line.contains(phrase),
                    Where::Code => is_code && words().any(|word| word == *phrase),
                };
                if has {
                    odd.push(format!("{}:{}: {phrase}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(found.len() > 200, "the files were not found");
    assert_eq!(odd, Vec::<String>::new());
}
