//! One picture a theme, compared with a tolerance: for colours and rules, which
//! the outline cannot see.

use std::path::Path;

use recto::theme::Themes;
use tiny_skia::Pixmap;

use crate::project::{seed_with, set};

/// Pixels an inch: enough to see a rule, few enough for a small file.
const PPI: f32 = 60.0;

/// How far a channel of a pixel may be off, of 255, before it counts as different.
const TOLERANCE: u8 = 24;

/// How many pixels of a thousand may differ.
const DIFFERENT: usize = 2;

#[test]
fn the_seed_looks_as_it_was_approved_in_every_theme() {
    for theme in Themes::builtin().names() {
        let actual = draw(theme);
        let name = format!("{theme}.png");
        let golden = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden")).join(&name);
        if std::env::var_os("RECTO_APPROVE").is_some() {
            actual.save_png(&golden).unwrap();
        }
        let expected = Pixmap::load_png(&golden).expect("approve a picture with RECTO_APPROVE=1");
        assert_eq!((actual.width(), actual.height()), (expected.width(), expected.height()), "{theme}");
        let far = |(a, b): (&u8, &u8)| a.abs_diff(*b) > TOLERANCE;
        let pixels = actual.data().chunks(4).zip(expected.data().chunks(4));
        let different = pixels.filter(|(a, b)| a.iter().zip(b.iter()).any(far)).count();
        if different * 1000 > DIFFERENT * actual.data().len() / 4 {
            let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
            actual.save_png(&shown).unwrap();
            panic!("{different} pixels differ from {}; the page as it is now: {}", golden.display(), shown.display());
        }
    }
}

/// The first page of the seed in a theme.
fn draw(theme: &str) -> Pixmap {
    let document = set(&seed_with(theme));
    let options = typst_render::RenderOptions {
        pixel_per_pt: typst::utils::Scalar::new(f64::from(PPI) / 72.0),
        ..Default::default()
    };
    typst_render::render(&document.pages().pages()[0], &options)
}
