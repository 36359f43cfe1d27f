//! The sections, in printed order.

use std::borrow::Cow;

use super::document::{Body, Bullet, Dates, Group, Line, Section, SectionGroup, SectionKind};
use super::field::{Field, Inline, TextRole};
use super::own_name::OwnName;
use super::writer::{Writer, line, linked, list};
use super::{entries, header, publication};
use crate::resume::{
    Award, Basics, Calendar, Certificate, CustomEntry, CustomSection, Date, Entry, Grouping, Interest, Language,
    Moment, Publication, PublicationKind, Reference, Resume, Section as ResumeSection, SectionChoice, SectionSettings,
    Skill, Text,
};
use crate::source::Origin;

/// All non-empty sections.
pub fn sections(resume: &Resume, writer: &Writer) -> Vec<Section> {
    let planned = plan(resume, &writer.options.sections);
    // A bibliography may turn out to have no entries.
    let sections = planned.into_iter().map(|planned| section(planned, resume, writer));
    sections.filter(|section| !section.body.is_empty()).collect()
}

/// The keys of the sections to print, in order, if a theme has its sections in the order `own`.
pub fn section_keys(resume: &Resume, own: &[ResumeSection]) -> Vec<String> {
    plan(resume, own).into_iter().map(|planned| planned.key.to_owned()).collect()
}

/// The keys of all sections of the format, in a theme's order (`own`) and then the rest.
pub fn section_order(own: &[ResumeSection]) -> Vec<&'static str> {
    let rest = ResumeSection::ALL.into_iter().filter(|section| !own.contains(section));
    own.iter().copied().chain(rest).map(ResumeSection::key).collect()
}

/// A section to print.
struct Planned<'a> {
    key: &'a str,
    settings: Cow<'a, SectionSettings>,
    /// The location in `sections`, if it is listed there.
    listed: Origin,
    content: Content<'a>,
}

enum Content<'a> {
    Standard(ResumeSection),
    Custom(&'a CustomSection),
}

/// The sections to print, in order: the résumé's choice, or the theme's order (`own`) and then the rest.
/// Sections without entries are skipped.
fn plan<'a>(resume: &'a Resume, own: &[ResumeSection]) -> Vec<Planned<'a>> {
    let planned = |key: &'a str, settings: Cow<'a, SectionSettings>, listed: Origin| {
        let content = match ResumeSection::find(key) {
            Some(section) => resume.has(section).then_some(Content::Standard(section))?,
            None => Content::Custom(resume.custom.find(key).filter(|section| !section.entries.is_empty())?),
        };
        Some(Planned { key, settings, listed, content })
    };
    if resume.sections.is_empty() {
        let keys = section_order(own);
        let custom = resume.custom.iter().map(|(key, _)| key.value.as_str());
        let default = || Cow::Owned(SectionSettings::default());
        return keys.into_iter().chain(custom).filter_map(|key| planned(key, default(), Origin::default())).collect();
    }
    let chosen = resume.sections.iter().filter(|choice| !choice.settings.hidden);
    chosen
        .filter_map(|SectionChoice { key, settings, .. }| {
            planned(&key.value, Cow::Borrowed(settings), Origin::new(key.span))
        })
        .collect()
}

fn section(Planned { key, settings, listed, content }: Planned, resume: &Resume, writer: &Writer) -> Section {
    let own = |text: &Text, path: &str| writer.text(text, path, TextRole::Title);
    let settings = &*settings;
    let (kind, title, content) = match content {
        Content::Standard(section) => {
            let usual = || writer.verbatim(writer.locale.title(section), listed, section.key(), TextRole::Title);
            let title = settings.title.as_ref().map_or_else(usual, |title| own(title, "sections"));
            (SectionKind::Standard(section), title, standard(section, settings, resume, writer))
        }
        Content::Custom(custom) => {
            let CustomSection { title: usual, entries } = custom;
            let title = match &settings.title {
                Some(title) => own(title, "sections"),
                None => own(usual, &format!("custom.{key}.title")),
            };
            let content = self::custom(entries, settings, &format!("custom.{key}.entries"), writer);
            (SectionKind::Custom, title, content)
        }
    };
    let Arranged { items: body, breaks, groups, years } = content;
    Section {
        key: key.to_owned(),
        kind,
        title,
        body,
        groups,
        breaks,
        break_before: settings.page_break.is_some(),
        columns: settings.columns.as_ref().map_or(1, |columns| columns.value.get()),
        years,
    }
}

fn standard(section: ResumeSection, settings: &SectionSettings, resume: &Resume, writer: &Writer) -> Arranged<Body> {
    let Resume { basics, work, volunteer, education, projects, awards, .. } = resume;
    let Resume { certificates, publications, skills, languages, interests, references, .. } = resume;
    let key = section.key();
    let entries = |entries| Body::Entries(entries);
    match section {
        ResumeSection::Summary => {
            let blocks = basics.summary.as_ref().map_or_else(Vec::new, |text| writer.blocks(text, key));
            Arranged::of(Body::Text(blocks), Vec::new())
        }
        ResumeSection::Work => {
            arranged(work, settings, key, |entry, path| entries::work(entry, path, writer)).map(entries)
        }
        ResumeSection::Volunteer => {
            arranged(volunteer, settings, key, |entry, path| entries::volunteer(entry, path, writer)).map(entries)
        }
        ResumeSection::Education => {
            arranged(education, settings, key, |entry, path| entries::education(entry, path, writer)).map(entries)
        }
        ResumeSection::Projects => {
            arranged(projects, settings, key, |entry, path| entries::project(entry, path, writer)).map(entries)
        }
        ResumeSection::Awards => {
            arranged(awards, settings, key, |entry, path| award(entry, &path, writer)).map(Body::Lines)
        }
        ResumeSection::Certificates => {
            arranged(certificates, settings, key, |entry, path| certificate(entry, &path, writer)).map(Body::Lines)
        }
        ResumeSection::Publications => self::publications(publications, basics, settings, writer),
        ResumeSection::Skills => {
            let groups = arranged(skills, settings, key, |entry, path| skill(entry, &path, writer));
            in_a_row(groups, settings, writer).map(Body::Groups)
        }
        ResumeSection::Languages => {
            arranged(languages, settings, key, |entry, path| language(entry, &path, writer)).map(Body::Groups)
        }
        ResumeSection::Interests => {
            let groups = arranged(interests, settings, key, |entry, path| interest(entry, &path, writer));
            in_a_row(groups, settings, writer).map(Body::Groups)
        }
        ResumeSection::References => {
            arranged(references, settings, key, |entry, path| reference(entry, &path, writer)).map(Body::People)
        }
    }
}

/// Publications, grouped by kind or year if so chosen. Those without one come first, without a title.
fn publications(
    publications: &[Publication],
    basics: &Basics,
    settings: &SectionSettings,
    writer: &Writer,
) -> Arranged<Body> {
    struct Printed {
        kind: Option<PublicationKind>,
        year: Option<Date>,
        bullet: Bullet,
    }
    let own_name = OwnName::of(basics, writer.locale);
    let printed = |entry: &Publication, path: String| {
        let text = publication::publication(entry, &own_name, &path, writer);
        let start = entry.release_date.as_ref().map(|date| date.value.start());
        // Words such as "in press" are no year, even if they have one to be sorted by.
        let dated = start.filter(|start| !matches!(start.when, Calendar::Words { .. }));
        let year = dated.and_then(|start| Date::new(start.date()?.year(), None, None).ok());
        Printed { kind: entry.kind, year, bullet: Bullet { number: None, text, below: Vec::new() } }
    };
    let mut arranged = arranged(publications, settings, ResumeSection::Publications.key(), printed);
    let title = |text: &str, key: &str| {
        let path = format!("{}.{key}", ResumeSection::Publications.key());
        writer.verbatim(text, Origin::default(), path, TextRole::Lead)
    };
    let in_words = |year: Date| writer.locale.moment(&Moment::on(year));
    if let Some(grouping) = settings.group.as_ref().map(|group| group.value) {
        let place = |kind: Option<PublicationKind>| PublicationKind::ALL.iter().position(|it| Some(*it) == kind);
        let rank = |printed: &Printed| match grouping {
            Grouping::Kind => place(printed.kind),
            Grouping::Year => printed.year.map(|year| usize::from(u16::MAX - year.year())),
        };
        let title_of = |printed: &Printed| match grouping {
            Grouping::Kind => printed.kind.map(|kind| title(writer.locale.kind(kind), "kind")),
            Grouping::Year => printed.year.map(|year| title(&in_words(year), "releaseDate")),
        };
        arranged.items.sort_by_key(rank);
        arranged.breaks.clear();
        arranged.groups = arranged
            .items
            .chunk_by(|one, next| rank(one) == rank(next))
            .map(|group| SectionGroup { title: group.first().and_then(title_of), count: group.len() })
            .collect();
    }
    // The titles of groups by year say it.
    if settings.group.as_ref().is_none_or(|group| group.value != Grouping::Year) {
        arranged.years = arranged.items.iter().map(|printed| printed.year.map(in_words)).collect();
    }
    arranged.map(|printed| Body::Texts(printed.into_iter().map(|printed| printed.bullet).collect()))
}

/// The entries of a section, arranged as its settings say.
struct Arranged<P> {
    items: P,
    /// The entries that start a new page.
    breaks: Vec<usize>,
    /// The groups, if there are any.
    groups: Vec<SectionGroup>,
    /// The year of each publication as printed.
    years: Vec<Option<String>>,
}

impl<P> Arranged<P> {
    /// Entries that are not in groups.
    fn of(items: P, breaks: Vec<usize>) -> Arranged<P> {
        Arranged { items, breaks, groups: Vec::new(), years: Vec::new() }
    }

    fn map<Q>(self, make: impl FnOnce(P) -> Q) -> Arranged<Q> {
        let Arranged { items, breaks, groups, years } = self;
        Arranged { items: make(items), breaks, groups, years }
    }
}

/// Makes the parts of a section from its entries and their paths, in the chosen order and number.
fn arranged<T: Entry, P>(
    entries: &[T],
    settings: &SectionSettings,
    path: &str,
    make: impl Fn(&T, String) -> P,
) -> Arranged<Vec<P>> {
    let all: Vec<&dyn Entry> = entries.iter().map(|entry| entry as &dyn Entry).collect();
    let order = settings.printed(&all);
    let starts_page = |&(_, &index): &(usize, &usize)| entries[index].starts_page();
    let breaks = order.iter().enumerate().filter(starts_page).map(|(place, _)| place).collect();
    let items = order.iter().map(|&index| make(&entries[index], format!("{path}[{index}]"))).collect();
    Arranged::of(items, breaks)
}

/// A custom section; if it has only lines, it is a list of texts.
fn custom(entries: &[CustomEntry], settings: &SectionSettings, path: &str, writer: &Writer) -> Arranged<Body> {
    let is_line = |entry: &CustomEntry| matches!(entry, CustomEntry::Line(_));
    if !entries.iter().all(is_line) {
        let make = |entry: &CustomEntry, path| super::entries::custom(entry, path, writer);
        return arranged(entries, settings, path, make).map(Body::Entries);
    }
    let make = |entry: &CustomEntry, path: String| match entry {
        CustomEntry::Line(text) => Some(Bullet { number: None, text: writer.rich(text, path), below: Vec::new() }),
        CustomEntry::Entry(_) => None,
    };
    arranged(entries, settings, path, make).map(|bullets| Body::Texts(bullets.into_iter().flatten().collect()))
}

fn award(entry: &Award, path: &str, writer: &Writer) -> Line {
    let Award { title, awarder, date, url, summary, hidden: _, page_break: _, keep_together: _, tags: _, _note: _ } =
        entry;
    let lead = writer.text(title, format!("{path}.title"), TextRole::Lead);
    let from = awarder.as_ref().map(|text| writer.text(text, format!("{path}.awarder"), TextRole::Text));
    let dates = writer.moment(date.as_ref(), format!("{path}.date"));
    let summary = summary.as_ref().map(|text| writer.rich(text, format!("{path}.summary")));
    // A bare year may be part of a contest's name; other dates are separated by a comma.
    let bare = dates.as_ref().is_some_and(|dates| dates.text.plain().chars().count() == 4);
    let before_date = if bare && from.is_some() { " " } else { writer.locale.comma() };
    one_line(lead, url.as_ref().map(|url| url.as_str()), from, dates, before_date, summary, writer)
}

fn certificate(entry: &Certificate, path: &str, writer: &Writer) -> Line {
    let Certificate {
        name,
        date,
        expires,
        id,
        url,
        issuer,
        summary,
        hidden: _,
        page_break: _,
        keep_together: _,
        tags: _,
        _note: _,
    } = entry;
    let lead = writer.text(name, format!("{path}.name"), TextRole::Lead);
    let issuer = issuer.as_ref().map(|text| writer.text(text, format!("{path}.issuer"), TextRole::Text));
    let id = id.as_ref().map(|id| {
        let path = format!("{path}.id");
        writer.labelled("id", &path, writer.verbatim(id, id.origin(), path.clone(), TextRole::Text))
    });
    let from = writer.joined(issuer.into_iter().chain(id).collect());
    let dates = writer.validity(date.as_ref(), expires.as_ref(), path);
    let summary = summary.as_ref().map(|text| writer.rich(text, format!("{path}.summary")));
    one_line(lead, url.as_ref().map(|url| url.as_str()), from, dates, writer.locale.comma(), summary, writer)
}

/// One line: the name, the issuer, and the date.
fn one_line(
    lead: Field,
    link: Option<&str>,
    from: Option<Field>,
    dates: Option<Dates>,
    before_date: &str,
    summary: Option<Field>,
    writer: &Writer,
) -> Line {
    let mut inlines = vec![Inline::Strong(vec![linked(lead.clone().inline(), link)])];
    if let Some(from) = &from {
        inlines.push(Inline::Text(writer.locale.comma().to_owned()));
        inlines.push(from.clone().inline());
    }
    if let Some(dates) = &dates {
        inlines.push(Inline::Text(before_date.to_owned()));
        inlines.push(dates.text.clone().inline());
    }
    if let Some(summary) = &summary {
        let stop = super::publication::stop_after(&super::field::plain(&inlines), &writer.locale.punctuation().stop);
        inlines.push(Inline::Text(stop.to_owned()));
        inlines.push(summary.clone().inline());
    }
    let (text, comma) = (list(inlines), writer.locale.comma().to_owned());
    let (beside, link) = (from.into_iter().collect(), link.map(str::to_owned));
    Line { lead, link, beside, dates, comma, summary, text, paragraphs: Vec::new() }
}

fn skill(entry: &Skill, path: &str, writer: &Writer) -> Group {
    let Skill { name, level, keywords, hidden: _, page_break: _, keep_together: _, tags: _, _note: _ } = entry;
    let name = name.as_ref().map(|name| writer.text(name, format!("{path}.name"), TextRole::Lead));
    let level = level.as_ref().map(|level| writer.text(level, format!("{path}.level"), TextRole::Text));
    let signs = writer.locale.punctuation();
    let lead = match (name, level) {
        (Some(name), Some(level)) => Some(line(vec![
            name.inline(),
            Inline::Text(signs.open.clone()),
            level.inline(),
            Inline::Text(signs.close.clone()),
        ])),
        (name, level) => name.or(level),
    };
    words(lead, writer.texts(keywords, &format!("{path}.keywords")), writer)
}

fn language(entry: &Language, path: &str, writer: &Writer) -> Group {
    let Language { language, fluency, hidden: _, page_break: _, keep_together: _, tags: _, _note: _ } = entry;
    let lead = writer.text(language, format!("{path}.language"), TextRole::Lead);
    let fluency = fluency.as_ref().map(|text| writer.text(text, format!("{path}.fluency"), TextRole::Text));
    group(lead, fluency.into_iter().collect(), writer)
}

fn interest(entry: &Interest, path: &str, writer: &Writer) -> Group {
    let Interest { name, keywords, hidden: _, page_break: _, keep_together: _, tags: _, _note: _ } = entry;
    let lead = name.as_ref().map(|name| writer.text(name, format!("{path}.name"), TextRole::Lead));
    words(lead, writer.texts(keywords, &format!("{path}.keywords")), writer)
}

/// A group of words with or without a label.
fn words(lead: Option<Field>, words: Vec<Field>, writer: &Writer) -> Group {
    match lead {
        Some(lead) => group(lead, words, writer),
        None => {
            let text = writer.listing(words.clone()).unwrap_or_else(|| line(Vec::new()));
            Group { key: "", lead: line(Vec::new()), words, text }
        }
    }
}

/// Groups, or their labels as the words of one, if none has words: a row of interests rather than a line each.
fn in_a_row(groups: Arranged<Vec<Group>>, settings: &SectionSettings, writer: &Writer) -> Arranged<Vec<Group>> {
    let alone = groups.items.len() > 1 && groups.items.iter().all(|group| group.words.is_empty());
    if !alone || !groups.breaks.is_empty() || settings.columns.is_some() {
        return groups;
    }
    groups.map(|groups| vec![words(None, groups.into_iter().map(|group| group.lead).collect(), writer)])
}

/// A group of words with a bold label; a name without words is none.
fn group(lead: Field, words: Vec<Field>, writer: &Writer) -> Group {
    let text = match writer.listing(words.clone()) {
        None => line(vec![lead.clone().inline()]),
        Some(joined) => {
            let colon = writer.locale.colon();
            let (sign, space) = colon.split_at(colon.trim_end().len());
            let strong = vec![lead.clone().inline(), Inline::Text(sign.to_owned())];
            list(vec![Inline::Strong(strong), Inline::Text(space.to_owned()), joined.inline()])
        }
    };
    Group { key: "", lead, words, text }
}

/// A reference with contact details.
fn reference(entry: &Reference, path: &str, writer: &Writer) -> Line {
    let Reference {
        name,
        position,
        organization,
        email,
        phone,
        reference,
        hidden: _,
        page_break: _,
        keep_together: _,
        tags: _,
        _note: _,
    } = entry;
    let text = |text: &Option<Text>, key: &str| {
        text.as_ref().map(|text| writer.text(text, format!("{path}.{key}"), TextRole::Text))
    };
    let email = email.as_ref().map(|email| header::email(email, &format!("{path}.email"), writer));
    let phone = phone.as_ref().map(|phone| header::phone(phone, &format!("{path}.phone"), writer));
    let contacts = email.into_iter().chain(phone).map(|contact| {
        // The roles for email and phone are reserved for the header.
        let text = Field { role: TextRole::Contact, ..contact.text };
        line(vec![linked(text.inline(), contact.url.as_deref())])
    });
    let said = [text(position, "position"), text(organization, "organization")].into_iter().flatten();
    let beside: Vec<Field> = said.chain(contacts).collect();
    let lead = writer.text(name, format!("{path}.name"), TextRole::Lead);
    let mut inlines = vec![Inline::Strong(vec![lead.clone().inline()])];
    for field in &beside {
        inlines.push(Inline::Text(writer.locale.comma().to_owned()));
        inlines.push(field.clone().inline());
    }
    let paragraphs = reference.as_ref().map_or_else(Vec::new, |text| writer.blocks(text, &format!("{path}.reference")));
    let comma = writer.locale.comma().to_owned();
    Line { lead, link: None, beside, dates: None, comma, summary: None, text: list(inlines), paragraphs }
}
