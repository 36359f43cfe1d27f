//! `recto doctor`: diagnostic information, e.g. to find out why a résumé looks different on another machine.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use recto::diagnostic::Diagnostics;
use recto::spelling::Dictionary;
use recto::theme::{Theme, Themes};
use recto::typeset::{Fonts, font_families};

use super::new::SCHEMA;
use crate::cli::args::{DEFAULT_RESUME, FontsArgs};
use crate::cli::project::assets::read_regular;
use crate::cli::project::clock;
use crate::cli::project::dictionaries;
use crate::cli::project::fonts::FontFolders;
use crate::cli::project::theme_search::{self, Found};
use crate::cli::report;
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// The embedded version of Typst; a test compares it with the manifest.
const TYPST: &str = "0.15.1";

/// Scripts, and the Debian package with a font for each; other systems come with such fonts.
const SCRIPTS: &[(&str, &str)] = &[
    ("Arabic", "fonts-noto-core"),
    ("Hebrew", "fonts-noto-core"),
    ("Devanagari", "fonts-noto-core"),
    ("Thai", "fonts-noto-core"),
    ("Chinese", "fonts-noto-cjk"),
    ("Japanese", "fonts-noto-cjk"),
    ("Korean", "fonts-noto-cjk"),
];

/// Prints diagnostic information.
pub fn run(args: &FontsArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let mut page = format!("Recto {}, with Typst {TYPST}\n", env!("CARGO_PKG_VERSION"));
    let mut line = |name: &str, said: String| page += &format!("{name:10} {said}\n");
    line("themes", format!("{} bundled", Themes::builtin().names().count()));
    let folders = [Some(PathBuf::from("themes")), theme_search::config_folder()];
    let folders: Vec<PathBuf> = folders.into_iter().flatten().collect();
    let custom: Vec<String> = folders.iter().flat_map(|folder| themes(folder)).collect();
    if custom.is_empty() {
        let searched: Vec<String> = folders.iter().map(|folder| format!("`{}`", folder.display())).collect();
        line("", format!("custom themes: none in {}", searched.join(" or ")));
    }
    custom.into_iter().for_each(|said| line("", said));
    let search = || FontFolders::given(&args.font_path).search();
    let families = font_families(&Fonts::search(&search));
    let shipped = families.iter().filter(|family| family.shipped).count();
    line("fonts", format!("{shipped} bundled families, {} on this system", families.len() - shipped));
    let covered: BTreeSet<&str> = families.iter().flat_map(|family| family.scripts.iter().copied()).collect();
    for (script, package) in SCRIPTS.iter().filter(|(script, _)| !covered.contains(script)) {
        line("", format!("none for {script}; on Debian, install `{package}`"));
    }
    for (index, said) in spelling().into_iter().enumerate() {
        line(if index == 0 { "spelling" } else { "" }, said);
    }
    line("packages", "not used: a theme can only use its own files and Recto's prelude".into());
    line("today", today());
    line("terminal", if report::colored() { "with colour".into() } else { "without colour".into() });
    line("résumé", resume(Path::new(DEFAULT_RESUME)));
    print(&page, diagnostics).map(|()| String::new())
}

/// The dictionaries, and those that cannot be used.
fn spelling() -> Vec<String> {
    let embedded: Vec<&str> = Dictionary::bundled_tags().collect();
    let installed = dictionaries::all_installed();
    let mut names = Vec::new();
    let mut lines = Vec::new();
    for file in &installed {
        match dictionaries::read(&dictionaries::stem(file), file) {
            Ok(_) => names.push(dictionaries::stem(file)),
            Err(why) => lines.push(format!("`{}` cannot be used: {why}", file.display())),
        }
    }
    let system = match names.is_empty() {
        true => "none on this system; on Debian, install `hunspell-de-de` and the like".to_owned(),
        false => format!("on this system {}", names.join(", ")),
    };
    lines.insert(0, format!("{} bundled; {system}", embedded.join(" and ")));
    lines
}

/// The themes in a folder, and whether they are valid.
fn themes(folder: &Path) -> Vec<String> {
    let state = |Found { folder, files, .. }: Found| {
        let mut diagnostics = Diagnostics::new();
        let read = files.map(|files| Theme::read(theme_search::shown(&folder), files, &mut diagnostics).is_ok());
        let state = match read {
            Ok(true) => "ok".to_owned(),
            Ok(false) => {
                diagnostics.sorted().first().map(|note| format!("broken: {}", note.message)).unwrap_or_default()
            }
            Err(why) => format!("broken: {why}"),
        };
        format!("`{}`: {state}", folder.display())
    };
    theme_search::in_folders([folder.to_path_buf()]).into_iter().map(state).collect()
}

fn today() -> String {
    match (clock::fixed(), clock::today()) {
        (Some(day), _) => format!("{day} (from SOURCE_DATE_EPOCH)"),
        (None, Some(day)) => day.to_string(),
        (None, None) => "unknown".into(),
    }
}

/// Whether there is a résumé, and whether its schema is up to date.
fn resume(path: &Path) -> String {
    if !path.is_file() {
        return format!("no `{}` in this directory", path.display());
    }
    let current = recto::schema::schema();
    match read_regular(Path::new(SCHEMA), 2 * current.len() as u64) {
        Err(error) if error.kind() != io::ErrorKind::FileTooLarge => {
            format!("`{}`, without `{SCHEMA}`", path.display())
        }
        Ok(schema) if schema == current.as_bytes() => {
            format!("`{}`; `{SCHEMA}` is up to date", path.display())
        }
        _ => format!("`{}`; `{SCHEMA}` is out of date: run `recto schema > {SCHEMA}`", path.display()),
    }
}
