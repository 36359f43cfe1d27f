use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;

mod sequences;

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
fn lists_that_are_not_indented_are_lists_as_well() {
    let text = "work:\n- name: Mill\n- name: Court # why\n\nskills:\n- {name: Maths}\n";
    let act = |operation: Json| edited(text, json!([operation])).unwrap();
    assert_eq!(act(json!({"do": "remove", "path": ["work", 0]})), text.replace("- name: Mill\n", ""));
    assert_eq!(
        act(json!({"do": "move", "path": ["work", 0], "to": 1})),
        text.replace("- name: Mill\n- name: Court # why", "- name: Court # why\n- name: Mill")
    );
    assert_eq!(
        act(json!({"do": "insert", "path": ["skills"], "index": 1, "values": [{"name": "Art"}]})),
        format!("{text}- name: Art\n")
    );
    assert_eq!(
        act(json!({"do": "set", "path": ["work", 1, "highlights"], "value": ["Did much, and more than that too"]})),
        text.replace("# why\n", "# why\n  highlights:\n  - Did much, and more than that too\n")
    );
}

#[test]
fn comments_beside_a_value_stay() {
    assert_eq!(set("a: # why\n  x\nb: y\n", json!(["a"]), json!("0\n1")), "a: | # why\n  0\n  1\nb: y\n");
    assert_eq!(set("a: | # why\n  x\nb: y\n", json!(["a"]), json!(" x")), "a: ' x' # why\nb: y\n");
    let flow = "a: [\n  x, # first\n  y]\n";
    assert_eq!(edited(flow, json!([{"do": "remove", "path": ["a", 0]}])).unwrap(), "a: [\n   # first\n  y]\n");
    assert_eq!(set("a: {b: 'x #y', c: z}\n", json!(["a", "b"]), json!("x #z")), "a: {b: 'x #z', c: z}\n");
}

#[test]
fn items_without_a_value_keep_their_places() {
    assert_eq!(set("a: [x, y, z]\n", json!(["a"]), json!(["", "y", "z"])), "a: ['', y, z]\n");
    assert_eq!(set("b: y\n", json!(["a"]), json!(["", "x"])), "b: y\na: ['', x]\n");
    assert_eq!(set("b: y\n", json!(["a"]), json!({"c": "", "d": null, "e": "x"})), "b: y\n\na:\n  e: x\n");
    assert_eq!(set("a: x\n", json!(["a"]), json!("y\u{feff}z")), "a: \"y\\ufeffz\"\n");
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
