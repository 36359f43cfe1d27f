//! The styles, lists and settings of a Word document.

use super::{on, word};
use crate::export::style::{Case, DatePosition, Links, Rule, Style as Look, hex};
use crate::export::xml::{Element, element};
use crate::locale::Direction;
use crate::present::Metadata;
use crate::theme::faces;
use crate::typeset::is_serif;

/// Levels of lists.
pub const LEVELS: usize = 4;

/// A paragraph style.
struct Style {
    id: &'static str,
    /// The name that Word shows, and translates if it is one of its own.
    name: &'static str,
    /// Whether it stays with the next paragraph.
    keep_next: bool,
    /// Whether a tab goes to the right margin, where dates end.
    tab: bool,
    /// Whether a rule is drawn below.
    rule: bool,
    /// Space before and after, in twentieths of a point.
    space: (u32, u32),
    /// Its level in the outline of the document, from 0.
    outline: Option<usize>,
    bold: bool,
    /// Size, if it is not that of running text, which is 1.
    size: Option<f64>,
    /// Whether it has the accent colour and the font of titles.
    colored: bool,
    /// Whether it is part of the header.
    header: bool,
}

const PLAIN: Style = Style {
    id: "",
    name: "",
    keep_next: false,
    tab: false,
    rule: false,
    space: (0, 0),
    outline: None,
    bold: false,
    size: None,
    colored: false,
    header: false,
};

const STYLES: &[Style] = &[
    Style {
        id: "Title",
        name: "Title",
        space: (0, 40),
        bold: true,
        size: Some(2.3),
        colored: true,
        header: true,
        ..PLAIN
    },
    Style { id: "Subtitle", name: "Subtitle", space: (0, 40), size: Some(1.15), header: true, ..PLAIN },
    Style { id: "Contact", name: "Contact", space: (0, 20), header: true, ..PLAIN },
    Style {
        id: "Heading1",
        name: "heading 1",
        keep_next: true,
        rule: true,
        space: (180, 80),
        outline: Some(0),
        bold: true,
        size: Some(1.2),
        colored: true,
        ..PLAIN
    },
    Style { id: "Heading2", name: "heading 2", keep_next: true, tab: true, space: (110, 0), outline: Some(1), ..PLAIN },
    Style { id: "Heading3", name: "heading 3", keep_next: true, tab: true, space: (90, 0), outline: Some(2), ..PLAIN },
    Style { id: "Role", name: "Role", keep_next: true, space: (0, 20), ..PLAIN },
    Style { id: "ListBullet", name: "List Bullet", space: (20, 20), ..PLAIN },
    Style { id: "ListNumber", name: "List Number", space: (20, 20), ..PLAIN },
    Style { id: "Closing", name: "Closing Text", space: (200, 0), ..PLAIN },
    Style { id: "LetterText", name: "Letter Text", space: (0, 200), ..PLAIN },
];

/// `word/styles.xml`
pub fn styles(meta: &Metadata, look: &Look) -> Element {
    let language = meta.language_tag();
    let language = element("w:lang")
        .attribute("w:val", &language)
        .attribute("w:eastAsia", &language)
        .attribute("w:bidi", &language);
    let fonts = font(body_fonts(look).first().map_or("Calibri", String::as_str)).attribute("w:cs", "Arial");
    let defaults = element("w:docDefaults")
        .child(element("w:rPrDefault").child(element("w:rPr").child(fonts).children(sized(look, 1.0)).child(language)))
        .child(element("w:pPrDefault"));
    let bidi = (meta.direction == Direction::Rtl).then(|| element("w:bidi"));
    let spacing = element("w:spacing")
        .attribute("w:before", 0)
        .attribute("w:after", 40)
        .attribute("w:line", line(look))
        .attribute("w:lineRule", "auto");
    let normal = element("w:style")
        .attribute("w:type", "paragraph")
        .attribute("w:default", 1)
        .attribute("w:styleId", "Normal")
        .child(on("w:name", "Normal"))
        .child(element("w:qFormat"))
        .child(element("w:pPr").child(element("w:widowControl")).children(bidi).child(spacing));
    let link = element("w:style")
        .attribute("w:type", "character")
        .attribute("w:styleId", "Hyperlink")
        .child(on("w:name", "Hyperlink"))
        .child(element("w:rPr").child(match look.links {
            Links::Plain => on("w:u", "none"),
            Links::Underlined => on("w:u", "single"),
            Links::Colored => on("w:color", hex(look.accent)),
        }));
    // Where dates end: at the right margin.
    let edge = meta.paper.size().0 * 20 - 2 * margin(look);
    word("w:styles")
        .child(defaults)
        .child(normal)
        .child(link)
        .children(STYLES.iter().map(|style| paragraph(style, look, edge)))
}

/// A paragraph style. Its properties stand in the order of the schema.
fn paragraph(style: &Style, look: &Look, edge: u32) -> Element {
    let Style { id, name, keep_next, tab, rule, space: (before, after), outline, bold, size, colored, header } = style;
    let mut properties = element("w:pPr");
    if *keep_next {
        properties = properties.child(element("w:keepNext"));
    }
    let side = match look.rule {
        _ if !rule => None,
        Rule::None => None,
        Rule::Above => Some("w:top"),
        Rule::Below => Some("w:bottom"),
    };
    if let Some(side) = side {
        let line = element(side)
            .attribute("w:val", "single")
            .attribute("w:sz", 6)
            .attribute("w:space", if side == "w:top" { 4 } else { 1 })
            .attribute("w:color", hex(look.accent));
        properties = properties.child(element("w:pBdr").child(line));
    }
    if *tab && look.dates == DatePosition::End {
        let stop = element("w:tab").attribute("w:val", "right").attribute("w:pos", edge);
        properties = properties.child(element("w:tabs").child(stop));
    }
    properties = properties.child(element("w:spacing").attribute("w:before", before).attribute("w:after", after));
    if *header && look.centered {
        properties = properties.child(on("w:jc", "center"));
    }
    properties = properties.children(outline.map(|level| on("w:outlineLvl", level)));
    let bold = *bold && (*rule || look.bold_name);
    let weight = bold.then(|| [element("w:b"), element("w:bCs")]).into_iter().flatten();
    let case = match look.case {
        _ if !rule => None,
        Case::AsIs => None,
        Case::Upper => Some("w:caps"),
        Case::SmallCaps => Some("w:smallCaps"),
    };
    let own = heading_font(look).filter(|_| *colored).map(font);
    let run = element("w:rPr")
        .children(own)
        .children(weight)
        .children(case.map(element))
        .children((*colored && (*rule || look.colored_name)).then(|| on("w:color", hex(look.accent))))
        .children(size.iter().flat_map(|size| sized(look, *size)));
    element("w:style")
        .attribute("w:type", "paragraph")
        .attribute("w:styleId", id)
        .child(on("w:name", name))
        .child(on("w:basedOn", "Normal"))
        .child(element("w:qFormat"))
        .child(properties)
        .child(run)
}

/// The size of letters of all scripts, in that of running text; Word takes half points.
fn sized(look: &Look, size: f64) -> [Element; 2] {
    let half_points = (look.size * size * 2.0).round() as u32;
    [on("w:sz", half_points), on("w:szCs", half_points)]
}

/// A font of Latin, Greek and Cyrillic letters.
fn font(name: &str) -> Element {
    element("w:rFonts").attribute("w:ascii", name).attribute("w:hAnsi", name)
}

/// The margins on either side, in twentieths of a point.
pub fn margin(look: &Look) -> u32 {
    (look.margin * 20.0).round() as u32
}

/// The margins above and below, in twentieths of a point. A line is higher than its letters.
pub fn vertical_margin(look: &Look) -> u32 {
    const SHARE: f64 = 0.85;
    (look.margin * SHARE * 20.0).round() as u32
}

/// Fonts that come with Word, and that other programs replace with one of the same widths, such as Carlito; each with the
/// height of its lines, in em.
const COMMON: &[(&str, f64)] = &[("Calibri", 1.22), ("Cambria", 1.17), ("Arial", 1.15), ("Times New Roman", 1.15)];

/// The distance of lines in 240ths of the height of the font's lines: about that of the pages, whatever the font.
fn line(look: &Look) -> u32 {
    const DISTANCE: f64 = 1.2;
    let body = body_fonts(look).first();
    let height =
        COMMON.iter().find(|(name, _)| body.is_some_and(|body| body == name)).map_or(1.17, |(_, height)| *height);
    (240.0 * DISTANCE / height).round() as u32
}

/// The fonts of body text in order of preference. Hardly anyone has a font that comes with Recto, and few programs look
/// for the font that takes its place (`w:altName`): they show one that is much wider, and the text takes another page.
/// So a common font comes first if the theme names one.
fn body_fonts(look: &Look) -> &[String] {
    let common = look.fonts.iter().position(|name| COMMON.iter().any(|(common, _)| name == common));
    match (look.fonts.first(), common) {
        (Some(first), Some(common)) if is_bundled(first) => &look.fonts[common..],
        _ => &look.fonts,
    }
}

/// The font of the name and the titles, if it is another one.
fn heading_font(look: &Look) -> Option<&str> {
    let own = look.heading_font.as_deref()?;
    Some(match is_bundled(own) {
        true if is_serif(own) => "Cambria",
        true => "Calibri",
        false => own,
    })
}

fn is_bundled(family: &str) -> bool {
    faces(family).next().is_some()
}

/// `word/fontTable.xml`: the font that takes the place of one that is missing.
pub fn fonts(look: &Look) -> Element {
    let fonts = body_fonts(look);
    let others = fonts.get(1..).unwrap_or_default().join(",");
    let family = if look.serif { "roman" } else { "swiss" };
    let listed = |name: &str| {
        let other = (!others.is_empty()).then(|| on("w:altName", &others));
        element("w:font").attribute("w:name", name).children(other).child(on("w:family", family))
    };
    let heading = heading_font(look).filter(|heading| fonts.first().is_none_or(|body| body != heading));
    word("w:fonts").children(fonts.first().map(String::as_str).into_iter().chain(heading).map(listed))
}

/// The number of the list with bullets; numbered lists follow.
pub const BULLETS: usize = 1;

/// A numbered list.
pub struct Numbered {
    /// Its level.
    pub level: usize,
    /// The number of its first item.
    pub first: u32,
}

/// `word/numbering.xml`: a list with bullets, and each numbered list.
pub fn numbering(numbered: &[Numbered]) -> Element {
    let list = |id: usize, format: &'static str, text: fn(usize) -> String| {
        element("w:abstractNum")
            .attribute("w:abstractNumId", id)
            .child(on("w:multiLevelType", "hybridMultilevel"))
            .children((0..LEVELS).map(|depth| level(depth, format, &text(depth))))
    };
    let number = |id: usize, list: usize| element("w:num").attribute("w:numId", id).child(on("w:abstractNumId", list));
    let numbers = numbered.iter().enumerate().map(|(index, Numbered { level, first })| {
        let start = element("w:lvlOverride").attribute("w:ilvl", level).child(on("w:startOverride", first));
        number(BULLETS + 1 + index, 1).child(start)
    });
    word("w:numbering")
        .child(list(0, "bullet", |_| "•".into()))
        .child(list(1, "decimal", |depth| format!("%{}.", depth + 1)))
        .child(number(BULLETS, 0))
        .children(numbers)
}

/// A level of a list.
fn level(depth: usize, format: &'static str, text: &str) -> Element {
    let indent = element("w:ind").attribute("w:left", 284 * (depth + 1)).attribute("w:hanging", 284);
    element("w:lvl")
        .attribute("w:ilvl", depth)
        .child(on("w:start", 1))
        .child(on("w:numFmt", format))
        .child(on("w:lvlText", text))
        .child(on("w:lvlJc", "left"))
        .child(element("w:pPr").child(indent))
}

/// `word/settings.xml`: without it, Word lays a document out as its version of 2007 did.
pub fn settings() -> Element {
    let mode = element("w:compatSetting")
        .attribute("w:name", "compatibilityMode")
        .attribute("w:uri", "http://schemas.microsoft.com/office/word")
        .attribute("w:val", 15);
    word("w:settings").child(element("w:compat").child(mode))
}
