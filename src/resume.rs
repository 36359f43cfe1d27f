//! The résumé model: plain types, created only by reading a file.
//!
//! Each value is valid on its own. `check` validates what involves several fields, right
//! after reading.

mod advice;
mod application_errors;
mod applications;
mod authors;
mod basics;
mod bibliography;
mod check;
mod choice;
mod closing;
mod country;
mod custom;
mod data;
mod date;
mod date_parse;
mod date_words;
mod doi;
mod education;
mod email;
mod entry;
mod equivalents;
mod era;
mod foreign_format;
mod future;
mod highlight;
mod ignored;
mod keyed;
mod keywords;
mod layers;
mod legacy_keys;
mod letter;
mod list;
mod moment;
mod one_or_many;
mod overrides;
mod pages;
mod paragraphs;
mod phone;
mod picture;
mod placeholders;
mod placement;
mod plain_text;
mod printed;
mod projects;
mod publications;
mod references;
mod rich_text;
mod section;
mod skills;
mod tags;
mod tailoring_rules;
mod text;
mod translations;
mod url;
mod work;
mod write;

use schemars::JsonSchema;
use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use self::advice::AdviceChoice;
use self::application_errors::ApplicationError;
pub use self::applications::Application;
pub use self::authors::Authors;
pub use self::basics::{Basics, Fact, Location, Profile};
pub use self::bibliography::Bibliography;
pub(crate) use self::check::unknown_tag;
pub use self::choice::{Setting, SettingValue, ThemeChoice};
pub use self::closing::Closing;
pub use self::country::Country;
pub use self::custom::{CustomEntry, CustomParts, CustomSection};
pub use self::data::Data;
pub use self::date::Date;
pub(crate) use self::date_words::{DateInText, ascii_figure, find as date_in_text};
pub use self::doi::Doi;
pub use self::education::{Certificate, Degree, Education};
pub use self::email::Email;
pub use self::entry::{Entry, When};
pub(crate) use self::equivalents::{Dialect, as_markup, read as read_equivalents};
pub use self::era::Era;
pub(crate) use self::foreign_format::{is_fresh, is_reactive_resume};
pub use self::highlight::Highlight;
pub use self::ignored::Ignored;
pub use self::keyed::Keyed;
pub use self::layers::{ResumeFiles, extended};
pub use self::letter::{Letter, Recipient};
pub use self::list::{List, ListItem};
pub use self::moment::{Calendar, DateOrPeriod, End, Moment, Season};
pub use self::one_or_many::OneOrMany;
pub use self::overrides::Override;
pub use self::pages::{PageCount, Pages};
pub use self::paragraphs::{Block, Paragraphs};
pub use self::phone::Phone;
pub use self::picture::{Crop, NamedPicture, Portrait};
pub use self::placeholders::Unfilled;
pub use self::placement::PageBreak;
pub use self::plain_text::PlainText;
pub use self::projects::Project;
pub use self::publications::{Award, Publication, PublicationKind};
pub use self::references::Reference;
pub use self::rich_text::{Inline, RichText};
pub use self::section::{Grouping, Section, SectionChoice, SectionSettings, Sort};
pub use self::skills::{Interest, Language, Skill};
pub use self::tags::{Tags, WantedTags};
pub(crate) use self::tailoring_rules::OWN;
pub use self::tailoring_rules::{HighlightLimits, Private, Redacted};
pub use self::text::Text;
use self::translations::Translations;
pub use self::url::Url;
pub use self::work::{Position, Volunteer, Work};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity};
use crate::source::{Source, Spanned};
pub use crate::yaml::Problem;
use crate::yaml::{self, Node, Outcome};

/// A complete résumé, stored in one YAML file.
///
/// The keys are those of JSON Resume v1.0.0 (<https://jsonresume.org/schema>), with
/// extensions.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", remote = "Self")]
#[non_exhaustive]
pub struct Resume {
    /// Name, contact details and other information about the person.
    pub basics: Basics,
    /// Work experience.
    #[serde(default)]
    pub work: Vec<Work>,
    /// Volunteer work.
    #[serde(default)]
    pub volunteer: Vec<Volunteer>,
    /// Schools and degrees.
    #[serde(default)]
    pub education: Vec<Education>,
    /// Projects.
    #[serde(default)]
    pub projects: Vec<Project>,
    /// Awards and honours.
    #[serde(default)]
    pub awards: Vec<Award>,
    /// Certificates and licences.
    #[serde(default)]
    pub certificates: Vec<Certificate>,
    /// Papers, books, talks and other publications.
    #[serde(default)]
    pub publications: Vec<Publication>,
    /// A bibliography file whose entries are added to the publications.
    pub bibliography: Option<Bibliography>,
    /// Groups of skills.
    #[serde(default)]
    pub skills: Vec<Skill>,
    /// Languages spoken.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// Hobbies and interests.
    #[serde(default)]
    pub interests: Vec<Interest>,
    /// People who can provide a reference.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// Custom sections, by key.
    #[serde(default)]
    pub custom: Keyed<CustomSection>,
    /// The language of the résumé, as a BCP 47 tag such as `en-GB`, or a list of the languages used in it, the
    /// default first.
    #[schemars(with = "Option<OneOrMany<PlainText>>", example = &"en-GB")]
    pub language: Option<Spanned<PlainText>>,
    /// The sections to print, in order, with optional titles. By default, all sections are
    /// printed in the theme's order with the standard titles of the language.
    #[serde(default)]
    pub sections: Vec<SectionChoice>,
    /// The theme: its name, or its name with options.
    pub theme: Option<ThemeChoice>,
    /// The page limit of the PDF: a maximum, or `min` and `max`. The layout is tightened to fit,
    /// as long as it stays readable.
    #[schemars(example = 1)]
    pub pages: Option<Spanned<Pages>>,
    /// Whether to embed the résumé data in the PDF, as JSON Resume, for programs that read it.
    #[schemars(example = true)]
    pub embed: Option<bool>,
    /// Terms to print in bold where they first occur in each entry, such as those of a job posting.
    #[schemars(example = vec!["timber", "Rust"])]
    #[serde(default)]
    pub emphasize: Vec<PlainText>,
    /// Words of the language to replace, such as `present`, `gpa`, or the pattern `degree`; see
    /// [Languages](resume.md#languages).
    #[schemars(example = serde_json::json!({ "present": "ongoing", "gpa": "Grade" }))]
    #[serde(default)]
    pub labels: Keyed<Spanned<PlainText>>,
    /// Settings for the writing advice of `recto check`.
    pub advice: Option<AdviceChoice>,
    /// Text below the last section, without a title, such as a consent clause or a declaration.
    #[schemars(example = &"I agree to the processing of my personal data for this application.")]
    pub closing: Option<Closing>,
    /// A matching cover letter.
    pub letter: Option<Letter>,
    /// Job applications, by names of your choice, with the changes to the résumé for each.
    #[serde(default)]
    pub applications: Keyed<Application>,
    /// Metadata about the file; kept, but never printed.
    pub meta: Option<Data>,
    /// The path or URL of a JSON Schema for editors; never printed.
    #[serde(rename = "$schema", skip_serializing)]
    _schema: Option<Ignored>,
    /// The file that this one extends; values in this file take precedence.
    #[schemars(example = &"base.yaml")]
    #[serde(skip_serializing)]
    pub extends: Option<Spanned<PlainText>>,
    /// The files that the résumé was read from.
    #[serde(skip)]
    files: Option<ResumeFiles>,
    /// The languages of the file, and what it lacks in that of the résumé.
    #[serde(skip)]
    translations: Translations,
    /// How many items of the file are hidden.
    #[serde(skip)]
    hidden: usize,
    /// The day on which it is printed, if known.
    #[serde(skip)]
    today: Option<Date>,
    /// The errors in applications, which are warnings as long as the application is not built.
    #[serde(skip)]
    application_errors: Vec<ApplicationError>,
}

/// A résumé whose values are consistent each, but not checked against each other. [`Resume`] does
/// not implement `Deserialize`, so that it can only be read by [`Resume::read`], which checks it.
struct Unchecked(Resume);

impl<'de> Deserialize<'de> for Unchecked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Resume::deserialize(deserializer).map(Unchecked)
    }
}

impl Serialize for Resume {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        Resume::serialize(self, serializer)
    }
}

impl Resume {
    /// Maximum file size in bytes.
    pub const MAX_BYTES: usize = 4 << 20;

    /// Maximum number of list items in a file, over all lists. Each item costs layout time and
    /// memory; real résumés stay far below this.
    pub const MAX_ITEMS: usize = 10_000;

    /// Reads and checks a résumé.
    ///
    /// # Errors
    /// If the text is not YAML, is not a résumé, or is inconsistent. All errors of the file
    /// are reported together.
    pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Result<Resume> {
        Self::read_files(&source.into(), diagnostics)
    }

    /// Reads and checks a résumé in several files.
    ///
    /// # Errors
    /// As [`Resume::read`].
    pub fn read_files(files: &ResumeFiles, diagnostics: &mut Diagnostics) -> Result<Resume> {
        let (resume, result) = Self::read_past_mistakes(files, diagnostics);
        result.map(|()| resume.expect("reading without errors returns a value"))
    }

    /// Reads and checks a résumé, and returns it even if there are errors, so that the files
    /// and the theme that it names can be checked in the same run. Values that could not be
    /// read are absent or replaced with examples.
    pub fn read_past_mistakes(files: &ResumeFiles, diagnostics: &mut Diagnostics) -> (Option<Resume>, Result<()>) {
        let start = diagnostics.checkpoint();
        match Self::tree(files, None, diagnostics) {
            Ok(tree) => {
                let mut resume = Self::from_tree(&tree, files, diagnostics);
                if files.main.is_json() {
                    diagnostics.change_since(start, |note| keep_valid_json(note, &files.main));
                }
                if files.main.is_json() && diagnostics.reported_since(start).is_err() {
                    let import = Self::import_command(&files.main);
                    diagnostics.help_for_last_error(start, format!("`{import}` converts what can be converted"));
                }
                if let (Some(resume), Ok(())) = (&mut resume, diagnostics.reported_since(start)) {
                    resume.check_edits(diagnostics);
                    diagnostics.extend(too_many_items(&tree.root, &files.main));
                }
                (resume, diagnostics.reported_since(start))
            }
            Err(reported) => (None, Err(reported)),
        }
    }

    /// Parses the files of a résumé, lays them over each other, and keeps the texts of one language: the wanted
    /// one, or else the default.
    fn tree(files: &ResumeFiles, language: Option<&str>, diagnostics: &mut Diagnostics) -> Result<ResumeTree> {
        let mut merged: Option<Node> = None;
        for source in files.all() {
            let mut root = Self::layer(source, diagnostics)?;
            // What is laid over a file on the command line may extend it as well.
            if files.above.iter().any(|above| above.id() == source.id()) {
                layers::without_extends(&mut root);
            }
            merged = Some(match merged {
                Some(below) => layers::overlay(below, root, diagnostics),
                None => root,
            });
        }
        let mut root = merged.expect("there is at least one file");
        if let Some(note) = foreign_format::detect(&root, &files.main) {
            return Err(diagnostics.error(note));
        }
        let translations = translations::resolve(&mut root, language, diagnostics);
        let dialect = if files.main.is_json() { Dialect::JsonResume } else { Dialect::Own };
        equivalents::read(&mut root, dialect, &files.languages, diagnostics);
        Ok(ResumeTree { root, translations })
    }

    /// Parses a file that should be a résumé.
    fn layer(source: &Source, diagnostics: &mut Diagnostics) -> Result<Node> {
        diagnostics.open(source);
        if source.text().len() > Self::MAX_BYTES {
            return Err(diagnostics.error(Self::too_large(source.name())));
        }
        let root = if source.is_json() { Self::json(source, diagnostics)? } else { yaml::parse(source, diagnostics)? };
        if root.is_absent() {
            let note =
                Diagnostic::error(Code::WrongType, format!("`{}` is empty", source.name())).at(source.span(0..0));
            return Err(diagnostics.error(note.help("start with `basics:` and, indented below it, `name: …`")));
        }
        Ok(root)
    }

    /// Parses JSON. What it does not allow but an import reads is an error that says so.
    fn json(source: &Source, diagnostics: &mut Diagnostics) -> Result<Node> {
        let import = Self::import_command(source);
        if let Some(comment) = yaml::json_comments(source.text()).into_iter().next() {
            let end =
                comment.start + source.text()[comment.clone()].lines().next().unwrap_or_default().trim_end().len();
            let note = Diagnostic::error(Code::YamlSyntax, "JSON has no comments");
            let note = note.at(source.span(comment.start..end));
            return Err(diagnostics.error(note.help(format!("remove it, or convert the file with `{import}`"))));
        }
        let mut found = Diagnostics::new();
        let root = yaml::parse(source, &mut found);
        for note in found.sorted() {
            let note = match note.code {
                Code::DuplicateKey => note.clone().help(format!("or merge them with `{import}`")),
                _ => note.clone(),
            };
            diagnostics.push(note);
        }
        root
    }

    /// The command that converts another tool's file.
    fn import_command(source: &Source) -> String {
        format!("recto import {} -o {}", source.name(), foreign_format::result_for(source))
    }

    fn from_tree(tree: &ResumeTree, files: &ResumeFiles, diagnostics: &mut Diagnostics) -> Option<Resume> {
        // JSON Resume allows additional keys. In YAML they are errors, because a mistyped key
        // would silently lose its value.
        let unknown_keys = if files.main.is_json() { Severity::Warning } else { Severity::Error };
        let resume = Self::from_tree_with(&tree.root, files, unknown_keys, diagnostics)?;
        Some(Resume { translations: tree.translations.clone(), ..resume })
    }

    /// Reads and checks a résumé from a tree with spans in `source`.
    pub(crate) fn from_tree_with(
        root: &Node,
        files: &ResumeFiles,
        unknown_keys: Severity,
        diagnostics: &mut Diagnostics,
    ) -> Option<Resume> {
        let start = diagnostics.checkpoint();
        let Outcome { value, guessed, result: _ } = yaml::read_on::<Unchecked>(root, unknown_keys, diagnostics);
        let mut resume = value.map(|Unchecked(resume)| Resume { files: Some(files.clone()), ..resume });
        if let Some(resume) = &resume {
            check::check(resume, &guessed, diagnostics);
            if let (Some(extends), true) = (&resume.extends, files.below.is_empty()) {
                diagnostics.push(layers::missing(extends));
            }
        }
        if let Some(resume) = &mut resume {
            resume.set_apart(start, diagnostics);
            layers::rebase(resume, files);
        }
        resume.map(Resume::without_hidden)
    }

    /// Removes what is hidden, so that no output can contain it.
    fn without_hidden(mut self) -> Resume {
        let count =
            |resume: &Resume| resume.basics.profiles.len() + resume.basics.facts.len() + resume.entries().count();
        let before = count(&self);
        self.basics.profiles.retain(|profile| !profile.hidden);
        self.basics.facts.retain(|fact| !fact.hidden);
        let mut inner = 0;
        self.retain_entries(|_, entry| {
            let stays = !entry.is_hidden();
            if stays {
                inner += entry.drop_hidden();
            }
            stays
        });
        self.hidden = before - count(&self) + inner;
        self.drop_hidden_sections();
        self
    }

    /// Removes the sections that are chosen to be hidden, and what is in them.
    pub(crate) fn drop_hidden_sections(&mut self) {
        let (hidden, shown): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.sections).into_iter().partition(|choice| choice.settings.hidden);
        self.sections = shown;
        for SectionChoice { key, .. } in hidden {
            match Section::find(&key.value) {
                Some(Section::Summary) => self.basics.summary = None,
                Some(Section::Publications) => {
                    self.publications.clear();
                    self.bibliography = None;
                }
                Some(section) => self.retain_entries(|of, _| of != section.key()),
                None => self.retain_entries(|of, _| of.strip_prefix(OWN) != Some(&key.value)),
            }
        }
    }

    /// How many entries, positions, highlights, profiles and facts are hidden in the file.
    pub fn hidden_count(&self) -> usize {
        self.hidden
    }

    /// Whether a key is a top-level key of a résumé.
    pub(crate) fn is_key(key: &str) -> bool {
        foreign_format::KEYS.contains(&key) || Section::find(key).is_some()
    }

    /// The file that the résumé was read from; not those that it extends.
    pub fn source(&self) -> &Source {
        &self.files().main
    }

    /// The language that `meta` names, as other tools write it.
    pub(crate) fn meta_language(&self) -> Option<String> {
        let meta = self.meta.as_ref()?;
        ["language", "lang", "locale"].iter().find_map(|key| meta.text(key))
    }

    /// The files that the résumé was read from.
    pub fn files(&self) -> &ResumeFiles {
        self.files.as_ref().expect("résumés are created only by reading")
    }

    /// The résumé as of a day: jobs that begin later are not ongoing, and the duration of those that are
    /// is counted up to it.
    #[must_use]
    pub fn as_of(self, today: Date) -> Resume {
        Resume { today: Some(today), ..self }
    }

    /// The day on which the résumé is printed, if known.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    /// The tree that the résumé was read from, with legacy keys renamed.
    pub(crate) fn written(&self) -> Option<Node> {
        Self::tree(self.files(), None, &mut Diagnostics::new()).ok().map(|tree| tree.root)
    }

    /// The error for a file of more than [`Self::MAX_BYTES`]. Can be reported without reading
    /// the whole file.
    pub fn too_large(name: &str) -> Diagnostic {
        let limit = Self::MAX_BYTES >> 20;
        let note = Diagnostic::error(Code::TooLarge, format!("`{name}` is larger than {limit} MiB"));
        note.help("reference pictures by file name instead of embedding them")
    }

    /// All tags used in the résumé, with those above them: `backend` for `backend/node`.
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
        // `backend/node` is also one of `backend`.
        let above: Vec<String> =
            found.iter().flat_map(|tag| tag.match_indices('/').map(|(at, _)| tag[..at].to_owned())).collect();
        found.extend(above.into_iter().filter(|tag| !tag.is_empty()));
        found
    }

    /// Whether a section has content.
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

/// The tree of a résumé's files in one language.
struct ResumeTree {
    root: Node,
    translations: Translations,
}

/// Replaces a fix by its title if the file would not be JSON with it.
fn keep_valid_json(note: &mut Diagnostic, source: &Source) {
    let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    let Some(fix) = note.fix.as_ref().filter(|fix| fix.span.source == source.id()) else { return };
    let text = source.text();
    let fixed = format!("{}{}{}", &text[..fix.span.start], fix.replacement, &text[fix.span.end..]);
    if is_json(text) && !is_json(&fixed) {
        let title = fix.title.clone();
        note.fix = None;
        note.help.push(title);
    }
}

/// The error for a file with more than [`Resume::MAX_ITEMS`] list items.
pub(crate) fn too_many_items(root: &Node, source: &Source) -> Option<Diagnostic> {
    let items = items(root);
    let message = || format!("`{}` has {items} list items", source.name());
    let note = || Diagnostic::error(Code::TooLarge, message()).at(source.span(0..0));
    (items > Resume::MAX_ITEMS).then(|| note().help(format!("the limit is {}", Resume::MAX_ITEMS)))
}

/// Counts the items of all lists.
fn items(node: &Node) -> usize {
    match &node.value {
        yaml::Value::Scalar { .. } => 0,
        yaml::Value::Sequence(list) => list.len() + list.iter().map(items).sum::<usize>(),
        yaml::Value::Mapping(entries) => entries.iter().map(|entry| items(&entry.value)).sum(),
    }
}
