//! The output formats: one table, from which help, extensions and media types derive.

use std::fmt;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use recto::export::Form;

/// A format that `recto build` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    Pdf,
    Png,
    Svg,
    Docx,
    Html,
    Txt,
    Md,
    Json,
    Yaml,
    Typ,
}

/// How a format is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatKind {
    /// From laid-out pages, all in one file.
    Document,
    /// From laid-out pages, one file per page.
    Images,
    /// From the text of the résumé in reading order.
    Text(Form),
    /// From the résumé's data.
    Data,
    /// From laid-out pages, as a folder.
    Folder,
}

/// What is known about a format.
#[derive(Debug)]
pub struct FormatInfo {
    /// The format.
    pub format: OutputFormat,
    /// The file extension, which is also its name on the command line.
    pub extension: &'static str,
    /// The media type (IANA).
    pub media_type: &'static str,
    /// What messages call such a file.
    pub label: &'static str,
    /// What `--help` says about it.
    pub help: &'static str,
    /// How it is made.
    pub kind: FormatKind,
    /// Whether a terminal can show it.
    pub printable: bool,
}

use FormatKind::{Data, Document, Folder, Images, Text};

/// Every format.
pub const FORMATS: &[FormatInfo] = &[
    FormatInfo {
        format: OutputFormat::Pdf,
        extension: "pdf",
        media_type: "application/pdf",
        label: "a PDF",
        help: "All pages in one PDF",
        kind: Document,
        printable: false,
    },
    FormatInfo {
        format: OutputFormat::Png,
        extension: "png",
        media_type: "image/png",
        label: "a PNG image",
        help: "One image per page",
        kind: Images,
        printable: false,
    },
    FormatInfo {
        format: OutputFormat::Svg,
        extension: "svg",
        media_type: "image/svg+xml",
        label: "an SVG image",
        help: "One vector image per page",
        kind: Images,
        printable: true,
    },
    FormatInfo {
        format: OutputFormat::Docx,
        extension: "docx",
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        label: "a Word document",
        help: "A Word document",
        kind: Text(Form::Docx),
        printable: false,
    },
    FormatInfo {
        format: OutputFormat::Html,
        extension: "html",
        media_type: "text/html; charset=utf-8",
        label: "an HTML page",
        help: "A self-contained web page",
        kind: Text(Form::Html),
        printable: true,
    },
    FormatInfo {
        format: OutputFormat::Txt,
        extension: "txt",
        media_type: "text/plain; charset=utf-8",
        label: "plain text",
        help: "Plain text, for application forms",
        kind: Text(Form::Text),
        printable: true,
    },
    FormatInfo {
        format: OutputFormat::Md,
        extension: "md",
        media_type: "text/markdown; charset=utf-8",
        label: "Markdown",
        help: "Markdown",
        kind: Text(Form::Markdown),
        printable: true,
    },
    FormatInfo {
        format: OutputFormat::Json,
        extension: "json",
        media_type: "application/json",
        label: "JSON",
        help: "JSON Resume v1.0.0",
        kind: Data,
        printable: true,
    },
    FormatInfo {
        format: OutputFormat::Yaml,
        extension: "yaml",
        media_type: "application/yaml",
        label: "YAML",
        help: "The résumé after tailoring, as YAML",
        kind: Data,
        printable: true,
    },
    FormatInfo {
        format: OutputFormat::Typ,
        extension: "typ",
        media_type: "application/octet-stream",
        label: "a Typst directory",
        help: "A directory that plain Typst compiles to the same pages (see docs/typst.md in the repository)",
        kind: Folder,
        printable: false,
    },
];

impl OutputFormat {
    /// What is known about it.
    pub fn info(self) -> &'static FormatInfo {
        FORMATS.iter().find(|info| info.format == self).expect("a test holds that each format has a row")
    }

    /// Its file extension.
    pub fn extension(self) -> &'static str {
        self.info().extension
    }

    /// Whether it is a folder rather than files.
    pub fn is_folder(self) -> bool {
        self.info().kind == Folder
    }

    /// Whether it is made of laid-out pages.
    pub fn has_pages(self) -> bool {
        matches!(self.info().kind, Document | Images | Folder)
    }

    /// The format of files with an extension, in any case.
    pub fn from_extension(extension: &str) -> Option<OutputFormat> {
        FORMATS.iter().find(|info| extension.eq_ignore_ascii_case(info.extension)).map(|info| info.format)
    }
}

impl ValueEnum for OutputFormat {
    fn value_variants<'a>() -> &'a [Self] {
        use OutputFormat::{Docx, Html, Json, Md, Pdf, Png, Svg, Txt, Typ, Yaml};
        &[Pdf, Png, Svg, Docx, Html, Txt, Md, Json, Yaml, Typ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.extension()).help(self.info().help))
    }
}

impl fmt::Display for OutputFormat {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.info().label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_one_row_and_an_extension_of_its_own() {
        let listed: Vec<_> = FORMATS.iter().map(|info| info.format).collect();
        assert_eq!(listed, OutputFormat::value_variants());
        for info in FORMATS {
            assert_eq!(OutputFormat::from_extension(&info.extension.to_uppercase()), Some(info.format));
        }
    }
}
