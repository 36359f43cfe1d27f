//! The trait for types that are parsed from a string: dates, URLs, rich text.
//!
//! Serde errors carry only text, so problems reported by a parser are passed separately, in
//! a thread-local.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::diagnostic::{Certainty, Code, Severity};
use crate::source::{Origin, Span};

/// A type that is written as a string.
pub trait Scalar: FromStr<Err = Problem> {
    /// Its name in the reference.
    const NAME: &'static str;
    /// A sentence that describes its syntax.
    const FORM: &'static str;
    /// A valid text. Used as a substitute for invalid values, and as an example in the
    /// schema.
    const EXAMPLE: &'static str;
    /// A regular expression (ECMA 262) for valid texts, where one is useful.
    const PATTERN: Option<&'static str> = None;
    /// The JSON types that YAML parsers may give its texts: `2019` is also a number.
    const TYPES: &'static [&'static str] = &["string"];

    /// Problems with a text that could be read: warnings, and errors that leave the rest of
    /// it intact.
    fn remarks(&self, _written: &str) -> Vec<Problem> {
        Vec::new()
    }

    /// Sets the origin, if the type stores one.
    #[must_use]
    fn read_at(self, _origin: Origin) -> Self {
        self
    }
}

/// A problem with a text whose location is not yet known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The kind of problem.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The text that was probably meant.
    pub replacement: Option<String>,
    /// The list of texts that was probably meant.
    pub list: Option<Box<[String]>>,
    /// Whether the replacement is what was meant.
    pub certainty: Certainty,
    /// The invalid part of the text; `None` if it is all of it.
    pub part: Option<String>,
}

impl Problem {
    /// Creates an error for an invalid value.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::of(Code::InvalidValue, message)
    }

    /// Creates an error of another kind.
    pub(crate) fn of(code: Code, message: impl Into<String>) -> Self {
        Problem {
            code,
            severity: Severity::Error,
            message: message.into(),
            help: None,
            replacement: None,
            list: None,
            certainty: Certainty::Certain,
            part: None,
        }
    }

    /// Makes it a warning.
    pub(crate) fn warning(self) -> Self {
        Problem { severity: Severity::Warning, ..self }
    }

    /// Sets the invalid part of the text.
    pub(crate) fn part(self, part: impl Into<String>) -> Self {
        Problem { part: Some(part.into()), ..self }
    }

    /// Sets the help text.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Problem { help: Some(help.into()), ..self }
    }

    /// Sets the text that was probably meant; `help` is its heading.
    pub(crate) fn replacement(self, text: impl Into<String>) -> Self {
        Problem { replacement: Some(text.into()), ..self }
    }

    /// Sets the list of texts that was probably meant; `help` is its heading.
    pub(crate) fn list(self, items: Vec<String>) -> Self {
        Problem { list: Some(items.into()), ..self }
    }

    /// Sets whether the replacement is what was meant.
    pub(crate) fn certainty(self, certainty: Certainty) -> Self {
        Problem { certainty, ..self }
    }
}

/// The JSON Schema of a scalar. Its name and form are stored under custom keys, from which
/// the descriptions in the schema and the reference are generated.
pub fn scalar_schema<T: Scalar>() -> Schema {
    let mut schema = json_schema!({ "type": T::TYPES, NAME_KEY: T::NAME, FORM_KEY: T::FORM, "examples": [T::EXAMPLE] });
    if let [only] = T::TYPES {
        schema.insert("type".into(), (*only).into());
    }
    if let Some(pattern) = T::PATTERN {
        schema.insert("pattern".into(), pattern.into());
    }
    schema
}

/// The schema key for the name of a scalar type.
pub const NAME_KEY: &str = "x-name";

/// The schema key for the form of a scalar type.
pub const FORM_KEY: &str = "x-form";

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

/// The newtype name by which our deserializer recognizes a scalar.
pub(super) const SCALAR: &str = "$scalar";

/// Reads a `T` from text.
pub fn scalar<'de, D: Deserializer<'de>, T: Scalar>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(SCALAR, ScalarVisitor(PhantomData))
}

/// Parses a scalar inside a visitor that takes other shapes as well.
pub fn from_text<T: Scalar, E: de::Error>(text: &str) -> Result<T, E> {
    let place = PLACE.take();
    match text.trim().parse::<T>() {
        Ok(value) => {
            put_aside(value.remarks(text.trim()));
            Ok(match place {
                Some(span) => value.read_at(Origin::new(span)),
                None => value,
            })
        }
        Err(problem) => {
            let fault = de::Error::custom(&problem);
            put_aside(vec![problem]);
            Err(fault)
        }
    }
}

/// As [`from_text`], with another help text if it cannot be parsed.
pub fn from_text_with_help<T: Scalar, E: de::Error>(text: &str, help: &str) -> Result<T, E> {
    from_text(text).inspect_err(|_| put_aside(take_aside().into_iter().map(|problem| problem.help(help)).collect()))
}

/// Reads a list of scalars or a single one; `expected` describes this in error messages.
pub fn one_or_many<'de, D: Deserializer<'de>, T: Scalar + Deserialize<'de>>(
    deserializer: D,
    expected: &'static str,
) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_any(ManyVisitor { expected, item: PhantomData })
}

/// Reads a list of scalars. A text is split into items, whose offsets in it are given, and read with a
/// warning.
pub fn list_or_text<'de, D: Deserializer<'de>, T: Scalar + Deserialize<'de>>(
    deserializer: D,
    split: fn(&str) -> Vec<(usize, &str)>,
) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_any(ListVisitor { split, item: PhantomData })
}

struct ListVisitor<T> {
    split: fn(&str) -> Vec<(usize, &str)>,
    item: PhantomData<T>,
}

impl<'de, T: Scalar + Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<T>, E> {
        let place = PLACE.take();
        let before = text.len() - text.trim_start().len();
        let (mut list, mut problems, mut items) = (Vec::new(), Vec::new(), Vec::new());
        for (at, item) in (self.split)(text.trim()) {
            let value = from_text::<T, E>(item)?;
            problems.extend(
                take_aside().into_iter().map(|problem| Problem { part: problem.part.or(Some(item.into())), ..problem }),
            );
            list.push(match place {
                Some(span) => value.read_at(Origin::new(span).part(before + at)),
                None => value,
            });
            items.push(item.to_owned());
        }
        let count = if items.len() == 1 { "one item".to_owned() } else { format!("{} items", items.len()) };
        let message = format!("expected a list, found text; it is read as {count}");
        problems.push(Problem::of(Code::WrongType, message).warning().help("write it as a list").list(items));
        put_aside(problems);
        Ok(list)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, items: A) -> Result<Vec<T>, A::Error> {
        collected(items)
    }
}

/// The items of a list.
fn collected<'de, T: Deserialize<'de>, A: de::SeqAccess<'de>>(mut items: A) -> Result<Vec<T>, A::Error> {
    let mut list = Vec::new();
    while let Some(item) = items.next_element()? {
        list.push(item);
    }
    Ok(list)
}

struct ManyVisitor<T> {
    expected: &'static str,
    item: PhantomData<T>,
}

impl<'de, T: Scalar + Deserialize<'de>> Visitor<'de> for ManyVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<T>, E> {
        Ok(vec![from_text(text)?])
    }

    fn visit_unit<E: de::Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, items: A) -> Result<Vec<T>, A::Error> {
        collected(items)
    }
}

/// The struct name by which our deserializer recognizes a value that is text or a mapping.
pub(super) const TEXT_OR_STRUCT: &str = "$text-or-struct";

/// Reads a value that is text or a mapping with the given keys.
pub fn text_or_struct<'de, D: Deserializer<'de>, V: Visitor<'de>>(
    deserializer: D,
    keys: &'static [&'static str],
    visitor: V,
) -> Result<V::Value, D::Error> {
    deserializer.deserialize_struct(TEXT_OR_STRUCT, keys, visitor)
}

/// The JSON Schema of what [`one_or_many`] reads.
pub fn one_or_many_schema<T: Scalar>() -> Schema {
    let one = scalar_schema::<T>();
    json_schema!({ "anyOf": [one, { "type": "array", "items": one }], NAME_KEY: format!("one or a list of {}", T::NAME) })
}

/// The JSON Schema of what [`text_or_struct`] reads.
pub fn text_or_struct_schema<T: Scalar, S: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let name = format!("{} or a mapping", T::NAME);
    json_schema!({ "anyOf": [scalar_schema::<T>(), generator.subschema_for::<S>()], NAME_KEY: name })
}

/// Implements `JsonSchema` for a type with a manual `Deserialize`, under its name in the
/// reference.
macro_rules! schema_by_hand {
    ($type:ty, $name:literal, $schema:expr) => {
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema = $schema;
                schema(generator)
            }
        }
    };
}
pub(crate) use schema_by_hand;

/// Implements `Deserialize`, `Serialize` and `JsonSchema` for types that implement [`Scalar`]
/// and whose `Display` round-trips.
macro_rules! serde_scalars {
    ($($type:ty),+ $(,)?) => {$(
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::yaml::scalar::scalar(deserializer)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$type as $crate::yaml::Scalar>::NAME.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::yaml::scalar::scalar_schema::<$type>()
            }
        }
    )+};
}
pub(crate) use serde_scalars;

struct ScalarVisitor<T>(PhantomData<T>);

impl<'de, T: Scalar> Visitor<'de> for ScalarVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        from_text(&String::deserialize(deserializer)?)
    }

    fn visit_unit<E: de::Error>(self) -> Result<T, E> {
        T::EXAMPLE.parse().map_err(de::Error::custom)
    }
}

thread_local! {
    static ASIDE: RefCell<Vec<Problem>> = const { RefCell::new(Vec::new()) };
}

thread_local! {
    static PLACE: Cell<Option<Span>> = const { Cell::new(None) };
}

/// Sets the location of the next scalar.
pub(super) fn put_place(span: Span) {
    PLACE.set(Some(span));
}

fn put_aside(problems: Vec<Problem>) {
    ASIDE.set(problems);
}

/// Takes the problems of the last scalar read. The deserializer calls this right after the
/// visitor returns, so one slot per thread is enough.
pub(super) fn take_aside() -> Vec<Problem> {
    // A visitor that read another type did not take the location.
    PLACE.take();
    ASIDE.take()
}
