//! Ways to relax a filter by one step.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{Filter, tailor};
use crate::diagnostic::Diagnostics;
use crate::resume::{Application, HighlightLimits, PlainText, Redacted, Resume, Section, SectionChoice, WantedTags};
use crate::source::Spanned;

/// An application and a filter with one restriction relaxed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Relaxation {
    /// The change, as a noun phrase.
    pub remedy: String,
    /// The change to the résumé's file; `None` if it is one of the command line, or of the texts themselves.
    pub change: Option<Change>,
    application: Option<Application>,
    filter: Filter,
    /// Whether the application's `set` is applied.
    edited: bool,
    /// An additional section to print.
    section: Option<String>,
}

/// A change to the file that relaxes an application, or the résumé if there is none.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// An additional section at the end of `sections`: of the application if it has that key, else of the résumé.
    AddSection(String),
    /// Another value of a key of the application; `Null` removes the key.
    Set(&'static str, Json),
}

impl Relaxation {
    /// The résumé with the relaxed filter. `whole` is the complete résumé, `edited` the same with
    /// the application's `set` applied.
    pub fn resume(&self, whole: &Resume, edited: &Resume) -> Resume {
        let resume = if self.edited { edited } else { whole };
        // Errors were reported for the tailored résumé.
        let filter = tailor(resume.clone(), self.application.as_ref(), &self.filter, &mut Diagnostics::new());
        let mut resume = filter.unwrap_or_else(|_| resume.clone());
        if let (Some(section), Some(first)) = (&self.section, resume.sections.first()) {
            let key = Spanned { value: section.clone(), span: first.key.span };
            resume.sections.push(SectionChoice::of(key));
        }
        resume
    }
}

/// All relaxations to relax an application and a filter by one step.
pub fn relaxations(resume: &Resume, application: Option<&Application>, filter: &Filter) -> Vec<Relaxation> {
    let plain = |remedy: String| Relaxation {
        remedy,
        change: None,
        application: application.cloned(),
        filter: filter.clone(),
        edited: true,
        section: None,
    };
    let mut relaxations = Vec::new();
    let chosen = application.map(|it| &it.sections).filter(|list| !list.is_empty()).unwrap_or(&resume.sections);
    let listed: Vec<&str> = chosen.iter().map(|choice| choice.key.value.as_str()).collect();
    if !listed.is_empty() {
        let held = Section::ALL.into_iter().filter(|section| resume.has(*section));
        let standard = held.map(|section| -> &str { section.key() });
        let custom = resume.custom.iter().map(|(key, _)| key.value.as_str());
        let keys: BTreeSet<&str> = standard.chain(custom).collect();
        for key in keys.into_iter().filter(|key| !listed.contains(key)) {
            let change = Some(Change::AddSection(key.to_owned()));
            let remedy = format!("`{key}` in `sections`");
            relaxations.push(Relaxation { section: Some(key.to_owned()), change, ..plain(remedy) });
        }
    }
    for tag in resume.tags() {
        let among = |tags: &[PlainText]| tags.iter().any(|word| **word == *tag);
        if !filter.only.is_empty() && !among(&filter.only) {
            let mut relaxation = plain(format!("an additional `--only {tag}`"));
            relaxation.filter.only.extend(tag.parse());
            relaxations.push(relaxation);
        }
        if among(&filter.without) {
            let mut relaxation = plain(format!("no `--without {tag}`"));
            relaxation.filter.without.retain(|word| **word != *tag);
            relaxations.push(relaxation);
        }
        let Some(application) = application else { continue };
        let asks = |tags: &WantedTags| tags.words().iter().any(|word| *word.value == *tag);
        if !application.only.words().is_empty() && !asks(&application.only) {
            let mut relaxation = plain(format!("the tag `{tag}` in `only`"));
            let changed = relaxation.application.as_mut().expect("there is an application");
            changed.only = application.only.with(&tag);
            relaxation.change = Some(Change::Set("only", words(&changed.only)));
            relaxations.push(relaxation);
        }
        if asks(&application.without) {
            let mut relaxation = plain(format!("no tag `{tag}` in `without`"));
            let changed = relaxation.application.as_mut().expect("there is an application");
            changed.without = application.without.without(&tag);
            relaxation.change = Some(Change::Set("without", words(&changed.without)));
            relaxations.push(relaxation);
        }
    }
    let mut add = |set: bool, remedy: &str, change: &dyn Fn(&mut Relaxation)| {
        if set {
            let mut relaxation = plain(remedy.to_owned());
            change(&mut relaxation);
            relaxations.push(relaxation);
        }
    };
    add(filter.since.is_some(), "no `--since`", &|relaxation| relaxation.filter.since = None);
    add(filter.collapse_before.is_some(), "no `--collapse-before`", &|relaxation| {
        relaxation.filter.collapse_before = None
    });
    let limited = filter.highlights != HighlightLimits::default();
    add(limited, "a higher `--highlights`", &|relaxation| relaxation.filter.highlights = HighlightLimits::default());
    add(!filter.redact.0.is_empty(), "no `--redact`", &|relaxation| relaxation.filter.redact = Redacted::default());
    if let Some(application) = application {
        let mut add = |set: bool, remedy: &str, key: &'static str, change: &dyn Fn(&mut Application)| {
            add(set, remedy, &|relaxation| {
                relaxation.change = Some(Change::Set(key, Json::Null));
                change(relaxation.application.as_mut().expect("there is an application"));
            });
        };
        add(application.since.is_some(), "an earlier `since`", "since", &|changed| changed.since = None);
        let collapsed = application.collapse_before.is_some();
        add(collapsed, "an earlier `collapseBefore`", "collapseBefore", &|changed| changed.collapse_before = None);
        let limited = application.highlights != HighlightLimits::default();
        add(limited, "a higher `highlights` limit", "highlights", &|changed| {
            changed.highlights = HighlightLimits::default()
        });
        add(!application.redact.0.is_empty(), "a shorter `redact` list", "redact", &|changed| {
            changed.redact = Redacted::default()
        });
    }
    if application.is_some_and(|application| application.set.keys().next().is_some()) {
        relaxations
            .push(Relaxation { edited: false, ..plain("the résumé's own text instead of that in `set`".into()) });
    }
    relaxations
}

/// Tags as they are written in a file.
fn words(tags: &WantedTags) -> Json {
    tags.words().iter().map(|word| word.value.to_string()).collect()
}
