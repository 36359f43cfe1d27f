//! Mathematics in a line of text.

use super::accents::{self, Accent};
use super::mark::{self, Style};
use super::{DEEPEST, Reader, symbols};

/// Converts a formula to its end.
pub fn convert<'a>(reader: &mut Reader<'a>, text: &mut String) {
    while !reader.rest.is_empty() {
        token(reader, text);
    }
}

fn token<'a>(reader: &mut Reader<'a>, text: &mut String) {
    if reader.peek() == Some('{')
        && let Some(source) = reader.braced()
    {
        text.push_str(&reader.inner(source, convert));
        return;
    }
    let Some(letter) = reader.next() else { return };
    match letter {
        '\\' => command(reader, text),
        '^' => script(reader, text, Style::Superscript),
        '_' => script(reader, text, Style::Subscript),
        '\'' => text.push('′'),
        '-' => text.push('−'),
        '~' => text.push(' '),
        '{' | '}' | '&' => {}
        _ if letter.is_whitespace() => {
            reader.skip_spaces();
            text.push(' ');
        }
        _ => mark::push_literal(text, letter),
    }
}

/// The next argument: braces, a command, or one character.
fn argument<'a>(reader: &mut Reader<'a>) -> String {
    reader.skip_spaces();
    let mut text = String::new();
    if reader.depth < DEEPEST {
        reader.depth += 1;
        token(reader, &mut text);
        reader.depth -= 1;
    } else if let Some(letter) = reader.next() {
        mark::push_literal(&mut text, letter);
    }
    text
}

fn script<'a>(reader: &mut Reader<'a>, text: &mut String, style: Style) {
    match (style, argument(reader).trim()) {
        (_, "") => {}
        (Style::Superscript, "∘" | "°") => text.push('°'),
        (Style::Superscript, primes) if primes.chars().all(|letter| letter == '′') => text.push_str(primes),
        (_, body) => {
            text.push(style.start());
            text.push_str(body);
            text.push(style.end());
        }
    }
}

/// Accents on letters.
const ACCENTS: &[(&str, char)] = &[
    ("acute", '\u{301}'),
    ("bar", '\u{304}'),
    ("breve", '\u{306}'),
    ("check", '\u{30c}'),
    ("ddot", '\u{308}'),
    ("dot", '\u{307}'),
    ("grave", '\u{300}'),
    ("hat", '\u{302}'),
    ("overline", '\u{305}'),
    ("tilde", '\u{303}'),
    ("vec", '\u{20d7}'),
    ("widehat", '\u{302}'),
    ("widetilde", '\u{303}'),
];

fn command<'a>(reader: &mut Reader<'a>, text: &mut String) {
    let name = reader.name();
    if let Some((_, combining)) = ACCENTS.iter().find(|(known, _)| *known == name) {
        let base = argument(reader);
        accents::push(text, &base, Accent::combining(*combining));
        return;
    }
    match name {
        "frac" | "dfrac" | "tfrac" | "nicefrac" | "sfrac" => {
            let (above, below) = (argument(reader), argument(reader));
            text.push_str(&format!("{}/{}", grouped(&above), grouped(&below)));
        }
        "sqrt" => text.push_str(&format!("√{}", grouped(&argument(reader)))),
        "mathbb" => text.extend(argument(reader).chars().map(symbols::double_struck)),
        "not" => {
            let mut relation = argument(reader);
            relation.push('\u{338}');
            text.push_str(&relation.replace("=\u{338}", "≠").replace("∈\u{338}", "∉"));
        }
        "text" | "textrm" | "textnormal" | "mbox" | "hbox" | "textsf" | "textsc" => {
            let source = reader.braced().unwrap_or_default();
            text.push_str(&reader.inner(source, Reader::group).replace(['{', '}'], ""));
        }
        "emph" | "textit" | "textbf" | "texttt" | "ce" | "url" | "href" | "textsuperscript" | "textsubscript" => {
            let mut words = String::new();
            reader.command_named(name, &mut words);
            text.push_str(&words.replace(['{', '}'], ""));
        }
        // Delimiters that grow with their content, and styles of letters.
        "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" => {
            reader.eat('.');
        }
        "{" | "}" | "$" | "%" | "&" | "#" | "_" => name.chars().for_each(|letter| mark::push_literal(text, letter)),
        "," | ";" | ":" | ">" | "\\" | "" | " " | "quad" | "qquad" => text.push(' '),
        "!" | "-" | "/" => {}
        _ if symbols::is_silent(name) => {
            reader.skip_spaces();
        }
        _ => match symbols::in_math(name).or_else(|| symbols::in_text(name)) {
            Some(symbol) => {
                let word = symbol.chars().all(|letter| letter.is_ascii_alphabetic());
                let relation = !word && reader.skip_spaces() && text.ends_with(' ');
                symbol.chars().for_each(|letter| mark::push_literal(text, letter));
                if relation {
                    text.push(' ');
                }
            }
            None => reader.unknown_command(name, text),
        },
    }
}

/// A part of a fraction or root, in parentheses if it is longer than a number or a letter.
fn grouped(part: &str) -> String {
    let part = part.trim();
    let letters = part.chars().count();
    let is_number = part.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    if letters <= 1 || is_number { part.into() } else { format!("({part})") }
}

/// Adds a chemical formula, in which a number after an element is a subscript: `H2O`.
pub fn formula(text: &mut String, source: &str) {
    let mut letters = source.chars().filter(|letter| !"{}$_".contains(*letter)).peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let style = match letter {
            '^' => Some(Style::Superscript),
            _ if letter.is_ascii_digit() && (before.is_alphabetic() || ")]".contains(before)) => Some(Style::Subscript),
            _ => None,
        };
        before = letter;
        let Some(style) = style else {
            match letter {
                '-' if letters.peek() == Some(&'>') => {
                    letters.next();
                    text.push('→');
                }
                _ => mark::push_literal(text, letter),
            }
            continue;
        };
        let mut body = String::new();
        if letter != '^' {
            body.push(letter);
        }
        while let Some(next) = letters.next_if(|next| next.is_ascii_digit() || letter == '^' && "+-".contains(*next)) {
            body.push(if next == '-' { '−' } else { next });
            before = next;
        }
        text.push(style.start());
        text.push_str(&body);
        text.push(style.end());
    }
}
