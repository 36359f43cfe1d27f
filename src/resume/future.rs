//! Dates in the future.

use super::{Date, End, Entry, Resume, When};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Spanned;

impl Resume {
    /// Warns about dates after `today`: a typo in a year is easily made and hard to spot.
    /// Education may end in the future, because expected end dates are common.
    pub fn warn_of_future(&self, today: Date, diagnostics: &mut Diagnostics) {
        for (_, entry) in self.entries() {
            let roles = entry.roles().iter().map(Entry::when);
            for when in std::iter::once(entry.when()).chain(roles) {
                warn(when, today, diagnostics);
            }
        }
    }
}

fn warn(when: When, today: Date, diagnostics: &mut Diagnostics) {
    let mut check = |date: Option<Spanned<Date>>, verb: &str| {
        if let Some(Spanned { value, span }) = date.filter(|date| date.value.earliest() > today.latest()) {
            let message = format!("this {verb} in the future (`{value}`)");
            let note = Diagnostic::warning(Code::FutureDate, message).at(span);
            diagnostics.push(note.help("check the year; if it is correct, ignore this warning"));
        }
    };
    match when {
        When::Period { start, end, expected } => {
            check(start.cloned(), "starts");
            if !expected && let Some(Spanned { value: End::On(date), span }) = end {
                check(Some(Spanned { value: *date, span: *span }), "ends");
            }
        }
        When::On { date, verb } => check(date.cloned(), verb),
        When::Never => {}
    }
}
