//! A résumé in, a PDF out, over the memory of a WebAssembly module: what a page of bindings
//! to JavaScript would begin with. `run.mjs` shows the other side.

use std::sync::Mutex;

use recto::diagnostic::{Diagnostics, Result};
use recto::export::{Format, export};
use recto::fit::fit;
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::Compiler;

static RESUME: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static ANSWER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Makes room for a résumé of so many bytes, to be written there.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    let mut resume = RESUME.lock().expect("there is one thread");
    *resume = vec![0; length];
    resume.as_mut_ptr()
}

/// Builds it: 1 if the answer is a PDF, 0 if it is what is wrong.
#[unsafe(no_mangle)]
pub extern "C" fn build() -> u32 {
    let text = String::from_utf8_lossy(&RESUME.lock().expect("there is one thread")).into_owned();
    let mut diagnostics = Diagnostics::new();
    let pdf = pdf(&text, &mut diagnostics);
    let wrong =
        || diagnostics.sorted().iter().map(|note| format!("{}: {}\n", note.severity, note.message)).collect::<String>();
    let built = pdf.is_ok();
    *ANSWER.lock().expect("there is one thread") = pdf.unwrap_or_else(|_| wrong().into_bytes());
    built.into()
}

/// Where the answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    ANSWER.lock().expect("there is one thread").as_ptr()
}

/// How many bytes the answer has.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    ANSWER.lock().expect("there is one thread").len()
}

fn pdf(yaml: &str, diagnostics: &mut Diagnostics) -> Result<Vec<u8>> {
    let resume = Resume::read(&Source::new("resume.yaml", yaml), diagnostics)?;
    let theme = Themes::builtin().chosen_by(&resume, diagnostics)?;
    let fitted = fit(&resume, &Compiler::new(&theme), diagnostics)?;
    export(&fitted.document, &Format::pdf(), diagnostics)
}
