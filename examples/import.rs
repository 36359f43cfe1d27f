//! Makes a résumé of another tool's file, and says what could not be carried over.
//!
//!     cargo run --release --example library import

use recto::diagnostic::{Diagnostics, Result};
use recto::import::import;
use recto::resume::Resume;
use recto::source::Source;

/// JSON Resume of 2015, with a key that no format knows.
const JSON: &str = r#"{
  "basics": {"name": "Ada Lovelace", "website": "https://ada.example.org", "shoeSize": 37},
  "work": [{"company": "Engines", "position": "Programmer", "startDate": "1842-10-01"}]
}"#;

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    let mut notes = Diagnostics::new();
    match imported(JSON, &mut notes) {
        Ok(yaml) => println!("{yaml}"),
        Err(_) => println!("nothing could be made of it"),
    }
    notes.sorted().iter().for_each(|note| println!("{}: {}", note.severity, note.message));
}

/// A résumé in YAML, with comments. It can be read without an error.
///
/// # Errors
/// If the file is of no format that is known.
pub fn imported(text: &str, notes: &mut Diagnostics) -> Result<String> {
    // Whether a picture lies beside the result. One that does not would fail the build, so
    // it is left in a comment.
    let there = |_picture: &str| false;
    let imported = import(&Source::new("resume.json", text), &there, notes)?;
    let resume = Resume::read(&Source::new("resume.yaml", imported.text.as_str()), notes)?;
    // What was read can be written again: as YAML, or as JSON Resume of today.
    debug_assert!(resume.to_json().contains("\"name\""));
    Ok(imported.text)
}
