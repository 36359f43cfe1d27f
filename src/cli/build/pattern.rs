//! Placeholders in the names of output files.

use std::path::Path;

use recto::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use recto::source::Span;

use super::file_name;

/// Whether a path has placeholders.
pub fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.contains('{'))
}

/// What placeholders are replaced with.
pub struct PatternVars<'a> {
    /// The résumé's file, without extension.
    pub file: &'a str,
    /// The person.
    pub name: &'a str,
    /// The application, if there is one.
    pub application: Option<&'a str>,
    /// The theme.
    pub theme: &'a str,
    /// The language.
    pub language: &'a str,
    /// Today, if it is known.
    pub date: Option<String>,
}

impl PatternVars<'_> {
    /// A path with its placeholders filled in, each made safe for file systems. `span` is where the pattern was
    /// written, if in a file.
    ///
    /// # Errors
    /// If a placeholder is unknown.
    pub fn fill(&self, pattern: &str, span: Option<Span>, diagnostics: &mut Diagnostics) -> Result<String> {
        let mut filled = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let closed = after.split_once('}');
            let (name, after) = closed.unwrap_or((after, ""));
            let Some(value) = closed.and_then(|_| self.value(name.trim())) else {
                let error =
                    Diagnostic::error(Code::InvalidValue, format!("unknown placeholder `{{{name}}}` in a file name"));
                let error = error.help("use `{file}`, `{name}`, `{application}`, `{language}`, `{theme}` or `{date}`");
                return Err(diagnostics.error(match span {
                    Some(span) => error.at(span),
                    None => error,
                }));
            };
            filled += before;
            filled += &file_name::safe(&value);
            rest = after;
        }
        Ok(filled + rest)
    }

    fn value(&self, name: &str) -> Option<String> {
        let PatternVars { file, name: person, application, theme, language, date } = self;
        Some(match name {
            "file" => (*file).to_owned(),
            "name" => (*person).to_owned(),
            "application" => application.unwrap_or("resume").to_owned(),
            "language" => (*language).to_owned(),
            "theme" => (*theme).to_owned(),
            "date" => date.clone().unwrap_or_default(),
            _ => return None,
        })
    }
}
