//! Builds many résumés on all cores. One that fails stops no other.
//!
//!     cargo run --release --example library many

use std::sync::atomic::{AtomicUsize, Ordering};

use recto::diagnostic::{Diagnostics, Result};
use recto::export::{Format, export};
use recto::fit::fit;
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, Fonts, forget};

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    let mut resumes: Vec<String> = (1..=20).map(|number| format!("basics: {{name: Person {number}}}\n")).collect();
    resumes.push("basics: {nmae: Person 21}\n".into());
    for (number, answer) in build(&resumes).into_iter().enumerate() {
        match answer {
            Ok(pdf) => println!("{}: {} bytes", number + 1, pdf.len()),
            Err(diagnostics) => println!("{}: {}", number + 1, diagnostics.sorted()[0].message),
        }
    }
}

/// A PDF for each résumé, or what is wrong with it, in their order.
pub fn build(resumes: &[String]) -> Vec<Result<Vec<u8>, Diagnostics>> {
    // Both are the same for all: themes are text, and system fonts, if any are to be
    // looked for, are looked for once.
    let (themes, fonts) = (Themes::builtin(), Fonts::shipped());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((number, yaml)) = numbered(resumes, next.fetch_add(1, Ordering::Relaxed)) {
            let mut diagnostics = Diagnostics::new();
            let pdf = one(yaml, &themes, &fonts, &mut diagnostics);
            done.push((number, pdf.map_err(|_| diagnostics)));
            // Typst remembers parts of pages, to be quick where the next are alike. Without
            // this, memory grows with the number of documents.
            forget(2);
        }
        done
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a build does not panic")).collect()
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, pdf)| pdf).collect()
}

fn numbered(resumes: &[String], number: usize) -> Option<(usize, &String)> {
    resumes.get(number).map(|yaml| (number, yaml))
}

/// All six steps for one of them.
fn one(yaml: &str, themes: &Themes, fonts: &Fonts, diagnostics: &mut Diagnostics) -> Result<Vec<u8>> {
    let resume = Resume::read(&Source::new("resume.yaml", yaml), diagnostics)?;
    let theme = themes.chosen_by(&resume, diagnostics)?;
    let fitted = fit(&resume, &Compiler::new(&theme).fonts(fonts), diagnostics)?;
    export(&fitted.document, &Format::pdf(), diagnostics)
}
