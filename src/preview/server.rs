//! HTTP: listens, reads requests, and sends responses; one thread per connection.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::connections::{Connection, Connections, Stage};
use super::handler::{EVENTS, RequestHandler};
use super::request::{self, MAX_HEAD, Parsed, Request};
use super::response::{Response, stream_head};
use super::shared_state::News;
use super::windows::OpenStream;

/// The default port: a fixed one, so that a tab can stay open.
const PORT: u16 = 4747;

/// How long a client may take to send the head of a request, to send its body, and to read a response or
/// an event.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// How often an idle stream sends a heartbeat, for clients and proxies that wait for one.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// How soon a stream ends after its tab was closed.
const NOTICE: Duration = Duration::from_secs(1);

/// How long to pause after the system could not accept a connection.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A listening server.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

/// Why there is no regular response.
enum Failure {
    /// The request is refused, and part of it may not have been read.
    Refused(Box<Response>),
    /// The client has disconnected.
    Gone,
}

impl From<Response> for Failure {
    fn from(response: Response) -> Failure {
        Failure::Refused(Box::new(response))
    }
}

impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Failure {
        Failure::Gone
    }
}

/// Listens on a port: the requested one, or else the default one, or else any free one.
pub fn bind(host: IpAddr, port: Option<u16>) -> io::Result<Server> {
    let on = |port| TcpListener::bind(SocketAddr::new(host, port));
    let listener = match port {
        Some(port) => on(port)?,
        None => on(PORT).or_else(|_| on(0))?,
    };
    let address = listener.local_addr()?;
    Ok(Server { listener, address })
}

impl Server {
    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers requests for as long as the process runs.
    pub fn serve(&self, handler: &Arc<RequestHandler>) {
        let connections = Arc::new(Connections::default());
        loop {
            connections.wait_for_room();
            let stream = match self.listener.accept() {
                Ok((stream, _)) => stream,
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => continue,
                Err(_) => {
                    // Most likely, no file descriptor is left.
                    connections.make_room();
                    thread::sleep(ACCEPT_PAUSE);
                    continue;
                }
            };
            let connection = connections.admit(stream);
            let handler = handler.clone();
            // If no thread can be started, the connection is closed.
            thread::Builder::new().spawn(move || serve_connection(&connection, &handler)).ok();
        }
    }
}

/// Answers the request of a connection.
fn serve_connection(connection: &Connection, handler: &RequestHandler) {
    match answer(connection, handler) {
        Ok(()) | Err(Failure::Gone) => {}
        Err(Failure::Refused(response)) => {
            if send(connection, &response).is_ok() {
                connection.linger();
            }
        }
    }
}

fn answer(connection: &Connection, handler: &RequestHandler) -> Result<(), Failure> {
    let (request, rest) = read_head(connection)?;
    if let Some(response) = handler.handle_unauthenticated(&request)? {
        return Ok(send(connection, &response)?);
    }
    handler.access.check_token(&request)?;
    if request.path == EVENTS {
        let window = request.query.get("window").map(|window| handler.windows.open(window));
        let streamed = stream(connection, handler);
        if let Some(window) = window.and_then(OpenStream::close) {
            handler.left(window);
        }
        return Ok(streamed?);
    }
    if !connection.enter(Stage::Authenticated) {
        return Err(Response::refusal(503, "too many requests are open").into());
    }
    let body = read_body(connection, &request, rest)?;
    // A panic affects only this request.
    let response = catch_unwind(AssertUnwindSafe(|| handler.handle(&request, &body)));
    let response = response.unwrap_or_else(|_| Response::refusal(500, "internal error: please report this"));
    Ok(send(connection, &response)?)
}

/// Reads the head of a request; also returns what was already received of its body.
fn read_head(connection: &Connection) -> Result<(Request, Vec<u8>), Failure> {
    let deadline = Instant::now() + HEAD_TIMEOUT;
    let mut received = Vec::new();
    let mut buffer = [0; MAX_HEAD];
    loop {
        let count = match connection.read(&mut buffer, deadline) {
            // Browsers open connections in advance; those get no response.
            Err(error) if error.kind() == ErrorKind::TimedOut && !received.is_empty() => {
                return Err(Response::refusal(408, "the request head took more than 10 seconds").into());
            }
            read => read?,
        };
        received.extend(&buffer[..count]);
        match request::parse(&received).map_err(Response::from)? {
            Parsed::Complete { request, head_length } => return Ok((request, received.split_off(head_length))),
            Parsed::Incomplete if count == 0 => return Err(Failure::Gone),
            Parsed::Incomplete => {}
        }
    }
}

/// Reads the rest of a request's body. One that is too long is refused before it is read.
fn read_body(connection: &Connection, request: &Request, mut body: Vec<u8>) -> Result<Vec<u8>, Failure> {
    // A text of the maximum size is longer as JSON, and refused too.
    let longest = RequestHandler::longest_body(&request.path);
    let length = match usize::try_from(request.content_length) {
        Ok(length) if length <= longest => length,
        _ => return Err(Response::refusal(413, format!("the body is longer than {} MiB", longest >> 20)).into()),
    };
    let deadline = Instant::now() + BODY_TIMEOUT;
    if request.expects_continue && body.is_empty() && length > 0 {
        connection.write(b"HTTP/1.1 100 Continue\r\n\r\n", deadline)?;
    }
    let mut buffer = [0; MAX_HEAD];
    while body.len() < length {
        match connection.read(&mut buffer, deadline) {
            Ok(0) => return Err(Failure::Gone),
            Err(error) if error.kind() == ErrorKind::TimedOut => {
                return Err(Response::refusal(408, "the request body took more than 30 seconds").into());
            }
            read => body.extend(&buffer[..read?]),
        }
    }
    body.truncate(length);
    Ok(body)
}

fn send(connection: &Connection, response: &Response) -> io::Result<()> {
    connection.write(&response.to_bytes(), Instant::now() + WRITE_TIMEOUT)
}

/// Sends the state now and on every change, after the pages that changed, until the client disconnects or is closed for
/// a newer one.
fn stream(connection: &Connection, handler: &RequestHandler) -> io::Result<()> {
    if !connection.enter(Stage::Streaming) {
        return Ok(());
    }
    // A stream closed for this one may be waiting for a state.
    handler.state.wake();
    let send = |text: &str| connection.write(text.as_bytes(), Instant::now() + WRITE_TIMEOUT);
    send(&stream_head())?;
    let (mut seen, mut sent) = (0, Instant::now());
    while !connection.is_displaced() && !connection.is_closed() {
        match handler.state.after(seen, NOTICE, || connection.is_displaced()) {
            Some(News { version, state, pages }) => {
                seen = version;
                for (digest, drawing) in pages {
                    let drawing = String::from_utf8_lossy(&drawing);
                    send(&format!("event: page\ndata: {}\n\n", json!({ "digest": digest, "drawing": drawing })))?;
                }
                send(&format!("event: state\ndata: {state}\n\n"))?;
                sent = Instant::now();
            }
            None if sent.elapsed() >= HEARTBEAT => {
                send(":\n\n")?;
                sent = Instant::now();
            }
            None => {}
        }
    }
    Ok(())
}
