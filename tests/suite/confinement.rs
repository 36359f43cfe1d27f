//! What a résumé names stays in its folder; what a PDF names is not written elsewhere.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(unix)]
use std::path::Path;

use crate::project::{Project, Run};
use crate::targets::handmade_with_attachments;

const PORTRAIT: &[u8] = include_bytes!("../../examples/tailoring/portrait.png");

/// A folder `cv` with a résumé, beside things that are none of its business.
fn project(yaml: &str) -> Project {
    Project::new()
        .file("cv/resume.yaml", yaml)
        .file(
            "cv/mine/theme.toml",
            "name = \"mine\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"Source Sans 3\"]\n",
        )
        .file("cv/mine/theme.typ", THEME)
        .file("outside/secret.png", PORTRAIT)
        .file("outside/refs.bib", "@book{a, title = {SECRET}, author = {A}, year = 2000}")
        .file("outside/job.md", "We look for a SECRET engineer.")
        .file(
            "outside/theme.toml",
            "name = \"outside\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"Source Sans 3\"]\n",
        )
        .file("outside/theme.typ", THEME)
}

const THEME: &str =
    "#let resume(data, options) = { set document(title: \"x\"); data.person.name }\n#let letter(data, options) = []\n";

fn run(project: &Project, args: &[&str]) -> Run {
    let mut all = vec![args[0], "cv/resume.yaml"];
    all.extend(&args[1..]);
    project.run(&all)
}

fn says_outside(run: &Run, place: &str) {
    assert!(run.stderr.contains("is outside the résumé's directory"), "{}", run.stderr);
    assert!(run.stderr.contains("--root DIR") && run.stderr.contains(place), "{}", run.stderr);
}

#[test]
fn pictures_from_outside_are_left_out() {
    for name in ["../outside/secret.png", "/etc/passwd", "mine/../../outside/secret.png"] {
        let project = project(&format!("basics: {{name: Ada, image: {name}}}\n"));
        let plain = Project::new().file("cv/resume.yaml", "basics: {name: Ada}\n");
        let run = run(&project, &["build", "-o", "a.pdf"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        says_outside(&run, "basics.image");
        assert_eq!(plain.run(&["build", "cv/resume.yaml", "-o", "a.pdf"]).code, Some(0));
        assert!(project.read("a.pdf") == plain.read("a.pdf"), "{name} is in the PDF");
    }
    let project = project("basics: {name: Ada}\nletter: {body: Dear you, signature: ../outside/secret.png}\n");
    says_outside(&run(&project, &["build"]), "letter.signature");
}

#[test]
fn a_wider_root_lets_them_in() {
    let project = project("basics: {name: Ada, image: ../outside/secret.png}\n");
    let run = run(&project, &["build", "--root", "."]);
    assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{}", run.stderr);
}

#[test]
fn references_jobs_and_themes_from_outside_are_errors() {
    let cases = [
        ("basics: {name: Ada}\nbibliography: {file: ../outside/refs.bib}\n", "build", "bibliography"),
        ("basics: {name: Ada}\nbibliography: {file: ../outside/refs.bib}\n", "check", "bibliography"),
        ("basics: {name: Ada}\ntheme: ../outside\n", "build", "theme"),
        ("basics: {name: Ada}\ntheme: {name: ../outside}\n", "check", "theme"),
    ];
    for (yaml, command, place) in cases {
        let run = run(&project(yaml), &[command]);
        assert_eq!(run.code, Some(1), "{yaml}: {}", run.stderr);
        says_outside(&run, place);
        let shown = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(!run.stderr.contains("SECRET") && !shown.contains("SECRET"), "{}", run.stderr);
    }
    let project = project("basics: {name: Ada}\napplications: {acme: {job: ../outside/job.md}}\n");
    let run = project.run(&["match", "--resume", "cv/resume.yaml", "--for", "acme"]);
    assert_eq!(run.code, Some(1));
    says_outside(&run, "applications.acme.job");
    let run = project.run(&["match", "--resume", "cv/resume.yaml", "--for", "acme", "--root", "."]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn outputs_that_an_application_names_stay_inside() {
    let absolute = std::env::temp_dir().join("recto-outside.pdf");
    for output in
        ["../outside/x.pdf", absolute.to_str().unwrap(), "new/../../outside/x.pdf", "{application}/../../x.pdf"]
    {
        let project = project(&format!("basics: {{name: Ada}}\napplications: {{acme: {{output: '{output}'}}}}\n"));
        for args in [&["build", "--for", "acme"][..], &["build", "--all"], &["check", "--for", "acme"]] {
            let run = run(&project, args);
            assert_eq!(run.code, Some(1), "{output}: {}", run.stderr);
            assert!(run.stderr.contains("is outside the résumé's directory"), "{output}: {}", run.stderr);
        }
        assert!(!project.path("outside/x.pdf").exists() && !project.path("x.pdf").exists() && !absolute.exists());
    }
    let project = project("basics: {name: Ada}\napplications: {acme: {output: mine/acme.pdf}}\n");
    assert_eq!(run(&project, &["build", "--for", "acme"]).code, Some(0));
    assert!(project.read("cv/mine/acme.pdf").starts_with(b"%PDF"));
    // The command line points anywhere.
    assert_eq!(run(&project, &["build", "--for", "acme", "-o", "outside/y.pdf"]).code, Some(0));
    assert_eq!(run(&project, &["build", "--theme", "./outside", "-o", "z.pdf"]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out() {
    let project = project(
        "basics: {name: Ada, image: me.png}\ntheme: linked\napplications: {acme: {output: out.pdf}, up: {output: up/x.pdf}}\n",
    );
    symlink("../outside/secret.png", project.path("cv/me.png")).unwrap();
    symlink("../outside/out.pdf", project.path("cv/out.pdf")).unwrap();
    symlink("../outside", project.path("cv/up")).unwrap();
    symlink("../outside", project.path("cv/linked")).unwrap();
    let run = run(&project, &["build"]);
    assert_eq!(run.code, Some(1));
    says_outside(&run, "theme");
    for name in ["acme", "up"] {
        let run = self::run(&project, &["build", "--for", name, "--theme", "plumb"]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        says_outside(&run, "output");
    }
    let run = self::run(&project, &["build", "--theme", "plumb"]);
    assert_eq!(run.code, Some(0));
    says_outside(&run, "basics.image");
    assert!(!project.path("outside/out.pdf").exists() && !project.path("outside/x.pdf").exists());
}

/// Files whose names are made of the one that an application names: its letter, its pages.
#[cfg(unix)]
#[test]
fn what_is_written_beside_an_output_stays_inside_too() {
    let long = "  - {name: Engines, highlights: [one, two, three]}\n".repeat(40);
    let yaml = format!(
        "basics: {{name: Ada}}\nwork:\n{long}letter: {{body: Dear you}}\napplications: {{acme: {{output: out.pdf}}}}\n"
    );
    let project = project(&yaml);
    for name in ["out-letter.pdf", "out-1.png", "out-2.png"] {
        symlink("../outside/written", project.path("cv").join(name)).unwrap();
    }
    for args in [&["build", "--for", "acme"][..], &["build", "--for", "acme", "--format", "png"]] {
        let run = run(&project, args);
        assert!(run.code == Some(2) && run.stderr.contains("points outside the résumé's directory"), "{}", run.stderr);
        assert!(!project.path("outside/written").exists());
    }
    assert!(std::process::Command::new("mkfifo").arg(project.path("cv/pipe.pdf")).status().unwrap().success());
    let yaml = yaml.replace("out.pdf", "pipe.pdf");
    fs::write(project.path("cv/resume.yaml"), yaml).unwrap();
    let run = run(&project, &["build", "--for", "acme", "--letter", "none"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
}

#[test]
fn a_line_of_a_batch_reads_only_the_current_folder() {
    let project = project("basics: {name: Ada}\n");
    let lines = [
        r#"{"resume": {"basics": {"name": "Ada"}, "bibliography": {"file": "../outside/refs.bib"}}}"#,
        r#"{"resume": {"basics": {"name": "Ada"}}, "theme": "../outside"}"#,
        r#"{"resume": {"basics": {"name": "Ada"}, "theme": "/etc"}}"#,
    ];
    for line in lines {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_recto"))
            .args(["build", "--batch"])
            .current_dir(project.path("cv"))
            .stdin(std::process::Stdio::from({
                fs::write(project.path("line"), line).unwrap();
                fs::File::open(project.path("line")).unwrap()
            }))
            .output()
            .unwrap();
        let answer = String::from_utf8(run.stdout).unwrap();
        assert!(answer.contains("\"ok\":false") && answer.contains("is outside"), "{answer}");
    }
}

#[test]
fn a_theme_is_found_whatever_else_lies_in_its_folder() {
    let project = project("basics: {name: Ada}\ntheme: ./mine\n").file("cv/mine/.hidden", "x");
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        // As Emacs locks a file that is changed.
        symlink("ada@machine.1234:5678", project.path("cv/mine/.#theme.typ")).unwrap();
        symlink("nowhere", project.path("cv/mine/dangling")).unwrap();
        fs::write(project.path("cv/mine").join(std::ffi::OsStr::from_bytes(b"odd\xff")), "x").unwrap();
        fs::create_dir(project.path("cv/mine/folder.typ")).unwrap();
    }
    let run = run(&project, &["build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[test]
fn a_theme_that_is_larger_than_any_is_refused_at_once() {
    let mut project = project("basics: {name: Ada}\ntheme: ./mine\n");
    for number in 0..250 {
        project = project.file(&format!("cv/mine/{number}.txt"), "x");
    }
    let run = run(&project, &["build"]);
    assert!(run.code == Some(1) && run.stderr.contains("it has more than 200 files"), "{}", run.stderr);
}

#[test]
fn a_broken_theme_does_not_hide_the_others() {
    let project = project("basics: {name: Ada}\n")
        .file("themes/broken/theme.toml", "name = 7\n")
        .file("themes/broken/theme.typ", "")
        .file("themes/good/theme.toml", "name = \"good\"\ndescription = \"Good\"\ncontract = 2\nfonts = []\n")
        .file("themes/good/theme.typ", THEME);
    let run = project.run(&["themes"]);
    let listed = String::from_utf8(run.stdout.clone()).unwrap();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(listed.contains("plumb") && run.stderr.contains("`themes/broken` is skipped"), "{listed}{}", run.stderr);
}

/// A résumé in a PDF that names its portrait so.
fn extracted(name: &str, bytes: &[u8], existing: Option<(&str, &[u8])>) -> (Project, Run) {
    let json = serde_json::json!({ "basics": { "name": "Ada", "image": name } }).to_string();
    let pdf = handmade_with_attachments(&[("resume.json", json.as_bytes()), (name, bytes)]);
    let mut project = Project::new().file("in/a.pdf", pdf).file("out/keep", "");
    if let Some((name, bytes)) = existing {
        project = project.file(name, bytes);
    }
    let run = project.run(&["extract", "in/a.pdf", "-o", "out/../out/resume.yaml"]);
    (project, run)
}

#[test]
fn a_portrait_in_a_pdf_is_written_only_under_a_plain_name_that_tells_what_it_is() {
    let (project, run) = extracted("me.png", PORTRAIT, None);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.read("out/me.png") == PORTRAIT);
    let absolute = std::env::temp_dir().join("recto-extract-absolute.png");
    let odd = [
        absolute.to_str().unwrap(),
        "../me.png",
        "a/me.png",
        "..",
        ".profile",
        ".me.png",
        "me.txt",
        "me.jpg",
        "resume.yaml",
        "a\\me.png",
        "CON.png",
        "x:me.png",
    ];
    for name in odd {
        let (project, run) = extracted(name, PORTRAIT, None);
        assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
        assert!(run.stderr.contains("is not extracted"), "{name}: {}", run.stderr);
        assert_eq!(project.files(), ["in", "out"], "{name}");
        let mut written: Vec<_> = fs::read_dir(project.path("out"))
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        written.sort();
        assert_eq!(written, ["keep", "resume.schema.json", "resume.yaml"], "{name}");
    }
    assert!(!absolute.exists());
    // Bytes that are no picture are none under any name.
    let (project, run) = extracted("me.png", b"#!/bin/sh\nrm -rf ~\n", None);
    assert!(run.stderr.contains("is not extracted") && !project.path("out/me.png").exists());
    let (project, run) = extracted("me.svg", b"<script>", None);
    assert!(run.stderr.contains("is not extracted") && !project.path("out/me.svg").exists());
}

#[test]
fn a_portrait_in_a_pdf_never_replaces_a_file() {
    let (project, run) = extracted("me.png", PORTRAIT, Some(("out/me.png", b"mine")));
    assert!(run.code == Some(2) && run.stderr.contains("already exists"), "{}", run.stderr);
    assert_eq!(project.read("out/me.png"), b"mine");
    assert!(!project.path("out/resume.yaml").exists());
    let (_, run) = extracted("me.png", PORTRAIT, Some(("out/me.png", PORTRAIT)));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    #[cfg(unix)]
    {
        let (project, _) = extracted("x", b"", None);
        symlink("../elsewhere.png", project.path("out/me.png")).unwrap();
        let json = br#"{"basics": {"name": "Ada", "image": "me.png"}}"#;
        let pdf = handmade_with_attachments(&[("resume.json", json), ("me.png", PORTRAIT)]);
        fs::write(project.path("in/b.pdf"), pdf).unwrap();
        let run = project.run(&["extract", "in/b.pdf", "-o", "out/b.yaml"]);
        assert!(run.code == Some(2) && !project.path("elsewhere.png").exists(), "{}", run.stderr);
    }
}

/// A picture is decoded, not believed: what follows its first bytes may be anything.
#[test]
fn what_only_begins_like_a_picture_is_left_in_the_pdf() {
    let fakes: [(&str, &[u8]); 7] = [
        ("me.png", b"\x89PNG\r\n\x1a\n#!/bin/sh\nrm -rf ~\n"),
        ("me.jpg", b"\xff\xd8\xff<?php evil ?>"),
        ("me.gif", b"GIF89a=1;alert(1)"),
        ("me.webp", b"RIFF\x20\0\0\0WEBPVP8 evil"),
        ("me.svg", b"<html><script>evil()</script><!-- <svg --></html>"),
        ("me.svg", b"<?php evil ?><svg"),
        ("me.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>"),
    ];
    for (name, bytes) in fakes {
        let (project, run) = extracted(name, bytes, None);
        assert_eq!(run.code, Some(0), "{name}: {}", run.stderr);
        assert!(run.stderr.contains("is not extracted"), "{bytes:?}: {}", run.stderr);
        assert!(!project.path("out").join(name).exists(), "{bytes:?}");
    }
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0H9V9z'/></svg>";
    let (project, run) = extracted("me.svg", drawing, None);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(project.read("out/me.svg"), drawing);
}

#[test]
fn an_extract_that_fails_leaves_nothing() {
    let (project, run) = extracted("me.png", PORTRAIT, Some(("out/resume.yaml", b"mine")));
    assert!(run.code == Some(2) && run.stderr.contains("already exists"), "{}", run.stderr);
    assert!(!project.path("out/me.png").exists());
    // A picture that was there before stays.
    fs::write(project.path("out/me.png"), PORTRAIT).unwrap();
    let run = project.run(&["extract", "in/a.pdf", "-o", "out/resume.yaml"]);
    assert!(run.code == Some(2) && project.path("out/me.png").exists(), "{}", run.stderr);
}

#[test]
fn data_in_a_pdf_is_read_as_far_as_a_resume_may_be_large() {
    let json = format!("{{\"basics\": {{\"name\": \"{}\"}}}}", "a".repeat(5 << 20));
    let pdf = handmade_with_attachments(&[("resume.json", json.as_bytes())]);
    let project = Project::new().file("a.pdf", pdf);
    let run = project.run(&["extract", "a.pdf"]);
    assert!(run.code != Some(0) && run.stderr.contains("larger than 4 MiB"), "{}", run.stderr);
}

/// A name that becomes a folder of another name is confined as that one.
#[test]
fn a_folder_for_typst_stays_inside() {
    let project = project("basics: {name: Ada}\napplications: {acme: {output: .}}\n");
    for args in [&["build", "--for", "acme", "--format", "typ"][..], &["build", "--all", "--format", "typ"]] {
        let run = run(&project, args);
        assert_ne!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stderr.contains("points outside the résumé's directory"), "{}", run.stderr);
    }
    assert_eq!(project.files(), ["cv", "outside"]);
}

/// What lies in a folder that Recto wrote before is read only if it is a file, and links in it are
/// not followed.
#[cfg(unix)]
#[test]
fn nothing_comes_into_a_folder_for_typst_from_elsewhere() {
    let project = project("basics: {name: Ada}\n");
    let build = || run(&project, &["build", "--format", "typ"]);
    let folder = project.path("cv/resume-typ");
    assert_eq!(build().code, Some(0));
    for name in ["main.pdf", "letter.pdf"] {
        symlink("../../outside/job.md", folder.join(name)).unwrap();
        assert_eq!(build().code, Some(0));
        assert!(!folder.join(name).exists(), "{name}");
    }
    let plant = |name: &str, make: &dyn Fn(&Path)| {
        fs::remove_file(folder.join(name)).unwrap();
        make(&folder.join(name));
        let run = build();
        assert_eq!(run.code, Some(2), "{name}: {}", run.stderr);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(build().code, Some(0));
    };
    for name in [".recto", "main.typ", "README.md"] {
        plant(name, &fifo);
        plant(name, &|path| symlink("/dev/zero", path).unwrap());
    }
}

#[cfg(unix)]
fn fifo(path: &Path) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn doctor_reads_only_files() {
    let project = Project::new().file("resume.yaml", "basics: {name: Ada}\n");
    let schema = project.path("resume.schema.json");
    fifo(&schema);
    assert_eq!(project.run(&["doctor"]).code, Some(0));
    fs::remove_file(&schema).unwrap();
    symlink("/dev/zero", &schema).unwrap();
    assert_eq!(project.run(&["doctor"]).code, Some(0));
}

/// A file of a few bytes may claim to hold any number of fonts, and a folder may hold itself.
#[cfg(unix)]
#[test]
fn folders_with_fonts_come_to_an_end() {
    let project = Project::new()
        .file("resume.yaml", "basics: {name: Ada}\n")
        .file("fonts/a.ttc", b"ttcf\0\x01\0\0\xff\xff\xff\xff");
    for number in 0..12 {
        symlink(".", project.path("fonts").join(format!("link{number}"))).unwrap();
    }
    assert_eq!(project.run(&["fonts", "--font-path", "fonts"]).code, Some(0));
}

/// A folder from somebody else may hold links under the names that Recto would write.
#[cfg(unix)]
#[test]
fn no_name_that_was_not_typed_leads_out() {
    let letter = "basics: {name: Ada}\nletter: {body: Dear all}\n";
    let long = format!("{letter}work: [{}]\n", "{name: Acme, highlights: [One, Two, Three, Four]},".repeat(30));
    let builds: [(&str, &[&str], Option<i32>); 6] = [
        ("resume.pdf", &["build"], Some(2)),
        ("resume-letter.pdf", &["build", "--letter", "separate"], Some(2)),
        ("resume-letter.pdf", &["build", "--letter", "separate", "-o", "cv/resume.pdf"], Some(2)),
        ("resume-1.png", &["build", "--format", "png"], Some(2)),
        ("resume-2.png", &["build", "-o", "cv/resume.png"], Some(2)),
        // Who types a name means what it leads to.
        ("resume.pdf", &["build", "-o", "cv/resume.pdf"], Some(0)),
    ];
    for (name, args, code) in builds {
        let project = project(&long);
        fs::write(project.path("outside/kept"), "kept").unwrap();
        symlink("../outside/kept", project.path("cv").join(name)).unwrap();
        let run = run(&project, args);
        assert_eq!(run.code, code, "{args:?}: {}", run.stderr);
        let kept = project.read("outside/kept") == b"kept";
        assert_eq!(kept, code != Some(0), "{args:?}: {}", run.stderr);
        assert_eq!(run.stderr.contains("points outside"), kept, "{args:?}: {}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn pipes_are_not_waited_for() {
    let project = project("basics: {name: Ada}\napplications: {a: {job: job.md}}\n");
    for name in ["cv/resume.pdf", "cv/job.md", "cv/z.yaml"] {
        fifo(&project.path(name));
    }
    let run = |args: &[&str]| project.run(args);
    let refused = run(&["build", "cv/resume.yaml"]);
    assert!(refused.code == Some(2) && refused.stderr.contains("is not a regular file"), "{}", refused.stderr);
    let refused = run(&["match", "--resume", "cv/resume.yaml", "--for", "a"]);
    assert!(refused.code == Some(1) && refused.stderr.contains("is not a regular file"), "{}", refused.stderr);
    fs::remove_file(project.path("cv/resume.pdf")).unwrap();
    let built = run(&["build", "cv/*.yaml"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert!(project.path("cv/resume.pdf").exists());
}

/// A folder from somebody else, in which commands are run that name no file.
#[cfg(unix)]
#[test]
fn links_in_a_folder_lead_no_command_out() {
    let line = "{\"id\": \"a\", \"resume\": {\"basics\": {\"name\": \"Ada\"}}}\n";
    let project = Project::new()
        .file("resume.yaml", "basics: {name: Ada}\n")
        .file("kept", "kept")
        .file("private/cv.yaml", "basics: {name: Private}\n")
        .file("private/cv.pdf", "kept")
        .file("team/a.yaml", "basics: {name: Ada}\n");
    fs::create_dir_all(project.path("out")).unwrap();
    fs::create_dir_all(project.path("here")).unwrap();
    fs::copy(project.path("resume.yaml"), project.path("here/resume.yaml")).unwrap();
    for (target, link) in [
        ("../kept", "here/gallery.png"),
        ("../private", "here/themes"),
        ("../kept", "out/a.pdf"),
        ("../private", "team/linked"),
        ("../private/cv.yaml", "team/b.yaml"),
    ] {
        symlink(target, project.path(link)).unwrap();
    }
    let here = |args: &[&str]| project.run_in("here", args, b"");
    for args in [&["themes", "gallery"][..], &["themes", "new", "mine"]] {
        let run = here(args);
        assert!(run.code == Some(2) && run.stderr.contains("points outside"), "{args:?}: {}", run.stderr);
    }
    let run = project.run_in("", &["build", "--batch", "-o", "out"], line.as_bytes());
    assert_ne!(run.code, Some(0), "{}", run.stderr);
    for args in [&["build", "team"][..], &["build", "team/*/*.yaml"], &["build", "team/**/*.yaml"]] {
        let run = project.run(args);
        assert!(!run.stderr.contains("Private") && !run.stderr.contains("cv.pdf"), "{args:?}: {}", run.stderr);
    }
    assert!(project.path("team/a.pdf").exists() && !project.path("team/b.pdf").exists());
    for file in ["kept", "private/cv.pdf"] {
        assert_eq!(project.read(file), b"kept", "{file}");
    }
    assert!(!project.path("private/mine").exists());
    // The résumé that nobody named is a file.
    fs::remove_file(project.path("here/resume.yaml")).unwrap();
    fifo(&project.path("here/resume.yaml"));
    for args in [&["build"][..], &["check"], &["show"]] {
        assert_eq!(here(args).code, Some(2), "{args:?}");
    }
}
