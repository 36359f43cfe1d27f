//! Résumé × theme → laid-out document. The only module that calls Typst's compiler.
//!
//! A theme receives only native Typst values: a dictionary built in `values`, with texts as content
//! built in `content`. No markup is generated or evaluated, so there is nothing to escape.

mod clusters;
mod code;
mod contact_sheet;
mod content;
mod direction;
mod finish;
mod finished;
mod folder;
mod fonts;
mod glyphs;
mod inputs;
mod kept;
mod leaf;
mod letterforms;
mod lists;
mod pictures;
mod reports;
mod rows;
mod runs;
mod scripts;
mod source_map;
mod values;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use typst::diag::{EcoVec, SourceDiagnostic, Warned};
use typst::foundations::{Array, Bytes, Dict, IntoValue, Value, dict};
use typst::layout::Abs;
use typst::visualize::Color;
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use unicode_script::UnicodeScript;

pub use self::contact_sheet::{contact_sheet, trial_sheet};
pub use self::finished::FinishedPages;
pub use self::folder::folder;
pub(crate) use self::fonts::is_serif;
pub use self::fonts::{FaceFile, Family, Fonts, SystemFace, faces_in, list as font_families, regular_face};
use self::letterforms::{Figures, SmallCapitals};
pub use self::pictures::{PictureFault, PictureFormat, is_drawing, picture_fault, picture_format};
pub(crate) use self::runs::Baseline;
pub use self::runs::TextRun;
pub use self::source_map::{PageBox, SourceLocation, SourceMap};
use self::world::RectoWorld;
pub(crate) use self::world::Work;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::locale::{Direction, Locale};
use crate::present::{self, CONTENT_OPTIONS, ContentOptions};
use crate::resume::{Resume, Setting};
use crate::source::Span;
use crate::theme::{AUTO, Kind, OptionValue, Options, RECTO_OPTIONS, Theme};

/// The file name of the résumé embedded in its PDF.
pub const EMBEDDED: &str = "resume.json";

/// Image contents, by the name used in the résumé.
pub type Pictures = BTreeMap<String, Vec<u8>>;

/// What résumés are typeset with. One serves any number of résumés and threads.
#[derive(Debug, Clone, Copy)]
pub struct Compiler<'a> {
    pub(crate) theme: &'a Theme,
    pictures: &'a Pictures,
    fonts: &'a Fonts<'a>,
    remembered: Option<&'a FinishedPages>,
}

impl<'a> Compiler<'a> {
    /// A theme, with the fonts that come with Recto and without pictures.
    pub fn new(theme: &'a Theme) -> Compiler<'a> {
        static PICTURES: Pictures = Pictures::new();
        static FONTS: LazyLock<Fonts<'static>> = LazyLock::new(Fonts::shipped);
        Compiler { theme, pictures: &PICTURES, fonts: &FONTS, remembered: None }
    }

    /// The same with the pictures that a résumé names.
    pub fn pictures(self, pictures: &'a Pictures) -> Compiler<'a> {
        Compiler { pictures, ..self }
    }

    /// The same that remembers the pages of the last document.
    pub fn remembering(self, remembered: &'a FinishedPages) -> Compiler<'a> {
        Compiler { remembered: Some(remembered), ..self }
    }

    /// The same with other fonts, such as the system's.
    pub fn fonts(self, fonts: &'a Fonts<'a>) -> Compiler<'a> {
        Compiler { fonts, ..self }
    }
}

/// A résumé laid out on pages.
pub struct Document {
    pages: PagedDocument,
    world: RectoWorld,
}

/// Typesets a résumé in a theme, with the résumé's settings.
///
/// # Errors
/// If the résumé's settings are invalid for the theme, or the theme's code fails.
pub fn typeset(resume: &Resume, compiler: &Compiler, diagnostics: &mut Diagnostics) -> Result<Document> {
    Typesetter::new(Work::Resume, resume, compiler, diagnostics)?.set(diagnostics)
}

/// Typesets the cover letter of a résumé; `None` if it has none.
///
/// # Errors
/// Same as [`typeset`].
pub fn typeset_letter(resume: &Resume, compiler: &Compiler, diagnostics: &mut Diagnostics) -> Result<Option<Document>> {
    if resume.letter.is_none() {
        return Ok(None);
    }
    Typesetter::new(Work::Letter, resume, compiler, diagnostics)?.set(diagnostics).map(Some)
}

/// Evicts entries from Typst's cache that were not used during the last `age` calls.
///
/// Typst caches parts of pages to speed up similar documents. When typesetting many documents in one
/// process, call this regularly, from any thread; otherwise memory use grows with every document.
pub fn forget(age: usize) {
    comemo::evict(age);
}

/// The content of a résumé and its letter as a theme arranges it: order, titles and dates, without a
/// layout.
///
/// # Errors
/// If the résumé's settings are invalid for the theme, or its language is not supported.
pub fn document(resume: &Resume, theme: &Theme, diagnostics: &mut Diagnostics) -> Result<present::Document> {
    let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
    let options = theme.options(settings, diagnostics)?;
    let locale = Locale::of(resume, diagnostics)?;
    Ok(present::present(resume, &locale, &ContentOptions::new(theme, &options)))
}

/// Lays out a résumé any number of times with different options.
pub(crate) struct Typesetter<'a> {
    resume: &'a Resume,
    locale: Locale,
    font_facts: FontFacts,
    /// Whether a row with a date may take more than one line.
    long_rows: bool,
    options: Options,
    /// The options currently set in the world.
    current: Options,
    world: RectoWorld,
    remembered: Option<&'a FinishedPages>,
}

/// What a theme must know of the fonts.
struct FontFacts {
    /// Families for characters missing from the theme's fonts.
    fallback: Vec<String>,
    /// The families that have small capitals, in lower case, and whether they have all that the résumé needs.
    small_capitals: BTreeMap<String, SmallCapitals>,
}

/// Laid-out pages with Typst's warnings.
pub(crate) struct Layout {
    pages: PagedDocument,
    /// The options used for this layout.
    options: Options,
    warnings: EcoVec<SourceDiagnostic>,
}

impl<'a> Typesetter<'a> {
    /// Prepares options, language, images and fonts.
    ///
    /// # Errors
    /// If the résumé's settings are invalid for the theme, or no font has its characters.
    pub fn new(work: Work, resume: &'a Resume, compiler: &Compiler<'a>, diagnostics: &mut Diagnostics) -> Result<Self> {
        let Compiler { theme, pictures, fonts, remembered } = *compiler;
        let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
        let options = theme.options(settings, diagnostics);
        let locale = Locale::of(resume, diagnostics);
        pictures::check(resume, pictures, diagnostics)?;
        let (options, locale) = (options?, locale?);
        let document = present::present(resume, &locale, &ContentOptions::new(theme, &options));
        let families = families(theme, &options, settings);
        let mut store = fonts::store(&fonts::brought(theme), &families, fonts, diagnostics)?;
        let body = running_font(theme, &options);
        let small_capitals = if uses_small_capitals(theme, &options) {
            let letters = letterforms::small_letters(&document);
            let plain = locale.capitals().is_some_and(|mut own| own.next().is_none());
            letterforms::small_capitals(&store, &families, (locale.language(), plain), &letters)
        } else {
            BTreeMap::new()
        };
        let characters = characters(&document);
        let fallback = fonts::cover(&mut store, body, &characters, resume, &locale, fonts, diagnostics)?;
        // On one line, what is on both sides of a row would be put in the order of its script.
        let long_rows = characters.iter().any(|letter| Direction::of_script(letter.script()) == Direction::Rtl);
        diagnostics.extend(lacking_figures(&store, body, &options, settings));
        let mut data = values::theme_inputs(&document, &locale, pictures);
        let dates = values::printed_dates(&document);
        let in_order: Vec<&str> = std::iter::once(body).chain(fallback.iter().map(String::as_str)).collect();
        let longest = fonts::widest(&store, &in_order, &dates);
        data.insert("longest-date".into(), longest.into_value());
        let capitals = fonts::cap_height(&store, body);
        data.insert("cap-height".into(), capitals.into_value());
        let attached = attached(resume, theme, pictures);
        let font_facts = FontFacts { fallback, small_capitals };
        let values = options_dict(&options, resume, &locale, &font_facts, long_rows);
        let world = RectoWorld::new(theme, work, data, values, attached, store);
        let current = options.clone();
        Ok(Typesetter { resume, locale, font_facts, long_rows, options, current, world, remembered })
    }

    /// What entries are about, such as employers, by the number of the leaf.
    pub fn leads(&self, theme: &Theme) -> BTreeMap<usize, String> {
        let content = ContentOptions::new(theme, &self.options);
        let document = present::present(self.resume, &self.locale, &content);
        let leaves = values::leaves(&document).into_iter().enumerate();
        let leads = leaves.filter(|(_, leaf)| leaf.field.role == present::TextRole::Lead);
        leads.map(|(number, leaf)| (number, leaf.field.plain())).collect()
    }

    /// The résumé's options, with the theme's defaults.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Lays out the pages with the given options.
    ///
    /// # Errors
    /// If the theme's code fails.
    pub fn lay_out(&mut self, options: &Options, diagnostics: &mut Diagnostics) -> Result<Layout> {
        if *options != self.current {
            self.world.set_options(self.values(options));
            self.current = options.clone();
        }
        let mut warned = typst::compile::<PagedDocument>(&self.world);
        if !self.long_rows && warned.output.as_ref().is_ok_and(rows::are_long) {
            self.long_rows = true;
            self.world.set_options(self.values(options));
            warned = typst::compile(&self.world);
        }
        let Warned { output, warnings } = warned;
        match output {
            Ok(pages) => Ok(Layout { pages, options: options.clone(), warnings }),
            Err(errors) => Err(reports::fail(errors, &self.world, diagnostics)),
        }
    }

    /// Options as the theme receives them.
    fn values(&self, options: &Options) -> Dict {
        options_dict(options, self.resume, &self.locale, &self.font_facts, self.long_rows)
    }

    /// Makes later layouts start with the letter. The letter keeps the résumé's own options.
    pub fn put_letter_first(&mut self) {
        self.world.set_work(Work::Both);
    }

    /// Turns a layout into a document and reports its problems.
    ///
    /// # Errors
    /// If a glyph is missing.
    pub fn finish(mut self, layout: Layout, diagnostics: &mut Diagnostics) -> Result<Document> {
        let Layout { pages, options, warnings } = layout;
        if options != self.current {
            // Other options were tried after these.
            self.world.options = self.values(&options);
        }
        reports::report(warnings, &self.world, diagnostics);
        let pages = lists::joined(&pages).unwrap_or(pages);
        let (pages, faults) = finished::finished(&pages, self.remembered);
        faults.report(self.resume, diagnostics);
        diagnostics.reported().map(|()| Document { pages, world: self.world })
    }

    fn set(mut self, diagnostics: &mut Diagnostics) -> Result<Document> {
        let options = self.options.clone();
        let layout = self.lay_out(&options, diagnostics)?;
        self.finish(layout, diagnostics)
    }
}

impl Layout {
    /// The height of the first page, in points.
    pub fn page_height(&self) -> f64 {
        self.pages.pages().first().map_or(0.0, |page| page.frame.size().y.to_pt())
    }

    /// The number of pages.
    pub fn page_count(&self) -> usize {
        self.pages.pages().len()
    }

    /// The text runs on the pages, in drawing order.
    pub fn text_runs(&self) -> Vec<TextRun> {
        runs::collect(&self.pages)
    }

    /// The baselines of all text that is neither blank nor decoration, in drawing order.
    pub fn baselines(&self) -> Vec<Baseline> {
        runs::baselines(&self.pages)
    }
}

impl Document {
    /// The number of pages.
    pub fn page_count(&self) -> usize {
        self.pages.pages().len()
    }

    /// Width and height of the first page, in points.
    pub fn page_size(&self) -> (f64, f64) {
        self.pages.pages().first().map_or((0.0, 0.0), |page| {
            let size = page.frame.size();
            (size.x.to_pt(), size.y.to_pt())
        })
    }

    /// Width and height of each page, in points.
    pub fn page_sizes(&self) -> Vec<(f64, f64)> {
        let sizes = self.pages.pages().iter().map(|page| page.frame.size());
        sizes.map(|size| (size.x.to_pt(), size.y.to_pt())).collect()
    }

    /// The text runs on the pages, in drawing order.
    pub fn text_runs(&self) -> Vec<TextRun> {
        runs::collect(&self.pages)
    }

    /// The laid-out pages, for exporters.
    pub(crate) fn pages(&self) -> &PagedDocument {
        &self.pages
    }

    /// Reports the errors of an exporter.
    pub(crate) fn fail(
        &self,
        errors: typst::diag::EcoVec<typst::diag::SourceDiagnostic>,
        diagnostics: &mut Diagnostics,
    ) -> crate::diagnostic::ErrorReported {
        reports::fail(errors, &self.world, diagnostics)
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Document").field("page_count", &self.page_count()).finish_non_exhaustive()
    }
}

/// Whether a theme may print small capitals, because its option `case` says so, or its code mentions them. To find
/// out which ones the fonts have takes time.
fn uses_small_capitals(theme: &Theme, options: &Options) -> bool {
    let mentions = |bytes: &[u8]| bytes.windows(MENTION.len()).any(|bytes| bytes == MENTION);
    const MENTION: &[u8] = b"small-cap";
    matches!(options.get("case"), Some(OptionValue::Text(case)) if case == "small-caps")
        || theme.files.iter().any(|(name, bytes)| name.ends_with(".typ") && mentions(bytes))
}

/// The font families a document may use: those of the theme and of its options. Each has the span
/// where the résumé names it, if it does.
fn families<'a>(theme: &'a Theme, options: &'a Options, settings: &[Setting]) -> Vec<(&'a str, Option<Span>)> {
    let mut families: Vec<(&str, Option<Span>)> =
        theme.manifest.fonts.iter().map(|name| (name.as_str(), None)).collect();
    for (name, value) in options {
        let place = settings.iter().find(|setting| setting.name.value == *name).map(|setting| setting.value.span);
        if let (Kind::Font, OptionValue::Text(family)) = (&theme.manifest.options[name].kind, value)
            && family != AUTO
            && !families.iter().any(|(known, _)| known == family)
        {
            families.push((family, place));
        }
    }
    families
}

/// The body font: the one set, or the theme's first.
fn running_font<'a>(theme: &'a Theme, options: &'a Options) -> &'a str {
    match options.get("font") {
        Some(OptionValue::Text(family)) if family != AUTO => family,
        _ => theme.manifest.fonts.first().map_or("", String::as_str),
    }
}

/// Warns if the résumé asks for figures that the body font does not have.
fn lacking_figures(store: &FontStore, body: &str, options: &Options, settings: &[Setting]) -> Option<Diagnostic> {
    let setting = settings.iter().find(|setting| setting.name.value == FIGURES)?;
    let Some(OptionValue::Text(name)) = options.get(FIGURES) else { return None };
    let figures = Figures::named(name)?;
    let face = store.book().select_family(&body.to_lowercase()).next()?;
    if figures.are_in(&store.font(face)?) {
        return None;
    }
    let message = format!("the font `{body}` has no {} figures", figures.name());
    let note = Diagnostic::warning(Code::MissingGlyph, message).at(setting.value.span);
    let note = note.path(format!("theme.{FIGURES}"));
    Some(
        note.help(format!(
            "its own ones are printed; remove `{FIGURES}`, or choose another font: `theme: {{font: …}}`"
        )),
    )
}

/// The option for the style of figures.
const FIGURES: &str = "figures";

/// The files to embed in the PDF: the résumé, if `embed` is set, and its portrait.
fn attached(resume: &Resume, theme: &Theme, pictures: &Pictures) -> Array {
    if resume.embed != Some(true) {
        return Array::new();
    }
    let file = |name: &str, bytes: Vec<u8>, relationship: &str, media: &str, description: &str| {
        dict! {
            "name" => name,
            "bytes" => Bytes::new(bytes),
            "relationship" => relationship,
            "media" => media,
            "description" => description,
        }
        .into_value()
    };
    let json = resume.to_given_json(&theme.manifest.name).into_bytes();
    let source = file(EMBEDDED, json, "source", "application/json", "The résumé as data (JSON Resume)");
    let portrait = resume.basics.image.as_ref().and_then(|image| {
        let (name, bytes) = (image.file.value.rsplit('/').next()?, pictures.get(&*image.file.value)?);
        let media_type = picture_format(bytes)?.media_type();
        Some(file(name, bytes.clone(), "supplement", media_type, "The portrait"))
    });
    std::iter::once(source).chain(portrait).collect()
}

/// Every character shown on the pages of a résumé and its letter.
fn characters(document: &present::Document) -> BTreeSet<char> {
    // Most characters are ASCII: one bit each is enough.
    let (mut ascii, mut others) = (0_u128, BTreeSet::new());
    let mut note = |text: &str| {
        for character in text.chars() {
            match character.is_ascii() {
                true => ascii |= 1 << u32::from(character),
                false => drop(others.insert(character)),
            }
        }
    };
    document.visit(&mut |field| field.visit_letters(&mut note));
    let ascii = (0..128).filter(|bit| ascii >> bit & 1 == 1).map(char::from);
    others.extend(ascii);
    others
}

/// The text of a header or footer, with all that does not depend on the page.
fn running_text(name: &str, value: &OptionValue, resume: &Resume, locale: &Locale) -> Option<String> {
    let OptionValue::Text(text) = value else { return None };
    if !matches!(name, "header" | "footer") || text == AUTO {
        return None;
    }
    let today = resume.today().map(|today| locale.date(today)).unwrap_or_default();
    Some(text.replace("{name}", &resume.basics.name).replace("{date}", &today))
}

/// Tells a theme that the program finishes the pages (`finish`), so that it leaves to it what Typst alone does more slowly.
/// A `typ` folder does not have it.
const FINISHED: &str = "finished";

/// The options as a theme receives them, with what it must know of the fonts and of the language's script: its
/// direction, its capitals, whether it has italics.
fn options_dict(options: &Options, resume: &Resume, locale: &Locale, fonts: &FontFacts, long_rows: bool) -> Dict {
    let FontFacts { fallback, small_capitals } = fonts;
    let value = |value: &OptionValue| match value {
        OptionValue::Text(text) if text == AUTO => None,
        OptionValue::Text(text) => Some(text.as_str().into_value()),
        OptionValue::Boolean(yes) => Some(yes.into_value()),
        OptionValue::Number(number) => Some(number.into_value()),
        OptionValue::Length(points) => Some(Abs::pt(*points).into_value()),
        OptionValue::Color([red, green, blue]) => Some(Color::from_u8(*red, *green, *blue, 255).into_value()),
    };
    let entry = |(name, set): (&String, &OptionValue)| {
        let running = running_text(name, set, resume, locale);
        let value = running.map(|text| text.as_str().into_value()).or_else(|| value(set));
        let value = value.unwrap_or_else(|| match name.as_str() {
            "paper" => locale.paper().name().into_value(),
            _ => Value::Auto,
        });
        (name.as_str().into(), value)
    };
    let direction = ("direction".into(), locale.direction().name().into_value());
    let families = fallback.iter().map(|family| family.as_str().into_value()).collect::<Array>();
    let pair = |(letter, capital): (&str, &str)| (letter.into(), capital.into_value());
    let capitals = locale.capitals().map(|pairs| pairs.map(pair).collect::<Dict>());
    let small_capitals = small_capitals.iter().map(|(family, which)| {
        let which = match which {
            SmallCapitals::Some => false.into_value(),
            SmallCapitals::All => true.into_value(),
            SmallCapitals::AllButLocalForms => "without-local-forms".into_value(),
        };
        (family.as_str().into(), which)
    });
    let own = [
        direction,
        ("fallback".into(), families.into_value()),
        ("fallback-signs".into(), locale.wide_signs().filter(|_| !fallback.is_empty()).into_value()),
        ("small-capitals".into(), small_capitals.collect::<Dict>().into_value()),
        ("capitals".into(), capitals.into_value()),
        ("italics".into(), locale.has_italics().into_value()),
        ("long-rows".into(), long_rows.into_value()),
        (FINISHED.into(), true.into_value()),
    ];
    debug_assert!(
        own.iter().map(|(name, _): &(typst::foundations::Str, Value)| name.as_str()).eq(RECTO_OPTIONS.iter().copied())
    );
    // Options that change only the content need not reach the theme.
    let arranges = |(name, _): &(&String, &OptionValue)| !CONTENT_OPTIONS.contains(&name.as_str());
    options.iter().filter(arranges).map(entry).chain(own).collect()
}
