//! What was typed. The help texts are the manual.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};
use recto::advice::Denied;
use recto::export::{Form, Format, PdfSettings, Standard};
use recto::resume::{Date, HighlightLimits, Private, Text};

/// The longest that a document may take: a thousand times what one does.
pub const TIMEOUT: Seconds = Seconds(Duration::from_secs(60));

/// The résumé read where none is named.
pub const DEFAULT_RESUME: &str = "resume.yaml";

/// Set a résumé, written once as YAML, into a PDF that people and machines read well.
#[derive(Debug, Parser)]
#[command(name = "recto", version, arg_required_else_help = true, after_help = FIRST_STEPS)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

const FIRST_STEPS: &str = "\
First steps:
  recto new                   write resume.yaml, a résumé to begin with
  recto build                 set resume.yaml into resume.pdf
  recto check                 look for mistakes without writing anything
  recto build cv.yaml -o -    write the PDF to standard output

A résumé is one YAML file; it can be as short as this:
  basics:
    name: Ada Lovelace
    email: ada@example.org
  work:
    - name: Analytical Engines
      position: Programmer
      startDate: 1842-10

Exit codes: 0 all went well; 1 the résumé or the theme is at fault; 2 wrong usage, or a file that
cannot be read or written.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set a résumé into a PDF
    Build(BuildArgs),
    /// Build a résumé whenever it changes, or a file that it is made of
    Watch(WatchArgs),
    /// Show the pages in the browser, as they are with every change
    Preview(PreviewArgs),
    /// Report every mistake of a résumé, and write nothing
    Check(CheckArgs),
    /// Write a résumé to begin with
    New(NewArgs),
    /// List the themes, show one's options, begin one of your own, or see all of them
    Themes(ThemesArgs),
    /// List the fonts that a résumé can be set in
    Fonts(FontsArgs),
    /// Make a résumé of a file of RenderCV, YAMLResume or JSON Resume
    Import(ImportArgs),
    /// List the applications of a résumé, and which of their files are older than it
    Applications(ApplicationsArgs),
    /// Tell which words of an advertisement a résumé says, and which it does not
    Match(MatchArgs),
    /// Read a finished PDF as programs do, and compare it with its résumé
    Inspect(InspectArgs),
    /// Take the résumé out of a PDF that was built with `--embed`
    Extract(ExtractArgs),
    /// Print a résumé as it is understood, as YAML or as JSON Resume
    Show(ShowArgs),
    /// Speak with an editor, over standard input and output: reports, completion, explanations
    Lsp,
    /// Print the completions of a shell, to be put where it looks for them (docs/shell.md)
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one for each command into a folder
    Man {
        /// The folder
        #[arg(short, long, value_name = "FOLDER")]
        output: Option<PathBuf>,
    },
    /// Tell what Recto finds on this machine: themes, fonts, folders, terminal
    Doctor(FontsArgs),
    /// Print the JSON Schema of the format, for editors, or its reference, for people
    Schema(SchemaArgs),
    /// Draw the picture on standard input, within limits on time and memory
    #[command(hide = true)]
    TryPicture,
}

#[derive(Debug, clap::Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub struct BuildArgs {
    /// The résumé, a YAML file; `-` reads standard input. Several, a folder, or a pattern in quotes
    /// (`'team/*.yaml'`) are built on all cores
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resumes: Vec<PathBuf>,
    /// Where to write; `-` is standard output. Without it: beside the résumé, under its name, ending in .pdf.
    /// `{file}`, `{name}`, `{application}`, `{theme}` and `{date}` stand for what they say
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The theme: a name, or the path of a theme's folder. Without it: the one the résumé names, or the default one
    #[arg(short, long, value_name = "NAME")]
    pub theme: Option<String>,
    /// A setting of the theme or a field of the résumé, such as `theme.accent=#0b4f6c` or
    /// `basics.label=Engineer`; may be given several times
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// What to write. Without it: what the ending of `--output` says, or else a PDF
    #[arg(short, long, value_enum)]
    pub format: Option<OutputFormat>,
    /// Where the letter goes that the résumé holds: into a file of its own, before the résumé, or nowhere
    #[arg(long, value_enum, default_value_t = LetterPlace::Separate)]
    pub letter: LetterPlace,
    /// Build the plain résumé and every application
    #[arg(long, conflicts_with = "application")]
    pub all: bool,
    /// Read a résumé from each line of standard input, as JSON, and write a line with its PDF (docs/scale.md)
    #[arg(long, conflicts_with_all = ["resumes", "all", "application"])]
    pub batch: bool,
    /// With --batch, write each line as soon as its PDF is done, not in the order of the input
    #[arg(long, requires = "batch")]
    pub unordered: bool,
    /// Builds what the process hands it that started it
    #[arg(long, hide = true)]
    pub worker: bool,
    /// The longest that a document may take, in seconds. Without it: 60 in a theme that is not of Recto's
    #[arg(long, value_name = "SECONDS")]
    pub timeout: Option<Seconds>,
    /// Pixels to an inch, for pictures
    #[arg(long, value_name = "NUMBER", default_value_t = 144.0)]
    pub ppi: f64,
    /// A folder with fonts, beside those of Recto and of the system; may be given several times
    #[arg(long, value_name = "FOLDER")]
    pub font_path: Vec<PathBuf>,
    /// The folder that pictures, references, themes and outputs named in the résumé may be in. Without it:
    /// the résumé's own folder
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub pdf: PdfArgs,
    #[command(flatten)]
    pub tailoring: TailoringArgs,
}

/// What a PDF is to be.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "PDF")]
pub struct PdfArgs {
    /// Read the PDF back as programs do, and write it only if they read all of it (docs/reading.md)
    #[arg(long)]
    pub strict: bool,
    /// The standards that it keeps, such as `ua-1,a-2a`. Without it: `ua-1`, which can be read aloud
    #[arg(long, value_name = "NAME", value_delimiter = ',', conflicts_with = "archive")]
    pub standard: Vec<Standard>,
    /// Make it fit to be kept for decades: PDF/UA-1 and PDF/A-2a
    #[arg(long)]
    pub archive: bool,
    /// Put the résumé into it as data, for programs that look for it: PDF/A-3a
    #[arg(long)]
    pub embed: bool,
    /// The day it is dated with, and that counts as today. Without it: no date but where a standard asks for one
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}

impl BuildArgs {
    /// A build of a résumé without any further wish.
    pub fn plain() -> Self {
        BuildArgs {
            resumes: Vec::new(),
            output: None,
            theme: None,
            set: Vec::new(),
            format: None,
            letter: LetterPlace::Separate,
            all: false,
            batch: false,
            unordered: false,
            worker: false,
            timeout: None,
            ppi: 144.0,
            font_path: Vec::new(),
            root: None,
            pdf: PdfArgs::default(),
            tailoring: TailoringArgs::default(),
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(after_help = WATCH_HELP)]
pub struct WatchArgs {
    /// The résumé, a YAML file
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Where to write. Without it: beside the résumé, under its name, ending in .pdf
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The theme: a name, or the path of a theme's folder. Without it: the one the résumé names, or the default one
    #[arg(short, long, value_name = "NAME")]
    pub theme: Option<String>,
    /// A setting of the theme or a field of the résumé, such as `theme.accent=#0b4f6c` or
    /// `basics.label=Engineer`; may be given several times
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// What to write. Without it: what the ending of `--output` says, or else a PDF
    #[arg(short, long, value_enum)]
    pub format: Option<OutputFormat>,
    /// Where the letter goes that the résumé holds: into a file of its own, before the résumé, or nowhere
    #[arg(long, value_enum, default_value_t = LetterPlace::Separate)]
    pub letter: LetterPlace,
    /// The longest that a build may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = TIMEOUT)]
    pub timeout: Seconds,
    /// Pixels to an inch, for pictures
    #[arg(long, value_name = "NUMBER", default_value_t = 144.0)]
    pub ppi: f64,
    /// A folder with fonts, beside those of Recto and of the system; may be given several times
    #[arg(long, value_name = "FOLDER")]
    pub font_path: Vec<PathBuf>,
    /// The folder that pictures, references, themes and outputs named in the résumé may be in. Without it:
    /// the résumé's own folder
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub pdf: PdfArgs,
    #[command(flatten)]
    pub tailoring: TailoringArgs,
}

const WATCH_HELP: &str = "\
The résumé, its theme, its pictures, its references and the advertisement are watched. A build that fails says why,
and leaves the PDF as it was. Ctrl-C ends it.

Examples:
  recto watch                              resume.pdf is always as resume.yaml is
  recto watch --for university             the same for an application";

#[derive(Debug, Clone, clap::Args)]
#[command(after_help = PREVIEW_HELP)]
pub struct PreviewArgs {
    /// The résumé, a YAML file
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// The port to listen on; 0 picks any free one. Without it: 4747, or any free one
    #[arg(long, value_name = "NUMBER")]
    pub port: Option<u16>,
    /// The IP address to listen on; 0.0.0.0 is all of them, for containers
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
    /// Print the address, and do not open the browser
    #[arg(long)]
    pub no_open: bool,
    /// The theme: a name, or the path of a theme's folder. Without it: the one the résumé names, or the default one
    #[arg(short, long, value_name = "NAME")]
    pub theme: Option<String>,
    /// A setting of the theme or a field of the résumé; may be given several times
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// The longest that the pages may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = TIMEOUT)]
    pub timeout: Seconds,
    /// A folder with fonts, beside those of Recto and of the system; may be given several times
    #[arg(long, value_name = "FOLDER")]
    pub font_path: Vec<PathBuf>,
    /// The folder that pictures, references, themes and outputs named in the résumé may be in. Without it:
    /// the résumé's own folder
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub tailoring: TailoringArgs,
}

const PREVIEW_HELP: &str = "\
The printed address contains a random token. Only who has it can see or change the résumé. The page loads
nothing from anywhere else. Ctrl-C stops the preview.

Examples:
  recto preview                            resume.yaml, in the browser
  recto preview --for university           the same for an application
  recto preview --no-open --host 0.0.0.0   in a container whose port 4747 is published as 4747";

#[derive(Debug, clap::Args)]
pub struct ApplicationsArgs {
    /// The résumé
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
}

/// What of a résumé is wanted.
#[derive(Debug, Clone, Default, PartialEq, clap::Args)]
#[command(next_help_heading = "Tailoring")]
pub struct TailoringArgs {
    /// The application, of those the résumé lists
    #[arg(long = "for", value_name = "NAME")]
    pub application: Option<String>,
    /// Of what has tags, keep only what has one of these; may be given several times
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub only: Vec<Text>,
    /// Leave out what has one of these tags; may be given several times
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub without: Vec<Text>,
    /// Leave out what ended before this date; education stays
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Keep only the first lines of what ended before this date
    #[arg(long, value_name = "DATE")]
    pub collapse_before: Option<Date>,
    /// The most highlights of an entry, or of those of a section: `4`, or `work=4,projects=2`
    #[arg(long, value_name = "NUMBER")]
    pub highlights: Option<HighlightLimits>,
    /// Leave out how to reach the person, the portrait, or facts such as the date of birth
    #[arg(long, value_name = "contact|photo|facts", value_delimiter = ',')]
    pub redact: Vec<Private>,
    /// The most pages, or the fewest and the most, such as `1-2`
    #[arg(long, value_name = "NUMBER")]
    pub pages: Option<String>,
}

const BUILD_EXAMPLES: &str = "\
Examples:
  recto build                              resume.yaml becomes resume.pdf
  recto build cv.yaml -o ~/cv-2026.pdf     another résumé, another place
  recto build --theme ./mine               a theme of your own, in the folder mine
  recto build --format png --ppi 200       a picture of each page
  recto build -o cv.docx                   the same words for Word; also .html, .txt, .md, .json
  recto build --format typ                 a folder resume-typ that Typst alone compiles
  recto build --archive --strict           a PDF/A that programs read whole, or none
  recto build team/ -o 'out/{file}.pdf'    every résumé of a folder
  generate | recto build - -o - | lpr      from standard input to standard output

The PDF is written whole or not at all: if anything fails, a file that was there before stays as it was.";

#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// The résumé, a YAML file; `-` reads standard input
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// The theme: a name, or the path of a theme's folder. Without it: the one the résumé names, or the default one
    #[arg(short, long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Advice that is to be an error, by its name, or `all`; may be given several times (docs/advice.md)
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub deny: Vec<Denied>,
    /// How reports are printed: for people, a line each, or a JSON object each, on standard output
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
    /// A folder with fonts, beside those of Recto and of the system; may be given several times
    #[arg(long, value_name = "FOLDER")]
    pub font_path: Vec<PathBuf>,
    /// The folder that pictures, references, themes and outputs named in the résumé may be in. Without it:
    /// the résumé's own folder
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub tailoring: TailoringArgs,
}

#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// The file to write, which must not be there yet; `-` is standard output
    #[arg(value_name = "FILE", default_value = DEFAULT_RESUME)]
    pub file: PathBuf,
    /// Only what a résumé must have, without comments
    #[arg(long)]
    pub minimal: bool,
}

/// A limit on time, given in seconds: from a thousandth to a day, since whoever wants to wait
/// longer wants no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seconds(Duration);

impl Seconds {
    /// The same as a duration.
    pub fn duration(self) -> Duration {
        self.0
    }
}

impl FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.parse().ok().filter(|number| (0.001..=86_400.0).contains(number));
        let duration = number.map(|number| Seconds(Duration::from_secs_f64(number)));
        duration.ok_or_else(|| "not a number of seconds from 0.001 to 86400 (a day)".to_owned())
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.as_secs_f64().fmt(f)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LetterPlace {
    /// Beside the résumé, under its name with `-letter`
    Separate,
    /// Before the résumé, in the same file
    First,
    /// Nowhere
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// All pages in one file
    Pdf,
    /// A picture of each page
    Png,
    /// A drawing of each page
    Svg,
    /// A document for Word
    Docx,
    /// A page for the web, in one file
    Html,
    /// Plain text, to paste into a box
    Txt,
    /// Markdown
    Md,
    /// JSON Resume v1.0.0
    Json,
    /// The résumé as it was cut for the application
    Yaml,
    /// A folder that Typst alone compiles to the same pages (docs/typst.md)
    Typ,
}

impl OutputFormat {
    /// How its files end.
    pub fn ending(self) -> &'static str {
        match self {
            OutputFormat::Pdf => "pdf",
            OutputFormat::Png => "png",
            OutputFormat::Svg => "svg",
            OutputFormat::Docx => "docx",
            OutputFormat::Html => "html",
            OutputFormat::Txt => "txt",
            OutputFormat::Md => "md",
            OutputFormat::Json => "json",
            OutputFormat::Yaml => "yaml",
            OutputFormat::Typ => "typ",
        }
    }

    /// Whether it is a folder, and no file.
    pub fn is_folder(self) -> bool {
        self == OutputFormat::Typ
    }

    /// The format of files that end so.
    pub fn of_ending(ending: &str) -> Option<OutputFormat> {
        let all = OutputFormat::value_variants().iter();
        all.copied().find(|format| ending.eq_ignore_ascii_case(format.ending()))
    }

    /// How it is made.
    pub fn making(self, ppi: f64, settings: PdfSettings) -> Making {
        match self {
            OutputFormat::Pdf => Making::Pages(Format::Pdf(settings)),
            OutputFormat::Png => Making::Pages(Format::Png { ppi }),
            OutputFormat::Svg => Making::Pages(Format::Svg),
            OutputFormat::Docx => Making::Text(Form::Docx),
            OutputFormat::Html => Making::Text(Form::Html),
            OutputFormat::Txt => Making::Text(Form::Text),
            OutputFormat::Md => Making::Text(Form::Markdown),
            OutputFormat::Json => Making::Json,
            OutputFormat::Yaml => Making::Yaml,
            // What the folder is compiled to; Recto itself does not export it.
            OutputFormat::Typ => Making::Pages(Format::Pdf(settings)),
        }
    }

    /// Whether a terminal can show it.
    pub fn is_readable(self) -> bool {
        match self {
            OutputFormat::Pdf | OutputFormat::Png | OutputFormat::Docx | OutputFormat::Typ => false,
            OutputFormat::Svg
            | OutputFormat::Html
            | OutputFormat::Txt
            | OutputFormat::Md
            | OutputFormat::Json
            | OutputFormat::Yaml => true,
        }
    }
}

/// How a result is made.
pub enum Making {
    /// Pages are laid out.
    Pages(Format),
    /// The texts are written in order.
    Text(Form),
    /// The data are written.
    Json,
    /// The data are written.
    Yaml,
}

impl fmt::Display for OutputFormat {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            OutputFormat::Pdf => "a PDF",
            OutputFormat::Png => "a PNG picture",
            OutputFormat::Svg => "an SVG picture",
            OutputFormat::Docx => "a document for Word",
            OutputFormat::Html => "a page of HTML",
            OutputFormat::Txt => "plain text",
            OutputFormat::Md => "Markdown",
            OutputFormat::Json => "JSON",
            OutputFormat::Yaml => "YAML",
            OutputFormat::Typ => "a folder for Typst",
        })
    }
}

#[derive(Debug, clap::Args)]
pub struct ThemesArgs {
    #[command(subcommand)]
    pub command: Option<ThemesCommand>,
}

#[derive(Debug, Subcommand)]
pub enum ThemesCommand {
    /// Show a theme's options: what each takes, its default, what it does
    Show {
        /// The theme: a name, or the path of a theme's folder
        name: String,
    },
    /// Begin a theme of your own, in `themes/` of this folder, as a copy of another
    New {
        /// The new theme's name: small letters, digits and hyphens
        name: String,
        /// The theme to copy
        #[arg(long, value_name = "THEME")]
        from: Option<String>,
    },
    /// Try out a theme: build it with every choice of every option, and say what is wrong with it
    Check {
        /// The theme: a name, or the path of a theme's folder
        name: String,
        /// A folder with fonts, beside those of Recto and of the system; may be given several times
        #[arg(long, value_name = "FOLDER")]
        font_path: Vec<PathBuf>,
    },
    /// Set a résumé in every theme, and write a picture with the first page of each
    Gallery {
        /// The résumé
        #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
        resume: PathBuf,
        /// The picture to write
        ///
        /// Without it: `gallery.png`
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// A folder with fonts, beside those of Recto and of the system; may be given several times
        #[arg(long, value_name = "FOLDER")]
        font_path: Vec<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
pub struct FontsArgs {
    /// A folder with fonts, beside those of Recto and of the system; may be given several times
    #[arg(long, value_name = "FOLDER")]
    pub font_path: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = IMPORT_HELP)]
pub struct ImportArgs {
    /// The file; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where to write the résumé, which must not be there yet. Without it: standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

const IMPORT_HELP: &str = "\
The format is told by the file itself: JSON Resume 0.x and 1.x, RenderCV 1.x and 2.x, YAMLResume.
What cannot be carried over is said, each thing at its place, and kept: in the `note` of its entry, which is
never printed, or in a comment at the end of the file.

Example:
  recto import Ada_Lovelace_CV.yaml -o resume.yaml";

#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// The résumé; `-` reads standard input
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value_t = ShowFormat::Yaml)]
    pub format: ShowFormat,
    /// Print instead what differs from the whole résumé: - left out, + added, ~ changed, ↕ in another order
    #[arg(long)]
    pub diff: bool,
    /// A field of the résumé or a setting of the theme; may be given several times
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// The folder that pictures, references, themes and outputs named in the résumé may be in. Without it:
    /// the résumé's own folder
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub tailoring: TailoringArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = MATCH_HELP)]
pub struct MatchArgs {
    /// The advertisement: plain text, Markdown, or JSON Resume's job schema; `-` reads standard input. Without
    /// it: the file that the application names as its `job`
    #[arg(value_name = "JOB")]
    pub job: Option<PathBuf>,
    /// The résumé
    #[arg(short, long, value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// What to print: a table for people, or JSON for programs
    #[arg(long, value_enum, default_value_t = MatchFormat::Table)]
    pub format: MatchFormat,
    /// Print every term, not only the thirty that tell most
    #[arg(long)]
    pub all_terms: bool,
    /// A field of the résumé; may be given several times
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// The folder that pictures, references, themes and outputs named in the résumé may be in. Without it:
    /// the résumé's own folder
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub tailoring: TailoringArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = INSPECT_HELP)]
pub struct InspectArgs {
    /// The PDF, of Recto or of any other program; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The résumé that the PDF was made of: runs all checks, instead of printing what is read
    #[arg(long, value_name = "RESUME")]
    pub against: Option<PathBuf>,
    /// What to print: text for people, or JSON for programs
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub format: InspectFormat,
    /// The theme that the PDF was set in, if the résumé does not name it
    #[arg(short, long, value_name = "NAME")]
    pub theme: Option<String>,
    /// What was set besides; may be given several times
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// The folder that pictures, references, themes and outputs named in the résumé may be in. Without it:
    /// the résumé's own folder
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
    #[command(flatten)]
    pub tailoring: TailoringArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = EXTRACT_HELP)]
pub struct ExtractArgs {
    /// The PDF; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Where to write the résumé, which must not be there yet; its portrait goes beside it. Without it: standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

const EXTRACT_HELP: &str = "\
A PDF holds what was printed: no notes, tags, letters or other applications.

Example:
  recto build --embed && recto extract resume.pdf -o again.yaml";

const INSPECT_HELP: &str = "\
The text is printed three times: in the order of the content stream, by the places of letters on the page, and grouped
by the space between them, as pdfminer does. Programs that take in applications do one of the three.

With --against, each of the checks of docs/reading.md passes, tells something, warns or fails. A failed check ends with
exit code 1.

Examples:
  recto inspect resume.pdf                               what programs read
  recto inspect resume.pdf --against resume.yaml         whether it is what was written";

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum InspectFormat {
    /// Lines
    Text,
    /// One object
    Json,
}

const MATCH_HELP: &str = "\
Terms are words and phrases that are rarer than in ordinary language, in any of their forms, and skills under any of
their names (Postgres, PostgreSQL). A term is said, or said only in what is left out of the résumé for this
application, or not said. Nothing is written, and nothing is advised: whether what is not said is so, only you know.

Examples:
  recto match jobs/bridge-builder.md         the whole résumé
  recto match --for northbank                an application, and the advertisement that it names";

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum MatchFormat {
    /// Three groups of lines
    Table,
    /// One object
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ShowFormat {
    /// YAML, in the order of the format
    Yaml,
    /// JSON Resume v1.0.0
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = SCHEMA_HELP)]
pub struct SchemaArgs {
    /// What to print
    #[arg(long, value_enum, default_value_t = SchemaFormat::Json)]
    pub format: SchemaFormat,
}

const SCHEMA_HELP: &str = "\
An editor that knows YAML completes and explains a résumé's keys if its first line is
  # yaml-language-server: $schema=resume.schema.json
and that file is beside it. `recto new` writes both; this command writes the file anew:
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
    /// The lines concerned, with the place underlined
    Human,
    /// `file:line:column: error[id]: message`, a line each, for editors
    Short,
    /// An object a line, for programs
    Json,
}

impl Command {
    /// How the command's reports are printed.
    pub fn message_format(&self) -> MessageFormat {
        match self {
            Command::Check(args) => args.message_format,
            Command::Build(_)
            | Command::Watch(_)
            | Command::Preview(_)
            | Command::Applications(_)
            | Command::Fonts(_)
            | Command::New(_)
            | Command::Import(_)
            | Command::Extract(_)
            | Command::Inspect(_)
            | Command::Lsp
            | Command::Completions { .. }
            | Command::Man { .. }
            | Command::Doctor(_)
            | Command::Match(_)
            | Command::Show(_)
            | Command::Schema(_)
            | Command::TryPicture
            | Command::Themes(_) => MessageFormat::Human,
        }
    }
}
