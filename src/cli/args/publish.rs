//! Flags that publish a résumé as a web page.

use std::path::PathBuf;

use clap::ValueEnum;
use recto::resume::Url;

/// What is published, and where.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Web page")]
pub struct PublishArgs {
    /// Write a web page to this directory: `index.html`, the PDF, and an image of the first page for link previews.
    /// Contact details are left out (see docs/forms.md in the repository)
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "all", "batch", "sent"])]
    pub publish: Option<PathBuf>,
    /// With `--publish`, the URL that the page will have, such as `https://ada.example.org/cv/`: link previews need it
    #[arg(long, value_name = "URL", requires = "publish", value_parser = address)]
    pub address: Option<Url>,
    /// With `--publish`, whether to allow listing by search engines
    #[arg(long, value_enum, requires = "publish", default_value_t = Robots::Noindex)]
    pub robots: Robots,
    /// With `--publish`, show the contact details on the page and in its PDF
    #[arg(long, requires = "publish")]
    pub show_contact: bool,
}

/// Whether search engines may list a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Robots {
    /// Allow listing by search engines
    Index,
    /// Discourage listing by search engines
    Noindex,
}

/// Parses the address of a page.
fn address(text: &str) -> Result<Url, String> {
    let is_page = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    let url = text.parse::<Url>().ok().filter(|_| is_page);
    url.ok_or_else(|| "not the address of a web page, such as `https://ada.example.org/cv/`".into())
}
