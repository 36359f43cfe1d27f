//! The world as Typst sees it: a theme's files, the prelude, fonts, one
//! dictionary. No disk, no network, no clock.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Array, Bytes, Datetime, Dict, Duration, dict};
use typst::syntax::{FileId, RootedPath, Source as TypstSource, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::FontStore;

use super::inputs::{self, Inputs};
use crate::source::Source;
use crate::theme::{CODE, Theme, prelude, prelude_file};

/// What a theme is asked to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The résumé.
    Resume,
    /// The letter that goes with it.
    Letter,
    /// The letter, and the résumé on the pages that follow.
    Both,
}

/// Where a main file finds what it hands to the theme.
pub struct Names {
    /// The data.
    pub data: &'static str,
    /// The options of the résumé.
    pub options: &'static str,
    /// Those of the letter.
    pub letter: &'static str,
    /// What is put into the PDF beside the pages.
    pub files: &'static str,
}

/// Where it does in Recto's own world: they are native values, and not written anywhere.
const INPUTS: Names =
    Names { data: "inputs.data", options: "inputs.options", letter: "inputs.letter", files: "inputs.files" };

impl Work {
    /// Where the main file lies in the theme's world.
    fn path(self) -> &'static str {
        match self {
            Work::Resume => "resume.typ",
            Work::Letter => "letter.typ",
            Work::Both => "both.typ",
        }
    }

    /// The main file, which hands a theme its data: the same for every theme and résumé.
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

/// Everything one compilation can reach.
pub struct RectoWorld {
    /// What the theme is to set.
    pub data: Dict,
    /// The options as they are now.
    pub options: Dict,
    /// Those of the letter, which no fitting turns.
    pub letter: Dict,
    /// What is put into the file.
    pub attached: Array,
    /// The theme's files, by their path in its world. The prelude is in the program.
    files: BTreeMap<String, Bytes>,
    /// The faces at hand.
    pub fonts: FontStore,
    /// What the theme is asked for.
    pub work: Work,
    /// The main file, and what it hands to the theme; made when it is asked for.
    main: OnceLock<(TypstSource, Inputs)>,
    /// Where the theme was found, as a message would name its folder.
    origin: String,
    /// Texts of files by the path Typst knows them under, for messages; made when one is asked for.
    sources: Mutex<BTreeMap<String, Source>>,
}

/// Where the files of a theme lie in its world.
const THEME: &str = "theme/";

/// Where those of the prelude do.
const PRELUDE: &str = "prelude/";

impl RectoWorld {
    /// Builds the world of a theme, the data it is to set, its options and fonts.
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
            sources: Mutex::default(),
        }
    }

    /// Hands the theme other options.
    pub fn set_options(&mut self, options: Dict) {
        self.options = options;
        self.main.take();
    }

    /// Asks the theme for something else.
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

    /// The files of the theme and of the prelude, by their path.
    pub fn files(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let own = self.theme_files().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
        own.chain(prelude().map(|(name, bytes)| (format!("{PRELUDE}{name}"), bytes.to_vec())))
    }

    /// The files of the theme, by their path.
    pub fn theme_files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// The text of a theme's file, by the id Typst knows it under.
    pub fn theme_source(&self, id: FileId) -> Option<Source> {
        self.text(id.get().vpath().get_without_slash())
    }

    /// The theme's code, where errors without a place of their own point.
    pub fn theme_code(&self) -> Option<Source> {
        self.text(&format!("{THEME}{CODE}"))
    }

    fn text(&self, path: &str) -> Option<Source> {
        let (name, bytes) = match path.strip_prefix(PRELUDE) {
            Some(name) => (format!("themes/prelude/{name}"), Bytes::new(prelude_file(name)?)),
            None => (format!("{}/{}", self.origin, path.strip_prefix(THEME)?), self.files.get(path)?.clone()),
        };
        // A thread that panicked while it held the lock left a whole map behind.
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = sources.get(path) {
            return Some(known.clone());
        }
        let source = Source::new(name, str::from_utf8(&bytes).ok()?);
        sources.insert(path.to_owned(), source.clone());
        Some(source)
    }
}

/// Typst's library, the same for every document: what Typst remembers of a theme's code holds for the
/// next one, too.
fn library() -> &'static LazyHash<Library> {
    static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
        let mut library = Library::builder().build();
        library.global.scope_mut().define(inputs::FUNCTION, inputs::function());
        LazyHash::new(library)
    });
    &LIBRARY
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the main file's path does not escape");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The syntax of a file, which is the same as long as its text is: parsing takes time.
fn parsed(id: FileId, bytes: &Bytes) -> FileResult<TypstSource> {
    static PARSED: LazyLock<Mutex<HashMap<FileId, TypstSource>>> = LazyLock::new(Mutex::default);
    let text = str::from_utf8(bytes).map_err(|_| FileError::InvalidUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A thread that panicked while it held the lock left a whole map behind.
    let mut sources = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = sources.get(&id).filter(|known| known.text() == text) {
        return Ok(known.clone());
    }
    let source = TypstSource::new(id, text.to_owned());
    sources.insert(id, source.clone());
    Ok(source)
}

impl World for RectoWorld {
    fn library(&self) -> &LazyHash<Library> {
        library()
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
        parsed(id, &self.file(id)?)
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
