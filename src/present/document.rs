//! The presented document.

use super::field::{ExpectedText, Field, TextRole};
use super::name_parts::NameParts;
use crate::locale::{Direction, LetterLayout, Paper, UnbrokenWords};
use crate::resume::{Crop, Date, Section as ResumeSection};

/// The content of a résumé and its cover letter, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The metadata.
    pub meta: Metadata,
    /// The header.
    pub header: Header,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The text below the last section.
    pub closing: Option<Closing>,
    /// The cover letter, if there is one.
    pub letter: Option<Letter>,
}

/// Document metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// The title, such as "Ada Lovelace — Résumé".
    pub title: String,
    /// The person's name.
    pub author: String,
    /// The person's job title, on one line.
    pub subject: Option<String>,
    /// The keywords of the skills.
    pub keywords: Vec<String>,
    /// The ISO 639 code of the language.
    pub language: String,
    /// The ISO 3166-1 code of the region.
    pub region: String,
    /// The text direction.
    pub direction: Direction,
    /// Whether the script of the language has italics.
    pub has_italics: bool,
    /// The paper size.
    pub paper: Paper,
    /// The words of the language that stay on one line with others.
    pub unbroken: UnbrokenWords,
}

impl Metadata {
    /// The language as a BCP 47 tag, such as `en-US`.
    pub fn language_tag(&self) -> String {
        match &*self.region {
            "" => self.language.clone(),
            region => format!("{}-{region}", self.language),
        }
    }
}

/// The person and their contact details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The person's name.
    pub name: Field,
    /// The name in parts.
    pub name_parts: NameParts,
    /// The person's job title.
    pub label: Option<Field>,
    /// The person's pronouns.
    pub pronouns: Option<Field>,
    /// The contact details.
    pub contacts: Vec<Contact>,
    /// Personal facts that some countries expect.
    pub facts: Vec<Fact>,
    /// The portrait.
    pub photo: Option<Photo>,
}

impl Header {
    /// The line below the name: job title and pronouns.
    pub fn tagline(&self) -> impl Iterator<Item = &Field> {
        self.label.iter().chain(&self.pronouns)
    }
}

/// A picture of the person or their signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The name used to look up its content.
    pub name: String,
    /// The alternative text.
    pub alternative: String,
    /// How it is cropped; by default, as the theme does.
    pub crop: Option<Crop>,
}

/// A contact detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its kind.
    pub kind: ContactKind,
    /// The network, for a profile.
    pub network: Option<String>,
    /// The text as shown.
    pub text: Field,
    /// The link target.
    pub url: Option<String>,
    /// The full URL as text, for a web page or profile.
    pub address: Option<Field>,
}

/// The kind of a contact detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactKind {
    /// A location.
    Location,
    /// An email address.
    Email,
    /// A phone number.
    Phone,
    /// A web page.
    Url,
    /// A profile on a network.
    Profile,
}

impl ContactKind {
    /// Its name in themes.
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

/// A personal fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub name: Field,
    /// Its value.
    pub value: Field,
    /// Both, joined as the language requires.
    pub line: Field,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its key in the résumé.
    pub key: String,
    /// Its kind.
    pub kind: SectionKind,
    /// Its title.
    pub title: Field,
    /// Its content.
    pub body: Body,
    /// The groups that the entries are divided into, in order; empty if they are not.
    pub groups: Vec<SectionGroup>,
    /// The indices of the entries that start a new page.
    pub breaks: Vec<usize>,
    /// Whether the section starts a new page.
    pub break_before: bool,
    /// The number of columns.
    pub columns: usize,
    /// The year of each publication as printed, in their order; empty in other sections.
    pub years: Vec<Option<String>>,
}

/// A group of entries of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionGroup {
    /// The title; `None` for the rest.
    pub title: Option<Field>,
    /// The number of its entries.
    pub count: usize,
}

/// The kind of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// A standard section.
    Standard(ResumeSection),
    /// A custom section.
    Custom,
}

impl SectionKind {
    /// Its name in themes.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Standard(section) => section.key(),
            SectionKind::Custom => "custom",
        }
    }
}

/// The content of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Paragraphs and lists.
    Text(Vec<Block>),
    /// Entries, each with a heading.
    Entries(Vec<Entry>),
    /// Bullets of one line each.
    Lines(Vec<Line>),
    /// Labelled groups of words, one line each.
    Groups(Vec<Group>),
    /// Bullets, each a single text.
    Texts(Vec<Bullet>),
    /// References.
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
    /// The lead: what the entry is called.
    pub lead: Field,
    /// The link target of the lead.
    pub link: Option<String>,
    /// A small picture beside the lead.
    pub logo: Option<Photo>,
    /// The fields beside the lead.
    pub beside: Vec<Field>,
    /// The dates.
    pub dates: Option<Dates>,
    /// The person's role.
    pub role: Option<Field>,
    /// The fields added to the role.
    pub added: Vec<Field>,
    /// The separator of the lead and the fields beside it.
    pub comma: String,
    /// The separator of the role and the fields added to it.
    pub separator: String,
    /// The paragraphs.
    pub paragraphs: Vec<Block>,
    /// The highlights.
    pub bullets: Vec<Bullet>,
    /// Labelled words below the bullets, such as keywords.
    pub after: Vec<Group>,
    /// The roles, if there are several, each an entry.
    pub roles: Vec<Entry>,
    /// Whether a role begins a page; for other entries, `Section::breaks` says so.
    pub starts_page: bool,
    /// Whether it stays on one page, if it fits on one.
    pub keep_together: bool,
    /// The organization, if the role is the lead; `role` then has the same content, joined.
    pub organization: Option<Organization>,
}

/// An organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its name.
    pub name: Field,
    /// The link target of the name.
    pub link: Option<String>,
    /// The fields beside it, such as its location.
    pub beside: Vec<Field>,
}

impl Entry {
    /// An entry with only a text.
    pub(super) fn of_text(text: Field) -> Entry {
        Entry { paragraphs: vec![Block::Paragraph(text)], ..Entry::empty() }
    }

    /// An empty entry.
    pub(super) fn empty() -> Entry {
        let lead = Field { inlines: Vec::new(), path: String::new(), origin: Default::default(), role: TextRole::Line };
        Entry {
            lead,
            link: None,
            logo: None,
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
            starts_page: false,
            keep_together: false,
            organization: None,
        }
    }

    /// Whether it has a heading.
    pub fn has_heading(&self) -> bool {
        !self.lead.inlines.is_empty()
    }
}

/// A date or a date range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// The whole text, as printed.
    pub text: Field,
    /// The start, as printed.
    pub start: Option<Field>,
    /// The end, as printed.
    pub end: Option<Field>,
    /// The start date.
    pub from: Option<Date>,
    /// The end date; `None` if ongoing, or if only the start is given.
    pub to: Option<Date>,
    /// Whether it is ongoing.
    pub ongoing: bool,
}

/// An entry on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The lead: what the entry is called.
    pub lead: Field,
    /// The link target of the lead.
    pub link: Option<String>,
    /// The fields beside the lead, such as the issuer.
    pub beside: Vec<Field>,
    /// The dates.
    pub dates: Option<Dates>,
    /// The separator of the lead and the fields beside it.
    pub comma: String,
    /// A summary on the same line.
    pub summary: Option<Field>,
    /// The whole text, joined as the language requires.
    pub text: Field,
    /// The paragraphs below it.
    pub paragraphs: Vec<Block>,
}

/// A labelled group of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The key it comes from, for a group below an entry.
    pub key: &'static str,
    /// The label.
    pub lead: Field,
    /// The words.
    pub words: Vec<Field>,
    /// The whole text, joined as the language requires.
    pub text: Field,
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph of text.
    Paragraph(Field),
    /// A list of bullets.
    List(Vec<Bullet>),
}

impl Block {
    /// The path in the résumé.
    pub fn path(&self) -> &str {
        match self {
            Block::Paragraph(field) => &field.path,
            Block::List(bullets) => bullets.first().map_or("", |bullet| &bullet.text.path),
        }
    }
}

/// A bullet with its nested bullets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bullet {
    /// Its number, in a numbered list.
    pub number: Option<u32>,
    /// Its text.
    pub text: Field,
    /// The nested bullets.
    pub below: Vec<Bullet>,
}

/// The text below the last section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The text.
    pub blocks: Vec<Block>,
    /// The place and date of the signature.
    pub place_date: Option<Field>,
    /// A picture of the signature.
    pub signature: Option<Photo>,
}

/// A cover letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The layout.
    pub layout: LetterLayout,
    /// The lines of the recipient's address.
    pub recipient: Vec<Field>,
    /// The place and date, as usual in the region.
    pub date: Option<Field>,
    /// The subject.
    pub subject: Option<Field>,
    /// The label before the subject, if the region uses one.
    pub subject_label: Option<Field>,
    /// The salutation.
    pub opening: Option<Field>,
    /// Its content.
    pub body: Vec<Block>,
    /// The closing phrase.
    pub closing: Option<Field>,
    /// A picture of the signature.
    pub signature: Option<Photo>,
    /// The enclosures, with their label.
    pub enclosures_line: Option<Field>,
}

/// A callback for each field.
type Visit<'v, 'a> = &'v mut dyn FnMut(&'a Field);

impl Document {
    /// The fields shown on the pages of the résumé, in reading order.
    pub fn resume_fields(&self) -> Vec<&Field> {
        collected(|visit| {
            self.header.visit(visit);
            self.sections.iter().for_each(|section| section.visit(visit));
            self.closing.iter().for_each(|closing| closing.visit(visit));
        })
    }

    /// Calls `visit` with every field of the résumé and the letter.
    pub fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        let Document { meta: _, header, sections, closing, letter } = self;
        header.visit(visit);
        sections.iter().for_each(|section| section.visit(visit));
        closing.iter().for_each(|closing| closing.visit(visit));
        letter.iter().for_each(|letter| letter.visit(visit));
    }

    /// The texts that the pages of the résumé must contain, in reading order.
    pub fn expected_texts(&self) -> Vec<ExpectedText> {
        let expected = |field: &Field| {
            let Field { inlines: _, path, origin, role } = field;
            ExpectedText { path: path.clone(), role: *role, text: field.plain(), origin: *origin }
        };
        self.resume_fields().into_iter().map(expected).collect()
    }
}

/// The non-empty innermost fields of a walk.
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
        let Section { key: _, kind: _, title, body, groups, breaks: _, break_before: _, columns: _, years: _ } = self;
        visit(title);
        match body {
            Body::Texts(bullets) if !groups.is_empty() => {
                let mut rest = &bullets[..];
                for SectionGroup { title, count } in groups {
                    let (group, after) = rest.split_at(*count);
                    title.iter().for_each(&mut *visit);
                    visit_bullets(group, visit);
                    rest = after;
                }
            }
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
            logo: _,
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
            starts_page: _,
            keep_together: _,
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
        // The text includes the parts.
        let Line { lead: _, link: _, beside: _, dates: _, comma: _, summary: _, text, paragraphs } = self;
        visit(text);
        visit_blocks(paragraphs, visit);
    }
}

impl Closing {
    /// Calls `visit` with every field, in reading order.
    pub fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        let Closing { blocks, place_date, signature: _ } = self;
        visit_blocks(blocks, visit);
        place_date.iter().for_each(visit);
    }
}

impl Letter {
    /// Calls `visit` with every field, in reading order.
    pub fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        let Letter {
            layout,
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
        let (above, before, below) = match layout {
            LetterLayout::Russian => (&None, &None, [enclosures_line, closing, date]),
            LetterLayout::Chinese => (&None, &None, [closing, date, enclosures_line]),
            LetterLayout::Thai => (date, enclosures_line, [closing, &None, &None]),
            LetterLayout::UsBlock
            | LetterLayout::Din5008
            | LetterLayout::French
            | LetterLayout::British
            | LetterLayout::Japanese => (date, &None, [closing, enclosures_line, &None]),
        };
        let head = recipient.iter().chain(above).chain(subject_label).chain(subject).chain(opening).chain(before);
        head.for_each(&mut *visit);
        visit_blocks(body, visit);
        below.into_iter().flatten().for_each(visit);
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
    for Bullet { number: _, text, below } in bullets {
        visit(text);
        visit_bullets(below, visit);
    }
}
