//! The tools, as a table: what each takes, and the command that it is.

use serde_json::{Value, json};

use crate::cli::args::OutputFormat;

/// A tool.
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// What it does, for an assistant that has to choose one.
    pub summary: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// The words of the command line before those of the parameters.
    pub command: &'static [&'static str],
    /// What it answers.
    pub answer: Answer,
}

/// A parameter of a tool.
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub summary: &'static str,
    /// Whether a call must have it.
    pub required: bool,
    /// What it becomes on the command line.
    pub kind: Kind,
}

/// What a parameter becomes on the command line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The path of a file, as a separate argument.
    File,
    /// The path of a file, as the value of a flag.
    FileFlag(&'static str),
    /// The content of the file that is named first, instead of its path: `-`, and standard input.
    Text,
    /// A name or other text, as the value of a flag.
    Flag(&'static str),
    /// A name, as a separate argument after the given one.
    Word(&'static str),
    /// One of some words, as the value of a flag.
    Choice(&'static str, &'static [&'static str]),
    /// The format of a document, which decides how it is answered.
    Format,
    /// What becomes of fixes, one of [`FIXES`].
    Fix,
    /// The name of a file to write, inside the folder of `--write`.
    Output,
}

/// What a tool answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// What the command prints.
    Text,
    /// The command's report, as JSON.
    Json,
    /// A document.
    Document,
}

/// The word for fixes that are answered, and not applied.
pub const SHOW_FIXES: &str = "show";

/// What may become of fixes.
pub const FIXES: [&str; 2] = [SHOW_FIXES, "apply"];

/// The formats that `build` answers with.
const FORMATS: [OutputFormat; 7] = [
    OutputFormat::Pdf,
    OutputFormat::Png,
    OutputFormat::Docx,
    OutputFormat::Html,
    OutputFormat::Md,
    OutputFormat::Txt,
    OutputFormat::Json,
];

/// The names of those formats.
pub fn format_names() -> [&'static str; FORMATS.len()] {
    FORMATS.map(OutputFormat::extension)
}

const RESUME: Parameter = Parameter {
    name: "resume",
    summary: "Path of the résumé, relative to the directory where the server was started [default: resume.yaml]",
    required: false,
    kind: Kind::File,
};

const TEXT: Parameter =
    Parameter {
        name: "text", summary: "Content of a résumé, instead of its path", required: false, kind: Kind::Text
    };

const APPLICATION: Parameter = Parameter {
    name: "application",
    summary: "Name of an application defined in the résumé",
    required: false,
    kind: Kind::Flag("--for"),
};

const THEME: Parameter =
    Parameter { name: "theme", summary: "Name of a theme; see `themes`", required: false, kind: Kind::Flag("--theme") };

const REDACT: Parameter = Parameter {
    name: "redact",
    summary: "What to leave out",
    required: false,
    kind: Kind::Choice("--redact", &["contact", "photo", "facts"]),
};

/// All tools.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "schema",
        summary: "Describe the résumé format: every key with its meaning and an example (Markdown), or the JSON Schema",
        parameters: &[Parameter {
            name: "format",
            summary: "Output format [default: markdown]",
            required: false,
            kind: Kind::Choice("--format", &["markdown", "json"]),
        }],
        command: &["schema"],
        answer: Answer::Text,
    },
    Tool {
        name: "check",
        summary: "Report errors, warnings and writing advice with locations and fixes, and what an ATS would misread in the PDF",
        parameters: &[
            RESUME,
            TEXT,
            APPLICATION,
            THEME,
            Parameter {
                name: "fix",
                summary: "Apply the fixes that are certain: `show` returns the differences, `apply` changes the file, which \
                          must be in the directory given with `--write`; for a `text`, the fixed text is returned",
                required: false,
                kind: Kind::Fix,
            },
        ],
        command: &["check"],
        answer: Answer::Text,
    },
    Tool {
        name: "build",
        summary: "Build the résumé as PDF, page images, Word, HTML, Markdown, text or JSON Resume; with `output`, write it",
        parameters: &[
            RESUME,
            TEXT,
            APPLICATION,
            THEME,
            REDACT,
            Parameter { name: "format", summary: "Format [default: pdf]", required: false, kind: Kind::Format },
            Parameter {
                name: "output",
                summary: "File to write, in the directory given with `--write`; without it, the document is returned",
                required: false,
                kind: Kind::Output,
            },
        ],
        command: &["build"],
        answer: Answer::Document,
    },
    Tool {
        name: "show",
        summary: "Print the résumé after tailoring, as YAML or JSON Resume",
        parameters: &[
            RESUME,
            TEXT,
            APPLICATION,
            REDACT,
            Parameter {
                name: "format",
                summary: "Output format [default: yaml]",
                required: false,
                kind: Kind::Choice("--format", &["yaml", "json"]),
            },
        ],
        command: &["show"],
        answer: Answer::Text,
    },
    Tool {
        name: "diff",
        summary: "Compare two résumés; with `facts_from`, fail if the résumé has a fact that the master résumé does not have",
        parameters: &[
            Parameter {
                name: "resume",
                summary: "Path of the résumé, or of the older one",
                required: true,
                kind: Kind::File,
            },
            Parameter { name: "newer", summary: "Path of the newer résumé", required: false, kind: Kind::File },
            Parameter {
                name: "facts_from",
                summary: "Path of the master résumé, whose facts are true",
                required: false,
                kind: Kind::FileFlag("--facts-from"),
            },
            APPLICATION,
        ],
        command: &["diff", "--format=json"],
        answer: Answer::Json,
    },
    Tool {
        name: "match",
        summary: "Find the terms of a job posting in the résumé: present, left out by tailoring, or missing, and why each matters",
        parameters: &[
            Parameter {
                name: "posting",
                summary: "Path of the posting: text, Markdown, HTML or PDF; or give its `text`",
                required: false,
                kind: Kind::File,
            },
            Parameter { name: "text", summary: "Content of the posting", required: false, kind: Kind::Text },
            Parameter { kind: Kind::FileFlag("--resume"), ..RESUME },
            APPLICATION,
        ],
        command: &["match", "--format=json"],
        answer: Answer::Json,
    },
    Tool {
        name: "themes",
        summary: "List the themes, or show the options of one with their values and defaults",
        parameters: &[Parameter {
            name: "name",
            summary: "Name of a theme",
            required: false,
            kind: Kind::Word("show"),
        }],
        command: &["themes"],
        answer: Answer::Text,
    },
    Tool {
        name: "import",
        summary: "Convert a RenderCV, YAMLResume, JSON Resume or other supported file to Recto's YAML, and report what was lost",
        parameters: &[Parameter { name: "file", summary: "Path of the file", required: true, kind: Kind::File }],
        command: &["import"],
        answer: Answer::Text,
    },
    Tool {
        name: "inspect",
        summary: "Show what programs such as an ATS read in a PDF, or compare it with a résumé",
        parameters: &[
            Parameter { name: "file", summary: "Path of the PDF", required: true, kind: Kind::File },
            Parameter {
                name: "against",
                summary: "Path of a résumé to compare it with",
                required: false,
                kind: Kind::FileFlag("--against"),
            },
        ],
        command: &["inspect", "--format=json"],
        answer: Answer::Json,
    },
];

impl Tool {
    /// Whether its command lays out pages, and so takes a time limit.
    pub fn lays_out(&self) -> bool {
        matches!(self.command, ["build" | "check"])
    }

    /// The tool in the form of the protocol.
    pub fn description(&self) -> Value {
        let property = |parameter: &Parameter| {
            let mut schema = json!({ "type": "string", "description": parameter.summary });
            match parameter.kind {
                Kind::Choice(_, values) => schema["enum"] = json!(values),
                Kind::Format => schema["enum"] = json!(format_names()),
                Kind::Fix => schema["enum"] = json!(FIXES),
                Kind::File | Kind::FileFlag(_) | Kind::Text | Kind::Flag(_) | Kind::Word(_) | Kind::Output => {}
            }
            (parameter.name.to_owned(), schema)
        };
        let properties: serde_json::Map<String, Value> = self.parameters.iter().map(property).collect();
        let required: Vec<&str> = self.parameters.iter().filter(|it| it.required).map(|it| it.name).collect();
        json!({
            "name": self.name,
            "description": self.summary,
            "inputSchema": {
                "type": "object", "properties": properties, "required": required, "additionalProperties": false,
            },
            "annotations": { "readOnlyHint": !self.parameters.iter().any(|it| matches!(it.kind, Kind::Output | Kind::Fix)), "openWorldHint": false },
        })
    }
}
