//! What `recto watch` takes.

use std::path::PathBuf;

use super::document::{DEFAULT_RESUME, DocumentArgs};
use super::output::OutputArgs;

/// What `recto watch` takes.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = WATCH_HELP)]
pub struct WatchArgs {
    /// YAML résumé
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub document: DocumentArgs,
}

const WATCH_HELP: &str = "\
Watches the résumé and everything it uses: theme, images, bibliography, job posting. If a build fails, the \
errors are shown and the previous PDF is kept. Stop with Ctrl-C.

Examples:
  recto watch                              keep resume.pdf up to date
  recto watch --for riverside              the same for an application";
