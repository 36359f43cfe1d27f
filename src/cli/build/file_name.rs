//! File names that are valid on every system.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest part of a file name, in bytes: systems allow 255, and extensions are added.
const LONGEST_NAME: usize = 180;

/// Names that Windows reserves for devices, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt"];

/// A name without characters that some system does not allow, and not too long. Normalized to NFC, since
/// some systems treat different normal forms as different names.
pub fn safe(name: &str) -> String {
    let kept = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter) || "-_. ,()&'+".contains(letter);
    let mut clean = String::new();
    for letter in name.nfc() {
        let letter = if kept(letter) { letter } else { '-' };
        if clean.len() + letter.len_utf8() > LONGEST_NAME {
            break;
        }
        clean.push(letter);
    }
    // A leading dot hides a file, and Windows drops trailing dots and spaces.
    let clean = clean.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    let stem = clean.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let device =
        DEVICES.contains(&stem.trim_end_matches(|letter: char| letter.is_ascii_digit() || "¹²³".contains(letter)));
    match clean {
        "" => "resume".into(),
        _ if device => format!("_{clean}"),
        _ => clean.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe_on_every_system() {
        assert_eq!(safe("हिन्दी"), "हिन्दी");
        assert_eq!(safe("Jose\u{301}"), "José");
        assert_eq!(safe("a/b\\c:d"), "a-b-c-d");
        assert_eq!([safe(".."), safe(" .hidden. "), safe("")], ["resume", "hidden", "resume"]);
        assert_eq!(
            [safe("CON"), safe("nul.pdf"), safe("com1"), safe("LPT9.x"), safe("COM¹.png")],
            ["_CON", "_nul.pdf", "_com1", "_LPT9.x", "_COM¹.png"]
        );
        assert_eq!([safe("Conrad"), safe("computer")], ["Conrad", "computer"]);
        assert!(safe(&"陈".repeat(100)).len() <= LONGEST_NAME);
    }
}
