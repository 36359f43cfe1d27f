//! Reads BibTeX and BibLaTeX with the `biblatex` crate, which trusts its input.
//!
//! The crate follows references and abbreviations without detecting cycles, and recurses into
//! braces without a limit. Input on which it would not terminate is rejected here first. The crate
//! stops at the first syntax error; here, the entry with the error is taken out, and the others are
//! read.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use biblatex::{Bibliography, ChunksExt, Entry, Pair, RawBibliography, RawChunk, Spanned};

use super::tex;

/// An error message with its location.
pub type Fault = (Range<usize>, String);

/// Maximum nesting depth of braces.
const DEEPEST: usize = 100;

/// Maximum length of a chain of abbreviations or of entry references.
const LONGEST_CHAIN: usize = 20;

/// Maximum size that abbreviations may expand to, as a multiple of the file size.
const MAX_EXPANSION: usize = 20;

/// Maximum number of entries that one entry may refer to, counting repetitions.
const MAX_REFERENCES: usize = 1000;

/// Fields that inherit from other entries, with replacement names that disable inheritance.
const TAKING_OVER: &[(&str, &str)] = &[("crossref", "recto-crossref"), ("xdata", "recto-xdata")];

/// Maximum number of entries with syntax errors.
const MAX_SKIPPED: usize = 20;

/// A parsed file.
pub struct Parsed {
    /// The entries that can be read.
    pub entries: Bibliography,
    /// The TeX commands that are not known, by the key of the entry.
    pub unknown: HashMap<String, Vec<String>>,
    /// The syntax errors of the other entries.
    pub skipped: Vec<Skipped>,
}

/// An entry with a syntax error.
#[derive(Debug)]
pub struct Skipped {
    /// Its key.
    pub key: String,
    /// What is wrong, and where.
    pub fault: Fault,
}

/// Parses a file.
///
/// # Errors
/// If no entry can be read, or a limit is exceeded.
pub fn parse(text: &str) -> Result<Parsed, Fault> {
    check_braces(text)?;
    let mut text = text.to_owned();
    let mut skipped: Vec<Skipped> = Vec::new();
    loop {
        let fault = match parse_all(&text) {
            Ok((entries, unknown)) if !entries.is_empty() || skipped.is_empty() => {
                return Ok(Parsed { entries, unknown, skipped });
            }
            // Nothing is left: the first error says why.
            Ok(_) => return Err(skipped.swap_remove(0).fault),
            Err(Error::Limit(fault)) => return Err(fault),
            Err(Error::Syntax(fault)) => fault,
        };
        // Some errors are about the entry as a whole, and start at its `@`.
        let at = if fault.0.is_empty() { fault.0.start } else { fault.0.start + 1 };
        let around = entry_around(&text, at).filter(|_| skipped.len() < MAX_SKIPPED);
        let Some(range) = around else { return Err(fault) };
        let key = text[range.clone()].split_once('{').map_or("", |(_, rest)| rest);
        let key = key.split([',', '}', '\n']).next().unwrap_or_default().trim().to_owned();
        skipped.push(Skipped { key, fault });
        // Spaces keep the offsets of what follows.
        let blank: String = text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
        text.replace_range(range, &blank);
    }
}

/// Why a file cannot be parsed.
enum Error {
    /// It would take too long, or never end.
    Limit(Fault),
    /// An entry is not BibTeX.
    Syntax(Fault),
}

impl From<biblatex::ParseError> for Error {
    fn from(error: biblatex::ParseError) -> Self {
        Error::Syntax((error.span, error.kind.to_string()))
    }
}

/// The entry that an offset belongs to: from its `@` at the start of a line up to the next one.
fn entry_around(text: &str, at: usize) -> Option<Range<usize>> {
    let starts =
        |line: &str| line.trim_start().strip_prefix('@').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let mut offset = 0;
    let mut range: Option<Range<usize>> = None;
    for line in text.split_inclusive('\n') {
        if starts(line) {
            match &mut range {
                // What is missing at the end of an entry is noticed at the start of the next one.
                Some(range) if offset >= at => {
                    range.end = offset;
                    break;
                }
                _ => range = Some(offset..text.len()),
            }
        }
        offset += line.len();
    }
    range.filter(|range| at > range.start)
}

fn parse_all(text: &str) -> Result<(Bibliography, HashMap<String, Vec<String>>), Error> {
    let mut raw = RawBibliography::parse(text)?;
    check_abbreviations(&raw, text.len()).map_err(Error::Limit)?;
    check_references(&raw).map_err(Error::Limit)?;
    let converted = Converted::of(&raw);
    let unknown = converted.replace_in(&mut raw);
    Ok((Bibliography::from_raw(raw)?, unknown))
}

/// Fields that are not typeset: addresses, keys, numbers and dates.
const NOT_TYPESET: &[&str] = &[
    "crossref",
    "date",
    "day",
    "doi",
    "entryset",
    "eprint",
    "eventdate",
    "file",
    "ids",
    "keywords",
    "langid",
    "language",
    "month",
    "origdate",
    "pages",
    "pdf",
    "related",
    "uri",
    "url",
    "urldate",
    "urlraw",
    "verba",
    "verbb",
    "verbc",
    "xdata",
    "xref",
    "year",
];

/// Maximum length of a value in which TeX is converted, in bytes. No text that can be printed is
/// longer; lists of authors are.
const LONGEST_TEX: usize = 1 << 18;

/// The values of all fields and abbreviations, converted from TeX, in order. `None` for a value that
/// stays as it is.
struct Converted(Vec<Option<tex::Converted>>);

impl Converted {
    fn of(raw: &RawBibliography) -> Converted {
        let chunks = |pair: &Pair, typeset: bool| {
            let convert = |chunk: &Spanned<RawChunk>| match chunk.v {
                RawChunk::Normal(text) if typeset && text.len() <= LONGEST_TEX => Some(tex::convert(text)),
                RawChunk::Normal(_) | RawChunk::Abbreviation(_) => None,
            };
            pair.value.v.iter().map(convert).collect::<Vec<_>>()
        };
        let field = |pair: &Pair| chunks(pair, !NOT_TYPESET.contains(&pair.key.v.to_lowercase().as_str()));
        // An abbreviation may stand for the start of an address.
        let abbreviation = |pair: &Pair| chunks(pair, !pair.value.v.iter().any(is_address));
        let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields).flat_map(field);
        Converted(fields.chain(raw.abbreviations.iter().flat_map(abbreviation)).collect())
    }

    /// Puts the values in place; returns the commands that are not known, by the key of the entry.
    fn replace_in<'s>(&'s self, raw: &mut RawBibliography<'s>) -> HashMap<String, Vec<String>> {
        let mut converted = self.0.iter();
        let mut unknown: HashMap<String, Vec<String>> = HashMap::new();
        let mut replace = |pair: &mut Pair<'s>| {
            let mut found = Vec::new();
            for chunk in &mut pair.value.v {
                if let Some(tex::Converted { text, unknown }) = converted.next().and_then(Option::as_ref) {
                    chunk.v = RawChunk::Normal(text);
                    found.extend(unknown.iter().cloned());
                }
            }
            found
        };
        for entry in &mut raw.entries {
            for pair in &mut entry.v.fields {
                let found = replace(pair);
                if !found.is_empty() {
                    unknown.entry(entry.v.key.v.to_owned()).or_default().extend(found);
                }
            }
        }
        raw.abbreviations.iter_mut().for_each(|pair| drop(replace(pair)));
        unknown
    }
}

fn is_address(chunk: &Spanned<RawChunk>) -> bool {
    matches!(chunk.v, RawChunk::Normal(text) if text.contains("://"))
}

fn check_braces(text: &str) -> Result<(), Fault> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err((at..at + 1, format!("braces are nested more than {DEEPEST} levels deep")));
        }
    }
    Ok(())
}

type Parts<'s> = Vec<Spanned<RawChunk<'s>>>;

/// The expanded size and the nesting depth of abbreviations. `None` while being computed.
type Measured<'s> = HashMap<&'s str, Option<(usize, usize)>>;

fn check_abbreviations(raw: &RawBibliography, size: usize) -> Result<(), Fault> {
    let meanings: HashMap<&str, &Parts> = raw.abbreviations.iter().map(|pair| (pair.key.v, &pair.value.v)).collect();
    let mut known = Measured::new();
    let mut total = 0usize;
    for Pair { value, .. } in raw.entries.iter().flat_map(|entry| &entry.v.fields).chain(&raw.abbreviations) {
        let (expanded, _) = measure(&value.v, &meanings, &mut known, 0)?;
        total = total.saturating_add(expanded);
        if total > MAX_EXPANSION * size {
            let message = format!("abbreviations expand to more than {MAX_EXPANSION} times the file size");
            return Err((value.span.clone(), message));
        }
    }
    Ok(())
}

fn measure<'s>(
    parts: &Parts<'s>,
    meanings: &HashMap<&'s str, &Parts<'s>>,
    known: &mut Measured<'s>,
    above: usize,
) -> Result<(usize, usize), Fault> {
    let (mut size, mut chain) = (0usize, 0);
    for Spanned { v: part, span } in parts {
        let (more, below) = match part {
            RawChunk::Normal(text) => (text.len(), 0),
            RawChunk::Abbreviation(name) => match (known.get(name), meanings.get(name)) {
                (Some(Some(measured)), _) => *measured,
                (Some(None), _) => return Err((span.clone(), format!("the abbreviation `{name}` refers to itself"))),
                (None, Some(_)) if above >= LONGEST_CHAIN => (0, LONGEST_CHAIN),
                (None, Some(meaning)) => {
                    known.insert(name, None);
                    let measured = measure(meaning, meanings, known, above + 1)?;
                    known.insert(name, Some(measured));
                    measured
                }
                // The name of a month, or an error that the crate reports.
                (None, None) => (name.len(), 0),
            },
        };
        size = size.saturating_add(more);
        chain = chain.max(below + 1);
        if chain + above > LONGEST_CHAIN {
            let message = format!("abbreviations are nested more than {LONGEST_CHAIN} levels deep");
            return Err((span.clone(), message));
        }
    }
    Ok((size, chain))
}

/// Checks the references between entries.
fn check_references(raw: &RawBibliography) -> Result<(), Fault> {
    let mut places = BTreeMap::new();
    let mut apart = raw.clone();
    for entry in &mut apart.entries {
        places.insert(entry.v.key.v, entry.v.key.span.clone());
        for field in &mut entry.v.fields {
            let known = TAKING_OVER.iter().find(|(name, _)| field.key.v.eq_ignore_ascii_case(name));
            field.key.v = known.map_or(field.key.v, |(_, other)| other);
        }
    }
    // Other errors are reported when the original file is parsed.
    let Ok(entries) = Bibliography::from_raw(apart) else { return Ok(()) };
    let mut counted = Counted::new();
    for entry in entries.iter() {
        count(entry, &entries, &mut counted, 0).map_err(|message| {
            let place = places.get(entry.key.as_str()).cloned().unwrap_or_default();
            (place, message)
        })?;
    }
    Ok(())
}

/// The number of entries read for an entry, and the length of the longest chain. `None` while
/// being computed.
type Counted = HashMap<String, Option<(usize, usize)>>;

fn count(entry: &Entry, entries: &Bibliography, counted: &mut Counted, above: usize) -> Result<(usize, usize), String> {
    match counted.get(&entry.key) {
        Some(Some(known)) => return Ok(*known),
        Some(None) => return Err(format!("the entry `{}` refers to itself", entry.key)),
        // Stop here: the chain is already too long.
        None if above > LONGEST_CHAIN => return Ok((1, LONGEST_CHAIN)),
        None => counted.insert(entry.key.clone(), None),
    };
    let names = TAKING_OVER.iter().filter_map(|(_, name)| entry.get(name)).map(|chunks| chunks.format_verbatim());
    // Lists are separated by commas, but a key may contain a comma: look up the whole text, too.
    let names = names.flat_map(|text| {
        let parts: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
        if parts.len() > 1 { [parts, vec![text]].concat() } else { parts }
    });
    let (mut total, mut chain) = (1usize, 1);
    for other in names.filter_map(|name| entries.get(&name)) {
        let (more, below) = count(other, entries, counted, above + 1)?;
        (total, chain) = (total.saturating_add(more), chain.max(below + 1));
    }
    if total > MAX_REFERENCES {
        return Err(format!("the entry `{}` refers to more than {MAX_REFERENCES} others", entry.key));
    }
    if chain > LONGEST_CHAIN {
        return Err(format!("references between entries are more than {LONGEST_CHAIN} levels deep"));
    }
    counted.insert(entry.key.clone(), Some((total, chain)));
    Ok((total, chain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let (range, message) = parse(text).err().expect("it would never end");
        assert!(text.get(range).is_some());
        message
    }

    #[test]
    fn what_would_never_end_is_refused() {
        let article = |key: &str, rest: &str| format!("@article{{{key}, title={{T}}, {rest}}}\n");
        assert_eq!(refused(&article("a", "crossref={a}")), "the entry `a` refers to itself");
        assert!(refused(&(article("a", "crossref={b}") + &article("b", "XData={a, c}"))).contains("refers to itself"));
        assert!(refused(&(article("a", "ids={c}, crossref={b}") + &article("b", "crossref={c}"))).contains("itself"));
        assert_eq!(refused("@string{a=a}@article{b, title=a}"), "the abbreviation `a` refers to itself");
        assert!(
            refused(&article("a", &format!("note={{{}x{}}}", "\\emph{".repeat(200), "}".repeat(200))))
                .contains("braces")
        );
        let chain: String = (1..100).map(|at| format!("@string{{s{at}=s{}}}\n", at - 1)).collect();
        assert!(refused(&format!("@string{{s0={{x}}}}\n{chain}")).contains("deep"));
        let bomb: String =
            (1..12).map(|at| format!("@string{{s{at}={}}}\n", vec![format!("s{}", at - 1); 9].join(" # "))).collect();
        assert!(refused(&format!("@string{{s0={{xxxxxxxxx}}}}\n{bomb}")).contains("expand"));
        let chain: String =
            (1..100).map(|at| article(&format!("a{at}"), &format!("crossref={{a{}}}", at - 1))).collect();
        assert!(refused(&chain).contains("deep"));
        let web: String = (1..15)
            .map(|at| {
                article(&format!("a{at}"), &format!("xdata={{a{0},b{0}}}", at - 1))
                    + &article(&format!("b{at}"), &format!("xdata={{a{0},b{0}}}", at - 1))
            })
            .collect();
        assert!(refused(&(article("a0", "") + &article("b0", "") + &web)).contains("1000 others"));
    }

    #[test]
    fn what_refers_to_others_is_read() {
        let text = "@string{acm = \"ACM\"}\n@book{b, title={B}, publisher=acm # { Press}, date=2019}\n@inbook{a, title={A {\\emph{x}}}, crossref={b}, month=jan}\n";
        let Parsed { entries, .. } = parse(text).unwrap();
        assert_eq!(entries.get("a").unwrap().get("booktitle").unwrap().format_verbatim(), "B");
        assert_eq!(entries.get("b").unwrap().get("publisher").unwrap().format_verbatim(), "ACM Press");
    }

    #[test]
    fn an_entry_with_an_error_is_taken_out() {
        let text = "@book{a, title={A}}\n@book{b,\n  title = {B,\n}\n@book{c, title={C}}\n@book{a, title={D}}\n";
        let Parsed { entries, skipped, .. } = parse(text).unwrap();
        assert_eq!(entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(skipped.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    }
}
