//! Advice: each rule finds its fault, and hardly anything else.

use recto::advice::RULES;
use serde_json::Value;

use crate::corpus::{corpus, needs_fonts, with_companions};
use crate::project::{Project, SEED};

/// A theme that prints no portrait by default.
const MANIFEST: &str = include_str!("../../themes/bursar/theme.toml");
const THEME: &str = include_str!("../../themes/bursar/theme.typ");

/// What is said of a résumé, as the names of rules.
fn advice(project: &Project, name: &str) -> Vec<String> {
    let run = project.run(&["check", name, "--message-format", "json"]);
    assert!(run.code == Some(0) || needs_fonts(&run), "{name}: {}", String::from_utf8(run.stdout).unwrap());
    let lines = String::from_utf8(run.stdout).unwrap();
    let notes = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let advice = notes.filter(|note| note["severity"] == "advice");
    advice.map(|note| note["id"].as_str().unwrap().to_owned()).collect()
}

fn said(yaml: &str) -> Vec<String> {
    let project = Project::new().file("cv.yaml", yaml).file("me.png", PORTRAIT);
    let without_photo = MANIFEST.replace("[options.photo]", "[options.photo]\ndefault = \"false\"");
    assert_ne!(without_photo, MANIFEST);
    advice(&project.file("mine/theme.toml", without_photo).file("mine/theme.typ", THEME), "cv.yaml")
}

const PORTRAIT: &[u8] = include_bytes!("../../examples/tailoring/portrait.png");

/// A résumé of which nothing is to be said.
const FAULTLESS: &str = "
basics: {name: Ada Lovelace, email: ada@example.org, location: {city: London, countryCode: GB}}
work:
  - {name: Analytical Engines, position: Programmer, startDate: 2019-10, endDate: present, highlights: [Wrote the first 3 programs, Found 40 errors in the tables]}
  - {name: Difference Engines, position: Translator, startDate: 2016-01, endDate: 2019-09, highlights: [Translated a memoir of 60 pages]}
education:
  - {institution: University of London, startDate: 2012, endDate: 2015}
skills:
  - {name: Mathematics, keywords: [tables, series]}
";

/// For each rule a change to that résumé with which it speaks.
fn faults() -> Vec<(&'static str, String)> {
    let with = |from: &str, to: &str| {
        assert!(FAULTLESS.contains(from), "{from}");
        FAULTLESS.replacen(from, to, 1)
    };
    let line = |text: &str| with("Found 40 errors in the tables", text);
    let jobs = |lines: &str| with("[Wrote the first 3 programs, Found 40 errors in the tables]", lines);
    let summary = |text: &str| with("email:", &format!("summary: {text}, email:"));
    let words = |count: usize| "word ".repeat(count).trim_end().to_owned();
    vec![
        ("contact-email", with(" email: ada@example.org,", "")),
        ("contact-location", with(", location: {city: London, countryCode: GB}", "")),
        ("link-tracking", with("email:", "url: 'https://ada.example.org/?utm_source=mail', email:")),
        ("photo-hidden", with("countryCode: GB}", "countryCode: DE}, image: me.png") + "theme: ./mine\n"),
        ("personal-data", with("email:", "image: me.png, email:")),
        ("cited-as", with("skills:", "publications:\n  - {name: Notes, authors: [Menabrea L., Babbage C.]}\n  - {name: On tides, authors: [Lovelace A.]}\n  - {name: Errata, authors: [Babbage C. et al.]}\nskills:")),
        ("length", with("skills:", &format!("projects:\n{}skills:", "  - {name: Engine, summary: A line}\n".repeat(60)))),
        ("bullet-long", line(&words(36))),
        ("bullet-short", line("Analysis")),
        ("bullet-count", jobs("[a 1 b c, d 2 e f, g 3 h i, j 4 k l, m 5 n o, p 6 q r, s 7 t u, v 8 w x, y 9 z a]")),
        ("bullet-wall", with("startDate: 2016-01", &format!("startDate: 2016-01, summary: {}", words(61)))),
        ("bullet-period", jobs("[Wrote the first 3 programs, Found 40 errors in the tables.]")),
        ("weak-opening", line("Responsible for 40 tables")),
        ("first-person", line("Then I found 40 errors in the tables")),
        ("tense", with("Translated a memoir", "Manages a memoir")),
        ("verb-repeat", jobs("[Found 1 error in it, Found 2 more in it, Found 3 in the rest]").replace("[Translated", "[Found 4 in another, Found 5 in the last, Translated")),
        ("vague", line("Found various 40 errors")),
        ("cliche", summary("A results-driven programmer")),
        ("quantify", jobs("[Wrote some programs of note, Wrote some more of them, Wrote the last of them, Found errors in tables, Found errors in engines]").replace("of 60 pages", "on engines")),
        ("references-line", summary("References available on request")),
        ("objective", summary("Seeking a position")),
        ("spelling", line("Found 40 erorrs in the tables")),
        ("brand-spelling", line("Wrote 3 engines in Javascript")),
        ("dash", line("Ran the engine 1840-1842 alone")),
        ("spacing", line("\"Found 40 errors ,and mended them\"")),
        ("date-order", with("startDate: 2016-01, endDate: 2019-09", "startDate: 2021-01, endDate: present").replace("2015", "2019")),
        ("date-missing", with(" startDate: 2016-01, endDate: 2019-09,", "").replace("2015", "2019")),
        ("date-precision", with("2016-01", "2016")),
        ("date-gap", with("2019-09", "2017-09")),
        ("section-missing", with("education:\n  - {institution: University of London, startDate: 2012, endDate: 2015}\nskills:\n  - {name: Mathematics, keywords: [tables, series]}", "volunteer:\n  - {organization: Engines for All}")),
        ("skill-dump", with("[tables, series]", "[tables, series, Tables]")),
        ("skill-level", with("keywords: [tables, series]", "level: 80 %")),
        ("placeholder", line("\"TODO: ask Charles for 3 figures\"")),
    ]
}

#[test]
fn each_rule_finds_its_fault_and_nothing_else() {
    assert_eq!(said(FAULTLESS), [""; 0]);
    let mut wrong = Vec::new();
    for (rule, yaml) in faults() {
        let said = said(&yaml);
        if said != [rule] {
            wrong.push(format!("{rule}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let tested: Vec<&str> = faults().iter().map(|(rule, _)| *rule).collect();
    assert_eq!(tested, RULES.iter().map(|rule| rule.id).collect::<Vec<_>>());
}

#[test]
fn german_is_read_as_german() {
    let german = FAULTLESS.to_owned() + "language: de\n";
    assert_eq!(said(&german.replace("Found 40 errors in the tables", "Zuständig für 40 Tabellen")), ["weak-opening"]);
    assert_eq!(said(&german.replace("Found 40 errors in the tables", "Dabei fand ich 40 Fehler")), ["first-person"]);
    let french = FAULTLESS.to_owned() + "language: fr\n";
    assert_eq!(said(&french.replace("Found 40 errors in the tables", "Responsible for various 40 tables")), [""; 0]);
}

/// What is said of the résumés of the corpus was looked at, and each can be defended.
#[test]
fn there_are_few_false_alarms() {
    let mut all = String::new();
    for file in corpus() {
        let name = file.file_name().unwrap().to_str().unwrap();
        let project = with_companions().file(name, std::fs::read(&file).unwrap());
        for rule in advice(&project, name) {
            all += &format!("{name}: {rule}\n");
        }
    }
    let project = Project::new().file("resume.yaml", SEED);
    let seed = advice(&project, "resume.yaml");
    assert!(seed.len() <= 3, "{seed:?}");
    insta::assert_snapshot!("advice_on_the_corpus", all);
}

#[test]
fn advice_can_be_allowed_and_denied() {
    let yaml = FAULTLESS.replace("Found 40", "Found various 40");
    assert_eq!(said(&format!("{yaml}advice: {{allow: [vague]}}\n")), [""; 0]);
    let project = Project::new().file("resume.yaml", &yaml);
    for deny in ["vague", "cliche,vague", "all"] {
        let run = project.run(&["check", "--deny", deny]);
        assert!(run.code == Some(1) && run.stderr.contains("error[vague]"), "{deny}: {}", run.stderr);
    }
    let run = project.run(&["check", "--deny", "cliche"]);
    assert!(run.code == Some(0) && run.stderr.contains("advice[vague]"), "{}", run.stderr);
    let run = project.run(&["check", "--deny", "clichee"]);
    assert!(run.code == Some(2) && run.stderr.contains("did you mean `cliche`?"), "{}", run.stderr);
    let project = Project::new().file("resume.yaml", format!("{yaml}advice: {{allow: [vage]}}\n"));
    let run = project.run(&["check"]);
    assert!(run.stderr.contains("unknown advice rule `vage`") && run.stderr.contains("did you mean `vague`?"));
    // A build gives none.
    let run = project.run(&["build"]);
    assert!(run.code == Some(0) && !run.stderr.contains("advice["), "{}", run.stderr);
}

#[test]
fn the_page_lists_the_rules() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/advice.md");
    let section = |rule: &recto::advice::Rule| {
        format!(
            "### {}\n\nFinds {}. What to do: {}. (Source: {}.)\n\n| Instead of | write |\n|---|---|\n| {} | {} |\n\n",
            rule.id,
            rule.title,
            rule.why,
            rule.source,
            rule.bad.replace('|', "\\|"),
            rule.good.replace('|', "\\|")
        )
    };
    let rules: String = RULES.iter().map(section).collect();
    let page = std::fs::read_to_string(path).unwrap();
    let (before, rest) = page.split_once("advice -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of rules -->").unwrap();
    let written = format!("{before}advice -->\n\n{rules}<!-- end of rules -->{after}");
    if page != written {
        assert!(crate::project::approves(), "docs/advice.md has other rules");
        std::fs::write(path, written).unwrap();
    }
}

/// A text that stands twice is found where it is at fault, and not where it stands first.
#[test]
fn advice_leads_to_the_text_that_it_is_about() {
    let yaml = "basics: {name: Ada, email: ada@example.org}\nwork:\n  - {name: A, startDate: 2020, endDate: present, highlights: [Manages a team]}\n  \
        - {name: B, startDate: 2015, endDate: 2019, highlights: [Manages a team]}\n";
    let project = Project::new().file("resume.yaml", yaml);
    let run = project.run(&["check", "--message-format", "short"]);
    let tense: Vec<&str> = run.stderr.lines().filter(|line| line.contains("has ended")).collect();
    assert!(tense.len() == 1 && tense[0].contains("resume.yaml:4:"), "{}", run.stderr);
}
