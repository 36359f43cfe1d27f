//! Résumé × application → the résumé for that job. Selects; never writes text.

use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result, did_you_mean, one_of};
use crate::resume::{Application, CustomEntry, Highlight, Keyed, Position, Resume, Tags, Text, unknown_tag};

/// What is kept of a résumé, by tags.
#[derive(Debug, Clone, Default)]
pub struct Cut {
    /// Of what has tags, only what has one of these is kept.
    pub only: Vec<Text>,
    /// What has one of these goes.
    pub without: Vec<Text>,
}

impl Cut {
    /// Whether something with these tags stays.
    fn keeps(&self, tags: &Tags) -> bool {
        let has_one = |wanted: &[Text]| tags.words().iter().any(|tag| wanted.contains(tag));
        let wanted = self.only.is_empty() || tags.words().is_empty() || has_one(&self.only);
        wanted && !has_one(&self.without)
    }
}

/// The application of a name.
///
/// # Errors
/// If the résumé has none of that name.
pub fn find<'a>(resume: &'a Resume, name: &str, notes: &mut Diagnostics) -> Result<&'a Application> {
    if let Some(application) = resume.applications.find(name) {
        return Ok(application);
    }
    let names = || resume.applications.keys();
    let note = Diagnostic::error(Id::UnknownApplication, format!("the résumé has no application `{name}`"));
    Err(notes.error(match did_you_mean(name, names()) {
        Some(meant) => note.help(format!("did you mean `{meant}`?")),
        None if names().next().is_none() => note.help("write it under `applications`, as in `docs/format.md`"),
        None => note.help(format!("its applications are {}", one_of(names()))),
    }))
}

/// The résumé for a job: what an application changes, and then what is cut besides.
/// Applications are left out of the result: they are nobody else's business.
///
/// # Errors
/// If `cut` names a tag that nothing has. What an application asks for was checked
/// when the résumé was read.
pub fn tailor(resume: Resume, application: Option<&Application>, cut: &Cut, notes: &mut Diagnostics) -> Result<Resume> {
    let start = notes.mark();
    let tags = resume.tags();
    for tag in cut.only.iter().chain(&cut.without).filter(|tag| !tags.contains(&***tag)) {
        notes.push(unknown_tag(tag, None, &tags));
    }
    notes.reported_since(start)?;
    let mut resume = resume;
    resume.applications = Keyed::default();
    if let Some(Application { theme, language, only, without, sections, letter, _note: _ }) = application {
        resume.theme = theme.clone().or(resume.theme);
        resume.language = language.clone().or(resume.language);
        resume.letter = letter.clone().or(resume.letter);
        if !sections.is_empty() {
            resume.sections = sections.clone();
        }
        let words = |tags: &crate::resume::WantedTags| tags.words().iter().map(|tag| tag.value.clone()).collect();
        select(&mut resume, &Cut { only: words(only), without: words(without) });
    }
    select(&mut resume, cut);
    Ok(resume)
}

/// Takes out what a cut does not keep: entries, positions, highlights.
fn select(resume: &mut Resume, cut: &Cut) {
    resume.work.retain_mut(|entry| {
        highlights(&mut entry.highlights, cut);
        let had = !entry.positions.is_empty();
        entry.positions.retain_mut(|position: &mut Position| {
            highlights(&mut position.highlights, cut);
            cut.keeps(&position.tags)
        });
        // An employer none of whose positions stay has nothing left to say.
        cut.keeps(&entry.tags) && !(had && entry.positions.is_empty())
    });
    resume.volunteer.retain_mut(|entry| {
        highlights(&mut entry.highlights, cut);
        cut.keeps(&entry.tags)
    });
    resume.education.retain_mut(|entry| {
        highlights(&mut entry.highlights, cut);
        cut.keeps(&entry.tags)
    });
    resume.projects.retain_mut(|entry| {
        highlights(&mut entry.highlights, cut);
        cut.keeps(&entry.tags)
    });
    resume.awards.retain(|entry| cut.keeps(&entry.tags));
    resume.certificates.retain(|entry| cut.keeps(&entry.tags));
    resume.publications.retain(|entry| cut.keeps(&entry.tags));
    resume.skills.retain(|entry| cut.keeps(&entry.tags));
    resume.languages.retain(|entry| cut.keeps(&entry.tags));
    resume.interests.retain(|entry| cut.keeps(&entry.tags));
    resume.references.retain(|entry| cut.keeps(&entry.tags));
    for section in resume.custom.values_mut() {
        section.entries.retain_mut(|entry| match entry {
            CustomEntry::Line(_) => true,
            CustomEntry::Entry(parts) => {
                highlights(&mut parts.highlights, cut);
                cut.keeps(&parts.tags)
            }
        });
    }
}

fn highlights(list: &mut Vec<Highlight>, cut: &Cut) {
    list.retain_mut(|highlight| {
        highlights(&mut highlight.highlights, cut);
        cut.keeps(&highlight.tags)
    });
}
