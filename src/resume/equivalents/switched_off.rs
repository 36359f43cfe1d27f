//! Sections that their owner has switched off by a sign before their name.

use super::Dialect;
use super::entries;
use super::fields::Fields;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::{Entry, Node, SWITCHED_OFF, Value, is_switched_off};

/// Removes the top-level keys that are switched off. An import keeps their entries, hidden.
pub fn read(root: &mut Node, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let Some(sections) = root.entries_mut() else { return };
    let (off, mut rest): (Vec<Entry>, Vec<Entry>) =
        std::mem::take(sections).into_iter().partition(|entry| is_switched_off(&entry.key.name));
    for entry in off {
        if entry.value.is_empty() {
            continue;
        }
        let name = entry.key.name.trim_start_matches(SWITCHED_OFF);
        let fields = Fields::of(name).filter(|fields| fields.is_list() && fields.section != "custom");
        let sign = &entry.key.name[..entry.key.name.len() - name.len()];
        let message = format!("`{}` is switched off by the `{sign}` before its name", entry.key.name);
        let note = Diagnostic::warning(Code::SectionNotPrinted, message).at(entry.key.span).path(&entry.key.name);
        match fields {
            Some(fields) if dialect == Dialect::Imported => {
                diagnostics.push(note.help("its entries were imported with `hidden: true`, and are not printed"));
                hide(&mut rest, fields, entry.value);
            }
            // It is reported as not imported.
            None if dialect == Dialect::Imported => rest.push(entry),
            Some(_) => diagnostics.push(note.help(format!("it is not printed; to print it, remove the `{sign}`"))),
            None => diagnostics.push(note.help("it is not printed; remove it if it is not needed")),
        }
    }
    *sections = rest;
}

/// Adds hidden entries to a section.
fn hide(sections: &mut Vec<Entry>, fields: &Fields, mut value: Node) {
    entries::as_entries(&mut value, fields, Dialect::Imported, &mut Diagnostics::new());
    let Value::Sequence(mut items) = value.value else { return };
    for item in &mut items {
        let span = item.span;
        if let Some(entries) = item.entries_mut() {
            entries.retain(|entry| entry.key.name != "hidden");
            entries.push(Entry::new("hidden", Node::text("true", span)));
        }
    }
    items.retain(|item| !item.entries().is_empty());
    match sections.iter_mut().find(|entry| entry.key.name == fields.section) {
        Some(Entry { value: Node { value: Value::Sequence(shown), .. }, .. }) => shown.append(&mut items),
        Some(_) => {}
        None => sections.push(Entry::new(fields.section, Node::list(items, value.span))),
    }
}
