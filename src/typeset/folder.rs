//! A document as a folder that Typst alone compiles to the same pages.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::{IntoValue, Value};
use typst::text::Font;
use typst_kit::fonts::FontPath;

use super::code::{Unwritable, Writer};
use super::world::{Names, RectoWorld, Work};
use super::{Document, EMBEDDED, runs};
use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result};
use crate::theme::{faces, font_licences, prelude_licences};

/// The main file of the résumé, or of the letter and the résumé after it.
const MAIN: &str = "main.typ";

/// The main file of a letter of its own.
const LETTER: &str = "letter.typ";

/// What is said, and how it is to look.
const DATA: &str = "data.typ";

/// How main files name what is in [`DATA`].
const NAMES: Names = Names { data: "data", options: "options", letter: "letter-options", files: "files" };

/// The licences of what is drawn beside texts, in the folder.
const PRELUDE: &str = "prelude";

/// Writes a document as files by their path: Typst code, the theme's and the data; and the
/// fonts, pictures and files that the code reads. `letter` is the letter on pages of its
/// own.
///
/// # Errors
/// If a value has no form as code.
pub fn folder(
    document: &Document,
    letter: Option<&Document>,
    notes: &mut Diagnostics,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let world = &document.world;
    let mut files: BTreeMap<String, Vec<u8>> = world.files().collect();
    files.extend(prelude_licences().map(|(name, bytes)| (format!("{PRELUDE}/{name}"), bytes.to_vec())));
    let (data, read) = data(world, letter.is_some()).map_err(|Unwritable(what)| {
        let note = Diagnostic::error(Id::Theme, format!("{what} cannot be written as Typst code"));
        notes.error(note.help("this is a fault of Recto's; please report it"))
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
        let parts = faces(family).chain(font_licences(family));
        files.extend(parts.map(|(name, bytes)| (format!("fonts/{folder}/{name}"), bytes.to_vec())));
    }
    files.insert("README.md".into(), readme(world, letter.is_some(), &fonts).into_bytes());
    Ok(files)
}

/// The file with the data, and the files that it reads.
fn data(world: &RectoWorld, letter: bool) -> Result<(String, BTreeMap<String, Vec<u8>>), Unwritable> {
    let mut writer = Writer::default();
    for file in world.attached.iter() {
        // The résumé has its own name; a portrait is there as a picture already.
        if let Value::Dict(file) = file
            && let (Ok(Value::Str(name)), Ok(Value::Bytes(bytes))) = (file.get("name"), file.get("bytes"))
            && name.as_str() == EMBEDDED
        {
            writer.files.insert(EMBEDDED.into(), bytes.to_vec());
        }
    }
    let mut code = String::from("// What the résumé says.\n");
    code += &writer.definition(NAMES.data, &world.data.clone().into_value())?;
    code += "\n// How the theme is to set it.\n";
    code += &writer.definition(NAMES.options, &world.options.clone().into_value())?;
    if letter || world.work == Work::Both {
        code += "\n// How it is to set the letter.\n";
        code += &writer.definition(NAMES.letter, &world.letter.clone().into_value())?;
    }
    if !world.attached.is_empty() {
        code += "\n// What is put into the PDF beside the pages.\n";
        code += &writer.definition(NAMES.files, &world.attached.clone().into_value())?;
    }
    Ok((code, writer.files))
}

/// A main file: that of Recto's own world, with the data from a file.
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

/// The fonts that a document is set in.
#[derive(Default)]
struct Fonts {
    /// Families that come with Recto.
    shipped: BTreeSet<String>,
    /// Whether any comes with the theme, in whose folder it is.
    brought: bool,
    /// Families of the machine's, with the names of their files.
    machine: BTreeMap<String, BTreeSet<String>>,
}

impl Fonts {
    /// Whole families of which a face is on the pages, so that a word that somebody makes
    /// bold later is.
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
            // The font that another takes the place of has its say in how lines stand.
            let store = &document.world.fonts;
            let all = (0..).map_while(|index| store.font(index)).filter(is_shipped);
            fonts.shipped.extend(all.map(|font| font.info().family.clone()));
        }
        fonts
    }
}

/// Whether a font is among the files of a theme.
fn world_has(world: &RectoWorld, font: &Font) -> bool {
    world.theme_files().any(|(_, bytes)| bytes[..] == font.data()[..])
}

fn is_shipped(font: &Font) -> bool {
    faces(&font.info().family).any(|(_, bytes)| *bytes == font.data()[..])
}

/// The name of the file in which a font of the machine's lies.
fn file_of(font: &Font, world: &RectoWorld) -> Option<String> {
    let mut places = (0..).map_while(|index| Some((index, world.fonts.source(index)?)));
    places.find_map(|(index, source)| {
        let place = (source as &dyn Any).downcast_ref::<FontPath>()?;
        let same = world.fonts.font(index).as_ref() == Some(font);
        Some(place.path.file_name()?.to_string_lossy().into_owned()).filter(|_| same)
    })
}

/// How to compile the folder, and what is in it.
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
        "With `--ignore-system-fonts` no font of the machine takes the place of one of these, and the pages are\nRecto's."
    } else {
        "The pages are Recto's where the fonts below are at hand."
    };
    let mut text = format!(
        "# A résumé as Typst code\n\n\
         Written by Recto {recto}. It needs [Typst](https://typst.app) {version} or newer, and Recto no more:\n\n\
         ```console\n{commands}```\n\n\
         {sure} Another version of Typst may break a line elsewhere.\n\n\
         - `main.typ`: the main file\n\
         {letter_line}\
         - `data.typ`: what the résumé says, as Typst values, and the options of the theme\n\
         - `theme/`: the theme, which draws\n\
         - `prelude/`: what all themes of Recto's draw with, and the icons\n\
         - `fonts/`: the fonts that the pages are set in, each with its licence\n\
         - `.recto`: what Recto wrote; with it, Recto replaces the folder as long as nobody changed it\n",
        recto = env!("CARGO_PKG_VERSION"),
    );
    if !world.attached.is_empty() {
        text += "- `resume.json`: the résumé as data, which is put into the PDF\n";
    }
    if !fonts.machine.is_empty() {
        text += "\n## Fonts that are not here\n\n\
                 These were found on the machine on which this was written. Install them, or put their files into\n\
                 `fonts/`.\n\n";
        for (family, files) in &fonts.machine {
            let files: Vec<String> = files.iter().map(|file| format!("`{file}`")).collect();
            text += &format!("- {family} ({})\n", files.join(", "));
        }
    }
    text += "\n## Licences\n\n\
             The résumé is its writer's. The themes that come with Recto and the prelude are Recto's, under MIT or\n\
             Apache 2.0, as you like. Fonts and icons have the licences that lie beside them.\n";
    text
}
