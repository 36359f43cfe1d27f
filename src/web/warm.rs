//! A renderer that stays warm without a thread of its own. What never ends, or panics, ends the module: the page then
//! starts another.

use std::time::Duration;

use recto::typeset::Fonts;

pub use super::render_error::RenderError;
use crate::cli::project::fonts::FontFolders;
use crate::cli::project::read_log::ReadLog;

/// Handles a request; keeps a state between requests.
type Work<O, S, P> = dyn Fn(O, &mut S, &Fonts, &ReadLog) -> P + Send + Sync;

/// Makes a response to each request.
pub struct WarmRenderer<O, S, P> {
    work: Box<Work<O, S, P>>,
    folders: FontFolders,
    /// The state, and the fonts with the files that they were found among.
    state: S,
    fonts: Option<&'static Fonts<'static>>,
    log: ReadLog,
}

impl<O, S: Default, P> WarmRenderer<O, S, P> {
    /// A renderer with additional fonts. The page limits the time.
    pub fn new(
        folders: FontFolders,
        _limit: Duration,
        work: impl Fn(O, &mut S, &Fonts, &ReadLog) -> P + Send + Sync + 'static,
    ) -> Self {
        WarmRenderer { work: Box::new(work), folders, state: S::default(), fonts: None, log: ReadLog::new() }
    }

    /// Makes a response to a request.
    ///
    /// # Errors
    /// Never: a module that fails is gone.
    pub fn make(&mut self, order: O) -> Result<P, RenderError> {
        let folders = &self.folders;
        let fonts = *self.fonts.get_or_insert_with(|| {
            // One search for the life of the module: a page with other fonts starts another.
            let folders = folders.clone();
            let search: &'static (dyn Fn() -> Vec<_> + Sync) = Box::leak(Box::new(move || folders.search()));
            Box::leak(Box::new(Fonts::search(search)))
        });
        self.log = ReadLog::new();
        Ok((self.work)(order, &mut self.state, fonts, &self.log))
    }

    /// The files that the last request read.
    pub fn log(&self) -> &ReadLog {
        &self.log
    }

    /// Never: a module that hangs is ended.
    pub fn is_spent(&self) -> bool {
        false
    }
}
