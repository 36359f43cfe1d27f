//! The résumé inside its own PDF: what is given away with it, and what is not.

use std::io::Read;

use recto::inspect::PdfContent;

use crate::project::{Project, SEED};

/// A résumé in which everything that is nobody else's business says `SECRET`.
const PRIVATE: &str = r#"
basics:
  name: Ada Lovelace
  email: ada@SECRET.example.org
  phone: +44 20 7946 0018
  image: pictures/portrait.png
  facts: [{name: Born, value: 10 December 1815}]
work:
  - name: Analytical Engines
    position: Programmer
    startDate: 1842-10
    endDate: present
    note: SECRET salary
    tags: [SECRET-tag, engines]
    highlights:
      - Wrote the first program
      - {text: SECRET plans of the next engine, tags: [SECRET-plans]}
      - {text: Nested, highlights: [below]}
  - name: SECRET Agency
    position: Agent
    startDate: 1838
    endDate: 1840
    tags: [SECRET-agent]
applications:
  engines:
    only: [engines]
    redact: [contact]
    set: {basics.label: Programmer}
  SECRET-employer:
    set: {basics.label: SECRET label}
letter:
  recipient: {organization: SECRET Works}
  body: I write to SECRET Works.
"#;

const PORTRAIT: &[u8] = include_bytes!("../../examples/tailoring/portrait.png");

/// Everything in a PDF as bytes: as it is stored, and every stream taken apart.
fn laid_open(pdf: &[u8]) -> Vec<u8> {
    let find = |from: usize, word: &[u8]| {
        pdf[from..].windows(word.len()).position(|window| window == word).map(|at| from + at)
    };
    let mut all = pdf.to_vec();
    let mut at = 0;
    while let Some(start) = find(at, b"stream") {
        let body = start + "stream".len();
        let body = body + pdf[body..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        let Some(end) = find(body, b"endstream") else { break };
        flate2::read::ZlibDecoder::new(&pdf[body..end]).read_to_end(&mut all).ok();
        at = end + "endstream".len();
    }
    all
}

fn says(bytes: &[u8], word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    [word.as_bytes(), &wide].iter().any(|word| bytes.windows(word.len()).any(|window| window == *word))
}

fn private() -> Project {
    Project::new().file("resume.yaml", PRIVATE).file("pictures/portrait.png", PORTRAIT)
}

#[test]
fn nothing_private_is_given_away() {
    let project = private();
    let run = project.run(&["build", "--for", "engines", "--embed", "-o", "out.pdf", "--letter", "none"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let bytes = laid_open(&project.read("out.pdf"));
    assert!(says(&bytes, "Wrote the first program") && says(&bytes, "resume.json"), "the résumé is not there");
    assert!(!says(&bytes, "SECRET"), "something private is in the file");
    assert!(!says(&bytes, "7946 0018") && !says(&bytes, "engines\""), "contact or tags are in the file");
    // Nothing is put in that was not asked for.
    let run = project.run(&["build", "--for", "engines", "-o", "out.pdf", "--letter", "none"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(PdfContent::of(&project.read("out.pdf")).unwrap().attachments.is_empty());
}

/// Sections that are not printed are in no file that is given away, whatever its format.
#[test]
fn what_is_not_printed_is_not_given_away() {
    let yaml = "\
basics: {name: Ada, summary: SECRET}
work: [{name: Engines, startDate: 2020}, {name: SECRET School, startDate: 2001, endDate: 2002}]
awards: [{title: SECRET}]
custom: {plans: {title: SECRET, entries: [SECRET]}}
sections: [work: {limit: 1}]
applications: {letters: {sections: [basics.summary]}}
";
    let project = Project::new().file("resume.yaml", yaml);
    for format in ["json", "yaml", "pdf", "docx", "html", "txt", "md"] {
        let output = format!("out.{format}");
        let run = project.run(&["build", "--embed", "-o", &output]);
        let run = if format == "pdf" { run } else { project.run(&["build", "-o", &output]) };
        assert_eq!(run.code, Some(0), "{format}: {}", run.stderr);
        let bytes = laid_open(&project.read(&output));
        assert!(!says(&bytes, "SECRET"), "{format} has what is not printed");
        assert!(format == "docx" || says(&bytes, "Engines"), "{format}");
    }
    let run = project.run(&["build", "--for", "letters", "-o", "out.json"]);
    assert!(says(&project.read("out.json"), "SECRET") && !says(&project.read("out.json"), "Engines"), "{}", run.stderr);
    // The writer's own view has everything.
    assert!(says(&project.run(&["show"]).stdout, "SECRET School"));
}

#[test]
fn what_redact_removes_is_in_no_part_of_the_file() {
    let project = private();
    for (redact, gone) in [("facts", "1815"), ("contact", "7946 0018"), ("photo", "portrait.png")] {
        let run = project.run(&["build", "--embed", "--redact", redact, "-o", "out.pdf", "--letter", "none"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let bytes = laid_open(&project.read("out.pdf"));
        assert!(!says(&bytes, gone), "{redact} leaves {gone}");
        let run = project.run(&["build", "--embed", "-o", "out.pdf", "--letter", "none"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(says(&laid_open(&project.read("out.pdf")), gone), "{gone} would not be found");
    }
}

/// A PDF with its résumé taken out, and that built again.
fn built_again(project: &Project, flags: &[&str]) -> [PdfContent; 2] {
    let run = project.run(&[&["build", "--embed", "--letter", "none", "-o", "first.pdf"], flags].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let run = project.run(&["extract", "first.pdf", "-o", "again/resume.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let run = project.run(&["build", "again/resume.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    ["first.pdf", "again/resume.pdf"].map(|file| PdfContent::of(&project.read(file)).unwrap())
}

#[test]
fn what_is_taken_out_builds_the_same_pages() {
    let cases: &[(&str, &[&str])] = &[
        (SEED, &[]),
        (SEED, &["--theme", "harbor", "--set", "theme.accent=#204060", "--pages", "1"]),
        (PRIVATE, &["--for", "engines", "--theme", "passport"]),
        (include_str!("../corpus/every_key.yaml"), &[]),
        // Sections with the names of private keys.
        ("basics: {name: Ada}\ncustom: {tags: {title: Tags, entries: [A]}, logo: {title: Logos, entries: [B]}}\n", &[]),
        (include_str!("../corpus/academic.yaml"), &["--theme", "lectern"]),
    ];
    for (resume, flags) in cases {
        let project = crate::corpus::with_companions()
            .file("resume.yaml", resume)
            .file("pictures/portrait.png", PORTRAIT)
            .file("again/x", "");
        let [first, again] = built_again(&project, flags);
        assert!(first.content_order == again.content_order, "{flags:?}: {:#?}", project.files());
        assert_eq!(first.pages, again.pages);
        assert_eq!(first.links, again.links);
    }
}

#[test]
fn the_data_is_json_resume_with_its_relationship() {
    let project = private().file("more.yaml", "basics: {name: Ada}\nembed: true\n");
    assert_eq!(project.run(&["build", "more.yaml"]).code, Some(0));
    let reading = PdfContent::of(&project.read("more.pdf")).unwrap();
    let file = &reading.attachments[0];
    assert_eq!(
        (file.name.as_str(), file.relationship.as_str(), file.media_type.as_str()),
        ("resume.json", "Source", "application/json")
    );
    let value: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    assert_eq!(value["basics"]["name"], "Ada");
    assert_eq!(reading.metadata.claims, ["PDF/UA-1", "PDF/A-3a"]);
    // Another program finds the résumé under the keys of JSON Resume alone.
    assert_eq!(project.run(&["build", "--embed", "-o", "out.pdf"]).code, Some(0));
    let reading = PdfContent::of(&project.read("out.pdf")).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&reading.attachments[1].bytes).unwrap();
    assert_eq!(value["work"][0]["highlights"][3], "below");
    assert!(value["work"][0]["endDate"].is_null() && value["x-recto"]["work"][0]["endDate"] == "present");
}

#[test]
fn extract_says_what_is_wrong_and_writes_over_nothing() {
    let project = private();
    assert_eq!(project.run(&["build", "-o", "plain.pdf", "--letter", "none"]).code, Some(0));
    let run = project.run(&["extract", "plain.pdf"]);
    assert!(run.code == Some(2) && run.stderr.contains("no résumé found in `plain.pdf`"), "{}", run.stderr);
    let run = project.run(&["extract", "resume.yaml"]);
    assert!(run.code == Some(2) && run.stderr.contains("is not a PDF"), "{}", run.stderr);
    assert_eq!(project.run(&["build", "--embed", "-o", "full.pdf", "--letter", "none"]).code, Some(0));
    let run = project.run(&["extract", "full.pdf", "-o", "resume.yaml"]);
    assert!(run.code == Some(2) && run.stderr.contains("already exists"), "{}", run.stderr);
    assert_eq!(project.read("resume.yaml"), PRIVATE.as_bytes());
    let project = project.file("portrait.png", "another picture");
    let run = project.run(&["extract", "full.pdf", "-o", "new.yaml"]);
    assert!(run.code == Some(2) && run.stderr.contains("already exists, and is a different image"), "{}", run.stderr);
    assert!(!project.files().contains(&"new.yaml".into()), "the résumé is written without its portrait");
    let run = project.run(&["extract", "full.pdf"]);
    assert!(run.code == Some(0) && String::from_utf8(run.stdout).unwrap().contains("name: Ada Lovelace"));
}

#[test]
fn standards_are_looked_at_before_anything_is_done() {
    let project = private();
    let cases = [
        (&["--standard", "ua-1,a-4"][..], "PDF/UA-1 is based on PDF 1.7"),
        (&["--standard", "a-2a,a-3a"], "a file cannot be both PDF/A-2a and PDF/A-3a"),
        (&["--standard", "ua-1,a-2a", "--embed"], "PDF/A-2a does not allow embedded files"),
        (&["--standard", "ua-9"], "did you mean `ua-1`?"),
        (&["--archive", "--format", "png"], "`--archive` requires a PDF"),
    ];
    for (flags, message) in cases {
        let run = project.run(&[&["build", "-o", "out"], flags].concat());
        assert!(run.code == Some(2) && run.stderr.contains(message), "{flags:?}: {}", run.stderr);
    }
    let claims = |flags: &[&str]| {
        let run = project.run(&[&["build", "-o", "out.pdf", "--letter", "none"], flags].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let reading = PdfContent::of(&project.read("out.pdf")).unwrap();
        (reading.metadata.claims, reading.metadata.dated)
    };
    assert_eq!(claims(&[]), (vec!["PDF/UA-1".into()], false));
    assert_eq!(claims(&["--archive"]), (vec!["PDF/UA-1".into(), "PDF/A-2a".into()], true));
    assert_eq!(claims(&["--archive", "--embed"]).0, ["PDF/UA-1", "PDF/A-3a"]);
    assert_eq!(claims(&["--standard", "1.7", "--embed"]), (vec![], false));
    assert!(claims(&["--date", "2026-05-04"]).1);
}
