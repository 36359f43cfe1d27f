//! Résumés in YAML.
#![no_main]

#[path = "../../suite/targets.rs"]
#[allow(dead_code, reason = "each fuzzer has one of the targets")]
mod targets;

libfuzzer_sys::fuzz_target!(|text: &str| {
    targets::resume(text);
});
