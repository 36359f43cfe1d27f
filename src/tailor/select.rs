//! Filters content by tags.

use super::Filter;
use crate::resume::{Highlight, Resume};

/// Removes entries, positions and highlights whose tags the filter does not keep.
pub fn select(resume: &mut Resume, filter: &Filter) {
    resume.retain_entries(|_, entry| {
        if let Some(list) = entry.highlights_mut() {
            highlights(list, filter);
        }
        let had = !entry.roles().is_empty();
        entry.retain_roles(&mut |role| {
            if let Some(list) = role.highlights_mut() {
                highlights(list, filter);
            }
            role.tags().is_none_or(|tags| filter.keeps(tags))
        });
        // Remove an employer if none of its positions are kept.
        entry.tags().is_none_or(|tags| filter.keeps(tags)) && !(had && entry.roles().is_empty())
    });
}

fn highlights(list: &mut Vec<Highlight>, filter: &Filter) {
    list.retain_mut(|highlight| {
        highlights(&mut highlight.highlights, filter);
        filter.keeps(&highlight.tags)
    });
}
