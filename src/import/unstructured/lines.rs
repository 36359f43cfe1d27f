//! The one model of documents without fields: lines of cells, cells of runs. Every reader ends in it.

use std::ops::Range;

use super::dates::{self, Found, Order};
use super::field::Field;
use crate::resume::RichText;
use crate::source::{Source, Span, is_text};

/// Text in one style.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Run {
    /// The text, without markup.
    pub text: String,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// The target, if it is a link.
    pub link: Option<String>,
}

/// What stands together on a line: it is separated from other cells by a wide gap, a tab or a table's border.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its text.
    pub runs: Vec<Run>,
    /// Whether it begins with a bullet that was taken off.
    pub has_bullet: bool,
    /// Whether it is in a box of its own, as a tag is.
    pub is_boxed: bool,
    /// What its label said, if it is a field of an entry.
    pub field: Option<Field>,
    /// Its left edge, in points; columns for a text without positions.
    pub x: f64,
    /// Its right edge.
    pub right: f64,
    /// The size of most of its letters, in points; 0 if unknown.
    pub size: f64,
    /// The font of most of its letters.
    pub font: String,
    /// The colour of its first letter, if it is known.
    pub color: Option<[u8; 3]>,
    /// Its location in the transcript.
    pub span: Span,
}

/// A line.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The page, from 1.
    pub page: usize,
    /// Its number: on its page, or in the file.
    pub number: usize,
    /// Its baseline, from the top, in points; counted lines for a text without positions.
    pub y: f64,
    /// The column of the page: 0 for the whole width, then 1 and 2.
    pub column: u8,
    /// The level of the list that it is an item of, from 0.
    pub bullet: Option<usize>,
    /// The level of the heading that it is, from 1.
    pub heading: Option<u8>,
    /// Whether it names the columns of a table below it.
    pub names_columns: bool,
    /// Whether the line above continues in it, as in a paragraph that was wrapped by its program.
    pub continues: bool,
    /// The entry of labelled fields that it is a part of.
    pub record: Option<usize>,
    /// Its text.
    pub cells: Vec<Cell>,
}

/// A document as lines in reading order.
#[derive(Debug)]
pub struct Document {
    /// The transcript: one line for each line, with tabs between cells. Spans point into it.
    pub source: Source,
    /// The lines.
    pub lines: Vec<Line>,
    /// Whether positions and sizes are those of a page.
    pub is_laid_out: bool,
    /// The author that the file names.
    pub author: Option<String>,
    /// The languages that it may be in, as far as they are known.
    pub languages: Vec<&'static str>,
    /// The order of its dates such as "01/09/2019".
    pub date_order: Order,
}

/// A part of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// The text, without markup.
    pub text: String,
    /// The text as rich text.
    pub rich: String,
    /// Its location in the transcript.
    pub span: Span,
    /// Whether all of it is bold.
    pub bold: bool,
    /// The target, if it has one.
    pub link: Option<String>,
}

impl Document {
    /// The first date or period of a text, as it is to be read in this document.
    pub fn date_in(&self, text: &str) -> Option<Found> {
        dates::find_in(text, &self.languages, self.date_order)
    }

    /// Gives the lines their places in a transcript.
    pub fn new(name: &str, mut lines: Vec<Line>, is_laid_out: bool, author: Option<String>) -> Document {
        for run in lines.iter_mut().flat_map(|line| &mut line.cells).flat_map(|cell| &mut cell.runs) {
            run.text.retain(is_text);
            run.link = run.link.take().filter(|link| link.chars().all(is_text));
            run.link = run.link.take().map(|link| redirected(&link).unwrap_or(link));
        }
        lines.iter_mut().for_each(|line| line.cells.retain(|cell| !cell.text().trim().is_empty()));
        lines.retain(|line| !line.cells.is_empty());
        let mut text = String::new();
        for line in &mut lines {
            if line.bullet.is_some() {
                text.push_str("• ");
            }
            for (at, cell) in line.cells.iter_mut().enumerate() {
                if at > 0 {
                    text.push('\t');
                }
                let start = text.len();
                text.push_str(&cell.text());
                cell.span.start = start;
                cell.span.end = text.len();
            }
            text.push('\n');
        }
        let source = Source::new(name, text);
        for cell in lines.iter_mut().flat_map(|line| &mut line.cells) {
            cell.span = source.span(cell.span.range());
        }
        let author = author.filter(|author| !author.trim().is_empty());
        Document { source, lines, is_laid_out, author, languages: Vec::new(), date_order: Order::Unknown }
    }
}

impl Document {
    /// Where a location of the transcript is in the file, such as "page 1, line 12".
    pub fn place(&self, span: Span) -> String {
        let line = self.lines.iter().rfind(|line| line.span().start <= span.start).or(self.lines.first());
        let (page, number) = line.map_or((1, 1), |line| (line.page, line.number));
        if self.is_laid_out { format!("page {page}, line {number}") } else { format!("line {number}") }
    }
}

impl Line {
    /// The text, with tabs between cells.
    pub fn text(&self) -> String {
        self.cells.iter().map(Cell::text).collect::<Vec<_>>().join("\t")
    }

    /// Its location in the transcript.
    pub fn span(&self) -> Span {
        match (self.cells.first(), self.cells.last()) {
            (Some(first), Some(last)) => Span { end: last.span.end, ..first.span },
            _ => Span::default(),
        }
    }

    /// The left edge.
    pub fn x(&self) -> f64 {
        self.cells.first().map_or(0.0, |cell| cell.x)
    }

    /// The largest size of its cells.
    pub fn size(&self) -> f64 {
        self.cells.iter().map(|cell| cell.size).fold(0.0, f64::max)
    }

    /// Whether its first cell is bold.
    pub fn is_bold(&self) -> bool {
        self.cells.first().is_some_and(Cell::is_bold)
    }

    /// All cells as pieces.
    pub fn pieces(&self) -> Vec<Piece> {
        self.cells.iter().map(Cell::whole).collect()
    }
}

impl Cell {
    /// The text, without markup.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether most of it is bold.
    pub fn is_bold(&self) -> bool {
        let letters = |run: &Run| run.text.chars().filter(|letter| letter.is_alphanumeric()).count();
        let bold: usize = self.runs.iter().filter(|run| run.bold).map(letters).sum();
        let all: usize = self.runs.iter().map(letters).sum();
        bold * 10 > all * 6
    }

    /// Whether its first word would have fitted on the line above it, up to an edge.
    pub fn fits_after(&self, above: &Cell, edge: f64) -> bool {
        let text = self.text();
        let word = text.trim().split(' ').next().unwrap_or_default().chars().count();
        let width = (self.right - self.x) / text.trim().chars().count().max(1) as f64;
        above.right + width * (word as f64 + 1.0) <= edge
    }

    /// Whether it is in capitals.
    pub fn is_caps(&self) -> bool {
        let text = self.text();
        let letters: Vec<char> = text.chars().filter(|letter| letter.is_alphabetic()).collect();
        let capitals = letters.iter().filter(|letter| letter.is_uppercase()).count();
        letters.len() > 2 && capitals * 10 > letters.len() * 9
    }

    /// All of it.
    pub fn whole(&self) -> Piece {
        self.piece(0..self.text().len())
    }

    /// A part of it, trimmed. The range is in bytes of the text.
    pub fn piece(&self, range: Range<usize>) -> Piece {
        let text = self.text();
        let part = &text[range.clone()];
        let start = range.start + part.len() - part.trim_start().len();
        let end = (start + part.trim().len()).max(start);
        let (mut at, mut rich) = (0, String::new());
        let (mut bold, mut any, mut link) = (true, false, None);
        let mut offset = 0;
        let own = self.runs.iter().filter(|run| {
            let from = offset;
            offset += run.text.len();
            let part = from.max(start)..offset.min(end);
            part.start < part.end && run.text[part.start - from..part.end - from].chars().any(char::is_alphanumeric)
        });
        let own: Vec<&Run> = own.collect();
        // Emphasis is only what is not all of it.
        let is_mixed = |of: fn(&Run) -> bool| own.iter().any(|run| of(run)) && !own.iter().all(|run| of(run));
        let (mixed_bold, mixed_italic) = (is_mixed(|run| run.bold), is_mixed(|run| run.italic));
        for run in &self.runs {
            let (from, to) = (at.max(start), (at + run.text.len()).min(end));
            if from < to {
                let own = &run.text[from - at..to - at];
                if own.chars().any(char::is_alphanumeric) {
                    (bold, any) = (bold && run.bold, true);
                    link = link.or_else(|| run.link.clone());
                }
                rich.push_str(&marked(own, run, run.bold && mixed_bold, run.italic && mixed_italic));
            }
            at += run.text.len();
        }
        let span = Span { start: self.span.start + start, end: self.span.start + end, ..self.span };
        Piece { text: text[start..end].to_owned(), rich, span, bold: bold && any, link }
    }
}

/// Text with the markup of its run.
fn marked(text: &str, run: &Run, bold: bool, italic: bool) -> String {
    // A bracket that opens after a word in italics is not part of it.
    let is_outside = |letter: char| letter.is_whitespace() || "([{„«".contains(letter);
    let inner = text.trim_start().trim_end_matches(is_outside);
    if inner.is_empty() {
        return if text.trim().is_empty() { text.to_owned() } else { escaped(text) };
    }
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &escaped(&text[text.trim_end_matches(is_outside).len()..]);
    let mut marked = escaped(inner);
    if italic {
        marked = format!("*{marked}*");
    }
    if bold {
        marked = format!("**{marked}**");
    }
    if let Some(link) = run.link.as_ref().filter(|link| shows_other(inner, link)) {
        marked = format!("[{marked}]({})", link.replace('(', "%28").replace(')', "%29").replace(' ', "%20"));
    }
    format!("{before}{marked}{after}")
}

/// Where a link leads that some programs put behind a page of theirs, as Google Docs does in a file that it exports.
fn redirected(link: &str) -> Option<String> {
    const PAGES: &[(&str, &str)] =
        &[("www.google.com", "/url"), ("l.facebook.com", "/l.php"), ("www.linkedin.com", "/redir/redirect")];
    let page = url::Url::parse(link).ok()?;
    let host = page.host_str()?;
    let is_page = PAGES.contains(&(host, page.path())) || host.ends_with("safelinks.protection.outlook.com");
    let (_, target) = page.query_pairs().find(|(key, _)| ["q", "url", "u"].contains(&&**key))?;
    (is_page && target.starts_with("http") && target.chars().all(is_text)).then(|| target.into_owned())
}

/// Whether a link shows something other than its target.
fn shows_other(shown: &str, link: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim_start_matches("mailto:").trim_start_matches("tel:");
        let text = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        text.trim_end_matches('/').to_lowercase()
    };
    bare(shown) != bare(link) && link.contains(':')
}

/// Text that is printed as it is, escaped only if it must be.
pub fn escaped(text: &str) -> String {
    let is_safe = !text.contains(['\\', '*', '`', '~', '^', '<', '[', '{'])
        && text.parse::<RichText>().is_ok_and(|rich| !rich.has_markup());
    if is_safe { text.to_owned() } else { RichText::escaped(text) }
}

#[cfg(test)]
mod tests {
    use super::redirected;

    #[test]
    fn a_link_through_the_page_of_a_program_leads_where_that_leads() {
        for (link, target) in [
            ("https://www.google.com/url?q=https://ada.example.org/cv&sa=D&usg=x", Some("https://ada.example.org/cv")),
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fada.example.org%2F%C3%A9&data=05",
                Some("https://ada.example.org/é"),
            ),
            ("https://www.google.com/search?q=https://ada.example.org", None),
            ("https://www.google.com/url?q=javascript:x", None),
            ("https://ada.example.org/?q=https://other.example.org", None),
        ] {
            assert_eq!(redirected(link).as_deref(), target, "{link}");
        }
    }
}
