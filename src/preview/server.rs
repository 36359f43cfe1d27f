//! HTTP: listens, reads requests, and sends responses; a thread for each connection.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use recto::resume::Resume;

use super::connections::{Connection, Connections, Stage};
use super::handler::{EVENTS, RequestHandler};
use super::request::{self, MAX_HEAD, Parsed, Request};
use super::response::{Response, stream_head};

/// Where it listens if nothing else is asked for, so that a tab can stay open.
const PORT: u16 = 4747;

/// The longest body that is read, in bytes.
const MAX_BODY: usize = Resume::MAX_BYTES;

/// How long a client may take to send the head of a request, its body, and to read a response
/// or an event.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);

/// How often a stream without news says that it is still there, so that one whose tab is
/// closed comes to its end.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// How long nothing is accepted after the system could not accept a connection.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A port that is listened on.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

/// Why there is no ordinary response.
enum Failure {
    /// The request is refused, and part of it may not have been read.
    Refused(Box<Response>),
    /// Nobody waits for a response any more.
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

/// Listens on a port: the one asked for, or else the usual one, or else any that is free.
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
    /// The address that is listened on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers requests for as long as the program runs.
    pub fn serve(&self, handler: &Arc<RequestHandler>) {
        let connections = Arc::new(Connections::default());
        loop {
            connections.wait_for_room();
            let stream = match self.listener.accept() {
                Ok((stream, _)) => stream,
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => continue,
                Err(_) => {
                    // Most likely, no descriptor is left for it.
                    connections.make_room();
                    thread::sleep(ACCEPT_PAUSE);
                    continue;
                }
            };
            let connection = connections.admit(stream);
            let handler = handler.clone();
            // Without a thread for it, the connection is closed.
            thread::Builder::new().spawn(move || serve_connection(&connection, &handler)).ok();
        }
    }
}

/// Answers the one request of a connection.
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
        return Ok(stream(connection, handler)?);
    }
    if !connection.enter(Stage::Authenticated) {
        return Err(Response::refusal(503, "too many requests are open").into());
    }
    let body = read_body(connection, &request, rest)?;
    // A panic costs this request, and no other.
    let response = catch_unwind(AssertUnwindSafe(|| handler.handle(&request, &body)));
    let response = response.unwrap_or_else(|_| Response::refusal(500, "internal error: please report this"));
    Ok(send(connection, &response)?)
}

/// Reads the head of a request; returns what was received of its body as well.
fn read_head(connection: &Connection) -> Result<(Request, Vec<u8>), Failure> {
    let deadline = Instant::now() + HEAD_TIMEOUT;
    let mut received = Vec::new();
    let mut buffer = [0; MAX_HEAD];
    loop {
        let count = match connection.read(&mut buffer, deadline) {
            // Browsers open connections that they may need later; those are told nothing.
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

/// Reads the body of a request, of which the beginning was received. One that is too long is
/// refused before it is read.
fn read_body(connection: &Connection, request: &Request, mut body: Vec<u8>) -> Result<Vec<u8>, Failure> {
    // A text of the most bytes is a longer body in JSON, and is refused too.
    let length = match usize::try_from(request.content_length) {
        Ok(length) if length <= MAX_BODY => length,
        _ => return Err(Response::refusal(413, format!("the body is longer than {} MiB", MAX_BODY >> 20)).into()),
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

/// Sends the state now, and whenever there is another, until the client goes or gives way to a
/// newer one.
fn stream(connection: &Connection, handler: &RequestHandler) -> io::Result<()> {
    if !connection.enter(Stage::Streaming) {
        return Ok(());
    }
    // The thread of a stream that gave way to this one waits for a state.
    handler.state.wake();
    let send = |text: &str| connection.write(text.as_bytes(), Instant::now() + WRITE_TIMEOUT);
    send(&stream_head())?;
    let mut seen = 0;
    while !connection.is_displaced() {
        match handler.state.after(seen, HEARTBEAT, || connection.is_displaced()) {
            Some((version, state)) => {
                seen = version;
                send(&format!("event: state\ndata: {state}\n\n"))?;
            }
            None => send(":\n\n")?,
        }
    }
    Ok(())
}
