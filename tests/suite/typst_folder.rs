//! A folder that Typst alone compiles: to the same pages as Recto, in a world that knows
//! nothing but the folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use recto::theme::Themes;
use typst::diag::{FileError, FileResult, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::corpus::{corpus, needs_fonts, with_companions};
use crate::project::{Project, SEED};

/// What any Typst has: a library without inputs, the folder's files, and fonts.
struct Plain {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: BTreeMap<String, Vec<u8>>,
    main: FileId,
}

impl Plain {
    fn new(folder: &Path, main: &str) -> Self {
        let mut files = BTreeMap::new();
        collect(folder, folder, &mut files);
        let mut fonts = Vec::new();
        for (_, bytes) in files.iter().filter(|(path, _)| path.starts_with("fonts/") && is_font(path)) {
            fonts.extend(Font::iter(Bytes::new(bytes.clone())));
        }
        fonts.extend(named_fonts(&String::from_utf8(files["README.md"].clone()).unwrap()));
        let main = RootedPath::new(VirtualRoot::Project, VirtualPath::new(main).unwrap()).intern();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Plain { library: LazyHash::new(Library::default()), book, fonts, files, main }
    }

    /// The PDF as Recto would write it.
    fn pdf(&self, standards: &[PdfStandard]) -> Vec<u8> {
        let Warned { output, warnings } = typst::compile::<PagedDocument>(self);
        assert!(warnings.is_empty(), "{warnings:?}");
        let pages = output.unwrap_or_else(|errors| panic!("{errors:?}"));
        let creator = Smart::Custom(Some(concat!("Recto ", env!("CARGO_PKG_VERSION")).into()));
        let standards = PdfStandards::new(standards).unwrap();
        typst_pdf::pdf(&pages, &PdfOptions { creator, standards, ..PdfOptions::default() }).unwrap()
    }
}

impl World for Plain {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        Ok(Source::new(id, String::from_utf8(self.file(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_without_slash();
        self.files.get(path).cloned().map(Bytes::new).ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn is_font(path: &str) -> bool {
    [".otf", ".ttf", ".ttc"].iter().any(|ending| path.ends_with(ending))
}

fn collect(folder: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, root, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// The machine's fonts that the folder's README asks for.
fn named_fonts(readme: &str) -> Vec<Font> {
    let Some((_, list)) = readme.split_once("## Fonts not included") else { return Vec::new() };
    let mut fonts = Vec::new();
    for (family, files) in list.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(" (")) {
        for file in files.trim_end_matches(')').split(", ") {
            let path = find(Path::new("/usr/share/fonts"), file.trim_matches('`')).unwrap();
            let all: Vec<Font> = Font::iter(Bytes::new(std::fs::read(path).unwrap())).collect();
            assert!(all.iter().any(|font| font.info().family == family), "{family}");
            fonts.extend(all);
        }
    }
    fonts
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut entries = std::fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path());
    entries.find_map(|path| if path.is_dir() { find(&path, name) } else { path.ends_with(name).then_some(path) })
}

/// The size of each page, and each line of text with its position, sorted: Recto's own PDF has footers before the text
/// of their pages. It has signs only between items, spaces where a filler is, and no marks of direction.
fn letters(pdf: &[u8]) -> Vec<String> {
    let content = recto::inspect::PdfContent::of(pdf).unwrap();
    let sizes = content.pages.iter().map(|page| format!("{page:?}"));
    let printed = |letter: &char| {
        let is_direction = ('\u{2066}'..='\u{2069}').contains(letter);
        !letter.is_whitespace() && !is_direction && !"|·•\u{2060}\u{a0}".contains(*letter)
    };
    let all = &content.content_order.0;
    // Only Recto draws words from right to left in the order in which they are read, each by itself.
    let from_right = all.iter().any(|line| line.text.chars().any(|letter| ('\u{590}'..'\u{780}').contains(&letter)));
    let mut lines: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for (index, line) in all.iter().enumerate() {
        let place = match from_right {
            // The first word of a line, whose height counts, is another one.
            true => format!("{} {:.1} 0", line.page, line.size),
            false => format!("{} {:.1} {:.1} {index}", line.page, line.y, line.size),
        };
        lines.entry(place).or_default().extend(line.text.chars().filter(printed));
    }
    let mut lines: Vec<String> = lines
        .into_iter()
        .map(|(place, mut letters)| {
            if from_right {
                letters.sort_unstable();
            }
            let place = place.rsplit_once(' ').map_or("", |(place, _)| place).to_owned();
            format!("{place} {}", letters.into_iter().collect::<String>())
        })
        .collect();
    lines.sort();
    sizes.chain(lines).collect()
}

/// Builds a résumé as PDF and as a folder, and compares.
fn assert_same(project: &Project, flags: &[&str], main: &str, pdf: &str) {
    let run = project.run(&[&["build", "--format", "typ", "-o", "folder"], flags].concat());
    assert_eq!(run.code, Some(0), "{flags:?}: {}", run.stderr);
    let run = project.run(&[&["build", "-o", "out.pdf"], flags].concat());
    assert_eq!(run.code, Some(0), "{flags:?}: {}", run.stderr);
    let ours = letters(&project.read(pdf));
    let theirs = letters(&Plain::new(&project.path("folder"), main).pdf(&[PdfStandard::Ua_1]));
    assert_eq!(ours, theirs, "{flags:?}: {main} and {pdf} differ");
}

#[test]
fn every_theme_compiles_to_the_same_pages() {
    let project = Project::new().file("resume.yaml", SEED);
    for theme in Themes::builtin().names() {
        assert_same(&project, &["--theme", theme], "main.typ", "out.pdf");
    }
}

#[test]
fn every_resume_compiles_to_the_same_pages() {
    let project = with_companions();
    let themes = Themes::builtin();
    let mut compared = 0;
    for (path, theme) in corpus().iter().zip(themes.names().collect::<Vec<_>>().into_iter().cycle()) {
        let file = path.to_str().unwrap();
        if needs_fonts(&project.run(&["build", file, "--theme", theme, "-o", "out.pdf"])) {
            continue;
        }
        assert_same(&project, &[file, "--theme", theme], "main.typ", "out.pdf");
        compared += 1;
    }
    assert!(compared >= 20);
}

/// Texts that would mean something to Typst, to its strings, or to a terminal.
const NAUGHTY: &[&str] = &[
    "#panic()",
    "#{panic()}",
    "*bold* _it_ `raw`",
    "$x^2$ <a> @b //c /* d */",
    "] ) } [ ( {",
    "quotes \" and ' and \\\" and \\",
    "\\u{41} \\n \\",
    "= no heading",
    "- no list",
    "a -- b --- c ... ~",
    "line\u{2028}and\u{85}line",
    "tab\there and\nthere",
    "right\u{202e}to left\u{200f} joined\u{200d} soft\u{ad}hyphen",
    "no\u{a0}break, one-two-three-four",
    "https://example.org/a_very/long-path?x=1#y",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
];

/// A résumé with a text in every kind of field that takes one.
fn naughty(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    // Braces of a letter have a meaning of their own.
    let letter = serde_json::to_string(&text.replace('{', "(")).unwrap();
    format!(
        "basics: {{name: {quoted}, label: {quoted}, summary: {quoted}, pronouns: {quoted}, \
         location: {{city: {quoted}}}, facts: [{{name: {quoted}, value: {quoted}}}]}}\n\
         work: [{{name: {quoted}, position: {quoted}, description: {quoted}, \
         highlights: [{quoted}, {{text: {quoted}, highlights: [{quoted}]}}]}}]\n\
         skills: [{{name: {quoted}, keywords: [{quoted}, plain]}}]\n\
         custom: {{own: {{title: {quoted}, entries: [{quoted}, {{title: {quoted}, subtitle: {quoted}}}]}}}}\n\
         letter: {{subject: {letter}, opening: {letter}, body: {letter}, closing: {letter}, enclosures: [{letter}]}}\n"
    )
}

#[test]
fn nothing_that_a_resume_says_is_read_as_code() {
    for text in NAUGHTY {
        let project = Project::new().file("resume.yaml", naughty(text));
        assert_same(&project, &[], "main.typ", "out.pdf");
        assert_same(&project, &[], "letter.typ", "out-letter.pdf");
        let data = String::from_utf8(project.read("folder/data.typ")).unwrap();
        let unseen =
            |letter: char| letter != '\n' && letter.is_control() || "\u{202e}\u{200f}\u{2028}".contains(letter);
        assert!(!data.contains(unseen), "{data}");
    }
}

/// Everything that rich text can be.
const RICH: &str = r#"
basics:
  name: Ada Lovelace
  summary: |
    A *paragraph* with **strong**, ~~struck~~, `code`, [a *link*](https://example.org/a-b) and "quotes", 'too'.

    - a list
    - of *two*
work:
  - name: The "Engine" Works
    startDate: 1842-10
    highlights:
      - one
      - {text: two, highlights: [below, {text: and, highlights: [further **below**]}]}
publications: [{name: Notes, authors: [Ada Lovelace, Charles Babbage], releaseDate: 1843-09}]
"#;

#[test]
fn all_that_text_can_be_is_written() {
    let project = Project::new().file("resume.yaml", RICH);
    assert_same(&project, &[], "main.typ", "out.pdf");
    let data = String::from_utf8(project.read("folder/data.typ")).unwrap();
    insta::assert_snapshot!("typst_folder_data", data);
    insta::assert_snapshot!("typst_folder_main", String::from_utf8(project.read("folder/main.typ")).unwrap());
    insta::assert_snapshot!("typst_folder_readme", String::from_utf8(project.read("folder/README.md")).unwrap());
}

#[test]
fn what_is_deep_or_long_compiles_as_well() {
    let compounds: String = (0..350).map(|number| format!("one-two{number} ")).collect();
    let deep = (0..20).fold("last".to_owned(), |inner, level| format!("{{text: l{level}, highlights: [{inner}]}}"));
    let endless = "a".repeat(3000);
    let yaml =
        format!("basics: {{name: A, summary: {compounds}{endless}}}\nwork: [{{name: B, highlights: [{deep}]}}]\n");
    assert_same(&Project::new().file("resume.yaml", yaml), &[], "main.typ", "out.pdf");
}

const PORTRAIT: &[u8] = include_bytes!("../../examples/tailoring/portrait.png");

const WITH_PICTURES: &str = "\
basics: {name: Ada Lovelace, image: me.png}
work: [{name: Engines, position: Programmer, startDate: 1842-10, highlights: [One, Two]}]
letter: {opening: Dear Sir, body: I write., signature: sign.png}
applications: {babbage: {set: {basics.label: For Babbage}}}
theme: {name: harbor, margin: 21mm, accent: '#204060'}
";

fn with_pictures() -> Project {
    Project::new().file("resume.yaml", WITH_PICTURES).file("me.png", PORTRAIT).file("sign.png", PORTRAIT)
}

#[test]
fn pictures_letters_and_the_resume_as_data_are_in_the_folder() {
    let project = with_pictures();
    assert_same(&project, &[], "main.typ", "out.pdf");
    assert_same(&project, &[], "letter.typ", "out-letter.pdf");
    assert_same(&project, &["--letter", "first"], "main.typ", "out.pdf");
    assert!(!project.path("folder/letter.typ").exists());
    let run = project.run(&["build", "--format", "typ", "-o", "folder", "--letter", "none", "--embed"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!String::from_utf8(project.read("folder/data.typ")).unwrap().contains("I write."));
    let flags = ["build", "-o", "out.pdf", "--letter", "none", "--embed", "--standard", "ua-1"];
    assert_eq!(project.run(&flags).code, Some(0));
    let theirs = Plain::new(&project.path("folder"), "main.typ").pdf(&[PdfStandard::Ua_1]);
    let ours = project.read("out.pdf");
    assert_eq!(letters(&theirs), letters(&ours));
    let embedded = |pdf: &[u8]| format!("{:?}", recto::inspect::PdfContent::of(pdf).unwrap().attachments);
    assert_eq!(embedded(&theirs), embedded(&ours), "what is embedded differs");
    assert!(project.path("folder/resume.json").exists() && project.path("folder/pictures/photo.png").exists());
}

#[test]
fn pages_are_as_they_were_fitted() {
    // Some of these end on other options than were tried last.
    assert!(SEED.contains("\npages: 1"));
    let project = Project::new().file("resume.yaml", SEED);
    for size in ["9", "9.5", "10", "10.2"] {
        let size = format!("theme.size={size}");
        assert_same(&project, &["--theme", "plumb", "--set", &size], "main.typ", "out.pdf");
        assert_same(&project, &["--theme", "cornerstone", "--set", &size], "main.typ", "out.pdf");
    }
}

#[test]
fn a_theme_of_ones_own_goes_along() {
    let project = Project::new().file("resume.yaml", SEED);
    assert_eq!(project.run(&["themes", "new", "mine"]).code, Some(0));
    assert_same(&project, &["--theme", "mine"], "main.typ", "out.pdf");
}

#[test]
fn folders_are_named_after_the_resume_and_the_application() {
    let project = with_pictures();
    let run = project.run(&["build", "--all", "--format", "typ"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(project.files(), ["me.png", "resume-babbage-typ", "resume-typ", "resume.yaml", "sign.png"]);
    let project = project.file("team/a.yaml", SEED).file("team/b.yaml", SEED);
    let run = project.run(&["build", "team", "--format", "typ"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.path("team/a-typ/main.typ").exists() && project.path("team/b-typ/main.typ").exists());
}

fn refused(project: &Project, flags: &[&str]) -> String {
    let run = project.run(&[&["build", "--format", "typ"], flags].concat());
    assert_eq!(run.code, Some(2), "{flags:?}: {}", run.stderr);
    run.stderr
}

#[test]
fn only_what_recto_wrote_is_replaced() {
    let project = Project::new().file("resume.yaml", SEED).file("other/notes.txt", "mine");
    assert!(refused(&project, &["-o", "other"]).contains("Recto did not write it"));
    assert_eq!(project.read("other/notes.txt"), b"mine");
    let build = || project.run(&["build", "--format", "typ"]);
    assert_eq!(build().code, Some(0));
    // What Typst makes there stays.
    std::fs::write(project.path("resume-typ/main.pdf"), "pages").unwrap();
    let run = project.run(&["build", "--format", "typ", "--theme", "lectern"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(project.read("resume-typ/main.pdf"), b"pages");
    assert!(project.path("resume-typ/fonts/eb-garamond").exists(), "it was not replaced");
    assert!(!project.path("resume-typ/fonts/source-sans-3").exists(), "what was there before is left");
    std::fs::write(project.path("resume-typ/notes.txt"), "mine").unwrap();
    assert!(refused(&project, &[]).contains("it contains `notes.txt`, which Recto did not write"));
    std::fs::remove_file(project.path("resume-typ/notes.txt")).unwrap();
    let mut data = project.read("resume-typ/data.typ");
    data.extend(b"// changed\n");
    std::fs::write(project.path("resume-typ/data.typ"), &data).unwrap();
    assert!(refused(&project, &[]).contains("`data.typ` was modified"));
    assert_eq!(project.read("resume-typ/data.typ"), data);
    assert_eq!(project.files(), ["other", "resume-typ", "resume.yaml"]);
}

#[test]
fn a_folder_that_cannot_be_is_refused() {
    let project = Project::new().file("resume.yaml", SEED).file("file", "a file");
    assert!(refused(&project, &["-o", "-"]).contains("standard output"));
    assert!(refused(&project, &["-o", "file"]).contains("is a file"));
    assert!(refused(&project, &["-o", "cv.typ"]).contains("`cv-typ`"));
    assert!(refused(&project, &["-o", "nowhere/folder"]).contains("cannot be written"));
    assert!(refused(&project, &["--strict"]).contains("`--strict` requires a PDF"));
    assert!(refused(&project, &["--batch"]).contains("--batch"));
    assert_eq!(project.files(), ["file", "resume.yaml"]);
    // A résumé at fault leaves nothing behind.
    let project = Project::new().file("resume.yaml", format!("{SEED}\npages: 7-9\n"));
    assert_eq!(project.run(&["build", "--format", "typ"]).code, Some(1));
    assert_eq!(project.files(), ["resume.yaml"]);
}

#[test]
fn the_same_resume_gives_the_same_folder() {
    let project = with_pictures();
    let all = |name: &str| {
        assert_eq!(project.run(&["build", "--format", "typ", "--embed", "-o", name]).code, Some(0));
        let mut files = BTreeMap::new();
        collect(&project.path(name), &project.path(name), &mut files);
        files
    };
    assert!(all("one") == all("two"));
}
