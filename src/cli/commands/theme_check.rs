//! `recto themes check`: builds a sample that has everything, with every value of every option.

use std::collections::BTreeMap;

use recto::diagnostic::{Code, Diagnostic, Diagnostics};
use recto::export::{Format, export, export_files};
use recto::inspect::{Outcome, PdfContent, Verdict};
use recto::resume::Resume;
use recto::source::Source;
use recto::theme::{AUTO, Kind, OptionSpec, OptionValue, Theme};
use recto::typeset::{self, Compiler, Document, Fonts, Pictures, font_families, typeset, typeset_letter};

use crate::cli::build::verify;
use crate::cli::process::watchdog::Watchdog;
use crate::cli::report::Failure;

/// A résumé with everything that a theme must support.
const SAMPLE: &str = include_str!("theme-sample.yaml");

/// Its portrait: name and content.
const PORTRAIT: (&str, &str) = (
    "portrait.svg",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"70\" height=\"90\"><rect width=\"70\" height=\"90\" fill=\"#9bb\"/>\
     <circle cx=\"35\" cy=\"36\" r=\"18\" fill=\"#fff\"/><path d=\"M5 90a30 30 0 0 1 60 0z\" fill=\"#fff\"/></svg>",
);

/// A colour that differs from any default, and is legible on white.
const COLOR: &str = "#7a1f5c";

/// What a theme author can do about a failed check.
struct Cure {
    /// The check.
    id: &'static str,
    /// What to do.
    help: &'static str,
    /// Code that the problem likely comes from, the likeliest first.
    code: &'static [&'static str],
}

const fn cure(id: &'static str, help: &'static str, code: &'static [&'static str]) -> Cure {
    Cure { id, help, code }
}

const CURES: &[Cure] = &[
    cure(
        "ATS-001",
        "print all of an entry: `lead`, `beside`, `dates`, `role`, `added`, `paragraphs`, `bullets`, `after`, `roles`",
        &["#let entry"],
    ),
    cure("ATS-002", "use `contact-icon` for icons, not an icon font", &["contact-icon", "contacts"]),
    cure("ATS-004", "separate items with a character and an ordinary space", &["h("]),
    cure(
        "ATS-005",
        "print the name with `name-title`, before anything else, and in the largest size",
        &["name-title(", "title(", "person.name"],
    ),
    cure(
        "ATS-006",
        "print contacts with `contact-line`, or each `body` unchanged, below the name",
        &["contact-line(", "contacts"],
    ),
    cure("ATS-007", "print contacts with `contact-line`, or each `body` unchanged", &["contact-line(", "contacts"]),
    cure("ATS-008", "put section titles on their own line, as level 1 headings", &["heading.where(level: 1)"]),
    cure(
        "ATS-009",
        "in the code, put the date after the name, and the main column before the sidebar",
        &["grid(", "columns(", "date-of("],
    ),
    cure(
        "ATS-011",
        "do not split dates or break them across lines: `date-of(e)` stays on one line",
        &["date-of(", "dates"],
    ),
    cure("ATS-012", "use a `tracking` of at most 0.08 em", &["tracking:"]),
    cure("ATS-013", "do not set `hyphenate`, and make columns wide enough", &["hyphenate:", "columns:"]),
    cure("ATS-014", "print each contact's `body` unchanged, or its `address`", &["contacts"]),
    cure("ATS-017", "use a text colour that differs from the background", &["fill: white", "fill:"]),
    cure(
        "ATS-018",
        "use `heading` for titles and `first-row` for entries, and `grid` instead of `table`",
        &["table(", "#let entry"],
    ),
    cure(
        "ATS-019",
        "use `document-setup`, which sets title and author",
        &["document-setup", "#let setup", "#let resume"],
    ),
    cure("ATS-020", "use `•` as the list marker", &["marker:"]),
    cure(
        "ATS-022",
        "use `first-row` and `sticky` blocks, so that no title is left at the end of a page",
        &["#let entry"],
    ),
    cure("ATS-023", "use a darker colour, a larger size or wider margins", &["fill:", "size:"]),
];

/// Checks a theme; returns the summary line.
pub fn check(theme: &Theme, fonts: &Fonts, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    let start = diagnostics.checkpoint();
    let texts = Texts::of(theme, diagnostics);
    faint_defaults(theme, &texts, diagnostics);
    let watchdog = Watchdog::over(theme, &pictures(), None);
    let plain = built(theme, "", fonts, diagnostics)?;
    let mut found = Findings::default();
    found.read(&plain, "", theme, diagnostics);
    let mut count = 1;
    for (name, spec) in theme.manifest.options.iter().filter(|(_, spec)| !spec.every_theme) {
        let (mut same, mut tried) = (true, 0);
        for value in values(spec, theme) {
            let setting = format!("{name}: {value}");
            let mut own = Diagnostics::new();
            match built(theme, &setting, fonts, &mut own) {
                Ok(made) => {
                    same &= made.drawn == plain.drawn;
                    found.read(&made, &setting, theme, &mut own);
                }
                Err(_) => {
                    same = false;
                    diagnostics.open_all(&own);
                    own.sorted()
                        .into_iter()
                        .for_each(|note| diagnostics.push(note.clone().help(format!("with `{setting}`"))));
                }
            }
            tried += 1;
            count += 1;
        }
        if same && tried > 0 {
            let message = format!("the option `{name}` has no effect");
            let note = Diagnostic::warning(Code::Theme, message);
            let note = note.help("use it in `theme.typ`, or remove it from `theme.toml`");
            diagnostics.push(texts.in_manifest(name, note));
        }
    }
    drop(watchdog);
    found.report(&texts, diagnostics);
    diagnostics.reported_since(start)?;
    let warnings = diagnostics.sorted().len();
    let found = match warnings {
        0 => "no problems found".to_owned(),
        1 => "1 warning".to_owned(),
        _ => format!("{warnings} warnings"),
    };
    Ok(format!("{}: {found} in {count} combinations of options", theme.manifest.name))
}

/// A build of the sample: its pages as SVG, and the document to read back.
struct Built {
    drawn: Vec<Vec<u8>>,
    resume: Resume,
    document: Document,
}

/// Builds the sample's résumé and letter with one option set.
fn built(theme: &Theme, setting: &str, fonts: &Fonts, diagnostics: &mut Diagnostics) -> Result<Built, Failure> {
    let settings = if setting.is_empty() { String::new() } else { format!("theme: {{{setting}}}\n") };
    let source = Source::new("the sample", format!("{SAMPLE}{settings}"));
    let resume = Resume::read(&source, diagnostics)?;
    let document = typeset(&resume, &Compiler::new(theme).pictures(&pictures()).fonts(fonts), diagnostics)?;
    let letter = typeset_letter(&resume, &Compiler::new(theme).pictures(&pictures()).fonts(fonts), diagnostics)?;
    let mut drawn = export_files(&document, &Format::Svg, diagnostics)?;
    if let Some(letter) = &letter {
        drawn.extend(export_files(letter, &Format::Svg, diagnostics)?);
    }
    Ok(Built { drawn, resume, document })
}

fn pictures() -> Pictures {
    Pictures::from([(PORTRAIT.0.to_owned(), PORTRAIT.1.as_bytes().to_vec())])
}

/// The values that an option is tested with: every choice, and both ends of a range.
fn values(spec: &OptionSpec, theme: &Theme) -> Vec<String> {
    let mut values = match &spec.kind {
        Kind::Choice(words) => words.clone(),
        Kind::Boolean => vec!["true".into(), "false".into()],
        Kind::RunningText => vec!["true".into(), "false".into(), "'{name}, {page}'".into()],
        Kind::Number { min, max, .. } => vec![min.to_string(), max.to_string()],
        Kind::Length { min, max } => vec![format!("{min}pt"), format!("{max}pt")],
        Kind::Color => vec![format!("\"{COLOR}\"")],
        Kind::Font => {
            let families = font_families(&Fonts::shipped()).into_iter().map(|family| family.name);
            families.filter(|family| !theme.manifest.fonts.contains(family)).take(1).collect()
        }
        _ => Vec::new(),
    };
    if matches!(&spec.default, OptionValue::Text(text) if text == AUTO) {
        values.push(AUTO.into());
    }
    values
}

/// Warns of default colours with low contrast.
fn faint_defaults(theme: &Theme, texts: &Texts, diagnostics: &mut Diagnostics) {
    for (name, spec) in &theme.manifest.options {
        if let Some(ratio) = spec.faint_default() {
            let message = format!("text in the default colour of `{name}` is hard to read: contrast {ratio:.1}");
            let note =
                Diagnostic::warning(Code::LowContrast, message).help("choose a colour with a contrast of at least 4.5");
            diagnostics.push(texts.in_manifest(name, note));
        }
    }
}

/// The theme's files, for messages that point into them.
struct Texts {
    manifest: Option<Source>,
    code: Vec<Source>,
}

impl Texts {
    fn of(theme: &Theme, diagnostics: &mut Diagnostics) -> Texts {
        let mut source = |name: &str| {
            let text = str::from_utf8(theme.files.get(name)?).ok()?;
            let source = Source::new(format!("{}/{name}", theme.origin), text);
            diagnostics.open(&source);
            Some(source)
        };
        let manifest = source("theme.toml");
        let others = theme.files.keys().filter(|name| name.ends_with(".typ") && *name != "theme.typ");
        let names = std::iter::once("theme.typ").chain(others.map(String::as_str));
        Texts { manifest, code: names.filter_map(source).collect() }
    }

    /// Places a diagnostic at an option's table.
    fn in_manifest(&self, option: &str, note: Diagnostic) -> Diagnostic {
        let key = format!("options.{option}");
        let place = self.manifest.as_ref().and_then(|source| {
            let mut places = source.text().match_indices(&key);
            let (at, _) = places.find(|(at, _)| !source.text()[at + key.len()..].starts_with(char::is_alphanumeric))?;
            Some(source.span(at..at + key.len()))
        });
        match place {
            Some(span) => note.at(span),
            None => note,
        }
    }

    /// Places a diagnostic at the first piece of code that is found outside of comments.
    fn in_code(&self, pieces: &[&str], note: Diagnostic) -> Diagnostic {
        let find = |piece: &str, source: &Source| {
            let mut start = 0;
            for line in source.text().split_inclusive('\n') {
                let code = line.split("//").next().unwrap_or_default();
                if let Some(at) = code.find(piece) {
                    return Some(source.span(start + at..start + at + piece.trim_end_matches('(').len()));
                }
                start += line.len();
            }
            None
        };
        let place = pieces.iter().find_map(|piece| self.code.iter().find_map(|source| find(piece, source)));
        match place {
            Some(span) => note.at(span),
            None => note,
        }
    }
}

/// The findings of the checks, with the settings that cause them.
#[derive(Default)]
struct Findings(BTreeMap<(&'static str, String), (Verdict, Vec<String>)>);

impl Findings {
    /// Checks a build, as `recto check` does.
    fn read(&mut self, built: &Built, setting: &str, theme: &Theme, diagnostics: &mut Diagnostics) {
        let Built { resume, document, .. } = built;
        let Ok(pdf) = export(document, &Format::pdf(), diagnostics) else { return };
        let (Ok(reading), Ok(said)) = (PdfContent::of(&pdf), typeset::document(resume, theme, diagnostics)) else {
            return;
        };
        for Outcome { check, verdict, findings } in verify::compare(&reading, resume, &said.expected_texts(), None) {
            // How full the last page is depends on the résumé, not the theme.
            let short = findings.iter().all(|finding| finding.message.starts_with("the last page, "));
            if verdict < Verdict::Warn || short {
                continue;
            }
            let message = findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
            let (worst, settings) = self.0.entry((check.id, message)).or_insert((verdict, Vec::new()));
            *worst = verdict.max(*worst);
            settings.push(setting.to_owned());
        }
    }

    fn report(self, texts: &Texts, diagnostics: &mut Diagnostics) {
        for ((id, message), (verdict, settings)) in self.0 {
            let note = match verdict {
                Verdict::Fail => Diagnostic::error(Code::PdfCheck, message),
                _ => Diagnostic::warning(Code::PdfCheck, message),
            };
            let note = match CURES.iter().find(|cure| cure.id == id) {
                Some(Cure { help, code, .. }) => texts.in_code(code, note).help(format!("{id}: {help}")),
                None => note.help(format!("see {id} in docs/reading.md")),
            };
            // If it happens with the defaults, settings do not matter.
            diagnostics.push(if settings.iter().any(String::is_empty) {
                note
            } else {
                note.help(format!(
                    "with {}",
                    settings.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
                ))
            });
        }
    }
}
