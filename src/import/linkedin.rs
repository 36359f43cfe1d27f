//! LinkedIn's archive of a person's data: tables of CSV, read by the names of their columns.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::unstructured::archive::Archive;
use super::unstructured::{dates, words};

/// The tables that are read. Messages, connections and all else in the archive are never opened.
const TABLES: &[&str] = &[
    "Profile",
    "Positions",
    "Education",
    "Skills",
    "Languages",
    "Certifications",
    "Projects",
    "Honors",
    "Publications",
    "Email Addresses",
    "PhoneNumbers",
    "Volunteering",
    "Courses",
    "Organizations",
    "Test Scores",
    "Patents",
    "Recommendations_Received",
];

/// A row: its values by column.
type Row = HashMap<String, String>;

/// Whether an archive is one of LinkedIn's.
pub fn is_archive(names: &[String]) -> bool {
    let has = |table: &str| names.iter().any(|name| member(name) == Some(table));
    has("Profile") && (has("Positions") || has("Education") || has("Skills")) || has("Positions") && has("Skills")
}

/// The table in a member of the archive, which may be in a folder.
fn member(name: &str) -> Option<&'static str> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let table = file.strip_suffix(".csv")?;
    TABLES.iter().find(|known| known.eq_ignore_ascii_case(table)).copied()
}

/// The tables of an archive that are not read, by name.
pub fn unread(names: &[String]) -> Vec<String> {
    let tables = names.iter().filter(|name| name.ends_with(".csv") && member(name).is_none());
    let bare = |name: &String| name.rsplit(['/', '\\']).next().unwrap_or(name).trim_end_matches(".csv").to_owned();
    let mut unread: Vec<String> = tables.map(bare).collect();
    unread.sort();
    unread.dedup();
    unread
}

/// Reads the archive as a JSON Resume document.
pub fn read(archive: &mut Archive) -> String {
    let mut tables: HashMap<&str, Vec<Row>> = HashMap::new();
    for name in archive.names() {
        if let (Some(table), Some(text)) = (member(&name), archive.text(&name)) {
            tables.entry(table).or_insert_with(|| rows(&text));
        }
    }
    let resume = resume(&tables);
    serde_json::to_string_pretty(&resume).expect("texts are JSON")
}

/// Divides "Master of Science - MS, Mathematics" at its comma.
fn divide_degree(school: &mut Map<String, Value>) {
    let Some(degree) = school.get("studyType").and_then(Value::as_str) else { return };
    let Some((kind, area)) = degree.split_once(", ") else { return };
    let (kind, area) = (kind.trim().to_owned(), area.trim().to_owned());
    if words::is_degree(&kind) && !area.is_empty() && !school.contains_key("area") {
        school.insert("studyType".into(), kind.into());
        school.insert("area".into(), area.into());
    }
}

/// The rows of a table. Some tables have a note above their header.
fn rows(text: &str) -> Vec<Row> {
    let text = match text.strip_prefix("Notes:") {
        Some(rest) => rest.split_once("\n\n").map_or(rest, |(_, table)| table),
        None => text,
    };
    // A spreadsheet program may have saved it with its own separator.
    let header = text.lines().next().unwrap_or_default();
    let delimiter = if header.contains(';') && !header.contains(',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let Ok(columns) = reader.headers().cloned() else { return Vec::new() };
    let columns: Vec<String> = columns.iter().map(|column| column.trim().to_lowercase()).collect();
    let rows = reader.records().flatten().map(|record| {
        // Values beyond the last column are kept under a separate name.
        let more = (columns.len()..record.len()).map(|at| format!("column {}", at + 1));
        let columns = columns.iter().cloned().chain(more);
        let values = columns.zip(record.iter()).map(|(column, value)| (column, value.trim().to_owned()));
        values.filter(|(_, value)| !value.is_empty()).collect::<Row>()
    });
    rows.filter(|row| !row.is_empty()).collect()
}

fn resume(tables: &HashMap<&str, Vec<Row>>) -> Value {
    let of = |table: &str| tables.get(table).map(Vec::as_slice).unwrap_or_default();
    let mut resume = Map::new();
    resume.insert("basics".into(), basics(tables));
    let mut put = |key: &str, entries: Vec<Value>| {
        if !entries.is_empty() {
            resume.insert(key.into(), entries.into());
        }
    };
    let entry = |row: &Row, keys: &[(&str, &str)], dated: Option<(&str, &str)>| {
        let mut row = row.clone();
        let mut made = Map::new();
        for (column, key) in keys {
            if let Some(value) = row.remove(*column) {
                insert_text(&mut made, key, &value);
            }
        }
        if let Some((start, end)) = dated {
            let first = row.remove(start).map(|date| iso(&date));
            let last = row.remove(end).map(|date| iso(&date));
            if let Some(first) = &first {
                made.insert("startDate".into(), first.clone().into());
            }
            let last = last.or_else(|| first.is_some().then(|| "present".to_owned()));
            made.extend(last.map(|last| ("endDate".to_owned(), last.into())));
        }
        // What has no key of its own is kept in the note.
        let mut rest: Vec<String> = row.into_iter().map(|(column, value)| format!("{column}: {value}")).collect();
        rest.sort();
        if !rest.is_empty() {
            made.insert("note".into(), rest.join("; ").into());
        }
        Value::Object(made)
    };
    let period = Some(("started on", "finished on"));
    let all = |table: &str, keys: &[(&str, &str)], dated: Option<(&str, &str)>| {
        of(table).iter().map(|row| entry(row, keys, dated)).collect::<Vec<Value>>()
    };
    put(
        "work",
        all(
            "Positions",
            &[("company name", "name"), ("title", "position"), ("location", "location"), ("description", "text")],
            period,
        ),
    );
    put(
        "volunteer",
        all("Volunteering", &[("company name", "organization"), ("role", "position"), ("description", "text")], period),
    );
    let education =
        [("school name", "institution"), ("degree name", "studyType"), ("notes", "text"), ("activities", "activities")];
    let mut schools = all("Education", &education, Some(("start date", "end date")));
    schools.iter_mut().filter_map(Value::as_object_mut).for_each(divide_degree);
    put("education", schools);
    put("projects", all("Projects", &[("title", "name"), ("description", "text"), ("url", "url")], period));
    let single = |table: &str, keys: &[(&str, &str)], column: &str, key: &str| {
        let dated = |row: &Row| {
            let mut row = row.clone();
            let date = row.remove(column).map(|date| iso(&date));
            let mut made = entry(&row, keys, None);
            if let (Some(date), Value::Object(made)) = (date, &mut made) {
                made.insert(key.into(), date.into());
            }
            made
        };
        of(table).iter().map(dated).collect::<Vec<Value>>()
    };
    put("awards", single("Honors", &[("title", "title"), ("description", "summary")], "issued on", "date"));
    let publications = [("name", "name"), ("publisher", "publisher"), ("description", "summary"), ("url", "url")];
    put("publications", single("Publications", &publications, "published on", "releaseDate"));
    let certificates: Vec<Value> = of("Certifications")
        .iter()
        .map(|row| {
            let mut row = row.clone();
            let expires = row.remove("finished on").map(|date| iso(&date));
            let date = row.remove("started on").map(|date| iso(&date));
            let keys = [("name", "name"), ("authority", "issuer"), ("url", "url"), ("license number", "id")];
            let mut made = entry(&row, &keys, None);
            if let Value::Object(made) = &mut made {
                made.extend(date.map(|date| ("date".to_owned(), date.into())));
                made.extend(expires.map(|date| ("expires".to_owned(), date.into())));
            }
            made
        })
        .collect();
    put("certificates", certificates);
    let skills: Vec<&String> = of("Skills").iter().filter_map(|row| row.get("name")).collect();
    put("skills", if skills.is_empty() { Vec::new() } else { vec![json!({ "keywords": skills })] });
    put("languages", all("Languages", &[("name", "language"), ("proficiency", "fluency")], None));
    let references: Vec<Value> = of("Recommendations_Received")
        .iter()
        .map(|row| {
            let mut row = row.clone();
            drop(row.remove("creation date"));
            // What is not shown on the profile is not printed.
            let is_shown = row.remove("status").is_none_or(|status| status.eq_ignore_ascii_case("visible"));
            let name = [row.remove("first name"), row.remove("last name")];
            let name = name.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let keys = [("job title", "position"), ("company", "organization"), ("text", "reference")];
            let mut made = entry(&row, &keys, None);
            if let Value::Object(made) = &mut made {
                made.insert("name".into(), if name.is_empty() { "?".to_owned() } else { name }.into());
                if !is_shown {
                    made.insert("hidden".into(), true.into());
                }
            }
            made
        })
        .collect();
    put("references", references);
    let mut custom = Map::new();
    for (table, key, keys, dated) in [
        (
            "Organizations",
            "organizations",
            &[("name", "title"), ("position", "subtitle"), ("description", "text")][..],
            period,
        ),
        ("Courses", "courses", &[("name", "title"), ("number", "subtitle")], None),
        ("Test Scores", "test-scores", &[("name", "title"), ("score", "subtitle"), ("description", "text")], None),
        (
            "Patents",
            "patents",
            &[("title", "title"), ("patent number", "subtitle"), ("url", "url"), ("description", "text")],
            None,
        ),
    ] {
        let entries = all(table, keys, dated);
        if !entries.is_empty() {
            custom.insert(key.into(), json!({ "title": table, "entries": entries }));
        }
    }
    if !custom.is_empty() {
        resume.insert("custom".into(), custom.into());
    }
    Value::Object(resume)
}

fn basics(tables: &HashMap<&str, Vec<Row>>) -> Value {
    let of = |table: &str| tables.get(table).map(Vec::as_slice).unwrap_or_default();
    let mut row = of("Profile").first().cloned().unwrap_or_default();
    let mut basics = Map::new();
    let name = [row.remove("first name"), row.remove("last name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    basics.insert("name".into(), if name.is_empty() { "?".to_owned() } else { name }.into());
    for (column, key) in [("headline", "label"), ("summary", "summary")] {
        if let Some(value) = row.remove(column) {
            insert_text(&mut basics, key, &value);
        }
    }
    let mut emails: Vec<&Row> = of("Email Addresses").iter().collect();
    emails.sort_by_key(|row| row.get("primary").is_none_or(|primary| !primary.eq_ignore_ascii_case("yes")));
    let emails: Vec<&String> = emails.iter().filter_map(|row| row.get("email address")).collect();
    if !emails.is_empty() {
        basics.insert("email".into(), json!(emails));
    }
    let number = |row: &Row| {
        let number = row.get("number")?;
        Some(row.get("extension").map_or_else(|| number.clone(), |extension| format!("{number} ext. {extension}")))
    };
    let phones: Vec<String> = of("PhoneNumbers").iter().filter_map(number).collect();
    if !phones.is_empty() {
        basics.insert("phone".into(), json!(phones));
    }
    let mut location = Map::new();
    location.extend(row.remove("address").map(|address| ("address".to_owned(), address.into())));
    location.extend(row.remove("zip code").map(|code| ("postalCode".to_owned(), code.into())));
    location.extend(row.remove("geo location").map(|place| ("city".to_owned(), place.into())));
    if !location.is_empty() {
        basics.insert("location".into(), location.into());
    }
    let websites = row.remove("websites").unwrap_or_default();
    let mut urls = Vec::new();
    for site in websites.trim_matches(['[', ']']).split(',').filter(|site| !site.trim().is_empty()) {
        // A label stands before the address: `PORTFOLIO:https://example.org`.
        let url = site.find("http").map_or(site, |at| &site[at..]).trim_matches([']', ' ']);
        urls.push(url.to_owned());
    }
    if !urls.is_empty() {
        basics.insert("url".into(), urls.into());
    }
    let handles = row.remove("twitter handles").unwrap_or_default();
    let profiles = handles.trim_matches(['[', ']']).split(',').map(str::trim).filter(|handle| !handle.is_empty());
    let profiles: Vec<Value> = profiles.map(|handle| json!({ "network": "Twitter", "username": handle })).collect();
    if !profiles.is_empty() {
        basics.insert("profiles".into(), profiles.into());
    }
    // What the format has no key for is reported where the import ends.
    basics.extend(row.into_iter().map(|(column, value)| (column, value.into())));
    Value::Object(basics)
}

/// Puts a text: a description of several lines with bullets becomes a summary and highlights.
fn insert_text(made: &mut Map<String, Value>, key: &str, value: &str) {
    const BULLETS: &[char] = &['•', '-', '*', '–', '▪', '◦', '●', '·'];
    let escaped = |line: &str| super::unstructured::lines::escaped(line.trim());
    if !["text", "summary", "activities"].contains(&key) {
        let url = key == "url";
        made.insert(key.into(), if url { value.to_owned() } else { escaped(value) }.into());
        return;
    }
    let lines = value.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_bullet = |line: &&str| {
        line.starts_with(BULLETS) && line.chars().nth(1).is_some_and(|next| next.is_whitespace() || !next.is_ascii())
    };
    let (bullets, paragraphs): (Vec<&str>, Vec<&str>) = lines.partition(|line| key == "text" && is_bullet(line));
    let paragraphs: Vec<String> = paragraphs.iter().map(|line| escaped(line)).collect();
    if !paragraphs.is_empty() {
        let own = paragraphs.join("\n\n");
        let before = made.get("summary").and_then(Value::as_str).map(|before| format!("{before}\n\n{own}"));
        made.insert("summary".into(), before.unwrap_or(own).into());
    }
    if !bullets.is_empty() {
        let bullets: Vec<String> = bullets.iter().map(|line| escaped(line.trim_start_matches(BULLETS))).collect();
        made.insert("highlights".into(), bullets.into());
    }
}

/// A date such as `Mar 2021`, in the months of any language, in the form of the format; other words as they are.
fn iso(text: &str) -> String {
    dates::find(text).map_or_else(|| text.to_owned(), |found| found.start)
}
