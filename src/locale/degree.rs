//! The level of a degree, from its name.

use super::Level;

/// Beginnings of the words for degrees, in lower case, by level; the higher levels first, because "Master of
/// Philosophy" is no doctorate, but "Bachelor" and "Master" occur in the names of programmes.
const WORDS: &[(Level, &[&str])] = &[
    (
        Level::Doctor,
        &[
            "phd",
            "ph.d",
            "dphil",
            "doctor",
            "dr",
            "doktor",
            "docteur",
            "dottorat",
            "doutor",
            "tohtori",
            "promotion",
            "doktorgrad",
            "tiến sĩ",
            "доктор",
            "кандидат наук",
            "аспирант",
            "博士",
            "박사",
            "دكتور",
            "دکتر",
            "דוקטור",
            "διδακτορ",
            "daktaras",
            "dochtúir",
            "դոկտոր",
            "დოქტორ",
            "পিএইচডি",
            "முனைவர்",
            "ڈاکٹر",
            "پی ایچ ڈی",
            "shahada ya uzamivu",
        ],
    ),
    (
        Level::Master,
        &[
            "msc",
            "ms",
            "m.s",
            "ma",
            "m.a",
            "mba",
            "meng",
            "m.eng",
            "mphil",
            "master",
            "máster",
            "màster",
            "mestr",
            "magist",
            "mgr",
            "ing.",
            "dipl",
            "diplom",
            "kandidat",
            "yüksek lisans",
            "maģistr",
            "meistar",
            "máistir",
            "մագիստրոս",
            "მაგისტრ",
            "স্নাতকোত্তর",
            "முதுகலை",
            "ماسٹر",
            "shahada ya uzamili",
            "thạc sĩ",
            "магист",
            "магіст",
            "硕士",
            "碩士",
            "修士",
            "석사",
            "ماجستير",
            "کارشناسی ارشد",
            "תואר שני",
            "μεταπτυχ",
            "laurea magistrale",
            "laurea specialistica",
        ],
    ),
    (
        Level::Bachelor,
        &[
            "bsc",
            "bs",
            "b.s",
            "ba",
            "b.a",
            "beng",
            "b.eng",
            "be",
            "bachelor",
            "licen",
            "grado",
            "grau",
            "lisans",
            "cử nhân",
            "бакалав",
            "学士",
            "學士",
            "학사",
            "بكالوريوس",
            "کارشناسی",
            "תואר ראשון",
            "πτυχίο",
            "bc",
            "laurea",
            "bakal",
            "baccalaureus",
            "prvostup",
            "baitsil",
            "բակալավր",
            "ბაკალავრ",
            "স্নাতক",
            "இளங்கலை",
            "بیچلر",
            "sarjana muda",
            "shahada ya kwanza",
        ],
    ),
];

impl Level {
    /// The level of a degree such as "MSc" or "Master of Science"; `None` if its name does not tell.
    pub fn of(degree: &str) -> Option<Level> {
        let degree = degree.to_lowercase();
        let begins = |word: &str| match degree.strip_prefix(word) {
            // An abbreviation must be a whole word.
            Some(rest) if word.is_ascii() && word.len() < 5 => !rest.starts_with(|letter: char| letter.is_alphabetic()),
            Some(_) => true,
            None => !word.is_ascii() && degree.contains(word),
        };
        let of = |(level, words): &(Level, &[&str])| words.iter().any(|word| begins(word)).then_some(*level);
        WORDS.iter().find_map(of)
    }
}

#[cfg(test)]
mod tests {
    use super::Level::{self, Bachelor, Doctor, Master};

    #[test]
    fn the_level_of_a_degree_is_in_its_name() {
        for (degree, level) in [
            ("PhD", Some(Doctor)),
            ("Doctor of Philosophy", Some(Doctor)),
            ("Dr.-Ing.", Some(Doctor)),
            ("MSc", Some(Master)),
            ("Master’s", Some(Master)),
            ("M.S.", Some(Master)),
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
            assert_eq!(Level::of(degree), level, "{degree}");
        }
    }
}
