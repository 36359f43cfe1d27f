//! RenderCV's sections: a title, and entries of one kind.

use super::super::DroppedList;
use super::super::draft::{Draft, Fields, items, list, pair, scalar, text};
use super::entries::{Kind, Maker};
use super::texts;
use crate::resume::Section;
use crate::source::Source;
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

/// Converts sections to standard sections or, if none fits, to custom sections.
pub fn convert(sections: Node, source: &Source, losses: &mut DroppedList) -> Parts {
    let mut parts = Parts::default();
    let mut taken: Vec<Section> = Vec::new();
    for Entry { key, value } in Fields::of(sections, "cv.sections").rest() {
        let entries = items(value);
        let Some(kind) = entries.iter().find_map(Kind::of) else { continue };
        let title = title(&key.name);
        let path = format!("cv.sections.{}", key.name);
        let section = section(kind, &title, &entries).filter(|section| !taken.contains(section));
        let mut maker = Maker { source, losses };
        match section {
            Some(section) => {
                taken.push(section);
                let content = content(section, entries, &path, &mut maker);
                match (section, content) {
                    (Section::Summary, content) => parts.summary = content,
                    (section, Some(content)) => parts.contents.push((section.key(), content)),
                    (_, None) => continue,
                }
                parts.order.push(pair(section.key(), text(&*title, key.span)));
            }
            None => {
                let name = own_key(&title, &parts);
                let count = entries.len();
                let made = entries.into_iter().enumerate().filter_map(|(index, entry)| {
                    let number =
                        if Kind::of(&entry) == Some(Kind::ReversedNumbered) { count - index } else { index + 1 };
                    maker.custom(entry, format!("{path}[{index}]"), number)
                });
                let mut own = Draft::default();
                own.put("title", text(&*title, key.span));
                own.put("entries", list(made.collect()));
                parts.custom.put(&name, own.node(key.span));
                parts.order.push(text(name, key.span));
            }
        }
    }
    parts
}

/// The standard section for entries of a kind under a title.
fn section(kind: Kind, title: &str, entries: &[Node]) -> Option<Section> {
    let lower = title.to_lowercase();
    let about = |words: &&[&str]| words.iter().any(|word| lower.contains(word));
    let section = SUBJECTS.iter().find(|(of, words, _)| *of == kind && about(words))?.2;
    let uniform = entries.iter().all(|entry| Kind::of(entry) == Some(kind));
    // Awards and certificates are one-line entries.
    let long = |entry: &Node| {
        let keys = ["highlights", "location", "start_date", "end_date"];
        entry.entries().iter().any(|entry| keys.contains(&&*entry.key.name) && !entry.value.is_absent())
    };
    let short = matches!(section, Section::Awards | Section::Certificates);
    (uniform && !(short && entries.iter().any(long))).then_some(section)
}

fn content(section: Section, entries: Vec<Node>, path: &str, maker: &mut Maker) -> Option<Node> {
    if section == Section::Summary {
        let span = entries.first()?.span;
        let paragraphs: Vec<_> = entries.iter().filter_map(scalar).collect();
        return Some(text(paragraphs.join("\n\n"), span));
    }
    let made = entries.into_iter().enumerate().filter_map(|(index, entry)| {
        let fields = Fields::of(entry, format!("{path}[{index}]"));
        match section {
            Section::Work => maker.experience(fields, "name"),
            Section::Volunteer => maker.experience(fields, "organization"),
            Section::Education => maker.education(fields),
            Section::Publications => maker.publication(fields),
            Section::Projects => maker.project(fields),
            Section::Certificates => maker.named(fields, "name"),
            Section::Awards => maker.named(fields, "title"),
            Section::Languages => one_line(fields, "language", "fluency", maker.losses),
            Section::Interests | Section::Skills => group(fields, maker.losses),
            Section::Summary | Section::References => None,
        }
    });
    list(made.collect())
}

/// Converts a label with details to two keys.
fn one_line(mut fields: Fields, label: &str, details: &str, losses: &mut DroppedList) -> Option<Node> {
    let span = fields.span;
    let mut entry = Draft::default();
    entry.copy_plain(&mut fields, "label", label);
    entry.copy_plain(&mut fields, "details", details);
    entry.note_rest(fields, "Recto has no such key", losses);
    entry.node(span)
}

/// Converts a label with a list of words that is written as one text.
fn group(mut fields: Fields, losses: &mut DroppedList) -> Option<Node> {
    let span = fields.span;
    let mut entry = Draft::default();
    entry.copy_plain(&mut fields, "label", "name");
    let mut details = Draft::default();
    details.copy_plain(&mut fields, "details", "keywords");
    let words = details.node(span).and_then(|details| {
        let Value::Mapping(mut entries) = details.value else { return None };
        let words = entries.remove(0).value;
        let span = words.span;
        texts(Node {
            span,
            value: Value::Sequence(split(scalar(&words)?).into_iter().map(|word| text(word, span)).collect()),
        })
    });
    entry.put("keywords", words);
    entry.note_rest(fields, "Recto has no such key", losses);
    entry.node(span)
}

/// Splits at commas outside of parentheses.
fn split(details: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, letter) in details.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&details[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&details[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The title that RenderCV prints for a key.
fn title(key: &str) -> String {
    if key.contains(' ') || key.chars().any(char::is_uppercase) {
        return key.into();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !SMALL.contains(&word) => first.to_uppercase().chain(letters).collect(),
            _ => word.to_owned(),
        }
    };
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
    }
}
