//! The terms of a job posting to emphasize in a résumé.

use super::compare::{Coverage, Finding};
use crate::present::emphasized;
use crate::resume::Resume;
use crate::yaml::edit::quoted_if_needed;

/// The terms that a résumé has, as it writes them, if `emphasize` would make them strong: it does so in paragraphs and
/// highlights, and not in headings or lists of skills. In the order of the findings.
pub fn to_emphasize(findings: &[Finding], resume: &Resume) -> Vec<String> {
    let mut spellings: Vec<String> = Vec::new();
    for Finding { coverage, .. } in findings {
        let Coverage::Present(places) = coverage else { continue };
        for place in places {
            if !spellings.iter().any(|known| known.eq_ignore_ascii_case(&place.written)) {
                spellings.push(place.written.clone());
            }
        }
    }
    emphasized(resume, &spellings)
}

/// The line of a résumé or an application that emphasizes terms.
pub fn emphasize_line(terms: &[String]) -> String {
    let quoted: Vec<String> = terms.iter().map(|term| quoted_if_needed(term)).collect();
    format!("emphasize: [{}]", quoted.join(", "))
}
