//! The text of a web page, as Markdown: headings, paragraphs and list items.
//!
//! Not a parser of HTML: a saved page is read for its words, and whatever is no tag is text.

/// Elements whose content is no text.
const SILENT: [&str; 8] = ["script", "style", "noscript", "template", "svg", "nav", "footer", "form"];

/// Elements that do not end a line.
const INLINE: [&str; 16] =
    ["a", "b", "strong", "i", "em", "span", "u", "small", "code", "abbr", "mark", "sub", "sup", "font", "wbr", "label"];

/// Whether a text is a web page rather than text with a tag in it.
pub fn is_html(text: &str) -> bool {
    let start = text.trim_start().get(..200).unwrap_or(text.trim_start()).to_lowercase();
    let has = |tag: &str| text.contains(tag);
    start.starts_with("<!doctype html")
        || start.contains("<html")
        || start.starts_with('<') && (has("</p>") || has("</li>") || has("</div>"))
}

/// The text of a page.
pub fn markdown(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_text(&mut text, &rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(end) =
            rest.find('>').filter(|_| rest[1..].starts_with(|it: char| it.is_ascii_alphabetic() || "/!?".contains(it)))
        else {
            text.push('<');
            rest = &rest[1..];
            continue;
        };
        let tag = rest[1..end].to_lowercase();
        rest = &rest[end + 1..];
        let name: String = tag.chars().skip_while(|it| *it == '/').take_while(char::is_ascii_alphanumeric).collect();
        if SILENT.contains(&name.as_str()) && !tag.starts_with('/') && !tag.ends_with('/') {
            let closing = format!("</{name}");
            let lower = rest.to_ascii_lowercase();
            rest = lower.find(&closing).map_or("", |at| &rest[at..]);
            continue;
        }
        match (name.as_str(), tag.starts_with('/')) {
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => text.push_str("\n\n# "),
            ("li", false) => text.push_str("\n\n- "),
            ("title", _) => text.push_str("\n\n"),
            (name, _) if INLINE.contains(&name) => {}
            _ => text.push_str("\n\n"),
        }
    }
    push_text(&mut text, rest);
    text
}

/// Adds text with its white space as one space and its entities resolved, so that it is no Markdown.
fn push_text(text: &mut String, raw: &str) {
    let spaced = raw.chars().map(|it| if it.is_whitespace() { ' ' } else { it }).collect::<String>();
    let mut rest = spaced.as_str();
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let entity = rest.find(';').filter(|end| *end < 10).map(|end| &rest[..end]);
        match entity.and_then(|name| Some((name, resolved(name)?))) {
            Some((name, letter)) => {
                text.push(letter);
                rest = &rest[name.len() + 1..];
            }
            None => text.push('&'),
        }
    }
    text.push_str(rest);
}

fn resolved(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        return char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?);
    }
    const NAMED: [(&str, char); 30] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("ndash", '–'),
        ("mdash", '—'),
        ("bull", '•'),
        ("rsquo", '’'),
        ("lsquo", '‘'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("hellip", '…'),
        ("middot", '·'),
        ("auml", 'ä'),
        ("ouml", 'ö'),
        ("uuml", 'ü'),
        ("Auml", 'Ä'),
        ("Ouml", 'Ö'),
        ("Uuml", 'Ü'),
        ("szlig", 'ß'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("agrave", 'à'),
        ("ccedil", 'ç'),
        ("ntilde", 'ñ'),
        ("oacute", 'ó'),
        ("aacute", 'á'),
        ("iacute", 'í'),
    ];
    NAMED.iter().find(|(name, _)| *name == entity).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_for_its_words() {
        let page = "<!DOCTYPE html><html><head><title>Bau&uuml;</title><style>p{}</style></head><body><!-- x -->\
            <h2>Your <b>profile</b></h2><ul><li>Rust &amp; C&#43;&#43;<li>5 < 6</ul><script>var a = '<p>';</script><p>Bye</body>";
        assert!(is_html(page) && !is_html("We use <b> tags") && !is_html("# Engineer"));
        let lines: Vec<String> =
            markdown(page).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["Bauü", "# Your profile", "- Rust & C++", "- 5 < 6", "Bye"]);
    }
}
