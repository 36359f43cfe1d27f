//! HTTP responses.

use std::sync::OnceLock;

use serde_json::{Value, json};

use super::request::RequestError;

/// The policy of all responses: no scripts, styles or images from other sites, and no embedding in
/// another page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: \
                      blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors";

/// The pages that may embed this one if an editor shows it: those of Visual Studio Code, on a desktop and in a browser.
const EDITORS: &str = "vscode-webview: vscode-file: https://*.vscode-cdn.net";

/// The pages that may embed this one, if not none.
static ANCESTORS: OnceLock<&str> = OnceLock::new();

/// Lets an editor show the page, in this process.
pub fn allow_editors() {
    ANCESTORS.set(EDITORS).ok();
}

/// A response, before it is sent.
#[derive(Debug, Clone)]
pub struct Response {
    /// The HTTP status code.
    pub status: u16,
    /// The media type of the body.
    pub media_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// The file name for saving the body.
    pub save_as: Option<String>,
    /// Whether the body at this address never changes.
    pub lasting: bool,
}

impl Response {
    /// A response with a body of some media type.
    pub fn of(media_type: &'static str, body: impl Into<Vec<u8>>) -> Response {
        Response { status: 200, media_type, body: body.into(), save_as: None, lasting: false }
    }

    /// A JSON response.
    pub fn json(value: &Value) -> Response {
        Response::of("application/json", value.to_string())
    }

    /// An error response with a message.
    pub fn refusal(status: u16, message: impl Into<String>) -> Response {
        Response { status, ..Response::json(&json!({ "message": message.into() })) }
    }

    /// The response as it is sent, head and body.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut headers = vec![
            ("Content-Type", self.media_type.to_owned()),
            ("Content-Length", self.body.len().to_string()),
            (
                "Cache-Control",
                if self.lasting { "private, max-age=31536000, immutable" } else { "no-store" }.to_owned(),
            ),
        ];
        headers.extend(self.save_as.as_deref().map(|name| ("Content-Disposition", attachment(name))));
        if self.status == 405 {
            headers.push(("Allow", "GET, POST".to_owned()));
        }
        let mut bytes = head(self.status, &headers).into_bytes();
        bytes.extend(&self.body);
        bytes
    }
}

impl From<RequestError> for Response {
    fn from(RequestError { status, message }: RequestError) -> Response {
        Response::refusal(status, message)
    }
}

/// The head of an event stream.
pub fn stream_head() -> String {
    let headers = [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")];
    head(200, &headers.map(|(name, value)| (name, value.to_owned())))
}

/// The head of a response: status, the given headers, and those of every response. Each connection is
/// closed after one response, so that no client holds one idle.
fn head(status: u16, headers: &[(&str, String)]) -> String {
    let mut head = format!("HTTP/1.1 {status} {}\r\n", reason(status));
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    let policy = format!("{POLICY} {}", ANCESTORS.get().unwrap_or(&"'none'"));
    let always = [
        ("Content-Security-Policy", policy.as_str()),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Connection", "close"),
    ];
    for (name, value) in always {
        head += &format!("{name}: {value}\r\n");
    }
    head + "\r\n"
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        417 => "Expectation Failed",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

/// A `Content-Disposition` with a file name: in ASCII for old clients, and encoded (RFC 6266).
fn attachment(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_. ".contains(letter);
    let ascii: String = name.chars().map(|letter| if plain(letter) { letter } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|byte| {
            let kept = byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            if kept { char::from(byte).to_string() } else { format!("%{byte:02X}") }
        })
        .collect();
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_any_letters_is_one_header() {
        assert_eq!(
            attachment("résumé \"1\"\r\n.pdf"),
            "attachment; filename=\"r_sum_ _1___.pdf\"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%221%22%0D%0A.pdf"
        );
    }
}
