//! Writing advice: rules on which career services and the makers of résumé parsers agree.
//!
//! Advice is never an error by default. Rules about words support English and German; the
//! others apply to any language.

mod authors;
mod contact;
mod dates;
mod entries;
mod lines;
mod spelling;
mod whole;
mod words;

use std::ops::Deref;
use std::str::FromStr;

use self::entries::Entry;
use crate::diagnostic::{Certainty, Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::locale::Locale;
use crate::present::{Passage, passages};
use crate::resume::{Date, Resume};
use crate::source::{Origin, Span};
use crate::spelling::Dictionary;
use crate::theme::Theme;

/// A rule.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The name, such as `bullet-long`.
    pub id: &'static str,
    /// What it finds, as a noun phrase.
    pub title: &'static str,
    /// What to do and why.
    pub why: &'static str,
    /// The source of the rule.
    pub source: &'static str,
    /// An example that the rule finds.
    pub bad: &'static str,
    /// The example, improved.
    pub good: &'static str,
    look: fn(&Facts) -> Vec<Finding>,
}

/// Facts beyond the résumé's text that rules need.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// The number of pages.
    pub pages: usize,
    /// Today's date, if known.
    pub today: Option<Date>,
    /// The dictionary of the résumé's language; without one, spelling is not checked.
    pub dictionary: Option<&'a Dictionary>,
    /// Whether somebody is typing: words that the dictionary was not asked about before are not reported yet, because
    /// looking for what may be meant takes longer than everything else.
    pub typing: bool,
    /// The theme, if it is known.
    pub theme: Option<&'a Theme>,
}

/// The input of rules.
struct Facts<'a> {
    resume: &'a Resume,
    entries: Vec<Entry>,
    passages: Vec<Passage>,
    /// The word lists of the language, if there are any.
    lists: Option<words::Lists>,
    surroundings: Surroundings<'a>,
}

/// A text with its origin.
struct Statement {
    text: String,
    origin: Origin,
}

impl Statement {
    fn new(text: &str, origin: Origin) -> Statement {
        Statement { text: text.to_owned(), origin }
    }
}

impl Deref for Statement {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// A finding of a rule.
struct Finding {
    message: String,
    place: Place,
    /// The path of the value, if the finding is about one word of it.
    path: String,
    /// Where else the same was found.
    also: Vec<Span>,
    /// Changes, each of which settles it. A finding that has any is reported by itself.
    repairs: Vec<Repair>,
}

/// A change that settles a finding.
struct Repair {
    title: String,
    span: Span,
    replacement: String,
}

/// The location of a finding.
enum Place {
    /// At a known location.
    At(Span),
    /// Nowhere, because something is missing.
    Nowhere,
}

macro_rules! rules {
    ($($id:literal $look:path: $title:literal, $why:literal, $source:literal, $bad:literal => $good:literal;)+) => {
        /// The table of rules.
        pub const RULES: &[Rule] = &[$(Rule {
            id: $id, title: $title, why: $why, source: $source, bad: $bad, good: $good, look: $look,
        },)+];
    };
}

rules! {
    "contact-email" contact::email: "a missing email address",
        "add `basics.email`: parsers reject résumés without one, and recruiters cannot reply", "parsers, Yale",
        "basics: {name: Ada Lovelace}" => "basics: {name: Ada Lovelace, email: ada@example.org}";
    "contact-location" contact::location: "a missing location",
        "add `basics.location` with a city; recruiters search by location; omit the street", "parsers, Columbia",
        "basics: {name: Ada Lovelace}" => "basics: {name: Ada Lovelace, location: {city: London}}";
    "link-tracking" contact::tracking: "a URL with tracking parameters",
        "remove everything from the `?`: it is only used for tracking", "Recto",
        "url: https://ada.example.org/?utm_source=mail" => "url: https://ada.example.org/";
    "photo-hidden" contact::hidden_photo: "a portrait that the theme does not print",
        "set `photo: true` under `theme`, or remove `basics.image`", "Recto",
        "theme: ./mine" => "theme: {name: ./mine, photo: true}";
    "personal-data" contact::personal: "a portrait or personal details where employers must not ask for them",
        "remove it, or use `redact: [photo, facts]`; it can only hurt your application", "EEOC, Yale",
        "facts: [{name: Date of birth, value: 10 December 1815}]" => "(nothing)";
    "cited-as" authors::unknown: "an author list in which your name is not recognised",
        "add your name, as these lists write it, to `basics.citedAs`; Recto then prints it in bold", "Recto",
        "basics: {name: Anna Kowalska} with authors: [Nowak A., Bakker A.]" => "basics: {name: Anna Kowalska, citedAs: [Nowak A.]}";
    "length" whole::length: "too many pages",
        "cut old or irrelevant content, or set `pages: 1` or `2`; academic CVs may be longer", "MIT, Purdue, Columbia",
        "three pages for five years of work" => "one page";
    "bullet-long" lines::long: "a highlight of more than 35 words",
        "cut it to what you did and the result, or split it in two", "NC State",
        "a highlight of four lines" => "Cut inspection time from five days to two with a shared checklist.";
    "bullet-short" lines::short: "a highlight of one or two words",
        "describe what you did and the result", "Resumes That Jump",
        "Data analysis" => "Analysed 40 years of tide data, and found the error in the tables.";
    "bullet-count" lines::count: "more than eight highlights in one entry",
        "keep the three to six most relevant to the job; `highlights: 6` limits them for an application", "career guides",
        "eleven highlights for one job" => "six";
    "bullet-wall" lines::wall: "a paragraph of more than 60 words in an entry",
        "turn it into highlights: readers skim, and skip long paragraphs", "Purdue, Columbia",
        "a summary of eight lines" => "one sentence, and three highlights";
    "bullet-period" lines::full_stops: "highlights that end inconsistently, with and without a full stop",
        "use full stops in all of them or in none", "Recto",
        "Built a bridge. / Built a hall" => "Built a bridge / Built a hall";
    "weak-opening" words::weak_openings: "a highlight that starts with a duty",
        "start with what you did: a strong verb says more than `responsible for`", "NC State, Wittenberg",
        "Responsible for the build servers" => "Ran the build servers for 40 engineers";
    "first-person" words::first_person: "`I` or `we` in a highlight",
        "drop the pronoun: everything in a résumé is about you", "NC State",
        "I led a team of four" => "Led a team of four";
    "tense" words::tense: "present tense in a job that has ended",
        "use the past tense for jobs that have ended", "NC State, Wittenberg",
        "Manages a team (until 2019)" => "Managed a team";
    "verb-repeat" words::repeated_verbs: "four or more highlights that start with the same verb",
        "vary the verbs, or combine highlights", "Recto",
        "Developed … Developed … Developed … Developed …" => "Developed … Built … Rewrote … Measured …";
    "vague" words::vague: "a vague word",
        "be specific: say how many or which, or drop the word", "Yale",
        "Managed various projects successfully" => "Managed four projects, all on time";
    "cliche" words::cliches: "a cliché",
        "remove it, or give an example that shows it", "Yale, Europass",
        "Hard-working team player" => "Coached three juniors, two of whom now lead teams";
    "quantify" lines::quantify: "few highlights with numbers",
        "say how many, how much or how long, where you can", "Yale, MIT, Europass",
        "Improved the build" => "Cut the build from 40 minutes to 6";
    "references-line" words::references: "a note that references are available",
        "remove it: employers ask for references when they need them", "Recto",
        "References available on request" => "(nothing)";
    "objective" words::objective: "an objective instead of a summary",
        "describe what you offer; what you are looking for belongs in the cover letter", "Recto",
        "Objective: a challenging position in a growing company" => "Structural engineer with nine years in timber";
    "spelling" spelling::misspelt: "a word that may be misspelt",
        "correct it, or add it to `advice.words` if it is right", "Yale, MIT",
        "Managed the comunity garden" => "Managed the community garden";
    "brand-spelling" words::brands: "a misspelt brand name",
        "use the official spelling: readers who know the product notice", "Yale",
        "Javascript, Github" => "JavaScript, GitHub";
    "dash" words::dashes: "a hyphen where a dash belongs",
        "write `--` for the dash in a range or between phrases; Recto prints an en dash", "typography",
        "2015-2018; fast - and cheap" => "2015--2018; fast -- and cheap";
    "spacing" words::spacing: "a space before a comma, or no space after it",
        "fix the spacing: it looks careless", "typography",
        "Rust ,Go" => "Rust, Go";
    "date-order" dates::order: "an older entry above a more recent one",
        "list the most recent first: readers and parsers expect it", "Columbia, Purdue, Europass",
        "2012 – 2014 above 2018 – 2020" => "2018 – 2020 above 2012 – 2014";
    "date-missing" dates::missing: "a job without a date",
        "add `startDate`: parsers may skip jobs without one", "parsers",
        "{name: Engines, position: Programmer}" => "{name: Engines, position: Programmer, startDate: 1842-10}";
    "date-precision" dates::precision: "jobs with months and jobs with years only",
        "use months for all of them or for none: parsers use them to calculate experience", "parsers",
        "2015 – 2018 and Mar. 2019 – Present" => "Aug. 2015 – Feb. 2018 and Mar. 2019 – Present";
    "date-gap" dates::gap: "an unexplained gap of more than a year between jobs",
        "explain the gap in a line, or leave it; only you see this advice", "Europass",
        "until 2015, then from 2018" => "2015 – 2018: raised two children";
    "section-missing" whole::sections: "a résumé without education and skills",
        "add at least one of them: application forms ask for both", "parsers, Yale",
        "a résumé with only jobs" => "a résumé with `education` and `skills`";
    "skill-dump" whole::skills: "more than 40 skills, or a duplicate skill",
        "keep only skills that you could discuss in an interview", "Recto",
        "keywords: [Git, Git, …]" => "keywords: [Git]";
    "skill-level" whole::levels: "a skill level given as a number",
        "describe the level in words: 80 % of a language has no clear meaning", "Recto",
        "level: 80%" => "level: five years, daily";
    "placeholder" whole::placeholders: "placeholder text",
        "replace it with the actual text", "Recto",
        "TODO: ask Charles" => "Designed the mill with Charles Babbage";
}

/// Applies all rules that the résumé does not allow, and reports the findings: as errors for
/// denied rules, and as advice for the others.
pub fn advise(resume: &Resume, surroundings: Surroundings, denied: &[Denied], diagnostics: &mut Diagnostics) {
    let choice = resume.advice.as_ref();
    for name in choice.iter().flat_map(|choice| &choice.allow) {
        if RULES.iter().all(|rule| *rule.id != *name.value) {
            let note = Diagnostic::warning(Code::InvalidValue, format!("unknown advice rule `{}`", &*name.value));
            let meant = did_you_mean(&name.value, RULES.iter().map(|rule| rule.id));
            let help =
                meant.map_or("see docs/advice.md for all rules".into(), |meant| format!("did you mean `{meant}`?"));
            diagnostics.push(note.at(name.span).path("advice.allow").help(help));
        }
    }
    let language = Locale::of(resume, &mut Diagnostics::new()).map(|locale| locale.language().to_owned());
    let lists = language.ok().and_then(|language| words::Lists::of(&language));
    let (entries, passages) = (entries::entries(resume), passages(resume));
    let facts = Facts { resume, entries, passages, lists, surroundings };
    let allowed = |rule: &Rule| choice.is_some_and(|choice| choice.allow.iter().any(|name| *name.value == *rule.id));
    for rule in RULES.iter().filter(|rule| !allowed(rule)) {
        let severity = if denied.iter().any(|denied| denied.holds(rule)) { Severity::Error } else { Severity::Advice };
        let (alone, together) = (rule.look)(&facts).into_iter().partition(|finding| !finding.repairs.is_empty());
        report(rule, severity, together, diagnostics);
        diagnostics.extend(alone.into_iter().map(|finding| with_repairs(rule, severity, finding)));
    }
}

/// Reports the findings of a rule as one diagnostic.
fn report(rule: &'static Rule, severity: Severity, found: Vec<Finding>, diagnostics: &mut Diagnostics) {
    const MOST: usize = 4;
    let Some(first) = found.first() else { return };
    let more = match found.len() {
        1 => String::new(),
        count => format!(" ({} more like it)", count - 1),
    };
    let mut note = Diagnostic::advice(rule.id, format!("{}{more}", first.message));
    note.severity = severity;
    for Finding { message, place, .. } in found.iter().take(MOST) {
        let span = match place {
            Place::At(span) => Some(*span),
            Place::Nowhere => None,
        };
        if let Some(span) = span {
            let text = if *message == first.message { "" } else { message };
            note = note.label(span, text);
        }
    }
    diagnostics.push(note.help(rule.why));
}

/// A finding that is reported by itself, because it can be repaired.
fn with_repairs(rule: &'static Rule, severity: Severity, finding: Finding) -> Diagnostic {
    let Finding { message, place, path, also, repairs } = finding;
    let mut note = Diagnostic::advice(rule.id, message).path(path).help(rule.why);
    note.severity = severity;
    if let Place::At(span) = place {
        note = note.at(span);
    }
    let note = also.into_iter().fold(note, Diagnostic::at);
    repairs.into_iter().fold(note, |note, Repair { title, span, replacement }| match note.fix {
        None => note.fix_with(Certainty::Possible, title, span, replacement),
        Some(_) => note.alternative(title, span, replacement),
    })
}

/// What to report as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// The advice of one rule.
    Rule(&'static str),
    /// All advice.
    All,
    /// Every warning. Up to the caller: see [`Diagnostics::deny_warnings`].
    Warnings,
}

impl Denied {
    fn holds(self, rule: &Rule) -> bool {
        match self {
            Denied::Rule(id) => id == rule.id,
            Denied::All => true,
            Denied::Warnings => false,
        }
    }
}

impl FromStr for Denied {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "all" => return Ok(Denied::All),
            "warnings" => return Ok(Denied::Warnings),
            _ => {}
        }
        let known = RULES.iter().find(|rule| rule.id == text);
        known.map(|rule| Denied::Rule(rule.id)).ok_or_else(|| match did_you_mean(text, RULES.iter().map(|it| it.id)) {
            Some(meant) => format!("unknown advice rule `{text}`; did you mean `{meant}`?"),
            None => {
                format!("unknown advice rule `{text}`; see docs/advice.md for all rules, or use `all` or `warnings`")
            }
        })
    }
}

impl Facts<'_> {
    /// All highlights with their entries.
    fn lines(&self) -> impl Iterator<Item = (&Entry, &Statement)> {
        self.entries.iter().flat_map(|entry| entry.lines.iter().map(move |line| (entry, line)))
    }

    /// Whether the résumé is complete enough to report that something is missing.
    fn is_begun(&self) -> bool {
        self.entries.len() >= 3
    }
}

impl Finding {
    fn new(message: impl Into<String>) -> Self {
        Finding::placed(message, Place::Nowhere)
    }

    fn in_text(message: impl Into<String>, origin: Origin) -> Self {
        Finding::placed(message, origin.span().map_or(Place::Nowhere, Place::At))
    }

    fn at(message: impl Into<String>, span: Span) -> Self {
        Finding::placed(message, Place::At(span))
    }

    fn placed(message: impl Into<String>, place: Place) -> Self {
        let (path, also, repairs) = (String::new(), Vec::new(), Vec::new());
        Finding { message: message.into(), place, path, also, repairs }
    }
}

/// Shortens a text for a message.
fn brief(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.into();
    }
    text.chars().take(LONGEST - 1).collect::<String>().trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_have_names_of_their_own() {
        let mut names: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
        assert!("bullet-longg".parse::<Denied>().unwrap_err().contains("did you mean `bullet-long`"));
    }
}
