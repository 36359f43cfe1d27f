//! The thread that answers the editor.

use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Exit, Notification as _,
};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest, Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, HoverProviderCapability,
    InitializeParams, OneOf, PositionEncodingKind, SaveOptions, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answers;
use super::checker::{Checker, Depth};
use super::documents::{Document, Documents, Fixes};
use super::text::{Encoding, Text};

/// The error code for an unknown method (JSON-RPC 2.0).
const NO_SUCH_METHOD: i32 = -32601;

/// The error code for invalid parameters.
const WRONG_PARAMETERS: i32 = -32602;

/// Serves; returns whether the editor shut the server down properly.
pub fn serve(connection: &Connection, timeout: Duration) -> bool {
    let Ok((id, parameters)) = connection.initialize_start() else { return false };
    let parameters: InitializeParams = serde_json::from_value(parameters).unwrap_or_default();
    let offered = parameters.capabilities.general.and_then(|general| general.position_encodings).unwrap_or_default();
    let encoding = if offered.contains(&PositionEncodingKind::UTF8) { Encoding::Utf8 } else { Encoding::Utf16 };
    let answer = serde_json::json!({
        "capabilities": capabilities(encoding),
        "serverInfo": { "name": "recto", "version": env!("CARGO_PKG_VERSION") },
    });
    if connection.initialize_finish(id, answer).is_err() {
        return false;
    }
    let documents = Documents::default();
    let sender = connection.sender.clone();
    // Ignored if the editor has disconnected.
    let checker = Checker::start(documents.clone(), timeout, move |message| drop(sender.send(message)));
    let mut server = Server { connection, encoding, documents, checker, revision: 0 };
    for message in &connection.receiver {
        match message {
            Message::Request(request) => match connection.handle_shutdown(&request) {
                Ok(true) => return true,
                Ok(false) => server.answer(request),
                Err(_) => return false,
            },
            Message::Notification(note) if note.method == Exit::METHOD => return false,
            Message::Notification(note) => server.hear(note),
            Message::Response(_) => {}
        }
    }
    false
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some([":", " ", "-", "{", "[", ","].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::SOURCE_FIX_ALL]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

struct Server<'a> {
    connection: &'a Connection,
    encoding: Encoding,
    documents: Documents,
    checker: Checker,
    /// The number of the last change.
    revision: u64,
}

impl Server<'_> {
    fn answer(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let documents = self.documents.lock();
        let answer = match method.as_str() {
            Completion::METHOD => read(params).map(|asked| answers::complete(&documents, &asked)),
            HoverRequest::METHOD => read(params).map(|asked| answers::hover(&documents, &asked)),
            GotoDefinition::METHOD => read(params).map(|asked| answers::definition(&documents, &asked)),
            DocumentSymbolRequest::METHOD => read(params).map(|asked| answers::symbols(&documents, &asked)),
            CodeActionRequest::METHOD => read(params).map(|asked| answers::actions(&documents, &asked)),
            _ => Err((NO_SUCH_METHOD, format!("unknown method `{method}`"))),
        };
        drop(documents);
        let response = match answer {
            Ok(value) => Response::new_ok(id, value),
            Err((code, message)) => Response::new_err(id, code, message),
        };
        self.send(Message::Response(response));
    }

    fn hear(&mut self, note: Notification) {
        match note.method.as_str() {
            DidOpenTextDocument::METHOD => {
                let Ok(opened) = read::<lsp_types::DidOpenTextDocumentParams>(note.params) else { return };
                self.revision += 1;
                let text = Text::new(opened.text_document.text, self.encoding);
                let (uri, version) = (opened.text_document.uri, opened.text_document.version);
                self.documents.lock().insert(
                    uri.as_str().to_owned(),
                    Document { text, version, revision: self.revision, fixes: Fixes::default() },
                );
                self.checker.check(&uri, Depth::Pages);
            }
            DidChangeTextDocument::METHOD => {
                let Ok(changed) = read::<lsp_types::DidChangeTextDocumentParams>(note.params) else { return };
                let uri = changed.text_document.uri;
                self.revision += 1;
                if let Some(document) = self.documents.lock().get_mut(uri.as_str()) {
                    document.version = changed.text_document.version;
                    document.revision = self.revision;
                    for change in changed.content_changes {
                        document.text.change(change.range, &change.text);
                    }
                }
                self.checker.check(&uri, Depth::Text);
            }
            DidSaveTextDocument::METHOD => {
                let Ok(saved) = read::<lsp_types::DidSaveTextDocumentParams>(note.params) else { return };
                self.checker.check(&saved.text_document.uri, Depth::Pages);
                // Others may extend it.
                let others: Vec<String> = self.documents.lock().keys().cloned().collect();
                for other in others.iter().filter_map(|other| other.parse::<Uri>().ok()) {
                    self.checker.check(&other, Depth::Pages);
                }
            }
            DidCloseTextDocument::METHOD => {
                let Ok(closed) = read::<lsp_types::DidCloseTextDocumentParams>(note.params) else { return };
                let uri = closed.text_document.uri;
                self.documents.lock().remove(uri.as_str());
                // The checker withdraws what it found.
                self.checker.check(&uri, Depth::Text);
            }
            _ => {}
        }
    }

    fn send(&self, message: Message) {
        // Ignored if the editor has disconnected.
        self.connection.sender.send(message).ok();
    }
}

fn read<T: DeserializeOwned>(parameters: Value) -> Result<T, (i32, String)> {
    serde_json::from_value(parameters).map_err(|error| (WRONG_PARAMETERS, error.to_string()))
}
