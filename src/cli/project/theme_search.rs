//! Finds themes: at a path, in `themes` beside the résumé, in the user's configuration, among the
//! built-in ones.

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path, PathBuf};

use recto::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use recto::source::Span;
use recto::theme::{Files, Theme, Themes};

use crate::cli::project::assets::{Root, read_regular, real_path};

/// Largest theme file, in bytes.
const MAX_FILE: u64 = 4 << 20;

/// Most files in a theme.
const MAX_FILES: usize = 200;

/// Deepest nesting of folders.
const MAX_DEPTH: usize = 4;

/// Total size of all themes in the searched folders, in bytes.
const MAX_ALL: usize = 64 << 20;

/// Largest theme, in bytes.
const MAX_FOLDER: usize = 16 << 20;

/// A theme's name or path, by where it comes from.
#[derive(Debug, Clone, Copy)]
pub enum ThemeName<'a> {
    /// The command line: may point anywhere, relative to the current folder.
    Typed(&'a str),
    /// A résumé or a batch line: confined to its folder.
    Written(&'a str, Option<Span>),
}

impl ThemeName<'_> {
    /// The name or path.
    pub fn text(&self) -> &str {
        match self {
            ThemeName::Typed(name) | ThemeName::Written(name, _) => name,
        }
    }

    fn span(&self) -> Option<Span> {
        match self {
            ThemeName::Typed(_) => None,
            ThemeName::Written(_, span) => *span,
        }
    }
}

/// Finds a theme for a résumé.
///
/// # Errors
/// If it does not exist, is outside the folder, or is invalid.
pub fn find(name: ThemeName, root: &Root, diagnostics: &mut Diagnostics) -> Result<Theme> {
    let mut themes = Themes::builtin();
    let text = name.text();
    let at_place = |note: Diagnostic| match name.span() {
        Some(span) => note.at(span).path("theme"),
        None => note,
    };
    let mut known = text.to_owned();
    if let Some(folder) = folder_of_theme(name, root).map_err(|Outside(path)| {
        let note = Diagnostic::error(Code::File, format!("the theme `{}` is outside the résumé's directory", path));
        diagnostics
            .error(at_place(note.help("move it into the directory, or allow another directory with `--root DIR`")))
    })? {
        known = match is_plain(text) {
            true => text.to_owned(),
            false => folder.file_name().map_or(text.into(), |last| last.to_string_lossy().into_owned()),
        };
        if !is_theme(&folder) {
            let note = Diagnostic::error(Code::Theme, format!("`{text}` is not a theme: it contains no `theme.toml`"));
            let help = "a theme is a directory that contains `theme.toml` and `theme.typ`";
            return Err(diagnostics.error(at_place(note.help(help))));
        }
        let files = read_folder(&folder).map_err(|why| {
            let note = Diagnostic::error(Code::Theme, format!("the theme `{}` cannot be read: {why}", shown(&folder)));
            diagnostics.error(at_place(note))
        })?;
        themes.add(&known, shown(&folder), files);
    }
    themes.find(&known, name.span(), diagnostics)
}

/// A path outside the folder that it must stay in.
struct Outside(String);

/// The folder of a theme; `None` if it can only be a built-in one.
fn folder_of_theme(name: ThemeName, root: &Root) -> std::result::Result<Option<PathBuf>, Outside> {
    let text = name.text();
    let (direct, beside) = match name {
        ThemeName::Typed(_) => (PathBuf::from(text), root.base().join("themes").join(text)),
        ThemeName::Written(..) => (root.base().join(text), root.base().join("themes").join(text)),
    };
    let allowed = |path: PathBuf| match name {
        ThemeName::Typed(_) => Ok(Some(path)),
        ThemeName::Written(..) => {
            let relative = path.strip_prefix(root.base()).unwrap_or(&path);
            root.confine(relative).map(|path| Some(path.as_ref().to_path_buf())).map_err(|_| Outside(text.to_owned()))
        }
    };
    if !is_plain(text) {
        // Even if it does not exist: then it is reported as missing.
        let folder = allowed(direct)?;
        return Ok(folder.filter(|folder| folder.is_dir()));
    }
    for folder in [direct, beside] {
        if is_theme(&folder) {
            return allowed(folder);
        }
    }
    Ok(config_folder().map(|folder| folder.join(text)).filter(|folder| is_theme(folder)))
}

/// Whether this is a plain name, not a path.
fn is_plain(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) && !name.ends_with(['/', '\\'])
}

fn is_theme(folder: &Path) -> bool {
    folder.join("theme.toml").is_file()
}

/// The folders to watch for a résumé's theme.
pub fn candidates(name: ThemeName, root: &Root) -> Vec<PathBuf> {
    let text = name.text();
    let direct = match name {
        ThemeName::Typed(_) => PathBuf::from(text),
        ThemeName::Written(..) => root.base().join(text),
    };
    let plain = |folder: PathBuf| is_plain(text).then(|| folder.join(text));
    let beside = [Some(direct), plain(root.base().join("themes"))].into_iter().flatten();
    // Watching a folder reads its content, so paths in a résumé are confined here as well.
    let beside = beside.filter(|folder| matches!(name, ThemeName::Typed(_)) || root.holds(folder));
    let mut folders: Vec<PathBuf> = beside.chain(config_folder().and_then(plain)).collect();
    for theme in folders.clone().iter().filter(|folder| is_theme(folder)) {
        add_inner(theme, &mut folders, 0);
    }
    folders
}

/// Adds the subfolders of a theme.
fn add_inner(folder: &Path, folders: &mut Vec<PathBuf>, depth: usize) {
    if depth == MAX_DEPTH {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().take(MAX_FILES) {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            folders.push(entry.path());
            add_inner(&entry.path(), folders, depth + 1);
        }
    }
}

/// The themes in some folders, sorted by name; of two with the same name, the last.
pub fn in_folders(folders: impl IntoIterator<Item = PathBuf>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut size = 0;
    for folder in folders {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if let (true, Some(name)) = (is_theme(&path), entry.file_name().to_str()) {
                found.retain(|other| other.name != name);
                let files = if size > MAX_ALL {
                    Err(format!("the themes exceed {} MiB in total", MAX_ALL >> 20))
                } else {
                    read_folder(&path)
                };
                size += files.iter().flat_map(|files| files.values()).map(|file| file.len()).sum::<usize>();
                found.push(Found { name: name.to_owned(), files, folder: path });
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

/// A theme that was found in a folder.
pub struct Found {
    /// Its name: the last part of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// Its files, or why they cannot be read.
    pub files: std::result::Result<Files, String>,
}

/// A path as messages show it.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string().trim_end_matches('/').to_owned()
}

/// The folder of a user's themes (XDG Base Directory Specification).
pub fn config_folder() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let config = variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")))?;
    Some(config.join("recto/themes"))
}

/// Reads the files of a theme's folder and its subfolders, keyed by their path with `/`. Ignores links
/// that point outside or are dangling (such as editors' lock files), hidden files, names that are not
/// UTF-8, and devices.
///
/// # Errors
/// With the reason, if the folder cannot be read or exceeds a limit.
pub fn read_folder(folder: &Path) -> std::result::Result<Files, String> {
    let root = real_path(folder).map_err(|error| error.to_string())?;
    let mut reader = Reader { root: root.clone(), files: Files::new(), size: 0 };
    reader.read(&root, "", 0)?;
    Ok(reader.files)
}

struct Reader {
    /// The theme's folder, which files may not be outside of.
    root: PathBuf,
    files: Files,
    /// Bytes read.
    size: usize,
}

impl Reader {
    /// Reads a folder; `prefix` is its path within the theme.
    fn read(&mut self, folder: &Path, prefix: &str, depth: usize) -> std::result::Result<(), String> {
        for entry in fs::read_dir(folder).map_err(|error| error.to_string())?.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Ok(path) = real_path(&entry.path()) else { continue };
            let Ok(data) = fs::metadata(&path) else { continue };
            if name.starts_with('.') || !path.starts_with(&self.root) {
                continue;
            }
            let name = format!("{prefix}{name}");
            if data.is_dir() {
                // A link to a parent folder is endless.
                if depth == MAX_DEPTH {
                    return Err(format!("`{name}` is nested deeper than {MAX_DEPTH} directories"));
                }
                self.read(&path, &format!("{name}/"), depth + 1)?;
            } else if data.is_file() {
                self.add(name, &path)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, name: String, path: &Path) -> std::result::Result<(), String> {
        if self.files.len() == MAX_FILES {
            return Err(format!("it has more than {MAX_FILES} files"));
        }
        let bytes = match read_regular(path, MAX_FILE) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
                return Err(format!("`{name}` is larger than {} MiB", MAX_FILE >> 20));
            }
            Err(error) => return Err(format!("`{name}`: {error}")),
        };
        self.size += bytes.len();
        if self.size > MAX_FOLDER {
            return Err(format!("it is larger than {} MiB", MAX_FOLDER >> 20));
        }
        self.files.insert(name, Cow::Owned(bytes));
        Ok(())
    }
}
