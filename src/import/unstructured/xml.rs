//! What the readers of XML share.

use quick_xml::events::{BytesRef, BytesStart};

/// The value of an attribute, by its name without a prefix.
pub fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(unescaped(&found.value))
}

/// The text of a reference such as `&amp;` or `&#8211;`.
pub fn entity(reference: &BytesRef) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    named(&reference.xml10_content()).to_owned()
}

fn named(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        _ => "",
    }
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut found = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';') {
            Some((name, rest)) if !named(name).is_empty() => {
                found.push_str(named(name));
                found.push_str(rest);
            }
            _ => {
                found.push('&');
                found.push_str(part);
            }
        }
    }
    found
}
