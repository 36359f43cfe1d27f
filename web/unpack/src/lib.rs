//! Brotli, part by part: a part goes where [`room`] says, and [`step`] is called until it returns 0. `web/page/unpack.js` is
//! the other side.

use std::cell::RefCell;

use brotli_decompressor::{BrotliDecompressStream, BrotliResult, BrotliState, StandardAlloc};

/// How much is decompressed at once, in bytes.
const OUTPUT: usize = 1 << 20;

struct Unpacker {
    state: BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>,
    input: Vec<u8>,
    read: usize,
    output: Vec<u8>,
}

thread_local! {
    static UNPACKER: RefCell<Unpacker> = RefCell::new(Unpacker::new());
}

impl Unpacker {
    fn new() -> Unpacker {
        let allocator = StandardAlloc::default;
        let state = BrotliState::new(allocator(), allocator(), allocator());
        Unpacker { state, input: Vec::new(), read: 0, output: vec![0; OUTPUT] }
    }

    fn step(&mut self) -> i32 {
        let (mut left, mut room, mut written, mut total) = (self.input.len() - self.read, OUTPUT, 0, 0);
        let result = BrotliDecompressStream(
            &mut left,
            &mut self.read,
            &self.input,
            &mut room,
            &mut written,
            &mut self.output,
            &mut total,
            &mut self.state,
        );
        match result {
            BrotliResult::ResultFailure => -1,
            BrotliResult::ResultSuccess | BrotliResult::NeedsMoreInput | BrotliResult::NeedsMoreOutput => {
                written as i32
            }
        }
    }
}

/// Begins with another file.
#[unsafe(no_mangle)]
pub extern "C" fn begin() {
    UNPACKER.replace(Unpacker::new());
}

/// Makes room for a part of so many bytes, to be written there.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    UNPACKER.with_borrow_mut(|unpacker| {
        unpacker.read = 0;
        unpacker.input = vec![0; length];
        unpacker.input.as_mut_ptr()
    })
}

/// Decompresses some of the part: how many bytes stand where [`output`] says; 0 if there are no more, -1 if it is broken.
#[unsafe(no_mangle)]
pub extern "C" fn step() -> i32 {
    UNPACKER.with_borrow_mut(Unpacker::step)
}

/// Where the decompressed bytes begin.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    UNPACKER.with_borrow(|unpacker| unpacker.output.as_ptr())
}
