//! Diagnostics as text for people, as lines for editors, as JSON for programs.

mod failure;
pub mod sanitize;
pub mod stdout;

use std::io::{self, IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use recto::diagnostic::{Diagnostic, Diagnostics, Severity};
use recto::source::{Position, Source, Span};

pub use self::failure::Failure;
use crate::cli::args::MessageFormat;

/// So many messages are printed; nobody reads more.
const MOST: usize = 120;

/// Prints everything noted: for people and editors to standard error, for programs
/// to standard output.
///
/// # Errors
/// If standard output does not take them.
pub fn notes(notes: &Diagnostics, format: MessageFormat) -> io::Result<()> {
    let (list, more) = first(notes);
    match format {
        MessageFormat::Human => written(&human(&list, notes)),
        MessageFormat::Short => list.iter().for_each(|note| line(&short(&sanitize::diagnostic(note), notes))),
        MessageFormat::Json => {
            let lines = list.iter().map(|note| sanitize::json(&json(note, notes).to_string()) + "\n");
            stdout::write(lines.collect::<String>().as_bytes())?;
        }
    }
    more.iter().for_each(|more| line(more));
    Ok(())
}

/// Prints everything noted for people.
pub fn for_people(notes: &Diagnostics) {
    written(&text(notes));
}

/// All that [`notes`] prints for people.
pub fn text(notes: &Diagnostics) -> String {
    let (list, more) = first(notes);
    let more: String = more.iter().map(|more| format!("{more}\n")).collect();
    human(&list, notes) + &more
}

/// The messages that are printed, and a line that says how many are not.
fn first(notes: &Diagnostics) -> (Vec<&Diagnostic>, Option<String>) {
    let mut list = notes.sorted();
    let more = list.len().saturating_sub(MOST);
    if more > 0 {
        // Errors before all else.
        list.sort_by_key(|note| note.severity);
        list.truncate(MOST);
        list.sort_by_key(|note| note.span());
    }
    (list, (more > 0).then(|| format!("… and {more} more")))
}

/// `file:line:column: severity[id]: message at path; help`
fn short(note: &Diagnostic, notes: &Diagnostics) -> String {
    let place = note.span().and_then(|span| Some((notes.source(span.source)?, span)));
    let place = place.map_or(String::new(), |(source, span)| {
        let Position { line, column } = source.position(span.start);
        format!("{}:{line}:{column}: ", sanitize::words(source.name()))
    });
    let path = if note.path.is_empty() { String::new() } else { format!(" at {}", note.path) };
    let fix = note.fix.iter().map(|fix| format!("; {}: `{}`", fix.title, fix.replacement));
    let help: String = note.help.iter().map(|help| format!("; {help}")).chain(fix).collect();
    format!("{place}{}[{}]: {}{path}{help}", note.severity, note.code(), note.message)
}

/// All that is known of a report, places as file, line, column and byte offset.
pub fn json(note: &Diagnostic, notes: &Diagnostics) -> serde_json::Value {
    let place = |span: Span| {
        let source = notes.source(span.source)?;
        let (start, end) = (source.position(span.start), source.position(span.end));
        Some(serde_json::json!({
            "file": source.name(),
            "line": start.line, "column": start.column, "offset": span.start,
            "endLine": end.line, "endColumn": end.column, "endOffset": span.end,
        }))
    };
    let labels = note.labels.iter().map(|label| serde_json::json!({"place": place(label.span), "text": label.text}));
    let fix = note
        .fix
        .as_ref()
        .map(|fix| serde_json::json!({"title": fix.title, "place": place(fix.span), "replacement": fix.replacement}));
    serde_json::json!({
        "id": note.code(),
        "severity": note.severity.to_string(),
        "message": note.message,
        "path": note.path,
        "labels": labels.collect::<Vec<_>>(),
        "help": note.help,
        "fix": fix,
    })
}

fn human(list: &[&Diagnostic], notes: &Diagnostics) -> String {
    let renderer = if colored() { Renderer::styled() } else { Renderer::plain() };
    // The printer adds orders of its own, for colours.
    list.iter().map(|note| render(&sanitize::diagnostic(note), notes, &renderer) + "\n\n").collect()
}

/// Prints what [`text`] made.
pub fn written(text: &str) {
    write!(io::stderr(), "{text}").ok();
}

/// Prints a line to standard error. Nobody can be told if that fails.
pub fn line(text: &str) {
    writeln!(io::stderr(), "{}", sanitize::line(text)).ok();
}

/// How many errors there were, and that nothing was written.
pub fn nothing_written(notes: &Diagnostics) -> String {
    format!("{}; nothing was written", counted(notes))
}

/// How many errors there were.
pub fn counted(notes: &Diagnostics) -> String {
    match notes.errors() {
        1 => "1 error".into(),
        count => format!("{count} errors"),
    }
}

/// Colour is for people at a terminal who have not declined it
/// (<https://no-color.org>).
pub fn colored() -> bool {
    let declined = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stderr().is_terminal() && !declined && !dumb
}

/// Sets one diagnostic with the lines it is about.
fn render(note: &Diagnostic, notes: &Diagnostics, renderer: &Renderer) -> String {
    let level = match note.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    };
    let title = level.primary_title(&*note.message).id(note.code());
    let primary = note.span().and_then(|span| notes.source(span.source));
    let mut groups = vec![match primary {
        Some(source) => title.element(snippet(note, source)),
        None => Group::with_title(title),
    }];
    if let Some(group) = groups.last_mut() {
        let helps = note.help.iter().map(|help| Level::HELP.message(&**help));
        *group = helps.fold(std::mem::replace(group, Group::with_title(Level::NOTE.primary_title(""))), Group::element);
    }
    if let Some(fix) = &note.fix
        && let Some(source) = notes.source(fix.span.source)
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
