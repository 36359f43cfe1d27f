//! Texts in several languages in one file.
//!
//! Where `language` is a list, a text, a list of texts or a date may be a mapping from those languages to
//! values. The tree of a file is reduced to one language before it is read, so that everything after it sees
//! only one.

use super::{Resume, Section};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Spanned;
use crate::yaml::{Entry, Node, Value};

/// The languages of a résumé, and what it lacks in the one that it was read in.
#[derive(Debug, Clone, Default)]
pub(super) struct Translations {
    /// The languages that the file names, the default first.
    pub languages: Vec<String>,
    /// A warning for each text that another language stands in for.
    pub gaps: Vec<Diagnostic>,
}

/// The key that names the languages.
const LANGUAGE: &str = "language";

/// The top-level keys whose values are in no language.
const APART: &[&str] = &["advice", "meta", "extends", "$schema", LANGUAGE];

/// The top-level keys whose mappings have keys of the writer's choice.
const FREE_KEYS: &[&str] = &["applications", "custom", "labels"];

impl Resume {
    /// The languages that the file names, the default first; empty if it names none.
    pub fn languages(&self) -> &[String] {
        &self.translations.languages
    }

    /// The language of the résumé, if it is another than the default of several.
    pub fn other_language(&self) -> Option<&str> {
        let [default, _, ..] = self.languages() else { return None };
        self.language.as_ref().map(|tag| &*tag.value).filter(|tag| !same(tag, default))
    }

    /// The texts that are missing in the language of the résumé, and those missing in its other languages.
    pub fn missing_translations(&self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let own = &self.translations.gaps;
        let all = self.languages().iter().flat_map(|tag| {
            let tree = Resume::tree(self.files(), Some(tag), &mut Diagnostics::new());
            tree.map_or_else(|_| Vec::new(), |tree| tree.translations.gaps)
        });
        let others = all.filter(|gap| !own.contains(gap)).collect();
        (own.clone(), others)
    }
}

/// Reduces a tree to one language: the wanted one, or the first that the file names.
pub(super) fn resolve(root: &mut Node, wanted: Option<&str>, diagnostics: &mut Diagnostics) -> Translations {
    let named = named(root);
    let languages: Vec<String> = named.iter().map(|tag| tag.value.clone()).collect();
    let chosen = wanted.map(str::to_owned).or_else(|| languages.first().cloned());
    let mut resolver = Resolver { languages: &languages, chosen: chosen.as_deref(), gaps: Vec::new(), diagnostics };
    for Entry { key, value } in root.entries_mut().into_iter().flatten() {
        if !APART.contains(&key.name.as_str()) {
            resolver.top(&key.name, value);
        }
    }
    let gaps = resolver.gaps;
    // One language is left.
    if let Some(node) = root.entries_mut().into_iter().flatten().find(|entry| entry.key.name == LANGUAGE)
        && let (Value::Sequence(_), Some(first)) = (&node.value.value, named.first())
    {
        let tag = named.iter().find(|tag| chosen.as_deref().is_some_and(|chosen| same(&tag.value, chosen)));
        let tag = tag.unwrap_or(first);
        node.value = Node::text(tag.value.clone(), tag.span);
    }
    Translations { languages, gaps }
}

/// The language tags of the file; none if it says something else.
fn named(root: &Node) -> Vec<Spanned<String>> {
    let items = match root.find(LANGUAGE) {
        Some(Node { value: Value::Sequence(items), .. }) => items.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let tag = |node: &&Node| {
        let text = node.as_text().filter(|text| is_tag(text))?;
        Some(Spanned { value: text.to_owned(), span: node.span })
    };
    let tags: Vec<_> = items.iter().filter_map(tag).collect();
    if tags.len() == items.len() { tags } else { Vec::new() }
}

/// Whether a text looks like a language tag.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether two tags are the same.
fn same(one: &str, other: &str) -> bool {
    one.replace('_', "-").eq_ignore_ascii_case(&other.replace('_', "-"))
}

/// The language of a tag, without its region.
fn base(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

struct Resolver<'a> {
    languages: &'a [String],
    chosen: Option<&'a str>,
    gaps: Vec<Diagnostic>,
    diagnostics: &'a mut Diagnostics,
}

impl Resolver<'_> {
    /// The value of a top-level key.
    fn top(&mut self, key: &str, node: &mut Node) {
        let is_section = Section::find(key).is_some();
        match &mut node.value {
            Value::Mapping(entries) if FREE_KEYS.contains(&key) || key == "theme" => {
                for Entry { key: own, value } in entries {
                    // The settings of an application are keys of the format again, and those of a section too.
                    let path = format!("{key}.{}", own.name);
                    if key == "applications" { self.children(value, &path) } else { self.value(value, &path) }
                }
            }
            // An entry is a mapping, whatever its keys are called: `id` is a language as well.
            Value::Sequence(items) if is_section => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.children(item, &format!("{key}[{index}]"));
                }
            }
            Value::Mapping(_) | Value::Sequence(_) => self.value(node, key),
            Value::Scalar { .. } => {}
        }
    }

    /// A value that may be in several languages.
    fn value(&mut self, node: &mut Node, path: &str) {
        if let Value::Mapping(entries) = &mut node.value
            && let Some(at) = self.choice(entries, path)
        {
            let value = entries.swap_remove(at).value;
            *node = value;
        }
        self.children(node, path);
    }

    /// The values in a node.
    fn children(&mut self, node: &mut Node, path: &str) {
        match &mut node.value {
            Value::Scalar { .. } => {}
            Value::Sequence(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.value(item, &format!("{path}[{index}]"));
                }
            }
            Value::Mapping(entries) => {
                for Entry { key, value } in entries {
                    self.value(value, &format!("{path}.{}", key.name));
                }
            }
        }
    }

    /// Which entry of a mapping to use, if its keys are languages.
    fn choice(&mut self, entries: &[Entry], path: &str) -> Option<usize> {
        let tags = || entries.iter().map(|entry| entry.key.name.as_str());
        let is_named = |tag: &str| self.languages.iter().any(|language| same(language, tag));
        if entries.is_empty() || !tags().all(is_tag) {
            return None;
        }
        if !tags().any(is_named) {
            return self.suspect(entries, path).then_some(0);
        }
        for Entry { key, .. } in entries.iter().filter(|entry| !is_named(&entry.key.name)) {
            let message = format!("`{}` is not a language of this résumé", key.name);
            let note = Diagnostic::error(Code::UnknownKey, message).at(key.span).path(path);
            let all = self.languages.iter().map(String::as_str).chain([key.name.as_str()]);
            self.diagnostics.push(
                note.help(format!(
                    "add it at the top of the file: `language: [{}]`",
                    all.collect::<Vec<_>>().join(", ")
                )),
            );
        }
        let chosen = self.chosen.unwrap_or_default();
        let given = |wanted: &dyn Fn(&str) -> bool| {
            entries.iter().position(|entry| wanted(&entry.key.name) && !entry.value.is_absent())
        };
        if let Some(at) = given(&|tag| same(tag, chosen)).or_else(|| given(&|tag| base(tag) == base(chosen))) {
            return Some(at);
        }
        // An empty text in all languages is no text.
        let other = self.languages.iter().find_map(|language| given(&|tag| same(tag, language)))?;
        let Entry { key, value } = &entries[other];
        let message = format!("no text in `{chosen}`; the one in `{}` is printed", key.name);
        let note = Diagnostic::warning(Code::MissingTranslation, message).at(value.span).path(path);
        self.gaps.push(note.help(format!("add `{chosen}: …`")));
        Some(other)
    }

    /// Reports texts in languages that the file does not name; whether there are any.
    fn suspect(&mut self, entries: &[Entry], path: &str) -> bool {
        let is_text = |node: &Node| match &node.value {
            Value::Scalar { .. } => true,
            Value::Sequence(items) => items.iter().all(|item| matches!(item.value, Value::Scalar { .. })),
            Value::Mapping(_) => false,
        };
        // Keys of three letters are more often those of the format, such as `min` and `max`.
        let is_short = |entry: &Entry| base(&entry.key.name).len() == 2;
        if entries.len() < 2 || !entries.iter().all(|entry| is_short(entry) && is_text(&entry.value)) {
            return false;
        }
        let tags: Vec<&str> = entries.iter().map(|entry| entry.key.name.as_str()).collect();
        let message = "a text in several languages, but the file does not name them";
        let note = Diagnostic::error(Code::WrongType, message).at(entries[0].key.span).path(path);
        self.diagnostics.push(note.help(format!("add at the top of the file: `language: [{}]`", tags.join(", "))));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn read(text: &str, wanted: Option<&str>) -> (Option<Resume>, Vec<String>) {
        let source = Source::new("resume.yaml", text);
        let mut diagnostics = Diagnostics::new();
        let resume = Resume::read(&source, &mut diagnostics).ok().and_then(|resume| {
            let Some(wanted) = wanted else { return Some(resume) };
            let edited = resume.edited(None, &[], Some(wanted), &mut diagnostics).ok()?;
            Some(edited.unwrap_or(resume))
        });
        let gaps = resume.iter().flat_map(|resume| resume.missing_translations().0);
        let messages = diagnostics.sorted().into_iter().cloned().chain(gaps).map(|note| note.message).collect();
        (resume, messages)
    }

    const BOTH: &str = "\
language: [en, fr]
basics: {name: Ada, label: {en: Baker, fr: Boulangère}}
work:
- name: Mill
  position: {en: Baker, fr: Boulangère}
  startDate: 2019
  endDate: {en: '{text: in press}', fr: 2021}
  highlights: {en: [Bread, Cake], fr: [Pain]}
sections:
- work: {en: Jobs, fr: Emplois}
applications:
  fr: {language: fr}
  en: {set: {basics.label: {en: Head baker, fr: Chef}}}
";

    #[test]
    fn a_text_is_that_of_the_language() {
        let text = BOTH.replace("{en: '{text: in press}', fr: 2021}", "{en: 2020, fr: 2021}");
        for (wanted, label, highlights, title) in [
            (None, "Baker", 2, "Jobs"),
            (Some("fr"), "Boulangère", 1, "Emplois"),
            (Some("fr-CA"), "Boulangère", 1, "Emplois"),
        ] {
            let (resume, messages) = read(&text, wanted);
            let resume = resume.unwrap();
            assert_eq!(messages, [""; 0]);
            assert_eq!(resume.basics.label.as_deref(), Some(label));
            assert_eq!(resume.work[0].highlights.len(), highlights);
            assert_eq!(resume.sections[0].settings.title.as_deref(), Some(title));
            assert_eq!(resume.languages(), ["en", "fr"]);
            assert_eq!(resume.applications.keys().collect::<Vec<_>>(), ["fr", "en"]);
        }
    }

    #[test]
    fn a_text_that_is_missing_is_that_of_the_default_language() {
        let text = "language: [en, fr]\nbasics: {name: Ada, label: {en: Baker}}\n";
        let (resume, messages) = read(text, Some("fr"));
        assert_eq!(resume.unwrap().basics.label.as_deref(), Some("Baker"));
        assert_eq!(messages, ["no text in `fr`; the one in `en` is printed"]);
        let (resume, messages) = read(text, None);
        assert_eq!(messages, [""; 0]);
        assert_eq!(resume.unwrap().missing_translations().1.len(), 1);
    }

    #[test]
    fn languages_that_are_not_named_are_reported() {
        let (_, messages) = read("language: [en, fr]\nbasics: {name: Ada, label: {en: Baker, de: Bäckerin}}\n", None);
        assert_eq!(messages, ["`de` is not a language of this résumé"]);
        let (_, messages) = read("basics: {name: Ada, label: {en: Baker, de: Bäckerin}}\n", None);
        assert_eq!(messages[0], "a text in several languages, but the file does not name them");
    }

    #[test]
    fn keys_that_look_like_languages_stay_keys() {
        let text = "language: [en, id]\nbasics: {name: Ada}\ncertificates:\n- {id: '12', name: First aid}\n\
                    labels: {id: No.}\n";
        let (resume, messages) = read(text, None);
        assert_eq!(messages, [""; 0]);
        assert_eq!(resume.unwrap().certificates.len(), 1);
    }
}
