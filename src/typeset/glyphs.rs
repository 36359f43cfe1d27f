//! Characters that no font at hand can draw, found before a PDF is written.

use std::collections::BTreeSet;

use typst_layout::PagedDocument;

use super::{fonts, runs};
use crate::diagnostic::{Diagnostic, Diagnostics, Id};
use crate::resume::Resume;
use crate::theme::families;

/// Most places that one report underlines.
const SHOWN: usize = 5;

/// Notes the characters that were set as empty boxes, and where they were written.
pub fn check(pages: &PagedDocument, resume: &Resume, notes: &mut Diagnostics) {
    let mut missing = BTreeSet::new();
    let mut used = BTreeSet::new();
    runs::visit(pages, &mut |_, _, item| {
        for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
            missing.extend(item.text[glyph.range()].chars());
            used.insert(item.font.font().info().family.clone());
        }
    });
    if missing.is_empty() {
        return;
    }
    let characters = missing.iter().map(|character| format!("`{character}`")).collect::<Vec<_>>().join(", ");
    let plural = if missing.len() == 1 { "" } else { "s" };
    let fonts = used.into_iter().collect::<Vec<_>>().join(", ");
    let mut note =
        Diagnostic::error(Id::MissingGlyph, format!("{fonts} cannot draw the character{plural} {characters}"));
    let source = resume.source();
    let mut from = 0;
    for line in source.text().split_inclusive('\n') {
        let content = &line[..line.find(" #").unwrap_or(line.len())];
        let first = content.find(|letter| missing.contains(&letter));
        let last = content.rfind(|letter| missing.contains(&letter));
        if let (Some(first), Some(last)) = (first, last)
            && note.labels.len() < SHOWN
        {
            let end = last + content[last..].chars().next().map_or(0, char::len_utf8);
            note = note.at(source.span(from + first..from + end));
        }
        from += line.len();
    }
    notes.push(note.help(advice(&missing)));
}

fn advice(missing: &BTreeSet<char>) -> String {
    let covers = |family: &&str| {
        let store = fonts::store([*family]);
        let faces: Vec<_> = store.book().select_family(&family.to_lowercase()).collect();
        let regular = faces.first().and_then(|index| store.font(*index));
        regular.is_some_and(|font| missing.iter().all(|character| font.info().coverage.contains(u32::from(*character))))
    };
    match families().into_iter().find(|family| covers(&family.as_str())) {
        Some(family) => format!("`{family}` has them: write `theme: {{font: {family}}}`"),
        None => "no font that comes with Recto has them: leave them out, or write the text in Latin, Greek or Cyrillic letters".into(),
    }
}
