//! Résumé × application → the résumé for that job. Selects content; never writes text.

mod difference;
mod rules;
mod select;
mod ways;

pub use self::difference::{Difference, differences};
pub use self::ways::{Way, ways};

use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result, did_you_mean, one_of};
use crate::resume::{Application, Date, HighlightLimits, Keyed, Redacted, Resume, Tags, Text, WantedTags, unknown_tag};

/// A filter that selects content by tags and by rules.
#[derive(Debug, Clone, Default)]
pub struct Cut {
    /// Keeps only tagged content that has one of these tags.
    pub only: Vec<Text>,
    /// Removes content that has one of these tags.
    pub without: Vec<Text>,
    /// Removes entries and positions that ended before this date, except education.
    pub since: Option<Date>,
    /// Collapses entries and positions that ended before this date to their heading lines.
    pub collapse_before: Option<Date>,
    /// Maximum number of highlights per entry.
    pub highlights: HighlightLimits,
    /// Personal data to omit.
    pub redact: Redacted,
}

impl Cut {
    /// Whether an entry with these tags is kept.
    fn keeps(&self, tags: &Tags) -> bool {
        let has_one = |wanted: &[Text]| tags.words().iter().any(|tag| wanted.contains(tag));
        let wanted = self.only.is_empty() || tags.words().is_empty() || has_one(&self.only);
        wanted && !has_one(&self.without)
    }
}

/// Finds an application by name.
///
/// # Errors
/// If the résumé has no such application.
pub fn find<'a>(resume: &'a Resume, name: &str, notes: &mut Diagnostics) -> Result<&'a Application> {
    if let Some(application) = resume.applications.find(name) {
        return Ok(application);
    }
    let names = || resume.applications.keys();
    let note = Diagnostic::error(Id::UnknownApplication, format!("the résumé has no application `{name}`"));
    Err(notes.error(match did_you_mean(name, names()) {
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
/// If `cut` contains an unused tag or an unknown section. The tags of the application were
/// checked when the résumé was read.
pub fn tailor(resume: Resume, application: Option<&Application>, cut: &Cut, notes: &mut Diagnostics) -> Result<Resume> {
    let start = notes.mark();
    let tags = resume.tags();
    for tag in cut.only.iter().chain(&cut.without).filter(|tag| !tags.contains(&***tag)) {
        notes.push(unknown_tag(tag, None, &tags));
    }
    let limits = application.map(|application| &application.highlights);
    for key in limits.into_iter().chain([&cut.highlights]).flat_map(HighlightLimits::own) {
        if resume.custom.keys().all(|known| known != key) {
            let note = Diagnostic::error(Id::UnknownSection, format!("`custom` has no section `{key}`"));
            let help = match did_you_mean(key, resume.custom.keys()) {
                Some(meant) => format!("did you mean `custom.{meant}`?"),
                None => "use the key of a custom section, such as `custom.talks`".into(),
            };
            notes.push(note.path("highlights").help(help));
        }
    }
    notes.reported_since(start)?;
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
        }
        let words = |tags: &WantedTags| tags.words().iter().map(|tag| tag.value.clone()).collect();
        let own = Cut {
            only: words(only),
            without: words(without),
            since: *since,
            collapse_before: *collapse_before,
            highlights: highlights.clone(),
            redact: redact.clone(),
        };
        apply(&own, &mut resume);
    }
    apply(cut, &mut resume);
    // Errors in placeholders were reported when the résumé was read.
    if let Some(Ok(letter)) = resume.letter.as_ref().map(|letter| letter.filled(&resume.basics.name)) {
        resume.letter = Some(letter);
    }
    Ok(resume)
}

fn apply(cut: &Cut, resume: &mut Resume) {
    select::select(resume, cut);
    rules::cut(resume, cut);
}
