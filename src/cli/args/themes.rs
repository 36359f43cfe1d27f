//! What `recto themes` takes.

use std::path::PathBuf;

use clap::Subcommand;

use super::document::{DEFAULT_RESUME, directory};

#[derive(Debug, clap::Args)]
pub struct ThemesArgs {
    #[command(subcommand)]
    pub command: Option<ThemesCommand>,
}

#[derive(Debug, Subcommand)]
pub enum ThemesCommand {
    /// Show a theme's options, their values and defaults
    Show {
        /// Theme name, or path of a theme directory
        name: String,
    },
    /// Create a custom theme in `themes/`, as a copy of another
    New {
        /// Name of the new theme: lower-case letters, digits and hyphens
        name: String,
        /// Theme to copy [default: the default theme]
        #[arg(long, value_name = "THEME")]
        from: Option<String>,
    },
    /// Test a theme with every value of every option, and report problems
    Check {
        /// Theme name, or path of a theme directory
        name: String,
        /// Directory with additional fonts; can be repeated
        #[arg(long, value_name = "DIR", value_parser = directory())]
        font_path: Vec<PathBuf>,
    },
    /// Build a résumé in every theme, and write one image with all first pages
    Gallery {
        /// YAML résumé
        #[arg(value_name = "RESUME", default_value = DEFAULT_RESUME)]
        resume: PathBuf,
        /// Image to write [default: gallery.png]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Directory with additional fonts; can be repeated
        #[arg(long, value_name = "DIR", value_parser = directory())]
        font_path: Vec<PathBuf>,
    },
}
