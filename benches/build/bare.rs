//! Typst alone on a hand-written document: a world of one file and four faces,
//! compiled and written as PDF. What Recto costs beyond this is Recto's own.

use std::io::{Write, stdout};

use recto::theme::faces;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The faces that the document uses, no more.
const FACES: [&str; 4] = ["Regular.otf", "It.otf", "Bold.otf", "Semibold.otf"];

struct Bare {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
}

impl World for Bare {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Compiles once and writes the PDF to standard output.
pub fn run() {
    let used = faces("Source Sans 3").filter(|face| FACES.iter().any(|name| face.name.ends_with(&format!("-{name}"))));
    let fonts: Vec<Font> = used.flat_map(|face| Font::iter(Bytes::new(face.file.bytes()))).collect();
    let path = VirtualPath::new("bare.typ").expect("the path does not escape");
    let world = Bare {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), include_str!("bare.typ").into()),
    };
    let pages = typst::compile::<PagedDocument>(&world).output.expect("the document compiles");
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard is no contradiction");
    let pdf =
        typst_pdf::pdf(&pages, &PdfOptions { standards, ..PdfOptions::default() }).expect("the pages keep PDF/UA-1");
    stdout().write_all(&pdf).expect("somebody reads");
}
