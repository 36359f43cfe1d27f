//! Spanned tree → any `Deserialize` type, with every problem instead of the first.
//!
//! Serde stops at the first error, so we run it again: note the error, patch the
//! offending value so that it can no longer fail, and repeat until nothing fails.
//! A file with *n* mistakes takes *n* + 1 walks over a few hundred nodes.
//!
//! Types read this way must not use `flatten`, `untagged` or internal tags: serde
//! buffers those values, and with the buffer the places are lost.

use serde::de::Deserialize;

use super::de::{De, Remarks, Walk};
use super::fault::Fault;
use super::patch::{MAX_REMARKS, Patches, id};
use super::tree::Node;
use crate::diagnostic::{Diagnostic, Diagnostics, Id, Reported, Result, Severity};
use crate::source::{Source, Span};

/// A report of more mistakes than this teaches nothing more, and each one costs
/// another walk.
const MAX_FAULTS: usize = 50;

/// What reading a tree came to.
pub struct Reading<T> {
    /// The value, if one could be made at all. Where something was wrong with the
    /// file it is partly guessed, and good only for looking for further faults.
    pub value: Option<T>,
    /// Places whose value is guessed.
    pub guessed: Vec<Span>,
    /// Whether the file was read without an error.
    pub result: Result<()>,
}

/// Reads a `T`, or notes every reason why the tree is not one.
///
/// # Errors
/// If anything does not fit; what can be read past is only warned of.
pub fn read<'de, T: Deserialize<'de>>(root: &'de Node, notes: &mut Diagnostics) -> Result<T> {
    let Reading { value, guessed: _, result } = read_on(root, Severity::Error, notes);
    result?;
    value.ok_or_else(|| unreadable(root, notes))
}

/// Reads a `T` past every mistake, so that what can be said of the rest is said
/// in the same run. Unknown keys are noted with a severity of one's choice; those
/// that begin with `x-` are free.
pub fn read_on<'de, T: Deserialize<'de>>(
    root: &'de Node,
    unknown_keys: Severity,
    notes: &mut Diagnostics,
) -> Reading<T> {
    let mut patches = Patches::default();
    let mut guessed = Vec::new();
    let mut result = Ok(());
    let source = notes.source(root.span.source).cloned();
    let text = source.as_ref().map_or("", Source::text);
    for _ in 0..MAX_FAULTS {
        let walk = Walk { root, text, patches: &patches, unknown_keys, remarks: Remarks::default() };
        let attempt = T::deserialize(De::new(root, &walk));
        let remarks = walk.remarks.into_inner();
        match attempt {
            Ok(value) => {
                for remark in few(remarks, text.len(), root) {
                    if remark.severity == Severity::Error {
                        result = Err(notes.error(remark));
                    } else {
                        notes.push(remark);
                    }
                }
                return Reading { value: Some(value), guessed, result };
            }
            Err(Fault::Placed { diagnostic, patch, span }) => {
                if let Some(diagnostic) = diagnostic {
                    result = Err(notes.error(*diagnostic));
                }
                guessed.push(span);
                if !patches.apply(patch) || patches.dropped.contains(&id(root)) {
                    break;
                }
            }
            Err(fault @ (Fault::Bare(_) | Fault::Shape(_) | Fault::Missing(_))) => {
                result = Err(notes.error(Diagnostic::error(Id::WrongType, fault.to_string()).at(root.span)));
                break;
            }
        }
    }
    if guessed.len() == MAX_FAULTS {
        // After all others, because the places that were not reached are unknown.
        let end = Span { start: text.len(), end: text.len(), ..root.span };
        let message = format!("the first {MAX_FAULTS} mistakes are shown; there may be more");
        let note = Diagnostic::error(Id::TooManyMistakes, message).at(end);
        result = Err(notes.error(note.help("mend these, and look again")));
    }
    Reading { value: None, guessed, result: result.and_then(|()| Err(unreadable(root, notes))) }
}

/// The remarks, or the first of very many. Among those kept is an error if any was one.
fn few(mut remarks: Vec<Diagnostic>, end: usize, root: &Node) -> Vec<Diagnostic> {
    if remarks.len() > MAX_REMARKS {
        remarks.sort_by_key(|remark| remark.severity);
        remarks.truncate(MAX_REMARKS);
        let message = format!("the first {MAX_REMARKS} remarks are shown; there may be more");
        let note = Diagnostic::warning(Id::TooManyMistakes, message).at(Span { start: end, end, ..root.span });
        remarks.push(note.help("mend these, and look again"));
    }
    remarks
}

fn unreadable(root: &Node, notes: &mut Diagnostics) -> Reported {
    notes.error(Diagnostic::error(Id::WrongType, "this cannot be read").at(root.span))
}
