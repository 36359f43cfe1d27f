//! What `recto build` takes.

use std::path::PathBuf;

use recto::resume::Date;

use super::document::{DEFAULT_RESUME, DocumentArgs};
use super::output::OutputArgs;
use super::publish::PublishArgs;
use super::sent::day;

/// What `recto build` takes.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub struct BuildArgs {
    /// YAML résumé, or `-` for standard input. Several files, a directory, or a quoted pattern
    /// (`'team/*.yaml'`) are built in parallel
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resumes: Vec<PathBuf>,
    /// Build the full résumé and every application
    #[arg(long, conflicts_with = "application")]
    pub all: bool,
    /// Build one résumé per line of JSON from standard input, and write one line of JSON per result
    /// (see docs/scale.md in the repository)
    #[arg(long, conflicts_with_all = ["resumes", "all", "application"])]
    pub batch: bool,
    /// With `--batch`, write each result as soon as it is ready rather than in input order
    #[arg(long, requires = "batch")]
    pub unordered: bool,
    /// Record the application as sent today or on DATE: keep the files, and the résumé they were built from, in `sent/`
    /// beside the résumé, and add an entry to `sent/log.yaml`. Requires `--for`
    #[arg(long, value_name = "DATE", num_args = 0..=1, value_parser = day, requires = "application",
        conflicts_with_all = ["all", "batch"])]
    pub sent: Option<Option<Date>>,
    /// Build what the parent process asks for
    #[arg(long, hide = true)]
    pub worker: bool,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub publish: PublishArgs,
    #[command(flatten)]
    pub document: DocumentArgs,
}

const BUILD_EXAMPLES: &str = "\
Examples:
  recto build                              resume.yaml -> resume.pdf
  recto build cv.yaml -o ~/cv-2026.pdf     another file, another place
  recto build --theme ./mine               a custom theme, in the directory mine
  recto build --format png --ppi 200       an image of each page
  recto build --publish site               a web page without contact details, with its PDF
  recto build -o cv.docx                   a Word document; also .html, .txt, .md, .json
  recto build --format typ                 a directory resume-typ that plain Typst compiles
  recto build --archive --strict           a PDF/A that an ATS can read in full, or nothing
  recto build team/ -o 'out/{file}.pdf'    every résumé in a directory
  recto build --for riverside --sent       build, and record it as sent today
  generate | recto build - -o - | lpr      from standard input to standard output

Output is written whole or not at all: on failure, an existing file stays as it was.";
