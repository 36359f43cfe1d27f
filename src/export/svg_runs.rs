//! Drawings for the screen: an element for each run of letters instead of one for each letter. They are larger, but a browser
//! shows them in a third of the time, because it makes a tree of elements for every use of a symbol.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::svg_path::shortened;

/// How Typst begins a letter that is drawn as a use of a symbol.
const USE: &str = "<use xlink:href=\"#";

/// How it begins the symbol, and what stands between its name and its outline. All commands of the outline but the first
/// are relative.
const SYMBOL: (&str, &str) = ("<symbol id=\"", "\" overflow=\"visible\"><path d=\"M 0 0");

/// How it ends a symbol.
const SYMBOL_END: &str = "\"/></symbol>";

/// Draws letters that follow each other as one path. What is not drawn as Typst draws letters stays as it is.
pub fn with_whole_runs(svg: &str) -> String {
    let outlines = outlines(svg);
    let mut drawn = String::with_capacity(svg.len() * 2);
    let (mut rest, mut is_whole) = (svg, true);
    while let Some(at) = rest.find(USE) {
        drawn += &rest[..at];
        rest = &rest[at..];
        let (mut color, mut path) = (None, String::new());
        while let Some((letter, after)) = Letter::read(rest) {
            let Some(outline) = outlines.get(letter.symbol) else { break };
            if color != Some(letter.color) {
                finish(&mut drawn, color, &path);
                (color, path) = (Some(letter.color), String::new());
            }
            write!(path, "M {} {}{outline}", letter.x, letter.y).expect("writing to a String cannot fail");
            rest = after;
        }
        finish(&mut drawn, color, &path);
        // A letter that is drawn in another way.
        if let Some(other) = rest.strip_prefix(USE) {
            drawn += USE;
            (rest, is_whole) = (other, false);
        }
    }
    drawn += rest;
    if is_whole { without_symbols(&drawn) } else { drawn }
}

fn finish(drawn: &mut String, color: Option<&str>, path: &str) {
    if let Some(color) = color {
        write!(drawn, "<path fill=\"{color}\" d=\"{path}\"/>").expect("writing to a String cannot fail");
    }
}

/// A letter: the use of a symbol.
struct Letter<'a> {
    symbol: &'a str,
    x: &'a str,
    y: &'a str,
    color: &'a str,
}

impl<'a> Letter<'a> {
    /// The letter at the start of a text, and what follows it.
    fn read(text: &'a str) -> Option<(Letter<'a>, &'a str)> {
        let (symbol, rest) = text.strip_prefix(USE)?.split_once('"')?;
        let (x, rest) = rest.strip_prefix(" x=\"")?.split_once('"')?;
        let (y, rest) = rest.strip_prefix(" y=\"")?.split_once('"')?;
        let (color, rest) = rest.strip_prefix(" fill=\"")?.split_once('"')?;
        Some((Letter { symbol, x, y, color }, rest.strip_prefix(" fill-rule=\"nonzero\"/>")?))
    }
}

/// The outlines of the symbols that are letters.
fn outlines(svg: &str) -> HashMap<&str, String> {
    let symbols = svg.split(SYMBOL.0).skip(1);
    symbols
        .filter_map(|symbol| {
            let (name, outline) = symbol.split_once(SYMBOL.1)?;
            let is_relative = |outline: &&str| !outline.contains(['M', 'L', 'H', 'V', 'C', 'Q']);
            let outline = outline.split_once(SYMBOL_END).map(|(outline, _)| outline).filter(is_relative)?;
            (!name.contains('"')).then(|| (name, shortened(outline).unwrap_or_else(|| outline.to_owned())))
        })
        .collect()
}

/// A drawing without the symbols of letters.
fn without_symbols(svg: &str) -> String {
    let mut kept = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find(SYMBOL.0) {
        kept += &rest[..at];
        let symbol = &rest[at..];
        let end = symbol.find("</symbol>").map_or(symbol.len(), |end| end + "</symbol>".len());
        if !symbol[..end].contains(SYMBOL.1) {
            kept += &symbol[..end];
        }
        rest = &symbol[end..];
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::with_whole_runs;

    const LETTERS: &str = "<g><use xlink:href=\"#gA\" x=\"0\" y=\"0\" fill=\"#111111\" fill-rule=\"nonzero\"/>\
        <use xlink:href=\"#gB\" x=\"7.5\" y=\"0\" fill=\"#111111\" fill-rule=\"nonzero\"/>\
        <use xlink:href=\"#gA\" x=\"9\" y=\"1\" fill=\"#ff0000\" fill-rule=\"nonzero\"/></g>";
    const SYMBOLS: &str = "<symbol id=\"gA\" overflow=\"visible\"><path d=\"M 0 0m 1 2h 3Z \"/></symbol>\
        <symbol id=\"gB\" overflow=\"visible\"><path d=\"M 0 0m 4 5v 6Z \"/></symbol>";

    #[test]
    fn letters_of_one_colour_are_one_path() {
        let expected = "<g><path fill=\"#111111\" d=\"M 0 0m1 2h3ZM 7.5 0m4 5v6Z\"/>\
            <path fill=\"#ff0000\" d=\"M 9 1m1 2h3Z\"/></g>";
        assert_eq!(with_whole_runs(&format!("{LETTERS}{SYMBOLS}")), expected);
    }

    #[test]
    fn what_is_drawn_in_another_way_stays() {
        let outlined = LETTERS.replace("fill=\"#ff0000\"", "fill=\"#ff0000\" stroke=\"#000\"");
        let drawn = with_whole_runs(&format!("{outlined}{SYMBOLS}"));
        assert!(drawn.contains("stroke=\"#000\"") && drawn.ends_with(SYMBOLS), "{drawn}");
        let picture = "<symbol id=\"gP\" overflow=\"visible\"><image href=\"x\"/></symbol>";
        assert_eq!(with_whole_runs(picture), picture);
        assert_eq!(with_whole_runs("<use xlink:href=\"#gX"), "<use xlink:href=\"#gX");
    }
}
