//! Text with emphasis, links and code: a subset of inline CommonMark.
//!
//! Block syntax is not interpreted and raw HTML is plain text, so nothing in a résumé can be
//! executed. The result is a tree of [`Inline`]s, from which each format generates its own
//! output; no generated markup is ever parsed again.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Url, text};
use crate::diagnostic::Code;
use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// Rich text on one line, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RichText {
    written: String,
    content: Vec<Inline>,
    /// Invalid links, which are printed as plain text, and the first HTML tag, which is printed
    /// literally.
    problems: Vec<Problem>,
    origin: Origin,
}

/// A piece of rich text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Inline {
    /// Plain text, in which ASCII dashes and ellipses are already replaced.
    Text(String),
    /// A straight quote, to be replaced according to the language.
    Quote {
        /// Whether it is `"` rather than `'`.
        double: bool,
    },
    /// `*emphasis*`
    Emphasis(Vec<Inline>),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `~~struck~~`
    Struck(Vec<Inline>),
    /// `` `code` ``
    Code(String),
    /// `[text](url)`
    Link {
        /// The link text.
        body: Vec<Inline>,
        /// The target.
        url: Url,
    },
    /// A hard line break: a backslash or two spaces at the end of a line.
    Break,
    /// `{name}`: a placeholder in letters, and literal text elsewhere.
    Placeholder(String),
}

impl RichText {
    /// Replaces the content, with its source form.
    pub(super) fn replaced(&self, written: String, content: Vec<Inline>) -> RichText {
        RichText { written, content, problems: self.problems.clone(), origin: self.origin }
    }

    /// Where it was read.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The pieces, in order.
    pub fn content(&self) -> &[Inline] {
        &self.content
    }

    /// The target of the first link.
    pub fn first_link(&self) -> Option<&Url> {
        fn first(content: &[Inline]) -> Option<&Url> {
            content.iter().find_map(|inline| match inline {
                Inline::Link { url, .. } => Some(url),
                Inline::Emphasis(body) | Inline::Strong(body) | Inline::Struck(body) => first(body),
                Inline::Text(_) | Inline::Quote { .. } | Inline::Code(_) | Inline::Break | Inline::Placeholder(_) => {
                    None
                }
            })
        }
        first(&self.content)
    }

    /// Creates rich text from plain text; `None` if it is empty.
    pub fn literal(text: &str) -> Option<RichText> {
        RichText::escaped(text).parse().ok()
    }

    /// Escapes plain text.
    pub(super) fn escaped(text: &str) -> String {
        let marks = |letter: char| if "\\`*_[]<>~&{".contains(letter) { format!("\\{letter}") } else { letter.into() };
        text.chars().map(marks).collect()
    }

    /// The text without markup and with straight quotes, for metadata and comparison.
    pub fn plain(&self) -> String {
        plain(&self.content)
    }
}

fn plain(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) => text.clone(),
            Inline::Quote { double: true } => "\"".into(),
            Inline::Quote { double: false } => "'".into(),
            Inline::Emphasis(body) | Inline::Strong(body) | Inline::Struck(body) | Inline::Link { body, .. } => {
                plain(body)
            }
            Inline::Break => " ".into(),
            Inline::Placeholder(name) => format!("{{{name}}}"),
        })
        .collect()
}

/// Maximum nesting depth of markup, to avoid a stack overflow.
const DEEPEST: usize = 16;

impl FromStr for RichText {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        text::check_length(text)?;
        if text.trim().is_empty() {
            return Err(Problem::new("this value is empty").help("write a value, or remove it"));
        }
        let text = &*text::composed(text);
        let line = fold(text);
        let mut reader = Reader {
            line: &line,
            open: vec![Vec::new()],
            links: Vec::new(),
            letters: Vec::new(),
            html: false,
            problems: Vec::new(),
        };
        let options = Options::ENABLE_STRIKETHROUGH;
        for (event, range) in Parser::new_ext(&line, options).into_offset_iter() {
            reader.event(event, range);
            if reader.open.len() > DEEPEST {
                let problem = Problem::of(Code::TooLarge, format!("markup is nested more than {DEEPEST} levels deep"));
                return Err(problem.help("reduce the nesting, or write `\\` before a character to print it literally"));
            }
        }
        let content = reader.open.pop().unwrap_or_default();
        Ok(RichText { written: text.trim().into(), content, problems: reader.problems, origin: Origin::default() })
    }
}

impl Scalar for RichText {
    const NAME: &'static str = "rich text";
    const FORM: &'static str =
        "Text with optional `*emphasis*`, `**strong**`, `` `code` ``, `~~struck~~` and `[links](https://example.org)`.";
    const EXAMPLE: &'static str = "text with *emphasis*";
    const TYPES: &'static [&'static str] = &["string", "number", "boolean"];

    fn remarks(&self, _written: &str) -> Vec<Problem> {
        self.problems.clone()
    }

    fn read_at(self, origin: Origin) -> Self {
        RichText { origin, ..self }
    }
}

/// The text as written, including markup.
impl fmt::Display for RichText {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.written)
    }
}

serde_scalars!(RichText);

/// Prefix of the line that is parsed, so that the text cannot start a block: a line that starts
/// with a word is a paragraph.
const GUARD: &str = "x ";

/// Represents a hard line break within the line (U+2028 LINE SEPARATOR).
const LINE_SEPARATOR: char = '\u{2028}';

/// Folds lines into one: newlines become spaces, hard breaks become separators.
fn fold(text: &str) -> String {
    let mut folded = String::from(GUARD);
    let mut lines = text.trim().lines().peekable();
    while let Some(line) = lines.next() {
        let hard = lines.peek().is_some() && (line.ends_with("  ") || line.ends_with('\\') && !line.ends_with("\\\\"));
        folded.push_str(line.trim().strip_suffix('\\').filter(|_| hard).unwrap_or(line.trim()));
        match lines.peek() {
            Some(_) if hard => folded.push(LINE_SEPARATOR),
            Some(_) => folded.push(' '),
            None => {}
        }
    }
    folded
}

/// Collects the parser's events into a tree.
struct Reader<'a> {
    line: &'a str,
    /// The open elements' contents, outermost first.
    open: Vec<Vec<Inline>>,
    /// The targets of the open links; `None` for an invalid one.
    links: Vec<Option<Url>>,
    /// Pending characters, each with whether it is escaped.
    letters: Vec<(char, bool)>,
    /// Whether an HTML tag was found.
    html: bool,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        // The parser splits text at potential markup. Join it again, because URLs may contain
        // such characters.
        if let Event::Text(text) = &event {
            self.letters(text, &range);
            return;
        }
        self.set_letters();
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                let target = target(&dest_url).map_err(|problem| self.problems.push(problem));
                self.links.push(target.ok());
                self.open.push(Vec::new());
            }
            Event::Start(_) => self.open.push(Vec::new()),
            Event::End(end) => self.close(end, &range),
            Event::Code(code) => self.push(Inline::Code(code.replace(LINE_SEPARATOR, " "))),
            Event::InlineHtml(tag) | Event::Html(tag) => {
                if !std::mem::replace(&mut self.html, true) {
                    let problem = Problem::of(Code::HtmlInText, format!("`{tag}` is printed literally")).warning();
                    let help = "use `*…*` or `**…**` for emphasis and `[text](url)` for links";
                    self.problems.push(problem.help(help).part(&*tag));
                }
                self.push(Inline::Text(tag.replace(LINE_SEPARATOR, " ")));
            }
            Event::SoftBreak => self.push(Inline::Text(" ".into())),
            Event::HardBreak => self.push(Inline::Break),
            // Extensions that are not enabled.
            _ => self.push(Inline::Text(self.line[range].into())),
        }
    }

    fn close(&mut self, end: TagEnd, range: &Range<usize>) {
        let body = self.open.pop().unwrap_or_default();
        let written = &self.line[range.clone()];
        match end {
            TagEnd::Emphasis => self.push(Inline::Emphasis(body)),
            TagEnd::Strong => self.push(Inline::Strong(body)),
            TagEnd::Strikethrough if written.starts_with("~~") => self.push(Inline::Struck(body)),
            // A single tilde means "about", although the parser reads it as strikethrough.
            TagEnd::Strikethrough => {
                self.push(Inline::Text("~".into()));
                body.into_iter().for_each(|inline| self.push(inline));
                self.push(Inline::Text("~".into()));
            }
            TagEnd::Link => match self.links.pop().flatten() {
                Some(url) => self.push(Inline::Link { body, url }),
                None => body.into_iter().for_each(|inline| self.push(inline)),
            },
            // Images are not supported: print the source.
            _ => self.push(Inline::Text(written.into())),
        }
    }

    fn letters(&mut self, text: &str, range: &Range<usize>) {
        let text = if range.start == 0 { text.strip_prefix(GUARD).unwrap_or(text) } else { text };
        // A character after a backslash is escaped.
        let escaped = self.line[..range.start].ends_with('\\') && self.line[range.clone()].starts_with(text);
        self.letters.extend(text.chars().enumerate().map(|(at, letter)| (letter, escaped && at == 0)));
    }

    /// Flushes the pending characters, word by word.
    fn set_letters(&mut self) {
        let letters = std::mem::take(&mut self.letters);
        for word in letters.split_inclusive(|(letter, _)| *letter == ' ') {
            match self.links.is_empty().then(|| bare_url(word)).flatten() {
                Some((range, url)) => {
                    self.filled_word(&word[..range.start]);
                    let body = vec![Inline::Text(url.as_str().into())];
                    self.push(Inline::Link { body, url });
                    self.filled_word(&word[range.end..]);
                }
                None => self.filled_word(word),
            }
        }
    }

    /// Adds a word that may contain placeholders.
    fn filled_word(&mut self, mut letters: &[(char, bool)]) {
        while let Some((range, name)) = placeholder(letters) {
            self.word(&letters[..range.start]);
            self.push(Inline::Placeholder(name));
            letters = &letters[range.end..];
        }
        self.word(letters);
    }

    fn word(&mut self, letters: &[(char, bool)]) {
        let mut text = String::new();
        for (letter, literal) in letters {
            let mark = match letter {
                '"' | '\'' if !literal => Inline::Quote { double: *letter == '"' },
                &LINE_SEPARATOR => Inline::Break,
                // An escaped dash is not part of a longer one.
                letter if *literal => {
                    self.push(Inline::Text(dashes(&std::mem::take(&mut text))));
                    Inline::Text((*letter).into())
                }
                letter => {
                    text.push(*letter);
                    continue;
                }
            };
            self.push(Inline::Text(dashes(&std::mem::take(&mut text))));
            self.push(mark);
        }
        self.push(Inline::Text(dashes(&text)));
    }

    fn push(&mut self, inline: Inline) {
        let body = self.open.last_mut().expect("the outermost body stays open");
        match (body.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, Inline::Text(text)) if text.is_empty() => {}
            (_, inline) => body.push(inline),
        }
    }
}

/// Replaces ASCII dashes and ellipses.
fn dashes(text: &str) -> String {
    text.replace("---", "—").replace("--", "–").replace("...", "…")
}

/// Finds a bare URL in a word, ignoring surrounding punctuation.
fn bare_url(word: &[(char, bool)]) -> Option<(Range<usize>, Url)> {
    let word: Vec<char> = word.iter().map(|(letter, _)| *letter).collect();
    let start = word.iter().position(|letter| letter.is_alphanumeric())?;
    let end = 1 + word.iter().rposition(|letter| letter.is_alphanumeric() || "/_~#=".contains(*letter))?;
    let text: String = word.get(start..end)?.iter().collect();
    let url = if text.starts_with("http") { text.parse().ok()? } else { return None };
    Some((start..end, url))
}

/// Finds the first word in unescaped braces.
fn placeholder(letters: &[(char, bool)]) -> Option<(Range<usize>, String)> {
    let start = letters.iter().position(|letter| *letter == ('{', false))?;
    let length = letters[start..].iter().position(|letter| *letter == ('}', false))?;
    let end = start + length + 1;
    // Of several opening braces, use the innermost.
    let start = start + letters[start..end].iter().rposition(|letter| *letter == ('{', false))?;
    let name = letters[start + 1..end - 1].iter().map(|(letter, _)| *letter).collect();
    Some((start..end, name))
}

/// Parses a link target, which must work in a PDF.
fn target(url: &str) -> Result<Url, Problem> {
    url.parse().map_err(|problem: Problem| {
        let message = format!("invalid link: {}", problem.message);
        Problem { message, ..problem }.part(url)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Inline> {
        text.parse::<RichText>().unwrap().content
    }

    fn letters(text: &str) -> Inline {
        Inline::Text(text.into())
    }

    #[test]
    fn emphasis_strong_code_and_struck_text_nest() {
        assert_eq!(
            read("a *b **c*** `d*` ~~e~~"),
            [
                letters("a "),
                Inline::Emphasis(vec![letters("b "), Inline::Strong(vec![letters("c")])]),
                letters(" "),
                Inline::Code("d*".into()),
                letters(" "),
                Inline::Struck(vec![letters("e")]),
            ]
        );
    }

    #[test]
    fn emphasis_may_begin_and_end_a_text() {
        assert_eq!(read("**Shen Z.\\***"), [Inline::Strong(vec![letters("Shen Z.*")])]);
        assert_eq!(read("*“Best”*"), [Inline::Emphasis(vec![letters("“Best”")])]);
    }

    #[test]
    fn blocks_are_plain_text() {
        for text in [
            "# Not a heading",
            "- not a list",
            "1. not a list",
            "> no quote",
            "    no code",
            "---",
            "| a | b |",
            "[a]: https://b.org",
            "```no fence",
        ] {
            let plain = text.parse::<RichText>().unwrap().plain();
            assert_eq!(plain, text.trim().replace("---", "—"));
        }
    }

    #[test]
    fn html_typst_and_pictures_are_plain_text() {
        let html = "a <b>bold</b> move".parse::<RichText>().unwrap();
        assert_eq!(html.plain(), "a <b>bold</b> move");
        assert_eq!(html.remarks("")[0].message, "`<b>` is printed literally");
        assert_eq!(read("#eval(\"1\") $x$ ![alt](https://a.org/b.png)").len(), 5);
        assert_eq!("![alt](https://a.org/b.png)".parse::<RichText>().unwrap().plain(), "![alt](https://a.org/b.png)");
    }

    #[test]
    fn punctuation_is_typographic_unless_escaped() {
        assert_eq!(read("1--2 --- wait..."), [letters("1–2 — wait…")]);
        assert_eq!(
            read("a \"b\""),
            [letters("a "), Inline::Quote { double: true }, letters("b"), Inline::Quote { double: true }]
        );
        assert_eq!(read(r#"5\"x"#), [letters("5\"x")]);
        assert_eq!(read(r"\--flag 1\-\-2 \..."), [letters("--flag 1--2 ...")]);
    }

    #[test]
    fn words_in_braces_are_placeholders_unless_escaped() {
        assert_eq!(
            read(r"a {name}, \{b} {{c} {d"),
            [
                letters("a "),
                Inline::Placeholder("name".into()),
                letters(", {b} {"),
                Inline::Placeholder("c".into()),
                letters(" {d"),
            ]
        );
        assert_eq!("a {b}".parse::<RichText>().unwrap().plain(), "a {b}");
        assert!(matches!(read("https://example.org/{id}/x")[..], [Inline::Link { .. }]));
    }

    #[test]
    fn letters_are_composed_and_others_left_as_they_are() {
        assert_eq!(read("e\u{301} \u{1112}\u{1161}\u{11ab} \u{fa19}"), [letters("é 한 \u{fa19}")]);
    }

    #[test]
    fn one_tilde_means_about() {
        assert_eq!(read("~5 and 6~ or so"), [letters("~5 and 6~ or so")]);
    }

    #[test]
    fn lines_are_folded_and_hard_breaks_kept() {
        assert_eq!(read("a\n b"), [letters("a b")]);
        assert_eq!(read("a\\\nb  \nc"), [letters("a"), Inline::Break, letters("b"), Inline::Break, letters("c")]);
    }

    #[test]
    fn a_web_address_in_a_text_is_a_link() {
        let url = "https://example.org/a_b--c/d~e?x=1";
        let Inline::Link { body, url: target } = &read(&format!("see ({url})."))[1] else { panic!("no link") };
        assert_eq!((target.as_str(), body), (url, &vec![letters(url)]));
        assert_eq!(read("http is a word")[0], letters("http is a word"));
        assert_eq!(read("[https://a.org](https://b.org)").len(), 1);
    }

    #[test]
    fn a_link_needs_a_whole_address() {
        let text: RichText = "[a](b.org) and [c](d e)".parse().unwrap();
        let problem = &text.remarks("")[0];
        assert_eq!(problem.message, "invalid link: `b.org` is not a web address");
        assert_eq!((problem.part.as_deref(), problem.replacement.as_deref()), (Some("b.org"), Some("https://b.org")));
        assert_eq!(text.plain(), "a and [c](d e)");
    }
}
