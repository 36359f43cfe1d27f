//! What `recto new` writes can be edited without fear: anything in it can be deleted.

use recto::diagnostic::{Code, Diagnostics, Severity};
use recto::resume::Resume;
use recto::source::Source;

use crate::project::Project;

const STARTER: &str = include_str!("../../src/cli/commands/starter.yaml");

/// What is wrong with a text, but for names that are missing.
fn errors(text: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let _ = Resume::read(&Source::new("resume.yaml", text), &mut diagnostics);
    let errors = diagnostics.sorted().into_iter().filter(|note| note.severity == Severity::Error);
    errors.filter(|note| note.code != Code::MissingKey).map(|note| note.message.clone()).collect()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The number of lines that a line begins: itself, and those below it that are indented deeper.
fn block(lines: &[&str]) -> usize {
    let inside = |line: &&&str| line.trim().is_empty() || indent(line) > indent(lines[0]);
    1 + lines[1..].iter().take_while(inside).count()
}

#[test]
fn every_line_and_every_entry_can_be_deleted() {
    assert_eq!(errors(STARTER), Vec::<String>::new());
    let lines: Vec<&str> = STARTER.lines().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let without = [&lines[..at], &lines[at + block(&lines[at..])..]].concat().join("\n");
        assert_eq!(errors(&without), Vec::<String>::new(), "without the block at line {}: {line}", at + 1);
        // The first key of an entry, whose dash stays.
        if let (Some((_, key)), Some(next)) = (line.split_once("- "), lines.get(at + 1))
            && key.contains(": ")
            && indent(next) == indent(line) + 2
        {
            let next = format!("{}- {}", &line[..indent(line)], next.trim_start());
            let without = [&lines[..at], &[&*next], &lines[at + 2..]].concat().join("\n");
            assert_eq!(errors(&without), Vec::<String>::new(), "without line {}: {line}", at + 1);
        }
    }
}

#[test]
fn it_is_in_one_language_and_has_no_warnings() {
    let project = Project::new().file("resume.yaml", STARTER);
    let run = project.run(&["check", "--deny", "warnings", "--deny", "all"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(project.run(&["build", "--set", "language=de", "-o", "de.txt"]).code, Some(0));
    let german = String::from_utf8(project.read("de.txt")).unwrap();
    for title in ["Experience", "Education", "Skills", "Languages", "Present"] {
        assert!(!german.contains(title), "{title}: {german}");
    }
    assert_eq!(project.run(&["build", "--for", "riverside"]).code, Some(0));
}

#[test]
fn the_template_of_a_repository_begins_with_it() {
    assert_eq!(include_str!("../../examples/template/resume.yaml"), STARTER, "copy it anew");
}
