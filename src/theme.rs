//! Themes: finding one and reading its manifest.
//!
//! A theme is a folder: `theme.toml`, the manifest, declares its name, fonts and options;
//! `theme.typ` is the Typst code that draws the pages. Everything is in memory here: the caller
//! reads the folders and passes in their files.

mod builtin;
mod manifest;
mod options;
mod toml;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use self::builtin::{BundledFace, faces};
pub(crate) use self::builtin::{condensed, families, font_licences, prelude, prelude_file, prelude_licences};
pub use self::manifest::{DocumentStyle, Kind, Manifest, OptionSpec, RECTO_OPTIONS};
pub use self::options::{AUTO, OptionValue, Options};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, did_you_mean, one_of};
use crate::resume::Resume;
use crate::source::{Source, Span};
use crate::yaml::edit;

/// File contents by name within a folder.
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// A loaded theme.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The folder it was found in, as messages show it.
    pub origin: String,
    /// Its manifest.
    pub manifest: Manifest,
    /// Its files, by name.
    pub files: Files,
}

/// The available themes.
#[derive(Debug, Default)]
pub struct Themes {
    /// Folders by name; the last one added under a name wins.
    folders: BTreeMap<String, (String, Files)>,
}

/// The manifest's file name.
const MANIFEST: &str = "theme.toml";

/// The code's file name.
pub(crate) const CODE: &str = "theme.typ";

impl Themes {
    /// The built-in themes.
    pub fn builtin() -> Self {
        let mut themes = Themes::default();
        for (folder, files) in builtin::themes() {
            themes.add(folder, format!("themes/{folder}"), files);
        }
        themes
    }

    /// Adds a folder under a name, replacing any other of that name.
    pub fn add(&mut self, name: &str, origin: String, files: Files) {
        self.folders.insert(name.into(), (origin, files));
    }

    /// The names, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.folders.keys().map(String::as_str)
    }

    /// Finds a theme by name; `place` is where the name is written, if in a file.
    ///
    /// # Errors
    /// If there is no theme of that name, or its manifest is invalid.
    pub fn find(&self, name: &str, place: Option<Span>, diagnostics: &mut Diagnostics) -> Result<Theme> {
        if let Some((origin, files)) = self.folders.get(name) {
            let mut theme = Theme::read(origin.clone(), files.clone(), diagnostics)?;
            // The manifest of a copied folder may still have the name of the original.
            let folder = name.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(name);
            if !matches!(folder, "" | "." | "..") {
                folder.clone_into(&mut theme.manifest.name);
            }
            return Ok(theme);
        }
        let note = Diagnostic::error(Code::UnknownTheme, format!("there is no theme `{name}`"));
        let note = match place {
            Some(span) => note.at(span).path("theme"),
            None => note,
        };
        if name.contains(['/', '\\']) {
            return Err(diagnostics
                .error(note.help(format!("give the path of a directory that contains `{MANIFEST}` and `{CODE}`"))));
        }
        Err(diagnostics.error(match (did_you_mean(name, self.names()), place) {
            (Some(meant), Some(span)) => edit::misspelt(note, diagnostics.source(span.source), span, name, meant),
            (Some(meant), None) => note.help(format!("did you mean `{meant}`?")),
            (None, _) => note.help(format!("use one of {}", one_of(self.names()))),
        }))
    }

    /// The theme named in a résumé, or the default theme.
    ///
    /// # Errors
    /// Same as [`Themes::find`] and [`Themes::default_theme`].
    pub fn chosen_by(&self, resume: &Resume, diagnostics: &mut Diagnostics) -> Result<Theme> {
        match resume.theme.as_ref().and_then(|choice| choice.name.as_ref()) {
            Some(name) => self.find(&name.value, Some(name.span), diagnostics),
            None => self.default_theme(diagnostics),
        }
    }

    /// The theme used when none is named: the one whose manifest sets `default`.
    ///
    /// # Errors
    /// If there is none, or its manifest is invalid.
    pub fn default_theme(&self, diagnostics: &mut Diagnostics) -> Result<Theme> {
        // Reading manifests takes time: try the one with this line first.
        let mentions = |files: &Files| {
            let manifest = files.get(MANIFEST).map_or(&b""[..], |bytes| bytes);
            manifest.split(|byte| *byte == b'\n').any(|line| line.trim_ascii() == b"default = true")
        };
        let mut folders: Vec<_> = self.folders.values().collect();
        folders.sort_by_cached_key(|(_, files)| !mentions(files));
        for (origin, files) in folders {
            let theme = Theme::read(origin.clone(), files.clone(), diagnostics)?;
            if theme.manifest.default {
                return Ok(theme);
            }
        }
        Err(diagnostics.error(
            Diagnostic::error(Code::UnknownTheme, "there is no default theme").help("choose a theme with `--theme`"),
        ))
    }
}

impl Theme {
    /// Whether the theme comes with Recto, so that all of its files are part of the program.
    pub(crate) fn is_builtin(&self) -> bool {
        self.files.values().all(|content| matches!(content, Cow::Borrowed(_)))
    }

    /// The font files in its `fonts` folder.
    pub fn fonts(&self) -> impl Iterator<Item = &Cow<'static, [u8]>> {
        let is_font = |name: &str| {
            let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            name.starts_with("fonts/") && matches!(&*ending, "otf" | "ttf" | "otc" | "ttc")
        };
        self.files.iter().filter(move |(name, _)| is_font(name)).map(|(_, bytes)| bytes)
    }

    /// Reads the manifest of a theme folder.
    ///
    /// # Errors
    /// If the manifest or the code is missing, or the manifest is invalid.
    pub fn read(origin: String, files: Files, diagnostics: &mut Diagnostics) -> Result<Theme> {
        let Some(text) = files.get(MANIFEST).and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
            return Err(diagnostics.error(missing(&origin, MANIFEST)));
        };
        if !files.contains_key(CODE) {
            return Err(diagnostics.error(missing(&origin, CODE)));
        }
        let manifest = Manifest::read(&Source::new(format!("{origin}/{MANIFEST}"), text), diagnostics)?;
        Ok(Theme { origin, manifest, files })
    }
}

fn missing(origin: &str, file: &str) -> Diagnostic {
    let note = Diagnostic::error(Code::Theme, format!("`{origin}` is not a theme: it contains no `{file}`"));
    note.help("a theme is a directory that contains `theme.toml` and `theme.typ`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_theme_has_the_name_of_its_folder() {
        let (mut themes, mut diagnostics) = (Themes::builtin(), Diagnostics::new());
        let Theme { files, manifest, .. } = themes.default_theme(&mut diagnostics).unwrap();
        for (name, expected) in [("mine", "mine"), ("../designs/ours/", "ours"), (".", &manifest.name)] {
            themes.add(name, name.into(), files.clone());
            assert_eq!(themes.find(name, None, &mut diagnostics).unwrap().manifest.name, expected);
        }
    }

    #[test]
    fn every_built_in_theme_is_whole_and_one_is_the_default() {
        let mut diagnostics = Diagnostics::new();
        let themes = Themes::builtin();
        let read: Vec<_> =
            themes.names().map(|name| (name, themes.find(name, None, &mut diagnostics).unwrap())).collect();
        assert_eq!(read.iter().filter(|(_, theme)| theme.manifest.default).count(), 1);
        for (name, theme) in read {
            assert_eq!(theme.manifest.name, name);
            for family in &theme.manifest.fonts {
                assert!(faces(family).next().is_some(), "{name} names the font {family}, which is not bundled");
            }
        }
    }
}
