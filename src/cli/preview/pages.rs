//! The thread that sets pages: what it is asked, and what it answers.

use std::path::Path;
use std::time::Instant;

use clap::ValueEnum;
use recto::advice::{Surroundings, advise};
use recto::diagnostic::Diagnostics;
use recto::export::{Format, export, export_files};
use recto::fit::{Fitted, fit};
use recto::inspect::Reading;
use recto::locale::Locale;
use recto::resume::Resume;
use recto::source::{Source, Spanned};
use recto::theme::{OptionValue, Theme, Themes};
use recto::typeset::{self, Document, Fonts, SourceMap, typeset_letter};
use serde_json::{Value, json};

use super::super::args::{LetterPlace, Making, OutputFormat, PdfArgs, PreviewArgs};
use super::super::assets::Root;
use super::super::build::{counted, named, summary};
use super::super::changes::Looks;
use super::super::output::Asked as AskedOutput;
use super::super::project::{self, Project, Wanted};
use super::super::theme_search::{self, ThemeName};
use super::super::watchdog::Watchdog;
use super::super::{Stop, clock, forms, input, inspect, pdf};
use super::choice::{Asked, Choice, Show};
use super::response::Response;
use super::shared_state::Drawing;
use super::state;

/// A click selects a value of so many bytes whole, to be written over, and of a longer one the word.
const SHORT: usize = 60;

/// What the thread is asked.
pub enum Order {
    /// To set pages, of a draft or of the file.
    Set { draft: Option<String>, choice: Choice },
    /// To read the pages it set last as programs do.
    Check,
    /// Where it is written what stands at a point of them.
    Place { page: usize, x: f64, y: f64 },
    /// To write them as a file; of formats that have a file a page, one page of them.
    File { format: OutputFormat, page: usize },
}

/// What it answers.
pub enum Product {
    Set(Box<Shown>),
    Checks(Vec<Value>),
    Answer(Response),
}

/// What came of setting pages.
#[derive(Default)]
pub struct Shown {
    /// Whether pages could be set.
    pub ok: bool,
    /// The pages, if they could.
    pub pages: Option<Vec<Page>>,
    pub summary: String,
    pub milliseconds: u64,
    pub notes: Vec<Value>,
    /// The digest of the file on disk; empty if it cannot be read.
    pub digest: String,
    /// The names of the résumé's applications, if it can be read.
    pub applications: Option<Vec<String>>,
    /// Whether a letter goes with the résumé.
    pub letter: bool,
    /// The themes there are, each with what it is like.
    pub themes: Vec<(String, String)>,
    /// Theme, language and paper as they are, whoever chose them.
    pub effective: Option<Value>,
}

/// A page.
pub struct Page {
    pub digest: String,
    pub size: (f64, f64),
    pub drawing: Drawing,
}

/// What the thread keeps from one order to the next.
#[derive(Default)]
pub struct Kept {
    last: Option<Last>,
    /// The themes of Recto's own, which do not change.
    shipped: Vec<(String, String)>,
}

/// The last pages that could be set.
struct Last {
    project: Project,
    application: Option<String>,
    resume: Document,
    /// The letter, if it is what is shown.
    letter: Option<Document>,
    /// Made when the first place is asked for.
    source_map: Option<SourceMap>,
}

impl Last {
    fn shown(&self) -> &Document {
        self.letter.as_ref().unwrap_or(&self.resume)
    }
}

/// Does what is asked.
pub fn work(args: &PreviewArgs, order: Order, kept: &mut Kept, fonts: &Fonts, looks: &Looks) -> Product {
    match order {
        Order::Set { draft, choice } => Product::Set(Box::new(set(args, draft, &choice, kept, (fonts, looks)))),
        Order::Check => Product::Checks(kept.last.as_ref().map(checks).unwrap_or_default()),
        Order::Place { page, x, y } => Product::Answer(place(kept.last.as_mut(), page, x, y)),
        Order::File { format, page } => Product::Answer(match &kept.last {
            Some(last) => file(args, last, format, page),
            None => Response::refusal(409, "there are no pages yet"),
        }),
    }
}

fn set(
    args: &PreviewArgs,
    draft: Option<String>,
    choice: &Choice,
    kept: &mut Kept,
    (fonts, looks): (&Fonts, &Looks),
) -> Shown {
    let started = Instant::now();
    let mut notes = Diagnostics::new();
    looks.at([args.resume.clone()]);
    let disk = input::read_resume(&args.resume, &mut notes);
    let digest = disk.as_ref().map_or_else(|_| String::new(), |source| state::digest(source.text().as_bytes()));
    let source = match draft {
        Some(text) => {
            // Of the file nothing is wanted, so nothing is said.
            notes = Diagnostics::new();
            Ok(Source::new(args.resume.display().to_string(), text))
        }
        None => disk,
    };
    let applications = source.as_ref().ok().and_then(applications);
    let made = source.and_then(|source| make(args, &source, choice, fonts, looks, &mut notes));
    let mut shown = Shown {
        digest,
        applications,
        themes: themes(&project::folder_of(&args.resume), &mut kept.shipped),
        ..Shown::default()
    };
    if let Ok((last, changed)) = made {
        let Project { resume, theme, .. } = &last.project;
        let document = last.shown();
        let drawings = export_files(document, &Format::Svg, &mut notes).unwrap_or_default();
        // What is computed of inches is not always the number that is meant.
        let exact = |points: f64| (points * 1000.0).round() / 1000.0;
        let page = |(drawing, (width, height)): (Vec<u8>, (f64, f64))| Page {
            digest: state::digest(&drawing),
            size: (exact(width), exact(height)),
            drawing: drawing.into(),
        };
        let number = counted(document.page_count());
        shown.ok = true;
        shown.pages = Some(drawings.into_iter().zip(document.page_sizes()).map(page).collect());
        shown.summary = match &last.letter {
            Some(letter) => format!("Letter, {}", summary(&number, letter, &[], theme)),
            None => summary(&number, document, &changed, theme),
        };
        shown.letter = resume.letter.is_some();
        shown.effective = Some(effective(resume, theme));
        let surroundings = Surroundings { pages: last.resume.page_count(), today: clock::today() };
        advise(resume, surroundings, &[], &mut notes);
        kept.last = Some(last);
    }
    shown.notes = notes.sorted().into_iter().map(|note| state::note(note, &notes)).collect();
    shown.milliseconds = started.elapsed().as_millis() as u64;
    shown
}

/// Pages with all that they are made of, and the options that were changed to make them fit.
type Made = (Last, Vec<(String, OptionValue)>);

fn make(
    args: &PreviewArgs,
    source: &Source,
    choice: &Choice,
    fonts: &Fonts,
    looks: &Looks,
    notes: &mut Diagnostics,
) -> Result<Made, Stop> {
    let Asked { theme, settings, tailoring } = choice.asked(args);
    let theme = theme.as_deref().map(ThemeName::Typed);
    let root = args.root.as_deref();
    let wanted = Wanted { theme, root, settings: &settings, tailoring: &tailoring, today: None };
    let root = Root::new(&project::folder_of(&args.resume), root);
    let mut project = Project::of_looking(source, &root, &wanted, looks, notes)?;
    if let Some(language) = &choice.language {
        let source = Source::new("the preview's choice", language.as_str());
        notes.open(&source);
        if let Ok(value) = language.parse() {
            project.resume.language = Some(Spanned { value, span: source.span(0..language.len()) });
        }
    }
    let Project { resume, theme, pictures, .. } = &project;
    let _watchdog = Watchdog::over_memory(theme, pictures);
    let Fitted { document, changed, .. } = fit(resume, theme, pictures, fonts, notes)?;
    let letter = match choice.show {
        Some(Show::Letter) => typeset_letter(resume, theme, pictures, fonts, notes)?,
        None => None,
    };
    Ok((Last { application: tailoring.application, resume: document, letter, source_map: None, project }, changed))
}

/// The applications of a résumé, whatever else is wrong with it.
fn applications(source: &Source) -> Option<Vec<String>> {
    let (resume, _) = Resume::read_past_mistakes(source, &mut Diagnostics::new());
    Some(resume?.applications.keys().map(str::to_owned).collect())
}

/// All themes that a résumé in a folder can be set in.
fn themes(folder: &Path, shipped: &mut Vec<(String, String)>) -> Vec<(String, String)> {
    let listed = |themes: &Themes| {
        let theme = |name: &str| {
            let theme = themes.find(name, None, &mut Diagnostics::new()).ok()?;
            Some((name.to_owned(), theme.manifest.description))
        };
        themes.names().filter_map(theme).collect::<Vec<_>>()
    };
    if shipped.is_empty() {
        *shipped = listed(&Themes::builtin());
    }
    let mut own = Themes::default();
    let folders = [theme_search::config_folder(), Some(folder.join("themes"))];
    for found in theme_search::in_folders(folders.into_iter().flatten()) {
        if let Ok(files) = found.files {
            own.add(&found.name, theme_search::shown(&found.folder), files);
        }
    }
    let mut all = listed(&own);
    all.extend(shipped.iter().filter(|(name, _)| !own.names().any(|other| other == name)).cloned());
    all.sort();
    all
}

fn effective(resume: &Resume, theme: &Theme) -> Value {
    let quiet = &mut Diagnostics::new();
    let locale = Locale::find(resume.language.as_ref(), quiet).ok();
    let language = match (&resume.language, &locale) {
        (Some(language), _) => Some(language.value.to_string()),
        (None, Some(locale)) => Some(format!("{}-{}", locale.language(), locale.region())),
        (None, None) => None,
    };
    let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
    let options = theme.options(settings, quiet).unwrap_or_default();
    let paper = match options.get("paper") {
        Some(OptionValue::Text(paper)) if paper != recto::theme::AUTO => Some(paper.clone()),
        _ => locale.map(|locale| locale.paper().name().to_owned()),
    };
    json!({ "theme": theme.manifest.name, "language": language, "paper": paper })
}

/// What each check says of the PDF of the résumé, also while its letter is shown.
fn checks(Last { project: Project { resume, theme, .. }, resume: document, .. }: &Last) -> Vec<Value> {
    let quiet = &mut Diagnostics::new();
    let Ok(pdf) = export(document, &Format::pdf(), quiet) else { return Vec::new() };
    let (Ok(reading), Ok(said)) = (Reading::of(&pdf), typeset::document(resume, theme, quiet)) else {
        return Vec::new();
    };
    inspect::compare(&reading, resume, &said.expected_texts(), None).iter().map(state::check).collect()
}

fn place(last: Option<&mut Last>, page: usize, x: f64, y: f64) -> Response {
    let found = last.and_then(|last| {
        if last.source_map.is_none() {
            let Project { resume, theme, .. } = &last.project;
            let quiet = &mut Diagnostics::new();
            let said = typeset::document(resume, theme, quiet).ok()?;
            last.source_map = Some(SourceMap::new(last.shown().text_runs(), resume, &said));
        }
        let map = last.source_map.as_ref()?;
        let location = map.at(page, x, y)?;
        let value = &map.source().text()[location.span.range()];
        let span = if value.len() <= SHORT && !value.contains('\n') { location.span } else { location.word };
        Some(Response::json(&state::place(map.source(), span, json!({ "path": location.path }))))
    });
    found.unwrap_or_else(|| Response::refusal(404, "nothing of the résumé stands there"))
}

/// What `recto build` would write, under the name it would give it.
fn file(args: &PreviewArgs, last: &Last, format: OutputFormat, page: usize) -> Response {
    const PPI: f64 = 144.0;
    let Last { project, application, .. } = last;
    let mut notes = Diagnostics::new();
    let embed = project.resume.embed == Some(true) && format == OutputFormat::Pdf;
    let settings = pdf::settings(&PdfArgs::default(), format, embed, &mut notes);
    let files = settings.and_then(|settings| match format.making(PPI, settings) {
        Making::Pages(pages) => Ok((export_files(last.shown(), &pages, &mut notes)?, last.letter.is_some())),
        form => {
            let made = forms::made(&form, &project.resume, &project.theme, LetterPlace::Separate, &mut notes)?;
            let (resume, letter) = made.map(|made| (made.resume, made.letter)).unzip();
            // Data are of the résumé; a letter is none.
            let letter = letter.flatten().filter(|_| last.letter.is_some());
            let is_letter = letter.is_some();
            Ok((letter.or(resume).into_iter().collect(), is_letter))
        }
    });
    let Ok((files, letter)) = files else {
        let said = notes.sorted().iter().map(|note| note.message.clone()).collect::<Vec<_>>().join("; ");
        return Response::refusal(500, said);
    };
    let several = files.len() > 1;
    let Some(file) = page.checked_sub(1).and_then(|index| files.into_iter().nth(index)) else {
        return Response::refusal(404, format!("there is no page {page}"));
    };
    let asked = AskedOutput {
        resume: &args.resume,
        output: None,
        format: Some(format),
        application: application.as_deref(),
        name: None,
        root: None,
    };
    let target = named(project, clock::today(), &asked, &mut notes);
    let target = target.ok().and_then(|target| if letter { target.for_letter() } else { Some(target) });
    let stem = target.as_ref().and_then(|target| target.path()?.file_stem()?.to_str()).unwrap_or("resume");
    let number = if several { format!("-{page}") } else { String::new() };
    let media_type = match format.ending() {
        "pdf" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "yaml" => "application/yaml",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    };
    let name = format!("{stem}{number}.{}", format.ending());
    Response { save_as: Some(name), ..Response::of(media_type, file) }
}

/// What pages can be written as, by the ending of the file.
pub fn formats() -> Vec<&'static str> {
    let files = OutputFormat::value_variants().iter().filter(|format| !format.is_folder());
    files.map(|format| format.ending()).collect()
}
