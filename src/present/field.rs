//! A piece of text with its place.

use crate::source::Origin;

/// A piece of text, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it says.
    pub inlines: Vec<Inline>,
    /// The keys that lead to it in the résumé, such as `work[0].position`.
    pub path: String,
    /// Where it stands in the file; nothing for what the language adds.
    pub origin: Origin,
    /// What it is to a reader.
    pub role: TextRole,
}

/// A piece of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Letters, as they are printed.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// What it shows.
        body: Vec<Inline>,
        /// Where it leads.
        url: String,
    },
    /// The end of a line within a paragraph.
    Break,
    /// A field of its own in a line that is made of several.
    Field(Box<Field>),
}

/// What a text is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRole {
    /// The person's name.
    Name,
    /// The mail address.
    Email,
    /// The telephone number.
    Phone,
    /// An address on the web that is printed.
    Address,
    /// A way to reach somebody else.
    Contact,
    /// Another line of the head.
    Head,
    /// The title of a section.
    Title,
    /// What leads an entry.
    Lead,
    /// When something was.
    Dates,
    /// Anything else that is said.
    Text,
    /// A line that is made of several fields, each with a role of its own.
    Line,
}

impl TextRole {
    /// The name that programs know it by.
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
        }
    }
}

/// A text that must be read back out of every output.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpectedText {
    /// The keys that lead to it in the résumé, such as `work[0].position`.
    pub path: String,
    /// What it is to a reader.
    pub role: TextRole,
    /// The text, as it is printed.
    pub text: String,
    /// Where it stands in the file.
    pub origin: Origin,
}

impl Field {
    /// The letters alone; the end of a line within it is the end of a line.
    pub fn plain(&self) -> String {
        plain(&self.inlines)
    }

    /// Calls `visit` with the pieces of the plain text.
    pub fn visit_letters(&self, visit: &mut dyn FnMut(&str)) {
        visit_letters(&self.inlines, visit);
    }

    /// Calls `visit` with the field, or with those that it is made of.
    pub fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a Field)) {
        match self.role {
            TextRole::Line => visit_inner(&self.inlines, visit),
            _ => visit(self),
        }
    }
}

fn visit_inner<'a>(inlines: &'a [Inline], visit: &mut dyn FnMut(&'a Field)) {
    for inline in inlines {
        match inline {
            Inline::Field(field) => field.visit(visit),
            Inline::Emphasis(body) | Inline::Strong(body) | Inline::Struck(body) | Inline::Link { body, .. } => {
                visit_inner(body, visit);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// The letters of a line; a break is the end of a line.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    visit_letters(inlines, &mut |letters| text.push_str(letters));
    text
}

fn visit_letters(inlines: &[Inline], visit: &mut dyn FnMut(&str)) {
    for inline in inlines {
        match inline {
            Inline::Text(letters) | Inline::Code(letters) => visit(letters),
            Inline::Emphasis(body) | Inline::Strong(body) | Inline::Struck(body) | Inline::Link { body, .. } => {
                visit_letters(body, visit);
            }
            Inline::Break => visit("\n"),
            Inline::Field(field) => visit_letters(&field.inlines, visit),
        }
    }
}
