//! Open connections: how many of each kind are allowed, and which is closed for a new one.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Most connections at once, including those just closed. macOS allows a process 256 descriptors.
const MAX_OPEN: usize = 128;

/// How long a connection is kept at least, so that a burst of them does not cut off requests that have
/// already arrived.
const GRACE: Duration = Duration::from_millis(100);

/// How long a refused client may take to read the response before it is cut off.
const LINGER: Duration = Duration::from_secs(2);

/// The stage of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is known about the client: anyone who can reach the port can hold such a connection.
    Unauthenticated,
    /// The request has the token, and is being answered.
    Authenticated,
    /// Events are sent until the client disconnects.
    Streaming,
}

impl Stage {
    /// How many connections are allowed at this stage.
    fn limit(self) -> usize {
        match self {
            Stage::Unauthenticated => 64,
            Stage::Authenticated => 32,
            Stage::Streaming => 16,
        }
    }

    /// Whether the oldest connection is closed to make room for a new one. A request that is being
    /// answered is never cut off; the new one is refused instead.
    fn gives_way(self) -> bool {
        match self {
            Stage::Unauthenticated | Stage::Streaming => true,
            Stage::Authenticated => false,
        }
    }
}

/// All connections.
#[derive(Default)]
pub struct Connections {
    open: Mutex<Open>,
    room: Condvar,
}

#[derive(Default)]
struct Open {
    /// How many there are, including those whose thread has not yet noticed that they were closed.
    count: usize,
    /// Those not closed to make room, in the order in which they entered their stage.
    entries: Vec<Entry>,
}

struct Entry {
    stage: Stage,
    since: Instant,
    socket: Arc<Socket>,
}

struct Socket {
    stream: TcpStream,
    /// Whether it was closed to make room for another one.
    displaced: AtomicBool,
}

/// A connection; closed when it is dropped.
pub struct Connection {
    all: Arc<Connections>,
    socket: Arc<Socket>,
}

impl Connections {
    /// Waits until another connection is allowed.
    pub fn wait_for_room(&self) {
        let mut open = self.lock();
        while let Some(time) = open.time_until_room() {
            open = self.room.wait_timeout(open, time).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Adds a new connection; the oldest unauthenticated one is closed for it if necessary.
    pub fn admit(self: &Arc<Self>, stream: TcpStream) -> Connection {
        // A response is sent at once, however short it is.
        stream.set_nodelay(true).ok();
        let socket = Arc::new(Socket { stream, displaced: AtomicBool::new(false) });
        let mut open = self.lock();
        open.count += 1;
        open.enter(&socket, Stage::Unauthenticated);
        Connection { all: self.clone(), socket }
    }

    /// Closes the oldest unauthenticated connection.
    pub fn make_room(&self) {
        self.lock().displace_oldest(Stage::Unauthenticated);
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // No panic can happen between two writes.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    /// How long to wait before another connection is allowed; `None` if it is allowed now.
    fn time_until_room(&self) -> Option<Duration> {
        if self.count >= MAX_OPEN {
            return Some(GRACE);
        }
        let stage = Stage::Unauthenticated;
        let oldest = self.at(stage).next().filter(|_| self.at(stage).count() >= stage.limit())?;
        Some(GRACE.saturating_sub(oldest.since.elapsed())).filter(|time| !time.is_zero())
    }

    /// The connections at a stage, oldest first.
    fn at(&self, stage: Stage) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.stage == stage)
    }

    /// Moves a connection to a stage; returns whether there is room for it.
    fn enter(&mut self, socket: &Arc<Socket>, stage: Stage) -> bool {
        self.leave(socket);
        if self.at(stage).count() >= stage.limit() {
            if !stage.gives_way() {
                return false;
            }
            self.displace_oldest(stage);
        }
        self.entries.push(Entry { stage, since: Instant::now(), socket: socket.clone() });
        true
    }

    fn displace_oldest(&mut self, stage: Stage) {
        if let Some(oldest) = self.entries.iter().position(|entry| entry.stage == stage) {
            self.entries.remove(oldest).socket.displace();
        }
    }

    fn leave(&mut self, socket: &Arc<Socket>) {
        self.entries.retain(|entry| !Arc::ptr_eq(&entry.socket, socket));
    }
}

impl Socket {
    fn displace(&self) {
        self.displaced.store(true, Ordering::Release);
        // Wakes the thread that waits for it. If it is already closed, that thread has noticed.
        self.stream.shutdown(Shutdown::Both).ok();
    }
}

impl Connection {
    /// Moves to a stage; returns whether there is room.
    pub fn enter(&self, stage: Stage) -> bool {
        let entered = !self.is_displaced() && self.all.lock().enter(&self.socket, stage);
        self.all.room.notify_one();
        entered
    }

    /// Whether it was closed to make room for another one.
    pub fn is_displaced(&self) -> bool {
        self.socket.displaced.load(Ordering::Acquire)
    }

    /// Whether the client has disconnected.
    pub fn is_closed(&self) -> bool {
        let stream = &self.socket.stream;
        stream.set_read_timeout(Some(Duration::from_millis(1))).is_err()
            || match stream.peek(&mut [0]) {
                Ok(count) => count == 0,
                Err(error) => {
                    !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted)
                }
            }
    }

    /// Reads available bytes, or waits for some; 0 at the end.
    pub fn read(&self, buffer: &mut [u8], deadline: Instant) -> io::Result<usize> {
        let mut stream = &self.socket.stream;
        loop {
            stream.set_read_timeout(Some(left_until(deadline)?))?;
            match stream.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                // Systems report a timeout differently.
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Err(ErrorKind::TimedOut.into()),
                read => return read,
            }
        }
    }

    /// Writes all of it.
    pub fn write(&self, mut bytes: &[u8], deadline: Instant) -> io::Result<()> {
        let mut stream = &self.socket.stream;
        while !bytes.is_empty() {
            stream.set_write_timeout(Some(left_until(deadline)?))?;
            match stream.write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(written) => bytes = &bytes[written..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Waits until the client has read the response, although part of its request was not read: closing the
    /// connection at once could discard the response (RFC 9112, 9.6).
    pub fn linger(&self) {
        let deadline = Instant::now() + LINGER;
        self.socket.stream.shutdown(Shutdown::Write).ok();
        let mut buffer = [0; 4096];
        while matches!(self.read(&mut buffer, deadline), Ok(1..)) {}
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut open = self.all.lock();
        open.leave(&self.socket);
        open.count -= 1;
        self.all.room.notify_one();
    }
}

/// The time until a deadline; an error if it has passed.
fn left_until(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    /// A listener on this machine, and the connections to it.
    struct Pairs {
        listener: TcpListener,
        connections: Arc<Connections>,
    }

    impl Pairs {
        fn new() -> Pairs {
            Pairs { listener: TcpListener::bind("127.0.0.1:0").unwrap(), connections: Arc::default() }
        }

        fn open(&self) -> (TcpStream, Connection) {
            let client = TcpStream::connect(self.listener.local_addr().unwrap()).unwrap();
            (client, self.connections.admit(self.listener.accept().unwrap().0))
        }
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_millis(50)
    }

    #[test]
    fn the_oldest_connection_without_a_token_gives_way() {
        let pairs = Pairs::new();
        let mut open: Vec<_> = (0..Stage::Unauthenticated.limit()).map(|_| pairs.open()).collect();
        assert!(open[0].1.enter(Stage::Authenticated), "it makes room");
        open.push(pairs.open());
        assert!(open.iter().all(|(_, connection)| !connection.is_displaced()));
        open.push(pairs.open());
        assert!(!open[0].1.is_displaced() && open[1].1.is_displaced() && !open[2].1.is_displaced());
        assert_eq!(open[1].0.read(&mut [0]).unwrap(), 0, "its client is told");
        assert_eq!(open[1].1.read(&mut [0], soon()).unwrap_or_default(), 0, "its thread is woken");
        assert!(!open[1].1.enter(Stage::Authenticated));
    }

    #[test]
    fn requests_that_are_answered_do_not_give_way_and_streams_do() {
        let pairs = Pairs::new();
        let open: Vec<_> = (0..=Stage::Authenticated.limit()).map(|_| pairs.open()).collect();
        let entered = open.iter().filter(|(_, connection)| connection.enter(Stage::Authenticated)).count();
        assert_eq!(entered, Stage::Authenticated.limit());
        for (_, connection) in &open[..=Stage::Streaming.limit()] {
            assert!(connection.enter(Stage::Streaming));
        }
        assert!(open[0].1.is_displaced() && !open[1].1.is_displaced());
        assert!(open.last().unwrap().1.enter(Stage::Authenticated), "streams have left room");
    }

    #[test]
    fn a_connection_that_is_dropped_leaves_room_and_is_closed() {
        let pairs = Pairs::new();
        let (mut client, connection) = pairs.open();
        drop(connection);
        assert_eq!(client.read(&mut [0]).unwrap(), 0);
        let open = pairs.connections.lock();
        assert_eq!((open.count, open.entries.len()), (0, 0));
    }

    #[test]
    fn a_client_that_disconnects_is_noticed() {
        let pairs = Pairs::new();
        let (client, connection) = pairs.open();
        assert!(!connection.is_closed());
        drop(client);
        let deadline = Instant::now() + Duration::from_secs(60);
        while !connection.is_closed() {
            assert!(Instant::now() < deadline, "still open");
        }
    }

    #[test]
    fn nothing_is_waited_for_longer_than_its_deadline() {
        let pairs = Pairs::new();
        let (_client, connection) = pairs.open();
        assert_eq!(connection.read(&mut [0], soon()).unwrap_err().kind(), ErrorKind::TimedOut);
        assert_eq!(connection.read(&mut [0], Instant::now()).unwrap_err().kind(), ErrorKind::TimedOut);
        let more_than_buffers_hold = vec![0; 64 << 20];
        assert!(connection.write(&more_than_buffers_hold, soon()).is_err());
    }
}
