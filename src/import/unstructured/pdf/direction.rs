//! Text from right to left, which a page has as it looks: the letters of a line from left to right.
//!
//! A page that is read from right to left is mirrored, so that all that is known of lines, columns and bullets holds for
//! it. What runs the other way then stands in reverse: Latin words and numbers on such a page, and a word of Hebrew on
//! any other.

use std::ops::Range;

use unicode_script::UnicodeScript;

use super::super::lines::Run;
use super::cells::Letters;
use crate::locale::Direction;
use crate::pdf::marks::Glyph;
use crate::pdf::structure::Link;

/// How a letter runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter(Direction),
    Figure,
    /// A sign or a space.
    Neutral,
}

impl Kind {
    fn of(letter: Option<&Glyph>) -> Kind {
        let text = letter.map(|glyph| glyph.text.as_str()).unwrap_or_default();
        if text.chars().any(char::is_numeric) {
            return Kind::Figure;
        }
        let letter = text.chars().find(|letter| letter.is_alphabetic());
        letter.map_or(Kind::Neutral, |letter| Kind::Letter(Direction::of_script(letter.script())))
    }
}

/// The direction of most letters of a page.
pub fn direction(glyphs: &[&Glyph]) -> Direction {
    let count = |direction| glyphs.iter().filter(|glyph| Kind::of(Some(**glyph)) == Kind::Letter(direction)).count();
    if count(Direction::Rtl) > count(Direction::Ltr) { Direction::Rtl } else { Direction::Ltr }
}

/// A page as in a mirror.
pub struct Mirror {
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// The links.
    pub links: Vec<Link>,
    /// The left edge and the middle of drawn bullets.
    pub dots: Vec<(f64, f64)>,
}

impl Mirror {
    /// Mirrors what is on a page of a width.
    pub fn of(glyphs: &[&Glyph], links: &[&Link], dots: &[(f64, f64)], width: f64) -> Mirror {
        /// The usual width of a drawn bullet.
        const DOT: f64 = 3.0;
        let glyph = |glyph: &&Glyph| Glyph { x: (width - glyph.x.1, width - glyph.x.0), ..(*glyph).clone() };
        let link = |link: &&Link| {
            let (left, top, right, bottom) = link.bounds;
            Link { bounds: (width - right, top, width - left, bottom), ..(*link).clone() }
        };
        let dot = |(left, middle): &(f64, f64)| (width - left - DOT, *middle);
        Mirror {
            glyphs: glyphs.iter().map(glyph).collect(),
            links: links.iter().map(link).collect(),
            dots: dots.iter().map(dot).collect(),
        }
    }
}

/// The letters of a cell in the order in which they are read, on a page in a direction.
pub fn in_reading_order<'g>(letters: &Letters<'g>, page: Direction) -> Letters<'g> {
    let mut ordered = letters.clone();
    let cell = Cell { letters, kinds: letters.iter().map(|letter| Kind::of(*letter)).collect() };
    let other = if page == Direction::Rtl { Direction::Ltr } else { Direction::Rtl };
    let runs = cell.runs(other);
    for run in &runs {
        ordered[run.clone()].reverse();
    }
    match page {
        // Within words from right to left, a number runs as it does elsewhere.
        Direction::Ltr => runs.into_iter().for_each(|run| {
            let is_figure = |letter: &Option<&Glyph>| Kind::of(*letter) == Kind::Figure;
            let numbers = ordered[run].chunk_by_mut(|one, next| is_figure(one) && is_figure(next));
            numbers.for_each(<[_]>::reverse);
        }),
        Direction::Rtl => {
            let is_in_run = |number: &Range<usize>| runs.iter().any(|run| run.contains(&number.start));
            let numbers = cell.numbers().into_iter().filter(|number| !is_in_run(number));
            numbers.for_each(|number| ordered[number].reverse());
        }
    }
    ordered
}

/// Turns the brackets of text from right to left, which look like the other one of the pair: `)so(`.
pub fn turn_brackets(runs: &mut [Run]) {
    let (mut open, mut turned) = (0, 0);
    let mut turn = |letter| match letter {
        ')' if open > 0 => {
            open -= 1;
            letter
        }
        ')' => {
            turned += 1;
            '('
        }
        '(' if turned > 0 => {
            turned -= 1;
            ')'
        }
        '(' => {
            open += 1;
            letter
        }
        letter => letter,
    };
    let texts: Vec<String> = runs.iter().map(|run| run.text.chars().map(&mut turn).collect()).collect();
    // One alone, as in `a)`, is meant.
    if turned == 0 {
        runs.iter_mut().zip(texts).for_each(|(run, text)| run.text = text);
    }
}

/// The letters of a cell, and how they run.
struct Cell<'c, 'g> {
    letters: &'c Letters<'g>,
    kinds: Vec<Kind>,
}

impl Cell<'_, '_> {
    /// The text of a letter; empty for a space, and beyond the ends.
    fn text(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.letters.get(at).copied().flatten()).map_or("", |glyph| &glyph.text)
    }

    /// Where letters run in a direction: from the first to the last one that no other letters part, with the signs and
    /// figures that belong to them.
    fn runs(&self, direction: Direction) -> Vec<Range<usize>> {
        let is_letter = |at: &usize| self.kinds[*at] == Kind::Letter(direction);
        let (mut runs, mut from) = (Vec::new(), 0);
        while let Some(first) = (from..self.kinds.len()).find(is_letter) {
            let parts = |at: &usize| {
                let is_other = matches!(self.kinds[*at], Kind::Letter(own) if own != direction);
                is_other || direction == Direction::Ltr && self.is_separator(*at)
            };
            let stop = (first..self.kinds.len()).find(parts).unwrap_or(self.kinds.len());
            let last = (first..stop).rev().find(is_letter).unwrap_or(first);
            let mut run = first..last + 1;
            if direction == Direction::Ltr {
                self.extend(&mut run, from);
            }
            from = stop.max(run.end);
            runs.push(run);
        }
        runs
    }

    /// Whether a sign with spaces around it stands at a place, as between the items of a row.
    fn is_separator(&self, at: usize) -> bool {
        let is_space = |at: Option<usize>| at.is_some_and(|at| matches!(self.letters.get(at), Some(None)));
        ["|", "·", "•"].contains(&self.text(Some(at))) && is_space(at.checked_sub(1)) && is_space(Some(at + 1))
    }

    /// Adds to Latin words in a mirror what belongs to them: "3D", "C++", "Python 3", "(UK)".
    fn extend(&self, run: &mut Range<usize>, least: usize) {
        while self.kinds.get(run.end) == Some(&Kind::Figure) {
            run.end += 1;
        }
        let is_named =
            self.text(run.end.checked_sub(1)).chars().any(|letter| letter.is_uppercase() || letter.is_numeric());
        let is_space =
            |at: Option<usize>| at.is_some_and(|at| at >= least && matches!(self.letters.get(at), Some(None)));
        let spaces = usize::from(is_space(run.start.checked_sub(1)));
        // "Python 3", but not "3 ms", which looks alike.
        let number =
            self.numbers().into_iter().find(|number| number.end == run.start - spaces && number.start >= least);
        if let Some(number) = number.filter(|_| spaces == 0 || is_named) {
            run.start = number.start;
        }
        while let Some(at) = run.start.checked_sub(1).filter(|at| *at >= least) {
            let count = |sign: &str| run.clone().filter(|at| self.text(Some(*at)) == sign).count();
            let is_own = match self.text(Some(at)) {
                "+" | "#" | "." => true,
                ")" => count("(") > count(")"),
                _ => false,
            };
            if !is_own {
                break;
            }
            run.start = at;
        }
    }

    /// Figures with the signs between and after them, such as `3.5`, `40%`, and telephone numbers.
    fn numbers(&self) -> Vec<Range<usize>> {
        let is_figure = |at: usize| self.kinds.get(at) == Some(&Kind::Figure);
        let (mut numbers, mut at): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
        while at < self.kinds.len() {
            let is_after = ["%", "‰", "٪"].contains(&self.text(Some(at))) && is_figure(at + 1);
            if !is_figure(at) && !is_after {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            let is_between = |at: usize| [".", ",", ":", "/", "-"].contains(&self.text(Some(at)));
            while is_figure(end) || is_between(end) && is_figure(end - 1) && is_figure(end + 1) {
                end += 1;
            }
            end = self.end_of_phone(at).unwrap_or(end);
            numbers.push(at..end);
            at = end;
        }
        numbers
    }

    /// The end of a telephone number with the code of its country, which runs from left to right with its spaces.
    fn end_of_phone(&self, from: usize) -> Option<usize> {
        let is_part = |at: &usize| {
            let is_sign = ["", "(", ")", "-", ".", "/"].contains(&self.text(Some(*at)));
            self.kinds[*at] == Kind::Figure || is_sign && self.kinds[*at] == Kind::Neutral
        };
        let parts: Vec<usize> = (from..self.kinds.len()).take_while(is_part).collect();
        let end = from + parts.len();
        let figures = parts.iter().filter(|at| self.kinds[**at] == Kind::Figure).count();
        ((8..=15).contains(&figures) && self.text(Some(end)) == "+").then_some(end + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line as a page shows it, from left to right, read on a page in a direction.
    fn read(shown: &str, page: Direction) -> String {
        let glyph = |(at, letter): (usize, char)| Glyph {
            page: 1,
            text: letter.to_string(),
            x: (at as f64, at as f64 + 1.0),
            y: 0.0,
            size: 1.0,
            color: None,
            font: String::new(),
            angle: 0.0,
            word_gap: 0.2,
            visible: true,
            artifact: false,
            content: None,
            turn: at,
        };
        let glyphs: Vec<Glyph> = shown.chars().enumerate().map(glyph).collect();
        let mut letters: Letters = glyphs.iter().map(|glyph| Some(glyph).filter(|glyph| glyph.text != " ")).collect();
        if page == Direction::Rtl {
            letters.reverse();
        }
        let ordered = in_reading_order(&letters, page);
        ordered.iter().map(|letter| letter.map_or(" ", |glyph| glyph.text.as_str())).collect()
    }

    #[test]
    fn words_numbers_and_latin_names_are_read_in_order() {
        let shown = |text: &str| text.chars().rev().collect::<String>();
        let hebrew = "שלום עולם";
        for (page, read_as) in [
            (shown(hebrew), hebrew),
            (format!("{} 2019 {}", shown("ביפו"), shown(hebrew)), "שלום עולם 2019 ביפו"),
            (format!("2016 – 2012 {}", shown(hebrew)), "שלום עולם 2012 – 2016"),
            (format!("40% {}", shown(hebrew)), "שלום עולם 40%"),
            (format!("Dublin Core, C++ {}", shown(hebrew)), "שלום עולם Dublin Core, C++"),
            (format!("Python 3 {}", shown(hebrew)), "שלום עולם Python 3"),
            (format!("ms 120 {}", shown(hebrew)), "שלום עולם 120 ms"),
            ("Acme (UK) Ltd.".to_owned(), "Acme (UK) Ltd."),
            ("noa@example.co.il".to_owned(), "noa@example.co.il"),
            ("+972 3 555 0143".to_owned(), "+972 3 555 0143"),
            (
                format!("+972 3 555 0143 | noa@example.co.il | {}", shown(hebrew)),
                "שלום עולם | noa@example.co.il | +972 3 555 0143",
            ),
            (format!("C1 (IELTS 7.5) :{}", shown(hebrew)), "שלום עולם: C1 (IELTS 7.5)"),
            (
                format!("Tel Aviv | Developer (Team Lead) {}", shown(hebrew)),
                "שלום עולם Developer (Team Lead) | Tel Aviv",
            ),
        ] {
            assert_eq!(read(&page, Direction::Rtl), read_as);
        }
        let mut runs = [")שלום( Acme (UK), a"].map(|text| Run { text: text.into(), ..Run::default() });
        turn_brackets(&mut runs);
        assert_eq!(runs[0].text, "(שלום) Acme (UK), a");
        assert_eq!(read(&format!("Noa {} 2019", shown(hebrew)), Direction::Ltr), format!("Noa {hebrew} 2019"));
    }
}
