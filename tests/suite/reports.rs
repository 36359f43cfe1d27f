//! Every case in `tests/cases` has its report kept to the letter. A case is a
//! résumé, or a folder with one and the files it names, or with a file to import, or
//! with `arguments` for the command.

use std::fs;
use std::path::{Path, PathBuf};

use recto::diagnostic::Code;

use crate::project::{Project, Run};

fn cases() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 40, "the cases are not where they should be");
    cases
}

/// Copies a folder into a project.
fn copy(folder: &Path, below: &str, project: Project) -> Project {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).fold(project, |project, path| {
        let name = format!("{below}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            return copy(&path, &format!("{name}/"), project);
        }
        project.file(&name, fs::read(&path).unwrap())
    })
}

fn run(case: &Path, format: &str) -> Run {
    if !case.is_dir() {
        let project = Project::new().file("resume.yaml", fs::read(case).unwrap());
        return project.run(&["check", "--message-format", format]);
    }
    let project = copy(case, "", Project::new());
    if case.join("import.yaml").exists() {
        return project.run(&["import", "import.yaml"]);
    }
    let arguments = fs::read_to_string(case.join("arguments")).unwrap_or_default();
    let arguments = ["check", "--message-format", format].into_iter().chain(arguments.split_whitespace());
    project.run(&arguments.collect::<Vec<_>>())
}

#[test]
fn each_case_is_reported_as_approved() {
    for case in cases() {
        let name = case.file_stem().unwrap().to_str().unwrap();
        insta::assert_snapshot!(format!("report__{name}"), run(&case, "human").report());
    }
}

#[test]
fn every_kind_of_fault_has_a_case() {
    let reports: Vec<String> = cases().iter().map(|case| run(case, "human").stderr).collect();
    // Facts are compared by `recto diff` alone.
    for id in Code::ALL.iter().filter(|id| **id != Code::NewFact) {
        // Advice goes under the names of its rules.
        let shown = if *id == Code::Advice { "advice[".into() } else { format!("[{}]", id.name()) };
        assert!(reports.iter().any(|report| report.contains(&shown)), "no case is reported as {shown}");
    }
}

#[test]
fn every_report_says_what_to_do() {
    for case in cases().iter().filter(|case| !case.join("import.yaml").exists()) {
        let output = String::from_utf8(run(case, "json").stdout).unwrap();
        for line in output.lines() {
            let report: serde_json::Value = serde_json::from_str(line).unwrap();
            let advised = !report["help"].as_array().unwrap().is_empty() || !report["fix"].is_null();
            assert!(advised, "{}: {line}", case.display());
        }
    }
}

#[test]
fn thirty_mistakes_give_thirty_reports_and_what_follows_their_help_builds() {
    let case = |name: &str| fs::read(format!("{}/tests/cases/{name}.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let project = Project::new().file("resume.yaml", case("thirty_mistakes"));
    // Eight of them can be read one way only, and are warnings; one is two of them.
    let run = project.run(&["check"]);
    let warnings = run.stderr.lines().filter(|line| line.starts_with("warning[")).count();
    assert!(run.stderr.ends_with("\n22 errors, 9 warnings") && warnings == 9, "{warnings}: {}", run.stderr);
    let project = Project::new().file("resume.yaml", case("thirty_mistakes_mended"));
    let run = project.run(&["build"]);
    assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{}", run.stderr);
}

/// What a build would fail on, `recto check` reports, and with the same words.
#[test]
fn a_check_fails_where_a_build_does() {
    let errors = |run: &Run| -> Vec<String> {
        let lines = run.stderr.lines().filter(|line| line.starts_with("error["));
        // Only `check` reads a PDF back that was not asked for.
        lines.filter(|line| !line.starts_with("error[pdf-check]")).map(str::to_owned).collect()
    };
    for case in cases().iter().filter(|case| !case.join("import.yaml").exists()) {
        let check = run(case, "human");
        let project = match case.is_dir() {
            true => copy(case, "", Project::new()),
            false => Project::new().file("resume.yaml", fs::read(case).unwrap()),
        };
        let arguments = fs::read_to_string(case.join("arguments")).unwrap_or_default();
        let arguments: Vec<&str> = std::iter::once("build").chain(arguments.split_whitespace()).collect();
        if arguments.contains(&"--deny") {
            continue;
        }
        let build = project.run(&arguments);
        assert_eq!(errors(&check), errors(&build), "{}", case.display());
    }
    let folders = [
        "basics: {name: Ada}\napplications: {acme: {output: out/acme.pdf}}\n",
        "basics: {name: Ada}\napplications: {acme: {output: '{nmae}.pdf'}}\n",
    ];
    for yaml in folders {
        let project = Project::new().file("resume.yaml", yaml);
        let [check, build] = ["check", "build"].map(|command| project.run(&[command, "--for", "acme"]));
        assert!(build.code != Some(0), "{yaml} is built");
        assert_eq!((check.code, errors(&check)), (build.code, errors(&build)), "{yaml}");
    }
}
