//! Any sequence of edits, in texts of every style.

use std::ops::Range;

use super::*;

/// A résumé in block style. Each comment is there once.
const BLOCK: &str = "\
# c01 My résumé
basics:
  name: Ada   # c02 as on the passport
  email: \"ada@example.org\"
  # c03 where she lives
  location: {city: London, countryCode: GB}
  summary: >
    Writes programs
    for engines.

    And letters.
  profiles:
    - network: GitHub # c04
      url: https://github.com/ada

# c05 what comes first
sections:
  - work # c06
  - talks: {title: Talks}

work:
  # c07 the first
  - name: Mill
    highlights:
      - Wrote the first
        program, in 1843.
      # c08 between two
      - Did more   # c09 much more
      - 'It''s: done'

  # c10 the second
  - name: Court
    endDate: present # c11 so far
    summary: |
      One line.
      Another: one.

skills:
  - {name: Maths, keywords: [logic, 'a, b']}
  - name: Tools
    keywords:
      - Loom
      - Mill

custom:
  # c12 given in public
  talks:
    title: Talks
    entries:
      - A line of text
      - title: On looms   # c13 twice
        date: 1843

# c14 kept to the end
meta: {version: 1}
";

/// The same in brackets, over several lines.
const FLOW: &str = "\
# c01
basics: {name: Ada, email: \"ada@example.org\", # c02
  location: {city: London}, profiles: [{network: GitHub}]}
sections: [work, talks]
work: [
  {name: Mill, highlights: [Wrote it, 'Did: more', \"A, b\"]},
  # c03
  {name: Court, endDate: present},
]
skills: [{name: Maths, keywords: [logic, 'a, b']}, {name: Tools}]
custom: {talks: {title: Talks, entries: [A line, {title: On looms}]}}
# c04
meta: {version: 1}
";

/// Lists that are not indented, tabs, anchors, and values on separate lines.
const UNUSUAL: &str = "\
--- # c01
basics:
    name: &name Ada\t# c02
    email:\tada@example.org
    label:
        Writer # c03
    summary: |-
        One: two
          three
    location:
        city: London
sections:
- work

- talks # c04
work:
-   name: Mill
    highlights:
    - - c05
    - \"Did \\
      more\"
    -
      On its own line # c06
-
    name: *name
    endDate: present


skills:
- name: Maths
  keywords: [logic,
    geometry]
custom:
  talks: &talks
    title: Talks
    entries: []
  panels: *talks
'meta': {version: 1}
# c07
";

/// The same values in JSON.
const JSON: &str = r#"{
  "basics": {
    "name": "Ada",
    "email": "ada@example.org",
    "location": {"city": "London"},
    "profiles": []
  },
  "sections": ["work", "talks"],
  "work": [
    {"name": "Mill", "highlights": ["Wrote it", "Did more"]},
    {"name": "Court", "endDate": "present"}
  ],
  "skills": [{"name": "Maths", "keywords": ["logic"]}],
  "custom": {"talks": {"title": "Talks", "entries": ["A line", {"title": "On looms"}]}},
  "meta": {"version": 1}
}
"#;

/// A starting text, and the name of its file.
fn text() -> impl Strategy<Value = (&'static str, String)> {
    let style = prop_oneof![
        4 => Just(("resume.yaml", BLOCK)),
        2 => Just(("resume.yaml", FLOW)),
        2 => Just(("resume.yaml", UNUSUAL)),
        1 => Just(("resume.json", JSON)),
        1 => Just(("resume.yaml", "")),
        1 => Just(("resume.yaml", "# c01 nothing yet\n")),
    ];
    let end = |text: String| text.strip_suffix('\n').map(str::to_owned).unwrap_or(text);
    let of_windows = |text: String| text.replace('\n', "\r\n");
    (style, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(move |((name, text), cr, cut, mark)| {
        let text = if cut { end(text.to_owned()) } else { text.to_owned() };
        let text = if cr { of_windows(text) } else { text };
        // A byte order mark.
        (name, if mark && cr && !text.is_empty() { format!("\u{feff}{text}") } else { text })
    })
}

/// A path to what is there, and to what is not.
fn path() -> impl Strategy<Value = Json> {
    let fixed = vec![
        json!(["basics", "name"]),
        json!(["basics", "label"]),
        json!(["basics", "email"]),
        json!(["basics", "summary"]),
        json!(["basics", "image"]),
        json!(["basics", "image", "crop"]),
        json!(["basics", "location"]),
        json!(["basics", "location", "city"]),
        json!(["basics", "location", "region"]),
        json!(["basics", "profiles"]),
        json!(["basics", "profiles", 0, "network"]),
        json!(["basics", "profiles", 0]),
        json!(["sections"]),
        json!(["custom", "talks"]),
        json!(["custom", "talks", "entries"]),
        json!(["custom", "panels", "title"]),
        json!(["custom", "panels", "entries", 0, "title"]),
        json!(["languages", 0, "language"]),
        json!(["theme"]),
        json!(["theme", "accent"]),
        json!(["applications", "acme: x", "emphasize"]),
        json!(["work"]),
        json!(["meta", "version"]),
    ];
    prop_oneof![
        4 => prop::sample::select(fixed),
        1 => (0..4usize).prop_map(|item| json!(["sections", item])),
        1 => (0..4usize, "work|talks|skills").prop_map(|(item, key)| json!(["sections", item, key, "hidden"])),
        1 => (0..3usize).prop_map(|job| json!(["work", job])),
        2 => (0..3usize, "name|position|endDate|summary|hidden").prop_map(|(job, key)| json!(["work", job, key])),
        1 => (0..3usize).prop_map(|job| json!(["work", job, "highlights"])),
        2 => (0..3usize, 0..4usize).prop_map(|(job, item)| json!(["work", job, "highlights", item])),
        1 => (0..3usize, 0..4usize).prop_map(|(job, item)| json!(["work", job, "highlights", item, "hidden"])),
        1 => (0..2usize).prop_map(|group| json!(["skills", group, "keywords"])),
        1 => (0..3usize).prop_map(|item| json!(["skills", 0, "keywords", item])),
        1 => (0..3usize).prop_map(|item| json!(["custom", "talks", "entries", item])),
        1 => (0..3usize, "title|date|summary").prop_map(|(item, key)| json!(["custom", "talks", "entries", item, key])),
    ]
}

/// Any text: of one line and of several, with what YAML could take for its own.
fn words() -> impl Strategy<Value = String> {
    let awkward = vec![
        "",
        " ",
        "\t",
        "\n",
        "-",
        "- x",
        "- - x",
        "? x",
        ": x",
        "a: b",
        "a:",
        "#x",
        "a #b",
        "x\n# not a comment\ny",
        "'",
        "\"",
        "'x'",
        "\"x\"",
        "it's",
        "say \"it's\"",
        "[x]",
        "[",
        "]",
        "{x: y}",
        "}",
        ",",
        "a, b",
        "*x",
        "&x",
        "!x",
        "|",
        ">",
        "%x",
        "@x",
        "`x`",
        "~",
        "null",
        "Null",
        "true",
        "no",
        "1843",
        "0x1F",
        "1e3",
        "1843-10",
        "---",
        "...",
        "--- x",
        "<<",
        "=",
        "\\",
        "a\\nb",
        " x",
        "x ",
        "\tx",
        "a\tb",
        "a\n\tb",
        "a\n  b\nc",
        "\na",
        "a\n",
        "a\n\n\nb",
        "a\r\nb",
        "a\rb",
        "é",
        "陈",
        "𝄞 clef",
        "a\u{a0}b",
        "\u{a0}a",
        "a\u{2028}b",
        "a\u{85}b",
        "a\u{feff}b",
        "\u{feff}a",
        "a\u{200b}b",
        "a\u{7f}b",
        "a\u{1}b",
        "a\u{9f}b",
        "one two\n\nthree: four\n- five",
        "http://x.org/#y",
        "C#",
        "C #1",
        "#1 in sales",
        "a | b",
        "key: |",
        "x:\ty",
        "x\t#y",
        "x -",
        "a\n---\nb",
        "a\n...\nb",
        "a text that is much longer than a line is wide, so that a list of several such texts is not written in brackets",
    ];
    prop_oneof![
        3 => prop::sample::select(awkward).prop_map(str::to_owned),
        2 => "[A-Za-z0-9 ,.:#'\"é\\-\\[{&*!|>%@?\t\\\\]{1,30}",
        1 => "[a-z:#\\- \n]{1,30}",
        2 => "[A-Z][a-z]{1,9}( [a-z]{1,9}){0,3}",
    ]
}

/// A value as the form may send it.
fn value() -> impl Strategy<Value = Json> {
    let list = prop::collection::vec(prop_oneof![4 => words().prop_map(Json::from), 1 => Just(Json::Null)], 0..4);
    prop_oneof![
        6 => words().prop_map(Json::from),
        2 => list.prop_map(Json::from),
        1 => any::<bool>().prop_map(Json::from),
        1 => any::<i32>().prop_map(Json::from),
        1 => (words(), words()).prop_map(|(file, crop)| json!({"file": file, "crop": crop})),
        1 => words().prop_map(|title| json!({"talks": {"title": title, "hidden": true}})),
        1 => (words(), prop::collection::vec(words(), 0..3)).prop_map(|(name, list)| json!({"name": name, "highlights": list})),
        1 => Just(json!({})),
        1 => Just(json!({"name": null, "entries": [{}, [], ""]})),
        1 => Just(Json::Null),
    ]
}

/// Edits of every kind, in any order.
fn operations() -> impl Strategy<Value = Vec<Operation>> {
    let operation = (path(), prop::collection::vec(value(), 1..4), 0..8usize, 0..4usize);
    let operation = operation.prop_map(|(path, mut values, kind, to)| {
        let value = match kind {
            0 => json!({"do": "remove", "path": path}),
            1 => json!({"do": "duplicate", "path": path}),
            2 => json!({"do": "move", "path": path, "to": to}),
            3 => json!({"do": "insert", "path": path, "index": to, "values": values}),
            _ => {
                let order = ["name", "position", "label", "image", "endDate", "highlights"];
                json!({"do": "set", "path": path, "value": values.pop(), "order": order})
            }
        };
        serde_json::from_value(value).unwrap()
    });
    prop::collection::vec(operation, 1..10)
}

/// The byte range that an operation may change, in whole lines.
fn touched(document: &Document, operation: &Operation) -> Range<usize> {
    let mut path = operation.path().clone();
    let is_removal = is_removal(operation);
    let is_of_list = matches!(operation, Operation::Duplicate { .. } | Operation::Move { .. });
    // What becomes empty goes as well; a list changes between its items; what is missing comes into what is there.
    while let Some((above, _)) = path.parent() {
        let only = document.find(&above).is_some_and(|node| match &node.value {
            Value::Sequence(items) => items.len() == 1,
            Value::Mapping(_) => document.entries(node).count() == 1,
            Value::Scalar { .. } => false,
        });
        if document.find(&path).is_some() && !(is_removal && only) {
            break;
        }
        path = above;
    }
    if is_of_list && let Some((above, _)) = path.parent() {
        path = above;
    }
    let Some(node) = document.find(&path) else { return 0..document.text().len() };
    let start = match path.parent() {
        Some((above, Step::Key(key))) => {
            let entry = document.find(&above).and_then(|mapping| document.entry(mapping, key));
            entry.map_or(node.span.start, |entry| entry.key.span.start)
        }
        Some((_, Step::Item(_))) => node.span.start,
        None => return 0..document.text().len(),
    };
    let (start, mut end) =
        (document.line_start(start.min(node.span.start)), document.next_line(node.span.end.max(start)));
    // A dash, or the sign of a literal text, may stand above its item, and a removed key may leave a comment behind in the line of its dash.
    let dash = document.text()[..start].trim_end();
    let start = if dash.ends_with(['-', '|', '>', '+']) { document.line_start(dash.len()) } else { start };
    if document.text()[start..end].trim_end().ends_with([':', '-', '|', '>']) {
        end = document.next_line(end);
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let outer = indent(&document.text()[start..]);
        // All of a literal text, whose lines may look like comments.
        while document.text()[end..]
            .lines()
            .next()
            .is_some_and(|line| indent(line) > outer && line.len() > indent(line))
        {
            end = document.next_line(end);
        }
    }
    start..end
}

/// The comments of a text, which begin with a `c` and a number of two digits.
fn comments(text: &str) -> Vec<&str> {
    let number = |at: usize| text.get(at + 2..at + 5).filter(|it| it.starts_with('c') && it[1..].parse::<u8>().is_ok());
    text.match_indices("# c").filter_map(|(at, _)| number(at)).collect()
}

/// The texts of a value, as they are written.
fn written<'t>(node: &Node, text: &'t str) -> Vec<&'t str> {
    node.leaves().into_iter().filter_map(|leaf| text.get(leaf.span.range())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn what_is_not_edited_keeps_every_byte((name, start) in text(), operations in operations()) {
        let mut text = start;
        for operation in operations {
            match verified(name, &text, &operation) {
                Ok(after) => text = after,
                Err(fault) => return Err(TestCaseError::fail(fault)),
            }
        }
    }

    #[test]
    fn any_text_can_be_set_and_is_read_again(words in words(), more in "[ -~éß陈\n]{0,60}") {
        let starts = [
            "a: x\nb: y\n", "a: 'x'\nb: y\n", "a: \"x\"\nb: y\n", "a: |\n  x\nb: y\n", "a: >-\n  x\n  z\nb: y", "b: y\n", "b: y",
            "a: {b: [x]}\nb: y\n", "a:\r\n  x\r\nb: y\r\n", "a: x # why\nb: y\n", "a: # why\n  x\nb: y\n", "{a: x, b: y}\n", "a:\tx\nb: y\n",
        ];
        for start in starts {
            for text in [&words, &more] {
                let source = Source::new("resume.yaml", start);
                let path: Path = [Step::Key("a".into())].into_iter().collect();
                let set = Operation::Set { path: path.clone(), value: text.as_str().into(), order: vec!["a".into(), "b".into()] };
                let after = apply(&source, &[set]);
                prop_assert!(after.is_ok(), "{text:?} in {start:?}: {after:?}");
                let after = Source::new("resume.yaml", after.unwrap());
                let read = Document::read(&after).unwrap();
                let value = read.find(&path).map_or(Content::Nothing, Content::of);
                prop_assert_eq!(value, Content::from(&Json::from(text.as_str())), "in {:?}: {:?}", start, after.text());
            }
        }
    }
}

/// Applies an operation, and returns the new text; or what is wrong with it.
fn verified(name: &str, text: &str, operation: &Operation) -> Result<String, String> {
    let source = Source::new(name, text);
    let document = Document::read(&source).unwrap();
    let mut wanted = Content::of(&document.root);
    let is_possible = wanted.edit(&operation.normalized());
    let touched = touched(&document, operation);
    let after = match apply(&source, std::slice::from_ref(operation)) {
        Ok(after) => after,
        Err(EditError::NoSuchPlace(_)) if !is_possible => return Ok(text.to_owned()),
        Err(EditError::Unsupported(_)) if is_hard(&document, operation) => return Ok(text.to_owned()),
        Err(error) => return Err(format!("{error}: {operation:?} in\n{text}")),
    };
    let told = |what: &str| Err(format!("{what}: {operation:?} in\n{text}\nis\n{after}"));
    let again = Source::new(name, after.as_str());
    let Ok(read) = Document::read(&again) else { return told("not YAML") };
    // The values are exactly those that were meant.
    if !Content::of(&read.root).is_like(&wanted) {
        return told("other values");
    }
    // Writing them again changes nothing.
    let operation = &operation.normalized();
    let is_set = matches!(operation, Operation::Set { value, .. } if !operation::is_nothing(value));
    if is_set && apply(&again, std::slice::from_ref(operation)).as_ref() != Ok(&after) {
        return told("not stable");
    }
    // The lines before and after stay, but for a blank line between, and the comma before what is last no more.
    let (head, tail) = (text[..touched.start].trim_end().trim_end_matches(','), text[touched.end..].trim());
    if !after.starts_with(head) || !after.trim_end().ends_with(tail) {
        return told("other lines");
    }
    let breaks = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
    let (of_windows, all) = breaks(&after);
    if text.contains('\n') && of_windows != (if text.contains("\r\n") { all } else { 0 }) {
        return told("other line breaks");
    }
    // So does what stands beside it in the same lines.
    let around = comments(&text[..touched.start]).into_iter().chain(comments(&text[touched.end..]));
    // With a key or an item, its comment may go.
    let is_list = |node: &Node| !matches!(node.value, Value::Scalar { .. });
    let takes_away = is_removal(operation) || is_set && document.find(operation.path()).is_some_and(is_list);
    let inside = if takes_away { Vec::new() } else { comments(text) };
    let kept = comments(&after);
    if let Some(lost) = around.chain(inside).find(|comment| !kept.contains(comment)) {
        return told(&format!("lost {lost}"));
    }
    for (key, untouched) in siblings(&document, operation.path()) {
        if read.find(&key).map(|node| written(node, &after)) != Some(written(untouched, text)) {
            return told(&format!("changed {key}"));
        }
    }
    Ok(after)
}

/// Whether an operation takes a value away, perhaps with its comments.
fn is_removal(operation: &Operation) -> bool {
    match operation {
        Operation::Set { value, .. } => operation::is_nothing(value),
        Operation::Remove { .. } => true,
        Operation::Insert { .. } | Operation::Duplicate { .. } | Operation::Move { .. } => false,
    }
}

/// The keys that an operation has nothing to do with, at every level.
fn siblings<'d>(document: &'d Document, path: &Path) -> Vec<(Path, &'d Node)> {
    let mut found = Vec::new();
    for depth in 0..path.steps().len() {
        let (above, below) = path.split(depth);
        let Some(node) = document.find(&above) else { break };
        for entry in document.entries(node) {
            if below.first() != Some(&Step::Key(entry.key.name.clone())) {
                found.push((above.key(&entry.key.name), &entry.value));
            }
        }
        // Other items may have other numbers.
        if matches!(node.value, Value::Sequence(_)) {
            break;
        }
    }
    found
}

/// Whether an operation may be refused: it is about a value that is written elsewhere, or would lose a comment.
fn is_hard(document: &Document, operation: &Operation) -> bool {
    let text = document.text();
    let line = |node: &Node| &text[document.line_start(node.span.start)..document.line_end(node.span.start)];
    let path = operation.path();
    let is_aliased = (1..=path.steps().len())
        .filter_map(|depth| document.find(&path.split(depth).0))
        .any(|node| line(node).contains(['*', '&']));
    // Both names of the anchored section.
    let is_anchored = text.contains("&talks") && path.steps().first() == Some(&Step::Key("custom".into()));
    is_aliased || is_anchored || !comments(&text[touched(document, operation)]).is_empty()
}
