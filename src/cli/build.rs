//! `recto build`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::export::{export, export_files};
use recto::fit::{Fitted, fit, fit_after_letter};
use recto::resume::{Date, Resume};
use recto::theme::{OptionValue, Theme};
use recto::typeset::{Document, Fonts, Pictures, typeset_letter};

use super::args::{BuildArgs, LetterPlace, Making, OutputFormat, TailoringArgs};
use super::changes::Looks;
use super::input::{self, STANDARD};
use super::output::{Asked, Facts, Target, fill};
use super::project::{OUTSIDE_HELP, Project, Wanted, outside};
use super::theme_search::ThemeName;
use super::watchdog::Watchdog;
use super::{Stop, batch, clock, folder, fonts, forms, inspect, many, pdf, show, threads, unusable};

/// Builds a résumé, or every application of it; returns the lines that say what was
/// built.
pub fn run(args: &BuildArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    if args.batch {
        return batch::run(args, notes);
    }
    let resume = match &args.resumes[..] {
        [one] if !many::is_several(one) => one,
        several => return many::run(args, several, notes),
    };
    if args.all {
        return all(args, resume, notes);
    }
    let started = Instant::now();
    threads::only_this_one();
    let job = Job::prepare(args, resume, args.tailoring.application.as_deref(), notes)?;
    let (lines, kept) = job.build(args, started, notes)?;
    // The process ends here; taking the pages apart one by one is time for nothing.
    std::mem::forget((job, kept));
    Ok(lines)
}

/// Everything of one build that is known before pages are laid out.
pub struct Job {
    project: Project,
    target: Target,
    making: Making,
}

impl Job {
    /// Reads all that is needed, and decides where the result goes.
    ///
    /// # Errors
    /// If anything is wrong with any of it.
    pub fn prepare(
        args: &BuildArgs,
        resume: &Path,
        application: Option<&str>,
        notes: &mut Diagnostics,
    ) -> Result<Job, Stop> {
        Job::prepare_looking(args, resume, application, &Looks::none(), notes)
    }

    /// The same, and looks at each file before it is read, for whoever watches them.
    ///
    /// # Errors
    /// As of [`Job::prepare`].
    pub fn prepare_looking(
        args: &BuildArgs,
        resume: &Path,
        application: Option<&str>,
        looks: &Looks,
        notes: &mut Diagnostics,
    ) -> Result<Job, Stop> {
        let tailoring = TailoringArgs { application: application.map(str::to_owned), ..args.tailoring.clone() };
        let wanted = Wanted {
            theme: args.theme.as_deref().map(ThemeName::Typed),
            root: args.root.as_deref(),
            settings: &args.set,
            tailoring: &tailoring,
            today: args.pdf.date,
        };
        let asked = |output| Asked { resume, output, format: args.format, application, name: None, root: None };
        // What the command line says alone is looked at before any work is done.
        if let Some(path) = args.output.as_deref().filter(|path| !is_pattern(path)) {
            let target = Target::decide(&asked(Some(path)), notes)?;
            pdf::settings(&args.pdf, target.format, args.pdf.embed, notes)?;
            return Job::of(Project::open_looking(resume, &wanted, looks, notes)?, target, args, notes);
        }
        let project = Project::open_looking(resume, &wanted, looks, notes)?;
        let date = args.pdf.date.or_else(clock::today);
        let target = named(&project, date, &asked(args.output.as_deref()), notes)?;
        Job::of(project, target, args, notes)
    }

    /// The build of a project that was read already, of a résumé at some path.
    ///
    /// # Errors
    /// As of [`Job::prepare`].
    pub fn of_project(project: Project, resume: &Path, args: &BuildArgs, notes: &mut Diagnostics) -> Result<Job, Stop> {
        let application = args.tailoring.application.as_deref();
        let asked = Asked { resume, output: None, format: args.format, application, name: None, root: None };
        let target = named(&project, args.pdf.date.or_else(clock::today), &asked, notes)?;
        Job::of(project, target, args, notes)
    }

    fn of(mut project: Project, target: Target, args: &BuildArgs, notes: &mut Diagnostics) -> Result<Job, Stop> {
        let embed = args.pdf.embed || project.resume.embed == Some(true);
        let settings = pdf::settings(&args.pdf, target.format, embed && target.format == OutputFormat::Pdf, notes)?;
        project.resume.embed = Some(embed);
        let making = target.format.making(args.ppi, settings);
        if !matches!(making, Making::Pages(_)) {
            forms::check(target.format, args.letter, &args.tailoring, notes)?;
        }
        Ok(Job { project, making, target })
    }

    /// Sets and writes; returns the lines that say so, and what is done with.
    pub fn build(
        &self,
        args: &BuildArgs,
        started: Instant,
        notes: &mut Diagnostics,
    ) -> Result<(String, Vec<Document>), Stop> {
        if self.target.format.is_folder() {
            return folder::build(&self.project, &self.target, args, started, notes);
        }
        let search = || fonts::search(&args.font_path);
        let watchdog = Watchdog::over(&self.project.theme, &self.project.pictures, args.timeout);
        let (made, documents) = self.make(args, &Fonts::search(&search), notes)?;
        drop(watchdog);
        Ok((made.write(started, notes)?, documents))
    }

    /// Sets, and writes nothing yet.
    pub fn make(
        &self,
        args: &BuildArgs,
        found: &Fonts,
        notes: &mut Diagnostics,
    ) -> Result<(Made, Vec<Document>), Stop> {
        let Job { project: Project { resume, theme, pictures, .. }, target, making } = self;
        let Making::Pages(format) = making else { return Ok((self.make_form(args, notes)?, Vec::new())) };
        let set = if args.letter == LetterPlace::First { fit_after_letter } else { fit };
        let Fitted { document, changed, letter_pages, .. } = set(resume, theme, pictures, found, notes)?;
        let files = export_files(&document, format, notes)?;
        if args.pdf.strict {
            // A letter before the résumé is no part of what is compared.
            let alone = match letter_pages {
                0 => None,
                _ => Some(export(&fit(resume, theme, pictures, found, notes)?.document, format, notes)?),
            };
            inspect::read_back(alone.as_ref().unwrap_or(&files[0]), resume, theme, notes)?;
        }
        let wanted = args.letter == LetterPlace::Separate;
        let letter = if wanted { typeset_letter(resume, theme, pictures, found, notes)? } else { None };
        let number = match letter_pages {
            0 => counted(document.page_count()),
            letter => format!("a letter of {}, {}", counted(letter), counted(document.page_count() - letter)),
        };
        let mut parts = vec![(target.clone(), files, summary(&number, &document, &changed, theme))];
        let mut documents = vec![document];
        if let (Some(letter), Some(target)) = (letter, target.for_letter()) {
            let said = summary(&counted(letter.page_count()), &letter, &[], theme);
            parts.push((target, export_files(&letter, format, notes)?, said));
            documents.push(letter);
        }
        Ok((Made(parts), documents))
    }

    /// Makes a form that has no pages.
    fn make_form(&self, args: &BuildArgs, notes: &mut Diagnostics) -> Result<Made, Stop> {
        let Job { project: Project { resume, theme, .. }, target, making } = self;
        let made = forms::made(making, resume, theme, args.letter, notes)?.expect("it has no pages");
        notes.reported()?;
        let part = |target: &Target, bytes: Vec<u8>| (target.clone(), vec![bytes], target.format.to_string());
        let letter = made.letter.zip(target.for_letter()).map(|(letter, target)| part(&target, letter));
        Ok(Made(std::iter::once(part(target, made.resume)).chain(letter).collect()))
    }

    /// The file that will be written, if it is one.
    pub fn path(&self) -> Option<&Path> {
        self.target.path()
    }

    /// The résumé for the application.
    pub fn resume(&self) -> &Resume {
        &self.project.resume
    }

    /// The pictures that the résumé names.
    pub fn pictures(&self) -> &Pictures {
        &self.project.pictures
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.project.theme
    }

    /// The files that will be written, by their first names.
    pub fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let letter = self.project.resume.letter.as_ref().and_then(|_| self.target.for_letter());
        let letter = letter.and_then(|target| target.path().map(Path::to_path_buf));
        self.target.path().map(Path::to_path_buf).into_iter().chain(letter)
    }
}

/// Files that are to be written, each with where it goes and what is said of it.
pub struct Made(Vec<(Target, Vec<Vec<u8>>, String)>);

impl Made {
    /// The content of the first file: the résumé, or its first page.
    pub fn first_file(&self) -> Option<&[u8]> {
        self.0.first()?.1.first().map(Vec::as_slice)
    }

    /// Writes each whole or not at all; returns the lines that say so.
    pub fn write(self, started: Instant, notes: &mut Diagnostics) -> Result<String, Stop> {
        let mut lines = Vec::new();
        for (target, files, said) in self.0 {
            let written = target.write_files(&files, notes)?;
            let kilobytes = files.iter().map(Vec::len).sum::<usize>().div_ceil(1000);
            lines.push(format!("{written}: {said}, {kilobytes} kB, {} ms", started.elapsed().as_millis()));
        }
        Ok(lines.join("\n"))
    }
}

/// Whether a path has something to be filled in.
fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.contains('{'))
}

/// Where the result of a project goes; an application may name its file, and so may a pattern.
///
/// # Errors
/// If a pattern has something in braces that stands for nothing, or nothing can be written there.
pub fn named(project: &Project, date: Option<Date>, asked: &Asked, notes: &mut Diagnostics) -> Result<Target, Stop> {
    let facts = Facts {
        file: asked.resume.file_stem().and_then(|stem| stem.to_str()).unwrap_or("resume"),
        name: &project.resume.basics.name,
        application: asked.application,
        theme: &project.theme.manifest.name,
        date: date.map(|date| date.to_string()),
    };
    let output = match asked.output.and_then(Path::to_str) {
        Some(pattern) => Some(PathBuf::from(filled(pattern, &facts, None, notes)?)),
        None => None,
    };
    let name = match &project.output {
        Some(pattern) => {
            let name = filled(&pattern.value, &facts, Some(pattern.span), notes)?;
            Some(project.root.confine(&name).map_err(|_| {
                let note = Diagnostic::error(Id::File, outside(&name)).at(pattern.span);
                Stop::from(notes.error(note.help(OUTSIDE_HELP).help("or name any file with `-o`")))
            })?)
        }
        None => None,
    };
    let root = Some(&project.root);
    Target::decide(&Asked { output: output.as_deref(), name: name.as_ref(), root, ..*asked }, notes)
}

fn filled(
    pattern: &str,
    facts: &Facts,
    place: Option<recto::source::Span>,
    notes: &mut Diagnostics,
) -> Result<String, Stop> {
    fill(pattern, facts).map_err(|name| {
        let note = Diagnostic::error(Id::BadValue, format!("`{{{name}}}` stands for nothing in the name of a file"));
        let note = note.help("write `{file}`, `{name}`, `{application}`, `{theme}` or `{date}`");
        Stop::from(notes.error(match place {
            Some(span) => note.at(span),
            None => note,
        }))
    })
}

/// Builds the plain résumé and every application, on all cores. What fails does not
/// stop the others.
fn all(args: &BuildArgs, resume: &Path, notes: &mut Diagnostics) -> Result<String, Stop> {
    if resume == Path::new(STANDARD) {
        let note = Diagnostic::error(Id::File, "standard input can be read only once");
        return Err(unusable(notes.error(note.help("name a file to build all of its applications"))));
    }
    let started = Instant::now();
    let whole = Resume::read(&input::read_resume(resume, notes)?, notes)?;
    // Each job says what there is to say of its own.
    *notes = Diagnostics::new();
    let names: Vec<Option<&str>> = std::iter::once(None).chain(whole.applications.keys().map(Some)).collect();
    let mut own: Vec<Diagnostics> = names.iter().map(|_| Diagnostics::new()).collect();
    let jobs: Vec<Result<Job, Stop>> =
        names.iter().zip(&mut own).map(|(name, notes)| Job::prepare(args, resume, *name, notes)).collect();
    let jobs = without_doubles(jobs, &names, &mut own);
    let bar = ProgressBar::new(jobs.len() as u64)
        .with_style(ProgressStyle::with_template("{bar:24} {pos}/{len}").expect("the template is right"));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(index) else { return done };
            let mut notes = Diagnostics::new();
            let lines = job.as_ref().ok().map(|job| job.build(args, started, &mut notes).map(|(lines, _)| lines));
            bar.inc(1);
            done.push((index, lines, notes));
        }
    };
    let mut done: Vec<_> = threads::on_all_cores(jobs.len(), work).into_iter().flatten().collect();
    bar.finish_and_clear();
    done.sort_by_key(|(index, ..)| *index);
    let (mut lines, mut failed) = (Vec::new(), Vec::new());
    for ((index, result, later), early) in done.into_iter().zip(&own) {
        show::for_people(early);
        show::for_people(&later);
        match result {
            Some(Ok(line)) => lines.push(line),
            Some(Err(_)) | None => failed.push(names[index].unwrap_or("the plain résumé")),
        }
    }
    if failed.is_empty() {
        return Ok(lines.join("\n"));
    }
    for line in &lines {
        show::line(line);
    }
    let message = format!("{} of {} were not built: {}", failed.len(), names.len(), failed.join(", "));
    Err(Stop::from(notes.error(Diagnostic::error(Id::File, message).help("mend what is said above, and build again"))))
}

/// Turns away whoever would write over what another writes.
fn without_doubles(
    jobs: Vec<Result<Job, Stop>>,
    names: &[Option<&str>],
    own: &mut [Diagnostics],
) -> Vec<Result<Job, Stop>> {
    let mut taken: BTreeMap<PathBuf, String> = BTreeMap::new();
    let look = |((job, name), notes): ((Result<Job, Stop>, &Option<&'_ str>), &mut Diagnostics)| {
        let job = job?;
        for path in job.paths() {
            let name = name.unwrap_or("the plain résumé");
            if let Some(first) = taken.get(&path) {
                let message = format!("`{}` is written for `{first}` already", path.display());
                let note = Diagnostic::error(Id::File, message);
                return Err(unusable(
                    notes.error(note.help("give one of them another `output`, such as `{name} - {application}.pdf`")),
                ));
            }
            taken.insert(path, name.to_owned());
        }
        Ok(job)
    };
    jobs.into_iter().zip(names).zip(own).map(look).collect()
}

/// A number of pages in words.
pub fn counted(pages: usize) -> String {
    if pages == 1 { "1 page".into() } else { format!("{pages} pages") }
}

/// What pages are, in a few words.
pub fn summary(number: &str, document: &Document, changed: &[(String, OptionValue)], theme: &Theme) -> String {
    let paper = paper_name(document.page_size());
    let changed: String = changed.iter().map(|(name, value)| format!(", {name} {value}")).collect();
    format!("{number}{changed}, {paper}, {}", theme.manifest.name)
}

/// The name of a sheet of some width and height in points.
fn paper_name((width, height): (f64, f64)) -> String {
    match (width.round() as i64, height.round() as i64) {
        (595, 842) => "A4".into(),
        (612, 792) => "US Letter".into(),
        _ => format!("{:.0} × {:.0} mm", width / 72.0 * 25.4, height / 72.0 * 25.4),
    }
}
