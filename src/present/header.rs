//! The header and the metadata.

use super::document::{Contact, ContactKind, Fact, Header, Metadata, Photo};
use super::field::{Field, Inline, TextRole};
use super::name_parts::NameParts;
use super::writer::{Writer, line};
use crate::resume::{self, Basics, Email, Location, Phone, PlainText, Profile, Resume, Text, Url};
use crate::source::{Origin, Spanned};

/// The metadata of a résumé.
pub fn metadata(resume: &Resume, writer: &Writer) -> Metadata {
    let name: &str = &resume.basics.name;
    let locale = writer.locale;
    let keywords = resume.skills.iter().flat_map(|group| &group.keywords).map(|word| word.to_string());
    Metadata {
        title: format!("{name} — {}", locale.document()),
        author: name.to_owned(),
        subject: subject(resume),
        keywords: keywords.collect(),
        language: locale.language().to_owned(),
        region: locale.region().to_owned(),
        direction: locale.direction(),
        ties: locale.ties().to_vec(),
        paper: writer.options.paper.unwrap_or_else(|| locale.paper()),
    }
}

/// The person's job title on one line: the label, or else the first job.
fn subject(resume: &Resume) -> Option<String> {
    let job = || {
        let work = resume.work.first()?;
        let role = work.position.as_ref().or(work.positions.first().map(|position| &position.position))?;
        Some(format!("{}, {}", &**role, &*work.name))
    };
    resume.basics.label.as_ref().map(|label| label.to_string()).or_else(job)
}

/// The person and their contact details.
pub fn header(basics: &Basics, writer: &Writer) -> Header {
    let Basics { name, label, image, email, phone, url, summary: _, location, profiles, pronouns, cited_as: _, facts } =
        basics;
    let head = |text: &Text, key: &str| writer.text(text, format!("basics.{key}"), TextRole::Head);
    let mut contacts: Vec<Contact> = Vec::new();
    contacts.extend(location.as_ref().and_then(|location| place(location, writer)));
    contacts.extend(email.with_paths("basics.email").map(|(email, path)| self::email(email, &path, writer)));
    contacts.extend(phone.with_paths("basics.phone").map(|(phone, path)| self::phone(phone, &path, writer)));
    contacts.extend(url.with_paths("basics.url").map(|(url, path)| Contact {
        kind: ContactKind::Url,
        network: None,
        text: writer.verbatim(url.shown(), url.origin(), path.as_str(), TextRole::Address),
        url: Some(url.as_str().to_owned()),
        address: Some(self::address(url, &path, writer)),
    }));
    contacts.extend(profiles.iter().enumerate().filter_map(|(index, profile)| self::profile(profile, index, writer)));
    Header {
        // Verbatim, to match the title and author in the metadata.
        name: writer.verbatim(name, name.origin(), "basics.name", TextRole::Name),
        name_parts: NameParts::of(name, writer.locale),
        label: label.as_ref().map(|label| head(label, "label")),
        pronouns: pronouns.as_ref().map(|pronouns| head(pronouns, "pronouns")),
        contacts,
        facts: facts.iter().enumerate().map(|(index, fact)| self::fact(fact, index, writer)).collect(),
        photo: image.as_ref().map(|image| Photo {
            name: image.file.value.to_string(),
            alternative: writer.locale.portrait(name),
            crop: image.crop,
        }),
    }
}

fn fact(fact: &resume::Fact, index: usize, writer: &Writer) -> Fact {
    let resume::Fact { name, value, hidden: _ } = fact;
    let path = format!("basics.facts[{index}]");
    let name = writer.text(name, format!("{path}.name"), TextRole::Head);
    let value = writer.text(value, format!("{path}.value"), TextRole::Head);
    let colon = Inline::Text(writer.locale.colon().to_owned());
    let line = line(vec![name.clone().inline(), colon, value.clone().inline()]);
    Fact { name, value, line }
}

/// An email address as a contact detail.
pub fn email(email: &Email, path: &str, writer: &Writer) -> Contact {
    Contact {
        kind: ContactKind::Email,
        network: None,
        text: writer.verbatim(email.as_str(), email.origin(), path, TextRole::Email),
        url: email.link(),
        address: None,
    }
}

/// A phone number as a contact detail.
pub fn phone(phone: &Phone, path: &str, writer: &Writer) -> Contact {
    Contact {
        kind: ContactKind::Phone,
        network: None,
        text: writer.verbatim(phone.as_str(), phone.origin(), path, TextRole::Phone),
        url: phone.link(),
        address: None,
    }
}

/// A full URL as text.
fn address(url: &Url, path: &str, writer: &Writer) -> Field {
    let origin = url.origin().span().map(Origin::new).unwrap_or_default();
    writer.verbatim(url.as_str(), origin, path, TextRole::Address)
}

fn profile(profile: &Profile, index: usize, writer: &Writer) -> Option<Contact> {
    let Profile { network, username, url, label, hidden: _ } = profile;
    let path = format!("basics.profiles[{index}]");
    let head = |text: &Text, key: &str| writer.text(text, format!("{path}.{key}"), TextRole::Head);
    let named = |name: &Spanned<PlainText>| {
        writer.letters(&name.value, Origin::new(name.span), format!("{path}.username"), TextRole::Head)
    };
    let text = match (label, url, network, username) {
        (Some(label), ..) => head(label, "label"),
        (None, Some(url), ..) => {
            let url = &url.value;
            writer.verbatim(url.shown(), url.origin(), path.clone(), TextRole::Address)
        }
        (None, None, Some(network), Some(username)) => line(vec![
            head(network, "network").inline(),
            Inline::Text(writer.locale.colon().to_owned()),
            named(username).inline(),
        ]),
        (None, None, Some(network), None) => head(network, "network"),
        (None, None, None, username) => named(username.as_ref()?),
    };
    Some(Contact {
        kind: ContactKind::Profile,
        network: network.as_ref().map(|network| network.to_string()),
        text,
        url: url.as_ref().map(|url| url.value.as_str().to_owned()),
        address: url.as_ref().map(|url| match label {
            Some(label) => head(label, "label"),
            None => address(&url.value, &path, writer),
        }),
    })
}

/// An address on one line: street, postal code and city, region or country.
fn place(location: &Location, writer: &Writer) -> Option<Contact> {
    let Location { address, postal_code, city, region, country_code } = location;
    let field = |text: &Option<Text>, key: &str| {
        text.as_ref().map(|text| writer.text(text, format!("basics.location.{key}"), TextRole::Head))
    };
    let country = || {
        let code = country_code.as_ref()?.to_string();
        Some(writer.verbatim(&code, Default::default(), "basics.location.countryCode", TextRole::Head))
    };
    let town: Vec<Field> = field(postal_code, "postalCode").into_iter().chain(field(city, "city")).collect();
    let parts = [field(address, "address"), super::writer::join(town, " "), field(region, "region").or_else(country)];
    let text = writer.joined(parts.into_iter().flatten().collect())?;
    Some(Contact { kind: ContactKind::Location, network: None, text, url: None, address: None })
}
