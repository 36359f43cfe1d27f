//! Which run of the pages shows which of the texts.

use super::super::runs::TextRun;
use super::letters;

/// A letter of a text: the number of the text, and of the letter in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    pub text: usize,
    pub letter: usize,
}

/// The letters of all runs in the order in which they are drawn.
struct Stream {
    letters: Vec<char>,
    /// The run of each letter, and whether it begins a word.
    places: Vec<(usize, bool)>,
    /// The text that each letter shows, and which of its letters it is.
    shown: Vec<Option<Shown>>,
}

/// For each letter of each run the text that it shows, if it shows one. Long texts are found first,
/// and say where to look for the short ones beside them.
pub fn align(runs: &[TextRun], said: &[String]) -> Vec<Vec<Option<Shown>>> {
    let mut stream = Stream::of(runs);
    let texts: Vec<Vec<char>> = said.iter().map(|text| letters(text)).collect();
    let mut order: Vec<usize> = (0..texts.len()).filter(|text| !texts[*text].is_empty()).collect();
    order.sort_by_key(|text| std::cmp::Reverse(texts[*text].len()));
    let mut found: Vec<Option<usize>> = vec![None; texts.len()];
    for text in order {
        let places = stream.occurrences(&texts[text]);
        let best = places.into_iter().min_by(|one, other| {
            let far = |at: usize| away(at, text, &found);
            far(*one).total_cmp(&far(*other))
        });
        if let Some(start) = best {
            found[text] = Some(start);
            stream.claim(start, text, texts[text].len());
        }
    }
    let mut matches: Vec<Vec<Option<Shown>>> = (0..runs.len()).map(|run| stream.shown_by(run)).collect();
    pieces(runs, &texts, &mut matches);
    matches
}

impl Stream {
    fn of(runs: &[TextRun]) -> Stream {
        let mut stream = Stream { letters: Vec::new(), places: Vec::new(), shown: Vec::new() };
        for (index, run) in runs.iter().enumerate().filter(|(_, run)| !run.artifact) {
            let mut begins = true;
            for letter in run.text.chars() {
                let plain = letters(letter.encode_utf8(&mut [0; 4]));
                for letter in &plain {
                    stream.letters.push(*letter);
                    stream.places.push((index, begins));
                    begins = false;
                }
                // A mark within a word, such as a hyphen, parts it as well.
                begins |= plain.is_empty();
            }
        }
        stream.shown = vec![None; stream.letters.len()];
        stream
    }

    /// Where a text stands that nothing else was found at, in whole words.
    fn occurrences(&self, text: &[char]) -> Vec<usize> {
        let whole = |start: &usize| {
            let end = start + text.len();
            let free = self.shown[*start..end].iter().all(Option::is_none);
            free && self.places[*start].1 && self.places.get(end).is_none_or(|(_, begins)| *begins)
        };
        let windows = self.letters.windows(text.len()).enumerate();
        windows.filter(|(_, window)| *window == text).map(|(start, _)| start).filter(whole).collect()
    }

    fn claim(&mut self, start: usize, text: usize, length: usize) {
        for letter in 0..length {
            self.shown[start + letter] = Some(Shown { text, letter });
        }
    }

    /// What the letters of a run show.
    fn shown_by(&self, run: usize) -> Vec<Option<Shown>> {
        let first = self.places.partition_point(|(index, _)| *index < run);
        let end = self.places.partition_point(|(index, _)| *index <= run);
        self.shown[first..end].to_vec()
    }
}

/// How far a place is from those of the texts just before and after, the nearest in reading
/// order first of all.
fn away(at: usize, text: usize, found: &[Option<usize>]) -> f64 {
    let before = (0..text).rev().find_map(|other| Some((text - other, found[other]?)));
    let after = (text + 1..found.len()).find_map(|other| Some((other - text, found[other]?)));
    [before, after].into_iter().flatten().map(|(steps, place)| at.abs_diff(place) as f64 / steps as f64).sum()
}

/// Finds what is left: runs that are a piece of a text that does not stand whole on the
/// pages, such as one whose lines were drawn in another order.
fn pieces(runs: &[TextRun], texts: &[Vec<char>], matches: &mut [Vec<Option<Shown>>]) {
    const SHORTEST: usize = 3;
    let mut near = 0;
    for (run, shown) in runs.iter().zip(matches) {
        if let Some(found) = shown.iter().flatten().next() {
            near = found.text;
            continue;
        }
        let piece = letters(&run.text);
        if piece.len() < SHORTEST || run.artifact {
            continue;
        }
        let holding = texts.iter().enumerate().filter_map(|(index, text)| Some((index, super::find(text, &piece)?)));
        if let Some((text, start)) = holding.min_by_key(|(text, _)| text.abs_diff(near)) {
            *shown = (start..start + piece.len()).map(|letter| Some(Shown { text, letter })).collect();
        }
    }
}
