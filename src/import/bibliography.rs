//! Converts BibTeX, BibLaTeX and Hayagriva entries to publications.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use biblatex::ChunksExt;
use hayagriva::types::{EntryType, FormatString, Person};

use super::bibtex::{self, Parsed, Skipped};
use super::tex::mark;
use super::texts::capitalized;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity, did_you_mean, one_of};
use crate::resume::{
    Authors, Bibliography, Calendar, Date, DateOrPeriod, Doi, Moment, PlainText, Publication, PublicationKind, Resume,
    RichText, Tags, Url,
};
use crate::source::{Source, Span, Spanned, is_text};
use crate::yaml::{self, edit};

/// The entries of a bibliography file.
pub struct BibliographyFile {
    source: Source,
    references: Vec<Reference>,
    /// What was reported about entries that were skipped.
    warnings: Vec<Diagnostic>,
}

impl BibliographyFile {
    /// Reads a BibTeX, BibLaTeX or Hayagriva file. An entry that cannot be read is skipped with a
    /// warning.
    ///
    /// # Errors
    /// If the file as a whole cannot be read.
    pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Result<BibliographyFile> {
        diagnostics.open(source);
        let mut warnings = Vec::new();
        let start = diagnostics.checkpoint();
        let references = read(source, &mut warnings, diagnostics)?;
        diagnostics.reported_since(start)?;
        Ok(BibliographyFile { source: source.clone(), references, warnings })
    }

    /// The text that it was read from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Adds the entries that the résumé chooses to its publications, latest first. Does nothing if the
    /// résumé has no bibliography.
    ///
    /// # Errors
    /// If the file lacks a key that the résumé refers to, or has too many entries. All errors are
    /// reported together.
    pub fn add_to(&self, resume: &mut Resume, diagnostics: &mut Diagnostics) -> Result<()> {
        diagnostics.open(&self.source);
        diagnostics.extend(self.warnings.iter().cloned());
        add(self, resume, diagnostics)
    }
}

fn add(file: &BibliographyFile, resume: &mut Resume, diagnostics: &mut Diagnostics) -> Result<()> {
    let BibliographyFile { source, references, warnings: _ } = file;
    let Some(Bibliography { file, only, without }) = &resume.bibliography else { return Ok(()) };
    let start = diagnostics.checkpoint();
    let known: HashSet<&str> = references.iter().map(|reference| reference.entry.key()).collect();
    let unknown: Vec<_> = only.iter().chain(without).filter(|key| !known.contains(&*key.value)).collect();
    // Limited, because finding a suggestion for each key takes time.
    for key in unknown.iter().take(MAX_REPORTED) {
        let note = unknown_key(key, references, source, diagnostics);
        diagnostics.push(note);
    }
    let (only, without) = (set_of(only), set_of(without));
    let chosen = |reference: &&Reference| {
        let key = reference.entry.key();
        (only.is_empty() || only.contains(key)) && !without.contains(key)
    };
    for reference in references.iter().filter(chosen) {
        let persons = reference.entry.authors().or(reference.entry.editors()).map_or(0, <[Person]>::len);
        if persons > MAX_PERSONS {
            let message = format!("the entry `{}` has {persons} authors", reference.entry.key());
            let note = Diagnostic::error(Code::TooLarge, message).at(reference.place);
            diagnostics.push(note.help(format!("list at most {MAX_PERSONS}, and `others` for the rest")));
        }
    }
    diagnostics.reported_since(start)?;
    let count = references.iter().filter(chosen).count();
    if count > Resume::MAX_ITEMS {
        let note = Diagnostic::error(Code::TooLarge, format!("`{}` has {count} entries", source.name()));
        let note = note.at(file.span).path("bibliography.file");
        return Err(
            diagnostics.error(note.help(format!("the limit is {}; select entries with `only`", Resume::MAX_ITEMS)))
        );
    }
    let mut publications = Vec::new();
    for reference in references.iter().filter(chosen) {
        match publication(reference) {
            Some(publication) => match letter_that_is_none(&publication) {
                Some(letter) => diagnostics.push(untypeable(reference, letter)),
                None => {
                    diagnostics.extend(unknown_commands(reference));
                    publications.push(publication);
                }
            },
            None => diagnostics.push(untitled(reference)),
        }
    }
    publications.sort_by_key(|entry| Reverse(entry.release_date.as_ref().map(|date| date.value.latest())));
    resume.publications.append(&mut publications);
    diagnostics.reported_since(start)
}

/// Maximum number of authors per entry; the largest physics collaborations have about 5000.
const MAX_PERSONS: usize = 6000;

/// Maximum number of unknown keys that are reported.
const MAX_REPORTED: usize = 20;

fn set_of(keys: &[Spanned<PlainText>]) -> HashSet<String> {
    keys.iter().map(|key| key.value.to_string()).collect()
}

/// An entry with its location and with data that Hayagriva does not convert.
struct Reference {
    entry: hayagriva::Entry,
    subtitle: Option<String>,
    /// The publishers, joined.
    houses: Option<String>,
    software: bool,
    /// The date, if it is in words.
    words: Option<DateOrPeriod>,
    /// The TeX commands in it that are not known.
    unknown: Vec<String>,
    place: Span,
}

fn read(source: &Source, warnings: &mut Vec<Diagnostic>, diagnostics: &mut Diagnostics) -> Result<Vec<Reference>> {
    let name = source.name().to_lowercase();
    if name.ends_with(".yml") || name.ends_with(".yaml") {
        read_hayagriva(source, diagnostics)
    } else {
        read_bibtex(source, warnings, diagnostics)
    }
}

fn read_bibtex(
    source: &Source,
    warnings: &mut Vec<Diagnostic>,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Reference>> {
    let Parsed { entries, mut unknown, skipped } =
        bibtex::parse(source.text()).map_err(|(place, what)| diagnostics.error(fault(source, place, &what)))?;
    for Skipped { key, fault: (place, what) } in &skipped {
        warnings.push(skipped_entry(source, key, place.clone(), what));
    }
    let words = Words::of(source);
    let mut references = Vec::new();
    for entry in entries.iter() {
        let mut entry = entry.clone();
        let date = take_words(&mut entry);
        match hayagriva::Entry::try_from(&entry) {
            Ok(converted) => references.push(Reference {
                entry: with_own_number(converted, &entry),
                houses: entry
                    .publisher()
                    .ok()
                    .map(|houses| houses.iter().map(|house| house.format_verbatim()).collect::<Vec<_>>().join(" and ")),
                subtitle: entry.subtitle().ok().map(|chunks| chunks.format_verbatim()),
                software: entry.entry_type == biblatex::EntryType::Software,
                words: date,
                unknown: unknown.remove(&entry.key).unwrap_or_default(),
                place: words.place(&entry.key),
            }),
            Err(error) => warnings.push(skipped_entry(source, &entry.key, error.span.clone(), &error.kind)),
        }
    }
    Ok(references)
}

/// With the number of a report or patent as it is written: Hayagriva takes `2020-07` for a range and prints "2020–7".
fn with_own_number(mut converted: hayagriva::Entry, entry: &biblatex::Entry) -> hayagriva::Entry {
    if let (Some(_), Some(number)) = (converted.keyed_serial_number("serial"), entry.get("number")) {
        converted.set_keyed_serial_number("serial", number.format_verbatim());
    }
    converted
}

/// Takes out a date in words, such as `forthcoming`, which the parser would refuse or ignore.
fn take_words(entry: &mut biblatex::Entry) -> Option<DateOrPeriod> {
    let field = |entry: &biblatex::Entry, name: &str| {
        let text = entry.get(name).map(|chunks| chunks.format_verbatim().replace(['~', '\\'], " "));
        text.filter(|text| !text.trim().is_empty())
    };
    match entry.date() {
        Ok(biblatex::PermissiveType::Typed(_)) => return None,
        Ok(biblatex::PermissiveType::Chunks(_)) | Err(_) => {}
    }
    let (year, month) = (field(entry, "year"), field(entry, "month"));
    let year = year.map(|year| month.into_iter().chain([year]).collect::<Vec<_>>().join(" "));
    // `pubstate={inpress}` is one of BibLaTeX's own words.
    let state = field(entry, "pubstate").map(|state| if state == "inpress" { "in press".into() } else { state });
    let text = field(entry, "date").or(year).or(state)?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let moment = text.parse().ok().or_else(|| in_words(&text))?;
    ["date", "year", "month", "day"].iter().for_each(|name| drop(entry.remove(name)));
    Some(moment)
}

/// A date in words, sorted by the year in it. Figures alone are no words.
fn in_words(text: &str) -> Option<DateOrPeriod> {
    text.contains(char::is_alphabetic).then_some(())?;
    let years = text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let sort = years.filter_map(|year| Date::new(year.parse().ok()?, None, None).ok()).next_back();
    let text = RichText::escaped(text).parse().ok()?;
    Some(DateOrPeriod::On(Moment { when: Calendar::Words { text, sort }, expected: false }))
}

fn read_hayagriva(source: &Source, diagnostics: &mut Diagnostics) -> Result<Vec<Reference>> {
    // Hayagriva expands aliases without a limit; our parser checks it.
    yaml::parse(source, diagnostics)?;
    let words = Words::of(source);
    let library = hayagriva::io::from_yaml_str(source.text()).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index());
        diagnostics.error(fault(source, at..at, &error))
    })?;
    let reference = |entry: &hayagriva::Entry| Reference {
        entry: entry.clone(),
        subtitle: None,
        houses: None,
        software: false,
        words: None,
        unknown: Vec::new(),
        place: words.place(entry.key()),
    };
    Ok(library.iter().map(reference).collect())
}

/// An error from the parser crates.
fn fault(source: &Source, range: std::ops::Range<usize>, what: &dyn std::fmt::Display) -> Diagnostic {
    let text = source.text();
    let boundary = |at: usize| text.floor_char_boundary(at.min(text.len()));
    let note = Diagnostic::error(Code::Bibliography, format!("invalid bibliography: {what}"));
    let note = note.at(source.span(boundary(range.start)..boundary(range.end.max(range.start))));
    note.help("fix the file, or export it again from your reference manager")
}

/// An entry that cannot be read.
fn skipped_entry(
    source: &Source,
    key: &str,
    range: std::ops::Range<usize>,
    what: &dyn std::fmt::Display,
) -> Diagnostic {
    let note = fault(source, range, what);
    Diagnostic { severity: Severity::Warning, message: format!("`{key}` is skipped: {what}"), ..note }
}

/// An index of the words of a file, to find the keys of many entries quickly.
struct Words<'a> {
    source: &'a Source,
    starts: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Words<'a> {
    fn of(source: &'a Source) -> Words<'a> {
        let text = source.text();
        let mut starts: HashMap<&str, Vec<usize>> = HashMap::new();
        for word in text.split(|letter: char| !in_word(letter)).filter(|word| !word.is_empty()) {
            starts.entry(word).or_default().push(word.as_ptr() as usize - text.as_ptr() as usize);
        }
        Words { source, starts }
    }

    /// The location of an entry's key.
    fn place(&self, key: &str) -> Span {
        let text = self.source.text();
        // Search for the key's rarest word: others may be common to all keys, as in `smith:1`, `smith:2`.
        let words = key.split(|letter: char| !in_word(letter)).filter(|word| !word.is_empty());
        let rarest = words.min_by_key(|word| self.starts.get(word).map_or(0, Vec::len)).unwrap_or(&key[..0]);
        let before = rarest.as_ptr() as usize - key.as_ptr() as usize;
        let alone = |at: &usize| {
            text.get(*at..).is_some_and(|rest| rest.starts_with(key)) && !text[at + key.len()..].starts_with(in_word)
        };
        let starts = self.starts.get(rarest).into_iter().flatten();
        let at = starts.filter_map(|at| at.checked_sub(before)).find(alone);
        at.map_or(self.source.span(0..0), |at| self.source.span(at..at + key.len()))
    }
}

fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || "-_".contains(letter)
}

fn unknown_key(
    key: &Spanned<PlainText>,
    references: &[Reference],
    source: &Source,
    diagnostics: &Diagnostics,
) -> Diagnostic {
    let Spanned { value, span } = key;
    let message = format!("`{}` has no entry `{value}`", source.name());
    let note = Diagnostic::error(Code::Bibliography, message).at(*span).path("bibliography");
    let keys = || references.iter().map(|reference| reference.entry.key());
    match did_you_mean(value, keys()) {
        Some(meant) => edit::misspelt(note, diagnostics.source(span.source), *span, value, meant),
        None => note.help(format!("use {}", one_of(keys()))),
    }
}

/// The first character of a publication that is not allowed in text.
fn letter_that_is_none(publication: &Publication) -> Option<char> {
    let Publication { name, authors, publisher, summary, .. } = publication;
    let texts = [Some(name), publisher.as_ref(), summary.as_ref()].into_iter().flatten().chain(authors.list());
    texts.flat_map(|text| text.plain().chars().collect::<Vec<_>>()).find(|letter| !is_text(*letter))
}

fn untypeable(reference: &Reference, letter: char) -> Diagnostic {
    let message = format!(
        "`{}` is skipped: it contains the character U+{:04X}, which is not allowed in text",
        reference.entry.key(),
        u32::from(letter)
    );
    Diagnostic::warning(Code::Bibliography, message).at(reference.place).help("remove it: it cannot be printed")
}

/// Commands of TeX that are not known, in an entry that is printed.
fn unknown_commands(reference: &Reference) -> Option<Diagnostic> {
    let names: Vec<String> = reference.unknown.iter().map(|name| format!("`\\{name}`")).collect();
    let (last, others) = names.split_last()?;
    let listed = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
    let s = if others.is_empty() { "" } else { "s" };
    let message = format!("`{}` contains unknown TeX command{s}: {listed}", reference.entry.key());
    let note = Diagnostic::warning(Code::Bibliography, message).at(reference.place);
    Some(note.help("arguments are printed as text; replace the command if the result is wrong"))
}

fn untitled(reference: &Reference) -> Diagnostic {
    let message = format!("`{}` is skipped: it has no title", reference.entry.key());
    let note = Diagnostic::warning(Code::Bibliography, message).at(reference.place);
    note.help("add a title, or exclude the entry with `without`")
}

/// Converts a reference to a publication; `None` if it has no title.
fn publication(reference: &Reference) -> Option<Publication> {
    let Reference { entry, subtitle, houses, software, words, unknown: _, place } = reference;
    let title = entry.title().map(FormatString::to_string).filter(|title| !title.trim().is_empty())?;
    let title = subtitle.iter().fold(title, |title, subtitle| format!("{title}: {subtitle}"));
    let doi = entry.doi().and_then(|doi| doi.find("10.").and_then(|at| doi[at..].parse::<Doi>().ok()));
    let arxiv = entry.arxiv().and_then(|id| format!("https://arxiv.org/abs/{id}").parse::<Url>().ok());
    let url = entry.url_any().and_then(|url| url.value.as_str().parse::<Url>().ok());
    let spanned = |value| Spanned { value, span: *place };
    Some(Publication {
        name: mark::rich(&title)?,
        authors: entry.authors().or(entry.editors()).map(authors).unwrap_or_default(),
        publisher: appeared_in(entry, houses.as_deref()).and_then(|text| mark::rich(&text)),
        release_date: words.clone().or_else(|| entry.date_any().and_then(date).map(DateOrPeriod::from)).map(spanned),
        url: if doi.is_some() { None } else { url.or(arxiv) },
        doi,
        kind: kind(entry, *software),
        summary: entry.note().and_then(|note| mark::rich(&note.to_string())),
        hidden: false,
        page_break: None,
        keep_together: false,
        tags: Tags::default(),
        _note: None,
    })
}

/// The authors as printed, given names first.
fn authors(persons: &[Person]) -> Authors {
    let name = |person: &Person| match (person.name.as_str(), &person.given_name) {
        ("others", None) => "et al.".to_owned(),
        _ => person.given_first(false),
    };
    persons.iter().filter_map(|person| mark::rich(&name(person))).collect()
}

/// The journal with volume, issue and pages, or the book, or the publisher.
fn appeared_in(entry: &hayagriva::Entry, houses: Option<&str>) -> Option<String> {
    let title = entry.parents().iter().find_map(|parent| parent.title()).map(FormatString::to_string);
    let house = entry.map(|entry| entry.publisher()?.name()).or_else(|| entry.map(|entry| entry.organization()));
    let house = houses.map(str::to_owned).or(house.map(FormatString::to_string));
    let Some(title) = title else {
        let edition = entry.edition().map(|edition| format!("edition {edition}"));
        let genre = entry.genre().map(FormatString::to_string);
        let serial = entry.keyed_serial_number("serial").map(str::to_owned);
        let numbered = genre.into_iter().chain(serial).collect::<Vec<_>>().join(" ");
        let place = entry.publisher().and_then(|house| house.location()).map(FormatString::to_string);
        let parts = [Some(numbered).filter(|text| !text.is_empty()), house, place, edition.clone()];
        let mut parts: Vec<String> = parts.into_iter().flatten().collect();
        // It comes after a full stop. What the entry itself says stays as it is.
        let first = parts.first_mut()?;
        if first.starts_with("technical report") || edition.as_ref() == Some(first) {
            *first = capitalized(first);
        }
        return Some(parts.join(", "));
    };
    let number = match (entry.map(|entry| entry.volume()), entry.map(|entry| entry.issue())) {
        (Some(volume), Some(issue)) => format!(" {volume}({issue})"),
        (Some(number), None) | (None, Some(number)) => format!(" {number}"),
        (None, None) => String::new(),
    };
    let pages =
        entry.page_range().map(|pages| format!(", {}", pages.to_string().replace('-', "–"))).unwrap_or_default();
    Some(format!("{title}{number}{pages}"))
}

/// Converts a Hayagriva date, which counts months and days from 0.
fn date(date: &hayagriva::types::Date) -> Option<Date> {
    let month = date.month.map(|month| month + 1);
    Date::new(u16::try_from(date.year).ok()?, month, month.and(date.day).map(|day| day + 1)).ok()
}

fn kind(entry: &hayagriva::Entry, software: bool) -> Option<PublicationKind> {
    if software {
        return Some(PublicationKind::Software);
    }
    let within = entry.parents().first().map(|parent| parent.entry_type());
    match entry.entry_type() {
        EntryType::Article if matches!(within, Some(EntryType::Proceedings | EntryType::Conference)) => {
            Some(PublicationKind::Paper)
        }
        EntryType::Article => Some(PublicationKind::Article),
        EntryType::Book | EntryType::Anthology => Some(PublicationKind::Book),
        EntryType::Chapter | EntryType::Anthos => Some(PublicationKind::Chapter),
        EntryType::Thesis => Some(PublicationKind::Thesis),
        EntryType::Manuscript => Some(PublicationKind::Preprint),
        EntryType::Patent => Some(PublicationKind::Patent),
        EntryType::Performance => Some(PublicationKind::Talk),
        EntryType::Repository => Some(PublicationKind::Software),
        EntryType::Misc if entry.arxiv().is_some() => Some(PublicationKind::Preprint),
        _ => None,
    }
}
