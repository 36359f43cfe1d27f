//! Documents of any program that are imported.
#![no_main]

#[path = "../../suite/targets.rs"]
#[allow(dead_code, reason = "each fuzzer has one of the targets")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    targets::document(bytes);
});
