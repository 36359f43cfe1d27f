//! What a résumé says of an posting.

use crate::project::Project;

const RESUME: &str = "\
basics: {name: Ada, label: Site reliability engineer}
sections: [work, skills]
work:
  - name: Engines
    startDate: 2018
    highlights:
      - Ran distributed systems on *k8s*, which [scaled](https://example.org/kafka) well.
      - {text: Taught apprentices, tags: teaching}
  - {name: Loom, startDate: 2001, endDate: 2003, summary: Wrote Fortran.}
skills: [{name: Databases, keywords: [Postgres, SQLite]}]
awards: [{title: Turing lecture}]
applications:
  bank: {only: [money], since: 2010, job: jobs/bank.md, set: {basics.label: Engineer}}
  other: {}
projects: [{name: Purse, tags: money}]
";

const JOB: &str = "\
# Engineer

- You run a distributed system on Kubernetes, with PostgreSQL
- You have taught apprentices; Fortran and COBOL are welcome
- You gave a Turing lecture on reliability
";

fn project() -> Project {
    Project::new().file("resume.yaml", RESUME).file("jobs/bank.md", JOB)
}

fn table(arguments: &[&str]) -> String {
    let run = project().run(&[&["match"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn terms_are_said_or_left_out_or_not_said() {
    insta::assert_snapshot!("match_whole", table(&["jobs/bank.md"]));
    insta::assert_snapshot!("match_for_bank", table(&["--for", "bank"]));
    insta::assert_snapshot!("match_json", table(&["--for", "bank", "--format", "json"]));
}

#[test]
fn flags_that_leave_out_are_named() {
    let text = table(&["jobs/bank.md", "--without", "teaching", "--since", "2010"]);
    assert!(text.contains("needs no `--without teaching`"), "{text}");
    assert!(text.contains("needs no `--since`"), "{text}");
}

#[test]
fn an_advertisement_that_is_not_there_is_an_error() {
    let report = |arguments: &[&str]| project().run(&[&["match"], arguments].concat()).report();
    insta::assert_snapshot!("match_without_a_job", report(&["--for", "other"]));
    insta::assert_snapshot!("match_without_anything", report(&[]));
    insta::assert_snapshot!("match_missing_file", report(&["jobs/bnak.md"]));
    let lost = Project::new().file("resume.yaml", RESUME);
    insta::assert_snapshot!("match_lost_job", lost.run(&["match", "--for", "bank"]).report());
    let empty = Project::new().file("resume.yaml", RESUME).file("job.txt", " \n");
    insta::assert_snapshot!("match_empty", empty.run(&["match", "job.txt"]).report());
}

#[test]
fn the_resume_stays_as_it_is() {
    let project = project();
    assert_eq!(project.run(&["match", "--for", "bank"]).code, Some(0));
    assert_eq!(project.read("resume.yaml"), RESUME.as_bytes());
    assert_eq!(project.files(), ["jobs", "resume.yaml"]);
}

#[test]
fn a_german_advertisement_is_read_as_german() {
    let job = "Wir suchen Sie für die Entwicklung verteilter Systeme in der Tragwerksplanung und für Datenbanken.\n";
    let resume = "basics: {name: Ada}\nlanguage: de\nskills: [{name: Datenbank}]\nwork: [{name: Bau, summary: Ein verteiltes System.}]\n";
    let project = Project::new().file("resume.yaml", resume).file("job.txt", job);
    let run = project.run(&["match", "job.txt"]);
    insta::assert_snapshot!("match_german", String::from_utf8(run.stdout).unwrap());
}
