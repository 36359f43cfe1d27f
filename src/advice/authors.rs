//! Advice on lists of authors.

use super::{Facts, Finding};
use crate::diagnostic::Diagnostics;
use crate::locale::Locale;
use crate::present::OwnName;
use crate::resume::{Inline, Publication, RichText};

/// Lists of authors without the résumé's owner.
pub fn unknown(facts: &Facts) -> Vec<Finding> {
    let resume = facts.resume;
    let Ok(locale) = Locale::of(resume, &mut Diagnostics::new()) else { return Vec::new() };
    let own_name = OwnName::of(&resume.basics, &locale);
    let lacks = |entry: &&Publication| {
        let authors = entry.authors.list();
        !authors.is_empty() && !authors.iter().any(|author| own_name.is(author) || is_open(author, &resume.basics.name))
    };
    let finding = |entry: &Publication| {
        let first = entry.authors.list().first()?;
        let message = format!("none of the authors is recognised as `{}`", &*resume.basics.name);
        Some(Finding::in_text(message, first.origin()))
    };
    resume.publications.iter().filter(lacks).filter_map(finding).collect()
}

/// Whether an author may be the owner: the name is emphasized by hand, stands for several, or has a role beside it, as in
/// `Ada Quill (translator)`.
fn is_open(author: &RichText, name: &str) -> bool {
    let is_emphasized = author.content().iter().any(|inline| matches!(inline, Inline::Strong(_) | Inline::Emphasis(_)));
    let plain = author.plain().to_lowercase();
    is_emphasized || ["et al", "and others", &name.to_lowercase()].iter().any(|part| plain.contains(part))
}
