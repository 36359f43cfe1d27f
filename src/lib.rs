//! Recto turns a YAML résumé into a typeset PDF that both people and parsers read well.
//!
//! From text to PDF in six steps:
//!
//! ```
//! use recto::diagnostic::Diagnostics;
//! use recto::export::{Format, export};
//! use recto::fit::fit;
//! use recto::resume::Resume;
//! use recto::source::Source;
//! use recto::tailor::{self, Filter, tailor};
//! use recto::theme::Themes;
//! use recto::typeset::Compiler;
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
//! let resume = tailor(resume, Some(&application), &Filter::default(), &mut notes)?;
//! let theme = Themes::builtin().find("plumb", None, &mut notes)?;
//! let fitted = fit(&resume, &Compiler::new(&theme), &mut notes)?;
//! let pdf = export(&fitted.document, &Format::pdf(), &mut notes)?;
//!
//! assert!(resume.skills.len() == 1 && fitted.document.page_count() == 1 && pdf.starts_with(b"%PDF"));
//! # Ok::<(), recto::diagnostic::ErrorReported>(())
//! ```
//!
//! Each step returns [`diagnostic::Result`]. Its error carries no details: the reasons are in the
//! diagnostics, all of them, with their locations. [`job`] compares a résumé with a job posting,
//! [`advice`] checks how it is written, [`facts`] finds what another résumé does not say, [`mod@sent`] is
//! the log of what was sent, [`mod@import`] reads other formats, [`inspect`] reads finished PDFs.
//!
//! A module uses only the modules before it in this list: [`source`], [`diagnostic`], [`fix`], [`edit`], [`resume`],
//! [`mod@tailor`], [`mod@sent`], [`locale`], [`theme`], [`mod@present`], [`facts`], [`fields`], [`spelling`],
//! [`advice`], [`job`], [`mod@schema`], [`assist`], [`mod@import`], [`mod@typeset`], [`mod@fit`], [`mod@export`],
//! [`inspect`].
//! The library reads no files, prints nothing and does not ask for the time: the same input gives
//! the same bytes.
//!
//! `docs/library.md` in the repository walks through the examples and the stability guarantees.

pub mod advice;
pub mod assist;
pub mod bundled;
pub mod diagnostic;
pub mod edit;
pub mod export;
pub mod facts;
pub mod fields;
pub mod fit;
pub mod fix;
pub mod import;
pub mod inspect;
pub mod job;
pub mod locale;
mod pdf;
pub mod present;
#[cfg(feature = "render")]
pub mod render;
pub mod resume;
pub mod schema;
pub mod sent;
pub mod source;
pub mod spelling;
pub mod tailor;
pub mod theme;
pub mod typeset;
mod yaml;
