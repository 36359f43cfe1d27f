//! What the readers of XML share.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// What is told of each tag and text of a document.
pub trait Visitor {
    /// A tag begins. An empty tag ends at once, which [`Visitor::end`] is told.
    fn start(&mut self, tag: &BytesStart, is_empty: bool);
    /// A tag ends, by its name without a prefix.
    fn end(&mut self, name: &str);
    /// A text, with its references resolved.
    fn text(&mut self, text: &str);
}

/// Reads XML as far as it is well-formed.
pub fn visit(xml: &str, visitor: &mut impl Visitor) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => visitor.start(&tag, false),
            Event::Empty(tag) => {
                visitor.start(&tag, true);
                visitor.end(tag.local_name().as_ref());
            }
            Event::End(tag) => visitor.end(tag.local_name().as_ref()),
            Event::Text(text) => visitor.text(&text.xml10_content()),
            Event::GeneralRef(reference) => visitor.text(&entity(&reference)),
            Event::Eof => return,
            _ => {}
        }
    }
}

/// Calls a function with each tag that begins.
pub fn for_each_tag(xml: &str, mut each: impl FnMut(&BytesStart)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => each(&tag),
            Event::Eof => return,
            _ => {}
        }
    }
}

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

/// Text of an attribute with its references resolved.
pub fn unescaped(text: &str) -> String {
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
