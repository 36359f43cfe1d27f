//! The values of a text as the form shows them, and changes by the form.

use std::path::Path;

use recto::edit::{self, EditError, Item, Operation, Outline};
use recto::source::Source;
use serde::Deserialize;
use serde_json::{Value, json};

use super::response::Response;
use super::session::{Draft, DraftTurn};
use super::state::position;

/// A text to show.
#[derive(Deserialize)]
pub struct FormRequest {
    text: String,
}

/// A text to change.
#[derive(Deserialize)]
pub struct EditRequest {
    text: String,
    operations: Vec<Operation>,
    /// Which draft of its window the new text becomes. It is laid out at once, before the window sends it.
    draft: Option<DraftTurn>,
}

/// Returns the values of a text, with their locations as offsets in UTF-16 code units.
pub fn outline(request: &FormRequest, resume: &Path) -> Response {
    let source = Source::new(resume.display().to_string(), request.text.as_str());
    match edit::outline(&source) {
        Ok(outline) => Response::json(&json!({ "values": Offsets::new(source.text()).value(&outline) })),
        Err(error) => refusal(&error, source.text()),
    }
}

/// Applies operations, and returns the new text and its values; `ahead` receives the draft that the text becomes.
pub fn edit(request: EditRequest, resume: &Path, ahead: impl FnOnce(Draft)) -> Response {
    let source = Source::new(resume.display().to_string(), request.text.as_str());
    let text = match edit::apply(&source, &request.operations) {
        Ok(text) => text,
        Err(error) => return refusal(&error, source.text()),
    };
    if let Some(turn) = request.draft.filter(|_| text != request.text) {
        ahead(Draft { text: Some(text.clone()), turn });
    }
    let after = Source::new(source.name(), text);
    match edit::outline(&after) {
        Ok(outline) => {
            Response::json(&json!({ "text": after.text(), "values": Offsets::new(after.text()).value(&outline) }))
        }
        Err(error) => refusal(&error, after.text()),
    }
}

fn refusal(error: &EditError, text: &str) -> Response {
    let line = match error {
        EditError::Unreadable { offset: Some(offset), .. } => Some(position(text, *offset).0),
        _ => None,
    };
    let answer = Response::json(&json!({ "message": error.to_string(), "line": line }));
    Response { status: 422, ..answer }
}

/// Converts byte offsets that mostly grow.
struct Offsets<'a> {
    text: &'a str,
    byte: usize,
    unit: usize,
}

impl<'a> Offsets<'a> {
    fn new(text: &'a str) -> Offsets<'a> {
        Offsets { text, byte: 0, unit: 0 }
    }

    fn unit(&mut self, byte: usize) -> usize {
        let byte = self.text.floor_char_boundary(byte);
        if byte < self.byte {
            (self.byte, self.unit) = (0, 0);
        }
        self.unit += self.text[self.byte..byte].encode_utf16().count();
        self.byte = byte;
        self.unit
    }

    /// A value: `from` and `to`, and `text`, `list`, or `keys` with their `values`; nothing of these if it is
    /// absent.
    fn value(&mut self, outline: &Outline) -> Value {
        let from = self.unit(outline.range.start);
        let mut value = match &outline.value {
            Item::Nothing => json!({}),
            Item::Text(text) => json!({ "text": text }),
            Item::List(items) => json!({ "list": items.iter().map(|item| self.value(item)).collect::<Vec<_>>() }),
            Item::Mapping(entries) => {
                let keys: Vec<&String> = entries.iter().map(|(key, _)| key).collect();
                let values: Vec<Value> = entries.iter().map(|(_, value)| self.value(value)).collect();
                json!({ "keys": keys, "values": values })
            }
        };
        value["from"] = from.into();
        value["to"] = self.unit(outline.range.end).into();
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_as_javascript_does() {
        let source = Source::new("a.yaml", "a: 𝄞é\nb: [x]\n");
        let value = Offsets::new(source.text()).value(&edit::outline(&source).unwrap());
        assert_eq!(value["values"][0], json!({ "text": "𝄞é", "from": 3, "to": 6 }));
        assert_eq!(value["values"][1]["list"][0], json!({ "text": "x", "from": 11, "to": 12 }));
    }
}
