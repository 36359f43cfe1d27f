//! Converts Typst's diagnostics, so that errors in a theme look like errors in a résumé.

use typst::WorldExt;
use typst::diag::{EcoVec, Severity as TypstSeverity, SourceDiagnostic};
use typst::syntax::DiagSpan;

use super::world::{RectoWorld, Work};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, ErrorReported, Severity};
use crate::source::{Source, Span};

/// Reports errors that abort typesetting.
pub fn fail(errors: EcoVec<SourceDiagnostic>, world: &RectoWorld, diagnostics: &mut Diagnostics) -> ErrorReported {
    report(errors, world, diagnostics);
    match diagnostics.reported() {
        Err(reported) => reported,
        Ok(()) => diagnostics.error(Diagnostic::error(Code::Theme, "the theme failed without an error message")),
    }
}

/// Reports Typst's errors and warnings.
pub fn report(list: EcoVec<SourceDiagnostic>, world: &RectoWorld, diagnostics: &mut Diagnostics) {
    for diagnostic in list {
        let converted = convert(&diagnostic, world, diagnostics);
        diagnostics.push(converted);
    }
}

fn convert(diagnostic: &SourceDiagnostic, world: &RectoWorld, diagnostics: &mut Diagnostics) -> Diagnostic {
    if diagnostic.message == "unresolved import" && locate(diagnostic.span, world, diagnostics).is_none() {
        return without_function(world, diagnostics);
    }
    let severity = match diagnostic.severity {
        TypstSeverity::Error => Severity::Error,
        TypstSeverity::Warning => Severity::Warning,
    };
    let mut note = Diagnostic { severity, ..Diagnostic::error(Code::Theme, diagnostic.message.as_str()) };
    // An error in the data has no location in the theme, but the call that caused it has.
    let calls = diagnostic.trace.iter().map(|call| DiagSpan::from(call.span));
    let place = std::iter::once(diagnostic.span).chain(calls).find_map(|span| locate(span, world, diagnostics));
    if let Some(span) = place.or_else(|| whole(world, diagnostics)) {
        note = note.at(span);
    }
    for call in &diagnostic.trace {
        if let Some(span) = locate(DiagSpan::from(call.span), world, diagnostics).filter(|span| Some(*span) != place) {
            note = note.label(span, call.v.to_string());
        }
    }
    if diagnostic.hints.is_empty() {
        note = note.help("fix the theme's code, or choose another theme with `--theme`");
    }
    for hint in &diagnostic.hints {
        note = note.help(hint.v.as_str());
    }
    note
}

/// The error for a theme without one of the functions that Recto calls.
fn without_function(world: &RectoWorld, diagnostics: &mut Diagnostics) -> Diagnostic {
    let wanted: &[&str] = match world.work {
        Work::Resume => &["resume"],
        Work::Letter => &["letter"],
        Work::Both => &["letter", "resume"],
    };
    let code = world.theme_code();
    let code = code.as_ref().map_or("", Source::text);
    let missing = wanted.iter().find(|name| !code.contains(&format!("let {name}"))).unwrap_or(&wanted[0]);
    let note = Diagnostic::error(Code::Theme, format!("the theme has no function `{missing}`"));
    let note = match whole(world, diagnostics) {
        Some(span) => note.at(span),
        None => note,
    };
    let rest = if *missing == "letter" { "letter-page(cv, o, setup, head)" } else { "{ … }" };
    note.help(format!("add `#let {missing}(cv, o) = {rest}`; docs/themes.md shows a complete theme"))
}

fn locate(span: DiagSpan, world: &RectoWorld, diagnostics: &mut Diagnostics) -> Option<Span> {
    let source = world.theme_source(span.id()?)?;
    let range = world.range(span)?;
    diagnostics.open(&source);
    Some(source.span(range))
}

/// The start of the theme's code, for errors without a location.
fn whole(world: &RectoWorld, diagnostics: &mut Diagnostics) -> Option<Span> {
    let source = world.theme_code()?;
    diagnostics.open(&source);
    Some(source.span(0..0))
}
