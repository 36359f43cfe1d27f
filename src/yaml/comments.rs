//! Comments in JSON, which has none: `//` and `/* */`, as some editors and tools allow.

use std::ops::Range;

/// The comments in a JSON text, in order. What is in quotes is text.
pub fn json_comments(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut quoted = false;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'/' if !quoted && begins_token(&text[..at]) => {
                let end = match bytes.get(at + 1) {
                    Some(b'/') => rest.find('\n').unwrap_or(rest.len()),
                    Some(b'*') => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
                    _ => 0,
                };
                if end > 0 {
                    found.push(at..at + end);
                    at += end;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// Whether something may start here: `//` in a URL without quotes starts nothing.
fn begins_token(before: &str) -> bool {
    before.chars().next_back().is_none_or(|letter| letter.is_whitespace() || "{}[],\"".contains(letter))
}

/// A JSON text whose comments are spaces, so that everything else keeps its place.
pub fn without_json_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut end = 0;
    for comment in json_comments(text) {
        plain.push_str(&text[end..comment.start]);
        plain.extend(text[comment.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        end = comment.end;
    }
    plain.push_str(&text[end..]);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_outside_of_quotes() {
        let text = "{\n  // one\n  \"a\": \"https://b.org // no\", /* two\n é */ \"c\": \"\\\"// no\" // three\n}";
        let found: Vec<&str> = json_comments(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["// one", "/* two\n é */", "// three"]);
        let plain = without_json_comments(text);
        assert_eq!((plain.len(), plain.lines().count()), (text.len(), text.lines().count()));
        assert!(plain.contains("https://b.org // no") && !plain.contains("two") && !plain.contains("three"));
        assert!(json_comments("{basics: {url: https://a.org}}").is_empty());
    }
}
