//! Recto sets a résumé, written once as YAML, into a PDF that people and machines
//! read well.
//!
//! A résumé comes in as text at one end and leaves as a PDF at the other. Every
//! module is a step on that way and uses only those above it in this list:
//! [`source`], [`diagnostic`], [`yaml`], [`resume`].

pub mod diagnostic;
pub mod resume;
pub mod source;
pub mod yaml;
