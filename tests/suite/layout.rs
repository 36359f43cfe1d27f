//! Where things stand on the page, measured from the laid-out frames.

use recto::typeset::{Document, TextRun};

use crate::project::{Project, SEED, seed_with, set};
use crate::reader::read;

/// One line a baseline: page, place, size and font of its first run, and text.
fn outline(document: &Document) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut last: Option<TextRun> = None;
    for run in document.text_runs() {
        let same = last
            .as_ref()
            .is_some_and(|last| last.page == run.page && (last.y - run.y).abs() < 0.05 && last.font == run.font);
        match lines.last_mut() {
            Some(line) if same => line.push_str(&run.text),
            _ => lines.push(format!(
                "{} {:5.1} {:5.1} {:4.1} {:26} {}",
                run.page, run.x, run.y, run.size, run.font, run.text
            )),
        }
        last = Some(run);
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// A career of many jobs and papers, over three pages or more.
fn long_career() -> String {
    let mut yaml = String::from("basics:\n  name: Grace Example\n  email: grace@example.edu\nwork:\n");
    for job in 0..14 {
        let (start, end) = (2022 - 2 * job, 2023 - 2 * job);
        yaml += &format!(
            "  - name: Institute {job}\n    position: Role {job}\n    startDate: {start}-03\n    endDate: {end}-11\n    highlights:\n"
        );
        for highlight in 0..2 + job % 4 {
            let words = "designed measured and improved the instrument ".repeat(1 + (job + highlight) % 5);
            yaml += &format!("      - Highlight {highlight} {words}\n");
        }
    }
    yaml += "publications:\n";
    for paper in 0..40 {
        yaml += &format!(
            "  - {{name: Paper {paper} on a subject, authors: [\"**Example G.**\", Other A.], releaseDate: {}}}\n",
            2023 - paper % 20
        );
    }
    yaml
}

fn lines_of(runs: &[TextRun], page: usize) -> Vec<&TextRun> {
    runs.iter().filter(|run| run.page == page && !run.text.trim().is_empty()).collect()
}

/// A millimetre in points.
const MM: f64 = 72.0 / 25.4;

/// Cornerstone's margin above and below the text.
const MARGIN: f64 = 0.52 * 25.0 * MM;

/// Cornerstone's margin at the sides of pages of some width, with dates at the right: text is as wide on US Letter as on A4.
fn side(width: f64) -> f64 {
    (width - 44.0 * 9.8) / 2.0
}

#[test]
fn the_seed_stands_on_us_letter_as_it_was_approved() {
    let document = set(SEED);
    let (width, height) = document.page_size();
    assert_eq!((width.round(), height.round()), (612.0, 792.0));
    insta::assert_snapshot!(outline(&document));
}

#[test]
fn the_seed_stands_on_a4_as_it_was_approved() {
    let document = set(&seed_with("{paper: a4}"));
    assert_eq!(document.page_count(), 1);
    insta::assert_snapshot!(outline(&document));
}

#[test]
fn dates_at_the_right_end_at_the_margin() {
    for paper in ["us-letter", "a4"] {
        let document = set(&seed_with(&format!("{{paper: {paper}}}")));
        let (width, _) = document.page_size();
        let runs = document.text_runs();
        let dates: Vec<_> = runs.iter().filter(|run| run.text.contains(" – ")).collect();
        assert_eq!(dates.len(), 5);
        for date in dates {
            assert!(
                (date.x + date.width - (width - side(width))).abs() < 0.1,
                "{} ends at {}",
                date.text,
                date.x + date.width
            );
        }
    }
}

#[test]
fn dates_stay_on_the_first_line_of_a_row_of_any_length() {
    for theme in ["cornerstone", "harbor", "foundry", "marquee", "meridian", "banner"] {
        for words in 0..16 {
            // The date may stand beside the name or the role, both of which take one line or two.
            let more = " winter".repeat(words);
            let document = set(&format!(
                "basics: {{name: Grace Example}}\ntheme: {{name: {theme}, dates: right}}\nwork:\n  - name: Alpha{more}\n    position: Bravo{more}\n    startDate: 2020-01\n    endDate: 2021-02\n"
            ));
            let runs = document.text_runs();
            let line = |start: &str| runs.iter().find(|run| run.text.starts_with(start)).map(|run| run.y).unwrap();
            let date = runs.iter().find(|run| run.text.contains("2021")).unwrap();
            let near = |start: &str| (line(start) - date.y).abs() < 1.0;
            assert!(near("Alpha") || near("Bravo"), "{theme} with {words} words: {date:?}");
        }
    }
}

#[test]
fn from_right_to_left_a_row_begins_with_the_employer() {
    for theme in ["bursar", "foundry", "marquee"] {
        let document = set(&format!(
            "language: he\nbasics: {{name: Noa Levi}}\ntheme: {{name: {theme}}}\nwork:\n  - {{name: Oracle, position: Engineer, location: Dublin, startDate: 2020}}\n"
        ));
        let runs = document.text_runs();
        let x = |word: &str| runs.iter().find(|run| run.text.contains(word)).map(|run| run.x).unwrap();
        assert!(x("Oracle") > x("Dublin"), "{theme}: {} and {}", x("Oracle"), x("Dublin"));
    }
}

#[test]
fn dates_at_the_left_end_in_one_line() {
    let runs = set(&seed_with("{dates: left}")).text_runs();
    let ends: Vec<_> = runs.iter().filter(|run| run.text.contains(" – ")).map(|run| run.x + run.width).collect();
    assert_eq!(ends.len(), 5);
    assert!(ends.iter().all(|end| (end - ends[0]).abs() < 0.1), "{ends:?}");
}

#[test]
fn nothing_stands_outside_the_margins() {
    for yaml in [SEED.to_owned(), long_career(), seed_with("{dates: left, margin: 32mm}")] {
        let document = set(&yaml);
        let (width, height) = document.page_size();
        for run in document.text_runs() {
            // With dates at the left, margins at the sides may be two thirds of the option.
            let left = yaml.contains("32mm");
            let margin = if left { 0.52 * 32.0 * MM } else { MARGIN };
            let side = if left { 0.66 * 32.0 * MM } else { side(width) };
            assert!(run.x > side - 0.1 && run.x + run.width < width - side + 0.1, "{run:?}");
            let footer = run.text.contains(" — ");
            assert!(run.y > margin && (footer || run.y < height - margin + 0.1), "{run:?}");
        }
    }
}

#[test]
fn no_title_and_no_entry_is_left_alone_at_the_foot_of_a_page() {
    for filler in 0..24 {
        // Move every break through the page, a line at a time.
        let yaml = long_career()
            .replace("work:\n", &format!("  summary: |\n{}work:\n", "    line\\\n".repeat(filler) + "    end\n"));
        let document = set(&yaml);
        let runs = document.text_runs();
        assert!(document.page_count() >= 3);
        for page in 1..document.page_count() {
            let body = lines_of(&runs, page).into_iter().filter(|run| run.y < 792.0 - MARGIN);
            let last = body.max_by(|a, b| a.y.total_cmp(&b.y)).unwrap();
            let lonely =
                ["Experience", "Publications", "Institute", "Role"].iter().any(|start| last.text.starts_with(start));
            assert!(
                !lonely && !last.text.contains(" – "),
                "with {filler} lines before, page {page} ends with `{}`",
                last.text
            );
        }
    }
}

#[test]
fn pages_are_numbered_from_the_second_on() {
    let document = set(&long_career());
    let runs = document.text_runs();
    let footer = |page: usize| {
        runs.iter()
            .filter(|run| run.page == page && run.y > 792.0 - MARGIN)
            .map(|run| run.text.as_str())
            .collect::<String>()
    };
    let pages = document.page_count();
    assert_eq!(footer(1), "");
    assert_eq!(footer(2), format!("Grace Example — 2/{pages}"));
    assert_eq!(footer(pages), format!("Grace Example — {pages}/{pages}"));
}

#[test]
fn a_resume_of_one_entry_fills_from_the_top() {
    let document = set("basics: {name: Ada Lovelace}\nwork: [{name: Engines, startDate: 1842-10}]");
    insta::assert_snapshot!(outline(&document));
}

#[test]
fn lines_of_text_keep_one_distance() {
    let runs = set(SEED).text_runs();
    let mut baselines: Vec<i64> =
        runs.iter().filter(|run| (run.size - 9.8).abs() < 0.01).map(|run| (run.y * 10.0).round() as i64).collect();
    baselines.sort_unstable();
    baselines.dedup();
    let tight = baselines.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap();
    assert!((100..135).contains(&tight), "lines stand {tight} tenths of a point apart");
}

#[test]
fn the_starter_stands_in_every_theme_as_it_was_approved() {
    for theme in recto::theme::Themes::builtin().names() {
        let document = set(&format!("{}\ntheme: {theme}\n", include_str!("../../src/cli/commands/starter.yaml")));
        insta::assert_snapshot!(format!("starter_in_{theme}"), outline(&document));
    }
}

#[test]
fn words_that_stay_together_keep_the_spaces_around_them() {
    let project = Project::new().file(
        "resume.yaml",
        "language: pl\nbasics: {name: Ada, summary: praca w biurze i w domu od 9 h do 10 h oraz J. R. Nowak A. Bo}\n",
    );
    assert_eq!(project.run(&["build"]).code, Some(0));
    let text = read(&project.read("resume.pdf")).stream;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("praca w biurze i w domu od 9 h do 10 h oraz J. R. Nowak A. Bo"), "{text}");
}
