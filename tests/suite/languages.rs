//! Languages: texts in several of them in one file, languages of which few words are known, and language files.

use recto::diagnostic::Diagnostics;
use recto::export::{Form, Style, write};
use recto::locale::Locale;
use recto::resume::Resume;
use recto::source::{Source, Spanned};
use recto::theme::Themes;
use recto::typeset;

use crate::project::Project;

const BOTH: &str = "\
language: [en, fr]
basics:
  name: Ada Lovelace
  label: {en: Baker, fr: Boulangère}
work:
- name: Mill
  position: {en: Head baker, fr: Cheffe boulangère}
  startDate: 2019-03
  highlights: {en: [Bakes bread, Sells cake], fr: [Fait le pain]}
applications:
  hale: {}
  dupont: {language: fr, set: {basics.label: {en: Pastry cook, fr: Pâtissière}}}
";

fn built(project: &Project, args: &[&str]) -> String {
    let args = [&["build", "--format", "txt", "-o", "-"], args].concat();
    let run = project.run(&args);
    assert_eq!(run.code, Some(0), "{}", run.report());
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn one_file_is_built_in_each_of_its_languages() {
    let project = Project::new().file("resume.yaml", BOTH);
    let english = built(&project, &[]);
    assert!(english.contains("Head baker") && english.contains("Bakes bread") && english.contains("Present"));
    assert!(!english.contains("Boulangère") && !english.contains("pain"));
    let french = built(&project, &["--language", "fr"]);
    assert!(french.contains("Cheffe boulangère") && french.contains("Fait le pain") && french.contains("aujourd"));
    assert!(!french.contains("aker"), "{french}");
    let tailored = built(&project, &["--for", "dupont"]);
    assert!(tailored.contains("Pâtissière") && tailored.contains("Cheffe boulangère"), "{tailored}");
    let run = project.run(&["build", "--all", "--format", "txt"]);
    assert_eq!(run.code, Some(0), "{}", run.report());
    let mut files = project.files();
    files.retain(|file| file.ends_with(".txt"));
    files.sort();
    assert_eq!(files, ["resume-dupont.fr.txt", "resume-hale.fr.txt", "resume-hale.txt", "resume.fr.txt", "resume.txt"]);
    assert!(String::from_utf8(project.read("resume-hale.fr.txt")).unwrap().contains("Cheffe boulangère"));
    let run = project.run(&["build", "--language", "fr", "--format", "txt", "-o", "{file}_{language}.txt"]);
    assert_eq!(run.code, Some(0), "{}", run.report());
    assert!(project.files().contains(&"resume_fr.txt".to_owned()));
}

#[test]
fn a_missing_text_falls_back_and_is_reported() {
    let project =
        Project::new().file("resume.yaml", BOTH.replace("{en: Head baker, fr: Cheffe boulangère}", "{en: Head baker}"));
    let run = project.run(&["build", "--language", "fr", "--format", "txt", "-o", "-"]);
    assert!(String::from_utf8(run.stdout.clone()).unwrap().contains("Head baker"));
    let report = run.report();
    assert!(report.contains("warning[missing-translation]: no text in `fr`; the one in `en` is printed"), "{report}");
    assert!(report.contains("position: {en: Head baker}"), "{report}");
    assert!(!project.run(&["build", "--format", "txt", "-o", "-"]).report().contains("no text in"));
    let report = project.run(&["check"]).report();
    assert!(report.contains("no text in `fr`"), "{report}");
}

#[test]
fn any_language_tag_is_taken_and_its_missing_words_are_named() {
    let resume = "language: mr\nbasics: {name: अदा}\nwork: [{name: मिल, startDate: 2019-03}]\n";
    let run = Project::new().file("resume.yaml", resume).run(&["build", "--format", "txt", "-o", "-"]);
    let report = run.report();
    assert!(report.contains("there are no titles and labels in `mr` (मराठी); they are printed in English"), "{report}");
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(text.contains("मार्च 2019") && text.contains("Experience"), "{text}");
    let run = Project::new().file("resume.yaml", resume.replace("mr", "tlh")).run(&["build", "-o", "-", "-f", "txt"]);
    assert!(run.report().contains("there are no words in `tlh`"), "{}", run.report());
    let run = Project::new().file("resume.yaml", resume.replace("mr", "english")).run(&["build"]);
    assert!(run.code == Some(1) && run.report().contains("`english` is not a language tag"), "{}", run.report());
}

#[test]
fn a_language_file_beside_the_resume_has_the_words() {
    let resume = "language: mr-IN\nbasics: {name: अदा}\nwork: [{name: मिल, startDate: 2019-03}]\n";
    let file = "name: मराठी\nregions: [IN]\npresent: आजपर्यंत\nsections: {work: अनुभव}\n";
    let project = Project::new().file("resume.yaml", resume).file("locales/mr.yaml", file);
    let run = project.run(&["build", "--format", "txt", "-o", "-"]);
    assert!(run.code == Some(0) && !run.report().contains("warning"), "{}", run.report());
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(text.contains("अनुभव") && text.contains("मार्च 2019 – आजपर्यंत"), "{text}");
    // Its words are read in dates, too.
    let resume = "language: mr\nbasics: {name: अदा}\nwork: [{name: मिल, startDate: चैत्र 2019, endDate: आजपर्यंत}]\n";
    let file = "name: मराठी\nregions: [IN]\npresent: आजपर्यंत\nreading: {monthNames: {चैत्र: 3}}\n";
    let project = Project::new().file("resume.yaml", resume).file("locales/mr.yaml", file);
    let text = built(&project, &[]);
    assert!(text.contains("मार्च 2019 – आजपर्यंत"), "{text}");
    // It may also reword a language that is known.
    let project = Project::new()
        .file("resume.yaml", "language: de\nbasics: {name: Ada}\nwork: [{name: Mill, startDate: 2019}]\n")
        .file("locales/de.yaml", "sections: {work: Praxis}\n");
    let text = built(&project, &[]);
    assert!(text.contains("Praxis") && text.contains("heute"), "{text}");
    let project = project.file("locales/de.yaml", "sections: {wrok: Praxis}\nseasons: [a, b]\nheute: x\n");
    let report = project.run(&["build"]).report();
    assert!(report.contains("unknown key `heute`") && report.contains("locales/de.yaml"), "{report}");
}

/// A résumé with every kind of entry, date and word that a language adds; its own texts have no signs.
const EVERY_WORD: &str = "\
basics:
  name: Ada Quill
  label: Baker
  location: {address: Lane 1, postalCode: '12345', city: Ville, region: Nord, countryCode: CL}
  facts: [{name: Permit, value: B}]
  profiles: [{network: Forum, username: ada}]
work:
- {name: Mill, position: Baker, team: Ovens, location: Ville, startDate: 2019-03, keywords: [Rye, Oats]}
- {name: Inn, position: Cook, startDate: 2015-06-01, endDate: 2018-01-31}
volunteer: [{organization: Club, position: Guide, startDate: 2014, endDate: 2016}]
education:
- {institution: School, studyType: Master, area: Food, startDate: 2010, endDate: 2014-Q2, score: '9', standing: 2nd,
   courses: [Rye, Oats], thesis: Crust}
- {institution: College, studyType: PhD, area: Food, endDate: expected 2031, thesis: Crumb}
- {institution: Evening school, startDate: 2020}
projects: [{name: Oven, startDate: 2018-summer, endDate: 2019-winter, keywords: [Brick, Clay]}]
awards: [{title: Prize, awarder: Guild, date: 2017-05}]
certificates: [{name: First aid, issuer: Cross, date: 2020-02, expires: 2030-02, id: '77'}]
publications: [{name: Bread, authors: [A. Quill, B. Stone], publisher: Press, releaseDate: 2016, kind: book}]
skills: [{name: Oven, keywords: [Brick, Clay]}]
languages: [{language: Welsh, fluency: native}]
interests: [{name: Boats, keywords: [Sail, Oar]}]
references: [{name: B. Stone, position: Miller, reference: Good}]
closing: {text: True, place: Ville, date: 2026-01-09}
letter:
  recipient: {name: C. Miller, organization: Hale}
  date: 2026-01-09
  subject: Baker
  opening: Hello
  body: I bake
  closing: Bye
  enclosures: [Diploma, Photo]
";

/// The texts of a document in a language, in reading order; those of the letter last.
fn texts(tag: &str, theme: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let yaml = format!("language: {tag}\ntheme: {{name: {theme}, durations: true}}\n{EVERY_WORD}");
    let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut diagnostics).unwrap();
    let resume = resume.as_of("2026-01-09".parse().unwrap());
    let theme = Themes::builtin().find(theme, None, &mut diagnostics).unwrap();
    let document = typeset::document(&resume, &theme, &mut diagnostics).unwrap();
    let mut texts = Vec::new();
    document.visit(&mut |field| texts.push(field.plain()));
    texts
}

#[test]
fn every_language_says_everything_with_its_own_signs() {
    let mut diagnostics = Diagnostics::new();
    for (tag, _) in recto::locale::languages() {
        let source = Source::new("tag", tag);
        let span = source.span(0..tag.len());
        let locale = Locale::find(Some(&Spanned { value: tag.parse().unwrap(), span }), &mut diagnostics).unwrap();
        for name in Themes::builtin().names() {
            for text in texts(tag, name) {
                let place = format!("{tag} in {name}: {text}");
                assert!(!text.contains(['{', '}', '◌']) && !text.contains("  "), "{place}");
                for (sign, own) in [(", ", locale.comma()), ("; ", locale.semicolon()), (": ", locale.colon())] {
                    // A sign of the language may end like the Latin one.
                    assert!(own.ends_with(sign) || !text.contains(sign), "{place}");
                }
            }
        }
    }
}

#[test]
fn the_texts_of_a_page_in_each_language() {
    for (tag, _) in recto::locale::languages() {
        insta::assert_snapshot!(format!("language_{tag}"), texts(tag, "cornerstone").join("\n"));
    }
}

#[test]
fn a_new_language_is_one_file_and_a_variant_five_lines() {
    // A language that Recto does not know, with its own names, letters, marks and capitals.
    let file = "\
name: Kalaallisut
regions: [GL]
nameOrder: family-first
names: {patronymics: [sen], particles: [af]}
noCapitals: true
document: Pillugu
present: maanna
punctuation: {comma: ' / ', stop: ' '}
titles: {work: '<{title}>', article: '<{title}>'}
letter: {date: '{city} -- {date}', recipient: [address, name]}
degrees: {doctor: [ilisimat]}
thesis: {bachelor: Suliaq, master: Suliaq, doctor: Ilisimatuussut}
elided: [ngaa]
months:
  dotted: [jan., feb., mar., apr., maj, jun., jul., aug., sep., okt., nov., dec.]
dates: {dotted: {month: '{year} {month}'}}
sections: {work: Suliffiit, publications: Saqqummersitat}
";
    let resume = "\
language: kl
basics: {name: Olsen Aviaja Petersen, location: {city: Nuuk}}
work: [{name: Mill, startDate: 2019-03, keywords: [a, b]}]
education: [{institution: Mill, studyType: Ilisimatooq, thesis: \"Rye 'ngaa' oats\"}]
publications: [{name: Bread, publisher: Press, authors: [Olsen A., Stone B.]}]
letter: {recipient: {name: B. Stone, address: [Lane 1]}, date: 2026-01-09, body: I bake}
";
    let project = Project::new().file("resume.yaml", resume).file("locales/kl.yaml", file);
    let text = built(&project, &[]);
    assert!(text.contains("Suliffiit") && text.contains("2019 mar. – maanna") && text.contains("a / b"), "{text}");
    assert!(text.contains("<Bread> Press") && text.contains("Ilisimatuussut: Rye ’ngaa’ oats"), "{text}");
    let run = project.run(&["build", "--format", "md", "-o", "-"]);
    let page = String::from_utf8(run.stdout).unwrap();
    assert!(page.contains("**Olsen A.** / Stone B."), "{page}");
    let run = project.run(&["build", "--format", "txt", "--letter", "separate"]);
    assert_eq!(run.code, Some(0), "{}", run.report());
    let letter = String::from_utf8(project.read("resume-letter.txt")).unwrap();
    assert!(letter.contains("Lane 1\nB. Stone") && letter.contains("Nuuk -- January 9, 2026"), "{letter}");
    // A variant says what differs, and nothing else.
    let variant =
        "extends: de-AT\nname: Deutsch (Südtirol)\nregions: [IT]\npresent: dato\nsections: {skills: Können}\n";
    assert!(variant.lines().count() == 5);
    let project = Project::new()
        .file("resume.yaml", "language: de-IT\nbasics: {name: Ada}\nwork: [{name: Mill, startDate: 2019-01}]\n")
        .file("locales/de-IT.yaml", variant);
    let text = built(&project, &["--set", "theme.dateFormat=long"]);
    assert!(text.contains("Jänner 2019 – dato"), "{text}");
}

#[test]
fn dates_are_read_in_the_words_of_the_language() {
    for (language, start, end, printed) in [
        ("de", "März 2019", "heute", "03/2019–heute"),
        ("fr", "mars 2019", "aujourd’hui", "mars 2019 – aujourd’hui"),
        ("es", "marzo de 2019", "actualidad", "mar. 2019 – actualidad"),
        ("pl", "marzec 2019", "obecnie", "03.2019–obecnie"),
        ("nl", "maart 2019", "heden", "mrt 2019 – heden"),
        ("ru", "весна 2019", "по настоящее время", "весна 2019 — по настоящее время"),
    ] {
        let resume = format!(
            "language: {language}\nbasics: {{name: Ada}}\nwork: [{{name: Mill, startDate: {start}, endDate: {end}}}]\n"
        );
        let project = Project::new().file("resume.yaml", resume);
        let run = project.run(&["build", "--format", "txt", "-o", "-"]);
        let text = String::from_utf8(run.stdout.clone()).unwrap();
        assert!(run.code == Some(0) && text.contains(printed), "{language}: {text}{}", run.report());
        assert!(run.report().contains("is read as `present`"), "{}", run.report());
    }
}

#[test]
fn an_average_is_a_gpa_on_the_scales_of_the_language() {
    for (language, score, printed) in [
        ("hi", "8.9/10", "सीजीपीए: 8.9/10"),
        ("hi", "3.8/4.0", "सीजीपीए: 3.8/4.0"),
        ("en", "3.8/4.0", "GPA: 3.8/4.0"),
        ("en", "8.9/10", "Grade: 8.9/10"),
        ("de", "3.8/4.0", "Note: 3.8/4.0"),
    ] {
        let resume = format!(
            "language: {language}\nbasics: {{name: Ada}}\neducation: [{{institution: B, area: C, score: {score}}}]\n"
        );
        let text = built(&Project::new().file("resume.yaml", resume), &[]);
        assert!(text.contains(printed), "{language}: {text}");
    }
}

/// A Thai letter names what is enclosed before its text.
#[test]
fn a_thai_letter_names_its_enclosures_first() {
    let resume = "language: th\nbasics: {name: สมชาย ใจดี}\nletter: {recipient: {name: คุณสมหญิง}, date: 2026-01-11, \
                  subject: สมัครงาน, opening: เรียน คุณสมหญิง, body: ข้าพเจ้าขอสมัครงาน, closing: ขอแสดงความนับถือ, enclosures: [ใบปริญญา]}\n";
    let project = Project::new().file("resume.yaml", resume);
    let run = project.run(&["build", "--format", "txt", "-o", "out.txt"]);
    assert!(run.code == Some(0), "{}", run.report());
    let text = String::from_utf8(project.read("out-letter.txt")).unwrap();
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("`{part}` is missing: {text}"));
    let order = ["คุณสมหญิง", "เรื่อง สมัครงาน", "เรียน", "ใบปริญญา", "ข้าพเจ้า", "ขอแสดงความนับถือ"].map(at);
    assert!(order.is_sorted(), "{text}");
}

#[test]
fn no_list_of_authors_ends_with_two_full_stops() {
    for (tag, _) in recto::locale::languages() {
        let yaml = format!(
            "language: {tag}\nbasics: {{name: Ada}}\npublications:\n- {{name: Notes, authors: [Lovelace A., Menabrea L.]}}\n\
             - {{name: Is it?, authors: [Menabrea L., et al.], publisher: Press Inc.}}\n"
        );
        let mut diagnostics = Diagnostics::new();
        let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut diagnostics).unwrap();
        for name in Themes::builtin().names() {
            let theme = Themes::builtin().find(name, None, &mut diagnostics).unwrap();
            let document = typeset::document(&resume, &theme, &mut diagnostics).unwrap();
            let mut texts = Vec::new();
            document.visit(&mut |field| texts.push(field.plain()));
            for form in [Form::Text, Form::Markdown] {
                texts.push(String::from_utf8(write(&document, &Style::default(), form)).unwrap());
            }
            for text in texts {
                let twice = ["..", ".。", "。。", "?.", ".։"].into_iter().find(|stops| text.contains(stops));
                assert_eq!(twice, None, "{tag} in {name}: {text}");
            }
        }
    }
}

#[test]
fn a_letter_in_russian_is_dated_beside_the_name() {
    let letter = |language: &str| {
        let yaml = format!(
            "language: {language}\nbasics: {{name: Анна Соколова, location: {{city: Псков}}}}\nletter: {{recipient: {{name: И. И. \
             Орлов}}, date: 2026-01-09, subject: Пекарь, opening: 'Уважаемый Иван Ильич!', body: Я пеку хлеб., closing: С \
             уважением, enclosures: [Резюме]}}\n"
        );
        let project = Project::new().file("resume.yaml", yaml);
        let run = project.run(&["build", "--format", "txt"]);
        assert_eq!(run.code, Some(0), "{}", run.report());
        String::from_utf8(project.read("resume-letter.txt")).unwrap()
    };
    for language in ["ru", "uk", "kk"] {
        let text = letter(language);
        let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
        let parts = ["Орлов", "Пекарь", "Уважаемый", "хлеб", "Резюме", "уважением", "2026"].map(place);
        assert!(parts.is_sorted() && text.trim_end().ends_with("Анна Соколова"), "{text}");
    }
}

#[test]
fn a_number_follows_the_abbreviation_for_it_without_a_colon() {
    for (language, printed) in [
        ("de", "PMI, Nr. 77"),
        ("ru", "PMI, № 77"),
        ("hy", "PMI, № 77"),
        ("cs", "PMI, č. 77"),
        ("pl", "PMI, nr 77"),
        ("es", "PMI, n.º 77"),
        ("fr", "PMI, n° 77"),
        ("en", "PMI, ID: 77"),
        ("zh", "PMI，编号：77"),
    ] {
        let resume = format!(
            "language: {language}\nbasics: {{name: Ada}}\ncertificates: [{{name: PMP, issuer: PMI, id: '77'}}]\n"
        );
        let text = built(&Project::new().file("resume.yaml", resume), &[]);
        assert!(text.contains(printed), "{language}: {text}");
    }
}

/// A new language from right to left inherits English ranges without spaces, in which programs read years backwards.
#[test]
fn a_new_language_may_run_from_right_to_left() {
    let file = "name: ייִדיש\nregions: [IL]\ndirection: rtl\nsections: {work: אַרבעט}\n";
    let resume = "language: yi\nbasics: {name: Mendl}\nwork: [{name: Mill, startDate: 2012, endDate: 2014}]\n";
    let project = Project::new().file("resume.yaml", resume).file("locales/yi.yaml", file);
    let run = project.run(&["build", "--format", "txt", "-o", "-"]);
    let text = String::from_utf8(run.stdout.clone()).unwrap();
    assert!(text.contains("אַרבעט") && text.contains("2012 – 2014"), "{text}{}", run.report());
    let run = project.run(&["build"]);
    let lacks_fonts = run.report().contains("missing-glyph") && std::env::var_os("RECTO_TEST_FONTS").is_none();
    assert!(run.code == Some(0) || lacks_fonts, "{}", run.report());
}

/// The name at the top had a straight apostrophe, and the same name in a list of authors a curly one.
#[test]
fn a_name_has_the_apostrophe_of_text_everywhere() {
    for (name, printed) in
        [("Anne L'Hœst", "Anne L’Hœst"), ("Jan van 't Hof", "Jan van ’t Hof"), ("Sean O'Neill", "Sean O’Neill")]
    {
        let resume = format!(
            "basics: {{name: \"{name}\"}}\npublications: [{{name: Bread, authors: [\"{name}\"]}}]\nletter: {{recipient: {{name: B}}, body: I bake}}\n"
        );
        let project = Project::new().file("resume.yaml", resume);
        let run = project.run(&["build", "--format", "md", "-o", "-"]);
        let text = String::from_utf8(run.stdout.clone()).unwrap();
        let marked = format!("**{printed}**");
        assert!(text.starts_with(&format!("# {printed}")) && text.contains(&marked), "{text}{}", run.report());
        for theme in ["harbor", "cornerstone", "passport"] {
            let run = project.run(&["build", "--theme", theme, "--letter", "separate"]);
            assert!(run.code == Some(0) && !run.report().contains("warning"), "{theme}: {}", run.report());
        }
    }
}

/// A grade in the figures of the language is a number.
#[test]
fn a_grade_in_any_figures_has_a_label() {
    for (language, score, printed) in [
        ("bn", "৩.৮/৪.০", "সিজিপিএ: ৩.৮/৪.০"),
        ("fa", "۱۸٫۵/۲۰", "معدل: ۱۸٫۵/۲۰"),
        ("hi", "८.९/१०", "सीजीपीए: ८.९/१०"),
        ("ar", "٣٫٨/٤", "المعدل التراكمي: ٣٫٨/٤"),
        ("en", "3.8/4", "GPA: 3.8/4"),
    ] {
        let resume = format!(
            "language: {language}\nbasics: {{name: Ada}}\neducation: [{{institution: Mill, score: {score}}}]\n"
        );
        let text = built(&Project::new().file("resume.yaml", resume), &[]);
        assert!(text.contains(printed), "{language}: {text}");
    }
}

#[test]
fn plain_text_has_no_other_spaces() {
    let resume =
        "language: fr\nbasics: {name: Ada, summary: \"« oui » : 30\u{a0}%\"}\nskills: [{name: A, keywords: [B]}]\n";
    let text = built(&Project::new().file("resume.yaml", resume), &[]);
    assert!(text.contains("A : B") && text.contains("30 %") && !text.contains(['\u{a0}', '\u{202f}']), "{text:?}");
}

#[test]
fn an_expected_publication_has_one_pair_of_brackets() {
    for (tag, _) in recto::locale::languages() {
        let yaml = format!(
            "language: {tag}\nbasics: {{name: Ada}}\npublications: [{{name: Notes, authors: [A. Lovelace], releaseDate: \
             expected 2031}}]\n"
        );
        let mut diagnostics = Diagnostics::new();
        let resume = Resume::read(&Source::new("resume.yaml", yaml), &mut diagnostics).unwrap();
        let theme = Themes::builtin().find("plumb", None, &mut diagnostics).unwrap();
        let document = typeset::document(&resume, &theme, &mut diagnostics).unwrap();
        let text = String::from_utf8(write(&document, &Style::default(), Form::Text)).unwrap();
        let brackets = text.chars().filter(|letter| "(（".contains(*letter)).count();
        assert!(brackets <= 1 && !text.contains("))") && !text.contains("））"), "{tag}: {text}");
    }
}

#[test]
fn a_russian_letter_names_the_position_of_the_recipient_first() {
    for language in ["ru", "uk"] {
        let resume = format!(
            "language: {language}\nbasics: {{name: Анна}}\nletter:\n  recipient: {{name: Орлову И. И., position: Директору, \
             organization: ООО Мир, address: [Псков]}}\n  body: Текст\n"
        );
        let project = Project::new().file("resume.yaml", resume);
        assert_eq!(project.run(&["build", "--format", "txt"]).code, Some(0));
        let text = String::from_utf8(project.read("resume-letter.txt")).unwrap();
        assert!(text.contains("Директору\nООО Мир\nОрлову И. И.\nПсков"), "{text}");
    }
}

#[test]
fn in_html_a_place_is_marked_once_and_other_directions_are_isolated() {
    let resume = "language: ar\nbasics: {name: سارة}\nwork:\n- {name: Acme (UK) Ltd., position: مهندسة, location: 'London, UK', \
                  startDate: 2019-10}\n- {name: شركة, position: R&D, location: جدة}\n";
    let project = Project::new().file("resume.yaml", resume);
    let run = project.run(&["build", "--format", "html", "-o", "-"]);
    assert_eq!(run.code, Some(0), "{}", run.report());
    let page = String::from_utf8(run.stdout).unwrap();
    assert!(page.contains("<span class=\"p-org\" dir=\"ltr\">Acme (UK) Ltd.</span>"), "{page}");
    assert!(page.contains("<span class=\"p-role\" dir=\"ltr\">R&amp;D</span>"), "{page}");
    assert!(page.contains("<span class=\"p-org\">شركة</span>"), "{page}");
    assert_eq!(page.matches("p-location").count(), 2, "{page}");
}

/// A word that only the file of its language says is enough to understand a document.
#[test]
fn imports_read_words_that_only_a_language_file_says() {
    let job = |title: &str| {
        let text =
            format!("# Ada Quill\n\nada@example.org\n\n## Work experience\n\nMill – {title}\n2015 – 2019\n\n- Xyz\n");
        let run = Project::new().file("old.md", &text).run(&["import", "old.md"]);
        assert_eq!(run.code, Some(0), "{}", run.report());
        String::from_utf8(run.stdout).unwrap()
    };
    for (language, word) in [("is", "hjúkrunarfræðingur"), ("lt", "buhalterė"), ("ta", "பொறியாளர்"), ("th", "วิศวกร")]
    {
        let file = format!("{}/src/locale/{language}.yaml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.split_once("\nimport:\n").is_some_and(|(_, words)| words.contains(word)), "{language}: {word}");
        let made = job(word);
        assert!(made.contains(&format!("position: {word}")) && made.contains("name: Mill"), "{made}");
        // Of a word that is not known, it is a guess.
        assert!(!made.contains("read as the position"), "{made}");
    }
}

#[test]
fn the_words_for_imports_are_checked_in_a_language_file() {
    let project = Project::new().file("resume.yaml", "language: cy\nbasics: {name: Ada}\n");
    let file = "name: Cymraeg\nregions: [GB]\nimport: {positions: [athro], titles: {work: [gwaith]}}\n";
    let project = project.file("locales/cy.yaml", file);
    let run = project.run(&["build", "--format", "txt", "-o", "-"]);
    assert_eq!(run.code, Some(0), "{}", run.report());
    let project = project.file("locales/cy.yaml", "import: {positons: [athro], titles: {werk: [gwaith]}}\n");
    let report = project.run(&["build"]).report();
    assert!(report.contains("unknown key `positons`") && report.contains("unknown key `werk`"), "{report}");
    assert!(report.contains("locales/cy.yaml"), "{report}");
}
