//! The résumé: plain types, a file for each family, made only by reading.
//!
//! A value of these types is valid. What reading cannot see, because it takes
//! two fields to go wrong, `check` looks at right after.

mod advice;
mod applications;
mod authors;
mod basics;
mod bibliography;
mod check;
mod choice;
mod country;
mod custom;
mod cuts;
mod date;
mod date_parse;
mod doi;
mod education;
mod email;
mod entry;
mod future;
mod highlight;
mod ignored;
mod keyed;
mod letter;
mod old_names;
mod pages;
mod paragraphs;
mod phone;
mod placeholders;
mod projects;
mod publications;
mod references;
mod rich_text;
mod section;
mod set;
mod skills;
mod stranger;
mod tags;
mod text;
mod url;
mod work;
mod write;

use schemars::JsonSchema;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::advice::AdviceChoice;
pub use self::applications::Application;
pub use self::authors::{Authors, Names};
pub use self::basics::{Basics, Fact, Location, Profile};
pub use self::bibliography::Bibliography;
pub(crate) use self::check::unknown_tag;
pub use self::choice::{Setting, SettingValue, ThemeChoice};
pub use self::country::Country;
pub use self::custom::{CustomEntry, CustomParts, CustomSection};
pub(crate) use self::cuts::OWN;
pub use self::cuts::{HighlightLimits, Private, Redacted};
pub use self::date::{Date, End};
pub use self::doi::Doi;
pub use self::education::{Certificate, Education};
pub use self::email::Email;
pub use self::entry::{Entry, When};
pub use self::highlight::Highlight;
pub use self::ignored::Ignored;
pub use self::keyed::Keyed;
pub use self::letter::{Letter, Recipient};
pub(crate) use self::old_names::new_key;
pub use self::pages::{PageCount, Pages};
pub use self::paragraphs::{Block, Paragraphs};
pub use self::phone::Phone;
pub use self::placeholders::Unfilled;
pub use self::projects::Project;
pub use self::publications::{Award, Publication, PublicationKind};
pub use self::references::Reference;
pub use self::rich_text::{Inline, RichText};
pub use self::section::{Section, SectionChoice};
pub use self::set::Edit;
pub use self::skills::{Interest, Language, Skill};
pub use self::tags::{Tags, WantedTags};
pub use self::text::Text;
pub use self::url::Url;
pub use self::work::{Position, Volunteer, Work};

use crate::diagnostic::{Diagnostic, Diagnostics, Id, Result, Severity};
use crate::source::{Source, Spanned};
pub use crate::yaml::Problem;
use crate::yaml::{self, Node, Reading};

/// A whole résumé, as one YAML file holds it.
///
/// The vocabulary is JSON Resume v1.0.0 (<https://jsonresume.org/schema>), with
/// additions of our own.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Resume {
    /// The person.
    pub basics: Basics,
    /// Jobs.
    #[serde(default)]
    pub work: Vec<Work>,
    /// Work without pay.
    #[serde(default)]
    pub volunteer: Vec<Volunteer>,
    /// Schools and degrees.
    #[serde(default)]
    pub education: Vec<Education>,
    /// Things made outside a job.
    #[serde(default)]
    pub projects: Vec<Project>,
    /// Prizes and honours.
    #[serde(default)]
    pub awards: Vec<Award>,
    /// Certificates and licences.
    #[serde(default)]
    pub certificates: Vec<Certificate>,
    /// Papers, books, talks.
    #[serde(default)]
    pub publications: Vec<Publication>,
    /// A file of references that adds to the publications.
    pub bibliography: Option<Bibliography>,
    /// Groups of skills.
    #[serde(default)]
    pub skills: Vec<Skill>,
    /// Languages spoken.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// What the person likes to do.
    #[serde(default)]
    pub interests: Vec<Interest>,
    /// People who speak for the person.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// Sections of the writer's own, by key.
    #[serde(default)]
    pub custom: Keyed<CustomSection>,
    /// The language the résumé is written in, as a BCP 47 tag such as `en-GB`.
    #[schemars(example = &"en-GB")]
    pub language: Option<Spanned<Text>>,
    /// Which sections are printed, in which order, under which titles. Without
    /// it: all, in the theme's order, under the language's titles.
    #[serde(default)]
    pub sections: Vec<SectionChoice>,
    /// The theme, by name or with options.
    pub theme: Option<ThemeChoice>,
    /// The most pages that the PDF may have; the layout is tightened to fit, within
    /// what can still be read.
    #[schemars(example = 1)]
    pub pages: Option<Spanned<Pages>>,
    /// Whether the résumé is put into the PDF as data, as JSON Resume, for programs that
    /// look for it.
    #[schemars(example = true)]
    pub embed: Option<bool>,
    /// Which advice on writing `recto check` does not give.
    pub advice: Option<AdviceChoice>,
    /// A cover letter, set in the same theme.
    pub letter: Option<Letter>,
    /// The jobs applied to, by names of your own, and what goes to each.
    #[serde(default)]
    pub applications: Keyed<Application>,
    /// Facts about the file itself; kept, never printed.
    #[schemars(with = "Option<Ignored>")]
    pub meta: Option<serde_yaml::Value>,
    /// Where a schema for editors lies; never printed.
    #[serde(rename = "$schema", skip_serializing)]
    _schema: Option<Ignored>,
    /// The text all of this was read from.
    #[serde(skip)]
    source: Option<Source>,
}

impl Resume {
    /// Largest file that is read, in bytes.
    pub const MAX_BYTES: usize = 4 << 20;

    /// The most list items that are read, of all lists together: each takes time and memory on
    /// the page, and nobody's career has so many.
    pub const MAX_ITEMS: usize = 10_000;

    /// Reads and checks a résumé.
    ///
    /// # Errors
    /// If the text is not YAML, does not have a résumé's shape, or contradicts
    /// itself; all faults of the file are noted together.
    pub fn read(source: &Source, notes: &mut Diagnostics) -> Result<Resume> {
        let (resume, result) = Self::read_past_mistakes(source, notes);
        result.map(|()| resume.expect("what was read without an error has a value"))
    }

    /// Reads and checks a résumé, and returns what there is of it even if there are
    /// mistakes, so that the files and the theme it names can be looked at in the
    /// same run. Where a value could not be read, it is absent or an example.
    pub fn read_past_mistakes(source: &Source, notes: &mut Diagnostics) -> (Option<Resume>, Result<()>) {
        let start = notes.mark();
        match Self::tree(source, notes) {
            Ok(root) => {
                let resume = Self::from_tree(&root, source, notes);
                if let (Some(resume), Ok(())) = (&resume, notes.reported_since(start)) {
                    resume.check_edits(notes);
                    notes.extend(too_many_items(&root, source));
                }
                (resume, notes.reported_since(start))
            }
            Err(reported) => (None, Err(reported)),
        }
    }

    /// The tree of a file that is meant to be a résumé.
    fn tree(source: &Source, notes: &mut Diagnostics) -> Result<Node> {
        notes.open(source);
        if source.text().len() > Self::MAX_BYTES {
            return Err(notes.error(Self::too_large(source.name())));
        }
        let mut root = yaml::parse(source, notes)?;
        if root.is_absent() {
            let note = Diagnostic::error(Id::WrongType, format!("`{}` is empty", source.name())).at(source.span(0..0));
            return Err(notes.error(note.help("a résumé begins with `basics:` and, indented below it, `name: …`")));
        }
        if let Some(note) = stranger::recognise(&root, source) {
            return Err(notes.error(note));
        }
        old_names::modernise(&mut root, notes);
        Ok(root)
    }

    fn from_tree(root: &Node, source: &Source, notes: &mut Diagnostics) -> Option<Resume> {
        // JSON Resume allows keys of one's own; a mistyped key of ours is a line
        // lost, so in YAML it is an error.
        let unknown_keys = if source.name().ends_with(".json") { Severity::Warning } else { Severity::Error };
        Self::from_tree_with(root, source, unknown_keys, notes)
    }

    /// Reads and checks a résumé from a tree whose places are in `source`.
    pub(crate) fn from_tree_with(
        root: &Node,
        source: &Source,
        unknown_keys: Severity,
        notes: &mut Diagnostics,
    ) -> Option<Resume> {
        let Reading { value, guessed, result: _ } = yaml::read_on::<Resume>(root, unknown_keys, notes);
        let resume = value.map(|resume| Resume { source: Some(source.clone()), ..resume });
        if let Some(resume) = &resume {
            check::check(resume, &guessed, notes);
        }
        resume
    }

    /// Whether a key may stand at the top of a résumé.
    pub(crate) fn is_key(key: &str) -> bool {
        stranger::KEYS.contains(&key) || Section::find(key).is_some()
    }

    /// The text that the résumé was read from, for messages about its places.
    pub fn source(&self) -> &Source {
        self.source.as_ref().expect("a résumé is made only by reading")
    }

    /// The tree that the résumé was read from, under today's keys.
    pub(crate) fn written(&self) -> Option<Node> {
        Self::tree(self.source(), &mut Diagnostics::new()).ok()
    }

    /// What is wrong with a file of more than [`Self::MAX_BYTES`], which need not
    /// be read to the end to know it.
    pub fn too_large(name: &str) -> Diagnostic {
        let limit = Self::MAX_BYTES >> 20;
        let note = Diagnostic::error(Id::TooLarge, format!("`{name}` is larger than {limit} MiB"));
        note.help("a résumé has a few thousand words; pictures are named in it, not written into it")
    }

    /// Every tag that anything in the résumé has.
    pub fn tags(&self) -> BTreeSet<String> {
        fn collect(value: &serde_yaml::Value, found: &mut BTreeSet<String>) {
            match value {
                serde_yaml::Value::Mapping(entries) => {
                    entries.iter().for_each(|(key, value)| match value.as_sequence() {
                        Some(words) if key == "tags" => {
                            found.extend(words.iter().filter_map(serde_yaml::Value::as_str).map(str::to_owned));
                        }
                        _ => collect(value, found),
                    })
                }
                serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| collect(item, found)),
                _ => {}
            }
        }
        let mut found = BTreeSet::new();
        let bare = Resume { applications: Keyed::default(), meta: None, ..self.clone() };
        collect(&serde_yaml::to_value(&bare).expect("a résumé is plain data"), &mut found);
        found
    }

    /// Whether a section has anything to print.
    pub fn has(&self, section: Section) -> bool {
        match section {
            Section::Summary => self.basics.summary.is_some(),
            Section::Work => !self.work.is_empty(),
            Section::Volunteer => !self.volunteer.is_empty(),
            Section::Education => !self.education.is_empty(),
            Section::Projects => !self.projects.is_empty(),
            Section::Awards => !self.awards.is_empty(),
            Section::Certificates => !self.certificates.is_empty(),
            Section::Publications => !self.publications.is_empty() || self.bibliography.is_some(),
            Section::Skills => !self.skills.is_empty(),
            Section::Languages => !self.languages.is_empty(),
            Section::Interests => !self.interests.is_empty(),
            Section::References => !self.references.is_empty(),
        }
    }
}

/// What is wrong with a file whose lists are longer than anybody's.
pub(crate) fn too_many_items(root: &Node, source: &Source) -> Option<Diagnostic> {
    let items = items(root);
    let message = || format!("`{}` has {items} list items", source.name());
    let note = || Diagnostic::error(Id::TooLarge, message()).at(source.span(0..0));
    (items > Resume::MAX_ITEMS).then(|| note().help(format!("at most {} are typeset", Resume::MAX_ITEMS)))
}

/// How many items all lists of a file have together.
fn items(node: &Node) -> usize {
    match &node.value {
        yaml::Value::Scalar { .. } => 0,
        yaml::Value::Sequence(list) => list.len() + list.iter().map(items).sum::<usize>(),
        yaml::Value::Mapping(entries) => entries.iter().map(|entry| items(&entry.value)).sum(),
    }
}
