//! From a point on a page to the line of the résumé that it was made of.

use recto::diagnostic::Diagnostics;
use recto::resume::Resume;
use recto::source::Source;
use recto::tailor::{Filter, tailor};
use recto::theme::Themes;
use recto::typeset::{self, Compiler, SourceLocation, SourceMap, TextRun, typeset, typeset_letter};

use crate::project::SEED;

/// A résumé on its pages.
struct Set {
    map: SourceMap,
    runs: Vec<TextRun>,
}

fn set(yaml: &str, theme: &str, filter: &Filter) -> Set {
    let mut notes = Diagnostics::new();
    let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
    let resume = tailor(resume, None, filter, &mut notes).unwrap();
    let theme = Themes::builtin().find(theme, None, &mut notes).unwrap();
    let document = typeset(&resume, &Compiler::new(&theme), &mut notes).unwrap();
    let said = typeset::document(&resume, &theme, &mut notes).unwrap();
    let runs = document.text_runs();
    Set { map: SourceMap::new(runs.clone(), &resume, &said), runs }
}

fn themes() -> Vec<String> {
    Themes::builtin().names().map(str::to_owned).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Set {
    /// The points in the middle of the first and the last letter of a text, which stands
    /// on the pages in one piece.
    fn ends(&self, text: &str) -> [(usize, f64, f64); 2] {
        *self.all_ends(text).first().unwrap_or_else(|| panic!("{text} is not on the pages"))
    }

    /// The same of each time that it stands there.
    fn all_ends(&self, text: &str) -> Vec<[(usize, f64, f64); 2]> {
        let wanted: Vec<char> = letters(text).chars().collect();
        let mut all = Vec::new();
        for run in self.runs.iter().filter(|run| !run.artifact) {
            let count = run.text.chars().count() as f64;
            for (index, letter) in run.text.chars().enumerate().filter(|(_, letter)| letter.is_alphanumeric()) {
                let x = run.x + run.width * (index as f64 + 0.5) / count;
                letter.to_lowercase().for_each(|letter| all.push((letter, (run.page, x, run.y - run.size * 0.3))));
            }
        }
        let same = |window: &[(char, _)]| window.iter().map(|(letter, _)| letter).eq(&wanted);
        let starts = all.windows(wanted.len()).enumerate().filter(|(_, window)| same(window));
        starts.map(|(start, _)| [all[start].1, all[start + wanted.len() - 1].1]).collect()
    }

    fn at(&self, (page, x, y): (usize, f64, f64)) -> Option<SourceLocation> {
        self.map.at(page, x, y)
    }

    fn line(&self, place: &SourceLocation) -> usize {
        self.map.source().position(place.span.start).line
    }
}

/// The line of a file that has a text.
fn line_of(yaml: &str, text: &str) -> usize {
    1 + yaml.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("no line has {text}"))
}

/// The highlights of the seed's file: each with its line and its text without marks.
fn highlights(yaml: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut within = false;
    for (index, line) in yaml.lines().enumerate() {
        let text = line.trim_start();
        if let Some(item) = text.strip_prefix("- ").filter(|item| within && !item.contains(": ")) {
            found.push((index + 1, item.to_owned()));
        } else if within && line.starts_with("        ") {
            let (_, last) = found.last_mut().expect("a list begins with an item");
            last.push(' ');
            last.push_str(text);
        } else {
            within = text == "highlights:";
        }
    }
    found
}

#[test]
fn the_first_and_last_word_of_every_highlight_lead_to_its_line_in_every_theme() {
    let highlights = highlights(SEED);
    assert!(highlights.len() >= 7, "{highlights:?}");
    for theme in themes() {
        let set = set(SEED, &theme, &Filter::default());
        for (line, text) in &highlights {
            for point in set.ends(text) {
                let place = set.at(point).unwrap_or_else(|| panic!("{theme}: nothing stands at {point:?}: {text}"));
                assert_eq!(set.line(&place), *line, "{theme}: {text}: {place:?}");
                assert!(place.path.contains("highlights["), "{theme}: {place:?}");
            }
        }
    }
}

#[test]
fn what_stands_twice_in_the_file_leads_to_the_entry_it_stands_in() {
    for theme in themes() {
        let set = set(SEED, &theme, &Filter::default());
        // Two employers had the same position for the person; each stands near its own.
        for (index, name) in ["Tencent", "SenseTime"].iter().enumerate() {
            let [employer, _] = set.ends(name);
            let place = set.at(employer).unwrap();
            assert_eq!(place.path, format!("work[{}].name", index + 1), "{theme}");
        }
        let positions = set.all_ends("Research Intern").into_iter();
        let positions: Vec<String> = positions.map(|[first, _]| set.at(first).unwrap().path).collect();
        assert_eq!(positions, ["work[1].position", "work[2].position"], "{theme}");
    }
}

#[test]
fn names_titles_and_dates_lead_to_their_keys() {
    for theme in themes() {
        let set = set(SEED, &theme, &Filter::default());
        let path = |text: &str, end: usize| set.at(set.ends(text)[end]).map(|place| place.path).unwrap_or_default();
        assert_eq!(path("Shen Zhuoran", 0), "basics.name", "{theme}");
        assert_eq!(path("Work Experience", 0), "sections[0].work", "{theme}");
        assert_eq!(path("cmsflash99@gmail.com", 1), "basics.email", "{theme}");
        // A title that Recto writes leads to where the section is listed.
        let place = set.at(set.ends("Education")[0]).unwrap();
        assert_eq!(set.line(&place), line_of(SEED, "- education"), "{theme}");
        let start = set.runs.iter().find(|run| run.text.contains("2017")).unwrap();
        let place = set.at((start.page, start.x + 1.0, start.y - 1.0)).unwrap();
        assert!(["work[2].startDate", "work[2].endDate"].contains(&&*place.path), "{theme}: {place:?}");
    }
}

#[test]
fn entries_that_are_left_out_do_not_lead_astray() {
    let mut yaml = SEED.to_owned();
    yaml = yaml.replacen("    endDate: present\n", "    endDate: present\n    tags: [gone]\n", 1);
    let cut = Filter { without: vec!["gone".parse().unwrap()], ..Filter::default() };
    for theme in themes() {
        let set = set(&yaml, &theme, &cut);
        for (line, text) in highlights(&yaml).into_iter().skip(2) {
            let place = set.at(set.ends(&text)[0]).unwrap();
            assert_eq!(set.line(&place), line, "{theme}: {text}");
        }
        let place = set.at(set.ends("Tencent")[0]).unwrap();
        assert_eq!(place.path, "work[1].name", "{theme}");
    }
}

#[test]
fn a_point_where_nothing_stands_leads_nowhere() {
    let set = set(SEED, &themes()[0], &Filter::default());
    assert_eq!([set.at((1, 2.0, 2.0)), set.at((9, 300.0, 300.0)), set.at((0, 300.0, 300.0))], [None, None, None]);
    assert_eq!(set.at((1, f64::MAX, f64::MIN)), None);
}

/// The letter that an application has, of a file where the résumé has another.
#[test]
fn what_stands_in_a_letter_leads_to_the_letter_that_is_set() {
    let yaml = "\
basics:
  name: Ada Lovelace
  email: ada@example.org
letter:
  recipient: {name: Somebody Else, organization: Elsewhere}
  opening: Dear Somebody,
  body: Another body altogether.
applications:
  engines:
    letter:
      recipient: {name: Charles Babbage, organization: Analytical Engines}
      date: 1843-07-10
      subject: Programmer
      opening: Dear Mr Babbage,
      body: I have read about {employer}, and would like to write for them.
      closing: Faithfully yours,
      enclosures: [Notes]
";
    for theme in themes() {
        let mut notes = Diagnostics::new();
        let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
        let engines = resume.applications.find("engines").unwrap().clone();
        let resume = tailor(resume, Some(&engines), &Filter::default(), &mut notes).unwrap();
        let set_in = Themes::builtin().find(&theme, None, &mut notes).unwrap();
        let letter = typeset_letter(&resume, &Compiler::new(&set_in), &mut notes).unwrap().unwrap();
        let said = typeset::document(&resume, &set_in, &mut notes).unwrap();
        let runs = letter.text_runs();
        let set = Set { map: SourceMap::new(runs.clone(), &resume, &said), runs };
        for (text, path, line) in [
            ("Ada Lovelace", "basics.name", "name: Ada"),
            ("ada@example.org", "basics.email", "email:"),
            ("Charles Babbage", "applications.engines.letter.recipient.name", "Charles Babbage"),
            ("Analytical Engines", "applications.engines.letter.recipient.organization", "Charles Babbage"),
            ("Dear Mr Babbage", "applications.engines.letter.opening", "Dear Mr"),
            ("I have read about", "applications.engines.letter.body", "I have read"),
            ("write for them", "applications.engines.letter.body", "I have read"),
            ("Faithfully yours", "applications.engines.letter.closing", "Faithfully"),
        ] {
            let place = set.at(set.ends(text)[0]).unwrap_or_else(|| panic!("{theme}: {text} leads nowhere"));
            assert_eq!((place.path.as_str(), set.line(&place)), (path, line_of(yaml, line)), "{theme}: {text}");
        }
    }
}

/// Text of JSON with its characters in place of their numbers.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = u32::from_str_radix(&part[..4], 16).unwrap();
        plain.push(char::from_u32(code).unwrap());
        plain.push_str(&part[4..]);
    }
    plain
}

/// Words of every page of every theme, each clicked in its middle: the bytes that it leads to are
/// that word, or the value that it was made of.
#[test]
fn words_lead_to_the_bytes_that_hold_them() {
    const EVERY: usize = 7;
    let (mut exact, mut other, mut wrong) = (0, 0, Vec::new());
    for path in crate::corpus::corpus() {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        for theme in themes() {
            let mut notes = Diagnostics::new();
            let resume = Resume::read(&Source::new(name, text.as_str()), &mut notes).unwrap();
            let set_in = Themes::builtin().find(&theme, None, &mut notes).unwrap();
            let pages = typeset(&resume, &Compiler::new(&set_in), &mut notes);
            let Ok(pages) = pages else { continue };
            let said = typeset::document(&resume, &set_in, &mut notes).unwrap();
            let runs = pages.text_runs();
            let map = SourceMap::new(runs.clone(), &resume, &said);
            let words = runs.iter().filter(|run| !run.artifact).flat_map(|run| run.words());
            for (word, page, x, y) in words.filter(|(word, ..)| word.chars().count() > 3).step_by(EVERY) {
                let Some(place) = map.at(page, x, y) else { continue };
                let written = unescaped(&text[place.word.range()]);
                if place.word == place.span && letters(&written) != letters(&word) {
                    other += 1;
                } else if letters(&written).contains(&letters(&word)) {
                    // A word that is longer than a line is parted.
                    exact += 1;
                } else {
                    wrong.push(format!("{name} in {theme}: `{word}` leads to `{written}`"));
                }
            }
        }
    }
    // What is made by the language (titles, months, labels) leads to the value that caused it, and a
    // theme may part a word in two.
    let all = exact + other + wrong.len();
    assert!(
        exact > 4000 && exact * 100 > all * 85 && wrong.is_empty(),
        "{} of {all} are wrong: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(40)]
    );
}

/// What an application sets is written in the application, and a text that stands twice leads to the
/// one that was clicked.
#[test]
fn what_an_application_sets_and_what_stands_twice_lead_to_their_own_place() {
    let yaml = "\
basics: {name: Ada Lovelace, label: Mathematician}
work:
  - {name: Engines, position: Analyst, highlights: [Wrote the same line, Wrote the same line]}
  - {name: Looms, position: Analyst, highlights: [Wrote the same line]}
skills:
  - {name: Tools, keywords: [Cards, Looms]}
applications:
  engines:
    set: {basics.label: Programmer}
";
    for theme in themes() {
        let mut notes = Diagnostics::new();
        let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
        let engines = resume.applications.find("engines").unwrap().clone();
        let resume = resume.edited(Some("engines"), &[], None, &mut notes).unwrap().unwrap_or(resume);
        let resume = tailor(resume, Some(&engines), &Filter::default(), &mut notes).unwrap();
        let set_in = Themes::builtin().find(&theme, None, &mut notes).unwrap();
        let pages = typeset(&resume, &Compiler::new(&set_in), &mut notes).unwrap();
        let said = typeset::document(&resume, &set_in, &mut notes).unwrap();
        let runs = pages.text_runs();
        let set = Set { map: SourceMap::new(runs.clone(), &resume, &said), runs };
        let written = |text: &str| -> Vec<usize> {
            let starts = set.all_ends(text).into_iter().map(|[first, _]| set.at(first).unwrap().word.start);
            starts.collect()
        };
        let all = |text: &str| yaml.match_indices(text).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(written("Programmer"), all("Programmer"), "{theme}");
        assert_eq!(written("Wrote the same line"), all("Wrote the same line"), "{theme}");
        assert_eq!(written("Looms"), all("Looms"), "{theme}");
    }
}
