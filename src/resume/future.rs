//! Dates in the future.

use super::{Date, End, Moment, Resume, When};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Span, Spanned};

impl Resume {
    /// Warns about dates after `today`: a typo in a year is easily made and hard to spot.
    /// Education may end in the future, because expected end dates are common.
    pub fn warn_of_future(&self, today: Date, diagnostics: &mut Diagnostics) {
        for (_, entry) in self.entries() {
            let roles = entry.roles();
            for when in std::iter::once(entry.when()).chain(roles.iter().map(|role| role.when())) {
                warn(when, today, diagnostics);
            }
        }
    }
}

fn warn(when: When, today: Date, diagnostics: &mut Diagnostics) {
    let mut check = |moment: &Moment, span: Span, verb: &str| {
        if !moment.expected && moment.is_after(today) {
            let message = format!("this {verb} in the future (`{moment}`)");
            let note = Diagnostic::warning(Code::FutureDate, message).at(span);
            diagnostics.push(note.help(format!("check the year; if it is correct, write `expected {moment}`")));
        }
    };
    match when {
        When::Period { start, end, expected } => {
            if let Some(Spanned { value, span }) = start {
                check(value, *span, "starts");
            }
            if !expected && let Some(Spanned { value: End::On(moment), span }) = end {
                check(moment, *span, "ends");
            }
        }
        When::On { date: Some(Spanned { value, span }), verb } => check(value.start(), *span, verb),
        When::On { date: None, .. } | When::Never => {}
    }
}
