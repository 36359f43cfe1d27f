//! What holds for every résumé: tailoring selects, and fitting fits.

use std::collections::BTreeSet;

use proptest::prelude::*;
use recto::diagnostic::Diagnostics;
use recto::fit::{Fitted, fit};
use recto::resume::{PlainText, Resume};
use recto::source::Source;
use recto::tailor::{Filter, tailor};
use recto::theme::{Kind, OptionValue, Theme, Themes};
use recto::typeset::Compiler;
use serde_yaml::Value;

/// Tags of an entry: none, one or two of a few.
fn tags() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 0..3)
}

fn written(tags: &[&str]) -> String {
    format!("[{}]", tags.join(", "))
}

prop_compose! {
    /// A résumé whose every line is another, with tags anywhere.
    fn tagged()(entries in prop::collection::vec((tags(), prop::collection::vec((tags(), tags()), 0..4)), 1..8)) -> String {
        // Each tag is somewhere, so that it may be asked for.
        let mut yaml = String::from("basics: {name: Ada}\nskills: [{name: S, tags: [a, b, c]}, {name: None of them}]\nwork:\n");
        for (at, (own, lines)) in entries.iter().enumerate() {
            yaml += &format!("  - name: Work {at}\n    tags: {}\n    startDate: {}\n    highlights:\n", written(own), 1990 + at);
            yaml += &format!("      - Always {at}\n");
            for (line, (tags, below)) in lines.iter().enumerate() {
                yaml += &format!("      - {{text: Line {at}.{line}, tags: {}, highlights: [{{text: Below {at}.{line}, tags: {}}}]}}\n", written(tags), written(below));
            }
        }
        yaml
    }
}

fn read(yaml: &str) -> Resume {
    let mut notes = Diagnostics::new();
    Resume::read(&Source::new("resume.yaml", yaml), &mut notes)
        .unwrap_or_else(|_| panic!("{:#?}\n{yaml}", notes.sorted()))
}

fn cut(only: &[&str], without: &[&str]) -> Filter {
    let words = |words: &[&str]| words.iter().map(|word| word.parse::<PlainText>().unwrap()).collect();
    Filter { only: words(only), without: words(without), ..Filter::default() }
}

fn tailored(resume: &Resume, filter: &Filter) -> Resume {
    let mut notes = Diagnostics::new();
    tailor(resume.clone(), None, filter, &mut notes).unwrap_or_else(|_| panic!("{:#?}", notes.sorted()))
}

fn value(resume: &Resume) -> Value {
    serde_yaml::from_str(&resume.to_yaml()).unwrap()
}

/// Whether one value is another from which things were left out, in their order.
fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Mapping(part), Value::Mapping(whole)) => {
            part.iter().all(|(key, value)| whole.get(key).is_some_and(|other| is_part(value, other)))
        }
        (Value::Sequence(part), Value::Sequence(whole)) => {
            let mut rest = whole.iter();
            part.iter().all(|item| rest.any(|other| is_part(item, other)))
        }
        // A line that has lost its tags and those below it is written as text.
        (Value::String(line), Value::Mapping(whole)) => whole.get("text").and_then(Value::as_str) == Some(line),
        _ => part == whole,
    }
}

/// Whether all that has tags has one that was asked for, and none that was refused.
fn is_as_asked(value: &Value, only: &[&str], without: &[&str]) -> bool {
    match value {
        Value::Mapping(entries) => {
            let tags = entries.get("tags").and_then(Value::as_sequence);
            let has =
                |words: &[&str]| tags.is_some_and(|tags| words.iter().any(|word| tags.contains(&Value::from(*word))));
            let untagged = tags.is_none_or(Vec::is_empty);
            (untagged || only.is_empty() || has(only))
                && !has(without)
                && entries.values().all(|value| is_as_asked(value, only, without))
        }
        Value::Sequence(items) => items.iter().all(|item| is_as_asked(item, only, without)),
        _ => true,
    }
}

/// Every text that is kept.
fn lines(resume: &Resume) -> BTreeSet<String> {
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::String(text) => drop(found.insert(text.clone())),
            Value::Sequence(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Mapping(entries) => {
                entries.iter().filter(|(key, _)| *key != "tags").for_each(|(_, value)| collect(value, found));
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(&value(resume), &mut found);
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tailoring_only_leaves_out(yaml in tagged(), only in tags(), without in tags()) {
        let whole = read(&yaml);
        let part = tailored(&whole, &cut(&only, &without));
        prop_assert!(is_part(&value(&part), &value(&whole)), "{}\nof\n{}", part.to_yaml(), whole.to_yaml());
        prop_assert!(is_as_asked(&value(&part), &only, &without), "{}", part.to_yaml());
        // Twice is once.
        prop_assert_eq!(tailored(&part_with_tags(&part, &whole), &cut(&[], &[])).to_yaml(), part.to_yaml());
    }

    #[test]
    fn without_wins_over_only_and_nothing_asked_is_nothing_changed(yaml in tagged(), only in tags(), without in tags()) {
        let whole = read(&yaml);
        prop_assert_eq!(tailored(&whole, &Filter::default()).to_yaml(), whole.to_yaml());
        let both = lines(&tailored(&whole, &cut(&only, &without)));
        // What both keep is what each keeps by itself: one after the other, in any order.
        let one = lines(&tailored(&whole, &cut(&only, &[])));
        let other = lines(&tailored(&whole, &cut(&[], &without)));
        prop_assert!(both.is_subset(&one) && both.is_subset(&other));
        let meant: BTreeSet<String> = one.intersection(&other).cloned().collect();
        prop_assert_eq!(both, meant);
    }

    #[test]
    fn more_tags_asked_for_keep_more_and_more_refused_keep_less(yaml in tagged(), few in tags(), more in tags()) {
        let whole = read(&yaml);
        let all: Vec<&str> = few.iter().chain(&more).copied().collect();
        if !few.is_empty() {
            prop_assert!(lines(&tailored(&whole, &cut(&few, &[]))).is_subset(&lines(&tailored(&whole, &cut(&all, &[])))));
        }
        prop_assert!(lines(&tailored(&whole, &cut(&[], &all))).is_subset(&lines(&tailored(&whole, &cut(&[], &few)))));
        // What has no tag stays with `only`, and with `without`.
        prop_assert!(lines(&tailored(&whole, &cut(&few, &[]))).contains("None of them"));
        prop_assert!(lines(&tailored(&whole, &cut(&[], &all))).contains("None of them"));
    }

    #[test]
    fn a_later_year_and_fewer_lines_keep_less(yaml in tagged(), first in 1980u16..2010, second in 1980u16..2010, most in 0usize..5) {
        let whole = read(&yaml.replace("startDate", "endDate"));
        let since = |year: u16| Filter { since: Some(year.to_string().parse().unwrap()), ..Filter::default() };
        let (early, late) = (first.min(second), first.max(second));
        let (more, less) = (tailored(&whole, &since(early)), tailored(&whole, &since(late)));
        prop_assert!(lines(&less).is_subset(&lines(&more)) && is_part(&value(&less), &value(&more)));
        let limited = Filter { highlights: most.to_string().parse().unwrap(), ..Filter::default() };
        let limited = tailored(&whole, &limited);
        prop_assert!(limited.work.iter().all(|entry| entry.highlights.len() <= most));
        prop_assert!(is_part(&value(&limited), &value(&whole)));
    }
}

/// A part, read again from what is written of it: with the tags it has, and with every
/// tag somewhere.
fn part_with_tags(part: &Resume, whole: &Resume) -> Resume {
    let again = read(&part.to_yaml());
    assert!(again.tags().is_subset(&whole.tags()));
    again
}

fn fitted(yaml: &str, theme: &Theme) -> Result<Fitted, Diagnostics> {
    let mut notes = Diagnostics::new();
    let result = Resume::read(&Source::new("resume.yaml", yaml), &mut notes)
        .and_then(|resume| fit(&resume, &Compiler::new(theme), &mut notes));
    result.map_err(|_| notes)
}

/// Whether an option that fitting turned is between what it was and what it may become.
fn is_within(name: &str, value: &OptionValue, theme: &Theme) -> bool {
    let spec = &theme.manifest.options[name];
    let (Some(number), Some(default), Some(furthest)) =
        (number(value), number(&spec.default), spec.fit.as_ref().and_then(number))
    else {
        return false;
    };
    let bounds = match spec.kind {
        Kind::Number { min, max, .. } | Kind::Length { min, max } => min..=max,
        _ => return false,
    };
    // These are raised where more pages are asked for, or a page is nearly empty.
    let raised = ["density", "margin", "size"].contains(&name) && number > default;
    bounds.contains(&number) && (raised || (furthest..=default).contains(&number))
}

fn number(value: &OptionValue) -> Option<f64> {
    match value {
        OptionValue::Number(number) | OptionValue::Length(number) => Some(*number),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_fitted_keeps_its_promise_within_what_can_be_read(
        jobs in 1usize..40,
        lines in 0usize..4,
        words in 1usize..40,
        most in 1usize..4,
        theme in prop::sample::select(Themes::builtin().names().map(str::to_owned).collect::<Vec<_>>()),
    ) {
        let theme = Themes::builtin().find(&theme, None, &mut Diagnostics::new()).unwrap();
        let line = "word ".repeat(words);
        let highlights = vec![line.trim(); lines].join(", ");
        let entries = |jobs: usize| -> String {
            (0..jobs).map(|job| format!("  - {{name: Institute {job}, highlights: [{highlights}]}}\n")).collect()
        };
        let yaml = |jobs: usize, most: usize| format!("basics: {{name: Ada}}\npages: {most}\nwork:\n{}", entries(jobs));
        match fitted(&yaml(jobs, most), &theme) {
            Ok(Fitted { document, changed, attempts, .. }) => {
                prop_assert!(document.page_count() <= most && attempts <= 9, "{} pages, {attempts} attempts", document.page_count());
                for (name, value) in &changed {
                    prop_assert!(is_within(name, value, &theme), "{name} became {value}");
                }
                // What has less in it fits, too, and so does what may have more pages.
                prop_assert!(fitted(&yaml(jobs.div_ceil(2), most), &theme).is_ok());
                prop_assert!(fitted(&yaml(jobs, most + 1), &theme).is_ok());
            }
            Err(notes) => {
                let sorted = notes.sorted();
                prop_assert!(sorted.iter().any(|note| note.message.contains("does not fit on") && note.span().is_some()), "{sorted:?}");
                // What has more in it does not fit, either.
                prop_assert!(fitted(&yaml(jobs * 2, most), &theme).is_err());
            }
        }
    }
}
