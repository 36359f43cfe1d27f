//! The same input gives the same bytes.

use crate::project::{Project, SEED, pdf};

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
