//! Filters content by tags.

use super::Cut;
use crate::resume::{Highlight, Resume};

/// Removes entries, positions and highlights whose tags the filter does not keep.
pub fn select(resume: &mut Resume, cut: &Cut) {
    resume.retain_entries(|_, entry| {
        if let Some(list) = entry.highlights_mut() {
            highlights(list, cut);
        }
        let had = !entry.roles().is_empty();
        if let Some(roles) = entry.roles_mut() {
            roles.retain_mut(|role| {
                highlights(&mut role.highlights, cut);
                cut.keeps(&role.tags)
            });
        }
        // Remove an employer if none of its positions are kept.
        entry.tags().is_none_or(|tags| cut.keeps(tags)) && !(had && entry.roles().is_empty())
    });
}

fn highlights(list: &mut Vec<Highlight>, cut: &Cut) {
    list.retain_mut(|highlight| {
        highlights(&mut highlight.highlights, cut);
        cut.keeps(&highlight.tags)
    });
}
