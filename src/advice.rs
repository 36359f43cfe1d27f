//! Advice on writing: what career services, and makers of parsers, agree that a résumé
//! is better for. A table of rules, and each of them.
//!
//! None of it is an error. Rules about words know English and German; the others hold in
//! any language.

mod contact;
mod dates;
mod entries;
mod lines;
mod whole;
mod words;

use std::ops::Deref;
use std::str::FromStr;

use self::entries::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, Id, Severity, did_you_mean};
use crate::present::{Passage, passages};
use crate::resume::{Date, Resume};
use crate::source::{Origin, Span};

/// A rule of the table.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Its name, such as `bullet-long`.
    pub id: &'static str,
    /// What is found, as a heading.
    pub title: &'static str,
    /// Why it matters, and what to do.
    pub why: &'static str,
    /// Who says so.
    pub source: &'static str,
    /// An example that the rule finds.
    pub bad: &'static str,
    /// What could stand there instead.
    pub good: &'static str,
    look: fn(&Facts) -> Vec<Finding>,
}

/// What the résumé came to, as far as advice is concerned.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings {
    /// How many pages it has.
    pub pages: usize,
    /// Today, if it is known.
    pub today: Option<Date>,
}

/// What rules look at.
struct Facts<'a> {
    resume: &'a Resume,
    entries: Vec<Entry>,
    passages: Vec<Passage>,
    language: Language,
    surroundings: Surroundings,
}

/// The language as far as rules about words know it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    English,
    German,
    Other,
}

/// A text, and where it is written.
struct Said {
    text: String,
    origin: Origin,
}

impl Said {
    fn new(text: &str, origin: Origin) -> Said {
        Said { text: text.to_owned(), origin }
    }
}

impl Deref for Said {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// Something that a rule found: what it is, and where.
struct Finding {
    message: String,
    place: Place,
}

/// Where something is.
enum Place {
    /// At a place that is known.
    At(Span),
    /// In what is not there.
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
    "contact-email" contact::email: "no mail address",
        "add `basics.email`: parsers refuse what has none, and people cannot answer", "parsers, Yale",
        "basics: {name: Ada Lovelace}" => "basics: {name: Ada Lovelace, email: ada@example.org}";
    "contact-location" contact::location: "no place",
        "add `basics.location` with a city; recruiters search by place, and need no street", "parsers, Columbia",
        "basics: {name: Ada Lovelace}" => "basics: {name: Ada Lovelace, location: {city: London}}";
    "link-tracking" contact::tracking: "an address that tells where it was copied from",
        "cut it before the `?`: what follows is for the site's own counting", "house rule",
        "url: https://ada.example.org/?utm_source=mail" => "url: https://ada.example.org/";
    "personal-data" contact::personal: "a portrait or personal facts where employers must not ask for them",
        "leave it out, or redact it: `redact: [photo, facts]`; it can only do harm there", "EEOC, Yale",
        "facts: [{name: Date of birth, value: 10 December 1815}]" => "(nothing)";
    "length" whole::length: "more pages than are read",
        "cut what is old or far from the job, or say `pages: 1` or `2`; an academic CV may be long", "MIT, Purdue, Columbia",
        "three pages for five years of work" => "one page";
    "bullet-long" lines::long: "a highlight of more than 35 words",
        "cut it to what was done and what came of it, or make it two", "NC State",
        "a highlight of four lines" => "Cut inspection time from five days to two with a shared checklist.";
    "bullet-short" lines::short: "a highlight of one or two words",
        "say what was done and what came of it", "Resumes That Jump",
        "Data analysis" => "Analysed 40 years of tide data, and found the error in the tables.";
    "bullet-count" lines::count: "more than eight highlights in one entry",
        "keep the three to six that matter for the job; `highlights: 6` cuts them for an application", "career guides",
        "eleven highlights for one job" => "six";
    "bullet-wall" lines::wall: "a paragraph of more than 60 words in an entry",
        "make highlights of it: readers skim, and paragraphs are skipped", "Purdue, Columbia",
        "a summary of eight lines" => "one sentence, and three highlights";
    "bullet-period" lines::full_stops: "some highlights end in a full stop, and some do not",
        "end all of them alike", "house rule",
        "Built a bridge. / Built a hall" => "Built a bridge / Built a hall";
    "weak-opening" words::weak_openings: "a highlight that begins with a duty",
        "begin with what you did: a verb says more than `responsible for`", "NC State, Wittenberg",
        "Responsible for the build servers" => "Ran the build servers for 40 engineers";
    "first-person" words::first_person: "`I` or `we` in a highlight",
        "leave the word out: everything on the page is about you", "NC State",
        "I led a team of four" => "Led a team of four";
    "tense" words::tense: "present tense in a job that has ended",
        "write what is over in the past tense", "NC State, Wittenberg",
        "Manages a team (until 2019)" => "Managed a team";
    "verb-repeat" words::repeated_verbs: "four or more highlights that begin alike",
        "say it in other words, or join two of them", "house rule",
        "Developed … Developed … Developed … Developed …" => "Developed … Built … Rewrote … Measured …";
    "vague" words::vague: "a word that says nothing",
        "say how many, or which, or leave the word out", "Yale",
        "Managed various projects successfully" => "Managed four projects, all on time";
    "cliche" words::cliches: "what everyone says of themselves",
        "leave it out, or tell what shows it", "Yale, Europass",
        "Hard-working team player" => "Coached three juniors, two of whom now lead teams";
    "quantify" lines::quantify: "hardly a highlight with a figure",
        "say how many, how much, how long, where you know it", "Yale, MIT, Europass",
        "Improved the build" => "Cut the build from 40 minutes to 6";
    "references-line" words::references: "a line that says that references exist",
        "leave it out: they are asked for when they are wanted", "house rule",
        "References available on request" => "(nothing)";
    "objective" words::objective: "a summary that says what you look for",
        "say what you bring; what you look for goes into the letter", "house rule",
        "Objective: a challenging position in a growing company" => "Structural engineer with nine years in timber";
    "brand-spelling" words::brands: "a name that its makers write otherwise",
        "write it as they do: readers who know the thing notice", "Yale",
        "Javascript, Github" => "JavaScript, GitHub";
    "dash" words::dashes: "a hyphen where a dash belongs",
        "write `--` for the dash of a range or a pause; Recto sets it", "typography",
        "2015-2018; fast - and cheap" => "2015--2018; fast -- and cheap";
    "spacing" words::spacing: "a space before a comma, or none after it",
        "mend it: it looks like haste", "typography",
        "Rust ,Go" => "Rust, Go";
    "date-order" dates::order: "an older entry above a later one",
        "put the latest first: readers and parsers expect it", "Columbia, Purdue, Europass",
        "2012 – 2014 above 2018 – 2020" => "2018 – 2020 above 2012 – 2014";
    "date-missing" dates::missing: "a job without a date",
        "add `startDate`: parsers report a job without one as unread", "parsers",
        "{name: Engines, position: Programmer}" => "{name: Engines, position: Programmer, startDate: 1842-10}";
    "date-precision" dates::precision: "some jobs with months, and some with years alone",
        "give all of them months, or none: parsers count experience by them", "parsers",
        "2015 – 2018 and Mar. 2019 – Present" => "Aug. 2015 – Feb. 2018 and Mar. 2019 – Present";
    "date-gap" dates::gap: "more than a year between jobs, of which nothing is said",
        "say in a line what the time was for, or leave it; this advice is for your eyes only", "Europass",
        "until 2015, then from 2018" => "2015 – 2018: raised two children";
    "section-missing" whole::sections: "neither education nor skills",
        "add one of them: forms ask for both", "parsers, Yale",
        "a résumé of jobs alone" => "a résumé with `education` and `skills`";
    "skill-dump" whole::skills: "more than 40 skills, or one given twice",
        "keep those that you would be asked about", "house rule",
        "keywords: [Git, Git, …]" => "keywords: [Git]";
    "skill-level" whole::levels: "a skill measured in figures",
        "say it in words: nobody knows what 80 % of a language is", "house rule",
        "level: 80%" => "level: five years, daily";
    "placeholder" whole::placeholders: "text that was to be replaced",
        "write what belongs there", "house rule",
        "TODO: ask Charles" => "Designed the mill with Charles Babbage";
}

/// Looks at a résumé with every rule that it does not allow itself to break, and notes
/// what is found: as an error what is denied, as advice the rest.
pub fn advise(resume: &Resume, surroundings: Surroundings, denied: &[Denied], notes: &mut Diagnostics) {
    let choice = resume.advice.as_ref();
    for name in choice.iter().flat_map(|choice| &choice.allow) {
        if RULES.iter().all(|rule| *rule.id != *name.value) {
            let note = Diagnostic::warning(Id::BadValue, format!("there is no advice `{}`", &*name.value));
            let meant = did_you_mean(&name.value, RULES.iter().map(|rule| rule.id));
            let help =
                meant.map_or("docs/advice.md lists all of it".into(), |meant| format!("did you mean `{meant}`?"));
            notes.push(note.at(name.span).path("advice.allow").help(help));
        }
    }
    let language = match resume.language.as_ref().map(|language| language.value.get(..2).unwrap_or_default()) {
        None | Some("en") => Language::English,
        Some("de") => Language::German,
        Some(_) => Language::Other,
    };
    let (entries, passages) = (entries::entries(resume), passages(resume));
    let facts = Facts { resume, entries, passages, language, surroundings };
    let allowed = |rule: &Rule| choice.is_some_and(|choice| choice.allow.iter().any(|name| *name.value == *rule.id));
    for rule in RULES.iter().filter(|rule| !allowed(rule)) {
        let severity = if denied.iter().any(|denied| denied.holds(rule)) { Severity::Error } else { Severity::Advice };
        report(rule, severity, (rule.look)(&facts), notes);
    }
}

/// One report for a rule, with the places of all that it found.
fn report(rule: &'static Rule, severity: Severity, found: Vec<Finding>, notes: &mut Diagnostics) {
    const MOST: usize = 4;
    let Some(first) = found.first() else { return };
    let more = match found.len() {
        1 => String::new(),
        count => format!(", and {} more like it", count - 1),
    };
    let mut note = Diagnostic::advice(rule.id, format!("{}{more}", first.message));
    note.severity = severity;
    for Finding { message, place } in found.iter().take(MOST) {
        let span = match place {
            Place::At(span) => Some(*span),
            Place::Nowhere => None,
        };
        if let Some(span) = span {
            let text = if *message == first.message { "" } else { message };
            note = note.label(span, text);
        }
    }
    notes.push(note.help(rule.why));
}

/// What is to be an error: a rule, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Denied(Option<&'static str>);

impl Denied {
    fn holds(self, rule: &Rule) -> bool {
        self.0.is_none_or(|id| id == rule.id)
    }
}

impl FromStr for Denied {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "all" {
            return Ok(Denied(None));
        }
        let known = RULES.iter().find(|rule| rule.id == text);
        known.map(|rule| Denied(Some(rule.id))).ok_or_else(|| match did_you_mean(text, RULES.iter().map(|it| it.id)) {
            Some(meant) => format!("there is no advice `{text}`; did you mean `{meant}`?"),
            None => format!("there is no advice `{text}`; docs/advice.md lists all of it, and `all` is all of it"),
        })
    }
}

impl Facts<'_> {
    /// Every highlight, with the entry it stands in.
    fn lines(&self) -> impl Iterator<Item = (&Entry, &Said)> {
        self.entries.iter().flat_map(|entry| entry.lines.iter().map(move |line| (entry, line)))
    }

    /// Whether there is enough of a résumé to say that something is missing.
    fn is_begun(&self) -> bool {
        self.entries.len() >= 3
    }
}

impl Finding {
    fn new(message: impl Into<String>) -> Self {
        Finding { message: message.into(), place: Place::Nowhere }
    }

    fn in_text(message: impl Into<String>, origin: Origin) -> Self {
        Finding { message: message.into(), place: origin.span().map_or(Place::Nowhere, Place::At) }
    }

    fn at(message: impl Into<String>, span: Span) -> Self {
        Finding { message: message.into(), place: Place::At(span) }
    }
}

/// The beginning of a text, for a message.
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
