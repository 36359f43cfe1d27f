//! Finished PDFs read back: every theme passes, and every check finds its fault.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use recto::theme::Themes;
use serde_json::Value;

use crate::corpus::{corpus, needs_fonts, with_companions};
use crate::project::{Project, Run, SEED};

/// How each check came out, by its number.
type Outcomes = BTreeMap<String, (String, Vec<String>)>;

fn outcomes(run: &Run) -> Outcomes {
    let value: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let messages =
        |check: &Value| check["findings"].as_array().unwrap().iter().map(|it| text(&it["message"])).collect();
    let checks = value["checks"].as_array().unwrap().iter();
    checks.map(|check| (text(&check["id"]), (text(&check["verdict"]), messages(check)))).collect()
}

/// Builds a résumé and reads it back; `None` if this machine has no font for it.
fn inspected(project: &Project, name: &str, flags: &[&str]) -> Option<Outcomes> {
    let run = project.run(&[&["build", name, "-o", "Ada-Lovelace-Resume.pdf", "--letter", "none"], flags].concat());
    if needs_fonts(&run) {
        return None;
    }
    assert_eq!(run.code, Some(0), "{name} {flags:?}: {}", run.stderr);
    let inspect = ["inspect", "Ada-Lovelace-Resume.pdf", "--against", name, "--format", "json"];
    Some(outcomes(&project.run(&[&inspect, flags].concat())))
}

fn themes() -> Vec<String> {
    Themes::builtin().names().map(str::to_owned).collect()
}

/// A résumé of the corpus beside the files it names.
fn resume(file: &Path) -> (String, Project) {
    let name = file.file_name().unwrap().to_str().unwrap().to_owned();
    let project = with_companions().file(&name, std::fs::read(file).unwrap());
    (name, project)
}

/// Does something for each theme, two at a time.
fn for_each_theme<T: Send>(look: impl Fn(&str) -> T + Sync) -> Vec<(String, T)> {
    let themes = themes();
    let look = &look;
    std::thread::scope(|scope| {
        let work: Vec<_> = themes.iter().map(|theme| (theme, scope.spawn(move || look(theme)))).collect();
        work.into_iter().map(|(theme, work)| (theme.clone(), work.join().unwrap())).collect()
    })
}

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reading.md");
/// Two tests write parts of the page.
static WRITING: Mutex<()> = Mutex::new(());
const BEGIN: &str = "<!-- results: written by INSTA_UPDATE=always cargo test --release inspecting -->\n";
const END: &str = "<!-- end of results -->\n";

/// In how many résumés each check came out as anything but a pass.
#[derive(Default)]
struct Tally {
    resumes: usize,
    found: BTreeMap<(String, String), usize>,
}

impl Tally {
    fn cell(&self, verdict: &str) -> String {
        let of = self.found.iter().filter(|((_, found), _)| found == verdict);
        let cells: Vec<String> = of.map(|((id, _), count)| format!("{} in {count}", id.replace("ATS-0", ""))).collect();
        if cells.is_empty() { "–".into() } else { cells.join(", ") }
    }
}

#[test]
fn every_theme_passes() {
    let tallies = for_each_theme(|theme| {
        let mut tally = Tally::default();
        for file in corpus() {
            let (name, project) = resume(&file);
            let Some(outcomes) = inspected(&project, &name, &["--theme", theme]) else { continue };
            tally.resumes += 1;
            let in_column = std::fs::read_to_string(&file).unwrap().contains("dates: left");
            for (id, (verdict, messages)) in outcomes {
                assert!(verdict != "fail", "{name} in {theme}: {id}: {messages:?}");
                let only_breaks = verdict != "warn" || id == "ATS-022";
                assert!(only_breaks, "{name} in {theme}: {id}: {messages:?}");
                if id == "ATS-010" && theme == "plumb" && !in_column {
                    assert_eq!(verdict, "pass", "{name} in plumb: {messages:?}");
                }
                // How the file is called is no matter of the theme.
                if verdict != "pass" && id != "ATS-024" {
                    *tally.found.entry((id, verdict)).or_default() += 1;
                }
            }
        }
        tally
    });
    // The table counts all résumés; a machine that lacks fonts cannot write it.
    if tallies.iter().any(|(_, tally)| tally.resumes < corpus().len()) {
        return;
    }
    let rows = tallies.iter().map(|(theme, tally)| {
        let [fail, warn, info] = ["fail", "warn", "info"].map(|verdict| tally.cell(verdict));
        format!("| {theme} | {fail} | {warn} | {info} |\n")
    });
    let table = format!("| Theme | Fails | Warns | Info |\n|---|---|---|---|\n{}", rows.collect::<String>());
    let _alone = WRITING.lock();
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(BEGIN).expect("the page has a place for results");
    let (_, after) = rest.split_once(END).expect("the results have an end");
    let written = format!("{before}{BEGIN}{table}{END}{after}");
    if crate::project::approves() {
        std::fs::write(PAGE, &written).unwrap();
    }
    assert!(page == written || crate::project::approves(), "docs/reading.md has other results:\n{table}");
}

/// With dates beside or below what they date, readers that go by place read a theme of
/// one column as it is meant.
#[test]
fn dates_in_the_text_are_read_in_one_order_by_all() {
    let sample = ["two_jobs.yaml", "nurse.yaml", "promotions.yaml", "academic.yaml", "long_names.yaml", "chef.yaml"];
    // A centred title is taken for a box beside the first line of its section.
    // In Grid, the name of a school is far from a short date below the degree beside it, and one of three lines from what is
    // beside its first.
    let known = [
        "nurse.yaml in bursar, inline",
        "nurse.yaml in bursar, below",
        "academic.yaml in grid, below",
        "long_names.yaml in grid, inline",
        "long_names.yaml in grid, below",
    ];
    let found = std::sync::Mutex::new(Vec::new());
    for_each_theme(|theme| {
        for file in corpus().iter().filter(|file| sample.iter().any(|name| file.ends_with(name))) {
            let (name, project) = resume(file);
            for dates in ["inline", "below"] {
                // A sidebar, and titles beside their sections, are read before or after what is beside them.
                if ["harbor", "meridian"].contains(&theme) {
                    continue;
                }
                let set = format!("theme.dates={dates}");
                let read = inspected(&project, &name, &["--theme", theme, "--set", &set]).unwrap();
                let place = format!("{name} in {theme}, {dates}");
                if read["ATS-010"].0 != "pass" && !known.contains(&place.as_str()) {
                    found.lock().unwrap().push(format!("{place}: {:?}", read["ATS-010"]));
                }
            }
        }
    });
    let found = found.into_inner().unwrap();
    assert!(found.is_empty(), "{found:#?}");
}

/// What is wrong in each theme, for the résumé of the repository.
#[test]
fn the_seed_is_clean_in_every_theme() {
    for_each_theme(|theme| {
        let project = Project::new().file("resume.yaml", SEED);
        let found = inspected(&project, "resume.yaml", &["--theme", theme]).unwrap();
        for (id, (verdict, messages)) in found {
            // What a title in the margin or a sidebar costs is said, and no more.
            let known = ["ATS-008", "ATS-010", "ATS-024"].contains(&id.as_str());
            assert!(verdict == "pass" || verdict == "info" && known, "{theme}: {id} {verdict}: {messages:?}");
        }
    });
}

const FAULTLESS: &str = "
basics:
  name: Ada Lovelace
  email: ada@example.org
  phone: +44 20 7946 0018
  url: https://ada.example.org/engines
work:
  - {name: Analytical Engines, position: Programmer, startDate: 1842-10, endDate: present, highlights: [Wrote the first program for a machine that existed on paper and in the correspondence of four mathematicians]}
  - {name: Difference Engines, position: Translator, startDate: 1840-01, endDate: 1842-09, highlights: [Translated a memoir]}
skills:
  - {name: Mathematics, keywords: [tables, series, Bernoulli numbers]}
theme: {name: ./faulty}
";

fn faulty() -> Project {
    Project::new()
        .file("resume.yaml", FAULTLESS)
        .file("faulty/theme.toml", include_str!("../faulty/theme.toml"))
        .file("faulty/theme.typ", include_str!("../faulty/theme.typ"))
        .file("faulty/portrait.png", include_bytes!("../../examples/tailoring/portrait.png"))
}

fn with_fault(project: &Project, fault: &str) -> Outcomes {
    let set = format!("theme.fault={fault}");
    // Typst itself refuses some of the faults in a PDF/UA.
    let run = project.run(&["build", "-o", "Ada-Lovelace.pdf", "--set", &set, "--standard", "1.7"]);
    assert_eq!(run.code, Some(0), "{fault}: {}", run.stderr);
    let inspect = ["inspect", "Ada-Lovelace.pdf", "--against", "resume.yaml", "--format", "json", "--set", &set];
    outcomes(&project.run(&inspect))
}

#[test]
fn each_check_finds_its_fault() {
    let project = faulty();
    let clean = with_fault(&project, "none");
    for (id, (verdict, messages)) in &clean {
        assert_eq!(verdict, "pass", "{id} finds something in a page without a fault: {messages:?}");
    }
    let faults = [
        ("ATS-001", "fail"),
        ("ATS-002", "fail"),
        ("ATS-003", "fail"),
        ("ATS-004", "warn"),
        ("ATS-005", "fail"),
        ("ATS-006", "fail"),
        ("ATS-007", "warn"),
        ("ATS-008", "warn"),
        ("ATS-009", "fail"),
        ("ATS-010", "info"),
        ("ATS-011", "fail"),
        ("ATS-012", "fail"),
        ("ATS-013", "fail"),
        ("ATS-014", "warn"),
        ("ATS-015", "info"),
        ("ATS-016", "warn"),
        ("ATS-017", "fail"),
        ("ATS-018", "fail"),
        ("ATS-019", "warn"),
        ("ATS-020", "info"),
        ("ATS-023", "warn"),
        ("ATS-025", "warn"),
    ];
    let mut missed = Vec::new();
    for (fault, verdict) in faults {
        let found = with_fault(&project, fault);
        if found[fault].0 != verdict {
            missed.push(format!("{fault}: {:?}", found[fault]));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn pages_scripts_and_names_of_files_are_checked() {
    let project = faulty();
    let build = |name: &str| assert_eq!(project.run(&["build", "-o", name, "--standard", "1.7"]).code, Some(0));
    let inspect = |name: &str, flags: &[&str]| {
        outcomes(&project.run(&[&["inspect", name, "--against", "resume.yaml", "--format", "json"], flags].concat()))
    };
    build("cv.pdf");
    assert_eq!(inspect("cv.pdf", &[])["ATS-024"].0, "info");
    build("Ada-Lovelace.pdf");
    assert_eq!(inspect("Ada-Lovelace.pdf", &[])["ATS-024"].0, "pass");
    let long: String = (0..200).map(|index| format!("  - {{name: Skill {index}, keywords: [one]}}\n")).collect();
    let project = Project::new().file("resume.yaml", format!("basics: {{name: Ada Lovelace}}\nskills:\n{long}"));
    assert_eq!(project.run(&["build", "-o", "Ada-Lovelace.pdf"]).code, Some(0));
    let run =
        project.run(&["inspect", "Ada-Lovelace.pdf", "--against", "resume.yaml", "--format", "json", "--pages", "1"]);
    assert_eq!(outcomes(&run)["ATS-022"].0, "warn");
}

/// A PDF of another program, with a font that is not in the file.
const BARE: &str = "%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
  /Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding>>>>>>>> endobj
4 0 obj <</Length 60>> stream
BT /F1 12 Tf 72 770 Td (Ada Lovelace, ada@example.org) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
";

#[test]
fn files_of_other_programs_are_read_and_compared_too() {
    let project = Project::new().file("other.pdf", BARE).file("resume.yaml", "basics: {name: Ada Lovelace}\n");
    let run = project.run(&["inspect", "other.pdf"]);
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(run.code == Some(0) && text.contains("Ada Lovelace, ada@example.org"), "{text}");
    assert!(text.contains("Times-Roman: not embedded") && text.contains("tagged    no"), "{text}");
    let run = project.run(&["inspect", "other.pdf", "--against", "resume.yaml"]);
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(run.code == Some(1) && run.stderr.contains("the PDF fails"), "{}", run.stderr);
    assert!(text.contains("the font Times-Roman is not embedded"), "{text}");
    let run = Project::new().file("no.pdf", "%PDF-1.7 and no more").run(&["inspect", "no.pdf"]);
    assert!(run.code == Some(2) && run.stderr.contains("`no.pdf` is not a PDF, or damaged"), "{}", run.stderr);
}

#[test]
fn a_strict_build_writes_nothing_that_fails() {
    let project = faulty();
    let run = project.run(&["build", "--strict", "--set", "theme.fault=ATS-006"]);
    assert!(run.code == Some(1) && run.stderr.contains("ATS-006"), "{}", run.stderr);
    assert!(!project.files().contains(&"resume.pdf".into()));
    let run = project.run(&["build", "--strict"]);
    assert!(run.code == Some(0) && project.files().contains(&"resume.pdf".into()), "{}", run.stderr);
}

#[test]
fn the_page_says_what_each_check_is_for() {
    let rows =
        recto::inspect::CHECKS.iter().map(|check| format!("| {} | {} | {} |\n", check.id, check.title, check.why));
    let table = format!("| Check | Passes if | Why |\n|---|---|---|\n{}", rows.collect::<String>());
    let _alone = WRITING.lock();
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once("<!-- checks -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of checks -->").unwrap();
    let written = format!("{before}<!-- checks -->\n{table}<!-- end of checks -->{after}");
    if page != written {
        assert!(crate::project::approves(), "docs/reading.md has another table");
        std::fs::write(PAGE, written).unwrap();
    }
}
