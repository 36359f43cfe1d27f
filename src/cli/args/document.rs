//! Flags that say which document is meant: shared by every command that reads a résumé.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PathBufValueParser, TypedValueParser};
use recto::resume::{Date, HighlightLimits, PlainText, Private, Problem};

use super::limits::Seconds;

/// The default résumé.
pub const DEFAULT_RESUME: &str = "resume.yaml";

/// The input of a document.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DocumentArgs {
    /// Theme name, or path of a theme directory [default: the résumé's theme]
    #[arg(short, long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Directory with additional fonts; can be repeated
    #[arg(long, value_name = "DIR", value_parser = directory())]
    pub font_path: Vec<PathBuf>,
    /// Time limit per document, in seconds [default: 60 for custom themes and SVG images, none otherwise]
    #[arg(long, value_name = "SECONDS")]
    pub timeout: Option<Seconds>,
    #[command(flatten)]
    pub content: ContentArgs,
}

/// The content of a document.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ContentArgs {
    /// Override a field or theme option, e.g. `basics.label=Engineer`, `work[0].position=Engineer` or
    /// `theme.accent=#0b4f6c`; can be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Merge this file into the résumé, as if it extended it; can be repeated
    #[arg(long, value_name = "FILE")]
    pub with: Vec<PathBuf>,
    /// Use this date as today, and as the PDF's creation date [default: today, and no creation date]
    #[arg(long, value_name = "DATE", value_parser = parsed::<Date>)]
    pub date: Option<Date>,
    /// Directory that must contain all images, bibliographies, themes and outputs named in the résumé
    /// [default: the résumé's directory]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub tailoring: TailoringArgs,
}

/// Which parts of a résumé are kept.
#[derive(Debug, Clone, Default, PartialEq, clap::Args)]
#[command(next_help_heading = "Tailoring")]
pub struct TailoringArgs {
    /// Tailor the résumé to this job application, defined under `applications` in the file; `recto build` also takes a
    /// pattern such as 'acme-*'
    #[arg(long = "for", value_name = "NAME")]
    pub application: Option<String>,
    /// Of the tagged content, keep only what has this tag; untagged content always stays. Can be repeated or
    /// comma-separated
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub only: Vec<PlainText>,
    /// Leave out content with this tag. Can be repeated or comma-separated
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub without: Vec<PlainText>,
    /// Leave out entries that ended before this date, except education
    #[arg(long, value_name = "DATE", value_parser = parsed::<Date>)]
    pub since: Option<Date>,
    /// Shorten entries that ended before this date to their first lines
    #[arg(long, value_name = "DATE", value_parser = parsed::<Date>)]
    pub collapse_before: Option<Date>,
    /// Maximum highlights per entry, overall or by section: `4`, or `work=4,projects=2`
    #[arg(long, value_name = "NUMBER", value_parser = parsed::<HighlightLimits>)]
    pub highlights: Option<HighlightLimits>,
    /// Leave out contact details, the photo, or personal facts such as the date of birth. Can be repeated or
    /// comma-separated
    #[arg(long, value_name = "contact|photo|facts", value_delimiter = ',', value_parser = parsed::<Private>)]
    pub redact: Vec<Private>,
    /// Use this language (BCP 47 tag), e.g. `fr` or `en-GB`: its texts, titles, dates and labels [default: the
    /// application's, or the first that the résumé names]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// Page limit: the maximum, or minimum and maximum such as `1-2`
    #[arg(long, value_name = "NUMBER")]
    pub pages: Option<String>,
}

/// Parses the path of a directory that is there.
pub fn directory() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| match path.is_dir() {
        true => Ok(path),
        false if path.exists() => Err("it is not a directory"),
        false => Err("the directory does not exist"),
    })
}

/// Parses a value; as in a résumé, the error also says what is valid.
fn parsed<T: FromStr<Err = Problem>>(text: &str) -> Result<T, String> {
    text.parse::<T>().map_err(|problem| match &problem.help {
        Some(help) => format!("{problem}; {help}"),
        None => problem.to_string(),
    })
}
