//! Thousands of broken files of every kind that is read: nothing panics or hangs, every
//! failure has its reason, and every place lies in the text.
//!
//! `RECTO_MUTATIONS=1000000 cargo test --release mutation` breaks more of them.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use recto::diagnostic::Diagnostics;
use recto::resume::Resume;
use recto::source::Source;

use crate::project::{Project, SEED, pdf};
use crate::targets;

/// Enough to meet each kind of damage; `RECTO_MUTATIONS` asks for more.
const FILES: usize = 200_000;

/// Bounds a slow machine, where it was not asked for more.
const BUDGET: Duration = Duration::from_secs(20);

/// A file that takes longer is as good as one that never ends.
const SLOWEST: Duration = Duration::from_secs(10);

/// Marsaglia's xorshift: the same numbers on every run.
pub struct Numbers(u64);

impl Numbers {
    /// The numbers for one file, whichever thread breaks it.
    pub fn of(file: usize) -> Numbers {
        let mut numbers = Numbers((file as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        numbers.below(2);
        numbers
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Pieces that mean something somewhere.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    " ",
    " ",
    "-",
    ":",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&",
    "*",
    "!",
    "|",
    ">",
    "'",
    "\"",
    "%",
    "@",
    "`",
    "#",
    "?",
    "~",
    "\t",
    "é",
    "陈",
    "\u{202e}",
    "0",
    "a",
    "\0",
    "=",
    "\\",
    "$",
    "\r\n",
    "\u{feff}",
    "\u{1b}",
    "\u{85}",
    "\u{2028}",
    "\u{301}",
    "🦀",
    "**",
    "](",
    "{\\",
    "1e999",
    "-1",
    "0000-00-00",
    "<<",
    "---",
    "null",
    ".nan",
    "\"\"\"",
    "[[",
    "]]",
    "&a *a",
    "crossref={",
    " # ",
    "@string{",
    "@article{",
    "x: &x",
    "9999999999999999999999",
];

pub fn mutate(text: &str, numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..1 + numbers.below(8) {
        let at = numbers.below(letters.len());
        let piece = PIECES[numbers.below(PIECES.len())];
        match numbers.below(5) {
            0 => drop(letters.splice(at..=at, piece.chars())),
            1 => drop(letters.splice(at..at, piece.chars())),
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

/// Breaks files on all cores, each of them in its own way; returns how many were read
/// all the same, and how many were looked at.
fn broken(share: usize, look: impl Fn(usize, &mut Numbers) -> bool + Sync) -> (usize, usize) {
    let asked = std::env::var("RECTO_MUTATIONS").ok().and_then(|number| number.parse::<usize>().ok());
    let files = asked.unwrap_or(FILES) * share / 100;
    let started = Instant::now();
    let (next, whole, seen) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let work = |doing: Sender<Option<usize>>| {
        loop {
            let file = next.fetch_add(1, Ordering::Relaxed);
            if file >= files || asked.is_none() && started.elapsed() > BUDGET {
                return;
            }
            doing.send(Some(file)).expect("somebody watches");
            let read = look(file, &mut Numbers::of(file));
            seen.fetch_add(1, Ordering::Relaxed);
            whole.fetch_add(usize::from(read), Ordering::Relaxed);
            doing.send(None).expect("somebody watches");
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let (doing, told) = mpsc::channel();
            scope.spawn(|| work(doing));
            scope.spawn(move || watch(&told));
        }
    });
    (whole.into_inner(), seen.into_inner())
}

/// Ends all tests, since a thread cannot be ended, where one file takes too long.
fn watch(told: &Receiver<Option<usize>>) {
    while let Ok(doing) = told.recv() {
        if let Some(file) = doing
            && told.recv_timeout(SLOWEST) == Err(RecvTimeoutError::Timeout)
        {
            let test = std::thread::current();
            let _ = writeln!(std::io::stderr(), "{test:?}: broken file {file} takes longer than {SLOWEST:?}");
            std::process::exit(101);
        }
    }
}

/// Asserts that enough were read and enough refused for the test to say something.
fn assert_telling((whole, seen): (usize, usize)) {
    assert!(whole > 50 && seen - whole > 200, "{whole} whole files of {seen} prove little");
}

const SMALL: &str = "basics: {name: Ada, email: a@b.org, url: https://a.org}\nwork:\n  - name: &a A\n    startDate: 2019-10\n    highlights: [*a, \"x\", 'y']\nsections: [work, {skills: S}]\ntheme: {name: x, dates: left}\nskills:\n  - name: |\n      block\napplications: {a: {only: [t], set: {basics.name: B}}}\n";

const EVERY_KEY: &str = include_str!("../corpus/every_key.yaml");

#[test]
fn every_broken_resume_is_explained() {
    assert_telling(broken(40, |file, numbers| {
        let text = match file % 8 {
            0 => SEED,
            1 => EVERY_KEY,
            _ => SMALL,
        };
        targets::resume(&mutate(text, numbers))
    }));
}

#[test]
fn every_broken_manifest_is_explained() {
    let manifests: Vec<&str> = vec![
        include_str!("../../themes/cornerstone/theme.toml"),
        include_str!("../../themes/harbor/theme.toml"),
        "name = \"a\"\ndescription = \"b\"\ncontract = 2\nfonts = [\"Source Sans 3\"]\nsections = [\"work\"]\n\
         [options.own]\ntype = \"number\"\nmin = 0.5\nmax = 2\ndefault = \"1\"\nfit = \"0.8\"\nhelp = \"x\"\nwords = { a = 1 }\n\
         [options.accent]\ndefault = \"#112233\"\n",
    ];
    assert_telling(broken(25, |file, numbers| targets::manifest(&mutate(manifests[file % manifests.len()], numbers))));
}

const BIBTEX: &str = "@string{acm = \"ACM\"}\n@preamble{\"x\"}\n@comment{y}\n\
    @article{knuth84, author = {Donald E. Knuth and {\\'E}va \\\"O}, title = {Literate {P}rogramming $x^2$}, journal = {The Computer Journal},\n\
    year = 1984, month = may, volume = {27}, number = 2, pages = {97--111}, doi = {10.1093/comjnl/27.2.97}, ids = {k, l}}\n\
    @inproceedings{b, title = \"A \\emph{b}\", crossref = {c}, date = {2019-10-06/2020}, editor = {X, Y and others}, url = {https://a.org}, eprint = {1706.03762}, eprinttype = {arxiv}}\n\
    @proceedings{c, title = {P}, publisher = acm # { Press}, xdata = {d}, edition = 2, pagetotal = {x}}\n@xdata{d, location = {Turin}, langid = {german}}\n";

const HAYAGRIVA: &str = "a:\n  type: article\n  title: {value: T, short: S, verbatim: true}\n  author: [\"Lovelace, Ada\", {name: B, given-name: C, prefix: von}]\n  date: 2019-10-06\n  page-range: 1-10\n  volume: 3\n  serial-number: {doi: 10.1000/1, arxiv: '1706.03762'}\n  url: {value: https://a.org, date: 2020}\n  parent:\n    - type: periodical\n      title: J\n      publisher: {name: P, location: L}\n      issue: 2\nb: {type: book, title: B, editor: X, edition: 2, affiliated: [{role: director, names: [Y]}], time-range: 1:00-2:00}\n";

#[test]
fn every_broken_file_of_references_is_explained() {
    assert_telling(broken(20, |file, numbers| match file % 3 {
        0 => targets::bibliography("mutated.yml", &mutate(HAYAGRIVA, numbers)),
        _ => targets::bibliography("mutated.bib", &mutate(BIBTEX, numbers)),
    }));
}

#[test]
fn every_broken_file_of_another_tool_is_explained() {
    let files = [
        "cv:\n  name: Ada\n  email: a@b.org\n  phone: '+1 555'\n  social_networks: [{network: GitHub, username: ada}]\n  sections:\n    summary: [*starred* text]\n    experience: [{company: A, position: B, start_date: 2019-10, end_date: present, highlights: [x]}]\n    skills: [{label: L, details: D}]\ndesign: {theme: classic}\n",
        "content:\n  basics: {name: Ada, email: a@b.org, headline: H}\n  work: [{name: A, position: B, startDate: 'Oct 1, 2019', summary: '- x', keywords: [a]}]\n  skills: [{name: S, level: Expert}]\nlocale: {language: en}\nlayouts: [{engine: latex, sections: {order: [work], aliases: {work: Jobs}}}]\n",
        "{\"basics\": {\"name\": \"Ada\", \"website\": \"https://a.org\", \"picture\": \"a.png\"}, \"work\": [{\"company\": \"A\", \"startDate\": \"2019-10-01\", \"website\": \"https://b.org\"}], \"hobbies\": 1}",
    ];
    let (whole, seen) = broken(10, |file, numbers| targets::foreign(&mutate(files[file % files.len()], numbers)));
    assert!(whole > 50 && seen > whole, "{whole} whole files of {seen} prove little");
}

#[test]
fn no_text_is_too_odd_to_be_read_or_explained() {
    let text =
        "a *b **c** d* `e` ~~f~~ [g](https://a.org) <h> \"i\" 'j' -- ... \\* ![k](l) &amp; https://m.org/n_o 2019-10";
    let (whole, _) = broken(50, |_, numbers| targets::scalars(&mutate(text, numbers)));
    assert!(whole > 100);
}

/// Bytes of a PDF are changed where they stand, so that what follows is still found.
#[test]
fn every_broken_pdf_is_read_or_refused() {
    let small = pdf("basics: {name: Ada, url: https://a.org}\nskills: [{name: Notes, keywords: [a, b]}]\n");
    let (whole, seen) = broken(2, |_, numbers| {
        let mut bytes = small.clone();
        for _ in 0..1 + numbers.below(30) {
            let at = numbers.below(bytes.len());
            match numbers.below(4) {
                0 => bytes[at] = numbers.below(256) as u8,
                1 => bytes[at] = b"0123456789<>[]()/ R%-."[numbers.below(22)],
                2 => {
                    let from = numbers.below(bytes.len());
                    let length = numbers.below(30).min(bytes.len() - from).min(bytes.len() - at);
                    bytes.copy_within(from..from + length, at);
                }
                _ if numbers.below(20) == 0 => bytes.truncate(at.max(100)),
                _ => {}
            }
        }
        targets::pdf(&bytes)
    });
    assert!(whole > 50 && seen > whole, "{whole} whole files of {seen} prove little");
}

#[test]
fn whatever_a_pdf_holds_only_a_picture_gets_out_of_it() {
    const PORTRAIT: &[u8] = include_bytes!("../../examples/tailoring/portrait.png");
    let json = "{\"basics\": {\"name\": \"Ada\", \"image\": \"me.png\"}, \"x-recto\": {\"basics\": {\"name\": \"Ada\", \"image\": \"me.png\"}}}";
    let (whole, _) = broken(2, |file, numbers| {
        let portrait = if file % 4 == 0 { b"#!/bin/sh" } else { &PORTRAIT[..40] };
        let name = if file % 2 == 0 { "me.png".to_owned() } else { mutate("me.png", numbers) };
        targets::extract(&mutate(json, numbers), &name, portrait)
    });
    assert!(whole > 20, "{whole} whole files prove little");
}

#[test]
fn no_line_of_a_batch_is_too_odd_to_be_read_or_refused() {
    let line =
        "{\"id\": \"a/b\", \"resume\": {\"basics\": {\"name\": \"Ada\"}}, \"theme\": \"plumb\", \"format\": \"svg\"}";
    let (whole, _) = broken(5, |_, numbers| targets::batch_line(mutate(line, numbers).as_bytes()));
    assert!(whole > 20, "{whole} whole lines prove little");
}

#[test]
fn every_broken_picture_is_decoded_or_refused() {
    let portrait = include_bytes!("../../examples/tailoring/portrait.png");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g id='a'><path d='M0 0h9v9z'/></g><use href='#a'/></svg>";
    let (whole, _) = broken(1, |file, numbers| {
        let mut bytes = if file % 8 == 0 { portrait.to_vec() } else { svg.to_vec() };
        for _ in 0..1 + numbers.below(4) {
            // Headers are where sizes stand.
            let at = numbers.below(bytes.len().min(200));
            bytes[at] = numbers.below(256) as u8;
        }
        targets::picture(&bytes)
    });
    assert!(whole > 10, "{whole} whole pictures prove little");
}

/// The printer of messages has its own ideas of what a line is.
#[test]
fn what_is_wrong_with_broken_files_can_be_printed() {
    let mut project = Project::new();
    for file in 0..600 {
        let text = mutate(if file % 3 == 0 { SEED } else { SMALL }, &mut Numbers::of(file + 7_000_000));
        project = project.file(&format!("all/{file}.yaml"), text);
    }
    let run = project.run(&["build", "all", "-o", "{file}.pdf"]);
    assert!(run.code == Some(1) && !run.stderr.contains("panicked"), "{:?} {}", run.code, run.stderr);
    assert!(run.stderr.matches("error[").count() > 500);
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

/// Asserts that a file of references is refused, and not followed for ever.
fn refused(text: &str) {
    assert!(!targets::bibliography("bomb.bib", text), "{text:.200} is read");
}

#[test]
fn references_in_a_circle_are_refused() {
    refused("@article{a, title={T}, crossref={a}}");
    refused("@article{a, title={T}, crossref={b}}\n@article{b, title={T}, xdata={x, a}}\n@xdata{x}");
    let two = |level: usize| {
        format!("@xdata{{a{0}, xdata={{a{1},b{1}}}}}\n@xdata{{b{0}, xdata={{a{1},b{1}}}}}\n", level, level - 1)
    };
    refused(&format!("@xdata{{a0}}\n@xdata{{b0}}\n{}", (1..40).map(two).collect::<String>()));
}

#[test]
fn abbreviations_in_a_circle_are_refused() {
    refused("@string{a=a}\n@article{b, title=a}");
    let eight = |level: usize| format!("@string{{s{level}={}}}\n", vec![format!("s{}", level - 1); 8].join(" # "));
    refused(&format!("@string{{s0={{xxxxxxxx}}}}\n{}@article{{a, title=s11}}", (1..12).map(eight).collect::<String>()));
}

#[test]
fn braces_without_end_are_refused() {
    refused(&format!("@article{{a, title={{{}x{}}}}}", "\\emph{".repeat(50_000), "}".repeat(50_000)));
    refused(&format!("@article{{a, title={{{}x{}}}}}", "{".repeat(100_000), "}".repeat(100_000)));
    assert!(targets::bibliography(
        "whole.bib",
        &format!("@article{{a, title={{{}x{}}}}}", "{".repeat(50), "}".repeat(50))
    ));
}

/// Sizes that took minutes when the time grew with their square.
#[test]
fn many_references_and_texts_are_read_in_time_that_grows_with_their_number() {
    let authors = format!("@book{{a, title={{T}}, author={{{}}}}}", vec!["A B"; 200_000].join(" and "));
    refused(&authors);
    let entries: String = (0..100_000).map(|number| format!("@book{{k{number},title={{T{number}}}}}\n")).collect();
    refused(&entries);
    let alike: String = (0..100_000).map(|number| format!("@book{{k:{number},title={{T{number}}}}}\n")).collect();
    refused(&alike);
    let copies: String = (0..100_000).map(|number| format!("k{number}: *k\n")).collect();
    let copies = format!("k: &k {{type: book, title: {}}}\n{copies}", "x".repeat(7000));
    assert!(!targets::bibliography("bomb.yaml", &copies));
    let starred: String = (0..50_000).map(|number| format!("      - *x{number} y\n")).collect();
    assert!(!targets::foreign(&format!("cv:\n  name: A\n  sections:\n    s:\n{starred}")));
    let sections: String = (0..100_000).map(|number| format!("    s{number}: x\n")).collect();
    assert!(!targets::foreign(&format!("cv:\n  name: A\n  sections:\n{sections}")));
    let few: String = (0..100).map(|number| format!("      - *x{number}* isn't y\n")).collect();
    assert!(targets::foreign(&format!("cv:\n  name: A\n  sections:\n    s:\n{few}")));
}
