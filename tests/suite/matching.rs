//! What a résumé says of an posting.

use recto::diagnostic::Diagnostics;
use recto::job::{JobPosting, Term, compare};
use recto::source::Source;

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

/// Every term of postings of ten professions in seven languages was looked at.
#[test]
fn terms_of_postings_are_what_the_work_is_about() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postings");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 33);
    let mut all = String::new();
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let source = Source::new(name, std::fs::read_to_string(&file).unwrap());
        let posting = JobPosting::read(&source, &mut Diagnostics::new()).unwrap();
        all += &format!("{name} ({})\n", posting.language());
        for Term { text, count, reasons, .. } in
            compare(&posting, &[], &[], &[]).into_iter().map(|finding| finding.term)
        {
            let why: Vec<&str> = reasons.iter().map(|reason| reason.name()).collect();
            all += format!("  {text}  {count}×  {}", why.join(", ")).trim_end();
            all += "\n";
        }
    }
    insta::assert_snapshot!("terms_of_postings", all);
}

#[test]
fn a_posting_is_read_from_html_and_pdf() {
    let project = project().file("job.html", include_str!("../postings/backend-en.html")).file(
        "job.yaml",
        "\
basics: {name: Senior Backend Engineer}
work: [{name: Acme, highlights: [\"PostgreSQL, Kafka and Kubernetes in production\"]}]
",
    );
    for job in ["job.html", "job.pdf"] {
        if job == "job.pdf" {
            assert_eq!(project.run(&["build", "job.yaml"]).code, Some(0));
        }
        let run = project.run(&["match", job]);
        let text = String::from_utf8(run.stdout).unwrap();
        assert!(run.code == Some(0) && text.contains("PostgreSQL") && text.contains("Kafka"), "{job}: {text}");
        assert!(!text.contains("track") && !text.contains("color"), "{text}");
    }
}

#[test]
fn a_posting_in_another_language_is_said_to_be_one() {
    let project = project().file("job.md", include_str!("../postings/statiker-de.md"));
    let text = String::from_utf8(project.run(&["match", "job.md"]).stdout).unwrap();
    assert!(text.starts_with("The languages differ (posting: de, résumé: en), "), "{text}");
}

#[test]
fn acronyms_and_degrees_of_a_posting_are_found() {
    let resume = "basics: {name: Ada, summary: A PE with load rating experience}\neducation: [{institution: Idaho, studyType: B.Sc., area: Civil}]\n";
    let project =
        Project::new().file("resume.yaml", resume).file("job.md", include_str!("../postings/bridge-engineer-en.md"));
    let text = String::from_utf8(project.run(&["match", "job.md", "--all-terms"]).stdout).unwrap();
    let present = text.split("missing").next().unwrap();
    assert!(["Professional Engineer", "BS ", "Load rating"].iter().all(|term| present.contains(term)), "{text}");
    assert!(!text.contains("dental") && !text.contains("ago"), "{text}");
}

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

/// What is pasted does what it says: every term is strong somewhere, and only terms that are found.
#[test]
fn the_line_to_paste_emphasizes_all_its_terms() {
    let resume = "\
basics: {name: Ada, label: Kafka operator}
work:
  - name: Prometheus Works
    position: Grafana lead
    highlights:
      - Taught deep learning, **Terraform** and C#, the sharp one.
      - More deep learning on k8s, and `Ansible`.
skills: [{name: Databases, keywords: [PostgreSQL]}]
projects: [{name: Secret, hidden: true, description: Wrote Fortran.}]
EMPHASIZE
applications: {acme: {job: job.md, ACME}}
";
    let job = "# Operator\n\n- Kubernetes, Kafka, PostgreSQL, Fortran, Grafana, Prometheus, Terraform, Ansible, C#\n- Deep learning and learning\n";
    let project = |own: &str, acme: &str| {
        let resume = resume.replace("EMPHASIZE", own).replace("ACME", acme);
        Project::new().file("resume.yaml", resume).file("job.md", job)
    };
    let printed = |project: &Project, arguments: &[&str]| {
        let run = project.run(arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        String::from_utf8(run.stdout).unwrap()
    };
    let line = |text: &str| text.lines().find_map(|line| line.strip_prefix("  emphasize: ")).map(str::to_owned);
    let table = printed(&project("", ""), &["match", "--for", "acme"]);
    let terms = line(&table).unwrap();
    assert_eq!(terms, "[k8s, 'C#', deep learning]", "{table}");
    assert!(table.contains("add to the application:\n"), "{table}");
    let pasted = project("", &format!("emphasize: {terms}"));
    let page = printed(&pasted, &["build", "--for", "acme", "-o", "-", "--format", "md"]);
    assert!(page.contains("**deep learning**, **Terraform** and **C\\#**"), "{page}");
    assert!(page.contains("More deep learning on **k8s**"), "{page}");

    // The terms are the same if they are emphasized already, and the line is there.
    let table = printed(&pasted, &["match", "--for", "acme"]);
    assert_eq!(line(&table).as_deref(), Some(terms.as_str()));
    assert!(table.contains("change the line of the application to:\n"), "{table}");
    let table = printed(&project("emphasize: [x]", ""), &["match", "job.md"]);
    assert!(table.contains("change the line of the résumé to:\n"), "{table}");
    // Nothing to emphasize, nothing to paste.
    let table = printed(&project("", ""), &["match", "job.md", "--set", "work=[]"]);
    assert!(table.contains("present") && line(&table).is_none(), "{table}");
}
