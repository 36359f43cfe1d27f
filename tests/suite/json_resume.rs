//! JSON Resume as it is found: what can be read one way only is read, by `build` as by `import`, and nothing is
//! lost without a word.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::project::Project;

fn files() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/json");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 8);
    files
}

fn name(path: &std::path::Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

/// The files that are JSON.
fn json_files() -> impl Iterator<Item = (PathBuf, Value)> {
    files().into_iter().filter_map(|path| {
        let value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).ok()?;
        let is_json = name(&path) != "comments_and_duplicates";
        is_json.then_some((path, value))
    })
}

/// What `recto build` prints of a JSON file, and what it says.
fn printed(content: &str) -> (String, String) {
    let project = Project::new().file("cv.json", content);
    let run = project.run(&["build", "cv.json", "-o", "cv.txt"]);
    assert_eq!(run.code, Some(0), "{content}\n{}", run.stderr);
    (String::from_utf8(project.read("cv.txt")).unwrap(), run.stderr)
}

/// What `recto import` makes of a JSON file, and what it says.
fn imported(content: &str) -> (String, String) {
    let project = Project::new().file("cv.json", content);
    let run = project.run(&["import", "cv.json", "-o", "resume.yaml"]);
    assert_eq!(run.code, Some(0), "{content}\n{}", run.stderr);
    let built = project.run(&["build"]);
    assert_eq!(built.code, Some(0), "{content}\n{}", built.stderr);
    (String::from_utf8(project.read("resume.yaml")).unwrap(), run.stderr)
}

fn printed_of(rest: &str) -> (String, String) {
    printed(&format!("{{\"basics\": {{\"name\": \"Ada Quill\"}}, {rest}}}"))
}

#[test]
fn every_file_is_printed_and_imported_as_approved() {
    for path in files() {
        let content = fs::read_to_string(&path).unwrap();
        let (yaml, report) = imported(&content);
        insta::assert_snapshot!(format!("json_imported__{}", name(&path)), format!("{report}\n{yaml}"));
        let project = Project::new().file("cv.json", &content);
        let run = project.run(&["build", "cv.json", "-o", "cv.txt"]);
        let text = if run.code == Some(0) { project.read("cv.txt") } else { Vec::new() };
        let text = String::from_utf8(text).unwrap();
        // The sizes of files and the time are not the point.
        let report: Vec<&str> = run.stderr.lines().filter(|line| !line.starts_with("cv.txt")).collect();
        insta::assert_snapshot!(format!("json_built__{}", name(&path)), format!("{}\n{text}", report.join("\n")));
    }
}

/// A word that was added to a text, and the keys that lead to it.
struct Mark {
    word: String,
    keys: Vec<String>,
}

/// Appends a word of its own to each text of a file.
fn mark(value: &mut Value, keys: &[String], marks: &mut Vec<Mark>) {
    match value {
        Value::String(text) => {
            let is_word = text.chars().all(char::is_alphabetic) && text.chars().count() > 2;
            let is_prose = text.contains(' ') && text.chars().any(char::is_alphabetic) && !text.contains('@');
            // What has a form cannot have a word more.
            if is_word || is_prose {
                let word = format!("zq{}x", marks.len());
                text.push_str(if is_word { "" } else { " " });
                text.push_str(&word);
                marks.push(Mark { word, keys: keys.to_vec() });
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mark(item, keys, marks)),
        Value::Object(entries) => {
            // Of a profile with an address, the address is printed.
            let is_profile =
                entries.contains_key("network") && entries["url"].as_str().is_some_and(|url| url.contains("://"));
            for (key, value) in entries {
                if !is_profile || !["network", "username"].contains(&key.as_str()) {
                    mark(value, &[keys, std::slice::from_ref(key)].concat(), marks);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_text_is_printed_or_named() {
    let mut seen = 0;
    for (path, mut value) in json_files() {
        let mut marks = Vec::new();
        mark(&mut value, &[], &mut marks);
        seen += marks.len();
        let content = serde_json::to_string_pretty(&value).unwrap();
        let (text, report) = printed(&content);
        let (yaml, import_report) = imported(&content);
        for Mark { word, keys } in marks {
            let named = |key: &String| {
                let reports = ["unknown key `{}`", "`{}` is switched off"].map(|report| report.replace("{}", key));
                key == "meta" || reports.iter().any(|named| report.contains(named))
            };
            let said = text.contains(&word) || report.contains(&word) || keys.iter().any(named);
            assert!(said, "{}: {word} is not printed:\n{text}\n{report}", path.display());
            let said = yaml.contains(&word) || import_report.contains(&word);
            assert!(said, "{}: {word} is not imported:\n{yaml}", path.display());
        }
    }
    assert!(seen > 80, "only {seen} texts were marked");
}

#[test]
fn every_fix_for_json_is_json() {
    let mut seen = 0;
    for (path, _) in json_files() {
        let content = fs::read_to_string(&path).unwrap();
        let project = Project::new().file("cv.json", &content);
        let run = project.run(&["check", "cv.json", "--message-format", "json"]);
        for line in String::from_utf8(run.stdout).unwrap().lines() {
            let report: Value = serde_json::from_str(line).unwrap();
            let Some(fix) = report["fix"].as_object() else { continue };
            let at = |key: &str| fix["place"][key].as_u64().unwrap() as usize;
            let replacement = fix["replacement"].as_str().unwrap();
            let fixed = format!("{}{replacement}{}", &content[..at("offset")], &content[at("endOffset")..]);
            assert!(serde_json::from_str::<Value>(&fixed).is_ok(), "{}: {line}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} fixes");
}

#[test]
fn a_dash_is_never_printed_for_a_missing_name() {
    let (text, report) =
        printed_of(r#""work": [{"position": "Clerk", "startDate": "2020"}, {"company": "", "highlights": [""]}]"#);
    assert!(text.contains("Clerk") && !text.contains('—'), "{text}");
    assert!(report.contains("`name` is missing, and `position` stands in its place"), "{report}");
    assert!(report.contains("an entry of `work` is empty, and is not printed"), "{report}");
    let (yaml, report) = imported(
        r#"{"basics": {"name": "Ada"}, "work": [{"name": "A"}, {"startDate": "2020", "highlights": ["Bound a book"]}]}"#,
    );
    assert!(
        !yaml.contains('—') && yaml.contains("Bound a book") && report.contains("`work[1]` was not imported"),
        "{yaml}\n{report}"
    );
}

#[test]
fn keywords_alone_are_a_group() {
    for yaml in ["skills:\n- keywords: [awl, needle]\n", "interests:\n- {name: '', keywords: [awl, needle]}\n"] {
        let project = Project::new().file("resume.yaml", format!("basics: {{name: Ada}}\n{yaml}"));
        for theme in ["cornerstone", "harbor"] {
            for output in ["cv.txt", "cv.pdf"] {
                let run = project.run(&["build", "--theme", theme, "-o", output]);
                assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{}", run.stderr);
            }
        }
        assert!(String::from_utf8(project.read("cv.txt")).unwrap().contains("awl, needle"));
    }
}

#[test]
fn a_guess_is_acted_on_only_if_one_letter_differs_and_the_value_fits() {
    let (text, report) = printed_of(
        r#""work": [{"name": "A", "highlightz": ["Bound"]}, {"name": "B", "highlightGroups": [{"items": ["Sewn"]}], "summari": ["x"]}]"#,
    );
    assert!(text.contains("Bound") && !text.contains("Sewn"), "{text}");
    assert!(report.contains("it is not printed; did you mean `highlights`?"), "{report}");
    let (text, report) = printed_of(
        r#""-work": [{"name": "Hidden"}], "_comment": "secret", "volunteer": [{"organization": "A", "_summary": "private"}]"#,
    );
    assert!(!text.contains("Hidden") && !text.contains("secret") && !text.contains("private"), "{text}");
    assert!(report.contains("`-work` is switched off by the `-` before its name"), "{report}");
    assert!(report.contains("unknown key `_summary`") && report.contains("it is not printed"), "{report}");
}

#[test]
fn what_is_switched_off_is_imported_hidden() {
    let (yaml, _) =
        imported(r#"{"basics": {"name": "Ada"}, "-awards": ["Best Book"], "awards": [{"title": "Shown"}]}"#);
    assert!(yaml.contains("- title: Shown\n- title: Best Book\n  hidden: true\n"), "{yaml}");
}

#[test]
fn addresses_and_countries_are_read_with_a_warning() {
    let content = r#"{"basics": {"name": "Ada", "url": "ada.example.org", "location": {"city": "Cork", "countryCode": "IRL"},
      "phone": "+353 21 555 0100 (work)", "email": "ada [at] example.org",
      "profiles": [{"network": "Blog", "username": "mine", "url": "index-fr.html"}, {"network": "Forum", "url": "@ada"}]}}"#;
    let (text, report) = printed(content);
    assert!(
        text.contains("Cork, Ireland") && text.contains("+353 21 555 0100 (work)") && text.contains("Blog: mine"),
        "{text}"
    );
    assert!(
        text.contains("Forum: @ada") && text.contains("ada [at] example.org") && !text.contains("index-fr"),
        "{text}"
    );
    for warning in [
        "`ada.example.org` is read as `https://ada.example.org`",
        "`IRL` is read as the country code `IE`",
        "`index-fr.html` is not a web address, and is not printed",
        "is not a phone number, and is printed without a link",
    ] {
        assert!(report.contains(warning), "{warning}:\n{report}");
    }
    let denied = Project::new().file("cv.json", content).run(&["check", "cv.json", "--deny", "warnings"]);
    assert_eq!(denied.code, Some(1));
}

#[test]
fn a_missing_picture_is_a_warning_and_one_below_the_root_of_a_website_is_found() {
    let project = |image: &str| {
        Project::new()
            .file("cv.json", format!("{{\"basics\": {{\"name\": \"Ada\", \"image\": \"{image}\"}}}}"))
            .file("img/me.png", tiny_skia::Pixmap::new(8, 8).unwrap().encode_png().unwrap())
    };
    let run = project("/img/me.png").run(&["build", "cv.json"]);
    assert!(run.code == Some(0) && run.stderr.contains("`/img/me.png` is read as `img/me.png`"), "{}", run.stderr);
    let run = project("/img/you.png").run(&["build", "cv.json"]);
    assert!(run.code == Some(0) && run.stderr.contains("or put it at `img/you.png`"), "{}", run.stderr);
    let run = project("img/you.png").run(&["build", "cv.json"]);
    assert!(
        run.code == Some(0) && run.stderr.contains("image not found: `img/you.png`; it is not printed"),
        "{}",
        run.stderr
    );
}

#[test]
fn days_are_printed_only_if_they_are_asked_for() {
    let sections = ["work", "volunteer", "education", "projects"];
    let heading = ["name", "organization", "institution", "name"];
    for (section, heading) in sections.iter().zip(heading) {
        let (text, _) = printed_of(&format!(
            r#""{section}": [{{"{heading}": "A", "startDate": "2020-01-01", "endDate": "2021-12-31"}}]"#
        ));
        assert!(text.contains("Jan. 2020 – Dec. 2021"), "{section}: {text}");
    }
    let content = r#"{"basics": {"name": "Ada"}, "theme": {"name": "cornerstone", "datePrecision": "day"},
      "work": [{"name": "A", "startDate": "2020-01-01", "endDate": "2021-12-31"}]}"#;
    assert!(printed(content).0.contains("Jan. 1, 2020 – Dec. 31, 2021"));
}

#[test]
fn an_end_that_is_given_is_never_present() {
    for (end, shown) in [
        ("2021-02-30", "2020 – Feb. 2021"),
        ("2021-00-00", "2020–2021"),
        ("demnächst", "2020–demnächst"),
        ("später 2021", "2020 – später 2021"),
    ] {
        let content = format!(r#""work": [{{"name": "A", "startDate": "2020", "endDate": "{end}"}}]"#);
        let (text, report) = printed_of(&content);
        assert!(text.contains(shown) && !text.contains("Present"), "{text}");
        assert!(report.contains("is not a date"), "{report}");
    }
    // The words of a language are read.
    for (end, shown) in [("heute", "2020–Present"), ("Sommer 2021", "2020 – Summer 2021")] {
        let content = format!(r#""work": [{{"name": "A", "startDate": "2020", "endDate": "{end}"}}]"#);
        let (text, report) = printed_of(&content);
        assert!(text.contains(shown) && report.contains("is read as"), "{text}{report}");
    }
}

#[test]
fn the_paper_is_that_of_the_country_and_the_language_is_that_of_the_file() {
    let summary = |basics: &str, rest: &str| {
        let content = format!(
            r#"{{"basics": {{"name": "Ada Quill", {basics} "label": "x"}}, "work": [{{"name": "A", "startDate": "2020"}}] {rest}}}"#
        );
        let project = Project::new().file("cv.json", content);
        project.run(&["build", "cv.json", "-o", "cv.txt"]);
        let run = project.run(&["build", "cv.json", "-o", "cv.pdf"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        (run.stderr, String::from_utf8(project.read("cv.txt")).unwrap())
    };
    let country = |code: &str| summary(&format!(r#""location": {{"city": "X", "countryCode": "{code}"}},"#), "").0;
    assert!(country("DE").contains("A4") && country("GB").contains("A4"));
    assert!(country("US").contains("US Letter") && country("CA").contains("US Letter"));
    assert!(summary(r#""location": {"countryCode": "DE"},"#, r#", "language": "en-US""#).0.contains("US Letter"));
    for rest in [r#", "meta": {"language": "de"}"#, r#", "lang": "de""#, r#", "locale": "de_DE""#] {
        let (report, text) = summary("", rest);
        assert!(text.contains("Berufserfahrung") && report.contains("A4"), "{rest}: {text}\n{report}");
    }
}

#[test]
fn an_import_tells_the_language_from_enough_text() {
    let (yaml, _) =
        imported(&fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/json/other_names.json")).unwrap());
    assert!(yaml.contains("\n# Detected from the text; change it if it is wrong.\nlanguage: de\n"), "{yaml}");
    for (text, language) in [
        ("Опытный инженер с большим стажем работы. Руководил группой из пяти человек.", "ru"),
        ("Έμπειρη μηχανικός με πολλά χρόνια εργασίας στη βιομηχανία και στην εκπαίδευση.", "el"),
        ("გამოცდილი ინჟინერი, რომელიც ათი წელია მუშაობს მრეწველობაში და ასწავლის სტუდენტებს.", "ka"),
    ] {
        let (yaml, _) = imported(&format!(r#"{{"basics": {{"name": "Ada", "summary": "{text}"}}}}"#));
        assert!(yaml.contains(&format!("\nlanguage: {language}\n")), "{yaml}");
    }
    let (yaml, _) = imported(r#"{"basics": {"name": "Ada", "summary": "Ich binde Bücher."}}"#);
    assert!(!yaml.contains("\nlanguage:"), "{yaml}");
}

#[test]
fn comments_and_duplicate_keys_are_read_by_an_import_and_explained_by_a_build() {
    let content = "{\n  // mine\n  \"basics\": {\"name\": \"Ada\"}\n}";
    let run = Project::new().file("cv.json", content).run(&["build", "cv.json"]);
    assert!(run.code == Some(1) && run.stderr.contains("JSON has no comments"), "{}", run.stderr);
    assert!(run.stderr.contains("`recto import cv.json -o resume.yaml`"), "{}", run.stderr);
    let content = r#"{"basics": {"name": "Ada"}, "skills": [{"name": "A"}], "skills": [{"name": "B"}]}"#;
    let run = Project::new().file("cv.json", content).run(&["build", "cv.json"]);
    assert!(run.code == Some(1) && run.stderr.contains("`recto import cv.json -o resume.yaml`"), "{}", run.stderr);
    let (yaml, report) = imported(content);
    assert!(yaml.contains("- name: A\n- name: B\n") && report.contains("`skills` occurs twice"), "{yaml}\n{report}");
}

#[test]
fn html_is_read_as_markup_unless_the_text_is_about_html() {
    let content = r#""work": [{"name": "A", "startDate": "2020", "summary": "<p>Made <b>tea</b> &amp; cake.</p><ul><li>first</li><li>second</li></ul>",
      "highlights": ["One<br/>two, see <a href='https://tea.example'>here</a>", "Replaced <b> by <strong>"]}]"#;
    let (text, report) = printed_of(content);
    assert!(
        text.contains("Made tea & cake.") && text.contains("One\n  two, see here") && !text.contains("<p>"),
        "{text}"
    );
    assert!(text.contains("Replaced <b> by <strong>"), "{text}");
    assert!(report.contains("the HTML in this text is read as markup"), "{report}");
    assert!(report.contains(r#""Made **tea** &amp; cake.\n- first\n- second""#), "{report}");
    assert!(report.contains("`<b>` is printed literally"), "{report}");
    let (yaml, _) = imported(&format!("{{\"basics\": {{\"name\": \"Ada\"}}, {content}}}"));
    assert!(
        yaml.contains("Made **tea** & cake.\n")
            && yaml.contains("- first\n")
            && yaml.contains("[here](https://tea.example)")
            && !yaml.contains("<br"),
        "{yaml}"
    );
}

#[test]
fn a_name_in_two_parts_is_whole() {
    let (yaml, report) = imported(r#"{"basics": {"firstName": "Ann", "lastName": "Ode", "label": "Poet"}}"#);
    assert!(yaml.contains("name: Ann Ode") && report.contains("everything was converted"), "{yaml}\n{report}");
}

#[test]
fn other_forms_of_what_has_a_place_are_printed() {
    let content = r#"{"basics": {"name": "Ada", "phone": {"home": "+44 20 7946 0100"}, "facts": {"bornIn": "Hull"}}, "objective": "To weave.",
      "skillset": [{"name": "Weaving"}], "work": [{"name": "Mill", "startDate": "2020", "current": true,
      "highlights": ["Span"], "achievements": ["Wove"]}]}"#;
    let (text, report) = printed(content);
    for part in ["7946", "Born In: Hull", "To weave.", "Weaving", "2020–Present", "- Span", "- Wove"] {
        assert!(text.contains(part), "{part}:\n{text}\n{report}");
    }
    assert!(!report.contains("unknown key"), "{report}");
    let (yaml, report) = imported(content);
    assert!(report.contains("everything was converted") && yaml.contains("endDate: present"), "{report}\n{yaml}");
}

#[test]
fn a_section_with_one_wrong_letter_is_read_and_an_empty_one_is_no_matter() {
    let (text, report) = printed_of(r#""certificats": [{"name": "First Aid"}], "intrests": ["Tea"], "hobbies": null"#);
    assert!(text.contains("Certifications\n") && text.contains("Interests\n"), "{text}");
    assert!(report.contains("`certificats` is read as `certificates`") && !report.contains("unknown key"), "{report}");
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let project = Project::new().file("cv.json", "\u{feff}{\"basics\": {\"name\": \"Ada\"}}");
    let run = project.run(&["build", "cv.json"]);
    assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{}", run.stderr);
    let run = project.run(&["import", "cv.json"]);
    assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{}", run.stderr);
}

#[test]
fn an_error_in_json_names_the_import() {
    let content = r#"{"basics": {"name": "Ada", "email": "ada@"}, "work": [{"name": "A", "startDate": "2020", "endDate": "2019"}]}"#;
    let run = Project::new().file("cv.json", content).run(&["build", "cv.json"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stderr.matches("`recto import cv.json -o resume.yaml` converts").count(), 1, "{}", run.stderr);
}

#[test]
fn texts_are_entries_in_yaml_too() {
    let yaml = "basics: {name: Ada, location: Cork}\nskills: [awl, needle]\nlanguages: [Irish]\nworks: [{company: Reed}]\nvolunteer: [{name: Night School, position: Tutor}]\n";
    let project = Project::new().file("resume.yaml", yaml);
    let run = project.run(&["build", "-o", "cv.txt"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let text = String::from_utf8(project.read("cv.txt")).unwrap();
    for shown in ["Cork", "awl, needle", "Irish", "Reed", "Night School"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
}
