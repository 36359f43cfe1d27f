//! `recto extract`

use std::fs;
use std::path::Path;

use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::import::import;
use recto::inspect::Attachment;
use recto::resume::Resume;
use recto::source::Source;
use recto::typeset::EMBEDDED;

use super::args::ExtractArgs;
use super::input::STANDARD;
use super::{Stop, input, new, project, unusable};

/// Where the résumé stands whole, in data that other programs read too.
const WHOLE: &str = "x-recto";

/// Takes the résumé out of a PDF; returns the line that says where it went.
pub fn run(args: &ExtractArgs, notes: &mut Diagnostics) -> Result<String, Stop> {
    let reading = input::read_reading(&args.file, notes)?;
    let name = args.file.display();
    let files = &reading.attachments;
    let Some(data) = files.iter().find(|file| file.name == EMBEDDED).or_else(|| files.iter().find(holds_data)) else {
        let note = Diagnostic::error(Id::File, format!("there is no résumé in `{name}`"));
        let help = "only a PDF that was built with `--embed`, or from a résumé with `embed: true`, has one";
        return Err(unusable(notes.error(note.help(help))));
    };
    let output = args.output.as_deref().unwrap_or(Path::new(STANDARD));
    let folder = project::folder_of(output);
    let text = text(data, &format!("{} in {name}", data.name), files, notes)?;
    let portrait = Resume::read(&Source::new("", text.as_str()), &mut Diagnostics::new())
        .ok()
        .and_then(|resume| resume.basics.image)
        .and_then(|image| files.iter().find(|file| file.name == *image.value));
    if let Some(picture) = portrait.filter(|_| output != Path::new(STANDARD)) {
        write_picture(&folder.join(&picture.name), &picture.bytes, notes)?;
    }
    new::write_resume(output, &text, notes)?;
    Ok(match (output == Path::new(STANDARD), portrait) {
        (true, None) => String::new(),
        (true, Some(picture)) => format!("the portrait `{}` is written, too, with `-o FILE`", picture.name),
        (false, None) => format!("{}: taken from {name}", output.display()),
        (false, Some(picture)) => {
            let picture = folder.join(&picture.name);
            format!("{}, {}: taken from {name}", output.display(), project::shown(&picture))
        }
    })
}

/// Whether a file is a résumé, by its ending: other programs name theirs as they like.
fn holds_data(file: &&Attachment) -> bool {
    let ending = Path::new(&file.name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["json", "yaml", "yml"].contains(&ending.to_lowercase().as_str())
}

/// The résumé as YAML, of Recto's data or of another tool's.
fn text(data: &Attachment, name: &str, files: &[Attachment], notes: &mut Diagnostics) -> Result<String, Stop> {
    let Ok(text) = std::str::from_utf8(&data.bytes) else {
        let note = Diagnostic::error(Id::File, format!("`{name}` is not UTF-8 text"));
        return Err(unusable(notes.error(note.help("the PDF was not made by Recto; ask for the file itself"))));
    };
    let whole = serde_yaml::from_str::<serde_yaml::Value>(text).ok().and_then(|value| value.get(WHOLE).cloned());
    let own = whole.and_then(|value| serde_yaml::to_string(&value).ok());
    let source = Source::new(name, own.as_deref().unwrap_or(text));
    if let Ok(resume) = Resume::read(&source, &mut Diagnostics::new()) {
        return Ok(resume.to_yaml());
    }
    let there = |picture: &str| files.iter().any(|file| file.name == picture);
    Ok(import(&source, &there, notes)?.text)
}

/// Writes a picture beside the résumé, but never over another one.
fn write_picture(path: &Path, bytes: &[u8], notes: &mut Diagnostics) -> Result<(), Stop> {
    let name = path.display();
    // A name in a PDF may be anything; only a plain one is taken.
    let plain = path.file_name().is_some_and(|last| path.ends_with(last)) && !path.to_string_lossy().contains("..");
    let result = match fs::read(path) {
        _ if !plain => Err(format!("`{name}` is no name of a picture")),
        Ok(there) if there == bytes => Ok(()),
        Ok(_) => Err(format!("`{name}` is there already, and is another picture")),
        Err(_) => fs::write(path, bytes).map_err(|error| {
            // Half a picture is none.
            fs::remove_file(path).ok();
            format!("`{name}` cannot be written: {error}")
        }),
    };
    result.map_err(|message| {
        let note = Diagnostic::error(Id::File, message);
        unusable(notes.error(note.help("write into another folder with `-o`")))
    })
}
