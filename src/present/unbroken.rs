//! Finds text that must not be broken at the end of a line: ranges, numbers with units, initials, `C++`.
//!
//! No-break spaces would work too, but PDF readers do not split text at them.

use std::ops::{Range, RangeInclusive};

use crate::locale::UnbrokenWords;

/// Units of measurement that stay with the number before them, and signs. They are the same in all languages that
/// write them in Latin letters.
const UNITS: &[&str] = &[
    "%", "‰", "°", "°C", "°F", "m", "km", "cm", "mm", "µm", "nm", "m²", "km²", "m³", "ha", "g", "kg", "mg", "t", "l",
    "L", "ml", "h", "min", "s", "ms", "µs", "Hz", "kHz", "MHz", "GHz", "B", "kB", "KB", "MB", "GB", "TB", "PB", "kW",
    "MW", "GW", "kWh", "MWh", "V", "kV", "A", "W", "N", "kN", "Pa", "MPa", "K", "px", "pt", "fps", "dB",
];

/// Currencies, which stay with the amount on either side.
const CURRENCIES: &[&str] = &[
    "€", "$", "£", "¥", "R$", "US$", "₹", "₽", "₴", "₺", "₩", "EUR", "USD", "GBP", "CHF", "NOK", "SEK", "DKK", "PLN",
    "CZK", "JPY",
];

/// Signs that stay with the number after them.
const NUMBER_SIGNS: &[&str] = &["§", "№"];

/// The maximum length of an unbroken part, in characters: columns may be narrow.
const LONGEST: usize = 24;

/// The parts of a text to keep on one line, in order and without overlap, with the words of its language that bind.
pub fn parts(text: &str, bound: &UnbrokenWords) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = text
        .split(' ')
        .map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            start..start + word.len()
        })
        .collect();
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let fits = |last: usize| {
            let end = words.get(last)?.end;
            (text[words[index].start..end].chars().count() <= LONGEST).then_some(last)
        };
        let mut last = index;
        loop {
            // "2014 to 2019"
            let range = words.get(last..last + 3).filter(|three| is_range(three, text, bound));
            // "1 and 20 kHz"
            let pair = words.get(last..last + 4).filter(|four| is_pair(four, text, bound));
            // "7.1 % to 2.8 %"
            let amounts = words.get(last.saturating_sub(1)..last + 3).filter(|four| are_amounts(four, text, bound));
            let next = words.get(last + 1).filter(|next| {
                let next = &text[(*next).clone()];
                // The volume of a journal belongs to the pages after it rather than to the title.
                let pages = words.get(last + 2).is_some_and(|third| is_page_range(plain(&text[third.clone()])));
                !(pages && is_volume(next)) && holds(&text[words[last].clone()], next, bound)
            });
            let three = range.or(pair).or(amounts).and_then(|_| fits(last + 2));
            let end = three.or_else(|| next.and_then(|_| fits(last + 1)));
            let Some(end) = end else { break };
            last = end;
        }
        let whole = words[index].start..words[last].end;
        let parted = last > index || has_break(&text[whole.clone()]);
        if parted && text[whole.clone()].chars().count() <= LONGEST {
            parts.push(whole);
        }
        index = last + 1;
    }
    parts
}

/// Like [`parts`], for a text at whose end a paragraph ends. Its last words stay together, because a last line of
/// a word or two looks like a mistake. `begun` is whether there is other text before it.
pub fn parts_to_end(text: &str, bound: &UnbrokenWords, begun: bool) -> Vec<Range<usize>> {
    let mut parts = parts(text, bound);
    if let Some(end) = last_letters(text, begun).filter(|end| parts.last().is_none_or(|last| last.end <= end.start)) {
        parts.push(end);
        return parts;
    }
    let Some(mut end) = last_words(text, begun) else { return parts };
    while let Some(last) = parts.pop_if(|last| last.end > end.start) {
        let whole = last.start.min(end.start)..end.end;
        if text[whole.clone()].chars().count() > LONGEST {
            end.start = last.end + usize::from(text[last.end..].starts_with(' '));
            parts.push(last);
            break;
        }
        end = whole;
    }
    if text[end.clone()].contains(' ') {
        parts.push(end);
    }
    parts
}

/// Whether the last item of a list stays with the one before it: as a line of its own, it would look like a mistake.
/// `sign` is what is between the two, `others` the text before them.
pub fn last_item(others: &str, before: &str, sign: &str, last: &str) -> bool {
    let count = |text: &str| text.chars().count();
    let tied = count(before.rsplit(' ').next().unwrap_or_default()) + count(sign) + count(last);
    sign.ends_with(' ')
        && !sign.contains(char::is_alphanumeric)
        && count(last) < ENOUGH
        && tied <= LONGEST
        && count(others) > LINE
}

/// The longest last words that stay together, in characters, as long as a last line should be. With more, the line before
/// would be as short.
const LONGEST_LAST: usize = 20;

/// A shorter last word stays with a longer one, too: alone on a line, it looks worse than a short line before it.
const SHORT_WORD: usize = 10;

/// A shorter text takes less than a line.
const LINE: usize = 40;

/// A last line with as many characters is long enough.
const ENOUGH: usize = 18;

/// The last words of a text, as many as make a last line that is long enough.
fn last_words(text: &str, begun: bool) -> Option<Range<usize>> {
    let mut end = text.len()..text.len();
    for (count, word) in text.rsplit(' ').enumerate() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let (length, had) = (text[start..].chars().count(), text[end.clone()].chars().count());
        let longest = if count == 1 && had < SHORT_WORD { LONGEST } else { LONGEST_LAST };
        if word.is_empty() || length > longest || count > 0 && (count > 2 || had >= ENOUGH) {
            break;
        }
        end.start = start;
    }
    let long = begun || text[..end.start].chars().count() > LINE;
    (long && text[end.clone()].contains(' ')).then_some(end)
}

/// The last letters of a text in Chinese or Japanese, which has no words to keep together, with the signs after them.
fn last_letters(text: &str, begun: bool) -> Option<Range<usize>> {
    const LETTERS: usize = 3;
    let is_wide =
        |letter: char| matches!(letter, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    let letters = text.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let (start, _) = letters.char_indices().rev().take_while(|(_, letter)| is_wide(*letter)).nth(LETTERS - 1)?;
    // Letters are twice as wide as others.
    (begun || text[..start].chars().count() > LINE / 2).then_some(start..text.len())
}

/// Whether three words are a range.
fn is_range(words: &[Range<usize>], text: &str, bound: &UnbrokenWords) -> bool {
    let [from, between, to] = words else { return false };
    let is_number = |word: &Range<usize>| is_reference(text[word.clone()].trim_end_matches([',', '.', ';', ':', ')']));
    is_number(from) && lists(&bound.between_numbers, &text[between.clone()]) && is_number(to)
}

/// Whether four words are two numbers of a unit, with a word such as "and" between them.
fn is_pair(words: &[Range<usize>], text: &str, bound: &UnbrokenWords) -> bool {
    let [from, between, to, unit] = words else { return false };
    let joins = |word: &str| {
        (1..=3).contains(&word.chars().count())
            && word.chars().all(|letter| letter.is_alphabetic() && letter.is_lowercase())
    };
    is_number(&text[from.clone()])
        && joins(&text[between.clone()])
        && is_number(&text[to.clone()])
        && is_unit(&text[unit.clone()], bound)
}

/// Whether four words are a number with its unit, and the word and the number of a range that go on from it.
fn are_amounts(words: &[Range<usize>], text: &str, bound: &UnbrokenWords) -> bool {
    let [from, unit, between, to] = words else { return false };
    is_number(&text[from.clone()])
        && is_unit(&text[unit.clone()], bound)
        && lists(&bound.between_numbers, &text[between.clone()])
        && is_number(&text[to.clone()])
}

/// Whether a word is listed, also with capitals.
fn lists(listed: &[String], word: &str) -> bool {
    listed.iter().any(|it| it == word || it.chars().eq(word.chars().flat_map(char::to_lowercase)))
}

/// A word without the signs after it.
fn plain(word: &str) -> &str {
    word.trim_end_matches([',', '.', ';', ':', ')'])
}

/// Whether a line must not break between two words.
fn holds(word: &str, next: &str, bound: &UnbrokenWords) -> bool {
    if lists(&bound.ties, word.trim_start_matches(['(', '„', '«', '“'])) && !next.is_empty() {
        return true;
    }
    // As in French, with a space that the writer did not make unbreakable.
    let is_sign = |word: &str| matches!(word.trim_end_matches([',', '.']), "»" | "›" | ":" | ";" | "!" | "?");
    if !word.is_empty() && is_sign(next) || word.ends_with(['«', '‹']) && !next.is_empty() {
        return true;
    }
    let bare = word.trim_start_matches('(');
    let is_group =
        |word: &str, lengths: &[usize]| lengths.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    // "20 kHz", "3.5 million €"
    ((is_number(word) || lists(&bound.after_numbers, word)) && is_unit(next, bound))
        || (is_group(word, &[1, 2, 3]) && is_group(plain(next), &[3]))
        || (next.starts_with(char::is_numeric)
            && (CURRENCIES.contains(&bare) || NUMBER_SIGNS.contains(&bare) || lists(&bound.before_numbers, bare)))
        || (word.ends_with('.') && is_initials(word) && next.starts_with(char::is_uppercase))
        || (word.ends_with(',')
            && next.contains('.')
            && is_initials(&format!("{}.", plain(next)))
            && word.starts_with(char::is_uppercase))
        || (is_surname(word) && is_initials_after(next))
        || (next == "–" && !word.is_empty())
        || (is_acronym(word) && is_short_number(plain(next)))
        || (is_count(word) && is_noun(next, bound))
        || (is_capitalised(word) && is_reference(plain(next)))
        || (word.bytes().all(|byte| byte.is_ascii_digit()) && is_code(plain(next)))
        || (is_volume(word) && is_page_range(plain(next)))
}

/// Whether a word is one of a table, maybe with signs after it. The table's own dots may end a sentence, too.
fn is_one_of(table: &[&str], word: &str) -> bool {
    table.contains(&word.trim_end_matches([',', ';', ':', ')'])) || table.contains(&plain(word))
}

/// Whether a word is a number, maybe with signs before it, and no list or sentence ends after it.
fn is_number(word: &str) -> bool {
    let figures = word.trim_start_matches(['(', '€', '$', '£', '¥', '₹', '~', '≈', '<', '>', '+', '−']);
    figures.starts_with(char::is_numeric)
        && figures.chars().all(|letter| letter.is_numeric() || ".,–/".contains(letter))
        && !word.ends_with(',')
}

/// Whether a word stays with a number before it: a unit, a currency or a word such as "million".
fn is_unit(word: &str, bound: &UnbrokenWords) -> bool {
    let words = &bound.after_numbers;
    // Endings of a language are added with a sign: "%:lla", "km-ի".
    let unit = word.split(['-', ':', '’']).next().unwrap_or(word);
    is_one_of(UNITS, word)
        || unit != word && is_one_of(UNITS, unit)
        || is_one_of(CURRENCIES, word)
        || lists(words, word.trim_end_matches([',', ';', ':', ')']))
        || lists(words, plain(word))
}

/// Whether a word is a number in figures that stays with what it counts: "20 minutes", "1,400 stars", "40+ users". A number
/// of four digits may be a year.
fn is_count(word: &str) -> bool {
    let figures = word.strip_suffix('+').unwrap_or(word);
    let is_group = |group: &str, lengths: RangeInclusive<usize>| {
        lengths.contains(&group.chars().count()) && group.chars().all(char::is_numeric)
    };
    let mut groups = figures.split([',', '.']);
    figures.chars().count() <= LONGEST_COUNT
        && groups.next().is_some_and(|first| is_group(first, 1..=3))
        && groups.all(|group| is_group(group, 3..=3))
}

/// A longer number would leave the line before it short, in characters.
const LONGEST_COUNT: usize = 7;

/// Whether a word may be what a number counts: letters only, and not so many that the line before would be short.
fn is_noun(word: &str, bound: &UnbrokenWords) -> bool {
    let word = plain(word);
    let rest = word.strip_prefix(|first: char| bound.noun_capitals && first.is_uppercase()).unwrap_or(word);
    (3..=9).contains(&word.chars().count())
        && rest.chars().all(|letter| letter.is_alphabetic() && !letter.is_uppercase())
}

/// Whether a word may be what a number after it numbers: "Report 2020-07", "Level 2", "Python 3".
fn is_capitalised(word: &str) -> bool {
    (2..=10).contains(&word.chars().count())
        && word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphabetic)
}

/// Whether a word is a number such as "2" or "2020-07".
fn is_reference(word: &str) -> bool {
    (1..=7).contains(&word.chars().count())
        && word.starts_with(|letter: char| letter.is_ascii_digit())
        && word.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '–' | '-'))
}

/// Whether a word is a code that belongs to the number before it: "NO 999341 B1".
fn is_code(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|letter| letter.is_ascii_uppercase())
        && (1..=2).contains(&letters.clone().count())
        && letters.all(|letter| letter.is_ascii_digit())
}

/// Whether a word is the volume of a journal, maybe with its issue, before its pages: "11,", "5(2),".
fn is_volume(word: &str) -> bool {
    let Some(number) = word.strip_suffix([',', ':']) else { return false };
    let (volume, issue) = number.strip_suffix(')').and_then(|both| both.split_once('(')).unwrap_or((number, "1"));
    let is_figures = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    is_figures(volume) && is_figures(issue)
}

/// Whether a word is a range of pages: "88–121".
fn is_page_range(word: &str) -> bool {
    let is_page = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once('–').is_some_and(|(first, last)| is_page(first) && is_page(last))
}

/// Whether a word is an acronym, which stays with a number after it: "ECCV 2020", "ISO 9001".
fn is_acronym(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    (2..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word is a number of a few digits, such as a year or that of a patent.
fn is_short_number(word: &str) -> bool {
    (1..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word consists of initials, such as "J." and "J.R.".
fn is_initials(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    let mut letters = word.chars().peekable();
    let mut any = false;
    while let Some(letter) = letters.next() {
        if !letter.is_uppercase() || letters.next() != Some('.') {
            return false;
        }
        // "J.-P." counts, too.
        letters.next_if_eq(&'-');
        any = true;
    }
    any
}

/// Whether a word may be a surname that initials follow: "Weißenfels K.-H.", "Bakker A,".
fn is_surname(word: &str) -> bool {
    (2..=20).contains(&word.chars().count())
        && word.starts_with(char::is_uppercase)
        && word.ends_with(char::is_lowercase)
        && word.chars().all(|letter| letter.is_alphabetic() || "-'’".contains(letter))
}

/// Whether a word is initials after a surname: with full stops, or up to three capitals before a comma in a list.
fn is_initials_after(word: &str) -> bool {
    let bare = word.trim_end_matches([',', ';']);
    let capitals = || (1..=3).contains(&bare.chars().count()) && bare.chars().all(char::is_uppercase);
    !word.starts_with('(') && !bare.is_empty() && (is_initials(bare) || bare.len() < word.len() && capitals())
}

/// Whether a line could break within a word that must stay intact: a numeric range, `C++`, `CI/CD`.
fn has_break(word: &str) -> bool {
    let figures = |part: &str| part.contains(|letter: char| letter.is_ascii_digit());
    let range = word.split_once('–').is_some_and(|(from, to)| figures(from) && figures(to));
    let short = |part: &str| (1..=4).contains(&part.chars().filter(|letter| letter.is_alphanumeric()).count());
    range || word.contains("++") || word.contains('/') && word.split('/').all(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::diagnostic::Diagnostics;
    use crate::locale::Locale;
    use crate::source::{Source, Spanned};

    fn words(tag: &str) -> UnbrokenWords {
        let source = Source::new("tag", tag);
        let tag = Spanned { value: tag.parse().unwrap(), span: source.span(0..tag.len()) };
        Locale::find(Some(&tag), &mut Diagnostics::new()).unwrap().unbroken_words()
    }

    fn whole_in<'a>(tag: &str, text: &'a str) -> Vec<&'a str> {
        parts(text, &words(tag)).into_iter().map(|part| &text[part]).collect()
    }

    fn whole(text: &str) -> Vec<&str> {
        whole_in("en", text)
    }

    #[test]
    fn what_belongs_together_stays_together() {
        assert_eq!(whole("a span of 40 m, and 3.5 % more"), ["40 m,", "3.5 %"]);
        assert_eq!(whole("ծախսը 12,5 %-ով պակաս"), ["12,5 %-ով"]);
        assert_eq!(whole("saved £1.2 million in 2019–2021"), ["£1.2 million", "2019–2021"]);
        assert_eq!(whole("see pp. 77–79 of No. 3"), ["pp. 77–79", "No. 3"]);
        assert_eq!(whole("by J. R. R. Tolkien and A. Bakker"), ["J. R. R. Tolkien", "A. Bakker"]);
        assert_eq!(whole("Ferrante, L., Bakker, A."), ["Ferrante, L.,", "Bakker, A."]);
        assert_eq!(whole("by Weißenfels K.-H., Bakker AB, and others"), ["Weißenfels K.-H.,", "Bakker AB,"]);
        assert_eq!(whole("channels between 1 and 20 kHz. It"), ["1 and 20 kHz."]);
        assert_eq!(whole_in("de", "zwischen 1 und 20 kHz"), ["1 und 20 kHz"]);
        assert_eq!(whole("fell from 7.1 % to 2.8 % of hours"), ["7.1 % to 2.8 %"]);
        assert_eq!(whole_in("en-GB", "Moorings, 2014 to 2019: what was lost"), ["2014 to 2019:"]);
        assert_eq!(whole("Python, C++, Java"), ["C++,"]);
        assert_eq!(whole("fast – and cheap"), ["fast –"]);
        assert_eq!(whole("shown at ECCV 2020. It follows ISO 9001, as"), ["ECCV 2020.", "ISO 9001,"]);
        assert_eq!(
            whole("from 2014 to 2019, patent NO 999341 B1, within 20 minutes"),
            ["2014 to 2019,", "NO 999341 B1,", "20 minutes"]
        );
        assert_eq!(whole("in Report 2020-07 on Level 2, of 12 international"), ["Report 2020-07", "Level 2,"]);
        assert_eq!(whole("won CHF 5.3 million with A/B tests, 24/7"), ["CHF 5.3 million", "A/B", "24/7"]);
        assert_eq!(
            whole("in Machine Listening Quarterly 5(2), 88–121. Polar Signals 11, 12–15, Nature 512: 7–9"),
            ["5(2), 88–121.", "11, 12–15,", "512: 7–9"]
        );
        assert_eq!(
            whole("earned 1,400 stars, 40+ users of 12.5 billion"),
            ["1,400 stars,", "40+ users", "12.5 billion"]
        );
    }

    #[test]
    fn the_last_words_stay_together() {
        let long = "She led the redesign of the ledger, now eleven billion postings a day";
        let last = |end: &str| {
            let text = format!("{long} {end}");
            let parts = parts_to_end(&text, &words("en"), false);
            for pair in parts.windows(2) {
                assert!(pair[0].end <= pair[1].start, "{text}: {parts:?}");
            }
            parts.last().map(|part| text[part.clone()].to_owned()).unwrap_or_default()
        };
        assert_eq!(last("within two quarters."), "within two quarters.");
        assert_eq!(last("to a few."), "to a few.");
        assert_eq!(last("of 3.5 million"), "of 3.5 million");
        assert_eq!(last("in the years 2019–2021."), "the years 2019–2021.");
        assert_eq!(last("a misunderstanding"), "a misunderstanding");
        assert_eq!(last("of raised intracranial pressure"), "intracranial pressure");
        assert_eq!(last("stroke, and admissions."), "and admissions.");
        assert_eq!(last("long-form correspondence"), "");
        assert_eq!(last("for internationalisation"), "");
        assert_eq!(parts_to_end("Journal of Sound, 14–19.", &words("en"), true).len(), 1);
        assert!(parts_to_end("two words", &words("en"), false).is_empty());
        assert!(parts_to_end("", &words("en"), true).is_empty());
    }

    #[test]
    fn the_last_letters_stay_together_where_there_are_no_words() {
        let last = |text: &str, begun| {
            let parts = parts_to_end(text, &words("zh"), begun);
            parts.last().map(|part| text[part.clone()].to_owned()).unwrap_or_default()
        };
        let long = "十二年后端开发经验，专注于高可用支付系统，曾带领团队完成核心账务系统的重构与验收。";
        assert_eq!(last(long, false), "与验收。");
        assert_eq!(last("重构与验收", false), "");
        assert_eq!(last("重构与验收", true), "与验收");
    }

    #[test]
    fn the_last_item_of_a_list_is_not_alone() {
        let others = "PyTorch, TensorFlow, Keras, Caffe, Git, Slurm, ";
        assert!(last_item(others, "Grafana", ", ", "Rust"));
        assert!(last_item(others, "natural language processing", ", ", "vision"));
        assert!(!last_item("PyTorch, ", "Grafana", ", ", "Rust"), "a short list");
        assert!(!last_item(others, "Grafana", ", ", "natural language processing"), "a long item");
        assert!(!last_item(others, "Grafana", " and ", "Rust"), "words");
    }

    #[test]
    fn what_only_looks_alike_may_be_parted() {
        for text in
            ["in 2019, A new office", "the year 1999 mattered", "Plan B works", "", "a  b", "40, m", "and/or/otherwise"]
        {
            assert_eq!(whole(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(whole("a very long compoundwordthatdoesnotend –"), Vec::<&str>::new());
    }

    #[test]
    fn spaces_within_french_signs_and_numbers_hold() {
        assert_eq!(whole_in("fr", "a « gagné » le prix : 1 200 m²"), ["« gagné »", "prix :", "1 200 m²"]);
        assert_eq!(whole_in("fr", "vraiment ? 12 345 678 personnes"), ["vraiment ?", "12 345 678 personnes"]);
        assert_eq!(whole("in 2019 400 people"), ["400 people"]);
    }

    #[test]
    fn short_words_of_the_language_stay_with_the_next() {
        assert_eq!(whole_in("pl", "praca w biurze i W domu z ludźmi"), ["w biurze", "i W domu", "z ludźmi"]);
    }

    #[test]
    fn numbers_stay_with_the_words_of_the_language() {
        for (tag, text, parts) in [
            ("de", "mit 12 Jahren, 3,5 Mio. € Umsatz", vec!["12 Jahren,", "3,5 Mio. €"]),
            ("de", "von 40 Mitarbeitenden, siehe S. 12", vec!["40 Mitarbeitenden,", "S. 12"]),
            ("de", "etwa 7 bis 9 Stück", vec!["7 bis 9 Stück"]),
            ("fr", "sur 4,5 ans, puis 2 millions d’euros", vec!["4,5 ans,", "2 millions"]),
            ("fr", "de 2014 à 2019, voir n° 3", vec!["2014 à 2019,", "n° 3"]),
            ("es", "durante 2 años y medio de 2014 al 2019", vec!["2 años", "2014 al 2019"]),
            ("it", "oltre 1.500 persone, n. 3", vec!["1.500 persone,", "n. 3"]),
            ("pt", "mais de 3,2 milhões, n.º 4", vec!["3,2 milhões,", "n.º 4"]),
            ("sv", "i 12 år från 2014 till 2019", vec!["12 år", "2014 till 2019"]),
            ("nb", "over 12 år, ca. 5,5 mill.", vec!["12 år,", "5,5 mill."]),
            ("da", "gennem 4 år med 1,2 mio. kr.", vec!["4 år", "1,2 mio. kr."]),
            ("fi", "noin 5 v. ja 12 kk, 30 000 euroa", vec!["5 v.", "12 kk,", "30 000 euroa"]),
            ("cs", "asi 5 let, strojů od č. 12 do konce", vec!["5 let,", "č. 12"]),
            ("pl", "ponad 2,5 mln zespołów przez 5 lat", vec!["2,5 mln", "5 lat"]),
            ("tr", "ortalama 3 ay ve 1,5 milyon TL gider", vec!["3 ay", "1,5 milyon TL"]),
            ("pt", "economia de R$ 3,5 milhões", vec!["R$ 3,5 milhões"]),
            ("ru", "более 5 лет и 1,5 млн человек", vec!["5 лет", "и 1,5 млн человек"]),
            ("uk", "понад 5 років, № 12", vec!["5 років,", "№ 12"]),
            ("el", "επί 12 έτη, 3,5 εκατ. και σελ. 7", vec!["12 έτη,", "3,5 εκατ.", "σελ. 7"]),
            ("hu", "mintegy 12 év alatt 40 fős csapat", vec!["12 év", "40 fős"]),
            ("sw", "kazi ya miaka 12.", vec!["miaka 12."]),
            ("hi", "लगभग 12 वर्ष तथा ५ करोड़", vec!["12 वर्ष", "५ करोड़"]),
        ] {
            assert_eq!(whole_in(tag, text), parts, "{tag}");
        }
        assert_eq!(whole_in("en", "the class of 12 Berlin and 12 Jahren"), Vec::<&str>::new(), "not German");
    }
}
