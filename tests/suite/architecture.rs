//! A room uses only rooms above it.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of what they know.
const ROOMS: &[&str] = &[
    "source",
    "diagnostic",
    "fix",
    "render",
    "yaml",
    "edit",
    "resume",
    "tailor",
    "sent",
    "locale",
    "theme",
    "present",
    "facts",
    "fields",
    "spelling",
    "advice",
    "job",
    "schema",
    "assist",
    "pdf",
    "import",
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
            || path.ends_with("cli/project/fonts.rs");
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

/// Where a file of the library is, as the modules that lead to it.
fn module(path: &Path) -> Vec<String> {
    let below = path.strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap().with_extension("");
    below.iter().map(|part| part.to_str().unwrap().to_owned()).collect()
}

/// The paths after `use` in a file, each as far as it names one thing, from the root of the library.
fn imports(module: &[String], code: &str) -> Vec<Vec<String>> {
    let own = code.split("#[cfg(test)]").next().unwrap();
    let mut found = Vec::new();
    for line in own.split(';').filter_map(|item| item.trim_start().rsplit_once("use ").map(|(_, path)| path)) {
        let mut path: Vec<String> = module.to_vec();
        let mut parts = line.split("::").map(str::trim);
        match parts.next() {
            Some("crate") => path.clear(),
            Some("self") => {}
            Some("super") => drop(path.pop()),
            _ => continue,
        }
        for part in parts {
            match part {
                "super" => drop(path.pop()),
                _ if part.starts_with('{') => {
                    let names = part.trim_matches(['{', '}']).split(',').map(|name| name.trim().trim_matches('}'));
                    found.extend(names.map(|name| [&path[..], &[name.to_owned()]].concat()));
                    path.clear();
                    break;
                }
                name => path.push(name.split_whitespace().next().unwrap_or_default().to_owned()),
            }
        }
        found.push(path);
    }
    found
}

/// The modules of the binary, lowest first.
const LAYERS: &[&str] = &[
    "cli/args",
    "cli/report",
    "cli/process",
    "cli/project",
    "cli/build",
    "cli/pool",
    "cli/watching",
    "preview",
    "lsp",
];

/// Source files with the files that each imports, by their number in the list.
struct Imports {
    modules: Vec<Vec<String>>,
    needs: Vec<Vec<usize>>,
}

/// The imports between files of the library, or of the binary.
fn imports_between(binary: bool) -> Imports {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let of_binary = |path: &Path| ["main", "cli", "lsp", "preview"].contains(&module(path)[0].as_str());
    let files: Vec<_> = sources(root).into_iter().filter(|(path, _)| of_binary(path) == binary).collect();
    let modules: Vec<Vec<String>> = files.iter().map(|(path, _)| module(path)).collect();
    // A path leads to the deepest file that its beginning names.
    let target = |path: &[String]| {
        (1..=path.len()).rev().find_map(|length| modules.iter().position(|module| module[..] == path[..length]))
    };
    let needs = files.iter().zip(&modules).enumerate().map(|(index, ((_, code), module))| {
        // A folder's own file is its face: what is in the folder may take from it what it hands on.
        let inside = |other: &usize| module.starts_with(&modules[*other]);
        let found = imports(module, code);
        found.iter().filter_map(|path| target(path)).filter(|it| *it != index && !inside(it)).collect()
    });
    let needs: Vec<Vec<usize>> = needs.collect();
    assert!(needs.iter().flatten().count() > 100, "the imports were not understood");
    Imports { modules, needs }
}

/// A way from a file back to itself, by what each imports.
fn cycle(Imports { modules, needs }: &Imports) -> Option<String> {
    fn visit(file: usize, needs: &[Vec<usize>], path: &mut Vec<usize>, done: &mut [bool]) -> Option<Vec<usize>> {
        if let Some(start) = path.iter().position(|other| *other == file) {
            return Some(path[start..].to_vec());
        }
        if std::mem::replace(&mut done[file], true) {
            return None;
        }
        path.push(file);
        let found = needs[file].iter().find_map(|other| visit(*other, needs, path, done));
        path.pop();
        found
    }
    let mut done = vec![false; needs.len()];
    let found = (0..needs.len()).find_map(|file| visit(file, needs, &mut Vec::new(), &mut done))?;
    Some(found.iter().map(|file| modules[*file].join("/")).collect::<Vec<_>>().join(" → "))
}

/// Files that need each other, straight or in a circle, are one file, or hide another.
#[test]
fn no_files_import_each_other() {
    for binary in [false, true] {
        assert_eq!(cycle(&imports_between(binary)), None);
    }
    let circle = Imports {
        modules: ["a", "b", "c"].map(|name| vec![name.to_owned()]).to_vec(),
        needs: vec![vec![1], vec![2], vec![0]],
    };
    assert_eq!(cycle(&circle).as_deref(), Some("a → b → c"));
}

#[test]
fn a_module_of_the_binary_uses_only_those_below_it() {
    let Imports { modules, needs } = imports_between(true);
    let layer = |file: usize| {
        let path = modules[file].join("/");
        LAYERS.iter().position(|layer| path == *layer || path.starts_with(&format!("{layer}/")))
    };
    for (file, needed) in needs.iter().enumerate() {
        let Some(own) = layer(file) else { continue };
        for other in needed {
            // What belongs to no layer, the commands, is above all of them.
            let below = layer(*other).is_some_and(|other| other <= own);
            assert!(below, "{} uses {}", modules[file].join("/"), modules[*other].join("/"));
        }
    }
}

/// The languages, readers of other people's files, and the binary, whose own texts are in English and German.
const OF_LANGUAGES: &[&str] = &["locale", "import", "cli", "preview", "lsp", "main"];

/// What a language is called or does is in its file: a new one needs no code.
#[test]
fn no_other_module_names_a_language() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let locale = fs::read_dir(format!("{root}/locale")).unwrap();
    let files =
        locale.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|it| it == "yaml"));
    let tags: Vec<String> = files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert!(tags.len() > 70);
    // Words of code that are tags as well: keys, units, elements of HTML, ligatures, and names of letter layouts.
    let words = ["bs", "ca", "da", "et", "fi", "fr", "hr", "id", "is", "it", "ms", "no", "pt", "th", "tr"];
    let named = |line: &str| {
        let code = line.split("//").next().filter(|code| !code.contains("example =")).unwrap_or_default();
        let is_tag = |text: &&str| tags.iter().any(|tag| tag == text) && !words.contains(text);
        let tag = code.split('"').skip(1).step_by(2).find(is_tag).map(str::to_owned);
        let by_name = ["English", "German", "French", "Chinese", "Japanese", "Hebrew", "Arabic", "Devanagari"];
        let kinds = ["Algorithm", "Language", "Script"];
        let of_kind = |name: &&str| kinds.iter().any(|kind| code.contains(&format!("{kind}::{name}")));
        tag.or_else(|| by_name.into_iter().find(of_kind).map(str::to_owned))
    };
    let mut found = Vec::new();
    for (path, text) in sources(root) {
        let module = module(&path).join("/");
        if OF_LANGUAGES.iter().any(|own| module == *own || module.starts_with(&format!("{own}/"))) {
            continue;
        }
        // The scripts are a table of their own.
        if module == "typeset/scripts" {
            continue;
        }
        let own = text.split("#[cfg(test)]").next().unwrap();
        // The characters that HTML names.
        let own = if module == "job/html" { own.split("const NAMED").next().unwrap() } else { own };
        let lines = own.lines().enumerate().filter_map(|(index, line)| Some((index + 1, named(line)?)));
        found.extend(lines.map(|(line, name)| format!("{module}:{line} names `{name}`")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Modules of imports with letters of no language: names of characters, of languages in other tools, and signs in addresses and
/// dates of which Chinese, Japanese and Korean are written.
const OF_LETTERS: &[&str] = &[
    "import/tex",
    "import/document",
    "import/rendercv",
    "import/unstructured/address",
    "import/unstructured/html",
    "import/unstructured/linkedin_page",
    "import/unstructured/pdf/radicals",
];

/// Modules of imports with words of file formats: BibTeX's "and", Word's names of styles, Europass's names of levels.
const OF_FORMATS: &[&str] = &["import/bibliography", "import/europass", "import/unstructured/docx"];

/// Whether a text is a word with the space that divides it from others: " at ", "and ".
fn is_word_among_others(text: &str) -> bool {
    let word = text.trim();
    text != word && word.len() > 1 && word.chars().all(char::is_alphabetic)
}

/// The words by which imports understand documents are in the files of the languages, so that a new one is one file.
#[test]
fn imports_have_no_words_of_languages_of_their_own() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut folders = vec![PathBuf::from(format!("{root}/import"))];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                assert!(path.extension().is_some_and(|ending| ending == "rs"), "{} is a table", path.display());
            }
        }
    }
    let (mut found, mut joints) = (Vec::new(), Vec::new());
    for (path, text) in sources(root) {
        let module = module(&path).join("/");
        let is_exempt = OF_LETTERS.iter().any(|own| module == *own || module.starts_with(&format!("{own}/")));
        if is_exempt || !module.starts_with("import/") {
            continue;
        }
        let is_of_format = OF_FORMATS.iter().any(|own| module == *own || module.starts_with(&format!("{own}/")));
        let own = text.split("#[cfg(test)]").next().unwrap();
        for (index, line) in own.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            let quoted: Vec<&str> = code.split('"').skip(1).step_by(2).collect();
            let words = quoted.iter().filter(|text| !is_of_format && is_word_among_others(text));
            joints.extend(words.map(|word| format!("{module}:{}: `{word}`", index + 1)));
            let is_foreign = |letter: char| letter.is_alphabetic() && !letter.is_ascii();
            found.extend(
                quoted
                    .iter()
                    .filter(|text| text.contains(is_foreign))
                    .map(|text| format!("{module}:{}: {text}", index + 1)),
            );
        }
    }
    assert!(joints.is_empty(), "{}", joints.join("\n"));
    // What messages call the document.
    found.retain(|line| {
        line.replace("résumé", "").contains(|letter: char| letter.is_alphabetic() && !letter.is_ascii())
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}
