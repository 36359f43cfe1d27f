//! What `recto extract` takes.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = EXTRACT_HELP)]
pub struct ExtractArgs {
    /// PDF, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Résumé to create; must not exist. Its photo is written beside it [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

const EXTRACT_HELP: &str = "\
A PDF contains only what was printed: no notes, tags, cover letters or other applications.

Example:
  recto build --embed && recto extract resume.pdf -o again.yaml";
