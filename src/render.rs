//! Diagnostics as text for people, as lines for editors, as JSON for programs. Needs the feature `render`.

mod fold;
pub mod sanitize;

use std::cmp::Reverse;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use self::fold::Folded;
use crate::diagnostic::{Diagnostic, Diagnostics, Fix, Severity};
use crate::source::{Position, Source, Span};

/// The most diagnostics that are shown to people; nobody reads more.
const MAX_RENDERED: usize = 120;

/// Whether text has colours, as escape sequences (ECMA-48).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// For terminals.
    Always,
    /// For files and pipes.
    Never,
}

/// The diagnostics with the source lines they are about, as rustc prints its own. Errors come last, where the
/// eye is; of many of one kind, three are shown.
pub fn human(diagnostics: &Diagnostics, color: Color) -> String {
    let renderer = match color {
        Color::Always => Renderer::styled(),
        Color::Never => Renderer::plain(),
    };
    let mut folded = fold::fold(&diagnostics.sorted(), diagnostics);
    let left = folded.len().saturating_sub(MAX_RENDERED);
    folded.sort_by_key(|it| it.diagnostic.severity);
    folded.truncate(MAX_RENDERED);
    folded.sort_by_key(|it| Reverse(it.diagnostic.severity));
    let more = (left > 0).then(|| format!("… and {left} more\n"));
    // The printer adds escape sequences of its own, for colours.
    let render = |Folded { diagnostic, more }: &Folded| {
        render(&sanitize::diagnostic(diagnostic), more.as_deref(), diagnostics, &renderer) + "\n\n"
    };
    more.into_iter().chain(folded.iter().map(render)).collect()
}

/// All diagnostics on a line each: `file:line:column: severity[id]: message at path; help`.
pub fn short(diagnostics: &Diagnostics) -> String {
    let line =
        |it: &&Diagnostic| sanitize::line(&short_line(&sanitize::diagnostic(it), diagnostics)).into_owned() + "\n";
    diagnostics.sorted().iter().map(line).collect()
}

/// All diagnostics as JSON, an object a line.
pub fn json_lines(diagnostics: &Diagnostics) -> String {
    diagnostics.sorted().iter().map(|it| sanitize::json(&json(it, diagnostics).to_string()) + "\n").collect()
}

/// `file:line:column: severity[id]: message at path; help`
fn short_line(note: &Diagnostic, diagnostics: &Diagnostics) -> String {
    let place = note.span().and_then(|span| Some((diagnostics.source(span.source)?, span)));
    let place = place.map_or(String::new(), |(source, span)| {
        let Position { line, column } = source.position(span.start);
        format!("{}:{line}:{column}: ", sanitize::words(source.name()))
    });
    let path = if note.path.is_empty() { String::new() } else { format!(" at {}", note.path) };
    let fix = note.fix.iter().map(|fix| match fix.title.ends_with('?') {
        // "did you mean `…`?" says it.
        true => format!("; {}", fix.title),
        false => format!("; {}: `{}`", fix.title, fix.replacement),
    });
    let help: String = note.help.iter().map(|help| format!("; {help}")).chain(fix).collect();
    format!("{place}{}[{}]: {}{path}{help}", note.severity, note.name(), note.message)
}

/// All that is known of a report, places as file, line, column and byte offset.
pub fn json(note: &Diagnostic, diagnostics: &Diagnostics) -> serde_json::Value {
    let place = |span: Span| {
        let source = diagnostics.source(span.source)?;
        let (start, end) = (source.position(span.start), source.position(span.end));
        Some(serde_json::json!({
            "file": source.name(),
            "line": start.line, "column": start.column, "offset": span.start,
            "endLine": end.line, "endColumn": end.column, "endOffset": span.end,
        }))
    };
    let labels = note.labels.iter().map(|label| serde_json::json!({"place": place(label.span), "text": label.text}));
    let fix =
        |fix: &Fix| serde_json::json!({"title": fix.title, "place": place(fix.span), "replacement": fix.replacement});
    serde_json::json!({
        "id": note.name(),
        "severity": note.severity.to_string(),
        "message": note.message,
        "path": note.path,
        "labels": labels.collect::<Vec<_>>(),
        "help": note.help,
        "fix": note.fix.as_ref().map(fix),
        "alternatives": note.alternatives.iter().map(fix).collect::<Vec<_>>(),
    })
}

/// Sets one diagnostic with the lines it is about, and a line about others of its kind.
fn render(note: &Diagnostic, more: Option<&str>, diagnostics: &Diagnostics, renderer: &Renderer) -> String {
    let level = match note.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    };
    let title = level.primary_title(&*note.message).id(note.name());
    let primary = note.span().and_then(|span| diagnostics.source(span.source));
    let mut groups = vec![match primary {
        Some(source) => title.element(snippet(note, source)),
        None => Group::with_title(title),
    }];
    if let Some(group) = groups.last_mut() {
        let helps = note.help.iter().map(|help| Level::HELP.message(&**help));
        let helps = helps.chain(more.map(|more| Level::NOTE.message(more)));
        *group = helps.fold(std::mem::replace(group, Group::with_title(Level::NOTE.primary_title(""))), Group::element);
    }
    if let Some(fix) = &note.fix
        && let Some(source) = diagnostics.source(fix.span.source)
    {
        let part = Part::around(source, [fix.span]);
        let patch = part.snippet(source).patch(Patch::new(part.within(fix.span), &*fix.replacement));
        groups.push(Level::HELP.secondary_title(&*fix.title).element(patch));
    }
    renderer.render(&groups)
}

/// The lines of a file that a message is about: the printer looks at all that it is given,
/// for each message anew.
struct Part {
    start: usize,
    end: usize,
}

impl Part {
    fn around(source: &Source, spans: impl IntoIterator<Item = Span>) -> Part {
        let text = source.text();
        let (mut start, mut end) = (text.len(), 0);
        for span in spans {
            (start, end) = (start.min(span.start), end.max(span.end));
        }
        // What is wrong with the end of a file is shown in its last line.
        let start = if start == text.len() { start - usize::from(text.ends_with('\n')) } else { start };
        let start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[end.max(start)..].find('\n').map_or(text.len(), |newline| end.max(start) + newline + 1);
        Part { start, end }
    }

    fn within(&self, span: Span) -> std::ops::Range<usize> {
        span.start - self.start..span.end - self.start
    }

    fn snippet<'a, T: Clone>(&self, source: &'a Source) -> Snippet<'a, T> {
        let text = sanitize::source(&source.text()[self.start..self.end]);
        let line = source.position(self.start).line;
        Snippet::source(text).line_start(line).path(sanitize::words(source.name()))
    }
}

/// The lines around a diagnostic's places in one source. What the place itself
/// has nothing to say of, the keys that lead to it do.
fn snippet<'a>(note: &'a Diagnostic, source: &'a Source) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let labels = || note.labels.iter().filter(|label| label.span.source == source.id());
    let part = Part::around(source, labels().map(|label| label.span));
    let annotations = labels().enumerate().map(|(index, label)| {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let text = match (index, label.text.as_str()) {
            (0, "") => note.path.as_str(),
            (_, text) => text,
        };
        let annotation = kind.span(part.within(label.span));
        if text.is_empty() { annotation } else { annotation.label(text) }
    });
    part.snippet(source).annotations(annotations)
}
