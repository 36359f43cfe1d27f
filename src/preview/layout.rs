//! The last successful layout: what the page asks about.

use recto::diagnostic::Diagnostics;
use recto::source::Source;
use recto::typeset::{self, Document, SourceMap};

use super::choice::Choice;
use crate::cli::args::PreviewArgs;
use crate::cli::build::render::Pages;
use crate::cli::project::Project;

/// A résumé, laid out.
pub struct Layout {
    /// The text.
    pub source: Source,
    /// What was chosen for it.
    pub choice: Choice,
    /// What was read for it.
    pub project: Project,
    /// The application that it is for.
    pub application: Option<String>,
    /// The pages, with those of the letter if it is shown.
    pub pages: Pages,
    /// Created on the first request for a location.
    pub source_map: Option<SourceMap>,
}

impl Layout {
    /// What was laid out of a text.
    pub fn new(args: &PreviewArgs, source: &Source, choice: &Choice, pages: Pages, project: Project) -> Layout {
        let application = choice.document(&args.document).content.tailoring.application;
        let (source, choice) = (source.clone(), choice.clone());
        Layout { source, choice, project, application, pages, source_map: None }
    }

    /// Whether the letter is shown.
    pub fn is_letter(&self) -> bool {
        self.choice.shows_letter() && self.pages.letter.is_some()
    }

    /// The pages that are shown.
    pub fn shown(&self) -> &Document {
        self.pages.letter.as_ref().filter(|_| self.choice.shows_letter()).unwrap_or(&self.pages.resume)
    }

    /// Where each text on the pages comes from; created on the first request.
    pub fn source_map(&mut self) -> Option<&SourceMap> {
        if self.source_map.is_none() {
            let Project { resume, theme, .. } = &self.project;
            let said = typeset::document(resume, theme, &mut Diagnostics::new()).ok()?;
            self.source_map = Some(SourceMap::new(self.shown().text_runs(), resume, &said));
        }
        self.source_map.as_ref()
    }
}
