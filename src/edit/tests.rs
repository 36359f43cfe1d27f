use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;

fn edited(text: &str, operations: Json) -> Result<String, EditError> {
    named("resume.yaml", text, operations)
}

fn named(name: &str, text: &str, operations: Json) -> Result<String, EditError> {
    let operations: Vec<Operation> = serde_json::from_value(operations).unwrap();
    apply(&Source::new(name, text), &operations)
}

fn set(text: &str, path: Json, value: Json) -> String {
    edited(text, json!([{"do": "set", "path": path, "value": value}])).unwrap()
}

const RESUME: &str = "\
# My résumé
basics:
  name: Ada   # as on the passport
  email: \"ada@example.org\"

work:
  # the first
  - name: Mill
    highlights:
      - Wrote the first
        program, in 1843.
      - Did more

  # the second
  - name: Court
    endDate: present # so far

skills:
  - {name: Maths, keywords: [logic, 'a, b']}
";

#[test]
fn a_value_is_replaced_where_it_stands() {
    assert_eq!(set(RESUME, json!(["basics", "name"]), json!("Ada L.")), RESUME.replace("Ada ", "Ada L. "));
    assert_eq!(set(RESUME, json!(["basics", "email"]), json!("a@b.org")), RESUME.replace("ada@example.org", "a@b.org"));
    assert_eq!(set(RESUME, json!(["work", 1, "endDate"]), json!("2020")), RESUME.replace("present #", "2020 #"));
    assert_eq!(set("a: x\n", json!(["a"]), json!("b: c")), "a: 'b: c'\n");
    assert_eq!(set("a: x\n", json!(["a"]), json!("Berlin, Germany")), "a: Berlin, Germany\n");
    assert_eq!(set("a:\nb: 1\n", json!(["a"]), json!("x")), "a: x\nb: 1\n");
    assert_eq!(set("a: # why\nb: 1\n", json!(["a"]), json!("x")), "a: x # why\nb: 1\n");
    assert_eq!(set("a: [x]\n", json!(["a", 0]), json!("b, c")), "a: ['b, c']\n");
    assert_eq!(set("a: x\nb: y\n", json!(["a"]), json!("one\n\ntwo")), "a: |\n  one\n\n  two\nb: y\n");
    assert_eq!(set("a: |\n  one\n  two\nb: y\n", json!(["a"]), json!("one\nthree")), "a: |\n  one\n  three\nb: y\n");
    assert_eq!(set("a: true\n", json!(["a"]), json!(false)), "a: false\n");
}

#[test]
fn of_a_long_text_only_the_changed_words_are_written_anew() {
    let path = json!(["work", 0, "highlights", 0]);
    let text = set(RESUME, path.clone(), json!("Wrote the second program, in 1843."));
    assert_eq!(text, RESUME.replace("the first\n        program", "the second\n        program"));
    let text = set(RESUME, path, json!("Wrote the first program, in London, in 1843."));
    assert_eq!(text, RESUME.replace("program, in 1843", "program, in London, in 1843"));
    assert_eq!(set("a: 'it''s x'\n", json!(["a"]), json!("it's y")), "a: \"it's y\"\n");
    assert_eq!(set("a: >\n  x y\n  z\n", json!(["a"]), json!("x y w")), "a: >\n  x y\n  w\n");
}

#[test]
fn a_new_key_goes_to_its_usual_position() {
    let order = json!(["name", "label", "email", "highlights", "endDate"]);
    let insert = |text: &str, path: Json, value: Json| {
        edited(text, json!([{"do": "set", "path": path, "value": value, "order": order}])).unwrap()
    };
    assert_eq!(
        insert(RESUME, json!(["basics", "label"]), json!("Writer")),
        RESUME.replace("passport\n", "passport\n  label: Writer\n")
    );
    assert_eq!(insert("a:\n  - email: x\n", json!(["a", 0, "name"]), json!("y")), "a:\n  - name: y\n    email: x\n");
    assert_eq!(insert("a: {email: x}\n", json!(["a", "name"]), json!("y")), "a: {name: y, email: x}\n");
    assert_eq!(insert("a: {}\n", json!(["a", "name"]), json!("y")), "a: {name: y}\n");
    assert_eq!(insert("", json!(["a", 0, "name"]), json!("y")), "a:\n  - name: y\n");
    assert_eq!(insert("# x\n", json!(["name"]), json!("y")), "# x\nname: y\n");
    assert_eq!(
        insert(RESUME, json!(["basics", "location", "city"]), json!("London")),
        RESUME.replace("org\"\n", "org\"\n  location:\n    city: London\n")
    );
    assert_eq!(
        insert(RESUME, json!(["work", 2, "name"]), json!("Moon")),
        RESUME.replace("so far\n", "so far\n\n  - name: Moon\n")
    );
}

#[test]
fn what_becomes_empty_is_removed_but_an_entry_stays() {
    let remove = |text: &str, path: Json| edited(text, json!([{"do": "remove", "path": path}])).unwrap();
    assert_eq!(remove(RESUME, json!(["basics", "email"])), RESUME.replace("  email: \"ada@example.org\"\n", ""));
    assert_eq!(remove(RESUME, json!(["work", 0, "highlights", 1])), RESUME.replace("      - Did more\n", ""));
    assert_eq!(remove("a:\n  - x\nb: y\n", json!(["a", 0])), "b: y\n");
    assert_eq!(remove("a:\n  b:\n    c: d\n  e: f\n", json!(["a", "b", "c"])), "a:\n  e: f\n");
    assert_eq!(remove("a:\n  - b: c\n    d: e\n", json!(["a", 0, "b"])), "a:\n  - d: e\n");
    assert_eq!(remove("a:\n  - b: c # why\n    d: e\n", json!(["a", 0, "b"])), "a:\n  - b: # why\n    d: e\n");
    assert_eq!(remove("a:\n  - b: c\n", json!(["a", 0, "b"])), "a:\n  - b:\n");
    assert_eq!(remove("a: [x, y, z]\n", json!(["a", 1])), "a: [x, z]\n");
    assert_eq!(remove("a: [x, y]\n", json!(["a", 1])), "a: [x]\n");
    assert_eq!(
        remove(RESUME, json!(["work", 1])),
        RESUME.replace("  - name: Court\n    endDate: present # so far\n", "")
    );
}

#[test]
fn items_are_inserted_moved_and_duplicated_with_their_comments() {
    let act = |text: &str, operation: Json| edited(text, json!([operation])).unwrap();
    assert_eq!(
        act(RESUME, json!({"do": "move", "path": ["work", 0, "highlights", 1], "to": 0})),
        RESUME.replace(
            "- Wrote the first\n        program, in 1843.\n      - Did more",
            "- Did more\n      - Wrote the first\n        program, in 1843."
        )
    );
    let moved = act(RESUME, json!({"do": "move", "path": ["work", 0], "to": 1}));
    assert!(
        moved.contains(
            "work:\n  # the second\n  - name: Court\n    endDate: present # so far\n\n  # the first\n  - name: Mill\n"
        ),
        "{moved}"
    );
    assert_eq!(act(&moved, json!({"do": "move", "path": ["work", 1], "to": 0})), RESUME);
    assert_eq!(
        act(RESUME, json!({"do": "duplicate", "path": ["work", 0, "highlights", 1]})),
        RESUME.replace("      - Did more\n", "      - Did more\n      - Did more\n")
    );
    assert_eq!(
        act(RESUME, json!({"do": "insert", "path": ["work", 0, "highlights"], "index": 1, "values": ["a: b", "c"]})),
        RESUME.replace("      - Did more\n", "      - 'a: b'\n      - c\n      - Did more\n")
    );
    assert_eq!(
        act(RESUME, json!({"do": "move", "path": ["skills", 0, "keywords", 1], "to": 0})),
        RESUME.replace("[logic, 'a, b']", "['a, b', logic]")
    );
    assert_eq!(
        act(RESUME, json!({"do": "set", "path": ["skills", 0, "keywords"], "value": ["logic", "x", "y"]})),
        RESUME.replace("'a, b'", "'x', y")
    );
}

#[test]
fn json_stays_json() {
    let text = "{\n  \"basics\": {\n    \"name\": \"Ada\"\n  },\n  \"work\": [\n    {\"name\": \"Mill\"}\n  ]\n}\n";
    let act = |operation: Json| named("resume.json", text, json!([operation])).unwrap();
    assert_eq!(
        act(json!({"do": "set", "path": ["basics", "label"], "value": "Writer"})),
        text.replace("\"Ada\"", "\"Ada\",\n    \"label\": \"Writer\"")
    );
    assert_eq!(
        act(json!({"do": "insert", "path": ["work"], "index": 1, "values": [{"name": "Court"}]})),
        text.replace("\"Mill\"}", "\"Mill\"},\n    {\"name\": \"Court\"}")
    );
}

#[test]
fn what_is_refused_says_why() {
    let error = |text: &str, operation: Json| edited(text, json!([operation])).unwrap_err().to_string();
    assert_eq!(error("a: x\n", json!({"do": "remove", "path": ["b"]})), "`b` does not exist");
    assert_eq!(error("a: x\n", json!({"do": "set", "path": ["a", "b"], "value": "y"})), "`a.b` does not exist");
    assert!(matches!(
        edited("a: [\n", json!([{"do": "remove", "path": ["a"]}])),
        Err(EditError::Unreadable { offset: Some(_), .. })
    ));
}

/// Operations on the jobs of [`RESUME`], by small numbers.
fn operations() -> impl Strategy<Value = Vec<Operation>> {
    let path = prop_oneof![
        (0..3usize).prop_map(|job| json!(["work", job])),
        (0..3usize, "name|position|endDate|summary").prop_map(|(job, key)| json!(["work", job, key])),
        (0..3usize, 0..4usize).prop_map(|(job, item)| json!(["work", job, "highlights", item])),
    ];
    let text = "[A-Za-z0-9 ,.:#'\"é\\-\\[{&*!|>%@]{1,30}|one two three\n\nfour|";
    let operation = (path, text, 0..5usize, 0..3usize).prop_map(|(path, text, kind, to)| {
        let value = match kind {
            0 => json!({"do": "remove", "path": path}),
            1 => json!({"do": "duplicate", "path": path}),
            2 => json!({"do": "move", "path": path, "to": to}),
            _ => json!({"do": "set", "path": path, "value": text, "order": ["name", "position", "endDate", "highlights"]}),
        };
        serde_json::from_value(value).unwrap()
    });
    prop::collection::vec(operation, 1..12)
}

proptest! {
    #[test]
    fn what_is_not_edited_keeps_every_byte(operations in operations()) {
        let mut text = RESUME.to_owned();
        let (head, tail) = (&RESUME[..RESUME.find("work:").unwrap()], &RESUME[RESUME.find("skills:").unwrap()..]);
        for operation in operations {
            let source = Source::new("resume.yaml", text.as_str());
            let mut wanted = Content::of(&Document::read(&source).unwrap().root);
            let is_possible = wanted.edit(&operation);
            match apply(&source, std::slice::from_ref(&operation)) {
                Ok(after) => {
                    // The values are those that were meant, and writing them again changes nothing.
                    let source = Source::new("resume.yaml", after.as_str());
                    prop_assert!(Content::of(&Document::read(&source).unwrap().root).is_like(&wanted));
                    if let Operation::Set { value, .. } = &operation && !outline::is_nothing(value) {
                        prop_assert_eq!(apply(&source, &[operation]), Ok(after.clone()));
                    }
                    text = after;
                }
                Err(EditError::NoSuchPlace(_)) => prop_assert!(!is_possible),
                Err(error) => prop_assert!(matches!(error, EditError::Unsupported(_)), "{:?}: {}", operation, text),
            }
            prop_assert!(text.starts_with(head) && text.contains(tail), "{}", text);
        }
    }

    #[test]
    fn any_text_can_be_set_and_is_read_again(text in "[ -~éß陈\n]{0,60}") {
        for start in ["a: x\nb: y\n", "a: 'x'\nb: y\n", "a: \"x\"\nb: y\n", "a: |\n  x\nb: y\n", "b: y\n", "a: {b: [x]}\nb: y\n"] {
            let source = Source::new("resume.yaml", start);
            let path: Path = [Step::Key("a".into())].into_iter().collect();
            let after = apply(&source, &[Operation::Set { path, value: text.as_str().into(), order: vec!["a".into(), "b".into()] }]);
            prop_assert!(after.is_ok(), "{:?} in {:?}: {:?}", text, start, after);
        }
    }
}
