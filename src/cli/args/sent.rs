//! The day on which something was sent.

use recto::resume::Date;

/// The day on which something was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentDay {
    /// The day on which the program runs.
    Today,
    /// Another day.
    On(Date),
}

impl From<Option<Date>> for SentDay {
    fn from(date: Option<Date>) -> SentDay {
        date.map_or(SentDay::Today, SentDay::On)
    }
}

/// Parses a date with a day.
pub fn day(text: &str) -> Result<Date, String> {
    const HELP: &str = "write a day, such as `2026-03-01`, and put the résumé before `--sent`";
    match text.parse::<Date>() {
        Ok(date) if date.day().is_some() => Ok(date),
        Ok(_) => Err(format!("it has no day; {HELP}")),
        Err(problem) => Err(format!("{problem}; {HELP}")),
    }
}
