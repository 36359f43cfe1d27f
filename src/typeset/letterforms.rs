//! Which small capitals and figures a font has, measured on the glyphs that it draws: what a font declares is often
//! true for some letters or some languages only.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use rustybuzz::{Face, Feature, UnicodeBuffer};
use ttf_parser::Tag;
use typst::text::{Font, FontStyle};
use typst_kit::fonts::FontStore;

use super::scripts;
use crate::present::{Body, Document, Entry, Field};

const SMALL_CAPITALS: Tag = Tag::from_bytes(b"smcp");

/// The feature for letter forms that are specific to a language.
const LOCAL_FORMS: Tag = Tag::from_bytes(b"locl");

/// Which small capitals a family has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmallCapitals {
    /// Those of some letters.
    Some,
    /// Those of all letters.
    All,
    /// Those of all letters, unless it uses the forms that are specific to the language, such as the short
    /// German "f" of EB Garamond.
    AllButLocalForms,
}

/// The families that have small capitals, in lower case, and which ones, in the given language. `plain` is whether its
/// letters have the same capitals as in others.
pub fn small_capitals(
    store: &FontStore,
    families: &[(&str, Option<crate::source::Span>)],
    (language, plain): (&str, bool),
    letters: &BTreeSet<char>,
) -> BTreeMap<String, SmallCapitals> {
    let upright = |family: &str| -> Vec<Font> {
        let faces = store.book().select_family(family);
        let upright =
            |index: &usize| store.book().info(*index).is_some_and(|info| info.variant.style == FontStyle::Normal);
        faces.filter(upright).filter_map(|index| store.font(index)).collect()
    };
    let mut found = BTreeMap::new();
    for family in families.iter().map(|(family, _)| family.to_lowercase()) {
        let fonts = upright(&family);
        let faces: Vec<Face> =
            fonts.iter().filter_map(|font| Face::from_slice(font.data(), font.index())).filter(declares).collect();
        if !faces.is_empty() {
            let complete = |local: bool| {
                faces.len() == fonts.len()
                    && scripts::grouped(letters.clone())
                        .iter()
                        .all(|letters| faces.iter().all(|face| has_small_capitals(face, language, local, letters)))
            };
            let which = if complete(true) {
                SmallCapitals::All
            } else if plain && complete(false) {
                SmallCapitals::AllButLocalForms
            } else {
                SmallCapitals::Some
            };
            found.insert(family, which);
        }
    }
    found
}

/// Whether a face has any small capitals.
fn declares(face: &Face) -> bool {
    let table = face.tables().gsub;
    table.is_some_and(|table| table.features.into_iter().any(|feature| feature.tag == SMALL_CAPITALS))
}

/// Whether a face draws each letter of one script differently as a small capital.
fn has_small_capitals(face: &Face, language: &str, local: bool, letters: &BTreeSet<char>) -> bool {
    // With spaces, so that none is drawn together with the next.
    let text = letters.iter().flat_map(|letter| [*letter, ' ']).collect::<String>();
    let small = small_capitals_of(face, language, local, &text);
    text.char_indices().filter(|(_, letter)| *letter != ' ').all(|(at, _)| small.contains_key(&at))
}

/// The glyphs of the small capitals in a text, by the byte that they start at; `local` is whether the language has its
/// own forms of letters.
pub fn small_capitals_of(face: &Face, language: &str, local: bool, text: &str) -> BTreeMap<usize, Vec<u32>> {
    let local = (LOCAL_FORMS, u32::from(local));
    let usual = shaped(face, language, text, &[local]);
    let mut small = shaped(face, language, text, &[local, (SMALL_CAPITALS, 1)]);
    small.retain(|at, glyphs| usual.get(at) != Some(glyphs) && !glyphs.contains(&0));
    small
}

/// The glyphs of a text by the byte that they start at.
fn shaped(face: &Face, language: &str, text: &str, features: &[(Tag, u32)]) -> BTreeMap<usize, Vec<u32>> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    if let Ok(language) = rustybuzz::Language::from_str(language) {
        buffer.set_language(language);
    }
    let features: Vec<Feature> = features.iter().map(|(tag, value)| Feature::new(*tag, *value, ..)).collect();
    let shaped = rustybuzz::shape(face, &features, buffer);
    let mut glyphs: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for info in shaped.glyph_infos() {
        glyphs.entry(info.cluster as usize).or_default().push(info.glyph_id);
    }
    glyphs
}

/// The width of a text of one script, in em, without kerning and ligatures.
pub fn width(face: &Face, text: &str) -> f64 {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let features = [b"kern", b"liga"].map(|tag| Feature::new(Tag::from_bytes(tag), 0, ..));
    let shaped = rustybuzz::shape(face, &features, buffer);
    let units: i32 = shaped.glyph_positions().iter().map(|position| position.x_advance).sum();
    f64::from(units) / f64::from(face.units_per_em())
}

/// The small letters that a theme may print as small capitals: those of the name, of titles, leads and roles.
/// Greek ones are never printed so, and Georgian ones have no capitals.
pub fn small_letters(document: &Document) -> BTreeSet<char> {
    let mut letters = BTreeSet::new();
    let mut note = |field: &Field| {
        field.visit_letters(&mut |text| letters.extend(text.chars().filter(|letter| may_be_small_capital(*letter))));
    };
    note(&document.header.name);
    document.header.label.iter().for_each(&mut note);
    for section in &document.sections {
        note(&section.title);
        if let Body::Entries(entries) = &section.body {
            entries.iter().for_each(|entry| visit(entry, &mut note));
        }
    }
    letters
}

fn visit(entry: &Entry, note: &mut dyn FnMut(&Field)) {
    std::iter::once(&entry.lead).chain(&entry.role).for_each(&mut *note);
    entry.roles.iter().for_each(|role| visit(role, note));
}

/// Whether a letter has a capital, and is printed as a small capital.
pub fn may_be_small_capital(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_lowercase();
    }
    let other_capital = || !letter.to_uppercase().eq([letter]);
    letter.is_lowercase()
        && other_capital()
        && !matches!(letter, '\u{370}'..='\u{3ff}' | '\u{10d0}'..='\u{10ff}' | '\u{1f00}'..='\u{1fff}')
}

/// A style of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figures {
    /// As high as capitals.
    Lining,
    /// Some rise and some hang below the line, as small letters do.
    OldStyle,
}

impl Figures {
    /// The style with a name in the option `figures`.
    pub fn named(name: &str) -> Option<Figures> {
        match name {
            "lining" => Some(Figures::Lining),
            "oldstyle" => Some(Figures::OldStyle),
            _ => None,
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Figures::Lining => "lining",
            Figures::OldStyle => "old-style",
        }
    }

    /// Whether a font has figures of this style.
    pub fn are_in(self, font: &Font) -> bool {
        let Some(face) = Face::from_slice(font.data(), font.index()) else { return true };
        let tag = match self {
            Figures::Lining => Tag::from_bytes(b"lnum"),
            Figures::OldStyle => Tag::from_bytes(b"onum"),
        };
        let glyphs = shaped(&face, "und", "3479", &[(tag, 1)]).into_values().flatten();
        let hangs = |glyph: u32| {
            let bounds =
                u16::try_from(glyph).ok().and_then(|glyph| face.glyph_bounding_box(ttf_parser::GlyphId(glyph)));
            // A twentieth of the size: round figures hang a little in every style.
            bounds.is_some_and(|bounds| i32::from(bounds.y_min) * 20 < -face.units_per_em())
        };
        glyphs.into_iter().all(|glyph| hangs(glyph) == (self == Figures::OldStyle))
    }
}
