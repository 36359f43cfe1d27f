//! Spelling mistakes.
//!
//! A résumé is made of names, and no dictionary has them. So a word is a mistake only if nothing else in the résumé
//! says it, and if another word is near: what is written small and is near no word is more likely to be a term of the
//! trade than a slip.

mod tokens;

use std::collections::{BTreeMap, HashSet};

use self::tokens::{Case, Token, tokens};
use super::{Facts, Finding, Repair};
use crate::present::{Field, TextRole, without_theme, word_span};
use crate::source::{Source, Span};
use crate::spelling::Dictionary;
use crate::yaml::append::{Files, append};

/// Names of skills, which are words of any résumé.
const SKILLS: &str = include_str!("../job/skills.txt");

/// What kind of text a field is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Sentences or parts of them: highlights, summaries, letters.
    Prose,
    /// A job title or subject, in which any word may be capitalized.
    Heading,
    /// Names, skills, places: never wrong, and right wherever else they are written.
    Name,
}

/// The last keys of the paths of sentences.
const PROSE: [&str; 8] = ["summary", "highlights", "description", "reference", "text", "body", "paragraphs", "awards"];

/// The last keys of the paths of headings.
const HEADINGS: [&str; 5] = ["label", "position", "area", "studyType", "fluency"];

/// The share of words that are unknown, or foreign by their accents, from which a text is taken to be in another language.
const FOREIGN: f64 = 0.5;

/// The number of such words from which that is judged.
const FEW: usize = 4;

/// The share of words with accents from which a text is not English.
const ACCENTED: f64 = 0.2;

/// The share of unknown words in small letters from which a résumé is taken to be in another language than it says, and
/// the number from which that is judged.
const MOST: f64 = 0.3;
const MANY: usize = 20;

/// Reports each misspelt word once, with a suggestion, and the other way to settle it: adding the word.
pub fn misspelt(facts: &Facts) -> Vec<Finding> {
    let Some(dictionary) = facts.surroundings.dictionary else { return Vec::new() };
    let Some(document) = without_theme(facts.resume) else { return Vec::new() };
    let mut fields: Vec<&Field> = Vec::new();
    document.visit(&mut |field| field.visit(&mut |inner| fields.push(inner)));
    let speller = Speller { dictionary, known: known(facts, &fields), typing: facts.surroundings.typing };
    if speller.is_foreign(&fields) {
        return Vec::new();
    }
    let mut mistakes: BTreeMap<String, Mistake> = BTreeMap::new();
    for field in fields.iter().filter(|field| field.origin.span().is_some()) {
        for (token, suggestion) in speller.mistakes(field) {
            let mistake = || Mistake { first: field, token: token.clone(), suggestion, more: Vec::new() };
            match mistakes.get_mut(&token.text) {
                Some(mistake) => mistake.more.push((field, token.clone())),
                None => drop(mistakes.insert(token.text.clone(), mistake())),
            }
        }
    }
    if mistakes.is_empty() {
        return Vec::new();
    }
    let place = Place::new(facts);
    let mut found: Vec<&Mistake> = mistakes.values().collect();
    found.sort_by_key(|mistake| (mistake.first.origin.span().map(|span| span.start), mistake.token.start));
    found.into_iter().map(|mistake| mistake.finding(&place)).collect()
}

/// A misspelt word, and where it is.
struct Mistake<'a> {
    first: &'a Field,
    token: Token,
    suggestion: String,
    more: Vec<(&'a Field, Token)>,
}

impl Mistake<'_> {
    fn finding(&self, place: &Place) -> Finding {
        let Mistake { first, token, suggestion, more } = self;
        let written = &token.text;
        let message = match more.len() {
            0 => format!("`{written}` may be misspelt"),
            1 => format!("`{written}` may be misspelt, here and once more"),
            count => format!("`{written}` may be misspelt, here and {count} times more"),
        };
        let exact = place.span(first, token);
        let span = exact.or_else(|| first.origin.span());
        let mut finding = match span {
            Some(span) => Finding::at(message, span),
            None => Finding::new(message),
        };
        finding.path.clone_from(&first.path);
        finding.also = more.iter().filter_map(|(field, token)| place.span(field, token)).collect();
        let correction = exact.map(|span| Repair {
            title: format!("did you mean `{suggestion}`?"),
            span,
            replacement: suggestion.clone(),
        });
        finding.repairs.extend(correction);
        finding.repairs.extend(place.adding(written));
        finding
    }
}

/// The files of the résumé, in which words are looked up.
struct Place {
    root: Option<crate::yaml::Node>,
    sources: Vec<Source>,
    main: Source,
}

impl Place {
    fn new(facts: &Facts) -> Place {
        let files = facts.resume.files();
        Place { root: facts.resume.written(), sources: files.all().cloned().collect(), main: files.main.clone() }
    }

    /// Where a word is in its file; `None` if it is written in another way there.
    fn span(&self, field: &Field, token: &Token) -> Option<Span> {
        let id = field.origin.span()?.source;
        let source = self.sources.iter().find(|source| source.id() == id)?;
        let first = word_span(field, token.start, source, self.root.as_ref()?)?;
        // A word with an apostrophe is two for the file.
        let end = token.text.char_indices().rfind(|(_, letter)| letter.is_alphanumeric())?.0;
        let last = word_span(field, token.start + end, source, self.root.as_ref()?)?;
        let span = Span { end: last.end, ..first };
        (source.text()[span.range()].chars().count() == token.text.chars().count()).then_some(span)
    }

    /// The change that adds a word to those that are right.
    fn adding(&self, word: &str) -> Option<Repair> {
        let files = Files { all: &self.sources, main: &self.main };
        let (span, replacement) = append(self.root.as_ref()?, &files, "advice", "words", word)?;
        Some(Repair { title: format!("is `{word}` right? add it to `advice.words`"), span, replacement })
    }
}

/// Tells mistakes from words that are right.
struct Speller<'a> {
    dictionary: &'a Dictionary,
    /// In lower case.
    known: HashSet<String>,
    /// Whether only words are reported about which the dictionary was asked before.
    typing: bool,
}

impl Speller<'_> {
    /// The misspelt words of a field, with what may be meant.
    fn mistakes(&self, field: &Field) -> Vec<(Token, String)> {
        let kind = kind(field);
        if kind == Kind::Name {
            return Vec::new();
        }
        let tokens = tokens(&field.inlines);
        let unknown: Vec<&Token> = tokens.iter().filter(|token| !self.is_right(token)).collect();
        let has_accent = |token: &&Token| !token.text.is_ascii() && self.dictionary.has_optional_accents();
        let foreign = unknown.len() + tokens.iter().filter(has_accent).count();
        if foreign >= FEW && foreign as f64 > FOREIGN * tokens.len() as f64 {
            return Vec::new();
        }
        let mistake = |token: &Token| {
            let suggestion = self.suggestion(&token.text)?;
            let is_slip = match (token.case, kind) {
                (Case::Lower, _) => is_near(token, &suggestion),
                // A name, unless it begins a sentence or stands in a heading.
                (Case::Inside, Kind::Prose) if !self.dictionary.capitalizes_nouns() => false,
                (Case::Inside | Case::First, _) => self.is_slip(token, &suggestion),
            };
            is_slip.then(|| (token.clone(), suggestion))
        };
        unknown.into_iter().filter_map(mistake).collect()
    }

    /// The word that is likely to be meant by a misspelt one.
    fn suggestion(&self, word: &str) -> Option<String> {
        let all = if self.typing { self.dictionary.suggested(word)? } else { self.dictionary.suggest(word) };
        all.into_iter().next()
    }

    /// Whether the résumé is written in another language than it says.
    fn is_foreign(&self, fields: &[&Field]) -> bool {
        let prose = fields.iter().filter(|field| kind(field) == Kind::Prose);
        // English has hardly any accents. Letters of other scripts are not even looked up.
        if self.dictionary.has_optional_accents() {
            let text: String = prose.clone().map(|field| field.plain() + "\n").collect();
            let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
            let (accented, plain): (Vec<&str>, Vec<&str>) = words.partition(|word| !word.is_ascii());
            if accented.len() > FEW && accented.len() as f64 > ACCENTED * (accented.len() + plain.len()) as f64 {
                return true;
            }
        }
        let (right, unknown): (Vec<bool>, Vec<bool>) = prose
            .flat_map(|field| tokens(&field.inlines))
            .filter(|token| token.case == Case::Lower)
            .map(|token| self.is_right(&token))
            .partition(|is_right| *is_right);
        unknown.len() > MANY && unknown.len() as f64 > MOST * (right.len() + unknown.len()) as f64
    }

    fn is_right(&self, token: &Token) -> bool {
        let lower = token.text.to_lowercase();
        let plural = lower.strip_suffix("'s").or_else(|| lower.strip_suffix('s')).unwrap_or(&lower);
        self.known.contains(&lower) || self.known.contains(plural) || self.dictionary.accepts(&token.text)
    }

    /// Whether a capitalized word is misspelt rather than a name: it is long and one letter off an ordinary word,
    /// or two of its letters are exchanged.
    fn is_slip(&self, token: &Token, suggestion: &str) -> bool {
        const LONG: usize = 7;
        let (written, meant) = (token.text.to_lowercase(), suggestion.to_lowercase());
        let is_ordinary =
            self.dictionary.capitalizes_nouns() || self.dictionary.accepts(&meant) && !meant.contains([' ', '-']);
        let is_long = written.chars().count() >= LONG || written.ends_with("ed") || written.ends_with("ing");
        is_ordinary && strsim::osa_distance(&written, &meant) == 1 && (is_long || is_exchanged(&written, &meant))
    }
}

/// Whether a word in small letters is misspelt rather than a term: short words only if letters are exchanged.
fn is_near(token: &Token, suggestion: &str) -> bool {
    const SHORT: usize = 4;
    let written = token.text.to_lowercase();
    written.chars().count() > SHORT || is_exchanged(&written, &suggestion.to_lowercase())
}

/// Whether two words consist of the same letters.
fn is_exchanged(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

/// What kind of text a field is, by its role and the last key of its path.
fn kind(field: &Field) -> Kind {
    let last = field.path.rsplit('.').next().unwrap_or_default();
    let last = last.split('[').next().unwrap_or_default();
    match field.role {
        TextRole::Text | TextRole::Head | TextRole::Lead if PROSE.contains(&last) => Kind::Prose,
        TextRole::Text | TextRole::Head | TextRole::Lead if HEADINGS.contains(&last) => Kind::Heading,
        _ => Kind::Name,
    }
}

/// The words that are right although the dictionary may lack them: of names, of skills, and those that the résumé says
/// are right.
fn known(facts: &Facts, fields: &[&Field]) -> HashSet<String> {
    let mut known: HashSet<String> = HashSet::new();
    let mut add = |text: &str| {
        known.extend(text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase));
    };
    let names = fields.iter().filter(|field| kind(field) == Kind::Name);
    names.for_each(|field| add(&field.plain()));
    SKILLS.lines().filter(|line| !line.starts_with('#')).for_each(&mut add);
    let words = facts.resume.advice.iter().flat_map(|choice| &choice.words);
    words.for_each(|word| add(&word.value));
    known
}
