//! Reads `Spanned<T>` from a tree: a value with its location.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

use crate::source::{Span, Spanned};

/// The struct name by which our deserializer recognizes a spanned value, which it presents
/// as a sequence of the span and the value.
pub(super) const SPANNED: &str = "$spanned";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(SPANNED, &[], SpannedVisitor(PhantomData))
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// The span is not part of the format.
impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value with a location")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Spanned<T>, A::Error> {
        let incomplete = || de::Error::custom("a spanned value has two parts");
        let span = parts.next_element::<SpanPart>()?.ok_or_else(incomplete)?.0;
        let value = parts.next_element()?.ok_or_else(incomplete)?;
        Ok(Spanned { value, span })
    }
}

/// A span passed outside of serde.
struct SpanPart(Span);

thread_local! {
    static SPAN: std::cell::Cell<Option<Span>> = const { std::cell::Cell::new(None) };
}

impl<'de> Deserialize<'de> for SpanPart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <()>::deserialize(deserializer)?;
        let span = SPAN.take();
        span.map(SpanPart).ok_or_else(|| de::Error::custom("this deserializer does not support spans"))
    }
}

/// Sets the span that the next [`SpanPart`] takes.
pub(super) fn put_span(span: Span) {
    SPAN.set(Some(span));
}
