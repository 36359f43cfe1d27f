//! `recto check --fix`

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use recto::diagnostic::{Certainty, Code, Diagnostic, Diagnostics};
use recto::fix::{Fixer, Undone};
use recto::resume::ResumeFiles;
use recto::source::Source;
use similar::TextDiff;

use crate::cli::args::{CheckArgs, FixMode, MessageFormat};
use crate::cli::build::destination::write_whole;
use crate::cli::project::assets::Root;
use crate::cli::project::fixes::{self, Scope, Writing};
use crate::cli::project::input::{self, STANDARD};
use crate::cli::project::overrides::Overrides;
use crate::cli::report::{self, Failure, stdout};

/// Fixes the files of a résumé, and returns them as they are now. With `--diff`, they are not written.
///
/// # Errors
/// If they cannot be read or written, or `--fix=all` cannot ask.
pub fn run(
    args: &CheckArgs,
    mode: FixMode,
    root: &Root,
    diagnostics: &mut Diagnostics,
) -> Result<ResumeFiles, Failure> {
    let is_standard = args.resume == Path::new(STANDARD);
    if let Some(fault) = fault(args, mode, is_standard) {
        return Err(Failure::io(diagnostics.error(fault)));
    }
    let overrides = Overrides::from(&args.document);
    overrides.require_root(diagnostics)?;
    let files = input::read_files(&args.resume, &overrides, diagnostics)?;
    // A filter changes what passes through it, and nothing else.
    let scope = if is_standard { Scope::Main } else { Scope::All };
    let writing = match mode {
        FixMode::Certain => Writing::Ignored,
        FixMode::All => Writing::Advised(args.dictionary.as_deref()),
    };
    let mut fixer = fixes::fixer(&files, scope, writing, root, &overrides);
    let before = fixer.sources().to_vec();
    fixer.apply_certain();
    if mode == FixMode::All {
        ask(&mut fixer);
    }
    let changes = changes(args, &files, scope, &before, &fixer);
    match (args.diff, is_standard) {
        (true, _) => print_differences(&changes, diagnostics)?,
        (false, true) => stdout::print_raw(fixer.sources()[0].text().as_bytes(), diagnostics)?,
        (false, false) => write(&changes, diagnostics)?,
    }
    for Change { before, count, .. } in &changes {
        let problems = if *count == 1 { "1 problem" } else { &format!("{count} problems") };
        let verb = if args.diff { "can be fixed" } else { "fixed" };
        report::line(&format!("{}: {problems} {verb}", before.name()));
    }
    // The others were reported when they were asked about.
    let is_certain =
        |undone: &&Undone| undone.diagnostic.fix.as_ref().is_some_and(|fix| fix.certainty == Certainty::Certain);
    fixer.undone().iter().filter(is_certain).for_each(say_undone);
    Ok(fixes::with(&files, scope, fixer.sources()))
}

/// Why the flags cannot be used together, or here.
fn fault(args: &CheckArgs, mode: FixMode, is_standard: bool) -> Option<Diagnostic> {
    let note = |message: &str, help: &str| Some(Diagnostic::error(Code::File, message).help(help));
    if mode == FixMode::All && (is_standard || !io::stdin().is_terminal() || !io::stderr().is_terminal()) {
        return note(
            "`--fix=all` asks about each fix, and needs a terminal",
            "use `--fix` to apply the fixes that are certain",
        );
    }
    if args.message_format == MessageFormat::Json && (args.diff || is_standard) {
        let what = if args.diff { "the differences" } else { "the fixed text" };
        return note(
            &format!("{what} and JSON messages cannot both be written to standard output"),
            "leave out `--message-format json`",
        );
    }
    if !is_standard && fs::metadata(&args.resume).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        let message = format!("`{}` is not a regular file, and cannot be fixed", args.resume.display());
        return note(&message, "pass a file, or `-` for standard input");
    }
    None
}

/// Asks about each fix that is not certain.
fn ask(fixer: &mut Fixer) {
    while let Some(note) = fixer.next() {
        let mut one = Diagnostics::new();
        one.open_all(fixer.diagnostics());
        one.push(note.clone());
        report::for_people(&one);
        match answer() {
            Answer::Yes => match fixer.apply(&note) {
                Ok(()) => fixer.apply_certain(),
                Err(undone) => say_undone(undone),
            },
            Answer::No => fixer.decline(&note),
            Answer::Quit => return,
        }
    }
}

enum Answer {
    Yes,
    No,
    Quit,
}

/// Asks until there is an answer. The end of the input means to quit.
fn answer() -> Answer {
    loop {
        write!(io::stderr(), "Apply this fix? (y)es, (n)o, (q)uit: ").ok();
        let mut line = String::new();
        let length = io::stdin().read_line(&mut line).unwrap_or(0);
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => return Answer::Yes,
            "n" | "no" => return Answer::No,
            "q" | "quit" => return Answer::Quit,
            _ if length == 0 => return Answer::Quit,
            _ => {}
        }
    }
}

/// Says why a fix was undone.
fn say_undone(Undone { diagnostic, source, reason, .. }: &Undone) {
    let line = diagnostic.fix.as_ref().map_or(1, |fix| source.position(fix.span.start).line);
    report::line(&format!("{}:{line}: not fixed: {} ({reason})", source.name(), diagnostic.message));
}

/// A file that was changed.
struct Change {
    path: PathBuf,
    before: Source,
    after: Source,
    /// The number of fixes.
    count: usize,
}

/// The files that were changed.
fn changes(args: &CheckArgs, files: &ResumeFiles, scope: Scope, before: &[Source], fixer: &Fixer) -> Vec<Change> {
    let below = if scope == Scope::All { files.below.len() } else { 0 };
    let path = |at: usize, source: &Source| match at.checked_sub(below) {
        // Named in a résumé, so it is UTF-8.
        None => PathBuf::from(source.name()),
        Some(0) => args.resume.clone(),
        Some(above) => args.document.content.with[above - 1].clone(),
    };
    let pairs = before.iter().zip(fixer.sources()).zip(fixer.applied()).enumerate();
    let changed = pairs.filter(|(_, ((before, after), _))| before.text() != after.text());
    changed
        .map(|(at, ((before, after), count))| Change {
            path: path(at, before),
            before: before.clone(),
            after: after.clone(),
            count: *count,
        })
        .collect()
}

/// Prints the changes as a unified diff.
fn print_differences(changes: &[Change], diagnostics: &mut Diagnostics) -> Result<(), Failure> {
    let difference = |Change { before, after, .. }: &Change| {
        let lines = TextDiff::from_lines(before.text(), after.text());
        lines.unified_diff().header(before.name(), after.name()).to_string()
    };
    let text: String = changes.iter().map(difference).collect();
    match io::stdout().is_terminal() {
        true => stdout::print(&text, diagnostics),
        // For `patch`, every byte counts.
        false => stdout::print_raw(text.as_bytes(), diagnostics),
    }
}

/// Writes the files, each of them whole or not at all. Nothing is written if one is read-only, or was changed
/// in the meantime.
fn write(changes: &[Change], diagnostics: &mut Diagnostics) -> Result<(), Failure> {
    let mut texts = Vec::new();
    for Change { path, before, after, .. } in changes {
        let bytes = current(path, before).map_err(|error| unwritable(path, &error, diagnostics))?;
        let start = bytes.len() - before.text().len();
        // A byte order mark stays.
        texts.push((path, [&bytes[..start], after.text().as_bytes()].concat()));
    }
    for (path, text) in texts {
        write_whole(path, &text).map_err(|error| unwritable(path, &error, diagnostics))?;
    }
    Ok(())
}

/// The content of a file that was read before.
fn current(path: &Path, before: &Source) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let bytes = fs::read(path)?;
    let is_same =
        std::str::from_utf8(&bytes).is_ok_and(|text| text.strip_prefix('\u{feff}').unwrap_or(text) == before.text());
    if is_same { Ok(bytes) } else { Err(io::Error::other("it was changed in the meantime")) }
}

fn unwritable(path: &Path, error: &io::Error, diagnostics: &mut Diagnostics) -> Failure {
    let name = path.display();
    let (why, help) = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            ("permission denied".to_owned(), "change its permissions, or print the changes with `--diff`")
        }
        io::ErrorKind::StorageFull => ("the disk is full".to_owned(), "free some space"),
        io::ErrorKind::ReadOnlyFilesystem => {
            ("the file system is read-only".to_owned(), "print the changes with `--diff`")
        }
        _ => (error.to_string(), "try again, or print the changes with `--diff`"),
    };
    let note = Diagnostic::error(Code::File, format!("`{name}` cannot be written: {why}"));
    Failure::io(diagnostics.error(note.help(help)))
}
