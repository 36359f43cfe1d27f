//! What was built, in a line.

use std::fmt;

use recto::theme::{OptionValue, Theme};
use recto::typeset::Document;

/// What was written: one line per file or group of files.
#[derive(Debug, Clone, Default)]
pub struct Summary(pub Vec<String>);

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

/// A number of pages in words.
pub fn page_count(pages: usize) -> String {
    if pages == 1 { "1 page".into() } else { format!("{pages} pages") }
}

/// A number of pages, options changed to make them fit, paper and theme.
pub fn describe(number: &str, document: &Document, changed: &[(String, OptionValue)], theme: &Theme) -> String {
    let paper = paper_name(document.page_size());
    let changed: String = changed.iter().map(|(name, value)| format!(", {name} {value}")).collect();
    format!("{number}{changed}, {paper}, {}", theme.manifest.name)
}

/// The name of a paper size in points.
fn paper_name((width, height): (f64, f64)) -> String {
    match (width.round() as i64, height.round() as i64) {
        (595, 842) => "A4".into(),
        (612, 792) => "US Letter".into(),
        _ => format!("{:.0} × {:.0} mm", width / 72.0 * 25.4, height / 72.0 * 25.4),
    }
}
