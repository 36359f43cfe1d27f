//! The program as a user meets it: bad inputs, streams, exit codes.

use crate::project::{Project, SEED};

const SMALL: &str = "basics: {name: Ada Lovelace}\nskills: [{name: Notes}]\n";

/// A PDF that was there before; whatever goes wrong, it must stay.
const OLD: &[u8] = b"%PDF-1.7 the old one";

/// Runs a build that must fail, and asserts that it left everything as it was.
fn fails(project: &Project, args: &[&str]) -> String {
    let before = project.files();
    let run = project.run(args);
    assert_eq!(project.files(), before, "a failed build leaves no file behind");
    if before.contains(&"resume.pdf".to_owned()) {
        assert_eq!(project.read("resume.pdf"), OLD, "a failed build leaves the old PDF alone");
    }
    assert!(run.stdout.is_empty());
    run.report()
}

fn project(resume: impl AsRef<[u8]>) -> Project {
    Project::new().file("resume.yaml", resume).file("resume.pdf", OLD)
}

#[test]
fn a_build_says_what_it_made() {
    let project = Project::new().file("resume.yaml", SEED);
    let run = project.run(&["build"]);
    insta::assert_snapshot!(run.report());
    assert!(run.stdout.is_empty());
    assert!(project.read("resume.pdf").starts_with(b"%PDF-1.7"));
    assert_eq!(project.files(), ["resume.pdf", "resume.yaml"]);
}

#[test]
fn a_check_says_that_all_is_well_and_writes_nothing() {
    let project = Project::new().file("resume.yaml", SEED);
    insta::assert_snapshot!(project.run(&["check"]).report());
    assert_eq!(project.files(), ["resume.yaml"]);
}

#[test]
fn the_output_goes_where_it_is_told() {
    let project = Project::new().file("in/cv.yaml", SMALL).file("out/.keep", "");
    assert_eq!(project.run(&["build", "in/cv.yaml"]).code, Some(0));
    assert_eq!(project.run(&["build", "in/cv.yaml", "-o", "out/mine.pdf"]).code, Some(0));
    assert_eq!(project.read("in/cv.pdf"), project.read("out/mine.pdf"));
}

#[test]
fn a_dash_means_the_standard_streams() {
    let project = Project::new();
    let run = project.run_with(&["build", "-", "-o", "-"], SMALL.as_bytes(), &[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.starts_with(b"%PDF-1.7"));
    insta::assert_snapshot!(run.report());
    assert_eq!(project.files(), [""; 0]);
}

#[test]
fn faults_in_standard_input_have_their_place() {
    let run = Project::new().run_with(&["check", "-"], b"basics: {nmae: Ada}", &[]);
    insta::assert_snapshot!(run.report());
}

#[test]
fn an_existing_pdf_is_replaced_and_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let project = project(SMALL);
    std::fs::set_permissions(project.path("resume.pdf"), PermissionsExt::from_mode(0o640)).unwrap();
    assert_eq!(project.run(&["build"]).code, Some(0));
    assert!(project.read("resume.pdf").starts_with(b"%PDF-1.7\n%"));
    assert_eq!(std::fs::metadata(project.path("resume.pdf")).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn an_output_that_is_a_link_stays_one() {
    let project = project(SMALL).file("elsewhere/real.pdf", "old");
    std::fs::remove_file(project.path("resume.pdf")).unwrap();
    std::os::unix::fs::symlink("elsewhere/real.pdf", project.path("resume.pdf")).unwrap();
    assert_eq!(project.run(&["build"]).code, Some(0));
    assert!(std::fs::symlink_metadata(project.path("resume.pdf")).unwrap().is_symlink());
    assert!(project.read("elsewhere/real.pdf").starts_with(b"%PDF"));
}

#[test]
fn no_file() {
    insta::assert_snapshot!(fails(&Project::new(), &["build"]));
    insta::assert_snapshot!(fails(&Project::new().file("cv.yaml", SMALL), &["build"]));
}

#[test]
fn a_folder() {
    insta::assert_snapshot!(fails(&Project::new().file("cv/resume.yaml", SMALL), &["build", "cv"]));
}

#[test]
fn not_utf_8() {
    insta::assert_snapshot!(fails(&project(b"basics:\n  name: Andr\xe9\n"), &["build"]));
    insta::assert_snapshot!(fails(&project(b"\xff\xfeb\0a\0"), &["build"]));
    insta::assert_snapshot!(fails(&project(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"), &["build"]));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(project(format!("\u{feff}{SMALL}")).run(&["build"]).code, Some(0));
}

#[test]
fn empty() {
    insta::assert_snapshot!(fails(&project(""), &["build"]));
    insta::assert_snapshot!(fails(&project("# only a comment\n"), &["build"]));
}

#[test]
fn not_yaml() {
    insta::assert_snapshot!(fails(&project("basics: {name: Ada\nwork: [\n"), &["build"]));
}

#[test]
fn a_list_at_the_top() {
    insta::assert_snapshot!(fails(&project("- basics\n- work\n"), &["build"]));
}

#[test]
fn five_mebibytes() {
    let large = format!("basics: {{name: Ada}}\n# {}\n", "x".repeat(5 << 20));
    insta::assert_snapshot!(fails(&project(large), &["build"]));
}

#[test]
fn a_missing_picture() {
    let run = project("basics:\n  name: Ada\n  image: me.jpg\n").run(&["build"]);
    assert_eq!(run.code, Some(0));
    insta::assert_snapshot!(run.report());
}

#[test]
fn a_picture_that_is_none() {
    let project = project("basics:\n  name: Ada\n  image: me.jpg\n").file("me.jpg", "not a picture");
    insta::assert_snapshot!(fails(&project, &["build"]));
}

#[test]
fn a_remote_picture_is_left_out_with_a_warning() {
    let project = Project::new().file("resume.yaml", "basics:\n  name: Ada\n  image: https://example.org/me.jpg\n");
    insta::assert_snapshot!(project.run(&["build"]).report());
}

#[test]
fn an_unknown_theme() {
    insta::assert_snapshot!(fails(&project(SMALL), &["build", "--theme", "cornerston"]));
    insta::assert_snapshot!(fails(&project(format!("{SMALL}theme: modern\n")), &["build"]));
    insta::assert_snapshot!(fails(&project(SMALL), &["build", "--theme", "./mine"]));
}

#[test]
fn settings_that_do_not_fit_the_theme() {
    let settings = "theme: {name: cornerstone, dats: left, dates: rigt, size: 20, accent: red, margin: 5, font: Comic Sans, photo: maybe}\n";
    insta::assert_snapshot!(fails(&project(format!("{SMALL}{settings}")), &["build"]));
}

#[test]
fn an_output_that_cannot_be_written() {
    insta::assert_snapshot!(fails(&project(SMALL), &["build", "-o", "nowhere/resume.pdf"]));
    insta::assert_snapshot!(fails(&project(SMALL).file("out/.keep", ""), &["build", "-o", "out"]));
    insta::assert_snapshot!(fails(&project(SMALL), &["build", "-o", "resume.odt"]));
    insta::assert_snapshot!(fails(&project(SMALL), &["build", "-o", "resume.pdf/x.pdf"]));
    insta::assert_snapshot!(fails(&project(SMALL), &["build", "-o", "/dev/full"]));
}

#[test]
fn a_read_only_output_stays_as_it_was() {
    let project = project(SMALL);
    let mut permissions = std::fs::metadata(project.path("resume.pdf")).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(project.path("resume.pdf"), permissions).unwrap();
    insta::assert_snapshot!(fails(&project, &["build"]));
}

#[test]
fn the_resume_is_never_written_over() {
    let project = Project::new().file("cv.pdf", SMALL);
    insta::assert_snapshot!(fails(&project, &["build", "cv.pdf"]));
}

#[test]
fn characters_without_a_glyph() {
    insta::assert_snapshot!(fails(
        &project("basics:\n  name: 陈小明 # a comment 木\nskills: [{name: Rust 🦀}]\n"),
        &["build"]
    ));
}

#[test]
fn a_theme_beside_the_resume_is_found_and_its_mistakes_are_shown() {
    let manifest =
        "name = \"mine\"\ndescription = \"My own\"\ncontract = 2\nfonts = [\"Source Sans 3\"]\n[options.paper]\n";
    let code = "#import \"../prelude/prelude.typ\": *\n#let resume(data, options) = {\n  name-title(data.person)\n  [#data.person.nmae]\n}\n";
    let project = project(SMALL).file("themes/mine/theme.toml", manifest).file("themes/mine/theme.typ", code);
    insta::assert_snapshot!(fails(&project, &["build", "--theme", "mine"]));
    insta::assert_snapshot!(fails(&project, &["build", "--theme", "./themes/mine"]));
}

#[test]
fn a_theme_for_a_later_contract_says_so() {
    let manifest = "name = \"mine\"\ndescription = \"My own\"\ncontract = 3\nfonts = [\"Source Sans 3\"]\n";
    let project = project(SMALL).file("mine/theme.toml", manifest).file("mine/theme.typ", "");
    insta::assert_snapshot!(fails(&project, &["build", "--theme", "./mine"]));
    let older = project.file("mine/theme.toml", manifest.replace("contract = 3", "contract = 1"));
    let report = fails(&older, &["build", "--theme", "./mine"]);
    assert!(report.contains("written for contract 1") && report.contains("docs/themes.md"), "{report}");
}

#[test]
fn a_theme_reaches_nothing_but_its_own_files() {
    let manifest = "name = \"mine\"\ndescription = \"My own\"\ncontract = 2\nfonts = [\"Source Sans 3\"]\n";
    for escape in [
        "#read(\"../../secret.txt\")",
        "#read(\"/secret.txt\")",
        "#read(\"/etc/passwd\")",
        "#import \"@preview/example:0.1.0\": *",
    ] {
        let code = format!("{escape}\n#let resume(data, options) = []\n");
        let project =
            project(SMALL).file("secret.txt", "secret").file("mine/theme.toml", manifest).file("mine/theme.typ", code);
        let report = fails(&project, &["build", "--theme", "./mine"]);
        assert!(report.starts_with("exit code 1") && report.contains("mine/theme.typ:1:"), "{report}");
    }
}

#[test]
fn wrong_usage() {
    insta::assert_snapshot!(Project::new().run(&["biuld"]).report());
    insta::assert_snapshot!(Project::new().run(&["build", "--them", "x"]).report());
}

#[test]
fn help_teaches_a_newcomer() {
    let help = |args: &[&str]| String::from_utf8(Project::new().run(args).stdout).unwrap();
    insta::assert_snapshot!("help", help(&["--help"]));
    insta::assert_snapshot!("help_build", help(&["build", "--help"]));
    assert_eq!(help(&["--version"]), format!("recto {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let project = Project::new().file("resume.yaml", SEED);
    let script =
        format!("'{}' build -o - | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}", env!("CARGO_BIN_EXE_recto"));
    let output =
        std::process::Command::new("bash").args(["-c", &script]).current_dir(project.path("")).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "0\n");
}

#[test]
fn messages_off_a_terminal_have_no_colour() {
    let run = Project::new().file("resume.yaml", "basics: {nmae: x}").run(&["check"]);
    assert!(!run.stderr.contains('\u{1b}'));
}

#[test]
fn a_new_resume_builds_without_a_word() {
    for flags in [&["new"][..], &["new", "--minimal"]] {
        let project = Project::new();
        insta::assert_snapshot!(format!("new_{}", flags.len()), project.run(flags).report());
        assert_eq!(project.run(&["check"]).stderr, "resume.yaml: no problems found");
        assert_eq!(project.run(&["build"]).code, Some(0));
    }
}

#[test]
fn a_new_resume_is_never_written_over_another() {
    let project = Project::new().file("resume.yaml", SMALL);
    insta::assert_snapshot!(fails(&project, &["new"]));
    assert_eq!(project.read("resume.yaml"), SMALL.as_bytes());
}

#[test]
fn unknown_keys_are_warnings_in_json() {
    let project =
        Project::new().file("resume.json", "{\"basics\": {\"name\": \"Ada\", \"lable\": \"Analyst\"}, \"own\": 1}");
    insta::assert_snapshot!(project.run(&["check", "resume.json"]).report());
}

#[test]
fn reports_for_editors_and_programs() {
    let project = Project::new()
        .file("resume.yaml", "basics: {nmae: 陈, email: x}\nwork: [{name: A, startDate: 2020, endDate: 2019}]\n");
    insta::assert_snapshot!(project.run(&["check", "--message-format", "short"]).report());
    let run = project.run(&["check", "--message-format", "json"]);
    insta::assert_snapshot!(String::from_utf8(run.stdout).unwrap());
}

#[test]
fn a_theme_named_by_path_in_a_resume_is_looked_for_beside_it() {
    let manifest =
        "name = \"mine\"\ndescription = \"My own\"\ncontract = 2\nfonts = [\"Source Sans 3\"]\n[options.paper]\n";
    let code = "#let resume(data, options) = {\n  set document(title: data.document.title)\n  set page(paper: options.paper)\n  set text(font: \"Source Sans 3\")\n  [= #data.person.name]\n}\n";
    let project = Project::new()
        .file("cv/resume.yaml", format!("{SMALL}theme: ./mine\n"))
        .file("cv/mine/theme.toml", manifest)
        .file("cv/mine/theme.typ", code);
    insta::assert_snapshot!(project.run(&["build", "cv/resume.yaml"]).report());
}

#[test]
fn a_theme_without_a_font_that_is_there_is_refused() {
    for fonts in ["[]", "[\"Source Sans 3\", \"Comic Sans\"]"] {
        let manifest = format!("name = \"mine\"\ndescription = \"My own\"\ncontract = 2\nfonts = {fonts}\n");
        let project =
            project(SMALL).file("mine/theme.toml", manifest).file("mine/theme.typ", "#let resume(data, options) = [x]");
        insta::assert_snapshot!(fails(&project, &["build", "--theme", "./mine"]));
    }
}

#[test]
fn a_json_resume_may_have_any_number_of_keys_of_its_own() {
    let own: Vec<String> = (0..200).map(|number| format!("\"own{number}\": 1")).collect();
    let json = format!("{{\"basics\": {{\"name\": \"Ada\", {}}}}}", own.join(", "));
    let run = Project::new().file("resume.json", json).run(&["check", "resume.json"]);
    assert_eq!((run.code, run.stderr.lines().last()), (Some(0), Some("resume.json: 200 warnings")));
}

#[test]
fn a_misspelt_option_is_an_error_when_its_theme_is_named_again() {
    let project = project(format!("{SMALL}theme: {{name: cornerstone, dats: left}}\n"));
    assert!(fails(&project, &["build", "--theme", "cornerstone"]).contains("did you mean `dates`?"));
}

/// The same flags mean the same to every command that makes or checks a document.
#[test]
fn check_takes_the_flags_of_build() {
    let resume = "basics: {name: Ada}\nwork: [{name: Engines, startDate: 2026-05, endDate: 2026-06}]\n";
    let project = Project::new().file("resume.yaml", resume);
    let check = |flags: &[&str]| project.run(&[&["check"], flags].concat());
    assert!(check(&["--date", "2026-01-01"]).stderr.contains("in the future"));
    assert!(!check(&["--date", "2026-12-31"]).stderr.contains("in the future"));
    let run = check(&["--set", "theme.dates=sideways"]);
    assert!(run.code == Some(1) && run.stderr.contains("sideways"), "{}", run.stderr);
    assert_eq!(check(&["--timeout", "30", "--date", "2026-12-31"]).code, Some(0));
    for command in ["build", "check", "watch", "preview"] {
        let help = String::from_utf8(project.run(&[command, "--help"]).stdout).unwrap();
        for flag in ["--theme", "--set", "--font-path", "--root", "--timeout", "--date", "--for", "--pages"] {
            assert!(help.contains(&format!("{flag} ")), "{command} has no {flag}");
        }
    }
}

/// Where the user is, it may be another day than in Greenwich: one that has begun there is not in the future.
#[test]
#[cfg(unix)]
fn the_local_day_decides_what_is_in_the_future() {
    let today = |zone: &str| {
        let run = Project::new().run_with(&["doctor"], b"", &[("TZ", zone)]);
        let text = String::from_utf8(run.stdout).unwrap();
        text.lines().find_map(|line| line.strip_prefix("today")).unwrap().trim().to_owned()
    };
    // Zones are a day apart, whatever the time.
    assert_ne!(today("<+14>-14"), today("<-12>12"));
}

#[test]
fn warnings_can_be_denied() {
    let resume = "basics: {name: Ada}\nwork: [{name: Engines, startDate: May 2019}]\n";
    let project = Project::new().file("resume.yaml", resume);
    let run = project.run(&["check"]);
    assert!(run.code == Some(0) && run.stderr.contains("warning[date-format]"), "{}", run.stderr);
    let run = project.run(&["check", "--deny", "warnings"]);
    assert!(run.code == Some(1) && run.stderr.contains("error[date-format]"), "{}", run.stderr);
}

/// What is refused on the command line is said with what would be accepted.
#[test]
fn wrong_values_come_with_right_ones() {
    let project = Project::new().file("resume.yaml", SMALL).file("other/x", "").file("a.txt", "no PDF");
    let tailored = Project::new().file("resume.yaml", format!("{SMALL}applications: {{lab: {{}}}}\n"));
    let refused: [(&Project, &[&str], i32, &str); 13] = [
        (&project, &["build", "--date", "yesterday"], 2, "`yesterday` is not a date; write `2019`"),
        (&project, &["build", "--highlights", "foo=1"], 2, "unknown section `foo`; "),
        (&project, &["build", "--redact", "all"], 2, "`all` cannot be redacted; "),
        (&project, &["build", "--pages", "x"], 1, "write a number from 1 to 50, or a range such as `1-2`"),
        (&project, &["build", "--pages", "2-1"], 1, "the minimum, 2, is greater than the maximum, 1"),
        (&project, &["build", "--root", "/no/such"], 2, "the `--root` directory `/no/such` does not exist"),
        (&project, &["build", "--root", "other"], 2, "`resume.pdf` would be outside the `--root` directory `other`"),
        (&project, &["build", "--theme", "."], 1, "`.` is not a theme: it contains no `theme.toml`"),
        (&project, &["build", "-o", "x.foo"], 2, "unknown extension `.foo`"),
        (&project, &["new", "sub/cv.yaml"], 2, "`sub/cv.yaml` cannot be written: its directory does not exist"),
        (&project, &["inspect", "nofile.pdf"], 2, "file not found: `nofile.pdf`"),
        (&project, &["extract", "a.txt"], 2, "e.g. `recto extract resume.pdf`"),
        (&tailored, &["build", "--all", "-o", "x.pdf"], 1, "`x.pdf` is already the output of the full résumé"),
    ];
    for (project, args, code, wanted) in refused {
        let run = project.run(args);
        assert!(run.code == Some(code) && run.stderr.contains(wanted), "{args:?}: {:?} {}", run.code, run.stderr);
    }
    let run = Project::new().run(&["check"]);
    assert!(run.code == Some(2) && run.stderr.contains("e.g. `recto check cv.yaml`, or run"), "{}", run.stderr);
    for (pages, wanted) in [
        ("1-2", "write a whole number from 1 to 50, or `{min: 1, max: 2}`"),
        ("{min: 2, max: 1}", "the minimum, 2, is greater than the maximum, 1"),
    ] {
        let run = Project::new().file("resume.yaml", format!("{SMALL}pages: {pages}\n")).run(&["check"]);
        assert!(run.code == Some(1) && run.stderr.contains(wanted), "{}", run.stderr);
    }
}

#[test]
fn resolutions_and_directories_are_checked_before_anything_is_done() {
    let project = Project::new().file("resume.yaml", "basics: {name: Ada}\n").file("file", "");
    for (arguments, said) in [
        (["--ppi", "100000"], "invalid value '100000' for '--ppi <NUMBER>': not a number from 1 to 1200"),
        (["--ppi", "NaN"], "not a number from 1 to 1200"),
        (["--font-path", "missing"], "invalid value 'missing' for '--font-path <DIR>': the directory does not exist"),
        (["--font-path", "file"], "it is not a directory"),
    ] {
        let run = project.run(&[&["build", "-f", "png"][..], &arguments].concat());
        assert!(run.code == Some(2) && run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
}

/// ELF's type of shared objects, which position-independent executables have.
#[cfg(target_os = "linux")]
const ET_DYN: u8 = 3;

#[cfg(target_os = "linux")]
#[test]
fn the_program_is_loaded_at_a_random_address() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_recto")).unwrap();
    assert!(program.starts_with(b"\x7fELF") && program[16] == ET_DYN, "a fixed address gives up ASLR");
}
