//! What can be written at a place of the résumé.

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;

/// A text, and a place in it: a line and a column from 1.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(rename = "text")]
    _text: String,
    line: usize,
    column: usize,
}

/// Lists what can be written there.
pub fn complete(asked: &Asked) -> Answer {
    let here = json!({ "line": asked.line, "column": asked.column });
    Answer::json(&json!({ "from": here, "to": here, "items": [] }))
}
