//! Files of other tools come in whole, and what does not is said.

use std::fs;
use std::path::PathBuf;

use crate::project::Project;

fn fixtures() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file() && !path.to_str().unwrap().ends_with(".facts.txt"));
    files.sort();
    assert!(files.len() > 10);
    files
}

fn name(path: &std::path::Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// A text without spaces and marks of emphasis and quotes, and without the
/// addresses of links.
fn bare(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(at) = rest.find("](") {
        kept.push_str(&rest[..at]);
        rest = rest[at + 2..].split_once(')').map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.chars().filter(|letter| !letter.is_whitespace() && !"*_`[]\\\"'".contains(*letter)).collect()
}

#[test]
fn every_fact_of_every_file_is_carried_over_and_the_result_builds() {
    for path in fixtures().iter().filter(|path| name(path) != "not_a_resume.json") {
        let file = name(path);
        let project = Project::new().file(file, fs::read(path).unwrap());
        let run = project.run(&["import", file, "-o", "resume.yaml"]);
        assert_eq!(run.code, Some(0), "{file}: {}", run.stderr);
        let text = String::from_utf8(project.read("resume.yaml")).unwrap();
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
        // What a link shows, and where it leads, are both carried over.
        let carried = [bare(&lines.join("\n")), bare(&lines.join("\n").replace("](", "] ("))];
        for fact in fs::read_to_string(format!("{}.facts.txt", path.display())).unwrap().lines() {
            assert!(
                carried.iter().any(|text| text.contains(&bare(fact))),
                "{file}: `{fact}` is not carried over:\n{text}"
            );
        }
        let run = project.run(&["build"]);
        assert_eq!(run.code, Some(0), "{file}: {}\n{text}", run.stderr);
    }
}

#[test]
fn a_build_of_a_file_of_another_tool_says_only_how_to_convert_it() {
    let fresh = r#"{"name": "Ada", "meta": {"format": "FRESH@0.6.0"}, "skills": {"list": [{"name": "Sewing"}]}}"#;
    let histories = r#"{"name": "Ada", "employment": {"history": [{"employer": "A", "start": "2020"}]}}"#;
    let reactive = r#"{"basics": {"name": "Ada", "url": {"href": ""}}, "sections": {"skills": {"items": []}}}"#;
    for (content, tool) in [(fresh, "FRESH"), (histories, "FRESH"), (reactive, "Reactive Resume")] {
        let run = Project::new().file("cv.json", content).run(&["build", "cv.json"]);
        assert_eq!(run.code, Some(1));
        let said = format!("error[wrong-type]: `cv.json` is a {tool} file\n");
        assert!(run.stderr.starts_with(&said) && run.stderr.matches("error[").count() == 1, "{}", run.stderr);
        assert!(run.stderr.contains("convert it with `recto import cv.json -o resume.yaml`"), "{}", run.stderr);
    }
}

/// The texts of a value that say something by themselves.
fn leaves(value: &serde_yaml::Value, found: &mut Vec<String>) {
    match value {
        serde_yaml::Value::String(text) => found.push(text.clone()),
        serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| leaves(item, found)),
        serde_yaml::Value::Mapping(entries) => entries.iter().for_each(|(_, value)| leaves(value, found)),
        _ => {}
    }
}

#[test]
fn nothing_is_dropped_without_a_word() {
    for path in fixtures().iter().filter(|path| name(path) != "not_a_resume.json") {
        let file = name(path);
        let content = fs::read_to_string(path).unwrap();
        let Ok(value) = serde_yaml::from_str::<serde_yaml::Value>(&content) else { continue };
        let project = Project::new().file(file, &content);
        project.run(&["import", file, "-o", "resume.yaml"]);
        let text = bare(&String::from_utf8(project.read("resume.yaml")).unwrap());
        let mut found = Vec::new();
        leaves(&value, &mut found);
        for leaf in found.iter().filter(|leaf| leaf.contains(' ') && leaf.len() > 20) {
            // The tags of HTML are markup in the result.
            let leaf = leaf.replace(['<', '>'], " ");
            // Every word of it is somewhere: as a value, in a note, or in a comment.
            for word in leaf.split([' ', ',', '\n', '-']).filter(|word| word.len() > 5 && !word.contains("](")) {
                assert!(text.contains(&bare(word)), "{file}: `{word}` of `{leaf}` is gone");
            }
        }
    }
}

#[test]
fn what_is_imported_is_as_approved() {
    for file in ["rendercv_full.yaml", "yamlresume.yaml", "jsonresume_0.json", "rendercv_broken.yaml"] {
        let content = fs::read(format!("{}/tests/import/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let run = Project::new().file(file, content).run(&["import", file]);
        insta::assert_snapshot!(format!("imported_{file}"), String::from_utf8(run.stdout.clone()).unwrap());
        insta::assert_snapshot!(format!("import_report_{file}"), run.report());
    }
}

#[test]
fn a_file_of_no_known_format_is_refused_and_nothing_is_written_over() {
    let content = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/not_a_resume.json")).unwrap();
    let project = Project::new().file("a.json", content).file("resume.yaml", "mine");
    insta::assert_snapshot!("import_no_format", project.run(&["import", "a.json"]).report());
    let run = project.run(&["import", "a.json", "-o", "resume.yaml"]);
    assert!(run.code != Some(0) && project.read("resume.yaml") == b"mine");
    let project = project.file("cv.yaml", "cv: {name: Ada}");
    insta::assert_snapshot!("import_over_a_file", project.run(&["import", "cv.yaml", "-o", "resume.yaml"]).report());
    assert!(project.read("resume.yaml") == b"mine");
}

/// A section of another tool may have any title; as a key it must not be taken for one of Recto's.
#[test]
fn a_section_keeps_its_title_whatever_that_is() {
    let titles = [
        "website",
        "bio",
        "company",
        "picture",
        "title",
        "level",
        "basics",
        "sections",
        "custom",
        "applications",
        "meta",
        "theme",
        "x-ray",
        "entries",
        "url",
        "letter",
        "pages",
        "null",
        "true",
        "12",
        "Ünïcode",
        "a.b",
        "a: b",
        "$schema",
    ];
    for title in titles {
        let yaml = format!("cv:\n  name: Ada\n  sections:\n    {title:?}:\n      - One sentence of it.\n");
        let project = Project::new().file("old.yaml", &yaml);
        let run = project.run(&["import", "old.yaml", "-o", "resume.yaml"]);
        assert_eq!(run.code, Some(0), "{title}: {}", run.stderr);
        let run = project.run(&["check", "--message-format", "short"]);
        assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{title}: {}", run.stderr);
        assert_eq!(project.run(&["build"]).code, Some(0));
        assert!(crate::reader::read(&project.read("resume.pdf")).stream.contains("One sentence"), "{title}");
    }
}

#[test]
fn a_resume_of_recto_stays_as_it_is() {
    let yaml = "# mine\nbasics: {name: Ada}\nskills: [{name: Notes}]\n";
    let project = Project::new().file("resume.yaml", yaml);
    let run = project.run(&["import", "resume.yaml"]);
    assert_eq!((run.code, run.stdout.as_slice()), (Some(0), yaml.as_bytes()));
    assert_eq!(run.stderr, "`resume.yaml` is already a Recto résumé; nothing to convert");
    assert_eq!(project.run(&["import", "resume.yaml", "-o", "copy.yaml"]).code, Some(0));
    assert!(String::from_utf8(project.read("copy.yaml")).unwrap().ends_with(yaml));
}

/// What the same tools write in other versions, or what people made of it.
#[test]
fn odd_files_of_other_tools_are_read() {
    let europass = r#"{"SkillsPassport": {"Locale": "en", "DocumentInfo": {"DocumentType": "ECV"}, "LearnerInfo": {
        "Identification": {"PersonName": {"FirstName": "Ada", "Surname": "Quill"}, "ContactInfo": null},
        "WorkExperience": [{"Period": {"From": {"Year": 2019, "Month": 3}, "Current": true}, "Position": {"Label": "Analyst"},
        "Activities": "<p>Did &amp; do</p><ul><li>x</li></ul>", "Employer": {"Name": "Hale"}}], "Education": null, "Skills": null}}}"#;
    let database = r#"{"id": "1", "title": "Mine", "data": {"basics": {"name": "Ada Quill"}, "sections": {"summary": {"name": "Profile",
        "content": "<p>Hi &amp; bye</p>"}, "experience": {"items": [{"company": "Hale", "position": "Analyst", "date": "2019 - Present"}]}}}}"#;
    let custom = r#"{"basics": {"name": "Ada Quill", "url": {"href": ""}, "customFields": []}, "sections": {"summary": {"content": ""},
        "custom": {"c1": {"name": "Talks", "items": [{"name": "On parsers", "description": "Keynote", "date": "Sept. 2022"}]}}}}"#;
    let levels = r#"{"basics": {"name": "Ada Quill", "location": {"city": "Paris", "country": "France"}}, "sections": {
        "skills": {"items": [{"name": "Rust", "level": "Advanced", "levelNum": 8}]},
        "languages": {"items": [{"name": "French", "level": "Native", "levelNum": 10}, {"name": "German", "description": "", "level": 2}]}}}"#;
    let roles = r#"{"basics": {"name": "Ada Quill"}, "sections": {"experience": {"items": [{"company": "Hale", "position": "",
        "roles": [{"position": "Lead", "period": "2021 - Present", "description": "<p>Led.</p>"}, {"position": "Junior", "period": "2019 - 2021"}]}]},
        "projects": {"items": [{"name": "P", "description": "<p>Plain</p><ul><li>Point</li></ul>"}]}}}"#;
    let phones = r#"{"name": "Ada Quill", "meta": {"format": "FRESH@0.6.0"}, "info": null,
        "contact": {"email": "ada@example.org", "phone": [{"label": "mobile", "number": "+33 1 55 50 01 27"}]}}"#;
    for (name, content, lines) in [
        ("europass.json", europass, &["startDate: 2019-03", "endDate: present", "summary: Did & do", "- x"][..]),
        ("database.json", database, &["- basics.summary: Profile", "name: Hale", "endDate: present"]),
        ("custom.json", custom, &["title: Talks", "title: On parsers", "startDate: 2022-09"]),
        ("levels.json", levels, &["countryCode: FR", "level: Advanced", "fluency: Native", "note: 'level of 5: 2'"]),
        ("roles.json", roles, &["positions:", "position: Lead", "startDate: 2019", "summary: Plain", "- Point"]),
        ("phones.json", phones, &["phone: +33 1 55 50 01 27"]),
    ] {
        let run = Project::new().file(name, content).run(&["import", name]);
        let text = String::from_utf8(run.stdout).unwrap();
        for line in lines {
            assert!(text.contains(line), "{name}: `{line}` is missing:\n{text}{}", run.stderr);
        }
    }
}
