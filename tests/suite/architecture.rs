//! A room uses only rooms above it.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of what they know.
const ROOMS: &[&str] = &[
    "source",
    "diagnostic",
    "yaml",
    "resume",
    "tailor",
    "advice",
    "job",
    "locale",
    "theme",
    "schema",
    "assist",
    "import",
    "present",
    "typeset",
    "fit",
    "export",
    "inspect",
];

#[test]
fn the_table_of_rooms_is_as_the_house_is() {
    let table =
        include_str!("../../CONTRIBUTING.md").lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let listed: Vec<&str> = table.take_while(|name| *name != "main.rs").collect();
    assert_eq!(listed, ROOMS);
}

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| files(&entry.unwrap().path(), found));
    } else if path.extension().is_some_and(|ending| ending == "rs") {
        found.push(path.to_path_buf());
    }
}

fn sources(of: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(Path::new(of), &mut found);
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The rooms that a piece of code names, as `crate::room`.
fn named(code: &str) -> Vec<&str> {
    let rests = code.match_indices("crate::").map(|(at, prefix)| &code[at + prefix.len()..]);
    rests
        .map(|rest| rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or(""))
        .collect()
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    for (rank, room) in ROOMS.iter().enumerate() {
        let mut code = sources(&format!("{root}/{room}.rs"));
        code.extend(
            sources(&format!("{root}/{room}")).into_iter().filter(|_| Path::new(&format!("{root}/{room}")).is_dir()),
        );
        assert!(!code.is_empty(), "there is no room `{room}`");
        for (path, text) in code {
            for other in named(&text) {
                let known = ROOMS.iter().position(|room| *room == other);
                assert!(
                    known.is_none_or(|other| other <= rank),
                    "{} uses `{other}`, which is below it",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn only_typesetting_and_export_speak_to_typst() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    for (path, text) in sources(root) {
        let speaks = ["use typst::", "typst::", "use typst_", "typst_kit::"].iter().any(|word| text.contains(word));
        let may = path.starts_with(format!("{root}/typeset"))
            || path.ends_with("typeset.rs")
            || path.starts_with(format!("{root}/export"))
            // The search for the machine's fonts reads files, and so belongs to the edge.
            || path.ends_with("cli/fonts.rs");
        assert!(!speaks || may, "{} speaks to Typst", path.display());
    }
}

#[test]
fn no_theme_is_named_in_code() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let themes = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/themes")).unwrap();
    for theme in themes.map(|entry| entry.unwrap().file_name().into_string().unwrap()).filter(|name| name != "prelude")
    {
        for (path, text) in sources(root) {
            let named =
                text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("\"{theme}\"")));
            assert!(!named, "{} names the theme {theme}", path.display());
        }
    }
}
