//! Words that tell what a text is: an organisation, a position, a degree, a place. Weak signals, which are used only
//! where layout does not decide.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use crate::locale::{ImportWords, country_named, import_words, vocabulary};

/// A pattern of words, whatever their case.
pub fn pattern(text: &str) -> Regex {
    RegexBuilder::new(text).case_insensitive(true).size_limit(1 << 26).build().expect("a fixed pattern")
}

/// The words of a list as a pattern, in which an asterisk stands for `letters`. Of words that begin alike, the longest
/// counts.
fn alternatives_with(letters: &str, words: &[&str]) -> String {
    let pattern = |word: &&str| regex::escape(word).replace(r"\*", letters).replace(['\'', '’'], "['’]");
    let mut words: Vec<String> = words.iter().map(pattern).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.join("|")
}

/// The words of a list as a pattern.
pub fn alternatives(words: &[&str]) -> String {
    alternatives_with(r"\w*", words)
}

/// Whether a word is of a script that has no spaces between words, where it is found anywhere.
fn is_unspaced(word: &str) -> bool {
    word.contains(|letter| matches!(letter, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'))
}

/// A pattern for any word of a list. An asterisk at an edge of a word leaves that edge open, which a pattern does without
/// matching the letters there.
fn any_word(words: &[&str]) -> String {
    let (mut whole, mut begins, mut ends, mut inner) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for word in words {
        let bare = word.trim_matches('*');
        match (word.starts_with('*'), word.ends_with('*')) {
            _ if is_unspaced(word) => inner.push(bare),
            (false, false) => whole.push(bare),
            (false, true) => begins.push(bare),
            (true, false) => ends.push(bare),
            (true, true) => inner.push(bare),
        }
    }
    let groups = [(r"\b(?:", whole, r")\b"), (r"\b(?:", begins, ")"), ("(?:", ends, r")\b"), ("(?:", inner, ")")];
    let groups = groups.into_iter().filter(|(_, words, _)| !words.is_empty());
    let groups = groups.map(|(before, words, after)| format!("{before}{}{after}", alternatives(&words)));
    groups.collect::<Vec<_>>().join("|")
}

/// A pattern for whole words of a list, or for a form that stands for them.
fn whole_words(form: &str, words: &[&str]) -> String {
    let (unspaced, spaced): (Vec<&str>, Vec<&str>) = words.iter().copied().partition(|word| is_unspaced(word));
    format!(r"\b(?:{form}|{})\b|{}", alternatives(&spaced), alternatives(&unspaced))
}

static POSITION: LazyLock<Regex> = LazyLock::new(|| pattern(&any_word(import_words().positions)));

/// The short forms of degrees in any language, as they begin a line. Points within them may be missing.
const SHORT_DEGREES: &[&str] = &[
    "BSc", "MSc", "BS", "MS", "BA", "MA", "AA", "AS", "AAS", "AB", "SB", "SM", "BE", "ME", "BEng", "MEng", "BTech",
    "MTech", "BCom", "MCom", "BEd", "MEd", "EdM", "EdD", "BArch", "MArch", "BFA", "MFA", "BBA", "MBA", "EMBA", "MPA",
    "MPP", "MPH", "MPhil", "DPhil", "PhD", "MRes", "MSci", "MChem", "MPhys", "MMath", "LLB", "LLM", "LLD", "JD", "MD",
    "DO", "MBBS", "MBChB", "DDS", "DMD", "DVM", "BVSc", "PharmD", "DNP", "BSN", "MSN", "ADN", "BN", "RN", "PGCE",
    "PGCert", "PGDip", "HND", "HNC", "FdA", "FdSc", "NVQ", "BTEC", "GED", "CAP", "BTS", "DUT", "BUT", "DEUG", "DEA",
    "DESS", "BPS", "MPS", "MSW", "BSW", "MDiv", "ThD", "DBA", "DSc", "DEng", "MLIS", "MLS", "MIS", "MHA", "MFin",
    "MIM", "MIB", "MUP", "BDes", "MDes", "BSocSc", "MSocSc", "Mag", "Lic", "Bc", "Mgr",
];

/// A short form of a degree at the start of a text: "AAS in Paramedicine", "J.D.".
static DEGREE_SHORT: LazyLock<Regex> = LazyLock::new(|| {
    let mut forms = SHORT_DEGREES.to_vec();
    // Of forms that begin alike, the longest.
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    let forms: Vec<String> = forms
        .into_iter()
        .map(|form| {
            // A point may follow each part that begins with a capital.
            let dotted: String = form
                .chars()
                .map(|letter| if letter.is_uppercase() { format!(r"\.?\s?{letter}") } else { letter.into() })
                .collect();
            dotted.trim_start_matches(r"\.?\s?").to_owned() + r"\.?"
        })
        .collect();
    RegexBuilder::new(&format!(
        r"^((?:{})(?:\s*\((?:[Hh]ons|[Hh]onours)\.?\))?)(?:,\s*|\s+(?i:{})\s+|:\s*|\s+[-–—]\s+|\s+|$)",
        forms.join("|"),
        alternatives(import_words().degree_joints)
    ))
    .size_limit(1 << 26)
    .build()
    .expect("a fixed pattern")
});

/// A degree in the words of many languages at the start of a text, with what stands between it and the subject.
static DEGREE_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let ImportWords { degrees, degree_joints, .. } = import_words();
    let (words, joints) = (alternatives_with(r"\w+", degrees), alternatives(degree_joints));
    pattern(&format!(r"^((?:{words}))(?:,\s*|\s+(?:{joints})\s+|:\s*|\s+[-–—]\s+|\s+|$)"))
});

/// A grade without a label, such as "magna cum laude" or "2:1".
static HONOURS: LazyLock<Regex> = LazyLock::new(|| {
    let ImportWords { grades, grade_endings, .. } = import_words();
    let (grades, endings) = (alternatives(grades), alternatives(grade_endings));
    let figure = r"\d{1,3}(?:[.,]\d+)?";
    pattern(&format!(
        r"^(?:{grades}|[12][:.][12]|(?:summa|magna|insigni)?\s*cum\s+laude|{figure}\s*/\s*{figure}|{figure}(?:\s*/\s*{figure})?\s+(?:{endings}))$"
    ))
});

static SCHOOL: LazyLock<Regex> = LazyLock::new(|| pattern(&any_word(import_words().schools)));

/// How somebody is employed, such as "full-time".
static EMPLOYMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("^(?:{})$", alternatives(import_words().employment))));

/// The beginning of a clause at the end of a résumé.
static STATEMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^\W*(?:{})\b", alternatives(import_words().statements))));

static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
    let words = any_word(import_words().degree_words);
    pattern(&format!(
        r"\b(?:ph\.?\s?d|d\.?phil|m\.?phil|b\.?\s?sc|m\.?\s?sc|b\.?a|m\.?a|b\.s|m\.s|bs|ms|b\.?eng|m\.?eng|b\.?tech|m\.?tech|b\.?e|ll\.?b|ll\.?m|mba|bba)\b|{words}"
    ))
});

static DEGREE_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    let ImportWords { degree_names, degree_endings, degree_nouns, degree_joints, .. } = import_words();
    let (names, endings) = (alternatives_with(r"[\w.]+", degree_names), alternatives(degree_endings));
    let (nouns, joints) = (alternatives(degree_nouns), alternatives(degree_joints));
    pattern(&format!(
        r"^((?:{names})(?:\s+(?:{endings}))?(?:\s+(?:{nouns}))?(?:\s*\((?:hons|honours|[a-z.]{{2,7}})\))?|(?:b|m)\.?\s?(?:sc|a|s|eng|tech|e|phil|com|ed|arch)\.?(?:\s*\((?:hons|honours)\))?|ph\.?\s?d\.?|d\.?phil\.?|dr\.?(?:-ing\.|\s?rer\.\s?nat\.)?|mba|bba|ll\.?[bm]\.?|meng|beng)(?:,|\s+(?:{joints})\s+|:|\s+[-–—]\s+|\s+|$)"
    ))
});

static SCORE: LazyLock<Regex> = LazyLock::new(|| {
    let labels = alternatives(import_words().grade_labels);
    pattern(&format!(r"^(?:(?:{labels})\s*[:：]?\s+|(?:c?gpa)\s*[:：]?\s*)(.+)$"))
});

static SCORE_AFTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d[\d.,]*(?:\s*/\s*\d[\d.,]*)?)\s+c?gpa$"));

static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    let remote = format!("(?i:{})", alternatives(import_words().remote));
    let name = r"\p{Lu}[\p{L}.'’ -]+";
    let place = format!(r"{name},\s*(?:[A-Z]{{2,3}}|{name})(?:,\s*{name})?(?:\s*\({remote}\))?");
    Regex::new(&format!("^(?:{place}|{remote})$")).expect("a fixed pattern")
});

static ORGANISATION: LazyLock<Regex> = LazyLock::new(|| {
    let words = alternatives(import_words().organisations);
    pattern(&format!(
        r"\b(?:inc|llc|ltd|limited|gmbh|ag|se|kg|corp|co|s\.?a\.?s?|s\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|plc|oy|ab|as|{words})\b\.?"
    ))
});

/// Whether it names a job title.
pub fn is_position(text: &str) -> bool {
    POSITION.is_match(text)
}

static FLUENCY: LazyLock<Regex> = LazyLock::new(|| pattern(&whole_words("[abc][12]", import_words().fluency)));

/// The words between a position and its employer, each with a space around it.
static JOINTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    std::iter::once("@").chain(vocabulary().at.iter().copied()).map(|word| format!(" {word} ")).collect()
});

/// The end of a position and the start of the employer that follows it: "Engineer at Northbank".
pub fn joint(text: &str) -> Option<(usize, usize)> {
    JOINTS.iter().find_map(|word| {
        let at = text.find(word)?;
        let is_name = |rest: &str| rest.starts_with(|first: char| !first.is_lowercase());
        (is_position(&text[..at]) && is_name(&text[at + word.len()..])).then_some((at, at + word.len()))
    })
}

/// The length of such a word at the start of a text: "bei Leinetal Logistik".
pub fn joint_at_start(text: &str) -> Option<usize> {
    JOINTS.iter().map(|word| word.trim_start()).find(|word| text.starts_with(word)).map(str::len)
}

/// Whether it says how well a language is spoken.
pub fn is_fluency(text: &str) -> bool {
    FLUENCY.is_match(text)
}

static LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    let words = alternatives(import_words().levels);
    pattern(&format!(r"^(?:{words}|[1-5]\s*/\s*5|[★●]+[☆○]*|\d{{1,3}}\s?%)$"))
});

/// Whether it says how well a skill is mastered.
pub fn is_level(text: &str) -> bool {
    LEVEL.is_match(text.trim())
}

/// Where a level of a language begins that ends a text: "Deutsch Muttersprache". A word or more stands before it.
pub fn level_at_end(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let is_only = |rest: &str| FLUENCY.find(rest).is_some_and(|found| found.len() == rest.len());
    text.match_indices(' ').map(|(at, _)| at + 1).find(|at| is_only(&text[*at..]))
}

/// Whether it names a school.
pub fn is_school(text: &str) -> bool {
    SCHOOL.is_match(text)
}

/// Whether it names a degree.
pub fn is_degree(text: &str) -> bool {
    DEGREE.is_match(text) || DEGREE_SHORT.is_match(text) || DEGREE_WORDS.is_match(text) || degree_at_end(text).is_some()
}

/// The subject and the degree of "Architecture, Bachelor" or "Finance (BSc)".
pub fn degree_at_end(text: &str) -> Option<(&str, &str)> {
    let bracket = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let (subject, degree) = bracket.or_else(|| text.rsplit_once(", "))?;
    let is_whole = degree_head(degree).is_some_and(|(_, start)| start == degree.len());
    (is_whole && degree.chars().count() > 2 && degree_head(subject).is_none()).then_some((subject, degree))
}

/// Whether a text says how somebody is employed, and no more.
pub fn is_employment_kind(text: &str) -> bool {
    EMPLOYMENT.is_match(text.trim())
}

/// Whether a text begins a declaration or a consent to the processing of data.
pub fn is_statement(text: &str) -> bool {
    text.split_whitespace().count() >= 5 && STATEMENT.is_match(text)
}

/// Whether it names an organisation by its legal form or kind.
pub fn is_organisation(text: &str) -> bool {
    ORGANISATION.is_match(text) || is_school(text)
}

/// The legal forms that stand after a comma. Some abbreviations of states are missing on purpose: "CO", "PA".
const LEGAL_FORMS: &[&str] = &[
    "inc", "llc", "llp", "lp", "pllc", "pc", "ltd", "limited", "plc", "gmbh", "ag", "kg", "sa", "sas", "srl", "spa",
    "bv", "nv", "oy", "ab", "sl", "slu", "sau", "sarl", "sasu", "eurl", "srls", "lda", "ltda", "kft", "doo", "sro",
    "aps",
];

/// The first comma of a text that does not precede a legal form, as in "Hale and Moreno, LLC, Portland".
pub fn comma(text: &str) -> Option<usize> {
    let is_form = |rest: &str| {
        let word = rest.split([',', ' ']).next().unwrap_or_default().replace('.', "").to_lowercase();
        LEGAL_FORMS.contains(&word.as_str())
    };
    text.match_indices(", ").map(|(at, _)| at).find(|at| !is_form(&text[at + 2..]))
}

/// Whether it has the form of a place, such as "Seattle, WA".
pub fn is_place(text: &str) -> bool {
    let text = without_country(text);
    if text.contains(", ") && comma(text).is_none() {
        return false;
    }
    // The letters of a state may be those of a legal form, as in "Denver, CO".
    let name = text.split(',').next().unwrap_or(text);
    let is_degree_last = degree_at_end(text).is_some_and(|(_, degree)| degree.chars().count() > 3);
    PLACE.is_match(text)
        && !is_position(text)
        && !is_degree(name)
        && !is_degree_last
        && !is_organisation(name)
        && !is_employment_kind(text)
}

/// Whether a text begins with the number of a street and ends with a word for one: "1204 Raeford Road".
pub fn is_numbered_street(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &&str| word.chars().all(|letter| letter.is_ascii_digit());
    let last = words.last().copied().unwrap_or_default().trim_end_matches('.').to_lowercase();
    (3..=6).contains(&words.len()) && words.first().is_some_and(is_number) && import_words().streets.contains(&&*last)
}

static COUNTRY_AFTER_STATE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(.+, [A-Z]{2}) (\p{Lu}[\p{L} ]+)$").expect("a fixed pattern"));

/// A place without the country behind its state: "Dayton, OH United States".
fn without_country(text: &str) -> &str {
    let found = COUNTRY_AFTER_STATE.captures(text);
    let found = found.filter(|found| &found[2] == "USA" || country_named(&found[2]).is_some());
    found.map_or(text, |found| &text[..found[1].len()])
}

/// Whether a text may be the name of a town: a few words in capitals, and none of an organisation or position.
pub fn may_be_town(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| word.starts_with(|first: char| first.is_uppercase() || !first.is_ascii());
    let last = words.len().saturating_sub(1);
    // "Hall in Tirol", "Villeneuve sur Lot"
    let is_inner = |at: usize, word: &str| at > 0 && at < last && import_words().place_particles.contains(&word);
    let is_plain = !text.contains([',', '.']);
    let words: Vec<&str> = words
        .into_iter()
        .enumerate()
        .filter(|(at, word)| !(is_plain && is_inner(*at, word)))
        .map(|(_, word)| word)
        .collect();
    (1..=3).contains(&words.len())
        && words.iter().all(is_name)
        && !text.contains(|letter: char| letter.is_ascii_digit() || "&()".contains(letter))
        && !is_position(text)
        && !is_organisation(text)
        && !is_employment_kind(text)
}

/// A degree at the head of a text, and where the subject after it starts.
pub fn degree_head(text: &str) -> Option<(&str, usize)> {
    if let Some(found) = DEGREE_SHORT.captures(text) {
        return Some((found.get(1)?.as_str(), found.get(0)?.end()));
    }
    let found = [&DEGREE_HEAD, &DEGREE_WORDS].into_iter().filter_map(|list| {
        let found = list.captures(text)?;
        Some((found.get(1)?.as_str(), found.get(0)?.end()))
    });
    // The longer one, of those that begin alike: "magister inżynier". The first, if both are as long.
    found.reduce(|first, other| if other.0.len() > first.0.len() { other } else { first })
}

/// Whether a text is a grade by itself, such as "A-" or "First".
pub fn is_grade(text: &str) -> bool {
    let mut letters = text.chars();
    let is_letter = letters.next().is_some_and(|letter| ('A'..='F').contains(&letter))
        && matches!(letters.as_str(), "" | "+" | "-" | "−");
    is_letter || HONOURS.is_match(text)
}

/// The grade in a text such as "GPA: 3.85/4.30", or "magna cum laude".
pub fn score(text: &str) -> Option<&str> {
    if HONOURS.is_match(text) {
        return Some(text);
    }
    if let Some(at) = text.find(':')
        && vocabulary()
            .labels
            .iter()
            .any(|(key, label)| ["gpa", "score"].contains(key) && text[..at].eq_ignore_ascii_case(label))
    {
        return Some(text[at + 1..].trim());
    }
    let found = SCORE.captures(text).or_else(|| SCORE_AFTER.captures(text))?;
    found.get(1).map(|score| score.as_str().trim()).filter(|score| score.len() < 40)
}

#[cfg(test)]
mod tests {
    use super::{
        degree_head, is_degree, is_employment_kind, is_fluency, is_level, is_position, is_school, is_statement,
    };
    use crate::locale::import_words;

    #[test]
    fn every_word_of_the_language_files_is_read() {
        let words = import_words();
        let is_statement = |text: &str| is_statement(&format!("{text} to all of this"));
        let are_read = |list: &[&str], is_read: &dyn Fn(&str) -> bool| {
            assert!(list.len() > 20, "{list:?}");
            let unread: Vec<&&str> = list.iter().filter(|word| !is_read(&word.replace('*', "x"))).collect();
            assert!(unread.is_empty(), "{unread:?}");
        };
        are_read(words.positions, &is_position);
        are_read(words.schools, &is_school);
        are_read(words.degrees, &is_degree);
        are_read(words.degree_words, &is_degree);
        are_read(words.employment, &is_employment_kind);
        are_read(words.fluency, &is_fluency);
        are_read(words.levels, &is_level);
        are_read(words.statements, &is_statement);
    }

    #[test]
    fn words_are_whole_unless_an_asterisk_says_otherwise() {
        assert!(is_position("Bauleiter") && is_position("高级工程师") && is_position("старший инженер"));
        assert!(!is_position("Leadville") && !is_school("Collegeville"));
        assert_eq!(
            degree_head("Associate of Science in Music").map(|(degree, _)| degree),
            Some("Associate of Science")
        );
        assert!(is_degree("Bachelor’s degree in Physics") && is_degree("Master of Fine Arts"));
    }
}
