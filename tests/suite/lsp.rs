//! An editor that speaks with `recto lsp`.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use recto::assist::{self, Definition};
use recto::source::Source;
use serde_json::{Value, json};

use crate::project::{Project, SEED};

/// The other end of the line.
struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    project: Project,
    number: u64,
}

impl Editor {
    fn start(project: Project) -> Editor {
        Editor::start_with(project, &[])
    }

    fn start_with(project: Project, flags: &[&str]) -> Editor {
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .arg("lsp")
            .args(flags)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut editor = Editor { child, input, output, project, number: 0 };
        let answer = editor.ask("initialize", json!({"capabilities": {}, "processId": null, "rootUri": null}));
        assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
        editor.tell("initialized", json!({}));
        editor
    }

    fn uri(&self) -> String {
        format!("file://{}", self.project.path("resume.yaml").display())
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server is gone");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().unwrap(),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        let id = self.number;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let answer = self.receive();
            if answer["id"] == id {
                return answer["result"].clone();
            }
        }
    }

    /// The reports that follow.
    fn reports(&mut self) -> Vec<Value> {
        loop {
            let message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" {
                return message["params"]["diagnostics"].as_array().unwrap().clone();
            }
        }
    }

    /// The next reports, with the name of their file.
    fn reports_of(&mut self) -> (String, Vec<Value>) {
        loop {
            let message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" {
                let uri = message["params"]["uri"].as_str().unwrap();
                let name = uri.rsplit('/').next().unwrap().to_owned();
                return (name, message["params"]["diagnostics"].as_array().unwrap().clone());
            }
        }
    }

    fn open(&mut self, text: &str) -> Vec<Value> {
        let uri = self.uri();
        self.tell(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}),
        );
        self.reports()
    }

    fn change(&mut self, text: &str) -> Vec<Value> {
        let uri = self.uri();
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": text}]}),
        );
        self.reports()
    }

    fn at(&self, line: u32, character: u32) -> Value {
        json!({"textDocument": {"uri": self.uri()}, "position": {"line": line, "character": character}})
    }
}

const BROKEN: &str = "basics:\n  name: Ada\n  lable: Analyst\nwork:\n  - name: Müller 👩‍💻 Co\n    startDate: 1842-13\n";

#[test]
fn reports_follow_what_is_typed_and_their_changes_mend_it() {
    let mut editor = Editor::start(Project::new());
    let reports = editor.open(BROKEN);
    let said: Vec<_> = reports.iter().map(|one| (one["code"].as_str().unwrap(), one["range"].clone())).collect();
    let range = |line: u32, from: u32, to: u32| json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
    assert_eq!(said, [("unknown-key", range(2, 2, 7)), ("invalid-value", range(5, 15, 22))]);
    assert_eq!(reports[0]["severity"], 1);
    let uri = editor.uri();
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({"textDocument": {"uri": uri}, "range": range(2, 3, 3), "context": {"diagnostics": []}}),
    );
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!((&edit["newText"], &edit["range"]), (&json!("label"), &range(2, 2, 7)));
    // A piece is changed: the month, in a line after letters of two halves.
    editor.tell(
        "textDocument/didChange",
        json!({"textDocument": {"uri": uri, "version": 3}, "contentChanges": [
            {"range": edit["range"], "text": "label"},
            {"range": range(5, 20, 22), "text": "10"},
        ]}),
    );
    let left = editor.reports();
    assert!(left.iter().all(|one| one["severity"] != 1), "{left:?}");
    let broken = editor.change("basics: {name: Ada\nwork: [\n");
    assert_eq!(broken[0]["severity"], 1);
    assert_eq!(editor.change("kind: Deployment\nmetadata: {name: x}\n"), Vec::<Value>::new(), "not a résumé");
}

#[test]
fn what_is_wrong_in_an_extended_file_is_shown_there() {
    let base = "basics:\n  name: Ada\nwork:\n  - name: Engines\n    startDate: 1842-13\n";
    let mut editor = Editor::start(Project::new().file("base.yaml", base));
    let uri = editor.uri();
    let text = "extends: base.yaml\nbasics: {label: Analyst, lable: x}\n";
    editor.tell(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}),
    );
    let (name, reports) = editor.reports_of();
    assert_eq!((name.as_str(), reports.len()), ("base.yaml", 1));
    assert_eq!(reports[0]["range"]["start"], json!({"line": 4, "character": 15}), "{reports:?}");
    let (name, reports) = editor.reports_of();
    assert_eq!((name.as_str(), reports.len(), &reports[0]["code"]), ("resume.yaml", 1, &json!("unknown-key")));
    // Once the other file is corrected and saved, nothing is shown there.
    std::fs::write(editor.project.path("base.yaml"), base.replace("1842-13", "1842-12")).unwrap();
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": uri.replace("resume", "base")}}));
    assert_eq!(editor.reports_of(), ("base.yaml".to_owned(), Vec::new()));
    assert_eq!(editor.reports_of().0, "resume.yaml");
    // When the document is closed, nothing is known of it.
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(editor.reports_of(), ("resume.yaml".to_owned(), Vec::new()));
}

#[test]
fn all_that_is_certain_is_fixed_at_once() {
    let mut editor = Editor::start(Project::new());
    editor.open("basics:\n  nmae: Ada # é\nskills: [Rust]\nwork:\n  - name: A\n    startDate: May 2020\n");
    let uri = editor.uri();
    let place = json!({"line": 1, "character": 3});
    let mut ask = |only: Value| {
        let asked = json!({"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": {"diagnostics": [], "only": only}});
        editor.ask("textDocument/codeAction", asked)
    };
    let all = ask(json!(["source.fixAll"]));
    let edits = all[0]["edit"]["changes"][&uri].as_array().unwrap();
    let texts: Vec<_> = edits.iter().map(|edit| edit["newText"].as_str().unwrap()).collect();
    assert_eq!(texts, ["  name: Ada # é\nskills: [{keywords: [Rust]}]\n", "    startDate: 2020-05\n"], "{all}");
    assert_eq!(edits[1]["range"]["start"], json!({"line": 5, "character": 0}));
    assert_eq!(all.as_array().unwrap().len(), 1);
    let quick = ask(json!(["quickfix"]));
    assert_eq!((quick[0]["kind"].as_str(), &quick[0]["isPreferred"]), (Some("quickfix"), &json!(true)), "{quick}");
    assert_eq!(ask(Value::Null).as_array().unwrap().len(), 2);
}

#[test]
fn a_misspelt_word_can_be_corrected_or_added() {
    let mut editor = Editor::start(Project::new());
    let reports = editor.open("basics:\n  name: Ada\n  summary: Built a comunity of engineers\n");
    let spelling = reports.iter().find(|report| report["code"] == "spelling").expect("it is reported");
    let uri = editor.uri();
    let asked = json!({"textDocument": {"uri": uri}, "range": spelling["range"], "context": {"diagnostics": []}});
    let actions = editor.ask("textDocument/codeAction", asked);
    let titles: Vec<_> = actions.as_array().unwrap().iter().map(|action| action["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["did you mean `community`?: `community`", "is `comunity` right? add it to `advice.words`"]);
    let edit = &actions[1]["edit"]["changes"][&uri][0];
    assert_eq!(edit["newText"], "advice: {words: [comunity]}\n");
    let left =
        editor.change("basics:\n  name: Ada\n  summary: Built a comunity of engineers\nadvice: {words: [comunity]}\n");
    assert!(left.iter().all(|report| report["code"] != "spelling"), "{left:?}");
}

#[test]
fn keys_and_values_are_completed_explained_and_followed() {
    let mut editor = Editor::start(Project::new().file("ada.jpg", "x"));
    let text = "basics:\n  name: Ada\n  la\n  image: ada.jpg\nwork:\n  - name: A\n    tags: [engines]\napplications:\n  x:\n    only: engines\n    theme: {name: fo}\n";
    editor.open(text);
    let labels = |items: Value| -> Vec<String> {
        items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    let place = editor.at(2, 4);
    let items = editor.ask("textDocument/completion", place);
    assert_eq!(items[0]["label"], "label");
    assert_eq!(items[0]["textEdit"]["newText"], "label: ");
    assert!(items[0]["documentation"]["value"].as_str().unwrap().starts_with("A professional title"), "{items}");
    let place = editor.at(10, 20);
    assert_eq!(labels(editor.ask("textDocument/completion", place)), ["foundry"]);
    let place = editor.at(9, 10);
    assert_eq!(labels(editor.ask("textDocument/completion", place)), ["engines"]);
    let place = editor.at(1, 3);
    let hover = editor.ask("textDocument/hover", place);
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("**name**\n\nThe full name"), "{hover}");
    let place = editor.at(9, 12);
    let definition = editor.ask("textDocument/definition", place);
    assert_eq!(definition["range"]["start"], json!({"line": 6, "character": 11}));
    let place = editor.at(3, 11);
    let file = editor.ask("textDocument/definition", place);
    assert!(file["uri"].as_str().unwrap().ends_with("/ada.jpg"), "{file}");
    let uri = editor.uri();
    editor.change("basics: {name: Ada}\nwork:\n  - name: Engines\n  - name: Bank\n");
    let symbols = editor.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
    let names: Vec<_> =
        symbols[1]["children"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Engines", "Bank"]);
    assert_eq!(editor.ask("no/such", json!({})), Value::Null);
}

/// Pages are laid out by another thread, and whoever asks for help does not wait for them.
#[test]
fn a_theme_that_never_ends_delays_no_answer_and_ends_nothing() {
    let code =
        "#let resume(data, options) = for a in range(9999) { for b in range(9999) { for c in range(9999) { } } }\n";
    let manifest = "contract = 2\nname = \"endless\"\ndescription = \"Never ends\"\nfonts = [\"Inter\"]\n";
    let project = Project::new().file("themes/endless/theme.toml", manifest).file("themes/endless/theme.typ", code);
    let mut editor = Editor::start_with(project, &["--timeout", "1"]);
    let uri = editor.uri();
    let text = "basics:\n  name: Ada\ntheme: endless\n";
    let document = json!({"uri": uri, "languageId": "yaml", "version": 7, "text": text});
    editor.tell("textDocument/didOpen", json!({"textDocument": document}));
    editor.number += 1;
    let (id, place) = (editor.number, editor.at(1, 3));
    editor.send(&json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": place}));
    let first = editor.receive();
    assert!(first["id"] == id && first["result"]["contents"].is_object(), "{first}");
    let report = editor.receive();
    assert_eq!(
        (&report["method"], &report["params"]["version"]),
        (&json!("textDocument/publishDiagnostics"), &json!(7))
    );
    let message = report["params"]["diagnostics"][0]["message"].as_str().unwrap();
    assert!(message.contains("longer than 1 s"), "{message}");
    let place = editor.at(1, 3);
    assert!(editor.ask("textDocument/hover", place)["contents"].is_object());
}

/// Of what is typed without a pause, the last state is checked once.
#[test]
fn typing_is_checked_when_it_pauses() {
    let mut editor = Editor::start(Project::new());
    editor.open(SEED);
    let uri = editor.uri();
    for version in 2..12 {
        let text =
            if version == 11 { "basics: {nme: Ada}\n".to_owned() } else { format!("basics: {{x{version}: 1}}\n") };
        editor.tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}),
        );
    }
    let report = editor.receive();
    assert_eq!(report["params"]["version"], 11, "{report}");
    assert!(report["params"]["diagnostics"][0]["message"].as_str().unwrap().contains("nme"), "{report}");
}

#[test]
fn the_server_goes_when_it_is_told() {
    let mut editor = Editor::start(Project::new());
    editor.ask("shutdown", Value::Null);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.child.wait().unwrap().code(), Some(0));
    let mut hasty = Editor::start(Project::new());
    hasty.tell("exit", Value::Null);
    assert_eq!(hasty.child.wait().unwrap().code(), Some(1));
}

#[test]
fn help_is_given_at_every_letter_of_every_text() {
    let broken = SEED.replace(": ", ":").replace("- ", "-\t");
    let half = &SEED[..SEED.len() / 2];
    for text in [SEED, &broken, half, "{[{[\"", "a:\n - b:\n  -", "\u{feff}basics:\r\n  name: é"] {
        for offset in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            for one in assist::complete(text, offset) {
                assert!(text.get(one.replace.clone()).is_some() && one.replace.end == offset, "{one:?}");
            }
            if let Some(hover) = assist::hover(text, offset) {
                assert!(text.get(hover.range).is_some());
            }
            if let Some(Definition::Here(range)) = assist::definition(text, offset) {
                assert!(text.get(range).is_some());
            }
        }
        assist::symbols(&Source::new("resume.yaml", text));
    }
}

/// What is offered at `^`.
fn offered(marked: &str) -> Vec<String> {
    let offset = marked.find('^').unwrap();
    assist::complete(&marked.replace('^', ""), offset).into_iter().map(|one| one.label).collect()
}

#[test]
fn what_is_offered_is_what_can_stand_there() {
    assert_eq!(offered("work:\n  - name: A\n    end^"), ["endDate"]);
    assert_eq!(offered("work:\n  - name: A\n    endDate: pre^"), ["present"]);
    assert_eq!(offered("basics:\n  location: {country^"), ["countryCode"]);
    assert_eq!(offered("language: en-^"), ["en-CA", "en-GB"]);
    assert_eq!(offered("theme:\n  dates: in^"), ["inline"]);
    assert_eq!(offered("applications:\n  x:\n    theme:\n      dates: in^"), ["inline"]);
    assert_eq!(offered("custom:\n  talks: {title: Talks, entries: [x]}\nsections:\n  - tal^"), ["talks"]);
    assert_eq!(offered("advice: {allow: [date-g^"), ["date-gap"]);
    // What already exists is not offered again.
    assert!(
        !offered("work:\n  - name: A\n    ^\n    position: B\n").iter().any(|key| key == "name" || key == "position")
    );
    let text = "work:\n  - name: A\n    hi";
    let keys = assist::complete(text, text.len());
    assert_eq!(keys[0].insert, "highlights:\n      - ");
}

#[test]
fn texts_in_several_languages_are_completed_inside() {
    let offered = |marked: &str| self::offered(&format!("language: [en, fr, pt-BR]\n{marked}"));
    assert_eq!(offered("basics:\n  label:\n    ^"), ["en", "fr", "pt-BR"]);
    assert_eq!(offered("basics: {label: {en: Baker, ^}}"), ["fr", "pt-BR"]);
    assert_eq!(offered("work:\n- name: A\n  position:\n    fr: B\n    p^"), ["pt-BR"]);
    assert_eq!(offered("work:\n- name: A\n  highlights:\n    f^"), ["fr"]);
    assert!(offered("work:\n- name: A\n  highlights:\n  - {^").ends_with(&["en", "fr", "pt-BR"].map(str::to_owned)));
    // What stands below a language is what stands without it.
    assert_eq!(offered("work:\n- name: A\n  endDate: {en: pre^"), ["present"]);
    assert_eq!(offered("work:\n- name: A\n  highlights:\n    en:\n    - text: B\n      tag^"), ["tags"]);
    assert_eq!(offered("applications:\n  x:\n    language: fr^"), ["fr", "fr-CA", "fr-CH"]);
    // Applications may be called like a language, and other mappings have none.
    assert_eq!(offered("applications:\n  fr:\n    onl^"), ["only"]);
    assert!(!offered("work:\n- ^").contains(&"fr".to_owned()) && !offered("theme: {^").contains(&"fr".to_owned()));
    assert!(!self::offered("language: en\nbasics:\n  label:\n    ^").contains(&"en".to_owned()));
    let listed = "language:\n- en # first\n- fr\nbasics: {label: {^";
    assert_eq!(self::offered(listed), ["en", "fr"]);
    let text = "language: [en, fr]\nbasics:\n  label: {en: A, fr: B}\n";
    let hover = assist::hover(text, text.find("fr: B").unwrap() + 1).unwrap();
    assert!(hover.text.contains("Français"), "{hover:?}");
}
