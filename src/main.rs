//! The `recto` command: a thin layer over the library that reads files, prints, and asks the clock and the
//! environment.

#![allow(clippy::disallowed_methods, reason = "this is the edge where files and clocks are met")]

mod cli;
mod lsp;
mod preview;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
