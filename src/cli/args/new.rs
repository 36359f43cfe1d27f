//! What `recto new` takes.

use std::path::PathBuf;

use super::document::DEFAULT_RESUME;

#[derive(Debug, clap::Args)]
#[command(after_help = NEW_HELP)]
pub struct NewArgs {
    /// File to create; must not exist. `-` for standard output
    #[arg(value_name = "FILE", default_value = DEFAULT_RESUME)]
    pub file: PathBuf,
    /// Minimal résumé, without comments
    #[arg(long, conflicts_with = "from")]
    pub minimal: bool,
    /// Existing résumé to convert, in any format that `recto import` reads: PDF, Word, Markdown, text, …
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
}

const NEW_HELP: &str = "\
See docs/moving.md in the repository for the formats that `--from` reads, and what to expect of each.

Examples:
  recto new                            create resume.yaml, with comments
  recto new --from old-resume.pdf      create resume.yaml from a PDF, Word, Markdown or text file
  recto new --from linkedin.zip        from a LinkedIn data archive";
