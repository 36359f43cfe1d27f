//! Flags that say which document is meant: shared by every command that reads a résumé.

use std::path::PathBuf;

use recto::resume::{Date, HighlightLimits, PlainText, Private};

use super::limits::Seconds;

/// The input of a document.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DocumentArgs {
    /// Theme name, or path of a theme folder [default: the résumé's theme]
    #[arg(short, long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Directory with additional fonts; can be repeated
    #[arg(long, value_name = "DIR")]
    pub font_path: Vec<PathBuf>,
    /// Time limit per document, in seconds [default: 60 for third-party themes]
    #[arg(long, value_name = "SECONDS")]
    pub timeout: Option<Seconds>,
    #[command(flatten)]
    pub content: ContentArgs,
}

/// The content of a document.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ContentArgs {
    /// Override a field or theme option, e.g. `basics.label=Engineer` or `theme.accent=#0b4f6c`; can be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Date that counts as today, and that a PDF is dated with [default: today; PDFs are undated]
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
    /// Directory that images, bibliographies, themes and outputs named in the résumé must be in
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
    /// Application from the résumé's `applications`
    #[arg(long = "for", value_name = "NAME")]
    pub application: Option<String>,
    /// Of tagged content, keep only what has one of these tags; can be repeated
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub only: Vec<PlainText>,
    /// Leave out content with one of these tags; can be repeated
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub without: Vec<PlainText>,
    /// Leave out entries that ended before this date, except education
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Shorten entries that ended before this date to their first lines
    #[arg(long, value_name = "DATE")]
    pub collapse_before: Option<Date>,
    /// Maximum highlights per entry, overall or by section: `4`, or `work=4,projects=2`
    #[arg(long, value_name = "NUMBER")]
    pub highlights: Option<HighlightLimits>,
    /// Leave out contact details, the photo, or personal facts such as the date of birth
    #[arg(long, value_name = "contact|photo|facts", value_delimiter = ',')]
    pub redact: Vec<Private>,
    /// Page limit: the maximum, or minimum and maximum such as `1-2`
    #[arg(long, value_name = "NUMBER")]
    pub pages: Option<String>,
}
