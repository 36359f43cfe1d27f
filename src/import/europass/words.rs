//! Europass's names of abilities and of groups of skills, in the languages of its countries.

use crate::locale::Locale;

/// A row for each language; the first has the names of the columns.
const WORDS: &str = include_str!("words.tsv");

/// What a column says in the language of a résumé; English if Europass does not have it.
pub fn word(column: &str, locale: &Locale) -> Option<&'static str> {
    let mut rows = WORDS.lines().map(|row| row.split('\t'));
    let at = rows.next()?.position(|name| name == column)?;
    let language = locale.language().split('-').next().unwrap_or_default();
    let row = |language: &str| WORDS.lines().find(|row| row.split('\t').next() == Some(language));
    row(language).or_else(|| row("en"))?.split('\t').nth(at)
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn every_language_has_every_word() {
        let mut rows = WORDS.lines().map(|row| row.split('\t').collect::<Vec<_>>());
        let columns = rows.next().unwrap().len();
        for row in rows {
            assert!(row.len() == columns && row.iter().all(|word| !word.is_empty()), "{row:?}");
        }
    }
}
