//! Keys that other files use for what a résumé has under another name.

use super::Dialect;
use super::fields::{Fields, Shape, letters};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, is_one_letter_off};
use crate::yaml::{Entry, Node, Value, is_switched_off};

/// Synonyms of the keys of a section.
struct Synonyms {
    section: &'static str,
    /// Pairs of a synonym, without signs between words and in small letters, and the key.
    keys: &'static [(&'static str, &'static str)],
}

#[rustfmt::skip]
const SYNONYMS: &[Synonyms] = &[
    Synonyms { section: "basics", keys: &[
        ("about", "summary"), ("aboutme", "summary"), ("objective", "summary"), ("headline", "label"),
        ("jobtitle", "label"), ("occupation", "label"), ("position", "label"), ("role", "label"), ("tagline", "label"), ("photo", "image"),
        ("avatar", "image"), ("mail", "email"), ("emailaddress", "email"), ("telephone", "phone"), ("tel", "phone"),
        ("mobile", "phone"), ("phonenumber", "phone"), ("homepage", "url"), ("site", "url"), ("fullname", "name"),
        ("address", "location"), ("social", "profiles"), ("socials", "profiles"), ("networks", "profiles"),
        ("links", "profiles"),
    ] },
    Synonyms { section: "basics.location", keys: &[
        ("state", "region"), ("province", "region"), ("county", "region"), ("country", "countryCode"),
        ("zip", "postalCode"), ("zipcode", "postalCode"), ("postcode", "postalCode"), ("postal", "postalCode"),
        ("street", "address"), ("streetaddress", "address"), ("town", "city"),
    ] },
    Synonyms { section: "basics.profiles", keys: &[
        ("name", "network"), ("platform", "network"), ("service", "network"), ("site", "network"), ("type", "network"),
        ("user", "username"), ("handle", "username"), ("login", "username"), ("account", "username"),
        ("link", "url"), ("href", "url"), ("website", "url"),
    ] },
    Synonyms { section: "work", keys: &[
        ("employer", "name"), ("organization", "name"), ("organisation", "name"), ("institution", "name"),
        ("title", "position"), ("jobtitle", "position"), ("role", "position"), ("department", "team"),
        ("achievements", "highlights"), ("accomplishments", "highlights"), ("responsibilities", "highlights"),
        ("bullets", "highlights"), ("duties", "highlights"), ("tasks", "highlights"), ("details", "highlights"),
    ] },
    Synonyms { section: "volunteer", keys: &[
        ("name", "organization"), ("company", "organization"), ("organisation", "organization"),
        ("institution", "organization"), ("employer", "organization"), ("title", "position"), ("role", "position"),
        ("description", "summary"), ("achievements", "highlights"), ("responsibilities", "highlights"),
        ("details", "highlights"),
    ] },
    Synonyms { section: "education", keys: &[
        ("school", "institution"), ("university", "institution"), ("college", "institution"), ("name", "institution"),
        ("organization", "institution"), ("company", "institution"), ("degree", "studyType"), ("title", "studyType"),
        ("qualification", "studyType"), ("graduated", "endDate"), ("major", "area"), ("field", "area"), ("fieldofstudy", "area"), ("subject", "area"), ("discipline", "area"),
        ("grade", "score"), ("marks", "score"), ("coursework", "courses"), ("modules", "courses"),
        ("description", "summary"), ("achievements", "highlights"), ("details", "highlights"),
    ] },
    Synonyms { section: "projects", keys: &[
        ("title", "name"), ("role", "roles"), ("link", "url"), ("repo", "url"), ("repository", "url"),
        ("github", "url"), ("githuburl", "url"), ("githublink", "url"), ("demo", "url"), ("client", "entity"),
        ("company", "entity"), ("organization", "entity"), ("achievements", "highlights"), ("features", "highlights"),
        ("details", "highlights"),
    ] },
    Synonyms { section: "awards", keys: &[
        ("name", "title"), ("issuer", "awarder"), ("organization", "awarder"), ("institution", "awarder"),
        ("awardedby", "awarder"), ("by", "awarder"), ("description", "summary"), ("text", "summary"),
        ("year", "date"),
    ] },
    Synonyms { section: "certificates", keys: &[
        ("title", "name"), ("organization", "issuer"), ("authority", "issuer"), ("issuedby", "issuer"),
        ("institution", "issuer"), ("provider", "issuer"), ("awarder", "issuer"), ("publisher", "issuer"),
        ("issuedate", "date"), ("releasedate", "date"), ("startdate", "date"), ("year", "date"),
        ("expirationdate", "expires"), ("expirydate", "expires"), ("validuntil", "expires"), ("enddate", "expires"),
        ("credentialid", "id"), ("description", "summary"),
    ] },
    Synonyms { section: "publications", keys: &[
        ("title", "name"), ("author", "authors"), ("journal", "publisher"), ("venue", "publisher"),
        ("conference", "publisher"), ("publication", "publisher"), ("publishedin", "publisher"),
        ("publishdate", "releaseDate"), ("publisheddate", "releaseDate"), ("publicationdate", "releaseDate"),
        ("date", "releaseDate"), ("year", "releaseDate"), ("description", "summary"), ("abstract", "summary"),
    ] },
    Synonyms { section: "skills", keys: &[
        ("title", "name"), ("category", "name"), ("group", "name"), ("skill", "name"), ("proficiency", "level"),
        ("rating", "level"), ("items", "keywords"), ("list", "keywords"), ("skills", "keywords"),
        ("technologies", "keywords"), ("details", "keywords"),
    ] },
    Synonyms { section: "languages", keys: &[
        ("name", "language"), ("title", "language"), ("lang", "language"), ("idiom", "language"), ("proficiency", "fluency"),
        ("skill", "fluency"),
    ] },
    Synonyms { section: "interests", keys: &[
        ("title", "name"), ("interest", "name"), ("hobby", "name"), ("items", "keywords"), ("details", "keywords"),
    ] },
    Synonyms { section: "references", keys: &[
        ("author", "name"), ("user", "name"), ("company", "organization"), ("organisation", "organization"),
        ("institution", "organization"), ("title", "position"), ("role", "position"), ("jobtitle", "position"),
        ("quote", "reference"), ("text", "reference"), ("testimonial", "reference"), ("recommendation", "reference"),
        ("description", "reference"), ("summary", "reference"),
    ] },
    Synonyms { section: "custom", keys: &[
        ("name", "title"), ("heading", "title"), ("label", "title"), ("event", "subtitle"), ("publisher", "subtitle"),
        ("organization", "subtitle"), ("institution", "subtitle"), ("company", "subtitle"), ("issuer", "subtitle"),
        ("awarder", "subtitle"), ("venue", "subtitle"), ("conference", "subtitle"), ("position", "subtitle"),
        ("role", "subtitle"), ("description", "summary"), ("text", "summary"), ("abstract", "summary"),
        ("releasedate", "date"), ("year", "date"), ("items", "highlights"), ("details", "highlights"),
        ("bullets", "highlights"), ("city", "location"),
    ] },
];

/// Synonyms in every list of entries, if its entries have the key.
const EVERYWHERE: &[(&str, &str)] = &[
    ("link", "url"),
    ("website", "url"),
    ("homepage", "url"),
    ("href", "url"),
    ("start", "startDate"),
    ("from", "startDate"),
    ("begin", "startDate"),
    ("end", "endDate"),
    ("to", "endDate"),
    ("until", "endDate"),
    ("place", "location"),
    ("technologies", "keywords"),
    ("technology", "keywords"),
    ("tech", "keywords"),
    ("techstack", "keywords"),
    ("stack", "keywords"),
    ("tools", "keywords"),
    ("skills", "keywords"),
];

/// Renames the synonyms in all standard sections, and warns about each. A key that has a value already is not
/// renamed.
pub fn rename_all(root: &mut Node, dialect: Dialect, diagnostics: &mut Diagnostics) {
    let Some(sections) = root.entries_mut() else { return };
    for Entry { key, value } in sections {
        let Some(fields) = Fields::of(&key.name).filter(|fields| fields.section != "custom") else { continue };
        each_mapping(value, &key.name, &mut |mapping, path| rename(mapping, fields, path, dialect, diagnostics));
        if key.name != "basics" {
            continue;
        }
        for Entry { key, value } in value.entries_mut().into_iter().flatten() {
            let path = format!("basics.{}", key.name);
            let Some(fields) = Fields::of(&path) else { continue };
            each_mapping(value, &path, &mut |mapping, path| rename(mapping, fields, path, dialect, diagnostics));
        }
    }
}

/// Calls a function with each mapping of a list, or with the only one.
pub fn each_mapping(node: &mut Node, path: &str, change: &mut dyn FnMut(&mut Vec<Entry>, &str)) {
    match &mut node.value {
        Value::Mapping(entries) => change(entries, path),
        Value::Sequence(items) => items.iter_mut().enumerate().for_each(|(index, item)| {
            if let Some(entries) = item.entries_mut() {
                change(entries, &format!("{path}[{index}]"));
            }
        }),
        Value::Scalar { .. } => {}
    }
}

/// Renames the synonyms of one entry.
pub fn rename(entries: &mut [Entry], fields: &Fields, path: &str, dialect: Dialect, diagnostics: &mut Diagnostics) {
    for at in 0..entries.len() {
        let Entry { key, value } = &entries[at];
        if fields.shape(&key.name).is_some() || value.is_absent() {
            continue;
        }
        let meant = meant(&key.name, fields, dialect);
        if let Some(new) = meant.filter(|_| dialect.is_foreign())
            && let Some(own) = entries.iter().position(|entry| entry.key.name == new)
            && append(entries, own, at, path, diagnostics)
        {
            continue;
        }
        let Entry { key, value } = &entries[at];
        let is_free = |new: &&str| {
            let taken = entries.iter().any(|entry| entry.key.name == **new && !entry.value.is_absent());
            !taken && fits(value, fields, new)
        };
        let synonym = meant.filter(is_free);
        let is_its_shape = |new: &&str| {
            let is_list = matches!(fields.shape(new), Some(Shape::Words | Shape::Sentences | Shape::Other));
            matches!(value.value, Value::Sequence(_)) == is_list
        };
        let misspelt = || misspelt(&key.name, fields).filter(is_free).filter(is_its_shape);
        let misspelt = || misspelt().filter(|_| dialect.is_foreign() && !is_switched_off(&key.name));
        let Some(new) = synonym.or_else(misspelt) else { continue };
        let key = &entries[at].key;
        let (code, message, fix) = match synonym {
            Some(_) => {
                (Code::LegacyKey, format!("`{}` is read as `{new}`", key.name), "use the name in the format".to_owned())
            }
            None => (Code::UnknownKey, format!("unknown key `{}`", key.name), format!("did you mean `{new}`?")),
        };
        let note = Diagnostic::warning(code, message).at(key.span).path(format!("{path}.{}", key.name));
        diagnostics.push(note.fix(fix, key.span, key.written(new)));
        entries[at].key.name = new.into();
        let at = entries.iter().position(|entry| entry.key.name == new && entry.value.is_absent());
        at.into_iter().for_each(|at| entries[at].key.name = format!("x-{new}"));
    }
}

/// Appends the list under a synonym to that under the key itself, and warns. Whether both are lists of texts.
fn append(entries: &mut [Entry], own: usize, synonym: usize, path: &str, diagnostics: &mut Diagnostics) -> bool {
    let is_list = |at: usize| match &entries[at].value.value {
        Value::Sequence(items) => !items.is_empty() && items.iter().all(|item| item.as_text().is_some()),
        _ => false,
    };
    if own == synonym || !is_list(own) || !is_list(synonym) {
        return false;
    }
    let name = entries[own].key.name.clone();
    let key = &mut entries[synonym].key;
    let note = Diagnostic::warning(Code::LegacyKey, format!("`{}` is read as further `{name}`", key.name));
    diagnostics.push(note.at(key.span).path(format!("{path}.{}", key.name)).help("join the two lists"));
    key.name = format!("x-{}", key.name);
    let more = std::mem::replace(&mut entries[synonym].value.value, Value::Sequence(Vec::new()));
    if let (Value::Sequence(items), Value::Sequence(mut more)) = (&mut entries[own].value.value, more) {
        items.append(&mut more);
    }
    true
}

/// Whether a key is a synonym of one of the fields, or one of them with a wrong letter.
pub fn resembles_key(key: &str, fields: &Fields, dialect: Dialect) -> bool {
    is_switched_off(key) || meant(key, fields, dialect).is_some() || misspelt(key, fields).is_some()
}

/// The key that a synonym stands for.
fn meant(key: &str, fields: &Fields, dialect: Dialect) -> Option<&'static str> {
    if dialect.is_foreign()
        && let Some(own) = fields.same_letters(key).filter(|_| !is_switched_off(key))
    {
        return Some(own);
    }
    if is_switched_off(key) {
        return None;
    }
    let key = letters(key);
    let own = SYNONYMS.iter().find(|own| own.section == fields.section).map_or(&[][..], |own| own.keys);
    let find = |keys: &[(&str, &'static str)]| keys.iter().find(|(old, _)| *old == key).map(|(_, new)| *new);
    let everywhere = || find(EVERYWHERE).filter(|new| fields.is_list() && fields.shape(new).is_some());
    find(own).or_else(everywhere)
}

/// The key from which a key differs by one letter.
fn misspelt(key: &str, fields: &Fields) -> Option<&'static str> {
    let mut close = fields.keys.iter().map(|(own, _)| *own).filter(|own| is_one_letter_off(key, own));
    let first = close.next().filter(|own| own.len() > 3)?;
    close.next().is_none().then_some(first)
}

/// Whether a value has the shape that a key expects; a mapping cannot stand for text.
fn fits(value: &Node, fields: &Fields, key: &str) -> bool {
    match (&value.value, fields.shape(key)) {
        (Value::Scalar { text, .. }, Some(Shape::Url)) => text.contains('.'),
        (Value::Scalar { .. }, _) => true,
        (Value::Sequence(_), Some(Shape::Line | Shape::Date | Shape::Url)) | (Value::Mapping(_), _) => {
            matches!(key, "location" | "profiles" | "keywords" | "highlights")
        }
        (Value::Sequence(_), _) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_lead_to_keys_of_their_section_and_are_none_themselves() {
        for Synonyms { section, keys } in SYNONYMS {
            let fields = Fields::of(section).unwrap();
            for (old, new) in *keys {
                assert!(fields.shape(new).is_some(), "{section} has no {new}");
                assert!(fields.shape(old).is_none() && letters(old) == *old, "{old} is a key of {section}");
            }
        }
    }
}
