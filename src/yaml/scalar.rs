//! The contract for types that are parsed from one piece of text: dates, URLs,
//! rich text.
//!
//! Serde's errors are nothing but text, so what a parser has to say travels
//! beside them, in a slot of the thread.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::diagnostic::{Id, Severity};
use crate::source::{Origin, Span};

/// A type written as one piece of text.
pub trait Scalar: FromStr<Err = Problem> {
    /// What the reference calls it.
    const NAME: &'static str;
    /// How it is written, in a sentence.
    const FORM: &'static str;
    /// A text that parses. It stands in where the file is wrong anyway, and
    /// shows the form in the schema.
    const EXAMPLE: &'static str;
    /// A regular expression (ECMA 262) that its texts match, where one helps.
    const PATTERN: Option<&'static str> = None;
    /// The types that a YAML reader may take its texts for: `2019` is also a number.
    const TYPES: &'static [&'static str] = &["string"];

    /// What is to be said of a text that could be read: warnings, and errors that
    /// leave the rest of it whole.
    fn remarks(&self, _written: &str) -> Vec<Problem> {
        Vec::new()
    }

    /// The value, which remembers where it was read if its type does.
    #[must_use]
    fn read_at(self, _origin: Origin) -> Self {
        self
    }
}

/// What is wrong with a text, before anybody knows where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The kind of fault.
    pub id: Id,
    /// Whether it stops the build.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The text as it was probably meant.
    pub replacement: Option<String>,
    /// The piece of the text that is at fault; `None` if all of it is.
    pub part: Option<String>,
}

impl Problem {
    /// A text that does not hold what its field needs.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::of(Id::BadValue, message)
    }

    /// A problem of another kind.
    pub(crate) fn of(id: Id, message: impl Into<String>) -> Self {
        Problem { id, severity: Severity::Error, message: message.into(), help: None, replacement: None, part: None }
    }

    /// Lets the build go on.
    pub(crate) fn warning(self) -> Self {
        Problem { severity: Severity::Warning, ..self }
    }

    /// Names the piece of the text that is at fault.
    pub(crate) fn part(self, part: impl Into<String>) -> Self {
        Problem { part: Some(part.into()), ..self }
    }

    /// Says what to do.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Problem { help: Some(help.into()), ..self }
    }

    /// Shows the text as it was probably meant, after the reason in `help`.
    pub(crate) fn replacement(self, text: impl Into<String>) -> Self {
        Problem { replacement: Some(text.into()), ..self }
    }
}

/// The JSON Schema of a scalar. Its name and form stand under keys of our own,
/// from which the schema's descriptions and the reference are made.
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

/// The key of a schema under which the name of a kind of value stands.
pub const NAME_KEY: &str = "x-name";

/// The key of a schema under which it stands how a value is written.
pub const FORM_KEY: &str = "x-form";

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

/// The name under which a deserializer of this room knows a scalar.
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

/// Reads a list of scalars, or one that stands alone; `expected` says so to those
/// who wrote something else.
pub fn one_or_many<'de, D: Deserializer<'de>, T: Scalar + Deserialize<'de>>(
    deserializer: D,
    expected: &'static str,
) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_any(ManyVisitor { expected, item: PhantomData })
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

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(list)
    }
}

/// The name under which a deserializer of this room knows a value that is text or
/// a mapping.
pub(super) const TEXT_OR_STRUCT: &str = "$text-or-struct";

/// Reads a value that is text or a mapping with certain keys.
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

/// Implements `JsonSchema` for a type that is read by hand, under the name that the
/// reference knows it by.
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

/// Implements `Deserialize`, `Serialize` and `JsonSchema` for types that implement [`Scalar`] and
/// are displayed as they are written.
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

/// Lays down the place that the next scalar remembers.
pub(super) fn put_place(span: Span) {
    PLACE.set(Some(span));
}

fn put_aside(problems: Vec<Problem>) {
    ASIDE.set(problems);
}

/// Takes what the last scalar read had to say. The deserializer that called the
/// visitor asks right after it returns, so the thread's one slot is enough.
pub(super) fn take_aside() -> Vec<Problem> {
    // A visitor that took another shape has left the place.
    PLACE.take();
    ASIDE.take()
}
