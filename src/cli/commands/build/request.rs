//! An input line of `recto build --batch`.

use serde::Deserialize;
use serde_json::Value;

/// A request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Identifies the response: a string or an integer.
    #[serde(default)]
    pub id: Value,
    /// The résumé: an object, or YAML as a string.
    resume: Value,
    /// The theme: its name, or a path relative to the current folder.
    pub theme: Option<String>,
    /// One of the résumé's applications.
    pub application: Option<String>,
    /// The output format, by its extension.
    pub format: Option<String>,
}

impl Request {
    /// Reads a line of JSON.
    ///
    /// # Errors
    /// With the reason, if it is not a request.
    pub fn read(line: &[u8]) -> Result<Request, String> {
        let request: Request = serde_json::from_slice(line).map_err(|error| format!("not a valid request: {error}"))?;
        // JSON readers may round other numbers.
        if request.id.is_f64() {
            return Err("`id` must be a string or an integer below 2^64".into());
        }
        Ok(request)
    }

    /// The text of the résumé, as YAML or JSON.
    pub fn resume(&self) -> String {
        match &self.resume {
            Value::String(yaml) => yaml.clone(),
            object => object.to_string(),
        }
    }

    /// The name of the résumé in messages and file names. `number` is its line, from 0.
    pub fn name(&self, number: usize) -> String {
        match &self.id {
            Value::String(id) => id.clone(),
            Value::Null => format!("{}", number + 1),
            id => id.to_string(),
        }
    }
}
