//! The examples of the library: each runs, and does what it says.
//!
//! They are modules here, so that no further program has to be linked for that.

use recto::diagnostic::{Code, Diagnostics};

#[path = "../../examples/library.rs"]
mod library;

use self::library::{EXAMPLES, compare, export, fit, import, inspect, many, read, tailor, theme, typeset};
use crate::project::SEED;

#[test]
fn every_example_runs_and_is_in_the_docs() {
    let page = include_str!("../../docs/library.md");
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.ends_with(".rs") && name != "library.rs");
    names.sort();
    assert_eq!(names, EXAMPLES.iter().map(|(name, _)| format!("{name}.rs")).collect::<Vec<_>>());
    for (name, main) in EXAMPLES {
        assert!(page.contains(&format!("examples/{name}.rs")), "{name} is not in docs/library.md");
        main();
    }
}

#[test]
fn reading_reports_every_mistake_with_its_place() {
    let text = "basics:\n  nmae: Ada\nwork:\n  - {name: Engines, startDate: 1842-13}\n";
    insta::assert_snapshot!("example_read", read::report("resume.yaml", text));
    assert_eq!(read::report("resume.yaml", SEED), "nothing is wrong\n");
}

#[test]
fn tailoring_takes_its_own_cut_for_each_application() {
    let record = include_str!("../../examples/tailoring/resume.yaml");
    let lines = tailor::applications(record, &mut Diagnostics::new()).unwrap();
    insta::assert_snapshot!("example_tailor", lines.join("\n"));
}

#[test]
fn a_setting_wins_over_the_resume_and_the_theme() {
    let resume = "basics: {name: Ada}\ntheme: {dates: below}\n";
    let options = theme::options(resume, "dates=left", &mut Diagnostics::new()).unwrap();
    assert!(theme::is(&options, "dates", "left"), "{options:?}");
    let mut notes = Diagnostics::new();
    assert!(theme::options(resume, "dats=left", &mut notes).is_err());
    assert_eq!(notes.sorted()[0].code, Code::UnknownOption);
}

#[test]
fn pages_are_set_fitted_and_written() {
    let document = typeset::set(SEED, &mut Diagnostics::new()).unwrap();
    let outline = typeset::outline(&document);
    assert!(outline.starts_with("1 page of 6") && outline.ends_with("`Shen Zhuoran`"), "{outline}");
    let fitted = |jobs| fit::on_pages(&fit::career(jobs), 1, &mut Diagnostics::new());
    // A page with little on it is loosened.
    assert!(fit::summary(&fitted(5).unwrap()).starts_with("1 page, density 1."));
    assert!(fit::summary(&fitted(12).unwrap()).contains("nothing changed"));
    let tight = fit::summary(&fitted(16).unwrap());
    assert!(tight.starts_with("1 page, density 0."), "{tight}");
    assert!(fitted(60).is_err());
    let files = export::files(SEED, &mut Diagnostics::new()).unwrap();
    let starts: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..4])).collect();
    let expected: [(&str, &[u8]); 4] =
        [("resume.pdf", b"%PDF"), ("archive.pdf", b"%PDF"), ("1.png", b"\x89PNG"), ("1.svg", b"<svg")];
    assert_eq!(starts, expected);
}

#[test]
fn a_pdf_is_read_back_and_another_tools_file_carried_over() {
    let lines = inspect::read_back(SEED, &mut Diagnostics::new()).unwrap();
    assert_eq!(lines, ["PDF/UA-1, in en-US, begins with `Shen Zhuoran`"]);
    let mut notes = Diagnostics::new();
    let old = r#"{"basics": {"name": "Ada", "shoeSize": 37}, "work": [{"company": "Engines"}]}"#;
    let yaml = import::imported(old, &mut notes).unwrap();
    assert!(yaml.contains("name: Engines") && yaml.contains("37"), "{yaml}");
    assert_eq!(notes.sorted()[0].code, Code::NotImported);
}

#[test]
fn an_advertisement_is_compared() {
    let resume = "basics: {name: Ada}\nskills: [{name: Languages, keywords: [Rust]}]\n";
    let findings = compare::terms(resume, "# We want\n- Rust\n- Haskell\n", &mut Diagnostics::new()).unwrap();
    let lines: Vec<String> = findings.iter().map(compare::line).collect();
    assert!(lines.iter().any(|line| line.starts_with("Rust: skills")), "{lines:?}");
    assert!(lines.iter().any(|line| line == "Haskell: not said"), "{lines:?}");
}

#[test]
fn threads_give_the_same_bytes_as_one_alone() {
    let resumes: Vec<String> = (0..12).map(|number| format!("basics: {{name: Person {}}}\n", number % 3)).collect();
    let bad = [resumes, vec!["basics: {nmae: Ada}\n".into()]].concat();
    let pdfs = many::build(&bad);
    let alone = crate::project::pdf("basics: {name: Person 1}\n");
    assert!(pdfs[1].as_ref().unwrap() == &alone && pdfs[10].as_ref().unwrap() == &alone);
    assert_eq!(pdfs[12].as_ref().unwrap_err().sorted()[0].message, "unknown key `nmae`");
}
