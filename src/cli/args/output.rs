//! Flags that say what is written, and where.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::ValueEnum;
use recto::export::Standard;

use super::format::OutputFormat;

/// Default resolution of images, in pixels per inch.
pub const PPI: f64 = 144.0;

/// What is written, and where.
#[derive(Debug, Clone, clap::Args)]
pub struct OutputArgs {
    /// Output file; `-` for standard output [default: `resume.pdf` for `resume.yaml`, `resume-NAME.pdf` with
    /// `--for NAME`]. Placeholders: `{file}` (résumé file name), `{name}` (your name), `{application}` (`resume` if
    /// none), `{language}`, `{theme}`, `{date}`
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Output format [default: by the extension of `--output`, or pdf]
    #[arg(short, long, value_enum)]
    pub format: Option<OutputFormat>,
    /// Where to write the cover letter, if the résumé has one
    #[arg(long, value_enum, default_value_t = LetterPlacement::Separate)]
    pub letter: LetterPlacement,
    /// Pixels per inch of images
    #[arg(long, value_name = "NUMBER", default_value_t = PPI, value_parser = resolution)]
    pub ppi: f64,
    #[command(flatten)]
    pub pdf: PdfArgs,
}

impl Default for OutputArgs {
    fn default() -> Self {
        let (letter, pdf) = (LetterPlacement::Separate, PdfArgs::default());
        OutputArgs { output: None, format: None, letter, ppi: PPI, pdf }
    }
}

/// Resolutions of images: from a thumbnail to fine print.
const RESOLUTIONS: RangeInclusive<f64> = 1.0..=1200.0;

/// Parses a resolution.
fn resolution(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| RESOLUTIONS.contains(number));
    number.ok_or_else(|| format!("not a number from {} to {}", RESOLUTIONS.start(), RESOLUTIONS.end()))
}

/// Where a cover letter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LetterPlacement {
    /// To a separate file, with `-letter` added to the résumé's name
    Separate,
    /// Before the résumé, in the same file
    First,
    /// Do not write it
    None,
}

/// What kind of PDF is written.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "PDF")]
pub struct PdfArgs {
    /// Read the PDF back as an ATS would, and write it only if all of it can be read
    /// (see docs/reading.md in the repository)
    #[arg(long)]
    pub strict: bool,
    /// PDF standards to conform to, e.g. `ua-1,a-2a` [default: ua-1, accessible]
    #[arg(long, value_name = "NAME", value_delimiter = ',', conflicts_with = "archive")]
    pub standard: Vec<Standard>,
    /// Conform to PDF/UA-1 and PDF/A-2a, for long-term archiving
    #[arg(long)]
    pub archive: bool,
    /// Embed the printed content as JSON Resume, for `recto extract` and other programs; the PDF conforms to PDF/A-3a
    #[arg(long)]
    pub embed: bool,
}
