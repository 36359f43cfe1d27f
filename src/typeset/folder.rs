//! Exports a document as a folder that plain Typst compiles to the same pages.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::{Dict, IntoValue, Value};
use typst::text::Font;
use typst_kit::fonts::FontPath;

use super::code::{Unwritable, Writer};
use super::world::{Names, RectoWorld, Work};
use super::{Document, EMBEDDED, FINISHED, runs};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::theme::{faces, font_licences, prelude_licences};

/// The main file of the résumé, or of the letter followed by the résumé.
const MAIN: &str = "main.typ";

/// The main file of a separate letter.
const LETTER: &str = "letter.typ";

/// The file with the content and the theme options.
const DATA: &str = "data.typ";

/// The names that [`DATA`] defines.
const NAMES: Names = Names { data: "data", options: "options", letter: "letter-options", files: "files" };

/// The folder with the prelude and the licences of its icons.
const PRELUDE: &str = "prelude";

/// Writes a document as files by path: Typst code, the theme, the data, and the fonts, images and
/// files that the code reads. `letter` is a separate letter, if there is one.
///
/// # Errors
/// If a value cannot be written as code.
pub fn folder(
    document: &Document,
    letter: Option<&Document>,
    diagnostics: &mut Diagnostics,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let world = &document.world;
    let mut files: BTreeMap<String, Vec<u8>> = world.files().collect();
    files.extend(prelude_licences().map(|(name, bytes)| (format!("{PRELUDE}/{name}"), bytes.to_vec())));
    let (data, read) = data(world, letter.is_some()).map_err(|Unwritable(what)| {
        let note = Diagnostic::error(Code::Theme, format!("{what} cannot be written as Typst code"));
        diagnostics.error(note.help("this is a bug in Recto; please report it"))
    })?;
    files.extend(read);
    files.insert(DATA.into(), data.into_bytes());
    let fonts = Fonts::of(document, letter);
    files.insert(MAIN.into(), main(world, world.work).into_bytes());
    if letter.is_some() {
        files.insert(LETTER.into(), main(world, Work::Letter).into_bytes());
    }
    for family in &fonts.shipped {
        let folder = family.to_lowercase().replace(' ', "-");
        let parts = faces(family).map(|face| (face.name, face.file.bytes())).chain(font_licences(family));
        files.extend(parts.map(|(name, bytes)| (format!("fonts/{folder}/{name}"), bytes.to_vec())));
    }
    files.insert("README.md".into(), readme(world, letter.is_some(), &fonts).into_bytes());
    Ok(files)
}

/// The data file, and the files it reads.
fn data(world: &RectoWorld, letter: bool) -> Result<(String, BTreeMap<String, Vec<u8>>), Unwritable> {
    let mut writer = Writer::default();
    for file in world.attached.iter() {
        // The résumé keeps its name; a portrait is already among the images.
        if let Value::Dict(file) = file
            && let (Ok(Value::Str(name)), Ok(Value::Bytes(bytes))) = (file.get("name"), file.get("bytes"))
            && name.as_str() == EMBEDDED
        {
            writer.files.insert(EMBEDDED.into(), bytes.to_vec());
        }
    }
    let mut code = String::from("// The content of the résumé.\n");
    code += &writer.definition(NAMES.data, &world.data.clone().into_value())?;
    code += "\n// The options of the theme.\n";
    code += &writer.definition(NAMES.options, &unfinished(&world.options).into_value())?;
    if letter || world.work == Work::Both {
        code += "\n// The options for the letter.\n";
        code += &writer.definition(NAMES.letter, &unfinished(&world.letter).into_value())?;
    }
    if !world.attached.is_empty() {
        code += "\n// The files embedded in the PDF.\n";
        code += &writer.definition(NAMES.files, &world.attached.clone().into_value())?;
    }
    Ok((code, writer.files))
}

/// Options of a theme whose pages Typst alone makes.
fn unfinished(options: &Dict) -> Dict {
    options
        .iter()
        .filter(|(name, _)| name.as_str() != FINISHED)
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// A main file: the one Recto uses, with the data imported from a file.
fn main(world: &RectoWorld, work: Work) -> String {
    let attached = !world.attached.is_empty();
    let names: &[&str] = match work {
        Work::Resume if attached => &[NAMES.data, NAMES.files, NAMES.options],
        Work::Resume => &[NAMES.data, NAMES.options],
        Work::Letter => &[NAMES.data, NAMES.letter],
        Work::Both if attached => &[NAMES.data, NAMES.files, NAMES.letter, NAMES.options],
        Work::Both => &[NAMES.data, NAMES.letter, NAMES.options],
    };
    let code = work.main(&NAMES);
    let lines = code.lines().filter(|line| attached || !line.contains("pdf.attach"));
    let lines = lines.map(|line| format!("{line}\n")).collect::<String>();
    let lines = lines.replacen("\n", "\n\n", 1);
    format!("#import \"{DATA}\": {}\n{lines}", names.join(", "))
}

/// The fonts that a document uses.
#[derive(Default)]
struct Fonts {
    /// Bundled families.
    shipped: BTreeSet<String>,
    /// Whether any font comes from the theme's folder.
    brought: bool,
    /// System font families, with the names of their files.
    machine: BTreeMap<String, BTreeSet<String>>,
}

impl Fonts {
    /// Collects whole families of the faces in use, so that edits such as making a word bold work.
    fn of(document: &Document, letter: Option<&Document>) -> Fonts {
        let mut used: Vec<Font> = Vec::new();
        for pages in [Some(document), letter].into_iter().flatten() {
            runs::visit(&pages.pages, &mut |_, _, _, item| {
                if !used.contains(item.font.font()) {
                    used.push(item.font.font().clone());
                }
            });
        }
        let mut fonts = Fonts::default();
        for font in used {
            let family = font.info().family.clone();
            if world_has(&document.world, &font) {
                fonts.brought = true;
            } else if is_shipped(&font) {
                fonts.shipped.insert(family);
            } else {
                fonts.machine.entry(family).or_default().extend(file_of(&font, &document.world));
            }
        }
        if !fonts.machine.is_empty() {
            // The font that is being replaced still affects line height.
            let store = &document.world.fonts;
            let all = (0..).map_while(|index| store.font(index)).filter(is_shipped);
            fonts.shipped.extend(all.map(|font| font.info().family.clone()));
        }
        fonts
    }
}

/// Whether a font is one of the theme's files.
fn world_has(world: &RectoWorld, font: &Font) -> bool {
    world.theme_files().any(|(_, bytes)| bytes[..] == font.data()[..])
}

fn is_shipped(font: &Font) -> bool {
    faces(&font.info().family).any(|face| *face.file.bytes() == font.data()[..])
}

/// The file name of a system font.
fn file_of(font: &Font, world: &RectoWorld) -> Option<String> {
    let mut places = (0..).map_while(|index| Some((index, world.fonts.source(index)?)));
    places.find_map(|(index, source)| {
        let place = (source as &dyn Any).downcast_ref::<FontPath>()?;
        let same = world.fonts.font(index).as_ref() == Some(font);
        Some(place.path.file_name()?.to_string_lossy().into_owned()).filter(|_| same)
    })
}

/// The README: how to compile the folder, and what is in it.
fn readme(world: &RectoWorld, letter: bool, fonts: &Fonts) -> String {
    let version = typst::utils::version().raw();
    let standard = if world.attached.is_empty() { "ua-1" } else { "ua-1,a-3a" };
    let own = if fonts.brought { "--font-path theme/fonts " } else { "" };
    let command = |file: &str| format!("typst compile --font-path fonts {own}--pdf-standard {standard} {file}\n");
    let mut commands = command(MAIN);
    if letter {
        commands += &command(LETTER);
    }
    let letter_line = if letter { "- `letter.typ`: the letter's main file\n" } else { "" };
    let sure = if fonts.machine.is_empty() {
        "With `--ignore-system-fonts`, no system font replaces one of these, and the pages are identical to Recto's."
    } else {
        "The pages are identical to Recto's if the fonts below are installed."
    };
    let mut text = format!(
        "# A résumé as Typst code\n\n\
         Exported by Recto {recto}. To compile it, you need [Typst](https://typst.app) {version} or newer:\n\n\
         ```console\n{commands}```\n\n\
         {sure} Other versions of Typst may break lines differently.\n\n\
         - `main.typ`: the main file\n\
         {letter_line}\
         - `data.typ`: the content of the résumé as Typst values, and the theme options\n\
         - `theme/`: the theme, which draws the pages\n\
         - `prelude/`: the functions and icons shared by all Recto themes\n\
         - `fonts/`: the fonts of the pages, each with its licence\n\
         - `.recto`: what Recto exported; it overwrites the folder only if nothing was changed\n",
        recto = env!("CARGO_PKG_VERSION"),
    );
    if !world.attached.is_empty() {
        text += "- `resume.json`: the résumé as data, embedded in the PDF\n";
    }
    if !fonts.machine.is_empty() {
        text += "\n## Fonts not included\n\n\
                 These are system fonts of the machine that exported this folder. Install them, or copy their files\n\
                 into `fonts/`.\n\n";
        for (family, files) in &fonts.machine {
            let files: Vec<String> = files.iter().map(|file| format!("`{file}`")).collect();
            text += &format!("- {family} ({})\n", files.join(", "));
        }
    }
    text += "\n## Licences\n\n\
             The résumé belongs to its author. Recto's themes and prelude are licensed under MIT or Apache 2.0, at\n\
             your option. Fonts and icons are covered by the licences in their folders.\n";
    text
}
