//! Advice on dates.

use super::entries::Entry;
use super::{Facts, Finding, brief};
use crate::resume::{Date, End, Moment};
use crate::source::Spanned;

/// Converts a date to months since year 0.
fn months((year, month, _): (u16, u8, u8)) -> i32 {
    i32::from(year) * 12 + i32::from(month)
}

fn end(entry: &Entry, today: Option<Date>) -> Option<(u16, u8, u8)> {
    match (&entry.end, &entry.start) {
        (Some(end), _) => match &end.value {
            End::On(moment) => moment.latest(),
            End::Present => today.map(Date::latest),
        },
        (None, Some(_)) => today.map(Date::latest),
        (None, None) => None,
    }
}

pub fn order(facts: &Facts) -> Vec<Finding> {
    let mut found = Vec::new();
    for section in ["work", "volunteer", "education"] {
        let entries: Vec<&Entry> = facts.entries.iter().filter(|it| it.section == section && !it.inner).collect();
        let dated: Vec<_> = entries.iter().filter_map(|entry| Some((entry, entry.start.as_ref()?))).collect();
        for pair in dated.windows(2) {
            let ((above, first), (below, second)) = (pair[0], pair[1]);
            let later = (end(below, facts.surroundings.today), second.value.earliest())
                > (end(above, facts.surroundings.today), first.value.latest());
            // Entries that ended together, or that overlap, may be in either order.
            if later && second.value.earliest() > first.value.latest() {
                let message = format!("`{}` started later than `{}` above it", brief(&below.name), brief(&above.name));
                found.push(Finding::at(message, second.span));
            }
        }
    }
    found
}

pub fn missing(facts: &Facts) -> Vec<Finding> {
    let jobs = facts.resume.work.iter().filter(|work| {
        let positions = work.positions.iter().any(|position| position.start_date.is_some());
        work.start_date.is_none() && work.end_date.is_none() && !positions
    });
    // If no job has a date, this is intentional.
    if facts.resume.work.iter().all(|work| work.start_date.is_none() && work.positions.is_empty()) {
        return Vec::new();
    }
    jobs.map(|work| Finding::in_text(format!("`{}` has no date", &*work.name), work.name.origin())).collect()
}

pub fn precision(facts: &Facts) -> Vec<Finding> {
    let starts = facts.entries.iter().filter(|entry| entry.section == "work").filter_map(|entry| entry.start.as_ref());
    let (with, without): (Vec<_>, Vec<_>) =
        starts.partition(|date| date.value.date().is_some_and(|date| date.month().is_some()));
    let few = if with.len() < without.len() { with } else { without };
    let message = |date: &Spanned<Moment>| match date.value.date().and_then(Date::month) {
        Some(_) => "this date has a month, unlike those of most jobs",
        None => "this date has no month, unlike those of most jobs",
    };
    let all_alike = few.is_empty();
    few.into_iter().filter(|_| !all_alike).map(|date| Finding::at(message(date), date.span)).collect()
}

pub fn gap(facts: &Facts) -> Vec<Finding> {
    const LONGEST: i32 = 12;
    let spans = facts.entries.iter().filter_map(|entry| {
        let start = entry.start.as_ref()?;
        Some((months(start.value.earliest()?), months(end(entry, facts.surroundings.today)?), entry, start.span))
    });
    let mut spans: Vec<_> = spans.collect();
    spans.sort_by_key(|(start, ..)| *start);
    let mut found = Vec::new();
    let mut covered: Option<i32> = None;
    for (start, end, entry, span) in spans {
        if let Some(until) = covered
            && entry.section == "work"
            && start - until > LONGEST
        {
            let length = start - until - 1;
            found
                .push(Finding::at(format!("unexplained gap of {length} months before `{}`", brief(&entry.name)), span));
        }
        covered = covered.max(Some(end));
    }
    found
}
