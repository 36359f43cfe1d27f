//! What is answered to a request.

use serde_json::{Value, json};

/// What all answers forbid: scripts, styles and pictures of others, and to be shown inside
/// of another page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: \
                      blob:; connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
                      form-action 'none'";

/// An answer, before it is sent.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// What the body is.
    pub media_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// The name under which the body is to be saved.
    pub save_as: Option<String>,
    /// Whether the body under this address is the same for ever.
    pub lasting: bool,
}

impl Answer {
    /// A body of a media type.
    pub fn of(media_type: &'static str, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status: 200, media_type, body: body.into(), save_as: None, lasting: false }
    }

    /// Data.
    pub fn json(value: &Value) -> Answer {
        Answer::of("application/json", value.to_string())
    }

    /// A refusal that says why.
    pub fn refusal(status: u16, message: impl Into<String>) -> Answer {
        Answer { status, ..Answer::json(&json!({ "message": message.into() })) }
    }

    /// The names and values of its headers.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let cache = if self.lasting { "private, max-age=31536000, immutable" } else { "no-store" };
        let mut headers = safe_headers();
        headers.push(("Content-Type", self.media_type.into()));
        headers.push(("Cache-Control", cache.into()));
        headers.extend(self.save_as.as_deref().map(|name| ("Content-Disposition", attachment(name))));
        headers
    }
}

/// What every answer says, whatever it is.
pub fn safe_headers() -> Vec<(&'static str, String)> {
    let headers = [
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];
    headers.map(|(name, value)| (name, value.to_owned())).to_vec()
}

/// Names a file to be saved: in ASCII for old readers, and as it is (RFC 6266).
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
