//! What must hold for any input: the tests of this suite feed it broken files, and the
//! fuzzers in `tests/fuzz` whatever they think of.
//!
//! Nothing panics, what fails says why, and every place lies in its file.

use std::borrow::Cow;

use recto::diagnostic::{Diagnostic, Diagnostics, Severity};
use recto::import::{add_bibliography, import};
use recto::inspect::Reading;
use recto::resume::{Date, End, Paragraphs, Resume, RichText, Text, Url};
use recto::source::{Source, Span};
use recto::theme::{Files, Theme};

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
    let read = add_bibliography(&mut resume, &Source::new(name, text), &mut notes);
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
    Reading::of(bytes).is_ok()
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
