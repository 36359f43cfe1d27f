//! The `recto` command, a guest in the library: it reads files, prints, and asks
//! the clock, so that the library need not.

#![allow(clippy::disallowed_methods, reason = "this is the edge where files and clocks are met")]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
