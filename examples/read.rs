//! Reads a résumé and says everything that is wrong with it, each with its place.
//!
//!     cargo run --release --example library read

use recto::diagnostic::Diagnostics;
use recto::resume::Resume;
use recto::source::Source;

/// A month that there is not, a misspelt key, and a job that ends before it starts.
const RESUME: &str = "\
basics:
  nmae: Ada Lovelace
work:
  - {name: Engines, position: Programmer, startDate: 1842-13}
  - {name: Notes, position: Translator, startDate: 1843, endDate: 1842}
";

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    print!("{}", report("resume.yaml", RESUME));
}

/// Every fault of a text, a line each, in the order of the places.
pub fn report(name: &str, text: &str) -> String {
    let source = Source::new(name, text);
    let mut notes = Diagnostics::new();
    // The error says only that there were some. They are in the notes, all of them, because
    // who mends a file wants to mend it once.
    if Resume::read(&source, &mut notes).is_ok() {
        return "nothing is wrong\n".into();
    }
    let mut lines = String::new();
    for note in notes.sorted() {
        let place = match note.span() {
            Some(span) => {
                let at = source.position(span.start);
                format!("{name}:{}:{}", at.line, at.column)
            }
            // Nothing in the text is at fault, such as when there is too much of it.
            None => name.into(),
        };
        lines += &format!("{place}: {}: {} [{}]\n", note.severity, note.message, note.code.name());
        // What to do, and the change that does it, if there is one.
        note.help.iter().for_each(|help| lines += &format!("    {help}\n"));
        note.fix.iter().for_each(|fix| lines += &format!("    {}\n", fix.title));
    }
    lines
}
