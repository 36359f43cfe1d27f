//! Finds what an import lost without saying so.
//!
//! Every value keeps its location through the import. So whatever is in the original file must be
//! found by its location in the result, or among what was reported.

use std::collections::{HashMap, HashSet};

use super::dropped::{DroppedList, Kept, path_at};
use super::europass::candidate::ABOUT_FILE;
use super::unstructured::html;
use crate::resume::as_markup;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The least number of words of which a share is told.
const LEAST_WORDS: usize = 12;

/// Reports each text of the original that is neither in the result nor reported. Returns the share of the words of its
/// content, which settings of the design are not, that are in values.
pub fn report_lost(original: &Node, made: &Node, losses: &mut DroppedList) -> f64 {
    let mut texts = Texts::default();
    texts.collect(made, "");
    let mut leaves = Vec::new();
    collect_leaves(original, &mut leaves);
    let known: HashSet<Span> = leaves.iter().map(|leaf| leaf.span).collect();
    texts.joined.retain(|(span, _)| !known.contains(span));
    let covered = |span: Span, losses: &DroppedList| {
        losses.list.iter().any(|loss| loss.span.start <= span.start && span.end <= loss.span.end)
    };
    let (mut all, mut kept) = (0usize, 0usize);
    for leaf in leaves {
        let is_kept = losses.names.contains(&leaf.span) || texts.contain(&leaf);
        let is_covered = covered(leaf.span, losses);
        let path = if is_kept { String::new() } else { path_at(original, leaf.span).unwrap_or_default() };
        if is_content(leaf.text) && !is_design(&path) {
            let count = words(leaf.text).count();
            all += count;
            kept += if is_kept { count } else { 0 };
        }
        if !is_kept && !is_covered {
            let kept = if is_design(&path) { Kept::Design } else { Kept::Comment };
            losses.push(path, leaf.span, "there is no place for it", kept);
        }
    }
    losses.list.sort_by_key(|loss| loss.span);
    // A few words tell nothing about a file.
    if all < LEAST_WORDS { 1.0 } else { kept as f64 / all as f64 }
}

/// Whether a text says something about a person: it has a space, and is no setting or identifier.
fn is_content(text: &str) -> bool {
    text.trim().contains(' ')
}

/// Whether a path leads to settings of another tool.
fn is_design(path: &str) -> bool {
    const SETTINGS: &[&str] =
        &["id", "visible", "hidden", "columns", "separateLinks", "icon", "level", "levelNum", "type"];
    // What Europass says about its file, and Reactive Resume about the look of an item.
    if [
        "SkillsPassport.DocumentInfo",
        "SkillsPassport.Locale",
        "SkillsPassport.PrintingPreferences",
        "basics.picture",
        "picture",
    ]
    .iter()
    .any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '['])))
    {
        return true;
    }
    // Europass has a code beside each label.
    let is_code = [".Code", ".Country.Label", ".Use.Label", ".Current"].iter().any(|end| path.ends_with(end));
    if path.starts_with("SkillsPassport") && is_code {
        return true;
    }
    // A Candidate says how it says something, and the country of a number beside its code.
    const SAID_TWICE: &[&str] = &[
        "ChannelCode",
        "UseCode",
        "TaxonomyID",
        "CurrentIndicator",
        "Ongoing",
        "CompetencyDimensionTypeCode",
        "LanguageCode",
    ];
    let last = path.rsplit('.').next().unwrap_or_default();
    let is_of_number =
        last == "CountryCode" && !path.ends_with(".Address.CountryCode") && path.contains(".Communication");
    if let Some(rest) = path.strip_prefix("Candidate.")
        && (SAID_TWICE.contains(&last)
            || is_of_number
            || ABOUT_FILE.contains(&rest.split(['.', '[']).next().unwrap_or_default()))
    {
        return true;
    }
    let path = path.strip_prefix("data.").unwrap_or(path);
    // The title of a section without items, and whether it is shown.
    let parts: Vec<&str> = path.split('.').collect();
    let is_title =
        matches!(&parts[..], ["sections", _, "name" | "title"] | ["sections", "custom", _, "name" | "title"]);
    if is_title || matches!(&parts[..], ["summary", "columns" | "hidden" | "title" | "icon"] | ["public"]) {
        return true;
    }
    let items = ["basics.profiles[", "basics.customFields[", "customSections["];
    if items.iter().any(|start| path.starts_with(start))
        && SETTINGS.contains(&path.rsplit('.').next().unwrap_or_default())
    {
        return true;
    }
    let part = path.split(['.', '[']).next().unwrap_or_default();
    if path.starts_with("sections.") && SETTINGS.contains(&path.rsplit('.').next().unwrap_or_default()) {
        return true;
    }
    ["design", "layouts", "metadata", "locale", "locale_catalog", "rendercv_settings", "settings"].contains(&part)
}

/// A text of the original file.
struct Leaf<'a> {
    span: Span,
    text: &'a str,
}

fn collect_leaves<'a>(node: &'a Node, leaves: &mut Vec<Leaf<'a>>) {
    match &node.value {
        Value::Scalar { text, .. } if !node.is_absent() => leaves.push(Leaf { span: node.span, text }),
        Value::Scalar { .. } => {}
        Value::Sequence(items) => items.iter().for_each(|item| collect_leaves(item, leaves)),
        Value::Mapping(entries) => {
            for entry in entries {
                // A key with spaces is not a key of the format, but a text with a colon.
                if entry.key.name.trim().contains(' ') {
                    leaves.push(Leaf { span: entry.key.span, text: &entry.key.name });
                }
                collect_leaves(&entry.value, leaves);
            }
        }
    }
}

/// The texts of the result, by their location in the original file.
#[derive(Default)]
struct Texts<'a> {
    /// The words at a location.
    words: HashMap<Span, HashSet<String>>,
    /// The locations whose value was translated: a country, a date, the scheme of a phone number.
    translated: HashSet<Span>,
    /// All texts, among which are some that join several of the original.
    joined: Vec<(Span, &'a str)>,
}

impl<'a> Texts<'a> {
    fn collect(&mut self, node: &'a Node, key: &str) {
        match &node.value {
            Value::Scalar { text, .. } => {
                self.words.entry(node.span).or_default().extend(words(text));
                self.joined.push((node.span, text));
                let is_date = key.to_lowercase().ends_with("date") || key == "expires";
                if is_date || ["accent", "countryCode", "hidden", "language", "phone", "sort"].contains(&key) {
                    self.translated.insert(node.span);
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.collect(item, key)),
            Value::Mapping(entries) => {
                for entry in entries {
                    self.words.entry(entry.key.span).or_default().extend(words(&entry.key.name));
                    self.collect(&entry.value, &entry.key.name);
                }
            }
        }
    }

    /// Whether the result has a text: all its words, or a translation at its place.
    fn contain(&self, leaf: &Leaf) -> bool {
        let is_word = !leaf.text.trim().contains(char::is_whitespace);
        let found = self.words.get(&leaf.span);
        if self.translated.contains(&leaf.span) || is_word && found.is_some() {
            return true;
        }
        // The tags of HTML are markup in the result, and its entities are characters.
        let plain = leaf.text.contains(['<', '&']).then(|| {
            let (paragraphs, bullets) = html::texts(leaf.text);
            paragraphs.into_iter().chain(bullets).collect::<Vec<_>>().join(" ")
        });
        let text = plain.or_else(|| as_markup(leaf.text));
        let wanted: Vec<String> = words(text.as_deref().unwrap_or(leaf.text)).collect();
        let has_all = |found: &HashSet<String>| wanted.iter().all(|word| found.contains(word));
        if found.is_some_and(has_all) {
            return true;
        }
        let around = |span: &Span| span.start <= leaf.span.start && leaf.span.end <= span.end;
        let joined = self.joined.iter().filter(|(span, _)| around(span));
        let joined: HashSet<String> = joined.flat_map(|(_, text)| words(text)).collect();
        !joined.is_empty() && has_all(&joined)
    }
}

/// The words of a text: what is between signs and spaces.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned)
}
