//! The dictionary a theme receives: contract 1.
//!
//! Keys are the format's own, dates are written out in the résumé's language,
//! and what is absent is `none`. Every struct is taken apart field by field, so
//! that a new field does not compile until this contract says what becomes of it.

use typst::foundations::{Array, Bytes, Dict, IntoValue, Str, Value, dict};

use super::{Pictures, content};
use crate::locale::Locale;
use crate::resume::{
    Award, Basics, Date, Education, Email, End, Location, Paragraphs, Phone, Profile, Project, Publication, Resume,
    RichText, Section, Skill, Text, Url, Work,
};
use crate::source::Spanned;
use crate::theme::Theme;

/// All that a theme may know of a résumé.
pub fn document(resume: &Resume, locale: &Locale, theme: &Theme, pictures: &Pictures) -> Dict {
    let sections = plan(resume, theme).into_iter().map(|(section, title)| {
        let title = title.unwrap_or_else(|| locale.title(section));
        dict! {
            "key" => section.key(),
            "title" => title,
            "entries" => entries(resume, section, locale),
        }
        .into_value()
    });
    dict! {
        "document" => facts(resume, locale),
        "basics" => basics(&resume.basics, locale, pictures),
        "sections" => sections.collect::<Array>(),
        "labels" => locale.labels().map(|(field, label)| (Str::from(field), label.into_value())).collect::<Dict>(),
    }
}

/// What is printed in which order: the résumé's choice, or the theme's order and
/// then the rest. Sections without entries are left out.
fn plan<'a>(resume: &'a Resume, theme: &Theme) -> Vec<(Section, Option<&'a str>)> {
    if resume.sections.is_empty() {
        let rest = Section::ALL.into_iter().filter(|section| !theme.manifest.sections.contains(section));
        let all = theme.manifest.sections.iter().copied().chain(rest);
        return all.filter(|section| resume.has(*section)).map(|section| (section, None)).collect();
    }
    let chosen =
        resume.sections.iter().filter_map(|choice| Some((Section::find(&choice.key.value)?, choice.title.as_deref())));
    chosen.filter(|(section, _)| resume.has(*section)).collect()
}

/// The PDF's own metadata.
fn facts(resume: &Resume, locale: &Locale) -> Dict {
    let name: &str = &resume.basics.name;
    let keywords = resume.skills.iter().flat_map(|group| &group.keywords).map(|word| (**word).into_value());
    dict! {
        "title" => format!("{name} — {}", locale.document()),
        "author" => name,
        "keywords" => keywords.collect::<Array>(),
        "language" => locale.language(),
        "region" => locale.region(),
    }
}

fn basics(basics: &Basics, locale: &Locale, pictures: &Pictures) -> Dict {
    let Basics { name, label, image, email, phone, url, summary: _, location, profiles } = basics;
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
    }
}

fn contact(kind: &str, text: &str, url: Option<&str>) -> Dict {
    dict! { "kind" => kind, "text" => text, "url" => url }
}

fn mail_link(email: &Email) -> String {
    format!("mailto:{email}")
}

fn profile(profile: &Profile) -> Option<Dict> {
    let Profile { network, username, url } = profile;
    let text = match (url, network, username) {
        (Some(url), ..) => url.shown().to_owned(),
        (None, Some(network), Some(username)) => format!("{network}: {username}"),
        (None, network, username) => network.as_ref().or(username.as_ref())?.to_string(),
    };
    let mut item = contact("profile", &text, url.as_ref().map(Url::as_str));
    item.insert("network".into(), network.hand());
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
        Section::Education => resume.education.iter().map(|entry| education(entry, locale)).collect(),
        Section::Projects => resume.projects.iter().map(|entry| project(entry, locale)).collect(),
        Section::Awards => resume.awards.iter().map(|entry| award(entry, locale)).collect(),
        Section::Publications => resume.publications.iter().map(|entry| publication(entry, locale)).collect(),
        Section::Skills => resume.skills.iter().map(skill).collect(),
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
        note: _,
    } = entry;
    dict! {
        "name" => name.hand(),
        "position" => position.hand(),
        "team" => team.hand(),
        "url" => url.hand(),
        "location" => location.hand(),
        "description" => description.hand(),
        "dates" => period(start_date, end_date, Open::Present, locale),
        "summary" => summary.hand(),
        "highlights" => highlights.hand(),
        "keywords" => keywords.hand(),
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
        note: _,
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
        note: _,
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
    let Award { title, awarder, date, url, summary, note: _ } = entry;
    dict! {
        "title" => title.hand(),
        "awarder" => awarder.hand(),
        "dates" => moment(date, locale),
        "url" => url.hand(),
        "summary" => summary.hand(),
    }
    .into_value()
}

fn publication(entry: &Publication, locale: &Locale) -> Value {
    let Publication { name, authors, publisher, release_date, url, summary, note: _ } = entry;
    dict! {
        "name" => name.hand(),
        "authors" => authors.hand(),
        "publisher" => publisher.hand(),
        "dates" => moment(release_date, locale),
        "url" => url.hand(),
        "summary" => summary.hand(),
    }
    .into_value()
}

fn skill(entry: &Skill) -> Value {
    let Skill { name, level, keywords, note: _ } = entry;
    dict! { "name" => name.hand(), "level" => level.hand(), "keywords" => keywords.hand() }.into_value()
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
        content::text(self).into_value()
    }
}

impl Hand for RichText {
    fn hand(&self) -> Value {
        content::line(self).into_value()
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
