//! `recto watch` sees every way in which editors save, and survives what it sees.

use std::fs;
use std::path::Path;

use crate::project::{Project, SEED};
use crate::running::{Running, until};

/// The seed with another label.
fn version(label: &str) -> String {
    SEED.replace("basics:\n", &format!("basics:\n  label: {label}\n"))
}

/// What `recto build` makes of a résumé.
fn built(yaml: &str) -> Vec<u8> {
    let project = Project::new().file("resume.yaml", yaml);
    assert_eq!(project.run(&["build"]).code, Some(0));
    project.read("resume.pdf")
}

/// Waits until the PDF is one, and sees to it that it is whole all the time.
fn wait_for(project: &Project, pdf: &[u8], what: &str) {
    until(what, || {
        let now = fs::read(project.path("resume.pdf")).ok()?;
        assert!(now.starts_with(b"%PDF") && now.trim_ascii_end().ends_with(b"%%EOF"), "half a PDF: {what}");
        (now == pdf).then_some(())
    });
}

/// A way to save a file.
type Habit = (&'static str, fn(&Path, &str));

const HABITS: &[Habit] = &[
    ("written over", |path, text| fs::write(path, text).unwrap()),
    ("emptied, then written", |path, text| {
        fs::write(path, "").unwrap();
        fs::write(path, text).unwrap();
    }),
    ("moved over", |path, text| {
        let other = path.with_file_name(".resume.yaml.swp");
        fs::write(&other, text).unwrap();
        fs::rename(other, path).unwrap();
    }),
    ("moved away, then made anew", |path, text| {
        fs::rename(path, path.with_file_name("resume.yaml~")).unwrap();
        fs::write(path, text).unwrap();
    }),
    ("deleted, then made anew", |path, text| {
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    }),
    ("written in two halves", |path, text| {
        use std::io::Write;
        let (first, second) = text.split_at(text.len() / 2);
        let mut file = fs::File::create(path).unwrap();
        file.write_all(first.as_bytes()).unwrap();
        file.flush().unwrap();
        file.write_all(second.as_bytes()).unwrap();
    }),
];

#[test]
fn every_habit_of_saving_is_seen_and_the_pdf_is_always_whole() {
    let project = Project::new().file("resume.yaml", version("Zero"));
    let _running = Running::start(&project, &["watch"]);
    wait_for(&project, &built(&version("Zero")), "the first build");
    for round in 0..2 {
        for (number, (name, save)) in HABITS.iter().enumerate() {
            let text = version(&format!("Number {round} {number}"));
            save(&project.path("resume.yaml"), &text);
            wait_for(&project, &built(&text), name);
        }
    }
    let left: Vec<_> = project.files().into_iter().filter(|name| name.contains("recto")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_broken_file_is_survived_and_leaves_the_pdf_as_it_was() {
    let project = Project::new().file("resume.yaml", SEED);
    let running = Running::start(&project, &["watch"]);
    let good = built(SEED);
    wait_for(&project, &good, "the first build");
    let path = project.path("resume.yaml");
    let half = &SEED[..SEED.find("highlights:").unwrap() + 4];
    let broken: [&[u8]; 5] =
        [b"", b"basics: [", half.as_bytes(), b"\xff\xfe\x00", b"theme: nowhere\nbasics: {name: A}"];
    for bytes in broken {
        fs::write(&path, bytes).unwrap();
        running.line_with("nothing was written");
        assert_eq!(project.read("resume.pdf"), good);
    }
    fs::remove_file(&path).unwrap();
    running.line_with("nothing was written");
    fs::create_dir(&path).unwrap();
    running.line_with("nothing was written");
    fs::remove_dir(&path).unwrap();
    fs::write(&path, version("Mended")).unwrap();
    wait_for(&project, &built(&version("Mended")), "the mended file");
}

#[test]
fn files_that_the_resume_is_made_of_are_watched() {
    let project = Project::new().file("resume.yaml", SEED);
    assert_eq!(project.run(&["themes", "new", "mine"]).code, Some(0));
    let text = format!("{SEED}\ntheme: mine\nbibliography: {{file: mine.bib}}\n");
    let project = project.file("resume.yaml", &text);
    let running = Running::start(&project, &["watch"]);
    // What is not there yet is waited for.
    running.line_with("file not found: `mine.bib`");
    running.line_with("nothing was written");
    let entry =
        |title: &str| format!("@article{{a, title = {{{title}}}, author = {{Shen, Zhuoran}}, date = {{2020}}}}");
    fs::write(project.path("mine.bib"), entry("One Title")).unwrap();
    running.line_with("resume.pdf: ");
    let first = project.read("resume.pdf");
    fs::write(project.path("mine.bib"), entry("Another Title")).unwrap();
    running.line_with("resume.pdf: ");
    let second = project.read("resume.pdf");
    assert_ne!(first, second);
    let code = String::from_utf8(project.read("themes/mine/theme.typ")).unwrap();
    fs::write(project.path("themes/mine/theme.typ"), "#let resume(data, options) = [").unwrap();
    running.line_with("nothing was written");
    fs::write(project.path("themes/mine/theme.typ"), code).unwrap();
    running.line_with("resume.pdf: ");
    assert_eq!(project.read("resume.pdf"), second);
}

#[test]
fn a_save_without_a_change_builds_nothing() {
    let project = Project::new().file("resume.yaml", SEED);
    let running = Running::start(&project, &["watch"]);
    running.line_with("resume.pdf: ");
    fs::write(project.path("resume.yaml"), SEED).unwrap();
    fs::write(project.path("resume.yaml"), "basics: [").unwrap();
    // The next thing that is said is of the next change.
    assert!(running.line_with("").starts_with("error"), "the unchanged file was built");
}

#[test]
fn a_theme_that_never_ends_is_given_up_and_the_mended_one_is_built() {
    let endless =
        "#let resume(data, options) = { for a in range(100000) { for b in range(100000) { let c = a * b } } }";
    let project = Project::new().file("resume.yaml", SEED);
    assert_eq!(project.run(&["themes", "new", "mine"]).code, Some(0));
    let code = project.read("themes/mine/theme.typ");
    let project = project.file("themes/mine/theme.typ", endless);
    let running = Running::start(&project, &["watch", "--theme", "mine", "--timeout", "1"]);
    running.line_with("layout took longer than 1 s");
    running.line_with("nothing was written");
    fs::write(project.path("themes/mine/theme.typ"), code).unwrap();
    running.line_with("resume.pdf: ");
}

#[test]
fn streams_and_files_that_are_not_there_are_refused() {
    let project = Project::new();
    for (args, why) in [
        (["watch", "-", "-o", "a.pdf"], "standard input cannot be watched"),
        (["watch", "resume.yaml", "-o", "-"], "standard output cannot be written more than once"),
        (["watch", "resume.yaml", "-o", "a.pdf"], "file not found: `resume.yaml`"),
    ] {
        let run = project.run(&args);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(run.stderr.contains(why), "{}", run.stderr);
    }
}
