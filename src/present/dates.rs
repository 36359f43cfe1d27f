//! Dates and date ranges.

use super::document::Dates;
use super::field::{Field, Inline, TextRole};
use super::pattern::arranged;
use super::writer::Writer;
use crate::locale::Level;
use crate::resume::{Calendar, Date, DateOrPeriod, End, Moment, Position};
use crate::source::{Origin, Spanned};

/// What the dates of an entry mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A job or project: a start without an end is ongoing.
    Ongoing,
    /// An education, with the level of its degree: a start without an end has just the start, and an expected end is
    /// a graduation.
    Degree(Option<Level>),
    /// Anything else.
    Other,
}

/// How exact printed dates are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePrecision {
    /// Months in work, volunteer, education and projects; elsewhere as written.
    Auto,
    /// Years.
    Year,
    /// Years and months.
    Month,
    /// As written.
    Day,
}

impl DatePrecision {
    /// The precision with this name.
    pub fn named(name: &str) -> Option<DatePrecision> {
        match name {
            "year" => Some(DatePrecision::Year),
            "month" => Some(DatePrecision::Month),
            "day" => Some(DatePrecision::Day),
            _ => None,
        }
    }
}

/// The role of dates: words such as "in press" are text.
fn role<'a>(mut moments: impl Iterator<Item = &'a Moment>) -> TextRole {
    let words = moments.any(|moment| matches!(moment.when, Calendar::Words { .. }));
    if words { TextRole::Text } else { TextRole::Dates }
}

impl Writer<'_> {
    /// A date range, of which `path` is the entry.
    pub fn period(
        &self,
        start: Option<&Spanned<Moment>>,
        end: Option<&Spanned<End>>,
        meaning: Meaning,
        path: &str,
    ) -> Option<Dates> {
        let (start_path, end_path) = (format!("{path}.startDate"), format!("{path}.endDate"));
        let first = start.map(|start| Spanned { value: self.exact(&start.value, meaning), span: start.span });
        let last = end.map(|end| Spanned { value: self.exact_end(&end.value, meaning), span: end.span });
        // "Present" is implied by the missing end, unless the start is still to come.
        let implied = meaning == Meaning::Ongoing
            && end.is_none()
            && !start.is_some_and(|start| self.today.is_some_and(|today| start.value.is_after(today)));
        let last = match (last, &first) {
            // It maps to the start, which can be edited.
            (None, Some(first)) if implied => Some((Spanned { value: End::Present, span: first.span }, &start_path)),
            (last, _) => last.map(|last| (last, &end_path)),
        };
        let (mut from, mut to) = (
            first.as_ref().map(|first| self.locale.moment(&first.value)),
            last.as_ref().map(|(last, _)| self.end(&last.value, meaning)),
        );
        let both = first.as_ref().zip(last.as_ref().and_then(|(last, _)| last.value.moment()));
        if self.options.compact_ranges
            && both.is_some_and(|(first, last)| !first.value.expected && !last.expected)
            && let Some((Calendar::Date(one), Calendar::Date(other))) =
                both.map(|(first, last)| (&first.value.when, &last.when))
            && let Some((short, long)) = self.locale.within_a_year(*one, *other)
        {
            (from, to) = (Some(short), Some(long));
        }
        let field = |text: String, span, path: &str| self.verbatim(&text, Origin::new(span), path, TextRole::Text);
        let begun = |start: &Moment| {
            let certain = matches!(start, Moment { when: Calendar::Date(_), expected: false });
            certain && !self.today.is_some_and(|today| start.is_after(today))
        };
        let is_degree = matches!(meaning, Meaning::Degree(_));
        let alone = last.is_none() && is_degree && start.is_some_and(|start| begun(&start.value));
        let from = match &first {
            Some(first) if alone => Some(field(self.locale.since(&first.value), first.span, &start_path)),
            Some(first) => from.map(|text| field(text, first.span, &start_path)),
            None => None,
        };
        let to = last.as_ref().zip(to).map(|((last, path), text)| field(text, last.span, path));
        let mut inlines = match (&from, &to) {
            (Some(from), Some(to)) if from.plain() != to.plain() => self.range(from, to),
            (Some(one), _) | (None, Some(one)) => vec![one.clone().inline()],
            (None, None) => return None,
        };
        let end = last.map(|(last, _)| last.value);
        let duration =
            start.map(|start| &start.value).zip(end.as_ref()).and_then(|(start, end)| self.months(start, end));
        if let Some(months) = duration.filter(|_| self.options.durations && !is_degree) {
            let signs = self.locale.punctuation();
            let duration = self.locale.duration(months);
            inlines.push(Inline::Text(format!("{}{duration}{}", signs.open, signs.close)));
        }
        let origin = from.as_ref().or(to.as_ref()).map(|field| field.origin).unwrap_or_default();
        let role = role(start.map(|start| &start.value).into_iter().chain(end.as_ref().and_then(End::moment)));
        Some(Dates {
            text: Field { inlines, path: start_path, origin, role },
            start: from,
            end: to,
            from: start.and_then(|start| start.value.date()),
            to: end.as_ref().and_then(End::moment).and_then(Moment::date),
            ongoing: matches!(end, Some(End::Present)),
        })
    }

    /// A single date, or a period that was written as one value.
    pub fn moment(&self, date: Option<&Spanned<DateOrPeriod>>, path: String) -> Option<Dates> {
        let Spanned { value, span } = date?;
        let origin = Origin::new(*span);
        let field = |text: &str| self.verbatim(text, origin, path.clone(), TextRole::Text);
        let (start, end) = match value {
            DateOrPeriod::On(moment) => (moment, None),
            DateOrPeriod::Period(start, end) => (start, Some(self.exact_end(end, Meaning::Other))),
        };
        let from = field(&self.locale.moment(&self.exact(start, Meaning::Other)));
        let to = end.as_ref().map(|end| field(&self.locale.end(end)));
        let inlines = match &to {
            Some(to) if to.plain() != from.plain() => self.range(&from, to),
            _ => from.inlines.clone(),
        };
        Some(Dates {
            text: Field { inlines, path, origin, role: role(std::iter::once(start)) },
            start: Some(from),
            end: to,
            from: start.date(),
            to: end.as_ref().and_then(End::moment).and_then(Moment::date),
            ongoing: matches!(end, Some(End::Present)),
        })
    }

    /// The date of a certificate, and until when it is valid.
    pub fn validity(
        &self,
        date: Option<&Spanned<DateOrPeriod>>,
        expires: Option<&Spanned<Moment>>,
        path: &str,
    ) -> Option<Dates> {
        let issued = self.moment(date, format!("{path}.date"));
        let Some(expires) = expires else { return issued };
        let path = format!("{path}.expires");
        let end = self.exact(&expires.value, Meaning::Other);
        let until = self.locale.moment(&end);
        let field = self.verbatim(&until, Origin::new(expires.span), path.clone(), TextRole::Text);
        let until = || {
            let (before, after) = self.locale.until_pattern(&end);
            let parts = [Inline::Text(before.to_owned()), field.clone().inline(), Inline::Text(after.to_owned())];
            parts.into_iter().filter(|inline| *inline != Inline::Text(String::new()))
        };
        let inlines = match &issued {
            // The end of a period is not the end of the validity.
            Some(Dates { text, end: Some(_), .. }) => {
                let comma = Inline::Text(self.locale.comma().to_owned());
                text.inlines.iter().cloned().chain([comma]).chain(until()).collect()
            }
            Some(Dates { start: Some(from), .. }) => self.range(from, &field),
            _ => until().collect(),
        };
        let origin = issued.as_ref().map_or(Origin::new(expires.span), |issued| issued.text.origin);
        Some(Dates {
            text: Field { inlines, path, origin, role: TextRole::Dates },
            start: issued.as_ref().and_then(|issued| issued.start.clone()),
            end: Some(field),
            from: issued.and_then(|issued| issued.from),
            to: expires.value.date(),
            ongoing: false,
        })
    }

    /// The range from the earliest start of several roles to the latest end.
    pub fn span_of(&self, positions: &[Position], path: &str) -> Option<Dates> {
        let starts = positions.iter().filter_map(|role| role.start_date.as_ref());
        let start = starts.min_by_key(|start| start.value.earliest());
        // An ongoing role ends after all others.
        let latest = |role: &&Position| match &role.end_date {
            Some(end) => end.value.moment().and_then(Moment::latest).unwrap_or((u16::MAX, 12, 31)),
            None => (u16::MAX, 12, 31),
        };
        let last = positions.iter().max_by_key(latest)?;
        self.period(start, last.end_date.as_ref(), Meaning::Ongoing, path)
    }

    /// A moment in the precision that is printed.
    fn exact(&self, moment: &Moment, meaning: Meaning) -> Moment {
        let Calendar::Date(date) = moment.when else { return moment.clone() };
        let month = match (self.options.date_precision, meaning) {
            (DatePrecision::Day, _) | (DatePrecision::Auto, Meaning::Other) => return moment.clone(),
            (DatePrecision::Year, _) => None,
            (DatePrecision::Month, _) | (DatePrecision::Auto, Meaning::Ongoing | Meaning::Degree(_)) => date.month(),
        };
        let date = Date::new(date.year(), month, None).unwrap_or(date);
        Moment { when: Calendar::Date(date), expected: moment.expected }
    }

    fn exact_end(&self, end: &End, meaning: Meaning) -> End {
        match end {
            End::On(moment) => End::On(self.exact(moment, meaning)),
            End::Present => End::Present,
        }
    }

    fn end(&self, end: &End, meaning: Meaning) -> String {
        match (end, meaning) {
            (End::On(moment), Meaning::Degree(level)) => self.locale.degree_moment(moment, level),
            (end, _) => self.locale.end(end),
        }
    }

    /// The number of months from a start to an end, both included; whole years if one of them has no
    /// month. `None` if it is not known, or less than a year.
    fn months(&self, start: &Moment, end: &End) -> Option<u32> {
        let certain = |moment: &Moment| match moment {
            Moment { when: Calendar::Date(date), expected: false } => Some(*date),
            _ => None,
        };
        let start = certain(start)?;
        let end = match end {
            End::On(moment) => certain(moment)?,
            End::Present => self.today?,
        };
        if start.era() != end.era() {
            let ((first_year, first, _), (last_year, last, _)) = (start.earliest(), end.earliest());
            let months = (i64::from(last_year) - i64::from(first_year)) * 12 + i64::from(last) - i64::from(first) + 1;
            return u32::try_from(months).ok().filter(|months| *months > 0);
        }
        let years = i64::from(end.year()) - i64::from(start.year());
        let months = match (start.month(), end.month()) {
            (Some(first), Some(last)) => years * 12 + i64::from(last) - i64::from(first) + 1,
            _ => years * 12,
        };
        u32::try_from(months).ok().filter(|months| *months > 0)
    }

    /// A start and an end, joined as the language requires.
    fn range(&self, start: &Field, end: &Field) -> Vec<Inline> {
        arranged(self.locale.range_pattern(&start.plain(), &end.plain()), &[("start", start), ("end", end)])
    }
}
