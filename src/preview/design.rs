//! What can be chosen in the page: the themes, and the options of the one that is used.

use std::path::Path;

use recto::diagnostic::Diagnostics;
use recto::locale::Locale;
use recto::present::{section_keys, section_order};
use recto::resume::Resume;
use recto::theme::{AUTO, Kind, OptionSpec, OptionValue, Options, Theme, Themes};
use serde_json::{Value, json};

use crate::cli::project::theme_search;

/// All themes available to a résumé in a folder.
pub fn themes(folder: &Path, shipped: &mut Vec<(String, String)>) -> Vec<(String, String)> {
    let listed = |themes: &Themes| {
        let theme = |name: &str| {
            let theme = themes.find(name, None, &mut Diagnostics::new()).ok()?;
            Some((name.to_owned(), theme.manifest.description))
        };
        themes.names().filter_map(theme).collect::<Vec<_>>()
    };
    if shipped.is_empty() {
        *shipped = listed(&Themes::builtin());
    }
    let mut own = Themes::default();
    let folders = [theme_search::config_folder(), Some(folder.join("themes"))];
    for found in theme_search::in_folders(folders.into_iter().flatten()) {
        if let Ok(files) = found.files {
            own.add(&found.name, theme_search::shown(&found.folder), files);
        }
    }
    let mut all = listed(&own);
    all.extend(shipped.iter().filter(|(name, _)| !own.names().any(|other| other == name)).cloned());
    all.sort();
    all
}

/// The theme, language, paper and order of sections that are used, and the options of the theme.
pub fn effective(resume: &Resume, theme: &Theme) -> Value {
    let quiet = &mut Diagnostics::new();
    let locale = Locale::of(resume, quiet).ok();
    let language = match (&resume.language, &locale) {
        (Some(language), _) => Some(language.value.to_string()),
        (None, Some(locale)) => Some(format!("{}-{}", locale.language(), locale.region())),
        (None, None) => None,
    };
    let settings = resume.theme.as_ref().map_or(&[][..], |choice| &choice.settings);
    let options = theme.options(settings, quiet).unwrap_or_default();
    let paper = match options.get("paper") {
        Some(OptionValue::Text(paper)) if paper != AUTO => Some(paper.clone()),
        _ => locale.map(|locale| locale.paper().name().to_owned()),
    };
    let shown = self::options(theme, &options);
    json!({
        "theme": theme.manifest.name, "language": language, "paper": paper,
        "sections": { "printed": section_keys(resume, theme), "order": section_order(theme) },
        "options": shown,
    })
}

/// Every option of a theme: its kind, bounds, default and current value, as they are written in a résumé.
fn options(theme: &Theme, current: &Options) -> Vec<Value> {
    let option = |(name, spec): (&String, &OptionSpec)| {
        let mut option = match &spec.kind {
            Kind::Choice(words) => json!({ "kind": "choice", "words": words }),
            Kind::Boolean => json!({ "kind": "boolean" }),
            Kind::Number { min, max, words } => {
                json!({ "kind": "number", "min": min, "max": max, "words": words.keys().collect::<Vec<_>>() })
            }
            Kind::Length { min, max } => json!({ "kind": "length", "min": min, "max": max }),
            Kind::Color => json!({ "kind": "color" }),
            Kind::Font => json!({ "kind": "font" }),
            Kind::RunningText => json!({ "kind": "text" }),
            _ => json!({ "kind": "text" }),
        };
        option["name"] = name.as_str().into();
        option["help"] = spec.help.as_str().into();
        option["default"] = written(&spec.default);
        option["value"] = written(current.get(name).unwrap_or(&spec.default));
        option["ground"] = spec.ground.map(|color| hex(&color)).into();
        option["auto"] = spec.may_be_auto().into();
        option
    };
    theme.manifest.options.iter().map(option).collect()
}

/// A value as it is written in a résumé; lengths as numbers of points.
fn written(value: &OptionValue) -> Value {
    match value {
        OptionValue::Text(text) => text.as_str().into(),
        OptionValue::Boolean(value) => (*value).into(),
        OptionValue::Number(number) | OptionValue::Length(number) => (*number).into(),
        OptionValue::Color(color) => hex(color).into(),
        _ => Value::Null,
    }
}

fn hex([red, green, blue]: &[u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
