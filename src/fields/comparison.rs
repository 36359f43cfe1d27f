//! How many fields of a résumé another program finds.

use serde::Serialize;

use super::{Field, FieldGroup};

/// A field of a résumé, and what was read in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ComparedField {
    /// What the field is about, such as `Job 1`.
    pub group: String,
    /// Its name, such as `Job title`.
    pub name: &'static str,
    /// Its value in the résumé.
    pub expected: String,
    /// What was read; empty if nothing was.
    pub read: String,
    /// Whether they are the same, but for case, spaces, quotation marks and the signs within a phone number.
    pub is_right: bool,
}

/// Compares the fields that were read with those of the résumé. A field is right if it is in its place: the first job
/// read as the second one is wrong, as it would be in a form.
pub fn compare(read: &[FieldGroup], expected: &[FieldGroup]) -> Vec<ComparedField> {
    let mut compared = Vec::new();
    for FieldGroup { group, fields } in expected {
        let own = read.iter().find(|other| other.group == *group).map(|group| group.fields.as_slice());
        for (at, field) in fields.iter().enumerate() {
            // Of fields with one name, such as profiles, each has its turn.
            let turn = fields[..at].iter().filter(|other| other.name == field.name).count();
            let found = own.into_iter().flatten().filter(|other| other.name == field.name).nth(turn);
            let read = found.map_or_else(String::new, |found| found.value.clone());
            let is_right = bare(field.name, &read) == bare(field.name, &field.value);
            let Field { name, value, .. } = field;
            compared.push(ComparedField { group: group.clone(), name, expected: value.clone(), read, is_right });
        }
    }
    compared
}

/// A value without what does not matter.
fn bare(name: &str, value: &str) -> String {
    if name == "Phone" {
        return value.chars().filter(char::is_ascii_digit).collect();
    }
    let quotes = |letter: char| match letter {
        '‘' | '’' | '‚' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        letter => letter,
    };
    let text: String = value.to_lowercase().chars().map(quotes).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    text.trim_end_matches(['/', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Field, FieldGroup};
    use super::compare;

    fn group(name: &str, fields: &[(&'static str, &str)]) -> FieldGroup {
        let field = |(name, value): &(&'static str, &str)| Field { name, value: (*value).into(), characters: 0 };
        FieldGroup { group: name.into(), fields: fields.iter().map(field).collect() }
    }

    #[test]
    fn a_field_is_right_in_its_place_only() {
        let expected = [
            group("Contact", &[("Phone", "+49 30 1234"), ("Profile", "a"), ("Profile", "b")]),
            group("Job 1", &[("Employer", "Hale")]),
        ];
        let read =
            [group("Contact", &[("Phone", "+49-30/1234"), ("Profile", "a")]), group("Job 2", &[("Employer", "Hale")])];
        let right: Vec<bool> = compare(&read, &expected).iter().map(|field| field.is_right).collect();
        assert_eq!(right, [true, true, false, false]);
    }
}
