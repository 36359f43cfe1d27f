//! Résumé × application → the résumé for that job. Selects content; never writes text.

mod difference;
mod relaxations;
mod rules;
mod select;

use std::cell::LazyCell;

pub use self::difference::{Difference, differences};
pub use self::relaxations::{Change, Relaxation, relaxations};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, did_you_mean, one_of};
use crate::resume::{
    Application, Date, HighlightLimits, Keyed, PlainText, Redacted, Resume, Tags, WantedTags, unknown_tag,
};

/// A filter that selects content by tags and by rules.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Keeps only tagged content that has one of these tags.
    pub only: Vec<PlainText>,
    /// Removes content that has one of these tags.
    pub without: Vec<PlainText>,
    /// Removes entries and positions that ended before this date, except education.
    pub since: Option<Date>,
    /// Collapses entries and positions that ended before this date to their heading lines.
    pub collapse_before: Option<Date>,
    /// Maximum number of highlights per entry.
    pub highlights: HighlightLimits,
    /// Personal data to omit.
    pub redact: Redacted,
}

impl Filter {
    /// Whether an entry with these tags is kept.
    fn keeps(&self, tags: &Tags) -> bool {
        let is_of = |tag: &str, wanted: &str| {
            tag.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let has_one = |wanted: &[PlainText]| tags.words().iter().any(|tag| wanted.iter().any(|it| is_of(tag, it)));
        let wanted = self.only.is_empty() || tags.words().is_empty() || has_one(&self.only);
        wanted && !has_one(&self.without)
    }
}

/// Finds an application by name.
///
/// # Errors
/// If the résumé has no such application, or there are errors in it.
pub fn find<'a>(resume: &'a Resume, name: &str, diagnostics: &mut Diagnostics) -> Result<&'a Application> {
    if let Some(application) = resume.applications.find(name) {
        return resume.require_valid(name, diagnostics).map(|()| application);
    }
    let names = || resume.applications.keys();
    let note = Diagnostic::error(Code::UnknownApplication, format!("the résumé has no application `{name}`"));
    Err(diagnostics.error(match did_you_mean(name, names()) {
        Some(meant) => note.help(format!("did you mean `{meant}`?")),
        None if names().next().is_none() => note.help("define it under `applications`, as shown in `docs/format.md`"),
        None => note.help(format!("use {}", one_of(names()))),
    }))
}

/// Tailors a résumé: applies the changes of an application, and then a further filter. The
/// application's `set` was applied before ([`Resume::edited`]). The result contains no
/// applications, which are private.
///
/// # Errors
/// If `filter` contains an unused tag or an unknown section. The tags of the application were
/// checked when the résumé was read.
pub fn tailor(
    resume: Resume,
    application: Option<&Application>,
    filter: &Filter,
    diagnostics: &mut Diagnostics,
) -> Result<Resume> {
    let start = diagnostics.checkpoint();
    // Collecting them takes long.
    let tags = LazyCell::new(|| resume.tags());
    for tag in filter.only.iter().chain(&filter.without).filter(|tag| !tags.contains(&***tag)) {
        diagnostics.push(unknown_tag(tag, None, &tags));
    }
    let limits = application.map(|application| &application.highlights);
    for key in limits.into_iter().chain([&filter.highlights]).flat_map(HighlightLimits::own) {
        if resume.custom.keys().all(|known| known != key) {
            let note = Diagnostic::error(Code::UnknownSection, format!("`custom` has no section `{key}`"));
            let help = match did_you_mean(key, resume.custom.keys()) {
                Some(meant) => format!("did you mean `custom.{meant}`?"),
                None => "use the key of a custom section, such as `custom.talks`".into(),
            };
            diagnostics.push(note.path("highlights").help(help));
        }
    }
    diagnostics.reported_since(start)?;
    let mut resume = resume;
    resume.applications = Keyed::default();
    if let Some(application) = application {
        let Application {
            theme,
            language,
            only,
            without,
            since,
            collapse_before,
            highlights,
            redact,
            set: _,
            emphasize,
            sections,
            pages,
            letter,
            job: _,
            output: _,
            _note: _,
        } = application;
        resume.theme = theme.clone().or(resume.theme);
        resume.language = language.clone().or(resume.language);
        resume.pages = pages.clone().or(resume.pages);
        resume.letter = letter.clone().or(resume.letter);
        if !sections.is_empty() {
            resume.sections = sections.clone();
            resume.drop_hidden_sections();
        }
        if !emphasize.is_empty() {
            resume.emphasize = emphasize.clone();
        }
        let words = |tags: &WantedTags| tags.words().iter().map(|tag| tag.value.clone()).collect();
        let own = Filter {
            only: words(only),
            without: words(without),
            since: *since,
            collapse_before: *collapse_before,
            highlights: highlights.clone(),
            redact: redact.clone(),
        };
        apply(&own, &mut resume);
    }
    apply(filter, &mut resume);
    // Errors in placeholders were reported when the résumé was read.
    if let Some(Ok(letter)) = resume.letter.as_ref().map(|letter| letter.filled(&resume.basics.name)) {
        resume.letter = Some(letter);
    }
    Ok(resume)
}

fn apply(filter: &Filter, resume: &mut Resume) {
    select::select(resume, filter);
    rules::apply(resume, filter);
}
