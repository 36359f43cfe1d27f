//! `recto preview`: the pages in the browser, as they are with every change.
//!
//! Requests come in on threads of their own ([`server`]), one thread decides what is done
//! next ([`studio`]), and one sets pages ([`pages`]). What all see is in [`board`].

mod answer;
mod board;
mod browser;
mod choice;
mod complete;
mod files;
mod pages;
mod server;
mod state;
mod studio;

use std::sync::Arc;
use std::sync::mpsc::channel;

use recto::diagnostic::{Diagnostic, Diagnostics, Id};

use super::args::PreviewArgs;
use super::input::STANDARD;
use super::{Stop, input, show, unusable};

use self::board::Board;
use self::studio::Studio;

/// Shows a résumé in the browser until the program is stopped.
pub fn run(args: &PreviewArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    if args.resume.as_os_str() == STANDARD {
        let note = Diagnostic::error(Id::File, "standard input cannot be watched");
        return Err(unusable(notes.error(note.help("name the résumé's file"))));
    }
    if !args.resume.exists() {
        input::read_resume(&args.resume, notes)?;
    }
    let listener = server::bind(args.port).map_err(|error| {
        let port = args.port.unwrap_or_default();
        let note = Diagnostic::error(Id::File, format!("the port {port} cannot be listened on: {error}"));
        unusable(notes.error(note.help("name another with `--port`, or leave it out")))
    })?;
    let (tasks, queue) = channel();
    let board = Arc::new(Board::default());
    let mut studio = Studio::new(args, tasks.clone(), board.clone());
    studio.begin();
    let address = format!("http://127.0.0.1:{}/", listener.port());
    show::line(&format!("{} is shown at {address}; Ctrl-C ends it", args.resume.display()));
    if !args.no_open && !browser::open(&address) {
        show::line("no browser could be opened; open the address in one");
    }
    let resume = args.resume.clone();
    std::thread::spawn(move || listener.serve(&resume, &tasks, &board));
    let reported = studio.work(&queue, notes);
    Err(reported.into())
}
