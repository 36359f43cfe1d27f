//! The selected theme and its options.

use std::fmt;

use schemars::json_schema;
use serde::Serialize;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use crate::source::Spanned;
use crate::yaml::scalar::schema_by_hand;

/// A theme name with option settings, which only the theme can validate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeChoice {
    /// The theme's name; `None` means the default theme.
    pub name: Option<Spanned<String>>,
    /// Option settings, in file order.
    pub settings: Vec<Setting>,
}

/// An option with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The option's name.
    pub name: Spanned<String>,
    /// The option's value.
    pub value: Spanned<SettingValue>,
}

/// An option's value before the theme determines its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum SettingValue {
    /// A word, number, length or colour, as text.
    Text(String),
    /// A list of them.
    List(Vec<String>),
}

impl<'de> Deserialize<'de> for ThemeChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, span } = Spanned::<NamedOrMapped>::deserialize(deserializer)?;
        Ok(match value {
            NamedOrMapped::Name(name) => {
                ThemeChoice { name: Some(Spanned { value: name, span }), settings: Vec::new() }
            }
            NamedOrMapped::Choice(choice) => choice,
        })
    }
}

impl Serialize for ThemeChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let (Some(name), []) = (&self.name, &self.settings[..]) {
            return name.serialize(serializer);
        }
        let mut mapping = serializer.serialize_map(None)?;
        if let Some(name) = &self.name {
            mapping.serialize_entry("name", name)?;
        }
        for Setting { name, value } in &self.settings {
            mapping.serialize_entry(name, value)?;
        }
        mapping.end()
    }
}

// The schema module adds the themes and their options.
schema_by_hand!(ThemeChoice, "theme", |_| json_schema!({}));

/// A choice before a bare name has its span.
enum NamedOrMapped {
    Name(String),
    Choice(ThemeChoice),
}

impl<'de> Deserialize<'de> for NamedOrMapped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ChoiceVisitor)
    }
}

struct ChoiceVisitor;

impl<'de> Visitor<'de> for ChoiceVisitor {
    type Value = NamedOrMapped;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the name of a theme, or a mapping with `name` and the theme's options")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<NamedOrMapped, E> {
        Ok(NamedOrMapped::Name(name.into()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<NamedOrMapped, E> {
        Ok(NamedOrMapped::Choice(ThemeChoice::default()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<NamedOrMapped, A::Error> {
        let mut choice = ThemeChoice::default();
        while let Some(name) = entries.next_key::<Spanned<String>>()? {
            let value: Spanned<SettingValue> = entries.next_value()?;
            match value.value {
                SettingValue::Text(theme) if name.value == "name" => {
                    choice.name = Some(Spanned { value: theme, span: value.span })
                }
                _ => choice.settings.push(Setting { name, value }),
            }
        }
        Ok(NamedOrMapped::Choice(choice))
    }
}

impl<'de> Deserialize<'de> for SettingValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = SettingValue;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a word, a number, a length, a colour, or a list of words")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<SettingValue, E> {
        Ok(SettingValue::Text(text.trim().into()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<SettingValue, E> {
        Ok(SettingValue::Text(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<SettingValue, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = items.next_element()? {
            words.push(word);
        }
        Ok(SettingValue::List(words))
    }
}
