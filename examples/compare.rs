//! Compares a résumé with a job posting: which terms it covers, and which it lacks.
//!
//!     cargo run --release --example library compare

use recto::diagnostic::{Diagnostics, Result};
use recto::job::{Coverage, Finding, JobPosting, compare};
use recto::present::passages;
use recto::resume::Resume;
use recto::source::Source;

const RESUME: &str = include_str!("tailoring/resume.yaml");
const JOB: &str = include_str!("tailoring/jobs/halden.md");

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    let mut diagnostics = Diagnostics::new();
    match terms(RESUME, JOB, &mut diagnostics) {
        Ok(findings) => findings.iter().take(12).for_each(|finding| println!("{}", line(finding))),
        Err(_) => println!("{:#?}", diagnostics.sorted()),
    }
}

/// The terms of an posting, the most telling first.
///
/// # Errors
/// If the résumé is at fault, or there is not a word in the posting.
pub fn terms(resume: &str, job: &str, diagnostics: &mut Diagnostics) -> Result<Vec<Finding>> {
    let resume = Resume::read(&Source::new("resume.yaml", resume), diagnostics)?;
    let posting = JobPosting::read(&Source::new("job.md", job), diagnostics)?;
    // Nothing is left out of this one. For a tailored résumé, `tailor::ways` tells what each
    // thing that was left out would have said.
    let said = passages(&resume);
    Ok(compare(&posting, &said, &[], &said))
}

/// A term, with the first place where it is said.
pub fn line(finding: &Finding) -> String {
    let term = &finding.term.text;
    match &finding.coverage {
        Coverage::Present(places) => format!("{term}: {}", places[0].path),
        Coverage::Omitted { .. } => format!("{term}: left out"),
        Coverage::Missing => format!("{term}: not said"),
    }
}
