//! What shells, `man` and whoever looks for a fault are told.

use crate::project::Project;

#[test]
fn completions_name_every_command() {
    let project = Project::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = project.run(&["completions", shell]);
        let script = String::from_utf8(run.stdout).unwrap();
        assert!(run.code == Some(0), "{}", run.stderr);
        for word in ["build", "preview", "watch", "lsp", "doctor", "unordered"] {
            assert!(script.contains(word), "`{word}` is not completed in {shell}");
        }
    }
    assert_eq!(project.run(&["completions", "cmd"]).code, Some(2));
}

#[test]
fn there_is_a_page_for_each_command() {
    let project = Project::new();
    let page = String::from_utf8(project.run(&["man"]).stdout).unwrap();
    assert!(page.starts_with(".ie") && page.contains("recto"), "{page}");
    let run = project.run(&["man", "--output", "pages"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "pages/: one page per command"));
    let page = String::from_utf8(project.read("pages/recto-build.1")).unwrap();
    assert!(page.contains("\\-\\-embed"), "{page}");
    let blocked = Project::new().file("pages", "a file");
    assert_eq!(blocked.run(&["man", "--output", "pages"]).code, Some(2));
}

#[test]
fn doctor_tells_what_is_found() {
    let project = Project::new()
        .file("resume.yaml", "basics: {name: Ada}\n")
        .file("resume.schema.json", "{}")
        .file("themes/broken/theme.toml", "name = 3\n");
    let run = project.run_with(&["doctor"], b"", &[("SOURCE_DATE_EPOCH", "0"), ("HOME", "/no/such/home")]);
    let said = String::from_utf8(run.stdout).unwrap();
    assert_eq!(run.code, Some(0));
    let manifest = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let version = manifest.lines().find_map(|line| line.strip_prefix("typst = \"")).unwrap().trim_end_matches('"');
    assert!(said.starts_with(&format!("Recto {}, with Typst {version}\n", env!("CARGO_PKG_VERSION"))), "{said}");
    for part in [
        &format!("themes     {} bundled\n", recto::theme::Themes::builtin().names().count()),
        "`themes/broken`: broken: ",
        "today      1970-01-01 (from SOURCE_DATE_EPOCH)\n",
        "terminal   without colour\n",
        "`resume.yaml`; `resume.schema.json` is out of date",
    ] {
        assert!(said.contains(part), "`{part}` is not in\n{said}");
    }
    let run = Project::new().run_with(&["doctor"], b"", &[("HOME", "/no/such/home")]);
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(said.contains("custom themes: none in `themes` or `/no/such/home/.config/recto/themes`\n"), "{said}");
}

#[test]
fn a_mistyped_command_is_guessed() {
    let run = Project::new().run(&["biuld"]);
    assert!(
        run.code == Some(2) && run.stderr.contains("similar subcommand") && run.stderr.contains("'build'"),
        "{}",
        run.stderr
    );
}
