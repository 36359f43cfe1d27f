//! The résumé that was sent, as YAML, with its images.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use crate::cli::build::file_name;
use crate::cli::project::Project;

/// The name of the résumé. A PDF built from it does not replace the one that was sent.
pub const SOURCE: &str = "source.yaml";

/// What a document prints, as YAML, and the images that it names.
pub struct SentSource {
    /// The tailored résumé, from which the same pages are built.
    pub yaml: String,
    /// The images, by their names in it.
    pub pictures: Vec<(String, Vec<u8>)>,
}

impl SentSource {
    /// What a project prints, with or without its letter.
    pub fn of(project: &Project, with_letter: bool) -> SentSource {
        let Project { resume, theme, pictures, .. } = project;
        let mut resume = resume.clone();
        if !with_letter {
            resume.letter = None;
        }
        let mut taken = BTreeSet::from([SOURCE.to_owned()]);
        let mut kept: Vec<(String, String)> = Vec::new();
        resume.rename_pictures(|file| {
            let file = &*file.value;
            if file.starts_with("data:") {
                return file.parse().ok();
            }
            // Others are not printed.
            pictures.get(file)?;
            if let Some((_, name)) = kept.iter().find(|(known, _)| known == file) {
                return name.parse().ok();
            }
            let name = match is_relative(file) {
                true => file.to_owned(),
                false => file_name::safe(Path::new(file).file_name()?.to_str()?),
            };
            let name = distinct(&name, &mut taken);
            kept.push((file.to_owned(), name.clone()));
            name.parse().ok()
        });
        let pictures = kept.into_iter().filter_map(|(file, name)| Some((name, pictures.get(&file)?.clone())));
        SentSource { yaml: resume.to_printed_yaml(&theme.manifest.name), pictures: pictures.collect() }
    }

    /// The names of its files.
    pub fn names(&self) -> BTreeSet<String> {
        let pictures = self.pictures.iter().map(|(name, _)| name.to_lowercase());
        pictures.chain([SOURCE.to_owned()]).collect()
    }
}

/// Whether a path descends only.
fn is_relative(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// A name that is not taken yet, ignoring case: the given one, or with a number.
pub fn distinct(name: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.contains('/') => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let numbered = (2..).map(|number| format!("{stem}-{number}{ending}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| taken.insert(name.to_lowercase())).unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let mut taken = BTreeSet::new();
        let mut name = |name: &str| distinct(name, &mut taken);
        assert_eq!([name("me.png"), name("Me.png"), name("me.png")], ["me.png", "Me-2.png", "me-3.png"]);
        assert_eq!([name("a.b/c"), name("a.b/c"), name(".x"), name(".x")], ["a.b/c", "a.b/c-2", ".x", ".x-2"]);
    }
}
