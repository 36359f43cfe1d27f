//! Checks of the pages and the file.

use super::{Expectations, Finding, Found, PdfContent, Verdict, dense};
use crate::pdf::marks::Glyph;
use crate::present::TextRole;

pub fn fonts(reading: &PdfContent, _: &Expectations) -> Found {
    let mut found = Found::new();
    for font in &reading.fonts {
        let lacks = [(!font.embedded, "is not embedded"), (!font.to_unicode, "does not map its glyphs to characters")];
        found.extend(
            lacks
                .iter()
                .filter(|(lacks, _)| *lacks)
                .map(|(_, what)| (None, Finding::new(format!("the font {} {what}", font.name)))),
        );
        if font.embedded && !font.subset {
            found.push((Some(Verdict::Info), Finding::new(format!("the font {} is embedded in full", font.name))));
        }
    }
    let bold = |name: &str| ["bold", "black", "heavy"].iter().any(|word| name.to_lowercase().contains(word));
    if !reading.fonts.is_empty() && !reading.fonts.iter().any(|font| bold(&font.name)) {
        let message = "no font has Bold in its name, which some parsers use to recognise employers and titles";
        found.push((Some(Verdict::Info), Finding::new(message)));
    }
    found
}

pub fn pictures(reading: &PdfContent, _: &Expectations) -> Found {
    const MOST: f64 = 0.15;
    let mut found = Found::new();
    for (index, (width, height)) in reading.pages.iter().enumerate() {
        let on_page = reading.marks.pictures.iter().filter(|picture| picture.page == index + 1);
        let area: f64 = on_page
            .map(|picture| {
                let (left, top, right, bottom) = picture.bounds;
                ((right - left) * (bottom - top)).abs()
            })
            .sum();
        let part = area / (width * height).max(1.0);
        if part > MOST {
            let message = format!("images cover {:.0} % of page {}", part * 100.0, index + 1);
            found.push((None, Finding::new(message)));
        }
    }
    found
}

/// Converts sRGB to linear RGB (IEC 61966-2-1).
fn light([red, green, blue]: [u8; 3]) -> [f64; 3] {
    [red, green, blue].map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// The contrast ratio of two colours (WCAG 2.2).
fn contrast(first: [u8; 3], second: [u8; 3]) -> f64 {
    let luminance = |color| {
        let [red, green, blue] = light(color);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, two) = (luminance(first), luminance(second));
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

/// The perceived difference of two colours (CIE 1976, from sRGB under D65).
fn difference(first: [u8; 3], second: [u8; 3]) -> f64 {
    let lab = |color| {
        let [red, green, blue] = light(color);
        let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505;
        let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089;
        let [x, y, z] =
            [x, y, z].map(|value: f64| if value > 0.008_856 { value.cbrt() } else { 7.787 * value + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    };
    let (one, two) = (lab(first), lab(second));
    one.iter().zip(two).map(|(one, two)| (one - two).powi(2)).sum::<f64>().sqrt()
}

/// The colour behind a glyph: that of the last area drawn there before it, or white.
fn background(reading: &PdfContent, glyph: &Glyph) -> Option<[u8; 3]> {
    let mut below = reading.marks.areas.iter().filter(|area| area.turn < glyph.turn && covers(area, glyph));
    below.next_back().map_or(Some([255; 3]), |area| area.color)
}

fn covers(area: &crate::pdf::marks::Area, glyph: &Glyph) -> bool {
    let (left, top, right, bottom) = area.bounds;
    let (x, y) = ((glyph.x.0 + glyph.x.1) / 2.0, glyph.y - glyph.size * 0.25);
    area.page == glyph.page && left < x && x < right && top < y && y < bottom
}

/// All glyphs except spaces.
fn inked(reading: &PdfContent) -> impl Iterator<Item = &Glyph> {
    reading.marks.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty())
}

/// The line that a glyph is on.
fn line_of<'a>(reading: &'a PdfContent, glyph: &Glyph) -> Option<&'a super::Line> {
    reading.visual_order.0.iter().find(|line| line.page == glyph.page && (line.y - glyph.y).abs() < glyph.size * 0.5)
}

fn found_at(reading: &PdfContent, glyph: &Glyph, message: String) -> Finding {
    let finding = Finding::new(message);
    match line_of(reading, glyph) {
        Some(line) => finding.at(line),
        None => finding,
    }
}

pub fn hidden(reading: &PdfContent, _: &Expectations) -> Found {
    let why = |glyph: &Glyph| {
        let (width, height) = *reading.pages.get(glyph.page - 1)?;
        let outside = glyph.x.1 < 0.0 || glyph.x.0 > width || glyph.y < 0.0 || glyph.y > height + glyph.size;
        let same = glyph.color.zip(background(reading, glyph)).is_some_and(|(one, two)| difference(one, two) < 5.0);
        let covered = reading.marks.areas.iter().any(|area| area.turn > glyph.turn && covers(area, glyph));
        let reasons = [
            (!glyph.visible, "is invisible"),
            (glyph.size < 4.0, "is smaller than 4 pt"),
            (outside, "is outside the page"),
            (same, "has the colour of its background"),
            (covered, "is covered"),
        ];
        reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
    };
    let mut found = Found::new();
    let mut last = None;
    for (glyph, reason) in inked(reading).filter_map(|glyph| Some((glyph, why(glyph)?))) {
        // One finding per line.
        let place = Some((glyph.page, (glyph.y * 10.0) as i64, reason));
        if last != place {
            found.push((None, found_at(reading, glyph, format!("text {reason}"))));
        }
        last = place;
    }
    found
}

/// The letters of a text in alphabetical order. The text of a tag and of the tags within it, such as
/// emphasis, are not in reading order.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = dense(text).chars().collect();
    letters.sort_unstable();
    letters
}

pub fn tags(reading: &PdfContent, expectations: &Expectations) -> Found {
    let mut found = Found::new();
    if !reading.metadata.tagged {
        return vec![(None, Finding::new("there is no structure tree"))];
    }
    if reading.metadata.language.is_empty() {
        found.push((None, Finding::new("the file does not declare its language")));
    }
    let titles = expectations.texts.iter().filter(|expected| expected.role == TextRole::Title);
    let headings: Vec<usize> = (0..reading.tags.len()).filter(|index| reading.tags[*index].role == "H1").collect();
    let text_of = |index: usize| {
        let depth = reading.tags[index].depth;
        let below = reading.tags[index + 1..].iter().take_while(|tag| tag.depth > depth);
        letters(&std::iter::once(&reading.tags[index]).chain(below).map(|tag| tag.text.as_str()).collect::<String>())
    };
    let said: Vec<Vec<char>> = headings.into_iter().map(text_of).collect();
    for expected in titles.filter(|expected| !super::is_shaped(&expected.text)) {
        if !said.contains(&letters(&expected.text)) {
            let message = format!("`{}` is not a level-1 heading", expected.text);
            found.push((None, Finding::new(message).of(expected)));
        }
    }
    let has = |role: &str| reading.tags.iter().any(|tag| tag.role == role);
    if expectations.texts.iter().any(|expected| expected.path.contains(".highlights[")) && !(has("L") && has("LI")) {
        found.push((None, Finding::new("highlights are not tagged as lists")));
    }
    if has("Table") {
        found.push((None, Finding::new("there is a table, which parsers often misread")));
    }
    let figures = reading.tags.iter().filter(|tag| tag.role == "Figure" && tag.alternative.is_none());
    found.extend(figures.map(|_| (None, Finding::new("an image has no alternative text"))));
    found
}

pub fn metadata(reading: &PdfContent, expectations: &Expectations) -> Found {
    const LARGE: usize = 2_000_000;
    let facts = &reading.metadata;
    let mut found = Found::new();
    if let Some(name) = expectations.texts.iter().find(|expected| expected.role == TextRole::Name) {
        if !facts.title.contains(&name.text) {
            let message = format!("the title `{}` does not contain the name", facts.title);
            found.push((None, Finding::new(message)));
        }
        if facts.author != name.text {
            found.push((None, Finding::new(format!("the author `{}` is not the person's name", facts.author))));
        }
    }
    if facts.version.as_str() > "1.7" {
        found.push((None, Finding::new(format!("PDF {} is too new for many readers", facts.version))));
    }
    if reading.size > LARGE {
        let message = format!("the file is {} MB; some forms accept at most 2 MB", reading.size / 1_000_000);
        found.push((None, Finding::new(message)));
    }
    found
}

pub fn breaks(reading: &PdfContent, expectations: &Expectations) -> Found {
    const EMPTY: f64 = 0.15;
    let mut found = Found::new();
    let count = reading.pages.len();
    if let Some(most) = expectations.pages.filter(|most| count > *most) {
        found.push((None, Finding::new(format!("there are {count} pages, but the limit is {most}"))));
    }
    let body: Vec<_> = reading.visual_order.body().collect();
    let last: Vec<_> = body.iter().filter(|line| line.page == count).collect();
    let height = reading.pages.last().map_or(792.0, |(_, height)| *height);
    if let (true, Some(first), Some(end)) = (count > 1, last.first(), last.last())
        && (end.y - first.y) / height < EMPTY
    {
        let message = match last.len() {
            1 => format!("the last page, page {count}, has only one line"),
            lines => format!("the last page, page {count}, has only {lines} lines"),
        };
        found.push((None, Finding::new(message).help("fill the page or shorten the résumé").at(end)));
    }
    for page in 1..count {
        let Some(end) = body.iter().rfind(|line| line.page == page) else { continue };
        let text = dense(&end.text);
        let is_title = |expected: &&crate::present::ExpectedText| {
            expected.role == TextRole::Title && dense(&expected.text) == text
        };
        if let Some(expected) = expectations.texts.iter().find(is_title) {
            let message = format!("`{}` is stranded at the bottom of page {page}", expected.text);
            found.push((None, Finding::new(message).of(expected).at(end)));
        }
    }
    found
}

pub fn legible(reading: &PdfContent, _: &Expectations) -> Found {
    const SMALLEST: f64 = 8.95;
    const NARROWEST: f64 = 34.0;
    let mut found = Found::new();
    let mut sizes: Vec<f64> = inked(reading).map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    if let Some(body) = sizes.get(sizes.len() / 2).filter(|size| **size < SMALLEST) {
        found.push((None, Finding::new(format!("the font size is mostly {body:.1} pt; use at least 9 pt"))));
    }
    let pale = |glyph: &&Glyph| {
        let large = glyph.size >= 18.0 || glyph.size >= 14.0 && glyph.font.to_lowercase().contains("bold");
        let needed = if large { 3.0 } else { 4.5 };
        glyph.color.zip(background(reading, glyph)).is_some_and(|(one, two)| contrast(one, two) < needed - 0.01)
    };
    if let Some(glyph) = inked(reading).filter(|glyph| !glyph.artifact).find(pale) {
        found.push((None, found_at(reading, glyph, "the text has too little contrast".into())));
    }
    let beyond = |glyph: &&Glyph| {
        reading
            .pages
            .get(glyph.page - 1)
            .is_some_and(|(width, _)| glyph.x.0 < NARROWEST - 0.5 || glyph.x.1 > width - NARROWEST + 0.5)
    };
    if let Some(glyph) = inked(reading).filter(|glyph| !glyph.artifact).find(beyond) {
        found.push((None, found_at(reading, glyph, "text is less than 12 mm from the edge".into())));
    }
    found
}

pub fn file_name(_: &PdfContent, expectations: &Expectations) -> Found {
    let (Some(file), Some(name)) =
        (expectations.file, expectations.texts.iter().find(|expected| expected.role == TextRole::Name))
    else {
        return Vec::new();
    };
    let mut found = Found::new();
    let words = name.text.split_whitespace().filter(|word| word.chars().count() > 1);
    let named = words.clone().any(|word| file.to_lowercase().contains(&word.to_lowercase()));
    if !named && name.text.is_ascii() {
        let joined = words.collect::<Vec<_>>().join("-");
        let message =
            format!("the file name `{file}` does not contain the person's name; try `-o {joined}-Resume.pdf`");
        found.push((None, Finding::new(message)));
    }
    if !file.is_ascii() {
        found.push((
            None,
            Finding::new(format!("the file name `{file}` contains characters that some upload forms reject")),
        ));
    }
    found
}
