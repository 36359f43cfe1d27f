//! Downloads: the files that `recto build` would write.

use recto::diagnostic::Diagnostics;
use recto::export::export_files;

use super::layout::Layout;
use super::response::Response;
use crate::cli::args::{FORMATS, LetterPlacement, OutputFormat, PPI, PdfArgs, PreviewArgs};
use crate::cli::build::destination::{DestinationRequest, FixedPlace};
use crate::cli::build::pdf_settings;
use crate::cli::build::render::{self, Encoding, Part};
use crate::cli::project::clock;
use crate::cli::report::Failure;

/// The file that `recto build` would write, with the same name.
pub fn file(args: &PreviewArgs, last: &Layout, format: OutputFormat, page: usize) -> Response {
    let mut diagnostics = Diagnostics::new();
    let encoded = encode(args, last, format, &mut diagnostics);
    let Ok((files, stem)) = encoded else {
        let messages = diagnostics.sorted().iter().map(|note| note.message.clone()).collect::<Vec<_>>();
        return Response::refusal(500, messages.join("; "));
    };
    let several = files.len() > 1;
    let Some(file) = page.checked_sub(1).and_then(|index| files.into_iter().nth(index)) else {
        return Response::refusal(404, format!("there is no page {page}"));
    };
    let number = if several { format!("-{page}") } else { String::new() };
    let name = format!("{stem}{number}.{}", format.extension());
    Response { save_as: Some(name), ..Response::of(format.info().media_type, file) }
}

/// The files of the current view, and their name without extension.
fn encode(
    args: &PreviewArgs,
    last: &Layout,
    format: OutputFormat,
    diagnostics: &mut Diagnostics,
) -> Result<(Vec<Vec<u8>>, String), Failure> {
    let Layout { project, application, .. } = last;
    let request = DestinationRequest {
        resume: &args.resume,
        output: None,
        place: None,
        format: Some(format),
        application: application.as_deref(),
    };
    // A name that could not be written here is fine for a download.
    let destination = request.for_project(project, clock::today(), &mut Diagnostics::new()).ok();
    let stem = |letter: bool| {
        let destination = destination.clone();
        let named = destination.and_then(|it| if letter { it.for_letter() } else { Some(it) });
        let path = named.as_ref().and_then(|named| named.path()?.file_stem()?.to_str());
        path.unwrap_or("resume").to_owned()
    };
    let embed = project.resume.embed == Some(true) && format == OutputFormat::Pdf;
    let settings = pdf_settings::decide(&PdfArgs::default(), format, embed, args.document.content.date, diagnostics)?;
    let encoding = Encoding::new(format, PPI, settings);
    if let Encoding::Pages(pages) = &encoding {
        return Ok((export_files(last.shown(), pages, diagnostics)?, stem(last.is_letter())));
    }
    let memory = DestinationRequest { place: Some(FixedPlace::Memory), ..request };
    let Some(memory) = memory.without_project(diagnostics) else { return Ok((Vec::new(), stem(false))) };
    let made = render::text(project, &memory?, &encoding, LetterPlacement::Separate, diagnostics)?;
    // Data formats contain only the résumé; a letter has none.
    let letter = made.artifacts.iter().find(|artifact| artifact.part == Part::Letter).filter(|_| last.is_letter());
    let artifact = letter.or(made.artifacts.first());
    Ok((artifact.map_or(Vec::new(), |artifact| artifact.files().to_vec()), stem(letter.is_some())))
}

/// The formats for downloads, by extension.
pub fn formats() -> Vec<&'static str> {
    FORMATS.iter().map(|info| info.format).filter(|format| !format.is_folder()).map(OutputFormat::extension).collect()
}
