//! Records what is drawn on the pages.

use hayro_interpret::font::Glyph as DrawnGlyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::ObjectIdentifier;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

use super::marks::{Area, Glyph, Marks, RawGlyph};
use super::{codes, normalize};

/// Reads all pages.
pub fn read(pdf: &Pdf) -> Marks {
    let mut marks = Marks::default();
    for (index, page) in pdf.pages().iter().enumerate() {
        let first = marks.glyphs.len();
        let mut hand = Recorder {
            page: index + 1,
            object: page.raw().obj_id(),
            open: Vec::new(),
            turn: 0,
            raw: Vec::new(),
            clips: Vec::new(),
            marks: &mut marks,
        };
        let cache = InterpreterCache::new();
        let bounds = Rect::new(0.0, 0.0, 20_000.0, 20_000.0);
        let settings = InterpreterSettings::default();
        // Turned and cropped pages as they are shown, from the top left corner.
        let shown = Affine::new(page.initial_transform(true).as_coeffs());
        let mut context = Context::new(shown, bounds, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut hand);
        let raw = std::mem::take(&mut hand.raw);
        normalize::normalize(&mut marks.glyphs, first, &raw, codes::read(page));
    }
    marks
}

struct Recorder<'m> {
    page: usize,
    object: Option<ObjectIdentifier>,
    /// Open marked content: its MCID, and whether it is an artifact.
    open: Vec<(Option<i32>, bool)>,
    turn: usize,
    raw: Vec<RawGlyph>,
    /// What is drawn is visible only within the last of these.
    clips: Vec<Rect>,
    marks: &'m mut Marks,
}

impl Recorder<'_> {
    fn turn(&mut self) -> usize {
        self.turn += 1;
        self.turn
    }

    /// The part of some bounds that is not clipped.
    fn clipped(&self, bounds: Rect) -> Rect {
        self.clips.last().map_or(bounds, |clip| bounds.intersect(*clip))
    }

    fn area(&mut self, bounds: Rect, color: Option<[u8; 3]>) -> Area {
        let bounds = self.clipped(bounds);
        let bounds = (bounds.x0, bounds.y0, bounds.x1, bounds.y1);
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
        let content = self.open.iter().rev().find_map(|(number, _)| *number).map(|number| (self.object, number));
        if let Some(content) = content {
            self.marks.marked.entry(content).or_default().push_str(&text);
        }
        let (advance, font, key) = match glyph {
            DrawnGlyph::Outline(outline) => {
                let name = outline.font_data().and_then(|data| data.postscript_name);
                let advance = outline.advance_width().map_or(500.0, f64::from);
                (advance, name.unwrap_or_default(), Some(outline.font_cache_key()))
            }
            DrawnGlyph::Type3(_) => (500.0, String::new(), None),
        };
        let place = transform * glyph_transform;
        let (start, end) = (place * Point::ZERO, place * Point::new(advance, 0.0));
        let [a, b, c, d, _, _] = place.as_coeffs();
        self.raw.push(RawGlyph { font: key, em: (a * 1000.0, b * 1000.0) });
        let artifact = self.open.iter().any(|(_, artifact)| *artifact);
        let turn = self.turn();
        self.marks.glyphs.push(Glyph {
            page: self.page,
            text,
            x: (start.x, end.x),
            y: start.y,
            size: c.hypot(d) * 1000.0,
            color: color(paint),
            font,
            angle: if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees() },
            word_gap: 0.0,
            visible: !matches!(mode, GlyphDrawMode::Invisible),
            artifact,
            content,
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
        let mut area = || self.area((transform * path.clone()).bounding_box(), color(paint));
        match mode {
            PathDrawMode::Fill(_) => {
                let area = area();
                self.marks.areas.push(area);
            }
            PathDrawMode::Stroke(_) if path.elements().contains(&PathEl::ClosePath) => {
                let frame = area();
                self.marks.frames.push(frame);
            }
            PathDrawMode::Stroke(_) => {}
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = self.area(transform.transform_rect_bbox(size), None);
        self.marks.pictures.push(area);
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.clips.push(self.clipped(clip.path.bounding_box()));
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {
        self.clips.pop();
    }
    fn pop_transparency_group(&mut self) {}
}
