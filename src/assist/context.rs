//! Determines the position of the cursor from lines and indentation.

use std::ops::Range;

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list.
    Item,
}

/// What can be written at a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A key of a mapping.
    Key,
    /// The value of the last step.
    Value,
    /// An item of a list, which may be a value or begin a mapping.
    Either,
}

/// The position of the cursor.
#[derive(Debug)]
pub struct Context {
    /// The path of the mapping, list or value.
    pub path: Vec<Step>,
    /// What can be written here.
    pub role: Role,
    /// The byte range of the word here, or of its beginning.
    pub replace: Range<usize>,
    /// The keys that the mapping already has.
    pub beside: Vec<String>,
    /// The indentation of the mapping.
    indent: usize,
    /// Whether it is in brackets or braces.
    flow: bool,
}

/// A line: the columns of its dashes, its indentation, and the rest.
struct Line<'a> {
    dashes: Vec<usize>,
    column: usize,
    rest: &'a str,
}

impl<'a> Line<'a> {
    fn read(text: &'a str) -> Line<'a> {
        let (mut column, mut rest, mut dashes) = (0, text, Vec::new());
        loop {
            let blank = rest.len() - rest.trim_start_matches(' ').len();
            column += blank;
            rest = &rest[blank..];
            match rest.strip_prefix('-').filter(|after| after.is_empty() || after.starts_with(' ')) {
                Some(after) => {
                    dashes.push(column);
                    column += 1;
                    rest = after;
                }
                None => return Line { dashes, column, rest },
            }
        }
    }

    /// The key and the text after its colon.
    fn key(&self) -> Option<(&'a str, &'a str)> {
        let (key, value) = split_key(self.rest)?;
        Some((unquoted(key), value))
    }

    fn is_empty(&self) -> bool {
        self.rest.trim().is_empty() && self.dashes.is_empty() || self.rest.starts_with('#') && self.dashes.is_empty()
    }
}

/// A key and its value, at the first colon that ends a key.
fn split_key(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|letter| "\"'".contains(*letter));
    let start = match quote {
        Some(quote) => text[1..].find(quote)? + 2,
        None if text.starts_with(['{', '[', '#', '|', '>', '&', '*', '!']) => return None,
        None => 0,
    };
    let colon = text[start..].match_indices(':').find_map(|(at, _)| {
        let after = &text[start + at + 1..];
        (after.is_empty() || after.starts_with([' ', '\n', '\r'])).then_some(start + at)
    })?;
    Some((text[..colon].trim(), &text[colon + 1..]))
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

/// Whether a character can be part of a word to complete or look up.
fn is_word(letter: char) -> bool {
    !letter.is_whitespace() && !",:[]{}\"'#".contains(letter)
}

impl Context {
    /// The context at a byte offset, based on the text before it.
    pub fn at(text: &str, offset: usize) -> Option<Context> {
        let before = text.get(..offset)?;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let word = before.len()
            - before[start..].chars().rev().take_while(|letter| is_word(*letter)).map(char::len_utf8).sum::<usize>();
        Self::placed(text, start, word..offset)
    }

    /// The context of the whole word at a byte offset.
    pub fn of_word(text: &str, offset: usize) -> Option<Context> {
        let (before, after) = (text.get(..offset)?, text.get(offset..)?);
        let end = offset + after.chars().take_while(|letter| is_word(*letter)).map(char::len_utf8).sum::<usize>();
        let context = Self::at(text, end.max(before.len()))?;
        let mut context = context;
        if context.role == Role::Value || context.replace.is_empty() {
            return (!context.replace.is_empty()).then_some(context);
        }
        // A word before a colon is a key; a word alone in a list is a value.
        let rest = &text[context.replace.end..];
        let is_key = rest.trim_start_matches(['"', '\'']).starts_with(':');
        context.role = if is_key { Role::Key } else { Role::Value };
        Some(context)
    }

    /// The part of the word written so far.
    pub fn prefix<'t>(&self, text: &'t str) -> &'t str {
        &text[self.replace.clone()]
    }

    fn placed(text: &str, start: usize, replace: Range<usize>) -> Option<Context> {
        let written = &text[start..replace.end];
        if comment(written) {
            return None;
        }
        let line = Line::read(written);
        let (mut path, mut beside) = (Vec::new(), Vec::new());
        let above = text[..start].lines().collect::<Vec<_>>();
        let below = text[replace.end..].lines().skip(1).collect::<Vec<_>>();
        let literal = parents(&line, &above, &below, &mut path, &mut beside);
        if literal {
            return None;
        }
        let mut context = Context {
            path,
            role: if line.dashes.is_empty() { Role::Key } else { Role::Either },
            replace,
            beside,
            indent: line.column,
            flow: false,
        };
        let mut rest = line.rest;
        if let Some((key, value)) = line.key() {
            context.path.push(Step::Key(key.to_owned()));
            context.role = Role::Value;
            rest = value;
        }
        context.enter(rest.trim_start());
        Some(context)
    }

    /// Enters the brackets and braces left open at the end of a value.
    fn enter(&mut self, value: &str) {
        if !value.starts_with(['[', '{']) {
            return;
        }
        self.flow = true;
        // For each open one: whether it is a mapping, the current piece, its keys, and whether the piece is a value.
        let mut open: Vec<(bool, String, Vec<String>, bool)> = Vec::new();
        let mut quote = None;
        for letter in value.chars() {
            match (quote, letter) {
                (Some(mark), letter) if letter == mark => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if open.last().is_some_and(|(_, piece, ..)| piece.trim().is_empty()) => {
                    quote = Some(letter)
                }
                (None, '[' | '{') => {
                    open.push((letter == '{', String::new(), Vec::new(), false));
                    continue;
                }
                (None, ']' | '}') => {
                    open.pop();
                    continue;
                }
                (None, ',') => {
                    if let Some((_, piece, _, valued)) = open.last_mut() {
                        piece.clear();
                        *valued = false;
                    }
                    continue;
                }
                (None, ':') => {
                    if let Some((true, piece, keys, valued)) = open.last_mut()
                        && !*valued
                    {
                        keys.push(unquoted(piece).to_owned());
                        piece.clear();
                        *valued = true;
                        continue;
                    }
                }
                (None, _) => {}
            }
            if let Some((_, piece, ..)) = open.last_mut() {
                piece.push(letter);
            }
        }
        if quote.is_some() && open.is_empty() {
            return;
        }
        let depth = open.len();
        for (index, (mapping, _, keys, valued)) in open.into_iter().enumerate() {
            match mapping {
                true if valued => self.path.extend(keys.last().cloned().map(Step::Key)),
                true => {}
                false => self.path.push(Step::Item),
            }
            if index + 1 == depth {
                self.role = match (mapping, valued) {
                    (true, false) => Role::Key,
                    (true, true) => Role::Value,
                    (false, _) => Role::Either,
                };
                self.beside = keys;
            }
        }
    }

    /// The text to insert for a key, including what introduces its value.
    pub fn key(&self, key: &str, mapping: bool, list: bool) -> String {
        let indent = " ".repeat(self.indent + 2);
        match (self.flow, mapping, list) {
            (false, true, _) => format!("{key}:\n{indent}"),
            (false, _, true) => format!("{key}:\n{indent}- "),
            (true, true, _) => format!("{key}: {{"),
            (true, _, true) => format!("{key}: ["),
            _ => format!("{key}: "),
        }
    }

    /// The text to insert for a value: quoted if it would otherwise not be parsed as text.
    pub fn value(&self, value: &str) -> String {
        let special = value.starts_with(['#', '*', '&', '!', '@', '%', '`', '-', '"', '\'', '[', '{'])
            || self.flow && value.contains([',', '[', ']', '{', '}'])
            || value.contains(": ");
        if special { format!("\"{value}\"") } else { value.to_owned() }
    }
}

/// Whether a line ends in a comment.
fn comment(line: &str) -> bool {
    let mut quote = None;
    let mut before = ' ';
    for letter in line.chars() {
        match (quote, letter) {
            (Some(mark), letter) if letter == mark => quote = None,
            (None, '#') if before.is_whitespace() => return true,
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(letter),
            _ => {}
        }
        before = letter;
    }
    false
}

/// Finds the keys and lists that contain a line, and the sibling keys; returns whether the line is part
/// of a block scalar, which has no keys.
fn parents(line: &Line, above: &[&str], below: &[&str], path: &mut Vec<Step>, beside: &mut Vec<String>) -> bool {
    let mut limit = line.column;
    let mut steps = Vec::new();
    // A list may have the same indentation as the key it belongs to.
    let mut in_list = false;
    for dash in line.dashes.iter().rev() {
        steps.push(Step::Item);
        limit = *dash;
        in_list = true;
    }
    let here = line.dashes.is_empty().then_some(line.column);
    let mut open = here;
    for text in above.iter().rev() {
        let other = Line::read(text);
        if other.is_empty() || limit == 0 && !in_list && open.is_none() {
            continue;
        }
        if let Some((key, value)) = other.key() {
            if open == Some(other.column) {
                beside.push(key.to_owned());
            } else if other.column < limit || in_list && other.column == limit && other.dashes.is_empty() {
                if value.trim_start().starts_with(['|', '>']) {
                    return true;
                }
                steps.push(Step::Key(key.to_owned()));
                (limit, in_list, open) = (other.column, false, None);
            }
        }
        for dash in other.dashes.iter().rev() {
            if *dash < limit && other.column >= limit {
                steps.push(Step::Item);
                (limit, in_list, open) = (*dash, true, None);
            }
        }
    }
    for text in below {
        let other = Line::read(text);
        if other.is_empty() {
            continue;
        }
        if other.dashes.first().is_some_and(|dash| *dash < line.column) || other.column < line.column {
            break;
        }
        let is_beside = other.column == line.column && other.dashes.is_empty();
        if let Some((key, _)) = other.key().filter(|_| is_beside) {
            beside.push(key.to_owned());
        }
    }
    steps.reverse();
    *path = steps;
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path and role at `^`, as text.
    fn placed(marked: &str) -> String {
        let offset = marked.find('^').unwrap();
        let text = marked.replace('^', "");
        let Some(context) = Context::at(&text, offset) else { return "nothing".into() };
        let steps = context.path.iter().map(|step| match step {
            Step::Key(key) => format!(".{key}"),
            Step::Item => "[]".into(),
        });
        format!("{} {:?} {:?}", steps.collect::<String>(), context.role, context.prefix(&text))
    }

    #[test]
    fn a_place_is_told_by_its_lines() {
        assert_eq!(placed("ba^"), " Key \"ba\"");
        assert_eq!(placed("basics:\n  na^\n"), ".basics Key \"na\"");
        assert_eq!(placed("basics:\n  name: Ada\n  ^\n"), ".basics Key \"\"");
        assert_eq!(placed("work:\n  - name: A\n    po^"), ".work[] Key \"po\"");
        assert_eq!(placed("work:\n- name: A\n  po^"), ".work[] Key \"po\"");
        assert_eq!(placed("work:\n  - ^"), ".work[] Either \"\"");
        assert_eq!(
            placed("work:\n  - name: A\n    highlights:\n      - text: B\n        ta^"),
            ".work[].highlights[] Key \"ta\""
        );
        assert_eq!(placed("work:\n  - name: A\n  - na^"), ".work[] Either \"na\"");
        assert_eq!(placed("theme:\n  name: fo^"), ".theme.name Value \"fo\"");
        assert_eq!(placed("sections:\n  - work: Experience\n  - ^"), ".sections[] Either \"\"");
    }

    #[test]
    fn brackets_and_braces_lead_further() {
        assert_eq!(placed("theme: {na^"), ".theme Key \"na\"");
        assert_eq!(placed("theme: {name: cornerstone, da^}"), ".theme Key \"da\"");
        assert_eq!(placed("theme: {name: corner^}"), ".theme.name Value \"corner\"");
        assert_eq!(placed("applications:\n  x:\n    only: [a, b^]"), ".applications.x.only[] Either \"b\"");
        assert_eq!(placed("work:\n  - {name: A, location: [^"), ".work[].location[] Either \"\"");
    }

    #[test]
    fn comments_and_texts_over_several_lines_have_no_keys() {
        assert_eq!(placed("basics: # na^"), "nothing");
        assert_eq!(placed("letter:\n  body: |\n    Dear ^"), "nothing");
    }
}
