//! The README, and the reference pages that it leads to, say what is so.

use crate::project::Project;

const README: &str = include_str!("../../README.md");
/// The README and the pages with the reference that does not fit into it.
const PAGES: [&str; 4] = [
    README,
    include_str!("../../docs/resume.md"),
    include_str!("../../docs/usage.md"),
    include_str!("../../docs/themes.md"),
];

/// The fenced blocks of a language, in the order of the pages.
fn blocks(language: &str) -> Vec<&'static str> {
    let fenced = PAGES.into_iter().flat_map(|page| page.split("```").skip(1).step_by(2));
    fenced.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
}

#[test]
fn the_readme_is_a_landing_page() {
    let words = README.split_whitespace().count();
    assert!(words <= 900, "the README has {words} words; reference belongs under docs");
}

#[test]
fn every_command_is_listed() {
    let help = String::from_utf8(Project::new().run(&["--help"]).stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    // Descriptions go on in lines that are indented further.
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    for name in names.filter(|name| !name.is_empty() && *name != "help") {
        assert!(PAGES.iter().any(|page| page.contains(&format!("`recto {name}"))), "`recto {name}` is nowhere");
    }
}

#[test]
fn the_sample_resume_builds_without_a_word() {
    let project = Project::new().file("resume.yaml", blocks("yaml")[0]);
    let run = project.run(&["check"]);
    assert_eq!(run.stderr, "resume.yaml: no problems found");
    assert!(run.code == Some(0) && project.run(&["build"]).code == Some(0));
}

#[test]
fn the_samples_of_other_keys_are_right() {
    for block in &blocks("yaml")[1..] {
        let name = if block.contains("basics:") { "" } else { "basics: {name: Ada}\n" };
        let yaml = format!("{name}{block}");
        assert_eq!(Project::new().file("resume.yaml", yaml).run(&["check"]).stderr, "resume.yaml: no problems found");
    }
}

/// The block that shows a report.
fn reported() -> &'static str {
    blocks("console").into_iter().find(|block| block.starts_with("$ recto check\n")).unwrap()
}

#[test]
fn the_report_shown_is_the_one_printed() {
    let yaml = "basics:\n  name: Ada\n  lable: Analyst\nwork:\n  - name: Engines\n    startDate: 1842-13\n";
    let run = Project::new().file("resume.yaml", yaml).run(&["check"]);
    assert_eq!(run.stderr, reported().trim_start_matches("$ recto check\n").trim_end());
}

#[test]
fn every_section_and_its_keys_are_listed() {
    // An unknown key names the keys that there are.
    let sections = [
        "basics",
        "work",
        "volunteer",
        "education",
        "projects",
        "awards",
        "certificates",
        "publications",
        "skills",
        "languages",
        "interests",
        "references",
    ];
    for section in sections {
        let entry =
            if section == "basics" { "{qqqqqqqq: x}".into() } else { "[{qqqqqqqq: x, zzzzzzzz: x}]".to_owned() };
        let yaml = format!("{section}: {entry}\n");
        let report = Project::new().file("resume.yaml", yaml).run(&["check"]).stderr;
        let keys = report.split("known keys: ").nth(1).unwrap().lines().next().unwrap();
        let start = format!("| `{section}` |");
        let row = PAGES.iter().flat_map(|page| page.lines()).find(|line| line.starts_with(&start)).unwrap();
        for key in keys
            .split(", ")
            .filter(|key| !["`note`", "`tags`", "`hidden`", "`pageBreak`", "`keepTogether`"].contains(key))
        {
            assert!(row.contains(key), "{key} of {section} is not listed");
        }
    }
}
