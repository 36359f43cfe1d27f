//! Sets a résumé on as many pages as it takes, and looks at what stands where.
//!
//!     cargo run --release --example library typeset

use recto::diagnostic::{Diagnostics, Result};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, Document, Fonts, Pictures, typeset};

const RESUME: &str = include_str!("../resume.yaml");

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    let mut diagnostics = Diagnostics::new();
    match set(RESUME, &mut diagnostics) {
        Ok(document) => println!("{}", outline(&document)),
        Err(_) => println!("{:#?}", diagnostics.sorted()),
    }
}

/// The pages of a résumé, in the theme that it names.
///
/// # Errors
/// If the résumé or its settings are at fault.
pub fn set(yaml: &str, diagnostics: &mut Diagnostics) -> Result<Document> {
    let resume = Resume::read(&Source::new("resume.yaml", yaml), diagnostics)?;
    let theme = Themes::builtin().chosen_by(&resume, diagnostics)?;
    // The library opens no file. Pictures that the résumé names are handed over as bytes,
    // and fonts that do not come with Recto by a function that looks for them.
    let (pictures, fonts) = (Pictures::new(), Fonts::shipped());
    typeset(&resume, &Compiler::new(&theme).pictures(&pictures).fonts(&fonts), diagnostics)
}

/// How many pages there are, and the largest text on them.
pub fn outline(document: &Document) -> String {
    let (width, height) = document.page_size();
    let runs = document.text_runs();
    let largest = runs.iter().max_by(|one, other| one.size.total_cmp(&other.size));
    let title = largest.map_or("nothing", |run| run.text.as_str());
    format!("{} of {width:.0} × {height:.0} pt; the largest text is `{title}`", pages(document.page_count()))
}

fn pages(count: usize) -> String {
    if count == 1 { "1 page".into() } else { format!("{count} pages") }
}
