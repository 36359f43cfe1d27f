//! BibTeX and BibLaTeX, read by the crate for them, which trusts its input.
//!
//! It follows references and abbreviations wherever they lead, also in a circle, and
//! goes as deep as braces do. What it would not come back from is found here before.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use biblatex::{Bibliography, ChunksExt, Entry, Pair, RawBibliography, RawChunk, Spanned};

/// What is wrong, and where.
pub type Fault = (Range<usize>, String);

/// Braces within braces, at most.
const DEEPEST: usize = 100;

/// Abbreviations within abbreviations, or entries that refer to entries, at most.
const LONGEST_CHAIN: usize = 20;

/// How many times the size of a file its abbreviations may expand to.
const MAX_EXPANSION: usize = 20;

/// How many other entries, counted as often as they are read, one may refer to.
const MAX_REFERENCES: usize = 1000;

/// Fields by which an entry takes over those of others, with names under which nothing
/// is taken over.
const TAKING_OVER: &[(&str, &str)] = &[("crossref", "recto-crossref"), ("xdata", "recto-xdata")];

/// Reads a file.
///
/// # Errors
/// If it is no BibTeX, or would never be read to its end.
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
            return Err((at..at + 1, format!("braces are nested more than {DEEPEST} deep")));
        }
    }
    Ok(())
}

type Parts<'s> = Vec<Spanned<RawChunk<'s>>>;

/// What an abbreviation comes to: its size, and how many it is made of, one in another.
/// `None` while that is being found out.
type Measured<'s> = HashMap<&'s str, Option<(usize, usize)>>;

fn check_abbreviations(raw: &RawBibliography, size: usize) -> Result<(), Fault> {
    let meanings: HashMap<&str, &Parts> = raw.abbreviations.iter().map(|pair| (pair.key.v, &pair.value.v)).collect();
    let mut known = Measured::new();
    let mut total = 0usize;
    for Pair { value, .. } in raw.entries.iter().flat_map(|entry| &entry.v.fields).chain(&raw.abbreviations) {
        let (expanded, _) = measure(&value.v, &meanings, &mut known, 0)?;
        total = total.saturating_add(expanded);
        if total > MAX_EXPANSION * size {
            let message = format!("its abbreviations expand to more than {MAX_EXPANSION} times its size");
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
                (Some(None), _) => return Err((span.clone(), format!("the abbreviation `{name}` is made of itself"))),
                (None, Some(_)) if above >= LONGEST_CHAIN => (0, LONGEST_CHAIN),
                (None, Some(meaning)) => {
                    known.insert(name, None);
                    let measured = measure(meaning, meanings, known, above + 1)?;
                    known.insert(name, Some(measured));
                    measured
                }
                // The name of a month, or a fault that the crate explains.
                (None, None) => (name.len(), 0),
            },
        };
        size = size.saturating_add(more);
        chain = chain.max(below + 1);
        if chain + above > LONGEST_CHAIN {
            let message = format!("abbreviations are made of one another more than {LONGEST_CHAIN} deep");
            return Err((span.clone(), message));
        }
    }
    Ok((size, chain))
}

/// Looks where entries lead that take over fields of others.
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
    // What else is wrong is said by whoever reads the file as it is.
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

/// How many entries are read for one, and how long the longest way through them is. `None`
/// while that is being found out.
type Counted = HashMap<String, Option<(usize, usize)>>;

fn count(entry: &Entry, entries: &Bibliography, counted: &mut Counted, above: usize) -> Result<(usize, usize), String> {
    match counted.get(&entry.key) {
        Some(Some(known)) => return Ok(*known),
        Some(None) => return Err(format!("the entry `{}` refers to itself", entry.key)),
        // Nobody looks deeper, so that this does not either.
        None if above > LONGEST_CHAIN => return Ok((1, LONGEST_CHAIN)),
        None => counted.insert(entry.key.clone(), None),
    };
    let names = TAKING_OVER.iter().filter_map(|(_, name)| entry.get(name)).map(|chunks| chunks.format_verbatim());
    // A list is parted by commas; a name with one in it is asked for as a whole, too.
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
        return Err(format!("entries refer to one another more than {LONGEST_CHAIN} deep"));
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
        assert_eq!(refused("@string{a=a}@article{b, title=a}"), "the abbreviation `a` is made of itself");
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
