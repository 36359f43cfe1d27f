//! Parses HTTP requests: bytes in, a [`Request`] or a [`RequestError`] out. No sockets and no state, so
//! that it can be tested and fuzzed in isolation.

use std::collections::HashMap;

use httparse::{EMPTY_HEADER, Header, Status};
use url::form_urlencoded;

/// The longest accepted head (request line and headers), in bytes.
pub const MAX_HEAD: usize = 16 << 10;

/// Most headers accepted.
pub const MAX_HEADERS: usize = 64;

/// The state of the bytes received so far.
#[derive(Debug)]
pub enum Parsed {
    /// The beginning of a head.
    Incomplete,
    /// A whole head, and its length in bytes. The body follows it.
    Complete { request: Request, head_length: usize },
}

/// The head of a request.
#[derive(Debug)]
pub struct Request {
    pub method: Method,
    /// The path as it was sent. It is never decoded: no served path contains an escape.
    pub path: String,
    /// The decoded query parameters; the last one of each name.
    pub query: HashMap<String, String>,
    /// The length of the body, in bytes; `u64::MAX` if the number is larger.
    pub content_length: u64,
    /// Whether the client waits for `100 Continue` before it sends the body.
    pub expects_continue: bool,
    headers: Vec<(String, Vec<u8>)>,
}

/// The method of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    /// A method that is not supported.
    Other,
}

/// Why a request is refused, and with which status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestError {
    pub status: u16,
    pub message: &'static str,
}

/// Parses the head of a request.
pub fn parse(bytes: &[u8]) -> Result<Parsed, RequestError> {
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    let mut parser = httparse::Request::new(&mut headers);
    match parser.parse(bytes) {
        Ok(Status::Complete(head_length)) if head_length <= MAX_HEAD => {
            let (Some(method), Some(target)) = (parser.method, parser.path) else {
                return Err(NOT_HTTP);
            };
            Ok(Parsed::Complete { request: Request::new(method, target, parser.headers)?, head_length })
        }
        Ok(Status::Partial) if bytes.len() < MAX_HEAD => Ok(Parsed::Incomplete),
        Ok(_) => Err(error(431, "the request head is longer than 16 KiB")),
        Err(httparse::Error::TooManyHeaders) => Err(error(431, "the request has more than 64 headers")),
        Err(_) => Err(NOT_HTTP),
    }
}

const NOT_HTTP: RequestError = error(400, "not an HTTP/1.1 request");

impl Request {
    fn new(method: &str, target: &str, headers: &[Header]) -> Result<Request, RequestError> {
        let method = match method {
            "GET" => Method::Get,
            "POST" => Method::Post,
            _ => Method::Other,
        };
        let content_length = content_length(method, headers)?;
        let expects_continue = expects_continue(headers)?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Ok(Request {
            method,
            path: path.to_owned(),
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            content_length,
            expects_continue,
            headers: headers.iter().map(|header| (header.name.to_owned(), header.value.to_owned())).collect(),
        })
    }

    /// The values of a header, one for each occurrence.
    pub fn values(&self, name: &str) -> Vec<&[u8]> {
        let named = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_slice()).collect()
    }
}

/// The length of the body, from `Content-Length` only (RFC 9112, 6.3): an ambiguous length would allow
/// request smuggling.
fn content_length(method: Method, headers: &[Header]) -> Result<u64, RequestError> {
    let lengths = values(headers, "Content-Length");
    let codings = values(headers, "Transfer-Encoding");
    let length = match lengths[..] {
        [] => None,
        [length] => Some(decimal(length).ok_or(error(400, "`Content-Length` is not a number"))?),
        _ => return Err(error(400, "more than one `Content-Length`")),
    };
    match (&codings[..], length) {
        ([], Some(1..)) if method == Method::Get => Err(error(400, "a GET request has no body")),
        ([], None) if method == Method::Post => Err(error(411, "`Content-Length` is missing")),
        ([], length) => Ok(length.unwrap_or(0)),
        (_, Some(_)) => Err(error(400, "both `Content-Length` and `Transfer-Encoding`")),
        ([coding], None) if coding.eq_ignore_ascii_case(b"chunked") => {
            Err(error(411, "chunked bodies are not accepted: send `Content-Length`"))
        }
        _ => Err(error(501, "this `Transfer-Encoding` is not supported")),
    }
}

/// A number made only of digits: no sign, no space, no list.
fn decimal(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let append = |number: u64, digit: &u8| number.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
    Some(digits.iter().fold(0, append))
}

fn expects_continue(headers: &[Header]) -> Result<bool, RequestError> {
    match values(headers, "Expect")[..] {
        [] => Ok(false),
        [expected] if expected.eq_ignore_ascii_case(b"100-continue") => Ok(true),
        _ => Err(error(417, "this `Expect` is not supported")),
    }
}

fn values<'a>(headers: &[Header<'a>], name: &str) -> Vec<&'a [u8]> {
    let named = headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
    named.map(|header| header.value).collect()
}

const fn error(status: u16, message: &'static str) -> RequestError {
    RequestError { status, message }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn complete(text: &str) -> Request {
        match parse(text.as_bytes()) {
            Ok(Parsed::Complete { request, head_length }) if head_length == text.len() => request,
            other => panic!("{other:?}"),
        }
    }

    fn refused(text: &str) -> u16 {
        parse(text.as_bytes()).expect_err(text).status
    }

    #[test]
    fn a_request_has_a_method_a_path_decoded_parameters_and_headers() {
        let request =
            complete("GET /download?format=p%64f&name=a+b%26c&name=%C3%A9 HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n");
        assert_eq!((request.method, request.path.as_str(), request.content_length), (Method::Get, "/download", 0));
        assert_eq!((request.query["format"].as_str(), request.query["name"].as_str()), ("pdf", "é"));
        assert_eq!(request.values("HOST"), [b"a", b"b"]);
        assert_eq!(complete("PUT / HTTP/1.0\r\n\r\n").method, Method::Other);
        assert_eq!(complete("GET /%2e%2e/a HTTP/1.1\r\n\r\n").path, "/%2e%2e/a", "a path is not decoded");
    }

    #[test]
    fn every_beginning_of_a_request_is_incomplete() {
        let text = "POST /draft HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n";
        for end in 0..text.len() {
            assert!(matches!(parse(&text.as_bytes()[..end]), Ok(Parsed::Incomplete)), "{}", &text[..end]);
        }
        let with_body = format!("{text}{{}}");
        let Ok(Parsed::Complete { request, head_length }) = parse(with_body.as_bytes()) else { panic!() };
        assert_eq!((head_length, request.content_length), (text.len(), 2));
    }

    proptest! {
        /// The result does not depend on how the bytes are split.
        #[test]
        fn more_bytes_change_no_decision(
            start in prop_oneof![Just(""), Just("GET / HTTP/1.1\r\n"), Just("POST /a?b=c HTTP/1.1\r\nContent-Length: 7\r\n")],
            rest in vec(prop_oneof![any::<u8>(), select(b"\r\n: %=&?0".to_vec())], 0..200),
        ) {
            let bytes = [start.as_bytes(), &rest].concat();
            let decided = (0..=bytes.len()).map(|end| parse(&bytes[..end])).find(|parsed| !matches!(parsed, Ok(Parsed::Incomplete)));
            match (decided, parse(&bytes)) {
                (None, Ok(Parsed::Incomplete)) => {}
                (Some(Err(first)), Err(last)) => prop_assert_eq!(first, last),
                (Some(Ok(Parsed::Complete { head_length: first, .. })), Ok(Parsed::Complete { head_length: last, .. })) => {
                    prop_assert_eq!(first, last);
                }
                (first, last) => prop_assert!(false, "{first:?} became {last:?}"),
            }
        }
    }

    #[test]
    fn what_is_not_http_is_a_bad_request() {
        for text in [
            "hello\r\n\r\n",
            "\u{16}\u{3}\u{1}\u{2}",
            "GET /\r\n\r\n",
            "GET / FOO/1.1\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n",
        ] {
            assert_eq!(refused(text), 400, "{text:?}");
        }
    }

    #[test]
    fn a_head_has_limits() {
        let with_headers = |count: usize| format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(count));
        complete(&with_headers(MAX_HEADERS));
        assert_eq!(refused(&with_headers(MAX_HEADERS + 1)), 431);
        let of_length = |length: usize| {
            let frame = "GET / HTTP/1.1\r\nA: \r\n\r\n".len();
            format!("GET / HTTP/1.1\r\nA: {}\r\n\r\n", "b".repeat(length - frame))
        };
        complete(&of_length(MAX_HEAD));
        assert_eq!(refused(&of_length(MAX_HEAD + 1)), 431);
        assert_eq!(refused(&of_length(MAX_HEAD + 9)[..MAX_HEAD]), 431, "one that does not end is not waited for");
    }

    #[test]
    fn only_one_content_length_of_digits_tells_where_a_body_ends() {
        let of = |headers: &str| format!("POST / HTTP/1.1\r\n{headers}\r\n\r\n");
        assert_eq!(complete(&of("Content-Length: 0012")).content_length, 12);
        assert_eq!(complete(&of("Content-Length: 99999999999999999999999")).content_length, u64::MAX);
        for length in ["", "+1", "-1", "1 ", "0x10", "1, 1", "1.0", "١"] {
            // Whitespace around a value is not part of it.
            let expected = if length == "1 " { None } else { Some(400) };
            let error = parse(of(&format!("Content-Length: {length}")).as_bytes()).err();
            assert_eq!(error.map(|error| error.status), expected, "{length}");
        }
        for (headers, status) in [
            ("A: b", 411),
            ("Content-Length: 1\r\nContent-Length: 1", 400),
            ("Transfer-Encoding: Chunked", 411),
            ("Transfer-Encoding: gzip", 501),
            ("Transfer-Encoding: gzip, chunked", 501),
            ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 501),
            ("Transfer-Encoding: chunked\r\nContent-Length: 1", 400),
            ("Content-Length: 1\r\nExpect: a pony", 417),
        ] {
            assert_eq!(refused(&of(headers)), status, "{headers}");
        }
        assert!(complete(&of("Content-Length: 1\r\nExpect: 100-Continue")).expects_continue);
        assert_eq!(refused("GET / HTTP/1.1\r\nContent-Length: 1\r\n\r\n"), 400);
        assert_eq!(refused("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"), 411);
    }
}
