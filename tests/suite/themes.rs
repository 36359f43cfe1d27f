//! Themes listed, shown, begun, and all of them on one sheet; pages as pictures.

use crate::project::{Project, Run, SEED};

fn seed() -> Project {
    Project::new().file("resume.yaml", SEED)
}

fn printed(run: &Run) -> String {
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    String::from_utf8(run.stdout.clone()).unwrap()
}

#[test]
fn a_theme_cannot_have_options_that_recto_sets() {
    for name in ["direction", "italics", "finished"] {
        let manifest = format!(
            "name = \"mine\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"Inter\"]\n\
             [options.{name}]\ntype = \"boolean\"\ndefault = true\nhelp = \"Mine\"\n"
        );
        let code = "#let resume(data, options) = [#data.person.name]\n#let letter(data, options) = []\n";
        let project = Project::new().file("mine/theme.toml", manifest).file("mine/theme.typ", code);
        let run = project.file("resume.yaml", SEED).run(&["check", "--theme", "./mine"]);
        let expected = format!("invalid option `{name}`: Recto sets it itself\n --> mine/theme.toml:5:");
        assert!(run.code == Some(1) && run.stderr.contains(&expected), "{}", run.stderr);
    }
}

#[test]
fn themes_are_listed_and_one_shows_its_options() {
    insta::assert_snapshot!("themes_listed", printed(&Project::new().run(&["themes"])));
    insta::assert_snapshot!("themes_shown", printed(&Project::new().run(&["themes", "show", "cornerstone"])));
}

#[test]
fn a_new_theme_builds_and_is_listed_with_its_place() {
    let project = seed();
    let run = project.run(&["themes", "new", "mine"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(printed(&project.run(&["themes"])).contains("[themes/mine]"));
    let run = project.run(&["build", "--theme", "mine"]);
    assert!(run.code == Some(0) && run.stderr.contains(", mine, "), "{}", run.stderr);
    let again = project.run(&["themes", "new", "mine"]);
    assert!(again.code == Some(2) && again.stderr.contains("already exists"), "{}", again.stderr);
    assert_eq!(project.run(&["themes", "new", "../mine"]).code, Some(2));
}

#[test]
fn all_themes_stand_on_one_sheet() {
    let project = seed();
    let run = project.run(&["themes", "gallery"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let picture = tiny_skia::Pixmap::decode_png(&project.read("gallery.png")).unwrap();
    assert!(picture.width() > 250 && picture.height() > 300);
}

#[test]
fn pages_can_be_pictures() {
    let project = seed();
    assert_eq!(project.run(&["build", "--format", "png", "--ppi", "72"]).code, Some(0));
    let picture = tiny_skia::Pixmap::decode_png(&project.read("resume.png")).unwrap();
    assert_eq!((picture.width(), picture.height()), (612, 792));
    assert_eq!(project.run(&["build", "-o", "page.svg"]).code, Some(0));
    assert!(project.read("page.svg").starts_with(b"<svg"));
    let run = project.run(&["build", "-o", "page.svg", "--format", "png"]);
    assert!(run.code == Some(2) && run.stderr.contains("does not end in `.png`"), "{}", run.stderr);
}

#[test]
fn several_pages_get_a_picture_each() {
    let project = Project::new().file("cv.yaml", include_str!("../corpus/thirty_years.yaml"));
    let run = project.run(&["build", "cv.yaml", "--format", "svg"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(project.files(), ["cv-1.svg", "cv-2.svg", "cv-3.svg", "cv.yaml"]);
    assert_eq!(project.run(&["build", "cv.yaml", "--format", "png", "-o", "-"]).code, Some(2));
}

#[test]
fn settings_of_the_command_line_win() {
    let settings = "theme: {accent: \"#123456\", dates: left}\n";
    let project = Project::new().file("resume.yaml", format!("{SEED}\n{settings}"));
    let run = project.run(&["build", "--set", "theme.dates=right", "--set", "theme.accent=#1c4478"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(project.read("resume.pdf") == crate::project::pdf(SEED));
    insta::assert_snapshot!(
        "set_wrongly",
        project.run(&["build", "--set", "theme.dats=x", "--set", "dates=left"]).report()
    );
}

/// Letters of Indic scripts are drawn with their marks, whatever a theme does to capitals. The text
/// layer tells nothing of it: it was right when each mark stood alone on a dotted circle.
#[test]
fn no_theme_parts_a_mark_from_its_letter() {
    let hindi = include_str!("../corpus/hindi.yaml");
    let project = Project::new().file("resume.yaml", hindi);
    let mut built = 0;
    for theme in recto::theme::Themes::builtin().names() {
        for case in [None, Some("theme.case=small-caps")] {
            let set = case.map_or(vec![], |case| vec!["--set", case]);
            let run = project.run(&[&["build", "--theme", theme][..], &set].concat());
            if crate::corpus::needs_fonts(&run) {
                return;
            }
            // Not every theme has the option.
            assert!(run.code == Some(0) || case.is_some(), "{theme}: {}", run.stderr);
            assert!(!run.stderr.contains("dotted circle"), "{theme}: {}", run.stderr);
            built += usize::from(run.code == Some(0));
        }
    }
    assert!(built >= 10, "{built} themes were tried");
    let parting = "#let resume(data, options) = { set document(title: \"x\"); set text(lang: \"hi\", fallback: true)\n  \
                   show regex(\"\\p{M}+\"): set text(features: (smcp: 0))\n  smallcaps(data.person.name) }\n#let letter(data, options) = []\n";
    let manifest = "name = \"mine\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"Noto Sans Devanagari\"]\n";
    let project = project.file("mine/theme.toml", manifest).file("mine/theme.typ", parting);
    let run = project.run(&["build", "--theme", "./mine"]);
    assert!(run.stderr.contains("drawn on a dotted circle"), "{}", run.stderr);
    assert!(run.stderr.contains("the theme separates the two"), "{}", run.stderr);
}

/// What a document says is handed to the theme that sets it, and to no other code.
#[test]
fn a_theme_cannot_ask_for_what_another_document_says() {
    let code =
        "#let resume(cv, o) = { set document(title: \"x\"); [#recto-inputs(\"0123456789abcdef0123456789abcdef\")] }\n";
    let project = seed()
        .file("mine/theme.toml", "name = \"mine\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"Inter\"]\n")
        .file("mine/theme.typ", code);
    let run = project.run(&["build", "--theme", "./mine"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("unknown key"), "{}", run.stderr);
    assert!(run.stderr.contains("mine/theme.typ:1:"), "{}", run.stderr);
}

/// A theme of bands, columns and rules, with files in folders of its own.
fn framed() -> Project {
    let face = include_bytes!("../../fonts/roboto/Roboto_400Regular.ttf");
    let renamed = |from: &str, to: &str, bytes: Vec<u8>| {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        [(from.as_bytes().to_vec(), to.as_bytes().to_vec()), (wide(from), wide(to))].iter().fold(
            bytes,
            |bytes, (from, to)| {
                let mut bytes = bytes;
                for at in 0..bytes.len() - from.len() {
                    if bytes[at..].starts_with(from) {
                        bytes[at..at + to.len()].copy_from_slice(to);
                    }
                }
                bytes
            },
        )
    };
    Project::new()
        .file("resume.yaml", SEED)
        .file("framed/theme.toml", include_str!("../framed/theme.toml").replace("Source Sans 3", "Botoro"))
        .file("framed/theme.typ", include_str!("../framed/theme.typ"))
        .file("framed/parts/head.typ", include_str!("../framed/parts/head.typ"))
        .file("framed/fonts/botoro.ttf", renamed("Roboto", "Botoro", face.to_vec()))
}

#[test]
fn a_theme_has_files_and_fonts_in_folders_of_its_own() {
    let project = framed();
    let run = project.run(&["themes", "check", "./framed"]);
    assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{}", run.stderr);
    let run = project.run(&["build", "--theme", "./framed"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let text = String::from_utf8_lossy(&project.read("resume.pdf")).into_owned();
    assert!(text.contains("+Botoro-Regular") && !text.contains("+Roboto"), "the theme's own font is not the one used");
    let run = project.run(&["build", "--theme", "./framed", "--format", "typ", "-o", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for file in ["out/theme/parts/head.typ", "out/theme/fonts/botoro.ttf"] {
        assert!(project.path(file).is_file(), "no {file} in {:?}", project.files());
    }
    assert!(String::from_utf8(project.read("out/README.md")).unwrap().contains("--font-path theme/fonts"));
    // A folder that leads out of the theme's is left aside.
    #[cfg(unix)]
    {
        let project = framed().file("elsewhere/head.typ", include_str!("../framed/parts/head.typ"));
        std::fs::remove_dir_all(project.path("framed/parts")).unwrap();
        std::os::unix::fs::symlink(project.path("elsewhere"), project.path("framed/parts")).unwrap();
        let run = project.run(&["build", "--theme", "./framed"]);
        assert!(run.code == Some(1) && run.stderr.contains("file not found"), "{}", run.stderr);
    }
}

/// Every choice of every option of every theme can be built, is read as it should be, and changes
/// something.
#[test]
fn every_theme_passes_its_own_check() {
    let project = seed();
    for theme in recto::theme::Themes::builtin().names() {
        let run = project.run(&["themes", "check", theme]);
        assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{theme}: {}", run.stderr);
    }
    assert_eq!(project.run(&["themes", "new", "mine"]).code, Some(0));
    let run = project.run(&["themes", "check", "mine"]);
    assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{}", run.stderr);
}

/// White text on dark colours, black on light ones; a light colour is never that of text on the page.
#[test]
fn a_banner_of_any_colour_can_be_read() {
    let project = Project::new().file("resume.yaml", include_str!("../corpus/promotions.yaml"));
    for accent in ["#1F3B6B", "#C8102E", "#767676", "#777777", "#F2C14E", "#FFFFFF", "#000000"] {
        for links in ["plain", "accent"] {
            let (accent, links) = (format!("theme.accent={accent}"), format!("theme.links={links}"));
            let run = project.run(&["build", "--strict", "--theme", "banner", "--set", &accent, "--set", &links]);
            assert!(run.code == Some(0) && !run.stderr.contains("contrast"), "{accent}: {}", run.stderr);
        }
    }
}

#[test]
fn what_is_wrong_with_a_theme_is_told_to_its_author() {
    let manifest = "name = \"mine\"\ndescription = \"My own\"\ncontract = 2\nfonts = [\"Source Sans 3\"]\n\
        [options.accent]\ndefault = \"#cccccc\"\n[options.dates]\n[options.density]\n[options.font]\ndefault = \"Source Sans 3\"\n\
        [options.links]\n[options.margin]\ndefault = \"20mm\"\n[options.paper]\n[options.size]\ndefault = \"10\"\n\
        [options.unused]\ntype = \"boolean\"\ndefault = \"false\"\nhelp = \"nothing\"\n";
    let code = "#import \"../prelude/prelude.typ\": *\n\
        #let setup(cv, o, body) = {\n  show: document-setup.with(cv, o, (line: 5pt, bullet: 6pt))\n  body\n}\n\
        #let entry(e) = {\n  first-row((line: 5pt), e, {\n    date-of(e)\n    text(fill: white, lead(e))\n  })\n}\n\
        #let resume(cv, o) = {\n  show: setup.with(cv, o)\n  name-title(cv.person)\n  if o.dates == \"left\" { cv.nothing }\n  \
        sections(cv, o + (date-column: 3cm), (bullet: 6pt, entry: 9pt), entry)\n}\n\
        #let letter(cv, o) = letter-page(cv, o, setup, (person, o) => name-title(person))\n";
    let project = Project::new().file("mine/theme.toml", manifest).file("mine/theme.typ", code);
    let run = project.run(&["themes", "check", "./mine"]);
    assert_eq!(run.code, Some(1));
    for wanted in [
        "the option `unused` has no effect\n  --> mine/theme.toml:17:2",
        "text in the default colour of `accent` is hard to read: contrast 1.6\n --> mine/theme.toml:5:2",
        "with `dates: left`",
        "mine/theme.typ:",
        "ATS-001: print all of an entry",
        "ATS-017: use a text colour that differs from the background",
        "text has the colour of its background\n --> mine/theme.typ:9:10",
    ] {
        assert!(run.stderr.contains(wanted), "no `{wanted}` in {}", run.stderr);
    }
    let project = project.file("mine/theme.typ", "#let letter(cv, o) = []\n");
    let run = project.run(&["themes", "check", "./mine"]);
    assert!(run.stderr.contains("the theme has no function `resume`"), "{}", run.stderr);
}
