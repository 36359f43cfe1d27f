//! Recto's own PDFs, without their source, are read back into the fields that they were made from.

use std::fs;
use std::sync::Mutex;

use recto::theme::Themes;
use serde_json::Value;

use crate::corpus::{corpus, with_companions};
use crate::project::{Project, Run, assert_part_of_page};
use crate::running::Running;

/// Résumés of ten pages in all: jobs, promotions, schools, certificates, unusual titles.
const SAMPLE: &[&str] =
    &["academic.yaml", "civil_servant.yaml", "lawyer.yaml", "nurse.yaml", "two_jobs.yaml", "us_engineer.yaml"];

/// The least share of the fields that is right in a theme.
const LEAST: f64 = 0.97;

fn json(run: &Run) -> Value {
    serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr))
}

/// How many fields are right, and of how many.
fn score(theme: &str) -> (u64, u64) {
    let files = corpus().into_iter().filter(|file| SAMPLE.iter().any(|name| file.ends_with(name)));
    let scores = files.map(|file| {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let project = with_companions().file(&name, fs::read(file).unwrap());
        let built = project.run(&["build", &name, "--theme", theme, "-o", "out.pdf", "--letter", "none"]);
        assert_eq!(built.code, Some(0), "{name} in {theme}: {}", built.stderr);
        let read = json(&project.run(&["inspect", "out.pdf", "--fields", "--against", &name, "--format", "json"]));
        (read["right"].as_u64().unwrap(), read["of"].as_u64().unwrap())
    });
    scores.fold((0, 0), |(right, of), (own, all)| (right + own, of + all))
}

/// The share that OpenResume's parser finds, of both résumés that it is tried with.
fn open_resume(theme: &str) -> u64 {
    let scores: Value = serde_json::from_str(include_str!("../readers/fields.json")).unwrap();
    let rows = scores.as_object().unwrap().values().map(|themes| &themes[theme]);
    let sum = |key: &str| rows.clone().map(|row| row[key].as_u64().unwrap()).sum::<u64>();
    (100 * sum("default") + sum("of") / 2) / sum("of")
}

#[test]
fn the_pdf_of_every_theme_gives_its_fields_back() {
    let themes: Vec<String> = Themes::builtin().names().map(str::to_owned).collect();
    let rows = Mutex::new(Vec::new());
    let (first, second) = themes.split_at(themes.len() / 2);
    std::thread::scope(|scope| {
        for half in [first, second] {
            let rows = &rows;
            scope.spawn(move || {
                for theme in half {
                    let (right, of) = score(theme);
                    let row = format!("| {theme} | {right}/{of} | {} % |\n", open_resume(theme));
                    rows.lock().unwrap().push((row, theme.clone(), right as f64 / of as f64));
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap();
    rows.sort_by(|one, other| one.1.cmp(&other.1));
    let table: String = rows.iter().map(|(row, ..)| row.as_str()).collect();
    for (_, theme, share) in rows {
        assert!(share >= LEAST, "{theme}:\n{table}");
    }
    let begin = "<!-- own fields: written by INSTA_UPDATE=always cargo test --test suite own_pdfs -->\n";
    let table = format!("| Theme | `inspect --fields` | OpenResume |\n|---|---|---|\n{table}");
    assert_part_of_page("docs/reading.md", begin, "<!-- end of own fields -->\n", &table);
}

#[test]
fn the_fields_of_a_file_are_printed_and_compared() {
    let yaml = "basics: {name: Ada Lovelace, email: ada@example.org}\nwork:\n- {name: Hale Engines, position: Analyst, startDate: 2019-10, endDate: 2020-03}\n- {name: Babbage, position: Programmer, startDate: 2017-01, endDate: 2019-09}\n";
    let project = Project::new().file("resume.yaml", yaml);
    assert_eq!(project.run(&["build"]).code, Some(0));
    let run = project.run(&["inspect", "resume.pdf", "--fields"]);
    let text = String::from_utf8(run.stdout).unwrap();
    for line in ["Full name", "Ada Lovelace", "Job 1", "Employer", "Hale Engines", "10/2019"] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
    let run = project.run(&["inspect", "resume.pdf", "--fields", "--against", "resume.yaml"]);
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(run.code == Some(0) && text.contains("12 of 12 fields are right"), "{text}{}", run.stderr);
    let project = project.file("other.yaml", yaml.replace("Analyst", "Countess").replace("2017-01", "2016-01"));
    let run = project.run(&["inspect", "resume.pdf", "--fields", "--against", "other.yaml"]);
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(text.contains("wrong") && text.contains("Analyst") && text.contains("10 of 12 fields"), "{text}");
    // Word documents as well.
    assert_eq!(project.run(&["build", "-o", "resume.docx"]).code, Some(0));
    let report =
        json(&project.run(&["inspect", "resume.docx", "--fields", "--against", "resume.yaml", "--format", "json"]));
    assert!(report["right"].as_u64() >= Some(11), "{report:#}");
}

#[test]
fn an_import_opens_in_the_preview() {
    let markdown = "# Ada Lovelace\n\nada@example.org\n\n## Experience\n\n**Hale Engines**, Analyst, 2019 – 2020\n\n- Wrote programs.\n";
    let project = Project::new().file("cv.md", markdown);
    let preview = Running::start(&project, &["import", "cv.md", "--preview"]);
    let address = preview.line_with("is available at");
    assert!(address.contains("resume.yaml"), "{address}");
    assert!(String::from_utf8(project.read("resume.yaml")).unwrap().contains("name: Ada Lovelace"));
}
