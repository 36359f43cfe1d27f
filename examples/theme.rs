//! Lists the themes, asks one what can be set in it, and sets some of that.
//!
//!     cargo run --release --example library theme

use recto::diagnostic::{Diagnostics, Result};
use recto::resume::{Resume, Setting, SettingValue};
use recto::source::{Source, Spanned};
use recto::theme::{OptionValue, Options, Themes};

#[allow(clippy::disallowed_macros, reason = "an example prints")]
pub(crate) fn main() {
    let mut diagnostics = Diagnostics::new();
    let themes = Themes::builtin();
    for name in themes.names() {
        if let Ok(theme) = themes.find(name, None, &mut diagnostics) {
            println!("{name}: {} ({} options)", theme.manifest.description, theme.manifest.options.len());
        }
    }
    match options("basics: {name: Ada Lovelace}\ntheme: {accent: '#204060'}\n", "dates=left", &mut diagnostics) {
        Ok(options) => {
            options.iter().for_each(|(name, value)| println!("  {name}: {value}"));
        }
        Err(_) => println!("{:#?}", diagnostics.sorted()),
    }
}

/// The value of every option: as `setting` says, or else the résumé, or else the theme.
///
/// # Errors
/// If the theme has no such option, or it takes other values.
pub fn options(yaml: &str, setting: &str, diagnostics: &mut Diagnostics) -> Result<Options> {
    let mut resume = Resume::read(&Source::new("resume.yaml", yaml), diagnostics)?;
    let theme = Themes::builtin().chosen_by(&resume, diagnostics)?;
    // A setting has a place, so that what is wrong with it can be shown there.
    let source = Source::new("settings", setting);
    diagnostics.open(&source);
    let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
    let settings = &mut resume.theme.get_or_insert_default().settings;
    settings.retain(|known| known.name.value != name);
    settings.push(Setting {
        name: Spanned { value: name.into(), span: source.span(0..name.len()) },
        value: Spanned { value: SettingValue::Text(value.into()), span: source.span(0..setting.len()) },
    });
    // Typesetting does the same with the résumé's settings. Here it is asked alone.
    theme.options(settings, diagnostics)
}

/// Whether an option is set to a word.
pub fn is(options: &Options, name: &str, word: &str) -> bool {
    options.get(name) == Some(&OptionValue::Text(word.into()))
}
