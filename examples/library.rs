//! The examples of the library, one for each step, in one program: each of its own would
//! link all of Typst again. `docs/library.md` goes through them.
//!
//!     cargo run --release --example library fit

pub mod compare;
pub mod export;
pub mod fit;
pub mod import;
pub mod inspect;
pub mod many;
pub mod read;
pub mod tailor;
pub mod theme;
pub mod typeset;

/// Every example by the name of its file.
pub const EXAMPLES: &[(&str, fn())] = &[
    ("compare", compare::main),
    ("export", export::main),
    ("fit", fit::main),
    ("import", import::main),
    ("inspect", inspect::main),
    ("many", many::main),
    ("read", read::main),
    ("tailor", tailor::main),
    ("theme", theme::main),
    ("typeset", typeset::main),
];

#[allow(dead_code, reason = "tests run the examples without it")]
#[allow(clippy::disallowed_macros, reason = "an example prints")]
fn main() {
    let asked = std::env::args().nth(1).unwrap_or_default();
    match EXAMPLES.iter().find(|(name, _)| *name == asked) {
        Some((_, main)) => main(),
        None => EXAMPLES.iter().for_each(|(name, _)| println!("cargo run --release --example library {name}")),
    }
}
