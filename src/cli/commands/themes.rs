//! `recto themes`

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::export::{Format, export};
use recto::theme::{OptionSpec, Theme, Themes};
use recto::typeset::{Compiler, Fonts, contact_sheet, typeset};

use super::theme_check;
use crate::cli::args::{ContentArgs, OutputFormat, ThemesArgs, ThemesCommand};
use crate::cli::build::destination::Destination;
use crate::cli::process::watchdog::Watchdog;
use crate::cli::project::Project;
use crate::cli::project::assets::Root;
use crate::cli::project::fonts::FontFolders;
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::theme_search::{self, Found, ThemeName};
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// The README of a new theme: how to write themes.
const README: &str = include_str!("theme-readme.md");

/// Default file name of a gallery.
const GALLERY: &str = "gallery.png";

/// The option that the defaults of others depend on, which is listed first.
const PRESET: &str = "preset";

/// Pixels per inch of a gallery.
const PPI: f64 = 110.0;

/// Lists themes, or runs a subcommand.
pub fn run(args: &ThemesArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    match &args.command {
        None => list(diagnostics),
        Some(ThemesCommand::Show { name }) => show(name, diagnostics),
        Some(ThemesCommand::New { name, from }) => new(name, from.as_deref(), diagnostics),
        Some(ThemesCommand::Check { name, font_path }) => {
            let theme = theme_search::find(ThemeName::Typed(name), &here(), diagnostics)?;
            let search = || FontFolders::given(font_path).search();
            theme_check::check(&theme, &Fonts::search(&search), diagnostics)
        }
        Some(ThemesCommand::Gallery { resume, output, font_path }) => {
            gallery(resume, output.as_deref(), font_path, diagnostics)
        }
    }
}

/// The themes in this folder, in the user's configuration, and the built-in ones, each with where it was
/// found if it is not built in.
fn all(diagnostics: &mut Diagnostics) -> Result<BTreeMap<String, (Theme, Option<String>)>, Failure> {
    let builtin = Themes::builtin();
    let mut found = BTreeMap::new();
    for name in builtin.names() {
        found.insert(name.to_owned(), (builtin.find(name, None, diagnostics)?, None));
    }
    let folders = [theme_search::config_folder(), Some(PathBuf::from("themes"))];
    for Found { name, folder, files } in theme_search::in_folders(folders.into_iter().flatten()) {
        let origin = theme_search::shown(&folder);
        let mut own = Diagnostics::new();
        let theme = match files {
            Ok(files) => Theme::read(origin.clone(), files, &mut own)
                .map_err(|_| own.sorted().first().map(|note| note.message.clone()).unwrap_or_default()),
            Err(why) => Err(why),
        };
        match theme {
            Ok(theme) => drop(found.insert(name, (theme, Some(origin)))),
            Err(why) => {
                let note = Diagnostic::warning(Code::Theme, format!("the theme `{origin}` is skipped: {why}"));
                diagnostics.push(note);
            }
        }
    }
    Ok(found)
}

fn list(diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let themes = all(diagnostics)?;
    let width = themes.keys().map(|name| name.chars().count()).max().unwrap_or_default();
    for (name, (theme, origin)) in &themes {
        let default = if theme.manifest.default { " (default)" } else { "" };
        let origin = origin.as_ref().map_or(String::new(), |origin| format!(" [{origin}]"));
        print(&format!("{name:width$}  {}{default}{origin}\n", theme.manifest.description), diagnostics)?;
    }
    Ok(String::new())
}

fn show(name: &str, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let theme = theme_search::find(ThemeName::Typed(name), &here(), diagnostics)?;
    let manifest = &theme.manifest;
    print(
        &format!("{}: {}\nFonts: {}\n\nOptions:\n", manifest.name, manifest.description, manifest.fonts.join(", ")),
        diagnostics,
    )?;
    let width = manifest.options.keys().map(|name| name.chars().count()).max().unwrap_or_default();
    let mut options: Vec<_> = manifest.options.iter().collect();
    options.sort_by_key(|(name, _)| name.as_str() != PRESET);
    for (name, spec) in options {
        let OptionSpec { kind, default, help, ground: _, fit: _, every_theme: _ } = spec;
        print(&format!("  {name:width$}  {help}\n  {:width$}  {kind}; default {default}\n", ""), diagnostics)?;
    }
    Ok(String::new())
}

fn new(name: &str, from: Option<&str>, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.is_empty() || !name.chars().all(plain) {
        let note = Diagnostic::error(Code::InvalidValue, format!("`{name}` is not a valid theme name"));
        return Err(Failure::io(diagnostics.error(note.help("use lower-case letters, digits and hyphens"))));
    }
    let theme = match from {
        Some(from) => theme_search::find(ThemeName::Typed(from), &here(), diagnostics)?,
        None => Themes::builtin().default_theme(diagnostics)?,
    };
    let folder = Path::new("themes").join(name);
    if folder.exists() {
        let note = Diagnostic::error(Code::File, format!("`{}` already exists", folder.display()));
        return Err(Failure::io(diagnostics.error(note.help("choose another name"))));
    }
    if !here().holds(&folder) {
        let note = Diagnostic::error(Code::File, "`themes` points outside this directory");
        return Err(Failure::io(
            diagnostics.error(note.help("remove the link, or change to the directory that it points to")),
        ));
    }
    let old = &theme.manifest.name;
    let write = || -> std::io::Result<()> {
        // Whole or not at all, even on a full disk.
        fs::create_dir_all("themes")?;
        let draft = tempfile::Builder::new().prefix(".recto-").tempdir_in("themes")?;
        for (file, bytes) in &theme.files {
            let text = String::from_utf8_lossy(bytes);
            let renamed = text
                .replace(&format!("name = \"{old}\""), &format!("name = \"{name}\""))
                .replace("default = true\n", "");
            let path = draft.path().join(file);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, if file == "theme.toml" { renamed.as_bytes() } else { bytes })?;
        }
        fs::write(draft.path().join("README.md"), README.replace("{name}", name))?;
        readable_by_all(draft.path())?;
        fs::rename(draft.path(), &folder)
    };
    write().map_err(|error| {
        let note = Diagnostic::error(Code::File, format!("`{}` cannot be written: {error}", folder.display()));
        Failure::io(diagnostics.error(note.help("change to a directory that you can write to")))
    })?;
    Ok(format!("{}: a copy of {old}; read its README.md, then run `recto build --theme {name}`", folder.display()))
}

/// The current folder, which is searched for `themes`.
fn here() -> Root {
    Root::new(Path::new("."), None)
}

/// Temporary folders are private; one that is kept gets the usual permissions.
#[cfg(unix)]
fn readable_by_all(folder: &Path) -> std::io::Result<()> {
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable_by_all(_: &Path) -> std::io::Result<()> {
    Ok(())
}

fn gallery(
    resume: &Path,
    output: Option<&Path>,
    font_path: &[PathBuf],
    diagnostics: &mut Diagnostics,
) -> Result<String, Failure> {
    let destination = Destination::named(output, GALLERY, OutputFormat::Png, resume, diagnostics)?;
    let search = || FontFolders::given(font_path).search();
    let found = Fonts::search(&search);
    let mut pages = Vec::new();
    for name in all(diagnostics)?.keys() {
        let content = ContentArgs::default();
        let overrides = Overrides { theme: Some(ThemeName::Typed(name)), ..Overrides::from(&content) };
        let mut own = Diagnostics::new();
        let Project { resume, theme, pictures, .. } = Project::open(
            resume,
            &overrides,
            &ReadLog::disabled(),
            if pages.is_empty() { diagnostics } else { &mut own },
        )?;
        let watchdog = Watchdog::over(&theme, &pictures, None);
        let document = typeset(&resume, &Compiler::new(&theme).pictures(&pictures).fonts(&found), &mut own)
            .inspect_err(|_| {
                own.sorted().into_iter().cloned().for_each(|note| diagnostics.push(note));
            })?;
        pages.push((name.clone(), export(&document, &Format::Png { ppi: PPI }, diagnostics)?));
        drop(watchdog);
    }
    let sheet = contact_sheet(&pages, diagnostics)?;
    destination.write(&export(&sheet, &Format::Png { ppi: PPI }, diagnostics)?, diagnostics)?;
    Ok(format!("{destination}: {} themes", pages.len()))
}
