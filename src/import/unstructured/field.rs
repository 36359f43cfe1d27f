//! What the fields of jobs and schools say.

/// What a field of an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The organisation.
    Organisation,
    /// The school.
    School,
    /// The position.
    Position,
    /// The degree.
    Degree,
    /// The subject of the degree.
    Subject,
    /// When it was.
    Dates,
    /// Where it was.
    Place,
    /// What was done.
    Tasks,
    /// Anything else, such as the sector of a company.
    Other,
}

impl Field {
    /// Whether it says something beside the names, the dates and the place of an entry.
    pub fn is_fact(self) -> bool {
        matches!(self, Field::Subject | Field::Other)
    }
}
