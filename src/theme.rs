//! Where a theme comes from and what it promises.
//!
//! A theme is a folder: `theme.toml`, the manifest, says what it is called, which
//! fonts it needs and which options it has; `theme.typ` draws. All of it is in
//! memory here: who reads folders hands their files over.

mod builtin;
mod manifest;
mod options;
mod toml;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use self::builtin::faces;
pub(crate) use self::builtin::{families, font_licences, prelude, prelude_file, prelude_licences};
pub use self::manifest::{Kind, Manifest, OptionSpec};
pub use self::options::{AUTO, OptionValue, Options};

use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result, did_you_mean, one_of};
use crate::resume::Resume;
use crate::source::{Source, Span};

/// Contents of files by their name inside a folder.
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// A theme, ready to draw.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Where it was found, as a message would name its folder.
    pub origin: String,
    /// What it promises.
    pub manifest: Manifest,
    /// Its files, by name.
    pub files: Files,
}

/// The themes that can be chosen from.
#[derive(Debug, Default)]
pub struct Themes {
    /// Folders by name, the last added first in line.
    folders: BTreeMap<String, (String, Files)>,
}

/// The manifest's file name.
const MANIFEST: &str = "theme.toml";

/// The code's file name.
pub(crate) const CODE: &str = "theme.typ";

impl Themes {
    /// The themes that come with Recto.
    pub fn builtin() -> Self {
        let mut themes = Themes::default();
        for (folder, files) in builtin::themes() {
            themes.add(folder, format!("themes/{folder}"), files);
        }
        themes
    }

    /// Adds a folder under a name, before any other of that name.
    pub fn add(&mut self, name: &str, origin: String, files: Files) {
        self.folders.insert(name.into(), (origin, files));
    }

    /// The names, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.folders.keys().map(String::as_str)
    }

    /// Finds a theme by name; `place` is where the name was written, if in a file.
    ///
    /// # Errors
    /// If there is none of that name, or its manifest is at fault.
    pub fn find(&self, name: &str, place: Option<Span>, notes: &mut Diagnostics) -> Result<Theme> {
        if let Some((origin, files)) = self.folders.get(name) {
            return Theme::read(origin.clone(), files.clone(), notes);
        }
        let note = Diagnostic::error(Id::UnknownTheme, format!("there is no theme `{name}`"));
        let note = match place {
            Some(span) => note.at(span).path("theme"),
            None => note,
        };
        if name.contains(['/', '\\']) {
            return Err(notes.error(note.help(format!("name a folder that has `{MANIFEST}` and `{CODE}` in it"))));
        }
        Err(notes.error(match (did_you_mean(name, self.names()), place) {
            (Some(meant), Some(span)) => note.fix(format!("did you mean `{meant}`?"), span, meant),
            (Some(meant), None) => note.help(format!("did you mean `{meant}`?")),
            (None, _) => note.help(format!("the themes here are {}", one_of(self.names()))),
        }))
    }

    /// The theme that a résumé names, or the default one.
    ///
    /// # Errors
    /// As of [`Themes::find`] and [`Themes::default_theme`].
    pub fn chosen_by(&self, resume: &Resume, notes: &mut Diagnostics) -> Result<Theme> {
        match resume.theme.as_ref().and_then(|choice| choice.name.as_ref()) {
            Some(name) => self.find(&name.value, Some(name.span), notes),
            None => self.default_theme(notes),
        }
    }

    /// The theme used where none is named: the one whose manifest says so.
    ///
    /// # Errors
    /// If there is none, or it is at fault.
    pub fn default_theme(&self, notes: &mut Diagnostics) -> Result<Theme> {
        // Reading manifests takes time: the one that has a line for it first.
        let mentions = |files: &Files| {
            let manifest = files.get(MANIFEST).map_or(&b""[..], |bytes| bytes);
            manifest.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"default"))
        };
        let mut folders: Vec<_> = self.folders.values().collect();
        folders.sort_by_key(|(_, files)| !mentions(files));
        for (origin, files) in folders {
            let theme = Theme::read(origin.clone(), files.clone(), notes)?;
            if theme.manifest.default {
                return Ok(theme);
            }
        }
        Err(notes
            .error(Diagnostic::error(Id::UnknownTheme, "there is no default theme").help("name one with `--theme`")))
    }
}

impl Theme {
    /// The font files that it brings in its folder `fonts`.
    pub fn fonts(&self) -> impl Iterator<Item = &Cow<'static, [u8]>> {
        let is_font = |name: &str| {
            let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
            name.starts_with("fonts/") && matches!(&*ending, "otf" | "ttf" | "otc" | "ttc")
        };
        self.files.iter().filter(move |(name, _)| is_font(name)).map(|(_, bytes)| bytes)
    }

    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// If the manifest or the code is missing, or the manifest is at fault.
    pub fn read(origin: String, files: Files, notes: &mut Diagnostics) -> Result<Theme> {
        let Some(text) = files.get(MANIFEST).and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
            return Err(notes.error(missing(&origin, MANIFEST)));
        };
        if !files.contains_key(CODE) {
            return Err(notes.error(missing(&origin, CODE)));
        }
        let manifest = Manifest::read(&Source::new(format!("{origin}/{MANIFEST}"), text), notes)?;
        Ok(Theme { origin, manifest, files })
    }
}

fn missing(origin: &str, file: &str) -> Diagnostic {
    let note = Diagnostic::error(Id::Theme, format!("`{origin}` is no theme: it has no `{file}`"));
    note.help("a theme is a folder with `theme.toml` and `theme.typ`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_theme_is_whole_and_one_is_the_default() {
        let mut notes = Diagnostics::new();
        let themes = Themes::builtin();
        let read: Vec<_> = themes.names().map(|name| (name, themes.find(name, None, &mut notes).unwrap())).collect();
        assert_eq!(read.iter().filter(|(_, theme)| theme.manifest.default).count(), 1);
        for (name, theme) in read {
            assert_eq!(theme.manifest.name, name);
            for family in &theme.manifest.fonts {
                assert!(faces(family).next().is_some(), "{name} names the font {family}, which is not shipped");
            }
        }
    }
}
