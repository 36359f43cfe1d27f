//! `recto match`

use std::path::{Path, PathBuf};

use recto::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use recto::job::{Coverage, Finding, JobPosting, LeftOut, Place, Reason, Term, compare, emphasize_line, to_emphasize};
use recto::locale::Locale;
use recto::present::passages;
use recto::resume::Resume;
use recto::source::Source;
use recto::tailor::{self, relaxations};

use super::pdf_input;
use crate::cli::args::{MatchArgs, MatchFormat};
use crate::cli::project::assets::Root;
use crate::cli::project::overrides::Overrides;
use crate::cli::project::{self, input};
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// How many terms are printed without `--all-terms`.
const SHOWN: usize = 30;

/// How many locations of a term are printed in the table.
const PLACES: usize = 2;

/// Compares a résumé with a job posting.
pub fn run(args: &MatchArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let overrides = Overrides::from(&args.content);
    let whole = Resume::read_files(&input::read_files(&args.resume, &overrides, diagnostics)?, diagnostics)?;
    // Warnings about the résumé itself are for `check`.
    *diagnostics = Diagnostics::new();
    diagnostics.open(whole.source());
    overrides.require_root(diagnostics)?;
    let root = Root::new(&project::folder_of(&args.resume), args.content.root.as_deref());
    let job = job(args, &whole, &root, diagnostics)?;
    let source = read_posting(&job, diagnostics)?;
    let posting = JobPosting::read(&source, diagnostics)?;
    let cited = |mut resume: Resume, diagnostics: &mut Diagnostics| -> Result<Resume> {
        project::cite(&mut resume, &root, diagnostics)?;
        Ok(resume)
    };
    let sent = cited(overrides.apply_all(whole.clone(), diagnostics)?, diagnostics)?;
    let edited = overrides.set_fields(whole.clone(), diagnostics)?;
    let application =
        args.content.tailoring.application.as_deref().and_then(|name| whole.applications.find(name)).cloned();
    let owner = Owner {
        name: if application.is_some() { "application" } else { "résumé" },
        emphasizes: !application.as_ref().map_or(&whole.emphasize, |it| &it.emphasize).is_empty(),
    };
    let mut said = Vec::new();
    for relaxation in relaxations(&whole, application.as_ref(), &overrides.filter()) {
        let resume = cited(relaxation.resume(&whole, &edited), diagnostics)?;
        said.push(LeftOut { remedy: relaxation.remedy, passages: passages(&resume) });
    }
    let mut all = cited(whole, diagnostics)?;
    all.sections.clear();
    let mut findings = compare(&posting, &passages(&sent), &said, &passages(&all));
    let terms = findings.len();
    if !args.all_terms {
        findings.truncate(SHOWN);
    }
    let emphasize = to_emphasize(&findings, &sent);
    let report = match args.format {
        MatchFormat::Json => json(&findings, &emphasize, &Languages::of(&posting, &sent)),
        MatchFormat::Table => {
            Languages::of(&posting, &sent).warning()
                + &table(&findings, terms, source.name())
                + &advised(&emphasize, &owner)
        }
    };
    print(&report, diagnostics).map(|()| String::new())
}

/// Reads a job posting: text of any kind, or a PDF.
fn read_posting(path: &Path, diagnostics: &mut Diagnostics) -> Result<Source, Failure> {
    if !pdf_input::is_pdf(path) {
        return input::read_resume(path, diagnostics);
    }
    let content = pdf_input::read_reading(path, "match", diagnostics)?;
    Ok(Source::new(path.display().to_string(), content.content_order.text()))
}

/// The languages of a posting and a résumé.
struct Languages {
    posting: String,
    resume: String,
}

impl Languages {
    fn of(posting: &JobPosting, resume: &Resume) -> Languages {
        let locale = Locale::of(resume, &mut Diagnostics::new());
        let language = locale.map_or_else(|_| "en".to_owned(), |locale| locale.language().to_owned());
        Languages { posting: posting.language().to_owned(), resume: language }
    }

    /// Whether the words of the one cannot be found in the other.
    fn differ(&self) -> bool {
        // Norwegian has several codes.
        let is_norwegian = self.posting == "no" && ["nb", "nn"].contains(&self.resume.as_str());
        self.posting != self.resume && !is_norwegian
    }

    /// A line about languages that differ.
    fn warning(&self) -> String {
        let Languages { posting, resume } = self;
        match self.differ() {
            true => format!(
                "The languages differ (posting: {posting}, résumé: {resume}), so most terms cannot be found.\n\n"
            ),
            false => String::new(),
        }
    }
}

/// The file of the job posting: the given one, or the application's.
fn job(args: &MatchArgs, resume: &Resume, root: &Root, diagnostics: &mut Diagnostics) -> Result<PathBuf, Failure> {
    let help = "pass the file with the posting, e.g. `recto match job.md`";
    if let Some(path) = &args.job {
        if !path.exists() && path != Path::new(input::STANDARD) {
            let note = Diagnostic::error(Code::File, format!("file not found: `{}`", path.display()));
            return Err(Failure::io(diagnostics.error(note.help(help))));
        }
        return Ok(path.clone());
    }
    let Some(name) = args.content.tailoring.application.as_deref() else {
        let note = Diagnostic::error(Code::File, "no job posting to compare the résumé with");
        return Err(Failure::io(diagnostics.error(note.help(help))));
    };
    let application = tailor::find(resume, name, diagnostics)?;
    let Some(job) = &application.job else {
        let note = Diagnostic::error(Code::File, format!("the application `{name}` has no job posting"));
        return Err(diagnostics.error(note.help(format!("add `job: FILE` to it, or {help}"))).into());
    };
    let Ok(path) = root.confine(&*job.value) else {
        let note = Diagnostic::error(Code::File, project::outside(&job.value)).at(job.span);
        return Err(diagnostics
            .error(note.path(format!("applications.{name}.job")).help(project::OUTSIDE_HELP))
            .into());
    };
    let path = path.as_ref().strip_prefix(".").unwrap_or(path.as_ref()).to_path_buf();
    if !Path::is_file(&path) {
        let name = path.display();
        let message = match path.exists() {
            true => format!("`{name}` is not a regular file"),
            false => format!("file not found: `{name}`"),
        };
        let note = Diagnostic::error(Code::File, message).at(job.span);
        return Err(diagnostics.error(note.path(format!("applications.{name}.job")).help(help)).into());
    }
    Ok(path)
}

/// Maximum width of a column.
const WIDEST: usize = 60;

/// Three groups: present, omitted, missing. `job` is the name of the posting.
fn table(findings: &[Finding], terms: usize, job: &str) -> String {
    let group = |title: &str, rows: Vec<[String; 4]>| {
        if rows.is_empty() {
            return String::new();
        }
        let length = |row: &[String; 4], column: usize| row[column].chars().count().min(WIDEST);
        let width = |column: usize| rows.iter().map(|row| length(row, column)).max().unwrap_or_default();
        let (first, second, third) = (width(0), width(1), width(2));
        let line = |[term, count, why, rest]: &[String; 4]| {
            let why = if third == 0 { String::new() } else { format!("{why:third$}  ") };
            format!("  {term:first$}  {count:>second$}  {why}{rest}")
        };
        let lines: String = rows.iter().map(|row| format!("{}\n", line(row).trim_end())).collect();
        format!("{title} ({})\n{lines}\n", rows.len())
    };
    let row = |finding: &Finding, rest: String| {
        let Term { text, count, reasons, .. } = &finding.term;
        // The count says that it is repeated.
        let why: Vec<&str> = reasons.iter().filter(|it| **it != Reason::Repeated).map(|it| it.name()).collect();
        [text.clone(), format!("{count}×"), why.join(", "), rest]
    };
    let (mut said, mut left_out, mut not_said) = (Vec::new(), Vec::new(), Vec::new());
    for finding in findings {
        match &finding.coverage {
            Coverage::Present(places) => said.push(row(finding, listed(places, &finding.term.text))),
            Coverage::Omitted { places, remedy } => {
                let how = remedy.as_deref().unwrap_or("more than one change");
                left_out.push(row(finding, format!("{}; needs {how}", listed(places, &finding.term.text))));
            }
            Coverage::Missing => not_said.push(row(finding, String::new())),
        }
    }
    let rest = terms - findings.len();
    let more = if rest > 0 { format!("{rest} less relevant terms; `--all-terms` shows them\n") } else { String::new() };
    let title = format!("Terms of {job}, with the number of times each occurs in it:\n\n");
    let text = [title, group("present", said), group("omitted", left_out), group("missing", not_said), more].concat();
    if terms == 0 { "no distinctive terms in the job posting\n".into() } else { text }
}

/// What the line that emphasizes terms belongs to.
struct Owner {
    name: &'static str,
    /// Whether it has such a line.
    emphasizes: bool,
}

/// The line that emphasizes terms, if there are any.
fn advised(terms: &[String], Owner { name, emphasizes }: &Owner) -> String {
    if terms.is_empty() {
        return String::new();
    }
    let what = if *emphasizes { format!("change the line of the {name} to") } else { format!("add to the {name}") };
    format!("to emphasize terms that are present, {what}:\n  {}\n", emphasize_line(terms))
}

/// Locations, each with the spelling of the term there, if it differs from the posting's.
fn listed(places: &[Place], term: &str) -> String {
    let place = |place: &Place| {
        let same = place.written.to_lowercase() == term.to_lowercase();
        if same { place.path.clone() } else { format!("{} (\u{201c}{}\u{201d})", place.path, place.written) }
    };
    let shown: Vec<String> = places.iter().take(PLACES).map(place).collect();
    let rest = places.len().saturating_sub(PLACES);
    let more = if rest > 0 { format!(", and {rest} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

fn json(findings: &[Finding], emphasize: &[String], languages: &Languages) -> String {
    let place = |place: &Place| serde_json::json!({ "path": place.path, "written": place.written });
    let finding = |Finding { term, coverage }: &Finding| {
        let (state, places, remedy) = match coverage {
            Coverage::Present(places) => ("present", &places[..], None),
            Coverage::Omitted { places, remedy } => ("omitted", &places[..], remedy.as_ref()),
            Coverage::Missing => ("missing", &[][..], None),
        };
        serde_json::json!({
            "term": term.text,
            "count": term.count,
            "reasons": term.reasons.iter().map(|reason| reason.name()).collect::<Vec<_>>(),
            "weight": (term.weight * 100.0).round() / 100.0,
            "coverage": state,
            "places": places.iter().map(place).collect::<Vec<_>>(),
            "remedy": remedy,
        })
    };
    let terms: Vec<serde_json::Value> = findings.iter().map(finding).collect();
    let languages = serde_json::json!({
        "posting": languages.posting,
        "resume": languages.resume,
        "differ": languages.differ(),
    });
    let report = serde_json::json!({ "languages": languages, "terms": terms, "emphasize": emphasize });
    serde_json::to_string_pretty(&report).expect("plain data is JSON") + "\n"
}
