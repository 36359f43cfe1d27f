//! A résumé in several files, one over the other.
//!
//! A file that says `extends: base.yaml` is laid over that file: mappings merge, lists and texts replace
//! what is below, and an empty value removes it. Keys that are paths, such as `work[Google].highlights`,
//! change one entry of a list below. Files that a lower file names are relative to that file.

use std::path::{Path, PathBuf};

use super::overrides::{self, Override};
use super::{PlainText, Resume};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::yaml::{self, Entry, Node, Value};

/// The files of a résumé.
#[derive(Debug, Clone)]
pub struct ResumeFiles {
    /// The files that it extends, the lowest first.
    pub below: Vec<Source>,
    /// The file itself.
    pub main: Source,
    /// The files laid over it, the topmost last.
    pub above: Vec<Source>,
    /// Language files beside it, each named after the tag of its language.
    pub languages: Vec<Source>,
}

impl From<&Source> for ResumeFiles {
    fn from(main: &Source) -> ResumeFiles {
        ResumeFiles { below: Vec::new(), main: main.clone(), above: Vec::new(), languages: Vec::new() }
    }
}

impl ResumeFiles {
    /// The language file for a tag: that of the tag, or else of its language.
    pub fn language_file(&self, tag: &str) -> Option<&Source> {
        let stem = |source: &Source| {
            let path = Path::new(source.name());
            path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase().replace('_', "-"))
        };
        let tag = tag.to_lowercase().replace('_', "-");
        let named = |wanted: &str| self.languages.iter().find(|source| stem(source).as_deref() == Some(wanted));
        named(&tag).or_else(|| named(tag.split('-').next()?))
    }

    /// All files, the lowest first.
    pub fn all(&self) -> impl Iterator<Item = &Source> {
        self.below.iter().chain([&self.main]).chain(&self.above)
    }
}

/// The key that names the file below.
const EXTENDS: &str = "extends";

/// The file that a file extends, if it says so. Errors are reported when the file is read.
pub fn extended(source: &Source) -> Option<Spanned<String>> {
    // Parsing takes time, and few files extend another.
    if !source.text().contains(EXTENDS) {
        return None;
    }
    let root = yaml::parse(source, &mut Diagnostics::new()).ok()?;
    let entry = root.entries().iter().find(|entry| entry.key.name == EXTENDS)?;
    match &entry.value.value {
        Value::Scalar { text, .. } if !entry.value.is_absent() => {
            Some(Spanned { value: text.trim().to_owned(), span: entry.value.span })
        }
        Value::Scalar { .. } | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// Removes the key that names the file below.
pub(super) fn without_extends(root: &mut Node) {
    if let Value::Mapping(entries) = &mut root.value {
        entries.retain(|entry| entry.key.name != EXTENDS);
    }
}

/// Lays a tree over another.
pub(super) fn overlay(below: Node, above: Node, diagnostics: &mut Diagnostics) -> Node {
    let (paths, above) = parted(above);
    let mut root = yaml::overlay(below, above);
    for Entry { key, value } in paths {
        let edit = Override::new(Spanned { value: key.name, span: key.span }, value);
        // Reported.
        let _ = overrides::apply(&mut root, &edit, diagnostics);
    }
    root
}

/// The entries of the topmost mapping whose keys are paths, and the rest.
fn parted(node: Node) -> (Vec<Entry>, Node) {
    let Node { span, value } = node;
    match value {
        Value::Mapping(entries) => {
            let is_path = |entry: &Entry| entry.key.name.contains(['[', '.']) && !entry.key.name.starts_with("x-");
            let (paths, rest) = entries.into_iter().partition(is_path);
            (paths, Node { span, value: Value::Mapping(rest) })
        }
        value @ (Value::Scalar { .. } | Value::Sequence(_)) => (Vec::new(), Node { span, value }),
    }
}

/// Names the files that lower files name as seen from the directory of the main file.
pub(super) fn rebase(resume: &mut Resume, files: &ResumeFiles) {
    let mut folder = PathBuf::new();
    let mut folders: Vec<(SourceId, PathBuf)> = Vec::new();
    let mut above = &files.main;
    for source in files.below.iter().rev() {
        let Some(name) = extended(above) else { break };
        folder.push(Path::new(&name.value).parent().unwrap_or(Path::new("")));
        folders.push((source.id(), folder.clone()));
        above = source;
    }
    let rebased = |name: &str, span: Span| {
        let folder = &folders.iter().find(|(id, _)| *id == span.source)?.1;
        let is_url = name.contains("://") || name.starts_with("data:");
        (!is_url && !folder.as_os_str().is_empty()).then(|| folder.join(name).display().to_string())
    };
    if let Some(Spanned { value: name, span }) = resume.theme.as_mut().and_then(|choice| choice.name.as_mut())
        && name.contains('/')
        && let Some(path) = rebased(name, *span)
    {
        *name = path;
    }
    let renamed = |Spanned { value: name, span }: &Spanned<PlainText>| {
        rebased(name, *span).and_then(|path| path.parse().ok()).unwrap_or_else(|| name.clone())
    };
    resume.rename_pictures(|file| Some(renamed(file)));
    let applications = resume.applications.values_mut().flat_map(|application| {
        let signature = application.letter.as_mut().and_then(|letter| letter.signature.as_mut());
        application.job.as_mut().into_iter().chain(signature)
    });
    let bibliography = resume.bibliography.as_mut().map(|bibliography| &mut bibliography.file);
    applications.chain(bibliography).for_each(|file| file.value = renamed(file));
}

/// The error for a file that extends one that was not given.
pub(super) fn missing(extends: &Spanned<PlainText>) -> Diagnostic {
    let message = format!("the file `{}`, which this one extends, was not read", &*extends.value);
    let note = Diagnostic::error(Code::File, message).at(extends.span).path(EXTENDS);
    note.help("read both files, or remove `extends`")
}
