//! Heads of HTTP requests, as `recto preview` reads them.
#![no_main]

#[path = "../../../src/preview/request.rs"]
#[allow(dead_code, reason = "the server uses more of it")]
mod request;

use request::{MAX_HEAD, Parsed};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    match request::parse(bytes) {
        Ok(Parsed::Complete { head_length, .. }) => assert!(head_length <= bytes.len().min(MAX_HEAD)),
        Ok(Parsed::Incomplete) => assert!(bytes.len() < MAX_HEAD),
        Err(error) => assert!((400..=599).contains(&error.status)),
    }
});
