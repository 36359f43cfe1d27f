//! TeX in bibliographies → text with marks, and from there to rich text.
//!
//! The parser of BibTeX resolves accents, but leaves most other commands as they are. So commands
//! are converted before it runs: what TeX prints becomes Unicode, and styles become [`mark`]s that
//! pass through the parser untouched. Braces that only group are kept, because they protect names.

mod accents;
pub mod mark;
mod math;
mod symbols;

use self::mark::Style;

/// A converted text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// BibTeX without commands, with marks for styles.
    pub text: String,
    /// The commands that are not known, without their backslash.
    pub unknown: Vec<String>,
}

/// Converts a text.
pub fn convert(tex: &str) -> Converted {
    let mut reader = Reader::of(tex);
    let mut text = String::new();
    while !reader.rest.is_empty() {
        reader.group(&mut text);
        // A closing brace too many is an error of the file, reported by the parser.
        if reader.eat('}') {
            text.push('}');
        }
    }
    Converted { text, unknown: reader.unknown }
}

/// Reads TeX from the front of a text.
struct Reader<'a> {
    rest: &'a str,
    unknown: Vec<String>,
    /// How many arguments it is within.
    depth: usize,
    /// Whether a formula was opened that never ends, so that none of its kind does.
    open_formula: bool,
}

/// Maximum nesting depth of arguments.
const DEEPEST: usize = 100;

impl<'a> Reader<'a> {
    fn of(tex: &'a str) -> Reader<'a> {
        Reader { rest: tex, unknown: Vec::new(), depth: 0, open_formula: false }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.rest = &self.rest[letter.len_utf8()..];
        Some(letter)
    }

    fn eat(&mut self, letter: char) -> bool {
        let rest = self.rest.strip_prefix(letter);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn skip_spaces(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let skipped = rest.len() < self.rest.len();
        self.rest = rest;
        skipped
    }

    /// The name of a command after its backslash: letters, or one other character.
    fn name(&mut self) -> &'a str {
        let letters = self.rest.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        let end = if letters > 0 { letters } else { self.peek().map_or(0, char::len_utf8) };
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        name
    }

    /// The source of an argument in braces.
    fn braced(&mut self) -> Option<&'a str> {
        let inner = self.rest.trim_start().strip_prefix('{')?;
        let mut depth = 1usize;
        let mut escaped = false;
        for (at, letter) in inner.char_indices() {
            match letter {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.rest = &inner[at + 1..];
                return Some(&inner[..at]);
            }
        }
        None
    }

    /// Converts a piece of source by itself.
    fn inner(&mut self, source: &'a str, read: impl Fn(&mut Reader<'a>, &mut String)) -> String {
        let unknown = std::mem::take(&mut self.unknown);
        let mut reader = Reader { unknown, depth: self.depth + 1, ..Reader::of(source) };
        let mut text = String::new();
        read(&mut reader, &mut text);
        self.unknown = reader.unknown;
        text
    }

    /// An argument as text: braces, a command, or one character. Braces that only group are removed.
    fn argument(&mut self) -> String {
        if let Some(source) = self.braced() {
            return self.inner(source, Reader::group);
        }
        self.skip_spaces();
        let mut text = String::new();
        if self.peek() == Some('\\') && self.depth < DEEPEST {
            self.depth += 1;
            self.token(&mut text);
            self.depth -= 1;
        } else if let Some(letter) = self.next() {
            mark::push_literal(&mut text, letter);
        }
        text
    }

    /// Converts text up to the end of the group. A style that is switched on lasts until there.
    fn group(&mut self, text: &mut String) {
        let mut open = Vec::new();
        while self.peek().is_some_and(|letter| letter != '}') {
            if let Some(style) = self.declaration() {
                if !open.contains(&style) {
                    text.push(style.start());
                    open.push(style);
                }
                continue;
            }
            self.token(text);
        }
        open.iter().rev().for_each(|style| text.push(style.end()));
    }

    /// A style that is switched on for the rest of its group, such as `\em`.
    fn declaration(&mut self) -> Option<Style> {
        let mut ahead = Reader::of(self.rest.strip_prefix('\\')?);
        let style = match ahead.name() {
            "em" | "it" | "itshape" | "sl" | "slshape" => Style::Emphasis,
            "bf" | "bfseries" => Style::Strong,
            _ => return None,
        };
        // With an argument, it is a style like any other.
        if ahead.peek() == Some('{') {
            return None;
        }
        ahead.skip_spaces();
        self.rest = ahead.rest;
        Some(style)
    }

    /// Converts the next token.
    fn token(&mut self, text: &mut String) {
        let pairs = [("``", '“'), ("''", '”'), (",,", '„')];
        if let Some((pair, quote)) = pairs.iter().find(|(pair, _)| self.rest.starts_with(pair)) {
            self.rest = &self.rest[pair.len()..];
            text.push(*quote);
            return;
        }
        let Some(letter) = self.next() else { return };
        match letter {
            '\\' => self.command(text),
            '{' => {
                text.push('{');
                self.group(text);
                if self.eat('}') {
                    text.push('}');
                }
            }
            '$' => self.math(text),
            '`' => text.push('‘'),
            '\'' => text.push('’'),
            '~' => text.push(' '),
            _ if letter.is_whitespace() => {
                self.skip_spaces();
                text.push(' ');
            }
            _ => mark::push_literal(text, letter),
        }
    }

    /// Converts mathematics after its dollar sign.
    fn math(&mut self, text: &mut String) {
        let display = self.eat('$');
        let end = if display { "$$" } else { "$" };
        match closing(self.rest, end) {
            Some(at) => {
                let source = &self.rest[..at];
                self.rest = &self.rest[at + end.len()..];
                text.push_str(&self.inner(source, math::convert));
            }
            None => end.chars().for_each(|letter| mark::push_literal(text, letter)),
        }
    }

    /// Converts a command after its backslash.
    fn command(&mut self, text: &mut String) {
        let name = self.name();
        self.command_named(name, text);
    }

    fn command_named(&mut self, name: &str, text: &mut String) {
        let is_word = name.starts_with(|letter: char| letter.is_ascii_alphabetic());
        if let Some(accent) = accents::accent(name)
            && (!is_word || self.rest.starts_with([' ', '{', '\\']))
        {
            let base = self.argument();
            accents::push(text, &base, accent);
            return;
        }
        if let Some(style) = style(name) {
            let body = self.argument();
            text.push(style.start());
            text.push_str(&body);
            text.push(style.end());
            return;
        }
        match name {
            "(" => match (!self.open_formula).then(|| self.rest.find("\\)")).flatten() {
                Some(at) => {
                    let source = &self.rest[..at];
                    self.rest = &self.rest[at + 2..];
                    text.push_str(&self.inner(source, math::convert));
                }
                None => {
                    self.open_formula = true;
                    text.push('(');
                }
            },
            "ensuremath" => {
                let source = self.braced().unwrap_or_default();
                text.push_str(&self.inner(source, math::convert));
            }
            "ce" => {
                let source = self.braced().unwrap_or_default();
                math::formula(text, source);
            }
            "url" | "nolinkurl" | "path" | "doi" => {
                let source = self.braced().unwrap_or_default();
                source.chars().for_each(|letter| mark::push_literal(text, letter));
            }
            "href" => {
                let target = self.braced().unwrap_or_default().replace('\\', "");
                let body = self.argument();
                mark::push_link(text, &target, &body);
            }
            "enquote" | "textquote" => text.push_str(&format!("“{}”", self.argument())),
            "footnote" | "thanks" => text.push_str(&format!(" ({})", self.argument())),
            // Their argument is only a sorting key, or the name of another entry.
            "noopsort" | "SortNoop" | "label" | "vspace" | "hspace" => {
                let _ = self.argument();
            }
            "" => text.push_str("\\\\"),
            "\\" => {
                self.eat('*');
                text.push(' ');
            }
            "{" | "}" | "$" | "%" | "&" | "#" | "_" | ":" => {
                name.chars().for_each(|letter| mark::push_literal(text, letter));
            }
            "," | ";" | ">" => text.push(' '),
            "-" | "/" | "!" | "@" => {}
            _ if name.trim().is_empty() => text.push(' '),
            _ if symbols::is_silent(name) => {
                self.skip_spaces();
                // What it applies to is printed without it.
                if let Some(source) = self.rest.starts_with('{').then(|| self.braced()).flatten() {
                    text.push_str(&self.inner(source, Reader::group));
                }
            }
            _ => match symbols::in_text(name).or_else(|| symbols::in_math(name)) {
                Some(symbol) => {
                    self.skip_spaces();
                    self.rest = self.rest.strip_prefix("{}").unwrap_or(self.rest);
                    symbol.chars().for_each(|letter| mark::push_literal(text, letter));
                }
                None => self.unknown_command(name, text),
            },
        }
    }

    /// Keeps the arguments of a command that is not known or, without any, its name.
    fn unknown_command(&mut self, name: &str, text: &mut String) {
        if !self.unknown.iter().any(|known| known == name) {
            self.unknown.push(name.to_owned());
        }
        let mut arguments = Vec::new();
        while self.rest.starts_with('{')
            && let Some(source) = self.braced()
        {
            arguments.push(self.inner(source, Reader::group));
        }
        if arguments.is_empty() {
            text.push_str(&format!("\\\\{name}"));
        }
        text.push_str(&arguments.join(" "));
    }
}

/// Where an end that is not escaped is.
fn closing(text: &str, end: &str) -> Option<usize> {
    text.match_indices(end).map(|(at, _)| at).find(|at| !text[..*at].ends_with('\\'))
}

/// The style of a command with an argument.
fn style(name: &str) -> Option<Style> {
    Some(match name {
        "emph" | "textit" | "textsl" | "it" | "em" => Style::Emphasis,
        "textbf" | "bf" | "strong" => Style::Strong,
        "texttt" | "code" => Style::Code,
        "textsuperscript" | "textsu" => Style::Superscript,
        "textsubscript" => Style::Subscript,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rich text of TeX, as it is written in a résumé, once the parser has resolved escapes.
    fn rich(tex: &str) -> String {
        let text = convert(tex).text.replace("\\{", "\u{1}").replace("\\}", "\u{2}").replace("\\$", "$");
        let text = text.replace("\\\\", "\u{3}").replace(['{', '}'], "");
        let text = text.replace('\u{1}', "{").replace('\u{2}', "}").replace('\u{3}', "\\");
        mark::rich(&text).map(|text| text.to_string()).unwrap_or_default()
    }

    #[test]
    fn styles_become_markup() {
        assert_eq!(rich(r"M{\'e}thode \emph{in situ} et \textbf{vite}"), "Méthode *in situ* et **vite**");
        assert_eq!(rich(r"{\em in vivo} and {\it in vitro}, {\bf now}"), "*in vivo* and *in vitro*, **now**");
        assert_eq!(rich(r"\textbf{\emph{both}} \texttt{a_b*c}"), "***both*** `a_b*c`");
        assert_eq!(rich(r"1\textsuperscript{st}, H\textsubscript{2}O"), "1^st^, H~2~O");
        assert_eq!(
            rich(r"see \href{https://example.org/a\_b}{the \emph{code}}"),
            "see [the *code*](https://example.org/a_b)"
        );
    }

    #[test]
    fn emphasis_within_a_word_is_dropped_and_its_text_kept() {
        assert_eq!(rich(r"\emph{p}53 and pre\emph{fix}"), "p53 and prefix");
        assert_eq!(rich(r"\emph{ spaced }out"), "*spaced* out");
    }

    #[test]
    fn mathematics_becomes_unicode_and_scripts() {
        assert_eq!(rich(r"On the {$\alpha$}-decay of {$^{14}$C}"), "On the α-decay of ^14^C");
        assert_eq!(rich(r"{H$_2$O}, $10^{-6}$, $\mathcal{O}(n^2)$"), "H~2~O, 10^−6^, O(n^2^)");
        assert_eq!(rich(r"$^{238}$U at 25\,$^\circ$C"), "²³⁸U at 25 °C");
        assert_eq!(rich(r"$\frac{1}{2}$, $\sqrt{x+1}$, $\bar{x}$, $f'(x)$"), "1/2, √(x+1), x̄, f′(x)");
        assert_eq!(rich(r"$p<0.05$, $a \leq b \times c$, $k\text{-means}$"), r"p\<0.05, a ≤ b × c, k-means");
        assert_eq!(rich(r"\ce{H2SO4} and \ensuremath{\beta}"), "H~2~SO~4~ and β");
        assert_eq!(rich(r"\(\gamma\) costs 5\$ and $ 6"), "γ costs 5$ and $ 6");
        assert_eq!(rich(r"$x_{ij}^{max}$"), "xᵢⱼ^max^");
    }

    #[test]
    fn accents_letters_and_symbols_are_one_character() {
        assert_eq!(
            rich(r#"M{\"u}ller, Sm\o rrebr\o{}d, \'{\i} {\'\i} \c{c}\c c \v{s} \H{o} \k a"#),
            "Müller, Smørrebrød, í í çç š ő ą"
        );
        assert_eq!(rich(r#"\AA ngstr\"om, Stra\ss e, \L\'od\'z, \~n \~{n}"#), "Ångström, Straße, Łódź, ñ ñ");
        assert_eq!(rich(r"Bose\textendash{}Einstein \copyright{} \dots\ \LaTeX{} x"), "Bose–Einstein © … LaTeX x");
    }

    #[test]
    fn spaces_quotes_and_dashes_are_those_that_tex_prints() {
        assert_eq!(rich(r"Phys.\ Rev.~B, ``so'' `it' goes 1--2 --- on"), "Phys. Rev. B, “so” ‘it’ goes 1--2 --- on");
        assert_eq!(rich(r"Win\-dows \& Sons \#1 50\% a\_b \\ c"), r"Windows \& Sons #1 50% a_b c");
    }

    #[test]
    fn literal_text_is_no_markup() {
        assert_eq!(rich(r"A* and *b*, x^2^ ~a, [c](d) \{e\} `f"), r"A\* and \*b\*, x\^2\^ a, \[c\](d) \{e} ‘f");
        assert_eq!(rich(r"\textasciitilde 5 \textbackslash n"), r"\~5 \\n");
    }

    #[test]
    fn unknown_commands_keep_their_arguments_or_their_name() {
        assert_eq!(rich(r"\SI{5}{m} \mystery end \noopsort{1999}Z"), r"5 m \\mystery end Z");
        assert_eq!(convert(r"\SI{5}{m} \mystery \SI{6}{m}").unknown, ["SI", "mystery"]);
        assert!(convert(r"{\relax Foo} \textsc{Bar} \uppercase{x}").unknown.is_empty());
    }
}
