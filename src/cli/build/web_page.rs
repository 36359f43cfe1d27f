//! A résumé as a web page: what is written beside its PDF.

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::export::{Format, Style, WebPage, export, write_page};
use recto::resume::Url;
use recto::typeset;

use super::destination::Destination;
use super::render::{Artifact, Artifacts, Part};
use crate::cli::args::{OutputFormat, Robots};
use crate::cli::project::Project;
use crate::cli::report::Failure;

/// The name of the page, which servers show for its directory.
const PAGE: &str = "index";

/// The name of the picture, which previews of links show.
const PICTURE: &str = "preview";

/// What is known of a web page to write.
#[derive(Debug, Clone, Copy)]
pub struct WebPageRequest<'a> {
    /// The directory that it goes to.
    pub directory: &'a Path,
    /// The name of its PDF, without extension.
    pub pdf: &'a str,
    /// The address that it will have.
    pub address: Option<&'a Url>,
    /// Whether search engines may list it.
    pub robots: Robots,
    /// Resolution of the picture, in pixels per inch.
    pub ppi: f64,
}

impl WebPageRequest<'_> {
    /// Adds the page, and a picture of the first page, to the PDF of a résumé.
    ///
    /// # Errors
    /// If the theme's options are invalid, or the picture cannot be drawn.
    pub fn add(
        &self,
        artifacts: &mut Artifacts,
        project: &Project,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), Failure> {
        let Project { resume, theme, pictures, .. } = project;
        let document = typeset::document(resume, theme, diagnostics)?;
        let style = Style::of(resume, theme, pictures, &document.header);
        let picture = match &artifacts.pages {
            Some(pages) => export(&pages.resume, &Format::Png { ppi: self.ppi }, diagnostics)?,
            None => Vec::new(),
        };
        diagnostics.reported()?;
        let page = WebPage {
            pdf: &format!("{}.{}", self.pdf, OutputFormat::Pdf.extension()),
            picture: &format!("{PICTURE}.{}", OutputFormat::Png.extension()),
            picture_size: size_of_png(&picture),
            address: self.address,
            is_listed: self.robots == Robots::Index,
        };
        let page = write_page(&document, &style, &page);
        for (name, format, bytes) in [(PICTURE, OutputFormat::Png, picture), (PAGE, OutputFormat::Html, page)] {
            let destination = Destination::in_directory(self.directory, name, format);
            artifacts.artifacts.push(Artifact::file(Part::Resume, destination, bytes));
        }
        Ok(())
    }
}

/// The width and height in the header of a PNG file, in pixels.
fn size_of_png(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
    (number(16), number(20))
}
