//! The command line as it was typed. The help texts are the manual.

mod applications;
mod build;
mod check;
mod command_info;
mod diff;
mod document;
mod extract;
mod fields;
mod fonts;
mod format;
mod import;
mod inspect;
mod limits;
mod lsp;
mod match_job;
mod mcp;
mod messages;
mod new;
mod output;
mod preview;
mod publish;
mod schema;
mod sent;
mod show;
mod themes;
mod watch;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use self::applications::{ApplicationsArgs, ApplicationsFormat};
pub use self::build::BuildArgs;
pub use self::check::{CheckArgs, FixMode};
use self::command_info::CommandInfo;
pub use self::command_info::{Input, Target};
pub use self::diff::{DiffArgs, DiffFormat};
pub use self::document::{ContentArgs, DEFAULT_RESUME, DocumentArgs, TailoringArgs};
pub use self::extract::ExtractArgs;
pub use self::fields::{FieldsArgs, FieldsFormat};
pub use self::fonts::FontsArgs;
pub use self::format::{FORMATS, FormatKind, OutputFormat};
pub use self::import::{ImportArgs, ImportFormat};
pub use self::inspect::{InspectArgs, InspectFormat};
pub use self::limits::{Seconds, TIMEOUT};
pub use self::lsp::LspArgs;
pub use self::match_job::{MatchArgs, MatchFormat};
pub use self::mcp::{McpArgs, McpPage};
pub use self::messages::MessageFormat;
pub use self::new::NewArgs;
pub use self::output::{LetterPlacement, OutputArgs, PPI, PdfArgs};
pub use self::preview::PreviewArgs;
pub use self::publish::Robots;
pub use self::schema::{SchemaArgs, SchemaFormat};
pub use self::sent::SentDay;
pub use self::show::{ShowArgs, ShowFormat};
pub use self::themes::{ThemesArgs, ThemesCommand};
pub use self::watch::WatchArgs;

/// Turn a YAML résumé into a typeset PDF.
#[derive(Debug, Parser)]
#[command(name = "recto", version, arg_required_else_help = true, after_help = FIRST_STEPS)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const FIRST_STEPS: &str = "\
Getting started:
  recto new                   create a starter résumé, resume.yaml
  recto preview               edit it with a live preview in the browser
  recto build                 build resume.pdf
  recto check                 report problems without writing anything

A résumé is one YAML file, as short as this:
  basics:
    name: Ada Lovelace
    email: ada@example.org
  work:
    - name: Analytical Engines
      position: Programmer
      startDate: 1842-10

Exit codes: 0 success; 1 problem in the résumé or theme; 2 wrong usage, or a file that cannot be read or written.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build a PDF from a résumé
    Build(BuildArgs),
    /// Rebuild whenever the résumé or a file it uses changes
    Watch(WatchArgs),
    /// Live preview and editor in the browser
    Preview(PreviewArgs),
    /// Report problems in a résumé, and anything in its PDF that an ATS would misread
    Check(CheckArgs),
    /// Create a starter résumé, or convert an existing one
    New(NewArgs),
    /// List themes, show their options, create or check a custom theme
    Themes(ThemesArgs),
    /// List available fonts
    Fonts(FontsArgs),
    /// Convert an existing résumé: PDF, Word, OpenDocument, HTML, Markdown, text, or another tool's file
    Import(ImportArgs),
    /// List the job applications in a résumé, whether their files are up to date, and what was sent
    Applications(ApplicationsArgs),
    /// Compare a résumé with a job posting
    Match(MatchArgs),
    /// Show what programs such as an ATS read in a PDF
    Inspect(InspectArgs),
    /// Extract the résumé from a PDF built with `--embed`
    Extract(ExtractArgs),
    /// Print a résumé after tailoring, as YAML or JSON Resume
    Show(ShowArgs),
    /// List the fields that application portals ask for, ready to copy
    Fields(FieldsArgs),
    /// Compare two résumés, and list the facts that only the newer one has
    Diff(DiffArgs),
    /// Run the language server on stdin/stdout
    Lsp(LspArgs),
    /// Run a Model Context Protocol server on stdin/stdout, for AI assistants
    Mcp(McpArgs),
    /// Generate shell completions (see docs/shell.md in the repository)
    Completions {
        /// Shell
        shell: clap_complete::Shell,
    },
    /// Generate man pages
    Man {
        /// Directory to write one page per command to [default: print one page]
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
    },
    /// Show diagnostic information about this installation
    Doctor(FontsArgs),
    /// Print the JSON Schema or the reference of the résumé format
    Schema(SchemaArgs),
    /// Draw the image on standard input, within limits on time and memory
    #[command(hide = true)]
    TryPicture,
}

impl Command {
    /// What the program must know of a command besides how it is run.
    pub fn info(&self) -> CommandInfo {
        const PLAIN: CommandInfo = CommandInfo::PLAIN;
        match self {
            Command::Build(_) => PLAIN.writes_files(),
            Command::Watch(_) => PLAIN.example("recto watch cv.yaml"),
            Command::Preview(_) => PLAIN.example("recto preview cv.yaml"),
            Command::Check(args) => PLAIN.example("recto check cv.yaml").messages(args.message_format),
            Command::New(args) if args.from.is_some() => PLAIN.writes_files().reads_foreign_files(),
            Command::New(_) => PLAIN.writes_files(),
            Command::Themes(_) => PLAIN.example("recto themes gallery cv.yaml").writes_files(),
            Command::Import(_) => PLAIN.example("recto import cv.json").writes_files().reads_foreign_files(),
            Command::Applications(_) => PLAIN.example("recto applications cv.yaml"),
            Command::Match(_) => PLAIN.example("recto match job.md --resume cv.yaml"),
            Command::Inspect(_) => PLAIN.example("recto inspect resume.pdf --against cv.yaml").reads_foreign_files(),
            Command::Extract(_) => PLAIN.writes_files().reads_foreign_files(),
            Command::Show(_) => PLAIN.example("recto show cv.yaml"),
            Command::Fields(_) => PLAIN.example("recto fields cv.yaml"),
            Command::Diff(args) => PLAIN.example("recto diff cv.yaml --for acme").messages(args.message_format),
            // These read no résumé, and write nothing.
            Command::Fonts(_)
            | Command::Lsp(_)
            | Command::Mcp(_)
            | Command::Completions { .. }
            | Command::Man { .. }
            | Command::Doctor(_)
            | Command::Schema(_)
            | Command::TryPicture => PLAIN,
        }
    }
}
