//! Pictures.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use super::{PlainText, Resume};
use crate::source::Spanned;
use crate::yaml::scalar::{from_text, schema_by_hand, text_or_struct, text_or_struct_schema};

/// A portrait.
#[derive(Debug, Clone)]
pub struct Portrait {
    /// The file, relative to the résumé, or a `data:` URL.
    pub file: Spanned<PlainText>,
    /// How it is cropped; by default, as the theme does.
    pub crop: Option<Crop>,
}

/// How a picture is cropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Crop {
    /// To a square.
    Square,
    /// To a circle.
    Circle,
    /// Not at all.
    None,
}

impl Crop {
    /// Its name in the format.
    pub fn name(self) -> &'static str {
        match self {
            Crop::Square => "square",
            Crop::Circle => "circle",
            Crop::None => "none",
        }
    }
}

/// A picture that a résumé names.
#[derive(Debug, Clone)]
pub struct NamedPicture<'a> {
    /// The file, relative to the résumé, or a `data:` URL.
    pub file: &'a Spanned<PlainText>,
    /// The path of the key, such as `basics.image`.
    pub path: String,
}

impl Resume {
    /// The pictures that the résumé names: the portrait, logos, signatures.
    pub fn pictures(&self) -> Vec<NamedPicture<'_>> {
        let Resume { basics, work, education, projects, closing, letter, .. } = self;
        let logo = |section: &str, index: usize| format!("{section}[{index}].logo");
        let portrait = basics.image.iter().map(|image| (&image.file, "basics.image".to_owned()));
        let work = work.iter().enumerate().filter_map(|(at, it)| Some((it.logo.as_ref()?, logo("work", at))));
        let schools = education.iter().enumerate();
        let schools = schools.filter_map(|(at, it)| Some((it.logo.as_ref()?, logo("education", at))));
        let projects =
            projects.iter().enumerate().filter_map(|(at, it)| Some((it.logo.as_ref()?, logo("projects", at))));
        let signature = letter.iter().filter_map(|it| Some((it.signature.as_ref()?, "letter.signature".to_owned())));
        let declared = closing.iter().filter_map(|it| Some((it.signature.as_ref()?, "closing.signature".to_owned())));
        let all = portrait.chain(work).chain(schools).chain(projects).chain(declared).chain(signature);
        all.map(|(file, path)| NamedPicture { file, path }).collect()
    }
}

impl Resume {
    /// Renames the pictures that the résumé names, and removes those that have no new name.
    pub fn rename_pictures(&mut self, mut rename: impl FnMut(&Spanned<PlainText>) -> Option<PlainText>) {
        let mut renamed = |file: &mut Option<Spanned<PlainText>>| {
            *file = file.take().and_then(|file| Some(Spanned { value: rename(&file)?, span: file.span }));
        };
        let Resume { basics, work, education, projects, closing, letter, .. } = self;
        if let Some(Portrait { file, crop }) = basics.image.take() {
            let mut file = Some(file);
            renamed(&mut file);
            basics.image = file.map(|file| Portrait { file, crop });
        }
        work.iter_mut().for_each(|it| renamed(&mut it.logo));
        education.iter_mut().for_each(|it| renamed(&mut it.logo));
        projects.iter_mut().for_each(|it| renamed(&mut it.logo));
        closing.iter_mut().for_each(|it| renamed(&mut it.signature));
        letter.iter_mut().for_each(|it| renamed(&mut it.signature));
    }
}

/// A portrait as a mapping.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Portrait")]
struct Mapping {
    /// The file, relative to the résumé.
    #[schemars(example = &"portrait.jpg")]
    file: Spanned<PlainText>,
    /// The crop: `square`, `circle` or `none`; the default depends on the theme.
    crop: Option<Crop>,
}

/// The keys of the mapping form.
const KEYS: &[&str] = &["file", "crop"];

schema_by_hand!(Portrait, "portrait", text_or_struct_schema::<PlainText, Mapping>);

impl<'de> Deserialize<'de> for Portrait {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, span } = Spanned::<FileOrMapping>::deserialize(deserializer)?;
        Ok(match value {
            FileOrMapping::File(value) => Portrait { file: Spanned { value, span }, crop: None },
            FileOrMapping::Mapping(Mapping { file, crop }) => Portrait { file, crop },
        })
    }
}

/// Serialized as the file if it is not cropped.
impl Serialize for Portrait {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Portrait { file, crop } = self;
        let Some(crop) = crop else { return file.serialize(serializer) };
        let mut mapping = serializer.serialize_struct("Portrait", KEYS.len())?;
        mapping.serialize_field("file", file)?;
        mapping.serialize_field("crop", crop)?;
        mapping.end()
    }
}

/// A portrait before the file has its span.
enum FileOrMapping {
    File(PlainText),
    Mapping(Mapping),
}

impl<'de> Deserialize<'de> for FileOrMapping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_struct(deserializer, KEYS, PortraitVisitor)
    }
}

struct PortraitVisitor;

impl<'de> Visitor<'de> for PortraitVisitor {
    type Value = FileOrMapping;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the path of a picture, or a mapping with `file` and `crop`")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<FileOrMapping, E> {
        from_text(text).map(FileOrMapping::File)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<FileOrMapping, A::Error> {
        Mapping::deserialize(MapAccessDeserializer::new(entries)).map(FileOrMapping::Mapping)
    }
}
