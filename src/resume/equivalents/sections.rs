//! Sections and other top-level keys under names that other tools use.

use super::Dialect;
use super::fields::letters;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, is_one_letter_off};
use crate::yaml::{Entry, Node, Value, is_switched_off};

/// Names of sections, without signs between words and in small letters, and the keys of the sections.
#[rustfmt::skip]
const SECTIONS: &[(&str, &str)] = &[
    ("works", "work"), ("experience", "work"), ("experiences", "work"), ("workexperience", "work"),
    ("workexperiences", "work"), ("professionalexperience", "work"), ("employment", "work"), ("jobs", "work"),
    ("volunteering", "volunteer"), ("volunteers", "volunteer"), ("volunteerwork", "volunteer"),
    ("volunteerexperience", "volunteer"), ("educations", "education"), ("project", "projects"), ("award", "awards"),
    ("honors", "awards"), ("honours", "awards"), ("certificate", "certificates"), ("certification", "certificates"),
    ("certifications", "certificates"), ("publication", "publications"), ("skill", "skills"),
    ("skillset", "skills"), ("skillsets", "skills"), ("technicalskills", "skills"),
    ("language", "languages"), ("spokenlanguages", "languages"), ("interest", "interests"), ("hobbies", "interests"),
    ("hobby", "interests"), ("reference", "references"), ("referees", "references"),
];

/// Texts at the top of a file, and the keys that they are for.
const TEXTS: &[(&str, &str)] = &[("lang", "language"), ("locale", "language")];

/// Texts at the top of a file that are the summary.
const SUMMARIES: &[&str] = &["objective", "careerobjective", "about", "aboutme"];

/// What belongs in `basics` but is beside it.
const BASICS: &[&str] = &["summary", "profiles", "email", "phone", "label", "location"];

/// Renames top-level keys, and warns about each.
pub fn rename(root: &mut Node, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let Some(sections) = root.entries_mut() else { return };
    for at in 0..sections.len() {
        let Entry { key, value } = &sections[at];
        let name = letters(&key.name);
        let new = match &value.value {
            Value::Scalar { text, .. } => {
                let is_summary = dialect.is_foreign() && SUMMARIES.contains(&name.as_str());
                let tag = TEXTS.iter().find(|(old, _)| *old == name && is_tag(text)).map(|(_, new)| *new);
                tag.or(is_summary.then_some("summary"))
            }
            Value::Mapping(_) if name == "bio" || name == "basic" => Some("basics"),
            Value::Mapping(_) | Value::Sequence(_) => {
                SECTIONS.iter().find(|(old, _)| *old == name).map(|(_, new)| *new)
            }
        };
        let in_other_case = || section_named(&name).filter(|_| key.name != name);
        let misspelt =
            || misspelt(&name).filter(|_| matches!(value.value, Value::Sequence(_)) && !is_switched_off(&key.name));
        let new = new.or_else(|| dialect.is_foreign().then(|| in_other_case().or_else(misspelt)).flatten());
        let Some(new) = new.filter(|new| !sections.iter().any(|entry| entry.key.name == *new)) else { continue };
        let key = &mut sections[at].key;
        let note = Diagnostic::warning(Code::LegacyKey, format!("`{}` is read as `{new}`", key.name)).at(key.span);
        diagnostics.push(note.path(&key.name).fix("use the name in the format", key.span, key.written(new)));
        key.name = new.into();
    }
    if dialect.is_foreign() {
        move_to_basics(sections, diagnostics);
    }
}

/// The section with a name in another case.
fn section_named(name: &str) -> Option<&'static str> {
    super::fields::sections().map(|fields| fields.section).find(|section| *section == name)
}

/// The section from whose name a name differs by one letter.
fn misspelt(name: &str) -> Option<&'static str> {
    super::fields::sections().map(|fields| fields.section).find(|section| is_one_letter_off(name, section))
}

/// Whether a text looks like a language tag.
fn is_tag(text: &str) -> bool {
    let language = text.split(['-', '_']).next().unwrap_or_default();
    (2..=3).contains(&language.len()) && text.len() <= 12 && language.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Moves keys of `basics` that are beside it into it.
fn move_to_basics(sections: &mut Vec<Entry>, diagnostics: &mut Diagnostics) {
    for key in BASICS {
        let Some(at) = sections.iter().position(|entry| entry.key.name == *key && !entry.value.is_empty()) else {
            continue;
        };
        let basics = sections.iter().position(|entry| entry.key.name == "basics");
        let Some(basics) = basics.filter(|basics| sections[*basics].value.find(key).is_none()) else { continue };
        let Some(entries) = sections[basics].value.entries_mut() else { continue };
        entries.retain(|entry| entry.key.name != *key);
        let entry = sections.remove(at);
        let note = Diagnostic::warning(Code::LegacyKey, format!("`{key}` is read as `basics.{key}`"));
        diagnostics.push(note.at(entry.key.span).path(*key).help("move it into `basics`"));
        let basics = basics - usize::from(at < basics);
        if let Some(entries) = sections[basics].value.entries_mut() {
            entries.push(entry);
        }
    }
}
