//! Reads BibTeX and BibLaTeX with the `biblatex` crate, which trusts its input.
//!
//! The crate follows references and abbreviations without detecting cycles, and recurses into
//! braces without a limit. Input on which it would not terminate is rejected here first.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use biblatex::{Bibliography, ChunksExt, Entry, Pair, RawBibliography, RawChunk, Spanned};

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

/// Parses a file.
///
/// # Errors
/// If it is not BibTeX, or exceeds a limit.
pub fn parse(text: &str) -> Result<Bibliography, Fault> {
    check_braces(text)?;
    let raw = RawBibliography::parse(text).map_err(|error| (error.span, error.kind.to_string()))?;
    check_abbreviations(&raw, text.len())?;
    check_references(&raw)?;
    Bibliography::from_raw(raw).map_err(|error| (error.span, error.kind.to_string()))
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
        let (range, message) = parse(text).expect_err("it would never end");
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
        let entries = parse(text).unwrap();
        assert_eq!(entries.get("a").unwrap().get("booktitle").unwrap().format_verbatim(), "B");
        assert_eq!(entries.get("b").unwrap().get("publisher").unwrap().format_verbatim(), "ACM Press");
    }
}
