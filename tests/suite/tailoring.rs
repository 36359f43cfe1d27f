//! One résumé, cut for each job.

use crate::project::{Project, Run};

const RESUME: &str = "\
basics: {name: Ada}
work:
  - name: Engines
    tags: research
    highlights:
      - {text: Proved, tags: research}
      - {text: Taught, tags: [teaching]}
      - Always
  - name: School
    positions:
      - {position: Teacher, tags: teaching}
  - name: Bank
    tags: finance
skills: [{name: Flutes, tags: music}]
applications:
  university:
    only: [research, teaching]
    language: en-GB
    sections: [work, skills]
  bank:
    without: [teaching, music]
";

fn run(args: &[&str]) -> (Project, Run) {
    let project = Project::new().file("resume.yaml", RESUME);
    let run = project.run(args);
    (project, run)
}

fn shown(args: &[&str]) -> String {
    let (_, run) = run(&[&["show"], args].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn an_application_keeps_what_it_asks_for() {
    insta::assert_snapshot!("tailored_university", shown(&["--for", "university"]));
    insta::assert_snapshot!("tailored_bank", shown(&["--for", "bank"]));
}

#[test]
fn what_is_asked_for_on_the_command_line_cuts_further() {
    let text = shown(&["--for", "university", "--without", "teaching", "--only", "research"]);
    assert!(text.contains("Proved") && !text.contains("Taught") && !text.contains("School"));
}

#[test]
fn an_application_has_a_pdf_of_its_own() {
    let (project, run) = run(&["build", "--for", "bank"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(project.files(), ["resume-bank.pdf", "resume.yaml"]);
}

#[test]
fn other_applications_do_not_leave_the_house() {
    assert!(shown(&["--for", "bank"]).find("university").is_none());
    assert!(!shown(&["--format", "json"]).contains("university"));
    assert!(shown(&[]).contains("university"));
}

#[test]
fn a_tag_that_nothing_has_is_an_error_on_the_command_line_too() {
    insta::assert_snapshot!("unknown_tag", run(&["build", "--only", "reserch,music"]).1.report());
}
