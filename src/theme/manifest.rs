//! `theme.toml`: a theme's name, fonts, sections and options.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::{AUTO, OptionValue, builtin, options, toml};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, did_you_mean, one_of};
use crate::resume::Section;
use crate::source::{Source, Spanned};
use crate::yaml;

/// A theme's manifest.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Manifest {
    /// The theme's name, as `--theme` takes it.
    pub name: String,
    /// A one-line description.
    pub description: String,
    /// Whether it is used when no theme is named.
    pub default: bool,
    /// The closest themes of other tools, as `tool/theme`.
    pub equivalents: Vec<String>,
    /// The font families it uses, the body font first.
    pub fonts: Vec<String>,
    /// The section order when the résumé does not set one.
    pub sections: Vec<Section>,
    /// Its options, by name.
    pub options: BTreeMap<String, OptionSpec>,
    /// How Word documents and web pages resemble its pages.
    pub documents: DocumentStyle,
}

/// What options do not say about the look of Word documents and web pages.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct DocumentStyle {
    /// The colour of the name and the section titles, in sRGB, where the option `accent` is `auto`.
    pub accent: Option<[u8; 3]>,
    /// The same for each choice of the option `palette`.
    pub palette: BTreeMap<String, [u8; 3]>,
    /// The letter case of section titles: `as-is`, `upper` or `small-caps`, if there is no option `case`.
    pub case: Option<String>,
    /// The alignment of the name: `left` or `center`, if there is no option `align`.
    pub align: Option<String>,
    /// The rule of section titles: `above`, `below` or `none`, unless an option `rule` is `none`.
    pub rule: Option<String>,
    /// The fonts that take the place of the body font where it is missing, the most similar first.
    pub fallback: Vec<String>,
    /// Whether the name is bold.
    pub bold_name: bool,
    /// Whether the name has the accent colour rather than that of the text.
    pub colored_name: bool,
}

impl DocumentStyle {
    /// The fonts that take the place of the body font; common ones if the theme names none.
    pub fn fallback(&self, serif: bool) -> Vec<String> {
        let common = if serif { ["Cambria", "Caladea"] } else { ["Calibri", "Carlito"] };
        if self.fallback.is_empty() { common.map(String::from).to_vec() } else { self.fallback.clone() }
    }
}

/// An option's type, default and help.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionSpec {
    /// The kind of value it takes.
    pub kind: Kind,
    /// The value used when the option is not set.
    pub default: OptionValue,
    /// A one-line help text.
    pub help: String,
    /// The background of a text colour, white by default; `None` for a colour that is a background itself.
    pub ground: Option<[u8; 3]>,
    /// The furthest value it may be moved to so that the pages fit.
    pub fit: Option<OptionValue>,
    /// Whether every theme has it, because it changes the content or what the prelude sets, rather than the theme's
    /// layout.
    pub every_theme: bool,
}

/// The kinds of option values.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// One of several words.
    Choice(Vec<String>),
    /// `true` or `false`.
    Boolean,
    /// A number within bounds.
    Number {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
        /// Names for some of the values.
        words: BTreeMap<String, f64>,
    },
    /// A length with a unit, within bounds in points.
    Length {
        /// Smallest value, in points.
        min: f64,
        /// Largest value, in points.
        max: f64,
    },
    /// A colour as `#rrggbb`.
    Color,
    /// The name of a font family.
    Font,
    /// The text of a header or footer, or whether to print the usual one.
    RunningText,
}

/// The version of the contract between Recto and a theme: the shape of the data, the names of
/// shared options, the functions of the prelude.
pub const CONTRACT: u16 = 2;

/// Help for a theme written for an older contract.
const MIGRATION: &str =
    "use a newer version of the theme, or migrate it using the table under \"From contract 1\" in docs/themes.md";

/// What a theme receives beside its options, under names that none of them can have.
pub const RECTO_OPTIONS: &[&str] =
    &["direction", "fallback", "fallback-signs", "small-capitals", "capitals", "italics", "long-rows", "finished"];

/// The file with the shared options, in the prelude's folder.
const VOCABULARY: &str = "options.toml";

/// The file as written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    name: String,
    description: String,
    contract: Spanned<u16>,
    #[serde(default)]
    default: bool,
    #[serde(default)]
    equivalents: Vec<String>,
    fonts: Spanned<Vec<String>>,
    #[serde(default)]
    sections: Vec<Spanned<String>>,
    #[serde(default)]
    options: BTreeMap<String, Spanned<OptionEntry>>,
    #[serde(default)]
    documents: DocumentEntry,
}

/// The look of documents as written.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct DocumentEntry {
    accent: Option<Spanned<String>>,
    #[serde(default)]
    palette: BTreeMap<String, Spanned<String>>,
    case: Option<Spanned<String>>,
    align: Option<Spanned<String>>,
    rule: Option<Spanned<String>>,
    #[serde(default)]
    fallback: Vec<String>,
    #[serde(default)]
    name_weight: Option<Spanned<String>>,
    name_color: Option<Spanned<String>>,
}

impl DocumentEntry {
    fn read(self, diagnostics: &mut Diagnostics) -> DocumentStyle {
        let DocumentEntry { accent, palette, case, align, rule, fallback, name_weight, name_color } = self;
        let mut color = |Spanned { value, span }: Spanned<String>| {
            let color = options::color(&value);
            if color.is_none() {
                let message = format!("`{value}` is not a colour");
                diagnostics.push(Diagnostic::error(Code::Theme, message).at(span).help("write it as `#1f3a5f`"));
            }
            color
        };
        let accent = accent.and_then(&mut color);
        let palette = palette.into_iter().filter_map(|(name, value)| Some((name, color(value)?))).collect();
        let mut one = |word: Option<Spanned<String>>, known: &[&str]| {
            let Spanned { value, span } = word?;
            if !known.contains(&value.as_str()) {
                let note = Diagnostic::error(Code::Theme, format!("unknown value `{value}`")).at(span);
                diagnostics.push(note.help(format!("use one of {}", one_of(known.iter().copied()))));
            }
            Some(value)
        };
        DocumentStyle {
            accent,
            palette,
            case: one(case, &["as-is", "upper", "small-caps"]),
            align: one(align, &["left", "center"]),
            rule: one(rule, &["above", "below", "none"]),
            fallback,
            bold_name: one(name_weight, &["bold", "regular"]).is_none_or(|weight| weight == "bold"),
            colored_name: one(name_color, &["accent", "text"]).is_none_or(|color| color == "accent"),
        }
    }
}

/// An option as written. Missing fields come from the shared option of the same name.
#[derive(Deserialize, Clone)]
#[serde(rename_all = "camelCase")]
struct OptionEntry {
    default: Option<String>,
    #[serde(rename = "type")]
    kind: Option<KindName>,
    #[serde(default)]
    choices: Vec<String>,
    min: Option<f64>,
    max: Option<f64>,
    help: Option<String>,
    #[serde(default)]
    words: BTreeMap<String, f64>,
    ground: Option<String>,
    fit: Option<String>,
    /// Whether every theme has the option: it needs no code in the theme.
    #[serde(default)]
    every_theme: bool,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum KindName {
    Choice,
    Boolean,
    Number,
    Length,
    Color,
    Font,
    RunningText,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// If it is not valid TOML, is incomplete, or is written for another contract.
    pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Result<Manifest> {
        let start = diagnostics.checkpoint();
        let root = toml::parse(source, diagnostics)?;
        let file: File = yaml::read(&root, diagnostics)?;
        let File { name, description, contract, default, equivalents, fonts, sections, options, documents } = file;
        if contract.value != CONTRACT {
            let message = format!(
                "the theme is written for contract {}, but this version of Recto supports contract {CONTRACT}",
                contract.value
            );
            let newer = contract.value > CONTRACT;
            let help = if newer { "update Recto, or use an older version of the theme" } else { MIGRATION };
            return Err(diagnostics.error(Diagnostic::error(Code::Theme, message).at(contract.span).help(help)));
        }
        let fonts = read_fonts(fonts, diagnostics);
        let sections = read_sections(&sections, diagnostics);
        let documents = documents.read(diagnostics);
        let vocabulary = vocabulary();
        let own: BTreeSet<String> = options.keys().cloned().collect();
        let of_all = vocabulary.iter().filter(|(name, entry)| entry.every_theme && !own.contains(*name));
        let of_all = of_all.map(|(name, entry)| (name.clone(), Spanned { value: entry.clone(), span: root.span }));
        let options = options
            .into_iter()
            .chain(of_all)
            .map(|(name, entry)| {
                let shared = vocabulary.get(&name);
                let is_free = !RECTO_OPTIONS.contains(&name.as_str());
                let spec = if is_free { entry.value.spec(shared) } else { Err("Recto sets it itself".to_owned()) };
                let spec = spec.map_err(|message| {
                    diagnostics.push(
                        Diagnostic::error(Code::Theme, format!("invalid option `{name}`: {message}")).at(entry.span),
                    );
                });
                spec.map(|spec| (name, spec))
            })
            .collect::<Result<_, ()>>();
        diagnostics.reported_since(start)?;
        let options = options.unwrap_or_default();
        Ok(Manifest { name, description, default, equivalents, fonts, sections, options, documents })
    }
}

/// Without any font family, text would be lost. Whether a named family exists is checked when
/// typesetting.
fn read_fonts(fonts: Spanned<Vec<String>>, diagnostics: &mut Diagnostics) -> Vec<String> {
    if fonts.value.is_empty() {
        let note = Diagnostic::error(Code::Theme, "the theme names no font").at(fonts.span);
        let known = builtin::families();
        diagnostics.push(note.help(format!("name at least one, such as {}", one_of(known.iter().map(String::as_str)))));
    }
    fonts.value
}

fn read_sections(keys: &[Spanned<String>], diagnostics: &mut Diagnostics) -> Vec<Section> {
    let mut sections = Vec::new();
    for Spanned { value: key, span } in keys {
        match Section::find(key) {
            Some(section) => sections.push(section),
            None => {
                let note = Diagnostic::error(Code::UnknownSection, format!("unknown section `{key}`")).at(*span);
                let keys = Section::ALL.map(Section::key);
                diagnostics.push(match did_you_mean(key, keys) {
                    Some(meant) => note.help(format!("did you mean `{meant}`?")),
                    None => note.help(format!("use one of {}", one_of(keys))),
                });
            }
        }
    }
    sections
}

/// The options that all themes share.
fn vocabulary() -> &'static BTreeMap<String, OptionEntry> {
    static SHARED: LazyLock<BTreeMap<String, OptionEntry>> = LazyLock::new(|| {
        let mut diagnostics = Diagnostics::new();
        let text = builtin::prelude_file(VOCABULARY).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let source = Source::new(VOCABULARY, text.expect("the prelude has a file of shared options"));
        let root = toml::parse(&source, &mut diagnostics).expect("the shared options are valid TOML");
        yaml::read(&root, &mut diagnostics).expect("the shared options are valid")
    });
    &SHARED
}

impl OptionEntry {
    /// Completes an entry from the shared one of the same name.
    fn spec(self, shared: Option<&OptionEntry>) -> Result<OptionSpec, String> {
        let kind = self.kind.or(shared.and_then(|shared| shared.kind)).ok_or("it has no `type`")?;
        let choices = if self.choices.is_empty() {
            shared.map_or(Vec::new(), |shared| shared.choices.clone())
        } else {
            self.choices
        };
        let min = self.min.or(shared.and_then(|shared| shared.min)).unwrap_or(f64::MIN);
        let max = self.max.or(shared.and_then(|shared| shared.max)).unwrap_or(f64::MAX);
        let help = self.help.or(shared.and_then(|shared| shared.help.clone())).ok_or("it has no `help`")?;
        let default = self.default.or(shared.and_then(|shared| shared.default.clone())).ok_or("it has no `default`")?;
        let kind = match kind {
            KindName::Choice if choices.is_empty() => return Err("it has no `choices`".into()),
            KindName::Choice => Kind::Choice(choices),
            KindName::Boolean => Kind::Boolean,
            KindName::Number => {
                let words =
                    if self.words.is_empty() { shared.map(|shared| shared.words.clone()) } else { Some(self.words) };
                Kind::Number { min, max, words: words.unwrap_or_default() }
            }
            KindName::Length => Kind::Length { min, max },
            KindName::Color => Kind::Color,
            KindName::Font => Kind::Font,
            KindName::RunningText => Kind::RunningText,
        };
        // `auto` leaves the value to the theme or the language.
        let default = if default == AUTO { OptionValue::Text(AUTO.into()) } else { kind.read(&default)? };
        let ground = self.ground.or(shared.and_then(|shared| shared.ground.clone()));
        let ground = match ground.as_deref() {
            None => Some([u8::MAX; 3]),
            Some("none") => None,
            Some(color) => Some(options::color(color).ok_or("its `ground` is not a colour")?),
        };
        let fit = self.fit.or(shared.and_then(|shared| shared.fit.clone()));
        let fit = fit.map(|fit| kind.read(&fit)).transpose()?;
        let every_theme = self.every_theme || shared.is_some_and(|shared| shared.every_theme);
        Ok(OptionSpec { kind, default, help, fit, ground, every_theme })
    }
}
