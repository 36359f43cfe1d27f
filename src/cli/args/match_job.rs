//! What `recto match` takes.

use std::path::PathBuf;

use clap::ValueEnum;

use super::document::{ContentArgs, DEFAULT_RESUME};

#[derive(Debug, clap::Args)]
#[command(after_help = MATCH_HELP)]
pub struct MatchArgs {
    /// Job posting: plain text, Markdown, HTML, PDF, or JSON Resume's job schema; `-` for standard input
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

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum MatchFormat {
    /// Table: present, omitted, missing
    Table,
    /// One JSON object
    Json,
}

const MATCH_HELP: &str = "\
Terms are words and phrases that are rare in everyday language. Any inflected form counts, and so does any name of \
a skill (Postgres, PostgreSQL). Each is present, omitted from this application, or missing. Nothing is changed or \
suggested: only you know whether a missing skill is one you have. The last line, `emphasize: […]`, prints matching \
terms in bold if you paste it into the application.

Examples:
  recto match job.md                         the full résumé
  recto match --for riverside                an application, and the job posting it names";
