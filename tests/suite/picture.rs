//! One picture a theme, compared with a tolerance: for colours and rules, which
//! the outline cannot see.

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::export::{Format, export};
use recto::theme::Themes;
use tiny_skia::Pixmap;

use crate::project::set;

/// Pixels an inch: enough to see a rule and to choose by, few enough for a small file.
const PPI: f32 = 72.0;

/// How far a channel of a pixel may be off, of 255, before it counts as different.
const TOLERANCE: u8 = 24;

/// How many pixels of a thousand may differ.
const DIFFERENT: usize = 2;

/// What `recto new` writes.
const STARTER: &str = include_str!("../../src/cli/commands/starter.yaml");

/// The picture beside each theme is that of the starter: it is shown to people, and
/// kept true by this test. `INSTA_UPDATE=always` draws it anew.
#[test]
fn every_theme_looks_as_its_preview_shows() {
    for theme in Themes::builtin().names() {
        let actual = draw(theme);
        let preview = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/themes")).join(theme).join("preview.png");
        if crate::project::approves() {
            actual.save_png(&preview).unwrap();
        }
        let expected = Pixmap::load_png(&preview).expect("approve a picture with INSTA_UPDATE=always");
        assert_eq!((actual.width(), actual.height()), (expected.width(), expected.height()), "{theme}");
        let far = |(a, b): (&u8, &u8)| a.abs_diff(*b) > TOLERANCE;
        let pixels = actual.data().chunks(4).zip(expected.data().chunks(4));
        let different = pixels.filter(|(a, b)| a.iter().zip(b.iter()).any(far)).count();
        if different * 1000 > DIFFERENT * actual.data().len() / 4 {
            let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{theme}.png"));
            actual.save_png(&shown).unwrap();
            panic!("{different} pixels differ from {}; the page as it is now: {}", preview.display(), shown.display());
        }
    }
}

/// The first page of the starter in a theme.
fn draw(theme: &str) -> Pixmap {
    let document = set(&format!("{STARTER}\ntheme: {theme}\n"));
    let png = export(&document, &Format::Png { ppi: f64::from(PPI) }, &mut Diagnostics::new()).unwrap();
    Pixmap::decode_png(&png).unwrap()
}
