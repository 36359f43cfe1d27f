//! What `recto mcp` takes.

use std::path::PathBuf;

use clap::ValueEnum;

use super::document::directory;
use super::limits::Seconds;

/// What `recto mcp` takes.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = MCP_HELP)]
pub struct McpArgs {
    /// Directory that assistants may write to [default: none]
    #[arg(long, value_name = "DIR", value_parser = directory())]
    pub write: Option<PathBuf>,
    /// Time limit for each call, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "60")]
    pub timeout: Seconds,
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
