//! What the format adds to JSON Resume: `tests/corpus/additions.yaml` uses all of it.

use recto::theme::Themes;

use super::project::{Project, Run};
use super::reader::read;

const ADDITIONS: &str = include_str!("../corpus/additions.yaml");

/// Texts that every output must have, as plain text.
const SAID: &[&str] = &[
    "Analytical Chemist, H2O and CO2",
    "At home with R and Python, with 106 samples a year:",
    "by mass spectrometry",
    "Code for water",
    "berg@aqua.example",
    "+31 20 555 0100 ext. 22",
    "+31 6 5550 0100",
    "water.example",
    "Nationality: Dutch",
    "Aqua Labs",
    "Lead LC-MS",
    "Built a line for 40 samples an hour, with",
    "an autosampler",
    "Kept __init__, 2*3*4 and ~10 as they are",
    "Summer 2016 – Q4 2018",
    "PhD in Chemistry",
    "2020 – expected May 2027",
    "Traces in tap water",
    "MSc in Chemistry",
    "since Sep. 2025",
    "ID: A-1234",
    "Jun. 2021 – Jun. 2026",
    "valid until 2030",
    "in press",
    "2019 – 2021",
    "Journal Articles",
    "Preprints",
    "Talks and posters",
    "Fall 2023",
    "I agree to the processing of my personal data.",
    "Utrecht, November 27, 2026",
];

/// Texts of hidden items.
const HIDDEN: &[&str] = &[
    "social.example",
    "Driving licence",
    "secret project",
    "Hidden Employer",
    "Ghost",
    "Secret skill",
    "lock picking",
];

/// The formats, by file extension.
const FORMATS: &[&str] = &["pdf", "docx", "html", "txt", "md", "json", "yaml", "svg"];

fn built(project: &Project, arguments: &[&str]) -> Run {
    let arguments: Vec<&str> = ["build", "--date", "2026-11-27"].iter().chain(arguments).copied().collect();
    let run = project.run(&arguments);
    assert!(run.code == Some(0) && !run.stderr.contains("error["), "{arguments:?}: {}", run.stderr);
    run
}

/// The words, without case and without what separates them: titles may be in capitals.
fn dense(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

#[test]
fn every_addition_is_on_the_pages_of_every_theme() {
    let project = Project::new().file("resume.yaml", ADDITIONS);
    for theme in Themes::builtin().names() {
        built(&project, &["--theme", theme, "-o", "page.pdf"]);
        let page = read(&project.read("page.pdf"));
        let tags: String = page.tags.iter().map(|(_, text)| text.as_str()).collect();
        let text = dense(&page.stream);
        for said in SAID {
            // In columns, superscripts are on a line of their own.
            let there = text.contains(&dense(said)) || dense(&tags).contains(&dense(said));
            assert!(there, "{theme} does not say `{said}`: {}", page.stream);
        }
        assert!(page.pages >= 3, "{theme} has {} pages, but two page breaks", page.pages);
        let run = project.run(&["check", "--theme", theme, "--date", "2026-11-27"]);
        assert!(run.code == Some(0), "{theme}: {}", run.stderr);
    }
}

#[test]
fn what_is_hidden_is_in_no_output() {
    let project = Project::new().file("resume.yaml", ADDITIONS);
    for format in FORMATS {
        let name = format!("out.{format}");
        built(&project, &["-f", format, "-o", &name]);
        let files = project.files();
        let files = files.iter().filter(|file| file.starts_with("out"));
        let written: Vec<u8> = files.clone().flat_map(|file| project.read(file)).collect();
        let inflated = inflated(&written);
        for hidden in HIDDEN {
            assert!(!contains(&written, hidden) && !contains(&inflated, hidden), "{format} says `{hidden}`");
        }
        files.for_each(|file| std::fs::remove_file(project.path(file)).unwrap());
    }
    built(&project, &["--embed", "-o", "embedded.pdf"]);
    let inflated = inflated(&project.read("embedded.pdf"));
    assert!(contains(&inflated, "Open University"), "the source is not embedded");
    assert!(HIDDEN.iter().all(|hidden| !contains(&inflated, hidden)));
    let shown = project.run(&["show"]);
    assert!(HIDDEN.iter().all(|hidden| !contains(&shown.stdout, hidden)));
    assert!(shown.stderr.contains("5 hidden items are left out"), "{}", shown.stderr);
}

/// A position or degree that starts a new page does so in every theme, and the first one stays below its employer.
#[test]
fn positions_and_degrees_start_pages() {
    let yaml = "\
basics: {name: Ada}
work:
  - name: Engines
    positions:
      - {position: Leader, startDate: 2020, pageBreak: before, highlights: [Led]}
      - {position: Programmer, startDate: 2018, endDate: 2020, pageBreak: before, highlights: [Programmed]}
education:
  - institution: University
    degrees:
      - {studyType: MSc, endDate: 2018}
      - {studyType: BSc, endDate: 2016, pageBreak: before}
";
    let project = Project::new().file("resume.yaml", yaml);
    for theme in Themes::builtin().names() {
        for dates in ["right", "left"] {
            let dates = format!("theme.dates={dates}");
            let run = project.run(&["build", "--theme", theme, "--set", &dates, "-o", "page.pdf"]);
            if run.code != Some(0) {
                assert!(run.stderr.contains("[invalid-value]"), "{theme}: {}", run.stderr);
                continue;
            }
            assert_eq!(read(&project.read("page.pdf")).pages, 3, "{theme}, {dates}");
        }
    }
    built(&project, &["-o", "out.docx"]);
    let breaks = inflated(&project.read("out.docx")).windows(17).filter(|part| part == b"w:pageBreakBefore").count();
    assert_eq!(breaks, 2);
}

#[test]
fn entries_of_every_section_start_pages() {
    let sections = [
        ("work", "name"),
        ("volunteer", "organization"),
        ("education", "institution"),
        ("projects", "name"),
        ("awards", "title"),
        ("certificates", "name"),
        ("publications", "name"),
        ("skills", "name"),
        ("languages", "language"),
        ("interests", "name"),
        ("references", "name"),
    ];
    for (section, name) in sections {
        let yaml = format!("basics: {{name: Ada}}\n{section}: [{{{name}: One}}, {{{name}: Two, pageBreak: before}}]\n");
        let project = Project::new().file("resume.yaml", yaml);
        for theme in ["cornerstone", "passport"] {
            built(&project, &["--theme", theme, "-o", "page.pdf"]);
            assert_eq!(read(&project.read("page.pdf")).pages, 2, "{section} in {theme}");
        }
    }
    let yaml = "basics: {name: Ada}\ncustom: {talks: {title: T, entries: [A, {title: B, pageBreak: before}]}}\n";
    let project = Project::new().file("resume.yaml", yaml);
    built(&project, &["-o", "page.pdf"]);
    assert_eq!(read(&project.read("page.pdf")).pages, 2);
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Whatever can be inflated in a file: the streams of a PDF, the members of an archive.
pub fn inflated(bytes: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut found = Vec::new();
    for at in 0..bytes.len() {
        match &bytes[at..] {
            // The header of zlib (RFC 1950). Streams that end early have what was read.
            rest @ [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => {
                flate2::read::ZlibDecoder::new(rest).read_to_end(&mut found).ok();
            }
            [b'P', b'K', 3, 4, header @ ..] if header.len() > 26 => {
                let length = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
                let body = header.get(26 + length(22) + length(24)..).unwrap_or_default();
                flate2::read::DeflateDecoder::new(body).read_to_end(&mut found).ok();
            }
            _ => {}
        }
    }
    found
}

#[test]
fn what_is_shown_reads_and_prints_the_same() {
    let project = Project::new().file("resume.yaml", ADDITIONS);
    let shown = project.run(&["show"]).stdout;
    let project = project.file("again.yaml", &shown);
    for name in ["resume", "again"] {
        built(&project, &[&format!("{name}.yaml"), "-f", "txt", "-o", &format!("{name}.txt")]);
    }
    let text = |name: &str| String::from_utf8(project.read(name)).unwrap();
    assert_eq!(text("resume.txt"), text("again.txt"));
}

#[test]
fn dates_are_as_exact_as_the_options_say() {
    let yaml = "\
basics: {name: Ada}
work:
  - {name: A, startDate: 2023-03-05, endDate: 2023-06-30}
  - {name: B, startDate: 2020-01, endDate: 2021-03}
  - {name: C, startDate: 2030-01}
awards: [{title: D, date: 2019-10-06}]
";
    let text = |options: &str| {
        let project = Project::new().file("resume.yaml", format!("{yaml}theme: {{{options}}}\n"));
        built(&project, &["-o", "out.txt"]);
        String::from_utf8(project.read("out.txt")).unwrap()
    };
    let has = |options: &str, dates: &[&str]| {
        let text = text(options);
        assert!(dates.iter().all(|dates| text.contains(dates)), "{options}: {text}");
    };
    // A job that has not begun is not present.
    has("", &["A | Mar. 2023 – Jun. 2023\n", "B | Jan. 2020 – Mar. 2021\n", "C | Jan. 2030\n", "D, Oct. 6, 2019"]);
    has("datePrecision: year", &["A | 2023\n", "B | 2020–2021\n", "D, 2019"]);
    has("datePrecision: day", &["A | Mar. 5, 2023 – Jun. 30, 2023\n"]);
    has("dateRange: compact", &["A | Mar. – Jun. 2023\n", "B | Jan. 2020 – Mar. 2021\n"]);
    has("durations: true", &["A | Mar. 2023 – Jun. 2023 (4 mos)\n", "B | Jan. 2020 – Mar. 2021 (1 yr 3 mos)\n"]);
}

#[test]
fn a_tag_is_also_one_of_the_tags_above_it() {
    let yaml = "\
basics: {name: Ada}
projects:
  - {name: Alpha, tags: backend/node}
  - {name: Beta, tags: backend}
  - {name: Gamma, tags: backendless}
  - {name: Delta, tags: frontend/css}
";
    let project = Project::new().file("resume.yaml", yaml);
    let shown = |arguments: &[&str]| {
        let run = project.run(&[&["show"], arguments].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let text = String::from_utf8(run.stdout).unwrap();
        ["Alpha", "Beta", "Gamma", "Delta"].into_iter().filter(|name| text.contains(name)).collect::<Vec<_>>()
    };
    assert_eq!(shown(&["--only", "backend"]), ["Alpha", "Beta"]);
    assert_eq!(shown(&["--only", "backend/node"]), ["Alpha"]);
    assert_eq!(shown(&["--without", "frontend"]), ["Alpha", "Beta", "Gamma"]);
    assert!(project.run(&["show", "--only", "back"]).stderr.contains("nothing is tagged `back`"));
}

#[test]
fn a_pattern_builds_the_applications_that_match() {
    let applications = "applications: {acme-berlin: {}, acme-paris: {}, zenith: {}}\n";
    let project = Project::new().file("resume.yaml", format!("basics: {{name: Ada}}\n{applications}"));
    built(&project, &["--for", "acme-*"]);
    assert_eq!(project.files(), ["resume-acme-berlin.pdf", "resume-acme-paris.pdf", "resume.yaml"]);
    let run = project.run(&["build", "--for", "nobody-*"]);
    assert!(run.code == Some(1) && run.stderr.contains("no application `nobody-*`"), "{}", run.stderr);
}

#[test]
fn terms_are_strong_once_in_each_entry() {
    let yaml = "\
basics: {name: Ada}
work:
  - {name: A, highlights: [Wrote Rust, More Rust]}
  - {name: B, summary: \"Some *Rust* here\", highlights: [Go]}
emphasize: [Rust]
applications: {go: {emphasize: [Go]}}
";
    let project = Project::new().file("resume.yaml", yaml);
    let text = |arguments: &[&str]| {
        built(&project, &[arguments, &["-o", "out.md"]].concat());
        String::from_utf8(project.read("out.md")).unwrap()
    };
    let own = text(&[]);
    assert!(own.contains("- Wrote **Rust**\n- More Rust\n") && own.contains("- Go\n"), "{own}");
    let application = text(&["--for", "go"]);
    assert!(application.contains("- Wrote Rust\n") && application.contains("- **Go**\n"), "{application}");
}

#[test]
fn what_json_resume_has_no_form_for_is_kept_beside_it() {
    let project = Project::new().file("resume.yaml", ADDITIONS);
    built(&project, &["-o", "out.json"]);
    let json: serde_json::Value = serde_json::from_slice(&project.read("out.json")).unwrap();
    let basics = &json["basics"];
    assert_eq!(
        (&basics["email"], basics["x-email"][1].as_str()),
        (&"noor@example.org".into(), Some("berg@aqua.example"))
    );
    let dates = json["work"][1].as_object().unwrap();
    assert_eq!((&dates["startDate"], &dates["x-startDate"]), (&"2016".into(), &"2016-summer".into()));
    let printed = json["publications"].as_array().unwrap().iter().find(|it| it["kind"] == "preprint").unwrap();
    assert_eq!((&printed["releaseDate"], &printed["x-releaseDate"]["text"]), (&"2027".into(), &"in press".into()));
}

#[test]
fn words_of_the_language_may_be_replaced() {
    let yaml = "\
basics: {name: Ada}
work: [{name: Engines, startDate: 2019}]
education: [{institution: Home, studyType: MSc, area: Physics, score: 3.9/4.0}]
labels: {present: ongoing, gpa: Grade, degree: \"{area} ({type})\"}
";
    let project = Project::new().file("resume.yaml", yaml);
    built(&project, &["-o", "out.txt"]);
    let text = String::from_utf8(project.read("out.txt")).unwrap();
    for said in ["2019–ongoing", "Physics (MSc)", "Grade: 3.9/4.0"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // Also where the language has several forms of the word.
    let yaml = "\
basics: {name: Ada}
work: [{name: Engines, startDate: 2019, endDate: 2021}]
education: [{institution: Home, studyType: PhD, thesis: On notes}]
letter: {body: Hello., enclosures: [Notes]}
labels: {range: \"{start} to {end}\", thesis: Treatise, enclosures: With this letter}
";
    let project = Project::new().file("resume.yaml", yaml);
    built(&project, &["-o", "out.txt"]);
    let text = ["out.txt", "out-letter.txt"].map(|file| String::from_utf8(project.read(file)).unwrap()).concat();
    for said in ["2019 to 2021", "Treatise: On notes", "With this letter: Notes"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let report = |labels: &str| {
        let yaml = format!("basics: {{name: Ada}}\nlabels: {labels}\n");
        Project::new().file("resume.yaml", yaml).run(&["check"]).stderr
    };
    assert!(report("{presnt: x}").contains("did you mean `present`?"));
    assert!(report("{degree: of arts}").contains("does not say where `{type}` stands"));
}

/// A font of a family that no system has, and the family.
fn unknown_font() -> (Vec<u8>, String) {
    let font = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/characters_of_another_script/fonts");
    let files = std::fs::read_dir(font).unwrap().map(|entry| entry.unwrap().path());
    let file = files.into_iter().find(|path| path.extension().is_some_and(|end| end == "ttf")).unwrap();
    let mut bytes = std::fs::read(file).unwrap();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (old, new) = (wide("Noto Sans"), wide("Otto Sans"));
    while let Some(at) = bytes.windows(old.len()).position(|part| part == old) {
        bytes[at..at + new.len()].copy_from_slice(&new);
    }
    let family = recto::typeset::faces_in(&bytes).next().unwrap().1.family.as_str().to_owned();
    assert!(family.starts_with("Otto Sans"), "{family}");
    (bytes, family)
}

/// Whether a font is unknown to a check of a résumé.
fn is_unknown(project: &Project, resume: &str, family: &str) -> bool {
    let run = project.run(&["check", resume, "--set", &format!("theme.font={family}")]);
    run.stderr.contains("unknown-font")
}

#[test]
fn fonts_beside_the_resume_are_found() {
    let (font, family) = unknown_font();
    let project = Project::new().file("resume.yaml", "basics: {name: Ada}\n");
    assert!(is_unknown(&project, "resume.yaml", &family));
    let project = project.file("fonts/own.ttf", font);
    assert!(!is_unknown(&project, "resume.yaml", &family));
    built(&project, &["--set", &format!("theme.font={family}")]);
    let listed = String::from_utf8(project.run(&["fonts", "--font-path", "fonts"]).stdout).unwrap();
    assert!(listed.contains(&family));
}

#[cfg(unix)]
#[test]
fn fonts_beside_the_resume_do_not_leave_its_directory() {
    use std::os::unix::fs::symlink;
    let (font, family) = unknown_font();
    let project = Project::new()
        .file("cv/resume.yaml", "basics: {name: Ada}\n")
        .file("cv/fonts/readme", "")
        .file("outside/own.ttf", font);
    symlink("../../outside/own.ttf", project.path("cv/fonts/own.ttf")).unwrap();
    symlink("../../outside", project.path("cv/fonts/all")).unwrap();
    assert!(is_unknown(&project, "cv/resume.yaml", &family));
    std::fs::copy(project.path("outside/own.ttf"), project.path("cv/fonts/copy.ttf")).unwrap();
    assert!(!is_unknown(&project, "cv/resume.yaml", &family));
}

#[test]
fn files_are_named_as_seen_from_the_file_that_names_them() {
    let base = "\
basics: {name: Ada, image: {file: me.png}}
work: [{name: Engines, logo: ../logo.png}]
bibliography: {file: refs.bib}
";
    let portrait = include_bytes!("../../examples/tailoring/portrait.png");
    let project = Project::new()
        .file("resume.yaml", "extends: public/base.yaml\nbasics: {label: Countess}\n")
        .file("public/base.yaml", base)
        .file("public/me.png", portrait)
        .file("logo.png", portrait)
        .file("public/refs.bib", "@book{a, title = {Notes}, author = {Ada}, year = 1843}");
    let run = project.run(&["check"]);
    assert!(run.code == Some(0) && run.stderr.contains("no problems found"), "{}", run.stderr);
    // With a field set, the résumé is read again.
    let text = |arguments: &[&str]| {
        built(&project, &[arguments, &["-o", "out.txt"]].concat());
        String::from_utf8(project.read("out.txt")).unwrap()
    };
    assert!(text(&["--set", "basics.label=Analyst"]).contains("Notes"));
    let missing = project.file("public/base.yaml", base.replace("me.png", "you.png")).run(&["check"]).stderr;
    assert!(missing.contains("image not found: `public/you.png`"), "{missing}");
}

#[test]
fn a_file_is_laid_over_the_one_it_extends() {
    let base = "\
basics: {name: Ada, label: Analyst, email: ada@example.org, location: {city: London, countryCode: GB}}
work:
  - {name: Engines, position: Programmer, highlights: [Wrote notes]}
  - {name: Looms, position: Weaver}
skills: [{name: Mathematics}]
";
    let own = "\
extends: public/base.yaml
basics: {phone: +44 20 555 0100, email:, location: {city: Paris}}
work[Engines].position: Lead Programmer
skills: [{name: Music}]
";
    let project = Project::new().file("public/base.yaml", base).file("resume.yaml", own);
    let text = |arguments: &[&str]| {
        built(&project, &[arguments, &["-o", "out.txt"]].concat());
        String::from_utf8(project.read("out.txt")).unwrap()
    };
    let laid = text(&[]);
    for said in
        ["Paris, United Kingdom", "+44 20 555 0100", "Engines", "Lead Programmer", "Wrote notes", "Looms", "Music"]
    {
        assert!(laid.contains(said), "{said}: {laid}");
    }
    assert!(!laid.contains("ada@example.org") && !laid.contains("Mathematics"), "{laid}");
    let shown = String::from_utf8(project.run(&["show"]).stdout).unwrap();
    assert!(!shown.contains("extends") && shown.contains("Lead Programmer"), "{shown}");
    // The same from the command line, over the other file.
    let project = project.file("over.yaml", "basics: {label: Countess}\n");
    built(&project, &["public/base.yaml", "--with", "over.yaml", "-o", "over.txt"]);
    let over = String::from_utf8(project.read("over.txt")).unwrap();
    assert!(over.contains("Countess") && over.contains("Mathematics"), "{over}");
    // Errors are at their places in both files.
    let project = project.file("public/base.yaml", base.replace("GB}", "Britain}"));
    let report = project.file("resume.yaml", own.replace("Engines", "Engine")).run(&["check"]).stderr;
    assert!(report.contains("base.yaml:1:") && report.contains("`Britain` is not a country code"), "{report}");
    assert!(report.contains("resume.yaml:3:1") && report.contains("did you mean `Engines`?"), "{report}");
}

#[test]
fn files_that_extend_others_stay_in_their_directory() {
    let project =
        Project::new().file("cv/resume.yaml", "extends: ../secret.yaml\n").file("secret.yaml", "basics: {name: X}\n");
    let run = project.run(&["build", "cv/resume.yaml"]);
    assert!(run.code != Some(0) && run.stderr.contains("is outside the résumé's directory"), "{}", run.stderr);
    assert_eq!(project.run(&["check", "cv/resume.yaml", "--root", "."]).code, Some(0));
    let project = Project::new().file("resume.yaml", "extends: resume.yaml\nbasics: {name: Ada}\n");
    let run = project.run(&["build"]);
    assert!(run.code == Some(1) && run.stderr.contains("extend each other"), "{}", run.stderr);
    let project = Project::new().file("resume.yaml", "basics: !include basics.yaml\n");
    assert!(project.run(&["check"]).stderr.contains("`extends: base.yaml`"));
}

const MASTER: &str = "\
basics: {name: Ada Lovelace, email: ada@example.org}
work:
  - {name: Engines, position: Programmer, startDate: 1842-02, endDate: 1843-09, tags: a, highlights: [Wrote 7 notes, Met Babbage]}
  - {name: Looms, position: Weaver, startDate: 1840, tags: b}
skills: [{name: Tools, keywords: [Rust, C]}]
embed: true
applications: {one: {only: a}, two: {only: b, set: {'work[Looms].position': Head Weaver}}}
";

#[test]
fn two_resumes_are_compared_entry_by_entry() {
    let project = Project::new().file("resume.yaml", MASTER);
    let diff = |arguments: &[&str]| {
        let run = project.run(&[&["diff"], arguments].concat());
        assert_eq!(run.code, Some(0), "{arguments:?}: {}", run.stderr);
        String::from_utf8(run.stdout).unwrap()
    };
    assert_eq!(diff(&["--for", "one"]), "- work: Looms\n");
    let two = diff(&["resume.yaml", "--for", "one", "--for", "two"]);
    assert!(two.contains("- work: Engines\n+ work: Looms\n") && two.contains("title  Head Weaver"), "{two}");
    built(&project, &["-o", "sent.pdf"]);
    assert_eq!(diff(&["sent.pdf", "resume.yaml"]).lines().filter(|line| line.contains("work")).count(), 0);
    let json: serde_json::Value = serde_json::from_str(&diff(&["--for", "two", "--format", "json"])).unwrap();
    assert_eq!(json["newFacts"][0]["kind"], "title");
    let run = project.run(&["diff"]);
    assert!(run.code == Some(2) && run.stderr.contains("nothing to compare with"), "{}", run.stderr);
}

#[test]
fn an_invented_fact_is_an_error_at_its_place() {
    let new = MASTER.replace("7 notes", "8 notes").replace("C]", "Kubernetes]").replace("1842-02", "1842");
    let project = Project::new().file("master.yaml", MASTER).file("new.yaml", new);
    let run = project.run(&["diff", "--facts-from", "master.yaml", "new.yaml"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains("error[new-fact]: number `8` is not in `master.yaml`\n --> new.yaml:3:"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("skill `Kubernetes` is not in") && run.stderr.contains("2 errors"), "{}", run.stderr);
    let run = project.run(&["diff", "--facts-from", "master.yaml", "master.yaml"]);
    assert!(run.code == Some(0) && run.stderr.contains("every fact is in `master.yaml`"), "{}", run.stderr);
}

#[test]
fn a_hidden_section_is_in_no_output() {
    let yaml = "\
basics: {name: Ada}
work: [{name: Engines}]
skills: [{name: L, keywords: [SECRETWORD]}]
references: [{name: PRIVATE PERSON}]
sections: [work, {skills: {hidden: true}}, {references: {hidden: true}}]
applications: {one: {sections: [{work: {hidden: true}}, skills]}}
";
    let project = Project::new().file("resume.yaml", yaml);
    for format in FORMATS {
        let name = format!("out.{format}");
        let embed: &[&str] = if *format == "pdf" { &["--embed"] } else { &[] };
        built(&project, &[&["-f", format, "-o", &name], embed].concat());
        let files = project.files();
        let written: Vec<u8> =
            files.iter().filter(|file| file.starts_with("out")).flat_map(|file| project.read(file)).collect();
        let inflated = inflated(&written);
        for hidden in ["SECRETWORD", "PRIVATE PERSON"] {
            assert!(!contains(&written, hidden) && !contains(&inflated, hidden), "{format} says `{hidden}`");
        }
        files
            .iter()
            .filter(|file| file.starts_with("out"))
            .for_each(|file| std::fs::remove_file(project.path(file)).unwrap());
    }
    let shown = project.run(&["show"]).stdout;
    let project = project.file("again.yaml", &shown);
    assert_eq!(project.run(&["check", "again.yaml"]).code, Some(0), "{}", String::from_utf8_lossy(&shown));
    let shown = String::from_utf8(project.run(&["show", "--for", "one"]).stdout).unwrap();
    assert!(!shown.contains("Engines"), "{shown}");
}

#[test]
fn numbers_lines_and_expectations_stay_as_they_are_written() {
    let yaml = "\
basics:
  name: Ada
  summary: |
    3. Platz 2010
    2. Platz 2011
    1. Platz 2012
work:
  - name: Engines
    startDate: 2026-09
    endDate: expected 2026-12
    highlights:
      - |
        - first
        - second
education:
  - {institution: Later, startDate: 2027-09}
  - {institution: Perhaps, startDate: expected 2027-10}
theme: {dateRange: compact}
";
    let project = Project::new().file("resume.yaml", yaml);
    built(&project, &["-o", "out.txt"]);
    let text = String::from_utf8(project.read("out.txt")).unwrap();
    for said in [
        "3. Platz 2010\n2. Platz 2011\n1. Platz 2012\n",
        "Sep. 2026 – expected Dec. 2026",
        "- - first\n  - second\n",
        "Later | Sep. 2027\n",
        "Perhaps | expected Oct. 2027\n",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn a_file_laid_over_another_may_extend_it_as_well() {
    let project = Project::new()
        .file("resume.yaml", "basics: {name: Ada}\n")
        .file("private.yaml", "extends: resume.yaml\nbasics: {phone: +44 20 555 0100}\n");
    built(&project, &["resume.yaml", "--with", "private.yaml", "-o", "out.txt"]);
    assert!(contains(&project.read("out.txt"), "+44 20 555 0100"));
}
