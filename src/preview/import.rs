//! Converts a file that was dropped onto the page. Nothing is written: the result becomes the draft.

use std::path::Path;

use recto::diagnostic::{Diagnostics, Severity};
use recto::import::{Imported, import};
use recto::resume::Resume;
use recto::source::Source;
use serde::Deserialize;
use serde_json::{Value, json};

use super::response::Response;
use super::state;
use crate::cli::project::folder_of;

/// A file to convert.
#[derive(Deserialize)]
pub struct ImportRequest {
    name: String,
    text: String,
}

/// Returns the résumé as text, what kind of file it was, and what needs a look.
pub fn converted(request: ImportRequest, resume: &Path) -> Response {
    let source = Source::new(request.name, request.text);
    let mut diagnostics = Diagnostics::new();
    if Resume::read(&source, &mut diagnostics).is_ok() && !source.is_json() {
        return Response::json(&json!({ "text": source.text(), "format": null, "lost": 0, "notes": [] }));
    }
    let mut diagnostics = Diagnostics::new();
    let folder = folder_of(resume);
    let result = import(&source, &|picture| folder.join(picture).is_file(), &mut diagnostics);
    let notes: Vec<Value> = diagnostics
        .sorted()
        .into_iter()
        .filter(|note| note.severity != Severity::Advice)
        .map(|note| state::note(note, &diagnostics))
        .collect();
    match result {
        Ok(Imported { format, text, lost, .. }) => {
            Response::json(&json!({ "text": text, "format": format.to_string(), "lost": lost, "notes": notes }))
        }
        Err(_) => {
            let first = notes.first().and_then(|note| note["message"].as_str()).unwrap_or("not a résumé");
            Response::refusal(422, first)
        }
    }
}
