//! `recto inspect --fields`: what the form of an applicant tracking system would be filled in with.

use recto::diagnostic::Diagnostics;
use recto::fields::{ComparedField, FieldGroup, compare, fields};
use recto::import::import_file;
use recto::locale::Locale;
use recto::render::sanitize;
use recto::resume::Resume;
use recto::source::Source;
use serde_json::json;

use crate::cli::args::{InspectArgs, InspectFormat};
use crate::cli::build::verify::shortened;
use crate::cli::commands::fields::{fields_of, text};
use crate::cli::commands::pdf_input::read_bytes;
use crate::cli::process::watchdog::Watchdog;
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// Prints the fields that are read in a file, or compares them with those of its résumé.
pub fn run(args: &InspectArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let help = "pass a PDF or Word document, e.g. `recto inspect resume.pdf --fields`";
    let (name, bytes) = read_bytes(&args.file, help, diagnostics)?;
    let read = {
        let _watchdog = Watchdog::over_file();
        read(&name, &bytes, diagnostics)?
    };
    let Some(resume) = &args.against else {
        let content = match args.format {
            InspectFormat::Text => text(&read),
            InspectFormat::Json => pretty(&json!(read)),
        };
        return print(&content, diagnostics).map(|()| String::new());
    };
    let expected = fields_of(resume, &args.content, diagnostics)?;
    // Warnings about the résumé itself are for `check`.
    *diagnostics = Diagnostics::new();
    let compared = compare(&read, &expected);
    let right = compared.iter().filter(|field| field.is_right).count();
    let content = match args.format {
        InspectFormat::Text => table(&compared, right),
        InspectFormat::Json => pretty(&json!({ "right": right, "of": compared.len(), "fields": compared })),
    };
    print(&content, diagnostics).map(|()| String::new())
}

/// The fields of a file of any format.
fn read(name: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<Vec<FieldGroup>, Failure> {
    let imported = import_file(name, bytes, &|_| false, diagnostics)?;
    // What could not be placed is for `import`.
    *diagnostics = Diagnostics::new();
    let resume = Resume::read(&Source::new(name, imported.text), diagnostics)?;
    let groups = fields(&resume, &Locale::of(&resume, diagnostics)?);
    *diagnostics = Diagnostics::new();
    Ok(groups)
}

/// One line per field, and a second one with what was read if that is wrong.
fn table(compared: &[ComparedField], right: usize) -> String {
    let mut text = String::new();
    let mut group = "";
    let width = compared.iter().map(|field| field.name.len()).max().unwrap_or(0);
    for field in compared {
        if field.group != group {
            group = &field.group;
            text.push_str(&format!("{}{group}\n", if text.is_empty() { "" } else { "\n" }));
        }
        let verdict = match (field.is_right, field.read.is_empty()) {
            (true, _) => "right",
            (false, true) => "missing",
            (false, false) => "wrong",
        };
        text.push_str(&format!("  {verdict:7}  {:width$}  {}\n", field.name, shortened(&one_line(&field.expected))));
        if verdict == "wrong" {
            text.push_str(&format!("  {:7}  {:>width$}  {}\n", "", "read:", shortened(&one_line(&field.read))));
        }
    }
    format!("{text}\n{right} of {} fields are right\n", compared.len())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pretty(value: &serde_json::Value) -> String {
    sanitize::json(&serde_json::to_string_pretty(value).expect("plain data is JSON")) + "\n"
}
