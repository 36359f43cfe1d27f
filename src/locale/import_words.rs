//! The words of languages by which imports understand documents of any language: of job titles, schools, degrees, labels.
//!
//! They stand under `import` and `europass` in the language files. The build collects those of all languages, and takes
//! them out of what is read to print a résumé.

use serde::Deserialize;

use super::Locale;

include!(concat!(env!("OUT_DIR"), "/import_words.rs"));

/// A list of words that is known when the program is built.
pub type Listed = &'static [&'static str];

/// What a language file says under `import`. Case does not matter, and an asterisk stands for any letters. Words of
/// scripts without spaces, such as Chinese, are found within others.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, bound(deserialize = "List: Default + Deserialize<'de>"))]
pub struct ImportWords<List> {
    /// Job titles, and words of them.
    pub positions: List,
    /// Words of the names of schools.
    pub schools: List,
    /// Degrees and other qualifications, as they begin a line.
    pub degrees: List,
    /// Degrees that `degree_endings` may follow, as "bachelor" in "Bachelor of Arts".
    pub degree_names: List,
    /// What may follow them, such as "of arts".
    pub degree_endings: List,
    /// What may follow both, as in "Bachelor of Science degree".
    pub degree_nouns: List,
    /// Words between a degree and its subject, such as "in".
    pub degree_joints: List,
    /// Words between the name of a degree that is not known and its subject.
    pub subject_joints: List,
    /// Words with which the name of a degree goes on, as in "Diplôme d'État d'infirmière".
    pub degree_particles: List,
    /// Words that tell of a degree wherever they stand.
    pub degree_words: List,
    /// Grades in words, such as "with distinction".
    pub grades: List,
    /// What may follow a grade in figures, such as "e lode".
    pub grade_endings: List,
    /// Labels before a grade.
    pub grade_labels: List,
    /// Labels before the standing among others.
    pub ranks: List,
    /// How somebody is employed: beside an employer, as LinkedIn has it. Never a place. Who works for himself, or learns,
    /// has that as an employer or a position.
    pub employment: List,
    /// Words of the names of organizations.
    pub organisations: List,
    /// Words of the parts of an organization, such as "department".
    pub departments: List,
    /// How well a language is spoken.
    pub fluency: List,
    /// How well a skill is mastered.
    pub levels: List,
    /// Labels of a mother tongue, beside that of `details`.
    pub mother_tongue: List,
    /// Labels of other languages than the mother tongue.
    pub other_languages: List,
    /// What stands for a place of work that is anywhere.
    pub remote: List,
    /// Words of the names of streets.
    pub streets: List,
    /// Words for a street with which an address begins.
    pub streets_first: List,
    /// Words in small letters within the names of towns.
    pub place_particles: List,
    /// Words between an organization and its town that stand nowhere else.
    pub town_joints: List,
    /// Words between a position and its employer that stand nowhere else.
    pub employer_joints: List,
    /// Words between an employer and its town, where another word stands before the employer.
    pub place_joints: List,
    /// Words between the name of a document and that of the person.
    pub name_joints: List,
    /// Names of a résumé, beside `document`.
    pub documents: List,
    /// Words before the number of a page.
    pub pages: List,
    /// Words between the number of a page and that of all pages.
    pub page_joints: List,
    /// Labels before keywords, beside that of `labels`.
    pub keyword_labels: List,
    /// What follows the number of a day, such as "st".
    pub ordinals: List,
    /// Words between a day, a month and a year.
    pub date_joints: List,
    /// Signs after the number of a year.
    pub year_signs: List,
    /// Signs after the number of a month.
    pub month_signs: List,
    /// Words that announce a phone number by themselves.
    pub phones: List,
    /// Beginnings of words that tell that a label announces a contact, whatever else it says.
    pub label_stems: List,
    /// The beginnings of clauses at the end of a résumé: consent to the processing of data, a declaration that all is
    /// true.
    pub statements: List,
    /// The seasons, where no other word tells the language.
    pub seasons: Seasons<List>,
    /// Labels before the details of a person.
    pub labels: Labels<List>,
    /// Words in the labels of the fields of jobs and schools.
    pub entry_labels: EntryLabels<List>,
    /// Titles of sections, beside those of `sections`.
    pub titles: Titles<List>,
    /// Parts of words that tell the section of a longer title.
    pub title_stems: TitleStems<List>,
}

/// The names of the seasons.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "List: Default + Deserialize<'de>"))]
pub struct Seasons<List> {
    /// Spring.
    pub spring: List,
    /// Summer.
    pub summer: List,
    /// Autumn.
    pub autumn: List,
    /// Winter.
    pub winter: List,
}

/// Whole labels before the details of a person, by what they announce.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "List: Default + Deserialize<'de>"))]
pub struct Labels<List> {
    /// The name.
    pub name: List,
    /// The given names, where the family name has its own label.
    pub given: List,
    /// The family name.
    pub family: List,
    /// The profession.
    pub profession: List,
    /// A postal address, or a place.
    pub address: List,
    /// An email address, a phone number, a website or a profile.
    pub contact: List,
}

/// Words in the labels of the fields of jobs and schools, by what the field says.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "List: Default + Deserialize<'de>"))]
pub struct EntryLabels<List> {
    /// The employer.
    pub organisation: List,
    /// The school.
    pub school: List,
    /// The position.
    pub position: List,
    /// The degree.
    pub degree: List,
    /// The subject of a degree.
    pub subject: List,
    /// When.
    pub dates: List,
    /// Where.
    pub place: List,
    /// What was done.
    pub tasks: List,
    /// Anything else.
    pub other: List,
}

/// Titles of sections, by the section that they stand for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "List: Default + Deserialize<'de>"))]
pub struct Titles<List> {
    /// `basics.summary`.
    pub summary: List,
    /// `work`.
    pub work: List,
    /// `volunteer`.
    pub volunteer: List,
    /// `education`.
    pub education: List,
    /// `projects`.
    pub projects: List,
    /// `awards`.
    pub awards: List,
    /// `certificates`.
    pub certificates: List,
    /// `publications`.
    pub publications: List,
    /// `skills`.
    pub skills: List,
    /// `languages`.
    pub languages: List,
    /// `interests`.
    pub interests: List,
    /// `references`.
    pub references: List,
    /// Courses: certificates, if that is what is listed, or else a custom section.
    pub courses: List,
    /// Fields of research: the summary, if it is a text above all else, or else a custom section.
    pub research: List,
    /// The header.
    pub contact: List,
    /// A custom section.
    pub custom: List,
}

/// Parts of words that tell the section of a longer title, by section.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "List: Default + Deserialize<'de>"))]
pub struct TitleStems<List> {
    /// `volunteer`.
    pub volunteer: List,
    /// `publications`.
    pub publications: List,
    /// `certificates`.
    pub certificates: List,
    /// `awards`.
    pub awards: List,
    /// `education`.
    pub education: List,
    /// `projects`.
    pub projects: List,
    /// `work`.
    pub work: List,
    /// `skills`.
    pub skills: List,
}

/// What a language file says under `europass`: Europass's names of abilities in a language, and of groups of skills.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Europass<Text> {
    /// Understanding what is heard.
    pub listening: Text,
    /// Understanding what is read.
    pub reading: Text,
    /// Taking part in a conversation.
    pub spoken_interaction: Text,
    /// Speaking at length.
    pub spoken_production: Text,
    /// Writing.
    pub writing: Text,
    /// Communication skills.
    pub communication: Text,
    /// Management and leadership skills.
    pub management: Text,
    /// Organizational skills.
    pub organisation: Text,
    /// Job-related skills.
    pub job: Text,
    /// Digital skills.
    pub digital: Text,
    /// Other skills.
    pub other: Text,
}

/// The words of all languages.
pub fn import_words() -> &'static ImportWords<Listed> {
    &IMPORT_WORDS
}

/// What a language file may say for imports, to find what is wrong in it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ForImports {
    /// The words by which documents are understood.
    pub import: ImportWords<Vec<String>>,
    /// The words of Europass.
    pub europass: Option<Europass<String>>,
}

impl Locale {
    /// Europass's words in the language; in English, if Europass does not have it.
    pub fn europass(&self) -> &'static Europass<&'static str> {
        let language = self.language.split('-').next().unwrap_or_default();
        let of = |language: &str| EUROPASS.iter().find(|(own, _)| *own == language).map(|(_, words)| words);
        of(language).or_else(|| of(super::DEFAULT)).expect("English has the words")
    }
}
