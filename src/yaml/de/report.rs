//! What is wrong with a value: diagnostics, with the help and the fix that belong to them.

use std::fmt;

use super::De;
use crate::diagnostic::{Certainty, Code, Diagnostic, Result, Severity, Subject, did_you_mean};
use crate::source::Span;
use crate::yaml::edit::{self, Edit};
use crate::yaml::fault::Fault;
use crate::yaml::patch::MAX_REMARKS;
use crate::yaml::scalar::Problem;
use crate::yaml::tree::{Entry, Key, Node, Value, is_switched_off};

impl De<'_, '_> {
    /// Reports a value of the wrong type.
    pub(super) fn expected<T>(
        self,
        what: impl fmt::Display,
        advise: impl FnOnce(Problem) -> Problem,
    ) -> Result<T, Fault> {
        let message = format!("expected {what}, found {}", self.node.describe());
        Err(self.place(Fault::Bare(advise(Problem::of(Code::WrongType, message)))))
    }

    /// Warns about a text that YAML read as a key and a value.
    pub(super) fn warn_of_colon(self, text: &str) {
        let is_scalar = |entry: &Entry| matches!(entry.value.value, Value::Scalar { .. }) && !entry.value.is_absent();
        let written = self.text().get(self.node.span.range()).filter(|_| self.node.entries().iter().all(is_scalar));
        let message = "the colon makes YAML read this text as a key and a value; it is read as text";
        let problem = Problem::of(Code::WrongType, message).warning();
        let quoted = edit::quoted(written.unwrap_or(text));
        let problem = match self.node.entries().iter().any(|entry| entry.value.is_absent()) {
            // The colon is not part of the value's location.
            true => problem.help(format!("put the text in quotes: `{quoted}`")),
            false => problem.help("put the text in quotes").replacement(quoted),
        };
        let note = self.diagnose(problem);
        self.walk.remarks.borrow_mut().push(note);
    }

    /// Adds help for a value that must be text.
    pub(super) fn advise_text(self, problem: Problem) -> Problem {
        match &self.node.value {
            Value::Sequence(_) | Value::Mapping(_) if self.is_json() => problem.help("write a single text"),
            Value::Sequence(items) => match (&items[..], self.source()) {
                ([Node { value: Value::Scalar { text, .. }, .. }], Some(source)) => {
                    problem.help("remove the brackets or the dash").replacement(edit::text(source, text.trim()))
                }
                _ => problem.help("write a single text, without brackets or dashes"),
            },
            Value::Mapping(_) => problem.help("write a single text; if it contains `: `, put it in quotes"),
            Value::Scalar { .. } => problem.help("write a value"),
        }
    }

    /// Adds help for a value that must be a mapping.
    pub(super) fn advise_mapping(self, fields: &[&'static str], problem: Problem) -> Problem {
        let json = self.is_json();
        let Some(first) = fields.first() else {
            return problem.help(match json {
                true => "write an object: `{…}`",
                false => "write each `key: value` on its own line",
            });
        };
        match (&self.node.value, self.source()) {
            (Value::Scalar { text, .. }, Some(source)) if self.item && !self.node.is_absent() => {
                let key = if text.contains("://") && fields.contains(&"url") { "url" } else { first };
                let problem = problem.help("write it as a mapping").certainty(Certainty::Possible);
                problem.replacement(edit::mapping(source, key, text.trim()))
            }
            (Value::Scalar { .. }, _) => {
                problem.help(format!("write its keys on indented lines below it: `{first}: …`"))
            }
            (Value::Sequence(_), _) => problem.help(format!("write `{first}: …` without a leading dash")),
            (Value::Mapping(_), _) => problem,
        }
    }

    pub(super) fn diagnose(self, problem: Problem) -> Diagnostic {
        let edit = self.edit(&problem);
        let Problem { code, severity, message, help, replacement: _, list: _, certainty, part } = problem;
        let span = part.as_ref().and_then(|part| self.find(part)).unwrap_or(self.node.span);
        let subject = part.map(Subject::Part);
        let note = Diagnostic { severity, subject, ..Diagnostic::error(code, message) };
        let note = note.at(span).path(self.path(self.node));
        match (help, edit) {
            (help, Some((span, text))) => note.fix_with(certainty, help.unwrap_or_else(|| "write".into()), span, text),
            (Some(help), None) => note.help(help),
            (None, None) => note,
        }
    }

    /// The change to the file that a problem asks for.
    fn edit(self, problem: &Problem) -> Option<Edit> {
        let (source, span) = (self.source()?, self.node.span);
        match problem {
            Problem { list: Some(items), .. } => edit::value(source, span, &edit::list(source, items)),
            Problem { replacement: Some(text), part: Some(part), .. } => {
                // Within quotes, it would need escapes.
                let fits = !text.contains(['"', '\'', '\\', '#']);
                Some((self.find(part).filter(|_| fits)?, text.clone()))
            }
            Problem { replacement: Some(written), code: Code::WrongType, .. } => edit::value(source, span, written),
            Problem { replacement: Some(text), .. } => edit::scalar(source, span, text),
            _ => None,
        }
    }

    /// The location of a part of this value, if the source contains it verbatim.
    fn find(self, part: &str) -> Option<Span> {
        let Span { source, start, end } = self.node.span;
        let written = self.text().get(start..end)?;
        // The target of a link rather than its text.
        let target = written.find(&format!("]({part}")).map(|at| at + 2);
        let at = start + target.or_else(|| written.find(part))?;
        Some(Span { source, start: at, end: at + part.len() })
    }

    pub(super) fn missing(self, field: &str) -> Diagnostic {
        // Point at the first key of the entry, or at the entry if it has no keys.
        let span = self.node.entries().first().map_or(self.node.span, |entry| entry.key.span);
        let note = Diagnostic::error(Code::MissingKey, format!("`{field}` is missing")).at(span);
        note.subject(Subject::Key(field.to_owned())).path(self.path(self.node)).help(match self.is_json() {
            true => format!("add `\"{field}\": …`"),
            false => format!("add `{field}: …`"),
        })
    }

    pub(super) fn empty(self, entry: &Entry) -> Diagnostic {
        let note = Diagnostic::error(Code::MissingKey, format!("`{}` is empty", entry.key.name)).at(entry.key.span);
        let note = note.subject(Subject::Key(entry.key.name.clone()));
        note.path(self.path(&entry.value)).help(format!("write a value after `{}:`", entry.key.name))
    }

    /// Whether the limit of diagnostics is reached.
    fn is_enough(self) -> bool {
        self.walk.remarks.borrow().len() > MAX_REMARKS
    }

    fn path(self, node: &Node) -> String {
        // Finding a node takes time linear in the size of the file.
        if self.is_enough() {
            return String::new();
        }
        self.walk.root.path_to(node).unwrap_or_default()
    }

    /// The diagnostic for an unknown key, and the field that was probably meant.
    pub(super) fn unknown(
        self,
        Entry { key, value }: &Entry,
        fields: &[&'static str],
    ) -> (Diagnostic, Option<&'static str>) {
        let Key { span, name } = key;
        let note =
            Diagnostic::error(Code::UnknownKey, format!("unknown key `{name}`")).at(*span).path(self.path(value));
        let note = Diagnostic { severity: self.walk.unknown_keys, ..note };
        if self.is_enough() {
            return (note, None);
        }
        if is_switched_off(name) {
            return (note.help("it is not printed; remove it if it is not needed"), None);
        }
        let unused = fields.iter().copied().filter(|field| self.entry(field).is_none());
        let braces = self.text().get(self.node.span.start..).is_some_and(|rest| rest.starts_with('{'));
        let is_quoted = span.range().len() > name.len();
        if value.is_absent() && braces && !is_quoted {
            let help = "a comma ends the text before it; if this is part of that text, put the text in quotes";
            return (note.help(help), None);
        }
        match did_you_mean(name, unused) {
            Some(field) if self.walk.unknown_keys == Severity::Error => {
                // In an override, the key is the end of a path.
                let written = self.text().get(span.range()).unwrap_or_default();
                let note = match written.strip_suffix(name.as_str()).filter(|path| path.ends_with('.')) {
                    Some(path) => note.misspelt(name, field, Span { start: span.start + path.len(), ..*span }, field),
                    None => note.misspelt(name, field, *span, key.written(field)),
                };
                (note, Some(field))
            }
            Some(field) => (note.help(format!("it is not printed; did you mean `{field}`?")), None),
            None if self.text()[span.end..].trim_start_matches([':', ' ']).starts_with('&') => {
                (note.help(format!("name it `x-{name}`: keys that begin with `x-` are not read")), None)
            }
            None => (note.help(format!("known keys: {}", listed(fields))), None),
        }
    }
}

/// Formats keys in alphabetical order.
fn listed(fields: &[&'static str]) -> String {
    let mut sorted = fields.to_vec();
    sorted.sort_unstable();
    let quoted: Vec<_> = sorted.iter().map(|field| format!("`{field}`")).collect();
    quoted.join(", ")
}
