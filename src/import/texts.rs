//! Texts of other tools, in HTML or with dashes: summaries and highlights.

use super::draft::{Draft, scalar, text};
use super::unstructured::html;
use crate::yaml::Node;

/// The paragraphs and bullet points of a text in HTML, as rich text. A text without tags is Markdown.
pub fn markup(node: &Node) -> (Vec<String>, Vec<String>) {
    let written = scalar(node).unwrap_or_default();
    if written.contains('<') {
        return html::texts(written);
    }
    let lines = written.lines().map(str::trim).filter(|line| !line.is_empty());
    let (bullets, paragraphs): (Vec<&str>, Vec<&str>) =
        lines.partition(|line| ["- ", "* ", "• "].iter().any(|sign| line.starts_with(sign)));
    let bullets = bullets.iter().map(|line| line.trim_start_matches(['-', '*', '•']).trim().to_owned());
    (paragraphs.into_iter().map(str::to_owned).collect(), bullets.collect())
}

/// A text that begins with a capital.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Adds a text as a summary and highlights.
pub fn put_summary(made: &mut Draft, node: Option<Node>) {
    let Some(node) = node else { return };
    let (paragraphs, bullets) = markup(&node);
    made.put("summary", (!paragraphs.is_empty()).then(|| text(paragraphs.join("\n\n"), node.span)));
    made.extend_list("highlights", bullets.into_iter().map(|bullet| text(bullet, node.span)).collect());
}

/// A text as one value: the bullet points are a list in it.
pub fn as_one(node: &Node) -> Option<Node> {
    let (mut all, bullets) = markup(node);
    let bullets: Vec<String> = bullets.iter().map(|bullet| format!("- {bullet}")).collect();
    if !bullets.is_empty() {
        all.push(bullets.join("\n"));
    }
    (!all.is_empty()).then(|| text(all.join("\n\n"), node.span))
}
