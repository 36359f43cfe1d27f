//! Locations and diagnostics in the page's form: lines and columns from 1, columns in UTF-16 code units,
//! as in JavaScript.

use std::hash::{DefaultHasher, Hash, Hasher};

use recto::diagnostic::{Certainty, Diagnostic, Diagnostics, Fix, Subject};
use recto::inspect::{Outcome, Verdict};
use recto::source::{Source, Span};
use serde_json::{Value, json};

/// A hash of a content.
pub fn digest(content: &[u8]) -> String {
    let mut digest = DefaultHasher::new();
    content.hash(&mut digest);
    format!("{:016x}", digest.finish())
}

/// The line and column of a byte offset.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    (1 + before.matches('\n').count(), 1 + before[line..].encode_utf16().count())
}

/// The byte offset of a line and column; past the end of a line, its end.
pub fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.max(1) - 1).map(str::len).sum();
    let rest = text[start..].lines().next().unwrap_or_default();
    let mut units = 1;
    for (at, letter) in rest.char_indices() {
        if units >= column {
            return start + at;
        }
        units += letter.len_utf16();
    }
    start + rest.len()
}

/// The byte offset of an offset in UTF-16 code units.
pub fn byte(text: &str, unit: usize) -> usize {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        if units >= unit {
            return at;
        }
        units += letter.len_utf16();
    }
    text.len()
}

/// Adds the location of a span to a JSON object.
pub fn place(source: &Source, span: Span, mut said: Value) -> Value {
    let (line, column) = position(source.text(), span.start);
    let (end_line, end_column) = position(source.text(), span.end);
    said["line"] = line.into();
    said["column"] = column.into();
    said["endLine"] = end_line.into();
    said["endColumn"] = end_column.into();
    said
}

/// All diagnostics.
pub fn notes(diagnostics: &Diagnostics) -> Vec<Value> {
    diagnostics.sorted().into_iter().map(|one| note(one, diagnostics)).collect()
}

/// A diagnostic, with its location if it has one.
fn note(note: &Diagnostic, diagnostics: &Diagnostics) -> Value {
    let placed = |fix: &Fix| {
        let certain = fix.certainty == Certainty::Certain;
        let said = json!({ "text": fix.replacement, "certain": certain, "title": fix.title });
        Some(place(diagnostics.source(fix.span.source)?, fix.span, said))
    };
    let fix = note.fix.as_ref().and_then(placed);
    let alternatives: Vec<Value> = note.alternatives.iter().filter_map(placed).collect();
    let title = note.fix.as_ref().map(|fix| &fix.title);
    let help: Vec<&str> = note.help.iter().chain(title).map(String::as_str).collect();
    let key = if let Some(Subject::Key(key)) = &note.subject { Some(key) } else { None };
    let said = json!({
        "severity": note.severity.to_string(),
        "id": note.name(),
        "message": note.message,
        "help": (!help.is_empty()).then(|| help.join("\n")),
        "file": null, "line": null, "column": null, "endLine": null, "endColumn": null,
        "path": (!note.path.is_empty()).then_some(&note.path),
        "key": key,
        "fix": fix,
        "alternatives": alternatives,
    });
    match note.span().and_then(|span| Some((diagnostics.source(span.source)?, span))) {
        // What was chosen in the page, or on the command line, has no line.
        Some((source, _)) if source.name().starts_with("--") => said,
        Some((source, span)) => {
            let mut said = place(source, span, said);
            said["file"] = source.name().into();
            said
        }
        None => said,
    }
}

/// The outcome of an ATS check.
pub fn check(Outcome { check, verdict, findings }: &Outcome) -> Value {
    let outcome = match verdict {
        Verdict::Pass => "pass",
        Verdict::Info => "info",
        Verdict::Warn => "warn",
        Verdict::Fail => "fail",
    };
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    let message = if said.is_empty() { check.why.to_owned() } else { said.join("\n") };
    json!({ "id": check.id, "name": check.title, "outcome": outcome, "message": message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_as_javascript_does_and_lead_back() {
        let text = "a: 𝄞é\nb: x";
        let end = text.find('\n').unwrap();
        assert_eq!(position(text, end), (1, 7));
        assert_eq!(offset(text, 1, 7), end);
        assert_eq!(offset(text, 1, 99), end);
        assert_eq!(position(text, text.len()), (2, 5));
        assert_eq!([byte(text, 0), byte(text, 6), byte(text, 99)], [0, end, text.len()]);
        assert_eq!([offset(text, 2, 5), offset(text, 9, 1), offset(text, 0, 0)], [text.len(), text.len(), 0]);
    }
}
