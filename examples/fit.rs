//! Sets a résumé on as many pages as are wanted, and says what was given up for it.
//!
//!     cargo run --release --example library fit

use recto::diagnostic::{Diagnostics, Result};
use recto::fit::{Fitted, fit};
use recto::resume::{Pages, Resume};
use recto::source::{Source, Spanned};
use recto::theme::Themes;
use recto::typeset::Compiler;

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    for jobs in [5, 12, 18, 60] {
        let mut diagnostics = Diagnostics::new();
        match on_pages(&career(jobs), 1, &mut diagnostics) {
            Ok(fitted) => println!("{jobs} jobs: {}", summary(&fitted)),
            // Too long is an error, whose help names the longest entries.
            Err(_) => diagnostics.sorted().iter().for_each(|note| println!("{jobs} jobs: {}", note.message)),
        }
    }
}

/// A résumé on so many pages at most.
///
/// # Errors
/// If it is at fault, or too long even at the tightest that the theme allows.
pub fn on_pages(yaml: &str, most: usize, diagnostics: &mut Diagnostics) -> Result<Fitted> {
    let source = Source::new("resume.yaml", yaml);
    let mut resume = Resume::read(&source, diagnostics)?;
    let theme = Themes::builtin().chosen_by(&resume, diagnostics)?;
    // As if the résumé said `pages: 1`. If that cannot be kept, this place is underlined.
    resume.pages = Some(Spanned { value: Pages::at_most(most), span: source.span(0..0) });
    fit(&resume, &Compiler::new(&theme), diagnostics)
}

/// How often it was laid out, and which options are tighter or looser for it.
pub fn summary(fitted: &Fitted) -> String {
    let changed: Vec<String> = fitted.changed.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let changed = if changed.is_empty() { "nothing changed".into() } else { changed.join(", ") };
    format!("{} page, {changed}, laid out {} times", fitted.document.page_count(), fitted.attempts)
}

/// A résumé of so many jobs, two lines each.
pub fn career(jobs: usize) -> String {
    let job = |job| format!("  - {{name: Institute {job}, position: Role, highlights: [Built the instrument]}}\n");
    format!("basics: {{name: Grace Example}}\nwork:\n{}", (1..=jobs).map(job).collect::<String>())
}
