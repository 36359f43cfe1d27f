//! What is embedded in the program is in it once: three copies of the fonts were a quarter of it.

use std::fs;
use std::path::Path;

/// Enough of a file to tell it from all others, in bytes.
const PART: usize = 1024;

/// How often a part of a file is in the program: the end of a language file before the words for imports, which become a
/// table as what is at its beginning does, and the middle of others.
fn copies(program: &[u8], file: &Path) -> usize {
    let mut content = fs::read(file).unwrap();
    let is_language = file.extension().is_some_and(|ending| ending == "yaml");
    if let Some(words) = content.windows(9).position(|window| window == b"\nimport:\n").filter(|_| is_language) {
        content.truncate(words + 1);
    }
    let start = if is_language { content.len() - PART } else { content.len() / 2 };
    let part = &content[start..start + PART];
    program.windows(PART).filter(|window| window[0] == part[0] && *window == part).count()
}

#[test]
fn fonts_themes_and_languages_are_in_the_program_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = fs::read(env!("CARGO_BIN_EXE_recto")).unwrap();
    let families =
        fs::read_dir(root.join("fonts")).unwrap().map(|folder| folder.unwrap().path()).filter(|it| it.is_dir());
    let is_face = |file: &Path| file.extension().is_some_and(|ending| ending == "otf" || ending == "ttf");
    let face = |folder: &Path| {
        let mut files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        files.find(|file| is_face(file)).unwrap()
    };
    let mut files: Vec<_> = families.map(|folder| face(&folder)).collect();
    files.extend(["themes/banner/theme.typ", "src/locale/de.yaml"].map(|file| root.join(file)));
    for file in files {
        assert_eq!(copies(&program, &file), 1, "{}", file.display());
    }
}
