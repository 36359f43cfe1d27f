//! Signs before contact items: drawn, never read.

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::export::{Format, export};
use recto::theme::Themes;

use crate::project::{pdf, set};
use crate::reader::read;

fn resume(theme: &str, icons: &str, profiles: &str) -> String {
    format!(
        "basics:\n  name: Mira Halvorsen\n  email: mira@example.org\n  phone: \"+47 22 33 44 55\"\n  \
         profiles: [{profiles}]\ntheme: {{name: {theme}, icons: {icons}}}\n"
    )
}

const PROFILE: &str = "{network: GitHub, username: mira, url: https://github.com/mira}";

#[test]
fn icons_leave_nothing_in_the_text_or_the_structure() {
    let themes = Themes::builtin();
    let mut notes = Diagnostics::new();
    let mut seen = 0;
    for theme in themes.names() {
        if !themes.find(theme, None, &mut notes).unwrap().manifest.options.contains_key("icons") {
            continue;
        }
        let plain = read(&pdf(&resume(theme, "none", PROFILE)));
        for icons in ["line", "brand"] {
            let drawn = read(&pdf(&resume(theme, icons, PROFILE)));
            assert_eq!((&drawn.stream, &drawn.tags), (&plain.stream, &plain.tags), "{theme} with {icons}");
        }
        seen += 1;
    }
    assert!(seen > 0);
}

/// The pages as SVG, in which the drawings can be seen.
fn drawn(icons: &str, profiles: &str) -> String {
    let mut notes = Diagnostics::new();
    let page = export(&set(&resume("cornerstone", icons, profiles)), &Format::Svg, &mut notes).unwrap();
    String::from_utf8(page).unwrap()
}

#[test]
fn every_sign_of_a_network_is_found_by_its_name() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/prelude/icons/brand"));
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap();
        let profile = format!("{{network: \"{name}\", url: https://example.org/mira}}");
        assert_ne!(drawn("brand", &profile), drawn("line", &profile), "{name} is not drawn");
        count += 1;
    }
    assert!(count > 40);
}

#[test]
fn networks_are_known_by_other_names_and_by_their_addresses() {
    let known = |profile: &str| drawn("brand", profile) != drawn("line", profile);
    assert!(known("{network: Google Scholar, url: https://example.org/mira}"));
    assert!(known("{network: Twitter, url: https://example.org/mira}"));
    assert!(known("{url: https://www.github.com/mira}"));
    assert!(known("{url: https://scholar.google.com/mira}"));
    assert!(!known("{network: Nonesuch, url: https://nonesuch.example/mira}"));
}
