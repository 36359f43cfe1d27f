//! What is printed: diagnostics, and the lines that sum up.

mod failure;
pub mod stdout;

use std::io::{self, IsTerminal, Write};

use recto::diagnostic::Diagnostics;
pub use recto::render::json;
use recto::render::{self, Color, sanitize};

pub use self::failure::Failure;
use crate::cli::args::MessageFormat;

/// Prints everything noted: for people and editors to standard error, for programs
/// to standard output.
///
/// # Errors
/// If standard output does not take them.
pub fn print_all(diagnostics: &Diagnostics, format: MessageFormat) -> io::Result<()> {
    match format {
        MessageFormat::Human => written(&text(diagnostics)),
        MessageFormat::Short => written(&render::short(diagnostics)),
        MessageFormat::Json => {
            let (lines, more) = render::json_lines(diagnostics);
            stdout::write(lines.as_bytes())?;
            more.iter().for_each(|more| line(more));
        }
    }
    Ok(())
}

/// Prints everything noted for people.
pub fn for_people(diagnostics: &Diagnostics) {
    written(&text(diagnostics));
}

/// All that [`notes`] prints for people.
pub fn text(diagnostics: &Diagnostics) -> String {
    render::human(diagnostics, if colored() { Color::Always } else { Color::Never })
}

/// Prints what [`text`] made.
pub fn written(text: &str) {
    write!(io::stderr(), "{text}").ok();
}

/// Prints a line to standard error. Nobody can be told if that fails.
pub fn line(text: &str) {
    writeln!(io::stderr(), "{}", sanitize::line(text)).ok();
}

/// How many errors there were, and that nothing was written.
pub fn nothing_written(diagnostics: &Diagnostics) -> String {
    format!("{}; nothing was written", counted(diagnostics))
}

/// How many errors there were.
pub fn counted(diagnostics: &Diagnostics) -> String {
    match diagnostics.errors() {
        1 => "1 error".into(),
        count => format!("{count} errors"),
    }
}

/// Colour is for people at a terminal who have not declined it
/// (<https://no-color.org>).
pub fn colored() -> bool {
    let declined = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    io::stderr().is_terminal() && !declined && !dumb
}
