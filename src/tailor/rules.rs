//! Filters content by rules: age, number of highlights, personal data.

use super::Filter;
use crate::resume::{Date, Entry, Private, Resume, When};

/// Applies the rules of a filter.
pub fn apply(resume: &mut Resume, filter: &Filter) {
    if let Some(since) = filter.since {
        keep_since(resume, since);
    }
    if let Some(before) = filter.collapse_before {
        collapse(resume, before);
    }
    limit(resume, filter);
    for private in &filter.redact.0 {
        redact(resume, *private);
    }
}

fn keep_since(resume: &mut Resume, since: Date) {
    resume.retain_entries(|_, entry| {
        let had = !entry.roles().is_empty();
        entry.retain_roles(&mut |role| !role.when().is_over(since));
        let emptied = had && entry.roles().is_empty();
        // Education is kept regardless of its age.
        let stays = matches!(entry.when(), When::Period { expected: true, .. });
        stays || !emptied && !entry.when().is_over(since)
    });
}

fn collapse(resume: &mut Resume, before: Date) {
    resume.change_entries(|_, entry| {
        if entry.when().is_over(before) {
            return entry.collapse();
        }
        entry.retain_roles(&mut |role| {
            if role.when().is_over(before) {
                role.collapse();
            }
            true
        });
    });
}

/// Keeps the first highlights of each entry. Nested highlights do not count.
fn limit(resume: &mut Resume, filter: &Filter) {
    resume.change_entries(|section, entry| {
        let most = filter.highlights.of(section).unwrap_or(usize::MAX);
        let shorten = |entry: &mut dyn Entry| {
            if let Some(highlights) = entry.highlights_mut() {
                highlights.truncate(most);
            }
            true
        };
        shorten(entry);
        entry.retain_roles(&mut |role| shorten(role));
    });
}

fn redact(resume: &mut Resume, private: Private) {
    let basics = &mut resume.basics;
    match private {
        Private::Contact => {
            basics.email.clear();
            basics.phone.clear();
            basics.url.clear();
            if let Some(location) = &mut basics.location {
                location.address = None;
                location.postal_code = None;
            }
            basics.profiles.clear();
            for reference in &mut resume.references {
                reference.email = None;
                reference.phone = None;
            }
        }
        Private::Photo => basics.image = None,
        Private::Facts => basics.facts.clear(),
    }
}
