//! Results of the library → protocol messages.

use std::collections::HashMap;
use std::ops::Range;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CompletionItem, CompletionItemKind,
    CompletionParams, CompletionTextEdit, Diagnostic as Report, DiagnosticRelatedInformation, DiagnosticSeverity,
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, GotoDefinitionParams, Hover, HoverContents,
    HoverParams, Location, MarkupContent, MarkupKind, NumberOrString, SymbolKind, TextDocumentPositionParams, TextEdit,
    Uri, WorkspaceEdit,
};
use recto::assist::{self, CompletionKind, Definition, Symbol};
use recto::diagnostic::{Certainty, Diagnostic, Fix, Severity};
use recto::source::Source;
use serde_json::Value;
use similar::TextDiff;

use super::documents::{Document, Fixes, QuickFix, path_of, uri_of};
use super::text::Text;

/// Diagnostics of a file in the protocol's form, and their fixes.
pub fn reports(notes: &[&Diagnostic], source: &Source, text: &Text, uri: &Uri) -> (Vec<Report>, Fixes) {
    let mut fixes = Fixes::default();
    let reports = notes.iter().map(|note| {
        let own = note.span().filter(|span| span.source == source.id());
        let place = own.map_or(0..first_line(source), |span| span.range());
        for fix in note.fixes().filter(|fix| fix.span.source == source.id()) {
            let title = quick_title(fix);
            fixes.each.push(QuickFix {
                place: place.clone(),
                title,
                bytes: fix.span.range(),
                replacement: fix.replacement.clone(),
                certainty: fix.certainty,
            });
        }
        report(note, own.is_some(), place, source, text, uri)
    });
    (reports.collect(), fixes)
}

/// What an editor shows for a fix: an added line says enough by its title.
fn quick_title(fix: &Fix) -> String {
    match fix.span.start == fix.span.end {
        true => fix.title.clone(),
        false => format!("{}: `{}`", fix.title, fix.replacement),
    }
}

/// The end of the first line, where diagnostics without a location are shown.
fn first_line(source: &Source) -> usize {
    source.text().find('\n').unwrap_or(source.text().len())
}

fn report(note: &Diagnostic, placed: bool, place: Range<usize>, source: &Source, text: &Text, uri: &Uri) -> Report {
    let help = note.help.iter().map(|help| format!("\n{help}")).collect::<String>();
    let whose = if placed || note.path.is_empty() { String::new() } else { format!("{}: ", note.path) };
    let others = note.labels.iter().skip(1).filter(|label| label.span.source == source.id());
    let related = others.map(|label| DiagnosticRelatedInformation {
        location: Location { uri: uri.clone(), range: text.range(label.span.range()) },
        message: label.text.clone(),
    });
    Report {
        range: text.range(place),
        severity: Some(match note.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Advice => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(note.name().into())),
        source: Some("recto".into()),
        message: format!("{whose}{}{help}", note.message),
        related_information: Some(related.collect()),
        ..Report::default()
    }
}

/// The open documents, by URI.
type Open = HashMap<String, Document>;

fn at<'a>(documents: &'a Open, place: &TextDocumentPositionParams) -> Option<(&'a Document, usize)> {
    let document = documents.get(place.text_document.uri.as_str())?;
    Some((document, document.text.offset(place.position)))
}

pub fn complete(documents: &Open, asked: &CompletionParams) -> Value {
    let Some((document, offset)) = at(documents, &asked.text_document_position) else { return Value::Null };
    let text = &document.text;
    let item = |(index, one): (usize, assist::Completion)| CompletionItem {
        kind: Some(match one.kind {
            CompletionKind::Key => CompletionItemKind::FIELD,
            CompletionKind::Value => CompletionItemKind::VALUE,
        }),
        documentation: (!one.detail.is_empty()).then_some(lsp_types::Documentation::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: one.detail,
        })),
        // In the library's order.
        sort_text: Some(format!("{index:04}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range: text.range(one.replace), new_text: one.insert })),
        label: one.label,
        ..CompletionItem::default()
    };
    json(assist::complete(text.as_str(), offset).into_iter().enumerate().map(item).collect::<Vec<_>>())
}

pub fn hover(documents: &Open, asked: &HoverParams) -> Value {
    let Some((document, offset)) = at(documents, &asked.text_document_position_params) else { return Value::Null };
    let Some(said) = assist::hover(document.text.as_str(), offset) else { return Value::Null };
    json(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: said.text }),
        range: Some(document.text.range(said.range)),
    })
}

pub fn definition(documents: &Open, asked: &GotoDefinitionParams) -> Value {
    let place = &asked.text_document_position_params;
    let Some((document, offset)) = at(documents, place) else { return Value::Null };
    let uri = &place.text_document.uri;
    match assist::definition(document.text.as_str(), offset) {
        Some(Definition::Here(bytes)) => json(Location { uri: uri.clone(), range: document.text.range(bytes) }),
        Some(Definition::File(name)) => {
            let file = path_of(uri).with_file_name(name);
            uri_of(&file).map_or(Value::Null, |uri| json(Location { uri, range: lsp_types::Range::default() }))
        }
        None => Value::Null,
    }
}

pub fn symbols(documents: &Open, asked: &DocumentSymbolParams) -> Value {
    let Some(document) = documents.get(asked.text_document.uri.as_str()) else { return Value::Null };
    let source = Source::new("resume.yaml", document.text.as_str());
    let found = assist::symbols(&source).into_iter().map(|one| symbol(one, &document.text, SymbolKind::NAMESPACE));
    json(DocumentSymbolResponse::Nested(found.collect()))
}

/// The fixes near the cursor, and the one that applies all fixes that are certain.
pub fn actions(documents: &Open, asked: &CodeActionParams) -> Value {
    let Some(document) = documents.get(asked.text_document.uri.as_str()) else { return Value::Null };
    let (start, end) = (document.text.offset(asked.range.start), document.text.offset(asked.range.end));
    let near = document.fixes.each.iter().filter(|fix| fix.place.start <= end && start <= fix.place.end);
    let uri = &asked.text_document.uri;
    let quick = near.map(|QuickFix { title, bytes, replacement, certainty, .. }| {
        let edit = TextEdit { range: document.text.range(bytes.clone()), new_text: replacement.clone() };
        let is_preferred = Some(*certainty == Certainty::Certain);
        CodeAction { is_preferred, ..action(title, CodeActionKind::QUICKFIX, uri, vec![edit]) }
    });
    let all = document.fixes.all.iter().map(|fixed| {
        let title = "Fix all problems whose fix is certain";
        action(title, CodeActionKind::SOURCE_FIX_ALL, uri, differences(&document.text, fixed))
    });
    let is_wanted = |action: &CodeAction| match (&asked.context.only, &action.kind) {
        (Some(only), Some(kind)) => only.iter().any(|wanted| is_kind(kind, wanted)),
        _ => true,
    };
    json(quick.chain(all).filter(is_wanted).map(CodeActionOrCommand::CodeAction).collect::<Vec<_>>())
}

/// Whether a kind is the one that is wanted, or below it: `source.fixAll` is below `source`.
fn is_kind(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    wanted.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn action(title: &str, kind: CodeActionKind, uri: &Uri, edits: Vec<TextEdit>) -> CodeAction {
    #[expect(clippy::mutable_key_type, reason = "the protocol's own type")]
    let changes = HashMap::from([(uri.clone(), edits)]);
    CodeAction {
        title: title.to_owned(),
        kind: Some(kind),
        edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
        ..CodeAction::default()
    }
}

/// The lines that differ.
fn differences(text: &Text, fixed: &str) -> Vec<TextEdit> {
    let lines = TextDiff::from_lines(text.as_str(), fixed);
    let starts = |lines: &[&str]| {
        let ends = lines.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect::<Vec<usize>>()
    };
    let (old, new) = (starts(lines.old_slices()), starts(lines.new_slices()));
    let changed = lines.ops().iter().filter(|change| change.tag() != similar::DiffTag::Equal);
    let edit = |change: &similar::DiffOp| TextEdit {
        range: text.range(old[change.old_range().start]..old[change.old_range().end]),
        new_text: fixed[new[change.new_range().start]..new[change.new_range().end]].to_owned(),
    };
    changed.map(edit).collect()
}

fn symbol(one: Symbol, text: &Text, kind: SymbolKind) -> DocumentSymbol {
    let range = text.range(one.range);
    let children = one.children.into_iter().map(|child| symbol(child, text, SymbolKind::OBJECT)).collect();
    #[expect(deprecated, reason = "the type has a deprecated field")]
    DocumentSymbol {
        name: one.name,
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children: Some(children),
    }
}

fn json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
