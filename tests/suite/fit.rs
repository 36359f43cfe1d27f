//! Pages that keep their promise.

use std::collections::BTreeMap;

use recto::diagnostic::Diagnostics;
use recto::fit::{Fitted, fit};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::{OptionValue, Themes};
use recto::typeset::Compiler;

use crate::corpus::corpus;
use crate::project::{Project, SEED, set};

fn fitted(yaml: &str) -> Result<Fitted, String> {
    let mut notes = Diagnostics::new();
    let source = Source::new("resume.yaml", yaml);
    let result = Resume::read(&source, &mut notes).and_then(|resume| {
        let themes = Themes::builtin();
        let theme = match resume.theme.as_ref().and_then(|choice| choice.name.as_ref()) {
            Some(name) => themes.find(&name.value, None, &mut notes)?,
            None => themes.default_theme(&mut notes)?,
        };
        fit(&resume, &Compiler::new(&theme), &mut notes)
    });
    result.map_err(|_| notes.sorted().iter().map(|note| note.message.clone()).collect())
}

/// A career of so many jobs, three lines each, and so many prizes, a line each.
fn career_with(jobs: usize, prizes: usize) -> String {
    let lines: String = (0..prizes).map(|prize| format!("  - {{title: Prize {prize}}}\n")).collect();
    career(jobs) + "awards:\n" + &lines
}

/// A career of so many jobs, three lines each.
fn career(jobs: usize) -> String {
    let mut yaml = String::from("basics: {name: Grace Example}\nwork:\n");
    for job in 0..jobs {
        yaml += &format!("  - {{name: Institute {job}, position: Role, highlights: [Designed the instrument]}}\n");
    }
    yaml
}

#[test]
fn more_content_never_takes_fewer_pages() {
    let pages: Vec<usize> = (1..60).map(|jobs| fitted(&career(jobs)).unwrap().document.page_count()).collect();
    assert!(pages.is_sorted() && pages.last() > Some(&2), "{pages:?}");
}

#[test]
fn what_fits_is_untouched() {
    let plain = set(SEED);
    let fitted = fitted(SEED).unwrap();
    assert_eq!(fitted.document.text_runs(), plain.text_runs());
    assert!(fitted.changed.is_empty() && fitted.attempts == 1);
}

#[test]
fn the_setting_chosen_fits_and_a_looser_one_does_not() {
    let mut tightened = 0;
    for (jobs, prizes) in (13..15).flat_map(|jobs| (1..24).map(move |prizes| (jobs, prizes))) {
        let yaml = career_with(jobs, prizes);
        let Ok(fitted) = fitted(&format!("{yaml}pages: 1\n")) else { continue };
        assert_eq!(fitted.document.page_count(), 1);
        assert!(fitted.attempts <= 8, "{} attempts with {prizes} prizes", fitted.attempts);
        if let [(name, OptionValue::Number(density))] = &fitted.changed[..] {
            assert_eq!(name, "density");
            let looser = set(&format!("{yaml}theme: {{density: {:.2}}}\n", density + 0.02));
            assert!(looser.page_count() > 1, "{prizes} prizes fit at {density}, and looser");
            tightened += 1;
        }
    }
    assert!(tightened > 1);
}

#[test]
fn a_line_or_two_do_not_take_a_page() {
    for (jobs, prizes) in (12..15).flat_map(|jobs| (1..40).map(move |prizes| (jobs, prizes))) {
        let yaml = career_with(jobs, prizes);
        let plain = set(&yaml);
        let pages = plain.page_count();
        let runs = plain.text_runs();
        let on_last = runs.iter().filter(|run| run.page == pages && !run.artifact && !run.text.trim().is_empty());
        let lines: BTreeMap<i64, ()> = on_last.map(|run| ((run.y * 10.0) as i64, ())).collect();
        if pages > 1 && lines.len() <= 2 {
            let fitted = fitted(&yaml).unwrap();
            assert!(fitted.document.page_count() < pages && !fitted.changed.is_empty(), "{prizes} prizes");
            return;
        }
    }
    panic!("no career ends with a line or two");
}

#[test]
fn a_last_page_of_a_few_lines_is_saved_without_a_trace() {
    let mut saved = 0;
    for (jobs, prizes) in (12..15).flat_map(|jobs| (1..40).step_by(3).map(move |prizes| (jobs, prizes))) {
        let yaml = career_with(jobs, prizes);
        let plain = set(&yaml).page_count();
        let fitted = fitted(&yaml).unwrap();
        assert!(fitted.document.page_count() <= plain);
        for (name, value) in &fitted.changed {
            match (name.as_str(), value) {
                ("density", OptionValue::Number(density)) => assert!(*density >= 0.84, "density {density}"),
                ("size", OptionValue::Number(size)) => assert!(*size >= 0.98 * 9.8 - 0.01, "size {size}"),
                ("margin", OptionValue::Length(_)) => {}
                other => panic!("{other:?}"),
            }
        }
        if fitted.document.page_count() < plain {
            saved += 1;
            // A density that the résumé sets is not changed.
            let own = self::fitted(&format!("{yaml}theme: {{density: 1}}\n")).unwrap();
            assert!(own.changed.is_empty() && own.attempts == 1, "{:?}", own.changed);
        }
    }
    assert!(saved > 2, "{saved} were saved");
    let teacher = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/teacher.yaml")).unwrap();
    let teacher = fitted(&format!("{}\ntheme: plumb\n", without_theme(&teacher))).unwrap();
    assert_eq!((teacher.document.page_count(), teacher.changed.is_empty()), (1, false));
}

#[test]
fn what_the_resume_sets_itself_is_left_alone() {
    let yaml = format!("{}pages: 1\ntheme: {{density: 1, margin: 20mm, size: 10}}\n", career(30));
    assert!(fitted(&yaml).err().unwrap().contains("does not fit on 1 page"));
    let yaml = format!("{}pages: 1\ntheme: {{size: 10}}\n", career(20));
    let changed = fitted(&yaml).map(|fitted| fitted.changed).unwrap_or_default();
    assert!(changed.iter().all(|(name, _)| name != "size"), "{changed:?}");
}

#[test]
fn a_sparse_page_is_loosened_and_its_text_enlarged_where_one_page_is_wanted() {
    let fitted = |yaml: &str| fitted(yaml).unwrap().changed;
    let [(name, OptionValue::Number(density))] = &fitted(&career(3))[..] else { panic!("only one option changes") };
    assert!(name == "density" && (1.1..=1.25).contains(density), "{name} {density}");
    assert!(fitted(&career(11)).is_empty(), "the page is full");
    let changed = fitted(&format!("{}pages: 1\n", career(3)));
    let value = |name: &str| match changed.iter().find(|(changed, _)| changed == name) {
        Some((_, OptionValue::Number(number))) => *number,
        _ => panic!("{name} is not changed: {changed:?}"),
    };
    assert!((1.0..=1.25).contains(&value("density")) && (10.0..=11.5).contains(&value("size")), "{changed:?}");
    assert!(fitted(&format!("{}pages: 1\n", career(11))).is_empty(), "the page is full");
    let set = format!("{}pages: 1\ntheme: {{density: 1, size: 10}}\n", career(3));
    assert!(fitted(&set).is_empty(), "the résumé has its own settings");
}

#[test]
fn the_fewest_pages_are_reached_by_more_space() {
    let yaml = career(13);
    assert_eq!(set(&yaml).page_count(), 1);
    let loose = fitted(&format!("{yaml}pages: {{min: 2}}\n")).unwrap();
    assert_eq!(loose.document.page_count(), 2);
    let short = fitted(&format!("{}pages: {{min: 2}}\n", career(2))).err().unwrap();
    assert!(short.contains("has 1 page, but at least 2 are required"), "{short}");
}

#[test]
fn few_attempts_are_enough_for_every_resume_in_every_theme() {
    let themes = Themes::builtin();
    let mut tried = 0;
    for theme in themes.names() {
        for path in corpus().iter().filter(|path| path.extension().is_some_and(|ending| ending == "yaml")) {
            let text = std::fs::read_to_string(path).unwrap();
            if text.contains("\nimage:") || text.contains("image: ") || text.contains("bibliography") {
                continue;
            }
            let plain: String = without_theme(&text);
            let Ok(first) = fitted(&format!("{plain}\ntheme: {theme}\n")) else { continue };
            let pages = first.document.page_count();
            if pages == 1 {
                continue;
            }
            tried += 1;
            if let Ok(fitted) = fitted(&format!("{plain}\ntheme: {theme}\npages: {}\n", pages - 1)) {
                assert!(fitted.attempts <= 8, "{} attempts: {theme}, {}", fitted.attempts, path.display());
                assert!(fitted.document.page_count() < pages);
            }
        }
    }
    assert!(tried > 20, "only {tried} were too long");
}

/// A résumé without the theme that it names.
fn without_theme(yaml: &str) -> String {
    let mut inside = false;
    let kept = yaml.lines().filter(|line| {
        inside = line.starts_with("theme:") || inside && (line.starts_with(' ') || line.is_empty());
        !inside
    });
    kept.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_line_that_says_what_was_built_says_what_was_changed() {
    let project = Project::new().file("cv.yaml", career_with(14, 8));
    let run = project.run(&["build", "cv.yaml", "--pages", "1"]);
    assert!(run.code == Some(0) && run.stderr.starts_with("cv.pdf: 1 page, density 0."), "{}", run.stderr);
    insta::assert_snapshot!("pages_wrongly", project.run(&["build", "cv.yaml", "--pages", "none"]).report());
}
