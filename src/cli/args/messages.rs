//! How diagnostics are printed.

use clap::ValueEnum;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the source lines, for terminals
    Human,
    /// One line each: `file:line:column: error[id]: message`
    Short,
    /// One JSON object per line, on standard output
    Json,
}
