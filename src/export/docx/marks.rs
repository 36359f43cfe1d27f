//! Runs of text in a Word document.

use super::super::xml::{Element, element};
use super::on;
use crate::locale::{Direction, parts_from_right};

/// What a piece of text is within.
#[derive(Clone, Copy, Default)]
pub struct Marks {
    /// The direction of the text around.
    pub direction: Direction,
    pub emphasis: bool,
    pub strong: bool,
    pub struck: bool,
    pub code: bool,
    pub link: bool,
    /// The vertical alignment of superscripts and subscripts.
    pub script: Option<&'static str>,
}

impl Marks {
    /// A text, and in lines from right to left, each part in the other direction as a run of its own: Word takes the
    /// signs between two runs for part of a run from left to right, unless they are marked.
    pub fn runs(self, text: &str) -> Vec<Element> {
        match self.direction {
            Direction::Ltr => vec![self.run(text, Direction::Ltr)],
            Direction::Rtl => {
                parts_from_right(text).into_iter().map(|(direction, part)| self.run(part, direction)).collect()
            }
        }
    }

    fn run(self, text: &str, direction: Direction) -> Element {
        let Marks { direction: _, emphasis, strong, struck, code, link, script } = self;
        // In the order of the schema.
        let mut properties = Vec::new();
        if link {
            properties.push(on("w:rStyle", "Hyperlink"));
        }
        if code {
            properties.push(element("w:rFonts").attribute("w:ascii", "Consolas").attribute("w:hAnsi", "Consolas"));
        }
        if strong {
            properties.extend([element("w:b"), element("w:bCs")]);
        }
        if emphasis {
            properties.extend([element("w:i"), element("w:iCs")]);
        }
        if struck {
            properties.push(element("w:strike"));
        }
        properties.extend(script.map(|script| on("w:vertAlign", script)));
        properties.extend((direction == Direction::Rtl).then(|| element("w:rtl")));
        let properties = (!properties.is_empty()).then(|| element("w:rPr").children(properties));
        let text = element("w:t").attribute("xml:space", "preserve").text(text);
        element("w:r").children(properties).child(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Word reads of some runs: each text, and whether it runs from right to left.
    fn shown(direction: Direction, text: &str) -> Vec<String> {
        let marks = Marks { strong: true, direction, ..Marks::default() };
        let shown = |run: Element| {
            let xml = String::from_utf8(run.into_document()).unwrap();
            let (_, text) = xml.rsplit_once("preserve\">").unwrap();
            let mark = if xml.contains("<w:bCs/><w:rtl/></w:rPr>") { "←" } else { "" };
            format!("{mark}{}", text.split('<').next().unwrap())
        };
        marks.runs(text).into_iter().map(shown).collect()
    }

    #[test]
    fn only_what_runs_from_right_to_left_is_marked() {
        assert_eq!(shown(Direction::Ltr, "Rust, Go"), ["Rust, Go"]);
        assert_eq!(shown(Direction::Rtl, "Rust"), ["Rust"]);
        assert_eq!(shown(Direction::Rtl, ", "), ["←, "]);
        assert_eq!(shown(Direction::Rtl, "כלים: Git"), ["←כלים: ", "Git"]);
    }
}
