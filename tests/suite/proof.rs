//! What holds of every theme for every résumé on both papers: it is a PDF/UA-1, and
//! its pages are sound, measured from the laid-out frames.

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::export::{Format, export};
use recto::import::BibliographyFile;
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, Document, Pictures, TextRun, typeset};

use crate::corpus::corpus;

/// Half an inch: what printers need, and eyes.
const EDGE: f64 = 36.0;

/// How far things may reach into one another, in points, before it can be seen.
const TOUCH: f64 = 0.5;

/// Sets a résumé in a theme; none if its script has no font among the shipped ones.
fn set(path: &Path, theme: &str, paper: &str) -> Option<Document> {
    let mut notes = Diagnostics::new();
    let folder = path.parent().unwrap();
    let mut read = |text: &str| {
        Resume::read(&Source::new("resume.yaml", text), &mut notes).unwrap_or_else(|_| panic!("{}", path.display()))
    };
    let choice = read(&format!("basics: {{name: A}}\ntheme: {{name: {theme}, paper: {paper}}}\n")).theme;
    let mut resume = read(&std::fs::read_to_string(path).unwrap());
    resume.theme = choice;
    if let Some(bibliography) = &resume.bibliography {
        let name = bibliography.file.value.to_string();
        let text = std::fs::read_to_string(folder.join(&name)).unwrap();
        let file = BibliographyFile::read(&Source::new(name, text), &mut notes).unwrap();
        file.add_to(&mut resume, &mut notes).unwrap();
    }
    let pictures: Pictures = resume
        .basics
        .image
        .iter()
        .map(|name| (name.file.value.to_string(), std::fs::read(folder.join(&*name.file.value)).unwrap()))
        .collect();
    let theme = Themes::builtin().find(theme, None, &mut notes).unwrap();
    let document = typeset(&resume, &Compiler::new(&theme).pictures(&pictures), &mut notes).ok();
    let missing = notes.sorted().iter().any(|note| note.message.contains("font"));
    assert!(document.is_some() || missing, "{} in {}: {:?}", path.display(), theme.manifest.name, notes.sorted());
    document
}

/// What is wrong with the pages, in words.
fn faults(document: &Document) -> Vec<String> {
    let mut runs = document.text_runs();
    runs.retain(|run| !run.artifact && !run.text.trim().is_empty());
    let mut faults = Vec::new();
    let (width, height) = document.page_size();
    for run in &runs {
        // A hyphen hangs over the edge a little.
        let hanging = if run.text.ends_with('-') { run.size * 0.1 } else { 0.0 };
        if run.x < EDGE - TOUCH || run.x + run.width > width - EDGE + TOUCH + hanging {
            faults.push(format!("`{}` reaches over the margin of page {}", run.text, run.page));
        }
        if run.y - run.size * 0.6 < EDGE - TOUCH || run.y > height - EDGE / 2.0 {
            faults.push(format!("`{}` stands too far up or down on page {}", run.text, run.page));
        }
    }
    for page in 1..=document.page_count() {
        let mut on_page: Vec<&TextRun> = runs.iter().filter(|run| run.page == page).collect();
        on_page.sort_by(|a, b| a.y.total_cmp(&b.y));
        for (index, run) in on_page.iter().enumerate() {
            let near = on_page[index + 1..].iter().take_while(|other| other.y - run.y < other.size + run.size);
            faults.extend(
                near.filter(|other| overlap(run, other))
                    .map(|other| format!("`{}` reaches into `{}` on page {page}", run.text, other.text)),
            );
        }
    }
    for (index, run) in runs.iter().enumerate() {
        let Some(level) = run.heading else { continue };
        let rest = runs[index + 1..]
            .iter()
            .find(|next| next.heading != run.heading || next.page != run.page || next.y > run.y + 3.0 * run.size);
        let Some(next) = rest.filter(|next| next.page != run.page) else { continue };
        // A name alone on its line may be an entry's last.
        let ended = level.get() > 1 && next.heading.is_some_and(|next| next <= level);
        if !ended {
            faults.push(format!("`{}` is left alone at the foot of page {}", run.text, run.page));
        }
    }
    faults
}

/// Whether two runs of text cover each other: from the foot of one's letters to the
/// top of the other's small letters.
fn overlap(one: &TextRun, other: &TextRun) -> bool {
    let (upper, lower) = if one.y < other.y { (one, other) } else { (other, one) };
    let beside = one.x + one.width <= other.x + TOUCH || other.x + other.width <= one.x + TOUCH;
    let below = lower.y - 0.5 * lower.size >= upper.y + 0.05 * upper.size - TOUCH;
    !beside && !below
}

#[test]
fn pages_of_all_themes_are_sound() {
    let themes: Vec<String> = Themes::builtin().names().map(str::to_owned).collect();
    let corpus = corpus();
    let faults = |theme: &str| -> Vec<String> {
        let mut found = Vec::new();
        let mut pages = 0;
        for path in &corpus {
            for paper in ["a4", "us-letter"] {
                let Some(document) = set(path, theme, paper) else { continue };
                pages += document.page_count();
                let mut notes = Diagnostics::new();
                let pdf = export(&document, &Format::pdf(), &mut notes);
                assert!(pdf.is_ok(), "{theme}, {}: {:?}", path.display(), notes.sorted());
                let name = path.file_name().unwrap().to_string_lossy();
                found.extend(
                    self::faults(&document).into_iter().map(|fault| format!("{theme}, {name}, {paper}: {fault}")),
                );
            }
        }
        assert!(pages > 50, "only {pages} pages were looked at");
        found
    };
    let found: Vec<String> = std::thread::scope(|scope| {
        let each: Vec<_> = themes.iter().map(|theme| scope.spawn(|| faults(theme))).collect();
        each.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}
