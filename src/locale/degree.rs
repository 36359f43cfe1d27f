//! The level of a degree, from its name.

use super::Level;

/// Abbreviations of degrees, without dots and spaces, and beginnings of the words for them, in lower case, by level; the higher levels first, because "Master of
/// Philosophy" is no doctorate, but "Bachelor" and "Master" occur in the names of programmes.
const WORDS: &[(Level, &[&str])] = &[
    (
        Level::Doctor,
        &[
            "phd",
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
            "ma",
            "mba",
            "meng",
            "mphil",
            "mtech",
            "mres",
            "msci",
            "mfa",
            "llm",
            "mag",
            "master",
            "máster",
            "màster",
            "mestr",
            "magist",
            "mgr",
            "ing",
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
            "ba",
            "beng",
            "be",
            "btech",
            "bba",
            "bfa",
            "llb",
            "inż",
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
    /// The level of a degree such as "MSc", "M. Sc." or "Master of Science"; `None` if its name does not tell.
    pub fn of(degree: &str) -> Option<Level> {
        let degree = degree.to_lowercase();
        let abbreviations = abbreviations(&degree);
        let names = |word: &&str| {
            let is_name = word.len() >= 5 || !word.is_ascii();
            abbreviations.iter().any(|known| known == word)
                || is_name && degree.starts_with(*word)
                || !word.is_ascii() && degree.contains(*word)
        };
        let of = |(level, words): &(Level, &[&str])| words.iter().any(names).then_some(*level);
        WORDS.iter().find_map(of)
    }
}

/// The abbreviations with which a degree may begin, without dots and spaces: "b" and "beng" of "b. eng. informatics".
fn abbreviations(degree: &str) -> Vec<String> {
    let (mut all, mut letters) = (Vec::new(), String::new());
    for word in degree.split_whitespace().take(3) {
        let end = word.find(|letter: char| letter != '.' && !letter.is_alphanumeric()).unwrap_or(word.len());
        letters.extend(word[..end].chars().filter(|letter| *letter != '.'));
        all.push(letters.clone());
        if !word.ends_with('.') {
            break;
        }
    }
    all
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
            assert_eq!(Level::of(degree), level, "{degree}");
        }
    }
}
