//! Publications from a bibliography file, as they are printed.

use crate::project::Project;

const RESUME: &str = "basics: {name: Ada M. Quill}\nbibliography: {file: refs.bib}\n";

fn project(bibliography: &str) -> Project {
    Project::new().file("resume.yaml", RESUME).file("refs.bib", bibliography)
}

fn built(project: &Project, file: &str) -> String {
    let run = project.run(&["build", "-o", file]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    String::from_utf8_lossy(&project.read(file)).into_owned()
}

const TEX: &str = r#"
@article{a, author={Quill, A. and Roe, B.}, year={2021}, journal={Phys.\ Rev.\ B},
  title={On the {$\alpha$}-decay of {$^{14}$C} and {H$_2$O}: M{\"u}ller's \emph{in situ} method}}
@article{b, author={Quill, Ada}, year={2020}, title={A* and *b* cost \$5, 2^10~k}, note={\textbf{New}}}
"#;

#[test]
fn tex_is_printed_as_rich_text() {
    let markdown = built(&project(TEX), "a.md");
    assert!(markdown.contains("α-decay of"), "{markdown}");
    assert!(!markdown.contains(['$', '{']) || markdown.contains("cost $5"), "{markdown}");
    let text = built(&project(TEX), "a.txt").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("On the α-decay of ¹⁴C and H₂O: Müller’s in situ method. Phys. Rev. B."), "{text}");
    assert!(text.contains("A* and *b* cost $5, 2^10 k. New"), "{text}");
    let html = built(&project(TEX), "a.html");
    assert!(html.contains("<sup>14</sup>C") && html.contains("H<sub>2</sub>O"), "{html}");
    assert!(html.contains("<strong>New</strong>") && html.contains("A* and *b*"), "{html}");
}

#[test]
fn what_follows_a_full_stop_begins_with_a_capital() {
    for (fields, expected) in [
        ("@techreport{a, institution={Council}, ", "Harbours. Technical report, Council."),
        ("@book{a, edition={2}, ", "Harbours. Edition 2."),
        ("@book{a, publisher={Council}, edition={2}, ", "Harbours. Council, edition 2."),
        // A word that the entry itself has is kept.
        (
            "@techreport{a, type={Report}, number={2020-07}, institution={Council}, ",
            "Harbours. Report 2020-07, Council.",
        ),
        ("@techreport{a, type={iOS white paper}, institution={Council}, ", "Harbours. iOS white paper, Council."),
    ] {
        let entry = format!("{fields}author={{Quill, A.}}, year={{2021}}, title={{Harbours}}}}");
        let text = built(&project(&entry), "a.txt").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(expected), "{entry}: {text}");
    }
}

#[test]
fn titles_in_json_are_plain() {
    let json = built(&project(TEX), "a.json");
    assert!(json.contains(r#""name": "On the α-decay of 14C and H2O: Müller’s in situ method""#), "{json}");
}

#[test]
fn the_writer_is_found_in_every_usual_form() {
    let resume = "basics: {name: Ada M. Quill}\npublications: [{name: P, authors: [AUTHOR, Roe B.]}]\n";
    for author in ["Quill, A. M.", "Quill, A.", "Quill A", "Ada Quill", "A Quill"] {
        let project = Project::new().file("resume.yaml", resume.replace("AUTHOR", &format!("{author:?}")));
        assert!(built(&project, "a.md").contains(&format!("**{author}**, Roe B.")), "{author}");
    }
}

#[test]
fn a_date_in_words_is_printed_and_comes_first() {
    for words in ["in press", "forthcoming", "to appear", "accepted for 2023"] {
        let soon = format!("@article{{s, title={{Soon}}, year={{{words}}}}}\n@book{{o, title={{Old}}, year=2020}}\n");
        let text = built(&project(&soon), "a.txt");
        assert!(text.contains(&format!("- Soon ({words}).")), "{text}");
        assert!(text.find("Soon").unwrap() < text.find("Old").unwrap());
    }
}
