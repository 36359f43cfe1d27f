//! Words in braces that a letter takes from its recipient.

use super::{Letter, Paragraphs, RichText, Text};

/// The names that can stand in braces.
pub const PLACEHOLDERS: [&str; 4] = ["employer", "recipient", "position", "name"];

/// A word in braces that cannot be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfilled {
    /// As it is written, without the braces.
    pub name: String,
    /// What the recipient lacks for it; `None` if there is no such name.
    pub lacks: Option<&'static str>,
}

impl Letter {
    /// The letter with every placeholder filled in, for a person of some name. A brace
    /// after a backslash is a brace.
    ///
    /// # Errors
    /// With the first word in braces that stands for nothing.
    pub fn filled(&self, name: &str) -> Result<Letter, Unfilled> {
        let of =
            |field: fn(&super::Recipient) -> &Option<Text>| self.recipient.as_ref().and_then(|it| field(it).as_deref());
        let value = |placeholder: &str| {
            let (value, lacks) = match placeholder {
                "employer" => (of(|it| &it.organization), "organization"),
                "recipient" => (of(|it| &it.name), "name"),
                "position" => (of(|it| &it.position), "position"),
                "name" => (Some(name), "name"),
                _ => return Err(Unfilled { name: placeholder.into(), lacks: None }),
            };
            value.ok_or_else(|| Unfilled { name: placeholder.into(), lacks: Some(lacks) })
        };
        let line = |text: &Option<RichText>| match text {
            Some(text) => fill(&text.to_string(), &value).map(|text| Some(text.parse().expect("it was text before"))),
            None => Ok(None),
        };
        let body: Paragraphs = fill(&self.body.to_string(), &value)?.parse().expect("it was text before");
        Ok(Letter {
            subject: line(&self.subject)?,
            opening: line(&self.opening)?,
            body,
            closing: line(&self.closing)?,
            ..self.clone()
        })
    }
}

/// Fills in a text; values are letters, not marks.
fn fill<'a>(text: &str, value: &dyn Fn(&str) -> Result<&'a str, Unfilled>) -> Result<String, Unfilled> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '\\']) {
        filled += &rest[..at];
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\\') {
            let escaped = after.chars().next().map_or(0, char::len_utf8);
            filled += &rest[..1 + escaped];
            rest = &after[escaped..];
        } else if let Some((name, after)) = rest[1..].split_once('}') {
            for letter in value(name.trim())?.chars() {
                if "\\`*_[]<>~".contains(letter) {
                    filled.push('\\');
                }
                filled.push(letter);
            }
            rest = after;
        } else {
            filled.push('{');
            rest = &rest[1..];
        }
    }
    Ok(filled + rest)
}
