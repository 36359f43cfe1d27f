//! Applies the fixes of diagnostics to the files that they are about.
//!
//! After each change the files are read again: a fix that leads to a new error is undone. A [`Fixer`] reads
//! nothing itself, so the same code serves the command line, editors and the preview.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::diagnostic::{Certainty, Code, Diagnostic, Diagnostics, Severity};
use crate::source::{Source, SourceId};

/// Fixes files, and remembers what became of each fix.
pub struct Fixer<'a> {
    sources: Vec<Source>,
    read: Read<'a>,
    diagnostics: Diagnostics,
    /// The number of fixes applied to each file.
    applied: Vec<usize>,
    undone: Vec<Undone>,
    /// Fixes that were undone or declined.
    settled: HashSet<Identity>,
}

/// Reads files, and reports everything that is wrong with them.
type Read<'a> = Box<dyn FnMut(&[Source]) -> Diagnostics + 'a>;

/// A fix that was undone.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Undone {
    /// The diagnostic whose fix it is.
    pub diagnostic: Diagnostic,
    /// The file, as it was before the fix.
    pub source: Source,
    /// Why it was undone.
    pub reason: String,
}

/// What is the same about a fix after other fixes were applied: its file, its diagnostic, the line it
/// changes, and the new text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Identity {
    file: usize,
    code: Code,
    message: String,
    path: String,
    line: String,
    replacement: String,
}

/// A change of one text.
struct Edit {
    range: Range<usize>,
    replacement: String,
}

/// The most times that files are read. Each syntax error hides the next one.
const MAX_READINGS: usize = 2000;

impl<'a> Fixer<'a> {
    /// Starts with some files. `read` reads them, and reports everything that is wrong with them.
    pub fn new(sources: Vec<Source>, read: impl FnMut(&[Source]) -> Diagnostics + 'a) -> Fixer<'a> {
        let mut read = Box::new(read);
        let diagnostics = read(&sources);
        let applied = vec![0; sources.len()];
        Fixer { sources, read, diagnostics, applied, undone: Vec::new(), settled: HashSet::new() }
    }

    /// The files as they are now, in the order they were given.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What was reported about them when they were last read.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The number of fixes applied to each file.
    pub fn applied(&self) -> &[usize] {
        &self.applied
    }

    /// The fixes that were undone.
    pub fn undone(&self) -> &[Undone] {
        &self.undone
    }

    /// Applies all fixes that are certain, until none is left. Of fixes that overlap, the first is applied
    /// first.
    pub fn apply_certain(&mut self) {
        let mut together = true;
        for _ in 0..MAX_READINGS {
            let notes = self.open(Certainty::Certain);
            let Some(first) = notes.first() else { return };
            match together && self.attempt(&notes).is_ok() {
                true => {}
                // One of them is at fault.
                false if together && notes.len() > 1 => together = false,
                false => drop(self.apply(&first.clone())),
            }
        }
    }

    /// The first diagnostic with a fix that was neither applied nor declined.
    pub fn next(&self) -> Option<Diagnostic> {
        self.open(Certainty::Possible).into_iter().next()
    }

    /// Applies the fix of a diagnostic.
    ///
    /// # Errors
    /// If it was undone.
    pub fn apply(&mut self, note: &Diagnostic) -> Result<(), &Undone> {
        self.attempt(std::slice::from_ref(note)).map_err(|reason| {
            let source = self.index(note).map_or_else(|| Source::new("", ""), |file| self.sources[file].clone());
            let undone = Undone { diagnostic: note.clone(), source, reason };
            self.decline(note);
            self.undone.push(undone);
            &self.undone[self.undone.len() - 1]
        })
    }

    /// Leaves out the fix of a diagnostic.
    pub fn decline(&mut self, note: &Diagnostic) {
        self.settled.extend(self.identity(note));
    }

    /// The diagnostics whose fixes can be applied, and are at least as certain.
    fn open(&self, least: Certainty) -> Vec<Diagnostic> {
        let is_open = |note: &Diagnostic| {
            note.fix.as_ref().is_some_and(|fix| fix.certainty <= least)
                && self.identity(note).is_some_and(|identity| !self.settled.contains(&identity))
        };
        // Each alternative is offered by itself, once what comes before it was declined.
        let each = |note: &Diagnostic| -> Vec<Diagnostic> {
            let with = |fix| Diagnostic { fix: Some(fix), alternatives: Vec::new(), ..note.clone() };
            note.fixes().cloned().map(with).collect()
        };
        self.diagnostics.sorted().into_iter().flat_map(each).filter(is_open).collect()
    }

    /// The file that the fix of a diagnostic is for.
    fn index(&self, note: &Diagnostic) -> Option<usize> {
        let id = note.fix.as_ref()?.span.source;
        self.sources.iter().position(|source| source.id() == id)
    }

    fn identity(&self, note: &Diagnostic) -> Option<Identity> {
        let (file, fix) = (self.index(note)?, note.fix.as_ref()?);
        let text = self.sources[file].text();
        let start = text.get(..fix.span.start)?.rfind('\n').map_or(0, |newline| newline + 1);
        Some(Identity {
            file,
            code: note.code,
            message: note.message.clone(),
            path: note.path.clone(),
            line: text[start..].lines().next().unwrap_or_default().to_owned(),
            replacement: fix.replacement.clone(),
        })
    }

    /// Applies fixes together, or none of them.
    ///
    /// # Errors
    /// With the reason, if the files read worse than before.
    fn attempt(&mut self, notes: &[Diagnostic]) -> Result<(), String> {
        let edits = edits(notes);
        let mut sources = self.sources.clone();
        let mut changed = BTreeMap::new();
        for (id, edits) in &edits {
            let Some(file) = self.sources.iter().position(|source| source.id() == *id) else { continue };
            let (text, places) = edited(self.sources[file].text(), edits);
            sources[file] = Source::new(self.sources[file].name(), text);
            changed.insert(file, places);
        }
        let diagnostics = (self.read)(&sources);
        if let Some(reason) = self.worse(&sources, &diagnostics, &changed) {
            return Err(reason);
        }
        if let [note] = notes
            && count(&diagnostics, note) >= count(&self.diagnostics, note)
            && !is_unreadable(&self.diagnostics)
        {
            return Err("the problem would remain".into());
        }
        for (file, places) in changed {
            self.applied[file] += places.len();
        }
        self.sources = sources;
        self.diagnostics = diagnostics;
        Ok(())
    }

    /// Why changed files read worse than before; `None` if they do not.
    fn worse(
        &self,
        sources: &[Source],
        after: &Diagnostics,
        changed: &BTreeMap<usize, Vec<Range<usize>>>,
    ) -> Option<String> {
        let file_of = |note: &Diagnostic, sources: &[Source]| {
            let span = note.span()?;
            sources.iter().position(|source| source.id() == span.source)
        };
        let unreadable = |diagnostics: &Diagnostics, sources: &[Source], file: usize| {
            let is_syntax = |note: &&Diagnostic| is_syntax(note) && file_of(note, sources) == Some(file);
            diagnostics.sorted().into_iter().find(is_syntax).cloned()
        };
        for (file, places) in changed {
            let Some(error) = unreadable(after, sources, *file) else { continue };
            // A syntax error further on was hidden by the one that was fixed.
            let last = places.iter().map(|place| place.end).max().unwrap_or(0);
            let is_next = error.span().is_some_and(|span| span.start >= last);
            if unreadable(&self.diagnostics, &self.sources, *file).is_none() || !is_next {
                return Some(error.message);
            }
        }
        if is_unreadable(&self.diagnostics) {
            return None;
        }
        let hides = self.diagnostics.sorted().iter().any(|note| note.code == Code::TooManyErrors);
        new_errors(&self.diagnostics, after).into_iter().find_map(|error| {
            let places = file_of(error, sources).and_then(|file| changed.get(&file));
            let is_touched = places.into_iter().flatten().any(|place| {
                error.labels.iter().any(|label| label.span.start < place.end && place.start < label.span.end)
            });
            // Errors of later stages were hidden by those that are fixed.
            (is_touched || is_of_reading(error.code) && !hides).then(|| error.message.clone())
        })
    }
}

/// The changes for some fixes, by file, in order and without overlaps: of two that overlap, the first.
fn edits(notes: &[Diagnostic]) -> BTreeMap<SourceId, Vec<Edit>> {
    let mut fixes: Vec<_> = notes.iter().filter_map(|note| note.fix.as_ref()).collect();
    fixes.sort_by_key(|fix| (fix.span.source, fix.span.start, fix.span.end));
    let mut edits: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
    for fix in fixes {
        let of_file = edits.entry(fix.span.source).or_default();
        if of_file.last().is_none_or(|last| last.range.end < fix.span.start) {
            of_file.push(Edit { range: fix.span.range(), replacement: fix.replacement.clone() });
        }
    }
    edits
}

/// A text after some changes, and where they are in it.
fn edited(text: &str, edits: &[Edit]) -> (String, Vec<Range<usize>>) {
    let mut changed = String::with_capacity(text.len());
    let mut places = Vec::new();
    let mut done = 0;
    for Edit { range, replacement } in edits {
        changed.push_str(&text[done..range.start]);
        places.push(changed.len()..changed.len() + replacement.len());
        changed.push_str(replacement);
        done = range.end;
    }
    changed.push_str(&text[done..]);
    (changed, places)
}

fn errors(diagnostics: &Diagnostics) -> impl Iterator<Item = &Diagnostic> {
    diagnostics.sorted().into_iter().filter(|note| note.severity == Severity::Error)
}

/// The errors that were not reported before. A renamed key changes the path of an error, so what is left over
/// is compared without it.
fn new_errors<'a>(before: &'a Diagnostics, after: &'a Diagnostics) -> Vec<&'a Diagnostic> {
    let mut gone: Vec<&Diagnostic> = errors(before).collect();
    let mut new: Vec<&Diagnostic> = errors(after).collect();
    let path: fn(&Diagnostic) -> &str = |note| &note.path;
    for of in [path, |_| ""] {
        new.retain(|error| {
            let same = |old: &&Diagnostic| (old.code, &old.message, of(old)) == (error.code, &error.message, of(error));
            gone.iter().position(same).map(|at| gone.remove(at)).is_none()
        });
    }
    new
}

fn is_syntax(note: &Diagnostic) -> bool {
    note.code == Code::YamlSyntax && note.severity == Severity::Error
}

/// Whether a syntax error hides everything else.
fn is_unreadable(diagnostics: &Diagnostics) -> bool {
    diagnostics.sorted().into_iter().any(is_syntax)
}

/// How often a diagnostic is reported.
fn count(diagnostics: &Diagnostics, note: &Diagnostic) -> usize {
    let same =
        |other: &&Diagnostic| (other.code, &other.message, &other.path) == (note.code, &note.message, &note.path);
    diagnostics.sorted().into_iter().filter(same).count()
}

/// Whether errors of a kind are reported when the values of a file are read, rather than later.
fn is_of_reading(code: Code) -> bool {
    matches!(
        code,
        Code::YamlSyntax
            | Code::YamlTextLost
            | Code::WrongType
            | Code::UnknownKey
            | Code::InvalidValue
            | Code::MissingKey
            | Code::DuplicateKey
            | Code::EndBeforeStart
            | Code::TooLarge
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reports each `x` as an error, to be replaced with `y`, and each `!` as a syntax error that hides them.
    fn read(sources: &[Source]) -> Diagnostics {
        let mut found = Diagnostics::new();
        for source in sources {
            found.open(source);
            let span = |at: usize| source.span(at..at + 1);
            if let Some(at) = source.text().find('!') {
                found.push(Diagnostic::error(Code::YamlSyntax, "no").at(span(at)).fix("use", span(at), "x"));
                continue;
            }
            for (at, _) in source.text().match_indices('x') {
                let note = Diagnostic::error(Code::InvalidValue, format!("x at {at}")).at(span(at));
                found.push(note.fix("use", span(at), "y"));
            }
            for (at, _) in source.text().match_indices("yy") {
                found.push(Diagnostic::error(Code::WrongType, "two").at(source.span(at..at + 2)));
            }
            for (at, _) in source.text().match_indices('?') {
                let note = Diagnostic::warning(Code::DateFormat, "what").at(span(at));
                found.push(note.fix_with(Certainty::Possible, "use", span(at), "z"));
            }
        }
        found
    }

    fn fixed(texts: &[&str]) -> Fixer<'static> {
        let sources = texts.iter().map(|text| Source::new("a", *text)).collect();
        let mut fixer = Fixer::new(sources, read);
        fixer.apply_certain();
        fixer
    }

    fn texts<'a>(fixer: &'a Fixer) -> Vec<&'a str> {
        fixer.sources().iter().map(Source::text).collect()
    }

    #[test]
    fn what_is_certain_is_fixed_in_every_file_until_nothing_is_left() {
        let fixer = fixed(&["a ! x ! ?", "x"]);
        assert_eq!(texts(&fixer), ["a y y y ?", "y"]);
        assert_eq!(fixer.applied(), [5, 1]);
        assert!(fixer.undone().is_empty());
    }

    #[test]
    fn a_fix_that_leads_to_an_error_is_undone_and_the_others_stay() {
        let fixer = fixed(&["x xy x"]);
        assert_eq!(texts(&fixer), ["y xy y"]);
        assert_eq!(fixer.undone()[0].reason, "two");
    }

    #[test]
    fn the_rest_is_a_question_each() {
        let mut fixer = fixed(&["? and ?"]);
        let first = fixer.next().unwrap();
        fixer.apply(&first).unwrap();
        let second = fixer.next().unwrap();
        fixer.decline(&second);
        assert!(fixer.next().is_none());
        assert_eq!(texts(&fixer), ["z and ?"]);
    }

    #[test]
    fn of_two_that_overlap_the_first_is_applied() {
        let source = Source::new("a", "abcd");
        let note = |range: Range<usize>| Diagnostic::error(Code::File, "").fix("", source.span(range), "-");
        let edits = edits(&[note(1..3), note(0..2), note(3..4)]);
        assert_eq!(edited("abcd", &edits[&source.id()]).0, "-c-");
    }
}
