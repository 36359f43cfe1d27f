//! Builds fields from the model's texts and joins them as the language requires.

use super::ContentOptions;
use super::document::{Block, Bullet, Group};
use super::field::{Field, Inline, TextRole};
use super::quotes::Quoter;
use crate::locale::Locale;
use crate::resume::{self, Block as ResumeBlock, Date, Highlight, List, ListItem, Paragraphs, RichText, Text};
use crate::source::Origin;

/// The context for writing the parts of a document.
pub struct Writer<'a> {
    /// The language, with the chosen date format.
    pub locale: &'a Locale,
    /// The content options of the theme.
    pub options: &'a ContentOptions,
    /// The day on which the résumé is printed, if known.
    pub today: Option<Date>,
}

impl Writer<'_> {
    /// A text on one line.
    pub fn text(&self, text: &Text, path: impl Into<String>, role: TextRole) -> Field {
        Field { role, ..self.rich(text.rich(), path) }
    }

    /// A place, whose country is named in the language.
    pub fn place(&self, text: &Text, path: impl Into<String>, role: TextRole) -> Field {
        let mut field = self.text(text, path, role);
        let [Inline::Text(letters)] = &field.inlines[..] else { return field };
        let Some((place, country)) = self.locale.place(letters) else { return field };
        let country = Some(country).filter(|country| !country.is_empty());
        let country = country.map(|name| self.verbatim(name, text.origin(), field.path.clone(), role).inline());
        let place = Some(place).filter(|place| !place.is_empty()).map(|place| Inline::Text(place.into_owned()));
        field.inlines = place.into_iter().chain(country).collect();
        field
    }

    /// Plain text with a location.
    pub fn letters(&self, letters: &str, origin: Origin, path: impl Into<String>, role: TextRole) -> Field {
        let mut quoter = Quoter::new(self.locale);
        let mut text = String::with_capacity(letters.len());
        let mut rest = letters;
        for piece in letters.split_inclusive(['"', '\'']) {
            rest = &rest[piece.len()..];
            let plain = piece.trim_end_matches(['"', '\'']);
            text.push_str(plain);
            quoter.pass(plain);
            if plain.len() < piece.len() {
                text.push_str(quoter.quote(piece.ends_with('"'), rest));
            }
        }
        Field { inlines: vec![Inline::Text(text)], path: path.into(), origin, role }
    }

    /// Text printed verbatim: a URL, a number, a word of the language.
    pub fn verbatim(&self, letters: &str, origin: Origin, path: impl Into<String>, role: TextRole) -> Field {
        Field { inlines: vec![Inline::Text(letters.to_owned())], path: path.into(), origin, role }
    }

    /// A line of rich text.
    pub fn rich(&self, text: &RichText, path: impl Into<String>) -> Field {
        let mut quoter = Quoter::new(self.locale);
        let inlines = inlines(text.content(), &mut quoter);
        Field { inlines, path: path.into(), origin: text.origin(), role: TextRole::Text }
    }

    /// Paragraphs and lists.
    pub fn blocks(&self, text: &Paragraphs, path: &str) -> Vec<Block> {
        let block = |block: &ResumeBlock| match block {
            ResumeBlock::Paragraph(text) => Block::Paragraph(self.rich(text, path)),
            ResumeBlock::List(list) => Block::List(self.list(list, path)),
        };
        text.blocks().iter().map(block).collect()
    }

    fn list(&self, list: &List, path: &str) -> Vec<Bullet> {
        let bullet = |(index, ListItem { text, below, .. }): (usize, &ListItem)| Bullet {
            number: list.first.map(|first| first + index as u32),
            text: self.rich(text, path),
            below: below.iter().flat_map(|list| self.list(list, path)).collect(),
        };
        list.items.iter().enumerate().map(bullet).collect()
    }

    /// Highlights with nested highlights.
    pub fn bullets(&self, highlights: &[Highlight], path: &str) -> Vec<Bullet> {
        let bullet = |(index, highlight): (usize, &Highlight)| {
            let Highlight { text, tags: _, highlights, number, .. } = highlight;
            let path = format!("{path}[{index}]");
            let below = self.bullets(highlights, &format!("{path}.highlights"));
            Bullet { number: *number, text: self.rich(text, path), below }
        };
        highlights.iter().enumerate().map(bullet).collect()
    }

    /// Plain texts as fields.
    pub fn texts(&self, texts: &[Text], path: &str) -> Vec<Field> {
        let field = |(index, text)| self.text(text, format!("{path}[{index}]"), TextRole::Text);
        texts.iter().enumerate().map(field).collect()
    }

    /// A label with a sign after it.
    pub fn label(&self, label: &str, sign: &str, path: &str) -> Field {
        Field { path: path.to_owned(), ..line(vec![Inline::Text(format!("{label}{sign}"))]) }
    }

    /// A value after the label of a key.
    pub fn labelled(&self, key: &str, path: &str, value: Field) -> Field {
        self.labelled_as(self.locale.label(key), path, value)
    }

    /// A value after a label.
    pub fn labelled_as(&self, label: &str, path: &str, value: Field) -> Field {
        let (label, sign) = self.locale.label_and_sign(label);
        line(vec![self.label(label, sign, path).inline(), value.inline()])
    }

    /// Words after their label; `None` if there are no words.
    pub fn listed(&self, key: &'static str, path: &str, words: Vec<Field>) -> Option<Group> {
        self.listed_as(key, self.locale.label(key), path, words)
    }

    /// The same with another label.
    pub fn listed_as(&self, key: &'static str, label: &str, path: &str, words: Vec<Field>) -> Option<Group> {
        let text = self.labelled_as(label, path, self.listing(words.clone())?);
        Some(Group { key, lead: self.label(label, "", path), words, text })
    }

    /// Words as a list in the language; `None` if there are none.
    pub fn listing(&self, words: Vec<Field>) -> Option<Field> {
        join(words, self.locale.list())
    }

    /// Fields in a row in the language; `None` if there are none.
    pub fn joined(&self, fields: Vec<Field>) -> Option<Field> {
        join(fields, self.locale.comma())
    }
}

impl Field {
    /// The field as an inline.
    pub(super) fn inline(self) -> Inline {
        Inline::Field(Box::new(self))
    }
}

/// A line of several pieces.
pub fn line(inlines: Vec<Inline>) -> Field {
    Field { inlines, path: String::new(), origin: Origin::default(), role: TextRole::Line }
}

/// A line of several items.
pub fn list(inlines: Vec<Inline>) -> Field {
    Field { role: TextRole::List, ..line(inlines) }
}

/// Fields joined with a separator; `None` if there are none. A single field is returned unchanged.
pub fn join(fields: Vec<Field>, separator: &str) -> Option<Field> {
    let mut fields = fields.into_iter();
    let first = fields.next()?;
    let mut rest = fields.peekable();
    if rest.peek().is_none() {
        return Some(first);
    }
    let mut inlines = vec![first.inline()];
    for field in rest {
        inlines.push(Inline::Text(separator.to_owned()));
        inlines.push(field.inline());
    }
    Some(list(inlines))
}

/// A link, if there is a URL.
pub fn linked(inline: Inline, url: Option<&str>) -> Inline {
    match url {
        // A name that is a link keeps its own.
        Some(url) if !has_link(std::slice::from_ref(&inline)) => {
            Inline::Link { body: vec![inline], url: url.to_owned() }
        }
        Some(_) | None => inline,
    }
}

fn has_link(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Link { .. } => true,
        Inline::Field(field) => has_link(&field.inlines),
        Inline::Emphasis(body)
        | Inline::Strong(body)
        | Inline::Struck(body)
        | Inline::Superscript(body)
        | Inline::Subscript(body) => has_link(body),
        Inline::Text(_) | Inline::Code(_) | Inline::Break => false,
    })
}

/// The text that begins some content.
fn leading(content: &[resume::Inline]) -> &str {
    match content.first() {
        Some(resume::Inline::Text(letters)) => letters,
        _ => "",
    }
}

fn inlines(content: &[resume::Inline], quoter: &mut Quoter) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::new();
    let push_text = |inlines: &mut Vec<Inline>, letters: &str| match inlines.last_mut() {
        Some(Inline::Text(text)) => text.push_str(letters),
        _ => inlines.push(Inline::Text(letters.to_owned())),
    };
    for (index, inline) in content.iter().enumerate() {
        match inline {
            resume::Inline::Text(letters) => {
                quoter.pass(letters);
                push_text(&mut inlines, letters);
            }
            resume::Inline::Quote { double } => {
                push_text(&mut inlines, quoter.quote(*double, leading(&content[index + 1..])))
            }
            resume::Inline::Placeholder(name) => {
                let letters = format!("{{{name}}}");
                quoter.pass(&letters);
                push_text(&mut inlines, &letters);
            }
            resume::Inline::Code(code) => {
                quoter.pass(code);
                inlines.push(Inline::Code(code.clone()));
            }
            resume::Inline::Break => {
                quoter.pass("\n");
                inlines.push(Inline::Break);
            }
            resume::Inline::Emphasis(body) => inlines.push(Inline::Emphasis(self::inlines(body, quoter))),
            resume::Inline::Strong(body) => inlines.push(Inline::Strong(self::inlines(body, quoter))),
            resume::Inline::Struck(body) => inlines.push(Inline::Struck(self::inlines(body, quoter))),
            resume::Inline::Superscript(body) => inlines.push(Inline::Superscript(self::inlines(body, quoter))),
            resume::Inline::Subscript(body) => inlines.push(Inline::Subscript(self::inlines(body, quoter))),
            resume::Inline::Link { body, url } => {
                inlines.push(Inline::Link { body: self::inlines(body, quoter), url: url.as_str().to_owned() });
            }
        }
    }
    inlines
}
