//! What is drawn on the pages: glyphs with their positions, filled areas, outlines, images.

use std::collections::BTreeMap;

use hayro_interpret::hayro_syntax::object::ObjectIdentifier;

/// A drawn glyph.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The page, from 1.
    pub page: usize,
    /// The characters it maps to.
    pub text: String,
    /// Its start and end, from the left edge, in points.
    pub x: (f64, f64),
    /// The baseline, from the top edge, in points.
    pub y: f64,
    /// The size of the font, in points.
    pub size: f64,
    /// Red, green, blue; `None` for a pattern.
    pub color: Option<[u8; 3]>,
    /// The name of its font.
    pub font: String,
    /// Its direction, in degrees clockwise from left to right: 0 for upright text.
    pub angle: f64,
    /// The least gap, as a fraction of the font size, that separates two words on its page.
    pub word_gap: f64,
    /// Whether it is visible.
    pub visible: bool,
    /// Whether it is only decoration: a footer, a bullet, a rule.
    pub artifact: bool,
    /// The marked content that it is part of.
    pub content: Option<ContentId>,
    /// Its position in the drawing order of the page.
    pub turn: usize,
}

/// A filled or outlined area.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The page, from 1.
    pub page: usize,
    /// Left, top, right, bottom, in points from the top left corner.
    pub bounds: (f64, f64, f64, f64),
    /// Red, green, blue; `None` for a pattern.
    pub color: Option<[u8; 3]>,
    /// Its position in the drawing order of the page.
    pub turn: usize,
}

/// Marked content: the page's object, and the MCID.
pub type ContentId = (Option<ObjectIdentifier>, i32);

/// The text of marked content.
pub type Marked = BTreeMap<ContentId, String>;

/// Everything that is drawn.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Glyphs, in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Filled areas.
    pub areas: Vec<Area>,
    /// Outlines of closed paths.
    pub frames: Vec<Area>,
    /// The bounds of images.
    pub pictures: Vec<Area>,
    /// The text of marked content.
    pub marked: Marked,
}

/// What is known of a glyph while its page is read.
pub struct RawGlyph {
    /// The key of its font; `None` for Type 3.
    pub font: Option<u128>,
    /// The step of one em along its baseline.
    pub em: (f64, f64),
}
