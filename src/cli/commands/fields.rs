//! `recto fields`

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::fields::{Field, FieldGroup, fields};
use recto::locale::Locale;
use recto::render::sanitize;
use recto::resume::Resume;

use crate::cli::args::{ContentArgs, FieldsArgs, FieldsFormat};
use crate::cli::project::input;
use crate::cli::project::overrides::Overrides;
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// Prints the fields that application portals ask for.
pub fn run(args: &FieldsArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let groups = fields_of(&args.resume, &args.content, diagnostics)?;
    let text = match args.format {
        FieldsFormat::Text => text(&groups),
        FieldsFormat::Json => {
            let json = serde_json::to_string_pretty(&groups).expect("fields are plain data");
            sanitize::json(&format!("{json}\n"))
        }
        FieldsFormat::Csv => csv(&groups),
    };
    print(&text, diagnostics)?;
    Ok(String::new())
}

/// The fields of a résumé file.
pub fn fields_of(
    resume: &Path,
    content: &ContentArgs,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<FieldGroup>, Failure> {
    let overrides = Overrides::from(content);
    let files = input::read_files(resume, &overrides, diagnostics)?;
    let resume = overrides.apply_all(Resume::read_files(&files, diagnostics)?, diagnostics)?;
    Ok(fields(&resume, &Locale::of(&resume, diagnostics)?))
}

/// One field per line; longer texts below their name, with their length.
pub fn text(groups: &[FieldGroup]) -> String {
    let mut text = String::new();
    for FieldGroup { group, fields, .. } in groups {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("{group}\n"));
        let width = fields.iter().map(|field| field.name.len()).max().unwrap_or(0);
        for Field { name, value, characters, .. } in fields {
            if is_long(value) {
                text.push_str(&format!("  {name} ({characters} characters)\n"));
                value.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
            } else {
                text.push_str(&format!("  {name:width$}  {value}\n"));
            }
        }
    }
    text
}

/// Whether the length of a value matters in a form.
fn is_long(value: &str) -> bool {
    const LONG: usize = 120;
    value.contains('\n') || value.chars().count() > LONG
}

/// RFC 4180 with line feeds, and a line of column names.
fn csv(groups: &[FieldGroup]) -> String {
    let mut text = String::from("group,field,value,characters\n");
    for FieldGroup { group, fields, .. } in groups {
        for Field { name, value, characters, .. } in fields {
            text.push_str(&format!("{},{},{},{characters}\n", cell(group), cell(name), cell(value)));
        }
    }
    text
}

/// A cell. Spreadsheets run what begins like a formula; a space before it prevents that.
fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t']) { format!(" {text}") } else { text.to_owned() };
    match text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}
