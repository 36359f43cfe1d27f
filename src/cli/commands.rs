//! The commands, one file each.

pub mod applications;
pub mod build;
pub mod check;
pub mod diff;
pub mod doctor;
pub mod extract;
pub mod fields;
pub mod fonts;
pub mod import;
pub mod inspect;
pub mod match_job;
pub mod mcp;
pub mod new;
mod pdf_input;
pub mod shell;
pub mod show;
mod since_sent;
mod theme_check;
pub mod themes;
pub mod watch;
