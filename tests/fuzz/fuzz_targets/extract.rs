//! A résumé and a portrait in a PDF, whoever made it.
#![no_main]

#[path = "../../suite/targets.rs"]
#[allow(dead_code, reason = "each fuzzer has one of the targets")]
mod targets;

libfuzzer_sys::fuzz_target!(|parts: (&str, &str, &[u8])| {
    let (resume, name, file) = parts;
    targets::extract(resume, name, file);
});
