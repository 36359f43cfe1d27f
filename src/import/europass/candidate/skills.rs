//! The languages and the skills of a Candidate.

use super::members;
use crate::import::draft::{self, Draft, Fields, items, scalar, text};
use crate::import::dropped::DroppedList;
use crate::import::europass::words::word;
use crate::import::europass::{NO_KEY, NO_PLACE, label};
use crate::import::texts::markup;
use crate::locale::Locale;
use crate::source::Span;
use crate::yaml::Node;

/// The languages and the skills, which share a vocabulary.
pub fn qualifications(
    mother_tongues: Vec<Node>,
    profile: &mut Fields,
    locale: &Locale,
    losses: &mut DroppedList,
) -> (Vec<Node>, Vec<Node>) {
    let mut languages = Vec::new();
    for node in mother_tongues {
        let span = node.span;
        let mut language = Draft::default();
        language.put("language", label(node));
        language.put("fluency", text(locale.detail("motherTongue"), span));
        languages.extend(language.node(span));
    }
    let mut groups = Vec::new();
    let mut others = Vec::new();
    let mut qualifications = profile.take_fields("PersonQualifications");
    others.extend(qualifications.take("QualificationsSummary"));
    for node in qualifications.take_list("PersonCompetency") {
        let mut competency = Fields::of(node, "PersonCompetency");
        let taxonomy = competency.take("TaxonomyID");
        if taxonomy.as_ref().and_then(scalar).is_some_and(|id| id.eq_ignore_ascii_case("language")) {
            languages.extend(language(competency, locale, losses));
        } else {
            others.extend(competence(competency, losses));
        }
    }
    qualifications.lose_rest(NO_PLACE, losses);
    let skills = profile.take_fields("Skills");
    let at_top: Vec<String> = profile.keys().filter(|key| key.ends_with("Skills")).map(str::to_owned).collect();
    let more = at_top.into_iter().filter_map(|key| profile.take(&key).map(|node| (key, node)));
    let within = skills.rest().map(|entry| (entry.key.name, entry.value));
    for (key, node) in within.chain(more.collect::<Vec<_>>()) {
        match key.as_str() {
            "PersonCompetency" => others.extend(
                items(node).into_iter().filter_map(|node| competence(Fields::of(node, "PersonCompetency"), losses)),
            ),
            _ => collect_groups(&key, node, locale, &mut groups),
        }
    }
    let others = draft::list(others).map(|words| draft::pair("keywords", words));
    let licences = members(profile, "Licenses").into_iter().filter_map(|node| match node.find("LicenseTypeCode") {
        Some(code) => label(code.clone()),
        None => label(node),
    });
    let licences: Vec<Node> = licences.collect();
    let span = draft::list(licences.clone()).map_or(profile.span, |licences| licences.span);
    let licences = group(text(locale.detail("drivingLicence"), span), licences);
    (languages, others.into_iter().chain(groups).chain(licences).collect())
}

/// A skill that is not a language.
fn competence(mut competency: Fields, losses: &mut DroppedList) -> Option<Node> {
    let id = competency.take("CompetencyID");
    let named = competency.take_any(&["CompetencyName", "Title"]);
    drop(competency.take("TaxonomyID"));
    competency.lose_rest(NO_PLACE, losses);
    named.or(id).and_then(label)
}

/// The skills in an element such as `DigitalSkills`: a group under its name in words, and its
/// titled groups.
fn collect_groups(key: &str, node: Node, locale: &Locale, groups: &mut Vec<Node>) {
    let span = node.span;
    let mut words = Vec::new();
    let mut titled = Vec::new();
    collect_words(node, &mut words, &mut titled);
    let name = kind(key).and_then(|column| word(column, locale)).map_or_else(|| in_words(key), str::to_owned);
    groups.extend(group(text(name, span), words));
    groups.append(&mut titled);
}

/// The skills below an element. A titled element with elements in it is a group.
fn collect_words(node: Node, words: &mut Vec<Node>, groups: &mut Vec<Node>) {
    for item in items(node) {
        if scalar(&item).is_some() {
            words.push(item);
            continue;
        }
        let mut fields = Fields::of(item, "Skills");
        drop(fields.take("TaxonomyID"));
        let name = fields.take_any(&["Title", "CompetencyName", "CompetencyID"]).and_then(label);
        let described = fields.take("Description").map_or_else(Vec::new, |written| {
            let (paragraphs, bullets) = markup(&written);
            paragraphs.into_iter().chain(bullets).map(|line| text(line, written.span)).collect()
        });
        let inner = fields.rest_of();
        let (title, mut own) = if inner.is_empty() { (None, Vec::from_iter(name)) } else { (name, Vec::new()) };
        own.extend(described);
        for entry in inner {
            collect_words(entry.value, &mut own, groups);
        }
        match title {
            Some(title) => groups.extend(group(title, own)),
            None => words.append(&mut own),
        }
    }
}

/// A group of skills; `None` if it has none.
fn group(name: Node, words: Vec<Node>) -> Option<Node> {
    let words = draft::list(words)?;
    let span = words.span;
    let mut group = Draft::default();
    group.put("name", name);
    group.put("keywords", words);
    group.node(span)
}

/// The kind of skills in an element, as Europass names it.
fn kind(key: &str) -> Option<&'static str> {
    const KINDS: &[(&str, &str)] = &[
        ("Digital", "digital"),
        ("Computer", "digital"),
        ("Communication", "communication"),
        ("Management", "management"),
        ("Leadership", "management"),
        ("Organi", "organisation"),
        ("JobRelated", "job"),
        ("Other", "other"),
    ];
    KINDS.iter().find(|(start, _)| key.starts_with(start)).map(|(_, column)| *column)
}

/// The name of an element in words: `ManagementAndLeadershipSkills` as "Management and leadership skills".
fn in_words(key: &str) -> String {
    let mut words = String::new();
    for letter in key.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

/// A language and its level: one, if all are the same, else each with what it is of.
fn language(mut fields: Fields, locale: &Locale, losses: &mut DroppedList) -> Option<Node> {
    let span = fields.span;
    let mut made = Draft::default();
    made.put("language", fields.take_any(&["CompetencyName", "CompetencyID"]).and_then(label));
    drop(fields.take("CompetencyID"));
    let mut levels: Vec<(String, Node)> = Vec::new();
    for node in fields.take_list("CompetencyDimension") {
        let kind = node.find("CompetencyDimensionTypeCode").and_then(scalar).map(|code| dimension(code, locale));
        let kind = kind.unwrap_or_default();
        let level =
            node.find("Score").and_then(|score| score.find("ScoreText").cloned().or_else(|| label(score.clone())));
        levels.extend(level.map(|level| (kind, level)));
    }
    let whole = fields.take("ProficiencyLevel").map(|level| level.find("ScoreText").cloned().unwrap_or(level));
    let is_one = levels.windows(2).all(|pair| scalar(&pair[0].1) == scalar(&pair[1].1));
    let spans = levels.iter().map(|(_, level)| level.span);
    let around = spans.reduce(Span::joined);
    let all: Vec<String> = match is_one {
        true => levels.first().and_then(|(_, level)| scalar(level)).map(str::to_owned).into_iter().collect(),
        false => levels.iter().map(|(kind, level)| format!("{kind} {}", scalar(level).unwrap_or_default())).collect(),
    };
    made.put("fluency", around.map(|span| text(all.join(", "), span)).or_else(|| whole.and_then(label)));
    made.note_rest(fields, NO_KEY, losses);
    made.node(span)
}

/// What a level is of: `CEF-Speaking-Interaction` is "spoken interaction", in the language of the résumé.
fn dimension(code: &str, locale: &Locale) -> String {
    let code = code.strip_prefix("CEF-").unwrap_or(code);
    let column = match code {
        "Understanding-Listening" => "listening",
        "Understanding-Reading" => "reading",
        "Speaking-Interaction" => "spoken interaction",
        "Speaking-Production" => "spoken production",
        "Writing-Production" | "Writing" => "writing",
        _ => return code.replace('-', " ").to_lowercase(),
    };
    word(column, locale).unwrap_or(column).to_owned()
}
