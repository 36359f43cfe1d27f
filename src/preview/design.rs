//! The options of a theme, for the page's controls.

use recto::theme::{Kind, OptionSpec, OptionValue, Options, Theme};
use serde_json::{Value, json};

/// Every option of a theme: its kind, bounds, default and current value, as they are written in a résumé.
pub fn options(theme: &Theme, current: &Options) -> Vec<Value> {
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
