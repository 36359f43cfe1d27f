//! XML elements as values: every text and attribute is escaped when it is written.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element.
#[derive(Debug, Clone)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Debug, Clone)]
enum Node {
    Element(Element),
    Text(String),
}

/// An element without attributes or children.
pub fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

impl Element {
    /// Adds an attribute.
    pub fn attribute(mut self, name: &'static str, value: impl ToString) -> Element {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// Adds an element at the end.
    pub fn child(mut self, child: Element) -> Element {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds elements at the end.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// Adds a text at the end.
    pub fn text(mut self, text: impl Into<String>) -> Element {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// The document of which this is the root.
    pub fn into_document(self) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new());
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        writer.write_event(Event::Decl(declaration)).expect(INFALLIBLE);
        self.write(&mut writer);
        writer.into_inner()
    }

    fn write(self, writer: &mut Writer<Vec<u8>>) {
        let Element { name, attributes, children } = self;
        let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(name).with_attributes(attributes);
        if children.is_empty() {
            return writer.write_event(Event::Empty(start)).expect(INFALLIBLE);
        }
        writer.write_event(Event::Start(start)).expect(INFALLIBLE);
        for child in children {
            match child {
                Node::Element(element) => element.write(writer),
                Node::Text(text) => writer.write_event(Event::Text(BytesText::new(&text))).expect(INFALLIBLE),
            }
        }
        writer.write_event(Event::End(BytesEnd::new(name))).expect(INFALLIBLE);
    }
}

const INFALLIBLE: &str = "writing to memory does not fail";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_are_escaped() {
        let root = element("a").attribute("b", "<\"&'>").child(element("c")).text("1 < 2 & \"3\"");
        let text = String::from_utf8(root.into_document()).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        let root = document.root_element();
        assert_eq!((root.attribute("b"), root.last_child().unwrap().text()), (Some("<\"&'>"), Some("1 < 2 & \"3\"")));
    }
}
