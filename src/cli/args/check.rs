//! What `recto check` takes.

use std::path::PathBuf;

use clap::ValueEnum;
use recto::advice::Denied;

use super::document::{DEFAULT_RESUME, DocumentArgs};
use super::messages::MessageFormat;

/// What `recto check` takes.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = CHECK_HELP)]
pub struct CheckArgs {
    /// YAML résumé, or `-` for standard input
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Treat this advice as an error; `all` for all advice, `warnings` for all warnings; can be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub deny: Vec<Denied>,
    /// Apply the fixes that are certain; `--fix=all` also asks about each of the others
    #[arg(
        long,
        value_name = "WHICH",
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "certain"
    )]
    pub fix: Option<FixMode>,
    /// With `--fix`, print the changes instead of writing them
    #[arg(long, requires = "fix")]
    pub diff: bool,
    /// Hunspell dictionary for spelling, such as `de_DE.dic` [default: one for the language]
    #[arg(long, value_name = "FILE")]
    pub dictionary: Option<PathBuf>,
    /// Output style of diagnostics
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
    #[command(flatten)]
    pub document: DocumentArgs,
}

/// Which fixes `--fix` applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FixMode {
    /// Only certain fixes
    Certain,
    /// Also uncertain ones, after asking about each
    All,
}

const CHECK_HELP: &str = "\
Checks the layout of the full résumé; use `--for` to check an application.

--fix changes the file that holds the problem, which may be one that the résumé extends. Comments and formatting stay. \
A fix that leads to another error is undone. With `-`, the fixed text is written to standard output.

Examples:
  recto check                              report problems, and how to fix them
  recto check --fix                        fix what can be fixed without asking
  recto check --fix --diff                 show what it would change
  recto check - --fix < old.yaml > new.yaml";
