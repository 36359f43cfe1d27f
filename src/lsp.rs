//! `recto lsp`: the Language Server Protocol (3.17) over standard input and output.
//!
//! One thread answers the editor, from the text alone ([`server`]). Another checks documents on the warm renderer
//! ([`checker`]), so that neither a long bibliography nor a theme that never ends delays an answer.

mod answers;
mod checker;
mod documents;
mod published;
mod server;
mod text;
mod transport;

use std::process::exit;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};

use crate::cli::args::LspArgs;
use crate::cli::report::Failure;

/// Serves an editor until it disconnects.
///
/// # Errors
/// If a thread cannot be started.
pub fn run(args: &LspArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let (connection, threads) = transport::connect().map_err(|error| {
        let error = Diagnostic::error(Code::File, format!("cannot start a thread: {error}"));
        Failure::io(diagnostics.error(error))
    })?;
    let finished = server::serve(&connection, args.timeout.duration());
    drop(connection);
    match finished {
        true => {
            threads.join();
            Ok(String::new())
        }
        // The protocol wants 1 if `shutdown` was not sent before.
        false => exit(1),
    }
}
