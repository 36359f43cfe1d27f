//! Placeholders in cover letters.

use std::cell::Cell;

use super::plain_text::LONGEST;
use super::rich_text::Inline;
use super::{Letter, Recipient, RichText, Text};

/// The names of the placeholders.
pub const PLACEHOLDERS: [&str; 4] = ["employer", "recipient", "position", "name"];

/// Maximum length of a letter after filling in its placeholders, in characters.
pub const LONGEST_LETTER: usize = 200_000;

/// Why a letter cannot be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unfilled {
    /// An unknown placeholder.
    Unknown(String),
    /// The recipient lacks the field that the placeholder refers to.
    Lacking {
        /// The placeholder.
        name: String,
        /// The recipient's key.
        key: &'static str,
    },
    /// After filling in, a line, a paragraph or the whole letter is too long.
    TooLong,
}

impl Letter {
    /// Fills in all placeholders; `name` is the sender's name. An escaped brace is literal.
    ///
    /// # Errors
    /// The first placeholder that cannot be filled in, or if a text becomes too long.
    pub fn filled(&self, name: &str) -> Result<Letter, Unfilled> {
        let of = |field: fn(&Recipient) -> &Option<Text>| self.recipient.as_ref().and_then(|it| field(it).as_deref());
        let value = |placeholder: &str| {
            let (value, key) = match placeholder {
                "employer" => (of(|it| &it.organization), "organization"),
                "recipient" => (of(|it| &it.name), "name"),
                "position" => (of(|it| &it.position), "position"),
                "name" => (Some(name), "name"),
                _ => return Err(Unfilled::Unknown(placeholder.into())),
            };
            value.ok_or_else(|| Unfilled::Lacking { name: placeholder.into(), key })
        };
        // The limit applies to the whole letter, because placeholders can be repeated.
        let room = Cell::new(LONGEST_LETTER);
        let counted = |text: &RichText| {
            let text = filled(text, &value)?;
            let left = room.get().checked_sub(text.plain().chars().count()).ok_or(Unfilled::TooLong)?;
            room.set(left);
            Ok(text)
        };
        let line = |text: &Option<RichText>| text.as_ref().map(counted).transpose();
        Ok(Letter {
            subject: line(&self.subject)?,
            opening: line(&self.opening)?,
            body: self.body.try_map(counted)?,
            closing: line(&self.closing)?,
            ..self.clone()
        })
    }
}

/// Looks up the value of a placeholder.
type Value<'a> = dyn Fn(&str) -> Result<&'a str, Unfilled> + 'a;

fn filled(text: &RichText, value: &Value) -> Result<RichText, Unfilled> {
    let content = inlines(text.content(), value)?;
    let text = text.replaced(written(&text.to_string(), value), content);
    if text.plain().chars().count() > LONGEST { Err(Unfilled::TooLong) } else { Ok(text) }
}

fn inlines(content: &[Inline], value: &Value) -> Result<Vec<Inline>, Unfilled> {
    let inline = |inline: &Inline| {
        Ok(match inline {
            Inline::Placeholder(name) => Inline::Text(value(name)?.to_owned()),
            Inline::Emphasis(body) => Inline::Emphasis(inlines(body, value)?),
            Inline::Strong(body) => Inline::Strong(inlines(body, value)?),
            Inline::Struck(body) => Inline::Struck(inlines(body, value)?),
            Inline::Superscript(body) => Inline::Superscript(inlines(body, value)?),
            Inline::Subscript(body) => Inline::Subscript(inlines(body, value)?),
            Inline::Link { body, url } => Inline::Link { body: inlines(body, value)?, url: url.clone() },
            Inline::Text(_) | Inline::Quote { .. } | Inline::Code(_) | Inline::Break => inline.clone(),
        })
    };
    content.iter().map(inline).collect()
}

/// Fills in placeholders in the source form, escaping markup in the values.
fn written(text: &str, value: &Value) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '\\']) {
        filled += &rest[..at];
        rest = &rest[at..];
        let escaped = rest.strip_prefix('\\').map(|after| 1 + after.chars().next().map_or(0, char::len_utf8));
        let named = rest[1..].split_once('}').and_then(|(name, after)| Some((value(name).ok()?, after)));
        match (escaped, named) {
            (None, Some((value, after))) => {
                filled += &RichText::escaped(value);
                rest = after;
            }
            (length, _) => {
                let (letters, after) = rest.split_at(length.unwrap_or(1));
                filled += letters;
                rest = after;
            }
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resume::Paragraphs;

    fn letter(body: &str) -> Letter {
        Letter {
            recipient: Some(Recipient {
                name: Some("Lucia *Moreno*".parse().unwrap()),
                position: None,
                organization: None,
                address: Vec::new(),
            }),
            date: None,
            subject: None,
            opening: None,
            body: body.parse().unwrap(),
            closing: None,
            signature: None,
            enclosures: Vec::new(),
        }
    }

    #[test]
    fn placeholders_take_their_values_as_letters() {
        let filled = letter("Dear {recipient}, **{name}** \\{name}\n\n- {name}").filled("Ada [x]").unwrap();
        assert_eq!(filled.body.plain(), "Dear Lucia Moreno, Ada [x] {name}\nAda [x]");
        assert_eq!(filled.body.to_string().parse::<Paragraphs>().unwrap().plain(), filled.body.plain());
    }

    #[test]
    fn what_stands_for_nothing_is_named() {
        let unfilled = |body: &str| letter(body).filled("Ada").unwrap_err();
        assert_eq!(unfilled("{nmae}"), Unfilled::Unknown("nmae".into()));
        assert_eq!(unfilled("{employer}"), Unfilled::Lacking { name: "employer".into(), key: "organization" });
    }

    #[test]
    fn a_text_that_grows_too_long_is_refused() {
        let name = "a".repeat(100);
        assert_eq!(letter(&"{name} ".repeat(1000)).filled(&name).unwrap_err(), Unfilled::TooLong);
        assert!(letter(&"{name}\n\n".repeat(888)).filled(&name).is_ok());
    }
}
