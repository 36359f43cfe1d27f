//! Converts the document to the Typst values that a theme receives (theme contract 2).
//!
//! A theme arranges ready-made pieces. Texts are content, available both separately and joined as the
//! language requires; absent values are `none` or empty arrays. `docs/themes.md` documents the contract
//! for theme authors.

use typst::foundations::{Array, Bytes, Content, Dict, IntoValue, Value, dict};

use super::content::{Contents, Leaf};
use super::{Pictures, kept};
use crate::locale::Locale;
use crate::present::{
    Block, Body, Bullet, Closing, Contact, ContactKind, Dates, Document, Entry, Fact, Field, Group, Header, Letter,
    Line, Metadata, NameParts, Organization, Photo, Section, SectionGroup,
};
use crate::resume::Date;

/// The inputs of a theme.
pub fn theme_inputs(document: &Document, locale: &Locale, pictures: &Pictures) -> Dict {
    let mut inputs = Values { contents: Contents::new(&document.meta), pictures }.document(document);
    inputs.insert("words".into(), words(locale).into_value());
    inputs
}

/// The pieces of text in the theme inputs, indexed by the number they are marked with.
pub fn leaves(document: &Document) -> Vec<Leaf<'_>> {
    let pictures = Pictures::new();
    let mut values = Values { contents: Contents::recording(&document.meta), pictures: &pictures };
    values.document(document);
    values.contents.into_leaves()
}

struct Values<'a, 'p> {
    contents: Contents<'a>,
    pictures: &'p Pictures,
}

impl<'a> Values<'a, '_> {
    fn document(&mut self, document: &'a Document) -> Dict {
        let Document { meta, header, sections, closing, letter } = document;
        let mut values = dict! {
            "document" => metadata(meta),
            "person" => self.person(header),
            "sections" => sections.iter().map(|section| self.section(section)).collect::<Array>(),
            "letter" => letter.as_ref().map(|letter| self.letter(letter)),
        };
        if let Some(closing) = closing {
            let closing = self.closing(closing);
            values.insert("closing".into(), closing.into_value());
        }
        if self.contents.numbered {
            values.insert("numbered".into(), true.into_value());
        }
        if self.contents.has_long_words {
            values.insert("long-words".into(), true.into_value());
        }
        values
    }

    fn person(&mut self, header: &'a Header) -> Dict {
        let Header { name, name_parts, label, pronouns, contacts, facts, photo } = header;
        let text = name.plain();
        dict! {
            "name" => text.as_str(),
            "title" => self.contents.field(name),
            "name-parts" => self.name_parts(name, name_parts),
            "label" => label.as_ref().map(|label| self.contents.field(label)),
            "pronouns" => pronouns.as_ref().map(|pronouns| self.contents.field(pronouns)),
            "tagline" => self.fields(label.iter().chain(pronouns)),
            "contacts" => contacts.iter().map(|contact| self.contact(contact)).collect::<Array>(),
            "facts" => facts.iter().map(|fact| self.fact(fact)).collect::<Array>(),
            "photo" => photo.as_ref().and_then(|photo| self.photo(photo)),
        }
    }

    fn name_parts(&mut self, field: &'a Field, parts: &NameParts) -> Dict {
        let NameParts { before, family, after } = parts;
        let family_at = before.len();
        let after_at = family_at + family.len();
        let mut part = |text: &str, at| (!text.is_empty()).then(|| self.contents.part(field, text, at));
        dict! {
            "before" => part(before, 0),
            "family" => part(family, family_at),
            "after" => part(after, after_at),
        }
    }

    fn contact(&mut self, contact: &'a Contact) -> Value {
        let Contact { kind, network, text, url, address } = contact;
        let from_left = *kind != ContactKind::Location;
        dict! {
            "kind" => kind.name(),
            "network" => network.as_deref(),
            "text" => text.plain(),
            "url" => url.as_deref(),
            "body" => self.contents.contact(text, url.as_deref(), from_left),
            "address" => address.as_ref().map(|address| self.contents.contact(address, url.as_deref(), true)),
        }
        .into_value()
    }

    fn fact(&mut self, fact: &'a Fact) -> Value {
        let Fact { name, value, line } = fact;
        let (name, value) = (self.contents.field(name), self.contents.field(value));
        dict! { "name" => name, "value" => value, "body" => self.contents.field(line) }.into_value()
    }

    fn photo(&self, photo: &Photo) -> Option<Dict> {
        let Photo { name, alternative, crop } = photo;
        let bytes = self.pictures.get(name)?;
        Some(dict! {
            "bytes" => Bytes::new(bytes.clone()),
            "alt" => alternative.as_str(),
            "crop" => crop.map(|crop| crop.name()),
        })
    }

    fn section(&mut self, section: &'a Section) -> Value {
        let Section { key, kind, title, body, groups, breaks, break_before, columns, years } = section;
        let title_text = title.plain();
        let title = self.contents.field(title);
        let kind = kind.name();
        let (shape, entries) = match body {
            Body::Text(blocks) => ("text", Array::from_iter([self.contents.blocks(blocks).into_value()])),
            Body::Entries(entries) => {
                let stays = kept::with_next(section, entries);
                let values = entries.iter().zip(stays).map(|(entry, stays)| self.entry(entry, kind, 2, stays));
                ("entries", values.collect())
            }
            Body::Lines(lines) => ("lines", lines.iter().map(|line| self.line(line, kind)).collect()),
            Body::People(people) => ("people", people.iter().map(|line| self.line(line, kind)).collect()),
            Body::Groups(groups) => ("groups", groups.iter().map(|group| self.group(group)).collect()),
            Body::Texts(bullets) => ("texts", self.bullets(bullets)),
        };
        let mut values = dict! {
            "key" => key.as_str(),
            "kind" => kind,
            "title" => title,
            "title-text" => title_text,
            "shape" => shape,
            "entries" => entries,
        };
        // Typst hashes what functions receive, so that what few sections have is left out elsewhere.
        if years.iter().any(Option::is_some) {
            let years: Array = years.iter().map(|year| year.as_deref().into_value()).collect();
            values.insert("years".into(), years.into_value());
        }
        if let Body::Texts(bullets) = body
            && kept::has_tall(bullets)
        {
            values.insert("tall".into(), true.into_value());
        }
        if !groups.is_empty() || breaks.iter().any(|index| *index > 0) || *columns > 1 {
            let groups: Array = groups.iter().map(|group| self.section_group(group)).collect();
            let breaks: Array = breaks.iter().map(|index| (*index as i64).into_value()).collect();
            values.insert("arranged".into(), true.into_value());
            values.insert("groups".into(), groups.into_value());
            values.insert("breaks".into(), breaks.into_value());
            values.insert("columns".into(), (*columns as i64).into_value());
        }
        if *break_before || breaks.contains(&0) {
            values.insert("page-break".into(), true.into_value());
        }
        values.into_value()
    }

    fn section_group(&mut self, group: &'a SectionGroup) -> Value {
        let SectionGroup { title, count } = group;
        dict! { "title" => title.as_ref().map(|title| self.contents.field(title)), "count" => *count as i64 }
            .into_value()
    }

    /// An entry, or a role of one; `stays` is whether no page breaks between it and the next.
    fn entry(&mut self, entry: &'a Entry, kind: &str, level: i64, stays: bool) -> Value {
        let Entry {
            lead,
            link,
            logo,
            beside,
            dates,
            role,
            added,
            comma,
            separator,
            paragraphs,
            bullets,
            after,
            roles,
            starts_page,
            keep_together,
            organization,
        } = entry;
        let has_under = role.is_some() || !added.is_empty();
        let more = !(paragraphs.is_empty() && bullets.is_empty() && after.is_empty() && roles.is_empty());
        let mut values = dict! {
            "kind" => kind,
            "level" => level,
            "lead" => entry.has_heading().then(|| self.contents.field(lead)),
            "link" => link.as_deref(),
            "beside" => self.row(beside, true),
            "dates" => dates.as_ref().map(|dates| self.dates(dates)),
            "role" => role.as_ref().map(|role| self.contents.field(role)),
            "added" => self.row(added, true),
            "comma" => comma.as_str(),
            "separator" => separator.as_str(),
            "paragraphs" => self.texts(paragraphs),
            "bullets" => self.bullets(bullets),
            "after" => after.iter().map(|group| self.group(group)).collect::<Array>(),
            "roles" => roles.iter().map(|role| self.entry(role, "role", level + 1, false)).collect::<Array>(),
            "organization" => organization.as_ref().map(|organization| self.organization(organization)),
            "keys" => dict! { "beside" => keys(beside), "added" => keys(added) },
            "goes-on" => has_under || more,
            "body" => Value::None,
        };
        if let Some(logo) = logo.as_ref().and_then(|logo| self.photo(logo)) {
            values.insert("logo".into(), logo.into_value());
        }
        if *starts_page {
            values.insert("page-break".into(), true.into_value());
        }
        if *keep_together {
            values.insert("keep-together".into(), true.into_value());
        }
        if kept::has_tall(bullets) {
            values.insert("tall".into(), true.into_value());
        }
        if kept::is_long_list(bullets) {
            values.insert("long-list".into(), true.into_value());
        }
        if kept::is_short(entry) {
            values.insert("short".into(), true.into_value());
        }
        if stays {
            values.insert("stays".into(), true.into_value());
        }
        values.into_value()
    }

    fn organization(&mut self, organization: &'a Organization) -> Dict {
        let Organization { name, link, beside } = organization;
        dict! { "lead" => self.contents.field(name), "link" => link.as_deref(), "beside" => self.row(beside, true) }
    }

    /// A line has the shape of an entry, plus its whole text as `body`.
    fn line(&mut self, line: &'a Line, kind: &str) -> Value {
        let Line { lead, link, beside, dates, comma, summary, text, paragraphs } = line;
        let dates = dates.as_ref().map(|dates| self.dates(dates));
        let mut below = self.texts(paragraphs);
        below.extend(self.fields(summary));
        let line_keys = keys(beside);
        let (lead, beside, text) = (self.contents.field(lead), self.row(beside, true), self.contents.field(text));
        dict! {
            "kind" => kind,
            "level" => 2,
            "lead" => lead,
            "link" => link.as_deref(),
            "beside" => beside,
            "dates" => dates,
            "role" => Value::None,
            "added" => Array::new(),
            "comma" => comma.as_str(),
            "separator" => comma.as_str(),
            "goes-on" => !below.is_empty(),
            "paragraphs" => below,
            "bullets" => Array::new(),
            "after" => Array::new(),
            "roles" => Array::new(),
            "organization" => Value::None,
            "keys" => dict! { "beside" => line_keys, "added" => Array::new() },
            "body" => text,
        }
        .into_value()
    }

    fn group(&mut self, group: &'a Group) -> Value {
        let Group { key, lead, words, text } = group;
        // A group of words may have no label.
        let lead = (!lead.inlines.is_empty()).then(|| self.contents.field(lead));
        let words = self.row(words, false);
        dict! { "key" => *key, "lead" => lead, "words" => words, "body" => self.contents.field(text) }.into_value()
    }

    fn dates(&mut self, dates: &'a Dates) -> Dict {
        let Dates { text, start, end, from, to, ongoing } = dates;
        let mut field = |field: &'a Option<Field>| field.as_ref().map(|field| self.contents.field(field));
        let (start, end) = (field(start), field(end));
        dict! {
            "text" => self.contents.field(text),
            "start" => start,
            "end" => end,
            "from" => from.map(year_and_month),
            "to" => to.map(year_and_month),
            "ongoing" => *ongoing,
        }
    }

    fn closing(&mut self, closing: &'a Closing) -> Dict {
        let Closing { blocks, place_date, signature } = closing;
        dict! {
            "body" => self.contents.blocks(blocks),
            "place-date" => place_date.as_ref().map(|line| self.contents.field(line)),
            "signature" => signature.as_ref().and_then(|signature| self.photo(signature)),
        }
    }

    fn letter(&mut self, letter: &'a Letter) -> Dict {
        let Letter {
            layout,
            recipient,
            date,
            subject,
            subject_label,
            opening,
            body,
            closing,
            signature,
            enclosures_line,
        } = letter;
        let mut line = |field: &'a Option<Field>| field.as_ref().map(|field| self.contents.field(field));
        let (date, opening, closing) = (line(date), line(opening), line(closing));
        let (subject, enclosures) = (line(subject), line(enclosures_line));
        let label = subject_label.as_ref().map(|label| self.contents.field(label));
        dict! {
            "layout" => layout.name(),
            "recipient" => self.fields(recipient),
            "date" => date,
            "subject" => match (label, subject) {
                (Some(label), Some(subject)) => Some(Content::sequence([label, subject])),
                (_, subject) => subject,
            },
            "opening" => opening,
            "body" => self.contents.blocks(body),
            "closing" => closing,
            "signature" => signature.as_ref().and_then(|signature| self.photo(signature)),
            "enclosures" => enclosures,
        }
    }

    /// Fields that are printed in a row, after something else if it has `begun`.
    fn row(&mut self, fields: &'a [Field], begun: bool) -> Array {
        self.contents.row(fields, begun).into_iter().map(IntoValue::into_value).collect()
    }

    fn fields(&mut self, fields: impl IntoIterator<Item = &'a Field>) -> Array {
        fields.into_iter().map(|field| self.contents.field(field).into_value()).collect()
    }

    fn bullets(&mut self, bullets: &'a [Bullet]) -> Array {
        bullets.iter().map(|bullet| self.contents.bullet(bullet).into_value()).collect()
    }

    /// One content per value: the paragraphs of a summary belong together. A list below them has the space of lists.
    fn texts(&mut self, blocks: &'a [Block]) -> Array {
        let begins_list = |one: &Block, next: &Block| matches!((one, next), (Block::Paragraph(_), Block::List(_)));
        let values =
            blocks.chunk_by(|one, next| !one.path().is_empty() && one.path() == next.path() && !begins_list(one, next));
        values.map(|blocks| self.contents.blocks(blocks).into_value()).collect()
    }
}

/// The last key in the path of each field, such as `location`.
fn keys(fields: &[Field]) -> Array {
    let last =
        |path: &str| path.rsplit('.').next().unwrap_or_default().split('[').next().unwrap_or_default().to_owned();
    fields.iter().map(|field| last(&field.path).into_value()).collect()
}

fn metadata(meta: &Metadata) -> Dict {
    let Metadata {
        title,
        author,
        subject,
        keywords,
        language,
        region,
        direction: _,
        has_italics: _,
        paper: _,
        unbroken: _,
    } = meta;
    dict! {
        "title" => title.as_str(),
        "author" => author.as_str(),
        "subject" => subject.as_deref(),
        "keywords" => keywords.iter().map(|word| word.as_str().into_value()).collect::<Array>(),
        "language" => language.as_str(),
        "region" => Some(region.as_str()).filter(|region| !region.is_empty()),
    }
}

/// The language's labels and separators.
fn words(locale: &Locale) -> Dict {
    let labels = locale.labels().map(|(name, label)| (name.into(), label.into_value()));
    dict! {
        "comma" => locale.comma(),
        "list" => locale.list(),
        "semicolon" => locale.semicolon(),
        "colon" => locale.colon(),
        "labels" => labels.collect::<Dict>(),
    }
}

fn year_and_month(date: Date) -> Value {
    let month = date.month().map(i64::from);
    Array::from_iter([i64::from(date.year()).into_value(), month.into_value()]).into_value()
}

/// The dates of all entries as printed, used to compute the width of the date column.
pub fn printed_dates(document: &Document) -> Vec<String> {
    fn of_entry(entry: &Entry, found: &mut Vec<String>) {
        found.extend(entry.dates.as_ref().map(|dates| dates.text.plain()));
        entry.roles.iter().for_each(|role| of_entry(role, found));
    }
    let mut found = Vec::new();
    for section in &document.sections {
        match &section.body {
            Body::Entries(entries) => entries.iter().for_each(|entry| of_entry(entry, &mut found)),
            Body::Lines(lines) | Body::People(lines) => {
                found.extend(lines.iter().filter_map(|line| line.dates.as_ref()).map(|dates| dates.text.plain()));
            }
            Body::Text(_) | Body::Groups(_) | Body::Texts(_) => {}
        }
    }
    found
}
