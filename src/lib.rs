//! Recto sets a résumé, written once as YAML, into a PDF that people and machines
//! read well.
//!
//! A résumé comes in as text at one end and leaves as a PDF at the other. Every
//! module is a step on that way and uses only those above it in this list:
//! [`source`], [`diagnostic`], [`yaml`], [`resume`], [`tailor`], [`advice`], [`job`], [`locale`], [`theme`],
//! [`mod@schema`], [`assist`], [`import`], [`outline`], [`typeset`], [`fit`], [`export`], [`inspect`].
//! Nothing here reads a file, prints, or asks the clock.
//!
//! ```
//! use recto::diagnostic::Diagnostics;
//! use recto::export::{Format, export};
//! use recto::resume::Resume;
//! use recto::source::Source;
//! use recto::theme::Themes;
//! use recto::typeset::{Fonts, Pictures, typeset};
//!
//! let mut notes = Diagnostics::new();
//! let source = Source::new("resume.yaml", "basics: {name: Ada Lovelace}\nskills: [{name: Notes}]");
//! let resume = Resume::read(&source, &mut notes)?;
//! let theme = Themes::builtin().default_theme(&mut notes)?;
//! let document = typeset(&resume, &theme, &Pictures::new(), &Fonts::shipped(), &mut notes)?;
//! let pdf = export(&document, &Format::pdf(), &mut notes)?;
//! assert!(pdf.starts_with(b"%PDF"));
//! # Ok::<(), recto::diagnostic::Reported>(())
//! ```

pub mod advice;
pub mod assist;
pub mod diagnostic;
pub mod export;
pub mod fit;
pub mod import;
pub mod inspect;
pub mod job;
pub mod locale;
pub mod outline;
pub mod resume;
pub mod schema;
pub mod source;
pub mod tailor;
pub mod theme;
pub mod typeset;
pub mod yaml;
