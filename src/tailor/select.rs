//! What tags keep.

use super::Cut;
use crate::resume::{CustomEntry, Highlight, Position, Resume};

/// Takes out what a cut does not keep: entries, positions, highlights.
pub fn select(resume: &mut Resume, cut: &Cut) {
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
