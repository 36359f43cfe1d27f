//! Many résumés in one run: files, folders, and lines of JSON.

use serde_json::{Value, json};

use crate::project::{Project, Run, SEED, endless};

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
    assert!(run.code == Some(1) && run.stderr.contains("1 of 3 documents failed: team/ben.yml"), "{}", run.stderr);
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
    assert!(
        run.code == Some(2) && run.stderr.contains("2 résumés cannot all be written to `one.pdf`"),
        "{}",
        run.stderr
    );
    let run = project.run(&["build", "team/anna.yaml", "team/cleo.json", "-o", "{file}-2026.pdf"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.path("anna-2026.pdf").exists() && project.path("cleo-2026.pdf").exists());
    let project = Project::new().file("a/cv.yaml", SEED).file("b/cv.yaml", SEED);
    let run = project.run(&["build", "a/cv.yaml", "b/cv.yaml", "-o", "{file}.pdf"]);
    assert!(run.code == Some(1) && run.stderr.contains("`cv.pdf` is already the output of"), "{}", run.stderr);
    let run = Project::new().file("empty/none.txt", "").run(&["build", "empty"]);
    assert!(run.code == Some(2) && run.stderr.contains("no résumé found in `empty`"), "{}", run.stderr);
}

#[test]
fn a_pattern_that_no_shell_has_filled_in_is_filled_in() {
    let project = team().file("team/.hidden.yaml", BAD).file("team/old/dora.yaml", SEED);
    let run = project.run(&["build", "team/[a-c]*.[yj]*"]);
    assert!(run.code == Some(1) && run.stderr.contains("1 of 3 documents failed: team/ben.yml"), "{}", run.stderr);
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
    assert!(run.code == Some(1) && run.stderr.contains("5 of 6 documents failed"), "{}", run.stderr);
    let message = |index: usize| answers[index]["diagnostics"][0]["message"].as_str().unwrap();
    assert_eq!(message(0), "unknown key `nme`");
    assert!(message(1).starts_with("line 2: not a valid request"), "{}", message(1));
    assert!(message(2).contains("unknown field `thme`"), "{}", message(2));
    assert_eq!(message(3), "there is no theme `plump`");
    assert_eq!(message(4), "unknown format");
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

#[test]
fn a_document_that_never_ends_stops_no_other() {
    let line = |id: usize| {
        let theme = if id.is_multiple_of(3) { "endless" } else { "plumb" };
        json!({ "id": id, "resume": "basics: {name: Ada}", "theme": theme })
    };
    let lines: Vec<Value> = (0..9).map(line).collect();
    let (run, answers) = batch(&endless(), &lines, &["--timeout", "0.5"]);
    assert!(run.code == Some(1) && run.stderr.contains("3 of 9 documents failed"), "{}", run.stderr);
    for (id, answer) in answers.iter().enumerate() {
        assert_eq!((&answer["id"], &answer["ok"]), (&json!(id), &json!(!id.is_multiple_of(3))), "{answer}");
        if id.is_multiple_of(3) {
            assert_eq!(answer["diagnostics"][0]["message"], "layout took longer than 0.5 s");
            assert_eq!(answer["diagnostics"][0]["id"], "theme");
            let help = answer["diagnostics"][0]["help"][0].as_str().unwrap();
            assert!(help.starts_with("the theme may contain an infinite loop"), "{help}");
        }
    }
}

#[test]
fn a_file_that_never_ends_stops_no_other() {
    let project = (0..6).fold(endless(), |project, id| {
        let theme = if id == 2 { "../themes/endless" } else { "plumb" };
        project.file(&format!("team/{id}.yaml"), format!("basics: {{name: Ada {id}}}\ntheme: {theme}\n"))
    });
    // Behind `--`, everything is a file.
    let files: Vec<String> = (0..6).map(|id| format!("team/{id}.yaml")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let run = project.run(&[&["build", "--timeout", "0.5", "--root", ".", "--"], &files[..]].concat());
    insta::assert_snapshot!("file_without_end", run.report());
    for id in 0..6 {
        assert_eq!(project.path(&format!("team/{id}.pdf")).exists(), id != 2, "{id}");
    }
}

/// Every application is built in a process of its own, too.
#[test]
fn an_application_whose_theme_never_ends_stops_no_other() {
    let resume = "basics: {name: Ada}\napplications:\n  one: {}\n  two: {theme: endless}\n  three: {}\n";
    let run = endless().file("resume.yaml", resume).run(&["build", "--all", "--timeout", "0.5"]);
    assert_eq!(run.code, Some(1));
    for line in ["layout took longer than 0.5 s", "resume.pdf: 1 page", "resume-one.pdf: 1", "resume-three.pdf: 1"] {
        assert!(run.stderr.contains(line), "no `{line}` in {}", run.stderr);
    }
    assert!(run.stderr.contains("1 of 4 documents failed: two") && !run.stderr.contains("nothing was written"));
}

#[test]
fn lines_of_a_batch_have_their_letters() {
    let resume = "basics: {name: Ada}\nletter: {body: I would like to join., recipient: {name: Acme}}\n";
    let line = [json!({ "id": "ada", "resume": resume })];
    let project = Project::new().file("out/readme", "");
    let (run, answers) = batch(&project, &line, &["-o", "out"]);
    assert_eq!(run.code, Some(0), "{answers:?}");
    assert_eq!((&answers[0]["path"], &answers[0]["letterPath"]), (&json!("out/ada.pdf"), &json!("out/ada-letter.pdf")));
    assert!(project.path("out/ada.pdf").is_file() && project.path("out/ada-letter.pdf").is_file());
    let (_, answers) = batch(&Project::new(), &line, &[]);
    assert!(answers[0]["pdf"].is_string() && answers[0]["letterPdf"].is_string(), "{answers:?}");
    let (_, answers) = batch(&Project::new(), &line, &["--letter", "none"]);
    assert!(answers[0]["letterPdf"].is_null(), "{answers:?}");
    let (_, answers) = batch(&Project::new(), &line, &["--letter", "first"]);
    assert_eq!((&answers[0]["pages"], &answers[0]["letterPdf"]), (&json!(2), &Value::Null), "{answers:?}");
}

/// A directory as standard input, such as `recto build --batch < team`.
#[test]
#[cfg(unix)]
fn standard_input_that_cannot_be_read_is_one_error() {
    let project = Project::new();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(["build", "--batch"])
        .stdin(std::fs::File::open(project.path(".")).unwrap())
        .output()
        .unwrap();
    let errors = String::from_utf8(run.stderr).unwrap();
    assert_eq!((run.status.code(), run.stdout.len()), (Some(2), 0), "{errors}");
    assert!(errors.contains("cannot read standard input") && errors.matches("error[").count() == 1, "{errors}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_whose_name_is_no_text_is_built_with_the_others() {
    use std::os::unix::ffi::OsStrExt;

    let project = Project::new().file("team/ada.yaml", SEED);
    let odd = |ending: &[u8]| project.path("team").join(std::ffi::OsStr::from_bytes(&[b"b\xff", ending].concat()));
    std::fs::write(odd(b".yaml"), SEED).unwrap();
    let run = project.run(&["build", "team"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(odd(b".pdf").exists() && project.path("team/ada.pdf").exists(), "{}", run.stderr);
}

/// The system ends a process now and then, such as one that takes too much memory.
#[test]
#[cfg(target_os = "linux")]
fn a_process_that_is_killed_takes_only_its_document_along() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};

    use crate::running::until;

    let project = endless();
    let mut run = Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(["build", "--batch", "--unordered"])
        .current_dir(project.path("."))
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = run.stdin.take().unwrap();
    let mut answers = BufReader::new(run.stdout.take().unwrap()).lines();
    let mut answer = || serde_json::from_str::<Value>(&answers.next().unwrap().unwrap()).unwrap();
    writeln!(input, "{}", json!({ "id": "endless", "resume": "basics: {name: Ada}", "theme": "endless" })).unwrap();
    // A worker is started by the thread that needs it, not by the first.
    let tasks = format!("/proc/{}/task", run.id());
    let worker = until("a worker", || {
        let of = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
        let all: String = std::fs::read_dir(&tasks).unwrap().flatten().map(of).collect();
        all.split_whitespace().next().map(str::to_owned)
    });
    assert!(Command::new("kill").args(["-9", &worker]).status().unwrap().success());
    let ended = answer();
    assert_eq!((&ended["id"], &ended["ok"]), (&json!("endless"), &json!(false)));
    let message = ended["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("the worker process crashed or was killed"), "{message}");
    assert!(ended["diagnostics"][0]["help"][0].is_string(), "{ended}");
    for id in 0..4 {
        writeln!(input, "{}", json!({ "id": id, "resume": "basics: {name: Ada}" })).unwrap();
    }
    drop(input);
    assert!((0..4).all(|_| answer()["ok"] == true));
    assert_eq!(run.wait().unwrap().code(), Some(1));
}

#[test]
fn two_lines_never_write_one_file() {
    let project = Project::new().file("out/readme", "");
    let line = |id: Value| json!({ "id": id, "resume": "basics: {name: Ada}" });
    let ids = [json!("a/b"), json!("a-b"), json!("a-b"), json!("A-B"), json!("a:b"), json!("c")];
    let lines: Vec<Value> = ids.into_iter().map(line).collect();
    let (run, answers) = batch(&project, &lines, &["-o", "out"]);
    assert!(run.code == Some(1) && run.stderr.contains("4 of 6 documents failed"), "{}", run.stderr);
    let built: Vec<&Value> = answers.iter().filter(|answer| answer["ok"] == true).collect();
    let written: std::collections::BTreeSet<String> =
        built.iter().map(|answer| answer["path"].as_str().unwrap().to_lowercase()).collect();
    assert!(built.len() == 2 && written.len() == 2, "{answers:?}");
    let refused = answers.iter().find(|answer| answer["ok"] == false).unwrap();
    let message = refused["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.contains("is already the output of line"), "{message}");
    // Pages with numbers are files, too.
    let long = "  - {name: Engines, highlights: [one, two, three]}\n".repeat(40);
    let long = json!({ "id": "x", "format": "svg", "resume": format!("basics: {{name: Ada}}\nwork:\n{long}") });
    let short = json!({ "id": "x-1", "format": "svg", "resume": "basics: {name: Ada}" });
    let (run, answers) = batch(&project, &[long, short], &["-o", "out"]);
    assert_eq!(run.code, Some(1), "{answers:?}");
    assert_eq!(answers.iter().filter(|answer| answer["ok"] == true).count(), 1, "{answers:?}");
}

#[test]
fn a_mark_at_the_start_and_numbers_that_are_too_large_are_understood() {
    let line = r#"{"id": 18446744073709551615, "resume": {"basics": {"name": "Ada"}}}"#;
    let larger = r#"{"id": 184467440737095516150, "resume": {"basics": {"name": "Ada"}}}"#;
    let input = format!("\u{feff}{line}\n{larger}\n");
    let run = Project::new().run_with(&["build", "--batch"], input.as_bytes(), &[]);
    let answers = String::from_utf8(run.stdout).unwrap();
    let answers: Vec<&str> = answers.lines().collect();
    assert!(answers[0].contains("\"id\":18446744073709551615,\"ok\":true"), "{}", answers[0]);
    assert!(
        answers[1].contains("\"ok\":false") && answers[1].contains("`id` must be a string or an integer"),
        "{}",
        answers[1]
    );
}

#[cfg(unix)]
#[test]
fn input_that_cannot_be_read_ends_a_batch() {
    let project = Project::new().file("folder/x", "");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(["build", "--batch"])
        .stdin(std::fs::File::open(project.path("folder")).unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.code() == Some(2) && run.stdout.is_empty(), "{said}");
    assert!(said.contains("cannot read standard input") && said.lines().count() < 10, "{said}");
}
