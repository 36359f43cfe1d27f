//! `recto import`

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::import::{Imported, import_file};
use recto::render::sanitize;
use recto::resume::Resume;
use recto::source::Source;

use serde_json::json;

use super::new;
use super::pdf_input::read_bytes;
use crate::cli::args::{ImportArgs, ImportFormat};
use crate::cli::build::embedded::embedded_in;
use crate::cli::process::watchdog::Watchdog;
use crate::cli::project;
use crate::cli::project::input::STANDARD;
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;

/// Converts another file to a résumé; returns the summary line.
pub fn run(args: &ImportArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let output = args.target();
    let imported = match convert(&args.file, output, diagnostics)? {
        Converted::Imported(imported) => imported,
        Converted::AsItIs(why) => return Ok(why),
    };
    if args.format == ImportFormat::Json {
        let report =
            sanitize::json(&serde_json::to_string_pretty(&report(&imported)).expect("plain data is JSON")) + "\n";
        if args.output.is_some() {
            new::write_resume(output, &imported.text, diagnostics)?;
        }
        print(&report, diagnostics)?;
        return Ok(String::new());
    }
    let shift = usize::from(new::write_resume(output, &imported.text, diagnostics)?.adds_line);
    Ok(summary(&args.file, output, &imported, shift))
}

/// Creates a résumé from an existing one, for `recto new --from`; returns the summary line.
pub fn create(file: &Path, output: &Path, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let args = ImportArgs {
        file: file.to_owned(),
        output: Some(output.to_owned()),
        format: ImportFormat::Yaml,
        preview: false,
    };
    run(&args, diagnostics)
}

/// What became of a file.
enum Converted {
    /// It was converted.
    Imported(Imported),
    /// It was a résumé of Recto, and was written as it is: the summary line.
    AsItIs(String),
}

/// Reads a file and converts it.
fn convert(file: &Path, output: &Path, diagnostics: &mut Diagnostics) -> Result<Converted, Failure> {
    let (name, bytes) = read_bytes(file, "pass a résumé in any format, e.g. `recto import resume.pdf`", diagnostics)?;
    let folder = project::folder_of(output);
    let _watchdog = Watchdog::over_file();
    if let Ok(text) = std::str::from_utf8(&bytes) {
        let source = Source::new(name.as_str(), text.strip_prefix('\u{feff}').unwrap_or(text));
        if text.len() <= Resume::MAX_BYTES && is_resume(&source) {
            new::write_resume(output, source.text(), diagnostics)?;
            return Ok(Converted::AsItIs(format!("`{name}` is already a Recto résumé; nothing to convert")));
        }
    }
    if bytes.starts_with(b"%PDF")
        && let Some(yaml) = embedded_in(&bytes, &name, diagnostics)?
    {
        new::write_resume(output, &yaml, diagnostics)?;
        return Ok(Converted::AsItIs(format!("{name}: built by Recto with `embed: true`; its résumé was extracted")));
    }
    let there = |picture: &str| folder.join(picture).is_file();
    Ok(Converted::Imported(import_file(&name, &bytes, &there, diagnostics)?))
}

/// What was imported, what to look at, and what to do next.
fn summary(file: &Path, output: &Path, imported: &Imported, shift: usize) -> String {
    let Imported { format, lost, guesses, .. } = imported;
    let to_file = output != Path::new(STANDARD);
    let lost = match lost {
        0 => "everything was converted".to_owned(),
        1 => "1 item could not be converted".to_owned(),
        _ => format!("{lost} items could not be converted"),
    };
    let check = match &guesses[..] {
        [] => String::new(),
        [one] if to_file => format!("; check line {}", one.line + shift),
        [one] => format!("; check line {}", one.line),
        many => {
            let lines: Vec<String> = many.iter().map(|guess| (guess.line + shift).to_string()).collect();
            let (last, first) = lines.split_last().expect("there are several");
            match many.len() > MOST_LINES {
                true => format!("; {} guesses are marked with `# check`", many.len()),
                false => format!("; check lines {} and {last}", first.join(", ")),
            }
        }
    };
    let next = match to_file {
        true if guesses.is_empty() => format!("; review `{0}`, then run `recto build {0}`", output.display()),
        true => format!(" of `{0}`, then run `recto build {0}`", output.display()),
        false => String::new(),
    };
    format!("{}: {format}; {lost}{check}{next}", file.display())
}

/// The most lines that are named in the summary.
const MOST_LINES: usize = 12;

/// The report of an import, for other programs.
fn report(imported: &Imported) -> serde_json::Value {
    let Imported { format, text, lost, guesses, unplaced } = imported;
    json!({
        "format": format.to_string(),
        "notConverted": lost,
        "guesses": guesses.iter().map(|guess| json!({
            "line": guess.line, "readAs": guess.read_as, "text": guess.text, "place": guess.place,
        })).collect::<Vec<_>>(),
        "unplaced": unplaced.iter().map(|it| json!({ "text": it.text, "place": it.place })).collect::<Vec<_>>(),
        "resume": text,
    })
}

/// Whether a file is a résumé already: YAML in which there is nothing to report.
fn is_resume(source: &Source) -> bool {
    let mut found = Diagnostics::new();
    let is_json = source.text().trim_start().starts_with('{');
    !is_json && Resume::read(source, &mut found).is_ok() && found.sorted().is_empty()
}
