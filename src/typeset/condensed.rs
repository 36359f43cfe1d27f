//! Condenses Typst code, for the build script: comments, and spaces that mean nothing, take time to parse and to hash.
//! Lines stay where they are, so that messages name the line of the original.

use typst_syntax::{SyntaxKind as Kind, SyntaxNode, parse};

/// Code that means the same.
///
/// # Panics
/// If what is left means something else: then [`is_needed`] lacks a case.
pub fn condensed(code: &str) -> String {
    let root = parse(code);
    let mut leaves = Vec::new();
    collect(&root, Kind::Markup, &mut leaves);
    let mut text = String::with_capacity(code.len());
    for (index, (leaf, parent)) in leaves.iter().enumerate() {
        let written = leaf.leaf_text();
        match leaf.kind() {
            Kind::LineComment | Kind::BlockComment => {}
            Kind::Space if matches!(parent, Kind::Markup | Kind::Math) => text += written,
            Kind::Space if written.contains('\n') => text.extend(written.chars().filter(|letter| *letter == '\n')),
            Kind::Space => {
                let before = text.chars().next_back();
                let after = leaves.get(index + 1).and_then(|(next, _)| next.leaf_text().chars().next());
                if before.zip(after).is_some_and(|(before, after)| is_needed(before, after)) {
                    text.push(' ');
                }
            }
            _ => text += written,
        }
    }
    let (mut before, mut after) = (String::new(), String::new());
    describe(&root, &mut before);
    describe(&parse(&text), &mut after);
    assert!(before == after, "condensed code means something else:\n{text}");
    text
}

/// The leaves below a node, with the kinds of their parents.
fn collect<'a>(node: &'a SyntaxNode, parent: Kind, leaves: &mut Vec<(&'a SyntaxNode, Kind)>) {
    if node.children().len() == 0 {
        leaves.push((node, parent));
    }
    for child in node.children() {
        collect(child, node.kind(), leaves);
    }
}

/// Whether code would mean something else without the space between two characters.
fn is_needed(before: char, after: char) -> bool {
    let in_word = |letter: char| letter.is_alphanumeric() || "_-\".%#".contains(letter);
    let is_closing = |letter: char| ")]}".contains(letter);
    // Two words, a call, a minus sign, which names may contain, and a comparison, which may look like a label.
    in_word(before) && in_word(after)
        || is_closing(before) && in_word(after)
        || (in_word(before) || is_closing(before)) && "([".contains(after)
        || [before, after].iter().any(|letter| "-<".contains(*letter))
}

/// What a tree says, without its spaces and comments.
fn describe(node: &SyntaxNode, text: &mut String) {
    match node.kind() {
        Kind::Space | Kind::Parbreak | Kind::LineComment | Kind::BlockComment => {}
        kind if node.children().len() == 0 => *text += &format!("{kind:?} {}\n", node.leaf_text()),
        kind => {
            *text += &format!("{kind:?} {{\n");
            node.children().for_each(|child| describe(child, text));
            *text += "}\n";
        }
    }
}
