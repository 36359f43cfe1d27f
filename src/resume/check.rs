//! Checks that involve more than one field.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::placeholders::{LONGEST_LETTER, PLACEHOLDERS};
use super::plain_text::LONGEST;
use super::{End, Moment, Profile, Resume, Section, SectionChoice, Unfilled, When};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, one_of};
use crate::source::{Source, Span, Spanned};
use crate::yaml::edit;

/// Reports inconsistencies in a résumé, except at locations whose values were guessed because
/// they could not be read.
pub fn check(resume: &Resume, guessed: &[Span], diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    check_name(resume, &mut found);
    check_skills(resume, &mut found);
    check_periods(resume, &mut found);
    check_pages(resume, &mut found);
    check_profiles(resume, &mut found);
    check_sections(resume, &mut found);
    check_applications(resume, &mut found);
    check_letters(resume, &mut found);
    let certain = |note: &Diagnostic| !note.labels.iter().any(|label| guessed.contains(&label.span));
    found.into_iter().filter(certain).for_each(|note| diagnostics.push(note));
}

/// Reports groups of skills and interests that have neither a name nor keywords.
fn check_skills(resume: &Resume, found: &mut Vec<Diagnostic>) {
    let skills = resume.skills.iter().enumerate();
    let levels = skills.filter(|(_, it)| it.name.is_none() && it.keywords.is_empty());
    for (index, skill) in levels {
        let Some(span) = skill.level.as_ref().and_then(|level| level.origin().span()) else { continue };
        let note = Diagnostic::error(Code::MissingKey, "this level has neither a name nor keywords").at(span);
        found.push(note.path(format!("skills[{index}]")).help("add `name` or `keywords`"));
    }
}

/// Reports markup in the person's name, which also stands in the metadata and in file names.
fn check_name(resume: &Resume, found: &mut Vec<Diagnostic>) {
    let name = &resume.basics.name;
    if let (true, Some(span)) = (name.has_markup(), name.origin().span()) {
        let note = Diagnostic::warning(Code::MarkupIgnored, "the name is printed without its markup").at(span);
        let edit = source_of(resume, span).and_then(|source| edit::scalar(source, span, name));
        let note = note.path("basics.name");
        found.push(match edit {
            Some((span, text)) => note.fix("write it without markup", span, text),
            None => note.help("write it without markup"),
        });
    }
}

/// The file that a location is in.
fn source_of(resume: &Resume, span: Span) -> Option<&Source> {
    resume.files().all().find(|source| source.id() == span.source)
}

fn check_periods(resume: &Resume, found: &mut Vec<Diagnostic>) {
    for (_, entry) in resume.entries() {
        let roles = entry.roles();
        for when in std::iter::once(entry.when()).chain(roles.iter().map(|role| role.when())) {
            if let When::Period { start: Some(start), end: Some(end), .. } = when {
                check_period(start, end, found);
            }
        }
    }
}

fn check_period(start: &Spanned<Moment>, end: &Spanned<End>, found: &mut Vec<Diagnostic>) {
    let last = end.value.moment().and_then(Moment::latest);
    if last.zip(start.value.earliest()).is_some_and(|(last, first)| last < first) {
        let note = Diagnostic::error(Code::EndBeforeStart, "`endDate` is before `startDate`");
        let note = note.label(end.span, "the end").label(start.span, "the start");
        found.push(note.help("swap the two, or use `endDate: present` if it is ongoing"));
    }
}

/// Reports page limits that no number of pages is within.
fn check_pages(resume: &Resume, found: &mut Vec<Diagnostic>) {
    let own = resume.pages.iter().map(|pages| ("pages".to_owned(), pages));
    let applied = resume.applications.iter().filter_map(|(name, application)| {
        Some((format!("applications.{}.pages", name.value), application.pages.as_ref()?))
    });
    for (path, pages) in own.chain(applied) {
        if let Some(problem) = pages.value.fault() {
            let note = Diagnostic::error(problem.code, problem.message).at(pages.span).path(path);
            found.push(note.help(problem.help.unwrap_or_default()));
        }
    }
}

/// Reports profiles that are listed twice.
fn check_profiles(resume: &Resume, found: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, Span> = HashMap::new();
    for Profile { network, username, url, label: _, hidden: _ } in &resume.basics.profiles {
        let address = url.as_ref().map(|url| (url.value.shown().to_lowercase(), url.span));
        let name = username.as_ref().zip(network.as_ref());
        let name = name.map(|(name, network)| (format!("{network} {}", &*name.value).to_lowercase(), name.span));
        let mut twice = None;
        for (key, span) in address.into_iter().chain(name) {
            let first = *known.entry(key).or_insert(span);
            twice = twice.or((first != span).then_some((first, span)));
        }
        let Some((first, again)) = twice else { continue };
        let note = Diagnostic::warning(Code::DuplicateProfile, "this profile is listed twice").path("basics.profiles");
        found.push(note.label(again, "again").label(first, "first").help("remove one of the two"));
    }
}

fn check_sections(resume: &Resume, found: &mut Vec<Diagnostic>) {
    for (key, _) in resume.custom.iter().filter(|(key, _)| Section::find(&key.value).is_some()) {
        let note = Diagnostic::error(Code::DuplicateKey, format!("`{}` is the key of a standard section", key.value));
        found.push(note.at(key.span).path("custom").help("rename the custom section"));
    }
    let keys = section_keys(resume);
    check_choices(resume, &resume.sections, &keys, "sections", found);
    let listed: HashSet<&str> = resume.sections.iter().map(|choice| choice.key.value.as_str()).collect();
    // If a key is misspelt, it may be meant for one of the sections that seem to be missing.
    let known = listed.iter().all(|key| keys.contains(key));
    let Some(first) = resume.sections.first().filter(|_| known) else { return };
    let full = |key: &str| match Section::find(key) {
        Some(section) => resume.has(section),
        None => resume.custom.find(key).is_some_and(|section| !section.entries.is_empty()),
    };
    for key in keys.into_iter().filter(|key| full(key) && !listed.contains(key)) {
        let note = Diagnostic::warning(
            Code::SectionNotPrinted,
            format!("`{key}` is not printed because `sections` does not list it"),
        );
        found.push(note.at(first.key.span).path("sections").help(format!("add `- {key}` to `sections`")));
    }
}

/// The keys allowed in `sections`.
fn section_keys(resume: &Resume) -> Vec<&str> {
    Section::ALL.iter().map(|section| section.key()).chain(resume.custom.keys()).collect()
}

/// Checks that listed sections exist and are listed once.
/// Reports settings that a section cannot have.
fn check_settings(SectionChoice { key, settings }: &SectionChoice, path: &str, found: &mut Vec<Diagnostic>) {
    if let Some(columns) = settings.columns.as_ref().filter(|columns| columns.value.get() > MAX_COLUMNS) {
        let message = format!("`{}` columns are too narrow to read", columns.value);
        let note = Diagnostic::error(Code::InvalidValue, message).at(columns.span).path(path);
        found.push(note.help(format!("use at most {MAX_COLUMNS}")));
    }
    if let Some(group) = settings.group.as_ref().filter(|_| key.value != Section::Publications.key()) {
        let note = Diagnostic::error(Code::InvalidValue, format!("`{}` cannot be grouped by kind", key.value));
        found.push(note.at(group.span).path(path).help("only publications have a `kind`; remove `group`"));
    }
}

/// The maximum number of columns of a section.
const MAX_COLUMNS: usize = 4;

fn check_choices(resume: &Resume, choices: &[SectionChoice], keys: &[&str], path: &str, found: &mut Vec<Diagnostic>) {
    let mut listed = HashSet::new();
    for choice in choices {
        check_settings(choice, path, found);
        let Spanned { value: key, span } = &choice.key;
        if !keys.contains(&key.as_str()) {
            let note = Diagnostic::error(Code::UnknownSection, format!("unknown section `{key}`")).at(*span).path(path);
            let is_listed = |key: &str| choices.iter().any(|choice| choice.key.value == key);
            let meant =
                did_you_mean(key, keys.iter().copied()).or((key == "summary").then_some(Section::Summary.key()));
            found.push(match meant {
                Some(meant) if is_listed(meant) => {
                    edit::misspelt(note, source_of(resume, *span), *span, key, meant).only_possible()
                }
                Some(meant) => edit::misspelt(note, source_of(resume, *span), *span, key, meant),
                None => note.help(format!("use {}", one_of(keys.iter().copied()))),
            });
        } else if !listed.insert(key.as_str()) {
            let note = Diagnostic::error(Code::DuplicateKey, format!("`{key}` is listed twice")).at(*span).path(path);
            found.push(note.help("keep one of the two"));
        }
    }
}

/// Reports placeholders in letters that cannot be filled in.
fn check_letters(resume: &Resume, found: &mut Vec<Diagnostic>) {
    let own = resume.letter.iter().map(|letter| ("letter".to_owned(), letter));
    let applied = resume.applications.iter().filter_map(|(name, application)| {
        Some((format!("applications.{}.letter", name.value), application.letter.as_ref()?))
    });
    for (path, letter) in own.chain(applied) {
        let Err(unfilled) = letter.filled(&resume.basics.name) else { continue };
        let (name, message, help) = match unfilled {
            Unfilled::TooLong => {
                let message = "the letter, or a paragraph of it, is too long after filling in its placeholders";
                let note = Diagnostic::error(Code::TooLarge, message).path(path);
                let most = format!("the limit is {LONGEST} characters per paragraph and {LONGEST_LETTER} per letter");
                found.push(note.help(most).help("use fewer placeholders"));
                continue;
            }
            Unfilled::Lacking { name, key } => {
                let message = format!("cannot fill in `{{{name}}}`: the recipient has no `{key}`");
                (name, message, format!("add `{key}` to `{path}.recipient`, or replace the placeholder with text"))
            }
            Unfilled::Unknown(name) => {
                let known = PLACEHOLDERS.map(|known| format!("`{{{known}}}`"));
                let help = match did_you_mean(&name, PLACEHOLDERS) {
                    Some(meant) => format!("did you mean `{{{meant}}}`?"),
                    None => format!("use {}, or `\\{{` for a literal brace", known.join(", ")),
                };
                let message = format!("unknown placeholder `{{{name}}}`");
                (name, message, help)
            }
        };
        let note = Diagnostic::error(Code::InvalidValue, message).path(path).help(help);
        // Placeholders have no spans; assume the first occurrence in the file.
        let sources = resume.files().all().collect::<Vec<_>>();
        let written = format!("{{{name}}}");
        let place = sources.iter().find_map(|source| {
            let at = source.text().find(&written)?;
            Some(source.span(at..at + written.len()))
        });
        found.push(match place {
            Some(span) => note.at(span),
            None => note,
        });
    }
}

fn check_applications(resume: &Resume, found: &mut Vec<Diagnostic>) {
    if resume.applications.keys().next().is_none() {
        return;
    }
    let (keys, tags) = (section_keys(resume), resume.tags());
    for (name, application) in resume.applications.iter() {
        let path = |key: &str| format!("applications.{}.{key}", name.value);
        check_choices(resume, &application.sections, &keys, &path("sections"), found);
        for (key, wanted) in [("only", &application.only), ("without", &application.without)] {
            for Spanned { value: tag, span } in wanted.words().iter().filter(|tag| !tags.contains(&*tag.value)) {
                let place = source_of(resume, *span).map(|source| (source, *span));
                found.push(unknown_tag(tag, place, &tags).path(path(key)));
            }
        }
    }
}

/// The error for an unused tag, with its location if it comes from a file.
pub fn unknown_tag(tag: &str, place: Option<(&Source, Span)>, tags: &BTreeSet<String>) -> Diagnostic {
    let note = Diagnostic::error(Code::UnknownTag, format!("nothing is tagged `{tag}`"));
    let known = || tags.iter().map(String::as_str);
    let note = match place {
        Some((_, span)) => note.at(span),
        None => note,
    };
    let Some(meant) = did_you_mean(tag, known()) else { return no_such_tag(note, tags) };
    match place {
        Some((source, span)) => edit::misspelt(note, Some(source), span, tag, meant),
        None => note.help(format!("did you mean `{meant}`?")),
    }
}

fn no_such_tag(note: Diagnostic, tags: &BTreeSet<String>) -> Diagnostic {
    if tags.is_empty() {
        return note.help("add tags to entries or highlights: `tags: [research]`");
    }
    note.help(format!("use {}", one_of(tags.iter().map(String::as_str))))
}
