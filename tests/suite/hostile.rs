//! Themes and machines that mean no good: the PDF that was there stays, and nothing
//! reaches out of the house.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::project::{Project, Run, SEED};

const MANIFEST: &str = "name = \"mine\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"Source Sans 3\"]\n";

/// A project whose theme runs some code, beside a PDF that was built before.
fn theme(code: &str) -> Project {
    Project::new()
        .file("resume.yaml", "basics: {name: Ada}\ntheme: ./mine\n")
        .file("resume.pdf", "the old one")
        .file("secret.txt", "SECRET")
        .file("mine/theme.toml", MANIFEST)
        .file(
            "mine/theme.typ",
            format!(
                "#let resume(data, options) = {{\n{code}\n  data.person.name\n}}\n#let letter(data, options) = []\n"
            ),
        )
}

fn refused(code: &str) -> Run {
    let project = theme(code);
    #[cfg(unix)]
    std::os::unix::fs::symlink(project.path("secret.txt"), project.path("mine/link.txt")).unwrap();
    let run = project.run(&["build", "--timeout", "2"]);
    assert!(run.code == Some(1) && run.stderr.contains("error["), "{code}: {:?} {}", run.code, run.stderr);
    assert_eq!(project.read("resume.pdf"), b"the old one", "{code}");
    assert!(!run.stderr.contains("SECRET") && !run.stderr.contains("root:"), "{code}: {}", run.stderr);
    let files = project.files();
    assert_eq!(files, ["mine", "resume.pdf", "resume.yaml", "secret.txt"], "{code}");
    run
}

#[test]
fn a_theme_that_never_ends_is_stopped() {
    let run = refused("for a in range(100000) { for b in range(100000) { let c = a * b } }");
    assert!(run.stderr.contains("layout took longer than 2 s"), "{}", run.stderr);
    let run = refused("let n = 0\nwhile n < 100000000000 { n += 1 }");
    assert!(run.stderr.contains("loop seems to be infinite"), "{}", run.stderr);
    let run = refused("let deeper(n) = deeper(n + 1)\ndeeper(0)");
    assert!(run.stderr.contains("maximum function call depth exceeded"), "{}", run.stderr);
    refused("context { counter(page).update(n => n + 1); while true { } }");
    refused("let deeper(n) = [#box(deeper(n + 1))]\nshow regex(\".\"): it => deeper(0)\n[a]");
}

#[test]
#[cfg(target_os = "linux")]
fn a_theme_that_takes_all_memory_is_stopped() {
    let project = theme("let all = (1,) * 1000\nwhile true { all += all; if all.len() < 0 { break } }");
    let run = project.run(&["build", "--timeout", "300"]);
    // Either the watchdog was first, or the system refused at once.
    assert!(run.code != Some(0) && run.stderr.contains("memory"), "{:?} {}", run.code, run.stderr);
    assert_eq!(project.read("resume.pdf"), b"the old one");
}

#[test]
fn a_theme_reaches_nothing_outside_its_folder() {
    for path in
        ["../secret.txt", "../../secret.txt", "/secret.txt", "/etc/passwd", "../../../../../../etc/passwd", "link.txt"]
    {
        refused(&format!("read(\"{path}\")"));
    }
    refused("import \"@preview/cetz:0.3.0\": canvas");
    refused("import \"@local/mine:0.1.0\": all");
    refused("include \"../resume.yaml\"");
    refused("image(\"https://example.org/pixel.png\")");
    refused("plugin(\"evil.wasm\")");
    refused("yaml(\"../resume.yaml\")");
}

/// The seed, beside a PDF that is whole.
fn seed() -> Project {
    let project = Project::new().file("resume.yaml", SEED);
    assert_eq!(project.run(&["build"]).code, Some(0));
    project
}

fn start(project: &Project, args: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(args)
        .current_dir(project.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Killed at any moment, a build leaves the old PDF or the new one.
#[test]
fn a_build_that_is_killed_leaves_a_whole_file() {
    let project = seed();
    let old = project.read("resume.pdf");
    assert_eq!(project.run(&["build", "--theme", "plumb", "-o", "new.pdf"]).code, Some(0));
    let new = project.read("new.pdf");
    let mut seen = [0, 0];
    for attempt in 0..200 {
        std::fs::write(project.path("resume.pdf"), &old).unwrap();
        let mut child = start(&project, &["build", "--theme", "plumb"]);
        std::thread::sleep(Duration::from_micros(attempt * 300));
        child.kill().unwrap();
        child.wait().unwrap();
        let left = project.read("resume.pdf");
        assert!(left == old || left == new, "killed after {} µs: half a file", attempt * 300);
        seen[usize::from(left == new)] += 1;
    }
    assert!(seen[0] > 0, "no build was stopped before its end");
}

#[test]
fn builds_at_once_do_not_hurt_one_another() {
    let project = seed();
    let old = project.read("resume.pdf");
    for _ in 0..4 {
        let mut children: Vec<_> = (0..50).map(|_| start(&project, &["build"])).collect();
        assert!(children.iter_mut().all(|child| child.wait().unwrap().success()));
        assert!(project.read("resume.pdf") == old);
    }
    assert_eq!(project.files(), ["resume.pdf", "resume.yaml"], "something is left over");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_and_odd_places_are_survived() {
    let project = seed();
    let run = project.run(&["build", "-o", "/dev/full", "--format", "pdf"]);
    assert!(run.code == Some(2) && run.stderr.contains("the disk is full"), "{}", run.stderr);
    assert_eq!(project.run(&["build", "-o", "/dev/null", "--format", "pdf"]).code, Some(0));
    // Through a pipe with a name.
    assert!(Command::new("mkfifo").arg(project.path("pipe.pdf")).status().unwrap().success());
    let mut child = start(&project, &["build", "-o", "pipe.pdf"]);
    let bytes = std::fs::read(project.path("pipe.pdf")).unwrap();
    assert!(child.wait().unwrap().success() && bytes == project.read("resume.pdf"));
    // In a place that tells nothing of itself.
    let variables = [("TERM", "no-such-terminal"), ("TMPDIR", "/no/such/folder"), ("LANG", "xx_YY")];
    assert_eq!(project.run_with(&["build", "-o", "odd.pdf"], b"", &variables).code, Some(0));
    assert!(project.read("odd.pdf") == project.read("resume.pdf"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_path_that_is_not_utf_8_is_a_path() {
    use std::os::unix::ffi::OsStrExt;
    let project = seed();
    let name = std::ffi::OsStr::from_bytes(b"r\xe9sum\xe9.yaml");
    std::fs::copy(project.path("resume.yaml"), project.path("").join(name)).unwrap();
    let status =
        Command::new(env!("CARGO_BIN_EXE_recto")).arg("build").arg(name).current_dir(project.path("")).status();
    assert!(status.unwrap().success());
    let pdf = std::ffi::OsStr::from_bytes(b"r\xe9sum\xe9.pdf");
    assert!(std::fs::read(project.path("").join(pdf)).unwrap() == project.read("resume.pdf"));
}

/// A PDF with some objects, the first of them the catalog, and one empty page.
fn handmade(objects: &[&str]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = bytes.len();
    let rows: String = offsets.iter().map(|offset| format!("{offset:010} 00000 n \n")).collect();
    let size = objects.len() + 1;
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    );
    bytes.extend(end.bytes());
    bytes
}

const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>";

/// Trees of a PDF that lead back to where they began, or of which each branch has two
/// that are one.
#[test]
fn a_pdf_that_goes_in_circles_is_read_to_its_end() {
    let own = |catalog: &str, tree: Vec<String>| {
        let head = [format!("<<{catalog}/Pages 2 0 R>>"), PAGES.into(), PAGE.into()];
        head.into_iter().chain(tree).collect::<Vec<_>>()
    };
    let circle = |catalog: &str, node: &str| own(catalog, vec![node.replace('N', "4 0 R")]);
    // Sixty levels: more nodes than anybody could walk.
    let doubled = |catalog: &str, node: &str| {
        own(catalog, (5..65).map(|next| node.replace('N', &format!("{next} 0 R"))).chain(["<<>>".into()]).collect())
    };
    let page = |page: &str| vec!["<</Pages 2 0 R>>".into(), PAGES.into(), page.to_owned()];
    let trees = [
        ("/Outlines 4 0 R", "<</First N/Next N>>"),
        ("/Outlines 4 0 R", "<</Title(a)/First N/Next N>>"),
        ("/StructTreeRoot 4 0 R", "<</K N>>"),
        ("/StructTreeRoot 4 0 R", "<</K[N N N]>>"),
        ("/StructTreeRoot 4 0 R", "<</S/P/K[N N]>>"),
        ("/Names<</EmbeddedFiles 4 0 R>>", "<</Kids[N N]/Names[(a) N]>>"),
    ];
    let mut cases: Vec<Vec<String>> = trees.iter().map(|(catalog, node)| circle(catalog, node)).collect();
    cases.extend(trees.iter().map(|(catalog, node)| doubled(catalog, node)));
    cases.push(page("<</Type/Page/Parent 3 0 R/MediaBox[0 0 100 100]/Resources 3 0 R/Font 3 0 R/Contents 3 0 R/Annots[3 0 R]/A 3 0 R>>"));
    cases.push(page("<</Type/Page/MediaBox[0 0 1e99 -1e99]/Rotate 1e9>>"));
    for objects in cases {
        let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
        let project = Project::new().file("a.pdf", handmade(&objects));
        let started = std::time::Instant::now();
        let run = project.run(&["inspect", "a.pdf"]);
        assert_eq!(run.code, Some(0), "{objects:?}: {}", run.stderr);
        let run = project.run(&["extract", "a.pdf"]);
        assert!(run.code == Some(2) && run.stderr.contains("no résumé found"), "{objects:?}: {}", run.stderr);
        assert!(started.elapsed() < Duration::from_secs(20), "{objects:?} takes {:?}", started.elapsed());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_pdf_that_asks_for_more_than_there_is_is_refused() {
    let font = |widths: &str| {
        let page = "<</Type/Page/MediaBox[0 0 100 100]/Resources<</Font<</F 4 0 R>>>>/Contents 6 0 R>>";
        let font = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]>>";
        let descendant = format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[{widths}]>>"
        );
        let content = "<</Length 24>>stream\nBT /F 9 Tf <0041> Tj ET \nendstream";
        handmade(&["<</Pages 2 0 R>>", PAGES, page, font, &descendant, content])
    };
    let inspected = |bytes: &[u8]| Project::new().file("a.pdf", bytes).run(&["inspect", "a.pdf"]);
    assert_eq!(inspected(&font("0 9 500")).code, Some(0));
    // One range of four thousand million glyphs.
    let run = inspected(&font("0 4000000000 500"));
    assert!(run.code == Some(2) && run.stderr.contains("is not a PDF, or damaged"), "{:?} {}", run.code, run.stderr);
}

/// Guards that are there for a build are there for whatever builds.
#[test]
fn limits_are_numbers_that_make_sense() {
    let project = theme("[]");
    for command in ["build", "watch", "preview"] {
        for limit in ["nan", "-1", "0", "inf", "1e30", "x", ""] {
            let run = project.run(&[command, &format!("--timeout={limit}")]);
            assert!(run.code == Some(2) && !run.stderr.contains("panicked"), "{command} {limit}: {}", run.stderr);
            assert!(run.stderr.contains("--timeout"), "{command} {limit}: {}", run.stderr);
        }
    }
}

/// Memory is watched while a page is previewed or a file is watched, too.
#[test]
#[cfg(target_os = "linux")]
fn a_theme_that_takes_all_memory_is_stopped_while_it_is_watched() {
    let code = "let all = (\"abcdefgh\",) * 1000\nfor n in range(1000) { all = all + (\"x\" * 1000000 + str(n),) * 1\n all.push(\"y\" * 4000000 + str(n)) }";
    for command in [&["watch"][..], &["preview", "--no-open", "--port", "0"]] {
        let project = theme(code);
        let output = Command::new("timeout")
            .args(["400", env!("CARGO_BIN_EXE_recto")])
            .args(command)
            .args(["--timeout", "300"])
            .current_dir(project.path(""))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!said.contains("panicked"), "{command:?}: {said}");
        assert!(said.contains("memory"), "{command:?}: {:?} {said}", output.status);
    }
}

/// A list of twenty thousand takes minutes to lay out, and no time to count.
#[test]
fn more_items_than_any_career_has_are_refused() {
    let items = "  - {name: A, highlights: [b]}\n".repeat(6000);
    let project = Project::new().file("resume.yaml", format!("basics: {{name: Ada}}\nwork:\n{items}"));
    let run = project.run(&["build"]);
    assert!(run.code == Some(1) && run.stderr.contains("has 12000 list items"), "{}", run.stderr);
}

/// Parts of a PDF within parts: the reader descends into them, and no stack is deep enough.
#[test]
fn a_pdf_that_nests_without_end_is_refused() {
    const DEPTH: usize = 300_000;
    let nested = format!("BT {} TJ ET", "[".repeat(DEPTH));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{nested}\nendstream", nested.len()),
    ];
    let mut pdf = String::from("%PDF-1.7\n");
    for (index, object) in objects.iter().enumerate() {
        pdf += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    pdf += "trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n";
    let catalogue = pdf.replace("/Type /Catalog", &format!("/Type /Catalog /A {}", "[".repeat(DEPTH)));
    for pdf in [pdf, catalogue] {
        let project = Project::new().file("a.pdf", pdf);
        for command in ["inspect", "extract"] {
            let run = project.run(&[command, "a.pdf"]);
            assert!(matches!(run.code, Some(1 | 2)), "{command}: {:?} {}", run.code, run.stderr);
            assert!(run.stderr.contains("error[file]"), "{command}: {}", run.stderr);
        }
    }
}

/// A font with an (empty) table of drawings for its letters, made of one that Recto ships.
fn font_of_drawings() -> Vec<u8> {
    const ENTRY: usize = 16;
    let font = include_bytes!("../../fonts/inter/Inter_400Regular.ttf");
    let count = u16::from_be_bytes([font[4], font[5]]) as usize;
    let entries = 12..12 + ENTRY * count;
    let mut made = font[..4].to_vec();
    made.extend((count as u16 + 1).to_be_bytes());
    made.extend(&font[6..12]);
    // Entries are sorted by name, and `SVG ` comes before all that are in small letters.
    let mut table = b"SVG ".to_vec();
    table.extend([0_u32, (font.len() + ENTRY) as u32, 10].iter().flat_map(|number| number.to_be_bytes()));
    let mut rows: Vec<Vec<u8>> = font[entries.clone()]
        .chunks(ENTRY)
        .map(|row| {
            let offset = u32::from_be_bytes(row[8..12].try_into().unwrap()) + ENTRY as u32;
            [&row[..8], &offset.to_be_bytes(), &row[12..]].concat()
        })
        .collect();
    rows.push(table);
    rows.sort();
    made.extend(rows.concat());
    made.extend(&font[entries.end..]);
    // Version, the place of the list, reserved; and no documents in the list.
    made.extend([0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0]);
    made
}

/// Letters that are drawings could hold any drawing, and nobody tries them out.
#[test]
fn fonts_of_drawings_are_left_out() {
    let own = include_bytes!("../../fonts/inter/Inter_400Regular.ttf");
    let listed = |font: Vec<u8>| {
        let project = Project::new().file("fonts/font.ttf", font);
        let run = project.run(&["fonts", "--font-path", "fonts"]);
        let list = String::from_utf8(run.stdout).unwrap();
        list.split_once("On this system:").unwrap().1.contains("  Inter ")
    };
    assert!(listed(own.to_vec()) && !listed(font_of_drawings()));
}

/// What stands in for a word in braces may stand in every paragraph.
#[test]
fn a_letter_has_a_length() {
    let yaml = format!(
        "basics: {{name: Ada}}\nletter:\n  recipient: {{organization: {}}}\n  body: |-\n{}",
        "W".repeat(7000),
        "    {employer}\n\n".repeat(6000)
    );
    let project = Project::new().file("resume.yaml", yaml);
    for command in ["build", "check"] {
        let run = project.run(&[command]);
        assert!(run.code == Some(1) && run.stderr.contains("too long"), "{command}: {:?} {}", run.code, run.stderr);
    }
}

#[test]
fn a_word_may_be_wider_than_any_table() {
    let project = Project::new().file("resume.yaml", "basics: {name: Ada}\n").file("job.md", "w".repeat(70_000));
    assert_eq!(project.run(&["match", "job.md"]).code, Some(0));
    let project = project.file("job.md", "- word\n".repeat(100_000));
    assert_eq!(project.run(&["match", "job.md"]).code, Some(1));
}
