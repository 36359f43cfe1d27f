//! `recto completions` and `recto man`, generated from the definition of the command line.

use std::io;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use recto::diagnostic::{Code, Diagnostic, Diagnostics};

use crate::cli::args::Args;
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// Prints the completion script of a shell.
pub fn completions(shell: Shell, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "recto", &mut script);
    print(&String::from_utf8_lossy(&script), diagnostics).map(|()| String::new())
}

/// Prints the man page, or writes one per command into a folder.
pub fn man(folder: Option<&Path>, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let Some(folder) = folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Args::command()).render(&mut page).expect("memory takes what is written");
        return print(&String::from_utf8_lossy(&page), diagnostics).map(|()| String::new());
    };
    let written: io::Result<()> =
        std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    match written {
        Ok(()) => Ok(format!("{}: one page per command", folder.join("").display())),
        Err(error) => {
            let note = Diagnostic::error(Code::File, format!("`{}` cannot be written: {error}", folder.display()));
            Err(Failure::io(diagnostics.error(note.help("choose a directory that you can write to"))))
        }
    }
}
