//! The world as Typst sees it: a theme's files, the prelude, fonts, one
//! dictionary. No disk, no network, no clock.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Array, Bytes, Datetime, Dict, Duration, dict};
use typst::syntax::{FileId, RootedPath, Source as TypstSource, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;

use crate::source::Source;
use crate::theme::{CODE, Theme, prelude};

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
    /// Texts of theme files by the path Typst knows them under, for messages.
    sources: BTreeMap<String, Source>,
}

/// Files by their path in the theme's world.
struct MemoryFiles(BTreeMap<String, Bytes>);

impl RectoWorld {
    /// Builds the world of a theme, the data it is to set, its options and fonts.
    pub fn new(theme: &Theme, work: Work, data: Dict, options: Dict, attached: Array, fonts: FontStore) -> Self {
        let main = |work: Work| (work.path().to_owned(), Bytes::from_string(work.main(&INPUTS)));
        let mut files = BTreeMap::from(Work::ALL.map(main));
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
            library: library(&data, &options, &options, &attached),
            data,
            letter: options.clone(),
            options,
            attached,
            work,
            files: FileStore::new(MemoryFiles(files)),
            fonts,
            main: file_id(work.path()),
            sources,
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
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.loader().0.iter().filter(|(path, _)| path.contains('/'));
        files.map(|(path, bytes)| (path.as_str(), &bytes[..]))
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
