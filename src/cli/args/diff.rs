//! What `recto diff` takes.

use std::path::PathBuf;

use clap::ValueEnum;
use recto::resume::Date;

use super::document::DEFAULT_RESUME;
use super::messages::MessageFormat;
use super::sent::day;

#[derive(Debug, clap::Args)]
#[command(after_help = DIFF_HELP)]
pub struct DiffArgs {
    /// The older one: a YAML résumé, or a PDF built with `--embed`
    #[arg(value_name = "OLD", default_value = DEFAULT_RESUME)]
    pub old: PathBuf,
    /// The newer one [default: the same file, tailored with `--for`]
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// Tailor the newer one to this application; if given twice, the first is for the older one
    #[arg(long = "for", value_name = "NAME", num_args = 1)]
    pub application: Vec<String>,
    /// Compare what was sent for the application, most recently or on DATE, with what would be sent now
    #[arg(long, value_name = "DATE", num_args = 0..=1, value_parser = day, requires = "application",
        conflicts_with_all = ["new", "facts_from"])]
    pub sent: Option<Option<Date>>,
    /// Report only facts missing from MASTER, as errors: employers, titles, dates, degrees, numbers, names, skills
    #[arg(long, value_name = "MASTER")]
    pub facts_from: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Format of errors
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum DiffFormat {
    /// One line for each difference
    Text,
    /// One JSON object
    Json,
}

const DIFF_HELP: &str = "\
Each line begins with a sign: `-` left out, `+` added, `~` changed, `↕` moved.

Examples:
  recto diff resume.yaml --for riverside               what an application changes
  recto diff resume.yaml --for riverside --for acme    how two applications differ
  recto diff --for riverside --sent                    what changed since it was sent
  recto diff old.pdf resume.yaml                       what changed since a PDF was built
  recto diff --facts-from master.yaml tailored.yaml    fail if a fact was invented";
