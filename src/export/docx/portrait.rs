//! The portrait of a Word document: beside the name, at the end of the line.

use super::OFFICE;
use super::package::{Content, Part, Relation};
use crate::export::style::Portrait;
use crate::export::xml::{Element, element};
use crate::typeset::PictureFormat;

/// The height of a portrait, in English Metric Units (ECMA-376, 20.1.10.16): 28 mm.
const HEIGHT: u64 = 28 * 36_000;

/// Its width at most.
const WIDTH: u64 = 35 * 36_000;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PLACE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// The file of the picture.
pub fn part(portrait: &Portrait) -> Part {
    let path =
        if portrait.format == PictureFormat::Png { "word/media/portrait.png" } else { "word/media/portrait.jpg" };
    Part {
        path,
        content_type: portrait.format.media_type(),
        content: Content::Bytes(portrait.bytes.clone()),
        relation: Relation::Document("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"),
    }
}

/// The picture as a run in the paragraph of the name.
pub fn anchored(portrait: &Portrait) -> Element {
    let (width, height) = (u64::from(portrait.pixels.0), u64::from(portrait.pixels.1));
    let scaled = HEIGHT * width / height;
    let (width, height) = if scaled > WIDTH { (WIDTH, WIDTH * height / width) } else { (scaled, HEIGHT) };
    let id = part(portrait).path.rsplit('/').next().unwrap_or_default();
    let size = |name| element(name).attribute("cx", width).attribute("cy", height);
    let name =
        |name| element(name).attribute("id", 1).attribute("name", "Portrait").attribute("descr", &portrait.alternative);
    let position = |name, from: &'static str, at: Element| element(name).attribute("relativeFrom", from).child(at);
    let picture = element("pic:pic")
        .attribute("xmlns:pic", PICTURE)
        .child(element("pic:nvPicPr").child(name("pic:cNvPr")).child(element("pic:cNvPicPr")))
        .child(
            element("pic:blipFill")
                .child(element("a:blip").attribute("r:embed", id))
                .child(element("a:stretch").child(element("a:fillRect"))),
        )
        .child(
            element("pic:spPr")
                .child(
                    element("a:xfrm").child(element("a:off").attribute("x", 0).attribute("y", 0)).child(size("a:ext")),
                )
                .child(element("a:prstGeom").attribute("prst", "rect").child(element("a:avLst"))),
        );
    let anchor = ["distT", "distB"].iter().fold(element("wp:anchor"), |all, side| all.attribute(side, 0));
    let anchor = ["distL", "distR"].iter().fold(anchor, |all, side| all.attribute(side, 114_300));
    let anchor = anchor
        .attribute("simplePos", 0)
        .attribute("relativeHeight", 1)
        .attribute("behindDoc", 0)
        .attribute("locked", 0)
        .attribute("layoutInCell", 1)
        .attribute("allowOverlap", 0)
        .child(element("wp:simplePos").attribute("x", 0).attribute("y", 0))
        .child(position("wp:positionH", "margin", element("wp:align").text("right")))
        .child(position("wp:positionV", "margin", element("wp:align").text("top")))
        .child(size("wp:extent"))
        .child(element("wp:wrapSquare").attribute("wrapText", "bothSides"))
        .child(name("wp:docPr"))
        .child(
            element("a:graphic")
                .attribute("xmlns:a", DRAWING)
                .child(element("a:graphicData").attribute("uri", PICTURE).child(picture)),
        );
    let drawing = element("w:drawing").child(anchor.attribute("xmlns:wp", PLACE).attribute("xmlns:r", OFFICE));
    element("w:r").child(drawing)
}
