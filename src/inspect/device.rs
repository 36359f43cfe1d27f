//! Records what is drawn on the pages: glyphs with their positions, filled areas, images.

use std::collections::BTreeMap;

use hayro_interpret::font::Glyph as DrawnGlyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::ObjectIdentifier;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect, Shape};

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
    /// Whether it is visible.
    pub visible: bool,
    /// Whether it is only decoration: a footer, a bullet, a rule.
    pub artifact: bool,
    /// Its position in the drawing order of the page.
    pub turn: usize,
}

/// A filled area.
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

/// The text of marked content, by page and MCID.
pub type Marked = BTreeMap<(Option<ObjectIdentifier>, i32), String>;

/// Everything that is drawn.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Glyphs, in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Filled areas.
    pub areas: Vec<Area>,
    /// The bounds of images.
    pub pictures: Vec<Area>,
    /// The text of marked content.
    pub marked: Marked,
}

/// Reads all pages.
pub fn read(pdf: &Pdf) -> Marks {
    let mut marks = Marks::default();
    for (index, page) in pdf.pages().iter().enumerate() {
        let (_, height) = page.base_dimensions();
        let mut hand = Recorder {
            page: index + 1,
            object: page.raw().obj_id(),
            height: f64::from(height),
            open: Vec::new(),
            turn: 0,
            marks: &mut marks,
        };
        let cache = InterpreterCache::new();
        let bounds = Rect::new(0.0, 0.0, 20_000.0, 20_000.0);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut hand);
    }
    marks
}

struct Recorder<'m> {
    page: usize,
    object: Option<ObjectIdentifier>,
    height: f64,
    /// Open marked content: its MCID, and whether it is an artifact.
    open: Vec<(Option<i32>, bool)>,
    turn: usize,
    marks: &'m mut Marks,
}

impl Recorder<'_> {
    fn turn(&mut self) -> usize {
        self.turn += 1;
        self.turn
    }

    fn area(&mut self, bounds: Rect, color: Option<[u8; 3]>) -> Area {
        let bounds = (bounds.x0, self.height - bounds.y1, bounds.x1, self.height - bounds.y0);
        Area { page: self.page, bounds, color, turn: self.turn() }
    }
}

fn color(paint: &Paint) -> Option<[u8; 3]> {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, _] = color.to_rgba().to_rgba8();
            Some([red, green, blue])
        }
        Paint::Pattern(_) => None,
    }
}

impl<'a> Device<'a> for Recorder<'_> {
    fn draw_glyph(
        &mut self,
        glyph: &DrawnGlyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(text)) => text,
            None => "\u{fffd}".into(),
        };
        if let Some(number) = self.open.iter().rev().find_map(|(number, _)| *number) {
            self.marks.marked.entry((self.object, number)).or_default().push_str(&text);
        }
        let (advance, font) = match glyph {
            DrawnGlyph::Outline(outline) => {
                let name = outline.font_data().and_then(|data| data.postscript_name);
                (outline.advance_width().map_or(500.0, f64::from), name.unwrap_or_default())
            }
            DrawnGlyph::Type3(_) => (500.0, String::new()),
        };
        let place = transform * glyph_transform;
        let (start, end) = (place * Point::ZERO, place * Point::new(advance, 0.0));
        let [.., c, d, _, _] = place.as_coeffs();
        let artifact = self.open.iter().any(|(_, artifact)| *artifact);
        let turn = self.turn();
        self.marks.glyphs.push(Glyph {
            page: self.page,
            text,
            x: (start.x, end.x),
            y: self.height - start.y,
            size: c.hypot(d) * 1000.0,
            color: color(paint),
            font,
            visible: !matches!(mode, GlyphDrawMode::Invisible),
            artifact,
            turn,
        });
    }

    fn begin_marked_content(&mut self, tag: &[u8], number: Option<i32>) {
        self.open.push((number, tag == b"Artifact"));
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn draw_path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        if matches!(mode, PathDrawMode::Fill(_)) {
            let area = self.area((transform * path.clone()).bounding_box(), color(paint));
            self.marks.areas.push(area);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = self.area(transform.transform_rect_bbox(size), None);
        self.marks.pictures.push(area);
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
