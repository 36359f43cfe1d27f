//! The thread that lays out pages: its requests and responses.

use std::collections::{BTreeMap, HashMap};
use std::thread;
use std::time::Instant;

use recto::advice::{Surroundings, advise};
use recto::diagnostic::Diagnostics;
use recto::edit::{self, Item, Outline};
use recto::export::{Format, export, fingerprints, svg_page};
use recto::inspect::PdfContent;
use recto::resume::Resume;
use recto::source::Source;
use recto::typeset::{self, Document, FinishedPages, Fonts, PageBox};
use serde_json::{Value, json};

use super::choice::Choice;
use super::design;
use super::download;
use super::fields;
use super::font;
use super::layout::Layout;
use super::posting;
use super::response::Response;
use super::shared_state::Drawing;
use super::state;
use crate::cli::args::{LetterPlacement, OutputFormat, PreviewArgs};
use crate::cli::build::render::Pages;
use crate::cli::build::{describe, page_count, verify};
use crate::cli::process::watchdog::Watchdog;
use crate::cli::project::assets::Root;
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::{self, Project, clock, dictionaries, input};
use crate::cli::report::Failure;

/// A click selects a value of up to this many bytes as a whole, and only the word in a longer one.
const SHORT: usize = 60;

/// A request to the thread.
pub enum RenderRequest {
    /// Lay out the draft or the file.
    Set { draft: Option<String>, choice: Box<Choice> },
    /// Run the ATS checks on the last pages, and look up the words that were not looked up before.
    Check,
    /// Find the source location of the text at a point.
    Place { page: usize, x: f64, y: f64 },
    /// Find where the values between two offsets of the text are printed, in UTF-16 code units.
    Boxes { from: usize, to: usize },
    /// List the fields that application portals ask for.
    Fields,
    /// Compare the résumé with a job posting.
    Posting { text: String },
    /// Draw the first page in another theme.
    Thumbnail { theme: String },
    /// List the font families.
    Fonts,
    /// Send the regular face of a family.
    Font { family: String },
    /// Encode the last pages as a file; for formats with one file per page, a single page. A PDF may embed the résumé.
    File { format: OutputFormat, page: usize, embed: bool },
}

/// A response of the thread.
pub enum RenderResponse {
    Set(Box<Shown>),
    /// `None` if there are no pages.
    Checks(Option<Checked>),
    Answer(Response),
}

/// The result of laying out pages.
#[derive(Default)]
pub struct Shown {
    /// Whether layout succeeded.
    pub ok: bool,
    /// The pages, if it did.
    pub pages: Option<Vec<Page>>,
    pub summary: String,
    pub milliseconds: u64,
    pub diagnostics: Vec<Value>,
    /// The digest of the file on disk or, if it cannot be read, of the reason.
    pub digest: String,
    /// The names of the résumé's applications, if it can be read.
    pub applications: Option<Vec<String>>,
    /// Whether the résumé has a cover letter.
    pub letter: bool,
    /// The available themes, with their descriptions.
    pub themes: Vec<(String, String)>,
    /// The effective theme, language and paper.
    pub effective: Option<Value>,
    /// What was shown before, which takes a while to be dropped.
    pub replaced: Option<Layout>,
}

/// What takes too long to be done while somebody types.
pub struct Checked {
    /// The outcomes of the ATS checks.
    pub checks: Vec<Value>,
    /// All diagnostics, with those of spelling.
    pub diagnostics: Vec<Value>,
}

/// A page.
#[derive(Clone)]
pub struct Page {
    pub digest: String,
    pub size: (f64, f64),
    pub drawing: Drawing,
}

/// What the thread keeps between requests.
#[derive(Default)]
pub struct RenderCache {
    last: Option<Layout>,
    /// The diagnostics of the last layout, without advice.
    reported: Diagnostics,
    /// The built-in themes, which do not change.
    shipped: Vec<(String, String)>,
    /// The finished pages of the last layout.
    finished: FinishedPages,
    /// The drawings of the last pages: a page that looks the same is not drawn again.
    drawn: HashMap<u128, Page>,
}

/// Handles a request.
pub fn work(
    args: &PreviewArgs,
    order: RenderRequest,
    kept: &mut RenderCache,
    fonts: &Fonts,
    log: &ReadLog,
) -> RenderResponse {
    match order {
        RenderRequest::Set { draft, choice } => {
            RenderResponse::Set(Box::new(set(args, draft, &choice, kept, (fonts, log))))
        }
        RenderRequest::Check => RenderResponse::Checks(kept.last.as_ref().map(|last| Checked {
            checks: checks(last),
            diagnostics: with_advice(&kept.reported, advice(&last.project, last.pages.resume.page_count(), false)),
        })),
        RenderRequest::Place { page, x, y } => RenderResponse::Answer(place(kept.last.as_mut(), page, x, y)),
        RenderRequest::Boxes { from, to } => RenderResponse::Answer(match &mut kept.last {
            Some(last) => boxes(last, from, to),
            None => Response::refusal(409, "no pages yet"),
        }),
        RenderRequest::Fields => RenderResponse::Answer(match &kept.last {
            Some(last) => fields::fields(&last.project.resume),
            None => Response::refusal(409, "no pages yet"),
        }),
        RenderRequest::Posting { text } => RenderResponse::Answer(match &kept.last {
            Some(last) => posting::findings(args, &last.source, &last.choice, &text),
            None => Response::refusal(409, "no pages yet"),
        }),
        RenderRequest::Thumbnail { theme } => RenderResponse::Answer(match &kept.last {
            Some(last) => thumbnail(args, last, theme, fonts),
            None => Response::refusal(409, "no pages yet"),
        }),
        RenderRequest::Fonts => RenderResponse::Answer(font::families(fonts)),
        RenderRequest::Font { family } => RenderResponse::Answer(font::face(fonts, &family)),
        RenderRequest::File { format, page, embed } => RenderResponse::Answer(match &kept.last {
            Some(last) if embed => {
                let choice = Choice { embed, ..last.choice.clone() };
                let made = make(args, &last.source, &choice, fonts, &mut Diagnostics::new());
                Pages::forget_unused();
                match made {
                    Ok(embedding) => download::file(args, &embedding, format, page),
                    Err(_) => Response::refusal(409, "the résumé has errors; fix them first"),
                }
            }
            Some(last) => download::file(args, last, format, page),
            None => Response::refusal(409, "no pages yet"),
        }),
    }
}

fn set(
    args: &PreviewArgs,
    draft: Option<String>,
    choice: &Choice,
    kept: &mut RenderCache,
    (fonts, log): (&Fonts, &ReadLog),
) -> Shown {
    let started = Instant::now();
    let mut diagnostics = Diagnostics::new();
    log.record([args.resume.clone()]);
    let disk = input::read_resume(&args.resume, &mut diagnostics);
    // An empty file is not the same as none.
    let reason = diagnostics.sorted().first().map_or_else(String::new, |note| note.message.clone());
    let digest = match &disk {
        Ok(source) => state::digest(source.text().as_bytes()),
        Err(_) if !args.resume.exists() => String::new(),
        Err(_) => format!("none: {}", state::digest(reason.as_bytes())),
    };
    let source = match draft {
        Some(text) => {
            // The draft replaces the file, so errors in reading it do not matter.
            diagnostics = Diagnostics::new();
            Ok(Source::new(args.resume.display().to_string(), text))
        }
        None => disk,
    };
    let made = source.clone().and_then(|source| advised(args, &source, choice, kept, (fonts, log), &mut diagnostics));
    let mut shown = Shown {
        digest,
        themes: design::themes(&project::folder_of(&args.resume), &mut kept.shipped),
        ..Shown::default()
    };
    if let Ok((last, advice)) = made {
        let Project { resume, theme, applications, .. } = &last.project;
        let document = last.shown();
        let drawn = draw(document, &kept.drawn);
        let number = page_count(document.page_count());
        shown.ok = true;
        shown.pages = Some(drawn.iter().map(|(_, page)| page.clone()).collect());
        kept.drawn = drawn.into_iter().collect();
        shown.summary = match last.is_letter() {
            true => format!("Letter, {}", describe(&number, document, &[], theme)),
            false => describe(&number, document, &last.pages.changed, theme),
        };
        shown.applications = Some(applications.clone());
        shown.letter = resume.letter.is_some();
        shown.effective = Some(design::effective(resume, theme));
        shown.diagnostics = with_advice(&diagnostics, advice);
        shown.replaced = kept.last.replace(last);
        kept.reported = diagnostics;
    } else {
        shown.applications = source.ok().and_then(|source| applications(args, &source));
        shown.diagnostics = state::notes(&diagnostics);
    }
    shown.milliseconds = started.elapsed().as_millis() as u64;
    shown
}

/// Lays out a text, and finds what can be advised on it. That depends on the number of pages, which is taken to be that of
/// the last layout.
fn advised(
    args: &PreviewArgs,
    source: &Source,
    choice: &Choice,
    kept: &RenderCache,
    (fonts, log): (&Fonts, &ReadLog),
    diagnostics: &mut Diagnostics,
) -> Result<(Layout, Diagnostics), Failure> {
    let project = load(args, source, choice, log, diagnostics)?;
    let count = |pages: &Pages| pages.resume.page_count();
    let expected = kept.last.as_ref().map_or(1, |last| count(&last.pages));
    let (pages, early) = beside(
        || advice(&project, expected, true),
        || lay_out(&project, choice, fonts, Some(&kept.finished), diagnostics),
    );
    let pages = pages?;
    let advice = if count(&pages) == expected { early } else { advice(&project, count(&pages), true) };
    Ok((Layout::new(args, source, choice, pages, project), advice))
}

/// Does one thing on another thread, if there can be one, while this one does another.
fn beside<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (B, A) {
    thread::scope(|scope| {
        let started = thread::Builder::new().spawn_scoped(scope, &one);
        let other = other();
        let one = match started {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // As in a WebAssembly module.
            Err(_) => one(),
        };
        (other, one)
    })
}

/// What can be advised on a résumé. While somebody is `typing`, no dictionary is read.
fn advice(Project { resume, theme, .. }: &Project, pages: usize, typing: bool) -> Diagnostics {
    let dictionary = match typing {
        true => dictionaries::loaded_for(resume),
        // A bundled or installed dictionary cannot fail: one that is unusable is not used.
        false => dictionaries::of_resume(resume, None, &mut Diagnostics::new()).ok().flatten(),
    };
    let surroundings =
        Surroundings { pages, today: clock::today(), dictionary: dictionary.as_deref(), typing, theme: Some(theme) };
    let mut advice = Diagnostics::new();
    advise(resume, surroundings, &[], &mut advice);
    advice
}

/// What was reported of a layout, and advice.
fn with_advice(reported: &Diagnostics, advice: Diagnostics) -> Vec<Value> {
    let mut all = reported.clone();
    all.append(advice);
    state::notes(&all)
}

/// Draws the pages that were not drawn before.
fn draw(document: &Document, known: &HashMap<u128, Page>) -> Vec<(u128, Page)> {
    // Sizes converted from inches have rounding errors.
    let exact = |points: f64| (points * 1000.0).round() / 1000.0;
    let pages = fingerprints(document).into_iter().zip(document.page_sizes()).enumerate();
    let page = |(index, (fingerprint, (width, height))): (usize, (u128, (f64, f64)))| {
        let page = known.get(&fingerprint).cloned().unwrap_or_else(|| {
            let drawing = svg_page(document, index).unwrap_or_default();
            let size = (exact(width), exact(height));
            Page { digest: state::digest(&drawing), size, drawing: drawing.into() }
        });
        (fingerprint, page)
    };
    pages.map(page).collect()
}

/// Lays out a text that is not that of the pages, or in another way.
fn make(
    args: &PreviewArgs,
    source: &Source,
    choice: &Choice,
    fonts: &Fonts,
    diagnostics: &mut Diagnostics,
) -> Result<Layout, Failure> {
    let project = load(args, source, choice, &ReadLog::disabled(), diagnostics)?;
    let pages = lay_out(&project, choice, fonts, None, diagnostics)?;
    Ok(Layout::new(args, source, choice, pages, project))
}

/// Reads everything that a text names.
fn load(
    args: &PreviewArgs,
    source: &Source,
    choice: &Choice,
    log: &ReadLog,
    diagnostics: &mut Diagnostics,
) -> Result<Project, Failure> {
    let document = choice.document(&args.document);
    let overrides = Overrides::from(&document);
    let root = Root::new(&project::folder_of(&args.resume), overrides.root);
    let mut project = Project::load(source, &root, &overrides, log, diagnostics)?;
    if choice.embed {
        project.resume.embed = Some(true);
    }
    Ok(project)
}

fn lay_out(
    project: &Project,
    choice: &Choice,
    fonts: &Fonts,
    remembered: Option<&FinishedPages>,
    diagnostics: &mut Diagnostics,
) -> Result<Pages, Failure> {
    let _watchdog = Watchdog::over_memory(&project.theme, &project.pictures);
    let letter = if choice.shows_letter() { LetterPlacement::Separate } else { LetterPlacement::None };
    Pages::lay_out(project, letter, fonts, remembered, diagnostics)
}

/// The applications of a résumé, even if it has errors.
fn applications(args: &PreviewArgs, source: &Source) -> Option<Vec<String>> {
    // One file says all of them; what it extends must be read in full.
    if let Ok(Outline { value: Item::Mapping(entries), .. }) = edit::outline(source)
        && args.document.content.with.is_empty()
        && !entries.iter().any(|(key, _)| key == "extends")
    {
        let all = entries.into_iter().find(|(key, _)| key == "applications").map(|(_, all)| all.value);
        return Some(match all {
            Some(Item::Mapping(applications)) => applications.into_iter().map(|(name, _)| name).collect(),
            _ => Vec::new(),
        });
    }
    let mut quiet = Diagnostics::new();
    let overrides = Overrides::from(&args.document);
    let root = Root::new(&project::folder_of(&args.resume), overrides.root);
    let files = input::with_layers(source.clone(), &root, overrides.with, &ReadLog::disabled(), &mut quiet).ok()?;
    let (resume, _) = Resume::read_past_mistakes(&files, &mut quiet);
    Some(resume?.applications.keys().map(str::to_owned).collect())
}

/// The outcomes of the checks on the résumé's PDF, even while its letter is shown.
fn checks(Layout { project: Project { resume, theme, .. }, pages, .. }: &Layout) -> Vec<Value> {
    let quiet = &mut Diagnostics::new();
    let Ok(pdf) = export(&pages.resume, &Format::pdf(), quiet) else { return Vec::new() };
    let (Ok(reading), Ok(said)) = (PdfContent::of(&pdf), typeset::document(resume, theme, quiet)) else {
        return Vec::new();
    };
    verify::compare(&reading, resume, &said.expected_texts(), None).iter().map(state::check).collect()
}

/// Where the values between two offsets are printed, in UTF-16 code units: boxes in points.
fn boxes(last: &mut Layout, from: usize, to: usize) -> Response {
    let Some(map) = last.source_map() else { return Response::json(&json!({ "boxes": [] })) };
    let text = map.source().text();
    let (from, to) = (state::byte(text, from), state::byte(text, to));
    let boxed = |found: PageBox| json!({ "page": found.page, "x": found.x, "y": found.y, "width": found.width, "height": found.height });
    let boxes: Vec<Value> = map.boxes(from..to).into_iter().map(boxed).collect();
    Response::json(&json!({ "boxes": boxes }))
}

/// The first page in another theme, small.
fn thumbnail(args: &PreviewArgs, last: &Layout, theme: String, fonts: &Fonts) -> Response {
    const THUMBNAIL_PPI: f64 = 36.0;
    const MOST_PAGES: &str = "50";
    const SHORT_RESUME: usize = 2;
    // A theme that needs more pages is shown as well.
    let pages = Some(MOST_PAGES.to_owned());
    let choice = Choice { theme: Some(theme), options: BTreeMap::new(), show: None, pages, ..last.choice.clone() };
    let quiet = &mut Diagnostics::new();
    let made = make(args, &last.source, &choice, fonts, quiet);
    // The pictures of a short résumé take little memory until the next keys; to forget what they leave in Typst's cache would be
    // to forget the pages as well, and the next key would have to lay out all of them.
    if last.pages.resume.page_count() > SHORT_RESUME {
        Pages::forget_unused();
    }
    let png = made.and_then(|made| Ok(export(made.shown(), &Format::Png { ppi: THUMBNAIL_PPI }, quiet)?));
    match png {
        Ok(png) => Response::of("image/png", png),
        Err(_) => Response::refusal(409, "the résumé cannot be laid out in this theme"),
    }
}

fn place(last: Option<&mut Layout>, page: usize, x: f64, y: f64) -> Response {
    let found = last.and_then(|last| {
        let map = last.source_map()?;
        let location = map.at(page, x, y)?;
        let value = &map.source().text()[location.span.range()];
        let span = if value.len() <= SHORT && !value.contains('\n') { location.span } else { location.word };
        Some(Response::json(&state::place(map.source(), span, json!({ "path": location.path }))))
    });
    found.unwrap_or_else(|| Response::refusal(404, "no text of the résumé at this position"))
}
