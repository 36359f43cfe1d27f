//! The deserializers of what is not a node: keys, names of variants, and values with their locations.

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, SeqAccess, VariantAccess, Visitor};

use crate::diagnostic::Result;
use crate::source::Span;
use crate::yaml::fault::Fault;
use crate::yaml::spanned::{SPANNED, put_span};

/// The deserializer for a key.
#[derive(Clone, Copy)]
pub struct Field<'de> {
    pub name: &'de str,
    /// Its location; `None` for a field that a patch supplies.
    pub span: Option<Span>,
}

impl Field<'_> {
    /// A field that a patch supplies.
    pub fn supplied(name: &'static str) -> Self {
        Field { name, span: None }
    }
}

impl<'de> Deserializer<'de> for Field<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.name)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.span {
            Some(span) if name == SPANNED => visitor.visit_seq(SpannedParts::new(self, span)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// A value in two parts: its location, passed outside of serde, and the value itself.
pub struct SpannedParts<D> {
    de: D,
    span: Span,
    placed: bool,
}

impl<D> SpannedParts<D> {
    pub fn new(de: D, span: Span) -> Self {
        SpannedParts { de, span, placed: false }
    }
}

impl<'de, D: Deserializer<'de, Error = Fault> + Copy> SeqAccess<'de> for SpannedParts<D> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        if self.placed {
            return seed.deserialize(self.de).map(Some);
        }
        self.placed = true;
        put_span(self.span);
        seed.deserialize(().into_deserializer()).map(Some)
    }
}

/// A unit variant, by name.
pub struct Variant<'de>(pub &'de str);

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        let name: de::value::BorrowedStrDeserializer<Fault> = de::value::BorrowedStrDeserializer::new(self.0);
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Fault> {
        Err(de::Error::custom("this variant needs a value"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(de::Error::custom("this variant needs a value"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Fault> {
        Err(de::Error::custom("this variant needs a value"))
    }
}
