//! Diagnostics of one kind are shown three times; the rest of them in one line.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::SourceId;

/// How many diagnostics of one kind are shown.
const SHOWN: usize = 3;

/// How many lines are named of those that are not shown.
const NAMED: usize = 8;

/// A diagnostic that is shown, and what stands for others of its kind.
pub(super) struct Folded<'a> {
    /// The diagnostic.
    pub diagnostic: &'a Diagnostic,
    /// Says how many follow of its kind, and where.
    pub more: Option<String>,
}

/// What diagnostics of one kind have in common: all but the words and numbers that their texts quote.
type Kind = (Severity, &'static str, Option<SourceId>, String);

/// Folds the diagnostics of each kind, and keeps the order of those shown. Two of one kind beyond the
/// limit are not worth a line: one is as short as what would stand for it.
pub(super) fn fold<'a>(list: &[&'a Diagnostic], diagnostics: &Diagnostics) -> Vec<Folded<'a>> {
    let mut kinds: BTreeMap<Kind, Vec<&'a Diagnostic>> = BTreeMap::new();
    for note in list {
        kinds.entry(kind(note)).or_default().push(note);
    }
    let mut seen: BTreeMap<Kind, usize> = BTreeMap::new();
    let folded = list.iter().filter_map(|note| {
        let kind = kind(note);
        let all = &kinds[&kind];
        let place = seen.entry(kind).and_modify(|place| *place += 1).or_insert(0);
        let is_last = *place + 1 == SHOWN && all.len() > SHOWN + 1;
        let more = is_last.then(|| rest(&all[SHOWN..], diagnostics));
        (*place < SHOWN || all.len() == SHOWN + 1).then_some(Folded { diagnostic: note, more })
    });
    folded.collect()
}

fn kind(note: &Diagnostic) -> Kind {
    (note.severity, note.name(), note.span().map(|span| span.source), shape(&note.message))
}

/// A message without what it quotes, and without numbers.
fn shape(message: &str) -> String {
    let unquoted = message.split('`').step_by(2).collect::<Vec<_>>().join("`");
    unquoted.replace(|letter: char| letter.is_ascii_digit(), "")
}

/// "and 101 more like this: lines 12, 40, 77, …"
fn rest(notes: &[&Diagnostic], diagnostics: &Diagnostics) -> String {
    let line = |note: &&Diagnostic| {
        let span = note.span()?;
        Some(diagnostics.source(span.source)?.position(span.start).line)
    };
    let mut lines: Vec<usize> = notes.iter().filter_map(line).collect();
    lines.dedup();
    let named = lines.iter().take(NAMED).map(usize::to_string).collect::<Vec<_>>().join(", ");
    let more = if lines.len() > NAMED { ", …" } else { "" };
    match lines.len() {
        0 => format!("and {} more like this", notes.len()),
        1 => format!("and {} more like this on line {named}", notes.len()),
        _ => format!("and {} more like this: lines {named}{more}", notes.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::Source;

    #[test]
    fn what_is_said_again_and_again_is_folded() {
        let source = Source::new("a.yaml", "x\n".repeat(40));
        let mut diagnostics = Diagnostics::new();
        diagnostics.open(&source);
        for line in 0..20 {
            let note = Diagnostic::warning(Code::UnknownKey, format!("unknown key `k{line}`"));
            diagnostics.push(note.at(source.span(2 * line..2 * line + 1)));
        }
        for line in 20..24 {
            let note = Diagnostic::warning(Code::UnknownKey, format!("`k{line}` is on line {line}"));
            diagnostics.push(note.at(source.span(2 * line..2 * line + 1)));
        }
        let folded = fold(&diagnostics.sorted(), &diagnostics);
        let more: Vec<_> = folded.iter().map(|folded| folded.more.as_deref()).collect();
        let expected = "and 17 more like this: lines 4, 5, 6, 7, 8, 9, 10, 11, …";
        assert_eq!(more, [None, None, Some(expected), None, None, None, None]);
    }
}
