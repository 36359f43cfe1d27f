//! The shapes of letters on the page: a text that reads right can be drawn wrong.

use std::collections::BTreeSet;

use recto::diagnostic::Diagnostics;
use recto::export::{Format, export};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::Themes;
use recto::typeset::{Compiler, typeset};

use crate::language_pages::fonts;
use crate::reader;

/// The outlines of a letter on the pages of a résumé; `None` without fonts for it.
fn outlines(letter: char, yaml: &str, theme: &str) -> Option<BTreeSet<String>> {
    let theme = Themes::builtin().find(theme, None, &mut Diagnostics::new()).unwrap();
    let mut notes = Diagnostics::new();
    let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut notes).unwrap();
    let Ok(document) = typeset(&resume, &Compiler::new(&theme).fonts(fonts()), &mut notes) else {
        assert!(std::env::var_os("RECTO_TEST_FONTS").is_none(), "{:#?}", notes.sorted());
        return None;
    };
    let shapes = reader::shapes(&export(&document, &Format::pdf(), &mut notes).unwrap());
    let outlines: BTreeSet<String> =
        shapes.into_iter().filter(|(text, _)| text.contains(letter)).map(|(_, outline)| outline).collect();
    assert!(!outlines.is_empty(), "{letter} is not drawn");
    Some(outlines)
}

/// Lectern drew pointing hands for the brackets of italic text if a sign of the page was in no font of the theme: a
/// variant of letters for the fallback font has hands in its own.
#[test]
fn brackets_are_brackets_whatever_else_is_on_the_page() {
    let yaml = "basics: {name: Ada}\nwork: [{name: Bank, position: Translator (senior)}]\n";
    for theme in Themes::builtin().names() {
        for sign in ["⇒", "ℝ", "שלום"] {
            let plain = outlines('(', yaml, theme);
            let with_sign = outlines('(', &format!("{yaml}interests: [{{name: {sign}}}]\n"), theme);
            if with_sign.is_some() {
                assert_eq!(with_sign, plain, "{sign} in {theme}");
            }
        }
    }
}

/// In Persian dates, Noto Naskh Arabic drew the four and the seven of Urdu, and the six of Arabic.
#[test]
fn figures_have_the_forms_of_the_language() {
    let drawn = |figure: char, tag: &str, theme: &str| {
        outlines(figure, &format!("language: {tag}\nbasics: {{name: Ada, summary: \"۴۶۷\"}}\n"), theme)
    };
    for theme in ["lectern", "bursar", "plumb"] {
        for figure in ['۴', '۷'] {
            let (persian, urdu) = (drawn(figure, "fa", theme), drawn(figure, "ur", theme));
            assert!(persian.is_none() || persian != urdu, "{figure} in {theme}");
        }
    }
}
