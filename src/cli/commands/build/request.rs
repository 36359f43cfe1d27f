//! A line of the input of `recto build --batch`.

use serde::Deserialize;
use serde_json::Value;

/// What is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// What the answer is known by: a text, or a whole number.
    #[serde(default)]
    pub id: Value,
    /// A résumé: an object, or a text in YAML.
    resume: Value,
    /// The theme, by its name or by a path from the current folder on.
    pub theme: Option<String>,
    /// The application, of those the résumé lists.
    pub application: Option<String>,
    /// What to write, by how its files end.
    pub format: Option<String>,
}

impl Request {
    /// Reads a line of JSON.
    ///
    /// # Errors
    /// With the reason, if it is not a request.
    pub fn read(line: &[u8]) -> Result<Request, String> {
        let request: Request = serde_json::from_slice(line).map_err(|error| format!("not a valid request: {error}"))?;
        // A number that JSON's readers round would come back as another one.
        if request.id.is_f64() {
            return Err("`id` must be a string or an integer from 0 to 2^64 - 1".into());
        }
        Ok(request)
    }

    /// The text of the résumé, in YAML or in JSON.
    pub fn resume(&self) -> String {
        match &self.resume {
            Value::String(yaml) => yaml.clone(),
            object => object.to_string(),
        }
    }

    /// What the résumé is called in messages and in the names of files, as the line of some number,
    /// counted from 0.
    pub fn name(&self, number: usize) -> String {
        match &self.id {
            Value::String(id) => id.clone(),
            Value::Null => format!("{}", number + 1),
            id => id.to_string(),
        }
    }
}
