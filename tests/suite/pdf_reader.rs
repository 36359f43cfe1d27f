//! PDFs of other programs are read as they look.

use std::fs;

use recto::inspect::{NoText, PdfContent};

fn read(name: &str) -> PdfContent {
    let path = format!("{}/tests/import/pdf/{name}.pdf", env!("CARGO_MANIFEST_DIR"));
    PdfContent::of(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn text_is_read_as_it_looks() {
    for (name, text) in [
        ("narrow-space", "Led a team of five"),
        ("type3", "momo mom"),
        ("suffix-names", "+49 176"),
        ("turned", "Ada Lovelace"),
        ("double-strike", "Ada"),
        ("double-strike2", "Ada"),
        ("cropped", "Ada Lovelace"),
    ] {
        let content = read(name);
        for view in [&content.content_order, &content.visual_order, &content.layout_boxes] {
            assert_eq!(view.text().trim(), text, "{name}");
        }
        assert_eq!(content.no_text, None, "{name}");
    }
}

#[test]
fn places_are_those_of_the_page_as_it_is_shown() {
    let content = read("cropped");
    assert_eq!(content.pages, [(400.0, 600.0)]);
    let line = &content.visual_order.0[0];
    assert_eq!((line.x, line.y), (20.0, 50.0));
    assert_eq!(content.links[0].bounds, (20.0, 40.0, 80.0, 52.0));
    let content = read("turned");
    assert_eq!(content.pages, [(792.0, 612.0)]);
    assert!(content.visual_order.0[0].x < 100.0, "{:?}", content.visual_order.0);
}

#[test]
fn a_page_without_readable_text_says_why() {
    let reasons = ["scan", "empty", "undecodable"].map(|name| read(name).no_text);
    assert_eq!(reasons, [Some(NoText::Picture), Some(NoText::Empty), Some(NoText::Undecodable)]);
}
