//! Yes and no in the other words of YAML 1.1.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::{Node, Value, edit};

/// The keys whose values are `true` or `false`.
const SWITCHES: &[&str] = &["hidden", "visible", "keepTogether", "embed"];

/// Reads `yes`, `on` and `True` as `true`, and their opposites as `false`.
pub fn read(node: &mut Node, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter_mut().for_each(|item| read(item, diagnostics)),
        Value::Mapping(entries) => {
            for entry in entries {
                if SWITCHES.contains(&entry.key.name.as_str()) {
                    read_switch(&mut entry.value, &entry.key.name, diagnostics);
                } else {
                    read(&mut entry.value, diagnostics);
                }
            }
        }
    }
}

fn read_switch(node: &mut Node, key: &str, diagnostics: &mut Diagnostics) {
    let span = node.span;
    let Value::Scalar { text, .. } = &mut node.value else { return };
    let meant = match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "true" => "true",
        "no" | "n" | "off" | "false" => "false",
        _ => return,
    };
    if text == meant {
        return;
    }
    let note = Diagnostic::warning(Code::InvalidValue, format!("`{text}` is read as `{meant}`")).at(span).path(key);
    let fix = diagnostics.source(span.source).and_then(|source| edit::scalar(source, span, meant));
    diagnostics.push(match fix {
        // In quotes, it would be text.
        Some((span, _)) => note.fix(format!("write `{meant}`"), span, meant),
        None => note.help(format!("write `{meant}`")),
    });
    node.value = Value::Scalar { text: meant.into(), plain: true };
}
