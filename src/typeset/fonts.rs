//! The faces a document may use: those of the families that its theme names, which
//! the theme itself, Recto or the machine has, and where these lack a character, of a
//! family of the machine's.
//!
//! The machine's fonts are looked at only if a family is named that Recto does not
//! ship, or a character needs it, so that the same résumé gives the same pages on
//! every machine as far as that can be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use ttf_parser::{Face, RawFace, Tag};
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo, FontStretch, FontStyle, FontVariant, FontWeight};
use typst_kit::fonts::{FontPath, FontStore};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use super::scripts;
use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result, did_you_mean};
use crate::locale::Locale;
use crate::resume::Resume;
use crate::source::Span;
use crate::theme::{Theme, faces, families};

/// A face that lies on the machine.
#[derive(Debug, Clone)]
pub struct MachineFace {
    /// Its file.
    pub path: PathBuf,
    /// Which one of a collection it is.
    pub index: u32,
    /// Its family, style, and the characters it has.
    pub info: FontInfo,
    /// Whether the writer named the folder it is in, and so prefers it.
    pub preferred: bool,
}

/// The faces in a file, each with its number there: a collection has several. Faces whose letters are
/// drawings (OpenType, "SVG") are left out: those may keep a computer busy for hours, as pictures
/// may, and are not tried out first.
pub fn faces_in(bytes: &[u8]) -> impl Iterator<Item = (u32, FontInfo)> {
    // A file says itself how many it has, and could be asked for each of four thousand million.
    let bytes = if promised_faces(bytes) <= MAX_FACES { bytes } else { &[] };
    let draws = |index| RawFace::parse(bytes, index).is_ok_and(|face| face.table(Tag::from_bytes(b"SVG ")).is_some());
    // Numbers count only faces that can be read; a collection with a broken one is broken.
    (0..).zip(FontInfo::iter(bytes)).filter(move |(index, _)| !draws(*index))
}

/// Faces in one file, at most: the largest collections have about two hundred.
const MAX_FACES: u32 = 1000;

/// How many faces a file says it has: a collection does in its header (OpenType, "Font Collections").
fn promised_faces(bytes: &[u8]) -> u32 {
    match bytes.strip_prefix(b"ttcf").and_then(|rest| rest.get(4..8)?.try_into().ok()) {
        Some(number) => u32::from_be_bytes(number),
        None => 1,
    }
}

/// Fonts beyond those that Recto ships. The search for them takes time, and is made
/// when it is first needed, once for all documents and threads that share this.
pub struct Fonts<'a> {
    search: &'a (dyn Fn() -> Vec<MachineFace> + Sync),
    found: OnceLock<Vec<MachineFace>>,
}

impl<'a> Fonts<'a> {
    /// The fonts that a search finds.
    pub fn search(search: &'a (dyn Fn() -> Vec<MachineFace> + Sync)) -> Self {
        Fonts { search, found: OnceLock::new() }
    }

    /// No fonts but those that Recto ships.
    pub fn shipped() -> Self {
        Fonts::search(&Vec::new)
    }

    fn found(&self) -> &[MachineFace] {
        self.found.get_or_init(self.search)
    }

    fn family(&self, name: &str) -> impl Iterator<Item = &MachineFace> {
        self.found().iter().filter(move |face| face.info.family.eq_ignore_ascii_case(name))
    }
}

impl fmt::Debug for Fonts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Fonts").field("found", &self.found.get().map(Vec::len)).finish_non_exhaustive()
    }
}

/// Collects the faces of families, in order; `brought` are those that the theme has itself.
///
/// # Errors
/// If one of them is neither the theme's own, nor shipped, nor on the machine; `places`
/// are where each was named, if that was in the résumé.
pub fn store(
    brought: &[Font],
    wanted: &[(&str, Option<Span>)],
    fonts: &Fonts,
    notes: &mut Diagnostics,
) -> Result<FontStore> {
    let start = notes.mark();
    let mut store = FontStore::new();
    for (family, place) in wanted {
        let own: Vec<_> = brought.iter().filter(|font| font.info().family.eq_ignore_ascii_case(family)).collect();
        if !own.is_empty() {
            store.extend(own.into_iter().map(|font| (font.clone(), font.info().clone())));
            continue;
        }
        let shipped = open(family);
        if !shipped.is_empty() {
            store.extend(shipped);
            continue;
        }
        let before = store.book().families().count();
        fonts.family(family).for_each(|face| add(&mut store, face));
        if store.book().families().count() == before {
            notes.push(unknown(family, *place, brought, fonts));
        }
    }
    notes.reported_since(start).map(|()| store)
}

fn add(store: &mut FontStore, MachineFace { path, index, info, preferred: _ }: &MachineFace) {
    store.push((FontPath { path: path.clone(), index: *index }, info.clone()));
}

/// The faces that a theme has itself.
pub fn brought(theme: &Theme) -> Vec<Font> {
    let faces = theme.fonts().flat_map(|file| {
        let bytes = Bytes::new(file.clone());
        let numbers: Vec<u32> = faces_in(file).map(|(number, _)| number).collect();
        numbers.into_iter().filter_map(move |number| Font::new(bytes.clone(), number))
    });
    faces.collect()
}

fn unknown(family: &str, place: Option<Span>, brought: &[Font], fonts: &Fonts) -> Diagnostic {
    let note = Diagnostic::error(Id::UnknownFont, format!("there is no font `{family}`"));
    let note = match place {
        Some(span) => note.at(span).path("theme"),
        // Named in the theme's own manifest.
        None => note,
    };
    let mut names = families();
    names.extend(brought.iter().map(|font| font.info().family.clone()));
    names.extend(fonts.found().iter().map(|face| face.info.family.clone()));
    match did_you_mean(family, names.iter().map(String::as_str)) {
        Some(meant) => note.help(format!("did you mean `{meant}`?")),
        None => note.help("`recto fonts` lists those that come with Recto and those of this machine"),
    }
}

/// Adds families of the machine's for characters that none in the store has, and
/// says so; or says which characters nothing here can draw. Returns the families.
pub fn cover(
    store: &mut FontStore,
    characters: &BTreeSet<char>,
    resume: &Resume,
    locale: &Locale,
    fonts: &Fonts,
    notes: &mut Diagnostics,
) -> Result<Vec<String>> {
    let mut added = Vec::new();
    // A letter with marks may be drawn of its parts (OpenType, as HarfBuzz normalises).
    let draws = |info: &FontInfo, character: char| {
        let has = |part: char| info.coverage.contains(u32::from(part));
        has(character) || std::iter::once(character).nfd().all(has)
    };
    let covered = |store: &FontStore, character: char| {
        let book = store.book();
        (0..).map_while(|index| book.info(index)).any(|info| draws(info, character))
    };
    let mut missing: BTreeSet<char> =
        characters.iter().copied().filter(|character| is_drawn(*character) && !covered(store, *character)).collect();
    while !missing.is_empty() {
        let Some((family, has)) = best(&missing, locale, fonts) else {
            return Err(notes.error(scripts::undrawable(&missing, resume)));
        };
        fonts.family(&family).for_each(|face| add(store, face));
        notes.push(scripts::fallback(&family, &has, resume));
        missing.retain(|character| !has.contains(character));
        added.push(family);
    }
    Ok(added)
}

/// How wide the widest of some texts is in the upright face of a family, in em, without kerning. A letter that the face lacks counts as half as
/// wide as high, and one of Chinese, Japanese or Korean as wide as high.
pub fn widest(store: &FontStore, family: &str, texts: &[String]) -> f64 {
    let upright = FontVariant { style: FontStyle::Normal, weight: FontWeight::REGULAR, stretch: FontStretch::NORMAL };
    let font = store.book().select(&family.to_lowercase(), upright).and_then(|index| store.font(index));
    let face = font.as_ref().and_then(|font| Face::parse(font.data(), font.index()).ok());
    let width = |letter: char| {
        let advance = face.as_ref().and_then(|face| {
            Some(f64::from(face.glyph_hor_advance(face.glyph_index(letter)?)?) / f64::from(face.units_per_em()))
        });
        advance.unwrap_or(0.5 * UnicodeWidthChar::width(letter).unwrap_or_default() as f64)
    };
    texts.iter().map(|text| text.chars().map(width).sum()).fold(0.0, f64::max)
}

/// Whether a character leaves ink: spaces and marks of direction need no glyph.
fn is_drawn(character: char) -> bool {
    let unseen = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}');
    !character.is_whitespace() && !character.is_control() && !unseen
}

/// The family that has most of some characters, and those it has. Among equals one
/// for the language, without serifs, with a short name.
fn best(missing: &BTreeSet<char>, locale: &Locale, fonts: &Fonts) -> Option<(String, BTreeSet<char>)> {
    let mut regular: BTreeMap<&str, &MachineFace> = BTreeMap::new();
    let upright = FontVariant { style: FontStyle::Normal, weight: FontWeight::REGULAR, stretch: FontStretch::NORMAL };
    for face in fonts.found().iter().filter(|face| face.info.variant == upright) {
        regular.entry(&face.info.family).or_insert(face);
    }
    let has = |face: &MachineFace| -> BTreeSet<char> {
        missing.iter().copied().filter(|character| face.info.coverage.contains(u32::from(*character))).collect()
    };
    let candidates = regular.into_iter().map(|(family, face)| (family, face.preferred, has(face)));
    let candidates = candidates.filter(|(.., has)| !has.is_empty());
    let (family, _, has) = candidates.max_by_key(|(family, preferred, has)| {
        let plain =
            !["Serif", "Mono", "Kufi", "Nastaliq", "Display", "UI", "Looped"].iter().any(|word| family.contains(word));
        let local = family.ends_with(scripts::variant(locale, missing));
        (
            *preferred,
            has.len(),
            local,
            plain,
            family.starts_with("Noto"),
            std::cmp::Reverse(family.len()),
            std::cmp::Reverse(*family),
        )
    })?;
    Some((family.to_owned(), has))
}

/// A family of fonts, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// Its name.
    pub name: String,
    /// Whether it comes with Recto, or lies on the machine.
    pub shipped: bool,
    /// Its styles, such as "Bold Italic", from light to heavy.
    pub styles: Vec<String>,
    /// The scripts it can write, of those that résumés are mostly written in.
    pub scripts: Vec<&'static str>,
}

/// Every family that a résumé can be set in: those that come with Recto first.
pub fn list(fonts: &Fonts) -> Vec<Family> {
    let shipped = families().into_iter().map(|name| {
        let faces: Vec<FontInfo> = open(&name).into_iter().map(|(_, info)| info).collect();
        family(name, true, &faces)
    });
    let mut found: BTreeMap<&str, Vec<FontInfo>> = BTreeMap::new();
    for face in fonts.found() {
        found.entry(&face.info.family).or_default().push(face.info.clone());
    }
    let machine = found.into_iter().map(|(name, faces)| family(name.into(), false, &faces));
    shipped.chain(machine).collect()
}

fn family(name: String, shipped: bool, faces: &[FontInfo]) -> Family {
    let mut variants: Vec<FontVariant> = faces.iter().map(|face| face.variant).collect();
    variants.sort_by_key(|variant| (variant.weight, variant.style != FontStyle::Normal));
    let mut styles: Vec<String> = variants.iter().map(style).collect();
    styles.dedup();
    let scripts = faces.first().map(|face| scripts::of(face).collect()).unwrap_or_default();
    Family { name, shipped, styles, scripts }
}

/// What a style is called (OpenType's names of weight classes).
fn style(variant: &FontVariant) -> String {
    let weight = match variant.weight.to_number() {
        ..150 => "Thin",
        150..250 => "Extralight",
        250..350 => "Light",
        350..450 => "Regular",
        450..550 => "Medium",
        550..650 => "Semibold",
        650..750 => "Bold",
        750..850 => "Extrabold",
        850.. => "Black",
    };
    match (weight, variant.style) {
        (weight, FontStyle::Normal) => weight.into(),
        ("Regular", _) => "Italic".into(),
        (weight, _) => format!("{weight} Italic"),
    }
}

/// Opens a shipped family once per process: reading what its faces cover takes most
/// of the time that fonts take.
fn open(family: &str) -> Vec<(Font, FontInfo)> {
    static OPEN: LazyLock<Mutex<BTreeMap<String, Vec<Font>>>> = LazyLock::new(Default::default);
    // A thread that panicked while it held the lock left a whole map behind.
    let mut families = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let fonts = families.entry(family.to_owned()).or_insert_with(|| {
        let files = faces(family).map(|(_, bytes)| Bytes::new(bytes));
        files.flat_map(Font::iter).collect()
    });
    fonts.iter().map(|font| (font.clone(), font.info().clone())).collect()
}
