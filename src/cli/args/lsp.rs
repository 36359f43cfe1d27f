//! What `recto lsp` takes.

use super::limits::Seconds;

/// What `recto lsp` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct LspArgs {
    /// Time limit for laying out pages, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    pub timeout: Seconds,
}
