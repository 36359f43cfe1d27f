//! Why a renderer has no response.

use recto::diagnostic::{Code, Diagnostic, Diagnostics, ErrorReported};

/// Why there is no response.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RenderError {
    /// It exceeded the time limit, in seconds.
    TimedOut(f64),
    /// The thread panicked.
    Panicked,
}

impl RenderError {
    /// Reports why.
    pub fn note(self, diagnostics: &mut Diagnostics) -> ErrorReported {
        diagnostics.error(match self {
            RenderError::TimedOut(seconds) => {
                Diagnostic::error(Code::Theme, format!("layout took longer than {seconds} s"))
                    .help("the theme may contain an infinite loop; `--timeout` raises the limit")
            }
            RenderError::Panicked => Diagnostic::error(Code::Theme, "layout failed: internal error")
                .help("this is a bug in Recto: please report it, with the résumé and theme if possible"),
        })
    }
}
