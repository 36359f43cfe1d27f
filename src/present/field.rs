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

    /// The innermost field that a byte of the plain text belongs to.
    pub fn at(&self, byte: usize) -> &Field {
        let mut before = 0;
        within(&self.inlines, byte, &mut before).unwrap_or(self)
    }

    /// The plain text that comes before one of the fields that this one is made of; `None` if it is
    /// none of them, and nothing before the field itself.
    pub fn before(&self, inner: &Field) -> Option<String> {
        fn walk(inlines: &[Inline], inner: &Field, text: &mut String) -> bool {
            inlines.iter().any(|inline| match inline {
                Inline::Field(field) if std::ptr::eq(&**field, inner) => true,
                Inline::Field(field) => walk(&field.inlines, inner, text),
                Inline::Emphasis(body) | Inline::Strong(body) | Inline::Struck(body) | Inline::Link { body, .. } => {
                    walk(body, inner, text)
                }
                Inline::Text(_) | Inline::Code(_) | Inline::Break => {
                    text.push_str(&plain(std::slice::from_ref(inline)));
                    false
                }
            })
        }
        let mut text = String::new();
        (std::ptr::eq(self, inner) || walk(&self.inlines, inner, &mut text)).then_some(text)
    }

    /// Calls `visit` with the field, or with those that it is made of.
    pub fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a Field)) {
        match self.role {
            TextRole::Line => visit_inner(&self.inlines, visit),
            _ => visit(self),
        }
    }
}

/// The innermost field of a line that holds a byte; `before` is how many came before the line.
fn within<'a>(inlines: &'a [Inline], byte: usize, before: &mut usize) -> Option<&'a Field> {
    for inline in inlines {
        let length = plain(std::slice::from_ref(inline)).len();
        if byte >= *before + length {
            *before += length;
            continue;
        }
        return match inline {
            Inline::Field(field) => Some(within(&field.inlines, byte, before).unwrap_or(field)),
            Inline::Emphasis(body) | Inline::Strong(body) | Inline::Struck(body) | Inline::Link { body, .. } => {
                within(body, byte, before)
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Break => None,
        };
    }
    None
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
    fn write(inlines: &[Inline], text: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(letters) | Inline::Code(letters) => text.push_str(letters),
                Inline::Emphasis(body) | Inline::Strong(body) | Inline::Struck(body) | Inline::Link { body, .. } => {
                    write(body, text);
                }
                Inline::Break => text.push('\n'),
                Inline::Field(field) => write(&field.inlines, text),
            }
        }
    }
    let mut text = String::new();
    write(inlines, &mut text);
    text
}
