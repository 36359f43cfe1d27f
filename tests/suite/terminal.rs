//! What reaches a terminal: no orders of a stranger, no megabytes, no end of messages.

use crate::project::{Project, Run, pdf};

/// Whether a text has anything but letters and line ends in it.
fn has_orders(text: &str) -> bool {
    text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t'))
}

fn assert_harmless(run: &Run, what: &str) {
    let stdout = String::from_utf8(run.stdout.clone()).unwrap();
    assert!(!has_orders(&run.stderr) && !has_orders(&stdout), "{what}: {:?} {stdout:?}", run.stderr);
    assert!(!run.stderr.contains(['\u{202e}', '\u{2066}']), "{what} turns around: {:?}", run.stderr);
    assert!(matches!(run.code, Some(0..=2)), "{what}: {:?} {}", run.code, run.stderr);
}

/// Escapes, raw and as YAML has them, and a text that is turned around.
const ORDERS: &[&str] =
    &["\\e[31mred", "\\x9b31mred", "\\a\\b", "\u{202e}der", "\\u202eder", "\u{1b}[31mred", "\u{9b}31m"];

#[test]
fn no_order_to_a_terminal_gets_through_a_message() {
    for order in ORDERS {
        for yaml in [
            format!("basics: {{name: \"{order}\"}}\n"),
            format!("basics:\n  name: Ada\n  \"{order}\": x\n  \"na{order}\": x\n"),
            format!(
                "basics: {{name: Ada, email: \"{order}\", url: \"{order}\", location: {{countryCode: \"{order}\"}}}}\n"
            ),
            format!(
                "basics: {{name: Ada}}\nwork: [{{name: A, startDate: \"{order}\", highlights: [\"[a]({order})\"]}}]\n"
            ),
            format!(
                "basics: {{name: Ada}}\nsections: [\"work{order}\"]\ntheme: {{name: \"corner{order}stone\", \"{order}\": 1}}\n"
            ),
            format!("basics: {{name: Ada}}\ncustom: {{\"{order}\": {{title: A}}}}\nlanguage: \"{order}\"\n"),
            format!("basics: {{name: Ada, image: \"{order}\"}}\nbibliography: {{file: \"{order}\"}}\n"),
            format!(
                "basics: {{name: Ada}}\napplications: {{\"{order}\": {{only: \"{order}\", set: {{\"a{order}\": 1}}}}}}\n"
            ),
            format!("{order}: [\n"),
        ] {
            let project = Project::new().file("resume.yaml", &yaml);
            for format in ["human", "short", "json"] {
                assert_harmless(&project.run(&["check", "--message-format", format]), &yaml);
            }
            assert_harmless(&project.run(&["build", "--set", &format!("basics.label=\"{order}\"")]), &yaml);
            assert_harmless(&project.run(&["show"]), &yaml);
            assert_harmless(&project.run(&["applications"]), &yaml);
        }
    }
}

#[test]
fn a_control_character_is_named_at_its_place() {
    let project = Project::new().file("resume.yaml", "basics:\n  name: \"A\\e[31mda\"\n  label: \"x\u{7f}\"\n");
    insta::assert_snapshot!(project.run(&["build"]).report());
    let project = Project::new().file("resume.yaml", "basics:\n  name: A\0da\n");
    insta::assert_snapshot!(project.run(&["build"]).report());
    let project = Project::new().file("resume.yaml", "basics:\n  name: A\u{feff}da\n  label: \"\\uFFFE\"\n");
    insta::assert_snapshot!(project.run(&["build"]).report());
}

#[test]
fn files_and_themes_of_a_stranger_give_no_orders() {
    let name = "\u{1b}[31mred\u{9b}0m\u{202e}";
    let project = Project::new()
        .file(&format!("{name}.yaml"), "basics: {nmae: Ada}\n")
        .file("mine/theme.toml", "name = \"mi\\u001b[31mne\"\ndescription = \"\\u009b31m\"\ncontract = 2\nfonts = [\"\\u001b[0m\"]\n[options.\"\\u001b[1m\"]\ndefault = \"x\"\ntype = \"choice\"\nchoices = [\"x\", \"\\u001b[2m\"]\nhelp = \"\\u001b[3m\"\n")
        .file("mine/theme.typ", "#let resume(data, options) = panic(\"\\u{1b}[31mred\")\n")
        .file("references.bib", "@book{a\u{1b}[31m, title = {\u{1b}[31mT\u{9b}}}\n@book{b, titel = {\u{7}}}\n")
        .file("resume.yaml", "basics: {name: Ada}\nbibliography: {file: references.bib, only: [c]}\n")
        .file("plain.yaml", "basics: {name: Ada}\n");
    for arguments in [
        &["build", &format!("{name}.yaml")][..],
        &["build", "plain.yaml", "-o", &format!("{name}.pdf")],
        &["build", "plain.yaml", "-o", &format!("{name}/a.pdf")],
        &["build", "plain.yaml", "--theme", "./mine"],
        &["build", "plain.yaml", "--theme", name],
        &["themes", "./mine"],
        &["build", "resume.yaml"],
        &["inspect", &format!("{name}.pdf")],
        &["import", &format!("{name}.yaml")],
        &["build", "."],
    ] {
        let run = project.run(arguments);
        assert_harmless(&run, &arguments.join(" "));
    }
    // The text of a PDF is shown as it is, but for orders.
    let mut bytes = pdf("basics: {name: Ada Lovelace}\nskills: [{name: Notes}]\n");
    let author = b"(Ada Lovelace)";
    let at = bytes.windows(author.len()).position(|part| part == author).expect("it has an author");
    bytes[at + 1..at + 4].copy_from_slice(b"\x1b[1");
    let project = Project::new().file("a.pdf", bytes);
    for arguments in [&["inspect", "a.pdf"][..], &["inspect", "a.pdf", "--format", "json"]] {
        let run = project.run(arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_harmless(&run, &arguments.join(" "));
    }
}

/// Runs a check that must say little.
fn short(yaml: &str, name: &str) -> Run {
    let project = Project::new().file(name, yaml);
    let run = project.run(&["check", name]);
    assert!(run.stderr.len() < 400_000, "{} bytes for {:.60}", run.stderr.len(), yaml);
    assert!(matches!(run.code, Some(0..=2)), "{:?} for {:.60}: {}", run.code, yaml, run.stderr);
    run
}

/// Nearly as much as a file may have.
const LARGE: usize = (4 << 20) - 400;

#[test]
fn a_line_of_four_megabytes_is_explained_in_a_few_words() {
    let long = "k".repeat(LARGE);
    let says = |yaml: String, what: &str| {
        let run = short(&yaml, "resume.yaml");
        assert!(run.code == Some(1) && run.stderr.contains(what), "{what}: {}", run.stderr);
    };
    says(format!("basics: {{name: Ada}}\ntheme: {long}\n"), "there is no theme `kkkk");
    says(format!("basics: {{name: Ada, label: {long}}}\n"), "this text is longer than 8000 characters");
    says(format!("basics: {{name: Ada}}\nprojects: [{{name: A, highlights: [{long}]}}]\n"), "longer than 8000");
    says(format!("basics: {{name: Ada}}\nsections: [{long}]\n"), "unknown section `kkkk");
    says(format!("basics: {{name: Ada}}\n? {long}\n: 1\n"), "unknown key `kkkk");
    says(format!("basics: {{name: Ada}}\nlanguage: {long}\n"), "kkkk");
    says(format!("{long}\n"), "resume");
    says(
        format!("basics: {{name: Ada, image: \"data:{long}\"}}\nwork: 1\n"),
        "the image in this `data:` URL cannot be decoded",
    );
}

#[test]
fn a_hundred_thousand_mistakes_are_no_hundred_thousand_messages() {
    let many = |line: &str, most: usize| line.repeat(LARGE.min(most * line.len()) / line.len());
    let head = "basics: {name: Ada}\n";
    let says = |yaml: String, name: &str, what: &str| {
        let run = short(&yaml, name);
        let end: Vec<&str> = run.stderr.lines().rev().take(40).collect();
        assert!(run.stderr.contains(what), "{what}: {end:#?}");
    };
    let oddities = "problems with the YAML of this file; only the first 60 are shown";
    says(format!("{head}skills:\n{}", many("- !x y\n", usize::MAX)), "resume.yaml", oddities);
    says(format!("{head}{}", many("work: []\n", usize::MAX)), "resume.yaml", oddities);
    says(format!("{head}skills:\n{}", many("- \"\\e\"\n", usize::MAX)), "resume.yaml", oddities);
    says(format!("{head}skills:\n{}", many("- {nmae: a}\n", usize::MAX)), "resume.yaml", "only the first 50 are shown");
    let entry = "- {name: a, startDate: 2020, endDate: 2019}\n";
    says(format!("{head}work:\n{}", many(entry, 5000)), "resume.yaml", "and 4997 more like this: lines 6, 7");
    let keys: String = (0..150_000).map(|number| format!("\"own{number}\":1,")).collect();
    says(format!("{{{keys}\"basics\":{{\"name\":\"Ada\"}}}}"), "resume.json", "more like this on line 1");
    let keys: String = (0..150_000).map(|number| format!("  k{number}: 1\n")).collect();
    says(format!("{head}meta:\n{keys}"), "resume.yaml", "no problems found");
}

#[test]
fn nesting_without_end_is_refused() {
    let deep = |text: String| {
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
        let run = short(
            &format!("basics: {{name: Ada}}\nprojects: [{{name: A, description: \"{quoted}\"}}]\n"),
            "resume.yaml",
        );
        (run.code, run.stderr)
    };
    for (open, close) in [("*a **b ", "b** a*"), ("**a *b ", "b* a**"), ("*", "*"), ("~~a *b ", "b* a~~")] {
        let times = 7900 / (open.len() + close.len());
        let (code, said) = deep(format!("{}x{}", open.repeat(times), close.repeat(times)));
        assert!(
            code == Some(1) && said.contains("markup is nested more than 16 levels deep"),
            "{open}: {code:?} {said}"
        );
    }
    for text in
        ["[".repeat(7000), "<a ".repeat(2000), "`".repeat(7000), "&".repeat(7000), "\\".repeat(7000), "![".repeat(3000)]
    {
        assert_eq!(deep(text.clone()).0, Some(0), "{text:.9}");
    }
    for yaml in [
        "[".repeat(LARGE),
        "{".repeat(LARGE),
        "- ".repeat(LARGE / 2),
        "? ".repeat(LARGE / 2),
        format!("{}x", "a: ".repeat(1000)),
        (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect(),
        format!("&a {}", "&b ".repeat(1000)),
        "--- ".repeat(100_000),
    ] {
        let run = short(&yaml, "resume.yaml");
        assert!(run.code == Some(1) && run.stderr.contains("error["), "{yaml:.9}: {:?} {}", run.code, run.stderr);
    }
}

#[test]
fn a_file_may_have_lines_of_any_system() {
    let yaml = "\u{feff}basics:\n  name: Ada\n  summary: |\n    One.\n\n    Two.\nskills:\n- name: Notes\n";
    let build = |text: String| {
        let project = Project::new().file("resume.yaml", text);
        let run = project.run(&["build"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        project.read("resume.pdf")
    };
    let plain = build(yaml.trim_start_matches('\u{feff}').to_owned());
    assert!(plain == build(yaml.to_owned()), "a byte order mark changes the pages");
    assert!(plain == build(yaml.replace('\n', "\r\n")), "Windows' lines change the pages");
    let run = Project::new()
        .file("resume.yaml", yaml.replace("name: Ada", "nmae: Ada").replace('\n', "\r\n"))
        .run(&["check"]);
    assert!(run.stderr.contains("resume.yaml:2:3"), "{}", run.stderr);
}
