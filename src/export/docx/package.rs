//! The package that a Word document is: XML parts with their types and relationships, in a ZIP file
//! (ECMA-376, part 2).

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use crate::export::xml::{Element, element};

/// A part of a package.
pub struct Part {
    /// Its path, without a slash at the start.
    pub path: &'static str,
    /// Its content type.
    pub content_type: &'static str,
    /// Its content.
    pub content: Content,
    /// What relates to it, if it is not the document itself.
    pub relation: Relation,
}

/// The content of a part.
pub enum Content {
    /// XML, by its root element.
    Xml(Element),
    /// Anything else, such as a picture.
    Bytes(Vec<u8>),
}

/// How a part is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// From the package, by a type of relationship.
    Package(&'static str),
    /// From the document, by a type of relationship.
    Document(&'static str),
}

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const RELATIONSHIPS: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// The type of relationship of links.
pub const HYPERLINK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";

/// The id by which the document refers to its link of some number, from 0.
pub fn link_id(number: usize) -> String {
    format!("link{}", number + 1)
}

/// Writes a package; `links` are the addresses that the document links to, in the order of their ids.
pub fn write(parts: Vec<Part>, links: &[String]) -> Vec<u8> {
    let overrides = parts.iter().map(|part| {
        let name = format!("/{}", part.path);
        element("Override").attribute("PartName", name).attribute("ContentType", part.content_type)
    });
    let types = element("Types")
        .attribute("xmlns", format!("{PACKAGE}/content-types"))
        .child(element("Default").attribute("Extension", "rels").attribute("ContentType", RELATIONSHIPS))
        .children(overrides);
    let related = |wanted: fn(Relation) -> Option<&'static str>, folder: &str| {
        let rows = parts.iter().filter_map(|part| Some((wanted(part.relation)?, part.path)));
        let row = |(kind, path): (&'static str, &'static str)| {
            let target = path.strip_prefix(folder).unwrap_or(path);
            let id = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".xml");
            relationship(id, kind, target)
        };
        rows.map(row).collect::<Vec<_>>()
    };
    let of_package = related(
        |relation| match relation {
            Relation::Package(kind) => Some(kind),
            Relation::Document(_) => None,
        },
        "",
    );
    let of_document = related(
        |relation| match relation {
            Relation::Document(kind) => Some(kind),
            Relation::Package(_) => None,
        },
        "word/",
    );
    let links = links
        .iter()
        .enumerate()
        .map(|(number, url)| relationship(&link_id(number), HYPERLINK, url).attribute("TargetMode", "External"));
    let relationships = || element("Relationships").attribute("xmlns", format!("{PACKAGE}/relationships"));
    let mut files = vec![
        ("[Content_Types].xml", types.into_document()),
        ("_rels/.rels", relationships().children(of_package).into_document()),
        ("word/_rels/document.xml.rels", relationships().children(of_document).children(links).into_document()),
    ];
    files.extend(parts.into_iter().map(|Part { path, content, .. }| match content {
        Content::Xml(root) => (path, root.into_document()),
        Content::Bytes(bytes) => (path, bytes),
    }));
    zip(&files)
}

fn relationship(id: &str, kind: &str, target: &str) -> Element {
    element("Relationship").attribute("Id", id).attribute("Type", kind).attribute("Target", target)
}

/// A ZIP file (PKWARE's APPNOTE 6.3) without dates, so that the same content makes the same bytes.
fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    const FILE: [u8; 4] = *b"PK\x03\x04";
    const ENTRY: [u8; 4] = *b"PK\x01\x02";
    const END: [u8; 4] = *b"PK\x05\x06";
    /// Needs version 2.0; names in UTF-8; deflated; 1 January 1980.
    const PROPERTIES: [u8; 10] = [20, 0, 0, 8, 8, 0, 0, 0, 0x21, 0];
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).expect("memory takes what is written");
        let packed = encoder.finish().expect("memory takes what is written");
        let mut sum = Crc::new();
        sum.update(content);
        let mut header = PROPERTIES.to_vec();
        for number in [sum.sum(), size(packed.len()), size(content.len())] {
            header.extend(number.to_le_bytes());
        }
        header.extend((name.len() as u16).to_le_bytes());
        header.extend([0; 2]);
        directory.extend(ENTRY);
        directory.extend([20, 0]);
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(size(bytes.len()).to_le_bytes());
        directory.extend(name.as_bytes());
        bytes.extend(FILE);
        bytes.extend(header);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
    }
    let (start, count) = (size(bytes.len()), (files.len() as u16).to_le_bytes());
    bytes.extend(&directory);
    bytes.extend(END);
    bytes.extend([0; 4]);
    bytes.extend([count, count].concat());
    bytes.extend(size(directory.len()).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

fn size(length: usize) -> u32 {
    u32::try_from(length).expect("a document is far smaller than 4 GB")
}
