//! What rules take out: age, number, what is private.

use super::Cut;
use crate::resume::{CustomEntry, CustomParts, Date, End, Highlight, OWN, Private, Resume};
use crate::source::Spanned;

/// Cuts a résumé by its rules.
pub fn cut(resume: &mut Resume, cut: &Cut) {
    if let Some(since) = cut.since {
        keep_since(resume, since);
    }
    if let Some(before) = cut.collapse_before {
        collapse(resume, before);
    }
    limit(resume, cut);
    for private in &cut.redact.0 {
        redact(resume, *private);
    }
}

/// A date of something, or the two of a period.
type When<'a> = (&'a Option<Spanned<Date>>, Option<&'a Option<Spanned<End>>>);

/// Whether something was over before a date. What has no date was not, and what has
/// begun and not ended goes on.
fn is_over(when: When, before: Date) -> bool {
    let (date, end) = when;
    let ended = match end {
        Some(Some(Spanned { value: End::On(date), .. })) => Some(*date),
        Some(_) => None,
        None => date.as_ref().map(|date| date.value),
    };
    ended.is_some_and(|date| date.latest() < before.earliest())
}

/// A section of one's own has entries of both kinds.
fn when(parts: &CustomParts) -> When<'_> {
    let lasted = parts.start_date.is_some() || parts.end_date.is_some();
    if lasted { (&parts.start_date, Some(&parts.end_date)) } else { (&parts.date, None) }
}

fn keep_since(resume: &mut Resume, since: Date) {
    resume.work.retain_mut(|entry| {
        let had = !entry.positions.is_empty();
        entry.positions.retain(|role| !is_over((&role.start_date, Some(&role.end_date)), since));
        let emptied = had && entry.positions.is_empty();
        !emptied && !is_over((&entry.start_date, Some(&entry.end_date)), since)
    });
    resume.volunteer.retain(|entry| !is_over((&entry.start_date, Some(&entry.end_date)), since));
    resume.projects.retain(|entry| !is_over((&entry.start_date, Some(&entry.end_date)), since));
    resume.awards.retain(|entry| !is_over((&entry.date, None), since));
    resume.certificates.retain(|entry| !is_over((&entry.date, None), since));
    resume.publications.retain(|entry| !is_over((&entry.release_date, None), since));
    for section in resume.custom.values_mut() {
        section.entries.retain(|entry| match entry {
            CustomEntry::Line(_) => true,
            CustomEntry::Entry(parts) => !is_over(when(parts), since),
        });
    }
}

fn collapse(resume: &mut Resume, before: Date) {
    for entry in &mut resume.work {
        let over = is_over((&entry.start_date, Some(&entry.end_date)), before);
        for role in &mut entry.positions {
            if over || is_over((&role.start_date, Some(&role.end_date)), before) {
                role.summary = None;
                role.highlights.clear();
            }
        }
        if over {
            entry.description = None;
            entry.summary = None;
            entry.highlights.clear();
            entry.keywords.clear();
        }
    }
    for entry in &mut resume.volunteer {
        if is_over((&entry.start_date, Some(&entry.end_date)), before) {
            entry.summary = None;
            entry.highlights.clear();
        }
    }
    for entry in &mut resume.education {
        if is_over((&entry.start_date, Some(&entry.end_date)), before) {
            entry.summary = None;
            entry.highlights.clear();
            entry.courses.clear();
        }
    }
    for entry in &mut resume.projects {
        if is_over((&entry.start_date, Some(&entry.end_date)), before) {
            entry.description = None;
            entry.summary = None;
            entry.highlights.clear();
            entry.keywords.clear();
        }
    }
    for section in resume.custom.values_mut() {
        for entry in &mut section.entries {
            if let CustomEntry::Entry(parts) = entry
                && is_over(when(parts), before)
            {
                parts.summary = None;
                parts.highlights.clear();
                parts.keywords.clear();
            }
        }
    }
}

/// Keeps the first highlights of each entry. Those below another count with it.
fn limit(resume: &mut Resume, cut: &Cut) {
    let most = |section: &str| cut.highlights.of(section).unwrap_or(usize::MAX);
    let keep = |list: &mut Vec<Highlight>, section: &str| list.truncate(most(section));
    for entry in &mut resume.work {
        keep(&mut entry.highlights, "work");
        entry.positions.iter_mut().for_each(|role| keep(&mut role.highlights, "work"));
    }
    resume.volunteer.iter_mut().for_each(|entry| keep(&mut entry.highlights, "volunteer"));
    resume.education.iter_mut().for_each(|entry| keep(&mut entry.highlights, "education"));
    resume.projects.iter_mut().for_each(|entry| keep(&mut entry.highlights, "projects"));
    let own: Vec<String> = resume.custom.keys().map(|key| format!("{OWN}{key}")).collect();
    for (section, key) in resume.custom.values_mut().zip(&own) {
        for entry in &mut section.entries {
            if let CustomEntry::Entry(parts) = entry {
                keep(&mut parts.highlights, key);
            }
        }
    }
}

fn redact(resume: &mut Resume, private: Private) {
    let basics = &mut resume.basics;
    match private {
        Private::Contact => {
            basics.email = None;
            basics.phone = None;
            basics.url = None;
            if let Some(location) = &mut basics.location {
                location.address = None;
                location.postal_code = None;
            }
            basics.profiles.clear();
        }
        Private::Photo => basics.image = None,
        Private::Facts => basics.facts.clear(),
    }
}
