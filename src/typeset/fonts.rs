//! The font faces a document may use: the families that its theme names, whether from the theme's
//! folder, bundled with Recto or installed on the system, and system fonts for characters that these
//! lack.
//!
//! System fonts are searched only if a named family is not bundled or a character is missing, so that
//! a résumé looks the same on every machine as far as possible.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use ttf_parser::{Face, RawFace, Tag};
use typst::foundations::Bytes;
use typst::text::{Font, FontFlags, FontInfo, FontStretch, FontStyle, FontVariant, FontWeight};
use typst_kit::fonts::{FontPath, FontSource, FontStore};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use super::{letterforms, scripts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, did_you_mean};
use crate::locale::Locale;
use crate::resume::Resume;
use crate::source::Span;
use crate::theme::{BundledFace, Theme, faces, families};

/// A system font face.
#[derive(Debug, Clone)]
pub struct SystemFace {
    /// Its file.
    pub path: PathBuf,
    /// Its index in a font collection.
    pub index: u32,
    /// Its family, style and character coverage.
    pub info: FontInfo,
    /// Whether it is in a folder given with `--font-path`, and so preferred.
    pub preferred: bool,
}

/// The faces in a file, with their indices: a collection has several. Faces with SVG glyphs (OpenType,
/// "SVG") are skipped: like SVG images, they may take hours to draw, but they are not tested first.
pub fn faces_in(bytes: &[u8]) -> impl Iterator<Item = (u32, FontInfo)> {
    // The number of faces comes from the file, and could be as high as four billion.
    let bytes = if promised_faces(bytes) <= MAX_FACES { bytes } else { &[] };
    let draws = |index| RawFace::parse(bytes, index).is_ok_and(|face| face.table(Tag::from_bytes(b"SVG ")).is_some());
    // Indices count readable faces only; a collection with an unreadable one is broken anyway.
    (0..).zip(FontInfo::iter(bytes)).filter(move |(index, _)| !draws(*index))
}

/// The maximum number of faces in a file; the largest collections have about two hundred.
const MAX_FACES: u32 = 1000;

/// The number of faces a file declares, in the header of a collection (OpenType, "Font Collections").
fn promised_faces(bytes: &[u8]) -> u32 {
    match bytes.strip_prefix(b"ttcf").and_then(|rest| rest.get(4..8)?.try_into().ok()) {
        Some(number) => u32::from_be_bytes(number),
        None => 1,
    }
}

/// Fonts beyond those bundled with Recto. The search is slow, so it runs on first use, once for all
/// documents and threads that share this value.
pub struct Fonts<'a> {
    search: &'a (dyn Fn() -> Vec<SystemFace> + Sync),
    found: OnceLock<Vec<SystemFace>>,
}

impl<'a> Fonts<'a> {
    /// Fonts found by a search function.
    pub fn search(search: &'a (dyn Fn() -> Vec<SystemFace> + Sync)) -> Self {
        Fonts { search, found: OnceLock::new() }
    }

    /// Only the bundled fonts.
    pub fn shipped() -> Self {
        Fonts::search(&Vec::new)
    }

    fn found(&self) -> &[SystemFace] {
        self.found.get_or_init(self.search)
    }

    fn family(&self, name: &str) -> impl Iterator<Item = &SystemFace> {
        self.found().iter().filter(move |face| face.info.family.eq_ignore_ascii_case(name))
    }
}

impl fmt::Debug for Fonts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Fonts").field("found", &self.found.get().map(Vec::len)).finish_non_exhaustive()
    }
}

/// Collects the faces of the wanted families, in order; `brought` are the theme's own.
///
/// # Errors
/// If a family is neither in the theme, nor bundled, nor installed. The span in `wanted` is where the
/// résumé names the family, if it does.
pub fn store(
    brought: &[Font],
    wanted: &[(&str, Option<Span>)],
    fonts: &Fonts,
    diagnostics: &mut Diagnostics,
) -> Result<FontStore> {
    let start = diagnostics.checkpoint();
    let mut store = FontStore::new();
    for (family, place) in wanted {
        let own: Vec<_> = brought.iter().filter(|font| font.info().family.eq_ignore_ascii_case(family)).collect();
        if !own.is_empty() {
            store.extend(own.into_iter().map(|font| (font.clone(), font.info().clone())));
            continue;
        }
        let shipped = open(family);
        if is_there(&shipped) {
            store.extend(shipped);
            continue;
        }
        let before = store.book().families().count();
        fonts.family(family).for_each(|face| add(&mut store, face));
        if store.book().families().count() == before {
            diagnostics.push(unknown(family, *place, brought, fonts));
        }
    }
    diagnostics.reported_since(start).map(|()| store)
}

fn add(store: &mut FontStore, SystemFace { path, index, info, preferred: _ }: &SystemFace) {
    store.push((FontPath { path: path.clone(), index: *index }, info.clone()));
}

/// The faces in a theme's folder.
pub fn brought(theme: &Theme) -> Vec<Font> {
    let faces = theme.fonts().flat_map(|file| {
        let bytes = Bytes::new(file.clone());
        let numbers: Vec<u32> = faces_in(file).map(|(number, _)| number).collect();
        numbers.into_iter().filter_map(move |number| Font::new(bytes.clone(), number))
    });
    faces.collect()
}

fn unknown(family: &str, place: Option<Span>, brought: &[Font], fonts: &Fonts) -> Diagnostic {
    let note = Diagnostic::error(Code::UnknownFont, format!("there is no font `{family}`"));
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
        None => note.help("run `recto fonts` to list the available fonts"),
    }
}

/// Adds families for characters missing from the store, script by script, and returns them. `body` is the family
/// of body text: where it has serifs, so should the others. There is a warning for each that is not bundled.
///
/// # Errors
/// If no available font has some of the characters.
pub fn cover(
    store: &mut FontStore,
    body: &str,
    characters: &BTreeSet<char>,
    resume: &Resume,
    locale: &Locale,
    fonts: &Fonts,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<String>> {
    let serifs = store.book().select_family(&body.to_lowercase()).next();
    let serifs = serifs.and_then(|index| store.book().info(index)).is_some_and(has_serifs);
    let lacks = |store: &FontStore, character: char| {
        let book = store.book();
        !(0..).map_while(|index| book.info(index)).any(|info| draws(info, character))
    };
    let missing = characters.iter().copied().filter(|character| is_drawn(*character) && lacks(store, *character));
    let (mut added, mut undrawable) = (Vec::new(), BTreeSet::new());
    for mut missing in scripts::grouped(missing.collect()) {
        // A font for another script may have them.
        missing.retain(|character| lacks(store, *character));
        while !missing.is_empty() {
            let Some(Candidate { family, has, bundled, .. }) = best(&missing, serifs, locale, fonts) else {
                undrawable.append(&mut missing);
                break;
            };
            if bundled {
                store.extend(open(&family));
            } else {
                fonts.family(&family).for_each(|face| add(store, face));
                diagnostics.push(scripts::fallback(&family, &has, resume));
            }
            missing.retain(|character| !has.contains(character));
            added.push(family);
        }
    }
    if undrawable.is_empty() { Ok(added) } else { Err(diagnostics.error(scripts::undrawable(&undrawable, resume))) }
}

/// Whether a face draws a character. An accented letter may be composed of its parts (OpenType, as HarfBuzz
/// normalises).
fn draws(info: &FontInfo, character: char) -> bool {
    let has = |part: char| info.coverage.contains(u32::from(part));
    has(character) || std::iter::once(character).nfd().all(has)
}

/// The width of the widest text, in em, in the upright faces of the first families that have its characters. What
/// none has counts as half an em, or one if it is Chinese, Japanese or Korean.
pub fn widest(store: &FontStore, families: &[&str], texts: &[String]) -> f64 {
    let upright = FontVariant { style: FontStyle::Normal, weight: FontWeight::REGULAR, stretch: FontStretch::NORMAL };
    let fonts = families.iter().filter_map(|family| store.book().select(&family.to_lowercase(), upright));
    let fonts: Vec<Font> = fonts.filter_map(|index| store.font(index)).collect();
    let faces: Vec<rustybuzz::Face> =
        fonts.iter().filter_map(|font| rustybuzz::Face::from_slice(font.data(), font.index())).collect();
    let advance = |face: &rustybuzz::Face, letter: char| {
        Some(f64::from(face.glyph_hor_advance(face.glyph_index(letter)?)?) / f64::from(face.units_per_em()))
    };
    let face_of = |letter: char| faces.iter().position(|face| face.glyph_index(letter).is_some());
    let width = |text: &String| -> f64 {
        let mut width = 0.0;
        let mut letters = text.chars().map(|letter| (face_of(letter), letter)).peekable();
        while let Some((face, letter)) = letters.next() {
            let mut run = String::from(letter);
            while let Some((_, letter)) = letters.next_if(|(next, _)| *next == face) {
                run.push(letter);
            }
            width += match face {
                // In other scripts, letters change their widths beside each other.
                Some(0) => run.chars().filter_map(|letter| advance(&faces[0], letter)).sum(),
                Some(face) => letterforms::width(&faces[face], &run),
                None => run.chars().filter_map(UnicodeWidthChar::width).sum::<usize>() as f64 * 0.5,
            };
        }
        width
    };
    texts.iter().map(width).fold(0.0, f64::max)
}

/// The height of capitals in a font, in em.
pub fn cap_height(store: &FontStore, family: &str) -> f64 {
    const USUAL: f64 = 0.66;
    let upright = FontVariant { style: FontStyle::Normal, weight: FontWeight::REGULAR, stretch: FontStretch::NORMAL };
    let font = store.book().select(&family.to_lowercase(), upright).and_then(|index| store.font(index));
    let height = font.and_then(|font| {
        let face = Face::parse(font.data(), font.index()).ok()?;
        Some(f64::from(face.capital_height()?) / f64::from(face.units_per_em()))
    });
    height.filter(|height| (0.3..1.0).contains(height)).unwrap_or(USUAL)
}

/// Whether a character is visible: spaces and direction marks need no glyph.
fn is_drawn(character: char) -> bool {
    let unseen = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}');
    !character.is_whitespace() && !character.is_control() && !unseen
}

/// A family that has some of the missing characters.
struct Candidate {
    family: String,
    /// Those that it has.
    has: BTreeSet<char>,
    /// Whether it is in a folder given with `--font-path`.
    preferred: bool,
    /// Whether it comes with Recto.
    bundled: bool,
    /// Whether it has serifs.
    serifs: bool,
}

/// Words in the names of families for special uses: they are taken only if no other one has a character.
const SPECIAL: &[&str] =
    &["Mono", "Kufi", "Nastaliq", "Display", "UI", "Looped", "Rashi", "Slanted", "Math", "Symbols"];

/// The family that covers most of the missing characters of one script. Ties go to a family for the language,
/// then one with serifs as the text has or has not, then one that is bundled, or has a short name.
fn best(missing: &BTreeSet<char>, serifs: bool, locale: &Locale, fonts: &Fonts) -> Option<Candidate> {
    let candidate = |info: &FontInfo, preferred, bundled| Candidate {
        family: info.family.clone(),
        has: missing.iter().copied().filter(|character| draws(info, *character)).collect(),
        preferred,
        bundled,
        serifs: has_serifs(info),
    };
    let upright = FontVariant { style: FontStyle::Normal, weight: FontWeight::REGULAR, stretch: FontStretch::NORMAL };
    let mut regular: BTreeMap<&str, &SystemFace> = BTreeMap::new();
    for face in fonts.found().iter().filter(|face| face.info.variant == upright) {
        regular.entry(&face.info.family).or_insert(face);
    }
    let of_system = regular.into_values().map(|face| candidate(&face.info, face.preferred, false));
    let bundled = families().into_iter().filter_map(|family| {
        let regular = open(&family).into_iter().find(|(_, info)| info.variant == upright);
        regular.map(|(_, info)| candidate(&info, false, true))
    });
    let candidates = of_system.chain(bundled).filter(|candidate| !candidate.has.is_empty());
    candidates.max_by(|one, other| {
        let rank = |candidate: &Candidate| {
            let name = &candidate.family;
            (
                candidate.preferred,
                candidate.has.len(),
                name.ends_with(scripts::variant(locale, missing)),
                !SPECIAL.iter().any(|word| name.contains(word)),
                !scripts::IN_PIECES.contains(&name.as_str()),
                candidate.serifs == serifs,
                candidate.bundled,
                name.starts_with("Noto"),
                std::cmp::Reverse(name.len()),
            )
        };
        rank(one).cmp(&rank(other)).then_with(|| other.family.cmp(&one.family))
    })
}

/// Whether a face has serifs, or strokes that go with them, as far as its name or its classification tells.
fn has_serifs(info: &FontInfo) -> bool {
    is_serif(&info.family) || info.flags.contains(FontFlags::SERIF) && !info.family.contains("Sans")
}

/// Whether a font has serifs as far as its name tells.
pub fn is_serif(family: &str) -> bool {
    let named = [
        "Serif", "Garamond", "Charter", "Times", "Georgia", "Naskh", "Mincho", "Ming", "Song", "Batang", "Myeongjo",
        "Sahitya",
    ];
    // "Noto Sans Georgian" is no Georgia.
    named.iter().any(|word| family.contains(word)) && !family.contains("Sans")
}

/// A font family, as `recto fonts` lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// Its name.
    pub name: String,
    /// Whether it is bundled with Recto rather than installed on the system.
    pub shipped: bool,
    /// Its styles, such as "Bold Italic", from light to heavy.
    pub styles: Vec<String>,
    /// The scripts it supports, out of those most used in résumés.
    pub scripts: Vec<&'static str>,
}

/// Where the regular face of a family is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaceFile {
    /// In Recto.
    Bundled(&'static [u8]),
    /// In a file.
    Installed(PathBuf),
}

/// The face of a family that is nearest to upright and regular.
pub fn regular_face(fonts: &Fonts, family: &str) -> Option<FaceFile> {
    let bundled = faces(family).filter_map(|face| Some((described(face)?.variant, face)));
    if let Some((_, face)) = bundled.min_by_key(|(variant, _)| distance(*variant)) {
        return Some(FaceFile::Bundled(face.file.bytes()));
    }
    let installed = fonts.family(family).min_by_key(|face| distance(face.info.variant))?;
    Some(FaceFile::Installed(installed.path.clone()))
}

/// All available families, the bundled ones first.
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

/// The name of a style (OpenType's weight class names).
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

/// A face of a bundled family, opened when a page first needs it, and then kept: reading it dominates font loading.
#[derive(Debug)]
struct Bundled {
    face: &'static BundledFace,
    font: OnceLock<Font>,
}

impl FontSource for &'static Bundled {
    fn load(&self) -> Option<Font> {
        if let Some(font) = self.font.get() {
            return Some(font.clone());
        }
        // One that cannot be loaded is tried again.
        let font = Font::new(Bytes::new(self.face.file.bytes()), 0)?;
        Some(self.font.get_or_init(|| font).clone())
    }
}

/// The faces of a bundled family; empty if it is not bundled.
fn open(family: &str) -> Vec<(&'static Bundled, FontInfo)> {
    static OPEN: Mutex<BTreeMap<(&str, &str), &Bundled>> = Mutex::new(BTreeMap::new());
    // Poisoning is ignored: the map is consistent even if a thread panicked while holding the lock.
    let mut opened = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut open = |face: &'static BundledFace| {
        let new = || &*Box::leak(Box::new(Bundled { face, font: OnceLock::new() }));
        *opened.entry((face.folder, face.name)).or_insert_with(new)
    };
    faces(family).filter_map(|face| Some((open(face), described(face)?))).collect()
}

/// How far a face is from upright and regular.
fn distance(variant: FontVariant) -> (bool, u16) {
    (variant.style != FontStyle::Normal, variant.weight.to_number().abs_diff(FontWeight::REGULAR.to_number()))
}

/// Whether a bundled family can be had: where fonts lie beside the program, they may fail to load.
fn is_there(family: &[(&'static Bundled, FontInfo)]) -> bool {
    let regular = family.iter().min_by_key(|(_, info)| distance(info.variant));
    regular.is_some_and(|(face, _)| !cfg!(feature = "external-files") || face.load().is_some())
}

/// What Typst says of a bundled face.
fn described(face: &BundledFace) -> Option<FontInfo> {
    serde_json::from_str(face.info).ok().or_else(|| FontInfo::iter(face.file.bytes()).next())
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the test writes the file that it reads")]
mod tests {
    use std::fs;

    use super::*;

    /// `fonts/faces.jsonl` says of each bundled face what Typst reads in its file. `INSTA_UPDATE=always` writes it anew.
    #[test]
    fn bundled_faces_are_described_as_they_are() {
        let all: Vec<&BundledFace> = families().iter().flat_map(|family| faces(family)).collect();
        let line = |face: &&BundledFace| {
            let info = FontInfo::iter(face.file.bytes()).next().unwrap();
            format!("{}/{}\t{}\n", face.folder, face.name, serde_json::to_string(&info).unwrap())
        };
        let expected: String = all.iter().map(line).collect();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/faces.jsonl");
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::write(file, &expected).unwrap();
        }
        assert!(fs::read_to_string(file).unwrap() == expected, "INSTA_UPDATE=always writes {file} anew");
        for face in all.into_iter().filter(|face| !face.info.is_empty()) {
            assert_eq!(
                serde_json::from_str::<FontInfo>(face.info).unwrap(),
                FontInfo::iter(face.file.bytes()).next().unwrap()
            );
        }
    }
}
