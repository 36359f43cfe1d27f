//! How the formats without pages look: like the theme, as far as its options and its manifest say how that is.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::present::Header;
use crate::resume::Resume;
use crate::theme::{DocumentStyle, OptionValue, Options, Theme};
use crate::typeset::{PictureFormat, Pictures, picture_format};

/// The look of a Word document or web page.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// The colour of the section titles, in sRGB.
    pub(super) accent: [u8; 3],
    /// Whether the name has this colour, too, rather than that of the text.
    pub(super) colored_name: bool,
    /// The fonts of body text: the theme's, then those that take its place where it is missing.
    pub(super) fonts: Vec<String>,
    /// The font of the name and the section titles, if it is another one.
    pub(super) heading_font: Option<String>,
    /// Whether body text has serifs.
    pub(super) serif: bool,
    /// The size of body text, in points.
    pub(super) size: f64,
    /// The margin, in points.
    pub(super) margin: f64,
    /// The letter case of section titles.
    pub(super) case: Case,
    /// Whether the name and the contacts are centred.
    pub(super) centered: bool,
    /// Where the rule of a section title is.
    pub(super) rule: Rule,
    /// Where dates are.
    pub(super) dates: DatePosition,
    /// The weight of the name.
    pub(super) bold_name: bool,
    /// How links look in a document that is printed.
    pub(super) links: Links,
    /// The portrait, if the theme prints one.
    pub(super) portrait: Option<Portrait>,
}

/// A letter case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    AsIs,
    Upper,
    SmallCaps,
}

/// The place of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    None,
    Above,
    Below,
}

/// The place of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DatePosition {
    End,
    Inline,
    Below,
}

/// A portrait.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Portrait {
    pub bytes: Vec<u8>,
    pub format: PictureFormat,
    pub alternative: String,
    /// Its width and height, in pixels.
    pub pixels: (u32, u32),
}

/// The largest text and the widest margin, in points.
const LARGEST_TEXT: f64 = 10.5;
const WIDEST_MARGIN: f64 = 56.7;

/// How links look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    Plain,
    Underlined,
    Colored,
}

impl Default for Style {
    fn default() -> Self {
        Style {
            accent: [0x11; 3],
            colored_name: true,
            fonts: ["Calibri", "Carlito"].map(String::from).to_vec(),
            heading_font: None,
            serif: false,
            size: 10.5,
            margin: WIDEST_MARGIN,
            case: Case::AsIs,
            centered: false,
            rule: Rule::Below,
            dates: DatePosition::End,
            bold_name: true,
            links: Links::Underlined,
            portrait: None,
        }
    }
}

impl Style {
    /// The look of a theme with the options of a résumé. What a theme leaves to its code is as its manifest says
    /// under `[documents]`.
    pub fn of(resume: &Resume, theme: &Theme, pictures: &Pictures, header: &Header) -> Style {
        let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
        // Faulty options have been reported.
        let options = theme.options(settings, &mut Diagnostics::new()).unwrap_or_default();
        let own = &theme.manifest.documents;
        let plain = Style::default();
        let word = |name: &str| match options.get(name) {
            Some(OptionValue::Text(text)) if text != crate::theme::AUTO => Some(text.clone()),
            _ => None,
        };
        let number = |name: &str, otherwise: f64| match options.get(name) {
            Some(OptionValue::Number(number) | OptionValue::Length(number)) => *number,
            _ => otherwise,
        };
        // A choice of the theme's own, such as `hairline`, says that there is a rule, and the manifest where.
        let decides = |rule: &String| own.rule.is_none() || rule == "none";
        let font = word("font").or_else(|| theme.manifest.fonts.first().cloned());
        let serif = font.as_deref().is_some_and(crate::typeset::is_serif);
        let centered = word("align").or_else(|| own.align.clone()).is_some_and(|align| align == "center");
        Style {
            accent: accent(own, &options).unwrap_or(plain.accent),
            fonts: font.into_iter().chain(own.fallback(serif)).collect(),
            heading_font: word("headingFont"),
            serif,
            // The fonts that take the place of missing ones are wider than most of ours.
            size: number("size", plain.size).min(LARGEST_TEXT),
            margin: number("margin", plain.margin).min(WIDEST_MARGIN),
            case: match word("case").or_else(|| own.case.clone()).as_deref() {
                Some("upper") => Case::Upper,
                Some("small-caps") => Case::SmallCaps,
                _ => Case::AsIs,
            },
            centered,
            rule: match word("rule").filter(decides).or_else(|| own.rule.clone()).as_deref() {
                Some("none") => Rule::None,
                Some("above") => Rule::Above,
                _ => Rule::Below,
            },
            dates: match word("dates").as_deref() {
                Some("inline") => DatePosition::Inline,
                Some("below") => DatePosition::Below,
                _ => DatePosition::End,
            },
            bold_name: own.bold_name,
            colored_name: own.colored_name,
            links: match word("links").as_deref() {
                Some("plain") => Links::Plain,
                Some("accent") => Links::Colored,
                _ => Links::Underlined,
            },
            portrait: portrait(&options, pictures, header),
        }
    }

    /// All fonts of section titles, in order of preference.
    pub(super) fn heading_fonts(&self) -> impl Iterator<Item = &str> {
        self.heading_font.iter().chain(&self.fonts).map(String::as_str)
    }
}

/// The option `accent`, or the colour of the palette, or that of the manifest.
fn accent(own: &DocumentStyle, options: &Options) -> Option<[u8; 3]> {
    if let Some(OptionValue::Color(color)) = options.get("accent") {
        return Some(*color);
    }
    let DocumentStyle { accent, palette, .. } = own;
    let chosen = |palette: &BTreeMap<String, [u8; 3]>| match options.get("palette") {
        Some(OptionValue::Text(name)) => palette.get(name).copied(),
        _ => None,
    };
    chosen(palette).or(*accent)
}

/// The portrait, if its format is one that every program shows.
fn portrait(options: &Options, pictures: &Pictures, header: &Header) -> Option<Portrait> {
    if options.get("photo") == Some(&OptionValue::Boolean(false)) {
        return None;
    }
    let photo = header.photo.as_ref()?;
    let bytes = pictures.get(&photo.name)?.clone();
    let format = picture_format(&bytes).filter(|format| matches!(format, PictureFormat::Png | PictureFormat::Jpeg))?;
    let reader = image::ImageReader::new(std::io::Cursor::new(&bytes)).with_guessed_format().ok()?;
    let pixels = reader.into_dimensions().ok().filter(|(width, height)| *width > 0 && *height > 0)?;
    Some(Portrait { bytes, format, alternative: photo.alternative.clone(), pixels })
}

/// A colour as six hexadecimal digits.
pub(super) fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("{red:02x}{green:02x}{blue:02x}")
}

/// A colour light enough for text on a dark page: mixed with white until its luminance gives a contrast of 4.5
/// with the page of `page.css` (WCAG 2.2).
pub(super) fn for_dark_page(color: [u8; 3]) -> [u8; 3] {
    let luminance = |color: [u8; 3]| {
        let linear = color.map(|part| (f64::from(part) / 255.0).powf(2.2));
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let mixed = |share: f64| color.map(|part| (f64::from(part) * (1.0 - share) + 255.0 * share).round() as u8);
    let mut steps = (0..=20).map(|step| mixed(f64::from(step) / 20.0));
    steps.find(|color| (luminance(*color) + 0.05) / 0.058 >= 5.5).unwrap_or([u8::MAX; 3])
}
