//! What the pages under `docs` say is so.

use std::collections::BTreeMap;
use std::fmt::Write;

use recto::diagnostic::{Code, Diagnostics};
use recto::theme::{Manifest, OptionSpec, Themes};
use toml_edit::DocumentMut;

use crate::project::{Project, SEED};

const THEMES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/themes.md");
const READING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reading.md");
const RESUME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/resume.md");

fn manifests() -> Vec<Manifest> {
    let themes = Themes::builtin();
    let find = |name| themes.find(name, None, &mut Diagnostics::new()).unwrap().manifest;
    themes.names().map(find).collect()
}

/// Whether an option means the same in several themes.
fn is_shared(name: &str) -> bool {
    let having = manifests().into_iter().filter(|theme| theme.options.contains_key(name)).count();
    having > 2 || name == "photo" || name == "case"
}

/// A row of a table of options; `auto` follows the values of one that may be `auto`.
fn row(name: &str, spec: &OptionSpec, default: &str, auto: &str) -> String {
    let auto = if spec.may_be_auto() && !spec.kind.to_string().contains("auto") { auto } else { "" };
    format!("| `{name}` | {}{auto} | {default} | {} |\n", spec.kind, spec.help)
}

/// The languages by their English name, each with its tags, from the first lines of their files.
fn languages_part() -> String {
    let mut languages: BTreeMap<String, String> = BTreeMap::new();
    let mut tags: Vec<&str> = recto::locale::languages().map(|(tag, _)| tag).collect();
    tags.sort_unstable();
    for tag in tags {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/locale");
        let file = std::fs::read_to_string(format!("{folder}/{tag}.yaml")).unwrap();
        let first = file.lines().next().unwrap().trim_start_matches("# ");
        // "Chinese in simplified characters", "Spanish as in Spain", "Arabic, with the months of Egypt".
        let end = [" in ", " as ", " with ", ",", "."].iter().filter_map(|end| first.find(end)).min().unwrap();
        languages.entry(first[..end].to_owned()).or_default().push_str(&format!("\u{a0}`{tag}`"));
    }
    let listed = languages.iter().map(|(name, tags)| format!("{name}{tags}")).collect::<Vec<_>>().join(", ");
    let mut part = String::new();
    let mut column = 0;
    for word in listed.split(' ') {
        let (length, starts) = (word.chars().count(), column == 0);
        let fits = column + 1 + length <= 128;
        part += if starts {
            ""
        } else if fits {
            " "
        } else {
            "\n"
        };
        column = if starts || !fits { length } else { column + 1 + length };
        part += word;
    }
    part.replace('\u{a0}', " ") + "."
}

/// The part of the page that is made from the themes' manifests: what each is for,
/// and the options that it has alone.
fn themes_part() -> String {
    let mut part = String::new();
    for theme in manifests() {
        let Manifest { name, description, fonts, options, default, .. } = theme;
        let used = if default { " Used where no theme is named." } else { "" };
        let fonts = fonts.join(", ");
        writeln!(part, "\n### {name}\n\n<img src=\"../themes/{name}/preview.png\" width=\"380\" alt=\"\">\n\n{description}. Set in {fonts}.{used}")
            .unwrap();
        let own: String = options
            .iter()
            .filter(|(option, _)| !is_shared(option))
            .map(|(option, spec)| row(option, spec, &format!("`{}`", spec.default), ", or `auto`"))
            .collect();
        if !own.is_empty() {
            write!(part, "\n| option | takes | default | what it does |\n|---|---|---|---|\n{own}").unwrap();
        }
    }
    part
}

/// The part on options that several themes have, with the value most of them begin with.
fn options_part() -> String {
    let mut options: BTreeMap<String, Vec<OptionSpec>> = BTreeMap::new();
    for (name, spec) in manifests().into_iter().flat_map(|theme| theme.options) {
        options.entry(name).or_default().push(spec);
    }
    let vocabulary: DocumentMut = include_str!("../../themes/prelude/options.toml").parse().unwrap();
    let mut part = String::from("\n| option | takes | default | what it does |\n|---|---|---|---|\n");
    for (name, specs) in options.iter().filter(|(name, _)| is_shared(name)) {
        let mut widest = specs.iter().max_by_key(|spec| spec.kind.to_string().len()).unwrap().clone();
        // What it does in all themes.
        if let Some(help) = vocabulary.get(name).and_then(|option| option["help"].as_str()) {
            widest.help = help.to_owned();
        }
        let one = specs.iter().all(|spec| spec.default == specs[0].default);
        let default = if one { format!("`{}`", specs[0].default) } else { "the theme's own".into() };
        let everywhere = specs.iter().all(OptionSpec::may_be_auto);
        part += &row(name, &widest, &default, if everywhere { ", or `auto`" } else { ", or `auto` in some themes" });
    }
    part
}

#[test]
fn the_page_on_themes_lists_them_and_their_options() {
    holds(THEMES, &[("themes", themes_part()), ("options", options_part())]);
}

#[test]
fn the_page_on_resumes_lists_the_languages() {
    holds(RESUME, &[("languages", languages_part())]);
}

/// The fields that a parser finds, as `tests/readers/fields.mjs` counted them.
fn fields_part() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers/fields.json");
    let counted: BTreeMap<String, BTreeMap<String, BTreeMap<String, u64>>> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut part =
        String::from("| Résumé | Theme | Default | Right | Inline | Below | Left |\n|---|---|---|---|---|---|---|\n");
    for (file, themes) in counted {
        for (theme, counts) in themes {
            let of = counts["of"];
            let count = |dates: &str| counts.get(dates).map_or("–".to_owned(), |right| format!("{right}/{of}"));
            let counts = ["default", "right", "inline", "below", "left"].map(count).join(" | ");
            let file = file.rsplit('/').next().unwrap();
            part += &format!("| {file} | {theme} | {counts} |\n");
        }
    }
    part.trim_end().to_owned()
}

/// What converters to Markdown keep whole, as `tests/readers/markdown.py` has counted it.
fn markdown_part() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers/markdown.json");
    let counted: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let of = &counted["of"];
    let mut part = String::from(
        "| Theme | Dates | Bullets, pymupdf4llm | Bullets, markitdown | Dates, pymupdf4llm | Dates, markitdown |\n\
         |---|---|---|---|---|---|\n",
    );
    for (theme, styles) in counted.iter().filter(|(theme, _)| *theme != "of") {
        for (style, converters) in styles.as_object().unwrap() {
            let count = |kind: &str, converter: &str| format!("{}/{}", converters[converter][kind], of[kind]);
            let counts = ["bullets", "dates"]
                .map(|kind| format!("{} | {}", count(kind, "pymupdf4llm"), count(kind, "markitdown")))
                .join(" | ");
            part += &format!("| {theme} | {style} | {counts} |\n");
        }
    }
    part.trim_end().to_owned()
}

#[test]
fn the_page_on_reading_lists_what_parsers_and_converters_find() {
    holds(READING, &[("fields", fields_part()), ("markdown", markdown_part())]);
}

/// Asserts that a page holds parts that are made from something else, each between comments with its name.
fn holds(path: &str, parts: &[(&str, String)]) {
    let page = std::fs::read_to_string(path).unwrap();
    let mut made = page.clone();
    for (name, part) in parts {
        let (before, rest) = made.split_once(&format!("<!-- {name} -->\n")).unwrap();
        let (_, after) = rest.split_once(&format!("<!-- /{name} -->\n")).unwrap();
        made = format!("{before}<!-- {name} -->\n{part}\n<!-- /{name} -->\n{after}");
    }
    if crate::project::approves() {
        std::fs::write(path, &made).unwrap();
    } else {
        assert_eq!(page, made, "INSTA_UPDATE=always writes the page anew");
    }
}

#[test]
fn the_theme_that_the_page_teaches_builds() {
    let page = std::fs::read_to_string(THEMES).unwrap();
    let block = |language: &str| {
        let start = page.split_once(&format!("```{language}\n")).unwrap().1;
        start.split_once("```").unwrap().0.to_owned()
    };
    let project = Project::new()
        .file("resume.yaml", SEED)
        .file("every_key.yaml", include_str!("../corpus/every_key.yaml"))
        .file("themes/mine/theme.toml", block("toml"))
        .file("themes/mine/theme.typ", block("typst"));
    for resume in ["resume.yaml", "every_key.yaml"] {
        let run = project.run(&["build", resume, "--theme", "mine"]);
        assert!(run.code == Some(0) && !run.stderr.contains("warning"), "{}", run.stderr);
    }
    let project = project
        .file("themes/mine/theme.typ", block("typst").replacen("scaled(o, distances)", "scaled(o, distences)", 1));
    let run = project.run(&["build", "--theme", "mine"]);
    let shown = page.split_once("```text\n").unwrap().1.split_once("```").unwrap().0;
    assert!(run.stderr.starts_with(shown), "{}", run.stderr);
}

#[test]
fn every_report_has_its_place_on_the_page() {
    let page = include_str!("../../docs/errors.md");
    let ids: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(ids, Code::ALL.iter().map(|id| id.name()).collect::<Vec<_>>());
    for id in Code::ALL {
        assert!(page.contains(id.summary()), "{} has another sentence on the page", id.name());
    }
}
