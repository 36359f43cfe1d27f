//! What the command line changes about a résumé: its theme, single fields and options, what is left out.

use std::path::{Path, PathBuf};

use recto::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use recto::resume::{Date, Override, Pages, Redacted, Resume, Setting, SettingValue};
use recto::source::{Source, Spanned};
use recto::tailor::{self, Filter};

use super::theme_search::ThemeName;
use crate::cli::args::{ContentArgs, DocumentArgs, TailoringArgs};
use crate::cli::report::Failure;

/// The prefix of theme options in `--set`.
const THEME: &str = "theme.";

/// What the command line changes about a résumé.
#[derive(Debug, Clone)]
pub struct Overrides<'a> {
    /// The theme, instead of the résumé's.
    pub theme: Option<ThemeName<'a>>,
    /// The directory that the résumé's files must be in, if it is not the résumé's own.
    pub root: Option<&'a Path>,
    /// Files laid over the résumé.
    pub with: &'a [PathBuf],
    /// Fields and theme options, as `key=value`.
    pub settings: &'a [String],
    /// What of the résumé is kept.
    pub tailoring: TailoringArgs,
    /// The date that counts as today, instead of today.
    pub today: Option<Date>,
}

impl<'a> From<&'a ContentArgs> for Overrides<'a> {
    fn from(ContentArgs { set, with, date, root, tailoring }: &'a ContentArgs) -> Self {
        Overrides {
            theme: None,
            root: root.as_deref(),
            with,
            settings: set,
            tailoring: tailoring.clone(),
            today: *date,
        }
    }
}

impl<'a> From<&'a DocumentArgs> for Overrides<'a> {
    fn from(DocumentArgs { theme, font_path: _, timeout: _, content }: &'a DocumentArgs) -> Self {
        Overrides { theme: theme.as_deref().map(ThemeName::Typed), ..Overrides::from(content) }
    }
}

impl<'a> Overrides<'a> {
    /// The same for an application, or for none.
    pub fn for_application(self, application: Option<&str>) -> Overrides<'a> {
        let tailoring = TailoringArgs { application: application.map(str::to_owned), ..self.tailoring };
        Overrides { tailoring, ..self }
    }

    /// The same in a language, or in that of the résumé.
    pub fn in_language(self, language: Option<&str>) -> Overrides<'a> {
        match language {
            Some(tag) => {
                let tailoring = TailoringArgs { language: Some(tag.to_owned()), ..self.tailoring };
                Overrides { tailoring, ..self }
            }
            None => self,
        }
    }

    /// The application, if there is one.
    pub fn application(&self) -> Option<&str> {
        self.tailoring.application.as_deref()
    }

    /// Requires the directory of `--root` to exist.
    ///
    /// # Errors
    /// If it does not.
    pub fn require_root(&self, diagnostics: &mut Diagnostics) -> Result<(), Failure> {
        let Some(root) = self.root.filter(|root| !root.is_dir()) else { return Ok(()) };
        let message = match root.exists() {
            true => format!("`{}` is not a directory", root.display()),
            false => format!("the `--root` directory `{}` does not exist", root.display()),
        };
        let help = "choose a directory that contains the résumé's files";
        Err(Failure::io(diagnostics.error(Diagnostic::error(Code::File, message).help(help))))
    }

    /// Sets theme options, which win over the résumé's own.
    pub fn set_theme_options(&self, resume: &mut Resume, diagnostics: &mut Diagnostics) {
        for setting in self.settings.iter().filter(|setting| setting.starts_with(THEME)) {
            let source = Source::new("--set", setting.as_str());
            diagnostics.open(&source);
            let Some((path, value)) = setting.split_once('=') else {
                let note = Diagnostic::error(Code::InvalidValue, format!("`{setting}` has no value"));
                diagnostics.push(
                    note.at(source.span(0..setting.len()))
                        .help("write `theme.option=value`, such as `theme.dates=inline`"),
                );
                continue;
            };
            let name = Spanned { value: path[THEME.len()..].to_owned(), span: source.span(THEME.len()..path.len()) };
            let span = source.span(path.len() + 1..setting.len());
            let value = Spanned { value: SettingValue::Text(value.trim().to_owned()), span };
            let choice = resume.theme.get_or_insert_default();
            choice.settings.retain(|known| known.name.value != name.value);
            choice.settings.push(Setting { name, value });
        }
    }

    /// The résumé with everything that the application and the command line set and leave out, theme options too.
    ///
    /// # Errors
    /// If a key does not exist, a value is invalid, or there is no such application.
    pub fn apply_all(&self, resume: Resume, diagnostics: &mut Diagnostics) -> Result<Resume> {
        let mut resume = self.apply(resume, diagnostics)?;
        self.set_theme_options(&mut resume, diagnostics);
        Ok(resume)
    }

    /// The same without theme options.
    ///
    /// # Errors
    /// As [`Overrides::apply_all`].
    pub fn apply(&self, resume: Resume, diagnostics: &mut Diagnostics) -> Result<Resume> {
        let resume = self.set_fields(resume, diagnostics)?;
        let application = match self.application() {
            Some(name) => Some(tailor::find(&resume, name, diagnostics)?.clone()),
            None => None,
        };
        let pages = self.tailoring.pages.as_ref().map(|text| page_limit(text, diagnostics)).transpose();
        let mut resume = tailor::tailor(resume, application.as_ref(), &self.filter(), diagnostics)?;
        resume.pages = pages?.or(resume.pages);
        if let Some(tag) = &self.tailoring.language {
            let source = Source::new("--language", tag.as_str());
            diagnostics.open(&source);
            // What is not text, such as an empty tag, is no language either.
            let value = tag.parse().or_else(|_| "?".parse());
            let span = source.span(0..tag.len());
            resume.language = value.ok().map(|value| Spanned { value, span });
        }
        Ok(resume)
    }

    /// The résumé with the fields that the application and the command line set.
    ///
    /// # Errors
    /// If a key does not exist, or a value is invalid.
    pub fn set_fields(&self, resume: Resume, diagnostics: &mut Diagnostics) -> Result<Resume> {
        let fields = self.settings.iter().filter(|setting| !setting.starts_with(THEME));
        let edits: Vec<Override> = fields.filter_map(|setting| Override::parse(setting, diagnostics).ok()).collect();
        let (application, language) = (self.application(), self.tailoring.language.as_deref());
        if edits.is_empty() && application.is_none() && language.is_none() {
            return Ok(resume);
        }
        Ok(resume.edited(application, &edits, language, diagnostics)?.unwrap_or(resume))
    }

    /// What the command line leaves out.
    pub fn filter(&self) -> Filter {
        let TailoringArgs {
            application: _,
            only,
            without,
            since,
            collapse_before,
            highlights,
            redact,
            pages: _,
            language: _,
        } = &self.tailoring;
        Filter {
            only: only.clone(),
            without: without.clone(),
            since: *since,
            collapse_before: *collapse_before,
            highlights: highlights.clone().unwrap_or_default(),
            redact: Redacted(redact.clone()),
        }
    }
}

/// The page limit of the command line, with its place there.
fn page_limit(text: &str, diagnostics: &mut Diagnostics) -> Result<Spanned<Pages>> {
    let source = Source::new("--pages", text);
    diagnostics.open(&source);
    let span = source.span(0..text.len());
    match text.parse() {
        Ok(value) => Ok(Spanned { value, span }),
        Err(problem) => {
            let note = Diagnostic::error(problem.code, problem.message).at(span);
            Err(diagnostics.error(note.help(problem.help.unwrap_or_default())))
        }
    }
}
