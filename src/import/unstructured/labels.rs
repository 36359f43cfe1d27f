//! Labels before the details of a person: "Phone:", "Anschrift", "Ad Soyad".

use super::titles::normalized;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The name.
    Name,
    /// The given names, where the family name has a label of its own.
    Given,
    /// The family name.
    Family,
    /// The profession.
    Profession,
    /// A postal address, or a place.
    Address,
    /// An email address, a phone number, a website or a profile.
    Contact,
}

/// Whole labels, by what they announce. One line is a language or several that are alike.
const LABELS: &[(Label, &str)] = &[
    (
        Label::Name,
        "name;full name;name / surname;surname(s) / first name(s);first name(s) / surname(s);surname / name;\
         vor- und nachname;vorname und name;name, vorname;nachname, vorname;nom;nom et prénom;nom, prénom;\
         nombre;nombre y apellidos;nombre completo;nome;nome completo;nome e cognome;naam;imię i nazwisko;jméno;jméno a příjmení;\
         meno a priezvisko;navn;namn;nimi;név;nume;nume și prenume;ad soyad;adı soyadı;имя;фио;ф.и.о.;ім'я;име и презиме;ime i prezime;\
         ime in priimek;ονοματεπώνυμο;họ tên;họ và tên;姓名;氏名;이름;성명",
    ),
    (
        Label::Given,
        "first name;first name(s);given name;given names;vorname;vorname(n);prénom;prénom(s);nombre(s);voornaam;imię;fornavn;förnamn;\
         etunimi;prenume;křestní jméno",
    ),
    (
        Label::Family,
        "last name;surname;surname(s);family name;nachname;familienname;nom de famille;apellidos;apellido(s);cognome;apelido;sobrenome;\
         achternaam;nazwisko;příjmení;efternavn;etternavn;efternamn;sukunimi;soyadı",
    ),
    (
        Label::Profession,
        "profession;job title;current position;desired position;beruf;berufsbezeichnung;métier;profesión;professione;profissão;beroep;\
         zawód;povolání;yrke;stilling;ammatti;foglalkozás;profesie;unvan;meslek;должность;профессия;职业;職業;求职意向;应聘职位;应聘岗位;希望職種;occupational field;desired employment;\
         job applied for;preferred job",
    ),
    (
        Label::Address,
        "address;home address;postal address;adresse;adresse postale;anschrift;wohnort;dirección;domicilio;indirizzo;residenza;location;\
         place of residence;residence;a;endereço;morada;adres;woonplaats;adresa;bydliště;bydlisko;adress;bostadsort;bopæl;osoite;lakcím;\
         adresă;domiciliu;ikametgah;адрес;адреса;город;διεύθυνση;địa chỉ;住所;地址;所在地;现居地;居住地;现居城市;주소",
    ),
    (
        Label::Contact,
        "telefon komórkowy;telefon stacjonarny;mobiltelefon;teléfono móvil;téléphone portable;telefone celular;web;www;internet;cell;handy;portable;courriel;móvil;correo;correo electrónico;cellulare;site;sitio web;linkedin;github;gitlab;xing;twitter;orcid;\
         portfolio;blog;links;contact;personal;company;work;home;private;privat;other;kontakt;домашний;почта;t;m;e;w;p;fax;tel;tél;gsm;\
         電話;メール;邮箱;电话;電話番号;手机;전화;이메일;主页;个人主页;网站;网址;电子邮箱;邮件;联系电话;手机号码;微信;eposta;strona internetowa;casa;domowy;domicile;lavoro;privé;telemóvel;celular;komórka;sähköposti",
    ),
];

/// Beginnings of words that tell that a label announces a contact, whatever else it says: "Numer telefonu".
const CONTACTS: &[&str] = &[
    "phone",
    "telef",
    "telephon",
    "telep",
    "téléph",
    "mobil",
    "email",
    "e-mail",
    "mail",
    "e-post",
    "e-pošta",
    "website",
    "webseite",
    "homepage",
    "puhelin",
    "телефон",
    "почт",
    "сайт",
    "τηλ",
    "điện",
];

/// What a label announces; `None` if it is not known.
pub fn label(text: &str) -> Option<Label> {
    let normal = normalized(text);
    let normal = normal.trim_matches(['(', ')']).trim();
    let is_named = |names: &str| names.split(';').any(|name| name.trim() == normal);
    if let Some((label, _)) = LABELS.iter().find(|(_, names)| is_named(names)) {
        return Some(*label);
    }
    let mut words = normal.split(' ');
    let is_short = normal.split(' ').count() <= 3;
    // An ending may follow, but not another word, as in "mailroom".
    let is_contact = |word: &str| {
        let rest = |begin: &&str| word.strip_prefix(*begin).is_some_and(|rest| rest.chars().count() <= 3);
        CONTACTS.iter().any(rest)
    };
    (is_short && words.any(is_contact)).then_some(Label::Contact)
}

/// Whether a word announces a phone number or an address by itself, such as "tel."
pub fn is_contact_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "tel",
        "tél",
        "telefon",
        "telefono",
        "teléfono",
        "téléphone",
        "telefone",
        "telefoon",
        "phone",
        "mobile",
        "mobil",
        "mobiel",
        "móvil",
        "cell",
        "handy",
        "fax",
        "gsm",
        "e-mail",
        "email",
        "mail",
        "web",
        "www",
    ];
    WORDS.contains(&normalized(word).as_str())
}

/// Whether a text is no more than a label, such as "Mobile".
pub fn is_bare(text: &str) -> bool {
    !text.trim().contains(' ') && label(text).is_some()
        || LABELS.iter().any(|(_, names)| {
            let normal = normalized(text);
            names.split(';').any(|name| name.trim() == normal)
        })
}

#[cfg(test)]
mod tests {
    use super::{Label, label};

    #[test]
    fn labels_of_many_languages_are_known() {
        for (text, known) in [
            ("Phone number", Some(Label::Contact)),
            ("Numer telefonu", Some(Label::Contact)),
            ("(Mobile)", Some(Label::Contact)),
            ("E-posta", Some(Label::Contact)),
            ("Ad Soyad", Some(Label::Name)),
            ("Anschrift", Some(Label::Address)),
            ("Beruf", Some(Label::Profession)),
            ("Geburtsdatum", None),
            ("Web Developer at a large company", None),
        ] {
            assert_eq!(label(text), known, "{text}");
        }
    }
}
