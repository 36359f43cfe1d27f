//! Converts a manifest's TOML into the tree that the YAML reader uses, so that errors in a manifest
//! are reported like errors in a résumé.

use toml_edit::{ImDocument, Item, Key as TomlKey, Table, Value as TomlValue};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::source::Source;
use crate::yaml::{Entry, Key, Node, Value};

/// Reads TOML into a spanned tree.
///
/// # Errors
/// If the text is not valid TOML.
pub fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Result<Node> {
    diagnostics.open(source);
    match ImDocument::parse(source.text().to_owned()) {
        Ok(document) => Ok(table(source, document.as_table())),
        Err(error) => {
            let span = source.span(error.span().unwrap_or(0..0));
            let message = format!("invalid TOML: {}", error.message().lines().next().unwrap_or_default());
            Err(diagnostics.error(Diagnostic::error(Code::Theme, message).at(span)))
        }
    }
}

fn table(source: &Source, table: &Table) -> Node {
    let entries = table.iter().map(|(name, item)| {
        let key = table.key(name).and_then(TomlKey::span).unwrap_or_default();
        Entry { key: Key { span: source.span(key), name: name.into() }, value: item_node(source, item) }
    });
    Node { span: source.span(table.span().unwrap_or_default()), value: Value::Mapping(entries.collect()) }
}

fn item_node(source: &Source, item: &Item) -> Node {
    match item {
        Item::None => Node { span: source.span(0..0), value: scalar(String::new()) },
        Item::Value(value) => value_node(source, value),
        Item::Table(nested) => table(source, nested),
        Item::ArrayOfTables(tables) => {
            let items = tables.iter().map(|nested| table(source, nested)).collect();
            Node { span: source.span(tables.span().unwrap_or_default()), value: Value::Sequence(items) }
        }
    }
}

fn value_node(source: &Source, value: &TomlValue) -> Node {
    let span = source.span(value.span().unwrap_or_default());
    let value = match value {
        TomlValue::String(text) => scalar(text.value().clone()),
        TomlValue::Integer(number) => scalar(number.value().to_string()),
        TomlValue::Float(number) => scalar(number.value().to_string()),
        TomlValue::Boolean(truth) => scalar(truth.value().to_string()),
        TomlValue::Datetime(date) => scalar(date.value().to_string()),
        TomlValue::Array(items) => Value::Sequence(items.iter().map(|item| value_node(source, item)).collect()),
        TomlValue::InlineTable(nested) => return Node { span, ..table(source, &nested.clone().into_table()) },
    };
    Node { span, value }
}

fn scalar(text: String) -> Value {
    Value::Scalar { text, plain: false }
}
