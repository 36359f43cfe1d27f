//! `recto preview`: a live preview in the browser.
//!
//! Each request is handled on its own thread ([`server`]), which refuses anything that is not from the
//! page itself ([`access`], [`handler`]) and answers the rest ([`routes`]). One thread schedules the work
//! ([`session`]), and one lays out pages ([`pages`]). The state they share is in [`shared_state`].

mod access;
mod browser;
mod choice;
mod complete;
mod connections;
mod design;
mod download;
mod fields;
mod files;
mod fix;
mod font;
mod form;
mod handler;
mod import;
mod layout;
mod pages;
mod photo;
mod posting;
mod request;
mod response;
mod routes;
mod server;
mod session;
mod shared_state;
mod state;
mod token;
mod windows;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::channel;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};

use self::access::Access;
use self::handler::RequestHandler;
use self::session::Session;
use self::shared_state::SharedState;
use crate::cli::args::PreviewArgs;
use crate::cli::project::input::{self, STANDARD};
use crate::cli::project::starter;
use crate::cli::report::{self, Failure};

/// Shows a résumé in the browser until the process is stopped.
pub fn run(args: &PreviewArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    if args.resume.as_os_str() == STANDARD {
        let note = Diagnostic::error(Code::File, "standard input cannot be watched");
        return Err(Failure::io(diagnostics.error(note.help("name the résumé's file"))));
    }
    if args.new && !args.resume.exists() {
        starter::write_resume(&args.resume, starter::STARTER, diagnostics)?;
        report::line(&format!("created {}", args.resume.display()));
    }
    if !args.resume.exists() {
        input::read_resume(&args.resume, diagnostics)?;
    }
    if args.in_editor {
        response::allow_editors();
    }
    let server = server::bind(args.host, args.port).map_err(|error| {
        let address =
            args.port.map_or_else(|| args.host.to_string(), |port| SocketAddr::new(args.host, port).to_string());
        let note = Diagnostic::error(Code::File, format!("cannot listen on {address}: {error}"));
        Failure::io(diagnostics.error(note.help("choose another port with `--port`, or omit `--port` and `--host`")))
    })?;
    let mut no_randomness = |error| {
        let note = Diagnostic::error(Code::File, format!("cannot generate a random token: {error}"));
        Failure::io(diagnostics.error(note))
    };
    let access = Access::new(server.address()).map_err(&mut no_randomness)?;
    let opened = if args.no_open { None } else { Some(access.single_use_address().map_err(&mut no_randomness)?) };
    let (tasks, queue) = channel();
    let state = Arc::new(SharedState::default());
    let mut session = Session::new(args, tasks.clone(), state.clone());
    session.begin();
    report::line(&format!("{} is available at {} (Ctrl-C to stop)", args.resume.display(), access.address()));
    if opened.is_some_and(|address| !browser::open(&address)) {
        report::line("cannot open a browser; open the address yourself");
    }
    let (resume, document) = (args.resume.clone(), args.document.clone());
    let handler = Arc::new(RequestHandler { resume, document, tasks, state, windows: Arc::default(), access });
    std::thread::spawn(move || server.serve(&handler));
    let reported = session.work(&queue, diagnostics);
    Err(reported.into())
}
