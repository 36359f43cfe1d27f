//! The *SkillsPassport* of Cedefop (version 3), which Europass wrote until 2020, as XML or JSON.

use super::words::word;
use super::{NO_KEY, NO_PLACE, day, fact, is_other_language, joined, label, locale};
use crate::import::draft::{self, Draft, Fields, scalar, text};
use crate::import::dropped::DroppedList;
use crate::import::texts::{markup, put_summary};
use crate::locale::Locale;
use crate::yaml::Node;

/// Converts a SkillsPassport to the tree of a résumé.
pub fn convert(mut passport: Fields, losses: &mut DroppedList) -> Node {
    let span = passport.span;
    let mut info = passport.take_fields("LearnerInfo");
    let mut made = Draft::default();
    let language = passport.take_any(&["Locale", "locale"]);
    let locale = &locale(language.as_ref());
    made.put("language", language.filter(is_other_language));
    made.put("basics", basics(&mut info, locale, losses));
    let jobs = info.take_list("WorkExperience").into_iter().filter_map(|node| job(node, losses));
    made.put_list("work", jobs.collect());
    let schools = info.take_list("Education").into_iter().filter_map(|node| school(node, losses));
    made.put_list("education", schools.collect());
    let mut known = info.take_fields("Skills");
    made.put_list("languages", languages(known.take_fields("Linguistic"), locale, losses));
    made.put_list("skills", skills(known, locale, losses));
    let achievements = info.take_list("Achievement").into_iter().filter_map(|node| achievement(node, losses));
    if let Some(entries) = draft::list(achievements.collect()) {
        let mut section = Draft::default();
        section.put("title", text(locale.detail("achievements"), entries.span));
        section.put("entries", entries);
        let mut custom = Draft::default();
        custom.put("achievements", section.node(span));
        made.put("custom", custom.node(span));
    }
    info.lose_rest(NO_PLACE, losses);
    for about in ["DocumentInfo", "PrintingPreferences", "schemaLocation", "version"] {
        drop(passport.take(about));
    }
    passport.lose_rest(NO_PLACE, losses);
    made.node(span).unwrap_or_else(|| Node::nothing(span))
}

fn put_period(made: &mut Draft, fields: &mut Fields) {
    let mut period = fields.take_fields("Period");
    made.put("startDate", period.take("From").and_then(day));
    made.put("endDate", period.take("To").and_then(day));
    let current = period.take("Current").filter(|node| scalar(node) == Some("true"));
    if let Some(current) = current.filter(|_| !made.has("endDate")) {
        made.put("endDate", text("present", current.span));
    }
}

fn basics(info: &mut Fields, locale: &Locale, losses: &mut DroppedList) -> Option<Node> {
    let mut person = info.take_fields("Identification");
    let span = person.span;
    let mut made = Draft::default();
    let mut name = person.take_fields("PersonName");
    let parts = ["FirstName", "Surname"].map(|key| name.take(key));
    made.put("name", joined(parts, " "));
    let mut headline = info.take_fields("Headline");
    drop(headline.take("Type"));
    made.put("label", headline.take("Description").and_then(label));
    let mut contact = person.take_fields("ContactInfo");
    let address = contact.take_fields("Address");
    put_address(&mut made, address, losses);
    made.put_one_or_many("email", contact.take_list("Email").into_iter().filter_map(label).collect());
    made.put_one_or_many("phone", contact.take_list("Telephone").into_iter().filter_map(label).collect());
    made.put_one_or_many("url", contact.take_list("Website").into_iter().filter_map(label).collect());
    let mut facts = Vec::new();
    for node in contact.take_list("InstantMessaging") {
        let mut fields = Fields::of(node, "InstantMessaging");
        let network = fields.take("Use").and_then(label);
        facts.extend(fact(network, "Messenger", fields.take("Contact").and_then(label)));
    }
    let mut about = person.take_fields("Demographics");
    for (key, name) in [("Birthdate", "birthDate"), ("Gender", "gender"), ("Nationality", "nationality")] {
        for node in about.take_list(key) {
            let value = if key == "Birthdate" { day(node) } else { label(node) };
            facts.extend(fact(None, locale.detail(name), value));
        }
    }
    made.put_list("facts", facts);
    for rest in [headline, contact, about] {
        rest.lose_rest(NO_PLACE, losses);
    }
    drop(person.take("Photo"));
    person.lose_rest(NO_PLACE, losses);
    made.node(span)
}

fn put_address(made: &mut Draft, mut address: Fields, losses: &mut DroppedList) {
    let mut fields = address.take_fields("Contact");
    for (from, to) in [("AddressLine", "address"), ("PostalCode", "postalCode"), ("Municipality", "city")] {
        if let Some(value) = fields.take(from) {
            made.put_into("location", to, value);
        }
    }
    let mut country = fields.take_fields("Country");
    if let Some(code) = country.take_any(&["Code", "Label"]) {
        made.put_into("location", "countryCode", code);
    }
    drop(country.take("Label"));
    for rest in [country, fields, address] {
        rest.lose_rest(NO_PLACE, losses);
    }
}

/// The town and country of an organisation as one text.
fn place(organisation: &mut Fields) -> Option<Node> {
    let mut contact = organisation.take_fields("ContactInfo");
    let mut address = contact.take_fields("Address");
    let mut fields = address.take_fields("Contact");
    let town = fields.take("Municipality");
    let country = fields.take("Country").and_then(|node| node.find("Label").cloned().or(Some(node))).and_then(label);
    for (key, node) in [("AddressLine", fields.take("AddressLine")), ("PostalCode", fields.take("PostalCode"))] {
        if let Some(node) = node {
            organisation.give_back(key, node);
        }
    }
    let website = contact.take("Website");
    if let Some(website) = website {
        organisation.give_back("Website", website);
    }
    joined([town, country], ", ")
}

fn job(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(node, "WorkExperience");
    let span = fields.span;
    let mut made = Draft::default();
    let mut employer = fields.take_fields("Employer");
    made.put("name", employer.take("Name"));
    made.put("position", fields.take("Position").and_then(label));
    made.put("location", place(&mut employer));
    made.put("url", employer.take("Website").and_then(label));
    put_period(&mut made, &mut fields);
    put_summary(&mut made, fields.take("Activities"));
    if let Some(sector) = employer.take("Sector").and_then(label) {
        employer.give_back("Sector", sector);
    }
    drop(fields.take("ReferenceTo"));
    made.note_rest(employer, NO_KEY, losses);
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

fn school(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(node, "Education");
    let span = fields.span;
    let mut made = Draft::default();
    let mut organisation = fields.take_fields("Organisation");
    made.put("institution", organisation.take("Name"));
    made.put("studyType", fields.take("Title").and_then(label));
    made.put("area", fields.take("Field").and_then(label));
    made.put("location", place(&mut organisation));
    made.put("url", organisation.take("Website").and_then(label));
    put_period(&mut made, &mut fields);
    put_summary(&mut made, fields.take("Activities"));
    if let Some(level) = fields.take("Level").and_then(label) {
        fields.give_back("Level", level);
    }
    drop(fields.take("ReferenceTo"));
    made.note_rest(organisation, NO_KEY, losses);
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

/// Languages, with the levels of the European framework.
fn languages(mut fields: Fields, locale: &Locale, losses: &mut DroppedList) -> Vec<Node> {
    let mut made = Vec::new();
    for node in fields.take_list("MotherTongue") {
        let span = node.span;
        let mut language = Draft::default();
        language.put("language", label(node));
        language.put("fluency", text(locale.detail("motherTongue"), span));
        made.extend(language.node(span));
    }
    for node in fields.take_list("ForeignLanguage") {
        let mut foreign = Fields::of(node, "ForeignLanguage");
        let span = foreign.span;
        let mut language = Draft::default();
        language.put("language", foreign.take("Description").and_then(label));
        let levels = foreign.take("ProficiencyLevel");
        language.put("fluency", levels.and_then(|levels| fluency(&levels, locale)));
        drop(foreign.take("ReferenceTo"));
        language.note_rest(foreign, NO_KEY, losses);
        made.extend(language.node(span));
    }
    fields.lose_rest(NO_PLACE, losses);
    made
}

/// One level, if all are the same, else each with what it is of.
fn fluency(levels: &Node, locale: &Locale) -> Option<Node> {
    let named: Vec<(String, &str)> = levels
        .entries()
        .iter()
        .filter_map(|entry| {
            let own = entry.key.name.replace("Spoken", "spoken ").to_lowercase();
            let words = word(&own, locale).map_or_else(|| own.clone(), str::to_owned);
            Some((words, scalar(&entry.value)?))
        })
        .collect();
    let (_, first) = named.first()?;
    let all: Vec<String> = named.iter().map(|(what, level)| format!("{what} {level}")).collect();
    let is_one = named.iter().all(|(_, level)| level == first);
    Some(text(if is_one { (*first).to_owned() } else { all.join(", ") }, levels.span))
}

fn skills(mut fields: Fields, locale: &Locale, losses: &mut DroppedList) -> Vec<Node> {
    const KINDS: &[(&str, &str)] = &[
        ("Communication", "communication"),
        ("Organisational", "organisation"),
        ("JobRelated", "job"),
        ("Computer", "digital"),
        ("Other", "other"),
    ];
    let mut made = Vec::new();
    for (key, column) in KINDS {
        let Some(node) = fields.take(key) else { continue };
        let span = node.span;
        let mut group = Draft::default();
        group.put("name", text(word(column, locale).unwrap_or(key), span));
        let (paragraphs, bullets) = label(node).as_ref().map(markup).unwrap_or_default();
        let words: Vec<Node> = paragraphs.into_iter().chain(bullets).map(|word| text(word, span)).collect();
        if !words.is_empty() {
            group.put_list("keywords", words);
            made.extend(group.node(span));
        }
    }
    if let Some(node) = fields.take("Driving") {
        let span = node.span;
        let licences = node.find("Description").unwrap_or(&node);
        let licences = licences.find("Licence").cloned().or_else(|| Some(licences.clone()));
        let licences = licences.map(draft::items).unwrap_or_default();
        let mut group = Draft::default();
        group.put("name", text(locale.detail("drivingLicence"), span));
        group.put_list("keywords", licences.into_iter().filter_map(label).collect());
        made.extend(group.node(span));
    }
    fields.lose_rest(NO_PLACE, losses);
    made
}

fn achievement(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(node, "Achievement");
    let span = fields.span;
    let mut made = Draft::default();
    made.put("title", fields.take("Title").and_then(label));
    put_summary(&mut made, fields.take("Description"));
    drop(fields.take("ReferenceTo"));
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}
