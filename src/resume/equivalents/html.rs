//! HTML that other tools put into texts, read as the markup that a résumé has.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::{Entry, Node, Value, edit};

/// Top-level keys and keys of entries whose values are not prose.
const NOT_PROSE: &[&str] =
    &["$schema", "meta", "theme", "applications", "extends", "bibliography", "note", "url", "image", "logo", "key"];

/// Replaces HTML in texts by markup, and warns about each text. A text with a tag that has no counterpart, or that
/// is never closed, stays as written: it may be about HTML.
pub fn read(root: &mut Node, diagnostics: &mut Diagnostics) {
    read_below(root, "", diagnostics);
}

fn read_below(node: &mut Node, path: &str, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Mapping(entries) => {
            for Entry { key, value } in entries.iter_mut().filter(|entry| !NOT_PROSE.contains(&entry.key.name.as_str()))
            {
                let path = if path.is_empty() { key.name.clone() } else { format!("{path}.{}", key.name) };
                read_below(value, &path, diagnostics);
            }
        }
        Value::Sequence(items) => items
            .iter_mut()
            .enumerate()
            .for_each(|(index, item)| read_below(item, &format!("{path}[{index}]"), diagnostics)),
        Value::Scalar { text, .. } => {
            let Some(markup) = as_markup(text) else { return };
            let note = Diagnostic::warning(Code::HtmlInText, "the HTML in this text is read as markup");
            let note = note.at(node.span).path(path);
            let source = diagnostics.source(node.span.source);
            diagnostics.push(match source.and_then(|source| edit::scalar(source, node.span, &markup)) {
                Some((span, written)) => note.fix("write it as markup", span, written),
                None => note.help("use `*…*` or `**…**` for emphasis and `[text](url)` for links"),
            });
            *text = markup;
        }
    }
}

/// A tag, between the angle brackets.
struct Tag<'t> {
    name: String,
    attributes: &'t str,
    is_end: bool,
}

/// An element that is open.
struct Open {
    name: String,
    /// What stands after its content.
    after: String,
    /// Where its content begins in the markup.
    start: usize,
}

/// The text with its tags as markup; `None` if it has no tags, or they are not plainly formatting.
pub fn as_markup(text: &str) -> Option<String> {
    if !text.contains('<') {
        return None;
    }
    let mut made = String::with_capacity(text.len());
    let mut open: Vec<Open> = Vec::new();
    let mut found = false;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        match letter {
            '\\' => {
                let end = rest.chars().take(2).map(char::len_utf8).sum();
                made.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            '`' => {
                let end = rest[1..].find('`').map_or(1, |end| end + 2);
                made.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            '<' => match tag(rest) {
                Some((tag, end)) => {
                    replace(&tag, &mut made, &mut open)?;
                    found = true;
                    rest = &rest[end..];
                }
                None => {
                    made.push('<');
                    rest = &rest[1..];
                }
            },
            _ => {
                let end = rest.find(['\\', '`', '<']).unwrap_or(rest.len());
                made.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    // Paragraphs and items are often left open.
    let all_closed = open.iter().all(|element| matches!(element.name.as_str(), "p" | "li"));
    (found && all_closed).then(|| made.trim().to_owned())
}

/// The tag at the start of a text and where it ends; `None` if it is none, as in `Vec<u8>` and `<10`.
fn tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let end = text.find('>')?;
    let inner = &text[1..end];
    let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let length = inner.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(length);
    let name = name.to_ascii_lowercase();
    let is_element = crate::resume::rich_text::is_html_element(&name) && !attributes.starts_with(':');
    is_element.then_some((Tag { name, attributes, is_end }, end + 1))
}

/// Writes the markup for a tag.
fn replace(tag: &Tag, made: &mut String, open: &mut Vec<Open>) -> Option<()> {
    let name = tag.name.as_str();
    match name {
        "br" => {
            trim_end(made);
            made.push_str("\\\n");
            return Some(());
        }
        "p" | "ul" | "ol" | "div" if !tag.is_end => paragraph(made),
        "li" if !tag.is_end => {
            trim_end(made);
            made.push_str("\n- ");
        }
        _ => {}
    }
    if tag.is_end {
        let at = open.iter().rposition(|element| element.name == name)?;
        // Only paragraphs and items may be left open.
        if open[at + 1..].iter().any(|element| !matches!(element.name.as_str(), "p" | "li")) {
            return None;
        }
        let element = open.drain(at..).next()?;
        close(made, &element);
        if matches!(name, "p" | "ul" | "ol" | "div") {
            paragraph(made);
        }
        return Some(());
    }
    let (before, after) = match name {
        "b" | "strong" => ("**", "**".to_owned()),
        "i" | "em" | "cite" | "var" => ("*", "*".to_owned()),
        "s" | "del" | "strike" => ("~~", "~~".to_owned()),
        "code" | "kbd" | "tt" => ("`", "`".to_owned()),
        "sup" => ("^", "^".to_owned()),
        "sub" => ("~", "~".to_owned()),
        "a" => {
            let target = attribute(tag.attributes, "href")?;
            ("[", format!("]({target})"))
        }
        "p" | "ul" | "ol" | "li" | "div" | "span" | "u" | "ins" | "small" | "big" | "font" | "abbr" | "mark" => {
            ("", String::new())
        }
        _ => return None,
    };
    made.push_str(before);
    open.push(Open { name: tag.name.clone(), after, start: made.len() });
    Some(())
}

/// Closes an element: its marks touch its first and last letter, spaces stand outside.
fn close(made: &mut String, element: &Open) {
    if element.after.is_empty() {
        return;
    }
    let content = made.split_off(element.start);
    let mark = element.after.len().min(if element.after.starts_with(']') { 1 } else { element.after.len() });
    let inner = content.trim();
    if inner.is_empty() {
        made.truncate(element.start - mark);
        made.push_str(&content);
        return;
    }
    let (before, after) = content.split_once(inner).unwrap_or(("", ""));
    made.insert_str(element.start - mark, before);
    made.push_str(inner);
    made.push_str(&element.after);
    made.push_str(after);
}

/// Begins a paragraph, unless one has just begun.
fn paragraph(made: &mut String) {
    trim_end(made);
    if !made.is_empty() {
        made.push_str("\n\n");
    }
}

/// Removes spaces, lines and line breaks at the end.
fn trim_end(made: &mut String) {
    let end = made.trim_end_matches([' ', '\t', '\n', '\r']).len();
    made.truncate(end);
}

/// The value of an attribute.
fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let at = attributes.to_ascii_lowercase().find(&format!("{name}="))?;
    let value = &attributes[at + name.len() + 1..];
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
        _ => value.split_whitespace().next(),
    };
    value.filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_becomes_markup() {
        for (html, markup) in [
            ("Uses <b>Bernoulli</b> numbers &amp; more<br/>second", "Uses **Bernoulli** numbers &amp; more\\\nsecond"),
            ("<p>Hello <strong> world </strong>!</p><p>Two</p>", "Hello  **world** !\n\nTwo"),
            ("<ul><li>one</li><li>two <i>x</i></li></ul>", "- one\n- two *x*"),
            ("<a href=\"https://a.example\">A</a> H<sub>2</sub>O", "[A](https://a.example) H~2~O"),
            ("a <em></em>b <u>c</u>", "a b c"),
        ] {
            assert_eq!(as_markup(html).as_deref(), Some(markup), "{html}");
        }
    }

    #[test]
    fn texts_about_html_stay() {
        for text in [
            "Vec<u8> and a < b > c",
            "Replaced <b> by <strong>",
            "Wrote `<b>bold</b>`",
            "<table><tr><td>x</td></tr></table>",
            "5 <10",
            "<https://example.org>",
            "\\<b>x\\</b>",
            "<i>a <b>b</i> c</b>",
        ] {
            assert_eq!(as_markup(text), None, "{text}");
        }
    }
}
