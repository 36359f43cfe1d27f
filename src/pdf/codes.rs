//! The character codes behind the glyphs of a page, and what its fonts say about them.
//!
//! The interpreter hands out glyphs without their codes, but a glyph name with a suffix or the width of a
//! Type 3 glyph can only be looked up by the code. So the texts of the content stream are read once more, in the
//! order in which they are drawn.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_interpret::CacheKey;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};

use super::glyph_names::characters;
use super::tex_bitmaps;

/// What a font says about its codes.
#[derive(Debug)]
pub struct FontCodes {
    /// The key by which the interpreter knows the font.
    pub key: u128,
    /// Its name, without the subset prefix.
    pub name: String,
    /// The glyph names that replace those of its encoding.
    names: HashMap<u8, String>,
    /// The code of the first width.
    first: usize,
    /// The widths, in ems.
    widths: Vec<f64>,
    /// Whether a code has two bytes.
    is_wide: bool,
}

/// A code in a text of the page.
#[derive(Debug, Clone)]
pub struct Code {
    /// Its font.
    pub font: Rc<FontCodes>,
    code: u8,
}

impl Code {
    /// The characters that the name of its glyph stands for.
    pub fn characters(&self) -> Option<String> {
        characters(self.font.names.get(&self.code)?)
    }

    /// The advance width, in ems.
    pub fn width(&self) -> Option<f64> {
        let at = usize::from(self.code).checked_sub(self.font.first)?;
        self.font.widths.get(at).copied().filter(|width| *width > 0.0)
    }
}

/// Limits on forms within forms, and on the codes of a page.
const DEEPEST: usize = 12;
const MOST: usize = 500_000;

/// The codes of a page, in drawing order.
pub fn read(page: &Page) -> Vec<Code> {
    let mut walk = Walk { fonts: HashMap::new(), codes: Vec::new() };
    walk.content(page.typed_operations(), page.resources(), None, 0);
    walk.codes
}

struct Walk {
    fonts: HashMap<u128, Rc<FontCodes>>,
    codes: Vec<Code>,
}

impl Walk {
    fn content(&mut self, content: TypedIter, resources: &Resources, font: Option<Rc<FontCodes>>, depth: usize) {
        let mut font = font;
        let mut saved = Vec::new();
        let mut content = content;
        while let Some(instruction) = content.next() {
            if self.codes.len() > MOST {
                return;
            }
            match instruction {
                TypedInstruction::SaveState(_) => saved.push(font.clone()),
                TypedInstruction::RestoreState(_) => font = saved.pop().unwrap_or(font),
                TypedInstruction::TextFont(set) => {
                    font = resources.get_font(set.0).map(|font| self.font(&font));
                }
                TypedInstruction::ShowText(text) => self.show(text.0.as_bytes(), font.as_ref()),
                TypedInstruction::NextLineAndShowText(text) => self.show(text.0.as_bytes(), font.as_ref()),
                TypedInstruction::ShowTextWithParameters(text) => self.show(text.2.as_bytes(), font.as_ref()),
                TypedInstruction::ShowTexts(texts) => {
                    for text in texts.0.iter::<Object>() {
                        if let Object::String(text) = text {
                            self.show(text.as_bytes(), font.as_ref());
                        }
                    }
                }
                TypedInstruction::XObject(form) if depth < DEEPEST => {
                    if let Some(stream) = resources.get_x_object(form.0) {
                        self.form(&stream, resources, font.clone(), depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn form(&mut self, stream: &Stream, resources: &Resources, font: Option<Rc<FontCodes>>, depth: usize) {
        let dict = stream.dict();
        if dict.get::<Name>("Subtype").is_none_or(|kind| kind.as_str() != "Form") {
            return;
        }
        let Ok(content) = stream.decoded() else { return };
        let own = dict.get::<Dict>("Resources").unwrap_or_default();
        let resources = Resources::from_parent(own, resources.clone());
        self.content(TypedIter::new(content.as_ref()), &resources, font, depth);
    }

    fn show(&mut self, text: &[u8], font: Option<&Rc<FontCodes>>) {
        let Some(font) = font else { return };
        let step = if font.is_wide { 2 } else { 1 };
        let codes = text.chunks(step).map(|code| Code { font: font.clone(), code: code[0] });
        self.codes.extend(codes);
    }

    fn font(&mut self, dict: &Dict) -> Rc<FontCodes> {
        let key = dict.cache_key();
        self.fonts.entry(key).or_insert_with(|| Rc::new(FontCodes::of(dict, key))).clone()
    }
}

impl FontCodes {
    fn of(dict: &Dict, key: u128) -> FontCodes {
        let kind = dict.get::<Name>("Subtype").map(|kind| kind.as_str().to_owned()).unwrap_or_default();
        let scale = match dict.get::<[f64; 6]>("FontMatrix") {
            Some([a, ..]) if kind == "Type3" => a,
            _ => 0.001,
        };
        // A Type 3 font has no other name than that of its resource.
        let name = dict.get::<Name>("BaseFont").or_else(|| dict.get::<Name>("Name"));
        let name = name.map(|name| name.as_str().to_owned()).unwrap_or_default();
        let name = match name.split_once('+') {
            Some((mark, plain)) if mark.len() == 6 => plain.to_owned(),
            _ => name,
        };
        let mut names = differences(dict);
        if kind == "Type3" {
            tex_bitmaps::name(&mut names);
        }
        let widths = dict.get::<Array>("Widths");
        let widths = widths.iter().flat_map(|widths| widths.iter::<Number>()).take(256);
        FontCodes {
            key,
            name,
            names,
            first: dict.get::<i32>("FirstChar").and_then(|first| usize::try_from(first).ok()).unwrap_or(0),
            widths: widths.map(|width| width.as_f64() * scale).collect(),
            is_wide: kind == "Type0",
        }
    }
}

/// The glyph names in the encoding of a font (ISO 32000-2, 9.6.5).
fn differences(font: &Dict) -> HashMap<u8, String> {
    let list = font.get::<Dict>("Encoding").and_then(|encoding| encoding.get::<Array>("Differences"));
    let mut names = HashMap::new();
    let mut code = 0i64;
    for item in list.iter().flat_map(|list| list.iter::<Object>()) {
        match item {
            Object::Number(number) => code = number.as_i64(),
            Object::Name(name) => {
                if let Ok(code) = u8::try_from(code) {
                    names.insert(code, name.as_str().to_owned());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    names
}
