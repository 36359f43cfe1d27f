//! What was sent is kept, noted, and compared with the résumé now.

#[cfg(unix)]
use std::os::unix::fs::symlink;

use serde_json::Value;

use crate::project::{Project, Run};

const PORTRAIT: &[u8] = include_bytes!("../../examples/tailoring/portrait.png");

/// A résumé in which everything that an application does not print says `SECRET`.
const RESUME: &str = "\
basics:
  name: Ada Lovelace
  label: Analyst
  email: ada@example.org
  image: pictures/ada.png
  summary: SECRET plans
  profiles: [{network: GitHub, username: SECRET, hidden: true}]
work:
  - name: Analytical Engines
    position: Programmer
    startDate: 1842-10
    endDate: 1843-09
    note: SECRET salary
    tags: SECRET-tag
    highlights:
      - Wrote the first program
      - {text: SECRET engine, tags: SECRET-plans}
      - {text: SECRET thoughts, hidden: true}
  - {name: SECRET School, position: Tutor, startDate: 1830, endDate: 1833, tags: SECRET-tag}
awards: [{title: SECRET medal}]
custom: {talks: {title: SECRET talks, entries: [SECRET talk]}}
applications:
  acme:
    only: SECRET-tag
    sections: [{work: {sort: newest, limit: 1}}]
    theme: {name: plumb, density: 0.9}
    set: {basics.label: Programmer}
    emphasize: [program]
    job: SECRET.md
    letter:
      recipient: {organization: Acme}
      date: 2026-02-28
      subject: 'Programmer at {employer}, \\{really\\}'
      body: I write to {employer}.
  acme-two: {sections: [work], without: SECRET-tag, theme: plumb, note: SECRET employer}
letter: {body: SECRET letter}
meta: {secret: SECRET}
";

fn project() -> Project {
    Project::new().file("resume.yaml", RESUME).file("pictures/ada.png", PORTRAIT).file("SECRET.md", "SECRET")
}

fn well(run: Run) -> Run {
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run
}

fn send(project: &Project, day: &str) -> Run {
    well(project.run(&["build", "--for", "acme", "--sent", day]))
}

fn text(project: &Project, name: &str) -> String {
    String::from_utf8(project.read(name)).unwrap()
}

fn listed(project: &Project, folder: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(project.path(folder)) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn stdout(run: Run) -> String {
    String::from_utf8(well(run).stdout).unwrap()
}

/// The applications and what was sent, as JSON.
fn json(project: &Project) -> Value {
    serde_json::from_str(&stdout(project.run(&["applications", "--format", "json"]))).unwrap()
}

#[test]
fn the_very_files_are_kept_with_their_source_and_noted() {
    let project = project();
    let run = send(&project, "2026-03-01");
    assert!(run.stderr.ends_with("sent/2026-03-01-acme/: noted as sent in sent/log.yaml"), "{}", run.stderr);
    assert_eq!(listed(&project, "sent"), ["2026-03-01-acme", "log.yaml"]);
    let folder = "sent/2026-03-01-acme";
    assert_eq!(listed(&project, folder), ["pictures", "resume-acme-letter.pdf", "resume-acme.pdf", "source.yaml"]);
    for name in ["resume-acme.pdf", "resume-acme-letter.pdf"] {
        assert!(project.read(name) == project.read(&format!("{folder}/{name}")), "{name} is not what was sent");
    }
    assert!(project.read(&format!("{folder}/pictures/ada.png")) == PORTRAIT);
    let log = text(&project, "sent/log.yaml");
    let is_sum = |word: &str| word.len() == 64 && word.chars().all(|letter| letter.is_ascii_hexdigit());
    let steady: Vec<String> = log
        .lines()
        .map(|line| match line.rsplit_once(": ") {
            Some((key, sum)) if is_sum(sum) => format!("{key}: …"),
            _ => line.to_owned(),
        })
        .collect();
    insta::assert_snapshot!("sent_log", steady.join("\n"));
    insta::assert_snapshot!("sent_source", text(&project, &format!("{folder}/source.yaml")));
}

#[test]
fn the_source_builds_the_same_pages_and_has_nothing_else() {
    for (application, day) in [("acme", "2026-03-01"), ("acme-two", "2026-03-02")] {
        let project = project();
        well(project.run(&["build", "--for", application, "--sent", day]));
        let folder = format!("sent/{day}-{application}");
        let source = format!("{folder}/source.yaml");
        assert!(application != "acme" || !text(&project, &source).contains("SECRET"), "{}", text(&project, &source));
        well(project.run(&["build", &source, "-o", "again.pdf"]));
        for (kept, again) in [("", ""), ("-letter", "-letter")] {
            let kept = project.read(&format!("{folder}/resume-{application}{kept}.pdf"));
            assert!(kept == project.read(&format!("again{again}.pdf")), "{application}: other pages");
        }
        assert!(!text(&project, "sent/log.yaml").contains("SECRET"));
    }
}

#[test]
fn whatever_a_resume_has_its_source_has_too() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    for name in ["every_key", "additions", "academic", "entry_types", "hebrew"] {
        let yaml = std::fs::read_to_string(format!("{corpus}/{name}.yaml")).unwrap();
        let resume = format!("{yaml}\napplications: {{acme: {{}}}}\n");
        let bibliography = std::fs::read(format!("{corpus}/academic.bib")).unwrap();
        let project = Project::new().file("resume.yaml", resume).file("academic.bib", bibliography);
        well(project.run(&["build", "--for", "acme", "--sent", "2026-03-01", "--date", "2026-03-01"]));
        assert_eq!(stdout(project.run(&["diff", "--for", "acme", "--sent"])), "no differences\n", "{name}");
        let source = "sent/2026-03-01-acme/source.yaml";
        well(project.run(&["build", source, "--date", "2026-03-01", "-o", "again.pdf"]));
        let kept = project.read("sent/2026-03-01-acme/resume-acme.pdf");
        assert!(kept == project.read("again.pdf"), "{name}: other pages");
    }
}

#[test]
fn sent_again_on_the_same_day_nothing_is_overwritten() {
    let project = project();
    send(&project, "2026-03-01");
    let log = text(&project, "sent/log.yaml");
    let run = send(&project, "2026-03-01");
    assert!(run.stderr.ends_with("sent/2026-03-01-acme/: already noted as sent"), "{}", run.stderr);
    assert_eq!(text(&project, "sent/log.yaml"), log);
    let first = project.read("sent/2026-03-01-acme/resume-acme.pdf");

    let project = project.file("resume.yaml", RESUME.replace("the first program", "the very first program"));
    let run = send(&project, "2026-03-01");
    assert!(
        run.stderr.contains("sent/2026-03-01-acme-2/: noted as sent in sent/log.yaml; something else"),
        "{}",
        run.stderr
    );
    assert_eq!(listed(&project, "sent"), ["2026-03-01-acme", "2026-03-01-acme-2", "log.yaml"]);
    assert!(project.read("sent/2026-03-01-acme/resume-acme.pdf") == first, "what was sent first is gone");
    assert!(text(&project, "sent/log.yaml").starts_with(&log));

    // A file that was changed by hand is not what was sent.
    let project = project.file("sent/2026-03-01-acme-2/resume-acme.pdf", "edited");
    send(&project, "2026-03-01");
    assert_eq!(listed(&project, "sent").len(), 4);
    assert_eq!(text(&project, "sent/2026-03-01-acme-2/resume-acme.pdf"), "edited");
}

#[test]
fn several_applications_at_once_are_all_noted() {
    let applications: String =
        (1..=6).map(|number| format!("  acme-{number}: {{set: {{basics.label: Clerk {number}}}}}\n")).collect();
    let resume = format!("basics: {{name: Ada}}\napplications:\n{applications}  other: {{}}\n");
    let project = Project::new().file("resume.yaml", resume);
    let run = well(project.run(&["build", "--for", "acme-*", "--sent", "2026-03-01"]));
    assert_eq!(run.stderr.matches("noted as sent").count(), 6, "{}", run.stderr);
    let sent = json(&project)["sent"].as_array().unwrap().clone();
    let mut names: Vec<&str> = sent.iter().map(|entry| entry["application"].as_str().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["acme-1", "acme-2", "acme-3", "acme-4", "acme-5", "acme-6"]);
    assert!(
        sent.iter().all(|entry| entry["files"][0]["state"] == "unchanged" && entry["source"]["state"] == "unchanged")
    );
    assert_eq!(listed(&project, "sent").len(), 7);
}

#[test]
fn a_broken_log_is_an_error_at_its_line_and_stays_as_it_is() {
    let cases = [
        ("broken", "- application: acme\n  date: 2026-13-01\n"),
        ("no_day", "- application: acme\n- date: 2026-01-01\n"),
        ("no_list", "application: acme\n"),
        ("syntax", "- application: acme\n  date: [2026\n"),
        ("brackets", "[{application: acme, date: 2026-01-01}]\n"),
    ];
    for (name, log) in cases {
        let project = project().file("sent/log.yaml", log);
        let run = project.run(&["build", "--for", "acme", "--sent", "2026-03-01"]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        insta::assert_snapshot!(format!("sent_log_{name}"), run.report());
        assert_eq!(text(&project, "sent/log.yaml"), log);
        assert_eq!(listed(&project, "sent"), ["log.yaml"]);
        assert_eq!(project.files(), ["SECRET.md", "pictures", "resume.yaml", "sent"]);
    }
    let project = project().file("sent/log.yaml", b"- application: acme\n  theme: \xff\n");
    let run = project.run(&["build", "--for", "acme", "--sent", "2026-03-01"]);
    assert!(run.code == Some(2) && run.stderr.contains("invalid UTF-8 in `sent/log.yaml` on line 2"), "{}", run.stderr);
    // The applications are listed all the same.
    let project = self::project().file("sent/log.yaml", "- application: acme\n");
    let run = project.run(&["applications"]);
    assert!(run.code == Some(1) && run.stderr.contains("sent/log.yaml:1"), "{}", run.stderr);
    assert!(String::from_utf8(run.stdout).unwrap().contains("resume-acme.pdf"));
}

#[test]
fn what_was_written_into_the_log_by_hand_stays() {
    let log = "# Mine\n  - application: acme\n    date: 2026-01\n    note: called back # soon\n    salary: none";
    let project = project().file("sent/log.yaml", log);
    let run = send(&project, "2026-03-01");
    assert_eq!(run.stderr.matches("warning[unknown-key]").count(), 1, "{}", run.stderr);
    let longer = text(&project, "sent/log.yaml");
    assert!(longer.starts_with(&format!("{log}\n  - application: acme\n    date: 2026-03-01\n")), "{longer}");
    assert_eq!(json(&project)["sent"].as_array().unwrap().len(), 2);

    // Windows line ends and a byte order mark, as some editors write them.
    let project = self::project().file("sent/log.yaml", "\u{feff}- application: acme\r\n  date: 2026-01-02\r\n");
    send(&project, "2026-03-01");
    assert!(text(&project, "sent/log.yaml").starts_with("- application: acme\r\n  date: 2026-01-02\r\n- application"));
    assert_eq!(json(&project)["sent"].as_array().unwrap().len(), 2);
}

#[test]
fn what_goes_to_standard_output_is_kept() {
    let project = project();
    let run = well(project.run(&["build", "--for", "acme", "--sent", "2026-03-01", "-o", "-", "--letter", "first"]));
    assert!(run.stdout == project.read("sent/2026-03-01-acme/resume-acme.pdf"));
    assert!(text(&project, "sent/log.yaml").contains("part: letter-and-resume\n"));
    let run = well(project.run_with(
        &["build", "-", "--for", "acme-two", "--sent", "2026-03-02", "-o", "-", "--letter", "none"],
        RESUME.as_bytes(),
        &[],
    ));
    assert!(run.stdout == project.read("sent/2026-03-02-acme-two/resume-acme-two.pdf"));
    // A letter that was not sent is not kept.
    assert!(!text(&project, "sent/2026-03-02-acme-two/source.yaml").contains("letter"));
    assert_eq!(stdout(project.run(&["diff", "--for", "acme-two", "--sent"])), "no differences\n");
}

#[test]
fn every_format_is_kept_except_folders() {
    let project = project();
    for (format, names) in [("png", vec!["a-letter.png", "a.png"]), ("docx", vec!["a-letter.docx", "a.docx"])] {
        let output = format!("a.{format}");
        well(project.run(&["build", "--for", "acme", "--sent", "2026-03-01", "-o", &output]));
        let folder = if format == "png" { "sent/2026-03-01-acme" } else { "sent/2026-03-01-acme-2" };
        let mut all = names.clone();
        all.extend(["pictures", "source.yaml"]);
        assert_eq!(listed(&project, folder), all);
        assert!(names.iter().all(|name| project.read(name) == project.read(&format!("{folder}/{name}"))));
    }
    // A file that is called as the source is.
    well(project.run(&["build", "--for", "acme", "--sent", "2026-03-02", "-o", "source.yaml"]));
    assert_eq!(listed(&project, "sent/2026-03-02-acme"), ["pictures", "source-2.yaml", "source.yaml"]);
    let run = project.run(&["build", "--for", "acme", "--sent", "--format", "typ"]);
    assert!(run.code == Some(2) && run.stderr.contains("`--sent` cannot keep"), "{}", run.stderr);
}

#[test]
fn a_build_that_fails_leaves_no_trace() {
    let fails = |args: &[&str], resume: &str| {
        let project =
            Project::new().file("resume.yaml", resume).file("pictures/ada.png", PORTRAIT).file("SECRET.md", "");
        let run = project.run(&[&["build", "--for", "acme", "--sent", "2026-03-01"], args].concat());
        assert!(run.code != Some(0), "{}", run.stderr);
        assert_eq!(project.files(), ["SECRET.md", "pictures", "resume.yaml"], "{}", run.stderr);
    };
    fails(&["--pages", "9-10"], RESUME);
    fails(&["-o", "missing/a.pdf"], RESUME);
    fails(&["--timeout", "x"], RESUME);
    fails(&[], &RESUME.replace("Ada Lovelace", ""));
    fails(&["-o", "SECRET.md/a.pdf"], RESUME);
    // It fails only when it writes.
    let project = project().file("out/resume.png/x", "");
    let run =
        project.run(&["build", "--for", "acme", "--sent", "-o", "-", "--format", "png", "--set", &long_summary()]);
    assert!(run.code == Some(2) && run.stderr.contains("pages cannot be written to standard output"), "{}", run.stderr);
    assert!(!project.path("sent").exists(), "{:?}", listed(&project, "sent"));
}

/// A job that takes more than a page.
fn long_summary() -> String {
    format!("work[0].highlights=[{}]", vec!["A line that is long enough to be read"; 90].join(", "))
}

#[test]
fn the_day_and_the_application_are_required() {
    let project = project();
    let report = |args: &[&str]| {
        let run = project.run(&[&["build"], args].concat());
        assert_eq!((run.code, listed(&project, "sent").len()), (Some(2), 0), "{}", run.stderr);
        run.stderr
    };
    assert!(report(&["--sent"]).contains("--for <NAME>"));
    assert!(report(&["--all", "--sent"]).contains("cannot be used with"));
    assert!(report(&["--for", "acme", "--sent", "2026-03"]).contains("it has no day; write a day, such as"));
    assert!(report(&["--for", "acme", "--sent", "resume.yaml"]).contains("put the résumé before `--sent`"));
    let run = project.run(&["build", "--for", "acmee", "--sent"]);
    assert!(run.code == Some(1) && run.stderr.contains("did you mean `acme`?"), "{}", run.stderr);
    let run =
        well(project.run_with(&["build", "--for", "acme", "--sent"], b"", &[("SOURCE_DATE_EPOCH", "1772323200")]));
    assert!(run.stderr.contains("sent/2026-03-01-acme/: noted"), "{}", run.stderr);
    let run = well(project.run(&["build", "--for", "acme", "--sent", "2026-03-02", "--date", "2026-03-01"]));
    assert!(run.stderr.contains("`--sent 2026-03-02` is in the future"), "{}", run.stderr);
}

#[test]
fn applications_may_have_any_name() {
    let names = ["a/b", "a:b", "..", "CON", "Lumen & Söhne, \"Berlin\"", "- x: [y]"];
    let keys: String = names.iter().map(|name| format!("  {}: {{}}\n", serde_json::json!(name))).collect();
    let project = Project::new().file("resume.yaml", format!("basics: {{name: Ada}}\napplications:\n{keys}"));
    for name in names {
        well(project.run(&["build", &format!("--for={name}"), "--sent", "2026-03-01", "-o", "a.pdf"]));
    }
    assert_eq!(
        listed(&project, "sent"),
        [
            "2026-03-01-- x- -y-",
            "2026-03-01-Lumen & Söhne, -Berlin-",
            "2026-03-01-_CON",
            "2026-03-01-a-b",
            "2026-03-01-a-b-2",
            "2026-03-01-resume",
            "log.yaml"
        ]
    );
    let json = json(&project);
    let sent: Vec<&str> =
        json["sent"].as_array().unwrap().iter().map(|entry| entry["application"].as_str().unwrap()).collect();
    assert_eq!(sent, names);
    for name in names {
        assert_eq!(stdout(project.run(&["diff", &format!("--for={name}"), "--sent"])), "no differences\n");
    }
}

#[test]
fn applications_are_listed_with_what_was_sent() {
    let project = project();
    assert!(!stdout(project.run(&["applications"])).contains("sent"));
    send(&project, "2026-03-04");
    send(&project, "2026-03-01");
    let table = stdout(project.run(&["applications"]));
    let rest = table.split_once("\n\n").unwrap().1;
    assert_eq!(
        rest,
        "sent        application  theme  file\n\
         2026-03-01  acme         plumb  sent/2026-03-01-acme/resume-acme.pdf\n\
         \x20                               sent/2026-03-01-acme/resume-acme-letter.pdf\n\
         2026-03-04  acme         plumb  sent/2026-03-04-acme/resume-acme.pdf\n\
         \x20                               sent/2026-03-04-acme/resume-acme-letter.pdf\n"
    );
    let lines: Vec<&str> = table.lines().take(3).collect();
    assert!(
        lines[0].ends_with("  sent") && lines[1].ends_with("  2026-03-04") && lines[2].ends_with("  never"),
        "{table}"
    );

    let project = project.file("resume.yaml", RESUME.replace("the first program", "programs"));
    assert!(stdout(project.run(&["applications"])).contains("  2026-03-04, changed since\n"));
    let json = json(&project);
    let acme = &json["applications"][0];
    assert_eq!((acme["name"].as_str(), acme["sent"].as_str()), (Some("acme"), Some("2026-03-04")));
    assert_eq!((&acme["changedSinceSent"], &json["applications"][1]["sent"]), (&Value::Bool(true), &Value::Null));
    assert_eq!(json["sent"][1]["files"][1]["part"], "letter");

    // An application that is done with is gone from the résumé, but was sent.
    let project = project.file("resume.yaml", "basics: {name: Ada}\n");
    let table = stdout(project.run(&["applications"]));
    assert!(table.starts_with("the résumé has no applications") && table.contains("2026-03-04  acme"), "{table}");
}

#[test]
fn files_that_changed_after_they_were_sent_are_noticed() {
    let project = project();
    send(&project, "2026-03-01");
    let project = project.file("sent/2026-03-01-acme/resume-acme.pdf", "edited");
    std::fs::remove_file(project.path("sent/2026-03-01-acme/resume-acme-letter.pdf")).unwrap();
    let run = well(project.run(&["applications"]));
    insta::assert_snapshot!("sent_files_changed", run.stderr);
    let files = &json(&project)["sent"][0]["files"];
    assert_eq!((&files[0]["state"], &files[1]["state"]), (&"modified".into(), &"missing".into()));
    let source = "sent/2026-03-01-acme/source.yaml";
    let edited = text(&project, source).replace("first", "last");
    let project = project.file(source, edited);
    let run = well(project.run(&["diff", "--for", "acme", "--sent"]));
    assert!(run.stderr.contains("source.yaml` was modified after it was sent"), "{}", run.stderr);
    std::fs::remove_file(project.path(source)).unwrap();
    let run = project.run(&["diff", "--for", "acme", "--sent"]);
    assert!(run.code == Some(2) && run.stderr.contains("source.yaml` cannot be read"), "{}", run.stderr);
}

#[test]
fn what_changed_since_it_was_sent_is_shown() {
    let project = project();
    let diff = |project: &Project, args: &[&str]| project.run(&[&["diff", "--for", "acme", "--sent"], args].concat());
    let run = diff(&project, &[]);
    assert!(
        run.code == Some(1) && run.stderr.contains("note it with `recto build --for acme --sent`"),
        "{}",
        run.stderr
    );
    send(&project, "2026-03-01");
    assert_eq!(stdout(diff(&project, &[])), "no differences\n");
    let project =
        project.file("resume.yaml", RESUME.replace("the first program", "7 programs").replace("SECRET engine", "more"));
    send(&project, "2026-03-03");
    let since_first = stdout(diff(&project, &["2026-03-01"]));
    insta::assert_snapshot!("sent_diff", since_first);
    assert_eq!(stdout(diff(&project, &[])), "no differences\n");
    let run = well(diff(&project, &["2026-03-01", "--format", "json"]));
    let json: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(json["sent"], serde_json::json!({ "application": "acme", "date": "2026-03-01" }));
    assert_eq!(json["newFacts"][0]["text"], "7");
    let end = "compared with what was sent for `acme` on 2026-03-01, sent/2026-03-01-acme/source.yaml";
    assert!(run.stderr.ends_with(end), "{}", run.stderr);
    let run = diff(&project, &["2026-03-02"]);
    assert!(run.stderr.contains("help: it was sent on 2026-03-01, 2026-03-03"), "{}", run.stderr);
    assert_eq!(project.run(&["diff", "--sent"]).code, Some(2));
    assert_eq!(project.run(&["diff", "resume.yaml", "resume.yaml", "--for", "acme", "--sent"]).code, Some(2));
}

#[test]
fn entries_by_hand_need_no_files() {
    let project =
        project().file("sent/log.yaml", "- {application: acme, date: 2026-01-02, files: [{file: fax.pdf}]}\n");
    let run = well(project.run(&["applications"]));
    assert!(run.stderr.contains("`sent/fax.pdf` is missing"), "{}", run.stderr);
    let run = project.run(&["diff", "--for", "acme", "--sent"]);
    assert!(
        run.code == Some(1) && run.stderr.contains("the log has no `source` for what was sent on 2026-01-02"),
        "{}",
        run.stderr
    );
}

#[test]
fn pictures_from_a_wider_root_are_kept_under_plain_names() {
    let resume = RESUME.replace("image: pictures/ada.png", "image: ../shared/ada.png");
    let project = Project::new().file("cv/resume.yaml", resume).file("shared/ada.png", PORTRAIT);
    let args = ["build", "cv/resume.yaml", "--for", "acme", "--sent", "2026-03-01", "--root", "."];
    well(project.run(&args));
    let folder = "cv/sent/2026-03-01-acme";
    assert!(text(&project, &format!("{folder}/source.yaml")).contains("image: ada.png\n"));
    well(project.run(&["build", &format!("{folder}/source.yaml"), "-o", "again.pdf"]));
    assert!(project.read("again.pdf") == project.read(&format!("{folder}/resume-acme.pdf")));
    // One that is not printed is not named.
    let project =
        Project::new().file("cv/resume.yaml", RESUME.replace("image: pictures/ada.png", "image: ../shared/SECRET.png"));
    well(project.run(&["build", "cv/resume.yaml", "--for", "acme", "--sent", "2026-03-01"]));
    assert!(!text(&project, &format!("{folder}/source.yaml")).contains("SECRET"));
}

#[cfg(unix)]
#[test]
fn nothing_is_kept_or_read_outside_of_the_folder() {
    let build = |project: &Project| {
        let run = project.run(&["build", "cv/resume.yaml", "--for", "acme-two", "--sent", "2026-03-01"]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(run.stderr.contains("leads outside the résumé's directory"), "{}", run.stderr);
        assert_eq!(listed(project, "outside"), ["secret.yaml"]);
        assert!(!project.path("cv/resume-acme-two.pdf").exists());
    };
    let project = || {
        Project::new()
            .file("cv/resume.yaml", RESUME)
            .file("cv/pictures/ada.png", PORTRAIT)
            .file("outside/secret.yaml", "basics: {name: SECRET}\n")
    };
    let linked = project();
    symlink("../outside", linked.path("cv/sent")).unwrap();
    build(&linked);
    for name in ["log.yaml", ".lock"] {
        let linked = project();
        std::fs::create_dir(linked.path("cv/sent")).unwrap();
        symlink("../../outside/new", linked.path("cv/sent").join(name)).unwrap();
        build(&linked);
    }
    // A log that names files elsewhere.
    let log = "- application: acme-two\n  date: 2026-01-01\n  source: {file: ../../outside/secret.yaml}\n  files: [{file: /etc/passwd}]\n";
    let named = project().file("cv/sent/log.yaml", log);
    let run = named.run(&["diff", "cv/resume.yaml", "--for", "acme-two", "--sent"]);
    assert!(run.code == Some(2) && run.stderr.contains("outside the résumé's directory"), "{}", run.stderr);
    let run = well(named.run(&["applications", "cv/resume.yaml", "--format", "json"]));
    let json: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(json["sent"][0]["files"][0]["state"], "missing");
    assert!(!String::from_utf8_lossy(&run.stdout).contains("name: SECRET"));
}

#[test]
fn a_log_or_folder_that_cannot_be_written_is_an_error_and_nothing_is_written() {
    let build = |project: &Project| {
        let run = project.run(&["build", "--for", "acme", "--sent", "2026-03-01"]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(!project.path("resume-acme.pdf").exists(), "{}", run.stderr);
        run.stderr
    };
    assert!(build(&project().file("sent", "a file")).contains("sent"));
    let project = project().file("sent/log.yaml", "");
    let path = project.path("sent/log.yaml");
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    assert!(build(&project).contains("`sent/log.yaml` cannot be written: permission denied"));
    assert_eq!(listed(&project, "sent"), ["log.yaml"]);
}
