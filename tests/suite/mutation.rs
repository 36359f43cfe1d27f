//! Thousands of broken files: nothing panics, every failure has its reason, and
//! every place lies in the text.

use std::time::{Duration, Instant};

use recto::diagnostic::{Diagnostics, Severity};
use recto::resume::Resume;
use recto::source::Source;

use crate::project::SEED;

/// Enough to meet each kind of damage; the time bounds a slow machine.
const FILES: usize = 20_000;
const BUDGET: Duration = Duration::from_secs(20);

/// Marsaglia's xorshift: the same numbers on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

fn mutate(text: &str, numbers: &mut Numbers) -> String {
    const LETTERS: &[char] = &[
        '\n', '\n', ' ', ' ', '-', ':', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
        '#', '?', '~', '\t', 'é', '陈', '\u{202e}', '0', 'a', '\0',
    ];
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..1 + numbers.below(8) {
        let at = numbers.below(letters.len());
        let letter = LETTERS[numbers.below(LETTERS.len())];
        match numbers.below(5) {
            0 => letters[at] = letter,
            1 => letters.insert(at, letter),
            2 => drop(letters.remove(at)),
            3 => drop(letters.drain(at..(at + numbers.below(20)).min(letters.len()))),
            _ => {
                let piece: Vec<char> = letters[at..(at + numbers.below(40)).min(letters.len())].to_vec();
                let to = numbers.below(letters.len());
                letters.splice(to..to, piece);
            }
        }
        if letters.len() < 20 {
            break;
        }
    }
    letters.into_iter().collect()
}

#[test]
fn every_broken_file_is_explained() {
    let small = "basics: {name: Ada, email: a@b.org, url: https://a.org}\nwork:\n  - name: &a A\n    startDate: 2019-10\n    highlights: [*a, \"x\", 'y']\nsections: [work, {skills: S}]\ntheme: {name: x, dates: left}\nskills:\n  - name: |\n      block\n";
    let started = Instant::now();
    let mut numbers = Numbers(88_172_645_463_325_252);
    let (mut faulty, mut whole) = (0, 0);
    for file in 0..FILES {
        if started.elapsed() > BUDGET {
            break;
        }
        let text = mutate(if file % 4 == 0 { SEED } else { small }, &mut numbers);
        let source = Source::new("mutated.yaml", text.as_str());
        let mut notes = Diagnostics::new();
        match Resume::read(&source, &mut notes) {
            Ok(_) => {
                whole += 1;
                assert_eq!(notes.errors(), 0, "read in spite of an error:\n{text}");
            }
            Err(_) => {
                faulty += 1;
                assert!(notes.errors() > 0, "failed without a reason:\n{text}");
            }
        }
        for note in notes.sorted() {
            assert!(!note.message.is_empty() && (note.severity == Severity::Warning || !note.labels.is_empty()));
            for span in note.labels.iter().map(|label| label.span).chain(note.fix.iter().map(|fix| fix.span)) {
                assert!(text.get(span.range()).is_some(), "{note:?} lies outside of\n{text}");
            }
        }
    }
    assert!(faulty > 1000 && whole > 100, "{faulty} faulty and {whole} whole files prove little");
}

#[test]
fn bombs_are_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", vec![before; 8].join(", "));
    }
    let nested = format!("basics: {}{}", "[".repeat(5000), "]".repeat(5000));
    let deep = (0..200).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>();
    for text in [bomb, nested, deep] {
        let mut notes = Diagnostics::new();
        assert!(Resume::read(&Source::new("bomb.yaml", text), &mut notes).is_err());
        assert!(notes.errors() > 0);
    }
}
