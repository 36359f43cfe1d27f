//! A folder with files, and the program run in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use recto::diagnostic::Diagnostics;
use recto::export::{Format, export};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, Document, typeset};

/// A fresh folder, removed at the end of the test.
pub struct Project {
    folder: tempfile::TempDir,
}

/// What a run of the program came to.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Project {
    pub fn new() -> Self {
        Project { folder: tempfile::tempdir().expect("the system has a folder for temporary files") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names of all files in the folder, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, b"", &[])
    }

    /// Runs a command in a folder of the project.
    pub fn run_in(&self, folder: &str, args: &[&str], input: &[u8]) -> Run {
        self.run_somewhere(&self.path(folder), args, input, &[])
    }

    pub fn run_with(&self, args: &[&str], input: &[u8], variables: &[(&str, &str)]) -> Run {
        self.run_somewhere(&self.path(""), args, input, variables)
    }

    fn run_somewhere(&self, folder: &Path, args: &[&str], input: &[u8], variables: &[(&str, &str)]) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .args(args)
            .current_dir(folder)
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that stops before it has read everything closes the pipe.
        child.stdin.take().unwrap().write_all(input).ok();
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code(),
            stdout: output.stdout,
            stderr: steady(&String::from_utf8(output.stderr).unwrap()),
        }
    }
}

impl Run {
    /// Exit code and messages, as a snapshot holds them.
    pub fn report(&self) -> String {
        let code = self.code.map_or("killed".into(), |code| code.to_string());
        format!("exit code {code}\n{}", self.stderr)
    }
}

/// A theme that never comes to an end.
pub fn endless() -> Project {
    Project::new()
        .file(
            "themes/endless/theme.toml",
            "contract = 2\nname = \"endless\"\ndescription = \"Never ends\"\nfonts = [\"Inter\"]\n",
        )
        .file(
            "themes/endless/theme.typ",
            "#let resume(data, options) = for a in range(9999) { for b in range(9999) { for c in range(9999) { } } }\n",
        )
}

/// Takes out of a message what differs from run to run: times and sizes.
pub fn steady(text: &str) -> String {
    let line = |line: &str| {
        let Some((start, end)) = line.split_once(" kB, ") else { return line.to_owned() };
        let figure = |letter: char| letter.is_ascii_digit() || letter == '…';
        let (start, end) = (start.trim_end_matches(figure), end.trim_start_matches(figure).trim_start_matches(" ms"));
        format!("{start}… kB, … ms{end}")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The résumé at the root of the repository.
pub const SEED: &str = include_str!("../../resume.yaml");

/// Sets a résumé in the theme it names, or the default one, through the library.
pub fn set(yaml: &str) -> Document {
    let mut notes = Diagnostics::new();
    let source = Source::new("resume.yaml", yaml);
    let document = Resume::read(&source, &mut notes).and_then(|resume| {
        let themes = Themes::builtin();
        let theme = match resume.theme.as_ref().and_then(|choice| choice.name.as_ref()) {
            Some(name) => themes.find(&name.value, Some(name.span), &mut notes)?,
            None => themes.default_theme(&mut notes)?,
        };
        typeset(&resume, &Compiler::new(&theme), &mut notes)
    });
    document.unwrap_or_else(|_| panic!("{:#?}", notes.sorted()))
}

/// Sets a résumé and writes it as PDF.
pub fn pdf(yaml: &str) -> Vec<u8> {
    let mut notes = Diagnostics::new();
    export(&set(yaml), &Format::pdf(), &mut notes).unwrap_or_else(|_| panic!("{:#?}", notes.sorted()))
}

/// The seed with settings for its theme.
pub fn seed_with(settings: &str) -> String {
    format!("{SEED}\ntheme: {settings}\n")
}

/// Two tests may write parts of one page.
static WRITING: Mutex<()> = Mutex::new(());

/// What a page of the documentation has between two lines must be this. It is written if what is made is approved.
pub fn assert_part_of_page(page: &str, begin: &str, end: &str, content: &str) {
    let path = format!("{}/{page}", env!("CARGO_MANIFEST_DIR"));
    let _alone = WRITING.lock();
    let written = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = written.split_once(begin).unwrap_or_else(|| panic!("{page} has no place for it"));
    let (_, after) = rest.split_once(end).unwrap_or_else(|| panic!("the part of {page} has no end"));
    let meant = format!("{before}{begin}{content}{end}{after}");
    if approves() {
        std::fs::write(&path, &meant).unwrap();
    }
    assert!(meant == written || approves(), "{page} has something else:\n{content}");
}

/// Whether what the tests make is approved: snapshots, generated pages, and previews of themes. There is one variable
/// for all of it, insta's own.
pub fn approves() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always")
}
