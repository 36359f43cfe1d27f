//! What holds for every value.

use proptest::prelude::*;
use recto::diagnostic::Diagnostics;
use recto::resume::{Date, Paragraphs, Resume, RichText};
use recto::source::Source;

proptest! {
    #[test]
    fn a_date_is_printed_as_it_was_read(year in 1000u16..3000, month in 1u8..=12, day in 1u8..=28, parts in 1usize..=3) {
        let text = [format!("{year:04}"), format!("{month:02}"), format!("{day:02}")][..parts].join("-");
        let date: Date = text.parse().unwrap();
        prop_assert_eq!(date.to_string(), text);
        prop_assert!(date.earliest() <= date.latest());
    }

    #[test]
    fn any_text_is_a_date_or_is_explained(text in "\\PC{0,20}") {
        if let Err(problem) = text.parse::<Date>() {
            prop_assert!(!problem.message.is_empty() && problem.help.is_some());
        }
    }

    #[test]
    fn letters_without_marks_come_out_as_they_went_in(text in "[\\p{L}\\p{N}][\\p{L}\\p{N} ,;]{0,80}") {
        let read: RichText = text.parse().unwrap();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(words(&read.plain()), words(&text));
    }

    #[test]
    fn no_text_is_lost_or_refused_but_for_bad_links(text in "[a-z *_`~<>&#\\-\\[\\]!\"'.0-9\n]{1,60}") {
        for plain in [text.parse::<RichText>().map(|read| read.plain()), text.parse::<Paragraphs>().map(|read| read.plain())] {
            let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
            match plain {
                Ok(plain) => prop_assert_eq!(letters(&plain), letters(&text)),
                Err(problem) => prop_assert!(text.trim_matches(|letter: char| letter.is_whitespace() || letter == '-' || letter == '*').is_empty(), "{problem}"),
            }
        }
    }

    #[test]
    fn a_text_in_quotes_is_read_to_the_letter(text in "[ -~äöüß陈é]{1,40}") {
        prop_assume!(!text.trim().is_empty());
        let quoted = text.replace('\'', "''");
        let source = Source::new("resume.yaml", format!("basics:\n  name: Ada\n  citedAs: ['{quoted}']\n"));
        let resume = Resume::read(&source, &mut Diagnostics::new()).unwrap();
        let name: &str = &resume.basics.cited_as[0];
        prop_assert_eq!(name.to_owned(), text.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn dates_have_an_order_and_periods_a_direction(first in 1600u16..2400, second in 1600u16..2400, month in 1u8..=12) {
        // Other years are of the Persian or the Buddhist calendar.
        let year: Date = format!("{first}").parse().unwrap();
        let within: Date = format!("{first}-{month:02}").parse().unwrap();
        prop_assert!(year.earliest() <= within.earliest() && within.latest() <= year.latest());
        let yaml = format!("basics: {{name: Ada}}\nwork: [{{name: A, startDate: {first}, endDate: {second}}}]\n");
        let mut notes = Diagnostics::new();
        prop_assert_eq!(Resume::read(&Source::new("resume.yaml", yaml), &mut notes).is_ok(), first <= second);
    }

    #[test]
    fn what_rich_text_says_does_not_depend_on_how_often_it_is_written(text in "[a-z *_`~\\\\\\[\\]()<>&.\"'-]{1,60}") {
        if let Ok(read) = text.parse::<RichText>() {
            let again: RichText = read.to_string().parse().unwrap();
            prop_assert_eq!(again.plain(), read.plain());
        }
    }

    #[test]
    fn a_mark_after_a_backslash_is_a_letter(text in "[a-z !-/:-@\\[-`{-~]{1,60}") {
        prop_assume!(!text.trim().is_empty() && !text.contains("http"));
        let escaped: String = text.chars().map(|letter| if letter.is_ascii_punctuation() { format!("\\{letter}") } else { letter.into() }).collect();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(words(&escaped.parse::<RichText>().unwrap().plain()), words(&text));
    }

    #[test]
    fn every_offset_has_a_line_and_a_column(text in "[a-zé陈🦀\r\n\t ]{0,60}", offset in 0usize..100) {
        let source = Source::new("a", text.as_str());
        let place = source.position(offset);
        let line = text.split('\n').nth(place.line - 1).unwrap();
        prop_assert!(place.column <= line.chars().count() + 1);
        let later = source.position(offset + 1);
        prop_assert!((later.line, later.column) >= (place.line, place.column));
    }

    #[test]
    fn what_is_shown_is_read_again(text in "[a-c :#'\"\n\t\u{85}\u{2028}\u{2029}\u{a0}]{1,30}") {
        prop_assume!(text.contains(|letter: char| letter.is_ascii_alphabetic()));
        let quoted = serde_json::to_string(&text).unwrap();
        let yaml = format!("basics: {{name: Ada, summary: {quoted}}}\nprojects: [{{name: A, description: {quoted}}}]\n");
        let read = |yaml: &str| Resume::read(&Source::new("resume.yaml", yaml), &mut Diagnostics::new());
        let first = read(&yaml).unwrap();
        let shown = first.to_yaml();
        let second = read(&shown);
        prop_assert!(second.is_ok(), "{shown:?}");
        let plain = |resume: &Resume| {
            let (summary, description) = (resume.basics.summary.as_ref().unwrap(), resume.projects[0].description.as_ref().unwrap());
            let words = |text: String| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            (words(summary.plain()), words(description.plain()))
        };
        prop_assert_eq!(plain(&first), plain(&second.unwrap()), "{:?}", shown);
    }
}
