//! Applies all fixes that are certain to the text in the editor.

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::source::Source;
use serde::Deserialize;
use serde_json::json;

use super::response::Response;
use crate::cli::args::DocumentArgs;
use crate::cli::project::assets::Root;
use crate::cli::project::fixes::{self, Scope, Writing};
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::{folder_of, input};

/// A text to fix.
#[derive(Deserialize)]
pub struct FixRequest {
    text: String,
}

/// Returns the fixed text, and how many fixes were applied and undone.
pub fn fix(request: FixRequest, resume: &Path, document: &DocumentArgs) -> Response {
    let overrides = Overrides::from(document);
    let root = Root::new(&folder_of(resume), overrides.root);
    let source = Source::new(resume.display().to_string(), request.text);
    let read = input::with_layers(source, &root, overrides.with, &ReadLog::disabled(), &mut Diagnostics::new());
    let Ok(files) = read else {
        return Response::refusal(409, "the files that the résumé extends cannot be read");
    };
    let mut fixer = fixes::fixer(&files, Scope::Main, Writing::Ignored, &root, &overrides);
    fixer.apply_certain();
    let text = fixer.sources().first().map(Source::text);
    let applied: usize = fixer.applied().iter().sum();
    Response::json(&json!({ "text": text, "applied": applied, "undone": fixer.undone().len() }))
}
