//! What `recto show` takes.

use std::path::PathBuf;

use clap::ValueEnum;

use super::document::{ContentArgs, DEFAULT_RESUME};

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

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ShowFormat {
    /// YAML
    Yaml,
    /// JSON Resume v1.0.0
    Json,
}
