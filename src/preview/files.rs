//! The page's static files, embedded in the binary.

use super::response::Response;

/// A file: its URL path, media type and content.
type File = (&'static str, &'static str, &'static [u8]);

macro_rules! files {
    ($media_type:literal: $($name:literal),+) => {
        &[$((concat!("/", $name), $media_type, include_bytes!(concat!("page/", $name)))),+]
    };
}

/// All files, by media type.
const FILES: &[&[File]] = &[
    &[("/", "text/html; charset=utf-8", include_bytes!("page/index.html"))],
    files!("text/css; charset=utf-8": "preview.css"),
    files!("text/plain; charset=utf-8": "editor.LICENSE.txt"),
    files!("text/javascript; charset=utf-8":
        "choice.js", "dates.js", "design.js", "downloads.js", "draft-storage.js", "draft.js", "editor.js",
        "elements.js", "english.js", "events.js", "example.js", "font-samples.js", "foreign-draft.js", "form-bullets.js",
        "form-cards.js", "form-controls.js", "form-edits.js", "form-entries.js", "form-fields.js", "form-model.js",
        "form-photo.js", "form-problems.js", "form-schema.js", "form-sections.js", "form-values.js", "form.js", "german.js",
        "import.js", "marks.js", "merge.js", "notices.js", "options.js", "pages.js", "panes.js", "photo.js",
        "portal.js", "posting.js", "preview.js", "report.js", "scheme.js", "server.js", "shortcuts.js",
        "strings.js", "theme-options.js", "thumbnails.js", "token.js", "transport.js"),
];

/// The file at a path.
pub fn file(path: &str) -> Option<Response> {
    let (_, media_type, content) = FILES.iter().copied().flatten().find(|(known, ..)| *known == path)?;
    Some(Response::of(media_type, *content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_page_is_served() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/preview/page");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            // Types are for those who write the page.
            if name.ends_with(".d.ts") {
                continue;
            }
            let path = if name == "index.html" { "/".to_owned() } else { format!("/{name}") };
            assert!(file(&path).is_some(), "{name} is not in the list");
        }
    }
}
