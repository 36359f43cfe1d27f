//! The parts of archives that are imported: Word, OpenDocument, LinkedIn.
#![no_main]

#[path = "../../suite/targets.rs"]
#[allow(dead_code, reason = "each fuzzer has one of the targets")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    targets::member(bytes);
});
