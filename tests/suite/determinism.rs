//! The same input gives the same bytes.

use recto::diagnostic::Diagnostics;
use recto::export::{Format, export, fingerprints, svg_page};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, FinishedPages, typeset};

use crate::corpus::with_companions;
use crate::project::{Project, SEED, pdf, set};

#[test]
fn two_builds_are_equal_byte_for_byte() {
    assert_eq!(pdf(SEED), pdf(SEED));
}

#[test]
fn folder_locale_and_time_zone_do_not_matter() {
    let here = Project::new().file("resume.yaml", SEED);
    let there = Project::new().file("deep/er/cv.yaml", SEED);
    assert_eq!(here.run(&["build"]).code, Some(0));
    let variables = [("TZ", "Asia/Tokyo"), ("LC_ALL", "de_DE.UTF-8"), ("HOME", "/nowhere")];
    assert_eq!(there.run_with(&["build", "deep/er/cv.yaml"], b"", &variables).code, Some(0));
    assert!(here.read("resume.pdf") == there.read("deep/er/cv.pdf"));
}

/// Pages that are remembered from the last document are those that would be made anew, whatever has changed.
#[test]
fn remembered_pages_are_those_that_would_be_made_anew() {
    let theme = Themes::builtin().default_theme(&mut Diagnostics::new()).unwrap();
    let remembered = FinishedPages::default();
    let job = |number: usize| {
        format!(
            "  - {{name: Mill {number}, position: Programmer, startDate: 1842-10, highlights: [Wrote -- a program, Read it]}}\n"
        )
    };
    let resume = |jobs: &[String]| format!("basics: {{name: Ada Lovelace}}\nwork:\n{}", jobs.concat());
    let jobs: Vec<String> = (0..60).map(job).collect();
    let changed: Vec<String> = (0..60).map(|number| job(if number == 30 { 1000 } else { number })).collect();
    let steps = [&jobs[..], &changed[..], &jobs[1..], &jobs[..], &jobs[..5]];
    let mut looks = Vec::new();
    for jobs in steps {
        let made = |compiler: Compiler| {
            let mut notes = Diagnostics::new();
            let read = Resume::read(&Source::new("resume.yaml", resume(jobs)), &mut notes).unwrap();
            let document = typeset(&read, &compiler, &mut notes).unwrap();
            let pdf = export(&document, &Format::pdf(), &mut notes).unwrap();
            let messages: Vec<String> = notes.sorted().iter().map(|note| note.message.clone()).collect();
            (pdf, fingerprints(&document), messages)
        };
        let anew = made(Compiler::new(&theme));
        assert!(made(Compiler::new(&theme).remembering(&remembered)) == anew);
        looks.push(anew.1);
    }
    assert!(looks[0].len() > 2 && looks[0] != looks[1] && looks[0] == looks[3]);
}

/// A browser takes three times as long to show a page with an element for each letter.
#[test]
fn pages_for_the_screen_have_no_element_for_each_letter() {
    for theme in Themes::builtin().names() {
        let document = set(&format!("{SEED}\ntheme: {theme}\n"));
        for page in 0..document.page_count() {
            let drawn = String::from_utf8(svg_page(&document, page).unwrap()).unwrap();
            assert!(!drawn.contains("<use") && !drawn.contains("<symbol"), "{theme}, page {}", page + 1);
            assert!(drawn.contains("<path fill=\"#"), "{theme}");
        }
    }
}

/// A date that is asked for makes all of the file's dates, whatever day it is and wherever.
#[test]
fn a_date_is_the_only_one() {
    let project = Project::new().file("resume.yaml", SEED);
    let built = |flags: &[&str], variables: &[(&str, &str)]| {
        let run =
            project.run_with(&[&["build", "-o", "out.pdf", "--archive", "--embed"], flags].concat(), b"", variables);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        project.read("out.pdf")
    };
    let asked = built(&["--date", "2026-05-04"], &[]);
    let epoch = ("SOURCE_DATE_EPOCH", "1777896000");
    assert!(asked == built(&[], &[epoch]), "noon of 2026-05-04 is another day");
    assert!(asked == built(&["--date", "2026-05-04"], &[("TZ", "Pacific/Kiritimati")]));
    assert!(asked == built(&["--date", "2026-05-04"], &[("SOURCE_DATE_EPOCH", "0")]), "the flag does not win");
    assert!(asked != built(&["--date", "2026-05-05"], &[]));
}

/// A font of the machine is not taken for a shipped one, even if it has the same name.
#[test]
fn fonts_of_the_machine_do_not_matter() {
    let project = Project::new().file("resume.yaml", SEED);
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/source-sans-3");
    let project = std::fs::read_dir(shipped).unwrap().enumerate().fold(project, |project, (index, file)| {
        let mut font = std::fs::read(file.unwrap().path()).unwrap();
        // Letters of half the size (`unitsPerEm` of the table `head`): whoever sets in it sets other pages.
        if let Some(at) = font.windows(4).position(|window| window == b"head").filter(|at| *at < 300) {
            let table = u32::from_be_bytes(font[at + 8..at + 12].try_into().unwrap()) as usize;
            font[table + 18..table + 20].copy_from_slice(&2000u16.to_be_bytes());
        }
        project.file(&format!("fonts/{index}.otf"), font)
    });
    assert_eq!(project.run(&["build", "-o", "bare.pdf"]).code, Some(0));
    assert_eq!(project.run(&["build", "-o", "with.pdf", "--font-path", "fonts"]).code, Some(0));
    assert!(project.read("bare.pdf") == project.read("with.pdf"));
    // The machine's own fonts are found by way of its configuration; here there is none.
    let variables = [("HOME", "/nowhere"), ("XDG_DATA_HOME", "/nowhere"), ("FONTCONFIG_FILE", "/nowhere")];
    assert_eq!(project.run_with(&["build", "-o", "none.pdf"], b"", &variables).code, Some(0));
    assert!(project.read("bare.pdf") == project.read("none.pdf"));
}

/// Many builds at once give what each gives alone.
#[test]
fn threads_do_not_matter() {
    let applications: String = ["cornerstone", "plumb", "harbor", "lectern", "bursar"]
        .map(|theme| format!("  {theme}: {{theme: {theme}, pages: 2}}\n"))
        .concat();
    let project = with_companions().file("cv.yaml", format!("{SEED}\napplications:\n{applications}"));
    let run = project.run(&["build", "cv.yaml", "--all"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for theme in ["cornerstone", "plumb", "harbor", "lectern", "bursar"] {
        let run = project.run_with(
            &["build", "cv.yaml", "--for", theme, "-o", "alone.pdf"],
            b"",
            &[("RAYON_NUM_THREADS", "1")],
        );
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(project.read("alone.pdf") == project.read(&format!("cv-{theme}.pdf")), "{theme} differs");
    }
}
