//! The PDF standards, and which of them can be combined.

use std::fmt;
use std::str::FromStr;

use typst_pdf::PdfStandard;

use crate::diagnostic::did_you_mean;

/// All standards: Typst's name, title, and value.
const NAMES: &[(&str, &str, PdfStandard)] = &[
    ("1.4", "PDF 1.4", PdfStandard::V_1_4),
    ("1.5", "PDF 1.5", PdfStandard::V_1_5),
    ("1.6", "PDF 1.6", PdfStandard::V_1_6),
    ("1.7", "PDF 1.7", PdfStandard::V_1_7),
    ("2.0", "PDF 2.0", PdfStandard::V_2_0),
    ("a-1b", "PDF/A-1b", PdfStandard::A_1b),
    ("a-1a", "PDF/A-1a", PdfStandard::A_1a),
    ("a-2b", "PDF/A-2b", PdfStandard::A_2b),
    ("a-2u", "PDF/A-2u", PdfStandard::A_2u),
    ("a-2a", "PDF/A-2a", PdfStandard::A_2a),
    ("a-3b", "PDF/A-3b", PdfStandard::A_3b),
    ("a-3u", "PDF/A-3u", PdfStandard::A_3u),
    ("a-3a", "PDF/A-3a", PdfStandard::A_3a),
    ("a-4", "PDF/A-4", PdfStandard::A_4),
    ("a-4f", "PDF/A-4f", PdfStandard::A_4f),
    ("a-4e", "PDF/A-4e", PdfStandard::A_4e),
    ("ua-1", "PDF/UA-1", PdfStandard::Ua_1),
];

/// A PDF standard.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Standard(usize);

impl Standard {
    /// PDF/UA-1 (ISO 14289-1): accessible to screen readers.
    pub const ACCESSIBLE: Standard = Standard(16);
    /// PDF/A-2a (ISO 19005-2): for long-term archiving.
    pub const ARCHIVE: Standard = Standard(9);
    /// PDF/A-3a (ISO 19005-3): for long-term archiving, with embedded files.
    pub const ARCHIVE_WITH_FILES: Standard = Standard(12);

    /// The names of all standards.
    pub fn all() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, ..)| *name)
    }

    /// The name used to select it.
    pub fn name(self) -> &'static str {
        NAMES[self.0].0
    }

    fn title(self) -> &'static str {
        NAMES[self.0].1
    }

    pub(super) fn typst(self) -> PdfStandard {
        NAMES[self.0].2
    }

    /// Whether it is a PDF/A standard, which requires a date.
    pub fn is_archival(self) -> bool {
        self.name().starts_with("a-")
    }

    fn is_version(self) -> bool {
        self.name().starts_with(|first: char| first.is_ascii_digit())
    }
}

impl FromStr for Standard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = text.trim().to_lowercase();
        let wanted = wanted.trim_start_matches("pdf/");
        NAMES.iter().position(|(name, ..)| *name == wanted).map(Standard).ok_or_else(|| {
            match did_you_mean(wanted, Self::all()) {
                Some(meant) => format!("unknown standard `{text}`; did you mean `{meant}`?"),
                None => {
                    format!("unknown standard `{text}`; use one of {}", Self::all().collect::<Vec<_>>().join(", "))
                }
            }
        })
    }
}

impl fmt::Display for Standard {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.title())
    }
}

impl fmt::Debug for Standard {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Checks, before any page is laid out, whether standards can be combined. `files` is whether files are
/// embedded in the PDF.
///
/// # Errors
/// If they are incompatible: the reason, and what to do instead.
pub fn agree(standards: &[Standard], files: bool) -> Result<(), (String, String)> {
    let archival: Vec<&Standard> = standards.iter().filter(|standard| standard.is_archival()).collect();
    let versions: Vec<&Standard> = standards.iter().filter(|standard| standard.is_version()).collect();
    let accessible = standards.contains(&Standard::ACCESSIBLE);
    if let [first, second, ..] = archival[..] {
        return Err((format!("a file cannot be both {first} and {second}"), "choose one of them".into()));
    }
    if let [first, second, ..] = versions[..] {
        return Err((format!("a file cannot be both {first} and {second}"), "choose one of them".into()));
    }
    let newer = |standard: &Standard| standard.name() == "2.0" || standard.name().starts_with("a-4");
    if let Some(standard) = standards.iter().find(|standard| accessible && newer(standard)) {
        let message = format!("PDF/UA-1 is based on PDF 1.7, but {standard} is PDF 2.0");
        return Err((message, "omit `ua-1`, or use `a-2a`".into()));
    }
    if let Some(standard) = archival.iter().find(|standard| accessible && standard.name().starts_with("a-1")) {
        let message = format!("{standard} is PDF 1.4, which cannot mark footers as artifacts, as PDF/UA-1 requires");
        return Err((message, "use `a-2a` instead".into()));
    }
    if let (Some(version), Some(archive)) = (versions.first(), archival.first()) {
        let fits = match archive.name().as_bytes()[2] {
            b'1' => version.name() == "1.4",
            b'2' | b'3' => version.name() != "2.0",
            _ => version.name() == "2.0",
        };
        if !fits {
            return Err((
                format!("{archive} is not based on {version}"),
                "omit the version: the standard implies it".into(),
            ));
        }
    }
    let takes_files = |standard: &&&Standard| !standard.name().starts_with("a-3") && standard.name() != "a-4f";
    if let Some(standard) = archival.iter().find(|standard| files && takes_files(standard)) {
        return Err((format!("{standard} does not allow embedded files"), "use `a-3a` to embed the résumé".into()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(names: &str, files: bool) -> bool {
        let standards: Vec<Standard> = names.split(',').map(|name| name.parse().unwrap()).collect();
        agree(&standards, files).is_ok()
    }

    #[test]
    fn names_stand_where_constants_say() {
        assert_eq!(Standard::ACCESSIBLE.name(), "ua-1");
        assert_eq!(Standard::ARCHIVE.name(), "a-2a");
        assert_eq!(Standard::ARCHIVE_WITH_FILES.name(), "a-3a");
        assert!("a-5".parse::<Standard>().is_err());
    }

    /// Typst accepts every accepted combination.
    #[test]
    fn typst_agrees() {
        for first in Standard::all() {
            for second in Standard::all().filter(|second| *second != first) {
                let standards: Vec<Standard> = [first, second].iter().map(|name| name.parse().unwrap()).collect();
                let typst: Vec<PdfStandard> = standards.iter().map(|standard| standard.typst()).collect();
                let taken = typst_pdf::PdfStandards::new(&typst).is_ok();
                assert!(taken || agree(&standards, false).is_err(), "{first} and {second} are accepted");
            }
        }
    }

    #[test]
    fn files_go_only_where_they_are_allowed() {
        assert!(judged("ua-1", true) && judged("ua-1,a-3a", true) && judged("a-4f", true));
        assert!(!judged("ua-1,a-2a", true) && !judged("a-4", true));
        assert!(judged("ua-1,a-2a", false) && !judged("ua-1,a-1a", false) && !judged("ua-1,2.0", false));
    }
}
