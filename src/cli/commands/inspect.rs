//! `recto inspect`

mod fields;

use std::path::Path;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::inspect::{Outcome, PdfContent, Verdict, View};
use recto::present::ExpectedText;
use recto::resume::Resume;
use recto::typeset;
use serde_json::json;

use super::pdf_input::read_reading;
use crate::cli::args::{InspectArgs, InspectFormat};
use crate::cli::build::verify::{compare, shortened};
use crate::cli::project::Project;
use crate::cli::project::overrides::Overrides;
use crate::cli::project::read_log::ReadLog;
use crate::cli::project::theme_search::ThemeName;
use crate::cli::report::Failure;
use crate::cli::report::stdout::print;
use recto::render::sanitize;

/// Prints what programs read in a PDF, or compares it with its résumé.
pub fn run(args: &InspectArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    if args.fields {
        return fields::run(args, diagnostics);
    }
    let reading = read_reading(&args.file, "inspect", diagnostics)?;
    if let Some(why) = reading.no_text {
        let note = Diagnostic::warning(Code::File, format!("`{}` has {why}", args.file.display()));
        diagnostics.push(note.help("nothing in it can be searched, copied, or read by an ATS"));
    }
    let Some(resume) = &args.against else {
        let content = match args.format {
            InspectFormat::Text => text(&reading),
            InspectFormat::Json => pretty(&as_json(&reading)),
        };
        return print(&content, diagnostics).map(|()| String::new());
    };
    let theme = args.theme.as_deref().map(ThemeName::Typed);
    let overrides = Overrides { theme, ..Overrides::from(&args.content) };
    let Project { resume, theme, .. } = Project::open(resume, &overrides, &ReadLog::disabled(), diagnostics)?;
    // Warnings about the résumé itself are for `check`.
    *diagnostics = Diagnostics::new();
    diagnostics.open(resume.source());
    let file = args.file.file_name().and_then(|name| name.to_str()).filter(|_| args.file != Path::new("-"));
    let texts = typeset::document(&resume, &theme, diagnostics)?.expected_texts();
    let outcomes = compare(&reading, &resume, &texts, file);
    let report = match args.format {
        InspectFormat::Text => table(&outcomes, &resume),
        InspectFormat::Json => pretty(&json!({
            "checks": outcomes.iter().map(outcome_json).collect::<Vec<_>>(),
            "texts": texts.iter().map(text_json).collect::<Vec<_>>(),
        })),
    };
    print(&report, diagnostics)?;
    let failed: Vec<&str> =
        outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Fail).map(|outcome| outcome.check.id).collect();
    if failed.is_empty() {
        return Ok(String::new());
    }
    let note = Diagnostic::error(Code::PdfCheck, format!("the PDF fails {}", failed.join(", ")));
    Err(diagnostics.error(note.help("docs/reading.md explains each check")).into())
}

/// One line per check, followed by its findings.
fn table(outcomes: &[Outcome], resume: &Resume) -> String {
    let mut text = String::new();
    for Outcome { check, verdict, findings } in outcomes {
        text += &format!("{}  {}  {}\n", check.id, verdict.name(), check.title);
        for finding in findings {
            text += &format!("               {}\n", finding.message);
            let mut places = Vec::new();
            if let Some((page, line)) = &finding.place {
                places.push(format!("page {page}, “{}”", shortened(line)));
            }
            if let Some(span) = finding.origin.span().filter(|span| span.source == resume.source().id()) {
                let line = resume.source().position(span.start).line;
                places.push(format!("{}:{line}", resume.source().name()));
            }
            places.extend(finding.path.clone());
            if !places.is_empty() {
                text += &format!("               at {}\n", places.join(", "));
            }
        }
    }
    let count = |verdict| outcomes.iter().filter(|outcome| outcome.verdict == verdict).count();
    let counts = [Verdict::Pass, Verdict::Info, Verdict::Warn, Verdict::Fail].map(|it| (it, count(it)));
    let counts: Vec<String> = counts
        .iter()
        .filter(|(verdict, count)| *count > 0 || *verdict == Verdict::Pass)
        .map(|(verdict, count)| format!("{count} {}", verdict.name()))
        .collect();
    format!("{text}\n{}\n", counts.join(", "))
}

fn outcome_json(outcome: &Outcome) -> serde_json::Value {
    let finding = |finding: &recto::inspect::Finding| {
        json!({
            "message": finding.message,
            "page": finding.place.as_ref().map(|(page, _)| page),
            "line": finding.place.as_ref().map(|(_, line)| line),
            "path": finding.path,
        })
    };
    json!({
        "id": outcome.check.id,
        "title": outcome.check.title,
        "verdict": outcome.verdict.name(),
        "findings": outcome.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn text_json(expected: &ExpectedText) -> serde_json::Value {
    json!({ "path": expected.path, "role": expected.role.name(), "text": expected.text })
}

/// Everything that is read, with headings.
fn text(reading: &PdfContent) -> String {
    let facts = &reading.metadata;
    let mut text = String::new();
    let mut part = |title: &str, lines: &str| {
        if !lines.trim().is_empty() {
            text += &format!("── {title}\n{}\n\n", lines.trim_end());
        }
    };
    let pages: Vec<String> =
        reading.pages.iter().map(|(width, height)| format!("{width:.0} × {height:.0} pt")).collect();
    let rows = [
        ("title", facts.title.clone()),
        ("author", facts.author.clone()),
        ("subject", facts.subject.clone()),
        ("keywords", facts.keywords.clone()),
        ("language", facts.language.clone()),
        ("made by", facts.creator.clone()),
        ("format", [&[format!("PDF {}", facts.version)], &facts.claims[..]].concat().join(", ")),
        ("tagged", if facts.tagged { "yes".into() } else { "no".into() }),
        ("pages", format!("{}: {}", pages.len(), pages.join(", "))),
    ];
    let rows = rows.iter().filter(|(_, value)| !value.is_empty());
    part("file", &rows.map(|(name, value)| format!("{name:9} {value}\n")).collect::<String>());
    part("text in content order", &reading.content_order.text());
    part("text in visual order", &reading.visual_order.text());
    part("text in layout boxes", &reading.layout_boxes.text());
    let tags = reading.tags.iter().map(|tag| {
        let alternative = tag.alternative.as_ref().map_or(String::new(), |text| format!(" [{text}]"));
        let line = format!("{}{} {}", "  ".repeat(tag.depth), tag.role, tag.text.trim());
        format!("{}{alternative}\n", line.trim_end())
    });
    part("structure", &tags.collect::<String>());
    part("bookmarks", &reading.bookmarks.join("\n"));
    let links = reading.links.iter().map(|link| format!("page {}: {}\n", link.page, link.address));
    part("links", &links.collect::<String>());
    let fonts = reading.fonts.iter().map(|font| {
        let facts = [(font.embedded, "embedded"), (font.subset, "subset"), (font.to_unicode, "with ToUnicode")];
        let facts: Vec<&str> = facts.iter().filter(|(holds, _)| *holds).map(|(_, fact)| *fact).collect();
        format!("{}: {}\n", font.name, if facts.is_empty() { "not embedded".into() } else { facts.join(", ") })
    });
    part("fonts", &fonts.collect::<String>());
    let files = reading
        .attachments
        .iter()
        .map(|file| format!("{}: {}, {}, {} bytes\n", file.name, file.media_type, file.relationship, file.bytes.len()));
    part("files", &files.collect::<String>());
    text.trim_end().to_owned() + "\n"
}

fn as_json(reading: &PdfContent) -> serde_json::Value {
    let facts = &reading.metadata;
    let view = |view: &View| {
        let line =
            |line: &recto::inspect::Line| json!({ "page": line.page, "x": line.x, "y": line.y, "text": line.text });
        view.0.iter().map(line).collect::<Vec<_>>()
    };
    json!({
        "pages": reading.pages,
        "metadata": {
            "title": facts.title, "author": facts.author, "subject": facts.subject, "keywords": facts.keywords,
            "language": facts.language, "creator": facts.creator, "version": facts.version, "claims": facts.claims,
            "tagged": facts.tagged,
        },
        "contentOrder": view(&reading.content_order),
        "visualOrder": view(&reading.visual_order),
        "layoutBoxes": view(&reading.layout_boxes),
        "tags": reading.tags.iter().map(|tag| json!({
            "depth": tag.depth, "role": tag.role, "text": tag.text, "alternative": tag.alternative,
        })).collect::<Vec<_>>(),
        "bookmarks": reading.bookmarks,
        "links": reading.links.iter().map(|link| json!({ "page": link.page, "address": link.address })).collect::<Vec<_>>(),
        "fonts": reading.fonts.iter().map(|font| json!({
            "name": font.name, "embedded": font.embedded, "subset": font.subset, "toUnicode": font.to_unicode,
        })).collect::<Vec<_>>(),
        "attachments": reading.attachments.iter().map(|file| json!({
            "name": file.name, "relationship": file.relationship, "mediaType": file.media_type, "size": file.bytes.len(),
        })).collect::<Vec<_>>(),
    })
}

fn pretty(value: &serde_json::Value) -> String {
    sanitize::json(&serde_json::to_string_pretty(value).expect("plain data is JSON")) + "\n"
}
