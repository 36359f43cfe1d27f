//! The world Typst compiles in: the theme's files, the prelude, fonts, and the inputs. No disk, no
//! network, no clock.

use std::collections::{BTreeMap, HashMap};
use std::str::Utf8Error;
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Array, Binding, Bytes, Datetime, Dict, Duration, Module, Scope, dict};
use typst::syntax::{FileId, RootedPath, Source as TypstSource, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::FontStore;

use super::inputs::{self, Inputs};
use crate::source::Source;
use crate::theme::{CODE, Theme, condensed, prelude, prelude_file};

/// What a theme is asked to typeset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The résumé.
    Resume,
    /// The cover letter.
    Letter,
    /// The letter, followed by the résumé.
    Both,
}

/// The expressions by which a main file refers to the theme inputs.
pub struct Names {
    /// The data.
    pub data: &'static str,
    /// The options of the résumé.
    pub options: &'static str,
    /// The options of the letter.
    pub letter: &'static str,
    /// The files to embed in the PDF.
    pub files: &'static str,
}

/// The expressions in Recto's own world, where inputs are native values.
const INPUTS: Names =
    Names { data: "inputs.data", options: "inputs.options", letter: "inputs.letter", files: "inputs.files" };

impl Work {
    /// The path of the main file.
    fn path(self) -> &'static str {
        match self {
            Work::Resume => "resume.typ",
            Work::Letter => "letter.typ",
            Work::Both => "both.typ",
        }
    }

    /// The main file, which passes the inputs to the theme: the same for every theme and résumé.
    pub fn main(self, names: &Names) -> String {
        let Names { data, options, letter, files } = names;
        let attach = format!(
            "#for file in {files} {{ pdf.attach(file.name, file.bytes, relationship: file.relationship, \
             mime-type: file.media, description: file.description) }}\n"
        );
        match self {
            Work::Resume => {
                format!("#import \"theme/theme.typ\": resume\n#resume({data}, {options})\n{attach}")
            }
            Work::Letter => format!("#import \"theme/theme.typ\": letter\n#letter({data}, {letter})\n"),
            Work::Both => format!(
                "#import \"theme/theme.typ\": letter, resume\n\
                 #letter({data}, {letter})\n\
                 #counter(page).update(1)\n\
                 #resume({data}, {options})\n{attach}"
            ),
        }
    }
}

/// Everything one compilation can access.
pub struct RectoWorld {
    /// The document.
    pub data: Dict,
    /// The current options.
    pub options: Dict,
    /// The options of the letter, which fitting does not change.
    pub letter: Dict,
    /// The files to embed in the PDF.
    pub attached: Array,
    /// The theme's files, by path. The prelude is embedded in the binary.
    files: BTreeMap<String, Bytes>,
    /// The available font faces.
    pub fonts: FontStore,
    /// What to typeset.
    pub work: Work,
    /// The main file and its inputs, created on demand.
    main: OnceLock<(TypstSource, Inputs)>,
    /// The theme's folder, as messages show it.
    origin: String,
    /// Whether the theme comes with Recto.
    has_builtin_theme: bool,
    /// Source texts by path, for messages; created on demand.
    sources: Mutex<BTreeMap<String, Source>>,
}

/// The folder of the theme's files.
const THEME: &str = "theme/";

/// The folder of the prelude's files.
const PRELUDE: &str = "prelude/";

impl RectoWorld {
    /// Builds a world from a theme, its inputs and fonts.
    pub fn new(theme: &Theme, work: Work, data: Dict, options: Dict, attached: Array, fonts: FontStore) -> Self {
        let path = |name: &str| format!("{THEME}{name}");
        let files = theme.files.iter().map(|(name, bytes)| (path(name), Bytes::new(bytes.clone()))).collect();
        RectoWorld {
            letter: options.clone(),
            data,
            options,
            attached,
            work,
            files,
            fonts,
            main: OnceLock::new(),
            origin: theme.origin.clone(),
            has_builtin_theme: theme.is_builtin(),
            sources: Mutex::default(),
        }
    }

    /// Replaces the options.
    pub fn set_options(&mut self, options: Dict) {
        self.options = options;
        self.main.take();
    }

    /// Changes what to typeset.
    pub fn set_work(&mut self, work: Work) {
        self.work = work;
        self.main.take();
    }

    fn main_source(&self) -> &TypstSource {
        let (source, _) = self.main.get_or_init(|| {
            let inputs = Inputs::offer(dict! {
                "data" => self.data.clone(),
                "options" => self.options.clone(),
                "letter" => self.letter.clone(),
                "files" => self.attached.clone(),
            });
            let code = format!("#let inputs = {}(\"{}\")\n{}", inputs::FUNCTION, inputs.key(), self.work.main(&INPUTS));
            (TypstSource::new(file_id(self.work.path()), code), inputs)
        });
        source
    }

    /// The files of the theme and the prelude, by path.
    pub fn files(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let own = self.theme_files().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
        own.chain(prelude().map(|(name, bytes)| (format!("{PRELUDE}{name}"), bytes.to_vec())))
    }

    /// The files of the theme, by path.
    pub fn theme_files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// Whether the file at a path comes with Recto.
    fn is_own(&self, path: &str) -> bool {
        self.has_builtin_theme || path.starts_with(PRELUDE) && !self.files.contains_key(path)
    }

    /// The source of a theme's file, by Typst's file id.
    pub fn theme_source(&self, id: FileId) -> Option<Source> {
        self.text(id.get().vpath().get_without_slash())
    }

    /// The theme's code, used for errors without a location.
    pub fn theme_code(&self) -> Option<Source> {
        self.text(&format!("{THEME}{CODE}"))
    }

    fn text(&self, path: &str) -> Option<Source> {
        let (name, bytes) = match path.strip_prefix(PRELUDE) {
            Some(name) => (format!("themes/prelude/{name}"), Bytes::new(prelude_file(name)?)),
            None => (format!("{}/{}", self.origin, path.strip_prefix(THEME)?), self.files.get(path)?.clone()),
        };
        // Poisoning is ignored: the map is consistent even if a thread panicked while holding the lock.
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = sources.get(path) {
            return Some(known.clone());
        }
        let source = Source::new(name, code(&bytes, self.is_own(path)).ok()?);
        sources.insert(path.to_owned(), source.clone());
        Some(source)
    }
}

/// Typst's library with the function that returns the inputs.
fn whole_library() -> Library {
    let mut library = Library::builder().build();
    library.global.scope_mut().define(inputs::FUNCTION, inputs::function());
    library
}

/// The library, shared by all documents so that cached results for a theme's code stay valid.
fn library() -> &'static LazyHash<Library> {
    static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(whole_library()));
    &LIBRARY
}

/// The library of the themes that come with Recto: without mathematics and without the names of symbols and emoji, which
/// they do not use. Typst hashes every name once per process.
fn small_library() -> &'static LazyHash<Library> {
    const LEFT_OUT: &[&str] = &["math", "sym", "emoji"];
    static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
        let mut library = whole_library();
        let mut scope = Scope::new();
        for (name, binding) in library.global.scope().iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str())) {
            scope.bind(name.clone(), binding.clone());
        }
        library.global = Module::new("global", scope);
        library.math = Module::new("math", Scope::new());
        library.std = Binding::detached(library.global.clone());
        LazyHash::new(library)
    });
    &LIBRARY
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the main file's path does not escape");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Parses a file, reusing the cached result while its bytes are unchanged.
fn parsed(id: FileId, bytes: Bytes, is_own: bool) -> FileResult<TypstSource> {
    /// By file and by whether it is condensed: a copy of a built-in theme has the same bytes.
    type Parsed = HashMap<(FileId, bool), (Bytes, TypstSource)>;
    static PARSED: LazyLock<Mutex<Parsed>> = LazyLock::new(Mutex::default);
    // Poisoning is ignored: the map is consistent even if a thread panicked while holding the lock.
    let mut sources = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, known)) = sources.get(&(id, is_own)).filter(|(known, _)| **known == *bytes) {
        return Ok(known.clone());
    }
    let text = code(&bytes, is_own).map_err(|_| FileError::InvalidUtf8)?;
    let source = TypstSource::new(id, text.to_owned());
    sources.insert((id, is_own), (bytes, source.clone()));
    Ok(source)
}

/// The code of a file as it is parsed: that of Recto itself is condensed.
fn code(bytes: &[u8], is_own: bool) -> Result<&str, Utf8Error> {
    match condensed(bytes).filter(|_| is_own) {
        Some(condensed) => Ok(condensed),
        None => str::from_utf8(bytes).map(|text| text.strip_prefix('\u{feff}').unwrap_or(text)),
    }
}

impl World for RectoWorld {
    fn library(&self) -> &LazyHash<Library> {
        if self.has_builtin_theme { small_library() } else { library() }
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main_source().id()
    }

    fn source(&self, id: FileId) -> FileResult<TypstSource> {
        let main = self.main_source();
        if id == main.id() {
            return Ok(main.clone());
        }
        parsed(id, self.file(id)?, self.is_own(id.get().vpath().get_without_slash()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        match path.root() {
            VirtualRoot::Project => {
                let name = path.vpath().get_without_slash();
                let shared = || name.strip_prefix(PRELUDE).and_then(prelude_file).map(Bytes::new);
                self.files.get(name).cloned().or_else(shared).ok_or_else(|| FileError::NotFound(name.into()))
            }
            VirtualRoot::Package(spec) => Err(FileError::Package(PackageError::NotFound(spec.clone()))),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
