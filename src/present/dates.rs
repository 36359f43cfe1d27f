//! Dates and date ranges.

use super::document::Dates;
use super::field::{Field, Inline, TextRole};
use super::writer::Writer;
use crate::resume::{Date, End, Position};
use crate::source::{Origin, Spanned};

/// The meaning of a start without an end.
#[derive(Clone, Copy)]
pub enum Open {
    /// Ongoing.
    Present,
    /// The end is not given.
    Unsaid,
}

impl Writer<'_> {
    /// A date range.
    pub fn period(
        &self,
        start: Option<&Spanned<Date>>,
        end: Option<&Spanned<End>>,
        open: Open,
        path: &str,
    ) -> Option<Dates> {
        let start_path = format!("{path}.startDate");
        let first = start.map(|start| self.date(start, start_path.clone()));
        let end_path = format!("{path}.endDate");
        let last = match (end, open) {
            (Some(end), _) => {
                Some(self.verbatim(&self.locale.end(end.value), Origin::new(end.span), end_path, TextRole::Text))
            }
            // "Present" is implied by the missing end; it maps to the start, which can be edited.
            (None, Open::Present) => start.map(|start| {
                self.verbatim(
                    &self.locale.end(End::Present),
                    Origin::new(start.span),
                    start_path.clone(),
                    TextRole::Text,
                )
            }),
            (None, Open::Unsaid) => None,
        };
        let inlines = match (&first, &last) {
            (Some(first), Some(last)) if first.plain() != last.plain() => self.range(first, last),
            (Some(one), _) | (None, Some(one)) => vec![one.clone().inline()],
            (None, None) => return None,
        };
        let origin = first.as_ref().or(last.as_ref()).map(|field| field.origin).unwrap_or_default();
        let text = Field { inlines, path: start_path, origin, role: TextRole::Dates };
        let to = match end.map(|end| end.value) {
            Some(End::On(date)) => Some(date),
            Some(End::Present) | None => None,
        };
        let ongoing = match end.map(|end| end.value) {
            Some(End::Present) => true,
            Some(End::On(_)) => false,
            None => matches!(open, Open::Present),
        };
        Some(Dates { text, start: first, end: last, from: start.map(|start| start.value), to, ongoing })
    }

    /// A single date.
    pub fn moment(&self, date: Option<&Spanned<Date>>, path: String) -> Option<Dates> {
        let date = date?;
        let start = self.date(date, path.clone());
        let text =
            Field { inlines: start.inlines.clone(), path, origin: Origin::new(date.span), role: TextRole::Dates };
        Some(Dates { text, start: Some(start), end: None, from: Some(date.value), to: None, ongoing: false })
    }

    /// The range from the earliest start of several roles to the latest end.
    pub fn span_of(&self, positions: &[Position], path: &str) -> Option<Dates> {
        let starts = positions.iter().filter_map(|role| role.start_date.as_ref());
        let start = starts.min_by_key(|start| start.value.earliest());
        let latest = |role: &Position| match role.end_date.as_ref().map(|end| end.value) {
            Some(End::On(date)) => Some(date.latest()),
            // An ongoing role ends after all others.
            Some(End::Present) | None => None,
        };
        let last = positions.iter().max_by_key(|role| latest(role).unwrap_or((u16::MAX, 12, 31)))?;
        self.period(start, last.end_date.as_ref(), Open::Present, path)
    }

    fn date(&self, date: &Spanned<Date>, path: String) -> Field {
        self.verbatim(&self.locale.date(date.value), Origin::new(date.span), path, TextRole::Text)
    }

    /// A start and an end, joined as the language requires.
    fn range(&self, start: &Field, end: &Field) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut rest = self.locale.range_pattern();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            if !before.is_empty() {
                inlines.push(Inline::Text(before.to_owned()));
            }
            inlines.push(if name == "start" { start.clone().inline() } else { end.clone().inline() });
            rest = after;
        }
        if !rest.is_empty() {
            inlines.push(Inline::Text(rest.to_owned()));
        }
        inlines
    }
}
