//! One résumé, cut for each job.

use crate::project::{Project, Run};
use crate::reader::read;

/// Any picture will do.
const PICTURE: &[u8] = include_bytes!("../../themes/plumb/preview.png");

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

const RECORD: &str = "\
basics:
  name: Ada Lovelace
  label: Analyst
  email: ada@example.org
  location: {address: 12 St James's Square, city: London}
  image: ada.png
  facts: [{name: Nationality, value: British}]
work:
  - name: Analytical Engines
    position: Programmer
    startDate: 1842-10
    summary: Notes.
    highlights: [One, Two, Three]
  - name: Bank of England
    position: Computer
    startDate: 1835
    endDate: 1840
    summary: Sums.
    highlights: [Added, Subtracted]
  - {name: Evening School, position: Tutor, startDate: 1830, endDate: 1833}
education: [{institution: Home, endDate: 1832, courses: [Algebra]}]
projects: [{name: Loom, startDate: 1838, endDate: 1839, highlights: [Wove, Spun]}]
applications:
  lab:
    since: 1835
    collapseBefore: 1841
    highlights: {work: 2}
    redact: [contact, photo, facts]
    sections: [education, work, projects]
    set:
      basics.label: Research Scientist
      work[Analytical Engines].position: Chief Programmer
    output: \"{name} - {application}.pdf\"
  bank:
    highlights: 1
    theme: plumb
";

#[test]
fn rules_cut_and_paths_set() {
    let project = Project::new().file("resume.yaml", RECORD).file("ada.png", PICTURE);
    let shown = |arguments: &[&str]| {
        let run = project.run(arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        String::from_utf8(run.stdout).unwrap()
    };
    insta::assert_snapshot!("tailored_for_lab", shown(&["show", "--for", "lab"]));
    insta::assert_snapshot!("differences_for_lab", shown(&["show", "--for", "lab", "--diff"]));
    let flags = ["show", "--since", "1835", "--highlights", "work=1", "--redact", "photo", "--diff"];
    insta::assert_snapshot!("differences_by_flags", shown(&flags));
    assert_eq!(shown(&["show", "--diff"]), "no differences\n");
    let set = ["show", "--set", "basics.label=Countess", "--set", "work[0].highlights=[Only this]", "--diff"];
    insta::assert_snapshot!("differences_by_paths", shown(&set));
}

#[test]
fn a_path_on_the_command_line_that_leads_nowhere_is_an_error() {
    let project = Project::new().file("resume.yaml", RECORD).file("ada.png", PICTURE);
    let run = project.run(&["build", "--set", "work[Bank].position=Clerk", "--set", "basics.email=nobody"]);
    insta::assert_snapshot!("set_nowhere", run.report());
}

#[test]
fn all_applications_are_built_and_one_that_fails_stops_no_other() {
    let project = Project::new().file("resume.yaml", RECORD).file("ada.png", PICTURE);
    let run = project.run(&["build", "--all"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(project.files(), ["Ada Lovelace - lab.pdf", "ada.png", "resume-bank.pdf", "resume.pdf", "resume.yaml"]);
    let page = read(&project.read("Ada Lovelace - lab.pdf")).stream;
    assert!(page.contains("Research Scientist") && !page.contains("ada@example.org"), "{page}");

    let broken = RECORD.replace("    highlights: 1\n", "    pages: {min: 9}\n");
    let project = Project::new().file("resume.yaml", broken).file("ada.png", PICTURE);
    let run = project.run(&["build", "--all"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("1 of 3 documents failed: bank"), "{}", run.stderr);
    assert_eq!(project.files(), ["Ada Lovelace - lab.pdf", "ada.png", "resume.pdf", "resume.yaml"]);
}

#[test]
fn no_file_is_written_twice_and_names_are_safe() {
    let same = RECORD.replace("    highlights: 1\n", "    output: \"Ada Lovelace - lab.pdf\"\n");
    let project = Project::new().file("resume.yaml", same).file("ada.png", PICTURE);
    let run = project.run(&["build", "--all"]);
    assert!(run.code == Some(1) && run.stderr.contains("is already the output of `lab`"), "{}", run.stderr);
    let project = Project::new().file("resume.yaml", RECORD.replace("Ada Lovelace\n", "Ada/../Lovelace\n"));
    let project = project.file("ada.png", PICTURE);
    assert_eq!(project.run(&["build", "-o", "{name} {theme}.pdf"]).code, Some(0));
    assert!(project.files().contains(&"Ada-..-Lovelace cornerstone.pdf".to_owned()), "{:?}", project.files());
    for open in ["{name", "out/{theme.pdf"] {
        let run = project.run(&["build", "-o", open]);
        assert!(run.code == Some(1) && run.stderr.contains("unknown placeholder"), "{}", run.stderr);
    }
    let run = project.run(&["build", "-o", "{nmae}.pdf"]);
    assert!(run.code == Some(1) && run.stderr.contains("unknown placeholder `{nmae}`"), "{}", run.stderr);
}

#[test]
fn applications_are_listed_with_what_became_of_them() {
    let project = Project::new().file("resume.yaml", RECORD).file("ada.png", PICTURE);
    let listed = |project: &Project| {
        let run = project.run(&["applications"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        String::from_utf8(run.stdout).unwrap()
    };
    let before = listed(&project);
    assert_eq!(
        before,
        "application  theme        pages  file                    built\n\
         lab          cornerstone  any    Ada Lovelace - lab.pdf  never\n\
         bank         plumb        any    resume-bank.pdf         never\n"
    );
    assert_eq!(project.run(&["build", "--for", "bank"]).code, Some(0));
    let after = listed(&project);
    assert!(!after.contains("resume-bank.pdf         never") && !after.contains("newer"), "{after}");
    // Some file systems count in seconds.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    std::fs::File::options().write(true).open(project.path("resume.yaml")).unwrap().set_modified(later).unwrap();
    assert!(listed(&project).lines().any(|line| line.contains("bank.pdf") && line.ends_with("out of date")));
    let none = Project::new().file("resume.yaml", "basics: {name: Ada}");
    assert!(listed(&none).contains("no applications"));
}

/// Sections of the writer's own may have a number together, or each its own.
#[test]
fn sections_of_ones_own_are_limited_by_their_keys() {
    let resume = "basics: {name: Ada}
custom:
  talks: {title: Talks, entries: [{title: London, highlights: [one, two, three]}]}
  shifts: {title: Shifts, entries: [{title: Turin, highlights: [four, five, six]}]}
";
    let project = Project::new().file("resume.yaml", resume);
    let shown = |limit: &str| {
        let run = project.run(&["show", "--highlights", limit]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let text = String::from_utf8(run.stdout).unwrap();
        ["one", "two", "three", "four", "five", "six"].iter().filter(|word| text.contains(**word)).count()
    };
    assert_eq!([shown("custom=1"), shown("custom.talks=1"), shown("custom=2,custom.talks=1")], [2, 4, 3]);
    let run = project.run(&["show", "--highlights", "custom.talk=1"]);
    assert!(run.code == Some(1) && run.stderr.contains("did you mean `custom.talks`?"), "{}", run.stderr);
}

#[test]
fn a_path_that_leads_nowhere_is_the_only_error() {
    let project = Project::new().file(
        "resume.yaml",
        "basics: {name: Ada}\nwork: [{name: Engines, location: London, highlights: [One]}]\ntheme: plumb\n",
    );
    for (setting, help) in [
        ("work.9.position=x", "`work` is a list: put the number or name of an entry in brackets, `work[9]`"),
        ("work.position=x", "`work` is a list: put the number or name of an entry in brackets, `work[0]`"),
        ("work[0].location.city=x", "`work[0].location` is a text: override it as a whole, `work[0].location=…`"),
    ] {
        let run = project.run(&["build", "--set", setting]);
        let path = setting.trim_end_matches("=x");
        assert!(run.stderr.starts_with(&format!("error[unknown-path]: `{path}` does not exist")), "{}", run.stderr);
        assert!(run.stderr.contains(help) && run.stderr.contains("\n1 error; nothing was written"), "{}", run.stderr);
    }
    for setting in ["work[0].highlights[0].tags=x", "theme.paper=a4", "work[Engines].team=x"] {
        assert_eq!(project.run(&["build", "--set", setting]).code, Some(0), "{setting}");
    }
}

#[test]
fn a_section_called_tags_is_compared() {
    let with = |talk: &str| format!("basics: {{name: Ada}}\ncustom: {{tags: {{title: Talks, entries: [{talk}]}}}}\n");
    let project = Project::new().file("old.yaml", with("London")).file("new.yaml", with("Turin"));
    let run = project.run(&["diff", "old.yaml", "new.yaml"]);
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(text.contains("London") && text.contains("Turin"), "{text}");
}
