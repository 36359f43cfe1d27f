//! A piece of text with its location.

use crate::locale::Direction;
use crate::source::Origin;

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The content.
    pub inlines: Vec<Inline>,
    /// The path in the résumé, such as `work[0].position`.
    pub path: String,
    /// The location in the file; empty for generated text.
    pub origin: Origin,
    /// The role of the text.
    pub role: TextRole,
}

/// A piece of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text as printed.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Strikethrough.
    Struck(Vec<Inline>),
    /// Superscript.
    Superscript(Vec<Inline>),
    /// Subscript.
    Subscript(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// The link text.
        body: Vec<Inline>,
        /// The target.
        url: String,
    },
    /// A line break within a paragraph.
    Break,
    /// A field within a line of several fields.
    Field(Box<Field>),
}

/// The role of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRole {
    /// The person's name.
    Name,
    /// The email address.
    Email,
    /// The phone number.
    Phone,
    /// A printed URL.
    Address,
    /// A contact detail of someone else.
    Contact,
    /// Any other line of the header.
    Head,
    /// The title of a section.
    Title,
    /// The lead of an entry.
    Lead,
    /// Dates.
    Dates,
    /// Any other text.
    Text,
    /// A line of several fields, each with its own role.
    Line,
    /// The same whose fields are items, such as keywords: they follow each other in the direction of the language.
    List,
}

impl TextRole {
    /// Its name in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            TextRole::Name => "name",
            TextRole::Email => "email",
            TextRole::Phone => "phone",
            TextRole::Address => "address",
            TextRole::Contact => "contact",
            TextRole::Head => "head",
            TextRole::Title => "title",
            TextRole::Lead => "lead",
            TextRole::Dates => "dates",
            TextRole::Text => "text",
            TextRole::Line => "line",
            TextRole::List => "list",
        }
    }
}

/// A text that every output must contain.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpectedText {
    /// The path in the résumé, such as `work[0].position`.
    pub path: String,
    /// The role of the text.
    pub role: TextRole,
    /// The text as printed.
    pub text: String,
    /// The location in the file.
    pub origin: Origin,
}

impl Field {
    /// The plain text; a line break becomes a newline.
    pub fn plain(&self) -> String {
        plain(&self.inlines)
    }

    /// The direction in which the field runs by itself within lines in a direction; `None` if it runs as they do, or
    /// has parts in both. Numbers of contact details run from left to right. A list runs as the lines do.
    pub fn direction_in(&self, lines: Direction) -> Option<Direction> {
        if self.role == TextRole::List {
            return None;
        }
        let text = self.plain();
        if lines == Direction::Ltr && text.is_ascii() {
            return None;
        }
        let own = Direction::of_all(&text).or((self.role == TextRole::Contact).then_some(Direction::Ltr));
        own.filter(|own| *own != lines)
    }

    /// Calls `visit` with the pieces of the plain text.
    pub fn visit_letters(&self, visit: &mut dyn FnMut(&str)) {
        visit_letters(&self.inlines, visit);
    }

    /// Calls `visit` with the field, or with its parts if it is a line of several fields.
    pub fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a Field)) {
        match self.role {
            TextRole::Line | TextRole::List => visit_inner(&self.inlines, visit),
            _ => visit(self),
        }
    }
}

fn visit_inner<'a>(inlines: &'a [Inline], visit: &mut dyn FnMut(&'a Field)) {
    for inline in inlines {
        match inline {
            Inline::Field(field) => field.visit(visit),
            Inline::Emphasis(body)
            | Inline::Strong(body)
            | Inline::Struck(body)
            | Inline::Superscript(body)
            | Inline::Subscript(body)
            | Inline::Link { body, .. } => visit_inner(body, visit),
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// The plain text of inlines; a line break becomes a newline.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    visit_letters(inlines, &mut |letters| text.push_str(letters));
    text
}

fn visit_letters(inlines: &[Inline], visit: &mut dyn FnMut(&str)) {
    for inline in inlines {
        match inline {
            Inline::Text(letters) | Inline::Code(letters) => visit(letters),
            Inline::Emphasis(body)
            | Inline::Strong(body)
            | Inline::Struck(body)
            | Inline::Superscript(body)
            | Inline::Subscript(body)
            | Inline::Link { body, .. } => visit_letters(body, visit),
            Inline::Break => visit("\n"),
            Inline::Field(field) => visit_letters(&field.inlines, visit),
        }
    }
}
