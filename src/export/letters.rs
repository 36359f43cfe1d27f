//! Letters as paths of an SVG, in few characters, so that a browser reads them soon.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write as _;

use ttf_parser::{GlyphId, OutlineBuilder};
use typst::layout::{Abs, Em};
use typst::text::color::should_outline;
use typst::text::{FontInstance, TextItem};
use typst::visualize::Paint;

/// Parts of a point: finer than anything that a screen shows, even a page eight times as large.
const PARTS: f64 = 100.0;

/// The outlines of the letters of a drawing.
#[derive(Default)]
pub struct Letters {
    /// By font and size, and by glyph. A glyph that is not drawn as an outline, such as an emoji, has none.
    outlines: HashMap<(FontInstance, Abs), HashMap<u16, Option<String>>>,
}

impl Letters {
    /// A text as a path, with y upwards from the baseline; `None` if it cannot be drawn so.
    pub fn path(&mut self, text: &TextItem) -> Option<String> {
        let (Paint::Solid(color), None) = (&text.fill, &text.stroke) else { return None };
        let outlines = self.outlines.entry((text.font.clone(), text.size)).or_default();
        let mut path = format!("<path fill=\"{}\" d=\"", color.to_hex());
        let (mut x, mut y) = (Em::zero(), Em::zero());
        for glyph in &text.glyphs {
            let outline = match outlines.entry(glyph.id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(outline(text, glyph.id)),
            };
            let outline = outline.as_ref()?;
            if !outline.is_empty() {
                path.push('M');
                number(&mut path, (x + glyph.x_offset).at(text.size).to_pt(), 0.0, true);
                number(&mut path, (y + glyph.y_offset).at(text.size).to_pt(), 0.0, false);
                path += outline;
            }
            x += glyph.x_advance;
            y += glyph.y_advance;
        }
        path += "\"/>";
        Some(path)
    }
}

/// The outline of a glyph, empty for a space.
fn outline(text: &TextItem, glyph: u16) -> Option<String> {
    let (font, glyph) = (&text.font, GlyphId(glyph));
    if !should_outline(font, glyph) {
        return None;
    }
    let mut outline = Outline::new(text.size.to_pt() / font.units_per_em());
    font.ttf().outline_glyph(glyph, &mut outline);
    Some(outline.path)
}

/// An outline with coordinates rounded to hundredths of a point. What is rounded away is made up for by the next command, so
/// that it does not add up.
struct Outline {
    path: String,
    /// Points in a unit of the font.
    scale: f64,
    /// Where the next command starts, and where the contour does.
    at: Place,
    contour: Place,
}

/// A place: exactly, and as drawn.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    exact: (f64, f64),
    drawn: (f64, f64),
}

impl Outline {
    fn new(scale: f64) -> Outline {
        Outline { path: String::new(), scale, at: Place::default(), contour: Place::default() }
    }

    fn exact(&self, (x, y): (f32, f32)) -> (f64, f64) {
        (f64::from(x) * self.scale, f64::from(y) * self.scale)
    }

    /// Writes a command with its points, the last of which it leads to.
    fn command(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        let from = self.at.drawn;
        for (index, point) in points.iter().enumerate() {
            let exact = self.exact(*point);
            let x = number(&mut self.path, exact.0, from.0, index == 0);
            let y = number(&mut self.path, exact.1, from.1, false);
            self.at = Place { exact, drawn: (x, y) };
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('m', &[(x, y)]);
        self.contour = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let Place { exact: from, drawn } = self.at;
        let exact = self.exact((x, y));
        if exact.1 == from.1 {
            self.path.push('h');
            self.at = Place { exact, drawn: (number(&mut self.path, exact.0, drawn.0, true), drawn.1) };
        } else if exact.0 == from.0 {
            self.path.push('v');
            self.at = Place { exact, drawn: (drawn.0, number(&mut self.path, exact.1, drawn.1, true)) };
        } else {
            self.command('l', &[(x, y)]);
        }
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.command('q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.command('c', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
        self.at = self.contour;
    }
}

/// Writes how far a coordinate is from another, and returns where that leads. A number that is not the first of its command
/// needs a sign or a space before it.
fn number(out: &mut String, to: f64, from: f64, is_first: bool) -> f64 {
    let value = ((to - from) * PARTS).round() as i64;
    if value < 0 {
        out.push('-');
    } else if !is_first {
        out.push(' ');
    }
    let (whole, part) = (value.unsigned_abs() / PARTS as u64, value.unsigned_abs() % PARTS as u64);
    if whole > 0 || part == 0 {
        write!(out, "{whole}").expect("writing to a String cannot fail");
    }
    if part > 0 {
        write!(out, ".{part:02}").expect("writing to a String cannot fail");
        if part % 10 == 0 {
            out.pop();
        }
    }
    from + value as f64 / PARTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_keeps_its_shape_in_few_characters() {
        let mut outline = Outline::new(0.01);
        outline.move_to(81.25, 0.0);
        outline.line_to(262.5, 0.0);
        outline.line_to(262.5, 155.0);
        outline.line_to(338.75, 68.75);
        outline.curve_to(438.75, 268.75, 638.75, 468.75, 838.75, 668.75);
        outline.close();
        outline.move_to(1081.25, -50.0);
        outline.quad_to(1100.0, 0.0, 1200.0, 0.4);
        outline.close();
        assert_eq!(outline.path, "m.81 0h1.82v1.55l.76-.86c1 2 3 4 5 6Zm10-.5q.19 .5 1.19 .5Z");
    }

    #[test]
    fn rounding_does_not_add_up() {
        let mut outline = Outline::new(1.0);
        outline.move_to(0.0, 0.0);
        (1..=1000).for_each(|step| outline.line_to(step as f32 * 0.0049, 0.0));
        let sum: f64 = outline.path.split('h').skip(1).map(|step| step.parse::<f64>().unwrap()).sum();
        assert!((sum - 4.9).abs() < 0.006, "{sum}");
    }
}
