//! The serde deserializer for a tree. Every value has its location, and every error comes
//! with a patch that lets the next attempt get past it.

mod parts;
mod report;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use self::parts::{Field, SpannedParts, Variant};
use super::fault::Fault;
use super::patch::{Patch, Patches, id};
use super::scalar::{Problem, SCALAR, TEXT_OR_STRUCT, put_place, take_aside};
use super::spanned::SPANNED;
use super::tree::{Entry, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Result, Severity, did_you_mean, one_of};
use crate::source::{Source, SourceId};

/// Diagnostics about values that could be read.
pub type Remarks = RefCell<Vec<Diagnostic>>;

/// One serde pass over the tree.
pub struct Walk<'de, 'w> {
    pub root: &'de Node,
    /// The files that the tree was read from.
    pub sources: &'w BTreeMap<SourceId, Source>,
    pub patches: &'w Patches,
    pub unknown_keys: Severity,
    pub blanks: Blanks,
    pub remarks: Remarks,
}

/// What blank text in quotes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blanks {
    /// No value, as in a form that was not filled in.
    Absent,
    /// Text, such as the space between two words.
    Text,
}

impl Walk<'_, '_> {
    /// Whether a node has no value.
    fn is_absent(&self, node: &Node) -> bool {
        let is_text = || matches!(node.value, Value::Scalar { plain: false, .. });
        node.is_absent() && !(self.blanks == Blanks::Text && is_text())
    }
}

/// The deserializer for one node.
#[derive(Clone, Copy)]
pub struct De<'de, 'w> {
    node: &'de Node,
    walk: &'w Walk<'de, 'w>,
    faked: bool,
    /// Whether the node is a list item.
    item: bool,
}

impl<'de, 'w> De<'de, 'w> {
    /// Creates the deserializer for a node.
    pub fn new(node: &'de Node, walk: &'w Walk<'de, 'w>) -> Self {
        De { node, walk, faked: walk.patches.faked.contains(&id(node)), item: false }
    }

    /// The file that the node was read from.
    fn source(self) -> Option<&'w Source> {
        self.walk.sources.get(&self.node.span.source)
    }

    /// The text of the file that the node was read from.
    fn text(self) -> &'w str {
        self.source().map_or("", Source::text)
    }

    /// Whether the file is JSON, in which fixes must be JSON too.
    fn is_json(self) -> bool {
        self.source().is_some_and(Source::is_json)
    }

    fn child(self, node: &'de Node) -> Self {
        let child = De::new(node, self.walk);
        De { faked: self.faked || child.faked, ..child }
    }

    /// The text of a list item with a colon in it, which YAML read as a key and a value: `- Tools: Rust`. A
    /// key that is among `fields`, or resembles one, is a key.
    fn parted_text(self, fields: &[&str]) -> Option<String> {
        let [Entry { key, value }] = self.node.entries() else { return None };
        let written = self.text().get(self.node.span.range())?;
        let text = match &value.value {
            Value::Scalar { plain: true, .. } if value.is_absent() && self.item => String::new(),
            Value::Scalar { text, plain: true } if !value.is_absent() => text.clone(),
            Value::Sequence(items) if self.item => {
                items.iter().map(Node::as_text).collect::<Option<Vec<_>>>()?.join(", ")
            }
            _ => return None,
        };
        let is_prose = key.name.contains(' ');
        // In entries with many keys, a word in lower case is probably one.
        let is_entry = fields.len() > 4 && key.name.starts_with(char::is_lowercase);
        let resembles = || did_you_mean(&key.name, fields.iter().copied()).is_some();
        let is_key = fields.contains(&key.name.as_str()) || !is_prose && (!self.item || is_entry || resembles());
        let needs_text = matches!(value.value, Value::Sequence(_)) || value.is_absent();
        if is_key || written.starts_with('{') || text.contains('\n') || needs_text && !fields.contains(&"text") {
            return None;
        }
        let whole = format!("{}: {text}", key.name);
        Some(if needs_text || written.contains('\n') { whole.trim_end().to_owned() } else { written.to_owned() })
    }

    /// Adds the problems that a scalar parser reported to the visitor's result.
    fn heard<T>(self, result: Result<T, Fault>) -> Result<T, Fault> {
        let mut problems = take_aside();
        match result {
            Ok(value) => {
                let remarks: Vec<_> = problems.into_iter().map(|problem| self.diagnose(problem)).collect();
                self.walk.remarks.borrow_mut().extend(remarks);
                Ok(value)
            }
            Err(Fault::Bare(bare)) => Err(self.place(Fault::Bare(problems.pop().unwrap_or(bare)))),
            Err(fault) => Err(self.place(fault)),
        }
    }

    /// Reads a value that is not a list as the only item of one, which is an error. If it cannot be the item,
    /// that is another.
    fn only_item<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let problem = Problem::of(Code::WrongType, format!("expected a list, found {}", self.node.describe()));
        let several = match self.is_json() {
            true => "write a list: `[…]`",
            false => "write each item on its own line after a dash: `- …`",
        };
        let Some(text) = self.scalar().map(str::trim) else {
            return Err(self.place(Fault::Bare(problem.help(several))));
        };
        let remarks = self.walk.remarks.borrow().len();
        let Ok(value) = visitor.visit_seq(Items(vec![De { item: true, ..self }])) else {
            self.walk.remarks.borrow_mut().truncate(remarks);
            return Err(self.place(Fault::Bare(problem.help(several))));
        };
        let in_brackets = match self.is_json() {
            true => "put it in brackets",
            false => "put it in brackets, or on the next line after a dash",
        };
        let note = self.diagnose(match text.contains('\n') {
            true => problem.help(several),
            false => problem.help(in_brackets).list(vec![text.to_owned()]),
        });
        self.walk.remarks.borrow_mut().push(note);
        Ok(value)
    }

    /// Adds the location to an error, and the patch that gets past it.
    fn place(self, fault: Fault) -> Fault {
        let node = self.node;
        let (diagnostic, patch) = match fault {
            Fault::Placed { .. } => return fault,
            _ if self.faked => (None, Patch::Drop(id(node))),
            Fault::Bare(problem) => (Some(self.diagnose(problem)), Patch::Fake(id(node))),
            Fault::Shape(expected) => {
                let message = format!("expected {expected}, found {}", node.describe());
                let problem = Problem::of(Code::WrongType, message).help(format!("write {expected}"));
                (Some(self.diagnose(problem)), Patch::Fake(id(node)))
            }
            Fault::Missing(field) => match self.entry(field) {
                // Present in the file, but dropped because it could not be read.
                Some(entry) if self.walk.patches.dropped.contains(&id(&entry.value)) => (None, Patch::Drop(id(node))),
                Some(entry) => (Some(self.empty(entry)), Patch::Supply(id(node), field)),
                None => (Some(self.missing(field)), Patch::Supply(id(node), field)),
            },
        };
        Fault::Placed { diagnostic: diagnostic.map(Box::new), patch, span: node.span }
    }

    fn entry(self, field: &str) -> Option<&'de Entry> {
        self.node.entries().iter().find(|entry| self.name(entry) == field)
    }

    /// The field of an entry: its key, or the key that was meant.
    fn name(self, entry: &'de Entry) -> &'de str {
        self.walk.patches.renamed.get(&id(&entry.value)).copied().unwrap_or(&entry.key.name)
    }

    fn scalar(self) -> Option<&'de str> {
        match &self.node.value {
            Value::Scalar { text, .. } if !self.walk.is_absent(self.node) => Some(text),
            Value::Scalar { .. } | Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    fn mapping<V: Visitor<'de>>(self, fields: Option<&'static [&'static str]>, visitor: V) -> Result<V::Value, Fault> {
        let mut pending = Vec::new();
        if self.faked {
            // A faked mapping has every field, so that none is missing.
            pending.extend(fields.unwrap_or_default().iter().map(|field| (Field::supplied(field), self)));
        } else {
            for entry in self.node.entries() {
                if self.walk.patches.dropped.contains(&id(&entry.value)) {
                    continue;
                }
                let name = self.name(entry);
                if fields.is_some() && name.starts_with("x-") {
                    continue;
                }
                let name = match fields {
                    Some(fields) if !fields.contains(&name) => {
                        let (note, meant) = self.unknown(entry, fields);
                        if note.severity == Severity::Error {
                            let patch = meant
                                .map_or(Patch::Drop(id(&entry.value)), |field| Patch::Rename(id(&entry.value), field));
                            return Err(Fault::Placed {
                                diagnostic: Some(Box::new(note)),
                                patch,
                                span: entry.value.span,
                            });
                        }
                        // What it was meant to be is a guess, which is not acted on.
                        self.walk.remarks.borrow_mut().push(note);
                        continue;
                    }
                    _ => name,
                };
                // A key without a value counts as absent.
                if fields.is_none() || !self.walk.is_absent(&entry.value) {
                    pending.push((Field { name, span: Some(entry.key.span) }, self.child(&entry.value)));
                }
            }
            let absent = self.walk.patches.absent.get(&id(self.node)).map_or(&[][..], Vec::as_slice);
            pending.extend(absent.iter().map(|field| (Field::supplied(field), De { faked: true, ..self })));
        }
        pending.reverse();
        visitor.visit_map(Entries { pending, value: None }).map_err(|fault| self.place(fault))
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $type:ty, $what:literal;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            if self.faked {
                return visitor.$visit(<$type>::default()).map_err(|fault: Fault| self.place(fault));
            }
            match self.scalar().and_then(|text| text.trim().parse::<$type>().ok()) {
                Some(value) => visitor.$visit(value).map_err(|fault: Fault| self.place(fault)),
                None => self.expected($what, |problem| problem.help(concat!("write ", $what))),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for De<'de, '_> {
    type Error = Fault;

    parsed! {
        deserialize_bool visit_bool bool, "`true` or `false`";
        deserialize_u8 visit_u8 u8, "a whole number from 0 to 255";
        deserialize_u16 visit_u16 u16, "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 u32, "a whole number";
        deserialize_u64 visit_u64 u64, "a whole number";
        deserialize_i8 visit_i8 i8, "a whole number";
        deserialize_i16 visit_i16 i16, "a whole number";
        deserialize_i32 visit_i32 i32, "a whole number";
        deserialize_i64 visit_i64 i64, "a whole number";
        deserialize_f32 visit_f32 f32, "a number";
        deserialize_f64 visit_f64 f64, "a number";
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.scalar() {
            _ if self.faked => visitor.visit_str("").map_err(|fault| self.place(fault)),
            Some(text) => visitor.visit_borrowed_str(text).map_err(|fault| self.place(fault)),
            None => match self.parted_text(&[]) {
                Some(text) => {
                    self.warn_of_colon(&text);
                    visitor.visit_string(text).map_err(|fault| self.place(fault))
                }
                None => self.expected("text", |problem| self.advise_text(problem)),
            },
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.faked || self.walk.is_absent(self.node) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let items: &[Node] = match &self.node.value {
            _ if self.faked => &[],
            Value::Sequence(items) => items,
            Value::Scalar { .. } | Value::Mapping(_) => return self.only_item(visitor),
        };
        let present =
            items.iter().filter(|item| !self.walk.is_absent(item) && !self.walk.patches.dropped.contains(&id(item)));
        let pending = present.map(|item| De { item: true, ..self.child(item) }).rev().collect();
        visitor.visit_seq(Items(pending)).map_err(|fault| self.place(fault))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Mapping(_) => self.mapping(None, visitor),
            _ if self.faked => self.mapping(None, visitor),
            Value::Scalar { .. } | Value::Sequence(_) => {
                self.expected("a mapping", |problem| self.advise_mapping(&[], problem))
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == SPANNED {
            return visitor.visit_seq(SpannedParts::new(self, self.node.span));
        }
        if name == TEXT_OR_STRUCT
            && !self.faked
            && let Some(text) = self.parted_text(fields)
        {
            self.warn_of_colon(&text);
            put_place(self.node.span);
            return self.heard(visitor.visit_string(text));
        }
        match &self.node.value {
            Value::Scalar { .. } if name == TEXT_OR_STRUCT && !self.faked => self.deserialize_any(visitor),
            Value::Mapping(_) => self.mapping(Some(fields), visitor),
            _ if self.faked => self.mapping(Some(fields), visitor),
            Value::Scalar { .. } | Value::Sequence(_) => {
                let text = if name == TEXT_OR_STRUCT { "text or " } else { "" };
                self.expected(format_args!("{text}a mapping with {}", some_of(fields)), |problem| {
                    self.advise_mapping(fields, problem)
                })
            }
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        if name != SCALAR {
            return visitor.visit_newtype_struct(self).map_err(|fault| self.place(fault));
        }
        if self.faked {
            return visitor.visit_unit();
        }
        put_place(self.node.span);
        self.heard(visitor.visit_newtype_struct(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let name = match self.scalar() {
            _ if self.faked => variants.first().copied().unwrap_or_default(),
            Some(text) => text.trim(),
            None => {
                return self.expected(one_of(variants.iter().copied()), |problem| problem.help("write one of them"));
            }
        };
        visitor.visit_enum(Variant(name)).map_err(|fault| self.place(fault))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            _ if self.faked || self.walk.is_absent(self.node) => visitor.visit_unit(),
            Value::Sequence(_) => self.deserialize_seq(visitor),
            Value::Mapping(_) => self.deserialize_map(visitor),
            Value::Scalar { text, .. } => {
                put_place(self.node.span);
                self.heard(visitor.visit_borrowed_str(text))
            }
        }
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit_struct tuple tuple_struct identifier
    }
}

/// Formats the first few keys of a mapping.
fn some_of(fields: &[&str]) -> String {
    const SHOWN: usize = 3;
    let shown = one_of(fields.iter().take(SHOWN).copied());
    if fields.len() > SHOWN { format!("keys such as {shown}") } else { shown }
}

struct Items<'de, 'w>(Vec<De<'de, 'w>>);

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.0.pop().map(|item| seed.deserialize(item).map_err(|fault| item.place(fault))).transpose()
    }
}

struct Entries<'de, 'w> {
    pending: Vec<(Field<'de>, De<'de, 'w>)>,
    value: Option<De<'de, 'w>>,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.pending.pop() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let value = self.value.take().expect("a key comes before its value");
        seed.deserialize(value).map_err(|fault| value.place(fault))
    }
}
