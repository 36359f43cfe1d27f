//! The sections, in printed order.

use super::document::{Body, Bullet, Dates, Group, Line, Section, SectionKind};
use super::field::{Field, Inline, TextRole};
use super::writer::{Writer, line, linked};
use super::{entries, header, publication};
use crate::resume::{
    Award, Basics, Certificate, CustomEntry, CustomSection, Interest, Language, Names, Reference, Resume,
    Section as ResumeSection, Skill, Text,
};
use crate::source::Origin;

/// All non-empty sections.
pub fn sections(resume: &Resume, writer: &Writer) -> Vec<Section> {
    let planned = plan(resume, writer);
    // A bibliography may turn out to have no entries.
    let sections = planned.into_iter().map(|planned| section(planned, resume, writer));
    sections.filter(|section| !section.body.is_empty()).collect()
}

/// A section to print.
struct Planned<'a> {
    key: &'a str,
    /// The title set in the résumé, if any.
    title: Option<&'a Text>,
    /// The location in `sections`, if it is listed there.
    listed: Origin,
    content: Content<'a>,
}

enum Content<'a> {
    Standard(ResumeSection),
    Custom(&'a CustomSection),
}

/// The sections to print, in order: the résumé's choice, or the theme's order and then the rest.
/// Sections without entries are skipped.
fn plan<'a>(resume: &'a Resume, writer: &Writer) -> Vec<Planned<'a>> {
    let planned = |key: &'a str, title: Option<&'a Text>, listed: Origin| {
        let content = match ResumeSection::find(key) {
            Some(section) => resume.has(section).then_some(Content::Standard(section))?,
            None => Content::Custom(resume.custom.find(key).filter(|section| !section.entries.is_empty())?),
        };
        Some(Planned { key, title, listed, content })
    };
    if resume.sections.is_empty() {
        let own = &writer.options.sections;
        let rest = ResumeSection::ALL.into_iter().filter(|section| !own.contains(section));
        let keys = own.iter().copied().chain(rest).map(|section| -> &'a str { section.key() });
        let custom = resume.custom.iter().map(|(key, _)| key.value.as_str());
        return keys.chain(custom).filter_map(|key| planned(key, None, Origin::default())).collect();
    }
    let chosen = resume.sections.iter();
    chosen
        .filter_map(|choice| planned(&choice.key.value, choice.title.as_ref(), Origin::new(choice.key.span)))
        .collect()
}

fn section(Planned { key, title, listed, content }: Planned, resume: &Resume, writer: &Writer) -> Section {
    let own = |text: &Text, path: String| writer.letters(text, text.origin(), path, TextRole::Title);
    let (kind, title, body) = match content {
        Content::Standard(section) => {
            let usual = || writer.verbatim(writer.locale.title(section), listed, section.key(), TextRole::Title);
            let title = title.map_or_else(usual, |title| own(title, "sections".into()));
            (SectionKind::Standard(section), title, standard(section, resume, writer))
        }
        Content::Custom(custom) => {
            let CustomSection { title: usual, entries } = custom;
            let title = match title {
                Some(title) => own(title, "sections".into()),
                None => own(usual, format!("custom.{key}.title")),
            };
            (SectionKind::Custom, title, self::custom(entries, &format!("custom.{key}.entries"), writer))
        }
    };
    Section { key: key.to_owned(), kind, title, body }
}

fn standard(section: ResumeSection, resume: &Resume, writer: &Writer) -> Body {
    let Resume { basics, work, volunteer, education, projects, awards, .. } = resume;
    let Resume { certificates, publications, skills, languages, interests, references, .. } = resume;
    let key = section.key();
    match section {
        ResumeSection::Summary => {
            Body::Text(basics.summary.as_ref().map_or_else(Vec::new, |text| writer.blocks(text, key)))
        }
        ResumeSection::Work => Body::Entries(numbered(work, key, |entry, path| entries::work(entry, path, writer))),
        ResumeSection::Volunteer => {
            Body::Entries(numbered(volunteer, key, |entry, path| entries::volunteer(entry, path, writer)))
        }
        ResumeSection::Education => {
            Body::Entries(numbered(education, key, |entry, path| entries::education(entry, path, writer)))
        }
        ResumeSection::Projects => {
            Body::Entries(numbered(projects, key, |entry, path| entries::project(entry, path, writer)))
        }
        ResumeSection::Awards => Body::Lines(numbered(awards, key, |entry, path| award(entry, &path, writer))),
        ResumeSection::Certificates => {
            Body::Lines(numbered(certificates, key, |entry, path| certificate(entry, &path, writer)))
        }
        ResumeSection::Publications => {
            let Basics { name, cited_as, .. } = basics;
            let names = Names::new(cited_as.iter().map(|form| &**form), name);
            Body::Texts(numbered(publications, key, |entry, path| Bullet {
                number: None,
                text: publication::publication(entry, &names, &path, writer),
                below: Vec::new(),
            }))
        }
        ResumeSection::Skills => Body::Groups(numbered(skills, key, |entry, path| skill(entry, &path, writer))),
        ResumeSection::Languages => {
            Body::Groups(numbered(languages, key, |entry, path| language(entry, &path, writer)))
        }
        ResumeSection::Interests => {
            Body::Groups(numbered(interests, key, |entry, path| interest(entry, &path, writer)))
        }
        ResumeSection::References => {
            Body::People(numbered(references, key, |entry, path| reference(entry, &path, writer)))
        }
    }
}

/// Maps each entry together with its path.
fn numbered<T, P>(entries: &[T], path: &str, make: impl Fn(&T, String) -> P) -> Vec<P> {
    entries.iter().enumerate().map(|(index, entry)| make(entry, format!("{path}[{index}]"))).collect()
}

/// A custom section; if it has only lines, it is a list of texts.
fn custom(entries: &[CustomEntry], path: &str, writer: &Writer) -> Body {
    let lines: Option<Vec<_>> = entries
        .iter()
        .map(|entry| match entry {
            CustomEntry::Line(text) => Some(text),
            CustomEntry::Entry(_) => None,
        })
        .collect();
    match lines {
        Some(lines) => Body::Texts(numbered(&lines, path, |text, path| Bullet {
            number: None,
            text: writer.rich(text, path),
            below: Vec::new(),
        })),
        None => Body::Entries(numbered(entries, path, |entry, path| super::entries::custom(entry, path, writer))),
    }
}

fn award(entry: &Award, path: &str, writer: &Writer) -> Line {
    let Award { title, awarder, date, url, summary, tags: _, _note: _ } = entry;
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
    let Certificate { name, date, url, issuer, summary, tags: _, _note: _ } = entry;
    let lead = writer.text(name, format!("{path}.name"), TextRole::Lead);
    let from = issuer.as_ref().map(|text| writer.text(text, format!("{path}.issuer"), TextRole::Text));
    let dates = writer.moment(date.as_ref(), format!("{path}.date"));
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
        inlines.push(Inline::Text(". ".into()));
        inlines.push(summary.clone().inline());
    }
    let (text, comma) = (line(inlines), writer.locale.comma().to_owned());
    let (beside, link) = (from.into_iter().collect(), link.map(str::to_owned));
    Line { lead, link, beside, dates, comma, summary, text, paragraphs: Vec::new() }
}

fn skill(entry: &Skill, path: &str, writer: &Writer) -> Group {
    let Skill { name, level, keywords, tags: _, _note: _ } = entry;
    let name = writer.text(name, format!("{path}.name"), TextRole::Lead);
    let lead = match level {
        None => name,
        Some(level) => line(vec![
            name.inline(),
            Inline::Text(" (".into()),
            writer.text(level, format!("{path}.level"), TextRole::Text).inline(),
            Inline::Text(")".into()),
        ]),
    };
    group(lead, writer.texts(keywords, &format!("{path}.keywords")), writer)
}

fn language(entry: &Language, path: &str, writer: &Writer) -> Group {
    let Language { language, fluency, tags: _, _note: _ } = entry;
    let lead = writer.text(language, format!("{path}.language"), TextRole::Lead);
    let fluency = fluency.as_ref().map(|text| writer.text(text, format!("{path}.fluency"), TextRole::Text));
    group(lead, fluency.into_iter().collect(), writer)
}

fn interest(entry: &Interest, path: &str, writer: &Writer) -> Group {
    let Interest { name, keywords, tags: _, _note: _ } = entry;
    let lead = writer.text(name, format!("{path}.name"), TextRole::Lead);
    group(lead, writer.texts(keywords, &format!("{path}.keywords")), writer)
}

/// A labelled group of words; a label without words is bold, too.
fn group(lead: Field, words: Vec<Field>, writer: &Writer) -> Group {
    let text = match writer.joined(words.clone()) {
        None => line(vec![Inline::Strong(vec![lead.clone().inline()])]),
        Some(joined) => {
            let colon = writer.locale.colon();
            let (sign, space) = colon.split_at(colon.trim_end().len());
            let strong = vec![lead.clone().inline(), Inline::Text(sign.to_owned())];
            line(vec![Inline::Strong(strong), Inline::Text(space.to_owned()), joined.inline()])
        }
    };
    Group { key: "", lead, words, text }
}

/// A reference with contact details.
fn reference(entry: &Reference, path: &str, writer: &Writer) -> Line {
    let Reference { name, position, organization, email, phone, reference, tags: _, _note: _ } = entry;
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
    Line { lead, link: None, beside, dates: None, comma, summary: None, text: line(inlines), paragraphs }
}
