//! Options selected in the preview, which override the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::photo::UnsavedPhoto;
use crate::cli::args::DocumentArgs;

/// Each option in the syntax of the command line; `None` means as in the file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Choice {
    pub theme: Option<String>,
    pub application: Option<String>,
    pub language: Option<String>,
    pub paper: Option<String>,
    pub pages: Option<String>,
    pub show: Option<Show>,
    /// Options of the theme.
    pub options: BTreeMap<String, String>,
    /// The photo of a draft that names it, and where.
    #[serde(skip)]
    pub photo: Option<(UnsavedPhoto, &'static str)>,
    /// Whether a PDF has the résumé as data inside.
    #[serde(skip)]
    pub embed: bool,
}

/// What is shown instead of the résumé.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Show {
    /// Its cover letter; the résumé, if there is none.
    Letter,
}

impl Choice {
    /// Why the choice is invalid. A theme must be one of those offered: the page must not name
    /// arbitrary folders.
    pub fn fault(&self, themes: &[String]) -> Option<String> {
        const LONGEST: usize = 200;
        let Choice { theme, application, language, paper, pages, show: _, options, photo: _, embed: _ } = self;
        if let Some(theme) = theme.as_ref().filter(|theme| !themes.contains(theme)) {
            return Some(format!("there is no theme `{theme}`"));
        }
        let all = [theme, application, language, paper, pages].into_iter().flatten().chain(options.values());
        let is_name = |name: &String| name.chars().all(|letter| letter.is_ascii_alphanumeric());
        if let Some(name) = options.keys().find(|name| !is_name(name)) {
            return Some(format!("there is no option `{name}`"));
        }
        let odd = |text: &String| text.len() > LONGEST || text.chars().any(char::is_control);
        all.into_iter().any(odd).then(|| "an option must be a short, single-line string".to_owned())
    }

    /// Whether the letter is to be shown, if there is one.
    pub fn shows_letter(&self) -> bool {
        self.show == Some(Show::Letter)
    }

    /// The command line's flags, overridden by the choice.
    pub fn document(&self, args: &DocumentArgs) -> DocumentArgs {
        let Choice { theme, application, language, paper, pages, show: _, options, photo, embed: _ } = self;
        let mut document = args.clone();
        document.theme = theme.clone().or(document.theme);
        document.content.set.extend(paper.as_ref().map(|paper| format!("theme.paper={paper}")));
        let option = |(name, value): (&String, &String)| format!("theme.{name}={value}");
        document.content.set.extend(options.iter().map(option));
        document.content.set.extend(photo.as_ref().map(|(photo, path)| format!("{path}={}", photo.url())));
        let tailoring = &mut document.content.tailoring;
        tailoring.application = application.clone().or(tailoring.application.take());
        tailoring.language = language.clone().or(tailoring.language.take());
        tailoring.pages = pages.clone().or(tailoring.pages.take());
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_that_is_not_offered_and_lines_within_a_value_are_refused() {
        let themes = ["mine".to_owned()];
        let fault = |choice: Choice| choice.fault(&themes).is_some();
        assert!(fault(Choice { theme: Some("../theirs".into()), ..Choice::default() }));
        assert!(fault(Choice { language: Some("de\ntheme: x".into()), ..Choice::default() }));
        let option = |name: &str, value: &str| [(name.to_owned(), value.to_owned())].into();
        assert!(fault(Choice { options: option("a=b", "c"), ..Choice::default() }));
        assert!(fault(Choice { options: option("accent", "c\nd"), ..Choice::default() }));
        assert!(!fault(Choice { options: option("accent", "#0b4f6c"), ..Choice::default() }));
        assert!(!fault(Choice { theme: Some("mine".into()), ..Choice::default() }));
    }
}
