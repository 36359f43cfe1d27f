//! What a published page says to search engines and to programs that show previews of links.

use super::quoted;
use crate::present::{Header, Metadata};
use crate::resume::Url;

/// A web page with the files beside it.
#[derive(Debug, Clone, Copy)]
pub struct WebPage<'a> {
    /// The name of the PDF.
    pub pdf: &'a str,
    /// The name of the picture of the first page.
    pub picture: &'a str,
    /// The width and height of the picture, in pixels.
    pub picture_size: (u32, u32),
    /// The address of the page, if it is known.
    pub address: Option<&'a Url>,
    /// Whether search engines may list the page.
    pub is_listed: bool,
}

impl WebPage<'_> {
    /// The elements of the head: the Open Graph protocol (<https://ogp.me>), and what search engines read.
    pub fn head(&self, meta: &Metadata, header: &Header) -> String {
        let robots = if self.is_listed { "index, follow" } else { "noindex, nofollow" };
        let mut head = format!("<meta name=\"robots\" content=\"{robots}\">\n");
        if let Some(address) = self.address {
            head += &format!("<link rel=\"canonical\" href=\"{}\">\n", quoted(address.as_str()));
        }
        head += &format!(
            "<link rel=\"alternate\" type=\"application/pdf\" href=\"{}\" title=\"{}\">\n",
            quoted(&encoded(self.pdf)),
            quoted(&meta.title)
        );
        let (width, height) = (self.picture_size.0.to_string(), self.picture_size.1.to_string());
        let description = header.label.as_ref().map(|label| label.plain());
        let properties = [
            ("og:type", Some("profile".to_owned())),
            ("og:title", Some(meta.title.clone())),
            ("og:description", description),
            ("og:url", self.address.map(|address| address.as_str().to_owned())),
            ("og:image", Some(self.absolute(self.picture))),
            ("og:image:type", Some("image/png".to_owned())),
            ("og:image:width", Some(width)),
            ("og:image:height", Some(height)),
            ("og:image:alt", Some(meta.title.clone())),
        ];
        for (name, content) in properties {
            let content = content.map(|content| quoted(&content));
            head += &content.map(|text| format!("<meta property=\"{name}\" content=\"{text}\">\n")).unwrap_or_default();
        }
        head + "<meta name=\"twitter:card\" content=\"summary_large_image\">\n"
    }

    /// The link to the PDF, for the reader.
    pub fn link(&self) -> String {
        format!("<p class=\"pdf\"><a href=\"{}\" type=\"application/pdf\">PDF</a></p>\n", quoted(&encoded(self.pdf)))
    }

    /// The address of a file beside the page, as far as it is known.
    fn absolute(&self, file: &str) -> String {
        let folder = self.address.map_or("", |address| {
            let path = address.as_str().split(['?', '#']).next().unwrap_or_default();
            let host = path.find("://").map_or(0, |at| at + 3);
            path.rfind('/').filter(|slash| *slash >= host).map_or(path, |slash| &path[..slash])
        });
        let file = encoded(file);
        if folder.is_empty() { file } else { format!("{folder}/{file}") }
    }
}

/// The style of the link.
pub const STYLE: &str = ".pdf { margin-top: 0.6rem; }\n@media print { .pdf { display: none; } }\n";

/// A file name as a part of an address.
fn encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_beside_the_page() {
        let absolute = |address: &str| {
            let address: Url = address.parse().unwrap();
            let page =
                WebPage { pdf: "", picture: "", picture_size: (0, 0), address: Some(&address), is_listed: false };
            page.absolute("my cv.png")
        };
        assert_eq!(absolute("https://a.example"), "https://a.example/my%20cv.png");
        assert_eq!(absolute("https://a.example/cv/"), "https://a.example/cv/my%20cv.png");
        assert_eq!(absolute("https://a.example/cv/index.html?x#y"), "https://a.example/cv/my%20cv.png");
    }
}
