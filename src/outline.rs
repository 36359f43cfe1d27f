//! What a résumé or a letter says, in order and without a design: what forms other than
//! pages are written from.
//!
//! The texts are those that a theme is handed, with dates, titles and quotes in the
//! language's form; `typeset` makes it, so that all forms say the same.

/// A résumé or a letter, as it is read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outline {
    /// What the file says of itself.
    pub about: About,
    /// Who it is about.
    pub head: Head,
    /// What follows the head.
    pub body: Body,
}

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct About {
    /// Its title, such as "Ada Lovelace — Résumé".
    pub title: String,
    /// What the person is, in a line.
    pub subject: Option<String>,
    /// The words of the skills.
    pub keywords: Vec<String>,
    /// Its language as a BCP 47 tag, such as `en-US`.
    pub language: String,
    /// Whether lines begin at the right.
    pub right_to_left: bool,
    /// The size of the paper, in points: width and height, rounded.
    pub paper: (u32, u32),
}

/// The head of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Head {
    /// The person.
    pub name: Line,
    /// What the person is, and pronouns.
    pub label: Vec<Line>,
    /// Ways to reach the person.
    pub contacts: Vec<Contact>,
    /// Facts that some countries expect: the name and the value of each.
    pub facts: Vec<(Line, Line)>,
}

/// A way to reach the person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contact {
    /// `location`, `email`, `phone`, `url` or `profile`.
    pub kind: String,
    /// As it is shown.
    pub text: String,
    /// Where it leads.
    pub url: Option<String>,
}

/// What follows the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The sections of a résumé.
    Resume(Vec<Section>),
    /// The paragraphs of a letter.
    Letter(Vec<Block>),
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Section {
    /// What it holds, such as `work`; `custom` for one of the writer's own.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its entries. What has no first line of its own stands in an entry without one.
    pub entries: Vec<Entry>,
}

/// An entry of a section, or one of several roles in an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The line that leads it.
    pub heading: Option<Heading>,
    /// What it says, before its roles.
    pub blocks: Vec<Block>,
    /// Several roles at one employer.
    pub roles: Vec<Entry>,
}

/// The line that leads an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Heading {
    /// What it is, and where.
    pub line: Line,
    /// When it was.
    pub dates: Option<String>,
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What the entry is about, below its first line.
    Role(Line),
    /// Running text.
    Paragraph(Line),
    /// Bullets.
    List(Vec<Item>),
}

/// A bullet, with those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// Its text.
    pub line: Line,
    /// The bullets below it.
    pub below: Vec<Item>,
}

/// A line of text with marks.
pub type Line = Vec<Mark>;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Letters.
    Text(String),
    /// Emphasis.
    Emphasis(Line),
    /// Strong emphasis.
    Strong(Line),
    /// Struck out.
    Struck(Line),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// What it shows.
        body: Line,
        /// Where it leads.
        url: String,
    },
    /// The end of a line within a paragraph.
    Break,
}

impl Item {
    /// A bullet with some below it.
    pub(crate) fn new(line: Line, below: Vec<Item>) -> Item {
        Item { line, below }
    }
}

/// The letters of a line; a break is the end of a line.
pub fn plain(line: &[Mark]) -> String {
    let letters = |mark: &Mark| match mark {
        Mark::Text(text) | Mark::Code(text) => text.clone(),
        Mark::Emphasis(body) | Mark::Strong(body) | Mark::Struck(body) | Mark::Link { body, .. } => plain(body),
        Mark::Break => "\n".into(),
    };
    line.iter().map(letters).collect()
}
