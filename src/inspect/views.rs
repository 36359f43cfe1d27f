//! Arranges glyphs into lines of text, in content order or visual order.

use crate::pdf::marks::Glyph;

/// Lines in the order in which one kind of reader extracts them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct View(pub Vec<Line>);

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Line {
    /// The page, from 1.
    pub page: usize,
    /// Its start, from the left edge, in points.
    pub x: f64,
    /// Its baseline, from the top edge, in points.
    pub y: f64,
    /// The largest font size in it, in points.
    pub size: f64,
    /// The text.
    pub text: String,
    /// Whether it is only decoration, such as a footer.
    pub artifact: bool,
}

/// Baselines that differ by at most this fraction of the font size are one line.
const ONE_LINE: f64 = 0.3;

impl View {
    /// The text of all lines.
    pub fn text(&self) -> String {
        self.0.iter().map(|line| format!("{}\n", line.text)).collect()
    }

    /// The lines without artifacts such as footers.
    pub fn body(&self) -> impl Iterator<Item = &Line> {
        self.0.iter().filter(|line| !line.artifact)
    }
}

impl Line {
    /// A line of glyphs in the given order; gaps become spaces.
    pub fn of(glyphs: &[&Glyph]) -> Line {
        let mut text = String::new();
        let mut end: Option<f64> = None;
        for glyph in glyphs {
            let gap = end.is_some_and(|end| (glyph.x.0 - end).abs() > glyph.size * glyph.word_gap && glyph.x.0 != end);
            let forward = end.is_none_or(|end| glyph.x.0 - end > glyph.size * glyph.word_gap || glyph.x.1 < end);
            if gap && forward && !text.ends_with(' ') && !glyph.text.starts_with(' ') {
                text.push(' ');
            }
            text.push_str(&glyph.text);
            end = Some(glyph.x.1);
        }
        let first = glyphs.first().expect("a line has glyphs");
        // List markers are artifacts, too; a line is one only if all of it is.
        let artifact = glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).all(|glyph| glyph.artifact);
        Line {
            page: first.page,
            x: glyphs.iter().map(|glyph| glyph.x.0).fold(f64::MAX, f64::min),
            y: first.y,
            size: glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max),
            text: text.trim_end().to_owned(),
            artifact,
        }
    }
}

/// Whether two glyphs are on one line.
pub fn level(first: &Glyph, second: &Glyph) -> bool {
    first.page == second.page && (first.y - second.y).abs() <= first.size.max(second.size) * ONE_LINE
}

fn lines(glyphs: &[&Glyph]) -> View {
    let lines = glyphs.chunk_by(|first, second| level(first, second)).map(Line::of);
    View(lines.filter(|line| !line.text.trim().is_empty()).collect())
}

/// The text in content order.
pub fn content_order(glyphs: &[Glyph]) -> View {
    lines(&glyphs.iter().collect::<Vec<_>>())
}

/// The text in visual order: top to bottom, and left to right within a line.
pub fn visual_order(glyphs: &[Glyph]) -> View {
    let mut sorted: Vec<&Glyph> = glyphs.iter().collect();
    sorted.sort_by(|first, second| first.page.cmp(&second.page).then(first.y.total_cmp(&second.y)));
    let mut ordered = Vec::new();
    for line in sorted.chunk_by(|first, second| level(first, second)) {
        let mut line = line.to_vec();
        line.sort_by(|first, second| first.x.0.total_cmp(&second.x.0));
        ordered.extend(line);
    }
    lines(&ordered)
}
