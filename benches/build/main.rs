//! Where the time of a build goes. Run with `cargo bench`; docs/performance.md
//! says how the figures there were made.

#![allow(clippy::disallowed_methods, reason = "benchmarks run the program")]

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use divan::Bencher;
use recto::diagnostic::Diagnostics;
use recto::export::{Format, export};
use recto::fit::fit;
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::{Theme, Themes};
use recto::typeset::{Compiler, Document, typeset};

const SEED: &str = include_str!("../../resume.yaml");

mod bare;

/// Set for the copy of this program that only runs Typst.
const BARE: &str = "RECTO_BENCH_BARE";

fn main() {
    if std::env::var_os(BARE).is_some() {
        return bare::run();
    }
    divan::main();
}

fn read(text: &str) -> Resume {
    Resume::read(&Source::new("resume.yaml", text), &mut Diagnostics::new()).expect("the sample is right")
}

fn theme() -> Theme {
    Themes::builtin().default_theme(&mut Diagnostics::new()).expect("there is a default theme")
}

fn set(resume: &Resume, theme: &Theme) -> Document {
    typeset(resume, &Compiler::new(theme), &mut Diagnostics::new()).expect("the sample can be set")
}

/// The whole process, from a file to a PDF on standard output.
#[divan::bench(sample_count = 100)]
fn process() {
    let resume = concat!(env!("CARGO_MANIFEST_DIR"), "/resume.yaml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    let status = command.args(["build", resume, "-o", "-"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.expect("the program runs").success());
}

/// A whole process that does nothing but set the same pages with Typst.
#[divan::bench(sample_count = 100)]
fn process_of_typst_alone() {
    let itself = std::env::current_exe().expect("this program has a path");
    let status = Command::new(itself).env(BARE, "1").stdout(Stdio::null()).status();
    assert!(status.expect("the program runs").success());
}

/// The process when it does nothing: what start-up costs.
#[divan::bench(sample_count = 100)]
fn process_that_only_starts() {
    let status = Command::new(env!("CARGO_BIN_EXE_recto")).arg("--version").stdout(Stdio::null()).status();
    assert!(status.expect("the program runs").success());
}

/// Lines of JSON that say something else each, built by as many workers as there are cores.
#[divan::bench(args = [100, 1000], sample_count = 5, sample_size = 1)]
fn many(bencher: Bencher, count: usize) {
    let line = |number: usize| {
        let text = SEED.replacen("name: Shen", &format!("name: Nr. {number}"), 1);
        // Every highlight is another, as long as before.
        let text = text.replace("the ", &format!("{number:03} "));
        format!("{}\n", serde_json::json!({ "id": number, "resume": text }))
    };
    let input: String = (0..count).map(line).collect();
    bencher.counter(divan::counter::ItemsCount::new(count)).bench(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
        command.args(["build", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut run = command.spawn().expect("the program runs");
        run.stdin.take().expect("it reads").write_all(input.as_bytes()).expect("it reads all");
        assert!(run.wait().expect("it ends").success());
    });
}

#[divan::bench]
fn parse() -> Resume {
    read(SEED)
}

/// A résumé of 40 KiB.
#[divan::bench]
fn parse_long(bencher: Bencher) {
    let jobs = SEED.find("\nwork:\n").map(|at| &SEED[at + 7..]).and_then(|rest| rest.split("\neducation:").next());
    let text = SEED.replace("\nwork:\n", &format!("\nwork:\n{}\n", jobs.expect("the sample has jobs").repeat(15)));
    bencher.bench(|| read(&text));
}

/// Fifty mistakes in one file.
#[divan::bench]
fn report_fifty_mistakes(bencher: Bencher) {
    let skills: String = (0..50).map(|number| format!("  - {{nmae: Skill {number}}}\n")).collect();
    let source = Source::new("resume.yaml", format!("basics: {{name: Ada}}\nskills:\n{skills}"));
    bencher.bench(|| {
        let mut notes = Diagnostics::new();
        assert!(Resume::read(&source, &mut notes).is_err());
        notes
    });
}

/// One line of 0.2 and of 2.4 MB: time must grow with its length, not with its square.
#[divan::bench(args = [15_000, 150_000], sample_count = 10)]
fn report_unknown_keys_on_one_line(bencher: Bencher, count: usize) {
    let keys: String = (0..count).map(|number| format!(", \"key{number}\": 1")).collect();
    let source = Source::new("resume.yaml", format!("{{\"basics\": {{\"name\": \"Ada\"}}{keys}}}"));
    bencher.bench(|| {
        let mut notes = Diagnostics::new();
        assert!(Resume::read(&source, &mut notes).is_err());
        notes
    });
}

/// The first compilation after the cache was emptied; fonts are open.
#[divan::bench]
fn compile_cold(bencher: Bencher) {
    let (resume, theme) = (read(SEED), theme());
    bencher.with_inputs(|| comemo::evict(0)).bench_values(|()| set(&resume, &theme));
}

/// The same pages again.
#[divan::bench]
fn recompile_unchanged(bencher: Bencher) {
    let (resume, theme) = (read(SEED), theme());
    bencher.bench(|| set(&resume, &theme));
}

/// One word of the résumé is another one each time.
#[divan::bench]
fn recompile_a_changed_word(bencher: Bencher) {
    let theme = theme();
    let number = AtomicU32::new(0);
    let changed = || {
        let number = number.fetch_add(1, Ordering::Relaxed);
        read(&SEED.replace("cross-dataset", &format!("word{number}")))
    };
    bencher.with_inputs(changed).bench_values(|resume| set(&resume, &theme));
}

/// The latest title, which is also in the metadata of the PDF, is another one each time.
#[divan::bench]
fn recompile_a_changed_title(bencher: Bencher) {
    let theme = theme();
    let number = AtomicU32::new(0);
    let changed = || {
        let number = number.fetch_add(1, Ordering::Relaxed);
        read(&SEED.replacen("AI Resident", &format!("AI Resident {number}"), 1))
    };
    bencher.with_inputs(changed).bench_values(|resume| set(&resume, &theme));
}

/// The size of the text is another one each time, as when fitting pages.
#[divan::bench]
fn recompile_a_changed_size(bencher: Bencher) {
    let theme = theme();
    let step = AtomicU32::new(0);
    let changed = || {
        let step = step.fetch_add(1, Ordering::Relaxed) % 3000;
        read(&format!("{SEED}\ntheme: {{size: {}}}\n", 9.0 + f64::from(step) / 1000.0))
    };
    bencher.with_inputs(changed).bench_values(|resume| set(&resume, &theme));
}

/// A résumé that is too long for its one page, with another word each time: all the
/// layouts that it takes to find the loosest one that fits.
#[divan::bench]
fn fit_on_one_page(bencher: Bencher) {
    let theme = theme();
    let number = AtomicU32::new(0);
    let longer = || {
        let number = number.fetch_add(1, Ordering::Relaxed);
        let line = "\n      - Wrote one more line, so that it does not fit.\n";
        let long = SEED.replacen("    highlights:\n", &format!("    highlights:{}", line.repeat(5)), 1);
        read(&long.replace("cross-dataset", &format!("word{number}")))
    };
    bencher.with_inputs(longer).bench_values(|resume| {
        let fitted = fit(&resume, &Compiler::new(&theme), &mut Diagnostics::new()).expect("it can be made to fit");
        assert!(!fitted.changed.is_empty() && fitted.attempts <= 8);
        fitted
    });
}

#[divan::bench]
fn write_pdf(bencher: Bencher) {
    let document = set(&read(SEED), &theme());
    bencher.bench(|| export(&document, &Format::pdf(), &mut Diagnostics::new()));
}
