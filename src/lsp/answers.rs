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
use recto::diagnostic::{Diagnostic, Diagnostics, Severity};
use recto::source::Source;
use serde_json::Value;

use super::documents::{Document, Fixes, path_of};
use super::text::Text;

/// Diagnostics in the protocol's form, and their fixes.
pub fn reports(diagnostics: &Diagnostics, source: &Source, text: &Text, uri: &Uri) -> (Vec<Report>, Fixes) {
    let mut fixes = Fixes::default();
    let reports = diagnostics.sorted().into_iter().map(|note| {
        let own = note.span().filter(|span| span.source == source.id());
        let place = own.map_or(0..first_line(source), |span| span.range());
        if let Some(fix) = note.fix.as_ref().filter(|fix| fix.span.source == source.id()) {
            let title = format!("{}: `{}`", fix.title, fix.replacement);
            fixes.0.push((place.clone(), title, fix.span.range(), fix.replacement.clone()));
        }
        report(note, own.is_some(), place, source, text, uri)
    });
    (reports.collect(), fixes)
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
            let target = url::Url::from_file_path(&file).ok().filter(|_| file.is_file());
            let target = target.and_then(|url| url.as_str().parse::<Uri>().ok());
            target.map_or(Value::Null, |uri| json(Location { uri, range: lsp_types::Range::default() }))
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

pub fn actions(documents: &Open, asked: &CodeActionParams) -> Value {
    let Some(document) = documents.get(asked.text_document.uri.as_str()) else { return Value::Null };
    let (start, end) = (document.text.offset(asked.range.start), document.text.offset(asked.range.end));
    let near = document.fixes.0.iter().filter(|(place, ..)| place.start <= end && start <= place.end);
    let action = |(_, title, bytes, replacement): &(Range<usize>, String, Range<usize>, String)| {
        let edit = TextEdit { range: document.text.range(bytes.clone()), new_text: replacement.clone() };
        #[expect(clippy::mutable_key_type, reason = "the protocol's own type")]
        let changes = HashMap::from([(asked.text_document.uri.clone(), vec![edit])]);
        CodeActionOrCommand::CodeAction(CodeAction {
            title: title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
            is_preferred: Some(true),
            ..CodeAction::default()
        })
    };
    json(near.map(action).collect::<Vec<_>>())
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
