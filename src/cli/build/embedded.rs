//! Attachments of a PDF → a résumé and its photo. All names and bytes are untrusted.

use std::path::{Component, Path};

use recto::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use recto::import::import;
use recto::inspect::{Attachment, PdfContent};
use recto::resume::Resume;
use recto::source::Source;
use recto::typeset::{EMBEDDED, picture_format};

use super::file_name;

/// The key of the full résumé in data for other programs.
const WHOLE: &str = "x-recto";

/// A résumé from a PDF.
pub struct Contents<'a> {
    /// The résumé, as YAML.
    pub yaml: String,
    /// Its photo, if it may be written beside the résumé under its own name.
    pub portrait: Option<&'a Attachment>,
}

/// The attachment that is a résumé.
pub fn data(files: &[Attachment]) -> Option<&Attachment> {
    files.iter().find(|file| file.name == EMBEDDED).or_else(|| files.iter().find(|file| holds_data(file)))
}

/// Whether an attachment is a résumé, by its extension: other programs choose other names.
fn holds_data(file: &Attachment) -> bool {
    let ending = Path::new(&file.name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["json", "yaml", "yml"].contains(&ending.to_lowercase().as_str())
}

/// The résumé in the bytes of a PDF, as YAML; `None` if there is none.
///
/// # Errors
/// If what is embedded is damaged.
pub fn embedded_in(bytes: &[u8], name: &str, diagnostics: &mut Diagnostics) -> Result<Option<String>> {
    let Ok(reading) = PdfContent::of(bytes) else { return Ok(None) };
    let Some(data) = data(&reading.attachments) else { return Ok(None) };
    Ok(Some(read(data, &reading.attachments, name, diagnostics)?.yaml))
}

/// Reads the résumé attached to a PDF, in Recto's format or another tool's.
///
/// # Errors
/// If it is neither.
pub fn read<'a>(
    data: &Attachment,
    files: &'a [Attachment],
    pdf: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Contents<'a>> {
    let name = format!("{} in {pdf}", data.name);
    if data.bytes.len() > Resume::MAX_BYTES {
        return Err(diagnostics.error(Resume::too_large(&name)));
    }
    let Ok(text) = std::str::from_utf8(&data.bytes) else {
        let note = Diagnostic::error(Code::File, format!("`{name}` is not valid UTF-8"));
        return Err(diagnostics.error(note.help("the PDF was not made by Recto; ask for the original file")));
    };
    let yaml = yaml(text, name, files, diagnostics)?;
    let portrait = portrait(&yaml, files, diagnostics);
    Ok(Contents { yaml, portrait })
}

fn yaml(text: &str, name: String, files: &[Attachment], diagnostics: &mut Diagnostics) -> Result<String> {
    let whole = serde_json::from_str::<serde_json::Value>(text).ok().and_then(|value| value.get(WHOLE).cloned());
    let own = whole.and_then(|value| serde_yaml::to_string(&value).ok());
    let source = Source::new(name, own.as_deref().unwrap_or(text));
    if let Ok(resume) = Resume::read(&source, &mut Diagnostics::new()) {
        return Ok(resume.to_yaml());
    }
    let there = |picture: &str| files.iter().any(|file| file.name == picture);
    Ok(import(&source, &there, diagnostics)?.text)
}

/// The photo that a résumé names, if it is in the PDF and may be written.
fn portrait<'a>(yaml: &str, files: &'a [Attachment], diagnostics: &mut Diagnostics) -> Option<&'a Attachment> {
    let resume = Resume::read(&Source::new("", yaml), &mut Diagnostics::new()).ok()?;
    let image = resume.basics.image?;
    let Some(file) = files.iter().find(|file| file.name == *image.file.value) else {
        let message = format!("the photo `{}` is not in the PDF", &*image.file.value);
        diagnostics.push(Diagnostic::warning(Code::File, message).help("put it beside the résumé, or remove `image`"));
        return None;
    };
    let may = is_plain_name(&file.name) && is_picture_named(&file.name, &file.bytes);
    leave_unless(may, file, diagnostics).then_some(file)
}

/// Warns that an image is not extracted, unless it may be written.
pub fn leave_unless(may: bool, file: &Attachment, diagnostics: &mut Diagnostics) -> bool {
    if !may {
        let message = format!("the photo `{}` is not extracted", file.name);
        let help = "only a valid image is written, under a plain file name with a matching extension, e.g. `me.png`";
        diagnostics.push(Diagnostic::warning(Code::File, message).help(help));
    }
    may
}

/// Whether a name is a plain file name on every system, and not hidden.
fn is_plain_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let one = matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == name);
    one && file_name::safe(name) == name
}

/// Whether a name's extension matches the bytes.
fn is_picture_named(name: &str, bytes: &[u8]) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let ending = if ending == "jpeg" { "jpg" } else { &ending };
    picture_format(bytes).is_some_and(|format| format.ending() == ending)
}
