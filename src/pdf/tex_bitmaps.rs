//! The bitmap fonts of TeX, which name their glyphs by number: `a68`. The number is a code of TeX's own encodings: the
//! "Cork" encoding of European letters (T1), or that of signs which go with it (TS1).

use std::collections::HashMap;

/// The characters of the Cork encoding from 16 to 31, where it is not ASCII.
const LOW: [&str; 16] = ["“", "”", "„", "«", "»", "–", "—", "", "", "ı", "ȷ", "ff", "fi", "fl", "ffi", "ffl"];

/// Those from 128 to 191.
const MIDDLE: &str = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£";

/// Those from 192 on that are not those of Latin-1.
const HIGH: [(u8, &str); 4] = [(215, "Œ"), (223, "SS"), (247, "œ"), (255, "ß")];

/// Signs of the encoding that goes with it.
const SIGNS: [(u8, &str); 6] = [(136, "•"), (169, "©"), (174, "®"), (176, "°"), (177, "±"), (191, "€")];

/// Replaces the names of a font of bitmaps by those of the characters, if all of them are numbers.
pub fn name(names: &mut HashMap<u8, String>) {
    let number = |name: &String| name.strip_prefix('a').and_then(|number| number.parse::<u8>().ok());
    names.retain(|_, name| name != ".notdef");
    if names.is_empty() || !names.iter().all(|(code, name)| number(name) == Some(*code)) {
        return;
    }
    // A font without any letter has signs.
    let has_letters = names.keys().any(|code| code.is_ascii_alphanumeric());
    for (code, name) in names.iter_mut() {
        let text = if has_letters { letter(*code) } else { sign(*code).or_else(|| letter(*code)) };
        if let Some(text) = text {
            let units = text.chars().map(|letter| format!("u{:04X}", u32::from(letter)));
            *name = units.collect::<Vec<_>>().join("_");
        }
    }
}

fn letter(code: u8) -> Option<String> {
    let text = match code {
        16..=31 => LOW[usize::from(code - 16)].to_owned(),
        b'\'' => "’".to_owned(),
        b'`' => "‘".to_owned(),
        127 => "-".to_owned(),
        33..=126 => char::from(code).to_string(),
        128..=191 => MIDDLE.chars().nth(usize::from(code - 128))?.to_string(),
        192..=255 => {
            let own = HIGH.iter().find(|(own, _)| *own == code).map(|(_, text)| (*text).to_owned());
            own.unwrap_or_else(|| char::from(code).to_string())
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn sign(code: u8) -> Option<String> {
    SIGNS.iter().find(|(own, _)| *own == code).map(|(_, text)| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::glyph_names::characters;
    use super::name;

    fn read(codes: &[u8]) -> String {
        let mut names: HashMap<u8, String> = codes.iter().map(|code| (*code, format!("a{code}"))).collect();
        name(&mut names);
        codes.iter().map(|code| characters(&names[code]).unwrap_or_default()).collect()
    }

    #[test]
    fn numbers_are_codes_of_the_cork_encoding() {
        assert_eq!(read(&[b'B', b'r', 176, b'n', 21, 28, 233, 255]), "Brřn–fiéß");
        assert_eq!(read(&[136]), "•");
        let mut names = HashMap::from([(65, "a65".to_owned()), (66, ".notdef".to_owned())]);
        name(&mut names);
        assert_eq!(characters(&names[&65]).as_deref(), Some("A"));
        let mut names = HashMap::from([(65, "a65".to_owned()), (66, "B".to_owned())]);
        name(&mut names);
        assert_eq!(names[&65], "a65");
    }
}
