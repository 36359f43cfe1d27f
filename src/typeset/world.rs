//! The world as Typst sees it: a theme's files, the prelude, fonts, one
//! dictionary. No disk, no network, no clock.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, dict};
use typst::syntax::{FileId, RootedPath, Source as TypstSource, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;

use crate::source::Source;
use crate::theme::{CODE, Theme, prelude};

/// Hands a theme its data. The same for every theme and résumé.
const RESUME: &str = "#import \"theme/theme.typ\": resume\n#resume(sys.inputs.data, sys.inputs.options)\n";

/// The same for a letter.
const LETTER: &str = "#import \"theme/theme.typ\": letter\n#letter(sys.inputs.data, sys.inputs.options)\n";

/// What a theme is asked to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The résumé.
    Resume,
    /// The letter that goes with it.
    Letter,
}

/// Where the main file lies in the theme's world.
const MAIN_PATH: &str = "main.typ";

/// Everything one compilation can reach.
pub struct RectoWorld {
    library: LazyHash<Library>,
    data: Dict,
    files: FileStore<MemoryFiles>,
    fonts: FontStore,
    main: FileId,
    /// Texts of theme files by the path Typst knows them under, for messages.
    sources: BTreeMap<String, Source>,
}

/// Files by their path in the theme's world.
struct MemoryFiles(BTreeMap<String, Bytes>);

impl RectoWorld {
    /// Builds the world of a theme, the data it is to set, its options and fonts.
    pub fn new(theme: &Theme, work: Work, data: Dict, options: Dict, fonts: FontStore) -> Self {
        let main = match work {
            Work::Resume => RESUME,
            Work::Letter => LETTER,
        };
        let mut files = BTreeMap::from([(MAIN_PATH.to_owned(), Bytes::from_string(main))]);
        let mut sources = BTreeMap::new();
        let shared = prelude();
        let folders = [("theme", theme.origin.as_str(), &theme.files), ("prelude", "themes/prelude", &shared)];
        for (mount, origin, folder) in folders {
            for (name, bytes) in folder {
                let path = format!("{mount}/{name}");
                if let Ok(text) = std::str::from_utf8(bytes) {
                    sources.insert(path.clone(), Source::new(format!("{origin}/{name}"), text));
                }
                files.insert(path, Bytes::new(bytes.clone()));
            }
        }
        RectoWorld {
            library: library(data.clone(), options),
            data,
            files: FileStore::new(MemoryFiles(files)),
            fonts,
            main: file_id(MAIN_PATH),
            sources,
        }
    }

    /// Hands the theme other options.
    pub fn set_options(&mut self, options: Dict) {
        self.library = library(self.data.clone(), options);
    }

    /// The text of a theme's file, by the id Typst knows it under.
    pub fn theme_source(&self, id: FileId) -> Option<&Source> {
        self.sources.get(id.get().vpath().get_without_slash())
    }

    /// The theme's code, where errors without a place of their own point.
    pub fn theme_code(&self) -> Option<&Source> {
        self.sources.get(&format!("theme/{CODE}"))
    }
}

/// Typst's library, in which a theme's data and options are found.
fn library(data: Dict, options: Dict) -> LazyHash<Library> {
    let inputs = dict! { "data" => data, "options" => options };
    LazyHash::new(Library::builder().with_inputs(inputs).build())
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the main file's path does not escape");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl FileLoader for MemoryFiles {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        match path.root() {
            VirtualRoot::Project => {
                let name = path.vpath().get_without_slash();
                self.0.get(name).cloned().ok_or_else(|| FileError::NotFound(name.into()))
            }
            VirtualRoot::Package(spec) => Err(FileError::Package(typst::diag::PackageError::NotFound(spec.clone()))),
        }
    }
}

impl World for RectoWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<TypstSource> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
