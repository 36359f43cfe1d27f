//! Prints diagnostics and summary lines.

mod failure;
pub mod stdout;

use std::io::{self, IsTerminal, Write};

use recto::diagnostic::{Diagnostics, Severity};
pub use recto::render::json;
use recto::render::{self, Color, sanitize};

pub use self::failure::Failure;
use crate::cli::args::MessageFormat;

/// Set in a process whose diagnostics are read by this program: they are JSON on standard error, beside whatever the
/// command prints.
pub const JSON_ON_STDERR: &str = "RECTO_JSON_DIAGNOSTICS";

/// Prints all diagnostics: JSON to standard output, everything else to standard error.
///
/// # Errors
/// If standard output cannot be written.
pub fn print_all(diagnostics: &Diagnostics, format: MessageFormat) -> io::Result<()> {
    if std::env::var_os(JSON_ON_STDERR).is_some() {
        written(&render::json_lines(diagnostics));
        return Ok(());
    }
    match format {
        MessageFormat::Human => written(&text(diagnostics)),
        MessageFormat::Short => written(&render::short(diagnostics)),
        MessageFormat::Json => {
            stdout::write(render::json_lines(diagnostics).as_bytes())?;
        }
    }
    Ok(())
}

/// Prints all diagnostics with their source lines.
pub fn for_people(diagnostics: &Diagnostics) {
    written(&text(diagnostics));
}

/// The diagnostics with their source lines, as [`for_people`] prints them.
pub fn text(diagnostics: &Diagnostics) -> String {
    render::human(diagnostics, if colored() { Color::Always } else { Color::Never })
}

/// Prints the result of [`text`].
pub fn written(text: &str) {
    write!(io::stderr(), "{text}").ok();
}

/// Prints a line to standard error. A failure cannot be reported anywhere.
pub fn line(text: &str) {
    writeln!(io::stderr(), "{}", sanitize::line(text)).ok();
}

/// The number of errors and warnings, and that nothing was written.
pub fn nothing_written(diagnostics: &Diagnostics) -> String {
    format!("{}; nothing was written", counted(diagnostics))
}

/// The number of errors, and of warnings if there are any.
pub fn counted(diagnostics: &Diagnostics) -> String {
    let errors = match diagnostics.count(Severity::Error) {
        1 => "1 error".to_owned(),
        errors => format!("{errors} errors"),
    };
    match diagnostics.count(Severity::Warning) {
        0 => errors,
        1 => format!("{errors}, 1 warning"),
        warnings => format!("{errors}, {warnings} warnings"),
    }
}

/// Whether to print colours: on a terminal, unless disabled (<https://no-color.org>).
pub fn colored() -> bool {
    let declined = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stderr().is_terminal() && !declined && !dumb
}
