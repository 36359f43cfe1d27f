//! Image files. SVGs are tested before they are used.
//!
//! A few hundred bytes of SVG can keep a computer busy for hours, in ways that cannot be detected
//! in its text: filters, nested patterns, embedded images. So an SVG is first rendered in a
//! separate process, with limits on time and memory, before it is used on a page.

use std::io::{self, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use data_url::DataUrl;
use flate2::read::GzDecoder;
use recto::diagnostic::Diagnostics;
use recto::export::{Format, PdfSettings, export};
use recto::typeset::{is_drawing, picture_fault, trial_sheet};

use crate::cli::process::{executable, patience, threads};
use crate::cli::project::assets::{ConfinedPath, read_regular};

/// Largest image file, in bytes.
pub const MAX_FILE: u64 = 20 << 20;

/// Largest SVG, in bytes, uncompressed.
const MAX_DRAWING: u64 = 4 << 20;

/// Time limit for rendering an SVG. Pages have far more time and memory: text in an SVG may use other
/// fonts there, which can cost several times as much.
const TIME: Duration = Duration::from_secs(5);

/// Memory limit for rendering an SVG, in bytes.
#[cfg(unix)]
const MEMORY: u64 = 512 << 20;

/// Stack size for rendering an SVG, in bytes: half of what a build has.
const STACK: usize = threads::STACK / 2;

/// Pixels per inch at which an SVG is tested: print resolution.
const PPI: f64 = 300.0;

/// How many verdicts are cached.
const KEPT: usize = 16;

/// Magic number of gzip (RFC 1952), with which an SVG may be compressed.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The exit code of a test that found an error which is reported elsewhere. Any other failure means
/// that the SVG is too complex.
const FAULTY: u8 = 3;

/// The hidden command that renders the SVG on standard input.
pub const COMMAND: &str = "try-picture";

/// Why an image cannot be used, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusablePicture {
    /// Follows the image's name, as in "`me.svg` is larger than 4 MiB".
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// Whether it exceeds a limit, rather than being unreadable.
    pub too_large: bool,
}

/// Reads an image, and tests it if it is an SVG.
///
/// # Errors
/// If it is too large, takes too long to render, or cannot be read.
pub fn read(path: &ConfinedPath) -> Result<Vec<u8>, UnusablePicture> {
    let bytes = read_regular(path.as_ref(), MAX_FILE).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => {
            too_large(format!("is larger than {} MiB", MAX_FILE >> 20), "a photo needs no more than 1000 × 1300 pixels")
        }
        _ => UnusablePicture {
            message: format!("cannot be read: {error}"),
            help: "make sure that it is a regular file, and readable",
            too_large: false,
        },
    })?;
    tested(bytes)
}

/// Decodes a picture in a `data:` URL, and tests it if it is an SVG.
///
/// # Errors
/// If it cannot be decoded, or takes too long to render.
pub fn decoded(url: &str) -> Result<Vec<u8>, UnusablePicture> {
    let decoded = DataUrl::process(url).ok().and_then(|data| data.decode_to_vec().ok());
    match decoded {
        Some((bytes, _)) => tested(bytes),
        None => Err(UnusablePicture {
            message: "cannot be decoded".into(),
            help: "write it as `data:image/png;base64,…`, or name a file beside the résumé",
            too_large: false,
        }),
    }
}

fn tested(bytes: Vec<u8>) -> Result<Vec<u8>, UnusablePicture> {
    if is_drawing(&bytes) { drawing(bytes) } else { Ok(bytes) }
}

/// An SVG, uncompressed, if it can be rendered within the limits.
///
/// # Errors
/// If it is too large, or takes too long to render.
pub fn drawing(bytes: Vec<u8>) -> Result<Vec<u8>, UnusablePicture> {
    let drawing = inflated(bytes)?;
    tried(&drawing).map(|()| drawing)
}

fn too_large(message: String, help: &'static str) -> UnusablePicture {
    UnusablePicture { message, help, too_large: true }
}

/// An SVG, uncompressed; its uncompressed size is limited.
fn inflated(bytes: Vec<u8>) -> Result<Vec<u8>, UnusablePicture> {
    let large =
        || too_large(format!("is an SVG of more than {} MiB", MAX_DRAWING >> 20), "simplify it, or use a PNG or JPEG");
    if !bytes.starts_with(&GZIP) {
        return if bytes.len() as u64 > MAX_DRAWING { Err(large()) } else { Ok(bytes) };
    }
    let mut text = Vec::new();
    match GzDecoder::new(&bytes[..]).take(MAX_DRAWING + 1).read_to_end(&mut text) {
        Ok(_) if text.len() as u64 > MAX_DRAWING => Err(large()),
        Ok(_) => Ok(text),
        Err(error) => Err(UnusablePicture {
            message: format!("cannot be decompressed: {error}"),
            help: "save it as an uncompressed SVG",
            too_large: false,
        }),
    }
}

/// An SVG, and the result of its test.
type Verdict = (Arc<[u8]>, Result<(), UnusablePicture>);

/// Renders an SVG in a separate process, unless the result is cached.
fn tried(drawing: &[u8]) -> Result<(), UnusablePicture> {
    static VERDICTS: Mutex<Vec<Verdict>> = Mutex::new(Vec::new());
    let kept = || VERDICTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, verdict)) = kept().iter().find(|(known, _)| **known == *drawing) {
        return verdict.clone();
    }
    // A module has no processes, and is one itself: the page that runs it ends it.
    let verdict = if cfg!(target_family = "wasm") { Ok(()) } else { drawn_within_limits(drawing, TIME) };
    let mut kept = kept();
    if kept.len() == KEPT {
        drop(kept.remove(0));
    }
    kept.push((drawing.into(), verdict.clone()));
    verdict
}

fn drawn_within_limits(drawing: &[u8], time: Duration) -> Result<(), UnusablePicture> {
    const HELP: &str = "simplify it, or use a PNG or JPEG";
    let unstarted = |error: io::Error| UnusablePicture {
        message: format!("cannot be tested: {error}"),
        help: "close other programs and try again, or use a PNG or JPEG",
        too_large: false,
    };
    let mut child = Command::new(executable())
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(unstarted)?;
    if let Some(mut input) = child.stdin.take() {
        // A process that exited before it read everything is handled below.
        input.write_all(drawing).ok();
    }
    match patience::wait(&mut child, time).map_err(unstarted)? {
        // Invalid images are reported elsewhere.
        Some(status) if status.success() || status.code() == Some(FAULTY.into()) => Ok(()),
        // Killed by the system, or by a failed allocation.
        Some(status) if status.code().is_none() => {
            Err(too_large("takes too much memory or time to render".into(), HELP))
        }
        Some(_) => Err(too_large("cannot be rendered".into(), HELP)),
        None => Err(too_large(format!("takes longer than {} s to render", time.as_secs()), HELP)),
    }
}

/// The hidden command: renders the SVG on standard input, in every output format.
pub fn try_out() -> ExitCode {
    #[cfg(unix)]
    limit();
    let mut drawing = Vec::new();
    if io::stdin().lock().take(MAX_DRAWING).read_to_end(&mut drawing).is_err() {
        return ExitCode::FAILURE;
    }
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(|| draw(drawing));
    thread.ok().and_then(|thread| thread.join().ok()).unwrap_or(ExitCode::FAILURE)
}

fn draw(drawing: Vec<u8>) -> ExitCode {
    threads::use_only_this();
    let mut quiet = Diagnostics::new();
    if picture_fault(&drawing).is_some() {
        return ExitCode::from(FAULTY);
    }
    let Ok(page) = trial_sheet(drawing, &mut quiet) else { return ExitCode::FAILURE };
    // An error in one format, such as a missing glyph, must not end the test early.
    let pdf = Format::Pdf(PdfSettings { standards: Vec::new(), ..PdfSettings::default() });
    for format in [pdf, Format::Png { ppi: PPI }, Format::Svg] {
        export(&page, &format, &mut quiet).ok();
    }
    ExitCode::SUCCESS
}

/// Limits memory and CPU time, so that the system kills this process even if its parent is gone.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |amount| Rlimit { current: Some(amount), maximum: Some(amount) };
    setrlimit(Resource::As, most(MEMORY)).ok();
    setrlimit(Resource::Cpu, most(2 * TIME.as_secs())).ok();
    setrlimit(Resource::Core, most(0)).ok();
}
