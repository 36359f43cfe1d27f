//! Pictures of pages, compared with a tolerance: those of the themes, which show colours and rules that the outline
//! cannot, and those of the README. `INSTA_UPDATE=always cargo test picture::` draws them all anew.

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::export::{Format, export};
use recto::theme::Themes;
use tiny_skia::{IntRect, Pixmap, PixmapPaint, Transform};

use crate::project::set;

/// Pixels an inch: twice as many as where the documentation shows the page, for sharp letters.
const PPI: f32 = 90.0;

/// How far a channel of a pixel may be off, of 255, before it counts as different.
const TOLERANCE: u8 = 24;

/// How many pixels of a thousand may differ.
const DIFFERENT: usize = 2;

/// What `recto new` writes.
const STARTER: &str = include_str!("../../src/cli/commands/starter.yaml");

const README: &str = include_str!("../../README.md");

/// The picture beside each theme is that of the starter.
#[test]
fn every_theme_looks_as_its_preview_shows() {
    for theme in Themes::builtin().names() {
        shows(&format!("themes/{theme}/preview.png"), &draw(&format!("{STARTER}\ntheme: {theme}\n"), PPI));
    }
}

/// The starter in all themes.
#[test]
fn the_picture_of_the_themes_shows_them_all() {
    const COLUMNS: usize = 4;
    const GAP: u32 = 16;
    let pages: Vec<Pixmap> =
        Themes::builtin().names().map(|theme| draw(&format!("{STARTER}\ntheme: {theme}\n"), 44.0)).collect();
    let (width, height) = (pages[0].width(), pages[0].height());
    let rows = pages.len().div_ceil(COLUMNS);
    let size = |count: usize, length: u32| count as u32 * (length + GAP) + GAP;
    let mut sheet = Pixmap::new(size(COLUMNS, width), size(rows, height)).unwrap();
    sheet.fill(tiny_skia::Color::from_rgba8(226, 229, 233, 255));
    for (index, page) in pages.iter().enumerate() {
        let (x, y) = (size(index % COLUMNS, width) as i32, size(index / COLUMNS, height) as i32);
        sheet.draw_pixmap(x, y, page.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    }
    shows("docs/images/themes.png", &sheet);
}

/// What the first example of the README becomes.
#[test]
fn the_readme_shows_its_example() {
    let (before, _) = README.split_once("becomes:").unwrap();
    let (_, example) = before.rsplit_once("```yaml\n").unwrap();
    let page = draw(example.split_once("```").unwrap().0, 150.0);
    // Without the margins.
    let pixels: Vec<&[u8]> = page.data().chunks(4 * page.width() as usize).collect();
    let is_blank = |row: &&&[u8]| row.iter().all(|part| *part == u8::MAX);
    let top = pixels.iter().take_while(is_blank).count() as u32;
    let bottom = pixels.len() as u32 - pixels.iter().rev().take_while(is_blank).count() as u32;
    const MARGIN: u32 = 40;
    let side = (22.0 / 25.4 * 150.0) as u32 - MARGIN;
    let shown =
        IntRect::from_xywh(side as i32, (top - MARGIN) as i32, page.width() - 2 * side, bottom - top + 2 * MARGIN);
    shows("docs/images/before-after.png", &page.clone_rect(shown.unwrap()).unwrap());
}

/// Asserts that a picture in the repository is the given one.
fn shows(path: &str, actual: &Pixmap) {
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if crate::project::approves() {
        actual.save_png(&picture).unwrap();
    }
    let expected = Pixmap::load_png(&picture).expect("approve a picture with INSTA_UPDATE=always");
    assert_eq!((actual.width(), actual.height()), (expected.width(), expected.height()), "{path}");
    let far = |(a, b): (&u8, &u8)| a.abs_diff(*b) > TOLERANCE;
    let pixels = actual.data().chunks(4).zip(expected.data().chunks(4));
    let different = pixels.filter(|(a, b)| a.iter().zip(b.iter()).any(far)).count();
    if different * 1000 > DIFFERENT * actual.data().len() / 4 {
        let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join(path.replace('/', "-"));
        actual.save_png(&shown).unwrap();
        panic!("{different} pixels differ from {path}; the page as it is now: {}", shown.display());
    }
}

/// The first page of a résumé.
fn draw(yaml: &str, ppi: f32) -> Pixmap {
    let png = export(&set(yaml), &Format::Png { ppi: f64::from(ppi) }, &mut Diagnostics::new()).unwrap();
    Pixmap::decode_png(&png).unwrap()
}
