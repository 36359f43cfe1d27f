//! What a résumé says, part by part.

use super::field::{ExpectedText, Field, TextRole};
use super::name_parts::NameParts;
use crate::locale::{Direction, LetterLayout, Paper};
use crate::resume::{Date, Section as ResumeSection};

/// A résumé, and the letter that goes with it, as they are read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What the file says of itself.
    pub meta: Metadata,
    /// Who it is about.
    pub header: Header,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The letter, if there is one.
    pub letter: Option<Letter>,
}

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// Its title, such as "Ada Lovelace — Résumé".
    pub title: String,
    /// The person.
    pub author: String,
    /// What the person is, in a line.
    pub subject: Option<String>,
    /// The words of the skills.
    pub keywords: Vec<String>,
    /// ISO 639 code of the language.
    pub language: String,
    /// ISO 3166-1 code of the region.
    pub region: String,
    /// Where lines begin.
    pub direction: Direction,
    /// The paper.
    pub paper: Paper,
}

impl Metadata {
    /// The language as a BCP 47 tag, such as `en-US`.
    pub fn language_tag(&self) -> String {
        format!("{}-{}", self.language, self.region)
    }
}

/// Who a résumé is about, and how to reach them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The person.
    pub name: Field,
    /// The same in parts.
    pub name_parts: NameParts,
    /// What the person is.
    pub label: Option<Field>,
    /// How the person is spoken of.
    pub pronouns: Option<Field>,
    /// Ways to reach the person.
    pub contacts: Vec<Contact>,
    /// Facts that some countries expect.
    pub facts: Vec<Fact>,
    /// The file of the portrait.
    pub photo: Option<Photo>,
}

impl Header {
    /// What stands below the name: what the person is, and pronouns.
    pub fn tagline(&self) -> impl Iterator<Item = &Field> {
        self.label.iter().chain(&self.pronouns)
    }
}

/// A picture of the person, or of their signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The name under which its content is known.
    pub name: String,
    /// What it shows, for those who do not see it.
    pub alternative: String,
}

/// A way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// What it is.
    pub kind: ContactKind,
    /// The network of a profile.
    pub network: Option<String>,
    /// As it is shown.
    pub text: Field,
    /// Where it leads.
    pub url: Option<String>,
    /// The same as it would be typed, if it is a page.
    pub address: Option<Field>,
}

/// What a way to reach somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactKind {
    /// A place.
    Location,
    /// A mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A page on the web.
    Url,
    /// A profile in a network.
    Profile,
}

impl ContactKind {
    /// The name that themes know it by.
    pub fn name(self) -> &'static str {
        match self {
            ContactKind::Location => "location",
            ContactKind::Email => "email",
            ContactKind::Phone => "phone",
            ContactKind::Url => "url",
            ContactKind::Profile => "profile",
        }
    }
}

/// A fact about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: Field,
    /// What it comes to.
    pub value: Field,
    /// Both, as the language joins them.
    pub line: Field,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its key in the résumé.
    pub key: String,
    /// What it holds.
    pub kind: SectionKind,
    /// Its title.
    pub title: Field,
    /// What it says.
    pub body: Body,
}

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// A section of the format.
    Standard(ResumeSection),
    /// A custom section.
    Custom,
}

impl SectionKind {
    /// The name that themes know it by.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Standard(section) => section.key(),
            SectionKind::Custom => "custom",
        }
    }
}

/// What a section says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Paragraphs and lists.
    Text(Vec<Block>),
    /// Entries, each with a heading.
    Entries(Vec<Entry>),
    /// One line each, as bullets.
    Lines(Vec<Line>),
    /// Words with what belongs to them, a line each.
    Groups(Vec<Group>),
    /// A line each, as bullets, that is one text.
    Texts(Vec<Bullet>),
    /// People to ask.
    People(Vec<Line>),
}

impl Body {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Body::Text(blocks) => blocks.is_empty(),
            Body::Entries(entries) => entries.is_empty(),
            Body::Lines(lines) | Body::People(lines) => lines.is_empty(),
            Body::Groups(groups) => groups.is_empty(),
            Body::Texts(bullets) => bullets.is_empty(),
        }
    }
}

/// An entry of a section, or one of several roles in an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What leads it.
    pub lead: Field,
    /// Where the lead leads to.
    pub link: Option<String>,
    /// What stands beside the lead.
    pub beside: Vec<Field>,
    /// When it was.
    pub dates: Option<Dates>,
    /// What the person was there.
    pub role: Option<Field>,
    /// What is added to the role.
    pub added: Vec<Field>,
    /// What parts the lead and what stands beside it.
    pub comma: String,
    /// What parts the role and what is added to it.
    pub separator: String,
    /// What it says.
    pub paragraphs: Vec<Block>,
    /// What was achieved.
    pub bullets: Vec<Bullet>,
    /// Words below the bullets, such as keywords, behind the word for them.
    pub after: Vec<Group>,
    /// Several roles in it, each an entry.
    pub roles: Vec<Entry>,
    /// Where it was, if the role leads it; `role` then says the same, joined.
    pub organization: Option<Organization>,
}

/// Where something was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its name.
    pub name: Field,
    /// Where the name leads to.
    pub link: Option<String>,
    /// What stands beside it, such as its place.
    pub beside: Vec<Field>,
}

impl Entry {
    /// An entry that says nothing but its text.
    pub(super) fn of_text(text: Field) -> Entry {
        Entry { paragraphs: vec![Block::Paragraph(text)], ..Entry::empty() }
    }

    /// An entry without anything.
    pub(super) fn empty() -> Entry {
        let lead = Field { inlines: Vec::new(), path: String::new(), origin: Default::default(), role: TextRole::Line };
        Entry {
            lead,
            link: None,
            beside: Vec::new(),
            dates: None,
            role: None,
            added: Vec::new(),
            comma: String::new(),
            separator: String::new(),
            paragraphs: Vec::new(),
            bullets: Vec::new(),
            after: Vec::new(),
            roles: Vec::new(),
            organization: None,
        }
    }

    /// Whether it has a heading.
    pub fn has_heading(&self) -> bool {
        !self.lead.inlines.is_empty()
    }
}

/// When something was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// As it is printed.
    pub text: Field,
    /// The start, as it is printed.
    pub start: Option<Field>,
    /// The end, as it is printed.
    pub end: Option<Field>,
    /// The start.
    pub from: Option<Date>,
    /// The end; nothing if it goes on, or if only the start is said.
    pub to: Option<Date>,
    /// Whether it goes on.
    pub ongoing: bool,
}

/// What is said in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What leads it.
    pub lead: Field,
    /// Where the lead leads to.
    pub link: Option<String>,
    /// From whom, or who.
    pub beside: Vec<Field>,
    /// When it was.
    pub dates: Option<Dates>,
    /// What parts the lead and what stands beside it.
    pub comma: String,
    /// What else there is to say of it, in the same line.
    pub summary: Option<Field>,
    /// All of it, as the language joins it.
    pub text: Field,
    /// What stands below it.
    pub paragraphs: Vec<Block>,
}

/// A word with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The key that it is made of, for one that stands below an entry.
    pub key: &'static str,
    /// The word.
    pub lead: Field,
    /// What belongs to it.
    pub words: Vec<Field>,
    /// All of it, as the language joins it.
    pub text: Field,
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Field),
    /// Bullets.
    List(Vec<Bullet>),
}

impl Block {
    /// The keys that lead to it in the résumé.
    pub fn path(&self) -> &str {
        match self {
            Block::Paragraph(field) => &field.path,
            Block::List(bullets) => bullets.first().map_or("", |bullet| &bullet.text.path),
        }
    }
}

/// A bullet, with those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bullet {
    /// Its text.
    pub text: Field,
    /// The bullets below it.
    pub below: Vec<Bullet>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// How it is laid out.
    pub layout: LetterLayout,
    /// To whom it goes, a line each.
    pub recipient: Vec<Field>,
    /// The place and the date, as the region writes them.
    pub date: Option<Field>,
    /// What it is about.
    pub subject: Option<Field>,
    /// The word before the subject, where the region has one.
    pub subject_label: Option<Field>,
    /// The words that it begins with.
    pub opening: Option<Field>,
    /// What it says.
    pub body: Vec<Block>,
    /// The words that it ends with.
    pub closing: Option<Field>,
    /// A picture of the signature.
    pub signature: Option<Photo>,
    /// What goes with it, after the word that says so.
    pub enclosures_line: Option<Field>,
}

/// Calls a function with every field, in reading order.
type Visit<'v, 'a> = &'v mut dyn FnMut(&'a Field);

impl Document {
    /// The fields that the pages of the résumé show, in reading order.
    pub fn resume_fields(&self) -> Vec<&Field> {
        collected(|visit| {
            self.header.visit(visit);
            self.sections.iter().for_each(|section| section.visit(visit));
        })
    }

    /// Calls `visit` with everything that the pages of the résumé and the letter say.
    pub fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        let Document { meta: _, header, sections, letter } = self;
        header.visit(visit);
        sections.iter().for_each(|section| section.visit(visit));
        letter.iter().for_each(|letter| letter.visit(visit));
    }

    /// The texts that the pages of the résumé must say, in reading order.
    pub fn expected_texts(&self) -> Vec<ExpectedText> {
        let expected = |field: &Field| {
            let Field { inlines: _, path, origin, role } = field;
            ExpectedText { path: path.clone(), role: *role, text: field.plain(), origin: *origin }
        };
        self.resume_fields().into_iter().map(expected).collect()
    }
}

/// The fields that those of a walk are made of, but for empty ones.
fn collected<'a>(walk: impl FnOnce(Visit<'_, 'a>)) -> Vec<&'a Field> {
    let mut found = Vec::new();
    walk(&mut |field| field.visit(&mut |inner| found.push(inner)));
    found.retain(|field| !field.plain().trim().is_empty());
    found
}

impl Header {
    /// Calls `visit` with every field, in reading order.
    pub fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        let Header { name, name_parts: _, label, pronouns, contacts, facts, photo: _ } = self;
        visit(name);
        label.iter().chain(pronouns).for_each(&mut *visit);
        contacts.iter().for_each(|contact| visit(&contact.text));
        facts.iter().for_each(|fact| visit(&fact.line));
    }
}

impl Section {
    /// Calls `visit` with every field, in reading order.
    pub fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        let Section { key: _, kind: _, title, body } = self;
        visit(title);
        match body {
            Body::Text(blocks) => visit_blocks(blocks, visit),
            Body::Entries(entries) => entries.iter().for_each(|entry| entry.visit(visit)),
            Body::Lines(lines) | Body::People(lines) => lines.iter().for_each(|line| line.visit(visit)),
            Body::Groups(groups) => groups.iter().for_each(|group| visit(&group.text)),
            Body::Texts(bullets) => visit_bullets(bullets, visit),
        }
    }
}

impl Entry {
    /// Calls `visit` with every field, in reading order.
    pub fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        let Entry {
            lead,
            link: _,
            beside,
            dates,
            role,
            added,
            comma: _,
            separator: _,
            paragraphs,
            bullets,
            after,
            roles,
            organization: _,
        } = self;
        visit(lead);
        beside.iter().for_each(&mut *visit);
        dates.iter().for_each(|dates| visit(&dates.text));
        role.iter().chain(added).for_each(&mut *visit);
        visit_blocks(paragraphs, visit);
        visit_bullets(bullets, visit);
        after.iter().for_each(|group| visit(&group.text));
        roles.iter().for_each(|role| role.visit(visit));
    }
}

impl Line {
    /// Calls `visit` with every field, in reading order.
    pub fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        // The parts stand in the text.
        let Line { lead: _, link: _, beside: _, dates: _, comma: _, summary: _, text, paragraphs } = self;
        visit(text);
        visit_blocks(paragraphs, visit);
    }
}

impl Letter {
    /// Calls `visit` with every field, in reading order.
    pub fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        let Letter {
            layout: _,
            recipient,
            date,
            subject,
            subject_label,
            opening,
            body,
            closing,
            signature: _,
            enclosures_line,
        } = self;
        recipient.iter().chain(date).chain(subject_label).chain(subject).chain(opening).for_each(&mut *visit);
        visit_blocks(body, visit);
        closing.iter().chain(enclosures_line).for_each(visit);
    }
}

fn visit_blocks<'a>(blocks: &'a [Block], visit: Visit<'_, 'a>) {
    for block in blocks {
        match block {
            Block::Paragraph(field) => visit(field),
            Block::List(bullets) => visit_bullets(bullets, visit),
        }
    }
}

fn visit_bullets<'a>(bullets: &'a [Bullet], visit: Visit<'_, 'a>) {
    for Bullet { text, below } in bullets {
        visit(text);
        visit_bullets(below, visit);
    }
}
