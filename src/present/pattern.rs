//! Fields in the order of a language: `{type} in {area}`.

use super::field::{Field, Inline};
use super::writer::line;

/// Arranges fields as a pattern says, with the text between them.
pub fn arranged(pattern: &str, fields: &[(&str, &Field)]) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if !before.is_empty() {
            inlines.push(Inline::Text(before.to_owned()));
        }
        inlines.extend(fields.iter().find(|(key, _)| *key == name).map(|(_, field)| (*field).clone().inline()));
        rest = after;
    }
    if !rest.is_empty() {
        inlines.push(Inline::Text(rest.to_owned()));
    }
    inlines
}

/// Arranges those fields of a pattern that there are. What stands before a field goes with it, unless nothing
/// precedes.
pub fn present_of(pattern: &str, fields: &[(&str, &Field)]) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = pattern;
    // What stands before the last field, if that is absent.
    let mut skipped = "";
    while let Some((before, after)) = rest.split_once('{') {
        let is_first = rest.len() == pattern.len();
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let before = if before.is_empty() { skipped } else { before };
        match fields.iter().find(|(key, _)| *key == name) {
            Some((_, field)) => {
                if !before.is_empty() && (is_first || !inlines.is_empty()) {
                    inlines.push(Inline::Text(before.to_owned()));
                }
                inlines.push((*field).clone().inline());
                skipped = "";
            }
            None => skipped = before,
        }
        rest = after;
    }
    inlines
}

/// Two fields as a pattern says, or the one that there is.
pub fn paired(pattern: &str, first: (&str, Option<Field>), second: (&str, Option<Field>)) -> Option<Field> {
    match (first.1, second.1) {
        (Some(one), Some(other)) => {
            let pattern = without_repeated(pattern, &other.plain(), second.0);
            Some(line(arranged(&pattern, &[(first.0, &one), (second.0, &other)])))
        }
        (one, other) => one.or(other),
    }
}

/// The pattern without the word before a field, if the field begins with it: "Grado" and "en Historia".
fn without_repeated(pattern: &str, text: &str, name: &str) -> String {
    let place = format!("{{{name}}}");
    let Some((before, after)) = pattern.split_once(&place) else { return pattern.to_owned() };
    let word = before.rsplit('}').next().unwrap_or_default();
    let own = text.to_lowercase();
    let repeats = !word.trim().is_empty() && own.starts_with(&word.trim_start().to_lowercase());
    if repeats || own.starts_with('(') {
        let kept = &before[..before.len() - word.len()];
        return format!("{kept} {place}{after}");
    }
    pattern.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::field::TextRole;
    use crate::source::Origin;

    fn field(text: &str) -> Field {
        let inlines = vec![Inline::Text(text.to_owned())];
        Field { inlines, path: String::new(), origin: Origin::default(), role: TextRole::Text }
    }

    #[test]
    fn a_word_of_the_pattern_is_not_repeated() {
        let joined = |pattern: &str, degree: &str, area: &str| {
            paired(pattern, ("type", Some(field(degree))), ("area", Some(field(area)))).unwrap().plain()
        };
        assert_eq!(joined("{type} in {area}", "MSc", "Physics"), "MSc in Physics");
        assert_eq!(joined("{type} in {area}", "MSc", "in Physics"), "MSc in Physics");
        assert_eq!(joined("{type} in {area}", "BA", "(Hons) Physics"), "BA (Hons) Physics");
        assert_eq!(joined("{type} in {area}", "MSc", "Inorganic Chemistry"), "MSc in Inorganic Chemistry");
        assert_eq!(joined("{area} {type}", "硕士", "土木工程"), "土木工程 硕士");
        assert_eq!(paired("{type} in {area}", ("type", None), ("area", Some(field("Law")))).unwrap().plain(), "Law");
    }
}
