//! The thread that takes tasks, requests pages, and publishes the state.

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use recto::diagnostic::{Diagnostics, ErrorReported};
use recto::locale::Locale;
use recto::resume::Resume;
use recto::source::Source;
use recto::typeset::Fonts;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::choice::Choice;
use super::download;
use super::pages::{self, Checked, Page, RenderCache, RenderRequest, RenderResponse, Shown};
use super::photo::UnsavedPhoto;
use super::response::Response;
use super::shared_state::SharedState;
use super::state;
use crate::cli::args::{PreviewArgs, TIMEOUT};
use crate::cli::build::destination::write_whole;
use crate::cli::build::render::Pages;
use crate::cli::project::assets::read_regular;
use crate::cli::project::folder_of;
use crate::cli::project::fonts::FontFolders;
use crate::cli::project::input;
use crate::cli::project::read_log::ReadLog;
use crate::cli::watching::changes::Changes;
use crate::cli::watching::warm::{RenderError, WarmRenderer};

/// How long after a build the ATS checks run at the earliest, so that they do not delay typing.
const CALM: Duration = Duration::from_millis(400);

/// How many times as long as the last checks took must nothing have happened before they run again.
const PATIENCE: u32 = 4;

/// A task from another thread.
pub enum Task {
    /// Check whether a file has changed.
    FileState,
    /// A window of the page has closed: its draft ends with it, although it could not say so.
    Left(String),
    /// Do something, and send the response.
    Ask(Ask, Sender<Response>),
}

/// What to do.
pub enum Ask {
    Choose(Box<Choice>),
    Draft(Draft),
    /// Keep a photo until the draft is saved.
    Photo(Vec<u8>),
    Save {
        text: String,
        digest: String,
    },
    /// Forward a request to the layout thread.
    Of(RenderRequest),
}

/// A text in the page's editor.
#[derive(Deserialize)]
pub struct Draft {
    /// The text; `None` to show the file.
    pub text: Option<String>,
    #[serde(flatten)]
    pub turn: DraftTurn,
}

/// The window that a draft is from, and how many drafts it had sent before: a window that is closed sends its last one on
/// another connection, which may be faster.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct DraftTurn {
    window: String,
    turn: u64,
}

/// The state of the preview.
pub struct Session {
    args: PreviewArgs,
    shared_state: Arc<SharedState>,
    changes: Changes,
    builder: WarmRenderer<RenderRequest, RenderCache, RenderResponse>,
    choice: Choice,
    draft: Option<String>,
    /// The draft and choice that the pages show, unless layout did not finish.
    built: Option<(Option<String>, Choice)>,
    /// A photo that a draft may name.
    photo: Option<UnsavedPhoto>,
    last_draft: DraftTurn,
    shown: Shown,
    /// Whether there is nothing to be tidied up after a build.
    is_tidy: bool,
    /// The pages of the last successful build.
    pages: Vec<Page>,
    checks: Vec<Value>,
    /// When to check the pages.
    check_at: Option<Instant>,
    /// How long nothing must have changed before pages are checked: the longer that takes, the longer, because who types on
    /// meanwhile has to wait for it.
    calm: Duration,
}

impl Session {
    pub fn new(args: &PreviewArgs, tasks: Sender<Task>, shared_state: Arc<SharedState>) -> Session {
        let mut changes = Changes::new(move || {
            tasks.send(Task::FileState).ok();
        });
        let log = ReadLog::new();
        log.record([args.resume.clone()]);
        changes.watch(&log, false);
        let own = args.clone();
        let work = move |order, kept: &mut RenderCache, fonts: &Fonts, log: &ReadLog| {
            pages::work(&own, order, kept, fonts, log)
        };
        Session {
            args: args.clone(),
            shared_state,
            changes,
            builder: WarmRenderer::new(FontFolders::of_document(&args.document, &args.resume), limit(args), work),
            choice: Choice::default(),
            draft: None,
            built: None,
            photo: None,
            last_draft: Default::default(),
            shown: Shown::default(),
            is_tidy: true,
            pages: Vec::new(),
            checks: Vec::new(),
            check_at: None,
            calm: CALM,
        }
    }

    /// Builds the first pages.
    pub fn begin(&mut self) {
        self.set();
    }

    /// Takes tasks until too many builds never finished.
    pub fn work(&mut self, queue: &Receiver<Task>, diagnostics: &mut Diagnostics) -> ErrorReported {
        let mut waiting = VecDeque::new();
        while !self.builder.is_spent() {
            self.tidy();
            let turn = match self.check_at {
                Some(at) => at.saturating_duration_since(Instant::now()),
                None => self.changes.turn(),
            };
            match waiting.pop_front().map_or_else(|| queue.recv_timeout(turn), Ok) {
                Ok(task) => {
                    waiting.extend(queue.try_iter());
                    self.take(task, &mut waiting);
                }
                Err(RecvTimeoutError::Timeout) if self.check_at.is_some() => self.check(),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        RenderError::TimedOut(limit(&self.args).as_secs_f64()).note(diagnostics)
    }

    /// Handles a task. Of queued drafts and choices, only the last is built.
    fn take(&mut self, task: Task, waiting: &mut VecDeque<Task>) {
        let (ask, answer) = match task {
            Task::FileState => {
                waiting.retain(|task| !matches!(task, Task::FileState));
                return self.look();
            }
            Task::Left(window) => return self.left(&window),
            Task::Ask(ask, answer) => (ask, answer),
        };
        let mut answers = vec![answer];
        match ask {
            Ask::Of(RenderRequest::File { .. }) if !self.shown.ok => {
                answers[0].send(Response::refusal(409, "the résumé has errors; fix them first")).ok();
                return;
            }
            Ask::Of(order) => {
                let made = self.builder.make(order);
                answers[0].send(self.answer(made)).ok();
                return;
            }
            Ask::Save { text, digest } => {
                answers[0].send(self.save(&text, &digest)).ok();
                return;
            }
            Ask::Photo(bytes) => {
                answers[0].send(self.keep_photo(&bytes)).ok();
                return;
            }
            Ask::Choose(choice) => self.choice = *choice,
            Ask::Draft(draft) => self.accept(draft),
        }
        while let Some(Task::Ask(Ask::Choose(_) | Ask::Draft(_), _)) = waiting.front() {
            match waiting.pop_front() {
                Some(Task::Ask(Ask::Choose(choice), answer)) => {
                    self.choice = *choice;
                    answers.push(answer);
                }
                Some(Task::Ask(Ask::Draft(draft), answer)) => {
                    self.accept(draft);
                    answers.push(answer);
                }
                _ => {}
            }
        }
        // A change of the form is laid out before its draft arrives.
        if self.built.as_ref().is_none_or(|(draft, choice)| *draft != self.draft || *choice != self.choice) {
            self.set();
        }
        let state = Response::of("application/json", self.shared_state.state().as_bytes());
        answers.iter().for_each(|answer| {
            answer.send(state.clone()).ok();
        });
    }

    /// Takes a draft, unless the same window has sent a later one.
    fn accept(&mut self, Draft { text, turn }: Draft) {
        if self.last_draft.window != turn.window || turn.turn >= self.last_draft.turn {
            self.draft = text;
            self.last_draft = turn;
        }
    }

    /// Shows the file if the draft was that of a window that has closed. One that only lost its connection sends its
    /// draft again.
    fn left(&mut self, window: &str) {
        if self.draft.is_some() && self.last_draft.window == window {
            self.draft = None;
            self.set();
        }
    }

    fn look(&mut self) {
        if self.changes.happened() {
            self.set();
        }
    }

    fn answer(&self, made: Result<RenderResponse, RenderError>) -> Response {
        match made {
            Ok(RenderResponse::Answer(answer)) => answer,
            Ok(RenderResponse::Set(_) | RenderResponse::Checks(_)) => {
                Response::refusal(500, "internal error: unexpected response")
            }
            Err(_) => Response::refusal(503, "the pages could not be laid out"),
        }
    }

    /// Builds pages, and publishes the result.
    fn set(&mut self) {
        let photo = self.draft.as_deref().and_then(|draft| self.photo_in(draft));
        let choice = Box::new(Choice { photo, ..self.choice.clone() });
        let order = RenderRequest::Set { draft: self.draft.clone(), choice };
        self.is_tidy = false;
        let made = self.builder.make(order);
        // What took too long would do so again.
        let tried = matches!(made, Ok(_) | Err(RenderError::TimedOut(_)));
        self.built = tried.then(|| (self.draft.clone(), self.choice.clone()));
        let shown = match made {
            Ok(RenderResponse::Set(shown)) => *shown,
            Ok(_) => return,
            Err(lost) => self.lost(lost),
        };
        self.shown = Shown {
            // If the file has errors, keep the previous values.
            applications: shown.applications.or(self.shown.applications.take()),
            effective: shown.effective.or(self.shown.effective.take()),
            ..shown
        };
        self.check_at = self.shown.ok.then(|| Instant::now() + self.calm);
        self.put();
        self.changes.watch(self.builder.log(), !self.shown.ok);
    }

    /// Drops what a build has replaced, and lets Typst forget. It takes a while, so answers come first.
    fn tidy(&mut self) {
        if !self.is_tidy {
            self.shown.replaced = None;
            Pages::forget_unused();
            self.is_tidy = true;
        }
    }

    /// What to show if layout did not finish.
    fn lost(&self, lost: RenderError) -> Shown {
        let mut diagnostics = Diagnostics::new();
        lost.note(&mut diagnostics);
        Shown {
            diagnostics: state::notes(&diagnostics),
            digest: self.shown.digest.clone(),
            themes: self.shown.themes.clone(),
            ..Shown::default()
        }
    }

    fn check(&mut self) {
        self.check_at = None;
        let started = Instant::now();
        let made = self.builder.make(RenderRequest::Check);
        self.calm = CALM.max(started.elapsed() * PATIENCE);
        if let Ok(RenderResponse::Checks(Some(Checked { checks, diagnostics }))) = made
            && (checks != self.checks || diagnostics != self.shown.diagnostics)
        {
            self.checks = checks;
            self.shown.diagnostics = diagnostics;
            self.put();
        }
    }

    /// Saves a text, if the file has not changed since.
    fn save(&mut self, text: &str, digest: &str) -> Response {
        let path = &self.args.resume;
        let disk = read_regular(path, Resume::MAX_BYTES as u64).unwrap_or_default();
        let disk = String::from_utf8(disk).unwrap_or_default();
        let read = disk.strip_prefix('\u{feff}').unwrap_or(&disk);
        let now = if path.exists() { state::digest(read.as_bytes()) } else { String::new() };
        if now != digest {
            let answer = Response::json(&json!({ "text": read, "digest": now }));
            return Response { status: 409, ..answer };
        }
        let written = as_before(&disk, text);
        if let Some((photo, _)) = self.photo_in(text) {
            // A file that another program has written meanwhile is not replaced.
            let file = folder_of(path).join(&photo.name);
            let written =
                if file.exists() { Err(ErrorKind::AlreadyExists.into()) } else { write_whole(&file, &photo.bytes) };
            if let Err(error) = written {
                return Response::refusal(500, format!("`{}` cannot be written: {error}", photo.name));
            }
            self.photo = None;
        }
        if let Err(error) = write_whole(path, written.as_bytes()) {
            return Response::refusal(500, format!("`{}` cannot be written: {error}", path.display()));
        }
        self.draft = None;
        self.changes.happened();
        self.set();
        // The digest of what was written, not of the file now: another program may have written it since,
        // which the page does not know yet.
        let written = written.strip_prefix('\u{feff}').unwrap_or(&written);
        Response::json(&json!({ "digest": state::digest(written.as_bytes()) }))
    }

    /// Keeps a photo, and returns the name of the file that it will be.
    fn keep_photo(&mut self, bytes: &[u8]) -> Response {
        match UnsavedPhoto::new(bytes, &folder_of(&self.args.resume)) {
            Some(photo) => {
                let answer = Response::json(&json!({ "name": photo.name }));
                self.photo = Some(photo);
                self.built = None;
                answer
            }
            None => Response::refusal(422, "a photo must be a JPEG or PNG file"),
        }
    }

    /// The photo that is kept, if a text names it, and where.
    fn photo_in(&self, text: &str) -> Option<(UnsavedPhoto, &'static str)> {
        let photo = self.photo.as_ref()?;
        let path = photo.path_in(&Source::new(self.args.resume.display().to_string(), text))?;
        Some((photo.clone(), path))
    }

    fn put(&mut self) {
        if let Some(pages) = self.shown.pages.take() {
            self.pages = pages;
        }
        let drawings = self.pages.iter().map(|page| (page.digest.clone(), page.drawing.clone())).collect();
        self.shared_state.put(drawings, |version| self.state(version).to_string());
    }

    fn state(&self, version: u64) -> Value {
        let page = |page: &Page| json!({ "digest": page.digest, "width": page.size.0, "height": page.size.1 });
        let theme = |(name, description): &(String, String)| json!({ "name": name, "description": description });
        let language = |(tag, name)| json!({ "tag": tag, "name": name });
        json!({
            "version": version,
            "file": self.args.resume.display().to_string(),
            "digest": self.shown.digest,
            "draft": self.draft.as_ref().map(|_| &self.last_draft),
            "ok": self.shown.ok,
            "milliseconds": self.shown.milliseconds,
            "summary": self.shown.summary,
            "pages": self.pages.iter().map(page).collect::<Vec<_>>(),
            "notes": self.shown.diagnostics,
            "checks": self.checks,
            "choices": {
                "themes": self.shown.themes.iter().map(theme).collect::<Vec<_>>(),
                "applications": self.shown.applications.as_deref().unwrap_or_default(),
                "languages": Locale::languages().map(language).collect::<Vec<_>>(),
                "papers": ["a4", "us-letter"],
            },
            "letter": self.shown.letter,
            "chosen": self.choice,
            "effective": self.shown.effective,
            "formats": download::formats(),
        })
    }
}

/// What is asked where no other thread sends tasks, and nobody waits until it is time for something.
#[cfg(target_family = "wasm")]
impl Session {
    /// Does something at once.
    pub fn answer_now(&mut self, ask: Ask) -> Response {
        let (sender, response) = std::sync::mpsc::channel();
        self.take(Task::Ask(ask, sender), &mut VecDeque::new());
        self.tidy();
        response.try_recv().unwrap_or_else(|_| Response::refusal(500, "internal error: no response"))
    }

    /// Checks the pages that were not checked yet.
    pub fn check_now(&mut self) {
        if self.check_at.is_some() {
            self.check();
        }
    }

    /// Builds the pages anew: a file was added or has changed.
    pub fn look_now(&mut self) {
        self.set();
    }
}

/// The time limit for layout.
fn limit(args: &PreviewArgs) -> Duration {
    args.document.timeout.unwrap_or(TIMEOUT).duration()
}

/// A text with the line endings and byte order mark that the file had.
fn as_before(before: &str, text: &str) -> String {
    let lines = before.matches('\n').count();
    let windows = lines > 0 && before.matches("\r\n").count() == lines && !text.contains('\r');
    let text = if windows { text.replace('\n', "\r\n") } else { text.to_owned() };
    if before.starts_with('\u{feff}') { format!("\u{feff}{text}") } else { text }
}

/// The résumé on disk.
pub fn on_disk(resume: &std::path::Path) -> Response {
    let mut diagnostics = Diagnostics::new();
    match input::read_resume(resume, &mut diagnostics) {
        Ok(source) => {
            let digest = state::digest(source.text().as_bytes());
            Response::json(&json!({ "file": resume.display().to_string(), "text": source.text(), "digest": digest }))
        }
        Err(_) => {
            let said = diagnostics.sorted().first().map_or_else(String::new, |note| note.message.clone());
            Response::refusal(404, said)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_the_mark_at_the_start_stay_as_they_were() {
        assert_eq!(as_before("\u{feff}a\r\nb\r\n", "a\nc\n"), "\u{feff}a\r\nc\r\n");
        assert_eq!(as_before("a\nb\r\n", "a\nc\n"), "a\nc\n");
        assert_eq!(as_before("", "a\n"), "a\n");
    }
}
