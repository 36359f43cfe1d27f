//! The example of three applications, which docs/tailoring.md walks through.

use std::path::Path;

use crate::project::Project;
use crate::reader::read;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/tailoring");

/// A copy of the example's folder.
fn example() -> Project {
    let folder = Path::new(EXAMPLE);
    let names = ["resume.yaml", "portrait.png", "jobs/halden.md", "jobs/lumen.md", "jobs/kranich.md"];
    names
        .into_iter()
        .fold(Project::new(), |project, name| project.file(name, std::fs::read(folder.join(name)).unwrap()))
}

#[test]
fn every_application_of_the_example_is_its_own() {
    let project = example();
    assert_eq!(project.run(&["build", "--all"]).code, Some(0));
    let file = |name: &str| read(&project.read(&format!("Shen Zhuoran - {name}.pdf")));
    let (halden, lumen, kranich) = (file("halden"), file("lumen"), file("kranich"));
    assert!(halden.pages <= 2 && lumen.pages == 1 && kranich.pages == 1);
    assert_eq!((halden.language.as_str(), kranich.language.as_str()), ("en-GB", "de-DE"));
    for title in ["Profil", "Berufserfahrung", "Ausbildung", "Projekte", "Publikationen", "Kenntnisse"] {
        assert!(kranich.bookmarks.iter().any(|bookmark| bookmark == title), "{:?}", kranich.bookmarks);
    }
    let [halden, lumen] = [halden, lumen].map(|read| read.stream.split_whitespace().collect::<Vec<_>>().join(" "));
    assert!(halden.contains("Global Self-Attention Networks for Image") && !halden.contains("BeautyNet"));
    assert!(lumen.contains("BeautyNet") && !lumen.contains("Global Self-Attention Networks for Image"));
    let names: Vec<String> = project.files().into_iter().filter(|name| name.ends_with("letter.pdf")).collect();
    assert_eq!(names, ["Shen Zhuoran - halden-letter.pdf", "Shen Zhuoran - kranich-letter.pdf"]);
}
