//! Diagnostics by file. The check of a document may find something in a file that it extends: it is published
//! for the file that holds it.

use std::collections::{BTreeMap, BTreeSet};

use lsp_types::Diagnostic as Report;

/// Diagnostics by the URI of their file.
pub type ByFile = BTreeMap<String, Vec<Report>>;

/// All diagnostics that the editor shows.
#[derive(Default)]
pub struct Published {
    /// By the URI of the document whose check found them.
    found: BTreeMap<String, ByFile>,
}

impl Published {
    /// Replaces what the check of a document found. Returns the files to publish, each with everything that was
    /// found in it.
    pub fn replace(&mut self, document: &str, found: ByFile) -> ByFile {
        let before = self.found.remove(document).unwrap_or_default();
        let files: BTreeSet<String> = before.into_keys().chain(found.keys().cloned()).collect();
        if !found.is_empty() {
            self.found.insert(document.to_owned(), found);
        }
        files.into_iter().map(|file| (file.clone(), self.in_file(&file))).collect()
    }

    /// What all checks found in a file, each problem once.
    fn in_file(&self, file: &str) -> Vec<Report> {
        let mut reports: Vec<Report> = Vec::new();
        for report in self.found.values().filter_map(|found| found.get(file)).flatten() {
            if !reports.contains(report) {
                reports.push(report.clone());
            }
        }
        reports
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(message: &str) -> Report {
        Report { message: message.into(), ..Report::default() }
    }

    fn by_file(found: &[(&str, &str)]) -> ByFile {
        let mut files = ByFile::new();
        for (file, message) in found {
            files.entry((*file).to_owned()).or_default().push(report(message));
        }
        files
    }

    #[test]
    fn a_file_has_what_each_document_that_extends_it_found() {
        let mut published = Published::default();
        published.replace("base", by_file(&[("base", "own")]));
        let both = published.replace("acme", by_file(&[("acme", "above"), ("base", "own"), ("base", "together")]));
        assert_eq!(both, by_file(&[("acme", "above"), ("base", "own"), ("base", "together")]));
        // Each problem is shown once, and what is gone is published as gone.
        let fixed = published.replace("acme", by_file(&[("acme", "above")]));
        assert_eq!(fixed, by_file(&[("acme", "above"), ("base", "own")]));
        let closed = published.replace("acme", ByFile::new());
        assert_eq!(closed, ByFile::from([("acme".to_owned(), Vec::new())]));
    }
}
