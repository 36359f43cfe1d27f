//! Spelling: what is wrong is found, and what a résumé is made of is not taken for a mistake.

use std::collections::BTreeSet;
use std::path::Path;

use recto::advice::{Surroundings, advise};
use recto::diagnostic::{Certainty, Diagnostic, Diagnostics};
use recto::present::passages;
use recto::resume::Resume;
use recto::source::Source;
use recto::spelling::Dictionary;
use serde_json::Value;

use crate::corpus::corpus;
use crate::project::{Project, SEED};

/// The spelling mistakes of a résumé.
fn mistakes(source: &Source) -> Vec<Diagnostic> {
    let quiet = &mut Diagnostics::new();
    let resume = Resume::read(source, quiet).unwrap();
    let tag = resume.language.as_ref().map(|tag| tag.value.to_string()).unwrap_or_default();
    let region = tag.split_once('-').map(|(_, region)| region);
    let dictionary = Dictionary::bundled("en", region).unwrap();
    let mut diagnostics = Diagnostics::new();
    advise(&resume, Surroundings { dictionary: Some(&dictionary), ..Surroundings::default() }, &[], &mut diagnostics);
    diagnostics.sorted().into_iter().filter(|note| note.rule == "spelling").cloned().collect()
}

fn words(source: &Source) -> BTreeSet<String> {
    let word = |note: &Diagnostic| note.message.split('`').nth(1).unwrap().to_owned();
    mistakes(source).iter().map(word).collect()
}

fn said(text: &str) -> Vec<String> {
    words(&Source::new("resume.yaml", text)).into_iter().collect()
}

/// The résumés of the corpus in English.
fn english() -> Vec<Source> {
    let read = |path: &Path| Source::new(path.display().to_string(), std::fs::read_to_string(path).unwrap());
    let is_english = |source: &Source| {
        let Ok(resume) = Resume::read(source, &mut Diagnostics::new()) else { return false };
        resume.language.as_ref().is_none_or(|tag| tag.value.starts_with("en"))
    };
    // German that does not say so has a test of its own.
    let corpus = corpus().into_iter().filter(|path| !path.ends_with("german_compounds.yaml"));
    let all: Vec<Source> = corpus.map(|path| read(&path)).filter(is_english).collect();
    assert!(all.len() >= 12, "{}", all.len());
    all
}

#[test]
fn hardly_a_word_of_the_corpus_is_taken_for_a_mistake() {
    let mut all = Vec::new();
    for source in english() {
        let found = words(&source);
        assert!(found.len() <= 1, "{}: {found:?}", source.name());
        all.extend(found);
    }
    assert!(all.len() <= 4, "{all:?}");
}

/// A word with a slip: two letters exchanged, one left out, one doubled, or a wrong one.
fn slip(word: &str, kind: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    match kind % 4 {
        0 => letters.swap(middle - 1, middle),
        1 => drop(letters.remove(middle)),
        2 => letters.insert(middle, letters[middle]),
        _ => letters[middle] = if letters[middle] == 'a' { 'o' } else { 'a' },
    }
    letters.into_iter().collect()
}

#[test]
fn of_the_mistakes_in_every_highlight_nineteen_of_twenty_are_found() {
    let (mut planted, mut found, mut missed) = (0, 0, Vec::new());
    for source in english() {
        let resume = Resume::read(&source, &mut Diagnostics::new()).unwrap();
        let mut text = source.text().to_owned();
        let mut wrong = Vec::new();
        let mut highlights: Vec<_> =
            passages(&resume).into_iter().filter(|it| it.path.contains(".highlights[")).collect();
        highlights.sort_by_key(|it| std::cmp::Reverse(it.origin.span().map(|span| span.start)));
        for passage in highlights {
            let Some(range) = passage.origin.span().map(|span| span.range()) else { continue };
            let raw = &source.text()[range.clone()];
            let is_plain = |word: &&str| word.len() > 5 && word.bytes().all(|letter| letter.is_ascii_lowercase());
            let Some(word) = raw.split(' ').filter(is_plain).max_by_key(|word| word.len()) else { continue };
            let bad = slip(word, wrong.len());
            let at = range.start + (word.as_ptr() as usize - raw.as_ptr() as usize);
            if bad != word && text.get(at..at + word.len()) == Some(word) {
                text.replace_range(at..at + word.len(), &bad);
                wrong.push(bad);
            }
        }
        let reported = words(&Source::new(source.name(), text));
        let distinct: BTreeSet<String> = wrong.into_iter().collect();
        planted += distinct.len();
        found += distinct.iter().filter(|word| reported.contains(*word)).count();
        missed.extend(
            distinct
                .into_iter()
                .filter(|word| !reported.contains(word))
                .map(|word| format!("{word} in {}", source.name())),
        );
    }
    assert!(planted > 100, "{planted}");
    assert!(found * 20 >= planted * 19, "{found} of {planted}; missed: {missed:?}");
}

#[test]
fn names_skills_code_and_acronyms_are_right() {
    let text = "
basics: {name: Zbyněk Havlátko, label: Platform Engineer, location: {city: Wrocaw, countryCode: US}}
work:
  - name: Fabrikkam
    position: Sofware Engineer
    startDate: 2020
    highlights:
      - Moved the frabjous services of Fabrikkam in Wrocaw to Kwzzle and `pyhton -m htpp`
      - See https://exmaple.org/foldr, ask helo@exmaple.org, or read docs/raedme.md
      - Kubernetes, PostgreSQL and TERRAFROM in iPhnes
skills: [{name: frabjous}]
";
    assert_eq!(said(text), ["Sofware"]);
}

#[test]
fn the_mistake_is_underlined_and_has_two_fixes() {
    let text = "
basics: {name: Ada, summary: 'We *recieve* letters, and \"the  comunity\" responds'}
";
    let source = Source::new("resume.yaml", text);
    let found = mistakes(&source);
    assert_eq!(found.len(), 2);
    let [first, second] = &found[..] else { panic!("{found:?}") };
    assert_eq!(&source.text()[first.span().unwrap().range()], "recieve");
    assert_eq!(&source.text()[second.span().unwrap().range()], "comunity");
    let fix = first.fix.as_ref().unwrap();
    assert_eq!((fix.replacement.as_str(), fix.certainty), ("receive", Certainty::Possible));
    assert_eq!(&source.text()[fix.span.range()], "recieve");
    let adding = &first.alternatives[0];
    let mut text = source.text().to_owned();
    text.replace_range(adding.span.range(), &adding.replacement);
    assert!(text.ends_with("advice: {words: [recieve]}\n"), "{text}");
    assert_eq!(said(&text), ["comunity"]);
}

#[test]
fn a_word_that_is_added_is_right_in_any_form() {
    let text = |advice: &str| {
        format!(
            "basics: {{name: Ada, summary: Quantifed a comunity of people in the Comunity for the comunity's sake}}\n{advice}"
        )
    };
    assert_eq!(said(&text("")), ["Quantifed", "comunity"]);
    assert_eq!(said(&text("advice: {words: [Comunity]}\n")), ["Quantifed"]);
    assert!(said(&text("advice: {allow: [spelling]}\n")).is_empty());
}

#[test]
fn a_resume_in_another_language_than_it_says_is_left_alone() {
    assert!(said(include_str!("../corpus/german_compounds.yaml")).is_empty());
}

#[test]
fn while_somebody_types_only_words_that_were_looked_up_are_reported() {
    let source = Source::new("resume.yaml", "basics: {name: Ada, summary: Found erorrs in the tables}\n");
    let resume = Resume::read(&source, &mut Diagnostics::new()).unwrap();
    let dictionary = Dictionary::bundled("en", None).unwrap();
    let reported = |typing: bool| {
        let mut diagnostics = Diagnostics::new();
        let surroundings = Surroundings { dictionary: Some(&dictionary), typing, ..Surroundings::default() };
        advise(&resume, surroundings, &[], &mut diagnostics);
        diagnostics.sorted().iter().any(|note| note.message == "`erorrs` may be misspelt")
    };
    assert_eq!([reported(true), reported(false), reported(true)], [false, true, true]);
}

#[test]
fn a_text_in_another_language_is_left_alone() {
    let text = "basics: {name: Ada, summary: Wir bauen seit vielen Jahren hölzerne Brücken über kleine Flüsse}\n";
    assert!(said(text).is_empty());
}

fn checked(project: &Project, flags: &[&str], variables: &[(&str, &str)]) -> (Option<i32>, Vec<String>) {
    let run = project.run_with(&[&["check", "--message-format", "json"], flags].concat(), b"", variables);
    let lines = String::from_utf8(run.stdout).unwrap();
    let notes = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of = |note: Value| {
        (note["id"] == "spelling" || note["severity"] == "error").then(|| note["message"].as_str().unwrap().to_owned())
    };
    (run.code, notes.filter_map(of).collect())
}

const GERMAN: &str = "language: de\nbasics: {name: Ada, summary: Ich baue Brücken und Turme}\n";
const AFF: &str = "SET UTF-8\n";
const DIC: &str = "6\nich\nbaue\nBrücken\nund\nTürme\nStraße\n";

#[test]
fn another_language_needs_a_dictionary() {
    let text = GERMAN.replace("baue Brücken", "bauue Brükcen");
    let project = Project::new().file("resume.yaml", &text).file("dict/de_AT.aff", AFF).file("dict/de_AT.dic", DIC);
    assert!(checked(&project, &[], &[]).1.is_empty());
    let expected = ["`bauue` may be misspelt", "`Brükcen` may be misspelt"];
    assert_eq!(checked(&project, &["--dictionary", "dict/de_AT.dic"], &[]).1, expected);
    let folder = project.path("dict").display().to_string();
    assert_eq!(checked(&project, &[], &[("DICPATH", &folder)]).1, expected);
    let doctor = project.run_with(&["doctor"], b"", &[("DICPATH", &folder)]);
    let said = String::from_utf8(doctor.stdout).unwrap();
    assert!(said.contains("spelling   en-GB and en-US bundled; on this system de_AT"), "{said}");
}

#[test]
fn a_dictionary_that_cannot_be_used_is_an_error() {
    let project =
        Project::new().file("resume.yaml", SEED).file("de.dic", DIC).file("xx.dic", DIC).file("xx.aff", "SET XX-1\n");
    let (code, said) = checked(&project, &["--dictionary", "de.dic"], &[]);
    assert!(code != Some(0) && said[0].starts_with("the dictionary `de.dic` cannot be used: `de.aff`:"), "{said:?}");
    let (_, said) = checked(&project, &["--dictionary", "xx.dic"], &[]);
    assert_eq!(said, ["the dictionary `xx.dic` cannot be used: its encoding, `XX-1`, is not supported"]);
}
