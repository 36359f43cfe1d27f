//! HTML in texts and in files, as far as résumés need it.

use super::flow::Flow;
use super::lines::{Document, Run, escaped};

/// A tag or a text.
enum Token<'h> {
    /// A tag: its name in lower case, its attributes, whether it is an end.
    Tag(String, &'h str, bool),
    Text(String),
}

/// The tags and texts of HTML. Faulty HTML is read as far as it goes.
fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            found.push(Token::Text(decoded(&rest[..at])));
        }
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let inner = &rest[1..end];
        let is_end = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let name: String =
            inner.chars().take_while(|letter| letter.is_ascii_alphanumeric()).collect::<String>().to_lowercase();
        let attributes = &inner[name.len()..];
        rest = &rest[end + 1..];
        if ["script", "style", "template", "title"].contains(&name.as_str()) && !is_end {
            let close = format!("</{name}");
            let lower = rest.to_ascii_lowercase();
            rest = lower.find(&close).map_or("", |at| &rest[at..]);
        }
        found.push(Token::Tag(name, attributes, is_end));
    }
    if !rest.is_empty() && !rest.starts_with('<') {
        found.push(Token::Text(decoded(rest)));
    }
    found
}

/// Text with its references resolved.
pub fn decoded(text: &str) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", " "),
        ("ndash", "–"),
        ("mdash", "—"),
        ("hellip", "…"),
        ("rsquo", "’"),
        ("lsquo", "‘"),
        ("rdquo", "”"),
        ("ldquo", "“"),
        ("bull", "•"),
        ("middot", "·"),
        ("eacute", "é"),
        ("egrave", "è"),
        ("agrave", "à"),
        ("uuml", "ü"),
        ("ouml", "ö"),
        ("auml", "ä"),
        ("szlig", "ß"),
        ("aacute", "á"),
        ("iacute", "í"),
        ("oacute", "ó"),
        ("uacute", "ú"),
        ("ugrave", "ù"),
        ("igrave", "ì"),
        ("ograve", "ò"),
        ("acirc", "â"),
        ("ecirc", "ê"),
        ("icirc", "î"),
        ("ocirc", "ô"),
        ("ucirc", "û"),
        ("euml", "ë"),
        ("iuml", "ï"),
        ("atilde", "ã"),
        ("otilde", "õ"),
        ("ntilde", "ñ"),
        ("ccedil", "ç"),
        ("aring", "å"),
        ("aelig", "æ"),
        ("oslash", "ø"),
        ("oelig", "œ"),
        ("Uuml", "Ü"),
        ("Ouml", "Ö"),
        ("Auml", "Ä"),
        ("Eacute", "É"),
        ("Egrave", "È"),
        ("Agrave", "À"),
        ("Ccedil", "Ç"),
        ("Aring", "Å"),
        ("Oslash", "Ø"),
        ("laquo", "«"),
        ("raquo", "»"),
        ("bdquo", "„"),
        ("sbquo", "‚"),
        ("euro", "€"),
        ("pound", "£"),
        ("copy", "©"),
        ("reg", "®"),
        ("trade", "™"),
        ("deg", "°"),
        ("times", "×"),
        ("plusmn", "±"),
        ("shy", ""),
        ("zwnj", "\u{200c}"),
        ("ensp", " "),
        ("emsp", " "),
        ("thinsp", " "),
    ];
    let mut parts = text.split('&');
    let mut found = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let resolved = part.split_once(';').and_then(|(name, rest)| {
            let number = name
                .strip_prefix("#x")
                .map(|hex| u32::from_str_radix(hex, 16))
                .or_else(|| name.strip_prefix('#').map(str::parse));
            let letter = number.and_then(Result::ok).and_then(char::from_u32).map(String::from);
            let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
            Some((letter.or(known)?, rest))
        });
        match resolved {
            Some((text, rest)) => {
                found.push_str(&text);
                found.push_str(rest);
            }
            None => {
                found.push('&');
                found.push_str(part);
            }
        }
    }
    found
}

/// The value of an attribute.
fn attribute<'h>(attributes: &'h str, name: &str) -> Option<&'h str> {
    let at = attributes.to_ascii_lowercase().find(&format!("{name}="))?;
    let value = &attributes[at + name.len() + 1..];
    let quote = value.chars().next().filter(|quote| ['"', '\''].contains(quote));
    match quote {
        Some(quote) => value[1..].split(quote).next(),
        None => value.split_whitespace().next(),
    }
}

/// The paragraphs and bullet points of a text, as rich text.
pub fn texts(html: &str) -> (Vec<String>, Vec<String>) {
    let (mut paragraphs, mut bullets) = (Vec::new(), Vec::new());
    let mut open = String::new();
    let mut lists = 0usize;
    let mut links = Vec::new();
    let mut end = |open: &mut String, is_bullet: bool| {
        let text = open.split_whitespace().collect::<Vec<_>>().join(" ").replace("** **", " ").replace("****", "");
        open.clear();
        if text.chars().any(char::is_alphanumeric) {
            if is_bullet { bullets.push(text) } else { paragraphs.push(text) }
        }
    };
    for token in tokens(html) {
        match token {
            Token::Text(text) => open.push_str(&escaped(&text)),
            Token::Tag(name, attributes, is_end) => match (name.as_str(), is_end) {
                ("strong" | "b", _) => open.push_str("**"),
                ("em" | "i", _) => open.push('*'),
                ("a", false) => {
                    links.push(attribute(attributes, "href").filter(|url| url.contains(':')));
                    open.push_str(if links.last().is_some_and(Option::is_some) { "[" } else { "" });
                }
                ("a", true) => {
                    if let Some(Some(url)) = links.pop() {
                        open.push_str(&format!("]({url})"));
                    }
                }
                ("ul" | "ol", false) => {
                    end(&mut open, lists > 0);
                    lists += 1;
                }
                ("ul" | "ol", true) => {
                    end(&mut open, lists > 0);
                    lists = lists.saturating_sub(1);
                }
                ("li", _) => end(&mut open, lists > 0),
                ("p" | "div" | "br" | "h1" | "h2" | "h3" | "h4", _) if lists == 0 => end(&mut open, false),
                ("p" | "br", _) => open.push(' '),
                _ => {}
            },
        }
    }
    end(&mut open, lists > 0);
    (paragraphs, bullets)
}

/// Reads an HTML file.
pub fn read(name: &str, html: &str) -> Document {
    let mut flow = Flow::default();
    let mut run = Run::default();
    let (mut lists, mut heading, mut in_item) = (0usize, None, false);
    let mut tables = 0usize;
    for token in tokens(html) {
        match token {
            Token::Text(text) => {
                let spaced: String =
                    text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect();
                let mut words = spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                if spaced.starts_with(' ') && !words.is_empty() {
                    words.insert(0, ' ');
                }
                if spaced.ends_with(' ') && !words.is_empty() {
                    words.push(' ');
                }
                flow.text(&words, &run, 0.0);
            }
            Token::Tag(name, attributes, is_end) => match (name.as_str(), is_end) {
                ("b" | "strong", end) => run.bold = !end,
                ("i" | "em", end) => run.italic = !end,
                ("a", false) => run.link = attribute(attributes, "href").map(decoded),
                ("a", true) => run.link = None,
                ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                    flow.paragraph(heading.take(), bullet(lists, in_item), false);
                    heading = name[1..].parse().ok();
                }
                ("ul" | "ol", end) => {
                    flow.paragraph(heading.take(), bullet(lists, in_item), false);
                    lists = if end { lists.saturating_sub(1) } else { lists + 1 };
                    in_item = false;
                }
                ("li", end) => {
                    flow.paragraph(heading.take(), bullet(lists, in_item), false);
                    in_item = !end;
                }
                ("table", end) => tables = if end { tables.saturating_sub(1) } else { tables + 1 },
                ("tr", false) if tables == 1 => flow.begin_row(),
                ("tr", true) if tables == 1 => flow.end_row(),
                ("td" | "th", false) if tables == 1 => flow.begin_cell(),
                ("br", _) => flow.line_break(),
                ("span", false) if attributes.contains("class") => flow.tab_after_text(),
                // Only what it holds, not a gap.
                ("div" | "header" | "section" | "article" | "main", _) if flow.is_at_start() => {}
                (
                    "p" | "div" | "section" | "header" | "article" | "main" | "aside" | "footer" | "h1" | "h2" | "h3"
                    | "h4" | "h5" | "h6" | "dt" | "dd" | "hr",
                    _,
                ) => {
                    flow.paragraph(heading.take(), bullet(lists, in_item), false);
                }
                _ => {}
            },
        }
    }
    flow.finish(name, None)
}

fn bullet(lists: usize, in_item: bool) -> Option<usize> {
    lists.checked_sub(1).filter(|_| in_item)
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn html_in_texts_is_rich_text() {
        let (paragraphs, bullets) = texts(
            "<p>Led <strong>four</strong> people &amp; more.</p><ul><li><p>One <a href=\"https://example.org\">thing</a></p></li><li>Two</li></ul>",
        );
        assert_eq!(paragraphs, [r"Led **four** people & more."]);
        assert_eq!(bullets, ["One [thing](https://example.org)", "Two"]);
        texts("<p <b <ul></li>&#x110000;&;<a href=>");
    }
}
