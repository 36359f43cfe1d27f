//! Messages, one a line.

use std::io::{self, BufRead, Read};

use serde_json::Value;

/// Longest message, in bytes.
const MAX_MESSAGE: u64 = 8 << 20;

/// A line of the input.
pub enum Message {
    /// A message.
    Json(Value),
    /// None, with the reason.
    Refused(&'static str),
}

/// Reads the next line that is not empty; `None` at the end of the input. Of a line that is too long, nothing is kept.
///
/// # Errors
/// If the input fails.
pub fn read_message(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(MAX_MESSAGE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.len() as u64 == MAX_MESSAGE && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
            return Ok(Some(Message::Refused("the message is too long")));
        }
        if !line.trim_ascii().is_empty() {
            let message = serde_json::from_slice(&line).map(Message::Json);
            return Ok(Some(message.unwrap_or(Message::Refused("the message is not JSON"))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_one_message() {
        let long = "[".repeat(MAX_MESSAGE as usize + 9);
        let input = format!("\n{long}\n{{\"id\": 1}}\nno\n");
        let mut input = input.as_bytes();
        let mut next = || match read_message(&mut input).unwrap() {
            Some(Message::Json(message)) => message.to_string(),
            Some(Message::Refused(why)) => why.to_owned(),
            None => "end".to_owned(),
        };
        assert_eq!(
            [next(), next(), next(), next()],
            ["the message is too long", "{\"id\":1}", "the message is not JSON", "end"]
        );
    }
}
