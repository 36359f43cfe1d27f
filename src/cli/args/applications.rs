//! What `recto applications` takes.

use std::path::PathBuf;

use clap::ValueEnum;

use super::document::DEFAULT_RESUME;

#[derive(Debug, clap::Args)]
#[command(after_help = APPLICATIONS_HELP)]
pub struct ApplicationsArgs {
    /// YAML résumé
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = ApplicationsFormat::Text)]
    pub format: ApplicationsFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ApplicationsFormat {
    /// Tables
    Text,
    /// One JSON object
    Json,
}

const APPLICATIONS_HELP: &str = "\
`recto build --for NAME --sent` records an application as sent. It is then listed with the date, the files, and \
whether the résumé has changed since; `recto diff --for NAME --sent` shows what changed.";
