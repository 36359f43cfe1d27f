//! What machines read out of the PDF.

use crate::project::{SEED, pdf, seed_with};
use crate::reader::read;

/// Every string of a résumé, in the order of the page, as an independent YAML
/// reader finds them.
fn strings(yaml: &str) -> Vec<String> {
    use serde_yaml::Value;
    let root: Value = serde_yaml::from_str(yaml).unwrap();
    let mut found = Vec::new();
    let basics = &root["basics"];
    let text = |value: &Value| value.as_str().map(plain);
    found.extend(["name", "email", "phone"].iter().filter_map(|key| text(&basics[*key])));
    found.push(without_scheme(basics["url"].as_str().unwrap()));
    let sections = ["work", "education", "projects", "awards", "publications", "skills"];
    let titles = ["Work Experience", "Education", "Projects", "Awards", "Publications and Preprint", "Skills"];
    let keys = [
        "name",
        "institution",
        "location",
        "type",
        "position",
        "team",
        "studyType",
        "area",
        "score",
        "standing",
        "title",
        "awarder",
    ];
    for (section, title) in sections.iter().zip(titles) {
        found.push(title.into());
        for entry in root[*section].as_sequence().unwrap() {
            if *section == "publications" {
                found.extend(entry["authors"].as_sequence().unwrap().iter().filter_map(text));
                found.push(entry["releaseDate"].as_i64().unwrap().to_string());
                found.extend(["name", "publisher", "summary"].iter().filter_map(|key| text(&entry[*key])));
                continue;
            }
            found.extend(keys.iter().filter_map(|key| text(&entry[*key])));
            for list in ["highlights", "keywords"] {
                found.extend(entry[list].as_sequence().into_iter().flatten().filter_map(text));
            }
        }
    }
    found
}

/// The letters of a text, without its marks of emphasis.
fn plain(text: &str) -> String {
    text.replace("**", "").replace("\\*", "\u{1}").replace('*', "").replace('\u{1}', "*")
}

fn without_scheme(url: &str) -> String {
    url.trim_start_matches("https://").into()
}

/// A text with every run of space as one, since lines are broken anywhere.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that each text follows the one before it.
fn assert_in_order(page: &str, texts: &[String]) {
    let page = flat(page);
    let mut from = 0;
    for text in texts {
        let Some(at) = page[from..].find(&flat(text)) else {
            panic!("`{text}` is not read after `…{}`", &page[from.saturating_sub(60)..from]);
        };
        from += at + flat(text).len();
    }
}

#[test]
fn every_string_of_the_resume_is_read_in_its_order_wherever_dates_stand() {
    for dates in ["right", "inline", "below", "left"] {
        let read = read(&pdf(&seed_with(&format!("{{dates: {dates}}}"))));
        assert_in_order(&read.stream, &strings(SEED));
    }
}

#[test]
fn dates_are_read_beside_the_name_and_before_the_role_wherever_they_stand() {
    let expected: Vec<String> = [
        "Google",
        "Oct. 2019 – Present",
        "AI Resident",
        "Tencent",
        "Jul. 2019 – Sep. 2019",
        "SenseTime",
        "Jun. 2017 – Jun. 2019",
        "The University of Hong Kong",
        "Sep. 2015 – Jun. 2019",
        "BEng",
        "BeautyNet",
        "May 2018 – Oct. 2019",
        "Developed",
    ]
    .map(String::from)
    .into();
    for dates in ["right", "inline", "below"] {
        assert_in_order(&read(&pdf(&seed_with(&format!("{{dates: {dates}}}")))).stream, &expected);
    }
    // Dates in a column on the left come first, as they do for the eye.
    let mut expected = expected;
    for pair in [(0, 1), (3, 4), (5, 6), (7, 8), (10, 11)] {
        expected.swap(pair.0, pair.1);
    }
    assert_in_order(&read(&pdf(&seed_with("{dates: left}"))).stream, &expected);
}

#[test]
fn the_text_has_no_character_that_breaks_a_search() {
    for dates in ["right", "left"] {
        let text = read(&pdf(&seed_with(&format!("{{dates: {dates}}}")))).stream;
        let strange = |letter: char| {
            matches!(letter, '\u{ad}' | '\u{a0}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffd}' | '\0')
                || ('\u{e000}'..='\u{f8ff}').contains(&letter)
                || ('\u{fb00}'..='\u{fb06}').contains(&letter)
        };
        assert_eq!(text.chars().filter(|letter| strange(*letter)).collect::<String>(), "");
    }
}

#[test]
fn the_structure_tree_tells_the_whole_story_in_reading_order() {
    let tags = read(&pdf(SEED)).tags;
    let outline: Vec<String> =
        tags.iter().map(|(role, text)| format!("{role} {}", flat(text)).trim_end().to_owned()).collect();
    insta::assert_snapshot!(outline.join("\n"));
}

#[test]
fn the_pdf_names_its_person_language_and_standard() {
    let read = read(&pdf(SEED));
    assert_eq!(read.title, "Shen Zhuoran — Résumé");
    assert_eq!(read.author, "Shen Zhuoran");
    assert!(read.keywords.starts_with("Python, C, C++, Java"));
    assert_eq!(read.language, "en-US");
    assert!(read.shows_title && read.claims_ua1);
    assert!(!read.creation_date, "a date would make every build differ");
}

#[test]
fn links_lead_where_they_say() {
    let links = read(&pdf(SEED)).links;
    let expected = [
        "mailto:cmsflash99@gmail.com",
        "tel:+14254283693",
        "https://cmsflash.github.io",
        "https://github.com/cmsflash",
    ];
    assert_eq!(links, expected);
}

#[test]
fn sections_and_entries_are_bookmarks() {
    insta::assert_snapshot!(read(&pdf(SEED)).bookmarks.join("\n"));
}

#[test]
fn each_section_title_stands_alone_on_its_line() {
    let text = read(&pdf(SEED)).stream;
    for title in ["Work Experience", "Education", "Projects", "Awards", "Publications and Preprint", "Skills"] {
        assert!(text.lines().any(|line| line.trim() == title), "{title} does not stand alone");
    }
}
