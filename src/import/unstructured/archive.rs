//! ZIP archives from anyone: only named members are read, and only up to limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The most members that an archive may have.
const MOST_MEMBERS: usize = 10_000;

/// The most bytes that a member is unpacked to.
const MOST_BYTES: u64 = 32 << 20;

/// How many times larger than packed a member may be.
const MOST_RATIO: u64 = 400;

/// An archive.
pub struct Archive<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl Archive<'_> {
    /// Opens an archive; `None` if it is none, or has too many members.
    pub fn open(bytes: &[u8]) -> Option<Archive<'_>> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        (archive.len() <= MOST_MEMBERS).then_some(Archive(archive))
    }

    /// The names of its members.
    pub fn names(&self) -> Vec<String> {
        self.0.file_names().map(str::to_owned).collect()
    }

    /// Unpacks a member; `None` if it does not exist, is damaged or too large.
    pub fn read(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut member = self.0.by_name(name).ok()?;
        let most = MOST_BYTES.min((member.compressed_size().max(1024)).saturating_mul(MOST_RATIO));
        if member.size() > most {
            return None;
        }
        let mut bytes = Vec::new();
        member.by_ref().take(most + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= most).then_some(bytes)
    }

    /// Unpacks a member as text.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let bytes = self.read(name)?;
        Some(String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)).into_owned())
    }
}
