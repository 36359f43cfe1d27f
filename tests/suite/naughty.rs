//! Texts that other programs have stumbled on, in every kind of field: what goes in comes
//! out of the PDF, to the letter, or is refused at its place.

use std::collections::BTreeMap;

use recto::diagnostic::{Code, Diagnostics};
use recto::export::{Format, export};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, typeset};

use unicode_normalization::UnicodeNormalization;

use crate::project::Project;
use crate::reader::{Read, read};

/// The texts, a line each, with `\u{…}` for what an editor would not show.
fn naughty() -> Vec<String> {
    let lines = include_str!("../hostile/naughty.txt").lines().filter(|line| !line.starts_with("=== "));
    let texts: Vec<String> = lines.map(unescaped).collect();
    assert!(texts.len() >= 200, "{} texts are few", texts.len());
    texts
}

fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, after) = after.split_once('}').expect("a brace is closed");
        text += before;
        text.extend(char::from_u32(u32::from_str_radix(code, 16).unwrap()));
        rest = after;
    }
    text + rest
}

/// A text as YAML can have it between double quotes, whatever its characters.
fn quoted(text: &str) -> String {
    let letter = |letter: char| match letter {
        '"' | '\\' => format!("\\{letter}"),
        ' '..='~' => letter.to_string(),
        _ => format!("\\U{:08x}", u32::from(letter)),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}

/// A text in which no mark means anything: after a backslash, punctuation is a letter.
fn escaped(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_ascii_punctuation() { format!("\\{letter}") } else { letter.into() })
        .collect()
}

/// A résumé that has a text in fields of every kind: plain, rich, in paragraphs, as a
/// title, as a keyword.
fn resume_with(text: &str) -> String {
    let text = quoted(&escaped(text));
    let (plain, rich) = (&text, &text);
    format!(
        "basics: {{name: {plain}, label: {plain}, pronouns: {plain}, summary: {rich}, facts: [{{name: {plain}, value: {plain}}}]}}\n\
         work: [{{name: {plain}, position: {plain}, location: {plain}, description: {rich}, highlights: [{rich}, {{text: {rich}, highlights: [{rich}]}}]}}]\n\
         education: [{{institution: {plain}, area: {plain}, studyType: {plain}, thesis: {rich}, courses: [{plain}]}}]\n\
         projects: [{{name: {plain}, entity: {plain}, keywords: [{plain}], summary: {rich}}}]\n\
         awards: [{{title: {plain}, awarder: {plain}, summary: {rich}}}]\n\
         publications: [{{name: {rich}, authors: [{rich}], publisher: {rich}}}]\n\
         skills: [{{name: {plain}, level: {plain}, keywords: [{plain}]}}]\n\
         languages: [{{language: {plain}, fluency: {plain}}}]\n\
         interests: [{{name: {plain}}}]\n\
         references: [{{name: {plain}, position: {plain}, reference: {rich}}}]\n\
         custom: {{own: {{title: {plain}, entries: [{rich}, {{title: {rich}, subtitle: {rich}, location: {plain}}}]}}}}\n\
         sections: [basics.summary, {{work: {plain}}}, education, projects, awards, publications, skills, languages, interests, references, own]\n\
         theme: {{footer: false}}\n"
    )
}

/// Builds a résumé with the fonts that Recto brings.
fn built(yaml: &str) -> Result<Read, Diagnostics> {
    let mut notes = Diagnostics::new();
    let result = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).and_then(|resume| {
        let theme = Themes::builtin().default_theme(&mut notes)?;
        let document = typeset(&resume, &Compiler::new(&theme), &mut notes)?;
        export(&document, &Format::pdf(), &mut notes)
    });
    result.map(|pdf| read(&pdf)).map_err(|_| notes)
}

/// Whether a character has an effect and no ink, so that a PDF need not have it.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}')
}

/// A text as it is compared: without spaces, since lines are broken anywhere; with one
/// kind of quotes, since they take the form of the language; and with one of two letters
/// that Unicode holds for the same, and fonts draw with one glyph.
fn dense(text: &str) -> String {
    let quote = |letter| match letter {
        '‘' | '’' | '′' => '\'',
        '“' | '”' | '″' => '"',
        'µ' => 'μ',
        '\u{2126}' => 'Ω',
        '\u{212b}' => 'Å',
        letter => letter,
    };
    text.chars().filter(|letter| !is_unseen(*letter)).map(quote).collect()
}

/// How often each letter is there: all that can be compared where letters are drawn in
/// another order than they are written, or are composed.
fn letters(text: &str) -> BTreeMap<char, usize> {
    dense(text).chars().fold(BTreeMap::new(), |mut counts, letter| {
        *counts.entry(letter).or_default() += 1;
        counts
    })
}

/// Whether letters may come in another order than they are written, or joined.
fn is_shaped(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, '\u{300}'..='\u{36f}' | '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{20d0}'..='\u{20ff}'
            | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{1f000}'..)
    })
}

/// Stands for the text in a page that is known to be right.
const HARMLESS: &str = "Qxzq";

/// How a page differs from that with the harmless text, with another text in its place.
fn difference(read: &Read, control: &Read, text: &str) -> Option<String> {
    let mut expected = dense(&control.stream).replace(HARMLESS, &dense(text));
    let mut found = dense(&read.stream);
    if text.starts_with('(') {
        // "BA (Hons)": a subject in brackets needs no "in" before it.
        let text = dense(text);
        expected = expected.replace(&format!("{text}in{text}"), &format!("{text}{text}"));
    }
    if text.ends_with(['.', '?', '!', '…']) {
        // The full stop after a title that has one of its own is left out.
        (expected, found) = (expected.replace('.', ""), found.replace('.', ""));
    }
    // The sign between two items is left out at the end of a line.
    (expected, found) = (expected.replace('|', ""), found.replace('|', ""));
    if is_shaped(text) {
        let (found, expected) = (letters(&found), letters(&expected));
        // An accent and its letter may have become one.
        let composed = text.contains(|mark| matches!(mark, '\u{300}'..='\u{36f}'));
        let count = |letter: &char| found.get(letter).copied().unwrap_or_default();
        let lost = letters(text).into_keys().find(|letter| count(letter) < expected[letter] && !composed);
        if let Some(lost) = lost {
            return Some(format!("{lost:?} is {} times in\n{}", count(&lost), read.stream));
        }
    } else if found != expected {
        let (found, expected): (Vec<char>, Vec<char>) = (found.chars().collect(), expected.chars().collect());
        let at = found.iter().zip(&expected).position(|(found, expected)| found != expected);
        let at = at.unwrap_or(found.len().min(expected.len())).saturating_sub(20);
        let part = |text: &[char]| text.iter().skip(at).take(60).collect::<String>();
        return Some(format!("it reads …{}… and should read …{}…", part(&found), part(&expected)));
    }
    // Marks are joined to their letters (NFC).
    if !dense(&read.title).nfc().collect::<String>().starts_with(&dense(text).nfc().collect::<String>()) {
        return Some(format!("it is titled {:?}", read.title));
    }
    // An address is a link, as in any text; nothing else is.
    (!text.to_lowercase().contains("http") && !read.links.is_empty()).then(|| format!("it became {:?}", read.links))
}

#[test]
fn naughty_texts_come_out_as_they_went_in_or_are_refused() {
    let control = built(&resume_with(HARMLESS)).unwrap_or_else(|notes| panic!("{:#?}", notes.sorted()));
    let texts = naughty();
    let (mut whole, mut refused, mut differences) = (0, Vec::new(), Vec::new());
    for text in &texts {
        let yaml = resume_with(text);
        match built(&yaml) {
            Ok(read) => {
                differences.extend(difference(&read, &control, text).map(|how| format!("{text:?}: {how}\n")));
                whole += 1;
            }
            Err(notes) => {
                for note in notes.sorted() {
                    let told = [Code::MissingGlyph, Code::InvalidValue, Code::MissingKey];
                    let placed = note.span().is_some_and(|span| yaml.get(span.range()).is_some());
                    if !told.contains(&note.code) || !placed {
                        differences.push(format!("{text:?}: {note:?}\n"));
                    }
                }
                refused.push(text);
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.concat());
    assert!(whole > 200 && refused.len() > 20, "{whole} came out, {refused:?} did not");
    with_the_fonts_of_this_machine(&refused);
}

/// What the fonts of Recto have no letters for, those of the machine may.
fn with_the_fonts_of_this_machine(texts: &[&String]) {
    let name = |index: usize| format!("all/{index:03}");
    let project = texts.iter().enumerate().fold(Project::new(), |project, (index, text)| {
        project.file(&format!("{}.yaml", name(index)), resume_with(text))
    });
    let run = project.run(&["build", "all"]);
    assert!(!run.stderr.contains('\u{1b}') && !run.stderr.contains("panicked"), "{}", run.stderr);
    for (index, text) in texts.iter().enumerate() {
        let (pdf, yaml) = (format!("{}.pdf", name(index)), format!("{}.yaml", name(index)));
        if project.path(&pdf).exists() {
            let read = read(&project.read(&pdf));
            for (letter, _) in letters(text) {
                let composed = text.contains(|mark| matches!(mark, '\u{300}'..='\u{36f}'));
                assert!(
                    dense(&read.stream).contains(letter) || composed,
                    "{text:?}: {letter:?} is not in\n{}",
                    read.stream
                );
            }
        } else {
            assert!(run.stderr.contains(&format!("{yaml}:")), "{text:?} was refused without a reason: {}", run.stderr);
        }
    }
}
