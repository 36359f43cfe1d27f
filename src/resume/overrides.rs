//! Overrides of fields by path, for one application.
//!
//! They are applied to the tree before deserialization, so that overridden values are checked
//! like all others, at their own locations.

use super::Resume;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, did_you_mean, one_of};
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Entry, Key, Node, Value};

/// An override of a field.
#[derive(Debug, Clone)]
pub struct Override {
    /// The path: `basics.label`, `work[Google].highlights`, `work[0].position`.
    path: Spanned<String>,
    value: Node,
}

/// The keys that may name an entry, in order of preference.
const NAMES: &[&str] = &["name", "organization", "institution", "title", "language", "network", "position"];

/// Top-level keys that cannot be overridden because they are not printed.
const APART: &[&str] = &["applications", "meta"];

impl Override {
    /// An override of a path by a value.
    pub(super) fn new(path: Spanned<String>, value: Node) -> Override {
        Override { path, value }
    }

    /// Parses a command-line override, `path=value`, where the value is YAML.
    ///
    /// # Errors
    /// If there is no `=`, or the value is not YAML.
    pub fn parse(text: &str, diagnostics: &mut Diagnostics) -> Result<Override> {
        let source = Source::new("--set", text);
        diagnostics.open(&source);
        let Some((path, _)) = text.split_once('=') else {
            let note = Diagnostic::error(Code::InvalidValue, format!("`{text}` is not an override"))
                .at(source.span(0..text.len()));
            return Err(diagnostics.error(note.help("write `path=value`, such as `basics.label=Engineer`")));
        };
        // Pad with spaces to keep the offsets of the value.
        let blanked = Source::new("--set", format!("{}{}", " ".repeat(path.len() + 1), &text[path.len() + 1..]));
        let value = yaml::parse(&blanked, diagnostics)?;
        Ok(Override { path: Spanned { value: path.trim().to_owned(), span: source.span(0..path.len()) }, value })
    }

    /// The overrides of an application.
    pub(super) fn of(root: &Node, application: &str) -> Vec<Override> {
        let below = |node: &Node, key: &str| {
            node.entries().iter().find(|entry| entry.key.name == key).map(|entry| entry.value.clone())
        };
        let set = below(root, "applications").and_then(|all| below(&below(&all, application)?, "set"));
        let edit = |entry: &Entry| Override {
            path: Spanned { value: entry.key.name.clone(), span: entry.key.span },
            value: entry.value.clone(),
        };
        set.iter().flat_map(|set| set.entries()).map(edit).collect()
    }
}

/// A step of a path.
enum Step<'a> {
    Key(&'a str),
    /// An entry by 0-based index or by name.
    Item(&'a str),
}

impl Step<'_> {
    /// Adds the step to the path of those before it.
    fn add_to(&self, path: &mut String) {
        match self {
            Step::Item(item) => path.push_str(&format!("[{item}]")),
            Step::Key(key) if path.is_empty() => path.push_str(key),
            Step::Key(key) => path.push_str(&format!(".{key}")),
        }
    }
}

/// Parses the steps of a path; `None` if it is malformed.
fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let (item, after) = inside.split_once(']')?;
            steps.push(Step::Item(item.trim()));
            rest = after.strip_prefix('.').unwrap_or(after);
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            if end == 0 {
                return None;
            }
            steps.push(Step::Key(&rest[..end]));
            rest = &rest[end..];
            rest = rest.strip_prefix('.').unwrap_or(rest);
        }
    }
    // `basics.summary` is a section key elsewhere; here it is simply two steps.
    matches!(steps.first(), Some(Step::Key(_))).then_some(steps)
}

/// Applies an override to a tree.
pub(super) fn apply(root: &mut Node, edit: &Override, diagnostics: &mut Diagnostics) -> Result<()> {
    let Spanned { value: path, span } = &edit.path;
    let fault = |message: String, help: String| Diagnostic::error(Code::UnknownPath, message).at(*span).help(help);
    let Some(steps) = steps(path) else {
        let note = fault(
            format!("`{path}` is not a valid path"),
            "separate keys with dots, and put entries in brackets: `work[Google].highlights`".into(),
        );
        return Err(diagnostics.error(note));
    };
    let mut place = root;
    let mut taken = String::new();
    for step in &steps {
        place = match step {
            Step::Key(key) if APART.contains(key) => {
                let note = fault(format!("`{key}` cannot be overridden"), "override a field that is printed".into());
                return Err(diagnostics.error(note));
            }
            Step::Key(key) => child(place, &taken, key, *span)
                .map_err(|help| diagnostics.error(fault(format!("`{path}` does not exist"), help)))?,
            Step::Item(wanted) => match item(place, wanted) {
                Ok(index) => match &mut place.value {
                    Value::Sequence(items) => &mut items[index],
                    Value::Scalar { .. } | Value::Mapping(_) => unreachable!("only lists have items"),
                },
                Err(help) => return Err(diagnostics.error(fault(format!("`{path}` does not exist"), help))),
            },
        };
        step.add_to(&mut taken);
    }
    *place = edit.value.clone();
    Ok(())
}

/// What a text may be written as in full, by the end of its path: a mapping in which the text has this key.
const IN_FULL: &[(&str, &str)] = &[("theme", "name"), ("image", "file"), ("]", "text")];

/// The value of a key of the node at `path`, inserted if it is absent, or a help text if the node cannot have
/// keys. Deserialization rejects unknown keys.
fn child<'a>(node: &'a mut Node, path: &str, key: &str, span: Span) -> Result<&'a mut Node, String> {
    let nothing = || Value::Scalar { text: String::new(), plain: true };
    match &node.value {
        Value::Mapping(_) => {}
        _ if node.is_absent() => node.value = Value::Mapping(Vec::new()),
        Value::Sequence(_) => {
            let entry = if key.parse::<usize>().is_ok() { key } else { "0" };
            return Err(format!(
                "`{path}` is a list: put the number or name of an entry in brackets, `{path}[{entry}]`"
            ));
        }
        Value::Scalar { .. } => {
            let Some((_, name)) = IN_FULL.iter().find(|(end, _)| path.ends_with(end)) else {
                return Err(format!("`{path}` is a text: override it as a whole, `{path}=…`"));
            };
            let text = Node { span: node.span, value: node.value.clone() };
            node.value =
                Value::Mapping(vec![Entry { key: Key { span: node.span, name: (*name).into() }, value: text }]);
        }
    }
    let Value::Mapping(entries) = &mut node.value else { unreachable!("it was made one") };
    let index = entries.iter().position(|entry| entry.key.name == key).unwrap_or_else(|| {
        let key = Key { span, name: key.to_owned() };
        entries.push(Entry { key, value: Node { span, value: nothing() } });
        entries.len() - 1
    });
    Ok(&mut entries[index].value)
}

/// The index of a list item, or a help text if it does not exist.
fn item(node: &Node, wanted: &str) -> Result<usize, String> {
    let Value::Sequence(items) = &node.value else { return Err("this path does not lead to a list".into()) };
    if let Ok(index) = wanted.parse::<usize>() {
        let count = items.len();
        return if index < count { Ok(index) } else { Err(format!("the list has {count} entries, numbered from 0")) };
    }
    let name = |item: &Node| {
        let named = |key: &&&str| item.entries().iter().find(|entry| entry.key.name == ***key);
        NAMES.iter().find_map(|key| match &named(&key)?.value.value {
            Value::Scalar { text, .. } => Some(text.clone()),
            Value::Sequence(_) | Value::Mapping(_) => None,
        })
    };
    let names: Vec<Option<String>> = items.iter().map(name).collect();
    let places: Vec<usize> = (0..items.len()).filter(|index| names[*index].as_deref() == Some(wanted)).collect();
    let known = || names.iter().flatten().map(String::as_str);
    match places[..] {
        [index] => Ok(index),
        [] => Err(match did_you_mean(wanted, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known().next().is_none() => "the list has no named entries".into(),
            None => format!("use {}", one_of(known())),
        }),
        _ => {
            let numbers: Vec<String> = places.iter().map(|index| format!("`[{index}]`")).collect();
            Err(format!("several entries have this name; use {}", numbers.join(" or ")))
        }
    }
}

impl Resume {
    /// Checks the overrides of all applications, not only those of the one being built.
    pub(super) fn check_edits(&mut self, diagnostics: &mut Diagnostics) {
        let edited = self.applications.iter().filter(|(_, application)| application.set.keys().next().is_some());
        let edited: Vec<String> = edited.map(|(name, _)| name.value.clone()).collect();
        for name in edited {
            let start = diagnostics.checkpoint();
            // Errors are in the diagnostics.
            let _ = self.edited(Some(&name), &[], None, diagnostics);
            self.set_apart_for(&name, start, diagnostics);
        }
    }

    /// Applies overrides to the résumé: first those of an application, then others; in a language, or else in that
    /// of the application. `None` if nothing changes.
    ///
    /// # Errors
    /// If a path does not exist, or a value is invalid.
    pub fn edited(
        &self,
        application: Option<&str>,
        edits: &[Override],
        language: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Resume>> {
        if let Some(name) = application {
            self.require_valid(name, diagnostics)?;
        }
        // Other problems were reported when the résumé was read.
        let mut own = Diagnostics::new();
        let applied = application.and_then(|name| self.applications.find(name)?.language.as_ref());
        let language = language.or(applied.map(|tag| &*tag.value)).filter(|_| self.languages().len() > 1);
        let mut tree = Self::tree(self.files(), language, &mut own)?;
        let root = &mut tree.root;
        let set = application.map_or_else(Vec::new, |name| Override::of(root, name));
        let edits: Vec<&Override> = set.iter().chain(edits).collect();
        if edits.is_empty() && language.is_none() {
            return Ok(None);
        }
        let start = diagnostics.checkpoint();
        for edit in edits {
            // Report the errors of all overrides.
            let _ = apply(root, edit, diagnostics);
        }
        let before = Self::from_tree(&tree, self.files(), &mut own);
        // Applications may leave out sections.
        let said = |note: &&Diagnostic| application.is_none() || note.code != Code::SectionNotPrinted;
        for note in own.sorted().into_iter().filter(said) {
            if !diagnostics.sorted().contains(&note) {
                diagnostics.push(note.clone());
            }
        }
        diagnostics.reported_since(start)?;
        Ok(before)
    }
}
