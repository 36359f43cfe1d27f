//! The encodings of Hunspell dictionaries.

/// The encoding that the rules of a dictionary declare with `SET`; the format's default is Latin-1.
pub fn declared(aff: &[u8]) -> String {
    let aff = aff.strip_prefix("\u{feff}".as_bytes()).unwrap_or(aff);
    let line = aff.split(|byte| *byte == b'\n').find_map(|line| line.strip_prefix(b"SET "));
    line.map_or("ISO8859-1".into(), |name| String::from_utf8_lossy(name).trim().to_owned())
}

/// Decodes a file; `None` if the encoding is not supported.
pub fn decode(bytes: &[u8], encoding: &str) -> Option<String> {
    let name: String = encoding.to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Some(match name.as_str() {
        "UTF8" => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned(),
        // The signs in which Windows' code page 1252 differs are none of words.
        "ISO88591" | "MICROSOFTCP1252" | "CP1252" => bytes.iter().map(|byte| char::from(*byte)).collect(),
        "ISO885915" => bytes.iter().map(|byte| latin9(*byte)).collect(),
        "ISO88592" => bytes.iter().map(|byte| latin2(*byte)).collect(),
        _ => return None,
    })
}

fn latin9(byte: u8) -> char {
    match byte {
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        _ => char::from(byte),
    }
}

/// The upper half of Latin-2, for the languages of Central Europe.
const LATIN2: &str =
    "\u{a0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{ad}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";

fn latin2(byte: u8) -> char {
    let index = usize::from(byte).checked_sub(0xa0);
    index.and_then(|index| LATIN2.chars().nth(index)).unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_2_has_a_letter_for_each_byte() {
        assert_eq!(LATIN2.chars().count(), 96);
        assert_eq!(decode(b"\xe8\xb9\xf3", "ISO8859-2").unwrap(), "čšó");
        assert_eq!(declared(b"# x\r\nSET UTF-8\r\n"), "UTF-8");
    }
}
