//! Numbers pieces of content so that glyphs on the page can be traced back to them.
//!
//! Typst preserves the span of a text from the theme inputs to the glyphs on the page. Here a span
//! encodes a number instead of a byte range: byte ranges shift with every edit, which would invalidate
//! Typst's cache for the whole page.

use std::sync::LazyLock;

use typst::syntax::{
    FileId, RangeMapper, RootedPath, Span, SpanKind, SyntaxKind, SyntaxNode, VirtualPath, VirtualRoot,
};

/// The file of all numbered spans. It has no content, and themes cannot refer to it.
static FILE: LazyLock<FileId> = LazyLock::new(|| {
    let path = VirtualPath::new("leaves").expect("the path does not escape");
    FileId::unique(RootedPath::new(VirtualRoot::Project, path))
});

/// A span that encodes a number.
pub fn span(number: usize) -> Span {
    let mut node = SyntaxNode::leaf(SyntaxKind::Text, "x");
    let numbered = RangeMapper::new(std::iter::once(number..number + 1));
    match numbered.map(|mapper| node.synthesize_mapped(*FILE, &mapper)) {
        Ok(Ok(())) => node.span(),
        // Without a number, a click on the piece maps to its neighbour.
        _ => Span::detached(),
    }
}

/// The number encoded in a span, if any.
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
