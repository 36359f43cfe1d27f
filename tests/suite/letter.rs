//! Letters, in the hand of each theme and the layout of each region.

use recto::theme::Themes;

use crate::project::Project;
use crate::reader::read;

const LETTER: &str = "\
basics: {name: Robin Castellane, email: robin@example.org, location: {city: Seattle}}
work: [{name: Northbank}]
letter:
  recipient: {name: Lucia Moreno, organization: Hale and Moreno, address: [12 Mill Street, Portland]}
  date: 2026-11-23
  subject: Senior Engineer
  opening: Dear Ms Moreno,
  body: |
    Your footbridge made me take up *timber*.

    - one in oak
    - ten in larch
  closing: Sincerely,
  enclosures: [Portfolio]
";

/// What a reader finds in the letter of a résumé.
fn letter(yaml: &str, theme: &str) -> String {
    let project = Project::new().file("resume.yaml", yaml);
    let run = project.run(&["build", "--theme", theme]);
    assert_eq!(run.code, Some(0), "{theme}: {}", run.stderr);
    assert_eq!(project.files(), ["resume-letter.pdf", "resume.pdf", "resume.yaml"]);
    read(&project.read("resume-letter.pdf")).stream.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that texts stand one after another.
fn assert_order(page: &str, texts: &[&str]) {
    let mut rest = page;
    for text in texts {
        let at = rest.find(text).unwrap_or_else(|| panic!("`{text}` is not there, or not in its place: {page}"));
        rest = &rest[at + text.len()..];
    }
}

#[test]
fn every_theme_sets_a_letter() {
    for theme in Themes::builtin().names() {
        let page = letter(LETTER, theme);
        let body = ["Dear Ms Moreno,", "take up timber", "one in oak", "ten in larch", "Sincerely,"];
        assert_order(&page, &[&["Lucia Moreno", "12 Mill Street", "Senior Engineer"], &body[..]].concat());
        assert_order(&page, &["Sincerely,", "Robin Castellane", "Enclosure: Portfolio"]);
        assert!(!page.contains("Northbank"), "{theme}: the résumé is in the letter: {page}");
    }
}

#[test]
fn the_region_lays_a_letter_out() {
    let theme = "cornerstone";
    let set = |language: &str| letter(&format!("language: {language}\n{LETTER}"), theme);
    assert_order(&set("en-US"), &["November 23, 2026", "Lucia Moreno", "Senior Engineer"]);
    assert_order(&set("en-GB"), &["Lucia Moreno", "Portland", "23 November 2026", "Senior Engineer"]);
    assert_order(&set("de"), &["Portland", "Seattle, 23. November 2026", "Senior Engineer", "Anlage: Portfolio"]);
    assert_order(&set("fr"), &["Portland", "Seattle, le 23 novembre 2026", "Objet : Senior Engineer"]);
}

#[test]
fn a_letter_may_be_left_out_and_an_application_may_have_its_own() {
    let own = "applications:\n  bank: {letter: {body: Another letter.}}\n";
    let project = Project::new().file("resume.yaml", format!("{LETTER}{own}"));
    assert_eq!(project.run(&["build", "--letter", "none"]).code, Some(0));
    assert_eq!(project.files(), ["resume.pdf", "resume.yaml"]);
    assert_eq!(project.run(&["build", "--for", "bank"]).code, Some(0));
    assert!(read(&project.read("resume-bank-letter.pdf")).stream.contains("Another letter."));
}

#[test]
fn words_in_braces_are_taken_from_the_recipient() {
    let yaml = "\
basics: {name: Ada Lovelace}
letter:
  recipient: {name: Charles Babbage, organization: Difference *and* Sons, position: Director}
  subject: A post at {employer}
  opening: Dear {recipient},
  body: You are {position} of {employer}; I am {name}, and \\{this\\} is a brace.
";
    let project = Project::new().file("resume.yaml", yaml);
    let run = project.run(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let page = read(&project.read("resume-letter.pdf")).stream.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "A post at Difference and Sons",
        "Dear Charles Babbage,",
        "You are Director of Difference and Sons; I am Ada Lovelace, and {this} is a brace.",
    ] {
        assert!(page.contains(words), "{page}");
    }
}

#[test]
fn a_letter_may_stand_before_the_resume_in_one_file() {
    let paragraphs = "\n    A paragraph of the letter, which goes on.\n".repeat(60);
    let long = LETTER.replace("    - one in oak\n", &format!("{paragraphs}\n    - one in oak\n"));
    let jobs: String = (0..60).map(|job| format!("  - {{name: Bridge {job}, highlights: [Built it]}}\n")).collect();
    let long = long.replace("work: [{name: Northbank}]\n", &format!("work:\n{jobs}"));
    for theme in Themes::builtin().names() {
        let project = Project::new().file("resume.yaml", LETTER).file("long.yaml", &long);
        let run = project.run(&["build", "--letter", "first", "--theme", theme]);
        assert_eq!(run.code, Some(0), "{theme}: {}", run.stderr);
        assert!(run.stderr.starts_with("resume.pdf: a letter of 1 page, 1 page, "), "{theme}: {}", run.stderr);
        assert_eq!(project.files(), ["long.yaml", "resume.pdf", "resume.yaml"]);
        let file = read(&project.read("resume.pdf"));
        assert_order(&file.stream, &["Dear Ms Moreno,", "Enclosure", "Robin Castellane", "Northbank"]);

        // Each of the two counts its own pages.
        let run = project.run(&["build", "long.yaml", "--letter", "first", "--theme", theme]);
        assert_eq!(run.code, Some(0), "{theme}: {}", run.stderr);
        let file = read(&project.read("long.pdf"));
        let numbers = |text: &str| text.matches("Robin Castellane — 2/").count();
        assert_eq!(numbers(&file.stream), 2, "{theme}: {}", file.stream);
    }
}

#[test]
fn a_letter_that_grows_too_long_is_refused_and_not_a_panic() {
    let name = "a".repeat(100);
    let yaml = format!("basics: {{name: {name}}}\nletter: {{body: \"{}\"}}\n", "{name} ".repeat(1000));
    let run = Project::new().file("resume.yaml", yaml).run(&["build"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("after filling in its placeholders"), "{}", run.stderr);
}
