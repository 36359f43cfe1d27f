//! Words that tell what a text is: an organisation, a position, a degree, a place. Weak signals, which are used only
//! where layout does not decide.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use crate::locale::vocabulary;

/// A pattern of words, whatever their case.
pub fn pattern(text: &str) -> Regex {
    RegexBuilder::new(text).case_insensitive(true).size_limit(1 << 26).build().expect("a fixed pattern")
}

/// The words of a list, one language a line, as alternatives.
pub fn alternatives(list: &str) -> String {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let words = lines.flat_map(|line| line.split(';')).map(|word| word.trim().replace('*', r"\w*"));
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    // Of words that begin alike, the longest.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.join("|")
}

/// A pattern for any word of a list. An asterisk at an edge of a word leaves that edge open, which a pattern does without
/// matching the letters there.
fn any_word(list: &str) -> String {
    let (mut whole, mut begins, mut ends, mut inner) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    for word in lines.flat_map(|line| line.split(';')).map(str::trim).filter(|word| !word.is_empty()) {
        let bare = word.trim_matches('*');
        match (word.starts_with('*'), word.ends_with('*')) {
            (false, false) => whole.push(bare),
            (false, true) => begins.push(bare),
            (true, false) => ends.push(bare),
            (true, true) => inner.push(bare),
        }
    }
    let groups = [(r"\b(?:", whole, r")\b"), (r"\b(?:", begins, ")"), ("(?:", ends, r")\b"), ("(?:", inner, ")")];
    let groups = groups.into_iter().filter(|(_, words, _)| !words.is_empty());
    let groups = groups.map(|(before, words, after)| format!("{before}{}{after}", words.join("|")));
    groups.collect::<Vec<_>>().join("|")
}

static POSITION: LazyLock<Regex> = LazyLock::new(|| {
    let words = any_word(include_str!("positions.txt"));
    pattern(&format!(
        r"{words}|инженер|разработчик|программист|менеджер|директор|руководитель|специалист|аналитик|стаж[её]р|преподаватель|учитель|врач|медсестра|бухгалтер|юрист|дизайнер|консультант|продавец|工程师|工程師|分析师|分析師|架构师|咨询师|规划师|程序员|业务员|讲师|教授|医生|医师|药师|厨师|店长|编辑|翻译|经理|經理|实习|总监|主管|专员|助理|顾问|教师|护士|律师|会计|设计师|研究员|エンジニア|デザイナー|マネージャー|リーダー|部長|課長|係長|主任|担当|営業|教諭|看護師|弁護士|研究員|사원|대리|과장|부장|팀장|개발자|엔지니어|매니저|간호사|교사|인턴"
    ))
});

/// A short form of a degree at the start of a text: "AAS in Paramedicine", "J.D.".
static DEGREE_SHORT: LazyLock<Regex> = LazyLock::new(|| {
    let forms = alternatives(include_str!("degrees.txt"));
    let forms: Vec<String> = forms
        .split('|')
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
        r"^((?:{})(?:\s*\((?:[Hh]ons|[Hh]onours)\.?\))?)(?:,\s*|\s+(?i:in|of|en)\s+|:\s*|\s+[-–—]\s+|\s+|$)",
        forms.join("|")
    ))
    .size_limit(1 << 26)
    .build()
    .expect("a fixed pattern")
});

/// A degree in the words of many languages at the start of a text, with what stands between it and the subject.
static DEGREE_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let words = alternatives(include_str!("degree_words.txt"));
    pattern(&format!(r"^((?:{words}))(?:,\s*|\s+(?:in|en|em|di|of|im fach|zum|zur|als)\s+|:\s*|\s+[-–—]\s+|\s+|$)"))
});

/// A grade without a label, such as "magna cum laude" or "2:1".
static HONOURS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:with\s+)?(?:(?:high\s+|first[- ]class\s+)?(?:distinction|honou?rs|merit)|first(?:[- ]class)?(?:\s+honou?rs)?|(?:upper|lower)\s+second(?:[- ]class)?(?:\s+honou?rs)?|[12][:.][12]|(?:summa|magna|insigni)?\s*cum\s+laude|mention\s+(?:très\s+bien|bien|assez\s+bien)|sobresaliente|matrícula\s+de\s+honor|notable|110(?:\s*/\s*110)?(?:\s+e\s+lode)?|\d{1,3}(?:[.,]\d+)?\s*/\s*\d{1,3}(?:[.,]\d+)?(?:\s+e\s+lode)?|\d{1,2}\s+valores)$",
    )
});

static SCHOOL: LazyLock<Regex> = LazyLock::new(|| {
    let words = any_word(include_str!("schools.txt"));
    pattern(&format!(r"{words}|университет|институт|школа|大学|学院|大學|高校|高等学校|대학교"))
});

/// How somebody is employed, such as "full-time".
static EMPLOYMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("^(?:{})$", alternatives(include_str!("employment_kinds.txt")))));

/// The beginning of a clause at the end of a résumé.
static STATEMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^\W*(?:{})\b", alternatives(include_str!("statements.txt")))));

static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(bachelor\w*|master\w*|ph\.?\s?d|d\.?phil|m\.?phil|b\.?\s?sc|m\.?\s?sc|b\.?a|m\.?a|b\.s|m\.s|bs|ms|b\.?eng|m\.?eng|b\.?tech|m\.?tech|b\.?e|ll\.?b|ll\.?m|mba|bba|diplom\w*|diploma|degree|abitur|baccalauréat|licence|licenciatura|licenciad[oa]|grado|máster|maestría|doctor\w*|doctorado|doktor\w*|promotion|associate of|a-levels?|gcse|high school|minor|certificate|magister\w*|staatsexamen|ingénieur|laurea\w*|dottorato|inżynier|mestrado|bacharel\w*)\b|бакалавр|магистр|学士|硕士|修士|博士",
    )
});

static DEGREE_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((?:bachelor|master|associate|doctor|diploma|licence|grado|máster|laurea(?:\s+(?:magistrale|triennale|specialistica))?|diplom|licenciatura|certificate)(?:['’]?s)?(?:\s+(?:of|en|in|di|de)\s+(?:science|arts|engineering|business administration|technology|philosophy|laws|commerce|education|fine arts|applied science|medicine|music|architecture|design|scienze|ciencias|sciences))?(?:\s+degree)?(?:\s*\((?:hons|honours|[a-z.]{2,7})\))?|(?:b|m)\.?\s?(?:sc|a|s|eng|tech|e|phil|com|ed|arch)\.?(?:\s*\((?:hons|honours)\))?|ph\.?\s?d\.?|d\.?phil\.?|dr\.?(?:-ing\.|\s?rer\.\s?nat\.)?|mba|bba|ll\.?[bm]\.?|meng|beng|diplom(?:-[\w.]+)?|abitur|a-levels?|staatsexamen|doctorado|doctorat|dottorato|promotion|magister)(?:,|\s+in\s+|\s+of\s+|\s+en\s+|\s+im\s+fach\s+|\s+di\s+|:|\s+[-–—]\s+|\s+|$)",
    )
});

static SCORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:c?gpa|grade|final grade|overall grade|note|abschlussnote|gesamtnote|notenschnitt|score|average|mention|moyenne|nota|nota media|promedio|voto|оценка|wynik)\s*[:：]?\s+|(?:c?gpa)\s*[:：]?\s*)(.+)$",
    )
});

static SCORE_AFTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d[\d.,]*(?:\s*/\s*\d[\d.,]*)?)\s+c?gpa$"));

static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:\p{Lu}[\p{L}.'’ -]+,\s*(?:[A-Z]{2,3}|\p{Lu}[\p{L}.'’ -]+)(?:,\s*\p{Lu}[\p{L}.'’ -]+)?(?:\s*\((?i:remote|hybrid)\))?|(?i:remote|hybrid|home office|télétravail|remoto))$",
    )
    .expect("a fixed pattern")
});

static ORGANISATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(inc|llc|ltd|limited|gmbh|ag|se|kg|corp|corporation|company|co|group|gruppe|groupe|s\.?a\.?s?|s\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|plc|oy|ab|as|labs?|laborator\w+|studios?|systems|solutions|partners|holdings?|foundation|stiftung|bank|hospital|ministry|council|agency|agentur|verlag|klinikum|technologies|consulting)\b\.?",
    )
});

/// Whether it names a job title.
pub fn is_position(text: &str) -> bool {
    POSITION.is_match(text)
}

static FLUENCY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b([abc][12]|native|fluent|mother tongue|bilingual|proficient|conversational|intermediate|beginner|basic|elementary|working proficiency|muttersprach\w*|fließend|verhandlungssicher|grundkenntnisse|gute kenntnisse|langue maternelle|courant|bilingue|intermédiaire|notions|nativ[oa]|lengua materna|fluido|básico|avanzado|intermedio|fluente|madrelingua|fluente|scolastico|moedertaal|vloeiend|goed|redelijk|modersmål|flytande|ojczysty|biegły|родной|свободно)\b|母語|母语|流利|ネイティブ|日常会話",
    )
});

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
    pattern(
        r"^(?:expert\w*|advanced|proficient|intermediate|novice|beginner|basics?|competent|experte|fortgeschritten|sehr gut|gut|grundlagen|grundkenntnisse|avancé|confirmé|intermédiaire|débutant|experto|avanzado|intermedio|básico|principiante|esperto|avanzato|base|gevorderd|goed|basis|zaawansowany|średniozaawansowany|podstawowy|精通|熟练|熟悉|了解|[1-5]\s*/\s*5|[★●]+[☆○]*|\d{1,3}\s?%)$",
    )
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
    "bv", "nv", "oy", "ab",
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

/// The words in small letters within names of towns.
const PLACE_PARTICLES: &[&str] = &[
    "in", "im", "am", "an", "der", "bei", "ob", "auf", "sur", "sous", "en", "de", "del", "la", "las", "los", "les",
    "do", "da", "di", "on", "of", "the", "upon", "by", "aan", "den", "nad", "pod", "i",
];

/// Whether a text may be the name of a town: a few words in capitals, and none of an organisation or position.
pub fn may_be_town(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| word.starts_with(|first: char| first.is_uppercase() || !first.is_ascii());
    let last = words.len().saturating_sub(1);
    // "Hall in Tirol", "Villeneuve sur Lot"
    let is_inner = |at: usize, word: &str| at > 0 && at < last && PLACE_PARTICLES.contains(&word);
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
