//! The world as Typst sees it: a theme's files, the prelude, fonts, one
//! dictionary. No disk, no network, no clock.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Array, Bytes, Datetime, Dict, Duration, dict};
use typst::syntax::{FileId, RootedPath, Source as TypstSource, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;

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
const INPUTS: Names = Names {
    data: "sys.inputs.data",
    options: "sys.inputs.options",
    letter: "sys.inputs.letter",
    files: "sys.inputs.files",
};

impl Work {
    const ALL: [Work; 3] = [Work::Resume, Work::Letter, Work::Both];

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
    library: LazyHash<Library>,
    /// What the theme is to set.
    pub data: Dict,
    /// The options as they are now.
    pub options: Dict,
    /// Those of the letter, which no fitting turns.
    pub letter: Dict,
    /// What is put into the file.
    pub attached: Array,
    files: FileStore<MemoryFiles>,
    /// The faces at hand.
    pub fonts: FontStore,
    /// What the theme is asked for.
    pub work: Work,
    main: FileId,
    /// Where the theme was found, as a message would name its folder.
    origin: String,
    /// Texts of files by the path Typst knows them under, for messages; made when one is asked for.
    sources: Mutex<BTreeMap<String, Source>>,
}

/// The main files and the theme's, by their path in the theme's world. The prelude is in the program.
struct MemoryFiles(BTreeMap<String, Bytes>);

/// Where the files of a theme lie in its world.
const THEME: &str = "theme/";

/// Where those of the prelude do.
const PRELUDE: &str = "prelude/";

impl RectoWorld {
    /// Builds the world of a theme, the data it is to set, its options and fonts.
    pub fn new(theme: &Theme, work: Work, data: Dict, options: Dict, attached: Array, fonts: FontStore) -> Self {
        let main = |work: Work| (work.path().to_owned(), Bytes::from_string(work.main(&INPUTS)));
        let mut files = BTreeMap::from(Work::ALL.map(main));
        files.extend(theme.files.iter().map(|(name, bytes)| (format!("{THEME}{name}"), Bytes::new(bytes.clone()))));
        RectoWorld {
            library: library(&data, &options, &options, &attached),
            data,
            letter: options.clone(),
            options,
            attached,
            work,
            files: FileStore::new(MemoryFiles(files)),
            fonts,
            main: file_id(work.path()),
            origin: theme.origin.clone(),
            sources: Mutex::default(),
        }
    }

    /// Hands the theme other options.
    pub fn set_options(&mut self, options: Dict) {
        self.library = library(&self.data, &options, &self.letter, &self.attached);
        self.options = options;
    }

    /// Asks the theme for something else.
    pub fn set_work(&mut self, work: Work) {
        self.main = file_id(work.path());
        self.work = work;
    }

    /// The files of the theme and of the prelude, by their path.
    pub fn files(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let own = self.theme_files().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
        own.chain(prelude().map(|(name, bytes)| (format!("{PRELUDE}{name}"), bytes.to_vec())))
    }

    /// The files of the theme, by their path.
    pub fn theme_files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        let files = self.files.loader().0.iter().filter(|(path, _)| path.starts_with(THEME));
        files.map(|(path, bytes)| (path.as_str(), bytes))
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
            None => {
                (format!("{}/{}", self.origin, path.strip_prefix(THEME)?), self.files.loader().0.get(path)?.clone())
            }
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

/// Typst's library, in which a theme's data and options are found.
fn library(data: &Dict, options: &Dict, letter: &Dict, attached: &Array) -> LazyHash<Library> {
    let inputs = dict! {
        "data" => data.clone(),
        "options" => options.clone(),
        "letter" => letter.clone(),
        "files" => attached.clone(),
    };
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
                let shared = || name.strip_prefix(PRELUDE).and_then(prelude_file).map(Bytes::new);
                self.0.get(name).cloned().or_else(shared).ok_or_else(|| FileError::NotFound(name.into()))
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
