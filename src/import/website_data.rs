//! YAML and JSON of no known format, such as the data files of websites, as JSON Resume.
//!
//! Such files name things as their authors like: sections are a list of titles with contents, or a mapping with a title
//! beside its list, and the person is described below `sidebar` or `profile`. What the titles and keys mean is mostly
//! known from other formats.

use super::draft::{Draft, items, list, pair, scalar};
use super::dropped::DroppedList;
use super::texts::capitalized;
use super::unstructured::titles::{self, Topic};
use crate::resume::{Resume, Section};
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Value};

/// Keys of a section's title.
const TITLES: &[&str] = &["title", "heading", "header", "name", "label"];

/// Keys below which a person is described.
const PERSON: &[&str] = &[
    "sidebar",
    "profile",
    "person",
    "personal",
    "personalinfo",
    "personalinformation",
    "personaldetails",
    "about",
    "aboutme",
    "contact",
    "contactinfo",
    "contactinformation",
    "header",
    "me",
    "author",
    "info",
    "general",
    "generalinformation",
];

/// Keys of a person's details, as `basics` has them or their synonyms.
const DETAILS: &[&str] = &[
    "name",
    "fullname",
    "email",
    "mail",
    "emailaddress",
    "phone",
    "telephone",
    "tel",
    "mobile",
    "phonenumber",
    "url",
    "website",
    "homepage",
    "address",
    "location",
    "label",
    "title",
    "jobtitle",
    "headline",
    "tagline",
    "position",
    "summary",
];

/// Keys of a name and its value.
const PAIR: [&[&str]; 2] = [&["name", "label", "key", "field", "title"], &["value", "content", "text"]];

/// Keys of a period besides those of JSON Resume.
const PERIOD: &[&str] = &["time", "year", "years", "when", "timeframe", "timespan", "daterange"];

/// Whether a file describes a person and their work, but not in the way of a known format.
pub fn is_shape(root: &Node) -> bool {
    let parts = parts(root.clone());
    let known = |(key, node): &(Key, Node)| matches!(topic(key, node), Some(Topic::Standard(_)));
    match &root.value {
        Value::Scalar { .. } => false,
        Value::Sequence(_) => parts.iter().filter(|part| known(part)).count() > 1,
        Value::Mapping(_) if root.find("basics").is_some() => false,
        Value::Mapping(_) => {
            let is_ours = root.entries().iter().any(|entry| Resume::is_key(&entry.key.name));
            let has_title = |part: &(Key, Node)| known(part) && part.1.find("title").is_some();
            let sections = parts.iter().filter(|part| known(part)).count();
            parts.iter().any(has_title)
                || parts.iter().any(|(key, node)| is_person(key, node))
                || !is_ours && sections > 1
        }
    }
}

/// Brings a tree into the form of JSON Resume, as far as its titles and keys are known.
pub fn convert(root: Node, losses: &mut DroppedList) -> Node {
    let span = root.span;
    let mut made = Parts::default();
    for (key, node) in parts(root) {
        made.place(key, node);
    }
    losses.names.append(&mut made.names);
    let mut resume = Draft::default();
    made.basics.put_list("facts", made.facts);
    resume.put("basics", made.basics.node(span));
    if made.has_titles {
        resume.put_list("sections", made.order);
    }
    resume.append(made.sections);
    resume.node(span).unwrap_or_else(|| Node::nothing(span))
}

/// What a file is made of: its keys, or the titles of a list.
fn parts(root: Node) -> Vec<(Key, Node)> {
    match root.value {
        Value::Scalar { .. } => Vec::new(),
        // A mapping around everything.
        Value::Mapping(mut entries) if entries.len() == 1 && entries[0].value.entries().len() > 1 => {
            parts(entries.remove(0).value)
        }
        Value::Mapping(entries) => entries.into_iter().map(|entry| (entry.key, entry.value)).collect(),
        Value::Sequence(items) => items
            .into_iter()
            .filter_map(|item| {
                let title = title(&item)?;
                Some((Key { span: title.span, name: scalar(title)?.to_owned() }, item))
            })
            .collect(),
    }
}

#[derive(Default)]
struct Parts {
    basics: Draft,
    facts: Vec<Node>,
    sections: Draft,
    /// The sections with their titles.
    order: Vec<Node>,
    has_titles: bool,
    /// Names of details that became keys.
    names: Vec<Span>,
}

impl Parts {
    fn place(&mut self, key: Key, node: Node) {
        let is_section = matches!(topic(&key, &node), Some(Topic::Standard(_)));
        if let Some(pairs) = pairs(&node).filter(|_| !is_section) {
            return pairs.into_iter().for_each(|(name, value)| self.detail(name, value));
        }
        if is_person(&key, &node) {
            return self.person(node);
        }
        // Sections below one more key.
        if title(&node).is_none() && has_only_sections(&node) {
            return node.entries().to_vec().into_iter().for_each(|Entry { key, value }| self.place(key, value));
        }
        match topic(&key, &node) {
            Some(Topic::Standard(Section::Summary)) => {
                self.list(Section::Summary.key(), heading(&node).cloned(), node.span);
                self.basics.put("summary", text_of(node));
            }
            Some(Topic::Standard(section)) => {
                if !self.sections.has(section.key()) {
                    self.list(section.key(), title(&node).cloned(), node.span);
                }
                let entries = entries(node).into_iter().flat_map(each).map(|entry| usual(entry, section)).collect();
                self.sections.extend_list(section.key(), entries);
            }
            Some(Topic::Contact) => self.person(node),
            Some(Topic::Custom) | None => self.other(key, node),
        }
    }

    /// Adds a section to the order, with its title if it has one.
    fn list(&mut self, key: &str, title: Option<Node>, span: Span) {
        self.has_titles |= title.is_some();
        self.order.push(match title {
            Some(title) => pair(key, title),
            None => Node::text(key, span),
        });
    }

    /// A person's details, with sections between them.
    fn person(&mut self, node: Node) {
        let mut entries = node.entries().to_vec();
        join_names(&mut entries);
        for Entry { key, value } in entries {
            match (&value.value, topic(&key, &value)) {
                (Value::Sequence(_) | Value::Mapping(_), Some(Topic::Standard(_))) => self.place(key, value),
                _ => self.basics.put(&key.name, value),
            }
        }
    }

    /// A detail of the person that is written as a pair.
    fn detail(&mut self, name: Node, value: Node) {
        let key = scalar(&name).map(letters).unwrap_or_default();
        match scalar(&name).and_then(titles::known) {
            Some(Topic::Standard(section)) if section != Section::Summary => {
                self.list(section.key(), None, value.span);
                self.names.push(name.span);
                self.sections.extend_list(section.key(), words(value));
            }
            _ if DETAILS.contains(&key.as_str()) => {
                self.names.push(name.span);
                self.basics.put(&key, value);
            }
            _ => {
                let mut fact = Draft::default();
                let span = name.span;
                fact.put("name", name);
                fact.put("value", value);
                self.facts.extend(fact.node(span));
            }
        }
    }

    /// A custom section, with the title that it has; what has no contents is left for the reader of JSON Resume.
    fn other(&mut self, key: Key, node: Node) {
        let title = heading(&node).cloned().unwrap_or_else(|| Node::text(capitalized(&spaced(&key.name)), key.span));
        let Some(contents) = contents(&node) else { return self.sections.put(&key.name, node) };
        let name = scalar(&title).map(slug).unwrap_or_default();
        self.list(&name, None, node.span);
        let mut section = Draft::default();
        section.put("title", title);
        section.put("entries", contents);
        self.sections.put(&name, section.node(node.span));
    }
}

/// What a section without a known title has: a list, or texts.
fn contents(node: &Node) -> Option<Node> {
    match &node.value {
        Value::Scalar { .. } => None,
        Value::Sequence(_) => Some(node.clone()),
        Value::Mapping(entries) => {
            let is_list = |node: &Node| matches!(node.value, Value::Sequence(_));
            if let Some(entry) = entries.iter().find(|entry| is_list(&entry.value)) {
                return Some(entry.value.clone());
            }
            let is_text = |entry: &&Entry| {
                !TITLES.contains(&entry.key.name.as_str())
                    && scalar(&entry.value).is_some_and(|text| text.contains(' '))
            };
            list(entries.iter().filter(is_text).map(|entry| entry.value.clone()).collect())
        }
    }
}

/// Puts the parts of a name together.
fn join_names(entries: &mut Vec<Entry>) {
    let find = |names: &[&str]| entries.iter().position(|entry| names.contains(&letters(&entry.key.name).as_str()));
    let (Some(given), Some(family)) = (find(&["firstname", "givenname"]), find(&["lastname", "familyname", "surname"]))
    else {
        return;
    };
    let (Some(first), Some(last)) = (scalar(&entries[given].value), scalar(&entries[family].value)) else { return };
    let name = Node::text(format!("{first} {last}"), entries[given].value.span.joined(entries[family].value.span));
    entries[given].key.name = "name".into();
    entries[given].value = name;
    entries.remove(family);
}

/// Whether all values of a mapping that are no texts are sections.
fn has_only_sections(node: &Node) -> bool {
    let mut contents = node.entries().iter().filter(|entry| scalar(&entry.value).is_none()).peekable();
    let is_section = |entry: &Entry| matches!(topic(&entry.key, &entry.value), Some(Topic::Standard(_)));
    contents.peek().is_some() && contents.all(is_section)
}

/// The section that a title or key announces; `None` for a single text.
fn topic(key: &Key, node: &Node) -> Option<Topic> {
    let written = title(node).and_then(scalar).and_then(titles::known);
    let known =
        written.or_else(|| titles::known(&spaced(&key.name))).or_else(|| Section::find(&key.name).map(Topic::Standard));
    match (&node.value, known) {
        (Value::Scalar { .. }, Some(Topic::Standard(Section::Summary))) => known,
        (Value::Scalar { .. }, _) => None,
        (_, Some(topic)) => Some(topic),
        (_, None) => Some(titles::guessed(&spaced(&key.name))),
    }
}

/// Whether a mapping describes the person.
fn is_person(key: &Key, node: &Node) -> bool {
    let has = |names: &[&str]| node.entries().iter().any(|entry| names.contains(&letters(&entry.key.name).as_str()));
    let is_contact = has(&["email", "mail", "emailaddress", "phone", "telephone", "mobile"]);
    (PERSON.contains(&letters(&key.name).as_str()) && (is_contact || has(&["name", "fullname"])))
        || is_contact && has(&["name", "fullname"])
}

/// The title in a mapping.
fn heading(node: &Node) -> Option<&Node> {
    TITLES.iter().find_map(|key| node.find(key)).filter(|title| scalar(title).is_some())
}

/// The title in a mapping that has more than texts besides.
fn title(node: &Node) -> Option<&Node> {
    let others = node.entries().iter().any(|entry| scalar(&entry.value).is_none() && !entry.value.is_absent());
    heading(node).filter(|_| others)
}

/// The pairs of a list that has nothing else.
fn pairs(node: &Node) -> Option<Vec<(Node, Node)>> {
    let contents = match &node.value {
        Value::Mapping(entries) => {
            entries.iter().map(|entry| &entry.value).find(|value| !matches!(value.value, Value::Scalar { .. }))?
        }
        Value::Sequence(_) | Value::Scalar { .. } => node,
    };
    let Value::Sequence(items) = &contents.value else { return None };
    let pair = |item: &Node| {
        let find = |keys: &[&str]| keys.iter().find_map(|key| item.find(key)).cloned();
        let (name, value) = (find(PAIR[0])?, find(PAIR[1])?);
        (item.entries().len() == 2).then_some((name, value))
    };
    let pairs: Vec<_> = items.iter().map_while(pair).collect();
    (!pairs.is_empty() && pairs.len() == items.len()).then_some(pairs)
}

/// The entries of a section: a list, or the list below a title.
fn entries(node: Node) -> Vec<Node> {
    let span = node.span;
    match node.value {
        Value::Mapping(mut all) => {
            let is_list = |entry: &Entry| matches!(entry.value.value, Value::Sequence(_));
            let lists = all.iter().filter(|entry| is_list(entry)).count();
            match all.iter().position(is_list) {
                // Groups by their names.
                _ if lists > 1 => all.into_iter().filter(is_list).map(|entry| group(entry, span)).collect(),
                Some(at) => items(all.remove(at).value),
                None => vec![Node { span, value: Value::Mapping(all) }],
            }
        }
        value => items(Node { span, value }),
    }
}

/// The entries of a list that has only a date, as of a year's awards.
fn each(entry: Node) -> Vec<Node> {
    let [Entry { key, value: date }, Entry { value: Node { value: Value::Sequence(items), .. }, .. }] = entry.entries()
    else {
        return vec![entry];
    };
    if !PERIOD.contains(&letters(&key.name).as_str()) || items.iter().any(|item| scalar(item).is_none()) {
        return vec![entry];
    }
    let one = |item: &Node| {
        let mut one = Draft::default();
        one.put("name", item.clone());
        one.put("date", date.clone());
        one.node(item.span)
    };
    items.iter().filter_map(one).collect()
}

/// A list with its name.
fn group(Entry { key, value }: Entry, span: Span) -> Node {
    let mut group = Draft::default();
    group.put("name", Node::text(spaced(&key.name), key.span));
    group.put("keywords", value);
    group.node(span).unwrap_or_else(|| Node::nothing(span))
}

/// The text of a section that is only a text.
fn text_of(node: Node) -> Option<Node> {
    if scalar(&node).is_some() {
        return Some(node);
    }
    let is_title = |entry: &&Entry| !TITLES.contains(&entry.key.name.as_str());
    let texts: Vec<Node> = match &node.value {
        Value::Mapping(entries) => entries.iter().filter(is_title).map(|entry| entry.value.clone()).collect(),
        Value::Sequence(items) => items.clone(),
        Value::Scalar { .. } => Vec::new(),
    };
    let texts: Vec<Node> = texts.into_iter().flat_map(items).collect();
    match texts.len() {
        1 => texts.into_iter().next(),
        _ => list(texts),
    }
}

/// The words of a list that is written as one text.
fn words(node: Node) -> Vec<Node> {
    match scalar(&node) {
        Some(text) => text.split(',').map(|word| Node::text(word.trim(), node.span)).collect(),
        None => items(node),
    }
}

/// An entry whose period and points have the names that readers of JSON Resume know.
fn usual(mut entry: Node, section: Section) -> Node {
    const DATES: &[&str] = &["startdate", "enddate", "date", "start", "end", "from", "to"];
    let is_group = matches!(section, Section::Skills | Section::Interests | Section::Languages);
    let Some(entries) = entry.entries_mut() else { return entry };
    let has_dates = entries.iter().any(|entry| DATES.contains(&letters(&entry.key.name).as_str()));
    let has_points = entries.iter().any(|entry| entry.key.name == "highlights");
    for Entry { key, value } in entries {
        let name = letters(&key.name);
        let is_points =
            matches!(value.value, Value::Sequence(_)) && ["description", "summary"].contains(&name.as_str());
        if !has_dates && PERIOD.contains(&name.as_str()) {
            key.name = "period".into();
        } else if !has_points && !is_group && is_points {
            key.name = "highlights".into();
        }
    }
    entry
}

/// A key as words: `workExperience`, `work_experience`.
fn spaced(key: &str) -> String {
    let mut words = String::new();
    for letter in key.chars() {
        match letter {
            '_' | '-' => words.push(' '),
            letter if letter.is_uppercase() && words.ends_with(char::is_lowercase) => words.extend([' ', letter]),
            letter => words.push(letter),
        }
    }
    words
}

/// A key without signs, in small letters.
fn letters(key: &str) -> String {
    key.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A title as a key.
fn slug(title: &str) -> String {
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}
