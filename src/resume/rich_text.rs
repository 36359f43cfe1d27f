//! Text with emphasis, links and code: a subset of inline CommonMark.
//!
//! Block syntax is not interpreted and raw HTML is plain text, so nothing in a résumé can be
//! executed. The result is a tree of [`Inline`]s, from which each format generates its own
//! output; no generated markup is ever parsed again.

mod markup;

pub(in crate::resume) use self::markup::is_html_element;

use std::fmt;
use std::str::FromStr;

use super::{Url, plain_text};
use crate::source::Origin;
use crate::yaml::scalar::serde_scalars;
use crate::yaml::{Problem, Scalar};

/// Rich text on one line, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RichText {
    written: String,
    content: Vec<Inline>,
    /// Markup that is printed literally: invalid links, the first HTML tag, unclosed emphasis.
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
    /// `^superscript^`
    Superscript(Vec<Inline>),
    /// `~subscript~`
    Subscript(Vec<Inline>),
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

    /// The same with the line breaks of its source.
    pub(super) fn with_lines(self) -> RichText {
        if !self.written.contains('\n') {
            return self;
        }
        let lines = self.written.lines().filter(|line| !line.trim().is_empty());
        match markup::parse(&lines.map(str::trim_end).collect::<Vec<_>>().join("  \n")) {
            Ok(markup::Parsed { content, problems: _ }) => RichText { content, ..self },
            // It was parsed before, so that this cannot be.
            Err(_) => self,
        }
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
                Inline::Emphasis(body)
                | Inline::Strong(body)
                | Inline::Struck(body)
                | Inline::Superscript(body)
                | Inline::Subscript(body) => first(body),
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

    /// Escapes plain text, so that it is printed as it is.
    pub fn escaped(text: &str) -> String {
        let marks = |letter: char| if "\\`*[]<>~^&{".contains(letter) { format!("\\{letter}") } else { letter.into() };
        text.chars().map(marks).collect()
    }

    /// The text without markup and with straight quotes, for metadata and comparison.
    pub fn plain(&self) -> String {
        plain(&self.content)
    }

    /// Whether it has markup: anything but text, quotes and breaks.
    pub fn has_markup(&self) -> bool {
        let is_plain = |inline: &Inline| {
            matches!(inline, Inline::Text(_) | Inline::Quote { .. } | Inline::Break | Inline::Placeholder(_))
        };
        !self.content.iter().all(is_plain)
    }
}

fn plain(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) => text.clone(),
            Inline::Quote { double: true } => "\"".into(),
            Inline::Quote { double: false } => "'".into(),
            Inline::Emphasis(body)
            | Inline::Strong(body)
            | Inline::Struck(body)
            | Inline::Superscript(body)
            | Inline::Subscript(body)
            | Inline::Link { body, .. } => plain(body),
            Inline::Break => " ".into(),
            Inline::Placeholder(name) => format!("{{{name}}}"),
        })
        .collect()
}

impl FromStr for RichText {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        plain_text::check_length(text)?;
        if text.trim().is_empty() {
            return Err(Problem::new("this value is empty").help("write a value, or remove it"));
        }
        let markup::Parsed { content, problems } = markup::parse(&plain_text::composed(text))?;
        Ok(RichText {
            written: plain_text::composed(text.trim()).into_owned(),
            content,
            problems,
            origin: Origin::default(),
        })
    }
}

impl Scalar for RichText {
    const NAME: &'static str = "rich text";
    const FORM: &'static str = "Text with optional `*emphasis*`, `**strong**`, `` `code` ``, `~~struck~~`, \
         `^superscript^`, `~subscript~` and `[links](https://example.org)`.";
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

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
        for code in ["`Vec` of bytes, Vec<u8>", "Map<K, V>", "*****", "rated *** of 5", "a <- b"] {
            assert_eq!(code.parse::<RichText>().unwrap().remarks("").len(), 0, "{code}");
        }
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
    fn superscripts_and_subscripts_follow_letters() {
        let script = |text: &str| vec![letters(text)];
        assert_eq!(
            read("H~2~O, 10^6^ m^2^"),
            [
                letters("H"),
                Inline::Subscript(script("2")),
                letters("O, 10"),
                Inline::Superscript(script("6")),
                letters(" m"),
                Inline::Superscript(script("2")),
            ]
        );
        for text in [
            "~10 to ~20",
            "5~ or 6~",
            "$5k~",
            "a^b",
            "2^ 3^",
            "a~ b~",
            "x^a b^",
            "O(n^2+m^2)",
            "2^10-2^16",
            "2019~2021,2022~2023",
            "東京~大阪~福岡",
        ] {
            assert_eq!(read(text), [letters(text)], "{text}");
        }
        assert_eq!(read(r"a\^2\^"), [letters("a^2^")]);
    }

    #[test]
    fn emphasis_needs_asterisks_at_the_edges_of_words() {
        for text in ["__init__", "snake_case_name", "2*3*4", "a * b * c", "_a_", "4* hotel"] {
            assert_eq!(read(text), [letters(text)], "{text}");
        }
        assert_eq!(read("中文**重点**内容").len(), 3);
        let problems = |text: &str| text.parse::<RichText>().unwrap().remarks("");
        assert_eq!(problems("an *open end")[0].message, "`*` is never closed and printed literally");
        assert_eq!(problems("**bold* text")[0].message, "`*` is never closed and printed literally");
        for text in ["5 * 3", "2*3", r"\*Note", "*a* b", "Li Y.*, Shen Z.*"] {
            assert!(problems(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn one_tilde_means_about() {
        assert_eq!(read("~5 and 6~ or so"), [letters("~5 and 6~ or so")]);
    }

    #[test]
    fn lines_are_folded_and_hard_breaks_kept() {
        assert_eq!(read("a\n b"), [letters("a b")]);
        assert_eq!(read("负责订单\n系统的《设计》。\n使用\nRust"), [letters("负责订单系统的《设计》。使用 Rust")]);
        assert_eq!(read("데이터\n분석"), [letters("데이터 분석")]);
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
    fn a_link_needs_an_address() {
        let text: RichText = "[a](b.org), [b](b.html) and [c](d e)".parse().unwrap();
        let [without_scheme, invalid] = &text.remarks("")[..] else { panic!("{:?}", text.remarks("")) };
        assert_eq!((without_scheme.severity, invalid.severity), (Severity::Warning, Severity::Error));
        let replacement = without_scheme.replacement.as_deref();
        assert_eq!((without_scheme.part.as_deref(), replacement), (Some("b.org"), Some("https://b.org")));
        assert_eq!(invalid.message, "invalid link: `b.html` is not a web address");
        assert_eq!(text.plain(), "a, b and [c](d e)");
    }
}
