//! `recto lsp`: the Language Server Protocol (3.17) over standard input and output. What is to
//! be said comes from the library's `assist` and from the checks that `recto check` makes.

mod answers;
mod text;
mod transport;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::exit;

use lsp_server::{Connection, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument, Exit, Notification as _,
    PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest, Request as _,
};
use lsp_types::{
    CodeActionProviderCapability, CompletionOptions, HoverProviderCapability, InitializeParams, OneOf,
    PositionEncodingKind, PublishDiagnosticsParams, SaveOptions, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
};
use recto::advice::{Surroundings, advise};
use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::source::Source;
use serde::de::DeserializeOwned;
use serde_json::Value;

use self::answers::Fixes;
use self::text::{Encoding, Text};
use super::args::{BuildArgs, TailoringArgs};
use super::assets::Root;
use super::build::Job;
use super::project::{self, Project, Wanted};
use super::{Stop, check, clock, unusable};

/// The code of a request for something that is not there (JSON-RPC 2.0).
const NO_SUCH_METHOD: i32 = -32601;

/// The code of a request whose parameters are wrong.
const WRONG_PARAMETERS: i32 = -32602;

/// Serves an editor until it goes.
pub fn run(notes: &mut Diagnostics) -> Result<String, Stop> {
    let (connection, threads) = transport::connect().map_err(|error| {
        unusable(notes.error(Diagnostic::error(Id::File, format!("cannot start a thread: {error}"))))
    })?;
    let finished = serve(&connection);
    drop(connection);
    threads.join();
    match finished {
        true => Ok(String::new()),
        // Gone without a word.
        false => exit(1),
    }
}

/// Serves; returns whether the editor said that it goes.
fn serve(connection: &Connection) -> bool {
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
    let mut server = Server { connection, encoding, documents: HashMap::new() };
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
        code_action_provider: Some(CodeActionProviderCapability::Simple(true)),
        ..ServerCapabilities::default()
    }
}

struct Server<'a> {
    connection: &'a Connection,
    encoding: Encoding,
    documents: HashMap<Uri, Document>,
}

/// A file that is open in the editor.
struct Document {
    text: Text,
    fixes: Fixes,
}

impl Server<'_> {
    fn answer(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            Completion::METHOD => read(params).map(|asked| self.complete(&asked)),
            HoverRequest::METHOD => read(params).map(|asked| self.hover(&asked)),
            GotoDefinition::METHOD => read(params).map(|asked| self.definition(&asked)),
            DocumentSymbolRequest::METHOD => read(params).map(|asked| self.symbols(&asked)),
            CodeActionRequest::METHOD => read(params).map(|asked| self.actions(&asked)),
            _ => Err((NO_SUCH_METHOD, format!("`{method}` is not answered"))),
        };
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
                let text = Text::new(opened.text_document.text, self.encoding);
                let uri = opened.text_document.uri;
                self.documents.insert(uri.clone(), Document { text, fixes: Fixes::default() });
                self.report(&uri, true);
            }
            DidChangeTextDocument::METHOD => {
                let Ok(changed) = read::<lsp_types::DidChangeTextDocumentParams>(note.params) else { return };
                let uri = changed.text_document.uri;
                let Some(document) = self.documents.get_mut(&uri) else { return };
                for change in changed.content_changes {
                    document.text.change(change.range, &change.text);
                }
                self.report(&uri, false);
            }
            DidSaveTextDocument::METHOD => {
                let Ok(saved) = read::<lsp_types::DidSaveTextDocumentParams>(note.params) else { return };
                self.report(&saved.text_document.uri, true);
            }
            DidCloseTextDocument::METHOD => {
                let Ok(closed) = read::<lsp_types::DidCloseTextDocumentParams>(note.params) else { return };
                self.documents.remove(&closed.text_document.uri);
                self.publish(closed.text_document.uri, Vec::new());
            }
            _ => {}
        }
    }

    /// Looks at a file and says what is found. `whole` is whether pages are laid out and read
    /// back, too, which is done when a file is opened and saved, not at every letter.
    fn report(&mut self, uri: &Uri, whole: bool) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        if !is_resume(document.text.as_str()) {
            document.fixes = Fixes::default();
            return self.publish(uri.clone(), Vec::new());
        }
        let path = path_of(uri);
        let name = path.file_name().map_or("resume.yaml".into(), |name| name.to_string_lossy().into_owned());
        let source = Source::new(name, document.text.as_str());
        let notes = looked_at(&source, &path, whole);
        let (diagnostics, fixes) = answers::reports(&notes, &source, &document.text, uri);
        document.fixes = fixes;
        self.publish(uri.clone(), diagnostics);
    }

    fn publish(&self, uri: Uri, diagnostics: Vec<lsp_types::Diagnostic>) {
        let said = PublishDiagnosticsParams { uri, diagnostics, version: None };
        self.send(Message::Notification(Notification::new(PublishDiagnostics::METHOD.into(), said)));
    }

    fn send(&self, message: Message) {
        // An editor that has gone hears nothing.
        self.connection.sender.send(message).ok();
    }
}

/// All that is to be said of a text.
fn looked_at(source: &Source, path: &Path, whole: bool) -> Diagnostics {
    let mut notes = Diagnostics::new();
    let tailoring = TailoringArgs::default();
    let wanted = Wanted { theme: None, root: None, settings: &[], tailoring: &tailoring, today: None };
    // Why it failed is in the notes.
    let Ok(project) = Project::of(source, &Root::new(&project::folder_of(path), None), &wanted, &mut notes) else {
        return notes;
    };
    if whole {
        let build = BuildArgs::plain();
        let job = Job::of_project(project, path, &build, &mut notes);
        job.and_then(|job| check::look(&job, &build, &[], &mut notes)).ok();
    } else {
        advise(&project.resume, Surroundings { pages: 1, today: clock::today() }, &[], &mut notes);
    }
    notes
}

/// Whether a file is meant for us: an editor may send all that are YAML.
fn is_resume(text: &str) -> bool {
    let begins = |line: &str| line.starts_with("basics:") || line.contains("resume.schema.json");
    text.lines().any(begins) || text.trim_start().starts_with('{') && text.contains("\"basics\"")
}

/// The file that a URI names.
fn path_of(uri: &Uri) -> PathBuf {
    let parsed = url::Url::parse(uri.as_str()).ok();
    parsed.and_then(|url| url.to_file_path().ok()).unwrap_or_else(|| PathBuf::from("resume.yaml"))
}

fn read<T: DeserializeOwned>(parameters: Value) -> Result<T, (i32, String)> {
    serde_json::from_value(parameters).map_err(|error| (WRONG_PARAMETERS, error.to_string()))
}
