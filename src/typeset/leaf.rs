//! Numbers on pieces of content, which are read back from the glyphs that the pieces become.
//!
//! Typst keeps the span of a text from the value that a theme is given to the glyphs on the page. A
//! span here says a number and not a range of bytes: bytes move with every edit of the file, and
//! Typst would take the whole page for another one.

use std::sync::LazyLock;

use typst::syntax::{
    FileId, RangeMapper, RootedPath, Span, SpanKind, SyntaxKind, SyntaxNode, VirtualPath, VirtualRoot,
};

/// The file that all numbers stand in. It has no content, and no theme can name it.
static FILE: LazyLock<FileId> = LazyLock::new(|| {
    let path = VirtualPath::new("leaves").expect("the path does not escape");
    FileId::unique(RootedPath::new(VirtualRoot::Project, path))
});

/// A span that says a number.
pub fn span(number: usize) -> Span {
    let mut node = SyntaxNode::leaf(SyntaxKind::Text, "x");
    let numbered = RangeMapper::new(std::iter::once(number..number + 1));
    match numbered.map(|mapper| node.synthesize_mapped(*FILE, &mapper)) {
        Ok(Ok(())) => node.span(),
        // Without one, a click on the piece leads to what stands next to it.
        _ => Span::detached(),
    }
}

/// The number that a span says, if it is one of these.
pub fn number(span: Span) -> Option<usize> {
    match span.get() {
        SpanKind::Range { id, range } if id == *FILE => Some(range.start),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        assert_eq!([0, 1, 70_000].map(|it| number(span(it))), [Some(0), Some(1), Some(70_000)]);
        assert_eq!(number(Span::detached()), None);
    }
}
