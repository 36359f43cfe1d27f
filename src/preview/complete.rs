//! What can be written at a place of the résumé.

use recto::assist::{self, Completion, CompletionKind};
use serde::Deserialize;
use serde_json::{Value, json};

use super::response::Response;
use super::state::{offset, position};

/// A text, and a place in it: a line and a column from 1.
#[derive(Deserialize)]
pub struct Asked {
    text: String,
    line: usize,
    column: usize,
}

/// Lists what can be written there, and what it would replace. All of it replaces the same:
/// the word that was begun.
pub fn complete(asked: &Asked) -> Response {
    let Asked { text, line, column } = asked;
    let here = offset(text, *line, *column);
    let found = assist::complete(text, here);
    let replaced = found.first().map_or(here..here, |first| first.replace.clone());
    let items: Vec<Value> = found.iter().filter(|item| item.replace == replaced).map(item).collect();
    let place = |at: usize| {
        let (line, column) = position(text, at);
        json!({ "line": line, "column": column })
    };
    Response::json(&json!({ "from": place(replaced.start), "to": place(replaced.end), "items": items }))
}

fn item(item: &Completion) -> Value {
    let kind = match item.kind {
        CompletionKind::Key => "key",
        CompletionKind::Value => "value",
    };
    json!({ "label": item.label, "insert": item.insert, "kind": kind, "detail": item.detail })
}
