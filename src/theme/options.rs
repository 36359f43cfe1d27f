//! Checks settings against a theme's options.

use std::collections::BTreeMap;

use super::{Kind, OptionSpec, Theme, Themes, families};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, did_you_mean, one_of};
use crate::resume::{Setting, SettingValue};
use crate::source::{Span, Spanned};
use crate::yaml::edit;

/// A value for every option of a theme.
pub type Options = BTreeMap<String, OptionValue>;

/// The value of an option.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum OptionValue {
    /// A word, or the name of a font family.
    Text(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A plain number.
    Number(f64),
    /// A length in points.
    Length(f64),
    /// A colour in sRGB.
    Color([u8; 3]),
}

/// The value that leaves the choice to the theme or the language.
pub const AUTO: &str = "auto";

/// Units of length, with their size in points.
const UNITS: &[(&str, f64)] = &[("pt", 1.0), ("mm", 72.0 / 25.4), ("cm", 720.0 / 25.4), ("in", 72.0)];

impl Theme {
    /// Checks settings and fills in defaults.
    ///
    /// # Errors
    /// If a setting names an unknown option or has an invalid value.
    pub fn options(&self, settings: &[Setting], diagnostics: &mut Diagnostics) -> Result<Options> {
        let start = diagnostics.checkpoint();
        let defaults = self.manifest.options.iter().map(|(name, spec)| (name.clone(), spec.default.clone()));
        let mut values: Options = defaults.collect();
        for Setting { name, value } in settings {
            match self.manifest.options.get(&name.value) {
                None => {
                    let note = self.unknown_option(name, value, settings, diagnostics);
                    diagnostics.push(note);
                }
                Some(spec) => match spec.set(&value.value) {
                    Ok(set) => {
                        if let OptionValue::Color(color) = set {
                            diagnostics.extend(faint(&name.value, color, spec, value.span));
                        }
                        values.insert(name.value.clone(), set);
                    }
                    Err(why) => diagnostics.push(wrong(&name.value, spec, why, value.span)),
                },
            }
        }
        diagnostics.reported_since(start)?;
        Ok(values)
    }

    fn unknown_option(
        &self,
        name: &Spanned<String>,
        value: &Spanned<SettingValue>,
        settings: &[Setting],
        diagnostics: &Diagnostics,
    ) -> Diagnostic {
        let Spanned { value: written, span } = name;
        let message = format!("the theme `{}` has no option `{written}`", self.manifest.name);
        let note = Diagnostic::error(Code::UnknownOption, message).at(*span).path(format!("theme.{written}"));
        let names = || self.manifest.options.keys().map(String::as_str);
        match did_you_mean(written, names()) {
            Some(meant) => {
                let note = edit::misspelt(note, diagnostics.source(span.source), *span, written, meant);
                let takes = self.manifest.options.get(meant).is_some_and(|spec| spec.takes(&value.value));
                if takes && !is_set(meant, settings) { note } else { note.only_possible() }
            }
            None => note.help(format!("use one of {}", one_of(names()))),
        }
    }
}

/// Whether an option is set.
fn is_set(name: &str, settings: &[Setting]) -> bool {
    settings.iter().any(|setting| setting.name.value == name)
}

impl Themes {
    /// Checks settings for a theme that cannot be found: whether the theme that was probably meant, or else
    /// any theme, has such an option and takes such a value.
    pub fn check_options(&self, theme: &str, settings: &[Setting], diagnostics: &mut Diagnostics) {
        if let Some(meant) = did_you_mean(theme, self.names()) {
            // Errors in the manifest are reported when it is used.
            let theme = self.find(meant, None, &mut Diagnostics::new());
            // Reported.
            let _ = theme.map(|theme| theme.options(settings, diagnostics).map(drop));
            return;
        }
        let names: Vec<&str> = self.names().collect();
        let read = |name: &&str| self.find(name, None, &mut Diagnostics::new()).ok();
        let themes: Vec<Theme> = if settings.is_empty() { Vec::new() } else { names.iter().filter_map(read).collect() };
        for Setting { name, value } in settings {
            let specs: Vec<&OptionSpec> =
                themes.iter().filter_map(|theme| theme.manifest.options.get(&name.value)).collect();
            match (specs.iter().all(|spec| spec.set(&value.value).is_err()), specs.first()) {
                (true, Some(spec)) => {
                    if let Err(why) = spec.set(&value.value) {
                        diagnostics.push(wrong(&name.value, spec, why, value.span));
                    }
                }
                (true, None) => {
                    // The theme may define further options.
                    let known = themes.iter().flat_map(|theme| theme.manifest.options.keys()).map(String::as_str);
                    if let Some(meant) = did_you_mean(&name.value, known) {
                        let Spanned { value: written, span } = name;
                        let message = format!("no built-in theme has an option `{written}`");
                        let note = Diagnostic::error(Code::UnknownOption, message).at(*span);
                        let source = diagnostics.source(span.source);
                        let note = edit::misspelt(note, source, *span, written, meant).only_possible();
                        diagnostics.push(note.path(format!("theme.{written}")));
                    }
                }
                (false, _) => {}
            }
        }
    }
}

/// The minimum contrast of readable text (WCAG 2.1, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

/// Warns about a colour in which text is hard to read.
fn faint(name: &str, color: [u8; 3], spec: &OptionSpec, span: Span) -> Option<Diagnostic> {
    let ratio = contrast(color, spec.ground?);
    let note =
        || Diagnostic::warning(Code::LowContrast, format!("text in this colour is hard to read: contrast {ratio:.1}"));
    let help = format!("use a darker colour, with a contrast of at least {LEAST_CONTRAST}");
    (ratio < LEAST_CONTRAST).then(|| note().at(span).path(format!("theme.{name}")).help(help))
}

/// The contrast ratio of two colours, from 1 to 21 (WCAG 2.1, "contrast ratio").
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance of a colour in sRGB (WCAG 2.1).
fn luminance(color: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = color.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn wrong(name: &str, spec: &OptionSpec, why: String, span: Span) -> Diagnostic {
    let note = Diagnostic::error(Code::InvalidValue, why).at(span).path(format!("theme.{name}"));
    note.help(format!("`{name}`: {}", spec.help))
}

impl OptionSpec {
    /// Whether the default is `auto`.
    pub fn may_be_auto(&self) -> bool {
        matches!(&self.default, OptionValue::Text(text) if text == AUTO)
    }

    /// The contrast of its default colour with its background, if too low for text.
    pub fn faint_default(&self) -> Option<f64> {
        let OptionValue::Color(color) = self.default else { return None };
        Some(contrast(color, self.ground?)).filter(|ratio| *ratio < LEAST_CONTRAST)
    }

    /// Whether a value is valid for it.
    pub fn takes(&self, value: &SettingValue) -> bool {
        self.set(value).is_ok()
    }

    fn set(&self, value: &SettingValue) -> Result<OptionValue, String> {
        match value {
            SettingValue::Text(text) if *text == AUTO && self.may_be_auto() => Ok(OptionValue::Text(AUTO.into())),
            SettingValue::Text(text) => self.kind.read(text),
            SettingValue::List(_) => Err(format!("expected {}, found a list", self.kind)),
        }
    }
}

impl Kind {
    /// Parses a value as written; the error names what was expected.
    pub(super) fn read(&self, text: &str) -> Result<OptionValue, String> {
        let wrong = || format!("expected {self}, found `{text}`");
        let within =
            |value: f64, min: f64, max: f64| if (min..=max).contains(&value) { Ok(value) } else { Err(wrong()) };
        match self {
            Kind::Choice(words) if words.iter().any(|word| word == text) => Ok(OptionValue::Text(text.into())),
            Kind::Choice(_) => Err(wrong()),
            Kind::Boolean => text.parse().map(OptionValue::Boolean).map_err(|_| wrong()),
            Kind::Number { min, max, words } => {
                let number = words.get(text).copied().or(text.parse().ok()).ok_or_else(wrong)?;
                Ok(OptionValue::Number(within(number, *min, *max)?))
            }
            Kind::Length { min, max } => {
                let points = points(text).ok_or_else(wrong)?;
                Ok(OptionValue::Length(within(points, *min, *max)?))
            }
            Kind::Color => color(text).map(OptionValue::Color).ok_or_else(wrong),
            // Whether the family exists is checked when typesetting.
            Kind::RunningText => match text {
                "true" | "false" => Ok(OptionValue::Boolean(text == "true")),
                text => running_text(text),
            },
            Kind::Font if !text.is_empty() => Ok(OptionValue::Text(text.into())),
            Kind::Font => Err(wrong()),
        }
    }
}

/// The placeholders of a header or footer.
pub(crate) const RUNNING: &[&str] = &["name", "page", "pages", "date"];

/// Maximum length of a header or footer, in characters.
const LONGEST_RUNNING: usize = 200;

/// The text of a header or footer.
fn running_text(text: &str) -> Result<OptionValue, String> {
    if text.chars().count() > LONGEST_RUNNING {
        return Err(format!("this text is longer than {LONGEST_RUNNING} characters"));
    }
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    match names.into_iter().find(|name| !RUNNING.contains(name)) {
        Some(name) => {
            let known = RUNNING.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ");
            Err(format!("unknown placeholder `{{{name}}}`; use one of {known}"))
        }
        None => Ok(OptionValue::Text(text.into())),
    }
}

fn points(text: &str) -> Option<f64> {
    let (unit, size) = UNITS.iter().find(|(unit, _)| text.ends_with(unit))?;
    let number: f64 = text.strip_suffix(unit)?.trim().parse().ok()?;
    Some(number * size)
}

pub(super) fn color(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Kind::Choice(words) => write!(f, "{}", one_of(words.iter().map(String::as_str))),
            Kind::Boolean => f.write_str("`true` or `false`"),
            Kind::RunningText => {
                f.write_str("`true`, `false`, or a text with `{name}`, `{page}`, `{pages}` and `{date}`")
            }
            Kind::Number { min, max, words } if words.is_empty() => write!(f, "a number from {min} to {max}"),
            Kind::Number { min, max, words } => {
                write!(f, "a number from {min} to {max}, or {}", one_of(words.keys().map(String::as_str)))
            }
            Kind::Length { min, max } => {
                write!(f, "a length from {} to {}, such as `15mm`", millimetres(*min), millimetres(*max))
            }
            Kind::Color => f.write_str("a colour such as `#1f3a5f`"),
            Kind::Font => write!(f, "the name of a font, such as `{}`", families().first().map_or("", String::as_str)),
        }
    }
}

/// Rounded to tenths, without a trailing zero.
fn millimetres(points: f64) -> String {
    format!("{}mm", (points * 254.0 / 72.0).round() / 10.0)
}

/// As written in a file.
impl std::fmt::Display for OptionValue {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            OptionValue::Text(text) => f.write_str(text),
            OptionValue::Boolean(yes) => write!(f, "{yes}"),
            OptionValue::Number(number) => write!(f, "{number}"),
            OptionValue::Length(points) => f.write_str(&millimetres(*points)),
            OptionValue::Color([red, green, blue]) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([0x77; 3], [255; 3]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn lengths_have_units_and_colours_six_digits() {
        assert_eq!(points("1in"), Some(72.0));
        assert_eq!(points("25.4 mm"), Some(72.0));
        assert_eq!(points("12"), None);
        assert_eq!(color("#1f3a5f"), Some([0x1f, 0x3a, 0x5f]));
        assert_eq!(color("#fff"), None);
        assert_eq!(color("#1f3aé"), None);
    }
}
