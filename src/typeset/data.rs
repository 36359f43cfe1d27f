//! The dictionary a theme receives: contract 1.
//!
//! Keys are the format's own, dates are written out in the résumé's language,
//! and what is absent is `none`. Every struct is taken apart field by field, so
//! that a new field does not compile until this contract says what becomes of it.

use typst::foundations::{Array, Bytes, Dict, IntoValue, Str, Value, dict};

use super::{Pictures, content};
use crate::locale::{DateStyle, Locale};
use crate::resume::{
    Award, Basics, Certificate, CustomEntry, CustomParts, CustomSection, Date, Education, Email, End, Fact, Highlight,
    Interest, Language, Letter, Location, Names, Paragraphs, Phone, Position, Profile, Project, Publication,
    PublicationKind, Recipient, Reference, Resume, RichText, Section, Skill, Text, Url, Volunteer, Work,
};
use crate::source::Spanned;
use crate::theme::Theme;

/// All that a theme may know of a résumé.
pub fn document(resume: &Resume, locale: &Locale, theme: &Theme, pictures: &Pictures) -> Dict {
    let sections = plan(resume, theme).into_iter().map(|Part { key, title, section }| {
        let (title, kind, entries) = match section {
            Content::Section(section) => {
                (title.unwrap_or_else(|| locale.title(section)), section.key(), entries(resume, section, locale))
            }
            Content::Custom(custom) => {
                let CustomSection { title: own, entries } = custom;
                (title.unwrap_or(own), "custom", entries.iter().map(|entry| custom_entry(entry, locale)).collect())
            }
        };
        dict! { "key" => key, "kind" => kind, "title" => title, "entries" => entries }.into_value()
    });
    dict! {
        "document" => facts(resume, locale),
        "basics" => basics(&resume.basics, locale, pictures),
        "sections" => sections.collect::<Array>(),
        "letter" => resume.letter.as_ref().map(|letter| self::letter(letter, resume, locale, pictures)),
        "labels" => locale.labels().map(|(field, label)| (Str::from(field), label.into_value())).collect::<Dict>(),
    }
}

fn letter(letter: &Letter, resume: &Resume, locale: &Locale, pictures: &Pictures) -> Dict {
    let Letter { recipient, date, subject, opening, body, closing, signature, enclosures } = letter;
    let lines = recipient.iter().flat_map(|recipient| {
        let Recipient { name, position, organization, address } = recipient;
        [name, position, organization].into_iter().flatten().chain(address).map(Hand::hand)
    });
    // A letter's date is written in full.
    let date = date.as_ref().map(|date| locale.clone().with_dates(DateStyle::Long).date(date.value));
    let city = resume.basics.location.as_ref().and_then(|location| location.city.as_deref());
    let picture = signature.as_ref().and_then(|signature| pictures.get(&*signature.value));
    dict! {
        "layout" => locale.letter_layout().name(),
        "recipient" => lines.collect::<Array>(),
        "date" => date,
        "city" => city,
        "subject" => subject.hand(),
        "opening" => opening.hand(),
        "body" => body.hand(),
        "closing" => closing.hand(),
        "signature" => picture.map(|bytes| {
            dict! { "bytes" => Bytes::new(bytes.clone()), "alt" => &*resume.basics.name }
        }),
        "enclosures" => enclosures.hand(),
    }
}

/// A section as it is to be printed.
struct Part<'a> {
    key: &'a str,
    /// The title that the résumé gives it, if any.
    title: Option<&'a str>,
    section: Content<'a>,
}

/// What a section holds.
enum Content<'a> {
    Section(Section),
    Custom(&'a CustomSection),
}

/// What is printed in which order: the résumé's choice, or the theme's order and
/// then the rest. Sections without entries are left out.
fn plan<'a>(resume: &'a Resume, theme: &Theme) -> Vec<Part<'a>> {
    let part = |key: &'a str, title: Option<&'a str>| {
        let section = match Section::find(key) {
            Some(section) => resume.has(section).then_some(Content::Section(section))?,
            None => Content::Custom(resume.custom.find(key).filter(|section| !section.entries.is_empty())?),
        };
        Some(Part { key, title, section })
    };
    if resume.sections.is_empty() {
        let rest = Section::ALL.into_iter().filter(|section| !theme.manifest.sections.contains(section));
        let keys = theme.manifest.sections.iter().copied().chain(rest).map(|section| -> &'a str { section.key() });
        let custom = resume.custom.iter().map(|(key, _)| key.value.as_str());
        return keys.chain(custom).filter_map(|key| part(key, None)).collect();
    }
    resume.sections.iter().filter_map(|choice| part(&choice.key.value, choice.title.as_deref())).collect()
}

/// The PDF's own metadata.
fn facts(resume: &Resume, locale: &Locale) -> Dict {
    let name: &str = &resume.basics.name;
    let keywords = resume.skills.iter().flat_map(|group| &group.keywords).map(|word| (**word).into_value());
    dict! {
        "title" => format!("{name} — {}", locale.document()),
        "author" => name,
        "subject" => subject(resume),
        "keywords" => keywords.collect::<Array>(),
        "language" => locale.language(),
        "region" => locale.region(),
    }
}

/// What the person is, in a line: as it is said, or else the first job.
fn subject(resume: &Resume) -> Option<String> {
    let job = || {
        let work = resume.work.first()?;
        let role = work.position.as_ref().or(work.positions.first().map(|position| &position.position))?;
        Some(format!("{}, {}", &**role, &*work.name))
    };
    resume.basics.label.as_ref().map(|label| label.to_string()).or_else(job)
}

fn basics(basics: &Basics, locale: &Locale, pictures: &Pictures) -> Dict {
    let Basics { name, label, image, email, phone, url, summary: _, location, profiles, pronouns, cited_as: _, facts } =
        basics;
    let mut contacts: Vec<Dict> = Vec::new();
    contacts.extend(location.as_ref().and_then(place).map(|text| contact("location", &text, None)));
    contacts.extend(email.as_ref().map(|email| contact("email", email.as_str(), Some(&mail_link(email)))));
    contacts.extend(phone.as_ref().map(|phone| contact("phone", phone.as_str(), Some(&Phone::link(phone)))));
    contacts.extend(url.as_ref().map(|url| contact("url", url.shown(), Some(url.as_str()))));
    contacts.extend(profiles.iter().filter_map(profile));
    let picture = image.as_ref().and_then(|image| pictures.get(&*image.value));
    dict! {
        "name" => &**name,
        "label" => label.hand(),
        "image" => picture.map(|bytes| dict! { "bytes" => Bytes::new(bytes.clone()), "alt" => locale.portrait(name) }),
        "contacts" => contacts.into_iter().map(IntoValue::into_value).collect::<Array>(),
        "pronouns" => pronouns.hand(),
        "facts" => facts.iter().map(fact).collect::<Array>(),
    }
}

fn fact(fact: &Fact) -> Value {
    let Fact { name, value } = fact;
    dict! { "name" => name.hand(), "value" => value.hand() }.into_value()
}

fn contact(kind: &str, text: &str, url: Option<&str>) -> Dict {
    dict! { "kind" => kind, "text" => text, "url" => url }
}

fn mail_link(email: &Email) -> String {
    format!("mailto:{email}")
}

fn profile(profile: &Profile) -> Option<Dict> {
    let Profile { network, username, url } = profile;
    let (username, url) = (username.as_ref().map(|name| &name.value), url.as_ref().map(|url| &url.value));
    let text = match (url, network, username) {
        (Some(url), ..) => url.shown().to_owned(),
        (None, Some(network), Some(username)) => format!("{network}: {username}"),
        (None, network, username) => network.as_ref().or(username)?.to_string(),
    };
    let mut item = contact("profile", &text, url.map(Url::as_str));
    item.insert("network".into(), network.as_deref().into_value());
    Some(item)
}

/// A place to live on one line: street, postal code and city, region or country.
fn place(location: &Location) -> Option<String> {
    let Location { address, postal_code, city, region, country_code } = location;
    let words = |texts: &[&Option<Text>]| texts.iter().filter_map(|text| text.as_deref()).collect::<Vec<_>>().join(" ");
    let wider = region.as_ref().map(Text::to_string).or(country_code.map(|country| country.to_string()));
    let parts = [words(&[address]), words(&[postal_code, city]), wider.unwrap_or_default()];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn entries(resume: &Resume, section: Section, locale: &Locale) -> Array {
    match section {
        Section::Summary => resume.basics.summary.iter().map(|text| content::paragraphs(text).into_value()).collect(),
        Section::Work => resume.work.iter().map(|entry| work(entry, locale)).collect(),
        Section::Volunteer => resume.volunteer.iter().map(|entry| volunteer(entry, locale)).collect(),
        Section::Education => resume.education.iter().map(|entry| education(entry, locale)).collect(),
        Section::Projects => resume.projects.iter().map(|entry| project(entry, locale)).collect(),
        Section::Awards => resume.awards.iter().map(|entry| award(entry, locale)).collect(),
        Section::Certificates => resume.certificates.iter().map(|entry| certificate(entry, locale)).collect(),
        Section::Publications => {
            let Basics { name, cited_as, .. } = &resume.basics;
            let names = Names::new(cited_as.iter().map(|form| &**form), name);
            resume.publications.iter().map(|entry| publication(entry, &names, locale)).collect()
        }
        Section::Skills => resume.skills.iter().map(skill).collect(),
        Section::Languages => resume.languages.iter().map(language).collect(),
        Section::Interests => resume.interests.iter().map(interest).collect(),
        Section::References => resume.references.iter().map(reference).collect(),
    }
}

fn work(entry: &Work, locale: &Locale) -> Value {
    let Work {
        name,
        position,
        team,
        url,
        location,
        description,
        start_date,
        end_date,
        summary,
        highlights,
        keywords,
        positions,
        tags: _,
        _note: _,
    } = entry;
    let own = period(start_date, end_date, Open::Present, locale);
    dict! {
        "name" => name.hand(),
        "position" => position.hand(),
        "team" => team.hand(),
        "url" => url.hand(),
        "location" => location.hand(),
        "description" => description.hand(),
        "dates" => own.or_else(|| span(positions, locale)),
        "summary" => summary.hand(),
        "highlights" => highlights.hand(),
        "keywords" => keywords.hand(),
        "positions" => positions.iter().map(|role| role_at(role, locale)).collect::<Array>(),
    }
    .into_value()
}

fn role_at(entry: &Position, locale: &Locale) -> Value {
    let Position { position, team, location, start_date, end_date, summary, highlights, tags: _ } = entry;
    dict! {
        "position" => position.hand(),
        "team" => team.hand(),
        "location" => location.hand(),
        "dates" => period(start_date, end_date, Open::Present, locale),
        "summary" => summary.hand(),
        "highlights" => highlights.hand(),
    }
    .into_value()
}

/// From the first start of several roles to the last end.
fn span(positions: &[Position], locale: &Locale) -> Option<Dict> {
    let start = positions.iter().filter_map(|role| role.start_date.clone()).min_by_key(|start| start.value.earliest());
    let latest = |role: &Position| match role.end_date.as_ref().map(|end| end.value) {
        Some(End::On(date)) => Some(date.latest()),
        // One that goes on ends after all others.
        Some(End::Present) | None => None,
    };
    let last = positions.iter().max_by_key(|role| latest(role).unwrap_or((u16::MAX, 12, 31)))?;
    period(&start, &last.end_date, Open::Present, locale)
}

fn volunteer(entry: &Volunteer, locale: &Locale) -> Value {
    let Volunteer {
        organization,
        position,
        url,
        location,
        start_date,
        end_date,
        summary,
        highlights,
        tags: _,
        _note: _,
    } = entry;
    dict! {
        "organization" => organization.hand(),
        "position" => position.hand(),
        "url" => url.hand(),
        "location" => location.hand(),
        "dates" => period(start_date, end_date, Open::Present, locale),
        "summary" => summary.hand(),
        "highlights" => highlights.hand(),
    }
    .into_value()
}

fn education(entry: &Education, locale: &Locale) -> Value {
    let Education {
        institution,
        url,
        location,
        area,
        study_type,
        start_date,
        end_date,
        score,
        standing,
        thesis,
        courses,
        summary,
        highlights,
        tags: _,
        _note: _,
    } = entry;
    dict! {
        "institution" => institution.hand(),
        "url" => url.hand(),
        "location" => location.hand(),
        "area" => area.hand(),
        "studyType" => study_type.hand(),
        "dates" => period(start_date, end_date, Open::Unsaid, locale),
        "score" => score.as_deref(),
        "standing" => standing.hand(),
        "thesis" => thesis.hand(),
        "courses" => courses.hand(),
        "summary" => summary.hand(),
        "highlights" => highlights.hand(),
    }
    .into_value()
}

fn project(entry: &Project, locale: &Locale) -> Value {
    let Project {
        name,
        description,
        url,
        location,
        start_date,
        end_date,
        roles,
        entity,
        kind,
        keywords,
        summary,
        highlights,
        tags: _,
        _note: _,
    } = entry;
    dict! {
        "name" => name.hand(),
        "description" => description.hand(),
        "url" => url.hand(),
        "location" => location.hand(),
        "dates" => period(start_date, end_date, Open::Present, locale),
        "roles" => roles.hand(),
        "entity" => entity.hand(),
        "type" => kind.hand(),
        "keywords" => keywords.hand(),
        "summary" => summary.hand(),
        "highlights" => highlights.hand(),
    }
    .into_value()
}

fn award(entry: &Award, locale: &Locale) -> Value {
    let Award { title, awarder, date, url, summary, tags: _, _note: _ } = entry;
    dict! {
        "title" => title.hand(),
        "awarder" => awarder.hand(),
        "dates" => moment(date, locale),
        "url" => url.hand(),
        "summary" => summary.hand(),
    }
    .into_value()
}

fn certificate(entry: &Certificate, locale: &Locale) -> Value {
    let Certificate { name, date, url, issuer, summary, tags: _, _note: _ } = entry;
    dict! {
        "name" => name.hand(),
        "issuer" => issuer.hand(),
        "dates" => moment(date, locale),
        "url" => url.hand(),
        "summary" => summary.hand(),
    }
    .into_value()
}

fn publication(entry: &Publication, names: &Names, locale: &Locale) -> Value {
    let Publication { name, authors, publisher, release_date, doi, kind, url, summary, tags: _, _note: _ } = entry;
    let author = |author: &RichText| if names.mean(author) { content::strong(author) } else { content::line(author) };
    dict! {
        "name" => name.hand(),
        "authors" => authors.list().iter().map(|one| author(one).into_value()).collect::<Array>(),
        "publisher" => publisher.hand(),
        // A title that ends in a question mark has its stop.
        "stops" => dict! {
            "name" => stop(Some(name)),
            "publisher" => stop(publisher.as_ref()),
            "summary" => stop(summary.as_ref()),
        },
        "dates" => moment(release_date, locale),
        "doi" => doi.as_ref().map(|doi| dict! { "url" => doi.link(), "text" => doi.as_str() }),
        "kind" => kind.map(kind_name),
        "url" => url.hand(),
        "summary" => summary.hand(),
    }
    .into_value()
}

/// The full stop that a text needs behind it, or nothing.
fn stop(text: Option<&RichText>) -> &'static str {
    if text.is_some_and(|text| text.plain().ends_with(['.', '?', '!', '…', '。', '？', '！'])) { "" } else { "." }
}

fn kind_name(kind: PublicationKind) -> &'static str {
    match kind {
        PublicationKind::Article => "article",
        PublicationKind::Paper => "paper",
        PublicationKind::Preprint => "preprint",
        PublicationKind::Book => "book",
        PublicationKind::Chapter => "chapter",
        PublicationKind::Thesis => "thesis",
        PublicationKind::Talk => "talk",
        PublicationKind::Patent => "patent",
        PublicationKind::Software => "software",
    }
}

fn skill(entry: &Skill) -> Value {
    let Skill { name, level, keywords, tags: _, _note: _ } = entry;
    dict! { "name" => name.hand(), "level" => level.hand(), "keywords" => keywords.hand() }.into_value()
}

fn language(entry: &Language) -> Value {
    let Language { language, fluency, tags: _, _note: _ } = entry;
    dict! { "language" => language.hand(), "fluency" => fluency.hand() }.into_value()
}

fn interest(entry: &Interest) -> Value {
    let Interest { name, keywords, tags: _, _note: _ } = entry;
    dict! { "name" => name.hand(), "keywords" => keywords.hand() }.into_value()
}

fn reference(entry: &Reference) -> Value {
    let Reference { name, position, organization, email, phone, reference, tags: _, _note: _ } = entry;
    let email = email.as_ref().map(|email| contact("email", email.as_str(), Some(&mail_link(email))));
    let phone = phone.as_ref().map(|phone| contact("phone", phone.as_str(), Some(&phone.link())));
    dict! {
        "name" => name.hand(),
        "position" => position.hand(),
        "organization" => organization.hand(),
        "contacts" => email.into_iter().chain(phone).map(IntoValue::into_value).collect::<Array>(),
        "reference" => reference.hand(),
    }
    .into_value()
}

/// An entry of a custom section: content, or a dictionary of parts.
fn custom_entry(entry: &CustomEntry, locale: &Locale) -> Value {
    let parts = match entry {
        CustomEntry::Line(text) => return text.hand(),
        CustomEntry::Entry(parts) => parts,
    };
    let CustomParts {
        title,
        subtitle,
        location,
        url,
        date,
        start_date,
        end_date,
        summary,
        highlights,
        keywords,
        tags: _,
        _note: _,
    } = &**parts;
    dict! {
        "title" => title.hand(),
        "subtitle" => subtitle.hand(),
        "location" => location.hand(),
        "url" => url.hand(),
        "dates" => moment(date, locale).or_else(|| period(start_date, end_date, Open::Unsaid, locale)),
        "summary" => summary.hand(),
        "highlights" => highlights.hand(),
        "keywords" => keywords.hand(),
    }
    .into_value()
}

/// What a start without an end means.
#[derive(Clone, Copy)]
enum Open {
    /// It goes on.
    Present,
    /// The end is not said.
    Unsaid,
}

fn period(start: &Option<Spanned<Date>>, end: &Option<Spanned<End>>, open: Open, locale: &Locale) -> Option<Dict> {
    let start = start.as_ref().map(|start| locale.date(start.value));
    let end = match (end, open) {
        (Some(end), _) => Some(locale.end(end.value)),
        (None, Open::Present) => start.as_ref().map(|_| locale.end(End::Present)),
        (None, Open::Unsaid) => None,
    };
    let text = match (&start, &end) {
        (Some(start), Some(end)) => locale.range(start, end),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => return None,
    };
    Some(dict! { "text" => text, "start" => start, "end" => end })
}

fn moment(date: &Option<Spanned<Date>>, locale: &Locale) -> Option<Dict> {
    let text = locale.date(date.as_ref()?.value);
    Some(dict! { "text" => text.clone(), "start" => text, "end" => Value::None })
}

/// What the model holds, as a theme receives it.
trait Hand {
    fn hand(&self) -> Value;
}

impl<T: Hand> Hand for Option<T> {
    fn hand(&self) -> Value {
        self.as_ref().map_or(Value::None, Hand::hand)
    }
}

impl<T: Hand> Hand for Vec<T> {
    fn hand(&self) -> Value {
        self.iter().map(Hand::hand).collect::<Array>().into_value()
    }
}

impl Hand for Text {
    fn hand(&self) -> Value {
        content::plain(self).into_value()
    }
}

impl Hand for RichText {
    fn hand(&self) -> Value {
        content::line(self).into_value()
    }
}

impl Hand for Highlight {
    fn hand(&self) -> Value {
        content::highlight(self).into_value()
    }
}

impl Hand for Paragraphs {
    fn hand(&self) -> Value {
        content::paragraphs(self).into_value()
    }
}

impl Hand for Url {
    fn hand(&self) -> Value {
        dict! { "url" => self.as_str(), "text" => self.shown() }.into_value()
    }
}
