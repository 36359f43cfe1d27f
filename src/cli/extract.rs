//! `recto extract`

use std::io;
use std::path::{Component, Path};

use recto::diagnostic::{Diagnostic, Diagnostics, Id};
use recto::import::import;
use recto::inspect::Attachment;
use recto::resume::Resume;
use recto::source::Source;
use recto::typeset::{EMBEDDED, picture_format};

use super::args::ExtractArgs;
use super::assets::read_regular;
use super::input::STANDARD;
use super::{Stop, input, new, output, project, theme_search, unusable};

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
    let to_file = output != Path::new(STANDARD);
    let text = text(data, &format!("{} in {name}", data.name), files, notes)?;
    let portrait = portrait(&text, files, notes);
    let picture = portrait.map(|picture| project::folder_of(output).join(&picture.name));
    if let (true, Some(file), Some(picture)) = (to_file, portrait, &picture) {
        write_picture(picture, &file.bytes, notes)?;
    }
    new::write_resume(output, &text, notes)?;
    Ok(match (to_file, picture) {
        (false, None) => String::new(),
        (false, Some(picture)) => {
            format!("the portrait `{}` is written, too, with `-o FILE`", theme_search::shown(&picture))
        }
        (true, None) => format!("{}: taken from {name}", output.display()),
        (true, Some(picture)) => {
            format!("{}, {}: taken from {name}", output.display(), theme_search::shown(&picture))
        }
    })
}

/// The portrait that a résumé names, if it is in the PDF and may become a file here: whoever
/// made the PDF chose its name and its content.
fn portrait<'a>(text: &str, files: &'a [Attachment], notes: &mut Diagnostics) -> Option<&'a Attachment> {
    let resume = Resume::read(&Source::new("", text), &mut Diagnostics::new()).ok()?;
    let image = resume.basics.image?;
    let file = files.iter().find(|file| file.name == *image.value)?;
    if is_plain_name(&file.name) && is_picture_named(&file.name, &file.bytes) {
        return Some(file);
    }
    let message = format!("the portrait `{}` is left in the PDF", file.name);
    let help = "only a picture with a plain file name that ends in its type, such as `me.png`, is written";
    notes.push(Diagnostic::warning(Id::File, message).help(help));
    None
}

/// Whether a name is that of a file in a folder, on every system, and not of a hidden one.
fn is_plain_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let one = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name);
    one && output::safe(name) == name
}

/// Whether a name ends in what the bytes are.
fn is_picture_named(name: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let ending = if ending == "jpeg" { "jpg" } else { &ending };
    picture_format(bytes).is_some_and(|format| format.ending() == ending)
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

/// Writes a picture beside the résumé, but never over another file.
fn write_picture(path: &Path, bytes: &[u8], notes: &mut Diagnostics) -> Result<(), Stop> {
    let name = path.display();
    let fault = match new::write_new(path, bytes) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if read_regular(path, bytes.len() as u64).is_ok_and(|there| there == bytes) {
                return Ok(());
            }
            Diagnostic::error(Id::File, format!("`{name}` is there already, and is another picture"))
        }
        Err(error) => Diagnostic::error(Id::File, format!("`{name}` cannot be written: {error}")),
    };
    Err(unusable(notes.error(fault.help("write into another folder with `-o`"))))
}
