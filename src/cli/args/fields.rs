//! What `recto fields` takes.

use std::path::PathBuf;

use clap::ValueEnum;

use super::document::{ContentArgs, DEFAULT_RESUME};

/// What `recto fields` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = FIELDS_HELP)]
pub struct FieldsArgs {
    /// YAML résumé, or `-` for standard input
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = FieldsFormat::Text)]
    pub format: FieldsFormat,
    #[command(flatten)]
    pub content: ContentArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FieldsFormat {
    /// One field per line
    Text,
    /// JSON: a list of groups with their fields
    Json,
    /// CSV: group, field, value, characters
    Csv,
}

const FIELDS_HELP: &str = "\
Values are plain text, in the order in which portals usually ask for them; dates are MM/YYYY. Because portals limit \
the length of text, long values come with their number of characters. The preview shows the same list with copy \
buttons.

Examples:
  recto fields                             every job, school and skill
  recto fields --for riverside             as tailored for an application
  recto fields --format csv > fields.csv   for a spreadsheet";
