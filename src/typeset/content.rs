//! Rich text as Typst content.

use typst::foundations::{Content, NativeElement, Packed};
use typst::model::{Destination, EmphElem, LinkElem, LinkTarget, ListElem, ListItem, ParbreakElem, StrongElem, Url as TypstUrl};
use typst::text::{LinebreakElem, RawContent, RawElem, SmartQuoteElem, StrikeElem, TextElem};

use crate::resume::{Block, Inline, Paragraphs, RichText};

/// One line of rich text.
pub fn line(text: &RichText) -> Content {
    inlines(text.content())
}

/// Paragraphs and lists.
pub fn paragraphs(text: &Paragraphs) -> Content {
    let blocks = text.blocks().iter().map(|block| match block {
        Block::Paragraph(text) => line(text),
        Block::List(items) => list(items),
    });
    let mut content = Vec::new();
    for block in blocks {
        if !content.is_empty() {
            content.push(ParbreakElem::shared().clone());
        }
        content.push(block);
    }
    Content::sequence(content)
}

fn list(items: &[RichText]) -> Content {
    ListElem::new(items.iter().map(|item| Packed::new(ListItem::new(line(item)))).collect()).pack()
}

fn inlines(content: &[Inline]) -> Content {
    Content::sequence(content.iter().map(inline))
}

fn inline(inline: &Inline) -> Content {
    match inline {
        Inline::Text(text) => TextElem::packed(text.as_str()),
        Inline::Quote { double } => SmartQuoteElem::new().with_double(*double).pack(),
        Inline::Emphasis(body) => EmphElem::new(inlines(body)).pack(),
        Inline::Strong(body) => StrongElem::new(inlines(body)).pack(),
        Inline::Struck(body) => StrikeElem::new(inlines(body)).pack(),
        Inline::Code(code) => RawElem::new(RawContent::Text(code.as_str().into())).pack(),
        Inline::Link { body, url } => link(url.as_str(), inlines(body)),
        Inline::Break => LinebreakElem::shared().clone(),
    }
}

/// Content that leads to an address; plain content where the address is longer
/// than a PDF can hold.
fn link(url: &str, body: Content) -> Content {
    match TypstUrl::new(url) {
        Ok(url) => LinkElem::new(LinkTarget::Dest(Destination::Url(url)), body).pack(),
        Err(_) => body,
    }
}
