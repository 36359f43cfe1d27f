//! A time limit, in seconds.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// The default time limit per document: a thousand times what one takes.
pub const TIMEOUT: Seconds = Seconds(Duration::from_secs(60));

/// A time limit from a millisecond to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seconds(Duration);

impl Seconds {
    /// The limit as a duration.
    pub fn duration(self) -> Duration {
        self.0
    }
}

impl FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.parse().ok().filter(|number| (0.001..=86_400.0).contains(number));
        let duration = number.map(|number| Seconds(Duration::from_secs_f64(number)));
        duration.ok_or_else(|| "not a number of seconds from 0.001 to 86400 (a day)".to_owned())
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.as_secs_f64().fmt(f)
    }
}
