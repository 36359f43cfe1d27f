//! The one test binary: every further one would link all of Typst again.

#![allow(clippy::disallowed_methods, reason = "tests read files and run the program")]

mod advice;
mod architecture;
mod command;
mod corpus;
mod determinism;
mod docs;
mod embed;
mod examples;
mod fit;
mod forms;
mod hostile;
mod icons;
mod import;
mod inspecting;
mod layout;
mod letter;
mod licences;
mod lsp;
mod many;
mod matching;
mod mutation;
mod picture;
mod places;
mod preview;
mod project;
mod proof;
mod properties;
mod reader;
mod reading;
mod readme;
mod reports;
mod roundtrip;
mod running;
mod schema;
mod seed;
mod surface;
mod tailoring;
mod themes;
mod walk;
mod watching;
