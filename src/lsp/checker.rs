//! The thread that checks documents: after a pause in typing, on the warm renderer. A result is published only if
//! the document is still the one that was checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use lsp_server::{Message, Notification};
use lsp_types::notification::{Notification as _, PublishDiagnostics};
use lsp_types::{PublishDiagnosticsParams, Uri};
use recto::advice::{Surroundings, advise};
use recto::diagnostic::{Certainty, Code, Diagnostic, Diagnostics};
use recto::source::Source;
use recto::typeset::Fonts;

use super::answers;
use super::documents::{Documents, Fixes, path_of, uri_of};
use super::published::{ByFile, Published};
use crate::cli::args::{DocumentArgs, OutputArgs};
use crate::cli::build::render::Pages;
use crate::cli::build::{Build, BuildRequest, ResumeSource};
use crate::cli::process::watchdog::Watchdog;
use crate::cli::project::assets::Root;
use crate::cli::project::fixes::{self, Scope, Writing};
use crate::cli::project::fonts::FontFolders;
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::{self, Project, clock, dictionaries, input};
use crate::cli::report::Failure;
use crate::cli::watching::warm::WarmRenderer;

/// How long typing must pause before a document is checked.
const PAUSE: Duration = Duration::from_millis(150);

/// How much is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The text and the files it names.
    Text,
    /// The pages too, read back as an ATS would.
    Pages,
}

/// Requests checks.
pub struct Checker(Sender<(Uri, Depth)>);

impl Checker {
    /// Starts the thread. It ends when the last `Checker` is dropped.
    pub fn start(documents: Documents, timeout: Duration, editor: impl Fn(Message) + Send + 'static) -> Checker {
        let (requests, queue) = channel();
        std::thread::spawn(move || work(&queue, &documents, timeout, &editor));
        Checker(requests)
    }

    /// Requests a check of a document.
    pub fn check(&self, uri: &Uri, depth: Depth) {
        // The thread lives as long as `self`.
        self.0.send((uri.clone(), depth)).ok();
    }
}

/// A request to the renderer.
struct CheckRequest {
    source: Source,
    path: PathBuf,
    depth: Depth,
}

fn work(queue: &Receiver<(Uri, Depth)>, documents: &Documents, timeout: Duration, editor: &impl Fn(Message)) {
    let renderer_of = |folder: &Path| {
        let make = |order: CheckRequest, (): &mut (), fonts: &Fonts, _: &ReadLog| check(&order, fonts);
        WarmRenderer::new(FontFolders::beside(&Root::new(folder, None), &[]), timeout, make)
    };
    let mut published = Published::default();
    // The documents of one folder share a renderer: it opens the fonts in that folder.
    let mut renderers = BTreeMap::new();
    while let Ok(first) = queue.recv() {
        let mut wanted = BTreeMap::from([(first.0.as_str().to_owned(), first)]);
        loop {
            match queue.recv_timeout(PAUSE) {
                Ok((uri, depth)) => {
                    let entry = wanted.entry(uri.as_str().to_owned()).or_insert((uri, depth));
                    entry.1 = entry.1.max(depth);
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        for (uri, depth) in wanted.into_values() {
            let Some((text, revision)) =
                documents.lock().get(uri.as_str()).map(|it| (it.text.as_str().to_owned(), it.revision))
            else {
                // It was closed: nothing is known of it, or of the files that it extends.
                send(published.replace(uri.as_str(), ByFile::new()), None, editor);
                continue;
            };
            let path = path_of(&uri);
            let name = path.file_name().map_or("resume.yaml".into(), |name| name.to_string_lossy().into_owned());
            let source = Source::new(name, text);
            if !is_resume(source.text()) {
                let check = Check { uri, revision, source, found: Diagnostics::new(), all: None };
                publish(check, documents, &mut published, editor);
                continue;
            }
            let folder = project::folder_of(&path);
            let renderer = renderers.entry(folder.clone()).or_insert_with(|| renderer_of(&folder));
            // Themes that never finish keep the machine busy: do not lay out pages again.
            let depth = if renderer.is_spent() { Depth::Text } else { depth };
            let order = CheckRequest { source: source.clone(), path, depth };
            let mut found = renderer.make(order).unwrap_or_else(|error| {
                let mut diagnostics = Diagnostics::new();
                error.note(&mut diagnostics);
                diagnostics
            });
            if renderer.is_spent() {
                found.push(spent());
            }
            let all = all_fixed(&found, &source, &folder);
            publish(Check { uri, revision, source, found, all }, documents, &mut published, editor);
        }
    }
}

/// The result of checking a document.
struct Check {
    uri: Uri,
    /// The number of the change that was checked.
    revision: u64,
    source: Source,
    found: Diagnostics,
    /// The text after all fixes that are certain, if there are any.
    all: Option<String>,
}

/// The text after all fixes that are certain, if there are any.
fn all_fixed(found: &Diagnostics, source: &Source, folder: &Path) -> Option<String> {
    let is_certain = |note: &&Diagnostic| {
        let fix = note.fix.as_ref().filter(|fix| fix.certainty == Certainty::Certain);
        fix.is_some_and(|fix| fix.span.source == source.id())
    };
    found.sorted().into_iter().find(is_certain)?;
    let (root, document) = (Root::new(folder, None), DocumentArgs::default());
    let overrides = Overrides::from(&document);
    let files = input::with_layers(source.clone(), &root, &[], &ReadLog::disabled(), &mut Diagnostics::new()).ok()?;
    let mut fixer = fixes::fixer(&files, Scope::Main, Writing::Ignored, &root, &overrides);
    fixer.apply_certain();
    let fixed = fixer.sources().first()?.text();
    (fixed != source.text()).then(|| fixed.to_owned())
}

/// Says that pages are no longer checked.
fn spent() -> Diagnostic {
    let note = Diagnostic::warning(Code::Theme, "the pages are no longer checked: layout took too long several times");
    note.help("restart the language server after changing the theme, or run `recto check`")
}

/// Publishes what was found, unless the document has changed since.
fn publish(check: Check, documents: &Documents, published: &mut Published, editor: &impl Fn(Message)) {
    let Check { uri, revision, source, found, all } = check;
    let mut documents = documents.lock();
    let Some(document) = documents.get_mut(uri.as_str()).filter(|document| document.revision == revision) else {
        return;
    };
    let folder = project::folder_of(&path_of(&uri));
    let mut own = Vec::new();
    let mut others: BTreeMap<String, (&Source, Uri, Vec<&Diagnostic>)> = BTreeMap::new();
    for note in found.sorted() {
        let other = note.span().and_then(|span| found.source(span.source)).filter(|other| other.id() != source.id());
        match other.and_then(|other| Some((other, uri_of(&folder.join(other.name()))?))) {
            Some((other, file)) => {
                others.entry(file.as_str().to_owned()).or_insert((other, file, Vec::new())).2.push(note);
            }
            // What has no location is shown where one looks first.
            None => own.push(note),
        }
    }
    let (reports, fixes) = answers::reports(&own, &source, &document.text, &uri);
    document.fixes = Fixes { all, ..fixes };
    let other = |(name, (source, file, notes)): (String, (&Source, Uri, Vec<&Diagnostic>))| {
        let text = document.text.like(source.text());
        (name, answers::reports(&notes, source, &text, &file).0)
    };
    let mut by_file: ByFile = others.into_iter().map(other).collect();
    by_file.insert(uri.as_str().to_owned(), reports);
    send(published.replace(uri.as_str(), by_file), Some((&uri, document.version)), editor);
}

/// Sends diagnostics; `version` is that of the document that was checked.
fn send(files: ByFile, version: Option<(&Uri, i32)>, editor: &impl Fn(Message)) {
    for (file, diagnostics) in files {
        let Ok(uri) = file.parse::<Uri>() else { continue };
        let version = version.filter(|(checked, _)| **checked == uri).map(|(_, version)| version);
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        editor(Message::Notification(Notification::new(PublishDiagnostics::METHOD.into(), params)));
    }
}

/// Everything there is to report about a document.
fn check(CheckRequest { source, path, depth }: &CheckRequest, fonts: &Fonts) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let (document, output) = (DocumentArgs::default(), OutputArgs::default());
    let root = Root::new(&project::folder_of(path), None);
    // Why it failed is in the diagnostics.
    let _ = match depth {
        Depth::Text => check_text(source, &root, &document, &mut diagnostics),
        Depth::Pages => {
            let request = BuildRequest::new(ResumeSource::Text(source, &root, path), &document, &output);
            check_pages(request, fonts, &mut diagnostics)
        }
    };
    diagnostics
}

fn check_text(
    source: &Source,
    root: &Root,
    document: &DocumentArgs,
    diagnostics: &mut Diagnostics,
) -> Result<(), Failure> {
    let project = Project::load(source, root, &Overrides::from(document), &ReadLog::disabled(), diagnostics)?;
    let dictionary = dictionaries::of_resume(&project.resume, None, diagnostics)?;
    let theme = Some(&project.theme);
    let surroundings =
        Surroundings { pages: 1, today: clock::today(), dictionary: dictionary.as_deref(), typing: false, theme };
    advise(&project.resume, surroundings, &[], diagnostics);
    Ok(())
}

fn check_pages(request: BuildRequest, fonts: &Fonts, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
    let build = Build::prepare(request, &ReadLog::disabled(), diagnostics)?;
    let _watchdog = Watchdog::over_memory(&build.project.theme, &build.project.pictures);
    let dictionary = dictionaries::of_resume(&build.project.resume, None, diagnostics)?;
    let checked = build.check(fonts, &[], dictionary.as_deref(), diagnostics);
    Pages::forget_unused();
    checked
}

/// Whether a file is a résumé: an editor may send every YAML file.
fn is_resume(text: &str) -> bool {
    let begins =
        |line: &str| line.starts_with("basics:") || line.starts_with("extends:") || line.contains("resume.schema.json");
    text.lines().any(begins) || text.trim_start().starts_with('{') && text.contains("\"basics\"")
}
