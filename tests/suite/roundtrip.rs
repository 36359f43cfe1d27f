//! A résumé written out and read again is the same résumé.

use crate::corpus::{corpus, needs_fonts, with_companions};
use crate::project::{Project, SEED};

/// What `recto show` prints of a file.
fn show(name: &str, content: &str, format: &str) -> String {
    let run = with_companions().file(name, content).run(&["show", name, "--format", format]);
    assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
    String::from_utf8(run.stdout).unwrap()
}

/// The PDF of a résumé; none where this machine has no font for it.
fn built(name: &str, content: &str) -> Vec<u8> {
    let project = with_companions().file(name, content);
    let run = project.run(&["build", name, "-o", "out.pdf"]);
    if needs_fonts(&run) {
        return Vec::new();
    }
    assert_eq!(run.code, Some(0), "{name}: {}\n{content}", run.stderr);
    project.read("out.pdf")
}

fn all() -> Vec<(String, String)> {
    let mut files = vec![("resume.yaml".to_owned(), SEED.to_owned())];
    files.extend(corpus().into_iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, std::fs::read_to_string(&path).unwrap())
    }));
    files
}

#[test]
fn what_is_shown_builds_the_same_pdf() {
    for (name, content) in all() {
        let shown = show(&name, &content, "yaml");
        assert!(built(&name, &content) == built("shown.yaml", &shown), "{name} is another résumé when shown:\n{shown}");
        assert_eq!(shown, show("shown.yaml", &shown, "yaml"), "{name} is shown differently the second time");
    }
}

#[test]
fn what_is_shown_as_json_is_a_resume_too() {
    for (name, content) in all() {
        let json = show(&name, &content, "json");
        let run = Project::new().file("resume.json", &json).run(&["check", "resume.json"]);
        if needs_fonts(&run) {
            continue;
        }
        // What is said of fonts and of the pages is said of the résumé in YAML, too.
        let count = |id: &str| run.stderr.matches(&format!("warning[{id}")).count();
        assert!(
            run.code == Some(0) && count("") == count("fallback-font]") + count("pdf-check]"),
            "{name}: {}",
            run.stderr
        );
        assert!(!json.contains("\"present\""));
    }
}

#[test]
fn the_seed_is_shown_as_approved() {
    insta::assert_snapshot!("show_yaml", show("resume.yaml", SEED, "yaml"));
    insta::assert_snapshot!("show_json", show("resume.yaml", SEED, "json"));
}

#[test]
fn notes_never_leave() {
    for format in ["yaml", "json"] {
        let content = "basics: {name: Ada}\nwork: [{name: Engines, note: secret}]\n";
        assert!(!show("resume.yaml", content, format).contains("secret"));
    }
}
