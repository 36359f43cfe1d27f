//! Fixes: what they write reads as what was meant, and `recto check --fix` applies them.

use std::collections::BTreeMap;
use std::os::unix::fs::{PermissionsExt, symlink};

use recto::diagnostic::{Certainty, Code, Diagnostic, Diagnostics, Severity};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;

use crate::mutation::{Numbers, mutate};
use crate::project::{Project, Run, SEED};

/// Reads a résumé with the options of its theme.
fn read(name: &str, text: &str) -> (Source, Diagnostics) {
    let source = Source::new(name, text);
    let mut found = Diagnostics::new();
    let (resume, _) = Resume::read_past_mistakes(&(&source).into(), &mut found);
    if let Some(resume) = resume {
        let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
        match Themes::builtin().chosen_by(&resume, &mut found) {
            Ok(theme) => drop(theme.options(settings, &mut found)),
            Err(_) => {
                let name = resume.theme.as_ref().and_then(|choice| choice.name.as_ref()).unwrap();
                Themes::builtin().check_options(&name.value, settings, &mut found);
            }
        }
    }
    (source, found)
}

/// How often each error is reported. A renamed key changes the path of what is below it.
fn errors(found: &Diagnostics) -> BTreeMap<(Code, String), usize> {
    let mut errors = BTreeMap::new();
    for note in found.sorted().into_iter().filter(|note| note.severity == Severity::Error) {
        *errors.entry((note.code, note.message.clone())).or_default() += 1;
    }
    errors
}

fn same(found: &Diagnostics, note: &Diagnostic) -> usize {
    let key = |note: &Diagnostic| (note.code, note.message.clone(), note.path.clone());
    found.sorted().into_iter().filter(|other| key(other) == key(note)).count()
}

fn syntax_error(found: &Diagnostics) -> Option<usize> {
    let error = found.sorted().into_iter().find(|note| note.code == Code::YamlSyntax)?;
    Some(error.span()?.start)
}

/// Applies each certain fix of a text, and asserts that its problem is gone and no other came; returns how many
/// there were.
fn assert_fixes(name: &str, text: &str) -> usize {
    let (source, before) = read(name, text);
    let is_certain = |note: &&Diagnostic| {
        note.fix.as_ref().is_some_and(|fix| fix.certainty == Certainty::Certain && fix.span.source == source.id())
    };
    let notes: Vec<Diagnostic> = before.sorted().into_iter().filter(is_certain).cloned().collect();
    for note in &notes {
        let fix = note.fix.as_ref().unwrap();
        let mut fixed = text.to_owned();
        fixed.replace_range(fix.span.range(), &fix.replacement);
        let (_, after) = read(name, &fixed);
        let what = format!("{}: {note:?}\n--- before\n{text}\n--- after\n{fixed}\n{:?}", note.message, after.sorted());
        let end = fix.span.start + fix.replacement.len();
        if syntax_error(&before).is_some() {
            // The next one was hidden by it.
            assert!(syntax_error(&after).is_none_or(|at| at >= end), "{what}");
            continue;
        }
        assert_eq!(syntax_error(&after), None, "{what}");
        assert!(same(&after, note) < same(&before, note), "{what}");
        if before.sorted().iter().any(|note| note.code == Code::TooManyErrors) {
            continue;
        }
        let known = errors(&before);
        for (error, count) in errors(&after) {
            // What concerns several values is reported once each of them can be read.
            let several = [Code::EndBeforeStart, Code::UnknownPath, Code::UnknownTag, Code::TooLarge, Code::File];
            let later = several.contains(&error.0);
            assert!(later || count <= known.get(&error).copied().unwrap_or(0), "{error:?} is new: {what}");
        }
        if name.ends_with(".json") && serde_json::from_str::<serde_json::Value>(text).is_ok() {
            assert!(serde_json::from_str::<serde_json::Value>(&fixed).is_ok(), "{what}");
        }
    }
    notes.len()
}

fn texts(folder: &str) -> Vec<(String, String)> {
    // An absolute path stays one.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "json"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// `RECTO_FIX_FOLDER` names a folder with more résumés.
#[test]
fn every_certain_fix_of_the_cases_does_what_it_says() {
    let more = std::env::var("RECTO_FIX_FOLDER").map_or_else(|_| Vec::new(), |folder| texts(&folder));
    let texts: Vec<_> = ["tests/cases", "tests/corpus"].into_iter().flat_map(texts).chain(more).collect();
    let fixes: usize = texts.iter().map(|(name, text)| assert_fixes(name, text)).sum();
    assert!(fixes > 40, "{fixes} fixes prove little");
}

/// One value of a line, written in every way that YAML has, each with what must stay around it.
fn written(value: &str) -> Vec<String> {
    let words: Vec<&str> = value.split(' ').collect();
    let lines = words.join("\n      ");
    vec![
        format!("{value}\n"),
        format!("{value}   # stays\n"),
        format!("\"{value}\" # stays\n"),
        format!("'{value}'\n"),
        format!("|\n      {value}\n"),
        format!("|- # stays\n      {value}\n"),
        format!(">\n      {value}\n"),
        format!(">+\n\n      {value}\n\n"),
        format!("{lines}\n"),
        format!("'{lines}'\n"),
        format!("\n      {value} # stays\n"),
        format!("&date {value}\n"),
    ]
}

#[test]
fn a_fix_reads_as_the_value_that_was_meant_however_it_is_written() {
    let cases = [
        ("startDate", "August 2020", "2020-08", Code::DateFormat),
        ("endDate", "now", "present", Code::DateFormat),
        ("url", "ada.example.org/it's", "https://ada.example.org/it's", Code::InvalidValue),
        ("highlights", "Wrote \"notes\", and more", "Wrote \"notes\", and more", Code::WrongType),
        ("keywords", "Revit, C#, Rhino (3D, 2D)", "Revit", Code::WrongType),
    ];
    for (key, value, meant, code) in cases {
        for text in written(value) {
            // Quotes in quotes are another matter.
            if text.contains("\"Wrote \"") || text.starts_with("'ada") {
                continue;
            }
            let yaml = format!(
                "basics: {{name: Ada}} # stays\nwork:\n  - name: A\n    {key}: {text}    position: B # stays\n"
            );
            let (_, before) = read("a.yaml", &yaml);
            let note = before.sorted().into_iter().find(|note| note.code == code).cloned();
            let note = note.unwrap_or_else(|| panic!("{yaml}: {:#?}", before.sorted()));
            let Some(fix) = &note.fix else {
                assert!(text.contains("|- #"), "no fix: {yaml}{note:#?}");
                continue;
            };
            assert_eq!(assert_fixes("a.yaml", &yaml), 1, "{yaml}");
            let mut fixed = yaml.clone();
            fixed.replace_range(fix.span.range(), &fix.replacement);
            assert_eq!(fixed.matches("# stays").count(), yaml.matches("# stays").count(), "{fixed}");
            let value: serde_yaml::Value =
                serde_yaml::from_str(&fixed).unwrap_or_else(|error| panic!("{error}: {fixed}"));
            let found = match &value["work"][0][key] {
                serde_yaml::Value::Sequence(items) => items[0].clone(),
                value => value.clone(),
            };
            assert_eq!(found.as_str().unwrap_or_default().trim(), meant, "{yaml}---\n{fixed}");
        }
    }
}

#[test]
fn text_is_quoted_up_to_its_comment_and_in_brackets_up_to_the_comma() {
    for (yaml, fixed) in [
        ("position: Lead: platform # stays", "position: 'Lead: platform' # stays"),
        ("position: @lead it's # stays", "position: \"@lead it's\" # stays"),
        ("position: \"Best\" of # stays", "position: '\"Best\" of' # stays"),
        ("position: [Remote] lead # stays", "position: '[Remote] lead' # stays"),
        ("position: *Lead* of it # stays", "position: '*Lead* of it' # stays"),
        ("position: `code` of\n      two lines", "position: '`code` of\n      two lines'"),
        ("position: !important thing # stays", "position: '!important thing' # stays"),
        ("\"position\": @lead # stays", "\"position\": '@lead' # stays"),
        ("position: B\n    keywords: [@a, b] # stays", "position: B\n    keywords: ['@a', b] # stays"),
        ("highlights:\n      - Tools: Rust, Go # stays", "highlights:\n      - 'Tools: Rust, Go' # stays"),
        ("highlights:\n      - Tools: Rust,\n          Go", "highlights:\n      - 'Tools: Rust,\n          Go'"),
        ("highlights:\n      - My tools: Rust # stays", "highlights:\n      - 'My tools: Rust' # stays"),
        ("highlights: [Tools: Rust]", "highlights: ['Tools: Rust']"),
    ] {
        let of = |entry: &str| format!("basics: {{name: Ada}}\nwork:\n  - name: A\n    {entry}\n    startDate: 2020\n");
        let project = Project::new().file("resume.yaml", of(yaml));
        let run = project.run(&["check", "--fix"]);
        assert_eq!(run.code, Some(0), "{yaml}: {}", run.stderr);
        assert_eq!(String::from_utf8(project.read("resume.yaml")).unwrap(), of(fixed), "{}", run.stderr);
    }
}

#[test]
fn every_certain_fix_of_broken_files_does_what_it_says() {
    let mut fixes = 0;
    for file in 0..3000 {
        let mut numbers = Numbers::of(file);
        let text = match file % 3 {
            0 => SEED,
            1 => include_str!("../cases/dates.yaml"),
            _ => include_str!("../cases/thirty_mistakes.yaml"),
        };
        fixes += assert_fixes("a.yaml", &mutate(text, &mut numbers));
    }
    assert!(fixes > 1000, "{fixes} fixes prove little");
}

#[test]
fn fixes_of_json_are_json() {
    let json = r#"{"basics": {"name": "Ada", "nmae": "x", "url": "ada.example.org"}, "sections": ["wrok", "skills"],
        "work": [{"name": "A", "startDate": "August 2020", "highlights": "one", "visible": true}],
        "skills": [{"name": "S", "keywords": "a, b \"c\""}], "theme": {"name": "foundri", "dats": "left"}}"#;
    let fixes = assert_fixes("resume.json", json);
    assert!(fixes >= 6, "{fixes}: {:#?}", read("resume.json", json).1.sorted());
    let project = Project::new().file("resume.json", json);
    let run = project.run(&["check", "--fix", "resume.json"]);
    let fixed: serde_json::Value = serde_json::from_slice(&project.read("resume.json")).unwrap();
    assert_eq!(fixed["skills"][0]["keywords"], serde_json::json!(["a", "b \"c\""]), "{}", run.stderr);
    assert_eq!(fixed["work"][0]["highlights"], serde_json::json!(["one"]));
    assert_eq!(fixed["work"][0]["hidden"], false);
}

#[test]
fn what_was_switched_off_stays_off() {
    let json = r#"{"basics": {"name": "Ada"}, "-publications": [{"name": "Hidden"}], "_work": [{"name": "Old"}]}"#;
    let project = Project::new().file("resume.json", json);
    project.run(&["check", "--fix", "resume.json"]);
    assert_eq!(text(&project, "resume.json"), json);
}

const FLAWED: &str = "\
# My résumé
basics:
  nmae: Ada Lovelace   # the Countess
work:
  - name:  Engines
    startDate: October 1842
    highlights:
      - Notes: A to G   # seven
";

const FIXED: &str = "\
# My résumé
basics:
  name: Ada Lovelace   # the Countess
work:
  - name:  Engines
    startDate: 1842-10
    highlights:
      - 'Notes: A to G'   # seven
";

fn text(project: &Project, name: &str) -> String {
    String::from_utf8(project.read(name)).unwrap()
}

/// A run's report without the advice on writing.
fn report(run: &Run) -> &str {
    run.stderr.as_str()
}

#[test]
fn what_is_certain_is_fixed_and_all_else_stays() {
    let project = Project::new().file("resume.yaml", FLAWED);
    let run = project.run(&["check", "--fix"]);
    assert_eq!(text(&project, "resume.yaml"), FIXED);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(report(&run).starts_with("resume.yaml: 3 problems fixed\n"), "{}", run.stderr);
    assert_eq!(project.files(), ["resume.yaml"]);
    let again = project.run(&["check", "--fix"]);
    assert!(!again.stderr.contains("fixed"), "{}", again.stderr);
    assert_eq!(text(&project, "resume.yaml"), FIXED);
}

#[test]
fn a_diff_shows_the_changes_and_writes_nothing() {
    let project = Project::new().file("resume.yaml", FLAWED);
    let run = project.run(&["check", "--fix", "--diff"]);
    assert_eq!(text(&project, "resume.yaml"), FLAWED);
    insta::assert_snapshot!(String::from_utf8(run.stdout).unwrap());
    assert!(run.stderr.starts_with("resume.yaml: 3 problems can be fixed\n"), "{}", run.stderr);
    assert_eq!(project.run(&["check", "--diff"]).code, Some(2), "a diff of what?");
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let run = Project::new().run_with(&["check", "-", "--fix"], FLAWED.as_bytes(), &[]);
    assert_eq!((String::from_utf8(run.stdout).unwrap().as_str(), run.code), (FIXED, Some(0)));
    let run = Project::new().run_with(&["check", "-", "--fix"], FIXED.as_bytes(), &[]);
    assert_eq!(String::from_utf8(run.stdout).unwrap(), FIXED);
    let json = ["check", "-", "--fix", "--message-format", "json"];
    let run = Project::new().run_with(&json, FIXED.as_bytes(), &[]);
    assert_eq!(run.code, Some(2), "{}", String::from_utf8_lossy(&run.stdout));
}

#[test]
fn the_file_that_holds_the_key_is_fixed() {
    let project = Project::new()
        .file("base.yaml", "basics:\n  nmae: Ada # base\n")
        .file("resume.yaml", "extends: base.yaml\nskills:\n  - {name: Notes, keywords: \"a, b\"} # own\n")
        .file("over.yaml", "work:\n  - {name: A, startDate: May 2020}\n");
    let run = project.run(&["check", "--fix", "--with", "over.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(text(&project, "base.yaml"), "basics:\n  name: Ada # base\n");
    assert_eq!(
        text(&project, "resume.yaml"),
        "extends: base.yaml\nskills:\n  - {name: Notes, keywords: [a, b]} # own\n"
    );
    assert_eq!(text(&project, "over.yaml"), "work:\n  - {name: A, startDate: 2020-05}\n");
}

#[test]
fn syntax_errors_are_fixed_one_after_another() {
    let flawed = "basics:\n\tname: @Ada\n\tlabel: Lead: all\nwork:\n  - {name: `A`, position: %b}\n";
    let project = Project::new().file("resume.yaml", flawed);
    let run = project.run(&["check", "--fix"]);
    let fixed = "basics:\n  name: '@Ada'\n  label: 'Lead: all'\nwork:\n  - {name: '`A`', position: '%b'}\n";
    assert_eq!(text(&project, "resume.yaml"), fixed, "{}", run.stderr);
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let project = Project::new().file("resume.yaml", windows(FLAWED));
    project.run(&["check", "--fix"]);
    assert_eq!(text(&project, "resume.yaml"), windows(FIXED));
}

#[test]
fn links_stay_links_and_permissions_stay() {
    let project = Project::new().file("real/cv.yaml", FLAWED);
    symlink("real/cv.yaml", project.path("resume.yaml")).unwrap();
    std::fs::set_permissions(project.path("real/cv.yaml"), PermissionsExt::from_mode(0o640)).unwrap();
    assert_eq!(project.run(&["check", "--fix"]).code, Some(0));
    assert!(std::fs::symlink_metadata(project.path("resume.yaml")).unwrap().is_symlink());
    assert_eq!(text(&project, "real/cv.yaml"), FIXED);
    let mode = std::fs::metadata(project.path("real/cv.yaml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_read_only_file_is_left_alone() {
    let project = Project::new().file("resume.yaml", FLAWED);
    std::fs::set_permissions(project.path("resume.yaml"), PermissionsExt::from_mode(0o444)).unwrap();
    let run = project.run(&["check", "--fix"]);
    assert_eq!((run.code, text(&project, "resume.yaml").as_str()), (Some(2), FLAWED));
    assert!(run.stderr.contains("`resume.yaml` cannot be written: permission denied"), "{}", run.stderr);
    assert_eq!(project.run(&["check", "--fix", "--diff"]).code, Some(0));
}

#[test]
fn a_fix_that_leads_to_another_error_is_undone() {
    // Two letters apart, `labels` would be one more key; the slip is undone, since both cannot be read.
    let flawed = "basics: {name: Ada}\nwork:\n  - {name: A, startDate: 2020-05, endDaet: 2019}\n";
    let project = Project::new().file("resume.yaml", flawed);
    let run = project.run(&["check", "--fix"]);
    assert_eq!((run.code, text(&project, "resume.yaml").as_str()), (Some(1), flawed), "{}", run.stderr);
    let said = "resume.yaml:3: not fixed: unknown key `endDaet` (`endDate` is before `startDate`)\n";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn a_guess_is_shown_and_not_applied() {
    let flawed = "basics: {name: Ada, lablle: B}\nwork:\n  - {name: C, position: B}\n  - name: C #1\n";
    let project = Project::new().file("resume.yaml", flawed);
    let run = project.run(&["check", "--fix"]);
    assert_eq!((run.code, text(&project, "resume.yaml").as_str()), (Some(1), flawed), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `label`?"), "{}", run.stderr);
    let run = project.run(&["check", "--fix=all"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("`--fix=all` asks about each fix, and needs a terminal"), "{}", run.stderr);
}

#[test]
fn a_list_written_as_text_is_read_as_a_list() {
    let yaml = "basics: {name: Ada}\nskills:\n  - name: Tools\n    keywords: Revit, Rhino, Python\n";
    let project = Project::new().file("resume.yaml", yaml);
    insta::assert_snapshot!(project.run(&["check"]).report());
    let run = project.run(&["show"]);
    let shown = String::from_utf8(run.stdout).unwrap();
    assert!(shown.contains("- Revit\n") && shown.contains("- Python\n"), "{shown}");
}

#[test]
fn a_highlight_with_a_colon_is_read_as_text() {
    let yaml = "basics: {name: Ada}\nwork:\n  - name: A\n    highlights:\n      - Technologies: Python, Rust\n";
    let project = Project::new().file("resume.yaml", yaml);
    insta::assert_snapshot!(project.run(&["check"]).report());
    let run = project.run(&["build", "-o", "-", "--format", "txt"]);
    let printed = String::from_utf8(run.stdout).unwrap();
    assert!(printed.contains("Technologies: Python, Rust"), "{printed}");
    // A misspelt key is still one.
    let yaml = "basics: {name: Ada}\nwork:\n  - name: A\n    highlights:\n      - txet: Rust\n";
    let run = Project::new().file("resume.yaml", yaml).run(&["check"]);
    assert!(run.stderr.contains("did you mean `text`?"), "{}", run.stderr);
}

#[test]
fn a_merge_conflict_is_called_one() {
    let yaml = "basics:\n<<<<<<< HEAD\n  name: Ada\n=======\n  name: Ada Lovelace\n>>>>>>> theirs\n";
    insta::assert_snapshot!(Project::new().file("resume.yaml", yaml).run(&["check"]).report());
    let yaml = "basics:\n  name: Ada\n  summary: |\n    <<<<<<< is text\n";
    assert_eq!(Project::new().file("resume.yaml", yaml).run(&["check"]).code, Some(0));
}

#[test]
fn an_unknown_theme_hides_no_errors_in_its_options() {
    let yaml = "basics: {name: Ada}\ntheme: {name: nothing, dats: left, density: rigt, own: 1}\n";
    insta::assert_snapshot!(Project::new().file("resume.yaml", yaml).run(&["check"]).report());
}

#[test]
fn a_file_that_is_missing_suggests_only_what_resembles_it() {
    let project = Project::new().file("cv.yaml", "basics: {name: Ada}\n");
    let said = |args: &[&str]| project.run(args).stderr;
    assert!(!said(&["build", "nonexistent"]).contains("cv.yaml`?"), "{}", said(&["build", "nonexistent"]));
    assert!(said(&["build", "cv.yml"]).contains("did you mean `cv.yaml`?"));
    assert!(said(&["build"]).contains("did you mean `cv.yaml`?"), "{}", said(&["build"]));
    assert!(Project::new().run(&["build"]).stderr.contains("`recto new`"));
    for (name, is_there) in [("cv.pdf", true), ("Old CV.docx", true), ("me.json", true), ("README.md", false)] {
        let said = Project::new().file(name, "x").run(&["build"]).stderr;
        let import = format!("`recto import {name} -o resume.yaml`");
        assert!(said.contains(&import) == is_there && said.contains("`recto new`"), "{said}");
    }
    let several = Project::new().file("a.pdf", "x").file("ada-cv-2024.pdf", "x").file("package.json", "{}");
    assert!(several.run(&["build"]).stderr.contains("import ada-cv-2024.pdf"));
    let endings = said(&["build", "cv.yaml", "-o", "a.xyz"]);
    for ending in ["pdf", "png", "svg", "docx", "html", "txt", "md", "json", "yaml"] {
        assert!(endings.contains(&format!("`.{ending}`")), "{endings}");
    }
}

#[test]
fn a_custom_section_without_a_title_is_headed_by_its_key() {
    let yaml = "basics: {name: Ada}\ncustom:\n  openSource:\n    title: \"\"\n    entries: [A compiler]\n";
    let project = Project::new().file("resume.yaml", yaml);
    insta::assert_snapshot!(project.run(&["check"]).report());
    let run = project.run(&["build", "-o", "-", "--format", "txt"]);
    assert!(String::from_utf8(run.stdout).unwrap().contains("Open Source"), "{}", run.stderr);
    // An import does the same, and keeps the section.
    let project = Project::new().file("old.yaml", yaml);
    let run = project.run(&["import", "old.yaml"]);
    assert!(String::from_utf8(run.stdout).unwrap().contains("title: Open Source"), "{}", run.stderr);
    // A misspelt title is still one.
    let yaml = yaml.replace("title:", "titel:").replace("\"\"", "Code");
    let run = Project::new().file("resume.yaml", yaml).run(&["check"]);
    assert!(run.stderr.contains("did you mean `title`?") && !run.stderr.contains("stands in"), "{}", run.stderr);
}

#[test]
fn what_can_be_read_one_way_only_is_read() {
    let yaml = "\
basics: {name: Ada, profiles: [github.com/ada, '@ada']}
bibliography: refs.bib
work:
  - {name: A, startDate: 2020, hidden: yes}
  - name: B
    startDate: 2019
    highlights:
      - Stack: [Rust, Go]
      - Tools:
languages: [{French: fluent}]
skills: [{Languages: [C, D]}]
custom:
  clubs: [Rowing]
";
    let bibliography = "@misc{a, title={A Note}, author={Ada}, year={2001}}";
    let project = Project::new().file("cv.yaml", yaml).file("refs.bib", bibliography);
    let run = project.run(&["build", "cv.yaml", "-o", "cv.txt"]);
    let text = String::from_utf8(project.read("cv.txt")).unwrap();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for part in
        ["github.com/ada", "@ada", "A Note", "Stack: Rust, Go", "Tools:", "French: fluent", "Languages: C, D", "Clubs"]
    {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    assert!(!text.contains("2020"), "{text}");
    assert_eq!(project.run(&["check", "cv.yaml", "--deny", "warnings"]).code, Some(1));
    assert_eq!(project.run(&["check", "cv.yaml", "--fix"]).code, Some(0));
    let fixed = String::from_utf8(project.read("cv.yaml")).unwrap();
    for part in ["[{url: ", "{username: '@ada'}", "{file: refs.bib}", "hidden: true", "- 'Stack: Rust, Go'"] {
        assert!(fixed.contains(part), "{part}:\n{fixed}");
    }
}
