//! The schema and the reference that editors and people read.

use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use crate::corpus::corpus;
use crate::project::{Project, SEED};

/// A validator that shares no code with what wrote the schema.
struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        let schema = serde_json::from_str(&recto::schema::schema()).unwrap();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("resume.json", schema).unwrap();
        let index = compiler.compile("resume.json", &mut schemas).unwrap();
        Validator { schemas, index }
    }

    fn validate(&self, yaml: &str) -> Result<(), String> {
        let value: Value = serde_yaml::from_str(yaml).map_err(|error| error.to_string())?;
        self.schemas.validate(&value, self.index).map_err(|error| error.to_string())
    }
}

/// A committed file that is made by the program.
fn assert_committed(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if crate::project::approves() {
        std::fs::write(&path, made).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == made, "{name} is not what the program makes; run the tests with INSTA_UPDATE=always");
}

#[test]
fn the_schema_is_the_one_committed() {
    let run = Project::new().run(&["schema"]);
    assert_committed("docs/resume.schema.json", &String::from_utf8(run.stdout).unwrap());
}

#[test]
fn the_reference_is_the_one_committed() {
    let run = Project::new().run(&["schema", "--format", "markdown"]);
    assert_committed("docs/format.md", &String::from_utf8(run.stdout).unwrap());
}

/// Every résumé of the repository that is read without a word.
fn samples() -> Vec<(String, String)> {
    let source = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        (name.to_owned(), std::fs::read_to_string(path).unwrap())
    };
    let readme = include_str!("../../README.md").split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let mut samples = vec![
        ("resume.yaml".into(), SEED.into()),
        ("README.md".into(), readme.into()),
        source("src/cli/commands/starter.yaml"),
        source("src/cli/commands/starter-minimal.yaml"),
    ];
    samples
        .extend(corpus().into_iter().map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())));
    samples
}

#[test]
fn every_sample_resume_is_valid() {
    let validator = Validator::new();
    for (name, text) in samples() {
        validator.validate(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn what_is_refused_for_its_shape_is_not_valid() {
    let validator = Validator::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let cases: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let mut refused = 0;
    for case in cases {
        let text = std::fs::read_to_string(&case).unwrap_or_default();
        let run = Project::new().file("resume.yaml", &text).run(&["check", "--message-format", "short"]);
        let shape = ["unknown-key", "wrong-type", "missing-key"];
        if shape.iter().any(|id| run.stderr.contains(&format!("error[{id}]"))) {
            assert!(validator.validate(&text).is_err(), "{} is valid", case.display());
            refused += 1;
        }
    }
    assert!(refused > 5);
}

#[test]
fn bad_values_are_not_valid() {
    let validator = Validator::new();
    let with = |yaml: &str| validator.validate(&format!("basics: {{name: Ada}}\n{yaml}"));
    assert!(with("work: [{name: A, startDate: 2019-10, endDate: Present}]").is_ok());
    assert!(with("x-own: [1]\nwork:\nlanguage:").is_ok());
    for wrong in [
        "work: [{name: A, startDate: 2019-13}]",
        "work: [{name: A, startDate: Someday 2019}]",
        "work: [{name: A, url: example.org}]",
        "education: [{institution: A, gpa: 4}]",
        "publications: [{name: A, kind: papre}]",
        "theme: {name: cornerstone, dates: rigt}",
        "theme: {density: 9}",
        "hobbies: chess",
    ] {
        assert!(with(wrong).is_err(), "{wrong} is valid");
    }
}
