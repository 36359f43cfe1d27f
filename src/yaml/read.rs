//! Spanned tree → any `Deserialize` type, reporting every problem instead of the first.
//!
//! Serde stops at the first error, so we run it repeatedly: report the error, patch the
//! offending value so that it can no longer fail, and try again until nothing fails.
//! A file with *n* errors takes *n* + 1 passes over a few hundred nodes.
//!
//! Types read this way must not use `flatten`, `untagged` or internal tags: serde buffers
//! those values, which loses their locations.

use serde::de::Deserialize;

use super::de::{Blanks, De, Remarks, Walk};
use super::fault::Fault;
use super::patch::{MAX_REMARKS, Patches, id};
use super::tree::Node;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, ErrorReported, Result, Severity};
use crate::source::Span;

/// Maximum number of errors per file. Each one costs another pass.
const MAX_FAULTS: usize = 50;

/// The result of reading a tree.
pub struct Outcome<T> {
    /// The value, if one could be read. If there were errors, it is partly guessed and only
    /// good for finding further problems.
    pub value: Option<T>,
    /// Locations whose values are guessed.
    pub guessed: Vec<Span>,
    /// Whether the file was read without an error.
    pub result: Result<()>,
}

/// Reads a `T`, or reports every reason why the tree is not one.
///
/// # Errors
/// If a value is invalid or a key is unknown.
pub fn read<'de, T: Deserialize<'de>>(root: &'de Node, diagnostics: &mut Diagnostics) -> Result<T> {
    whole(root, Blanks::Absent, diagnostics)
}

/// The same, but blank text in quotes is text: a language may have a space where others have a sign.
///
/// # Errors
/// If a value is invalid or a key is unknown.
pub fn read_with_blanks<'de, T: Deserialize<'de>>(root: &'de Node, diagnostics: &mut Diagnostics) -> Result<T> {
    whole(root, Blanks::Text, diagnostics)
}

fn whole<'de, T: Deserialize<'de>>(root: &'de Node, blanks: Blanks, diagnostics: &mut Diagnostics) -> Result<T> {
    let Outcome { value, guessed: _, result } = attempt(root, Severity::Error, blanks, diagnostics);
    result?;
    value.ok_or_else(|| unreadable(root, diagnostics))
}

/// Reads a `T` past every error, so that all problems are reported in one run. Unknown keys
/// are reported with the given severity; keys that start with `x-` are ignored.
pub fn read_on<'de, T: Deserialize<'de>>(
    root: &'de Node,
    unknown_keys: Severity,
    diagnostics: &mut Diagnostics,
) -> Outcome<T> {
    attempt(root, unknown_keys, Blanks::Absent, diagnostics)
}

fn attempt<'de, T: Deserialize<'de>>(
    root: &'de Node,
    unknown_keys: Severity,
    blanks: Blanks,
    diagnostics: &mut Diagnostics,
) -> Outcome<T> {
    let mut patches = Patches::default();
    let mut guessed = Vec::new();
    let mut result = Ok(());
    let sources = diagnostics.sources().clone();
    let length = sources.get(&root.span.source).map_or(0, |source| source.text().len());
    for _ in 0..MAX_FAULTS {
        let remarks = Remarks::default();
        let walk = Walk { root, sources: &sources, patches: &patches, unknown_keys, blanks, remarks };
        let attempt = T::deserialize(De::new(root, &walk));
        let remarks = walk.remarks.into_inner();
        match attempt {
            Ok(value) => {
                for remark in few(remarks, length, root) {
                    if remark.severity == Severity::Error {
                        result = Err(diagnostics.error(remark));
                    } else {
                        diagnostics.push(remark);
                    }
                }
                return Outcome { value: Some(value), guessed, result };
            }
            Err(Fault::Placed { diagnostic, patch, span }) => {
                if let Some(diagnostic) = diagnostic {
                    result = Err(diagnostics.error(*diagnostic));
                }
                guessed.push(span);
                if !patches.apply(patch) || patches.dropped.contains(&id(root)) {
                    break;
                }
            }
            Err(fault @ (Fault::Bare(_) | Fault::Shape(_) | Fault::Missing(_))) => {
                result = Err(diagnostics.error(Diagnostic::error(Code::WrongType, fault.to_string()).at(root.span)));
                break;
            }
        }
    }
    if guessed.len() == MAX_FAULTS {
        // Sorted last, because the remaining locations are unknown.
        let end = Span { start: length, end: length, ..root.span };
        let message = format!("too many errors; only the first {MAX_FAULTS} are shown");
        let note = Diagnostic::error(Code::TooManyErrors, message).at(end);
        result = Err(diagnostics.error(note.help("fix these and try again")));
    }
    Outcome { value: None, guessed, result: result.and_then(|()| Err(unreadable(root, diagnostics))) }
}

/// Limits the number of diagnostics, keeping errors first.
fn few(mut remarks: Vec<Diagnostic>, end: usize, root: &Node) -> Vec<Diagnostic> {
    if remarks.len() > MAX_REMARKS {
        remarks.sort_by_key(|remark| remark.severity);
        remarks.truncate(MAX_REMARKS);
        let message = format!("too many problems; only the first {MAX_REMARKS} are shown");
        let note = Diagnostic::warning(Code::TooManyErrors, message).at(Span { start: end, end, ..root.span });
        remarks.push(note.help("fix these and try again"));
    }
    remarks
}

fn unreadable(root: &Node, diagnostics: &mut Diagnostics) -> ErrorReported {
    diagnostics.error(Diagnostic::error(Code::WrongType, "this value cannot be read").at(root.span))
}
