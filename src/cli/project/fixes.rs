//! Fixes the files of a résumé.

use std::path::Path;

use recto::advice::{Surroundings, advise};
use recto::diagnostic::Diagnostics;
use recto::fix::Fixer;
use recto::resume::ResumeFiles;
use recto::source::Source;

use super::assets::Root;
use super::overrides::Overrides;
use super::read_log::ReadLog;
use super::{Project, dictionaries};

/// Which of a résumé's files are fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// The file itself; not those that it extends, nor those laid over it.
    Main,
}

/// Whether the writing is to be fixed, too.
#[derive(Debug, Clone, Copy)]
pub enum Writing<'a> {
    /// Only errors and warnings.
    Ignored,
    /// Advice as well, with the given dictionary or one for the language.
    Advised(Option<&'a Path>),
}

/// Starts to fix the files of a résumé. What is wrong with them, and whether a fix makes it worse, is what
/// reading them reports, with every other file that they name.
pub fn fixer<'a>(
    files: &ResumeFiles,
    scope: Scope,
    writing: Writing<'a>,
    root: &'a Root,
    overrides: &'a Overrides<'a>,
) -> Fixer<'a> {
    let sources = match scope {
        Scope::All => files.all().cloned().collect(),
        Scope::Main => vec![files.main.clone()],
    };
    let before = files.clone();
    Fixer::new(sources, move |sources| {
        let mut diagnostics = Diagnostics::new();
        let files = with(&before, scope, sources);
        // Why it failed is in the diagnostics.
        let project = Project::load_files(&files, root, overrides, &ReadLog::disabled(), &mut diagnostics);
        if let (Ok(Project { resume, .. }), Writing::Advised(given)) = (project, writing) {
            // A dictionary that cannot be used is reported when the résumé is checked.
            let dictionary = dictionaries::of_resume(&resume, given, &mut Diagnostics::new()).ok().flatten();
            let surroundings = Surroundings { dictionary: dictionary.as_deref(), ..Surroundings::default() };
            advise(&resume, surroundings, &[], &mut diagnostics);
        }
        diagnostics
    })
}

/// The files of a résumé after fixing those in `scope`.
pub fn with(files: &ResumeFiles, scope: Scope, sources: &[Source]) -> ResumeFiles {
    match (scope, sources) {
        (Scope::Main, [main, ..]) => ResumeFiles { main: main.clone(), ..files.clone() },
        (Scope::All, sources) if sources.len() == files.all().count() => {
            let (below, rest) = sources.split_at(files.below.len());
            let (below, main, above) = (below.to_vec(), rest[0].clone(), rest[1..].to_vec());
            ResumeFiles { below, main, above, ..files.clone() }
        }
        _ => files.clone(),
    }
}
