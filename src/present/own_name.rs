//! Finds the résumé's owner among the authors of a publication.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::name_parts::{NameParts, begins_with_family, is_eastern, is_suffix};
use crate::locale::{Locale, NameOrder, NameRules};
use crate::resume::{Basics, Inline, RichText};

/// The forms of a person's name in lists of authors.
pub struct OwnName<'a> {
    forms: Forms,
    rules: &'a NameRules,
    /// Whether given names stand in any order, as in Vietnamese: Western lists put the last one first.
    any_order: bool,
}

enum Forms {
    /// These forms.
    Given(Vec<String>),
    /// Every form that the full name may take: `Quill, A. M.`, `A Quill`, `Ada Quill`.
    Of(Vec<Name>),
}

/// One way to divide a name into given names and family name.
struct Name {
    given: Vec<Given>,
    family: Folded,
}

/// A given name or an initial.
#[derive(Clone)]
struct Given {
    name: Folded,
    is_short: bool,
}

/// A name in lower case, without accents and with single spaces, in the two ways in which languages replace
/// letters: `ö` is `o` or `oe`.
#[derive(Clone, PartialEq, Eq)]
struct Folded {
    plain: String,
    spelled: String,
}

impl<'a> OwnName<'a> {
    /// The forms that the résumé lists (`citedAs`) or, if it lists none, the usual forms of the name in the language.
    pub fn of(basics: &Basics, locale: &'a Locale) -> OwnName<'a> {
        let given: Vec<String> = basics.cited_as.iter().map(|form| normal(form)).collect();
        let rules = locale.name_rules();
        let forms = if given.is_empty() { Forms::Of(own(&basics.name, locale)) } else { Forms::Given(given) };
        OwnName { forms, rules, any_order: locale.name_order() == NameOrder::FamilyMiddleGiven }
    }

    /// Whether an author is the person. False for an author with markup, so that existing
    /// emphasis is kept.
    pub fn is(&self, author: &RichText) -> bool {
        let unmarked = author.content().iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Quote { .. }));
        if !unmarked {
            return false;
        }
        match &self.forms {
            Forms::Given(forms) => forms.contains(&normal(&author.plain())),
            Forms::Of(forms) => {
                let written = Name::all(unmarked_name(&author.plain()), self.rules);
                forms.iter().any(|own| written.iter().any(|author| self.may_be(own, author)))
            }
        }
    }

    /// Whether an author's name is a form of the person's: the same family name, the first given name or
    /// its initial, and of the others any, in order.
    fn may_be(&self, own: &Name, author: &Name) -> bool {
        if !own.family.is(&author.family) {
            return false;
        }
        let (Some((first, rest)), Some((author_first, author_rest))) =
            (own.given.split_first(), author.given.split_first())
        else {
            return own.given.is_empty() && author.given.is_empty();
        };
        if self.any_order {
            let mut remaining: Vec<&Given> = own.given.iter().collect();
            return author.given.iter().all(|name| {
                let at = remaining.iter().position(|own| own.is(name));
                at.map(|at| remaining.swap_remove(at)).is_some()
            });
        }
        // More names than the person's are theirs only if nothing contradicts them: a patronymic does not.
        let has_patronymic = author_rest.len() == 1 && !self.rules.patronymics.is_empty();
        let is_whole = first.name == author_first.name && !first.is_short;
        let is_longer = rest.is_empty() && (is_whole || has_patronymic);
        let mut remaining = rest.iter();
        let in_order = author_rest.iter().all(|name| remaining.any(|own| own.is(name)));
        let is_joined = || joined(&own.given).is_some_and(|name| joined(&author.given) == Some(name));
        first.is(author_first) && (in_order || is_longer) || is_joined()
    }
}

/// The ways to divide the name of a person.
fn own(full: &str, locale: &Locale) -> Vec<Name> {
    let rules = locale.name_rules();
    let mut all = Vec::new();
    // A name may be given in two scripts: "佐藤 美咲 (Misaki Satō)".
    for name in full.split(['(', ')', '（', '）', '/', '|']).map(str::trim).filter(|name| !name.is_empty()) {
        let words = without_titles(name);
        let bare = words.join(" ");
        if words.len() < 2 || is_eastern(&bare) {
            all.push(Name { given: Vec::new(), family: folded(&bare) });
            continue;
        }
        let is_foreign = !locale.has_script_of(&bare);
        let is_family_first = locale.name_order() != NameOrder::GivenFirst;
        if begins_with_family(&bare, locale) || is_foreign && is_family_first {
            all.extend(Name::family_first(&words, rules));
        }
        if !begins_with_family(&bare, locale) {
            all.extend(Name::given_first(&words, rules));
            // The first surname alone.
            let NameParts { before, family, .. } = NameParts::of(&bare, locale);
            if let Some((first, _)) = family.rsplit_once(' ').filter(|_| rules.surnames > 1) {
                let before: Vec<&str> = before.split_whitespace().collect();
                all.push(Name { given: given_names(&before, rules), family: folded(first) });
            }
        }
    }
    all
}

/// The words of a name without titles before it and what follows it.
fn without_titles(name: &str) -> Vec<&str> {
    let words: Vec<&str> = name.split([',', '،']).next().unwrap_or_default().split_whitespace().collect();
    let is_title = |word: &&&str| word.ends_with('.') && word.chars().count() > 2 && !word.contains('-');
    let titles = words.iter().take_while(is_title).count();
    let mut rest = if words.len() > titles + 1 { words[titles..].to_vec() } else { words };
    if rest.len() > 2 && rest.last().is_some_and(|last| is_suffix(last)) {
        rest.pop();
    }
    rest
}

impl Name {
    fn given_first(words: &[&str], rules: &NameRules) -> Vec<Name> {
        let divided = |at| Name { given: given_names(&words[..at], rules), family: folded(&words[at..].join(" ")) };
        (1..words.len()).map(divided).collect()
    }

    fn family_first(words: &[&str], rules: &NameRules) -> Vec<Name> {
        let divided = |at| Name { given: given_names(&words[at..], rules), family: folded(&words[..at].join(" ")) };
        (1..words.len()).map(divided).collect()
    }

    /// All ways to divide a name as it stands in a list of authors.
    fn all(name: &str, rules: &NameRules) -> Vec<Name> {
        if let Some((family, given)) = name.split_once([',', '،']).filter(|_| !is_eastern(name)) {
            let given: Vec<&str> = given.split_whitespace().collect();
            return vec![Name { given: given_names(&given, rules), family: folded(family) }];
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let alone = Name { given: Vec::new(), family: folded(name) };
        let divided = Name::given_first(&words, rules).into_iter().chain(Name::family_first(&words, rules));
        divided.chain([alone]).collect()
    }
}

impl Given {
    /// Whether two given names are the same, or one is the beginning of the other.
    fn is(&self, other: &Given) -> bool {
        let begins = |long: &Given, short: &Given| short.is_short && long.name.starts_with(&short.name);
        self.name.is(&other.name) || begins(self, other) || begins(other, self)
    }
}

/// Given names in one word: `Zhuo-Ran` is `Zhuoran`.
fn joined(given: &[Given]) -> Option<String> {
    given.iter().all(|given| !given.is_short).then(|| given.iter().map(|given| given.name.plain.as_str()).collect())
}

/// Given names and initials one by one: `A. M.`, `A.M.`, `AM`, `Jean-Luc`, `Zs.`.
fn given_names(words: &[&str], rules: &NameRules) -> Vec<Given> {
    const ABBREVIATION: usize = 4;
    let mut names = Vec::new();
    for part in words.iter().flat_map(|word| word.split_inclusive(['.', '-', '‐', '‑'])) {
        let name = part.trim_end_matches(['.', '-', '‐', '‑']);
        let length = name.chars().count();
        let is_initial = rules.initials.iter().any(|initial| initial.to_lowercase() == name.to_lowercase());
        let is_dotted = part.ends_with('.') && length <= ABBREVIATION;
        match () {
            () if name.is_empty() => {}
            () if length <= 3 && !is_initial && name.chars().all(char::is_uppercase) => {
                names.extend(name.chars().map(|it| Given { name: folded(&it.to_string()), is_short: true }));
            }
            () => names.push(Given { name: folded(name), is_short: is_dotted || is_initial || length == 1 }),
        }
    }
    names
}

impl Folded {
    fn is(&self, other: &Folded) -> bool {
        [&self.plain, &self.spelled].iter().any(|own| **own == other.plain || **own == other.spelled)
    }

    fn starts_with(&self, start: &Folded) -> bool {
        self.plain.starts_with(&start.plain) || self.spelled.starts_with(&start.plain)
    }
}

/// Letters of which Unicode knows no decomposition, and how they are written without them: simply, and spelled out.
/// Those that have one are listed for the second.
const SPELLINGS: &[(char, &str, &str)] = &[
    ('ß', "ss", "ss"),
    ('ø', "o", "oe"),
    ('æ', "ae", "ae"),
    ('œ', "oe", "oe"),
    ('đ', "d", "dj"),
    ('ð', "d", "d"),
    ('þ', "th", "th"),
    ('ł', "l", "l"),
    ('ı', "i", "i"),
    ('ə', "e", "a"),
    ('ä', "a", "ae"),
    ('ö', "o", "oe"),
    ('ü', "u", "ue"),
    ('å', "a", "aa"),
];

fn folded(name: &str) -> Folded {
    let is_han = is_eastern(name);
    let small: String = name.trim().to_lowercase().nfc().collect();
    let (mut plain, mut spelled) = (String::new(), String::new());
    for letter in small.chars() {
        match SPELLINGS.iter().find(|(known, ..)| *known == letter) {
            Some((_, simply, out)) => {
                plain += simply;
                spelled += out;
            }
            None => {
                let bare = std::iter::once(letter).nfd().filter(|letter| !is_combining_mark(*letter));
                for letter in bare {
                    let letter = if matches!(letter, '-' | '‐' | '‑') { ' ' } else { letter };
                    plain.push(letter);
                    spelled.push(letter);
                }
            }
        }
    }
    let spaced = |text: String| {
        let text = text.replace(['’', 'ʼ', '`'], "'");
        text.split_whitespace().collect::<Vec<_>>().join(if is_han { "" } else { " " })
    };
    Folded { plain: spaced(plain), spelled: spaced(spelled) }
}

/// A name without trailing footnote marks.
fn unmarked_name(name: &str) -> &str {
    name.trim().trim_end_matches(['*', '†', '‡', '§', '¶', '#']).trim_end()
}

/// Normalizes a name: lower case, without trailing footnote marks.
fn normal(name: &str) -> String {
    unmarked_name(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::locale::tests::locale;
    use crate::resume::Resume;
    use crate::source::Source;

    /// Which authors are the owner of a résumé in a language.
    fn found(language: &str, basics: &str, authors: &[&'static str]) -> Vec<&'static str> {
        let source = Source::new("resume.yaml", format!("basics: {{{basics}}}\n"));
        let resume = Resume::read(&source, &mut Diagnostics::new()).unwrap();
        let locale = locale(language).unwrap();
        let name = OwnName::of(&resume.basics, &locale);
        authors.iter().copied().filter(|author| name.is(&author.parse().unwrap())).collect()
    }

    fn assert_all(language: &str, name: &str, authors: &[&'static str]) {
        assert_eq!(found(language, &format!("name: \"{name}\""), authors), authors, "{name}");
    }

    fn assert_none(language: &str, name: &str, authors: &[&'static str]) {
        assert_eq!(found(language, &format!("name: \"{name}\""), authors), Vec::<&str>::new(), "{name}");
    }

    #[test]
    fn the_usual_forms_of_a_name_are_known() {
        let forms = ["Hopper, Grace Brewster", "Hopper G. B.", "G.B. Hopper", "Hopper GB*", "grace brewster hopper"];
        assert_all("en", "Grace Brewster Hopper", &forms);
        assert_all("en", "Dr. Grace Hopper, PhD", &["Hopper G.", "Grace Hopper"]);
        assert_all("en", "Martin King Jr.", &["King, M.", "Martin King"]);
        assert_none("en", "Grace Brewster Hopper", &["Hopper M.", "**Hopper G. B.**", "Hopper"]);
    }

    #[test]
    fn a_middle_name_may_be_missing_or_short() {
        let forms = ["Quill, A. M.", "Quill, A.", "Quill A", "Ada Quill", "A Quill", "Quill, Ada Mary", "QUILL AM"];
        assert_all("en", "Ada M. Quill", &forms);
        let others = ["Quill, M.", "Quill, B.", "Ada B. Quill", "Ada Quillman", "Roe, A. M.", "A. Quill Roe"];
        assert_none("en", "Ada M. Quill", &others);
        assert_all("en", "Ada Quill", &["Quill, Ada M."]);
        assert_none("en", "Ada Quill", &["Quill, A. M."]);
    }

    #[test]
    fn family_names_of_several_words_and_accents_are_known() {
        assert_all("en", "Vincent van Gogh", &["van Gogh, V.", "V. van Gogh", "Gogh, V. van"]);
        assert_all("en", "María García López", &["García López, M."]);
        assert_all("en", "Jean-Luc Éluard", &["Éluard J.-L.", "Eluard JL"]);
        assert_all("en", "Plato", &["Plato"]);
        assert_none("en", "Plato", &["Plato A."]);
        assert_all("nl", "Jan de Vries", &["De Vries J.", "de Vries J.", "J. de Vries", "Vries J. de", "Vries, J. de"]);
        assert_all("de", "Jörg von Größmann", &["von Größmann J.", "Groessmann J", "J. Grossmann", "Großmann, J. v."]);
        assert_all("da", "Søren Østergaard", &["Ostergaard S.", "Oestergaard, S.", "Østergård S"]);
        assert_all("tr", "Işıl İnönülü", &["Inonulu I.", "İNÖNÜLÜ, I.", "Isil Inonulu"]);
        assert_all("sr-Latn", "Novak Đoković", &["Djokovic N.", "Dokovic, N."]);
    }

    #[test]
    fn two_surnames_may_be_one() {
        let forms = ["Muñoz I.", "Muñoz Ibáñez I.", "Munoz-Ibanez, I.", "I. Muñoz", "Íñigo Muñoz"];
        assert_all("es", "Íñigo Muñoz Ibáñez", &forms);
        assert_none("es", "Íñigo Muñoz Ibáñez", &["Muñoz J.", "García I."]);
        assert_all("pt", "Carla Souza Guimarães", &["SOUZA GUIMARÃES, C.", "GUIMARÃES, C. S.", "Souza, C."]);
        assert_none("en", "Ada Mary Quill", &["Mary, A."]);
    }

    #[test]
    fn the_family_name_may_come_first() {
        assert_all("hu", "Kovács Anna", &["Kovács A.", "Anna Kovács", "A. Kovács", "Kovács, Anna"]);
        assert_all("hu", "Dr. Őry Győző", &["Őry Gy.", "Őry G.", "Ory Gyozo"]);
        assert_all("hu", "Szabó Zsófia", &["Szabó Zs.", "Szabó Zs", "SZABÓ ZS", "Zs. Szabó"]);
        assert_none("hu", "Szabó Zsófia", &["Szabó A.", "Zsófia S."]);
        let forms = ["Nguyễn T. H. N.", "Nguyen Thi Hong Nhung", "Nhung Nguyen", "Nguyen, N. T. H.", "N.T.H. Nguyen"];
        assert_all("vi", "Nguyễn Thị Hồng Nhung", &forms);
        assert_none("vi", "Nguyễn Thị Hồng Nhung", &["Nguyen A.", "Nguyen N. N. N."]);
        assert_all("ja", "佐藤 美咲", &["佐藤美咲", "佐藤　美咲", "佐藤 美咲*"]);
        assert_all("ja", "佐藤 美咲 (Misaki Satō)", &["佐藤美咲", "Sato M.", "M. Sato"]);
        assert_all("ko", "홍길동", &["홍 길동"]);
        assert_all("zh", "Shen Zhuoran", &["Shen Z.", "Zhuo-Ran Shen", "Z. Shen"]);
    }

    #[test]
    fn a_patronymic_may_be_missing() {
        let forms = ["Соколова А. А.", "А. А. Соколова", "Соколова А.", "Соколова Анна"];
        for name in ["Анна Соколова", "Соколова Анна Андреевна", "Анна Андреевна Соколова"]
        {
            assert_all("ru", name, &forms);
            assert_none("ru", name, &["Соколова Б. А.", "Иванова А. А."]);
        }
        assert_all("uk", "Шевченко Ольга Іванівна", &["Шевченко О. І."]);
    }

    #[test]
    fn given_forms_replace_the_usual_ones() {
        let forms = "name: Shen Zhuoran, citedAs: [Shen Z.]";
        assert_eq!(found("en", forms, &["Shen Z.†", "S. Zhuoran"]), ["Shen Z.†"]);
    }
}
