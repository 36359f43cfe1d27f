//! Lines of `recto build --batch`.
#![no_main]

#[path = "../../suite/targets.rs"]
#[allow(dead_code, reason = "each fuzzer has one of the targets")]
mod targets;

libfuzzer_sys::fuzz_target!(|line: &[u8]| {
    targets::batch_line(line);
});
