//! Compares the résumé with a job posting that was pasted into the page.

use std::collections::HashMap;

use recto::diagnostic::{Diagnostics, Result};
use recto::job::{Coverage, JobPosting, LeftOut, compare, to_emphasize};
use recto::present::passages;
use recto::resume::Resume;
use recto::source::Source;
use recto::tailor::{Change, relaxations};
use serde_json::{Value, json};

use super::choice::Choice;
use super::response::Response;
use crate::cli::args::PreviewArgs;
use crate::cli::project::assets::Root;
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::{self, input};
use crate::cli::report::Failure;

/// How many terms are shown.
const SHOWN: usize = 40;

/// Lists the terms of a posting: present, left out by the application (with the operation that brings them in, if there is
/// one), or missing.
pub fn findings(args: &PreviewArgs, source: &Source, choice: &Choice, posting: &str) -> Response {
    let mut diagnostics = Diagnostics::new();
    match compared(args, source, choice, posting, &mut diagnostics) {
        Ok(findings) => Response::json(&findings),
        Err(_) => {
            let first = diagnostics.sorted().first().map_or_else(String::new, |note| note.message.clone());
            Response::refusal(409, first)
        }
    }
}

fn compared(
    args: &PreviewArgs,
    source: &Source,
    choice: &Choice,
    posting: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Value, Failure> {
    let document = choice.document(&args.document);
    let overrides = Overrides::from(&document);
    let root = Root::new(&project::folder_of(&args.resume), overrides.root);
    let files = input::with_layers(source.clone(), &root, overrides.with, &ReadLog::disabled(), diagnostics)?;
    let whole = Resume::read_files(&files, diagnostics)?;
    let posting = JobPosting::read(&Source::new("posting.md", posting), diagnostics)?;
    let cited = |mut resume: Resume, diagnostics: &mut Diagnostics| -> Result<Resume> {
        project::cite(&mut resume, &root, diagnostics)?;
        Ok(resume)
    };
    let sent = cited(overrides.apply_all(whole.clone(), diagnostics)?, diagnostics)?;
    let edited = overrides.set_fields(whole.clone(), diagnostics)?;
    let name = overrides.application();
    let application = name.and_then(|name| whole.applications.find(name)).cloned();
    let listed = whole.sections.len();
    let mut left_out = Vec::new();
    let mut changes = HashMap::new();
    for relaxation in relaxations(&whole, application.as_ref(), &overrides.filter()) {
        let resume = cited(relaxation.resume(&whole, &edited), diagnostics)?;
        changes.extend(relaxation.change.map(|change| (relaxation.remedy.clone(), change)));
        left_out.push(LeftOut { remedy: relaxation.remedy, passages: passages(&resume) });
    }
    let operation = |change: &Change| match (change, application.as_ref()) {
        (Change::AddSection(key), Some(own)) if !own.sections.is_empty() => {
            insert(json!(["applications", name, "sections"]), own.sections.len(), key)
        }
        (Change::AddSection(key), _) => insert(json!(["sections"]), listed, key),
        (Change::Set(key, value), _) => json!({ "do": "set", "path": ["applications", name, key], "value": value }),
        _ => Value::Null,
    };
    let mut all = cited(whole, diagnostics)?;
    all.sections.clear();
    let mut findings = compare(&posting, &passages(&sent), &left_out, &passages(&all));
    findings.truncate(SHOWN);
    let emphasize = to_emphasize(&findings, &sent);
    let terms: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let (coverage, places, remedy) = match &finding.coverage {
                Coverage::Present(places) => ("present", &places[..], None),
                Coverage::Omitted { places, remedy } => ("omitted", &places[..], remedy.as_deref()),
                Coverage::Missing => ("missing", &[][..], None),
            };
            let paths: Vec<&str> = places.iter().map(|place| place.path.as_str()).collect();
            json!({
                "term": finding.term.text, "count": finding.term.count,
                "coverage": coverage, "paths": paths, "remedy": remedy,
                "operation": remedy.and_then(|remedy| changes.get(remedy)).map(operation),
            })
        })
        .collect();
    Ok(json!({ "terms": terms, "emphasize": emphasize }))
}

/// The operation that appends a section to a list.
fn insert(path: Value, index: usize, key: &str) -> Value {
    json!({ "do": "insert", "path": path, "index": index, "values": [key] })
}
