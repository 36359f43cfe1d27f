//! YAMLResume: the sections of JSON Resume under `content`, with bullet points in the Markdown
//! of a summary.

use super::draft::{Draft, Fields, items, list, pair, scalar, text};
use super::dropped::{DroppedList, Kept};
use super::loose;
use crate::resume::{Country, Section};
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Value};

const NOT_OURS: &str = "Recto has no such key";

/// Keys with different names: section, YAMLResume's key, Recto's key.
const RENAMED: &[(&str, &str, &str)] = &[
    ("basics", "headline", "label"),
    ("education", "degree", "studyType"),
    ("references", "relationship", "position"),
    ("references", "summary", "reference"),
];

/// Sections whose entries have highlights in Recto.
const WITH_HIGHLIGHTS: &[&str] = &["education", "projects", "volunteer", "work"];

/// Converts a YAMLResume file.
pub fn convert(root: Node, losses: &mut DroppedList) -> Node {
    let span = root.span;
    let mut file = Fields::of(root, "");
    let mut content = file.take_fields("content");
    let mut resume = Draft::default();
    resume.put("basics", content.take("basics").map(|basics| entry("basics", basics)));
    if let Some(location) = content.take("location") {
        resume.put_into("basics", "location", place(location));
    }
    if let Some(profiles) = content.take("profiles") {
        resume.put_into("basics", "profiles", profiles);
    }
    let mut layouts = file.take_list("layouts").into_iter();
    let mut layout = layouts.next().map(|layout| Fields::of(layout, "layouts[0]"));
    let mut locale = file.take_fields("locale");
    resume.put("language", locale.take("language").map(language));
    let mut sections = Draft::default();
    let mut custom = Draft::default();
    for Entry { key, value } in content.rest() {
        if Section::find(&key.name).is_some() {
            let entries = items(value).into_iter().map(|node| entry(&key.name, node));
            sections.put(&key.name, list(entries.collect()));
            continue;
        }
        let path = format!("content.{}", key.name);
        if !matches!(value.value, Value::Sequence(_)) {
            losses.push(path, Span { end: value.span.end, ..key.span }, NOT_OURS, Kept::Comment);
            continue;
        }
        let made = items(value).into_iter().enumerate();
        let made = made.flat_map(|(at, node)| loose::entries(node, &format!("{path}[{at}]"), losses)).collect();
        let mut section = Draft::default();
        section.put("title", text(title(&key.name), key.span));
        section.put_list("entries", made);
        custom.put(&key.name, section.node(key.span));
    }
    if let Some(layout) = &mut layout {
        resume.put("sections", order(layout, &sections, resume.has("basics")));
        resume.put("theme", theme(layout));
    }
    resume.append(sections);
    resume.put("custom", custom.node(span));
    locale.lose_design(losses);
    if let Some(layout) = layout {
        layout.lose_design(losses);
    }
    for (index, layout) in layouts.enumerate() {
        losses.push(format!("layouts[{}]", index + 1), layout.span, "a résumé has only one layout", Kept::Design);
    }
    file.lose_rest(NOT_OURS, losses);
    resume.node(span).unwrap_or(Node { span, value: Value::Mapping(Vec::new()) })
}

/// Renames the keys of an entry, and moves the bullet points of its summary to highlights.
fn entry(section: &str, node: Node) -> Node {
    let span = node.span;
    let Value::Mapping(entries) = node.value else { return node };
    let mut made = Draft::default();
    let mut qualifications = None;
    for Entry { key, value } in entries {
        if section == "languages" && key.name == "keywords" {
            qualifications = Some(value);
            continue;
        }
        let renamed = RENAMED.iter().find(|(place, theirs, _)| *place == section && *theirs == key.name);
        let name = renamed.map_or(&*key.name, |(_, _, ours)| *ours);
        match scalar(&value) {
            Some(summary) if name == "summary" && WITH_HIGHLIGHTS.contains(&section) => {
                let (prose, bullets) = take_bullets(summary, value.span);
                made.put("summary", (!prose.is_empty()).then(|| text(prose, value.span)));
                made.extend_list("highlights", bullets);
            }
            _ if name == "highlights" => made.extend_list("highlights", items(value)),
            _ if made.has(name) => made.put(&key.name, value),
            _ => made.put(name, value),
        }
    }
    // Certificates of a language are part of how well it is spoken.
    if let Some(value) = qualifications {
        let words: Vec<String> = items(value.clone()).iter().filter_map(scalar).map(str::to_owned).collect();
        let words = words.join(", ");
        match made.take("fluency") {
            fluency if words.is_empty() => made.put("fluency", fluency),
            Some(fluency) => {
                let written = scalar(&fluency).unwrap_or_default();
                let whole = Span {
                    start: fluency.span.start.min(value.span.start),
                    end: fluency.span.end.max(value.span.end),
                    ..span
                };
                made.put("fluency", text(format!("{written} ({words})"), whole));
            }
            None => made.put("fluency", text(words, value.span)),
        }
    }
    made.node(span).unwrap_or(Node { span, value: Value::Mapping(Vec::new()) })
}

/// Separates the prose of a summary from its bullet points, which may be nested.
fn take_bullets(summary: &str, span: Span) -> (String, Vec<Node>) {
    // Only a summary can have numbers.
    if summary.lines().any(is_numbered) {
        return (summary.into(), Vec::new());
    }
    let mut prose = Vec::new();
    let mut bullets: Vec<(String, Vec<Node>)> = Vec::new();
    for line in summary.lines() {
        let bare = line.trim_start();
        let indented = line.len() > bare.len();
        match (["- ", "* ", "+ ", "• ", "– "].iter().find_map(|mark| bare.strip_prefix(mark)), bullets.last_mut()) {
            (Some(item), Some((_, below))) if indented => below.push(text(item.trim(), span)),
            (Some(item), _) => bullets.push((item.trim().into(), Vec::new())),
            // A continuation of the bullet point above.
            (None, Some((above, _))) if indented => above.extend([" ", bare]),
            (None, _) => prose.push(line),
        }
    }
    let nested = |(line, below): (String, Vec<Node>)| match list(below) {
        None => text(line, span),
        Some(below) => {
            let entry = |name: &str, value| Entry { key: Key { span, name: name.into() }, value };
            Node { span, value: Value::Mapping(vec![entry("text", text(line, span)), entry("highlights", below)]) }
        }
    };
    (prose.join("\n").trim().into(), bullets.into_iter().map(nested).collect())
}

fn is_numbered(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.len() - line.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    (1..=2).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
}

/// The title of a section, from its key: `openSource` is "Open source".
fn title(key: &str) -> String {
    let mut title = String::new();
    for letter in key.chars() {
        match letter {
            '_' | '-' => title.push(' '),
            letter if letter.is_uppercase() && !title.is_empty() && !title.ends_with(' ') => {
                title.push(' ');
                title.extend(letter.to_lowercase());
            }
            letter if title.is_empty() => title.extend(letter.to_uppercase()),
            letter => title.push(letter),
        }
    }
    title
}

/// Converts a location, with its country as a two-letter code.
fn place(node: Node) -> Node {
    let span = node.span;
    let Value::Mapping(entries) = node.value else { return node };
    let mut made = Draft::default();
    for Entry { key, value } in entries {
        let country = scalar(&value).filter(|_| key.name == "country").map(Country::named);
        match country {
            Some(Some(country)) => made.put("countryCode", text(country.to_string(), value.span)),
            // A country that is not known is part of the place.
            Some(None) if !made.has("region") => made.put("region", value),
            Some(None) | None => made.put(&key.name, value),
        }
    }
    made.node(span).unwrap_or(Node { span, value: Value::Mapping(Vec::new()) })
}

/// Converts a language tag, which YAMLResume writes in lower case: `zh-hans`.
fn language(node: Node) -> Node {
    let tag = scalar(&node).unwrap_or_default().to_owned();
    let tag = tag.split('-').enumerate().map(|(at, part)| match (at, part.len()) {
        (0, _) => part.to_lowercase(),
        (_, 2) => part.to_uppercase(),
        _ => part.to_owned(),
    });
    text(tag.collect::<Vec<_>>().join("-"), node.span)
}

/// The order and titles of the sections, from a layout.
fn order(layout: &mut Fields, sections: &Draft, has_basics: bool) -> Option<Node> {
    let mut choice = layout.take_fields("sections");
    let (order, aliases) = (choice.take("order"), choice.take("aliases"));
    layout.give_back_fields("sections", choice);
    if order.is_none() && aliases.is_none() {
        return None;
    }
    let mut aliases = aliases.map(|aliases| Fields::of(aliases, "layouts[0].sections.aliases"));
    let mut keys: Vec<Node> = order.map(items).unwrap_or_default();
    let span = keys.first().map(|key| key.span).or(aliases.as_ref().map(|aliases| aliases.span))?;
    // Append the sections that are not listed, so that none is lost.
    let listed: Vec<String> = keys.iter().filter_map(|key| scalar(key).map(str::to_owned)).collect();
    let rest = Section::ALL.iter().map(|section| section.key()).filter(|key| !listed.iter().any(|known| known == key));
    let rest = rest.filter(|key| sections.has(key)).map(|key| text(key, span));
    keys.extend(rest.collect::<Vec<_>>());
    let mut made: Vec<Node> = keys
        .into_iter()
        .filter(|key| scalar(key).is_some_and(|key| sections.has(key)))
        .map(|key| {
            let name = scalar(&key).unwrap_or_default().to_owned();
            match aliases.as_mut().and_then(|aliases| aliases.take(&name)) {
                Some(title) => pair(&name, title),
                None => key,
            }
        })
        .collect();
    if has_basics {
        made.insert(0, text(Section::Summary.key(), span));
    }
    list(made)
}

/// The layout options that all themes support: the paper size.
fn theme(layout: &mut Fields) -> Option<Node> {
    let mut page = layout.take_fields("page");
    let size = page.take("paperSize");
    layout.give_back_fields("page", page);
    let size = size?;
    let paper = match scalar(&size) {
        Some("a4") => "a4",
        Some("letter") => "us-letter",
        _ => return None,
    };
    Some(pair("paper", text(paper, size.span)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn bullets_are_taken_out_of_prose() {
        let source = Source::new("a.yml", "x");
        let (prose, bullets) = take_bullets("Led it.\n\n- One\n  - below\n  goes on\n- Two\n\nEnd.", source.span(0..1));
        assert_eq!(prose, "Led it.\n\n\nEnd.");
        assert_eq!(bullets.len(), 2);
        assert_eq!(super::super::draft::in_words(&bullets[0]), "text: One goes on, highlights: below");
    }
}
