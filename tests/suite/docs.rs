//! What the pages under `docs` say is so.

use recto::diagnostic::Id;

#[test]
fn every_report_has_its_place_on_the_page() {
    let page = include_str!("../../docs/errors.md");
    let ids: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(ids, Id::ALL.iter().map(|id| id.name()).collect::<Vec<_>>());
    for id in Id::ALL {
        assert!(page.contains(id.summary()), "{} has another sentence on the page", id.name());
    }
}
