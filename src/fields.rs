//! The fields that application portals ask for, ready to copy: name, contact details, each job, each school,
//! skills, languages. In the order in which portals ask for them.
//!
//! Values are plain text, dates are `MM/YYYY`, and each value says how long it is, because portals limit it.

mod comparison;

use serde::Serialize;

pub use self::comparison::{ComparedField, compare};

use crate::locale::Locale;
use crate::present::NameParts;
use crate::resume::{Calendar, Education, End, Highlight, Moment, Paragraphs, Position, Resume, RichText, Work};
use crate::source::Spanned;

/// The fields of one part of a form: the person, one job, one school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FieldGroup {
    /// What the fields are about, such as `Job 1`.
    pub group: String,
    /// The fields that have a value.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Field {
    /// Its usual name in forms, such as `Job title`.
    pub name: &'static str,
    /// Its value, without markup.
    pub value: String,
    /// The length of the value in characters, as forms count it.
    pub characters: usize,
}

/// Lists the fields of a résumé, which has been tailored already.
pub fn fields(resume: &Resume, locale: &Locale) -> Vec<FieldGroup> {
    let mut groups = vec![person(resume, locale)];
    let jobs = resume.work.iter().flat_map(job);
    groups.extend(numbered("Job", jobs));
    groups.extend(numbered("School", resume.education.iter().flat_map(school)));
    let certificates = resume.certificates.iter().map(|one| {
        let mut form = Form::default();
        form.add("Certificate", one.name.rich().plain());
        form.text("Issuer", one.issuer.as_ref().map(|text| text.rich().plain()));
        form
    });
    groups.extend(numbered("Certificate", certificates));
    let mut rest = Form::default();
    let skills = resume.skills.iter().flat_map(|group| {
        let own = group.name.iter().filter(|_| group.keywords.is_empty());
        own.chain(&group.keywords).map(|text| text.rich().plain())
    });
    rest.add("Skills", skills.collect::<Vec<_>>().join(", "));
    let languages = resume.languages.iter().map(|one| match &one.fluency {
        Some(fluency) => format!("{} ({})", one.language.rich().plain(), fluency.rich().plain()),
        None => one.language.rich().plain(),
    });
    rest.add("Languages", languages.collect::<Vec<_>>().join(", "));
    groups.push(FieldGroup { group: "Skills and languages".into(), fields: rest.0 });
    groups.retain(|group| !group.fields.is_empty());
    groups
}

/// The fields of one group.
#[derive(Default)]
struct Form(Vec<Field>);

impl Form {
    fn add(&mut self, name: &'static str, value: String) {
        if !value.trim().is_empty() {
            self.0.push(Field { name, characters: value.chars().count(), value });
        }
    }

    fn text(&mut self, name: &'static str, value: Option<String>) {
        self.add(name, value.unwrap_or_default());
    }

    fn dates(&mut self, start: Option<&Spanned<Moment>>, end: Option<&Spanned<End>>) {
        self.text("From", start.map(|start| month(&start.value)));
        let ongoing = start.is_some() && end.is_none();
        self.text(
            "To",
            match end {
                Some(Spanned { value: End::On(moment), .. }) => Some(month(moment)),
                Some(Spanned { value: End::Present, .. }) => Some("Present".into()),
                None => ongoing.then(|| "Present".into()),
            },
        );
    }
}

fn numbered(what: &str, forms: impl Iterator<Item = Form>) -> Vec<FieldGroup> {
    let group = |(at, form): (usize, Form)| FieldGroup { group: format!("{what} {}", at + 1), fields: form.0 };
    forms.enumerate().map(group).collect()
}

fn person(resume: &Resume, locale: &Locale) -> FieldGroup {
    let basics = &resume.basics;
    let mut form = Form::default();
    let name = basics.name.rich().plain();
    let parts = NameParts::of(&name, locale);
    form.add("Full name", name);
    let given = if parts.before.trim().is_empty() { &parts.after } else { &parts.before };
    if !given.trim().is_empty() {
        form.add("First name", given.trim().trim_start_matches(',').trim().to_owned());
        form.add("Last name", parts.family.trim().to_owned());
    }
    form.text("Email", basics.email.first().map(|email| email.as_str().to_owned()));
    form.text("Phone", basics.phone.first().map(|phone| phone.as_str().to_owned()));
    if let Some(place) = &basics.location {
        let plain = |text: &Option<crate::resume::Text>| text.as_ref().map(|text| text.rich().plain());
        form.text("Address", plain(&place.address));
        form.text("Postal code", plain(&place.postal_code));
        form.text("City", plain(&place.city));
        form.text("State or region", plain(&place.region));
        form.text("Country", place.country_code.as_ref().map(ToString::to_string));
    }
    form.text("Website", basics.url.first().map(|url| url.as_str().to_owned()));
    for profile in &basics.profiles {
        let network = profile.network.as_ref().map(|network| network.rich().plain().to_lowercase());
        let name = match network.as_deref() {
            Some("linkedin") => "LinkedIn",
            Some("github") => "GitHub",
            _ => "Profile",
        };
        let named = || profile.username.as_ref().map(|name| name.value.to_string());
        form.text(name, profile.url.as_ref().map(|url| url.value.as_str().to_owned()).or_else(named));
    }
    form.text("Job title", basics.label.as_ref().map(|label| label.rich().plain()));
    form.text("Summary", basics.summary.as_ref().map(Paragraphs::plain));
    FieldGroup { group: "Contact".into(), fields: form.0 }
}

/// A job; several positions at one employer are several jobs.
fn job(work: &Work) -> Vec<Form> {
    let employer = work.name.rich().plain();
    let place = work.location.as_ref().map(|place| place.rich().plain());
    if work.positions.is_empty() {
        let mut form = Form::default();
        form.text("Job title", work.position.as_ref().map(|title| title.rich().plain()));
        form.add("Employer", employer);
        form.text("Location", place);
        form.dates(work.start_date.as_ref(), work.end_date.as_ref());
        form.add("Description", description(work.summary.as_ref(), &work.highlights));
        return vec![form];
    }
    let one = |position: &Position| {
        let mut form = Form::default();
        form.add("Job title", position.position.rich().plain());
        form.add("Employer", employer.clone());
        form.text("Location", position.location.as_ref().map(|place| place.rich().plain()).or_else(|| place.clone()));
        form.dates(position.start_date.as_ref(), position.end_date.as_ref());
        form.add("Description", description(position.summary.as_ref(), &position.highlights));
        form
    };
    let mut forms: Vec<Form> = work.positions.iter().map(one).collect();
    // What is said about the employer as a whole is said with the latest position.
    let whole = description(work.summary.as_ref(), &work.highlights);
    if let (Some(first), false) = (forms.first_mut(), whole.is_empty()) {
        let own = first.0.iter().position(|field| field.name == "Description").map(|at| first.0.remove(at).value);
        first.add("Description", own.map_or(whole.clone(), |own| format!("{whole}\n{own}")));
    }
    forms
}

/// A school; several degrees of one school are several.
fn school(education: &Education) -> Vec<Form> {
    let plain = |text: &Option<crate::resume::Text>| text.as_ref().map(|text| text.rich().plain());
    let name = education.institution.rich().plain();
    let place = plain(&education.location);
    if education.degrees.is_empty() {
        let mut form = Form::default();
        form.add("School", name);
        form.text("Degree", plain(&education.study_type));
        form.text("Field of study", plain(&education.area));
        form.text("Location", place);
        form.dates(education.start_date.as_ref(), education.end_date.as_ref());
        form.text("Grade", plain(&education.score));
        form.add("Description", description(education.summary.as_ref(), &education.highlights));
        return vec![form];
    }
    let one = |degree: &crate::resume::Degree| {
        let mut form = Form::default();
        form.add("School", name.clone());
        form.text("Degree", plain(&degree.study_type));
        form.text("Field of study", plain(&degree.area));
        form.text("Location", place.clone());
        form.dates(degree.start_date.as_ref(), degree.end_date.as_ref());
        form.text("Grade", plain(&degree.score));
        form
    };
    education.degrees.iter().map(one).collect()
}

/// A summary and its highlights, one per line.
fn description(summary: Option<&Paragraphs>, highlights: &[Highlight]) -> String {
    fn add(highlights: &[Highlight], indent: usize, lines: &mut Vec<String>) {
        for highlight in highlights {
            lines.push(format!("{}• {}", "  ".repeat(indent), RichText::plain(&highlight.text)));
            add(&highlight.highlights, indent + 1, lines);
        }
    }
    let mut lines: Vec<String> = summary.map(Paragraphs::plain).into_iter().collect();
    add(highlights, 0, &mut lines);
    lines.join("\n")
}

/// A moment as `MM/YYYY`; without a month the year, and otherwise the words.
fn month(moment: &Moment) -> String {
    match &moment.when {
        Calendar::Date(date) => match date.month() {
            Some(month) => format!("{month:02}/{}", date.year()),
            None => date.year().to_string(),
        },
        Calendar::Season(..) | Calendar::Quarter(..) => match moment.earliest() {
            Some((year, month, _)) => format!("{month:02}/{year}"),
            None => String::new(),
        },
        Calendar::Words { .. } => moment.date().map_or_else(String::new, |date| date.year().to_string()),
    }
}
