//! Drawings for the screen: a path for each text instead of an element for each letter. They are larger, but a browser shows
//! them in a third of the time, because it makes a tree of elements for every use of a symbol.

use typst::layout::FrameItem;
use typst::text::TextItem;
use typst_layout::Page;
use typst_svg::SvgOptions;

use super::letters::Letters;
use super::picture::for_svg;
use crate::typeset::Document;

/// How Typst begins the element of a text, which is upside down. One without letters is empty.
const TEXT: [&str; 2] = ["<g transform=\"matrix(", "<g transform=\"scale("];

/// Draws one page as SVG for the screen; pages count from 0.
pub fn svg_page(document: &Document, page: usize) -> Option<Vec<u8>> {
    document.pages().pages().get(page).map(|page| draw(page).into_bytes())
}

fn draw(page: &Page) -> String {
    let (mut letters, mut paths) = (Letters::default(), Vec::new());
    let frame = for_svg(&page.frame, &mut |text| match letters.path(text) {
        Some(path) => {
            paths.push(path);
            FrameItem::Text(without_letters(text))
        }
        None => FrameItem::Text(text.clone()),
    });
    let drawn = typst_svg::svg(&Page { frame, ..page.clone() }, &SvgOptions::default());
    with_paths(&drawn, &paths).unwrap_or_else(|| {
        // Something else is empty: Typst draws all letters.
        let frame = for_svg(&page.frame, &mut |text| FrameItem::Text(text.clone()));
        typst_svg::svg(&Page { frame, ..page.clone() }, &SvgOptions::default())
    })
}

fn without_letters(text: &TextItem) -> TextItem {
    let TextItem { font, size, fill, stroke, lang, region, text: _, glyphs: _ } = text;
    TextItem {
        font: font.clone(),
        size: *size,
        fill: fill.clone(),
        stroke: stroke.clone(),
        lang: *lang,
        region: *region,
        text: Default::default(),
        glyphs: Vec::new(),
    }
}

/// A drawing with paths in its empty texts; `None` if there are not as many.
fn with_paths(svg: &str, paths: &[String]) -> Option<String> {
    let mut drawn =
        String::with_capacity(svg.len() + paths.iter().map(|path| path.len() + "</g>".len()).sum::<usize>());
    let mut paths = paths.iter();
    for element in svg.split_inclusive('>') {
        let is_text = TEXT.iter().any(|start| element.starts_with(start));
        match element.strip_suffix("/>").filter(|_| is_text) {
            Some(start) => {
                drawn += start;
                drawn.push('>');
                drawn += paths.next()?;
                drawn += "</g>";
            }
            None => drawn += element,
        }
    }
    paths.next().is_none().then_some(drawn)
}

#[cfg(test)]
mod tests {
    use super::with_paths;

    #[test]
    fn paths_are_put_into_empty_texts_only_if_there_are_as_many() {
        let svg = "<svg><g transform=\"matrix(1 0 0 -1 2 3)\"/><g transform=\"translate(1)\"/><path d=\"\"/></svg>";
        let drawn =
            "<svg><g transform=\"matrix(1 0 0 -1 2 3)\"><path/></g><g transform=\"translate(1)\"/><path d=\"\"/></svg>";
        assert_eq!(with_paths(svg, &["<path/>".into()]).as_deref(), Some(drawn));
        assert_eq!(with_paths(svg, &[]), None);
        assert_eq!(with_paths(svg, &["<path/>".into(), "<path/>".into()]), None);
    }
}
