//! Many résumés in one run: files, folders, and lines of JSON.

use serde_json::{Value, json};

use crate::project::{Project, Run, SEED};

const BAD: &str = "basics: {nme: Ada}\n";

fn team() -> Project {
    Project::new()
        .file("team/anna.yaml", SEED)
        .file("team/ben.yml", BAD)
        .file("team/cleo.json", r#"{"basics": {"name": "Cleo"}}"#)
        .file("team/resume.schema.json", "{}")
        .file("team/notes.txt", "none")
}

#[test]
fn one_bad_resume_stops_no_other() {
    let project = team();
    let run = project.run(&["build", "team"]);
    assert!(run.code == Some(1) && run.stderr.contains("1 of 3 were not built: team/ben.yml"), "{}", run.stderr);
    assert!(run.stderr.contains("unknown key `nme`") && !run.stderr.contains("nothing was written"), "{}", run.stderr);
    assert!(project.read("team/anna.pdf").starts_with(b"%PDF") && project.read("team/cleo.pdf").starts_with(b"%PDF"));
    assert!(!project.path("team/ben.pdf").exists());
    let alone = Project::new().file("anna.yaml", SEED);
    assert_eq!(alone.run(&["build", "anna.yaml"]).code, Some(0));
    assert!(alone.read("anna.pdf") == project.read("team/anna.pdf"), "it depends on its neighbours");
}

#[test]
fn each_has_a_name_of_its_own() {
    let project = team();
    let run = project.run(&["build", "team/anna.yaml", "team/cleo.json", "-o", "one.pdf"]);
    assert!(run.code == Some(2) && run.stderr.contains("2 résumés cannot all be `one.pdf`"), "{}", run.stderr);
    let run = project.run(&["build", "team/anna.yaml", "team/cleo.json", "-o", "{file}-2026.pdf"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.path("anna-2026.pdf").exists() && project.path("cleo-2026.pdf").exists());
    let project = Project::new().file("a/cv.yaml", SEED).file("b/cv.yaml", SEED);
    let run = project.run(&["build", "a/cv.yaml", "b/cv.yaml", "-o", "{file}.pdf"]);
    assert!(run.code == Some(1) && run.stderr.contains("`cv.pdf` is written for"), "{}", run.stderr);
    let run = Project::new().file("empty/none.txt", "").run(&["build", "empty"]);
    assert!(run.code == Some(2) && run.stderr.contains("there is no résumé in `empty`"), "{}", run.stderr);
}

#[test]
fn a_pattern_that_no_shell_has_filled_in_is_filled_in() {
    let project = team().file("team/.hidden.yaml", BAD).file("team/old/dora.yaml", SEED);
    let run = project.run(&["build", "team/[a-c]*.[yj]*"]);
    assert!(run.code == Some(1) && run.stderr.contains("1 of 3 were not built: team/ben.yml"), "{}", run.stderr);
    assert!(project.path("team/anna.pdf").exists() && project.path("team/cleo.pdf").exists());
    assert!(!project.path("team/old/dora.pdf").exists());
    let run = project.run(&["build", "team/*/*.yaml", "team/ann?.yaml", "-o", "{file}.pdf"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.path("dora.pdf").exists() && project.path("anna.pdf").exists());
}

#[test]
fn a_file_whose_name_looks_like_a_pattern_is_that_file() {
    let project = Project::new().file("cv [2026].yaml", SEED).file("cv 2.yaml", BAD);
    let run = project.run(&["build", "cv [2026].yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(project.files(), ["cv 2.yaml", "cv [2026].pdf", "cv [2026].yaml"]);
}

#[test]
fn a_pattern_that_nothing_fits_is_said() {
    let run = team().run(&["build", "team/*.toml"]);
    insta::assert_snapshot!("pattern_without_files", run.report());
    let run = team().run(&["build", "team/***.yaml"]);
    insta::assert_snapshot!("pattern_wrongly", run.report());
}

fn batch(project: &Project, lines: &[Value], flags: &[&str]) -> (Run, Vec<Value>) {
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let run = project.run_with(&[&["build", "--batch"], flags].concat(), input.as_bytes(), &[]);
    let answers = String::from_utf8(run.stdout.clone()).unwrap();
    let answers = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (run, answers)
}

#[test]
fn a_line_in_is_a_line_out_in_order() {
    let project = Project::new().file("resume.yaml", SEED);
    let names: Vec<String> = (0..40).map(|number| format!("Ada {number}")).collect();
    // The first is by far the longest: the others wait for it.
    let long = "  - {name: Engines, highlights: [one, two, three]}\n".repeat(300);
    let resume = |name: &String| match name.as_str() {
        "Ada 0" => json!(format!("basics: {{name: {name}}}\nwork:\n{long}")),
        _ => json!({ "basics": { "name": name } }),
    };
    let lines: Vec<Value> = names.iter().map(|name| json!({ "id": name, "resume": resume(name) })).collect();
    let (run, answers) = batch(&project, &lines, &[]);
    assert!(run.code == Some(0) && run.stderr.contains("40 built, 0 failed"), "{}", run.stderr);
    let ids: Vec<&str> = answers.iter().map(|answer| answer["id"].as_str().unwrap()).collect();
    assert_eq!(ids, names);
    assert!(answers[0]["pages"].as_u64() > Some(5) && answers[1]["pages"] == 1);
    let (_, mut answers) = batch(&project, &lines, &["--unordered"]);
    answers.sort_by_key(|answer| answer["id"].to_string());
    assert!(answers.len() == 40 && answers.iter().all(|answer| answer["ok"] == true));
    // A PDF is what it would be alone.
    let (_, answers) = batch(&project, &[json!({ "id": 1, "resume": SEED })], &[]);
    assert_eq!(project.run(&["build"]).code, Some(0));
    assert!(decoded(answers[0]["pdf"].as_str().unwrap()) == project.read("resume.pdf"));
}

/// Base64 (RFC 4648), without a crate for it.
fn decoded(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let values: Vec<u32> =
        text.bytes().filter_map(|sign| SIGNS.iter().position(|it| *it == sign)).map(|it| it as u32).collect();
    let bytes = values.chunks(4).flat_map(|four| {
        let all = four.iter().fold(0, |all, value| all << 6 | value) << (6 * (4 - four.len()));
        all.to_be_bytes()[1..four.len()].to_vec()
    });
    bytes.collect()
}

#[test]
fn what_is_wrong_with_a_line_is_in_its_answer() {
    let project = Project::new();
    let lines = [
        json!({ "id": "bad", "resume": BAD }),
        json!("no object"),
        json!({ "id": "typo", "resume": "basics: {name: Ada}", "thme": "plumb" }),
        json!({ "id": "theme", "resume": "basics: {name: Ada}", "theme": "plump" }),
        json!({ "id": "format", "resume": "basics: {name: Ada}", "format": "doc" }),
        json!({ "id": "../../out", "resume": "basics: {name: Ada}", "theme": "plumb" }),
    ];
    let (run, answers) = batch(&project, &lines, &["-o", "."]);
    assert!(run.code == Some(1) && run.stderr.contains("5 of 6 were not built"), "{}", run.stderr);
    let message = |index: usize| answers[index]["diagnostics"][0]["message"].as_str().unwrap();
    assert_eq!(message(0), "unknown key `nme`");
    assert!(message(1).starts_with("line 2: no request in JSON"), "{}", message(1));
    assert!(message(2).contains("unknown field `thme`"), "{}", message(2));
    assert_eq!(message(3), "there is no theme `plump`");
    assert_eq!(message(4), "there is no such format");
    // A name cannot lead out of the folder.
    assert_eq!(answers[5]["path"], "./-..-out.pdf");
    assert_eq!(project.files(), ["-..-out.pdf"]);
}

#[test]
fn a_line_without_end_is_refused_and_the_next_is_built() {
    let mut input = vec![b'x'; 17 << 20];
    input.extend(b"\n\n{\"id\": 1, \"resume\": {\"basics\": {\"name\": \"Ada\"}}}");
    let run = Project::new().run_with(&["build", "--batch"], &input, &[]);
    let text = String::from_utf8(run.stdout).unwrap();
    let answers: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(answers[0]["diagnostics"][0]["message"].as_str().unwrap().contains("longer than 16 MiB"), "{text}");
    assert!(answers.len() == 2 && answers[1]["ok"] == true);
}
