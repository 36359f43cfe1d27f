//! Takes from one record the résumé for each application, and says how they differ.
//!
//!     cargo run --release --example library tailor

use recto::diagnostic::{Diagnostics, Result};
use recto::resume::Resume;
use recto::source::Source;
use recto::tailor::{self, Filter, differences};

const RECORD: &str = include_str!("tailoring/resume.yaml");

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    let mut diagnostics = Diagnostics::new();
    match applications(RECORD, &mut diagnostics) {
        Ok(lines) => lines.iter().for_each(|line| println!("{line}")),
        Err(_) => println!("{:#?}", diagnostics.sorted()),
    }
}

/// What each application changes of the record, a line each.
///
/// # Errors
/// If the record, or what an application asks for, is at fault.
pub fn applications(record: &str, diagnostics: &mut Diagnostics) -> Result<Vec<String>> {
    let whole = Resume::read(&Source::new("resume.yaml", record), diagnostics)?;
    let names: Vec<String> = whole.applications.keys().map(str::to_owned).collect();
    let line = |name: String| {
        let resume = tailored(&whole, &name, diagnostics)?;
        let highlights: usize = resume.work.iter().map(|job| job.highlights.len()).sum();
        let changes = differences(&whole, &resume).len();
        Ok(format!("{name}: {} jobs with {highlights} lines, {changes} differences", resume.work.len()))
    };
    names.into_iter().map(line).collect()
}

/// The résumé for an application.
///
/// # Errors
/// If there is none of that name.
pub fn tailored(whole: &Resume, name: &str, diagnostics: &mut Diagnostics) -> Result<Resume> {
    let application = tailor::find(whole, name, diagnostics)?.clone();
    // First what the application sets to other words: `None` if it sets nothing.
    let resume = whole.edited(Some(name), &[], None, diagnostics)?.unwrap_or_else(|| whole.clone());
    // Then what it leaves out. A cut of your own comes on top, as the flags of `recto build`
    // do; this one leaves all as it is.
    tailor::tailor(resume, Some(&application), &Filter::default(), diagnostics)
}
