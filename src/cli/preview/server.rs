//! HTTP for this machine alone: who may ask, what may be asked.

use std::collections::HashMap;
use std::io::{self, Cursor, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use clap::ValueEnum;
use recto::resume::Resume;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use super::super::args::OutputFormat;
use super::answer::{Answer, safe_headers};
use super::board::Board;
use super::choice::Choice;
use super::complete;
use super::files;
use super::pages::Order;
use super::studio::{Ask, Task, on_disk};

/// Where it listens if nothing else is asked for, so that a tab can stay open.
const PORT: u16 = 4747;

/// The longest body that is read, in bytes.
const MAX_BODY: usize = Resume::MAX_BYTES;

/// How many requests may be open at once; a tab has one all the time.
const MAX_OPEN: usize = 64;

/// How often a stream without news says that it is still there, so that one whose tab is
/// closed comes to its end.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// A port that is listened on.
pub struct Listening {
    server: Server,
    port: u16,
}

/// All that requests are answered with.
struct House<'a> {
    resume: &'a Path,
    tasks: Sender<Task>,
    board: Arc<Board>,
    port: u16,
}

/// Listens on a port of this machine: the one asked for, or else the usual one, or else any
/// that is free.
pub fn bind(port: Option<u16>) -> io::Result<Listening> {
    let on = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let listener = match port {
        Some(port) => on(port)?,
        None => on(PORT).or_else(|_| on(0))?,
    };
    let port = listener.local_addr()?.port();
    let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
    Ok(Listening { server, port })
}

impl Listening {
    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers requests, each on a thread of its own: one that is slow keeps nobody waiting.
    pub fn serve(&self, resume: &Path, tasks: &Sender<Task>, board: &Arc<Board>) {
        let open = Arc::new(AtomicUsize::new(0));
        for request in self.server.incoming_requests() {
            if open.fetch_add(1, Ordering::Relaxed) >= MAX_OPEN {
                open.fetch_sub(1, Ordering::Relaxed);
                send(request, Answer::refusal(503, "too many requests are open"));
                continue;
            }
            let (resume, tasks, board, open) = (resume.to_owned(), tasks.clone(), board.clone(), open.clone());
            let port = self.port;
            std::thread::spawn(move || {
                House { resume: &resume, tasks, board, port }.take(request);
                open.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }
}

/// The status of an answer to a body that is too long (RFC 9110, 15.5.14).
const TOO_LONG: u16 = 413;

impl House<'_> {
    fn take(&self, mut request: Request) {
        if let Some(refusal) = self.stranger(&request) {
            return send(request, refusal);
        }
        let url = request.url().to_owned();
        let (path, query) = url.split_once('?').unwrap_or((&url, ""));
        let query = parameters(query);
        match (request.method(), path) {
            (Method::Get, "/events") => self.stream(request),
            (Method::Get, path) => {
                let answer = self.get(path, &query);
                send(request, answer);
            }
            (Method::Post, path) => {
                let answer = match body(&mut request) {
                    Ok(body) => self.post(path, &body),
                    Err(refusal) => refusal,
                };
                send(request, answer);
            }
            _ => send(request, Answer::refusal(405, "only GET and POST are answered")),
        }
    }

    /// Turns away whoever is not the page itself. Another page in the same browser can send
    /// requests to this machine, but under its own name, or as a name that it made to mean
    /// this machine.
    fn stranger(&self, request: &Request) -> Option<Answer> {
        let ours = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port));
        let values = |name: &'static str| {
            let headers = request.headers().iter().filter(move |header| header.field.equiv(name));
            headers.map(|header| header.value.as_str()).collect::<Vec<_>>()
        };
        let host = matches!(values("Host")[..], [host] if ours.iter().any(|known| known == host));
        if !host {
            return Some(Answer::refusal(403, "this is answered only under its own address"));
        }
        let same = |origin: &str| ours.iter().any(|known| origin.strip_prefix("http://") == Some(known.as_str()));
        let origin = matches!(values("Origin")[..], [origin] if same(origin));
        let refused = *request.method() != Method::Get && !origin;
        refused.then(|| Answer::refusal(403, "only the preview's own page may ask for this"))
    }

    fn get(&self, path: &str, query: &HashMap<String, String>) -> Answer {
        if let Some(file) = files::file(path) {
            return file;
        }
        if let Some(digest) = path.strip_prefix("/pages/").and_then(|name| name.strip_suffix(".svg")) {
            return match self.board.page(digest) {
                Some(page) => Answer { lasting: true, ..Answer::of("image/svg+xml", &*page) },
                None => Answer::refusal(404, "that page is not shown any more"),
            };
        }
        match path {
            "/yaml" => on_disk(self.resume),
            "/place" => self.place(query),
            "/download" => self.download(query),
            _ => Answer::refusal(404, "there is nothing here"),
        }
    }

    fn place(&self, query: &HashMap<String, String>) -> Answer {
        let number = |name: &str| query.get(name)?.parse::<f64>().ok().filter(|number| number.is_finite());
        match (query.get("page").and_then(|page| page.parse().ok()), number("x"), number("y")) {
            (Some(page), Some(x), Some(y)) => self.ask(Ask::Of(Order::Place { page, x, y })),
            _ => Answer::refusal(400, "`page`, `x` and `y` are numbers"),
        }
    }

    fn download(&self, query: &HashMap<String, String>) -> Answer {
        let mut known = OutputFormat::value_variants().iter().copied().filter(|format| !format.is_folder());
        let format = query.get("format").and_then(|format| known.find(|known| known.ending() == format));
        let page = query.get("page").map_or(Some(1), |page| page.parse().ok());
        match (format, page) {
            (Some(format), Some(page)) => self.ask(Ask::Of(Order::File { format, page })),
            (None, _) => Answer::refusal(400, "there is no such format"),
            (_, None) => Answer::refusal(400, "`page` is a number"),
        }
    }

    fn post(&self, path: &str, body: &[u8]) -> Answer {
        #[derive(Deserialize)]
        struct Draft {
            text: Option<String>,
        }
        #[derive(Deserialize)]
        struct Save {
            text: String,
            digest: String,
        }
        match path {
            "/choose" => read(body, |choice: Choice| match choice.fault(&self.themes()) {
                Some(fault) => Answer::refusal(400, fault),
                None => self.ask(Ask::Choose(choice)),
            }),
            "/draft" => read(body, |Draft { text }| self.ask(Ask::Draft(text))),
            "/yaml" => read(body, |Save { text, digest }| self.ask(Ask::Save { text, digest })),
            "/complete" => read(body, |asked: complete::Asked| complete::complete(&asked)),
            _ => Answer::refusal(404, "there is nothing here"),
        }
    }

    /// The names of the themes that the page was offered.
    fn themes(&self) -> Vec<String> {
        let state: Value = serde_json::from_str(&self.board.state()).unwrap_or_default();
        let themes = state["choices"]["themes"].as_array().cloned().unwrap_or_default();
        themes.iter().filter_map(|theme| theme["name"].as_str().map(str::to_owned)).collect()
    }

    fn ask(&self, ask: Ask) -> Answer {
        let (answer, answered) = channel();
        let gone = |_| Answer::refusal(503, "the preview is about to end");
        if let Err(error) = self.tasks.send(Task::Ask(ask, answer)) {
            return gone(error.to_string());
        }
        answered.recv().unwrap_or_else(|error| gone(error.to_string()))
    }

    /// Sends the state now, and whenever there is another, until the tab is closed.
    fn stream(&self, request: Request) {
        let mut writer = request.into_writer();
        let mut headers = safe_headers();
        headers.push(("Content-Type", "text/event-stream".into()));
        headers.push(("Cache-Control", "no-store".into()));
        let mut send = |text: &str| writer.write_all(text.as_bytes()).and_then(|()| writer.flush());
        let mut sent = send(&head(200, headers));
        let mut seen = 0;
        while sent.is_ok() {
            sent = match self.board.after(seen, HEARTBEAT) {
                Some((version, state)) => {
                    seen = version;
                    send(&format!("event: state\ndata: {state}\n\n"))
                }
                None => send(":\n\n"),
            };
        }
    }
}

fn send(request: Request, answer: Answer) {
    if answer.status == TOO_LONG {
        // What is not wanted is not waited for, either: tiny_http's own writer answers before
        // it reads the rest.
        let header = |(name, value): (&'static str, String)| Header::from_bytes(name, value).ok();
        let headers = answer.headers().into_iter().filter_map(header).collect();
        let length = answer.body.len();
        let response = Response::new(TOO_LONG.into(), headers, Cursor::new(answer.body), Some(length), None);
        request.respond(response.with_chunked_threshold(usize::MAX)).ok();
        return;
    }
    let mut headers = answer.headers();
    headers.push(("Content-Length", answer.body.len().to_string()));
    let mut writer = request.into_writer();
    let head = head(answer.status, headers);
    // Whoever asked may have gone.
    writer.write_all(head.as_bytes()).and_then(|()| writer.write_all(&answer.body)).and_then(|()| writer.flush()).ok();
}

/// What comes before the body of an answer. Every connection is closed after one: tiny_http
/// keeps a thread for each that is open, and one that comes in while the last free thread is
/// being taken waits until another is closed. Browsers open six at once and keep them.
fn head(status: u16, headers: Vec<(&'static str, String)>) -> String {
    let mut head = format!("HTTP/1.1 {status} {}\r\n", StatusCode(status).default_reason_phrase());
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head + "Connection: close\r\n\r\n"
}

/// The body of a request, if it is not too long.
fn body(request: &mut Request) -> Result<Vec<u8>, Answer> {
    let too_long = || Answer::refusal(TOO_LONG, format!("more than {} MiB are not taken", MAX_BODY >> 20));
    // JSON has signs of its own, so a text of the most bytes is a longer body.
    if request.body_length().is_some_and(|length| length > MAX_BODY) {
        return Err(too_long());
    }
    let mut body = Vec::new();
    let read = request.as_reader().take(MAX_BODY as u64 + 1).read_to_end(&mut body);
    match read {
        Ok(_) if body.len() > MAX_BODY => Err(too_long()),
        Ok(_) => Ok(body),
        Err(error) => Err(Answer::refusal(400, format!("the body cannot be read: {error}"))),
    }
}

/// Reads a body as JSON, and does something with it.
fn read<T: DeserializeOwned>(body: &[u8], then: impl FnOnce(T) -> Answer) -> Answer {
    match serde_json::from_slice(body) {
        Ok(value) => then(value),
        Err(error) => Answer::refusal(400, format!("the body is not as it should be: {error}")),
    }
}

/// The parameters of an address.
fn parameters(query: &str) -> HashMap<String, String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
