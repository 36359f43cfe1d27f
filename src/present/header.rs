//! The header and the metadata.

use super::document::{Contact, ContactKind, Fact, Header, Metadata, Photo};
use super::field::{Field, Inline, TextRole};
use super::name_parts::NameParts;
use super::pattern::present_of;
use super::writer::{Writer, line};
use crate::resume::{self, Basics, Email, Location, Phone, PlainText, Profile, Resume, Text, Url};
use crate::source::{Origin, Spanned};

/// The metadata of a résumé.
pub fn metadata(resume: &Resume, writer: &Writer) -> Metadata {
    let name = self::name(&resume.basics, writer).plain();
    let locale = writer.locale;
    let keywords = resume.skills.iter().flat_map(|group| &group.keywords).map(|word| word.to_string());
    Metadata {
        title: format!("{name} — {}", locale.document()),
        author: name,
        subject: subject(resume),
        keywords: keywords.collect(),
        language: locale.language().to_owned(),
        region: locale.region().to_owned(),
        direction: locale.direction(),
        has_italics: locale.has_italics(),
        unbroken: locale.unbroken_words(),
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

/// The name, which the metadata have with the same signs.
fn name(Basics { name, .. }: &Basics, writer: &Writer) -> Field {
    writer.letters(name, name.origin(), "basics.name", TextRole::Name)
}

/// The person and their contact details.
pub fn header(basics: &Basics, writer: &Writer) -> Header {
    let Basics {
        name: _,
        label,
        image,
        email,
        phone,
        url,
        summary: _,
        location,
        profiles,
        pronouns,
        cited_as: _,
        facts,
    } = basics;
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
    let name = self::name(basics, writer);
    let letters = name.plain();
    Header {
        name,
        name_parts: NameParts::of(&letters, writer.locale),
        label: label.as_ref().map(|label| head(label, "label")),
        pronouns: pronouns.as_ref().map(|pronouns| head(pronouns, "pronouns")),
        contacts,
        facts: facts.iter().enumerate().map(|(index, fact)| self::fact(fact, index, writer)).collect(),
        photo: image.as_ref().map(|image| Photo {
            name: image.file.value.to_string(),
            alternative: writer.locale.portrait(&letters),
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

/// An address on one line, in the order of its country. The country is left out if it is that of the document.
fn place(location: &Location, writer: &Writer) -> Option<Contact> {
    let Location { address, postal_code, city, region, country_code } = location;
    let locale = writer.locale;
    let field = |text: &Option<Text>, key: &str| {
        text.as_ref().map(|text| writer.text(text, format!("basics.location.{key}"), TextRole::Head))
    };
    let address = field(address, "address");
    let code = field(postal_code, "postalCode");
    let city = field(city, "city");
    let region = field(region, "region");
    let is_alone = [&address, &code, &city, &region].into_iter().all(Option::is_none);
    let country = country_code.filter(|country| is_alone || !locale.is_home(*country)).map(|country| {
        let path = "basics.location.countryCode";
        writer.verbatim(locale.country(country), Default::default(), path, TextRole::Head)
    });
    let parts = [("address", address), ("code", code), ("city", city), ("region", region), ("country", country)];
    let fields: Vec<(&str, &Field)> = parts.iter().filter_map(|(name, field)| Some((*name, field.as_ref()?))).collect();
    let text = match fields[..] {
        [] => return None,
        [(_, field)] => field.clone(),
        _ => line(present_of(&locale.address_pattern(*country_code), &fields)),
    };
    Some(Contact { kind: ContactKind::Location, network: None, text, url: None, address: None })
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::locale::Locale;
    use crate::present::{ContactKind, ContentOptions};
    use crate::resume::Resume;
    use crate::source::Source;

    /// The address of a résumé in a language, whose location is given in flow style.
    fn address(language: &str, location: &str) -> String {
        let text = format!("language: {language}\nbasics:\n  name: Ada\n  location: {{{location}}}\n");
        let mut diagnostics = Diagnostics::new();
        let resume = Resume::read(&Source::new("resume.yaml", text), &mut diagnostics).unwrap();
        let locale = Locale::of(&resume, &mut diagnostics).unwrap();
        let document = crate::present::present(&resume, &locale, &ContentOptions::plain());
        let place = document.header.contacts.into_iter().find(|contact| contact.kind == ContactKind::Location);
        place.map_or(String::new(), |contact| contact.text.plain())
    }

    #[test]
    fn an_address_has_the_order_of_its_country() {
        let in_seattle = "address: 500 Pine Street, postalCode: 98101, city: Seattle, region: WA, countryCode: US";
        for (language, location, shown) in [
            ("en", in_seattle, "500 Pine Street, Seattle, WA 98101"),
            ("de", in_seattle, "500 Pine Street, Seattle, WA 98101, Vereinigte Staaten"),
            ("en-GB", "postalCode: SW1A 1AA, city: London, countryCode: GB", "London SW1A 1AA"),
            (
                "de",
                "address: Gartenweg 12, postalCode: 20095, city: Hamburg, countryCode: DE",
                "Gartenweg 12, 20095 Hamburg",
            ),
            ("de", "postalCode: 20095, city: Hamburg", "20095 Hamburg"),
            ("de-CH", "postalCode: 20095, city: Hamburg, countryCode: DE", "20095 Hamburg, Deutschland"),
            ("it", "postalCode: 20121, city: Milano, region: MI, countryCode: IT", "20121 Milano MI"),
            ("pt", "postalCode: 01310-100, city: São Paulo, region: SP", "São Paulo - SP, 01310-100"),
            ("hu", "address: Nádor utca 7., postalCode: 1051, city: Budapest", "1051 Budapest, Nádor utca 7."),
            ("tr", "postalCode: 34710, city: Kadıköy, region: İstanbul", "34710 Kadıköy/İstanbul"),
            ("zh", "city: 上海, countryCode: CN", "上海"),
            ("zh", "city: 西雅图, region: 华盛顿州, countryCode: US", "西雅图，华盛顿州，美国"),
            ("zh", "address: 人民路1号, city: 上海, postalCode: 200001", "200001 上海人民路1号"),
            (
                "ja",
                "address: 芝公園4-2-8, city: 港区, region: 東京都, postalCode: 105-0011",
                "〒105-0011 東京都港区芝公園4-2-8",
            ),
            (
                "ko",
                "address: 테헤란로 152, city: 강남구, region: 서울특별시, countryCode: KR",
                "서울특별시 강남구 테헤란로 152",
            ),
            ("ar", "city: دبي, countryCode: AE", "دبي، الإمارات العربية المتحدة"),
        ] {
            assert_eq!(address(language, location), shown, "{language}");
        }
    }

    #[test]
    fn a_country_alone_is_named() {
        assert_eq!(address("en", "countryCode: US"), "United States");
        assert_eq!(address("de", "countryCode: AT"), "Österreich");
        assert_eq!(address("en", "region: WA"), "WA");
    }
}
