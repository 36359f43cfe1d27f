//! Every file in `tests/cases` has its report kept to the letter.

use crate::project::Project;

#[test]
fn each_case_is_reported_as_approved() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() > 10, "the cases are not where they should be");
    for case in cases {
        let name = case.file_stem().unwrap().to_str().unwrap();
        let project = Project::new().file("resume.yaml", std::fs::read(&case).unwrap());
        let report = project.run(&["check"]).report();
        insta::assert_snapshot!(format!("report__{name}"), report);
    }
}
