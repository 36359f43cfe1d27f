//! Recto sets a résumé, written once as YAML, into a PDF that people and machines
//! read well.
//!
//! A résumé comes in as text at one end and leaves as a PDF at the other, in six steps:
//!
//! ```
//! use recto::diagnostic::Diagnostics;
//! use recto::export::{Format, export};
//! use recto::fit::fit;
//! use recto::resume::Resume;
//! use recto::source::Source;
//! use recto::tailor::{self, Cut, tailor};
//! use recto::theme::Themes;
//! use recto::typeset::{Fonts, Pictures};
//!
//! let text = "
//! basics: {name: Ada Lovelace}
//! skills:
//!   - {name: Mathematics}
//!   - {name: Horses, tags: stable}
//! pages: 1
//! applications:
//!   college: {without: stable}
//! ";
//! let mut notes = Diagnostics::new();
//! let resume = Resume::read(&Source::new("resume.yaml", text), &mut notes)?;
//! let application = tailor::find(&resume, "college", &mut notes)?.clone();
//! let resume = tailor(resume, Some(&application), &Cut::default(), &mut notes)?;
//! let theme = Themes::builtin().find("plumb", None, &mut notes)?;
//! let fitted = fit(&resume, &theme, &Pictures::new(), &Fonts::shipped(), &mut notes)?;
//! let pdf = export(&fitted.document, &Format::pdf(), &mut notes)?;
//!
//! assert!(resume.skills.len() == 1 && fitted.document.page_count() == 1 && pdf.starts_with(b"%PDF"));
//! # Ok::<(), recto::diagnostic::Reported>(())
//! ```
//!
//! Each returns [`diagnostic::Result`], whose error says only that the reasons stand in the
//! notes: all of them, with their places. [`job`] compares a résumé with an advertisement,
//! [`advice`] looks at how it is written, [`mod@import`] reads other formats, [`inspect`] reads
//! finished PDFs.
//!
//! Every module is a step and uses only those above it in this list: [`source`],
//! [`diagnostic`], [`resume`], [`mod@tailor`], [`advice`], [`job`], [`locale`], [`theme`],
//! [`mod@schema`], [`assist`], [`mod@import`], [`mod@present`], [`mod@typeset`], [`mod@fit`], [`mod@export`], [`inspect`]. Nothing here
//! reads a file, prints, or asks the clock: the same input gives the same bytes.
//!
//! `docs/library.md` in the repository goes through the examples and says what is promised.

pub mod advice;
pub mod assist;
pub mod diagnostic;
pub mod export;
pub mod fit;
pub mod import;
pub mod inspect;
pub mod job;
pub mod locale;
pub mod present;
#[cfg(feature = "render")]
pub mod render;
pub mod resume;
pub mod schema;
pub mod source;
pub mod tailor;
pub mod theme;
pub mod typeset;
mod yaml;
