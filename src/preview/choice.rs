//! Options selected in the preview, which override the file.

use recto::resume::Pages;
use serde::{Deserialize, Serialize};

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
        let Choice { theme, application, language, paper, pages, show: _ } = self;
        if let Some(theme) = theme.as_ref().filter(|theme| !themes.contains(theme)) {
            return Some(format!("there is no theme `{theme}`"));
        }
        let all = [theme, application, language, paper, pages].into_iter().flatten();
        let odd = |text: &String| text.len() > LONGEST || text.chars().any(char::is_control);
        all.into_iter().any(odd).then(|| "an option must be a short, single-line string".to_owned())
    }

    /// The command line's flags, overridden by the choice.
    pub fn document(&self, args: &DocumentArgs) -> DocumentArgs {
        let Choice { theme, application, language, paper, pages, show: _ } = self;
        let mut document = args.clone();
        document.theme = theme.clone().or(document.theme);
        document.content.set.extend(paper.as_ref().map(|paper| format!("theme.paper={paper}")));
        let tailoring = &mut document.content.tailoring;
        tailoring.application = application.clone().or(tailoring.application.take());
        tailoring.language = language.clone().or(tailoring.language.take());
        tailoring.pages = pages.clone().or(tailoring.pages.take());
        document
    }

    /// The choice as keys of a résumé, or of one of its applications. Invalid values are omitted.
    pub fn yaml(&self) -> String {
        let Choice { theme, application: _, language, paper, pages, show: _ } = self;
        let mut yaml = match (theme, paper) {
            (None, None) => String::new(),
            (Some(theme), None) => format!("theme: {}\n", scalar(theme)),
            (None, Some(paper)) => format!("theme: {{paper: {}}}\n", scalar(paper)),
            (Some(theme), Some(paper)) => format!("theme: {{name: {}, paper: {}}}\n", scalar(theme), scalar(paper)),
        };
        yaml.extend(language.iter().map(|language| format!("language: {}\n", scalar(language))));
        let pages = pages.iter().filter(|pages| pages.parse::<Pages>().is_ok());
        yaml.extend(pages.map(|pages| format!("pages: {}\n", scalar(pages))));
        yaml
    }
}

/// A string as a YAML scalar: quoted unless it is a plain word.
fn scalar(text: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let word = text.chars().all(plain) && text.starts_with(|first: char| first.is_ascii_alphanumeric());
    if word { text.into() } else { format!("'{}'", text.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_written_as_keys_of_the_file() {
        let some = |text: &str| Some(text.to_owned());
        let choice = Choice { theme: some("mine"), paper: some("a4"), language: some("de"), ..Choice::default() };
        assert_eq!(choice.yaml(), "theme: {name: mine, paper: a4}\nlanguage: de\n");
        let choice = Choice { theme: some("it's"), pages: some("1-2"), ..Choice::default() };
        assert_eq!(choice.yaml(), "theme: 'it''s'\npages: 1-2\n");
        assert_eq!(Choice { pages: some("many"), ..Choice::default() }.yaml(), "");
    }

    #[test]
    fn a_theme_that_is_not_offered_and_lines_within_a_value_are_refused() {
        let themes = ["mine".to_owned()];
        let fault = |choice: Choice| choice.fault(&themes).is_some();
        assert!(fault(Choice { theme: Some("../theirs".into()), ..Choice::default() }));
        assert!(fault(Choice { language: Some("de\ntheme: x".into()), ..Choice::default() }));
        assert!(!fault(Choice { theme: Some("mine".into()), ..Choice::default() }));
    }
}
