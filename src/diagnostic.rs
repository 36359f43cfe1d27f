//! What is wrong with a user's file, as plain data, and the sink it goes to.
//!
//! A stage notes every fault it finds and stops at its end. [`Reported`] is the
//! only error type of the library, and only the sink can make one, so that
//! nothing fails without having said why.

use std::collections::BTreeMap;
use std::fmt;

use crate::source::{Source, SourceId, Span};

/// Whether a fault stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The build goes on.
    Warning,
    /// Nothing is wrong; it could be better.
    Advice,
}

/// One fault: what is wrong, where, and what to do about it.
///
/// The message says what is, in lower case and without a full stop; the help
/// says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The kind of fault.
    pub id: Id,
    /// The rule that advice goes by; empty for everything else.
    pub rule: &'static str,
    /// Whether it stops the build.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The keys that lead to the place, such as `work[0].endDate`; empty where
    /// there are none.
    pub path: String,
    /// The places concerned, the one at fault first. Empty only where no text
    /// of the user's is at fault, such as a file that cannot be read.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Vec<String>,
    /// A change to the text that mends it.
    pub fix: Option<Fix>,
}

/// A place, with what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The text underlined.
    pub span: Span,
    /// Printed beside the line; may be empty.
    pub text: String,
}

/// A replacement of one piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// Why the change mends it, as a heading over the changed line.
    pub title: String,
    /// The text that goes.
    pub span: Span,
    /// The text that comes.
    pub replacement: String,
}

/// Collects what the stages of one run have to say.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    sources: BTreeMap<SourceId, Source>,
}

/// A moment in the life of [`Diagnostics`].
#[derive(Debug, Clone, Copy)]
pub struct Mark(usize);

/// Proof that an error stands in the [`Diagnostics`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported(());

/// What every stage returns.
pub type Result<T, E = Reported> = std::result::Result<T, E>;

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal;)+) => {
        /// The kinds of fault; the table from which names and pages derive.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Id { $($(#[doc = $doc])+ $variant,)+ }

        impl Id {
            /// Every kind, sorted by name.
            pub const ALL: &[Id] = &[$(Id::$variant,)+];

            /// The name a user sees, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Id::$variant => $name,)+ }
            }

            /// One sentence on what the kind means.
            pub fn summary(self) -> &'static str {
                match self { $(Id::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

ids! {
    /// Advice on writing, by a rule of `docs/advice.md`.
    Advice = "advice";
    /// A value that does not hold what its field needs, such as a thirteenth month.
    BadValue = "bad-value";
    /// A fault in a file of references, or a reference that is not in it.
    Bibliography = "bibliography";
    /// A date in words or figures that are not the format's own.
    DateForm = "date-form";
    /// A key written twice in one mapping.
    DuplicateKey = "duplicate-key";
    /// An account that is given twice.
    DuplicateProfile = "duplicate-profile";
    /// An end that comes before its start.
    EndBeforeStart = "end-before-start";
    /// Characters set in a font of the machine's, because the theme's lack them.
    FallbackFont = "fallback-font";
    /// A file that is missing, too large, not text, or cannot be read or written.
    File = "file";
    /// Something that has begun, or came out, on a day that is yet to come.
    FutureDate = "future-date";
    /// HTML in a text, which is printed as it stands.
    HtmlInText = "html-in-text";
    /// A colour in which text is hard to read.
    LowContrast = "low-contrast";
    /// A character that no font at hand can draw.
    MissingGlyph = "missing-glyph";
    /// A key without which an entry cannot be set.
    MissingKey = "missing-key";
    /// Something in another tool's file that a résumé has no place for.
    NotCarried = "not-carried";
    /// A key of JSON Resume before version 1.0.0.
    OldKey = "old-key";
    /// More or fewer pages than were promised.
    PageCount = "page-count";
    /// A PDF that a reader would stumble on, by one of the checks of `docs/reading.md`.
    Reading = "reading";
    /// A section that has entries but is not listed in `sections`.
    SectionNotPrinted = "section-not-printed";
    /// Text that YAML reads as an instruction, and would lose.
    TextLost = "text-lost";
    /// A fault in a theme's manifest or code.
    Theme = "theme";
    /// A file that would take too much of the machine.
    TooLarge = "too-large";
    /// More mistakes than one report holds.
    TooManyMistakes = "too-many-mistakes";
    /// An application that the résumé does not have.
    UnknownApplication = "unknown-application";
    /// A font that is neither shipped nor on the machine.
    UnknownFont = "unknown-font";
    /// A key that the format does not have.
    UnknownKey = "unknown-key";
    /// A language that Recto does not speak.
    UnknownLanguage = "unknown-language";
    /// An option that the theme does not have.
    UnknownOption = "unknown-option";
    /// A path that leads to nothing in the résumé.
    UnknownPath = "unknown-path";
    /// A name in `sections` that is no section.
    UnknownSection = "unknown-section";
    /// A tag that an application asks for and no entry has.
    UnknownTag = "unknown-tag";
    /// A theme that is nowhere to be found.
    UnknownTheme = "unknown-theme";
    /// A value of the wrong shape, such as a list where text is meant.
    WrongType = "wrong-type";
    /// Text that is not YAML.
    YamlSyntax = "yaml-syntax";
}

impl Diagnostic {
    /// Begins an error.
    pub fn error(id: Id, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Error, message.into())
    }

    /// Begins a warning.
    pub fn warning(id: Id, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Warning, message.into())
    }

    /// Begins a piece of advice, by a rule of `docs/advice.md`.
    pub fn advice(rule: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { rule, ..Self::new(Id::Advice, Severity::Advice, message.into()) }
    }

    /// What stands in brackets: the kind of fault, or the rule that advice goes by.
    pub fn code(&self) -> &'static str {
        if self.rule.is_empty() { self.id.name() } else { self.rule }
    }

    fn new(id: Id, severity: Severity, message: String) -> Self {
        Diagnostic {
            id,
            rule: "",
            severity,
            message,
            path: String::new(),
            labels: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// Underlines a place.
    pub fn at(self, span: Span) -> Self {
        self.label(span, "")
    }

    /// Underlines a place and says something of it.
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Names the keys that lead to the place.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Shows the corrected text.
    pub fn fix(mut self, title: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { title: title.into(), span, replacement: replacement.into() });
        self
    }

    /// The place at fault.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

impl Diagnostics {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a source known, so that faults in it can be shown.
    pub fn open(&mut self, source: &Source) {
        self.sources.entry(source.id()).or_insert_with(|| source.clone());
    }

    /// Makes the sources of others known.
    pub fn open_all(&mut self, others: &Diagnostics) {
        others.sources.values().for_each(|source| self.open(source));
    }

    /// The source a span lies in, if it was opened.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(&id)
    }

    /// Notes a fault; the proof is for those that stop at it.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Notes faults, if there are any.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(diagnostics);
    }

    /// Notes an error that ends its stage.
    pub fn error(&mut self, diagnostic: Diagnostic) -> Reported {
        debug_assert_eq!(diagnostic.severity, Severity::Error);
        self.push(diagnostic);
        Reported(())
    }

    /// Fails if an error was noted: the end of a stage.
    pub fn reported(&self) -> Result<()> {
        self.reported_since(Mark(0))
    }

    /// Remembers how much was noted, for a stage that follows others.
    pub fn mark(&self) -> Mark {
        Mark(self.list.len())
    }

    /// Fails if an error was noted since: the end of a stage that faults found
    /// before it do not stop.
    pub fn reported_since(&self, Mark(before): Mark) -> Result<()> {
        if self.list[before..].iter().any(|note| note.severity == Severity::Error) {
            return Err(Reported(()));
        }
        Ok(())
    }

    /// Everything noted, in the order of files and of places in them, each
    /// fault once.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<_> = self.list.iter().collect();
        list.sort_by_key(|note| note.span());
        list.dedup();
        list
    }

    /// How many errors were noted.
    pub fn errors(&self) -> usize {
        self.sorted().iter().filter(|note| note.severity == Severity::Error).count()
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        })
    }
}

impl fmt::Display for Reported {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the reasons are in the diagnostics")
    }
}

impl std::error::Error for Reported {}

/// Finds the candidate that the writer most likely meant, within one slip for
/// every three letters (Damerau–Levenshtein distance, case ignored).
///
/// What is very long is no slip, and would take very long to compare.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 200;
    if word.len() > LONGEST {
        return None;
    }
    let written = word.to_lowercase();
    let length = written.chars().count();
    let limit = (length / 3).max(1);
    let distance = |candidate: &str| strsim::damerau_levenshtein(&written, &candidate.to_lowercase());
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (distance(candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Lists words for a sentence: `` `a`, `b` or `c` ``.
pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.pop() {
        None => "nothing".into(),
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_sorted_kebab_case_and_explained() {
        let names: Vec<_> = Id::ALL.iter().map(|id| id.name()).collect();
        let mut sorted = names.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(names, sorted);
        for id in Id::ALL {
            assert!(id.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
            assert!(id.summary().ends_with('.'), "{} has no sentence", id.name());
        }
    }

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let keys = ["name", "email", "startDate"];
        assert_eq!(did_you_mean("nmae", keys), Some("name"));
        assert_eq!(did_you_mean("startdate", keys), Some("startDate"));
        assert_eq!(did_you_mean("hobbies", keys), None);
    }

    #[test]
    fn words_are_listed_as_in_a_sentence() {
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
