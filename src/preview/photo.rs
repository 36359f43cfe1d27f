//! A photo that was chosen in the page: it is written beside the résumé when the draft is saved.

use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use recto::edit::{self, Item, Outline};
use recto::source::Source;
use recto::typeset::{PictureFormat, picture_format};

/// The name of the file, without its extension.
const STEM: &str = "photo";

/// A photo that is not yet a file.
#[derive(Debug, Clone, PartialEq)]
pub struct UnsavedPhoto {
    /// The name of the file that it will be.
    pub name: String,
    /// The content of the file.
    pub bytes: Arc<[u8]>,
}

impl UnsavedPhoto {
    /// A photo with a name that is free in a folder. What the page sends is JPEG or PNG; anything else is refused.
    pub fn new(bytes: &[u8], folder: &Path) -> Option<UnsavedPhoto> {
        let extension = match picture_format(bytes)? {
            PictureFormat::Jpeg => "jpg",
            PictureFormat::Png => "png",
            _ => return None,
        };
        let is_free = |name: &String| folder.join(name).symlink_metadata().is_err();
        let first = format!("{STEM}.{extension}");
        let others = (2..).map(|number| format!("{STEM}-{number}.{extension}"));
        let name = std::iter::once(first).chain(others).find(is_free)?;
        Some(UnsavedPhoto { name, bytes: bytes.into() })
    }

    /// The path of the value in a résumé that names this photo.
    pub fn path_in(&self, source: &Source) -> Option<&'static str> {
        let outline = edit::outline(source).ok()?;
        let image = value(value(&outline, "basics")?, "image")?;
        let is_this = |value: &Outline| matches!(&value.value, Item::Text(text) if *text == self.name);
        if is_this(image) {
            return Some("basics.image");
        }
        value(image, "file").filter(|file| is_this(file)).map(|_| "basics.image.file")
    }

    /// The photo as a `data:` URL.
    pub fn url(&self) -> String {
        let media_type = if self.name.ends_with(".png") { "image/png" } else { "image/jpeg" };
        format!("data:{media_type};base64,{}", BASE64_STANDARD.encode(&self.bytes))
    }
}

/// The value of a key of a mapping.
fn value<'a>(outline: &'a Outline, key: &str) -> Option<&'a Outline> {
    match &outline.value {
        Item::Mapping(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        Item::Nothing | Item::Text(_) | Item::List(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_gets_a_free_name_and_is_found_where_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00";
        std::fs::write(folder.path().join("photo.jpg"), "").unwrap();
        let photo = UnsavedPhoto::new(jpeg, folder.path()).unwrap();
        assert_eq!(photo.name, "photo-2.jpg");
        let place = |text: &str| photo.path_in(&Source::new("resume.yaml", text));
        assert_eq!(place("basics:\n  image: photo-2.jpg\n"), Some("basics.image"));
        assert_eq!(place("basics: {image: {file: photo-2.jpg, crop: circle}}\n"), Some("basics.image.file"));
        assert_eq!(place("basics:\n  image: photo.jpg\n"), None);
        assert_eq!(UnsavedPhoto::new(b"<svg/>", folder.path()), None);
    }
}
