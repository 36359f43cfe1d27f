//! The parts of a job posting: what is required, what is welcome, and what is not about the work at all.

/// The part of a posting that a block belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The job title.
    Title,
    /// The requirements.
    Required,
    /// What is welcome, but not required.
    Preferred,
    /// The pay, the company, how to apply.
    Aside,
    /// Anything else.
    Other,
}

const HEADINGS: &str = include_str!("words/headings.txt");

/// The most words of a heading that is not marked as one.
pub const LONGEST_HEADING: usize = 6;

/// The part that a heading begins.
pub fn begun_by(heading: &str) -> Part {
    let heading = heading.to_lowercase();
    for (name, part) in [("aside", Part::Aside), ("preferred", Part::Preferred), ("required", Part::Required)] {
        if phrases(name).any(|phrase| contains(&heading, phrase)) {
            return part;
        }
    }
    Part::Other
}

/// Whether a sentence is about the pay, the company or how to apply, by its first words.
pub fn is_aside(text: &str) -> bool {
    let text = text.to_lowercase();
    phrases("offer")
        .any(|phrase| text.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Whether a text says of itself that it is a requirement.
pub fn is_demand(text: &str) -> bool {
    let text = text.to_lowercase();
    phrases("demand").any(|phrase| contains(&text, phrase))
}

fn phrases(part: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = HEADINGS.lines().filter_map(move |line| line.strip_prefix(part)?.strip_prefix(": "));
    lines.flat_map(|line| line.split(", "))
}

/// Whether a phrase is in a text, from the start of a word.
fn contains(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_in_several_languages() {
        for (heading, part) in [
            ("Minimum Qualifications:", Part::Required),
            ("Ihr Profil", Part::Required),
            ("Nice to have", Part::Preferred),
            ("Preferred qualifications", Part::Preferred),
            ("Benefits & Perks", Part::Aside),
            ("Ce que nous offrons", Part::Aside),
            ("Responsibilities", Part::Other),
        ] {
            assert_eq!(begun_by(heading), part, "{heading}");
        }
        assert!(is_demand("A driving licence is required.") && !is_demand("You will draw"));
    }
}
