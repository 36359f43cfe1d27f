//! The command line as it was typed. The help texts are the manual.

mod document;
mod format;
mod limits;
mod output;
mod publish;
mod sent;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};
use recto::advice::Denied;
use recto::resume::Date;

use self::document::directory;
pub use self::document::{ContentArgs, DocumentArgs, TailoringArgs};
pub use self::format::{FORMATS, FormatKind, OutputFormat};
pub use self::limits::{Seconds, TIMEOUT};
pub use self::output::{LetterPlacement, OutputArgs, PPI, PdfArgs};
pub use self::publish::{PublishArgs, Robots};
pub use self::sent::SentDay;
use self::sent::day;

/// The default résumé.
pub const DEFAULT_RESUME: &str = "resume.yaml";

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
    /// Create a starter résumé, or start from one that you have as PDF, Word or text
    New(NewArgs),
    /// List themes, show their options, create or check a custom theme
    Themes(ThemesArgs),
    /// List available fonts
    Fonts(FontsArgs),
    /// Convert an existing résumé: PDF, Word, OpenDocument, HTML, Markdown, text, or another tool's file
    Import(ImportArgs),
    /// List the job applications defined in a résumé, which of their files are out of date, and what was sent
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
    /// Note that this was sent, today or on another day: keep the files, and the résumé that they are built from, in
    /// `sent/` beside the résumé, and add them to `sent/log.yaml`. Requires `--for`
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
  recto build --for riverside --sent       build, and note that it was sent today
  generate | recto build - -o - | lpr      from standard input to standard output

Output is written whole or not at all: on failure, an existing file stays as it was.";

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

/// What `recto preview` takes.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = PREVIEW_HELP)]
pub struct PreviewArgs {
    /// YAML résumé
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Create a starter résumé first, unless the file exists
    #[arg(long)]
    pub new: bool,
    /// Port to listen on; 0 picks a free one [default: 4747, or a free one]
    #[arg(long, value_name = "NUMBER")]
    pub port: Option<u16>,
    /// IP address to listen on; 0.0.0.0 for all, e.g. in containers
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
    /// Print the address instead of opening a browser
    #[arg(long)]
    pub no_open: bool,
    /// Let an editor show the page in its window: only its extension asks for this
    #[arg(long, hide = true)]
    pub in_editor: bool,
    #[command(flatten)]
    pub document: DocumentArgs,
}

impl PreviewArgs {
    /// The preview of a résumé, with all else as by default.
    pub fn of(resume: PathBuf) -> PreviewArgs {
        let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let document = DocumentArgs::default();
        PreviewArgs { resume, new: false, port: None, host, no_open: false, in_editor: false, document }
    }
}

const PREVIEW_HELP: &str = "\
The printed address contains a random token; only those who have it can see or change the résumé. The page \
loads nothing from elsewhere. Stop with Ctrl-C.

Examples:
  recto preview                            resume.yaml, in the browser
  recto preview --new                      create resume.yaml, and fill it in as a form
  recto preview --for riverside            the same for an application
  recto preview --no-open --host 0.0.0.0   in a container that publishes port 4747";

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
    /// Apply the fixes that are certain; `--fix=all` asks about each of the others
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
    /// Hunspell dictionary for the spelling, such as `de_DE.dic` [default: one for the language]
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
    /// Those that are certain
    Certain,
    /// Also those that are not, after asking about each
    All,
}

const CHECK_HELP: &str = "\
Checks the layout of the full résumé; use `--for` to check an application.

--fix changes the file that holds the problem, which may be one that the résumé extends. Comments and formatting stay. \
A fix that leads to another error is undone. With `-`, the fixed text is written to standard output.

Examples:
  recto check                              report problems, and how to fix them
  recto check --fix                        fix what can be fixed without asking
  recto check --fix --diff                 show what that would change
  recto check - --fix < old.yaml > new.yaml";

#[derive(Debug, clap::Args)]
#[command(after_help = APPLICATIONS_HELP)]
pub struct ApplicationsArgs {
    /// YAML résumé
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = ApplicationsFormat::Text)]
    pub format: ApplicationsFormat,
}

const APPLICATIONS_HELP: &str = "\
`recto build --for NAME --sent` notes what was sent. Applications that were sent are then listed with the day, the files, \
and whether the résumé has changed since; `recto diff --for NAME --sent` shows what changed.";

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ApplicationsFormat {
    /// Tables
    Text,
    /// One JSON object
    Json,
}

/// What `recto lsp` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct LspArgs {
    /// Time limit for laying out pages, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    pub timeout: Seconds,
}

/// What `recto mcp` takes.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = MCP_HELP)]
pub struct McpArgs {
    /// Directory that assistants may write to [default: none]
    #[arg(long, value_name = "DIR", value_parser = directory())]
    pub write: Option<PathBuf>,
    /// Print a page that teaches an assistant to use Recto, and exit
    #[arg(long, value_name = "PAGE", value_enum, conflicts_with = "write")]
    pub print: Option<McpPage>,
}

/// A page for assistants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum McpPage {
    /// SKILL.md
    Skill,
    /// llms.txt
    Llms,
}

const MCP_HELP: &str = "\
Reads only files in the directory where it is started, and writes only into the directory given with `--write`.

Examples:
  recto mcp                                read-only
  recto mcp --write out                    assistants may write documents to out
  recto mcp --print skill > SKILL.md       instructions for an assistant";

const NEW_HELP: &str = "\
docs/moving.md in the repository says what to expect of each kind of file that `--from` reads.

Examples:
  recto new                            create resume.yaml, with comments
  recto new --from old-resume.pdf      create resume.yaml from a PDF, Word, Markdown or text file
  recto new --from linkedin.zip        from LinkedIn's archive of your data";

#[derive(Debug, clap::Args)]
#[command(after_help = NEW_HELP)]
pub struct NewArgs {
    /// File to create; must not exist. `-` for standard output
    #[arg(value_name = "FILE", default_value = DEFAULT_RESUME)]
    pub file: PathBuf,
    /// Minimal résumé, without comments
    #[arg(long, conflicts_with = "from")]
    pub minimal: bool,
    /// Existing résumé to start from, in any format that `recto import` reads: PDF, Word, Markdown, text, …
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct ThemesArgs {
    #[command(subcommand)]
    pub command: Option<ThemesCommand>,
}

#[derive(Debug, Subcommand)]
pub enum ThemesCommand {
    /// Show a theme's options, their values and defaults
    Show {
        /// Theme name, or path of a theme directory
        name: String,
    },
    /// Create a custom theme in `themes/`, as a copy of another
    New {
        /// Name of the new theme: lower-case letters, digits and hyphens
        name: String,
        /// Theme to copy [default: the default theme]
        #[arg(long, value_name = "THEME")]
        from: Option<String>,
    },
    /// Test a theme with every value of every option, and report problems
    Check {
        /// Theme name, or path of a theme directory
        name: String,
        /// Directory with additional fonts; can be repeated
        #[arg(long, value_name = "DIR", value_parser = directory())]
        font_path: Vec<PathBuf>,
    },
    /// Build a résumé in every theme, and write one image with all first pages
    Gallery {
        /// YAML résumé
        #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
        resume: PathBuf,
        /// Image to write [default: gallery.png]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Directory with additional fonts; can be repeated
        #[arg(long, value_name = "DIR", value_parser = directory())]
        font_path: Vec<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
pub struct FontsArgs {
    /// Directory with additional fonts; can be repeated
    #[arg(long, value_name = "DIR", value_parser = directory())]
    pub font_path: Vec<PathBuf>,
}

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
    /// The résumé, the guesses and what could not be placed
    Json,
}

const IMPORT_HELP: &str = "\
The format is detected from the content: PDF, Word, OpenDocument, HTML, Markdown, plain text, LinkedIn archives, \
Reactive Resume v3 to v5, \
JSON Resume 0.x and 1.x, RenderCV 1.x and 2.x, YAMLResume, FRESH, Europass (XML, JSON, and PDFs that contain it).
Anything that cannot be converted is reported, and kept in the `note` of its entry (never printed) or in a comment \
at the end of the file. Guesses have a comment that begins with `# check`.

Examples:
  recto import old-resume.pdf --preview               write resume.yaml and look at it
  recto import old-resume.pdf -o resume.yaml
  recto import Ada_Lovelace_CV.yaml -o resume.yaml";

#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// YAML résumé, or `-` for standard input
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = ShowFormat::Yaml)]
    pub format: ShowFormat,
    /// Print only the differences from the full résumé (`-` left out, `+` added, `~` changed, `↕` moved)
    #[arg(long)]
    pub diff: bool,
    #[command(flatten)]
    pub content: ContentArgs,
}

/// What `recto fields` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = FIELDS_HELP)]
pub struct FieldsArgs {
    /// YAML résumé, or `-` for standard input
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = FieldsFormat::Text)]
    pub format: FieldsFormat,
    #[command(flatten)]
    pub content: ContentArgs,
}

const FIELDS_HELP: &str = "\
Values are plain text, in the order in which portals usually ask for them; dates are MM/YYYY. Portals limit the length of \
texts, so each long one says how many characters it has. The preview shows the same list with a copy button for each.

Examples:
  recto fields                             every job, school and skill
  recto fields --for riverside             as tailored for an application
  recto fields --format csv > fields.csv   for a spreadsheet";

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FieldsFormat {
    /// One field per line
    Text,
    /// JSON: a list of groups with their fields
    Json,
    /// CSV: group, field, value, characters
    Csv,
}

#[derive(Debug, clap::Args)]
#[command(after_help = DIFF_HELP)]
pub struct DiffArgs {
    /// YAML résumé, or a PDF built with `--embed`
    #[arg(value_name = "OLD", default_value = DEFAULT_RESUME)]
    pub old: PathBuf,
    /// Another one; without it, the same file tailored with `--for`
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// Tailor the newer one to this application; given twice, the first tailors the older one
    #[arg(long = "for", value_name = "NAME", num_args = 1)]
    pub application: Vec<String>,
    /// Compare what was sent for the application, last or on a day, with what would be sent now
    #[arg(long, value_name = "DATE", num_args = 0..=1, value_parser = day, requires = "application",
        conflicts_with_all = ["new", "facts_from"])]
    pub sent: Option<Option<Date>>,
    /// Only report facts of the résumé that this one does not have, as errors: employers, titles, dates, degrees, numbers,
    /// names, skills
    #[arg(long, value_name = "MASTER")]
    pub facts_from: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
    /// Format of errors
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
}

const DIFF_HELP: &str = "\
Each line begins with a sign: `-` left out, `+` added, `~` changed, `↕` moved.

Examples:
  recto diff resume.yaml --for riverside               what an application changes
  recto diff resume.yaml --for riverside --for acme    how two applications differ
  recto diff --for riverside --sent                    what changed since it was sent
  recto diff old.pdf resume.yaml                       what changed since a PDF was built
  recto diff --facts-from master.yaml tailored.yaml    fail if a fact was invented";

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum DiffFormat {
    /// One line for each difference
    Text,
    /// One JSON object
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = MATCH_HELP)]
pub struct MatchArgs {
    /// Job posting: plain text, Markdown, or JSON Resume's job schema; `-` for standard input
    /// [default: the application's `job`]
    #[arg(value_name = "JOB")]
    pub job: Option<PathBuf>,
    /// YAML résumé
    #[arg(short, long, value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = MatchFormat::Table)]
    pub format: MatchFormat,
    /// Print all terms rather than the most relevant ones
    #[arg(long)]
    pub all_terms: bool,
    #[command(flatten)]
    pub content: ContentArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = INSPECT_HELP)]
pub struct InspectArgs {
    /// PDF, made by Recto or any other program; `-` for standard input. With `--fields`, also a Word document
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print what the form of an ATS would be filled in with: name, contact details, jobs, schools, skills. With
    /// `--against`, say which of these fields are right
    #[arg(long)]
    pub fields: bool,
    /// Résumé the PDF was built from: run all checks instead of printing what is read. If it was built for an
    /// application, also pass `--for`
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

const INSPECT_HELP: &str = "\
The text is printed in three orders: content order, visual order, and grouped into layout boxes, as pdfminer does. \
An applicant tracking system (ATS) typically uses one of them.

With --against, each check (see docs/reading.md in the repository) reports pass, info, warn or fail. The exit code \
is 1 if any fails.

Examples:
  recto inspect resume.pdf                               what an ATS reads
  recto inspect resume.pdf --against resume.yaml         compare with the résumé
  recto inspect resume.pdf --fields                      what a form would be filled in with
  recto inspect resume.pdf --fields --against resume.yaml   how many fields are right";

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum InspectFormat {
    /// Plain text
    Text,
    /// One JSON object
    Json,
}

const MATCH_HELP: &str = "\
Terms are words and phrases that are rare in everyday language. Any inflected form counts, and so does any name of \
a skill (Postgres, PostgreSQL). Each is present, omitted from this application, or missing. Nothing is changed or \
suggested: only you know whether a missing skill is one you have. The last line, `emphasize: […]`, makes the present \
terms strong in the pages; paste it into the application.

Examples:
  recto match job.md                         the full résumé
  recto match --for riverside                an application, and the job posting it names";

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum MatchFormat {
    /// Table: present, omitted, missing
    Table,
    /// One JSON object
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ShowFormat {
    /// YAML
    Yaml,
    /// JSON Resume v1.0.0
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = SCHEMA_HELP)]
pub struct SchemaArgs {
    /// Output format
    #[arg(long, value_enum, default_value_t = SchemaFormat::Json)]
    pub format: SchemaFormat,
}

const SCHEMA_HELP: &str = "\
YAML editors complete and document a résumé's keys if its first line is
  # yaml-language-server: $schema=resume.schema.json
and that file is beside it. `recto new` creates both; to update the schema:
  recto schema > resume.schema.json";

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SchemaFormat {
    /// JSON Schema, draft 7
    Json,
    /// The field reference, in Markdown
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the source lines, for terminals
    Human,
    /// One line each: `file:line:column: error[id]: message`
    Short,
    /// One JSON object per line, on standard output
    Json,
}

impl Command {
    /// The command with the path of a résumé, for messages about a missing one.
    pub fn example(&self) -> &'static str {
        match self {
            Command::Build(_) => "recto build cv.yaml",
            Command::Watch(_) => "recto watch cv.yaml",
            Command::Preview(_) => "recto preview cv.yaml",
            Command::Check(_) => "recto check cv.yaml",
            Command::Themes(_) => "recto themes gallery cv.yaml",
            Command::Import(_) => "recto import cv.json",
            Command::Applications(_) => "recto applications cv.yaml",
            Command::Match(_) => "recto match job.md --resume cv.yaml",
            Command::Inspect(_) => "recto inspect resume.pdf --against cv.yaml",
            Command::Show(_) => "recto show cv.yaml",
            Command::Fields(_) => "recto fields cv.yaml",
            Command::Diff(_) => "recto diff cv.yaml --for acme",
            // The others do not read a résumé.
            Command::New(_)
            | Command::Fonts(_)
            | Command::Extract(_)
            | Command::Lsp(_)
            | Command::Mcp(_)
            | Command::Completions { .. }
            | Command::Man { .. }
            | Command::Doctor(_)
            | Command::Schema(_)
            | Command::TryPicture => "recto build cv.yaml",
        }
    }

    /// Whether it reads files of other programs, which may be hostile.
    pub fn reads_foreign_files(&self) -> bool {
        match self {
            Command::Inspect(_) | Command::Extract(_) | Command::Import(_) => true,
            Command::New(args) => args.from.is_some(),
            Command::Build(_)
            | Command::Watch(_)
            | Command::Preview(_)
            | Command::Check(_)
            | Command::Themes(_)
            | Command::Applications(_)
            | Command::Match(_)
            | Command::Show(_)
            | Command::Fields(_)
            | Command::Diff(_)
            | Command::Fonts(_)
            | Command::Lsp(_)
            | Command::Mcp(_)
            | Command::Completions { .. }
            | Command::Man { .. }
            | Command::Doctor(_)
            | Command::Schema(_)
            | Command::TryPicture => false,
        }
    }

    /// How the command's diagnostics are printed.
    pub fn message_format(&self) -> MessageFormat {
        match self {
            Command::Check(args) => args.message_format,
            Command::Diff(args) => args.message_format,
            Command::Build(_)
            | Command::Watch(_)
            | Command::Preview(_)
            | Command::Applications(_)
            | Command::Fonts(_)
            | Command::New(_)
            | Command::Import(_)
            | Command::Extract(_)
            | Command::Inspect(_)
            | Command::Lsp(_)
            | Command::Mcp(_)
            | Command::Completions { .. }
            | Command::Man { .. }
            | Command::Doctor(_)
            | Command::Match(_)
            | Command::Show(_)
            | Command::Fields(_)
            | Command::Schema(_)
            | Command::TryPicture
            | Command::Themes(_) => MessageFormat::Human,
        }
    }
}
