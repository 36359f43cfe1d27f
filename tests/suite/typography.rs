//! Rules of typography, measured on the pages of every theme.

use std::collections::BTreeMap;

use recto::diagnostic::Diagnostics;
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, Document, TextRun, typeset_letter};

use crate::project::{Project, set};

fn themes() -> Vec<String> {
    Themes::builtin().names().map(String::from).collect()
}

/// Three bullets of several lines each, which begin with a mark of their own.
fn three_bullets() -> String {
    let words = "designed measured and improved every instrument of the observatory ".repeat(5);
    let bullet = |mark: &str| format!("      - {mark} {words}\n");
    let bullets: String = ["Alpha", "Bravo", "Charlie"].map(bullet).concat();
    format!(
        "basics: {{name: Grace Example}}\nwork:\n  - name: Institute\n    startDate: 2020-01\n    highlights:\n{bullets}"
    )
}

/// The baselines of a document, from the top of its first page, with the text of each.
fn baselines(document: &Document) -> Vec<(f64, String)> {
    let mut lines: BTreeMap<i64, String> = BTreeMap::new();
    for run in document.text_runs().iter().filter(|run| run.page == 1 && !run.artifact && run.text != "•") {
        lines.entry((run.y * 100.0).round() as i64).or_default().push_str(&run.text);
    }
    lines.into_iter().map(|(y, text)| (y as f64 / 100.0, text)).collect()
}

#[test]
fn bullets_are_never_closer_than_lines_at_any_size() {
    for theme in themes() {
        for size in ["9", "10", "10.5", "11", "12"] {
            let lines = baselines(&set(&format!("{}theme: {{name: {theme}, size: {size}}}\n", three_bullets())));
            let starts = |mark: &str| {
                let found = lines.iter().position(|(_, text)| text.contains(mark));
                found.unwrap_or_else(|| panic!("{theme}: no {mark} in {lines:?}"))
            };
            let within = lines[starts("Alpha") + 1].0 - lines[starts("Alpha")].0;
            for mark in ["Bravo", "Charlie"] {
                let between = lines[starts(mark)].0 - lines[starts(mark) - 1].0;
                assert!(between >= within - 0.02, "{theme} at {size}: bullets {between} apart, lines {within}");
            }
        }
    }
}

#[test]
fn no_page_has_a_single_bullet_of_several() {
    for theme in themes() {
        // Each number of lines before moves the page breaks.
        for before in 0..6 {
            let mut yaml = format!(
                "basics:\n  name: Grace Example\n  summary: |\n{}    end\nwork:\n",
                "    line\\\n".repeat(before)
            );
            for job in 0..12 {
                yaml += &format!("  - name: Institute {job}\n    position: Role\n    highlights:\n");
                for bullet in 0..2 + job % 4 {
                    yaml += &format!("      - J{job}B{bullet} measured it\n");
                }
            }
            let document = set(&format!("{yaml}theme: {theme}\n"));
            let mut pages: BTreeMap<(usize, usize), usize> = BTreeMap::new();
            for TextRun { text, page, .. } in document.text_runs() {
                for job in (0..12).filter(|job| text.contains(&format!("J{job}B"))) {
                    *pages.entry((job, page)).or_default() += 1;
                }
            }
            assert_eq!(pages.values().sum::<usize>(), (0..12).map(|job| 2 + job % 4).sum::<usize>(), "{theme}");
            let single: Vec<_> = pages.iter().filter(|(_, count)| **count == 1).collect();
            assert!(single.is_empty(), "{theme}, {before} lines before: {single:?}");
        }
    }
}

#[test]
fn no_line_begins_or_ends_with_a_sign() {
    let resumes = [include_str!("../corpus/designer.yaml"), include_str!("../corpus/long_names.yaml")];
    for yaml in resumes {
        // Some themes are narrower than others.
        let yaml: String =
            yaml.lines().filter(|line| !line.starts_with("theme:")).map(|line| format!("{line}\n")).collect();
        for theme in themes().iter().flat_map(|theme| [theme.clone(), format!("{{name: {theme}, dates: inline}}")]) {
            let runs = set(&format!("{yaml}theme: {theme}\n")).text_runs();
            let words: Vec<&TextRun> = runs.iter().filter(|run| run.text.contains(char::is_alphanumeric)).collect();
            for sign in runs.iter().filter(|run| ["|", "·"].contains(&run.text.trim())) {
                let near = |run: &&&TextRun| run.page == sign.page && (run.y - sign.y).abs() < 3.0;
                let after = words.iter().filter(near).any(|run| run.x > sign.x && run.x - sign.x < 30.0);
                let before = words.iter().filter(near).any(|run| run.x < sign.x && sign.x - run.x - run.width < 30.0);
                assert!(before && after, "{theme}: {sign:?}");
            }
        }
    }
}

const MM: f64 = 72.0 / 25.4;

/// A letter in a language, on A4.
fn letter(language: &str, theme: &str) -> Document {
    let yaml = format!(
        "language: {language}\nbasics:\n  name: Robin Castellane\n  label: Engineer\n  email: robin@example.org\n  \
         phone: +49 30 5550 1430\n  url: https://robin.example.org\n  location: {{city: Berlin, postalCode: '10115'}}\n\
         letter:\n  recipient: {{name: Lucia Moreno, organization: Hale und Moreno, address: [Hafenstrasse 12, 20457 Hamburg]}}\n  \
         date: 2026-11-23\n  subject: Statik\n  opening: Guten Tag,\n  body: Text.\n  closing: Gruss\n\
         theme: {{name: {theme}, paper: a4}}\n"
    );
    let mut notes = Diagnostics::new();
    let resume = Resume::read(&Source::new("resume.yaml", &yaml), &mut notes);
    let letter = resume.and_then(|resume| {
        let theme = Themes::builtin().chosen_by(&resume, &mut notes)?;
        typeset_letter(&resume, &Compiler::new(&theme), &mut notes)
    });
    letter.unwrap_or_else(|_| panic!("{:#?}", notes.sorted())).expect("there is a letter")
}

#[test]
fn the_address_is_in_the_window_of_an_envelope() {
    // DIN 5008, form B: the zone of the address within the window. France: what an envelope DL with its window on the
    // right shows wherever the letter lies in it.
    for (language, left, (top, bottom)) in [("de", 25.0, (62.7, 90.0)), ("fr", 105.0, (55.0, 79.0))] {
        for theme in themes() {
            let runs = letter(language, &theme).text_runs();
            let find = |text: &str| runs.iter().find(|run| run.text.contains(text)).unwrap();
            let (first, last) = (find("Lucia Moreno"), find("20457 Hamburg"));
            assert!((first.x / MM - left).abs() < 0.2, "{theme} {language}: {} mm from the left", first.x / MM);
            assert!(
                first.y / MM > top && first.y / MM < top + 4.0 && last.y / MM < bottom,
                "{theme} {language}: from {} to {} mm",
                first.y / MM,
                last.y / MM
            );
            let intruder = runs.iter().find(|run| {
                let beside = run.x + run.width > left * MM && run.x < (left + 80.0) * MM;
                beside
                    && run.y > (top - 2.0) * MM
                    && run.y < bottom * MM
                    && (run.y < first.y - 0.1 || run.y > last.y + 0.1)
            });
            assert!(intruder.is_none(), "{theme} {language}: {intruder:?}");
        }
    }
}

#[test]
fn word_and_html_look_like_the_theme() {
    let project = Project::new()
        .file("resume.yaml", "basics: {name: Ada Lovelace}\nwork: [{name: Engines, startDate: 1842-10}]\n")
        .file(
            "themes/mine/theme.toml",
            "name = \"mine\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"EB Garamond\"]\n\n[documents]\n\
             accent = \"#8a1538\"\ncase = \"upper\"\nalign = \"center\"\nrule = \"above\"\nfallback = [\"Garamond\"]\n",
        )
        .file("themes/mine/theme.typ", "#let resume(cv, o) = cv.person.title\n");
    let run = project.run(&["build", "--theme", "mine", "-o", "cv.html"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let page = String::from_utf8(project.read("cv.html")).unwrap();
    for rule in [
        "--accent: #8a1538",
        "--font: \"EB Garamond\", \"Garamond\", ",
        "text-transform: uppercase",
        "text-align: center",
    ] {
        assert!(page.contains(rule), "no `{rule}` in {page}");
    }
    assert!(page.contains("prefers-color-scheme: dark) { :root { --accent: #"), "the accent is dark on a dark page");
    let run = project.run(&["build", "--theme", "mine", "-o", "cv.docx"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let word = crate::forms::parts_of_docx(&project.read("cv.docx"));
    for part in [
        "w:ascii=\"EB Garamond\"",
        "<w:altName w:val=\"Garamond\"",
        "w:val=\"8a1538\"",
        "<w:caps/>",
        "<w:jc w:val=\"center\"/>",
    ] {
        assert!(word.contains(part), "no `{part}` in {word}");
    }
}

#[test]
fn what_a_manifest_says_of_documents_is_checked() {
    let project = Project::new()
        .file("resume.yaml", "basics: {name: Ada Lovelace}\n")
        .file(
            "themes/mine/theme.toml",
            "name = \"mine\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"EB Garamond\"]\n\n[documents]\n\
             accent = \"red\"\ncase = \"lower\"\n",
        )
        .file("themes/mine/theme.typ", "#let resume(cv, o) = cv.person.title\n");
    let run = project.run(&["build", "--theme", "mine"]);
    assert_eq!(run.code, Some(1));
    for said in ["`red` is not a colour", "unknown value `lower`"] {
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn the_portrait_is_in_word_and_html() {
    let project = Project::new()
        .file("resume.yaml", "basics: {name: Ada Lovelace, image: me.png}\ntheme: cornerstone\n")
        .file("me.png", include_bytes!("../../themes/plumb/preview.png"));
    for file in ["cv.html", "cv.docx"] {
        let run = project.run(&["build", "-o", file]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    let page = String::from_utf8(project.read("cv.html")).unwrap();
    assert!(page.contains("class=\"u-photo\" alt=\"") && page.contains("src=\"data:image/png;base64,iVBOR"));
    let bytes = project.read("cv.docx");
    assert!(bytes.windows(23).any(|name| name == b"word/media/portrait.png"));
}

/// The lines of a page in order, each with its text and the page.
fn lines_of(document: &Document) -> Vec<(usize, f64, String)> {
    let mut lines: BTreeMap<(usize, i64), (f64, String)> = BTreeMap::new();
    for run in document.text_runs().iter().filter(|run| !run.artifact) {
        let line = lines.entry((run.page, (run.y * 10.0).round() as i64)).or_insert((run.y, String::new()));
        line.1.push_str(&run.text);
    }
    lines.into_iter().map(|((page, _), (y, text))| (page, y, text)).collect()
}

#[test]
fn publications_and_short_entries_stay_on_one_page() {
    for theme in themes() {
        for before in 0..7 {
            let mut yaml = format!(
                "basics:\n  name: Grace Example\n  summary: |\n{}    end\nwork:\n",
                "    line\\\n".repeat(before)
            );
            for job in 0..10 {
                yaml += &format!("  - name: Institute {job}\n    position: J{job}first\n    highlights:\n");
                yaml +=
                    &format!("      - measured it\n      - improved it\n      - published it\n      - J{job}last\n");
            }
            yaml += "publications:\n";
            for number in 0..24 {
                let words = "an analysis of the instruments of the old observatory and of all their errors, ".repeat(4);
                yaml += &format!(
                    "  - {{name: 'P{number}first {words} P{number}last', releaseDate: {}}}\n",
                    2024 - number / 3
                );
            }
            let document = set(&format!("{yaml}theme: {theme}\n"));
            let lines = lines_of(&document);
            let page_of = |mark: String| {
                let found = lines.iter().find(|(_, _, text)| text.contains(&mark));
                found.unwrap_or_else(|| panic!("{theme}: no {mark}")).0
            };
            for mark in (0..10).map(|job| format!("J{job}")).chain((0..24).map(|number| format!("P{number}"))) {
                let (first, last) = (page_of(format!("{mark}first")), page_of(format!("{mark}last")));
                assert_eq!(first, last, "{theme}, {before} lines before: {mark} is divided");
            }
            // No page but the last has a large hole at its end.
            let last = lines.iter().map(|(page, ..)| *page).max().unwrap_or(1);
            for page in 1..last {
                let end = lines.iter().filter(|line| line.0 == page).map(|line| line.1).fold(0.0, f64::max);
                assert!(end > 792.0 * 0.62, "{theme}, {before} lines before: page {page} ends at {end}");
            }
        }
    }
}

#[test]
fn the_year_of_a_publication_is_printed_once() {
    let mut yaml = "basics: {name: Grace Example}\npublications:\n".to_owned();
    for (name, date) in [("One", "2024-05"), ("Two", "2024"), ("Three", "2021-01-02"), ("Four", "in press")] {
        yaml += &format!("  - {{name: {name}, releaseDate: {date}, authors: [Grace Example]}}\n");
    }
    for theme in themes() {
        let runs = set(&format!("{yaml}theme: {theme}\n")).text_runs();
        let read = runs.iter().filter(|run| !run.artifact && run.text.contains("2021")).count();
        assert_eq!(read, 1, "{theme}");
    }
    // Years before five or more are decoration.
    let many = format!("{yaml}  - {{name: Five, releaseDate: 2020, authors: [Grace Example]}}\n");
    for theme in themes() {
        let runs = set(&format!("{many}theme: {theme}\n")).text_runs();
        let count = |artifact| runs.iter().filter(|run| run.artifact == artifact && run.text.contains("2021")).count();
        assert_eq!(count(false), 1, "{theme}");
        assert_eq!(count(true), 1, "{theme}: {runs:?}");
    }
    // Groups by year have it as their titles.
    let grouped = format!("{yaml}theme: lectern\nsections: [{{publications: {{group: year}}}}]\n");
    let lines: Vec<String> = lines_of(&set(&grouped)).into_iter().map(|line| line.2.trim().to_owned()).collect();
    let place =
        |text: &str| lines.iter().position(|line| line == text).unwrap_or_else(|| panic!("no {text} in {lines:?}"));
    assert!(place("2024") < place("2021"), "{lines:?}");
}

#[test]
fn a_range_in_the_title_of_a_publication_stays_on_one_line() {
    for before in 1..14 {
        let title = format!("{}from 2014 to 2019: what was lost, what was found", "moored ".repeat(before));
        let yaml =
            format!("basics: {{name: Grace Example}}\npublications: [{{name: '{title}', authors: [Grace Example]}}]\n");
        let lines = lines_of(&set(&yaml));
        assert!(lines.iter().any(|line| line.2.contains("2014 to 2019:")), "{lines:?}");
    }
}

#[test]
fn each_group_of_publications_begins_with_its_year() {
    let mut yaml =
        "basics: {name: Grace Example}\nsections: [{publications: {group: kind}}]\npublications:\n".to_owned();
    for number in 0..10 {
        let kind = if number % 2 == 0 { "article" } else { "book" };
        yaml += &format!("  - {{name: P{number}, kind: {kind}, releaseDate: 2021, authors: [Grace Example]}}\n");
    }
    for theme in themes() {
        let runs = set(&format!("{yaml}theme: {theme}\n")).text_runs();
        let years = runs.iter().filter(|run| run.artifact && run.text.starts_with("2021")).count();
        assert_eq!(years, 2, "{theme}: {runs:?}");
    }
}

#[test]
fn years_before_publications_are_once_on_each_page() {
    let mut yaml = "basics: {name: Grace Example}\npublications:\n".to_owned();
    for number in 0..120 {
        yaml += &format!("  - {{name: P{number}, releaseDate: {}, authors: [Grace Example]}}\n", 2021 - number / 110);
    }
    for theme in themes() {
        let runs = set(&format!("{yaml}theme: {theme}\n")).text_runs();
        let years: Vec<_> = runs
            .iter()
            .filter(|run| run.artifact && run.text.starts_with("202"))
            .map(|run| (run.page, &run.text))
            .collect();
        let mut once = years.clone();
        once.dedup();
        assert_eq!(years, once, "{theme}");
        let pages = runs.iter().map(|run| run.page).max();
        assert!(years.last().map(|year| year.0) == pages && years.len() > 2, "{theme}: {years:?}");
    }
}

#[test]
fn a_word_is_broken_only_if_it_is_longer_than_a_line() {
    let word = "Rückstellungsberechnungsverfahrensdokumentation";
    for theme in themes() {
        let yaml = |words: &str| format!("basics: {{name: Grace Example, summary: {words}}}\ntheme: {theme}\n");
        for before in 1..12 {
            let lines = lines_of(&set(&yaml(&format!("{}{word} end", "some words ".repeat(before)))));
            assert!(lines.iter().any(|line| line.2.contains(word)), "{theme}: {lines:?}");
        }
        // All its lines begin where the text does, whatever is before it.
        let document = set(&yaml(&format!("and {}", word.repeat(9))));
        let runs = document.text_runs();
        let first = runs.iter().find(|run| run.text.starts_with("and")).unwrap();
        let mut left: BTreeMap<i64, f64> = BTreeMap::new();
        for run in runs.iter().filter(|run| !run.artifact && run.page == first.page && run.y > first.y + 1.0) {
            let x = left.entry((run.y * 10.0).round() as i64).or_insert(f64::MAX);
            *x = x.min(run.x);
        }
        assert!(left.len() > 2 && left.values().all(|x| (x - first.x).abs() < 0.5), "{theme}: {} {left:?}", first.x);
        let document = set(&yaml(&word.repeat(9)));
        let lines: Vec<_> = lines_of(&document).into_iter().filter(|line| line.2.contains("verfahren")).collect();
        assert!(lines.len() > 2, "{theme}: {lines:?}");
        let end = document.text_runs().iter().map(|run| run.x + run.width).fold(0.0, f64::max);
        assert!(end < 580.0, "{theme}: {end}");
    }
}

#[test]
fn the_last_item_of_a_list_is_not_alone_on_a_line() {
    let words =
        "PyTorch, TensorFlow, Keras, Caffe, Git, Slurm, Vim, CUDA, NumPy, OpenCV, Piper, Blaze, Kubernetes, Grafana";
    for theme in themes() {
        for margin in ["18mm", "22mm", "24mm", "27mm", "30mm", "33mm", "36mm"] {
            let yaml = format!(
                "basics: {{name: Grace Example}}\nskills: [{{name: Technologies, keywords: [{words}, Rust]}}]\n\
                 theme: {{name: {theme}, margin: {margin}}}\n"
            );
            let alone = lines_of(&set(&yaml)).into_iter().find(|(_, _, text)| text.trim() == "Rust");
            assert!(alone.is_none(), "{theme} with {margin}: {alone:?}");
        }
    }
}

#[test]
fn rows_of_contacts_are_about_equally_long() {
    let yaml = "basics:\n  name: Grace Example\n  email: hello@grace.example\n  url: https://grace.example\n  \
                location: {city: Bilbao, countryCode: ES}\n  profiles:\n    \
                - {network: Portfolio, url: https://folio.example.com/grace/selected-work}\n    \
                - {network: Type, url: https://type.example.org/~grace-en}\n    \
                - {network: Instagram, username: grace.letters}\n";
    let marks = ["Bilbao", "hello@", "folio.", "type.", "grace.letters"];
    // In Harbor, contacts are below each other.
    for theme in themes().iter().filter(|theme| *theme != "harbor") {
        let lines = lines_of(&set(&format!("{yaml}theme: {theme}\n")));
        let rows = lines.iter().filter(|(_, _, text)| marks.iter().any(|mark| text.contains(mark)));
        let alone: Vec<_> = rows
            .filter(|(_, _, text)| !text.trim().contains(" | ") && !text.contains(" · ") && !text.contains(" • "))
            .collect();
        assert!(alone.is_empty(), "{theme}: {alone:?}");
    }
}

#[test]
fn places_are_beside_the_same_text_in_all_jobs() {
    let yaml = "basics: {name: Grace Example}\nwork:\n  \
                - {name: Carraig College, location: Galway, position: Head of Physics, startDate: 2018-09}\n  \
                - {name: Saint Attracta's Community School of Science, location: 'Tubbercurry, County Sligo', \
                position: Teacher, startDate: 2012-09, endDate: 2018-08}\n";
    for theme in ["banner", "bursar", "foundry", "lectern", "ledger", "marquee", "plumb"] {
        for size in ["9", "10", "10.5", "11", "11.5"] {
            let lines = lines_of(&set(&format!("{yaml}theme: {{name: {theme}, size: {size}, dates: right}}\n")));
            let is_beside_name =
                |name: &str, place: &str| lines.iter().any(|(_, _, text)| text.contains(name) && text.contains(place));
            let (first, second) = (is_beside_name("Carraig", "Galway"), is_beside_name("Attracta", "Tubbercurry"));
            assert_eq!(first, second, "{theme} at {size}: {lines:?}");
        }
    }
}

#[test]
fn what_has_no_details_is_no_label() {
    let yaml = "basics: {name: Grace Example}\ninterests: [{name: Engines, keywords: [steam]}, {name: Fishing}]\n";
    for theme in themes() {
        let document = set(&format!("{yaml}theme: {theme}\n"));
        let runs = document.text_runs();
        let weight = |mark: &str| -> u16 {
            let run = runs.iter().find(|run| run.text.contains(mark)).unwrap();
            run.font.rsplit(' ').next().unwrap().parse().unwrap()
        };
        assert!(weight("Engines") > weight("Fishing"), "{theme}: {} and {}", weight("Engines"), weight("Fishing"));
    }
}

#[test]
fn interests_without_details_are_in_a_row() {
    let yaml = "basics: {name: Grace Example}\ninterests: [{name: Chess}, {name: Rowing}, {name: Organ music}]\n";
    for theme in themes() {
        let lines = lines_of(&set(&format!("{yaml}theme: {theme}\n")));
        assert!(lines.iter().any(|(_, _, text)| text.contains("Chess, Rowing, Organ music")), "{theme}: {lines:?}");
    }
}

#[test]
fn no_row_of_contacts_in_word_ends_with_a_sign() {
    let yaml = "basics:\n  name: Grace Example\n  email: grace.example@observatory.example.org\n  phone: +1 206 555 0143\n  \
                url: https://grace.observatory.example.org\n  location: {city: Seattle, region: WA}\n  \
                profiles: [{network: LinkedIn, url: https://www.linkedin.com/in/grace-example}]\ntheme: grid\n";
    let project = Project::new().file("resume.yaml", yaml);
    assert_eq!(project.run(&["build", "-o", "cv.docx"]).code, Some(0));
    let word = crate::forms::parts_of_docx(&project.read("cv.docx"));
    let rows: Vec<&str> = word.split("<w:br/>").collect();
    assert_eq!(rows.len(), 2, "{word}");
    assert!(!rows[0].trim_end_matches("<w:r>").ends_with(" | </w:t></w:r>"), "{word}");
    // The name has the colour of the text, as on the page.
    let title = word.split("w:styleId=\"Title\"").nth(1).unwrap().split("</w:style>").next().unwrap();
    assert!(!title.contains("w:color"), "{title}");
}

#[test]
fn old_style_figures_are_beside_small_letters_only() {
    let differs = |language: &str, name: &str| {
        let yaml = |figures: &str| {
            format!(
                "language: {language}\nbasics: {{name: {name}, phone: +1 206 555 0143}}\ntheme: {{name: lectern, figures: {figures}}}\n"
            )
        };
        let glyphs = |figures: &str| crate::project::pdf(&yaml(figures));
        glyphs("oldstyle") != glyphs("lining")
    };
    assert!(differs("en", "Grace Example") && differs("el", "Grace Example"));
    assert!(!differs("zh", "Grace Example") && !differs("hi", "Grace Example"));
}

#[test]
fn entries_of_a_line_are_not_left_alone_on_a_page() {
    for theme in themes() {
        for before in 0..8 {
            let mut yaml = format!(
                "basics:\n  name: Grace Example\n  summary: |\n{}    end\nwork:\n",
                "    line\\\n".repeat(before)
            );
            for job in 0..9 {
                yaml += &format!("  - name: Institute {job}\n    position: Role\n    highlights: [one, two, three]\n");
            }
            yaml += "custom:\n  learning:\n    title: Courses\n    entries:\n      - Course Kfirst of 24 hours.\n      \
                     - Renewed Kmiddle every year.\n      - {title: Klast, date: 2020-02}\n";
            yaml += "references:\n";
            for person in ["Rfirst", "Rlast"] {
                yaml += &format!("  - {{name: {person}, reference: She left us {person}said for a bicycle.}}\n");
            }
            let lines = lines_of(&set(&format!("{yaml}theme: {theme}\n")));
            let page_of = |mark: &str| {
                let found = lines.iter().find(|(_, _, text)| text.contains(mark));
                found.unwrap_or_else(|| panic!("{theme}: no {mark}")).0
            };
            for (one, other) in
                [("Kfirst", "Kmiddle"), ("Kmiddle", "Klast"), ("Rfirst", "Rfirstsaid"), ("Rlast", "Rlastsaid")]
            {
                assert_eq!(page_of(one), page_of(other), "{theme}, {before} lines before: {one} and {other}");
            }
        }
    }
}

/// The first page of a résumé whose footer is on every page, in a theme.
fn footer_of(settings: &str) -> (TextRun, TextRun, f64) {
    let yaml = format!(
        "basics: {{name: Ada, label: Writer}}\nwork: [{{name: Engines, startDate: 2020}}]\ntheme: {settings}\n"
    );
    let document = set(&yaml);
    let runs = document.text_runs();
    let find = |text: &str| runs.iter().find(|run| run.text.contains(text)).unwrap().clone();
    (find("Ada"), find("FOOT"), document.page_size().0)
}

#[test]
fn the_footer_is_aligned_as_the_name_is() {
    for theme in themes() {
        let (name, foot, width) = footer_of(&format!("{{name: {theme}, footer: FOOT}}"));
        let centred = |run: &TextRun| (run.x + run.width / 2.0 - width / 2.0).abs() < 1.0;
        if centred(&name) {
            assert!(centred(&foot), "{theme}: the footer begins at {}", foot.x);
        } else {
            // The side bearings of large letters are larger.
            assert!((foot.x - name.x).abs() < 3.0, "{theme}: the name begins at {}, the footer at {}", name.x, foot.x);
        }
    }
    let (_, foot, width) = footer_of("{name: marquee, align: left, footer: FOOT}");
    assert!(foot.x + foot.width < width / 2.0, "{}", foot.x);
}

#[test]
fn word_has_fonts_that_its_readers_have() {
    for (theme, font, other) in
        [("cornerstone", "Calibri", "Carlito"), ("lectern", "Times New Roman", "Liberation Serif")]
    {
        let project = Project::new().file(
            "resume.yaml",
            format!("basics: {{name: Ada Lovelace}}\ntheme: {{name: {theme}, headingFont: Inter}}\n"),
        );
        let run = project.run(&["build", "-o", "cv.docx"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let word = crate::forms::parts_of_docx(&project.read("cv.docx"));
        let listed = format!("<w:font w:name=\"{font}\"><w:altName w:val=\"{other}\"");
        assert!(word.contains(&format!("w:ascii=\"{font}\"")) && word.contains(&listed), "{theme}: {word}");
        assert!(!word.contains("Inter\""), "{theme}: {word}");
    }
    // A font that the résumé names, and that does not come with Recto, may be everywhere that its readers look.
    let project = Project::new()
        .file("resume.yaml", "basics: {name: Ada Lovelace}\ntheme: {name: plumb, headingFont: Georgia}\n");
    let run = project.run(&["build", "-o", "cv.docx"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(crate::forms::parts_of_docx(&project.read("cv.docx")).contains("w:ascii=\"Georgia\""));
}
