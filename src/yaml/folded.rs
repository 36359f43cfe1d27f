//! Lists in folded text.
//!
//! YAML folds the lines of a plain text or of `>` into one, which turns a list into a line with
//! dashes. Nobody means that, so such a text keeps its lines.

/// The lines of a folded text, without their indentation, if they contain a list. `written` is the
/// text in the file, from its first letter.
pub fn lines_with_list(written: &str) -> Option<String> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let indented = written.lines().skip(1).filter(|line| !line.trim().is_empty());
    let common = indented.map(indent).min()?;
    let lines: Vec<&str> = written.lines().map(|line| line.get(common.min(indent(line))..).unwrap_or(line)).collect();
    let items = lines.iter().filter(|line| is_item(line)).count();
    let after_colon = lines.windows(2).any(|pair| pair[0].trim_end().ends_with(':') && is_item(pair[1]));
    (items > 1 || after_colon).then(|| lines.join("\n").trim_end().to_owned())
}

fn is_item(line: &str) -> bool {
    ["- ", "* ", "• ", "– "].iter().any(|mark| line.trim_start().starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_its_lines() {
        assert_eq!(lines_with_list("Did:\n    - a\n      b\n    - c\n").unwrap(), "Did:\n- a\n  b\n- c");
        assert_eq!(lines_with_list("Did:\n    - a\n    - b").unwrap(), "Did:\n- a\n- b");
    }

    #[test]
    fn text_with_a_dash_is_folded() {
        assert_eq!(lines_with_list("one\n  - or two\n  three"), None);
        assert_eq!(lines_with_list("one\n  two"), None);
        assert_eq!(lines_with_list("one"), None);
    }
}
