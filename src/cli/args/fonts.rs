//! What `recto fonts` and `recto doctor` take.

use std::path::PathBuf;

use super::document::directory;

#[derive(Debug, clap::Args)]
pub struct FontsArgs {
    /// Directory with additional fonts; can be repeated
    #[arg(long, value_name = "DIR", value_parser = directory())]
    pub font_path: Vec<PathBuf>,
}
