//! What a person reads is plain English, in the field's words.

use std::fs;
use std::path::{Path, PathBuf};

use regex::{Regex, RegexSet};

/// Phrases that a native technical writer would not use, as regular expressions.
const ODD_PHRASES: &[&str] = &[
    r"stands? for nothing",
    r"` is no \w+",
    r"a byte that is none",
    r"does not speak\b",
    r"[Ss]peaks? with\b",
    r"sets? (a|the) résumé into",
    r"to begin with\b.*résumé|résumé to begin with",
    r"takes? away space",
    r"in the same hand",
    r"\b(in|of) the house\b",
    r"\ba guest in\b",
    r"has no place in ours",
    r"it says, each thing at its place",
    r"not of Recto",
    r"of a mistake of Recto",
    r"mend what is said",
    r"the longest that a (document|theme) may take",
    r"as they are with every change",
    r"tells? (what|which|whether) (Recto|words|a résumé)",
    r"\badvertisements?\b",
    r"\bstranger'?s?\b",
    r"the machine's fonts",
    r"(limits?|pages) that (is|are) (a )?promises?",
    r"letters' size",
    r"stand for what they say",
    r"Take the disk's|All as in the file",
    r"[Ww]hoever fell",
    r"a section of one's own",
    r"\bfit\b.{0,10}\ba promise\b",
];

/// Names that were replaced; a definition with one of them is an error.
const OLD_NAMES: &str = "told|Told|Knob|Advertisement|is_idle|old_names|spoken_date|Unheard|likeness|Hand|handed\
    |Cut|cuts|Said|Against|stranger|carry|mend|Loss|supply|RUNT|meeting|Asked|Wanted|Made|Looks|Fallen|Late|Stop\
    |Faulty|Unusable|Studio|Board|House|Product|visible|at_a_fixed_address|disable_pie|Reported|MachineFace|ways";

/// The changelog and the table of old names in docs/errors.md name what was replaced.
const EXEMPT: &[&str] = &["CHANGELOG.md", "editor.js", "errors.md"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            files(&path, found);
        } else if [".rs", ".md", ".typ", ".toml", ".html", ".js"].iter().any(|end| name.ends_with(end))
            && !EXEMPT.contains(&name)
        {
            found.push(path);
        }
    }
}

#[test]
fn no_private_words_or_translated_phrases_are_left() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    ["src", "docs", "themes", "examples"].iter().for_each(|folder| files(&root.join(folder), &mut found));
    found.extend(["README.md", "CONTRIBUTING.md", "SECURITY.md", "Cargo.toml"].map(|name| root.join(name)));
    let phrases = RegexSet::new(ODD_PHRASES).unwrap();
    let names = format!(r"\b(struct|enum|trait|type|mod|fn|const|static) ({OLD_NAMES})\b");
    let names = Regex::new(&names).unwrap();
    let mut odd = Vec::new();
    for path in &found {
        let text = fs::read_to_string(path).unwrap();
        let is_code = path.extension().is_some_and(|end| end == "rs");
        for (number, line) in text.lines().enumerate() {
            if phrases.is_match(line) || is_code && names.is_match(line) {
                odd.push(format!("{}:{}: {line}", path.display(), number + 1));
            }
        }
    }
    assert!(found.len() > 200, "the files were not found");
    assert_eq!(odd, Vec::<String>::new());
}
