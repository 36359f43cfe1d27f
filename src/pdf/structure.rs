//! Everything in a PDF besides page content: metadata, tags, links, fonts, embedded files.

use std::collections::{BTreeMap, BTreeSet};

use hayro_interpret::hayro_syntax::object::dict::keys;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString};
use hayro_interpret::hayro_syntax::{Pdf, PdfVersion};

use super::marks::{ContentId, Marked, Marks};

/// A file's metadata.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metadata {
    /// The PDF version, such as `1.7`.
    pub version: String,
    /// The title.
    pub title: String,
    /// The author.
    pub author: String,
    /// The subject.
    pub subject: String,
    /// The keywords.
    pub keywords: String,
    /// The program that created it.
    pub creator: String,
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// Whether viewers should show the title instead of the file name.
    pub shows_title: bool,
    /// Whether the reading direction is right to left.
    pub right_to_left: bool,
    /// Whether it has a creation date.
    pub dated: bool,
    /// The standards it claims to conform to, such as `PDF/UA-1`.
    pub claims: Vec<String>,
    /// Whether it has a structure tree.
    pub tagged: bool,
}

/// An element of the structure tree.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tag {
    /// Its depth, from 0.
    pub depth: usize,
    /// Its type: `H1`, `P`, `L`.
    pub role: String,
    /// The text directly in it.
    pub text: String,
    /// Its alternative text.
    pub alternative: Option<String>,
}

/// A heading of the structure tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// Its level, from 1.
    pub level: u8,
    /// Its position among all elements. The parts of one heading have the same.
    pub number: usize,
}

/// A font of the pages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct FontUse {
    /// Its name, without the subset prefix.
    pub name: String,
    /// Whether it is embedded.
    pub embedded: bool,
    /// Whether only the glyphs in use are embedded.
    pub subset: bool,
    /// Whether it maps its glyphs to Unicode.
    pub to_unicode: bool,
}

/// A link.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Link {
    /// The page, from 1.
    pub page: usize,
    /// Its target.
    pub address: String,
    /// Left, top, right, bottom, in points from the top left corner of the page as it is shown.
    pub bounds: (f64, f64, f64, f64),
}

/// An embedded file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its relationship to the document, such as `Source` (ISO 32000-2, 7.11.3).
    pub relationship: String,
    /// Its media type.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The result of [`read`].
pub struct Structure {
    pub metadata: Metadata,
    pub tags: Vec<Tag>,
    /// The headings that marked content is part of.
    pub headings: BTreeMap<ContentId, Heading>,
    /// The position of marked content in the order in which the tags are read aloud.
    pub order: BTreeMap<ContentId, usize>,
    pub fonts: Vec<FontUse>,
    pub links: Vec<Link>,
    pub bookmarks: Vec<String>,
    pub attachments: Vec<Attachment>,
}

/// Limits on the depth and size of a tree that is walked: it may be cyclic.
const DEEPEST: usize = 100;
const LARGEST: usize = 200_000;

/// The number of nodes that may still be visited.
struct Budget(usize);

impl Budget {
    /// Counts a step, and returns whether it is within the limits.
    fn allows(&mut self, depth: usize) -> bool {
        self.0 = self.0.saturating_sub(1);
        self.0 > 0 && depth <= DEEPEST
    }
}

/// Reads everything except page content. `None` if there is no catalog.
pub fn read(pdf: &Pdf, marks: &Marks) -> Option<Structure> {
    let xref = pdf.xref();
    let catalog: Dict = xref.get(xref.root_id())?;
    let mut tree = Tree {
        marked: &marks.marked,
        tags: Vec::new(),
        headings: BTreeMap::new(),
        order: BTreeMap::new(),
        budget: Budget(LARGEST),
    };
    if let Some(root) = catalog.get::<Dict>("StructTreeRoot") {
        Branch { depth: 0, level: 0, page: None, heading: None }.walk(&root, &mut tree);
    }
    let Tree { tags, headings, order, .. } = tree;
    let mut bookmarks = Vec::new();
    if let Some(outlines) = catalog.get::<Dict>("Outlines") {
        walk_outline(&outlines, 0, &mut bookmarks, &mut Budget(LARGEST));
    }
    let mut fonts = BTreeSet::new();
    let mut links = Vec::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        if let Some(list) = page.raw().get::<Dict>(keys::RESOURCES).and_then(|all| all.get::<Dict>(keys::FONT)) {
            fonts.extend(list.keys().filter_map(|name| font(&list.get::<Dict>(name.clone())?)));
        }
        let shown = kurbo::Affine::new(page.initial_transform(true).as_coeffs());
        let annotations = page.raw().get::<Array>("Annots");
        for annotation in annotations.iter().flat_map(|list| list.iter::<Dict>()) {
            let address = annotation.get::<Dict>("A").and_then(|action| action.get::<PdfString>("URI"));
            let bounds = annotation.get::<[f64; 4]>("Rect").unwrap_or_default();
            let bounds = shown.transform_rect_bbox(kurbo::Rect::new(bounds[0], bounds[1], bounds[2], bounds[3]));
            let bounds = (bounds.x0, bounds.y0, bounds.x1, bounds.y1);
            links.extend(address.map(|address| Link { page: index + 1, address: decode(address.as_bytes()), bounds }));
        }
    }
    Some(Structure {
        metadata: metadata(pdf, &catalog),
        tags,
        headings,
        order,
        fonts: fonts.into_iter().collect(),
        links,
        bookmarks,
        attachments: attachments(&catalog),
    })
}

/// Whether a font declares widths for more glyphs than a font can have (ISO 32000-2, 9.7.4.3):
/// hayro would store each of them.
pub fn is_endless(pdf: &Pdf) -> bool {
    const MOST: f64 = 65_535.0;
    let vast = |font: &Dict| {
        let widths = ["W", "W2"].iter().filter_map(|key| font.get::<Array>(*key));
        widths.into_iter().any(|list| {
            list.iter::<Object>().any(|item| matches!(item, Object::Number(number) if number.as_f64() > MOST))
        })
    };
    pdf.objects().into_iter().any(|object| match object {
        Object::Dict(font) => {
            let below = font.get::<Array>("DescendantFonts");
            vast(&font) || below.is_some_and(|list| list.iter::<Dict>().any(|font| vast(&font)))
        }
        _ => false,
    })
}

fn metadata(pdf: &Pdf, catalog: &Dict) -> Metadata {
    let text = |bytes: &Option<Vec<u8>>| bytes.as_deref().map(decode).unwrap_or_default();
    let facts = pdf.metadata();
    let shown = catalog.get::<Dict>("ViewerPreferences");
    let direction = shown.as_ref().and_then(|shown| shown.get::<Name>("Direction"));
    Metadata {
        version: version(pdf.version()).into(),
        title: text(&facts.title),
        author: text(&facts.author),
        subject: text(&facts.subject),
        keywords: text(&facts.keywords),
        creator: text(&facts.creator),
        language: catalog.get::<PdfString>("Lang").map(|lang| decode(lang.as_bytes())).unwrap_or_default(),
        shows_title: shown.as_ref().and_then(|shown| shown.get::<bool>("DisplayDocTitle")).unwrap_or(false),
        right_to_left: direction.is_some_and(|direction| direction.as_str() == "R2L"),
        dated: facts.creation_date.is_some(),
        claims: claims(&xmp(catalog)),
        tagged: catalog.contains_key("StructTreeRoot"),
    }
}

fn version(version: PdfVersion) -> &'static str {
    match version {
        PdfVersion::Pdf10 => "1.0",
        PdfVersion::Pdf11 => "1.1",
        PdfVersion::Pdf12 => "1.2",
        PdfVersion::Pdf13 => "1.3",
        PdfVersion::Pdf14 => "1.4",
        PdfVersion::Pdf15 => "1.5",
        PdfVersion::Pdf16 => "1.6",
        PdfVersion::Pdf17 => "1.7",
        PdfVersion::Pdf20 => "2.0",
    }
}

fn xmp(catalog: &Dict) -> String {
    let stream = catalog.get::<Stream>("Metadata").and_then(|stream| Some(stream.decoded().ok()?.to_vec()));
    String::from_utf8_lossy(&stream.unwrap_or_default()).into_owned()
}

/// The standards that an XMP packet claims (ISO 14289-1, 5; ISO 19005-1, 6.7.11).
fn claims(xmp: &str) -> Vec<String> {
    let value = |property: &str| {
        let (_, rest) =
            xmp.split_once(&format!("<{property}>")).or_else(|| xmp.split_once(&format!("{property}=\"")))?;
        Some(rest.split(['<', '"']).next()?.to_owned())
    };
    let accessible = value("pdfuaid:part").map(|part| format!("PDF/UA-{part}"));
    let level = || value("pdfaid:conformance").unwrap_or_default().to_lowercase();
    let archive = value("pdfaid:part").map(|part| format!("PDF/A-{part}{}", level()));
    accessible.into_iter().chain(archive).collect()
}

/// Decodes a PDF text string: UTF-16 or UTF-8 with a byte order mark, or else roughly Latin-1
/// (ISO 32000-2, 7.9.2.2).
fn decode(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(text) => String::from_utf8_lossy(text).into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// The position of a walk through the structure tree.
#[derive(Clone, Copy)]
struct Branch {
    /// The number of ancestors, with or without a role.
    depth: usize,
    /// The number of ancestors with a role.
    level: usize,
    /// The page of the element, or of its closest ancestor that has one.
    page: Option<ObjectIdentifier>,
    /// The heading that it is in.
    heading: Option<Heading>,
}

/// What is read of the structure tree.
struct Tree<'m> {
    marked: &'m Marked,
    tags: Vec<Tag>,
    headings: BTreeMap<ContentId, Heading>,
    order: BTreeMap<ContentId, usize>,
    budget: Budget,
}

impl Tree<'_> {
    /// Adds marked content to an element.
    fn add(&mut self, tag: usize, content: ContentId, heading: Option<Heading>) {
        if let Some(tag) = self.tags.get_mut(tag) {
            tag.text.push_str(self.marked.get(&content).map_or("", String::as_str));
        }
        self.headings.extend(heading.map(|heading| (content, heading)));
        let next = self.order.len();
        self.order.entry(content).or_insert(next);
    }
}

/// The level of a heading, by its role: `H2`.
fn heading_level(role: &str) -> Option<u8> {
    role.strip_prefix('H')?.parse().ok().filter(|level| (1..=6).contains(level))
}

impl Branch {
    fn walk(self, element: &Dict, tree: &mut Tree) {
        if !tree.budget.allows(self.depth) {
            return;
        }
        let role = element.get::<Name>("S").map(|name| name.as_str().to_owned());
        let page = element.get_ref("Pg").map(ObjectIdentifier::from).or(self.page);
        let at = tree.tags.len();
        let alternative = element.get::<PdfString>("Alt").map(|text| decode(text.as_bytes()));
        let own = role.as_deref().and_then(heading_level).map(|level| Heading { level, number: at });
        let heading = self.heading.or(own);
        let below = Branch { depth: self.depth + 1, level: self.level + usize::from(role.is_some()), page, heading };
        tree.tags.extend(role.map(|role| Tag { depth: self.level, role, text: String::new(), alternative }));
        let mut child = |object: Object| match object {
            Object::Dict(child) if child.contains_key("MCID") => {
                let page = child.get_ref("Pg").map(ObjectIdentifier::from).or(page);
                tree.add(at, (page, child.get::<i32>("MCID").unwrap_or(-1)), heading);
            }
            Object::Dict(child) => below.walk(&child, tree),
            Object::Number(number) => tree.add(at, (page, number.as_i64() as i32), heading),
            _ => {}
        };
        match element.get::<Object>("K") {
            Some(Object::Array(children)) => children.iter::<Object>().for_each(child),
            Some(object) => child(object),
            None => {}
        }
    }
}

/// Collects the titles of an item, its descendants and its following siblings.
fn walk_outline(item: &Dict, depth: usize, titles: &mut Vec<String>, budget: &mut Budget) {
    let mut next = Some(item.clone());
    while let Some(item) = next.filter(|_| budget.allows(depth)) {
        titles.extend(item.get::<PdfString>("Title").map(|title| decode(title.as_bytes())));
        if let Some(first) = item.get::<Dict>("First") {
            walk_outline(&first, depth + 1, titles, budget);
        }
        next = item.get::<Dict>("Next");
    }
}

fn font(font: &Dict) -> Option<FontUse> {
    let name = font.get::<Name>("BaseFont")?.as_str().to_owned();
    let descendant = font.get::<Array>("DescendantFonts").and_then(|list| list.iter::<Dict>().next());
    let descriptor = descendant.as_ref().unwrap_or(font).get::<Dict>("FontDescriptor");
    let embedded = descriptor.is_some_and(|descriptor| {
        ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(*key))
    });
    let (subset, plain) = match name.split_once('+') {
        Some((mark, plain)) if mark.len() == 6 => (true, plain.to_owned()),
        _ => (false, name.clone()),
    };
    Some(FontUse { name: plain, embedded, subset, to_unicode: font.contains_key("ToUnicode") })
}

/// The files in the document's name tree and its associated files.
fn attachments(catalog: &Dict) -> Vec<Attachment> {
    let mut found: Vec<Attachment> = Vec::new();
    let mut add = |specification: &Dict| {
        let name = ["UF", "F"].iter().find_map(|key| specification.get::<PdfString>(*key));
        let file = specification.get::<Dict>("EF");
        let stream = file.and_then(|file| ["F", "UF"].iter().find_map(|key| file.get::<Stream>(*key)));
        let (Some(name), Some(stream)) = (name, stream) else { return };
        let attachment = Attachment {
            name: decode(name.as_bytes()),
            relationship: specification.get::<Name>("AFRelationship").map_or_else(String::new, |it| it.as_str().into()),
            media_type: stream.dict().get::<Name>("Subtype").map_or_else(String::new, |it| it.as_str().into()),
            bytes: stream.decoded().map(|bytes| bytes.to_vec()).unwrap_or_default(),
        };
        if !found.contains(&attachment) {
            found.push(attachment);
        }
    };
    if let Some(tree) = catalog.get::<Dict>("Names").and_then(|names| names.get::<Dict>("EmbeddedFiles")) {
        walk_names(&tree, 0, &mut add, &mut Budget(LARGEST));
    }
    for specification in catalog.get::<Array>("AF").iter().flat_map(|list| list.iter::<Dict>()) {
        add(&specification);
    }
    found
}

fn walk_names(node: &Dict, depth: usize, add: &mut dyn FnMut(&Dict), budget: &mut Budget) {
    if !budget.allows(depth) {
        return;
    }
    for item in node.get::<Array>("Names").iter().flat_map(|list| list.iter::<Object>()) {
        if let Object::Dict(specification) = item {
            add(&specification);
        }
    }
    for kid in node.get::<Array>("Kids").iter().flat_map(|list| list.iter::<Dict>()) {
        walk_names(&kid, depth + 1, add, budget);
    }
}
