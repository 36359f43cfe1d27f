//! The walk through three applications is as the page says.

use std::path::Path;

use crate::project::{Project, steady};
use crate::reader::read;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tailoring.md");

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/tailoring");

/// A copy of the example's folder.
fn example() -> Project {
    let folder = Path::new(EXAMPLE);
    let names = ["resume.yaml", "portrait.png", "jobs/halden.md", "jobs/lumen.md", "jobs/kranich.md"];
    names
        .into_iter()
        .fold(Project::new(), |project, name| project.file(name, std::fs::read(folder.join(name)).unwrap()))
}

/// The words of a command line, of which some may be in quotes.
fn words(line: &str) -> Vec<&str> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(index, part)| if index % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
        .collect()
}

/// Runs the command of each block, and puts what it printed below it.
fn walked(page: &str) -> String {
    let project = example();
    let mut walked = String::new();
    for (index, part) in page.split("```").enumerate() {
        let fence = if index == 0 { "" } else { "```" };
        let Some(line) = part.strip_prefix("console\n$ recto ").and_then(|part| part.lines().next()) else {
            walked += &format!("{fence}{part}");
            continue;
        };
        let run = project.run(&words(line));
        assert_eq!(run.code, Some(0), "{line}: {}", run.stderr);
        let printed = String::from_utf8(run.stdout).unwrap() + &run.stderr;
        let block = format!("console\n$ recto {line}\n{}\n", printed.trim_end());
        // Times and sizes may differ; the page shows some.
        let same = steady(part.trim_end()) == steady(block.trim_end());
        walked += &format!("{fence}{}", if same { part } else { &block });
    }
    walked
}

#[test]
fn the_walk_goes_as_the_page_says() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let walked = walked(&page);
    if std::env::var_os("RECTO_APPROVE").is_some() {
        std::fs::write(PAGE, &walked).unwrap();
    } else {
        assert_eq!(page, walked, "RECTO_APPROVE=1 writes the page anew");
    }
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
    assert!(halden.stream.contains("Global Self-Attention Networks for Image") && !halden.stream.contains("BeautyNet"));
    assert!(lumen.stream.contains("BeautyNet") && !lumen.stream.contains("Global Self-Attention Networks for Image"));
    let names: Vec<String> = project.files().into_iter().filter(|name| name.ends_with("letter.pdf")).collect();
    assert_eq!(names, ["Shen Zhuoran - halden-letter.pdf", "Shen Zhuoran - kranich-letter.pdf"]);
}
