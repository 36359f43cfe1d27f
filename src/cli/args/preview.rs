//! What `recto preview` takes.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use super::document::{DEFAULT_RESUME, DocumentArgs};

/// What `recto preview` takes.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = PREVIEW_HELP)]
pub struct PreviewArgs {
    /// YAML résumé
    #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
    pub resume: PathBuf,
    /// Create a starter résumé first, unless the file exists
    #[arg(long)]
    pub new: bool,
    /// Port to listen on; 0 picks a free one [default: 4747, or a free one]
    #[arg(long, value_name = "NUMBER")]
    pub port: Option<u16>,
    /// IP address to listen on; 0.0.0.0 for all, e.g. in containers
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub host: IpAddr,
    /// Print the address instead of opening a browser
    #[arg(long)]
    pub no_open: bool,
    /// Let an editor show the page in its window: only its extension asks for this
    #[arg(long, hide = true)]
    pub in_editor: bool,
    #[command(flatten)]
    pub document: DocumentArgs,
}

impl PreviewArgs {
    /// The preview of a résumé, with all else as by default.
    pub fn of(resume: PathBuf) -> PreviewArgs {
        let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let document = DocumentArgs::default();
        PreviewArgs { resume, new: false, port: None, host, no_open: false, in_editor: false, document }
    }
}

const PREVIEW_HELP: &str = "\
The printed address contains a random token; only those who have it can see or change the résumé. The page \
makes no requests to other sites. Stop with Ctrl-C.

Examples:
  recto preview                            resume.yaml, in the browser
  recto preview --new                      create resume.yaml, and fill it in as a form
  recto preview --for riverside            the same for an application
  recto preview --no-open --host 0.0.0.0   in a container that publishes port 4747";
