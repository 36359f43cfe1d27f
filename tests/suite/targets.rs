//! What must hold for any input: the tests of this suite feed it broken files, and the
//! fuzzers in `tests/fuzz` whatever they think of.
//!
//! Nothing panics, what fails says why, and every place lies in its file.

#[path = "../../src/cli/build/embedded.rs"]
#[allow(dead_code, reason = "the attachments are read here")]
mod contents;
#[path = "../../src/cli/build/file_name.rs"]
mod file_name;
#[path = "../../src/cli/commands/build/request.rs"]
#[allow(dead_code, reason = "what is asked for is built elsewhere")]
mod request;

use std::borrow::Cow;

use recto::diagnostic::{Diagnostic, Diagnostics, Severity};
use recto::import::{BibliographyFile, import, import_file};
use recto::inspect::PdfContent;
use recto::resume::{Date, End, Paragraphs, Resume, RichText, Text, Url};
use recto::source::{Source, Span};
use recto::theme::{Files, Theme};
use recto::typeset::{forget, picture_fault, picture_format};

/// A résumé; returns whether it was read without an error.
pub fn resume(text: &str) -> bool {
    let mut notes = Diagnostics::new();
    let read = Resume::read(&Source::new("mutated.yaml", text), &mut notes);
    assert_explained(read.is_ok(), &notes, text);
    read.is_ok()
}

/// A theme's manifest.
pub fn manifest(text: &str) -> bool {
    let mut notes = Diagnostics::new();
    let files = [("theme.toml", text), ("theme.typ", "")];
    let files: Files =
        files.map(|(name, text)| (name.to_owned(), Cow::Owned(text.as_bytes().to_vec()))).into_iter().collect();
    let read = Theme::read("mutated".into(), files, &mut notes);
    assert_explained(read.is_ok(), &notes, text);
    read.is_ok()
}

/// A file of references, in BibTeX or, if the name says so, in Hayagriva's YAML.
pub fn bibliography(name: &str, text: &str) -> bool {
    let mut notes = Diagnostics::new();
    let yaml = "basics: {name: Ada}\nbibliography: {file: references}\n";
    let mut resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).expect("it is whole");
    let read = BibliographyFile::read(&Source::new(name, text), &mut notes)
        .and_then(|file| file.add_to(&mut resume, &mut notes));
    assert_explained(read.is_ok(), &notes, text);
    read.is_ok()
}

/// Another tool's file.
pub fn foreign(text: &str) -> bool {
    let mut notes = Diagnostics::new();
    let made = import(&Source::new("mutated.yaml", text), &|_| false, &mut notes);
    assert_explained(made.is_ok(), &notes, text);
    let Ok(made) = made else { return false };
    let mut notes = Diagnostics::new();
    let read = Resume::read(&Source::new("made.yaml", made.text.as_str()), &mut notes);
    assert!(read.is_ok(), "{:?}\nof\n{text:?}\n{:#?}", made.text, notes.sorted());
    true
}

/// A document of any program: PDF, Word, OpenDocument, an archive, HTML, Markdown, text.
pub fn document(bytes: &[u8]) -> bool {
    let mut notes = Diagnostics::new();
    let Ok(made) = import_file("mutated", bytes, &|_| false, &mut notes) else {
        assert!(notes.sorted().iter().any(|note| note.severity == Severity::Error), "it fails without a reason");
        return false;
    };
    let mut notes = Diagnostics::new();
    let read = Resume::read(&Source::new("made.yaml", made.text.as_str()), &mut notes);
    assert!(read.is_ok(), "{:?}\n{:#?}", made.text, notes.sorted());
    true
}

/// A part of an archive of which the rest is whole: the text of a Word or OpenDocument file, a table of LinkedIn. The
/// first byte chooses which.
pub fn member(bytes: &[u8]) -> bool {
    const MEMBERS: &[&[&str]] = &[
        &["word/document.xml"],
        &["content.xml"],
        &["Profile.csv", "Positions.csv"],
        &["Education.csv", "Profile.csv"],
    ];
    let Some((which, content)) = bytes.split_first() else { return false };
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in MEMBERS[usize::from(*which) % MEMBERS.len()] {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a name");
        std::io::Write::write_all(&mut writer, content).expect("memory");
    }
    document(&writer.finish().expect("memory").into_inner())
}

/// Values of one piece of text.
pub fn scalars(text: &str) -> bool {
    fn whole<T: std::str::FromStr<Err = recto::resume::Problem>>(text: &str) -> bool {
        text.parse::<T>()
            .map_err(|problem| assert!(!problem.message.is_empty(), "{text:?} fails without a reason"))
            .is_ok()
    }
    if let Ok(read) = text.parse::<RichText>() {
        assert!(!read.plain().contains('\n'), "{text:?} is not one line");
    }
    let read = [whole::<RichText>(text), whole::<Paragraphs>(text), whole::<Text>(text), whole::<Url>(text)];
    read.contains(&true) | whole::<Date>(text) | whole::<End>(text)
}

/// A finished PDF.
pub fn pdf(bytes: &[u8]) -> bool {
    PdfContent::of(bytes).is_ok()
}

/// A PDF of anybody's with a résumé and a file in it: what would be written beside the résumé has a
/// name that leads nowhere, and is a picture.
pub fn extract(resume: &str, name: &str, file: &[u8]) -> bool {
    let pdf = handmade_with_attachments(&[("resume.json", resume.as_bytes()), (name, file)]);
    let Ok(reading) = PdfContent::of(&pdf) else { return false };
    let Some(data) = contents::data(&reading.attachments) else { return false };
    let Ok(read) = contents::read(data, &reading.attachments, "a.pdf", &mut Diagnostics::new()) else { return false };
    let again = Resume::read(&Source::new("again.yaml", read.yaml.as_str()), &mut Diagnostics::new());
    assert!(again.is_ok(), "{:?}\nof\n{resume:?}", read.yaml);
    let Some(portrait) = read.portrait else { return true };
    let name = &portrait.name;
    assert!(!name.starts_with('.') && !name.contains(['/', '\\', ':', '\0']), "{name:?}");
    let format = picture_format(&portrait.bytes).unwrap_or_else(|| panic!("{name:?} is no picture"));
    let ending = name.to_lowercase();
    assert!(ending.ends_with(format.ending()) || ending.ends_with("jpeg"), "{name:?} is {format:?}");
    true
}

/// A line of a batch.
pub fn batch_line(line: &[u8]) -> bool {
    let read = request::Request::read(line).map_err(|why| assert!(!why.is_empty()));
    let Ok(request) = read else { return false };
    let name = file_name::safe(&request.name(0));
    assert!(
        !name.is_empty() && name.len() < 200 && !name.starts_with('.') && !name.contains(['/', '\\', ':']),
        "{name}"
    );
    self::resume(&request.resume())
}

/// A picture: its header is believed for its size, and for nothing else.
pub fn picture(bytes: &[u8]) -> bool {
    let whole = picture_fault(bytes).is_none();
    // What Typst has decoded it would keep.
    forget(0);
    whole
}

fn assert_explained(whole: bool, notes: &Diagnostics, text: &str) {
    assert_eq!(whole, notes.errors() == 0, "what is wrong and what failed differ: {:#?}\n{text}", notes.sorted());
    for note in notes.sorted() {
        let Diagnostic { severity, message, labels, fix, .. } = note;
        assert!(!message.is_empty(), "{note:?} says nothing of\n{text}");
        assert!(*severity == Severity::Warning || !labels.is_empty(), "{note:?} has no place in\n{text}");
        let spans = labels.iter().map(|label| label.span).chain(fix.iter().map(|fix| fix.span));
        spans.for_each(|span| assert_inside(span, notes, text));
    }
}

fn assert_inside(span: Span, notes: &Diagnostics, text: &str) {
    let source = notes.source(span.source).unwrap_or_else(|| panic!("a place in a file that nobody knows, of\n{text}"));
    assert!(source.text().get(span.range()).is_some(), "{span:?} lies outside of {}:\n{text}", source.name());
}

/// A PDF that anybody could make, with files in it.
pub fn handmade_with_attachments(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>".to_vec(),
        Vec::new(),
    ];
    let hexadecimal = |name: &str| {
        let wide = std::iter::once(0xfeff).chain(name.encode_utf16());
        format!("<{}>", wide.map(|unit| format!("{unit:04x}")).collect::<String>())
    };
    let mut names = String::new();
    for (index, (name, bytes)) in files.iter().enumerate() {
        let (specification, stream) = (5 + 2 * index, 6 + 2 * index);
        let name = hexadecimal(name);
        names += &format!("(file{index}) {specification} 0 R ");
        objects.push(format!("<</Type/Filespec/F{name}/UF{name}/EF<</F {stream} 0 R>>>>").into_bytes());
        let mut object = format!("<</Type/EmbeddedFile/Length {}>>stream\n", bytes.len()).into_bytes();
        object.extend_from_slice(bytes);
        object.extend_from_slice(b"\nendstream");
        objects.push(object);
    }
    objects[3] = format!("<</Names[{names}]>>").into_bytes();
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n", index + 1).bytes());
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b"\nendobj\n");
    }
    let start = pdf.len();
    let rows: String = offsets.iter().map(|offset| format!("{offset:010} 00000 n \n")).collect();
    let size = objects.len() + 1;
    pdf.extend(
        format!(
            "xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
        )
        .bytes(),
    );
    pdf
}
