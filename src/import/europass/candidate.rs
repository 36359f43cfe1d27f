//! The *Candidate* that Europass writes since 2020, in the vocabulary of HR Open Standards and EURES: XML that is also in
//! the PDFs of the portal.

mod contacts;
mod skills;

use self::contacts::Reached;
use super::{NO_KEY, NO_PLACE, fact, is_other_language, joined, label, locale};
use crate::import::draft::{self, Draft, Fields, items, scalar, text};
use crate::import::dropped::DroppedList;
use crate::import::texts::{as_one, put_summary};
use crate::locale::Locale;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// What the file says about itself.
pub const ABOUT_FILE: &[&str] =
    &["DocumentID", "AlternateDocumentID", "ProcessingInformation", "CandidateSupplier", "RenderingInformation"];

/// Sections whose entries have a title, a period, a description and a link: the element, the key, and the word for it.
const CUSTOM: &[(&str, &str, &str)] = &[
    ("NetworksAndMemberships", "memberships", "networks"),
    ("OrganizationAffiliations", "affiliations", "memberships"),
    ("ConferencesAndSeminars", "conferences", "conferences"),
    ("SpeakingHistory", "speaking", "talks"),
    ("CreativeWorks", "creativeWorks", "creativeWorks"),
    ("SocialAndPoliticalActivities", "activities", "activities"),
];

/// Converts a Candidate to the tree of a résumé.
pub fn convert(mut candidate: Fields, losses: &mut DroppedList) -> Node {
    let span = candidate.span;
    for about in ABOUT_FILE {
        drop(candidate.take(about));
    }
    // One profile for each language, which say the same.
    let mut profiles = candidate.take_list("CandidateProfile").into_iter();
    let mut profile = profiles.next().map_or_else(
        || Fields::of(Node::nothing(span), "Candidate.CandidateProfile"),
        |profile| Fields::of(profile, "Candidate.CandidateProfile"),
    );
    for other in profiles {
        candidate.give_back("CandidateProfile", other);
    }
    let mut person = candidate.take_fields("CandidatePerson");
    let mut made = Draft::default();
    let language = profile.take("LanguageCode");
    let locale = &locale(language.as_ref());
    made.put("language", language.filter(is_other_language));
    let mother_tongues = person.take_list("PrimaryLanguageCode");
    made.put("basics", basics(person, &mut profile, locale, losses));
    made.put_list("work", employers(&mut profile, losses));
    made.put_list("education", each(&mut profile, "EducationHistory", school, losses));
    made.put_list("volunteer", each(&mut profile, "VoluntaryWorks", volunteering, losses));
    made.put_list("projects", each(&mut profile, "Projects", |node, losses| dated(node, "name", losses), losses));
    made.put_list("publications", each(&mut profile, "PublicationHistory", publication, losses));
    made.put_list("awards", each(&mut profile, "HonorsAndAwards", award, losses));
    let mut certificates = each(&mut profile, "Certifications", certificate, losses);
    certificates.extend(each(&mut profile, "CourseCertifications", certificate, losses));
    made.put_list("certificates", certificates);
    let (languages, skills) = skills::qualifications(mother_tongues, &mut profile, locale, losses);
    made.put_list("languages", languages);
    made.put_list("skills", skills);
    made.put_list("interests", each(&mut profile, "HobbiesAndInterests", interest, losses));
    made.put_list("references", each(&mut profile, "EmploymentReferences", referee, losses));
    made.put("custom", custom(&mut profile, locale, losses));
    drop(profile.take("ID"));
    profile.lose_rest(NO_PLACE, losses);
    candidate.lose_rest(NO_PLACE, losses);
    made.node(span).unwrap_or_else(|| Node::nothing(span))
}

/// The entries of a section, each in a separate element.
fn members(profile: &mut Fields, section: &str) -> Vec<Node> {
    let mut wrapper = profile.take_fields(section);
    let entries = wrapper.rest_of().into_iter().flat_map(|entry| items(entry.value));
    entries.filter(|node| !node.is_absent()).collect()
}

/// The entries of a section, each converted.
fn each(
    profile: &mut Fields,
    section: &str,
    convert: impl Fn(Node, &mut DroppedList) -> Option<Node>,
    losses: &mut DroppedList,
) -> Vec<Node> {
    members(profile, section).into_iter().filter_map(|node| convert(node, losses)).collect()
}

fn basics(mut person: Fields, profile: &mut Fields, locale: &Locale, losses: &mut DroppedList) -> Option<Node> {
    let span = person.span;
    let mut made = Draft::default();
    made.put("name", name(&mut person));
    made.put("label", profile.take_any(&["Headline", "ProfessionalTitle"]).and_then(label));
    made.put("summary", profile.take("ExecutiveSummary").as_ref().and_then(as_one));
    let mut reached = Reached::default();
    for channel in person.take_list("Communication") {
        reached.add(channel, losses);
    }
    reached.put(&mut made);
    let mut facts = reached.facts;
    for (key, name) in [("BirthDate", "birthDate"), ("GenderCode", "gender")] {
        facts.extend(fact(None, locale.detail(name), person.take(key).and_then(label)));
    }
    if let Some(place) = person.take("BirthPlace") {
        let mut place = Fields::of(place, "Candidate.CandidatePerson.BirthPlace");
        let parts = [place.take_any(&["City", "CityName"]), place.take_any(&["CountryCode", "Country"])];
        facts.extend(fact(None, locale.detail("birthPlace"), joined(parts, ", ")));
        place.lose_rest(NO_PLACE, losses);
    }
    for (key, name) in [("NationalityCode", "nationality"), ("Visa", "workPermit")] {
        let values = person.take_list(key).into_iter().map(|node| match node.find("IssuingCountryCode") {
            Some(country) => Some(country.clone()),
            None => label(node),
        });
        facts.extend(fact(None, locale.detail(name), joined(values, ", ")));
    }
    made.put_list("facts", facts);
    drop(person.take("ID"));
    person.lose_rest(NO_PLACE, losses);
    made.node(span)
}

/// The name of a person, as it is written.
fn name(person: &mut Fields) -> Option<Node> {
    let mut name = person.take_fields("PersonName");
    let whole = name.take("FormattedName");
    let parts =
        ["GivenName", "MiddleName", "FamilyName"].map(|key| joined(name.take_list(key).into_iter().map(Some), " "));
    whole.or_else(|| joined(parts, " "))
}

/// The jobs, one for each employer.
fn employers(profile: &mut Fields, losses: &mut DroppedList) -> Vec<Node> {
    let mut made = Vec::new();
    for node in members(profile, "EmploymentHistory") {
        let mut employer = Fields::of(node, "EmployerHistory");
        let span = employer.span;
        let mut job = Draft::default();
        job.put("name", employer.take("OrganizationName"));
        let mut positions: Vec<(Draft, Option<Node>)> = Vec::new();
        for node in employer.take_list("PositionHistory") {
            positions.push(position(node, losses));
        }
        let place = put_organization(&mut job, &mut employer, losses);
        if let [(_, own)] = &mut positions[..] {
            job.put("location", one_place(own.take(), place));
        } else {
            job.put("location", place);
        }
        if positions.len() == 1 {
            job.append(positions.remove(0).0);
        } else {
            let list = positions.into_iter().filter_map(|(mut position, place)| {
                position.put("location", place);
                position.node(span)
            });
            job.put_list("positions", list.collect());
        }
        if !job.has("startDate") && !job.has("positions") {
            put_period(&mut job, employer.take("EmploymentPeriod"));
        }
        job.put("team", employer.take("Department"));
        job.note_rest(employer, NO_KEY, losses);
        made.extend(job.node(span));
    }
    made
}

/// The place of a position, which the employer's address may say again.
fn one_place(own: Option<Node>, of_employer: Option<Node>) -> Option<Node> {
    match (own, of_employer) {
        (Some(own), Some(other)) if scalar(&own) == scalar(&other) => {
            Some(text(scalar(&own).unwrap_or_default(), own.span.joined(other.span)))
        }
        (own, other) => own.or(other),
    }
}

/// A position, and its place.
fn position(node: Node, losses: &mut DroppedList) -> (Draft, Option<Node>) {
    let mut fields = Fields::of(node, "PositionHistory");
    let mut made = Draft::default();
    made.put("position", fields.take("PositionTitle").and_then(label));
    put_period(&mut made, fields.take("EmploymentPeriod"));
    put_summary(&mut made, fields.take("Description"));
    let place = joined([fields.take("City"), fields.take("Country")], ", ");
    made.note_rest(fields, NO_KEY, losses);
    (made, place)
}

/// Adds the website of an organization, and returns its place.
fn put_organization(made: &mut Draft, fields: &mut Fields, losses: &mut DroppedList) -> Option<Node> {
    let mut contact = fields.take_fields("OrganizationContact");
    let mut reached = Reached::default();
    for channel in contact.take_list("Communication") {
        reached.add(channel, losses);
    }
    contact.lose_rest(NO_PLACE, losses);
    made.put("url", reached.urls.pop());
    for (key, node) in ["address", "postalCode", "region"].map(|key| (key, reached.location.take(key))) {
        if let Some(node) = node {
            fields.give_back(key, node);
        }
    }
    for (key, nodes) in [("email", reached.emails), ("phone", reached.phones), ("url", reached.urls)] {
        nodes.into_iter().for_each(|node| fields.give_back(key, node));
    }
    joined([reached.location.take("city"), reached.location.take("countryCode")], ", ")
}

/// Adds a period: its start, and its end or that it goes on.
fn put_period(made: &mut Draft, period: Option<Node>) {
    let Some(period) = period else { return };
    let mut period = Fields::of(period, "Period");
    made.put("startDate", period.take("StartDate").and_then(label));
    let is_current = |node: &Node| scalar(node) == Some("true");
    let current = ["CurrentIndicator", "Ongoing"].into_iter().find_map(|key| period.take(key).filter(is_current));
    let end = period.take("EndDate").and_then(label);
    made.put("endDate", current.map(|node| text("present", node.span)).or(end));
}

fn school(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(node, "EducationOrganizationAttendance");
    let span = fields.span;
    let mut made = Draft::default();
    made.put("institution", fields.take("OrganizationName"));
    let place = put_organization(&mut made, &mut fields, losses);
    let mut degrees = fields.take_list("EducationDegree").into_iter();
    let mut degree = Fields::of(degrees.next().unwrap_or_else(|| Node::nothing(span)), "EducationDegree");
    degrees.for_each(|other| fields.give_back("EducationDegree", other));
    let (programme, title) = (fields.take("ProgramName"), degree.take("DegreeName"));
    let is_same = programme.as_ref().and_then(scalar) == title.as_ref().and_then(scalar);
    made.put("studyType", title.or_else(|| programme.clone()));
    let subject = degree.take("FieldOfStudy").and_then(subject);
    match programme.filter(|_| !is_same && made.find("studyType").is_some()) {
        Some(programme) if made.find("studyType").is_some_and(|kind| kind.span == programme.span) => {
            made.put("area", subject);
        }
        Some(programme) => {
            made.put("area", programme);
            subject.into_iter().for_each(|subject| degree.give_back("FieldOfStudy", subject));
        }
        None => made.put("area", subject),
    }
    put_period(&mut made, fields.take("AttendancePeriod"));
    made.put("location", place);
    let mut grade = degree.take_fields("FinalGrade");
    made.put("score", grade.take_any(&["ScoreText", "ScoreNumeric"]));
    degree.give_back_fields("FinalGrade", grade);
    let covered = degree.take("OccupationalSkillsCovered").or_else(|| fields.take("Description"));
    let mut texts = Draft::default();
    put_summary(&mut texts, covered);
    made.append(texts);
    put_link(&mut made, &mut fields);
    made.note_rest(degree, NO_KEY, losses);
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

/// What a degree is in: the innermost texts of the field of study.
fn subject(node: Node) -> Option<Node> {
    fn collect(node: Node, found: &mut Vec<Option<Node>>) {
        match node.value {
            Value::Scalar { .. } => found.push(Some(node)),
            Value::Sequence(items) => items.into_iter().for_each(|item| collect(item, found)),
            Value::Mapping(entries) => entries.into_iter().for_each(|entry| collect(entry.value, found)),
        }
    }
    let mut found = Vec::new();
    collect(node, &mut found);
    found.retain(|text| text.as_ref().and_then(scalar).is_some_and(|text| !text.is_empty()));
    joined(found, ", ")
}

/// Adds the first link; another one stays for the note.
fn put_link(made: &mut Draft, fields: &mut Fields) {
    let mut links = fields.take_list("Link").into_iter();
    let first = if made.has("url") { None } else { links.next() };
    made.put("url", first);
    links.for_each(|link| fields.give_back("Link", link));
}

/// An entry with a title under a key, a period, a description, and a link.
fn dated(node: Node, key: &str, losses: &mut DroppedList) -> Option<Node> {
    let (mut made, mut fields, span) = titled(node, key);
    put_period(&mut made, fields.take_any(&["Date", "Period"]));
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

/// The title, the place, the texts and the link of an entry, and what is left.
fn titled(node: Node, key: &str) -> (Draft, Fields, Span) {
    let span = node.span;
    if scalar(&node).is_some() {
        let mut made = Draft::default();
        made.put(key, node);
        return (made, Fields::of(Node::nothing(span), key), span);
    }
    // "SocialAndNetworkingActivity" has an "Activity".
    let mut node = node;
    while let [only] = node.entries()
        && !only.value.entries().is_empty()
    {
        node = only.value.clone();
    }
    let mut fields = Fields::of(node, key);
    let mut made = Draft::default();
    const TITLES: &[&str] = &[
        "Title",
        "Name",
        "EventName",
        "OrganizationName",
        "CertificationName",
        "HonorName",
        "FormattedPublicationDescription",
    ];
    made.put(key, fields.take_any(TITLES).and_then(label));
    if let Some(place) = fields.take("Location") {
        match scalar(&place) {
            Some(_) if ["title", "name", "organization"].contains(&key) => made.put("location", place),
            _ => fields.give_back("Location", place),
        }
    }
    let written = fields.take_any(&["Description", "CertificationDescription", "Comment"]);
    put_summary(&mut made, written);
    put_link(&mut made, &mut fields);
    (made, fields, span)
}

/// An entry with one date, whose texts are one.
fn on_a_day(node: Node, key: &str, date: &str, dates: &[&str]) -> (Draft, Fields, Span) {
    let (mut made, mut fields, span) = titled(node, key);
    if let Some(bullets) = made.take("highlights") {
        let summary = made.take("summary");
        let lines: Vec<String> =
            items(bullets.clone()).iter().filter_map(scalar).map(|line| format!("- {line}")).collect();
        made.put("summary", joined([summary, Some(text(lines.join("\n"), bullets.span))], "\n\n"));
    }
    let found = fields.take_any(dates);
    let (found, period) = match found {
        Some(node) if node.entries().is_empty() => (Some(node), None),
        other => (None, other),
    };
    let mut parts = Draft::default();
    put_period(&mut parts, period);
    match (parts.take("startDate"), parts.take("endDate")) {
        (Some(start), Some(end)) if scalar(&start) != scalar(&end) => {
            made.put(date, joined([Some(start), Some(end)], "/"))
        }
        (start, end) => made.put(date, found.or(start).or(end)),
    }
    (made, fields, span)
}

fn publication(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let (mut made, mut fields, span) = on_a_day(node, "name", "releaseDate", &["Date", "PublicationDate"]);
    made.put("publisher", fields.take_any(&["PublisherName", "Reference"]).and_then(label));
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

fn award(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let (mut made, mut fields, span) = on_a_day(node, "title", "date", &["Date", "IssuedDate"]);
    made.put("awarder", fields.take_any(&["IssuingAuthority", "OrganizationName"]).and_then(authority));
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

fn certificate(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let dates = ["Date", "FirstIssuedDate", "CertificationDate", "IssuedDate", "EffectivePeriod"];
    let (mut made, mut fields, span) = on_a_day(node, "name", "date", &dates);
    // The schema of EURES misspells the name.
    let issuer = fields.take_any(&["IssuingAuthority", "IssuingAuthortity", "Organization", "OrganizationName"]);
    made.put("issuer", issuer.and_then(authority));
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

/// The name of who issued something.
fn authority(node: Node) -> Option<Node> {
    node.find("Name").cloned().or(Some(node)).and_then(label)
}

fn volunteering(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let (mut made, mut fields, span) = titled(node, "organization");
    put_period(&mut made, fields.take_any(&["Date", "Period"]));
    made.put("position", fields.take_any(&["Role", "PositionTitle"]).and_then(label));
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

fn interest(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let (mut made, fields, span) = titled(node, "name");
    let texts = [made.take("summary"), made.take("highlights")];
    let words: Vec<Node> = texts.into_iter().flatten().flat_map(items).collect();
    let name = made.find("name").and_then(scalar).unwrap_or_default().to_owned();
    made.put_list("keywords", words.into_iter().filter(|word| scalar(word) != Some(name.as_str())).collect());
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

fn referee(node: Node, losses: &mut DroppedList) -> Option<Node> {
    let mut fields = Fields::of(node, "Referee");
    let span = fields.span;
    let mut made = Draft::default();
    made.put("name", name(&mut fields).or_else(|| fields.take("FormattedName")));
    made.put("position", fields.take_any(&["Role", "PositionTitle"]).and_then(label));
    made.put("organization", fields.take("OrganizationName"));
    let mut reached = Reached::default();
    for channel in fields.take_list("Communication") {
        reached.add(channel, losses);
    }
    for (key, mut nodes) in [("email", reached.emails), ("phone", reached.phones)] {
        made.put(key, (!nodes.is_empty()).then(|| nodes.remove(0)));
        nodes.into_iter().for_each(|node| fields.give_back(key, node));
    }
    reached.urls.into_iter().for_each(|node| fields.give_back("url", node));
    made.put("reference", fields.take("Comment").as_ref().and_then(as_one));
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

/// Sections without an equivalent in Recto, and those that the person added.
fn custom(profile: &mut Fields, locale: &Locale, losses: &mut DroppedList) -> Option<Node> {
    let span = profile.span;
    let mut made = Draft::default();
    for (element, key, title) in CUSTOM {
        let entries = each(profile, element, |node, losses| dated(node, "title", losses), losses);
        put_section(&mut made, (*key).to_owned(), None, locale.detail(title), entries);
    }
    for (number, node) in profile.take_list("Others").into_iter().enumerate() {
        let mut section = Fields::of(node, "Others");
        let title = section.take("Title");
        let entries = section.take_list("Other").into_iter().filter_map(|node| dated(node, "title", losses)).collect();
        section.lose_rest(NO_PLACE, losses);
        put_section(&mut made, format!("other{}", number + 1), title, locale.detail("other"), entries);
    }
    made.node(span)
}

fn put_section(made: &mut Draft, key: String, title: Option<Node>, usual: &str, entries: Vec<Node>) {
    let Some(entries) = draft::list(entries) else { return };
    let span = entries.span;
    let mut section = Draft::default();
    section.put("title", title.unwrap_or_else(|| text(usual, span)));
    section.put("entries", entries);
    made.put(&key, section.node(span));
}
