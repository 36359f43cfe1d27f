//! Completion at a position in the résumé.

use recto::assist::{self, Completion, CompletionKind};
use serde::Deserialize;
use serde_json::{Value, json};

use super::response::Response;
use super::state::{offset, position};

/// A text, and a position in it: line and column from 1.
#[derive(Deserialize)]
pub struct CompletionRequest {
    text: String,
    line: usize,
    column: usize,
}

/// Lists the completions, and the range that they all replace: the current word.
pub fn complete(request: &CompletionRequest) -> Response {
    let CompletionRequest { text, line, column } = request;
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
