//! The fields that application portals ask for, for the page's copy buttons.

use recto::diagnostic::Diagnostics;
use recto::fields;
use recto::locale::Locale;
use recto::resume::Resume;
use serde_json::json;

use super::response::Response;

/// Lists the fields of a tailored résumé.
pub fn fields(resume: &Resume) -> Response {
    match Locale::of(resume, &mut Diagnostics::new()) {
        Ok(locale) => Response::json(&json!({ "groups": fields::fields(resume, &locale) })),
        Err(_) => Response::refusal(409, "the résumé has errors; fix them first"),
    }
}
