//! Jobs, degrees, projects and entries of custom sections, which share one shape.

use super::dates::Meaning;
use super::document::{Block, Entry, Group, Organization, Photo};
use super::field::{Field, Inline, TextRole};
use super::pattern::paired;
use super::writer::{Writer, line, linked};
use crate::locale::Level;
use crate::resume::{
    CustomEntry, CustomParts, Degree, Education, Paragraphs, PlainText, Position, Project, RichText, Text, Url,
    Volunteer, Work, ascii_figure,
};
use crate::source::Spanned;

/// The level of a degree, if its name tells.
fn level_of(study_type: &Option<Text>, writer: &Writer) -> Option<Level> {
    study_type.as_ref().and_then(|degree| writer.locale.level(degree))
}

/// Helpers shared by the entries of all sections.
struct Parts<'w, 'a> {
    writer: &'w Writer<'a>,
    path: String,
}

impl Parts<'_, '_> {
    fn key(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }

    fn lead(&self, text: &Text, key: &str) -> Field {
        self.writer.text(text, self.key(key), TextRole::Lead)
    }

    fn text(&self, text: &Option<Text>, key: &str) -> Option<Field> {
        text.as_ref().map(|text| self.writer.text(text, self.key(key), TextRole::Text))
    }

    fn rich(&self, text: &Option<RichText>, key: &str) -> Option<Field> {
        text.as_ref().map(|text| self.writer.rich(text, self.key(key)))
    }

    /// A location, unless locations are not printed.
    fn location(&self, text: &Option<Text>) -> Option<Field> {
        let place = |text| self.writer.place(text, self.key("location"), TextRole::Text);
        text.as_ref().map(place).filter(|_| self.writer.options.locations)
    }

    fn blocks(&self, text: &Option<Paragraphs>, key: &str) -> Vec<Block> {
        text.as_ref().map_or_else(Vec::new, |text| self.writer.blocks(text, &self.key(key)))
    }

    fn words(&self, words: &[Text], key: &'static str) -> Vec<Group> {
        self.writer.listed(key, &self.key(key), self.writer.texts(words, &self.key(key))).into_iter().collect()
    }

    /// A logo, whose alternative text is the name beside it.
    fn logo(&self, logo: &Option<Spanned<PlainText>>, name: &Text) -> Option<Photo> {
        let file = &logo.as_ref()?.value;
        Some(Photo { name: file.to_string(), alternative: name.to_string(), crop: None })
    }

    /// The degree and its subject.
    fn degree(&self, study_type: &Option<Text>, area: &Option<Text>) -> Option<Field> {
        let (degree, area) = (self.text(study_type, "studyType"), self.text(area, "area"));
        paired(self.writer.locale.degree_pattern(), ("type", degree), ("area", area))
    }

    /// The position and the team: together, if the language joins them.
    fn position(&self, position: Option<Field>, team: &Option<Text>) -> (Option<Field>, Option<Field>) {
        let team = self.text(team, "team");
        match self.writer.locale.team_pattern() {
            Some(pattern) if position.is_some() => (paired(pattern, ("position", position), ("team", team)), None),
            Some(_) | None => (position, team),
        }
    }

    /// The grade and the rank.
    fn results(&self, score: &Option<Text>, standing: &Option<Text>) -> Vec<Field> {
        let standing = self
            .text(standing, "standing")
            .map(|standing| self.writer.labelled("standing", &self.key("standing"), standing));
        score.as_ref().map(|score| self::score(score, self)).into_iter().chain(standing).collect()
    }

    /// The thesis, with the label of its level.
    fn thesis(&self, thesis: &Option<RichText>, study_type: &Option<Text>) -> Option<Block> {
        let thesis = self.rich(thesis, "thesis")?;
        let label = self.writer.locale.thesis(level_of(study_type, self.writer));
        Some(Block::Paragraph(self.writer.labelled_as(label, &self.key("thesis"), thesis)))
    }

    fn comma(&self) -> String {
        self.writer.locale.comma().to_owned()
    }
}

fn address(url: &Option<Url>) -> Option<String> {
    url.as_ref().map(|url| url.as_str().to_owned())
}

/// A job with its roles.
pub fn work(entry: &Work, path: String, writer: &Writer) -> Entry {
    let Work {
        name,
        position,
        team,
        url,
        logo,
        location,
        description,
        start_date,
        end_date,
        summary,
        highlights,
        keywords,
        positions,
        hidden: _,
        page_break: _,
        keep_together,
        tags: _,
        _note: _,
    } = entry;
    let parts = Parts { writer, path };
    let own = writer.period(start_date.as_ref(), end_date.as_ref(), Meaning::Ongoing, &parts.path);
    let (role, team) = parts.position(parts.text(position, "position"), team);
    let description = parts.rich(description, "description").map(Block::Paragraph);
    let roles = positions.iter().enumerate();
    let entry = Entry {
        lead: parts.lead(name, "name"),
        link: address(url),
        logo: parts.logo(logo, name),
        beside: parts.location(location).into_iter().collect(),
        dates: own.or_else(|| writer.span_of(positions, &parts.key("positions[0]"))),
        role,
        added: team.into_iter().collect(),
        comma: parts.comma(),
        separator: parts.comma(),
        starts_page: false,
        keep_together: *keep_together,
        paragraphs: description.into_iter().chain(parts.blocks(summary, "summary")).collect(),
        bullets: writer.bullets(highlights, &parts.key("highlights")),
        after: parts.words(keywords, "keywords"),
        roles: roles_of(roles.map(|(index, it)| self::role(it, parts.key(&format!("positions[{index}]")), writer))),
        organization: None,
    };
    led_by_role(entry, Added::BesideRole, writer)
}

/// The roles of an entry. The first stays below the lines that it shares with the others.
fn roles_of(roles: impl Iterator<Item = Entry>) -> Vec<Entry> {
    roles.enumerate().map(|(index, role)| Entry { starts_page: role.starts_page && index > 0, ..role }).collect()
}

/// One of several roles at an employer.
fn role(entry: &Position, path: String, writer: &Writer) -> Entry {
    let Position {
        position,
        team,
        location,
        start_date,
        end_date,
        summary,
        highlights,
        hidden: _,
        page_break,
        keep_together,
        tags: _,
    } = entry;
    let parts = Parts { writer, path };
    let (lead, team) = parts.position(Some(parts.lead(position, "position")), team);
    Entry {
        lead: lead.unwrap_or_else(|| parts.lead(position, "position")),
        beside: team.into_iter().chain(parts.location(location)).collect(),
        dates: writer.period(start_date.as_ref(), end_date.as_ref(), Meaning::Ongoing, &parts.path),
        comma: parts.comma(),
        separator: parts.comma(),
        starts_page: page_break.is_some(),
        keep_together: *keep_together,
        paragraphs: parts.blocks(summary, "summary"),
        bullets: writer.bullets(highlights, &parts.key("highlights")),
        ..Entry::empty()
    }
}

/// Volunteer work.
pub fn volunteer(entry: &Volunteer, path: String, writer: &Writer) -> Entry {
    let Volunteer {
        organization,
        position,
        url,
        location,
        start_date,
        end_date,
        summary,
        highlights,
        keywords,
        hidden: _,
        page_break: _,
        keep_together,
        tags: _,
        _note: _,
    } = entry;
    let parts = Parts { writer, path };
    let entry = Entry {
        lead: parts.lead(organization, "organization"),
        link: address(url),
        beside: parts.location(location).into_iter().collect(),
        dates: writer.period(start_date.as_ref(), end_date.as_ref(), Meaning::Ongoing, &parts.path),
        role: parts.text(position, "position"),
        comma: parts.comma(),
        separator: parts.comma(),
        keep_together: *keep_together,
        paragraphs: parts.blocks(summary, "summary"),
        bullets: writer.bullets(highlights, &parts.key("highlights")),
        after: parts.words(keywords, "keywords"),
        ..Entry::empty()
    };
    led_by_role(entry, Added::BelowRole, writer)
}

/// A school with its degrees.
pub fn education(entry: &Education, path: String, writer: &Writer) -> Entry {
    let Education {
        institution,
        url,
        logo,
        location,
        area,
        study_type,
        start_date,
        end_date,
        score,
        standing,
        thesis,
        degrees,
        courses,
        summary,
        highlights,
        hidden: _,
        page_break: _,
        keep_together,
        tags: _,
        _note: _,
    } = entry;
    let parts = Parts { writer, path };
    let roles = degrees.iter().enumerate();
    let entry = Entry {
        lead: parts.lead(institution, "institution"),
        link: address(url),
        logo: parts.logo(logo, institution),
        beside: parts.location(location).into_iter().collect(),
        dates: writer.period(
            start_date.as_ref(),
            end_date.as_ref(),
            Meaning::Degree(level_of(study_type, writer)),
            &parts.path,
        ),
        role: parts.degree(study_type, area),
        added: parts.results(score, standing),
        comma: parts.comma(),
        separator: writer.locale.semicolon().to_owned(),
        keep_together: *keep_together,
        paragraphs: parts.thesis(thesis, study_type).into_iter().chain(parts.blocks(summary, "summary")).collect(),
        bullets: writer.bullets(highlights, &parts.key("highlights")),
        after: parts.words(courses, "courses"),
        roles: roles_of(roles.map(|(index, it)| degree(it, parts.key(&format!("degrees[{index}]")), writer))),
        ..Entry::empty()
    };
    led_by_role(entry, Added::BelowRole, writer)
}

/// One of several degrees at a school.
fn degree(entry: &Degree, path: String, writer: &Writer) -> Entry {
    let Degree {
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
        hidden: _,
        page_break,
        keep_together,
        tags: _,
    } = entry;
    let parts = Parts { writer, path };
    let lead = parts.degree(study_type, area).unwrap_or_else(Field::empty);
    Entry {
        lead: Field { role: if lead.role == TextRole::Text { TextRole::Lead } else { lead.role }, ..lead },
        dates: writer.period(
            start_date.as_ref(),
            end_date.as_ref(),
            Meaning::Degree(level_of(study_type, writer)),
            &parts.path,
        ),
        added: parts.results(score, standing),
        comma: parts.comma(),
        separator: writer.locale.semicolon().to_owned(),
        starts_page: page_break.is_some(),
        keep_together: *keep_together,
        paragraphs: parts.thesis(thesis, study_type).into_iter().chain(parts.blocks(summary, "summary")).collect(),
        bullets: writer.bullets(highlights, &parts.key("highlights")),
        after: parts.words(courses, "courses"),
        ..Entry::empty()
    }
}

/// A grade. A numeric grade gets a label, "First-class honours" does not. A grade on a scale of four or
/// five may have its own label, such as "GPA" in English.
fn score(score: &Text, parts: &Parts) -> Field {
    let field = parts.writer.text(score, parts.key("score"), TextRole::Text);
    let figures = |text: &str| text.chars().all(|letter| "0123456789., ".contains(letter)) && !text.trim().is_empty();
    let with_point = |letter: char| if letter == '٫' { '.' } else { ascii_figure(letter).unwrap_or(letter) };
    let score: String = score.chars().map(with_point).collect();
    let (value, out_of) = score.split_once('/').map_or((&*score, None), |(value, of)| (value, Some(of.trim())));
    let starts = value.starts_with(|letter: char| letter.is_ascii_digit());
    if !(starts && figures(value) && out_of.is_none_or(figures)) {
        return field;
    }
    let value = value.trim();
    let fraction = value.len() > 2 && value[1..].starts_with(['.', ',']);
    let is_average = fraction && out_of.is_some_and(|of| parts.writer.locale.is_gpa_scale(of));
    let label = if is_average { "gpa" } else { "score" };
    parts.writer.labelled(label, &parts.key("score"), field)
}

/// A project.
pub fn project(entry: &Project, path: String, writer: &Writer) -> Entry {
    let Project {
        name,
        description,
        url,
        logo,
        location,
        start_date,
        end_date,
        roles,
        entity,
        kind,
        keywords,
        summary,
        highlights,
        hidden: _,
        page_break: _,
        keep_together,
        tags: _,
        _note: _,
    } = entry;
    let parts = Parts { writer, path };
    let shown = url.as_ref().map(|url| {
        let shown = writer.verbatim(url.shown(), url.origin(), parts.key("url"), TextRole::Address);
        line(vec![linked(shown.inline(), Some(url.as_str()))])
    });
    let beside = [parts.text(kind, "type"), parts.text(entity, "entity"), parts.location(location), shown];
    let description = parts.rich(description, "description").map(Block::Paragraph);
    Entry {
        lead: parts.lead(name, "name"),
        link: address(url),
        logo: parts.logo(logo, name),
        beside: beside.into_iter().flatten().collect(),
        dates: writer.period(start_date.as_ref(), end_date.as_ref(), Meaning::Ongoing, &parts.path),
        role: writer.joined(writer.texts(roles, &parts.key("roles"))),
        comma: parts.comma(),
        separator: parts.comma(),
        keep_together: *keep_together,
        paragraphs: description.into_iter().chain(parts.blocks(summary, "summary")).collect(),
        bullets: writer.bullets(highlights, &parts.key("highlights")),
        after: parts.words(keywords, "keywords"),
        ..Entry::empty()
    }
}

/// An entry of a custom section.
pub fn custom(entry: &CustomEntry, path: String, writer: &Writer) -> Entry {
    let custom = match entry {
        CustomEntry::Line(text) => return Entry::of_text(writer.rich(text, path)),
        CustomEntry::Entry(custom) => &**custom,
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
        hidden: _,
        page_break: _,
        keep_together,
        tags: _,
        _note: _,
    } = custom;
    let parts = Parts { writer, path };
    let dates = writer.moment(date.as_ref(), parts.key("date"));
    let dates = dates.or_else(|| writer.period(start_date.as_ref(), end_date.as_ref(), Meaning::Other, &parts.path));
    Entry {
        lead: Field { role: TextRole::Lead, ..writer.rich(title, parts.key("title")) },
        link: address(url),
        beside: parts.location(location).into_iter().collect(),
        dates,
        role: parts.rich(subtitle, "subtitle"),
        comma: parts.comma(),
        separator: parts.comma(),
        keep_together: *keep_together,
        paragraphs: parts.blocks(summary, "summary"),
        bullets: writer.bullets(highlights, &parts.key("highlights")),
        after: parts.words(keywords, "keywords"),
        ..Entry::empty()
    }
}

/// Where the fields added to a role go if the role is the lead.
#[derive(Clone, Copy, PartialEq)]
enum Added {
    /// Beside the role.
    BesideRole,
    /// Below the role, after the location.
    BelowRole,
}

/// With `role-first`, makes the role the lead and moves the organization below it.
fn led_by_role(entry: Entry, place: Added, writer: &Writer) -> Entry {
    if !writer.options.role_first || entry.role.is_none() || !entry.roles.is_empty() {
        return entry;
    }
    let Entry { lead, link, beside, role, added, .. } = entry;
    let name = lead.clone();
    let lead = line(vec![linked(lead.inline(), link.as_deref())]);
    let where_it_was = writer.joined(std::iter::once(lead).chain(beside.iter().cloned()).collect());
    let organization = Some(Organization { name, link, beside });
    let (beside, added) = match place {
        Added::BesideRole => (added, Vec::new()),
        Added::BelowRole => (Vec::new(), added),
    };
    let role =
        role.map(|role| Field { role: if role.role == TextRole::Text { TextRole::Lead } else { role.role }, ..role });
    Entry {
        lead: role.unwrap_or_else(Field::empty),
        link: None,
        beside,
        role: where_it_was,
        added,
        organization,
        ..entry
    }
}

impl Field {
    /// An empty line.
    fn empty() -> Field {
        line(Vec::<Inline>::new())
    }
}
