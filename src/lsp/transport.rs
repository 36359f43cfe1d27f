//! Messages over standard input and output, with limited size.

use std::io::{self, BufRead, Read};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message};

/// The largest message, in bytes: many times the size of a résumé.
const MAX_MESSAGE: usize = 64 << 20;

/// The largest message header, in bytes.
const MAX_HEAD: u64 = 8 << 10;

/// How long to wait for a running check when the editor exits.
const GRACE: Duration = Duration::from_millis(100);

/// The threads that read and write.
pub struct Threads {
    reader: JoinHandle<()>,
    writer: JoinHandle<()>,
}

/// Connects to the editor over standard input and output.
///
/// # Errors
/// If a thread cannot be started.
pub fn connect() -> io::Result<(Connection, Threads)> {
    let (server, Connection { sender, receiver }) = Connection::memory();
    let reader = thread::Builder::new().name("reader".into()).spawn(move || {
        let mut stdin = io::stdin().lock();
        while let Ok(Some(message)) = read(&mut stdin) {
            let last = matches!(&message, Message::Notification(notification) if notification.method == "exit");
            if sender.send(message).is_err() || last {
                return;
            }
        }
    })?;
    let writer = thread::Builder::new().name("writer".into()).spawn(move || {
        let mut stdout = io::stdout();
        for message in receiver {
            if message.write(&mut stdout).is_err() {
                return;
            }
        }
    })?;
    Ok((server, Threads { reader, writer }))
}

impl Threads {
    /// Waits until everything is written, but not for a check that is still running: it keeps the
    /// writer alive, and nobody is left to read its result.
    pub fn join(self) {
        let start = Instant::now();
        let Threads { reader, writer } = self;
        while !(reader.is_finished() && writer.is_finished()) && start.elapsed() < GRACE {
            thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Reads a message; its length is checked before memory is allocated.
fn read(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    let too_large = || io::Error::new(io::ErrorKind::InvalidData, "the message is too large");
    let mut head = Vec::new();
    let mut lines = input.by_ref().take(MAX_HEAD);
    loop {
        let start = head.len();
        if lines.read_until(b'\n', &mut head)? == 0 {
            return if lines.limit() == 0 { Err(too_large()) } else { Ok(None) };
        }
        let line = String::from_utf8_lossy(&head[start..]).to_ascii_lowercase();
        if let Some(length) = line.trim().strip_prefix("content-length:")
            && length.trim().parse::<usize>().is_ok_and(|length| length > MAX_MESSAGE)
        {
            return Err(too_large());
        }
        if line.trim().is_empty() {
            break;
        }
    }
    Message::read(&mut (&head[..]).chain(input))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_and_one_of_any_length_is_refused() {
        let body = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let mut good = io::Cursor::new(format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        assert!(matches!(read(&mut good), Ok(Some(Message::Notification(_)))));
        assert!(matches!(read(&mut good), Ok(None)));
        for head in ["Content-Length: 99999999999999\r\n\r\n{}".to_owned(), "x".repeat(1 << 20)] {
            assert!(read(&mut io::Cursor::new(head)).is_err());
        }
    }
}
