//! Writes native values as Typst code that evaluates to the same values.
//!
//! Text becomes an escaped string and content becomes function calls, so nothing in a résumé is parsed
//! as markup. A value that cannot be written is an error, never dropped.

use std::collections::BTreeMap;

use typst::foundations::{Bytes, Content, IntoValue, SequenceElem, Smart, Str, StyleChain, StyledElem, Value};
use typst::layout::Dir;
use typst::syntax::{SyntaxKind, parse_code};
use typst::text::{SpaceElem, TextDir, TextElem};
use typst::utils::Numeric;
use typst::visualize::{ColorSpace, ProcessColorSpace};

use super::pictures::{PictureFormat, picture_format};

/// The maximum width of a value on one line.
const WIDTH: usize = 100;

/// The supported elements: name, positional fields in order, and named fields.
const ELEMENTS: &[(&str, &[&str], &[&str])] = &[
    ("box", &["body"], &[]),
    ("emph", &["body"], &[]),
    ("enum", &["children"], &[]),
    ("linebreak", &[], &[]),
    ("link", &["dest", "body"], &[]),
    ("list", &["children"], &[]),
    ("parbreak", &[], &[]),
    ("raw", &["text"], &[]),
    ("smartquote", &[], &["double"]),
    ("strike", &["body"], &[]),
    ("strong", &["body"], &[]),
    ("sub", &["body"], &[]),
    ("super", &["body"], &[]),
];

/// A value that cannot be written as code.
#[derive(Debug)]
pub struct Unwritable(pub String);

/// Writes values, and collects the bytes in them as files.
#[derive(Default)]
pub struct Writer {
    /// The files that the code reads, by path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Writer {
    /// A definition, such as `#let data = (…)`.
    pub fn definition(&mut self, name: &str, value: &Value) -> Result<String, Unwritable> {
        Ok(format!("#let {name} = {}\n", self.value(value, &[name], 0)?))
    }

    /// A value as an expression; `keys` is its path, `depth` its indentation level.
    fn value(&mut self, value: &Value, keys: &[&str], depth: usize) -> Result<String, Unwritable> {
        Ok(match value {
            Value::None => "none".into(),
            Value::Auto => "auto".into(),
            Value::Bool(yes) => yes.to_string(),
            Value::Int(number) => number.to_string(),
            Value::Float(number) if number.is_finite() => format!("{number:?}"),
            Value::Length(length) if length.em.is_zero() && length.abs.is_finite() => {
                format!("{:?}pt", length.abs.to_pt())
            }
            Value::Color(color) if color.space() == ColorSpace::Process(ProcessColorSpace::Srgb) => {
                format!("rgb({})", string(&color.to_hex()))
            }
            Value::Str(text) => string(text),
            Value::Bytes(bytes) => format!("read({}, encoding: none)", string(&self.file(bytes, keys))),
            Value::Content(content) => self.content(content, keys, depth)?,
            Value::Array(items) => {
                let items: Vec<_> =
                    items.iter().map(|item| self.value(item, keys, depth + 1)).collect::<Result<_, _>>()?;
                match &items[..] {
                    [one] if !one.contains('\n') => format!("({one},)"),
                    _ => enclosed("(", &items, ",", ")", depth),
                }
            }
            Value::Dict(entries) if entries.is_empty() => "(:)".into(),
            Value::Dict(entries) => {
                let mut items = Vec::new();
                for (name, value) in entries.iter() {
                    let keys = [keys, &[name.as_str()]].concat();
                    items.push(format!("{}: {}", key(name), self.value(value, &keys, depth + 1)?));
                }
                enclosed("(", &items, ",", ")", depth)
            }
            other => return Err(Unwritable(format!("a value of type {}", other.ty()))),
        })
    }

    fn content(&mut self, content: &Content, keys: &[&str], depth: usize) -> Result<String, Unwritable> {
        if let Some(text) = letters(content)? {
            return Ok(format!("text({})", string(&text)));
        }
        if content.is::<SequenceElem>() {
            return self.sequence(content, keys, depth);
        }
        if let Some(styled) = content.to_packed::<StyledElem>() {
            return self.left_to_right(styled, keys, depth);
        }
        if content.is::<SpaceElem>() {
            return Ok("[ ]".into());
        }
        let name = content.elem().name();
        let unknown = |what: &str| Unwritable(format!("{what} of the element `{name}`"));
        let (_, plain, named) = ELEMENTS
            .iter()
            .find(|(known, ..)| *known == name)
            .ok_or_else(|| Unwritable(format!("the element `{name}`")))?;
        let fields = content.fields();
        let label = content.label();
        if let Some((odd, _)) = fields
            .iter()
            .find(|(field, _)| field.as_str() != "label" && ![*plain, *named].concat().contains(&field.as_str()))
        {
            return Err(unknown(&format!("the field `{odd}`")));
        }
        let mut parts = Vec::new();
        for field in *plain {
            match fields.get(field) {
                Ok(Value::Array(items)) => {
                    for item in items.iter() {
                        parts.push(self.item(item, keys, depth + 1)?);
                    }
                }
                Ok(value) => parts.push(self.body(value, keys, depth + 1)?),
                Err(_) => return Err(unknown(&format!("no `{field}`"))),
            }
        }
        for field in *named {
            if let Ok(value) = fields.get(field) {
                parts.push(format!("{field}: {}", self.value(value, keys, depth + 1)?));
            }
        }
        let call = match &parts[..] {
            // A single long argument needs no extra indentation.
            [one] => format!("{name}({})", one.replace("\n  ", "\n")),
            _ => enclosed(&format!("{name}("), &parts, ",", ")", depth),
        };
        Ok(match label {
            Some(label) => format!("[#{call}<{}>]", label.resolve()),
            None => call,
        })
    }

    /// Left-to-right content. Only addresses are styled, and this is their only style.
    fn left_to_right(&mut self, styled: &StyledElem, keys: &[&str], depth: usize) -> Result<String, Unwritable> {
        let TextDir(direction) = StyleChain::new(&styled.styles).get(TextElem::dir);
        if styled.styles.as_slice().len() != 1 || direction != Smart::Custom(Dir::LTR) {
            return Err(Unwritable("styled content".into()));
        }
        let body = self.body(&styled.child.clone().into_value(), keys, depth)?;
        Ok(format!("text(dir: ltr, {body})"))
    }

    /// A list item as an argument.
    fn item(&mut self, item: &Value, keys: &[&str], depth: usize) -> Result<String, Unwritable> {
        let Value::Content(content) = item else { return Err(Unwritable("an item that is not content".into())) };
        let fields = content.fields();
        match (content.elem().name(), fields.get("number"), fields.get("body")) {
            ("item", Err(_), Ok(body)) => self.body(body, keys, depth),
            ("item", Ok(Value::Int(number)), Ok(body)) => {
                Ok(format!("enum.item({number}, {})", self.body(body, keys, depth)?))
            }
            (name, ..) => Err(Unwritable(format!("the item `{name}`"))),
        }
    }

    /// Content as an argument, where plain text may be a string.
    fn body(&mut self, value: &Value, keys: &[&str], depth: usize) -> Result<String, Unwritable> {
        match value {
            Value::Content(content) => match letters(content)? {
                Some(text) => Ok(string(&text)),
                None => self.content(content, keys, depth),
            },
            other => self.value(other, keys, depth),
        }
    }

    /// A sequence as a code block, which joins its expressions. A sum would nest as deeply as it is long.
    fn sequence(&mut self, content: &Content, keys: &[&str], depth: usize) -> Result<String, Unwritable> {
        let mut pieces: Vec<Content> = Vec::new();
        content.sequence_recursive_for_each(&mut |piece| pieces.push(piece.clone()));
        if pieces.is_empty() {
            return Ok("[]".into());
        }
        let texts: Vec<Option<String>> = pieces.iter().map(letters).collect::<Result<_, _>>()?;
        // Two adjacent strings would be joined into a string, not content.
        let mixed = texts.len() > 1 && texts.windows(2).all(|pair| !(pair[0].is_some() && pair[1].is_some()));
        let mut parts = Vec::new();
        for (piece, text) in pieces.iter().zip(&texts) {
            parts.push(match text {
                Some(text) if mixed => string(text),
                Some(text) => format!("text({})", string(text)),
                None => self.content(piece, keys, depth + 1)?,
            });
        }
        Ok(enclosed("{", &parts, ";", "}", depth))
    }

    /// The path of a file with the given content: an existing file if equal, or a new one named after its
    /// key.
    fn file(&mut self, bytes: &Bytes, keys: &[&str]) -> String {
        if let Some((path, _)) = self.files.iter().find(|(_, known)| known[..] == bytes[..]) {
            return path.clone();
        }
        let name = keys.iter().rev().find(|key| **key != "bytes").copied().unwrap_or("file");
        let ending = picture_format(bytes).map_or("bin", PictureFormat::ending);
        let numbers = (2..).map(|number| format!("-{number}"));
        let mut paths =
            std::iter::once(String::new()).chain(numbers).map(|end| format!("pictures/{name}{end}.{ending}"));
        let path = paths.find(|path| !self.files.contains_key(path)).expect("there are infinitely many numbers");
        self.files.insert(path.clone(), bytes.to_vec());
        path
    }
}

/// The text of a text element; `None` for other elements.
fn letters(content: &Content) -> Result<Option<String>, Unwritable> {
    let Some(text) = content.to_packed::<TextElem>() else { return Ok(None) };
    match content.fields().len() {
        1 => Ok(Some(text.text.to_string())),
        _ => Err(Unwritable("styled text".into())),
    }
}

/// The parts on one line if they are short, or else one per line.
fn enclosed(open: &str, parts: &[String], mark: &str, close: &str, depth: usize) -> String {
    let long: usize = parts.iter().map(|part| part.chars().count() + 2).sum();
    let room = if open == "{" { " " } else { "" };
    if parts.iter().all(|part| !part.contains('\n')) && 2 * depth + open.len() + long <= WIDTH {
        return format!("{open}{room}{}{room}{close}", parts.join(&format!("{mark} ")));
    }
    let indent = "  ".repeat(depth);
    // In a code block, a line break separates expressions.
    let mark = if mark == ";" { "" } else { mark };
    let lines: String = parts.iter().map(|part| format!("{indent}  {part}{mark}\n")).collect();
    format!("{open}\n{lines}{indent}{close}")
}

/// A dictionary key, quoted if it is not an identifier.
fn key(name: &Str) -> String {
    let code = parse_code(name);
    let mut parts = code.children();
    match (parts.next().map(|part| part.kind()), parts.next()) {
        (Some(SyntaxKind::Ident), None) => name.to_string(),
        _ => string(name),
    }
}

/// A text as a string literal, with special and invisible characters escaped.
pub fn string(text: &str) -> String {
    let mut code = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => code += "\\\"",
            '\\' => code += "\\\\",
            '\n' => code += "\\n",
            '\r' => code += "\\r",
            '\t' => code += "\\t",
            unseen if is_unseen(unseen) => code += &format!("\\u{{{:x}}}", u32::from(unseen)),
            seen => code.push(seen),
        }
    }
    code.push('"');
    code
}

/// Whether a character is invisible.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{2000}'..='\u{200f}'
            | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use typst::foundations::{IntoValue, NativeElement, Type, dict};
    use typst::layout::{Abs, HElem};
    use typst::model::StrongElem;
    use typst::text::TextSize;
    use typst::visualize::Color;

    use super::*;

    fn code(value: Value) -> String {
        Writer::default().definition("it", &value).unwrap().trim_start_matches("#let it = ").trim_end().to_owned()
    }

    #[test]
    fn strings_keep_to_themselves() {
        assert_eq!(string("a\"b\\c\n#d$e$\u{202e}\u{7}"), r#""a\"b\\c\n#d$e$\u{202e}\u{7}""#);
    }

    #[test]
    fn values_are_literals() {
        assert_eq!(code(Value::Float(1.0)), "1.0");
        assert_eq!(code(Value::Length(Abs::pt(42.5).into())), "42.5pt");
        assert_eq!(code(Value::Color(Color::from_u8(31, 58, 95, 255))), "rgb(\"#1f3a5f\")");
        assert_eq!(code(Value::Dict(dict! {})), "(:)");
        assert_eq!(code(Value::Array(std::iter::once(Value::None).collect())), "(none,)");
        assert_eq!(
            code(Value::Dict(dict! { "a-b" => true, "none" => 1, "c d" => Value::Auto })),
            "(a-b: true, \"none\": 1, \"c d\": auto)"
        );
    }

    #[test]
    fn what_has_no_code_is_an_error_and_not_left_out() {
        let strong = StrongElem::new(TextElem::packed("a"));
        assert_eq!(code(strong.clone().pack().into_value()), "strong(\"a\")");
        let odd = [
            strong.with_delta(200).pack().into_value(),
            HElem::hole().clone().into_value(),
            TextElem::packed("a").set(TextElem::size, TextSize(Abs::pt(3.0).into())).into_value(),
            Value::Float(f64::NAN),
            Value::Type(Type::of::<Str>()),
        ];
        for value in odd {
            assert!(Writer::default().definition("it", &value).is_err(), "{value:?}");
        }
    }
}
