//! `recto show` and `recto schema`

use std::io::{self, Write};

use recto::diagnostic::Diagnostics;
use recto::resume::{Keyed, Resume};

use super::Stop;
use super::args::{SchemaArgs, SchemaFormat, ShowArgs, ShowFormat, TailoringArgs};
use super::{input, project};

/// Prints a résumé as it was understood.
pub fn run(args: &ShowArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    let source = input::read_resume(&args.resume, notes)?;
    let resume = Resume::read(&source, notes)?;
    let TailoringArgs { application, only, without } = &args.tailoring;
    let whole = application.is_none() && only.is_empty() && without.is_empty();
    let mut resume = if whole { resume } else { project::tailor_as_asked(resume, &args.tailoring, notes)? };
    let text = match args.format {
        ShowFormat::Yaml => resume.to_yaml(),
        ShowFormat::Json => {
            // Other programs know publications, but no file of them.
            project::cite(&mut resume, &project::folder_of(&args.resume), notes)?;
            resume.bibliography = None;
            // Where else the person applies is nobody else's business.
            resume.applications = Keyed::default();
            resume.to_json()
        }
    };
    print(&text);
    Ok(String::new())
}

/// Prints the description of the format.
pub fn schema(args: &SchemaArgs) -> String {
    print(&match args.format {
        SchemaFormat::Json => recto::schema::schema(),
        SchemaFormat::Markdown => recto::schema::reference(),
    });
    String::new()
}

/// Prints a text to standard output.
pub fn print(text: &str) {
    // A pipe whose reader has gone is no error: it has what it wanted.
    io::stdout().lock().write_all(text.as_bytes()).ok();
}
