//! Documents without fields → résumés, with comments at what is uncertain.

use super::comments::{Comment, Place};
use super::dropped::DroppedList;
use super::unstructured::archive::Archive;
use super::unstructured::lines::Document;
use super::unstructured::{self, docx, html, markdown, odt, plain};
use super::{Format, Guess, Imported, LEAST_KEPT, Unplaced, europass, import_as, language, linkedin, repair, write};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use crate::pdf::{self, PdfFile};
use crate::source::Source;
use crate::yaml;

/// The most text that is read, in bytes.
const MOST_TEXT: usize = 1 << 20;

/// Imports a PDF.
///
/// # Errors
/// If it cannot be read, or has no text.
pub fn import_pdf(
    name: &str,
    bytes: &[u8],
    there: &dyn Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) -> Result<Imported> {
    let file = match PdfFile::of(bytes) {
        Ok(file) => file,
        Err(why) => return Err(diagnostics.error(Diagnostic::error(Code::File, format!("`{name}` is {why}")))),
    };
    // Europass puts its XML into the PDFs that it makes.
    let attached = file.structure.attachments.iter().filter_map(|file| std::str::from_utf8(&file.bytes).ok());
    if let Some(xml) = attached.into_iter().find(|text| europass::is_xml(text)) {
        let source = europass::read(name, xml, diagnostics);
        return import_as(&source, Some(Format::Europass), there, diagnostics);
    }
    if let Some(why) = pdf::no_text(&file.marks) {
        let note = Diagnostic::error(Code::File, format!("`{name}` has {why}"));
        let help = "make its text readable with an OCR program first, or import the document that it was made from";
        return Err(diagnostics.error(note.help(help)));
    }
    import(unstructured::pdf::read(name, &file), Format::Pdf, there, diagnostics)
}

/// Imports a Word document, an OpenDocument text or a LinkedIn archive.
///
/// # Errors
/// If it is none of them, or is damaged.
pub fn import_archive(
    name: &str,
    bytes: &[u8],
    there: &dyn Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) -> Result<Imported> {
    let names = Archive::open(bytes).map(|archive| archive.names()).unwrap_or_default();
    if linkedin::is_archive(&names)
        && let Some(mut archive) = Archive::open(bytes)
    {
        let unread = linkedin::unread(&names);
        if !unread.is_empty() {
            let message = format!("tables of the archive that were not read: {}", unread.join(", "));
            let note = Diagnostic::warning(Code::NotImported, message);
            diagnostics
                .push(note.help("messages, connections and other data that are not part of a résumé stay closed"));
        }
        let source = Source::new(name, linkedin::read(&mut archive));
        return import_as(&source, Some(Format::LinkedIn), there, diagnostics);
    }
    let has = |member: &str| names.iter().any(|name| name == member);
    let read = match () {
        () if has("word/document.xml") => docx::read(name, bytes).map(|document| (document, Format::Docx)),
        () if has("content.xml") => odt::read(name, bytes).map(|document| (document, Format::Odt)),
        () => None,
    };
    let Some((document, format)) = read else {
        let message = format!("`{name}` is not in a format that can be imported, or is damaged");
        let help =
            "of archives, `recto import` reads Word documents (.docx), OpenDocument texts (.odt) and LinkedIn's (.zip)";
        return Err(diagnostics.error(Diagnostic::error(Code::File, message).help(help)));
    };
    import(document, format, there, diagnostics)
}

/// Imports HTML, Markdown or plain text.
///
/// # Errors
/// If too little of it was understood.
pub fn import_text(source: &Source, there: &dyn Fn(&str) -> bool, diagnostics: &mut Diagnostics) -> Result<Imported> {
    let is_html = source.text().trim_start().get(..1).is_some_and(|first| first == "<");
    let (document, format) = match is_markdown(source) {
        _ if is_html => (html::read(source.name(), source.text()), Format::Html),
        true => (markdown::read(source.name(), source.text()), Format::Markdown),
        false => (plain::read(source.name(), source.text()), Format::PlainText),
    };
    import(document, format, there, diagnostics)
}

/// The text of a file: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.
///
/// # Errors
/// If it is not text.
pub fn decoded(name: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<String> {
    let refuse = |message: String, help: &str| Diagnostic::error(Code::File, message).help(help);
    if bytes.len() > MOST_TEXT {
        let message = format!("`{name}` is too large for a résumé");
        return Err(diagnostics.error(refuse(message, "the limit for text is 1 MiB")));
    }
    let wide = |units: Vec<u16>| String::from_utf16_lossy(&units);
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok(wide(rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok(wide(rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()));
    }
    if bytes.contains(&0) {
        let help =
            "`recto import` reads PDF, Word, OpenDocument, HTML, Markdown, text, JSON, YAML and LinkedIn archives";
        return Err(diagnostics.error(refuse(format!("`{name}` is not in a format that can be imported"), help)));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    })
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Whether a text is meant as JSON or YAML, and is to be reported as such if it is faulty.
pub fn is_structured(source: &Source) -> bool {
    let name = source.name().to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ends(&[".yaml", ".yml", ".json"]) || source.is_json() {
        return true;
    }
    if ends(&[".md", ".markdown", ".txt", ".html", ".htm"]) || source.text().trim_start().starts_with('<') {
        return false;
    }
    yaml::parse(source, &mut Diagnostics::new()).is_ok_and(|root| super::recognise(&root).is_some())
}

fn is_markdown(source: &Source) -> bool {
    let name = source.name().to_lowercase();
    let marked = |line: &str| line.starts_with("# ") || line.starts_with("## ") || line.starts_with("**");
    [".md", ".markdown"].iter().any(|ending| name.ends_with(ending))
        || source.text().lines().filter(|line| marked(line)).count() >= 2
}

/// Imports a document.
///
/// # Errors
/// If too little of it was understood.
pub fn import(
    mut document: Document,
    format: Format,
    there: &dyn Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) -> Result<Imported> {
    diagnostics.open(&document.source);
    if document.lines.is_empty() {
        let message = format!("`{}` has no text", document.source.name());
        return Err(diagnostics.error(Diagnostic::error(Code::File, message)));
    }
    let read = unstructured::read(&mut document);
    let (document, source) = (&document, &document.source);
    let mut draft = read.root.clone();
    let detected = language::detect(&mut draft, read.of_titles);
    unstructured::without_usual_titles(&mut draft, detected);
    let mut losses = DroppedList::default();
    let carried = repair::repair(draft, source, there, &mut losses, &mut Diagnostics::new()).inspect_err(|_| {
        let note = Diagnostic::error(Code::NotImported, format!("`{}` cannot be read as a résumé", source.name()));
        diagnostics.error(note.help("start with `recto new`, and paste the text into it"));
    })?;
    let before = losses.list.len();
    let kept = read.report_lost(document, &carried, &mut losses);
    if read.sections == 0 || kept < LEAST_KEPT {
        let what = match read.sections {
            0 => "no section titles were found".to_owned(),
            _ => format!("only {:.0} % of its words could be placed", kept * 100.0),
        };
        let note =
            Diagnostic::error(Code::NotImported, format!("`{}` cannot be read as a résumé: {what}", source.name()));
        let help = "if it is one, give its sections usual titles, such as `Experience`; or paste it into the file that `recto new` creates";
        return Err(diagnostics.error(note.help(help)));
    }
    losses.list.drain(..before).for_each(drop);
    let comment = |guess: &unstructured::Guess| Comment {
        lines: vec![guess.comment(document)],
        place: Place::Before(guess.span),
    };
    let mut text = write::write(&carried, format, source, &losses, read.guesses.iter().map(comment).collect());
    if let Some(language) = detected {
        language::explain(&mut text, language);
    }
    let unplaced: Vec<Unplaced> = losses
        .list
        .iter()
        .map(|loss| Unplaced { text: source.text()[loss.span.range()].to_owned(), place: loss.path.clone() })
        .collect();
    diagnostics.extend(losses.list.iter().map(|loss| {
        let note = Diagnostic::warning(Code::NotImported, "no place was found for this text").at(loss.span);
        note.path(&loss.path).help("it was kept in a comment at the end of the file")
    }));
    let guesses = guesses(document, &read.guesses, &text);
    Ok(Imported { format, text, lost: losses.count(), guesses, unplaced })
}

/// The guesses with the lines of their comments, in the order of the result.
fn guesses(document: &Document, guesses: &[unstructured::Guess], text: &str) -> Vec<Guess> {
    let mut used = Vec::new();
    let mut found: Vec<Guess> = guesses
        .iter()
        .filter_map(|guess| {
            let comment = guess.comment(document);
            let mut lines = text.lines().enumerate().filter(|(_, line)| line.trim_start() == comment);
            let line = lines.find(|(at, _)| !used.contains(at))?.0;
            used.push(line);
            Some(Guess {
                read_as: guess.read_as.to_owned(),
                text: document.source.text()[guess.span.range()].to_owned(),
                place: document.place(guess.span),
                line: line + 1,
            })
        })
        .collect();
    found.sort_by_key(|guess| guess.line);
    found
}
