//! Fields set anew by their paths, for one application.
//!
//! This happens on the tree, before types are read, so that what is set is checked
//! like everything else, at its own place.

use super::Resume;
use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result, did_you_mean, one_of};
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Entry, Key, Node, Value};

/// A field, and what it is set to.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Where it is: `basics.label`, `work[Google].highlights`, `work[0].position`.
    path: Spanned<String>,
    value: Node,
}

/// The keys by which entries are told from one another, whichever they have.
const NAMES: &[&str] = &["name", "organization", "institution", "title", "language", "network", "position"];

/// What a path may not reach: it is not part of what is printed.
const APART: &[&str] = &["applications", "meta"];

impl Edit {
    /// The edit of a command line, `path=value`, where the value is YAML.
    ///
    /// # Errors
    /// If it has no `=`, or the value is not YAML.
    pub fn parse(text: &str, notes: &mut Diagnostics) -> Result<Edit> {
        let source = Source::new("--set", text);
        notes.open(&source);
        let Some((path, _)) = text.split_once('=') else {
            let note = Diagnostic::error(Id::BadValue, format!("`{text}` sets nothing")).at(source.span(0..text.len()));
            return Err(notes.error(note.help("write `path=value`, such as `basics.label=Engineer`")));
        };
        // Blanks keep the places of the value right.
        let blanked = Source::new("--set", format!("{}{}", " ".repeat(path.len() + 1), &text[path.len() + 1..]));
        let value = yaml::parse(&blanked, notes)?;
        Ok(Edit { path: Spanned { value: path.trim().to_owned(), span: source.span(0..path.len()) }, value })
    }

    /// What an application of a résumé sets.
    pub(super) fn of(root: &Node, application: &str) -> Vec<Edit> {
        let below = |node: &Node, key: &str| {
            node.entries().iter().find(|entry| entry.key.name == key).map(|entry| entry.value.clone())
        };
        let set = below(root, "applications").and_then(|all| below(&below(&all, application)?, "set"));
        let edit = |entry: &Entry| Edit {
            path: Spanned { value: entry.key.name.clone(), span: entry.key.span },
            value: entry.value.clone(),
        };
        set.iter().flat_map(|set| set.entries()).map(edit).collect()
    }
}

/// A step of a path.
enum Step<'a> {
    Key(&'a str),
    /// An entry by its place, from 0, or by its name.
    Item(&'a str),
}

/// The steps of a path; `None` if it is not written as one.
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
    // `basics.summary` is a section's key elsewhere; here it is two steps like any other.
    matches!(steps.first(), Some(Step::Key(_))).then_some(steps)
}

/// Sets a field of a tree.
fn apply(root: &mut Node, edit: &Edit, notes: &mut Diagnostics) -> Result<()> {
    let Spanned { value: path, span } = &edit.path;
    let fault = |message: String, help: String| Diagnostic::error(Id::UnknownPath, message).at(*span).help(help);
    let Some(steps) = steps(path) else {
        let note = fault(
            format!("`{path}` is no path"),
            "write keys with dots between, and entries in brackets: `work[Google].highlights`".into(),
        );
        return Err(notes.error(note));
    };
    let mut place = root;
    for step in &steps {
        place = match step {
            Step::Key(key) if APART.contains(key) => {
                let note = fault(format!("`{key}` is not set for an application"), "set what is printed".into());
                return Err(notes.error(note));
            }
            Step::Key(key) => child(place, key, *span),
            Step::Item(wanted) => match item(place, wanted) {
                Ok(index) => match &mut place.value {
                    Value::Sequence(items) => &mut items[index],
                    Value::Scalar { .. } | Value::Mapping(_) => unreachable!("only lists have items"),
                },
                Err(help) => return Err(notes.error(fault(format!("`{path}` names nothing"), help))),
            },
        };
    }
    *place = edit.value.clone();
    Ok(())
}

/// The value of a key, which is made if it is not there: whether there is such a key,
/// the types say.
fn child<'a>(node: &'a mut Node, key: &str, span: Span) -> &'a mut Node {
    let nothing = || Value::Scalar { text: String::new(), plain: true };
    if !matches!(node.value, Value::Mapping(_)) {
        // A theme may be given by its name alone.
        let name = (!node.is_absent()).then(|| Entry {
            key: Key { span: node.span, name: "name".into() },
            value: Node { span: node.span, value: node.value.clone() },
        });
        node.value = Value::Mapping(name.into_iter().collect());
    }
    let Value::Mapping(entries) = &mut node.value else { unreachable!("it was made one") };
    let index = entries.iter().position(|entry| entry.key.name == key).unwrap_or_else(|| {
        let key = Key { span, name: key.to_owned() };
        entries.push(Entry { key, value: Node { span, value: nothing() } });
        entries.len() - 1
    });
    &mut entries[index].value
}

/// The index of an item of a list, or what to write instead.
fn item(node: &Node, wanted: &str) -> Result<usize, String> {
    let Value::Sequence(items) = &node.value else { return Err("there is no list there".into()) };
    if let Ok(index) = wanted.parse::<usize>() {
        let count = items.len();
        return if index < count { Ok(index) } else { Err(format!("there are {count} entries, counted from 0")) };
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
            None if known().next().is_none() => "the list has no entries with names".into(),
            None => format!("its entries are {}", one_of(known())),
        }),
        _ => {
            let numbers: Vec<String> = places.iter().map(|index| format!("`[{index}]`")).collect();
            Err(format!("several entries have this name; say which: {}", numbers.join(" or ")))
        }
    }
}

impl Resume {
    /// Looks at what applications set, which no build of another would.
    pub(super) fn check_edits(&self, notes: &mut Diagnostics) {
        for (name, application) in self.applications.iter() {
            if application.set.keys().next().is_some() {
                // What is wrong is in the notes.
                let _ = self.edited(Some(&name.value), &[], notes);
            }
        }
    }

    /// The résumé with some fields set anew: by one of its applications, and then by
    /// others.
    ///
    /// # Errors
    /// If a path names nothing, or what is set there does not fit.
    pub fn edited(&self, application: Option<&str>, edits: &[Edit], notes: &mut Diagnostics) -> Result<Option<Resume>> {
        // What there is to say of the rest was said when it was read.
        let mut own = Diagnostics::new();
        let mut root = Self::tree(self.source(), &mut own)?;
        let set = application.map_or_else(Vec::new, |name| Edit::of(&root, name));
        let edits: Vec<&Edit> = set.iter().chain(edits).collect();
        if edits.is_empty() {
            return Ok(None);
        }
        let start = notes.mark();
        for edit in edits {
            // All of them are looked at.
            let _ = apply(&mut root, edit, notes);
        }
        let before = Self::from_tree(&root, self.source(), &mut own);
        // What an application does not list, it leaves out.
        let said = |note: &&Diagnostic| application.is_none() || note.id != Id::SectionNotPrinted;
        for note in own.sorted().into_iter().filter(said) {
            if !notes.sorted().contains(&note) {
                notes.push(note.clone());
            }
        }
        notes.reported_since(start)?;
        Ok(before)
    }
}
