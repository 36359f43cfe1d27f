//! What `recto inspect` takes.

use std::path::PathBuf;

use clap::ValueEnum;

use super::document::ContentArgs;

#[derive(Debug, clap::Args)]
#[command(after_help = INSPECT_HELP)]
pub struct InspectArgs {
    /// PDF, made by Recto or any other program; `-` for standard input. With `--fields`, also a Word document
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print the fields an ATS would fill in: name, contact details, jobs, schools, skills. With `--against`, report
    /// which of them are correct
    #[arg(long)]
    pub fields: bool,
    /// Résumé the PDF was built from: run all checks instead of printing the text. If it was built for an application,
    /// also pass `--for`
    #[arg(long, value_name = "RESUME")]
    pub against: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub format: InspectFormat,
    /// Theme the PDF was built with, if the résumé does not name it
    #[arg(short, long, value_name = "NAME")]
    pub theme: Option<String>,
    #[command(flatten)]
    pub content: ContentArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum InspectFormat {
    /// Plain text
    Text,
    /// One JSON object
    Json,
}

const INSPECT_HELP: &str = "\
The text is printed in three orders: content order, visual order, and grouped into layout boxes, as pdfminer does. \
An applicant tracking system (ATS) typically uses one of them.

With --against, each check (see docs/reading.md in the repository) reports pass, info, warn or fail. The exit code \
is 1 if a check fails.

Examples:
  recto inspect resume.pdf                               what an ATS reads
  recto inspect resume.pdf --against resume.yaml         compare with the résumé
  recto inspect resume.pdf --fields                      the fields an ATS would fill in
  recto inspect resume.pdf --fields --against resume.yaml   how many of them are correct";
