//! The differences between two résumés.

use serde_yaml::Value;

use crate::resume::Resume;

/// A difference between two résumés.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// A removed value.
    LeftOut {
        /// Its path, such as `work[Google].highlights`.
        path: String,
        /// The value, abbreviated.
        what: String,
    },
    /// An added value.
    Added {
        /// Its path.
        path: String,
        /// The value, abbreviated.
        what: String,
    },
    /// A changed value.
    Changed {
        /// Its path.
        path: String,
        /// The old value, abbreviated.
        from: String,
        /// The new value, abbreviated.
        to: String,
    },
    /// A reordered list.
    Moved {
        /// The path of the list.
        path: String,
        /// The names of the items in the new order.
        order: Vec<String>,
    },
}

/// The keys that may name an entry, in order of preference.
const NAMES: &[&str] = &["name", "organization", "institution", "title", "language", "network", "position", "text"];

/// Keys that distinguish entries with the same name.
const TIMES: &[&str] = &["startDate", "date", "releaseDate", "endDate", "position"];

/// Compares a résumé with its tailored version.
pub fn differences(before: &Resume, after: &Resume) -> Vec<Difference> {
    let (mut before, mut after) = (before.to_untagged_value(), after.to_untagged_value());
    for resume in [&mut before, &mut after] {
        if let Value::Mapping(entries) = resume {
            // Applications are never part of the output.
            entries.shift_remove("applications");
        }
    }
    let mut found = Vec::new();
    compare("", &before, &after, &mut found);
    found
}

fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    match (before, after) {
        (Value::Mapping(old), Value::Mapping(new)) => {
            let joined = |key: &Value| {
                let key = text(key);
                if path.is_empty() { key } else { format!("{path}.{key}") }
            };
            for (key, value) in old {
                match new.get(key) {
                    Some(other) => compare(&joined(key), value, other, found),
                    None => found.push(Difference::LeftOut { path: joined(key), what: brief(value) }),
                }
            }
            for (key, value) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
                found.push(Difference::Added { path: joined(key), what: brief(value) });
            }
        }
        (Value::Sequence(old), Value::Sequence(new)) => lists(path, old, new, found),
        _ if before == after => {}
        _ => found.push(Difference::Changed { path: path.into(), from: brief(before), to: brief(after) }),
    }
}

fn lists(path: &str, old: &[Value], new: &[Value], found: &mut Vec<Difference>) {
    let mut free: Vec<usize> = (0..new.len()).collect();
    let mut places = Vec::new();
    for item in old {
        let same = free.iter().position(|at| new[*at] == *item);
        let alike =
            || free.iter().position(|at| identity(&new[*at]).is_some() && identity(&new[*at]) == identity(item));
        let named = || free.iter().position(|at| name(&new[*at]).is_some() && name(&new[*at]) == name(item));
        match same.or_else(alike).or_else(named).map(|at| free.remove(at)) {
            Some(at) => {
                places.push(at);
                compare(&format!("{path}[{}]", brief(item)), item, &new[at], found);
            }
            None => found.push(Difference::LeftOut { path: path.into(), what: brief(item) }),
        }
    }
    found.extend(free.into_iter().map(|at| Difference::Added { path: path.into(), what: brief(&new[at]) }));
    if !places.is_sorted() {
        found.push(Difference::Moved { path: path.into(), order: new.iter().map(brief).collect() });
    }
}

pub(super) fn name(value: &Value) -> Option<String> {
    let entries = value.as_mapping()?;
    let own = NAMES.iter().find_map(|key| entries.get(*key)).map(text);
    // A section with a title is named by its key.
    own.or_else(|| (entries.len() == 1).then(|| text(entries.keys().next().expect("there is one entry"))))
}

fn identity(value: &Value) -> Option<(String, String)> {
    let time = TIMES.iter().find_map(|key| value.as_mapping()?.get(*key)).map(text);
    Some((name(value)?, time?))
}

/// Abbreviates a value: text as it is, an entry by its name or keys, a list by its items.
fn brief(value: &Value) -> String {
    const LONGEST: usize = 60;
    let whole = match value {
        Value::Sequence(items) => items.iter().map(brief).collect::<Vec<_>>().join(", "),
        Value::Mapping(entries) => name(value).unwrap_or_else(|| {
            let keys: Vec<String> = entries.keys().map(text).collect();
            keys.join(", ")
        }),
        other => text(other),
    };
    let line = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST - 1).collect::<String>() + "…"
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => String::new(),
    }
}
