//! A reader of PDFs that shares no code with the writer: hayro.

use std::collections::BTreeMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Rect};

/// What a PDF says to those who read it.
#[derive(Debug, Default)]
pub struct Read {
    pub pages: usize,
    pub title: String,
    pub author: String,
    pub keywords: String,
    pub creation_date: bool,
    pub language: String,
    pub shows_title: bool,
    pub claims_ua1: bool,
    /// The text in the order of the content streams, a line for each baseline.
    pub stream: String,
    /// The structure tree in its order: role and the text directly in it.
    pub tags: Vec<(String, String)>,
    /// Where links lead to.
    pub links: Vec<String>,
    /// The outline's titles.
    pub bookmarks: Vec<String>,
}

pub fn read(bytes: &[u8]) -> Read {
    let pdf = Pdf::new(bytes.to_vec()).expect("the file is a PDF");
    let xref = pdf.xref();
    let catalog: Dict = xref.get(xref.root_id()).expect("a PDF has a catalog");
    let text = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(decode).unwrap_or_default();
    let metadata = pdf.metadata();
    let mut read = Read {
        pages: pdf.pages().len(),
        title: text(&metadata.title),
        author: text(&metadata.author),
        keywords: text(&metadata.keywords),
        creation_date: metadata.creation_date.is_some(),
        language: catalog.get::<PdfString>("Lang").map(|lang| decode(lang.as_bytes())).unwrap_or_default(),
        shows_title: catalog
            .get::<Dict>("ViewerPreferences")
            .and_then(|shown| shown.get::<bool>("DisplayDocTitle"))
            .unwrap_or(false),
        claims_ua1: xmp(&catalog).contains("<pdfuaid:part>1</pdfuaid:part>"),
        ..Read::default()
    };
    let mut marked = BTreeMap::new();
    for page in pdf.pages().iter() {
        let mut hand = Hand { page: page.raw().obj_id(), ..Hand::default() };
        let cache = InterpreterCache::new();
        let bounds = Rect::new(0.0, 0.0, 2000.0, 2000.0);
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, xref, InterpreterSettings::default());
        interpret_page(page, &mut context, &mut hand);
        read.stream.push_str(hand.stream.trim_start_matches('\n'));
        read.stream.push('\n');
        marked.append(&mut hand.marked);
        let annotations = page.raw().get::<Array>("Annots");
        for annotation in annotations.iter().flat_map(|list| list.iter::<Dict>()) {
            let uri = annotation.get::<Dict>("A").and_then(|action| action.get::<PdfString>("URI"));
            read.links.extend(uri.map(|uri| decode(uri.as_bytes())));
        }
    }
    if let Some(root) = catalog.get::<Dict>("StructTreeRoot") {
        walk_tags(&root, None, &marked, &mut read.tags);
    }
    if let Some(outlines) = catalog.get::<Dict>("Outlines") {
        walk_outline(&outlines, &mut read.bookmarks);
    }
    read
}

/// What is drawn for each text of a PDF: the text of a glyph and its outline.
pub fn shapes(bytes: &[u8]) -> Vec<(String, String)> {
    let pdf = Pdf::new(bytes.to_vec()).expect("the file is a PDF");
    let mut hand = Hand::default();
    for page in pdf.pages().iter() {
        let cache = InterpreterCache::new();
        let bounds = Rect::new(0.0, 0.0, 2000.0, 2000.0);
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut hand);
    }
    hand.shapes
}

fn xmp(catalog: &Dict) -> String {
    let stream = catalog.get::<Stream>("Metadata").and_then(|stream| Some(stream.decoded().ok()?.to_vec()));
    String::from_utf8(stream.unwrap_or_default()).expect("XMP is UTF-8")
}

/// PDF text strings are UTF-16 with a byte-order mark, or else near to Latin-1
/// (ISO 32000-1, 7.9.2.2).
fn decode(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("the string is UTF-16")
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Text of marked content, by page and number.
type Marked = BTreeMap<(Option<ObjectIdentifier>, i32), String>;

fn walk_tags(element: &Dict, page: Option<ObjectIdentifier>, marked: &Marked, tags: &mut Vec<(String, String)>) {
    let role = element.get::<Name>("S").map(|name| name.as_str().to_owned());
    let page = element.get_ref("Pg").map(ObjectIdentifier::from).or(page);
    let at = tags.len();
    tags.extend(role.map(|role| (role, String::new())));
    let mut child = |object: Object| match object {
        Object::Dict(child) if child.contains_key("MCID") => {
            let page = child.get_ref("Pg").map(ObjectIdentifier::from).or(page);
            let number = child.get::<i32>("MCID").unwrap_or(-1);
            if let Some((_, text)) = tags.get_mut(at) {
                text.push_str(marked.get(&(page, number)).map_or("", String::as_str));
            }
        }
        Object::Dict(child) => walk_tags(&child, page, marked, tags),
        Object::Number(number) => {
            if let Some((_, text)) = tags.get_mut(at) {
                text.push_str(marked.get(&(page, number.as_i64() as i32)).map_or("", String::as_str));
            }
        }
        _ => {}
    };
    match element.get::<Object>("K") {
        Some(Object::Array(children)) => children.iter::<Object>().for_each(child),
        Some(object) => child(object),
        None => {}
    }
}

fn walk_outline(item: &Dict, titles: &mut Vec<String>) {
    titles.extend(item.get::<PdfString>("Title").map(|title| decode(title.as_bytes())));
    for next in ["First", "Next"] {
        if let Some(item) = item.get::<Dict>(next) {
            walk_outline(&item, titles);
        }
    }
}

/// Takes down what a page says.
#[derive(Default)]
struct Hand {
    page: Option<ObjectIdentifier>,
    stream: String,
    marked: Marked,
    open: Vec<Option<i32>>,
    baseline: Option<i64>,
    shapes: Vec<(String, String)>,
}

impl<'a> Device<'a> for Hand {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(text)) => text,
            None => "\u{fffd}".into(),
        };
        let y = ((transform * glyph_transform).translation().y * 10.0).round() as i64;
        if self.baseline.is_some_and(|baseline| baseline != y) {
            self.stream.push('\n');
        }
        self.baseline = Some(y);
        self.stream.push_str(&text);
        if let Glyph::Outline(glyph) = glyph {
            self.shapes.push((text.clone(), glyph.outline().to_svg()));
        }
        if let Some(number) = self.open.iter().rev().find_map(|number| *number) {
            self.marked.entry((self.page, number)).or_default().push_str(&text);
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], number: Option<i32>) {
        self.open.push(number);
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
