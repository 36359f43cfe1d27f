//! Repairs a converted tree so that it can be read without errors.
//!
//! Invalid values are fixed if the intent is clear, and removed otherwise. Every change is
//! reported.

use super::draft::{prepend_note, scalar, text, words};
use super::dropped::{DroppedList, Kept};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity, Subject, is_one_letter_off};
use crate::locale::Locale;
use crate::resume::{Portrait, Resume, Section, ThemeChoice};
use crate::source::{Source, Span, Spanned};
use crate::theme::Themes;
use crate::yaml::{self, Entry, Key, Node, Value};

/// Maximum number of passes; more than any file needs. Each pass fixes the errors of the one
/// before.
const ROUNDS: usize = 100;

/// Substitutes for required keys that are optional in other formats: the section, the missing
/// key, and the keys of the same entry that may replace it.
const STAND_INS: &[(&str, &str, &[&str])] = &[
    ("awards", "title", &["awarder", "summary"]),
    ("certificates", "name", &["issuer"]),
    ("education", "institution", &["area", "studyType"]),
    ("interests", "name", &["keywords"]),
    ("languages", "language", &["fluency"]),
    ("projects", "name", &["description", "url"]),
    ("publications", "name", &["summary", "publisher", "url"]),
    ("references", "name", &["organization", "position"]),
    ("skills", "name", &["keywords"]),
    ("volunteer", "organization", &["position", "summary"]),
    ("work", "name", &["position", "summary", "url"]),
];

/// Repairs a tree until it can be read, and returns it. The warnings of the last pass are
/// reported.
///
/// # Errors
/// If the errors cannot be fixed.
pub fn repair(
    mut root: Node,
    source: &Source,
    there: &dyn Fn(&str) -> bool,
    losses: &mut DroppedList,
    diagnostics: &mut Diagnostics,
) -> Result<Node> {
    for _ in 0..ROUNDS {
        let mut found = Diagnostics::new();
        found.open(source);
        let resume = Resume::from_tree_with(&root, &source.into(), Severity::Error, &mut found);
        if let Some(resume) = &resume {
            look_outside(resume, there, &mut found);
        }
        let (errors, remarks): (Vec<_>, Vec<_>) =
            found.sorted().into_iter().cloned().partition(|note| note.severity == Severity::Error);
        if errors.is_empty() {
            for remark in remarks {
                // Write dates, lists, addresses and countries in the standard form.
                let is_form = matches!(remark.code, Code::DateFormat | Code::WrongType | Code::InvalidValue);
                let fix = remark.fix.as_ref().filter(|_| is_form);
                let changed = fix.and_then(|fix| change(at(&mut root, &remark.path)?, &remark, &fix.replacement));
                diagnostics.push(changed.map_or(remark.clone(), |written| changed_to(&remark, &written)));
            }
            return Ok(root);
        }
        // Keys in the order of the file, for the notes. Then from the end, so that removals do not shift the
        // paths of other errors.
        let (keys, others): (Vec<_>, Vec<_>) = errors.into_iter().partition(|error| error.code == Code::UnknownKey);
        keys.iter().chain(others.iter().rev()).for_each(|error| fix(&mut root, error, losses, diagnostics));
    }
    let note = Diagnostic::error(Code::NotImported, "the file cannot be converted to a résumé").at(root.span);
    Err(diagnostics.error(note.help("its keys are not those of a format that Recto knows; copy the text into a `.txt` file and import that, or start with `recto new`")))
}

/// Reports errors that only a build would find.
fn look_outside(resume: &Resume, there: &dyn Fn(&str) -> bool, found: &mut Diagnostics) {
    let _ = Locale::of(resume, found);
    // The theme may lack an option that its equivalent in the other tool has.
    if let Some(ThemeChoice { name: Some(name), settings }) = &resume.theme {
        let theme = Themes::builtin().find(&name.value, Some(name.span), found);
        let _ = theme.and_then(|theme| theme.options(settings, found));
    }
    if let Some(Portrait { file: Spanned { value: name, span }, .. }) = &resume.basics.image
        && !name.contains(':')
        && !there(name)
    {
        let note = Diagnostic::warning(Code::File, format!("image not found: `{name}`"));
        let help = format!("put the file at `{name}` beside the result; until then it is not printed");
        found.push(note.at(*span).path("basics.image").help(help));
    }
}

/// Fixes one error.
fn fix(root: &mut Node, error: &Diagnostic, losses: &mut DroppedList, diagnostics: &mut Diagnostics) {
    if error.code == Code::EndBeforeStart {
        let paths: Vec<_> = error.labels.iter().filter_map(|label| path_of(root, label.span)).collect();
        for path in &paths {
            match path.strip_suffix(".text").or(path.strip_suffix(".sort")).filter(|date| is_date(date)) {
                // Words have no order.
                Some(words) => drop(remove(root, &format!("{words}.sort"))),
                None => lose(root, path, "the end date is before the start date", losses),
            }
        }
        return;
    }
    let path = &error.path;
    if error.code == Code::MissingKey {
        insert_missing(root, error, losses, diagnostics);
        return;
    }
    if let (Code::UnknownKey, Some(fix)) = (error.code, &error.fix)
        && let name = fix.replacement.trim_matches('"')
        && is_one_letter_off(name, path.rsplit(['.', ']']).next().unwrap_or(path))
    {
        rename(root, path, name);
        diagnostics.push(changed_to(error, name));
        return;
    }
    if error.code == Code::InvalidValue && error.fix.is_none() && is_date(path) {
        // The page says what the file says, rather than that it goes on.
        if let Some(node) = at(root, path)
            && let Some(spoken) = words(node)
        {
            diagnostics.push(repaired(error, "it is printed as it is written".into()));
            *node = spoken;
            return;
        }
    }
    let changed = match (&error.fix, at(root, path)) {
        (Some(fix), Some(node)) => change(node, error, &fix.replacement),
        // An invalid link is printed literally.
        (None, Some(Node { value: Value::Scalar { text, .. }, .. })) => unlink(text, error),
        _ => None,
    };
    match changed {
        Some(written) => diagnostics.push(changed_to(error, &written)),
        None => lose(root, path, &error.message, losses),
    }
}

/// Whether a path leads to a date.
fn is_date(path: &str) -> bool {
    let key = path.rsplit('.').next().unwrap_or_default();
    ["date", "startDate", "endDate", "releaseDate", "expires"].contains(&key)
}

/// Applies the fix of an error, and returns the new text.
fn change(node: &mut Node, error: &Diagnostic, replacement: &str) -> Option<String> {
    if error.code == Code::WrongType {
        let source = Source::new("", replacement);
        let mut shaped = yaml::parse(&source, &mut Diagnostics::new()).ok()?;
        settle(&mut shaped, node.span);
        *node = shaped;
        return Some(replacement.into());
    }
    let Value::Scalar { text, .. } = &mut node.value else { return None };
    let link = invalid_part(error).map(|part| format!("]({part})"));
    let unquoted = || match yaml::parse(&Source::new("", replacement), &mut Diagnostics::new()).ok()?.value {
        Value::Scalar { text, .. } => Some(text),
        Value::Sequence(_) | Value::Mapping(_) => None,
    };
    // The fix is written as the value is: in quotes, or as a line of a block.
    let quoted = (replacement.starts_with(['"', '\''])).then(unquoted).flatten();
    let replacement = quoted.as_deref().unwrap_or(replacement);
    *text = match link.filter(|link| text.contains(link)) {
        Some(link) => text.replacen(&link, &format!("]({replacement})"), 1),
        None => replacement.into(),
    };
    Some(replacement.into())
}

/// The invalid part of a value.
fn invalid_part(error: &Diagnostic) -> Option<&str> {
    match &error.subject {
        Some(Subject::Part(part)) => Some(part),
        _ => None,
    }
}

/// Escapes a link with an invalid address.
fn unlink(text: &mut String, error: &Diagnostic) -> Option<String> {
    let part = invalid_part(error)?;
    let end = text.find(&format!("]({part})"))?;
    let start = text[..end].rfind('[')?;
    text.insert(start, '\\');
    Some(text[start..end + part.len() + 4].into())
}

/// Sets all spans of a new tree to the span of the value that it replaces.
fn settle(node: &mut Node, span: Span) {
    node.span = span;
    match &mut node.value {
        Value::Sequence(items) => items.iter_mut().for_each(|item| settle(item, span)),
        Value::Mapping(entries) => entries.iter_mut().for_each(|entry| {
            entry.key.span = span;
            settle(&mut entry.value, span);
        }),
        Value::Scalar { .. } => {}
    }
}

fn changed_to(error: &Diagnostic, written: &str) -> Diagnostic {
    repaired(error, format!("changed to `{written}`"))
}

fn repaired(error: &Diagnostic, help: String) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, help: vec![help], fix: None, ..error.clone() }
}

/// Supplies a missing key from other keys of the entry.
fn insert_missing(root: &mut Node, error: &Diagnostic, losses: &mut DroppedList, diagnostics: &mut Diagnostics) {
    let Some(Subject::Key(field)) = &error.subject else { return };
    let Some(span) = error.span() else { return };
    let path = error.path.strip_suffix(field.as_str()).map_or(&*error.path, |path| path.trim_end_matches('.'));
    let section = path.split(['[', '.']).next().unwrap_or_default().to_owned();
    let Some(Node { value: Value::Mapping(entries), .. }) = at(root, path) else {
        // There is no such mapping: it is the document itself, or it is empty. An entry was removed.
        if let (Value::Mapping(entries), false) = (&mut root.value, path.contains('[')) {
            entries.retain(|entry| entry.key.name != *field);
            let value = Node { span, value: Value::Mapping(Vec::new()) };
            entries.insert(0, Entry { key: Key { span, name: field.into() }, value });
        }
        return;
    };
    entries.retain(|entry| entry.key.name != *field);
    let is_basic = path == "basics";
    let row = STAND_INS.iter().find(|(name, missing, _)| *name == section && missing == field);
    let candidates = row.map_or(&[][..], |(_, _, candidates)| candidates);
    let found = candidates.iter().find_map(|key| entries.iter().position(|entry| entry.key.name == *key));
    let key = found.map(|at| entries[at].key.name.clone());
    let taken = found.and_then(|at| match &entries[at].value.value {
        Value::Scalar { .. } => Some(entries.remove(at).value),
        // Use the item of a one-item list.
        Value::Sequence(items) if items.len() == 1 && scalar(&items[0]).is_some() => {
            let first = items[0].clone();
            entries.remove(at);
            Some(first)
        }
        Value::Sequence(_) | Value::Mapping(_) => None,
    });
    let (value, used) = match key.zip(taken) {
        Some((key, value)) => {
            let used = format!("`{key}`, `{}`,", scalar(&value).unwrap_or_default());
            (value, used)
        }
        None if is_basic => (text("—", span), "`—`".to_owned()),
        // Nothing says what the entry is, or what it was is reported already.
        None if at(root, path).is_some_and(|entry| entry.is_empty()) => {
            remove(root, path);
            return;
        }
        None => {
            lose(root, path, &error.message, losses);
            return;
        }
    };
    diagnostics.push(repaired(error, format!("used {used} as the {field}")));
    entries.insert(0, Entry { key: Key { span, name: field.into() }, value });
}

/// Removes a value, keeps it in a note or comment, and reports it.
fn lose(root: &mut Node, path: &str, why: &str, losses: &mut DroppedList) {
    let entry = entry_of(path);
    let Some(Entry { key, value }) = remove(root, path) else { return };
    let span = value.span.joined(key.span);
    let why = if why.starts_with("unknown key") { "Recto has no such key" } else { why };
    if let Some((entry, rest)) = entry
        && let Some(Node { value: Value::Mapping(entries), .. }) = at(root, entry)
    {
        // Errors are fixed from the end of the file.
        prepend_note(entries, rest, &value);
        losses.push(path, span, why, Kept::Note);
        return;
    }
    losses.push(path, span, why, Kept::Comment);
}

/// Splits a path into the path of the section entry and the rest.
fn entry_of(path: &str) -> Option<(&str, &str)> {
    let section = path.split(['[', '.']).next()?;
    let has_notes = section == "custom" || Section::find(section).is_some();
    let end = 1 + path.find(']')?;
    let rest = path[end..].strip_prefix('.')?;
    has_notes.then_some((&path[..end], rest))
}

/// The rest of a path after a step; `None` if the path does not start with it.
fn after<'p>(path: &'p str, step: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(step)?;
    match rest.as_bytes().first() {
        None => Some(""),
        Some(b'.') => Some(&rest[1..]),
        Some(b'[') => Some(rest),
        Some(_) => None,
    }
}

/// The value at a path.
fn at<'n>(node: &'n mut Node, path: &str) -> Option<&'n mut Node> {
    if path.is_empty() {
        return Some(node);
    }
    match &mut node.value {
        Value::Mapping(entries) => {
            entries.iter_mut().find_map(|entry| at(&mut entry.value, after(path, &entry.key.name)?))
        }
        Value::Sequence(items) => {
            items.iter_mut().enumerate().find_map(|(index, item)| at(item, after(path, &format!("[{index}]"))?))
        }
        Value::Scalar { .. } => None,
    }
}

/// Removes the value at a path, with its key; the key of a list item is empty.
fn remove(node: &mut Node, path: &str) -> Option<Entry> {
    match &mut node.value {
        Value::Mapping(entries) => {
            if let Some(at) = entries.iter().position(|entry| entry.key.name == path) {
                return Some(entries.remove(at));
            }
            entries.iter_mut().find_map(|entry| remove(&mut entry.value, after(path, &entry.key.name)?))
        }
        Value::Sequence(items) => {
            let index = (0..items.len()).find(|index| after(path, &format!("[{index}]")).is_some())?;
            let rest = after(path, &format!("[{index}]"))?;
            if !rest.is_empty() {
                return remove(&mut items[index], rest);
            }
            let value = items.remove(index);
            Some(Entry { key: Key { span: value.span, name: String::new() }, value })
        }
        Value::Scalar { .. } => None,
    }
}

/// Renames the last key of a path.
fn rename(root: &mut Node, path: &str, name: &str) {
    let Some(Entry { key, value }) = remove(root, path) else { return };
    let parent = path[..path.len() - key.name.len()].trim_end_matches('.');
    if let Some(Node { value: Value::Mapping(entries), .. }) = at(root, parent) {
        entries.push(Entry { key: Key { name: name.into(), ..key }, value });
    }
}

/// The path of the value with a span.
fn path_of(root: &Node, span: Span) -> Option<String> {
    fn find(node: &Node, span: Span) -> Option<&Node> {
        match &node.value {
            Value::Scalar { .. } => (node.span == span).then_some(node),
            Value::Sequence(items) => items.iter().find_map(|item| find(item, span)),
            Value::Mapping(entries) => entries.iter().find_map(|entry| find(&entry.value, span)),
        }
    }
    root.path_to(find(root, span)?)
}
