//! What `recto import` takes.

use std::path::{Path, PathBuf};

use super::document::DEFAULT_RESUME;

#[derive(Debug, clap::Args)]
#[command(after_help = IMPORT_HELP)]
pub struct ImportArgs {
    /// File to convert, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Résumé to create; must not exist [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// What to print: the résumé, or a report as JSON
    #[arg(long, value_enum, default_value_t = ImportFormat::Yaml)]
    pub format: ImportFormat,
    /// Open the result in the live preview [default output: resume.yaml]
    #[arg(long, conflicts_with = "format")]
    pub preview: bool,
}

impl ImportArgs {
    /// The file that is written; `-` for standard output.
    pub fn target(&self) -> &Path {
        let default = if self.preview { DEFAULT_RESUME } else { "-" };
        self.output.as_deref().unwrap_or(Path::new(default))
    }
}

/// What `recto import` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ImportFormat {
    /// The résumé
    Yaml,
    /// The résumé, the guesses, and anything that could not be placed
    Json,
}

const IMPORT_HELP: &str = "\
The format is detected from the content: PDF, Word, OpenDocument, HTML, Markdown, plain text, LinkedIn archives, \
Reactive Resume v3 to v5, \
JSON Resume 0.x and 1.x, RenderCV 1.x and 2.x, YAMLResume, FRESH, Europass (XML, JSON, and PDFs that contain it).
Anything that cannot be converted is reported, and kept in the `note` of its entry (never printed) or in a comment \
at the end of the file. Guesses are marked with a comment that begins with `# check`.

Examples:
  recto import old-resume.pdf --preview               write resume.yaml, and review it in the preview
  recto import old-resume.pdf -o resume.yaml
  recto import Ada_Lovelace_CV.yaml -o resume.yaml";
