//! Spelling dictionaries: the embedded ones, a file that the command line names, and those of the system's Hunspell.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use recto::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use recto::locale::Locale;
use recto::resume::Resume;
use recto::spelling::Dictionary;

use crate::cli::project::assets::read_regular;

/// Largest file of a dictionary, in bytes; the largest known has a tenth of it.
const MAX_FILE: u64 = 64 << 20;

/// Where Debian, Fedora, Homebrew and others install dictionaries.
const FOLDERS: [&str; 5] = [
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
];

type Loaded = BTreeMap<String, Option<Arc<Dictionary>>>;

/// Dictionaries that are in use, by what was asked for: each is read once.
static LOADED: Mutex<Loaded> = Mutex::new(BTreeMap::new());

/// The dictionary for a résumé: the given file, or else one for its language. `None` if there is none.
///
/// # Errors
/// If the given file cannot be used.
pub fn of_resume(
    resume: &Resume,
    given: Option<&Path>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Arc<Dictionary>>> {
    let Ok(locale) = Locale::of(resume, &mut Diagnostics::new()) else { return Ok(None) };
    let (language, region) = (locale.language(), region(resume));
    let key = key(language, region.as_deref(), given);
    let mut loaded = loaded();
    if let Some(known) = loaded.get(&key) {
        return Ok(known.clone());
    }
    let found = match given {
        Some(path) => Some(read(language, path).map_err(|why| diagnostics.error(unusable(path, &why)))?),
        None => Dictionary::bundled(language, region.as_deref()).or_else(|| installed(language, locale.region())),
    };
    let found = found.map(Arc::new);
    loaded.insert(key, found.clone());
    Ok(found)
}

/// The dictionary for a résumé's language, if [`of_resume`] has read it before.
pub fn loaded_for(resume: &Resume) -> Option<Arc<Dictionary>> {
    let locale = Locale::of(resume, &mut Diagnostics::new()).ok()?;
    loaded().get(&key(locale.language(), region(resume).as_deref(), None)).cloned().flatten()
}

fn loaded() -> MutexGuard<'static, Loaded> {
    // Poisoning is ignored: no panic can happen between a change and its end.
    LOADED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a dictionary is kept under.
fn key(language: &str, region: Option<&str>, given: Option<&Path>) -> String {
    format!("{language}-{}-{}", region.unwrap_or_default(), given.unwrap_or(Path::new("")).display())
}

/// The region that a résumé says it is written for. Where the person lives says little about how they write.
fn region(resume: &Resume) -> Option<String> {
    let tag = resume.language.as_ref().map(|tag| tag.value.to_string()).unwrap_or_default();
    tag.split(['-', '_']).skip(1).find(|part| part.len() == 2).map(str::to_uppercase)
}

/// The system's dictionary of a language: of the region if there is one, or of any.
fn installed(language: &str, region: &str) -> Option<Dictionary> {
    let all = all_installed();
    let exact = [format!("{language}_{region}"), language.to_owned()];
    let exact = exact.iter().find_map(|name| all.iter().find(|file| stem(file) == *name));
    let any = || all.iter().find(|file| stem(file).split(['_', '-']).next() == Some(language));
    // A dictionary that cannot be used is reported by `doctor`.
    read(language, exact.or_else(any)?).ok()
}

/// Every dictionary in the system's folders, by name.
pub fn all_installed() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in folders() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.retain(|file| file.extension().is_some_and(|it| it == "dic") && file.with_extension("aff").is_file());
        // Patterns for hyphenation have the same ending.
        files.retain(|file| !stem(file).starts_with("hyph"));
        files.sort();
        for file in files {
            if found.iter().all(|known| stem(known) != stem(&file)) {
                found.push(file);
            }
        }
    }
    found
}

/// The folders that are searched: those in Hunspell's variable `DICPATH`, the user's, and the system's.
pub fn folders() -> Vec<PathBuf> {
    let named = env::var_os("DICPATH").map(|paths| env::split_paths(&paths).collect::<Vec<_>>()).unwrap_or_default();
    let home = env::var_os("HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    let own = home.iter().flat_map(|home| [home.join(".local/share/hunspell"), home.join("Library/Spelling")]);
    let absolute = named.into_iter().chain(own).filter(|folder| folder.is_absolute());
    absolute.chain(FOLDERS.iter().map(PathBuf::from)).collect()
}

/// The name of a dictionary, such as `de_DE`.
pub fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads a dictionary from a `.dic` file and the `.aff` file beside it.
///
/// # Errors
/// With the reason, if it cannot be used.
pub fn read(language: &str, dic: &Path) -> Result<Dictionary, String> {
    let file = |path: PathBuf| read_regular(&path, MAX_FILE).map_err(|error| format!("`{}`: {error}", path.display()));
    let (aff, dic) = (file(dic.with_extension("aff"))?, file(dic.with_extension("dic"))?);
    Dictionary::parse(language, &aff, &dic).map_err(|error| error.to_string())
}

fn unusable(path: &Path, why: &str) -> Diagnostic {
    let note = Diagnostic::error(Code::File, format!("the dictionary `{}` cannot be used: {why}", path.display()));
    note.help("name a Hunspell dictionary, such as `de_DE.dic`, with `de_DE.aff` beside it")
}
