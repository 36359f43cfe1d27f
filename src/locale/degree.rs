//! The level of a degree, from its name.

use super::words::DegreeNames;
use super::{DEGREE_NAMES, Level, Locale};

impl Locale {
    /// The level of a degree such as "MSc", "M. Sc." or "Master of Science"; `None` if its name does not tell. Words of
    /// the language come before those of others: a Swedish `kandidat` is a bachelor, a Danish one a master.
    pub fn level(&self, degree: &str) -> Option<Level> {
        let degree = Degree::new(degree);
        let DegreeNames { bachelor, master, doctor } = &self.words.degrees;
        let own = [(Level::Bachelor, bachelor), (Level::Master, master), (Level::Doctor, doctor)];
        let of_file = own.into_iter().flat_map(|(level, words)| words.iter().map(move |word| (level, word.as_str())));
        let of = |is_wanted: fn(&str, &str) -> bool| {
            let rows = DEGREE_NAMES.iter().filter(move |(language, ..)| is_wanted(language, &self.language));
            rows.flat_map(|(_, level, words)| words.iter().map(move |word| (*level, *word)))
        };
        let found = degree.level(of_file).or_else(|| degree.level(of(|language, own| language == own)));
        found.or_else(|| degree.level(of(|language, own| language != own)))
    }
}

/// The name of a degree.
struct Degree {
    /// In lower case.
    name: String,
    /// The abbreviations with which it may begin, without dots and spaces: "b" and "beng" of "b. eng. informatics".
    abbreviations: Vec<String>,
}

impl Degree {
    fn new(name: &str) -> Degree {
        let name = name.to_lowercase();
        let (mut abbreviations, mut letters) = (Vec::new(), String::new());
        for word in name.split_whitespace().take(3) {
            let end = word.find(|letter: char| letter != '.' && !letter.is_alphanumeric()).unwrap_or(word.len());
            letters.extend(word[..end].chars().filter(|letter| *letter != '.'));
            abbreviations.push(letters.clone());
            if !word.ends_with('.') {
                break;
            }
        }
        Degree { name, abbreviations }
    }

    /// The level of the longest word that names it; of the higher level if two are as long.
    fn level<'w>(&self, words: impl Iterator<Item = (Level, &'w str)>) -> Option<Level> {
        let named = words.filter(|(_, word)| self.is_named(word));
        named.max_by_key(|(level, word)| (word.chars().count(), *level)).map(|(level, _)| level)
    }

    fn is_named(&self, word: &str) -> bool {
        if let Some(part) = word.strip_prefix('*') {
            return self.name.contains(part);
        }
        let is_word = !word.is_ascii() || word.len() >= 5;
        is_word && self.name.starts_with(word) || self.abbreviations.iter().any(|known| known == word)
    }
}

#[cfg(test)]
mod tests {
    use super::Level::{Bachelor, Doctor, Master};
    use crate::locale::tests::locale;

    #[test]
    fn the_level_of_a_degree_is_in_its_name() {
        for (degree, level) in [
            ("PhD", Some(Doctor)),
            ("Doctor of Philosophy", Some(Doctor)),
            ("Dr.-Ing.", Some(Doctor)),
            ("MSc", Some(Master)),
            ("Master’s", Some(Master)),
            ("M.S.", Some(Master)),
            ("M. Sc. Informatik", Some(Master)),
            ("M.Sc.", Some(Master)),
            ("M. A., Geschichte", Some(Master)),
            ("M.Eng.", Some(Master)),
            ("Mag. phil.", Some(Master)),
            ("mgr inż.", Some(Master)),
            ("B. Eng.", Some(Bachelor)),
            ("B.Sc. (Hons.)", Some(Bachelor)),
            ("B. Sc. Wirtschaftsinformatik", Some(Bachelor)),
            ("B.Tech", Some(Bachelor)),
            ("LL. B.", Some(Bachelor)),
            ("inż.", Some(Bachelor)),
            ("Ph. D.", Some(Doctor)),
            ("Dr. rer. nat.", Some(Doctor)),
            ("Bakkalaureat", None),
            ("Matura", None),
            ("Maturità", None),
            ("Diplom-Ingenieurin", Some(Master)),
            ("工学硕士", Some(Master)),
            ("修士（工学）", Some(Master)),
            ("BSc (Hons)", Some(Bachelor)),
            ("Bachelor of Arts", Some(Bachelor)),
            ("Licenciatura", Some(Bachelor)),
            ("Baccalauréat", None),
            ("Bakalár", Some(Bachelor)),
            ("prvostupnica informatike", Some(Bachelor)),
            ("magistar struke", Some(Master)),
            ("বিজ্ঞানে স্নাতকোত্তর", Some(Master)),
            ("ბაკალავრი", Some(Bachelor)),
            ("Certificate", None),
            ("Abitur", None),
        ] {
            assert_eq!(locale("en").unwrap().level(degree), level, "{degree}");
        }
    }

    #[test]
    fn words_of_the_language_come_before_those_of_others() {
        for (language, degree, level) in [
            ("sv", "Kandidatexamen", Bachelor),
            ("da", "Kandidat i fysik", Master),
            ("da", "cand.scient.", Master),
            ("nl", "ing. Bouwkunde", Bachelor),
            ("cs", "Ing. stavební", Master),
            ("sl", "dipl. inž. grad.", Bachelor),
            ("hr", "dipl. ing. građ.", Master),
            ("hr", "diplomirani ekonomist", Master),
            ("ms", "Sarjana Muda Kejuruteraan", Bachelor),
            ("ms", "Sarjana Sains", Master),
            ("id", "Sarjana Teknik", Bachelor),
            ("id", "S2 Teknik Sipil", Master),
            ("fi", "Luonnontieteiden kandidaatti", Bachelor),
            ("fi", "Diplomi-insinööri", Master),
            ("fi", "Filosofian maisteri", Master),
            ("it", "Laurea magistrale in Fisica", Master),
            ("it", "Laurea in Fisica", Bachelor),
            ("fr", "Diplôme national d’ingénieur", Master),
            ("ru", "Кандидат технических наук", Doctor),
            ("th", "วิศวกรรมศาสตรบัณฑิต", Bachelor),
            ("th", "วิทยาศาสตรมหาบัณฑิต", Master),
            ("fa", "کارشناسی ارشد معماری", Master),
            ("fa", "کارشناسی معماری", Bachelor),
            ("hi", "विज्ञान स्नातकोत्तर", Master),
            ("tr", "Yüksek Lisans", Master),
            ("de", "PhD", Doctor),
            ("ja", "BSc", Bachelor),
        ] {
            assert_eq!(locale(language).unwrap().level(degree), Some(level), "{language}: {degree}");
        }
    }
}
