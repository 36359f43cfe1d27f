//! RenderCV's sections: a title, and entries of one kind.

use super::super::draft::{Draft, Fields, items, list, pair, scalar, text};
use super::super::dropped::DroppedList;
use super::super::texts::capitalized;
use super::NOT_OURS;
use super::entries::{Kind, Maker, put_visibility};
use crate::locale::vocabulary;
use crate::resume::Section;
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// The converted sections.
#[derive(Default)]
pub struct Parts {
    /// The summary.
    pub summary: Option<Node>,
    /// The order and titles.
    pub order: Vec<Node>,
    /// The standard sections, by key.
    pub contents: Vec<(&'static str, Node)>,
    /// The custom sections.
    pub custom: Draft,
}

/// Words in titles that identify the standard section for entries of some kind.
const SUBJECTS: &[(Kind, &[&str], Section)] = &[
    (Kind::Experience, &["volunt", "community"], Section::Volunteer),
    (Kind::Experience, &[""], Section::Work),
    (Kind::Education, &[""], Section::Education),
    (Kind::Publication, &[""], Section::Publications),
    (Kind::Normal, &["project", "software", "open source", "open-source", "portfolio"], Section::Projects),
    (Kind::Normal, &["certif", "licen"], Section::Certificates),
    (Kind::Normal, &["award", "honor", "honour", "prize"], Section::Awards),
    (Kind::OneLine, &["language"], Section::Languages),
    (Kind::OneLine, &["interest", "hobb"], Section::Interests),
    (Kind::OneLine, &["skill", "technolog", "tool", "competenc", "expertise", "programming"], Section::Skills),
    (Kind::Text, &["summary", "about", "profile", "objective", "welcome", "introduction"], Section::Summary),
];

/// Words that are not capitalized in a title generated from a key.
const SMALL: &[&str] = &[
    "a", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "like", "near", "nor", "of", "off", "on",
    "onto", "or", "over", "so", "than", "that", "to", "upon", "when", "with", "yet",
];

/// Converts sections to standard sections or, if none fits, to custom sections. `sort` is how their
/// entries are sorted.
pub fn convert(sections: Node, sort: Option<&Node>, losses: &mut DroppedList) -> Parts {
    let mut parts = Parts::default();
    let mut taken: Vec<Section> = Vec::new();
    for Entry { key, value } in Fields::of(sections, "cv.sections").rest() {
        let entries = items(value);
        if entries.is_empty() {
            continue;
        }
        let title = title(&key.name);
        let path = format!("cv.sections.{}", key.name);
        let section = section(&title, &entries).filter(|section| !taken.contains(section));
        let mut maker = Maker { losses };
        match section {
            Some(section) => {
                taken.push(section);
                let content = content(section, entries, &path, &mut maker);
                match (section, content) {
                    (Section::Summary, content) => parts.summary = content,
                    (section, Some(content)) => parts.contents.push((section.key(), content)),
                    (_, None) => continue,
                }
                parts.order.push(choice(section.key(), Some(text(&*title, key.span)), sort, key.span));
            }
            None => {
                let name = own_key(&title, &parts);
                let count = entries.len();
                let made = entries.into_iter().enumerate().flat_map(|(index, entry)| {
                    let number =
                        if Kind::of(&entry) == Some(Kind::ReversedNumbered) { count - index } else { index + 1 };
                    maker.custom(entry, format!("{path}[{index}]"), number)
                });
                let mut own = Draft::default();
                own.put("title", text(&*title, key.span));
                own.put("entries", list(made.collect()));
                parts.custom.put(&name, own.node(key.span));
                parts.order.push(choice(&name, None, sort, key.span));
            }
        }
    }
    parts
}

/// A section with its title and, if its entries are sorted, their order.
fn choice(key: &str, title: Option<Node>, sort: Option<&Node>, span: Span) -> Node {
    let Some(sort) = sort else {
        return match title {
            Some(title) => pair(key, title),
            None => text(key, span),
        };
    };
    let mut settings = Draft::default();
    settings.put("title", title);
    settings.put("sort", sort.clone());
    settings.node(span).map_or_else(|| text(key, span), |settings| pair(key, settings))
}

/// The standard section for entries under a title.
fn section(title: &str, entries: &[Node]) -> Option<Section> {
    let kinds: Vec<Option<Kind>> = entries.iter().map(Kind::of).collect();
    // One odd entry does not decide; a line of text among other entries does not, either.
    let structured = kinds.iter().flatten().find(|kind| **kind != Kind::Text);
    let kind = *structured.or(kinds.iter().flatten().next())?;
    let lower = title.to_lowercase();
    let about = |words: &&[&str]| words.iter().any(|word| lower.contains(word));
    let section = SUBJECTS.iter().find(|(of, words, _)| *of == kind && about(words))?.2;
    let fits = entries.iter().zip(&kinds).all(|(entry, other)| fits(section, kind, entry, *other));
    // Awards and certificates are one-line entries.
    let long = |entry: &Node| {
        let keys = ["highlights", "location"];
        entry.entries().iter().any(|entry| keys.contains(&&*entry.key.name) && !entry.value.is_absent())
    };
    let short = matches!(section, Section::Awards | Section::Certificates);
    (fits && !(short && entries.iter().any(long))).then_some(section)
}

/// Whether an entry has a place in a section whose entries are of a kind.
fn fits(section: Section, kind: Kind, entry: &Node, other: Option<Kind>) -> bool {
    let is_mapping = matches!(entry.value, Value::Mapping(_));
    let has = |keys: &[&str]| entry.entries().iter().any(|entry| keys.contains(&&*entry.key.name));
    match other {
        Some(other) if other == kind => true,
        // A line of text is the name of something short.
        Some(Kind::Text) => matches!(
            section,
            Section::Skills | Section::Languages | Section::Interests | Section::Certificates | Section::Awards
        ),
        // A name or a title is what every entry has.
        Some(Kind::Normal) => matches!(kind, Kind::Experience | Kind::Education | Kind::Publication),
        Some(Kind::Publication) => kind == Kind::Normal && !has(&["authors", "doi", "journal"]),
        Some(_) => false,
        None => is_mapping && has(&["start_date", "end_date", "date", "highlights", "summary", "role", "school"]),
    }
}

fn content(section: Section, entries: Vec<Node>, path: &str, maker: &mut Maker) -> Option<Node> {
    if section == Section::Summary {
        let span = list(entries.clone())?.span;
        let paragraphs: Vec<_> = entries.iter().filter_map(scalar).collect();
        return Some(text(paragraphs.join("\n\n"), span));
    }
    let made = entries.into_iter().enumerate().filter_map(|(index, entry)| {
        let path = format!("{path}[{index}]");
        let fields = |entry| Fields::of(entry, path.clone());
        match section {
            Section::Work => maker.experience(fields(entry), "name"),
            Section::Volunteer => maker.experience(fields(entry), "organization"),
            Section::Education => maker.education(fields(entry)),
            Section::Publications => maker.publication(fields(entry)),
            Section::Projects => maker.project(fields(entry)),
            Section::Certificates => maker.named(entry, path, "name", "issuer"),
            Section::Awards => maker.named(entry, path, "title", "awarder"),
            Section::Languages => one_line(entry, path, maker.losses),
            Section::Interests | Section::Skills => group(entry, path, maker.losses),
            Section::Summary | Section::References => None,
        }
    });
    list(made.collect())
}

/// Converts a language with details.
fn one_line(node: Node, path: String, losses: &mut DroppedList) -> Option<Node> {
    let span = node.span;
    let mut entry = Draft::default();
    if scalar(&node).is_some() {
        entry.put("language", node);
        return entry.node(span);
    }
    let mut fields = Fields::of(node, path);
    entry.copy_any(&mut fields, &["label", "name", "language"], "language");
    entry.copy_any(&mut fields, &["details", "level", "fluency"], "fluency");
    put_visibility(&mut entry, &mut fields);
    entry.note_rest(fields, NOT_OURS, losses);
    entry.node(span)
}

/// Converts a label with a list of words that is written as one text.
fn group(node: Node, path: String, losses: &mut DroppedList) -> Option<Node> {
    let span = node.span;
    let mut entry = Draft::default();
    if scalar(&node).is_some() {
        entry.put("name", node);
        return entry.node(span);
    }
    let mut fields = Fields::of(node, path);
    entry.copy_linked(&mut fields, &["label", "name"], "name");
    let details = fields.take_any(&["details", "keywords", "items"]);
    let keywords = details.and_then(|details| match scalar(&details) {
        Some(written) => list(split(written).into_iter().map(|word| text(word, details.span)).collect()),
        None => list(items(details)),
    });
    entry.put("keywords", keywords);
    if fields.has("level") {
        entry.copy(&mut fields, "level", "level");
    }
    put_visibility(&mut entry, &mut fields);
    entry.note_rest(fields, NOT_OURS, losses);
    entry.node(span)
}

/// The longest keyword in characters. A longer one is prose.
const LONGEST_KEYWORD: usize = 40;

/// Splits a list of keywords at its commas. Prose is kept whole, and so are numbers and what is in
/// parentheses or markup.
fn split(details: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for (at, letter) in details.char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && !is_in_number(details, at) => {
                parts.push(&details[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&details[start..]);
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    let short = |part: &&str| part.chars().count() <= LONGEST_KEYWORD && !part.contains(". ");
    let closed = |part: &&str| ["*", "**", "`", "~~"].iter().all(|mark| part.matches(mark).count() % 2 == 0);
    let first = parts.last().and_then(|last| last.split_once(' ')).map_or("", |(word, _)| word);
    let is_sentence = vocabulary().conjunctions.contains(&first);
    if parts.iter().all(short) && parts.iter().all(closed) && !is_sentence { parts } else { vec![details.trim()] }
}

/// Whether a comma is within a number, as in `1,500`.
fn is_in_number(text: &str, comma: usize) -> bool {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    is_digit(comma.checked_sub(1).and_then(|before| bytes.get(before))) && is_digit(bytes.get(comma + 1))
}

/// The title that RenderCV prints for a key.
fn title(key: &str) -> String {
    if key.contains(' ') || key.chars().any(char::is_uppercase) {
        return key.into();
    }
    let word = |word: &str| if SMALL.contains(&word) { word.to_owned() } else { capitalized(word) };
    key.split('_').map(word).collect::<Vec<_>>().join(" ")
}

/// Generates a key for a custom section from its title.
fn own_key(title: &str, parts: &Parts) -> String {
    let letters = title
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { '-' })
        .collect::<String>();
    let key = letters.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let key = if key.is_empty() { "section".to_owned() } else { key };
    let free = |key: &str| Section::find(key).is_none() && !parts.custom.has(key);
    let numbered = (2..).map(|number| format!("{key}-{number}"));
    std::iter::once(key.clone()).chain(numbered).find(|key| free(key)).expect("there is always another number")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_those_that_rendercv_prints() {
        assert_eq!(title("open_source_and_talks"), "Open Source and Talks");
        assert_eq!(title("Selected Papers"), "Selected Papers");
        assert_eq!(title("summary"), "Summary");
    }

    #[test]
    fn details_are_split_outside_of_parentheses() {
        assert_eq!(split("Rust, C (C11, C17), Python,"), ["Rust", "C (C11, C17)", "Python"]);
        assert_eq!(split("Go,SQL"), ["Go", "SQL"]);
    }

    #[test]
    fn numbers_and_prose_are_not_cut() {
        assert_eq!(split("Handled 1,500 users, 2,000 carts"), ["Handled 1,500 users", "2,000 carts"]);
        for prose in [
            "Led four people, wrote the handbook that two other depots now use, sang",
            "bread, cakes, and the odd croissant",
            "knows **Rust, Go** and C",
        ] {
            assert_eq!(split(prose), [prose]);
        }
    }
}
