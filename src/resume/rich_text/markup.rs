//! The parser of inline markup.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unicode_script::{Script, UnicodeScript};

use super::Inline;
use crate::diagnostic::Code;
use crate::resume::Url;
use crate::yaml::{Problem, Scalar};

/// Parsed text.
pub struct Parsed {
    /// The pieces, in order.
    pub content: Vec<Inline>,
    /// Markup that is printed literally.
    pub problems: Vec<Problem>,
}

/// Maximum nesting depth of markup, to avoid a stack overflow.
const DEEPEST: usize = 16;

/// Parses a text. Lines are folded into one.
///
/// # Errors
/// If markup is nested too deeply.
pub fn parse(text: &str) -> Result<Parsed, Problem> {
    if is_literal(text) {
        return Ok(Parsed { content: vec![Inline::Text(text.trim().into())], problems: Vec::new() });
    }
    let line = shield(&fold(text));
    let mut reader = Reader {
        line: &line,
        open: vec![Vec::new()],
        links: Vec::new(),
        letters: Vec::new(),
        html: false,
        unclosed: false,
        problems: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&line, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        reader.event(event, range);
        if reader.open.len() > DEEPEST {
            let problem = Problem::of(Code::TooLarge, format!("markup is nested more than {DEEPEST} levels deep"));
            return Err(problem.help("reduce the nesting, or write `\\` before a character to print it literally"));
        }
    }
    Ok(Parsed { content: reader.open.pop().unwrap_or_default(), problems: reader.problems })
}

/// Whether a text contains nothing that the parser would interpret. Most texts are of this kind.
fn is_literal(text: &str) -> bool {
    !text.contains(|letter: char| "\\`*[]<>~^&{}\"'\r\n\t".contains(letter))
        && !["--", "...", "http", "  "].iter().any(|part| text.contains(part))
}

/// Prefix of the line that is parsed, so that the text cannot start a block: a line that starts
/// with a word is a paragraph.
const GUARD: &str = "x ";

/// Represents a hard line break within the line (U+2028 LINE SEPARATOR).
const LINE_SEPARATOR: char = '\u{2028}';

/// Represents an underscore, which is never markup: `__init__`, `snake_case`. A noncharacter, so
/// that it cannot occur in a text.
const UNDERSCORE: char = '\u{fdd0}';

/// Represents an asterisk within a word, which is not markup either: `2*3*4`.
const ASTERISK: char = '\u{fdd1}';

/// Represents a single tilde, which the parser would take for strikethrough: `~10`, `H~2~O`.
const TILDE: char = '\u{fdd2}';

/// Whether a letter or sign is one of Chinese or Japanese.
fn is_wide(letter: char) -> bool {
    let is_letter = matches!(letter.script(), Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo);
    is_letter || matches!(letter, '\u{3001}'..='\u{303f}' | '\u{30fb}'..='\u{30fc}' | '\u{ff01}'..='\u{ff60}')
}

/// Folds lines into one: hard breaks become separators, and other newlines spaces, except within Chinese and Japanese.
fn fold(text: &str) -> String {
    let mut folded = String::from(GUARD);
    let mut lines = text.trim().lines().peekable();
    while let Some(line) = lines.next() {
        let hard = lines.peek().is_some() && (line.ends_with("  ") || line.ends_with('\\') && !line.ends_with("\\\\"));
        folded.push_str(line.trim().strip_suffix('\\').filter(|_| hard).unwrap_or(line.trim()));
        match lines.peek() {
            Some(_) if hard => folded.push(LINE_SEPARATOR),
            Some(next) if line.trim().ends_with(is_wide) && next.trim().starts_with(is_wide) => {}
            Some(_) => folded.push(' '),
            None => {}
        }
    }
    folded
}

/// Hides characters that CommonMark would take for emphasis and a résumé does not mean as such.
fn shield(line: &str) -> String {
    // In scripts without spaces, emphasis begins and ends within what looks like a word.
    let in_word = |letter: Option<char>| letter.is_some_and(|it| it.is_alphanumeric() && !is_unspaced(it));
    let mut shielded = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    let mut before = None;
    while let Some(letter) = rest.next() {
        match letter {
            '\\' => {
                shielded.push(letter);
                shielded.extend(rest.next());
            }
            '_' => shielded.push(UNDERSCORE),
            '*' => {
                let mut run = 1;
                while rest.next_if_eq(&'*').is_some() {
                    run += 1;
                }
                let mark = if in_word(before) && in_word(rest.peek().copied()) { ASTERISK } else { '*' };
                shielded.extend(std::iter::repeat_n(mark, run));
            }
            '~' if before != Some('~') && rest.peek() != Some(&'~') => shielded.push(TILDE),
            letter => shielded.push(letter),
        }
        before = Some(letter);
    }
    shielded
}

/// Restores what [`shield`] has hidden.
fn unshielded(text: &str) -> String {
    text.replace(UNDERSCORE, "_").replace(ASTERISK, "*").replace(TILDE, "~")
}

/// Whether a letter is of a script that is written without spaces between words, or that adds
/// particles to words: Thai to Myanmar, Chinese, Japanese, Korean.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The HTML elements that are written in text. Others in angle brackets are not HTML, as in `Vec<u8>`.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "del",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];

/// Whether a tag is of an HTML element.
fn is_element(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    // A comment has no name.
    name.is_empty() || is_html_element(&name.to_ascii_lowercase())
}

/// Whether a name, in small letters, is that of an HTML element that is written in text.
pub fn is_html_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// A character and whether it is escaped.
type Letter = (char, bool);

/// Collects the parser's events into a tree.
struct Reader<'a> {
    line: &'a str,
    /// The open elements' contents, outermost first.
    open: Vec<Vec<Inline>>,
    /// The targets of the open links; `None` for an invalid one.
    links: Vec<Option<Url>>,
    /// Pending characters.
    letters: Vec<Letter>,
    /// Whether an HTML tag was found.
    html: bool,
    /// Whether an unclosed mark was found.
    unclosed: bool,
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
        self.flush();
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                let url = unshielded(&dest_url);
                let target = target(&url).map_err(|problem| self.problems.push(problem)).ok();
                let remarks = target.iter().flat_map(|target| target.remarks(&url));
                self.problems.extend(remarks.map(|problem| problem.part(&url)));
                self.links.push(target);
                self.open.push(Vec::new());
            }
            Event::Start(_) => self.open.push(Vec::new()),
            Event::End(end) => self.close(end, &range),
            Event::Code(code) => self.push(Inline::Code(unshielded(&code).replace(LINE_SEPARATOR, " "))),
            Event::InlineHtml(tag) | Event::Html(tag) => self.html(&unshielded(&tag)),
            Event::SoftBreak => self.push(Inline::Text(" ".into())),
            Event::HardBreak => self.push(Inline::Break),
            // Extensions that are not enabled.
            _ => self.push(Inline::Text(unshielded(&self.line[range]))),
        }
    }

    fn html(&mut self, tag: &str) {
        if is_element(tag) && !std::mem::replace(&mut self.html, true) {
            let problem = Problem::of(Code::HtmlInText, format!("`{tag}` is printed literally")).warning();
            let help = "use `*…*` or `**…**` for emphasis and `[text](url)` for links";
            self.problems.push(problem.help(help).part(tag));
        }
        self.push(Inline::Text(tag.replace(LINE_SEPARATOR, " ")));
    }

    fn close(&mut self, end: TagEnd, range: &Range<usize>) {
        let body = self.open.pop().unwrap_or_default();
        match end {
            TagEnd::Emphasis => self.push(Inline::Emphasis(body)),
            TagEnd::Strong => self.push(Inline::Strong(body)),
            TagEnd::Strikethrough => self.push(Inline::Struck(body)),
            TagEnd::Link => match self.links.pop().flatten() {
                Some(url) => self.push(Inline::Link { body, url }),
                None => body.into_iter().for_each(|inline| self.push(inline)),
            },
            // Images are not supported: print the source.
            _ => self.push(Inline::Text(unshielded(&self.line[range.clone()]))),
        }
    }

    fn letters(&mut self, text: &str, range: &Range<usize>) {
        let text = if range.start == 0 { text.strip_prefix(GUARD).unwrap_or(text) } else { text };
        // A character after a backslash is escaped.
        let escaped = self.line[..range.start].ends_with('\\') && self.line[range.clone()].starts_with(text);
        self.letters.extend(text.chars().enumerate().map(|(at, letter)| match letter {
            UNDERSCORE => ('_', true),
            ASTERISK => ('*', true),
            TILDE => ('~', false),
            letter => (letter, escaped && at == 0),
        }));
    }

    /// Adds the pending characters, word by word.
    fn flush(&mut self) {
        let letters = std::mem::take(&mut self.letters);
        self.warn_about_unclosed(&letters);
        for word in letters.split_inclusive(|(letter, _)| *letter == ' ') {
            match self.links.is_empty().then(|| bare_url(word)).flatten() {
                Some((range, url)) => {
                    self.word_with_placeholders(&word[..range.start]);
                    let body = vec![Inline::Text(url.as_str().into())];
                    self.push(Inline::Link { body, url });
                    self.word_with_placeholders(&word[range.end..]);
                }
                None => self.word_with_placeholders(word),
            }
        }
    }

    /// Warns about an asterisk that looks like the start of emphasis, but has no counterpart.
    fn warn_about_unclosed(&mut self, letters: &[Letter]) {
        let is_mark = |at: &usize| letters[*at] == ('*', false);
        let starts_word = |at: usize| {
            let before = at.checked_sub(1).map(|before| letters[before].0);
            before.is_none_or(|before| before.is_whitespace() || "([{\"'“‘«„".contains(before))
        };
        let run = |start: usize| letters[start..].iter().take_while(|letter| **letter == ('*', false)).count();
        // Asterisks on their own are a sign, as in `5 * 3` and `*****`.
        let is_sign = |start: usize| match letters.get(start + run(start)) {
            Some((next, _)) => next.is_whitespace(),
            None => run(start) > 2,
        };
        let start = (0..letters.len()).filter(is_mark).find(|at| starts_word(*at) && !is_sign(*at));
        let Some(start) = start.filter(|_| !self.unclosed) else { return };
        let run = run(start);
        self.unclosed = true;
        let mark = "*".repeat(run);
        let problem = Problem::of(Code::UnclosedMarkup, format!("`{mark}` is never closed and printed literally"));
        let help = format!("close it with `{mark}` at the end of a word, or write `\\*` for an asterisk");
        let word = letters[start..].iter().map_while(|(letter, _)| (!letter.is_whitespace()).then_some(*letter));
        self.problems.push(problem.warning().help(help).part(word.collect::<String>()));
    }

    /// Adds a word that may contain placeholders.
    fn word_with_placeholders(&mut self, mut letters: &[Letter]) {
        while let Some((range, name)) = placeholder(letters) {
            self.word_with_scripts(&letters[..range.start]);
            self.push(Inline::Placeholder(name));
            letters = &letters[range.end..];
        }
        self.word_with_scripts(letters);
    }

    /// Adds a word that may contain superscripts and subscripts.
    fn word_with_scripts(&mut self, mut letters: &[Letter]) {
        while let Some(range) = script(letters) {
            self.word(&letters[..range.start]);
            let body = letters[range.start + 1..range.end - 1].iter().map(|(letter, _)| *letter).collect();
            let body = vec![Inline::Text(body)];
            self.push(match letters[range.start].0 {
                '^' => Inline::Superscript(body),
                _ => Inline::Subscript(body),
            });
            letters = &letters[range.end..];
        }
        self.word(letters);
    }

    fn word(&mut self, letters: &[Letter]) {
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

/// Finds the first superscript or subscript in a word (as in Pandoc), with its marks. A subscript
/// follows a letter; a tilde at the start of a word means "about".
fn script(letters: &[Letter]) -> Option<Range<usize>> {
    const LONGEST: usize = 12;
    let follows_a_letter =
        |at: usize| at.checked_sub(1).is_some_and(|at| letters[at].0.is_alphanumeric() || ")]".contains(letters[at].0));
    let is_mark = |at: &usize| match letters[*at] {
        ('^', false) => true,
        ('~', false) => follows_a_letter(*at),
        _ => false,
    };
    (0..letters.len()).filter(is_mark).find_map(|start| {
        let length = letters[start + 1..].iter().position(|letter| *letter == letters[start])?;
        let end = start + length + 2;
        let body: String = letters[start + 1..end - 1].iter().map(|(letter, _)| *letter).collect();
        let is_part = |letter: char| match letters[start].0 {
            '~' => letter.is_ascii_alphanumeric() || "+-−".contains(letter),
            _ => letter.is_alphanumeric() || "+-−–=()*,.†‡§".contains(letter),
        };
        // Within a word, as in `H~2~O` but not in `2^10-2^16`, it is a short number or one letter.
        let digits = body.trim_matches(['+', '-', '−']);
        let short = body.chars().count() == 1 || digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let within = letters.get(end).is_some_and(|(letter, _)| letter.is_alphanumeric());
        let is_script = (1..=LONGEST).contains(&length) && body.chars().all(is_part) && (short || !within);
        is_script.then_some(start..end)
    })
}

/// Replaces ASCII dashes and ellipses.
fn dashes(text: &str) -> String {
    text.replace("---", "—").replace("--", "–").replace("...", "…")
}

/// Finds a bare URL in a word, ignoring surrounding punctuation.
fn bare_url(word: &[Letter]) -> Option<(Range<usize>, Url)> {
    let word: Vec<char> = word.iter().map(|(letter, _)| *letter).collect();
    let start = word.iter().position(|letter| letter.is_alphanumeric())?;
    let end = 1 + word.iter().rposition(|letter| letter.is_alphanumeric() || "/_~#=".contains(*letter))?;
    let text: String = word.get(start..end)?.iter().collect();
    let has_scheme = ["http:", "https:"].iter().any(|scheme| text.starts_with(scheme));
    let url = if has_scheme { text.parse().ok()? } else { return None };
    Some((start..end, url))
}

/// Finds the first word in unescaped braces.
fn placeholder(letters: &[Letter]) -> Option<(Range<usize>, String)> {
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
