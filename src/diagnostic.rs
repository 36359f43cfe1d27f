//! Diagnostics about a user's files, as plain data, and the collector for them.
//!
//! A stage reports every problem it finds and fails at its end. [`ErrorReported`] is the
//! library's only error type, and only [`Diagnostics`] can create one, so every failure
//! has been reported.

use std::collections::BTreeMap;
use std::fmt;

use crate::source::{Source, SourceId, Span};

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops the build; nothing is written.
    Error,
    /// Does not stop the build.
    Warning,
    /// A suggestion for improvement.
    Advice,
}

/// One problem: what is wrong, where, and how to fix it.
///
/// The message states the problem, starting in lower case and without a full stop; the
/// help states the solution.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: Code,
    /// The advice rule; empty for other diagnostics.
    pub rule: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The path of the value, such as `work[0].endDate`; empty if there is none.
    pub path: String,
    /// What the message is about, for code that repairs it.
    pub subject: Option<Subject>,
    /// The locations concerned, the primary one first. Empty only if the problem is not in
    /// any text, such as a file that cannot be read.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Vec<String>,
    /// A change to the text that fixes it.
    pub fix: Option<Fix>,
    /// Other changes, each of which settles it as well. They are never certain.
    pub alternatives: Vec<Fix>,
}

/// What a message is about, so that no code has to read it out of the message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Subject {
    /// A key, which may be missing.
    Key(String),
    /// The invalid part of a value.
    Part(String),
}

/// An underlined location with an optional note.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The text underlined.
    pub span: Span,
    /// Printed next to the underline; may be empty.
    pub text: String,
}

/// A replacement of one piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// The heading above the changed line.
    pub title: String,
    /// The text to replace.
    pub span: Span,
    /// The new text.
    pub replacement: String,
    /// Whether it is what the writer meant.
    pub certainty: Certainty,
}

/// Whether a fix is what the writer meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// There is one way to read the text, and this writes it out. Applied without asking.
    Certain,
    /// It may be meant otherwise. Applied only if the writer agrees.
    Possible,
}

/// Collects the diagnostics of one run.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    sources: BTreeMap<SourceId, Source>,
}

/// A position in the list of [`Diagnostics`], for [`Diagnostics::reported_since`].
#[derive(Debug, Clone, Copy)]
pub struct Checkpoint(usize);

/// Proof that an error was added to the [`Diagnostics`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorReported(());

/// The result of a stage.
pub type Result<T, E = ErrorReported> = std::result::Result<T, E>;

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal;)+) => {
        /// The kinds of diagnostics; names and documentation are derived from this table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every kind, sorted by name.
            pub const ALL: &[Code] = &[$(Code::$variant,)+];

            /// The name shown to users, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// A one-sentence description.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

ids! {
    /// Writing advice from one of the rules in `docs/advice.md`.
    Advice = "advice";
    /// An error in a bibliography file, or a reference to an entry that it does not contain.
    Bibliography = "bibliography";
    /// A date that is understood but not written in the standard form.
    DateFormat = "date-format";
    /// A key that occurs twice in one mapping.
    DuplicateKey = "duplicate-key";
    /// A profile that is listed twice.
    DuplicateProfile = "duplicate-profile";
    /// An end date before its start date.
    EndBeforeStart = "end-before-start";
    /// Characters typeset in a system font because the theme's fonts lack them.
    FallbackFont = "fallback-font";
    /// A file that is missing, too large, not text, or that cannot be read or written.
    File = "file";
    /// A start, end or publication date in the future.
    FutureDate = "future-date";
    /// HTML in a text, which is printed literally.
    HtmlInText = "html-in-text";
    /// A value that is invalid for its field, such as month 13.
    InvalidValue = "invalid-value";
    /// A key from JSON Resume before version 1.0.0.
    LegacyKey = "legacy-key";
    /// A colour with too little contrast for text.
    LowContrast = "low-contrast";
    /// Markup in a text that is printed without it.
    MarkupIgnored = "markup-ignored";
    /// A character or a letter form that none of the available fonts contains.
    MissingGlyph = "missing-glyph";
    /// A required key that is missing or empty.
    MissingKey = "missing-key";
    /// A text that is missing in one of the languages of the résumé.
    MissingTranslation = "missing-translation";
    /// A fact that the master résumé does not have.
    NewFact = "new-fact";
    /// Data in an imported file that cannot be converted.
    NotImported = "not-imported";
    /// A page count outside the limits set by `pages`.
    PageCount = "page-count";
    /// A PDF that fails one of the checks in `docs/reading.md`.
    PdfCheck = "pdf-check";
    /// A section that has entries but is not printed: `sections` does not list it, or its key switches it off.
    SectionNotPrinted = "section-not-printed";
    /// An error in a theme's manifest or code.
    Theme = "theme";
    /// Input that exceeds a size limit.
    TooLarge = "too-large";
    /// More problems than one report lists.
    TooManyErrors = "too-many-errors";
    /// Emphasis that is opened but never closed, and printed literally.
    UnclosedMarkup = "unclosed-markup";
    /// An application that is not defined in the résumé.
    UnknownApplication = "unknown-application";
    /// A font that is neither bundled nor installed.
    UnknownFont = "unknown-font";
    /// A key that the format does not define.
    UnknownKey = "unknown-key";
    /// A language that Recto does not know, or knows little of.
    UnknownLanguage = "unknown-language";
    /// An option that the theme does not define.
    UnknownOption = "unknown-option";
    /// A path that does not exist in the résumé.
    UnknownPath = "unknown-path";
    /// A name that is not the key of a section.
    UnknownSection = "unknown-section";
    /// A tag that no entry has.
    UnknownTag = "unknown-tag";
    /// A theme that cannot be found.
    UnknownTheme = "unknown-theme";
    /// A value of the wrong type, such as a list instead of text.
    WrongType = "wrong-type";
    /// Invalid YAML syntax.
    YamlSyntax = "yaml-syntax";
    /// Text that YAML interprets as syntax and would drop.
    YamlTextLost = "yaml-text-lost";
}

impl Diagnostic {
    /// Creates an error.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message.into())
    }

    /// Creates a warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message.into())
    }

    /// Creates advice from a rule in `docs/advice.md`.
    pub fn advice(rule: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { rule, ..Self::new(Code::Advice, Severity::Advice, message.into()) }
    }

    /// The name printed in brackets: the advice rule, or else the code.
    pub fn name(&self) -> &'static str {
        if self.rule.is_empty() { self.code.name() } else { self.rule }
    }

    fn new(code: Code, severity: Severity, message: String) -> Self {
        Diagnostic {
            code,
            rule: "",
            severity,
            message,
            path: String::new(),
            subject: None,
            labels: Vec::new(),
            help: Vec::new(),
            fix: None,
            alternatives: Vec::new(),
        }
    }

    /// Underlines a location.
    pub fn at(self, span: Span) -> Self {
        self.label(span, "")
    }

    /// Underlines a location and adds a note to it.
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Sets the path of the value.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// Says what the message is about.
    pub fn subject(self, subject: Subject) -> Self {
        Diagnostic { subject: Some(subject), ..self }
    }

    /// Adds a help text.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Sets a fix that is certain.
    pub fn fix(self, title: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.fix_with(Certainty::Certain, title, span, replacement)
    }

    /// Sets a fix.
    pub fn fix_with(
        self,
        certainty: Certainty,
        title: impl Into<String>,
        span: Span,
        replacement: impl Into<String>,
    ) -> Self {
        Diagnostic { fix: Some(Fix { title: title.into(), span, replacement: replacement.into(), certainty }), ..self }
    }

    /// Adds a change that settles it in another way than the fix.
    pub(crate) fn alternative(mut self, title: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        let (title, replacement) = (title.into(), replacement.into());
        self.alternatives.push(Fix { title, span, replacement, certainty: Certainty::Possible });
        self
    }

    /// The fix, if there is one, and the alternatives.
    pub fn fixes(&self) -> impl Iterator<Item = &Fix> {
        self.fix.iter().chain(&self.alternatives)
    }

    /// Makes the fix one that may be meant otherwise.
    pub(crate) fn only_possible(mut self) -> Self {
        if let Some(fix) = &mut self.fix {
            fix.certainty = Certainty::Possible;
        }
        self
    }

    /// Sets the fix for a misspelt word, which is certain if a single letter differs. `replacement` is the
    /// word that was meant as it is written in the file.
    pub(crate) fn misspelt(self, written: &str, meant: &str, span: Span, replacement: impl Into<String>) -> Self {
        self.fix_with(Certainty::of_slip(written, meant), format!("did you mean `{meant}`?"), span, replacement)
    }

    /// The primary location.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

impl Certainty {
    /// Whether a word is meant for another: certain if they differ in case or in one letter. In short words
    /// one letter makes a difference, as do digits and signs: `-publications` may be switched off on purpose.
    pub(crate) fn of_slip(written: &str, meant: &str) -> Certainty {
        const SHORTEST: usize = 4;
        let (written, meant) = (written.to_lowercase(), meant.to_lowercase());
        let others = |word: &str| word.chars().filter(|letter| !letter.is_alphabetic()).collect::<String>();
        let is_long = meant.chars().count() >= SHORTEST && others(&written) == others(&meant);
        let is_slip = written == meant || is_long && is_one_letter_off(&written, &meant);
        if is_slip { Certainty::Certain } else { Certainty::Possible }
    }
}

impl Diagnostics {
    /// Creates an empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Registers a source so that excerpts of it can be shown.
    pub fn open(&mut self, source: &Source) {
        self.sources.entry(source.id()).or_insert_with(|| source.clone());
    }

    /// Registers the sources of another collection.
    pub fn open_all(&mut self, others: &Diagnostics) {
        others.sources.values().for_each(|source| self.open(source));
    }

    /// The source with this id, if it was registered.
    pub(crate) fn sources(&self) -> &BTreeMap<SourceId, Source> {
        &self.sources
    }

    /// The source with this id, if it was opened.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(&id)
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds diagnostics.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(diagnostics);
    }

    /// Adds the diagnostics of another collection, and registers its sources.
    pub fn append(&mut self, others: Diagnostics) {
        self.open_all(&others);
        self.list.extend(others.list);
    }

    /// Adds an error that ends its stage.
    pub fn error(&mut self, diagnostic: Diagnostic) -> ErrorReported {
        debug_assert_eq!(diagnostic.severity, Severity::Error);
        self.push(diagnostic);
        ErrorReported(())
    }

    /// Fails if an error was added. Called at the end of a stage.
    pub fn reported(&self) -> Result<()> {
        self.reported_since(Checkpoint(0))
    }

    /// Marks the current end of the list, for a stage that follows others.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint(self.list.len())
    }

    /// Fails if an error was added since the mark. Called at the end of a stage that earlier
    /// errors do not stop.
    pub fn reported_since(&self, Checkpoint(before): Checkpoint) -> Result<()> {
        if self.list[before..].iter().any(|note| note.severity == Severity::Error) {
            return Err(ErrorReported(()));
        }
        Ok(())
    }

    /// Takes back what was added since the mark.
    pub(crate) fn take_since(&mut self, Checkpoint(before): Checkpoint) -> Vec<Diagnostic> {
        self.list.split_off(before)
    }

    /// Adds an error that may have been a warning until now.
    pub(crate) fn promote(&mut self, error: &Diagnostic) -> ErrorReported {
        let warning = Diagnostic { severity: Severity::Warning, ..error.clone() };
        let twins = self.list.iter_mut().filter(|note| **note == warning);
        let twins = twins.map(|note| note.severity = Severity::Error).count();
        if twins == 0 { self.error(error.clone()) } else { ErrorReported(()) }
    }

    /// Changes the diagnostics added since a mark.
    pub(crate) fn change_since(&mut self, Checkpoint(before): Checkpoint, change: impl Fn(&mut Diagnostic)) {
        self.list[before..].iter_mut().for_each(change);
    }

    /// Adds help to the error that is printed last of those since a mark.
    pub(crate) fn help_for_last_error(&mut self, Checkpoint(before): Checkpoint, help: impl Into<String>) {
        let errors = self.list[before..].iter_mut().filter(|note| note.severity == Severity::Error);
        if let Some(last) = errors.max_by_key(|note| note.span()) {
            last.help.push(help.into());
        }
    }

    /// Turns every warning into an error.
    pub fn deny_warnings(&mut self) {
        for warning in self.list.iter_mut().filter(|it| it.severity == Severity::Warning) {
            warning.severity = Severity::Error;
        }
    }

    /// All diagnostics, sorted by file and location, without duplicates.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<_> = self.list.iter().collect();
        list.sort_by_key(|note| note.span());
        list.dedup();
        list
    }

    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// The number of diagnostics of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.sorted().iter().filter(|note| note.severity == severity).count()
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

impl fmt::Display for ErrorReported {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("errors were reported in the diagnostics")
    }
}

impl std::error::Error for ErrorReported {}

/// Finds the candidate most similar to a word, allowing one edit per three characters
/// (Damerau–Levenshtein distance, ignoring case).
///
/// Very long words are never typos and would be slow to compare.
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

/// Whether two words differ by one letter at most, ignoring case.
pub(crate) fn is_one_letter_off(word: &str, other: &str) -> bool {
    word.len().abs_diff(other.len()) <= 4
        && strsim::damerau_levenshtein(&word.to_lowercase(), &other.to_lowercase()) <= 1
}

/// Formats words as a list of alternatives: `` `a`, `b` or `c` ``.
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
        let names: Vec<_> = Code::ALL.iter().map(|id| id.name()).collect();
        let mut sorted = names.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(names, sorted);
        for id in Code::ALL {
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
    fn one_letter_is_a_slip_and_two_are_a_guess() {
        for (written, meant) in [("nmae", "name"), ("startdate", "startDate"), ("tag", "tags"), ("lable", "label")] {
            assert_eq!(Certainty::of_slip(written, meant), Certainty::Certain, "{written}");
        }
        for (written, meant) in
            [("ulr", "url"), ("-work", "work"), ("since2018", "since2019"), ("highlightGroups", "highlights")]
        {
            assert_eq!(Certainty::of_slip(written, meant), Certainty::Possible, "{written}");
        }
    }

    #[test]
    fn words_are_listed_as_in_a_sentence() {
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
