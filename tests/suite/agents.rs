//! An assistant that speaks with `recto mcp`, and the pages that teach it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use base64::Engine;
use serde_json::{Value, json};

use crate::project::{Project, SEED};

/// The other end of the line.
struct Assistant {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    number: u64,
}

impl Assistant {
    fn start(project: &Project, flags: &[&str]) -> Assistant {
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .arg("mcp")
            .args(flags)
            .current_dir(project.path(""))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let mut assistant = Assistant { child, input, output, number: 0 };
        let answer = assistant.ask("initialize", json!({"protocolVersion": "2025-03-26", "capabilities": {}}));
        assert_eq!(answer["result"]["protocolVersion"], "2025-03-26");
        assistant.send(r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#);
        assistant
    }

    fn send(&mut self, line: &str) {
        writeln!(self.input.as_mut().unwrap(), "{line}").unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut line = String::new();
        assert!(self.output.read_line(&mut line).unwrap() > 0, "the server is gone");
        serde_json::from_str(&line).unwrap()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}).to_string());
        let answer = self.receive();
        assert_eq!(answer["id"], self.number);
        answer
    }

    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        self.ask("tools/call", json!({"name": tool, "arguments": arguments}))["result"].take()
    }

    /// The first text of an answer that is no error.
    fn text(&mut self, tool: &str, arguments: Value) -> String {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], false, "{tool}: {result}");
        result["content"][0]["text"].as_str().unwrap().to_owned()
    }

    fn refusal(&mut self, tool: &str, arguments: Value) -> String {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], true, "{tool}: {result}");
        result["content"][0]["text"].as_str().unwrap().to_owned()
    }
}

impl Drop for Assistant {
    fn drop(&mut self) {
        drop(self.input.take());
        assert!(self.child.wait().unwrap().success());
    }
}

fn project() -> Project {
    Project::new()
        .file("resume.yaml", SEED)
        .file("out/.keep", "")
        .file("posting.md", "# Engineer\n\n- Rust and Kafka\n")
}

fn decoded(value: &Value) -> Vec<u8> {
    base64::prelude::BASE64_STANDARD.decode(value.as_str().unwrap()).unwrap()
}

#[test]
fn every_tool_answers() {
    let project = project().file("jsonresume.json", r#"{"basics": {"name": "Ada", "label": "Programmer"}}"#);
    let mut assistant = Assistant::start(&project, &[]);
    let tools = assistant.ask("tools/list", json!({}))["result"]["tools"].take();
    let names: Vec<&str> = tools.as_array().unwrap().iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["schema", "check", "build", "show", "diff", "match", "themes", "import", "inspect"]);
    assert!(assistant.text("schema", json!({})).starts_with("# "), "the reference is Markdown");
    assert!(assistant.text("schema", json!({"format": "json"})).starts_with('{'));
    let check = assistant.call("check", json!({}));
    assert!(check["isError"] == false && check["structuredContent"]["diagnostics"].is_array(), "{check}");
    let pdf = assistant.call("build", json!({}));
    assert!(decoded(&pdf["content"][0]["resource"]["blob"]).starts_with(b"%PDF"));
    let png = assistant.call("build", json!({"format": "png"}));
    assert!(decoded(&png["content"][0]["data"]).starts_with(b"\x89PNG"));
    assert_eq!(png["content"][0]["type"], "image");
    assert!(assistant.text("build", json!({"text": "basics: {name: Zed}", "format": "txt"})).contains("Zed"));
    assert!(assistant.text("show", json!({"format": "json"})).contains("basics"));
    let found = assistant.call("match", json!({"text": "# Engineer\n\n- Fortran\n"}));
    assert_eq!(found["structuredContent"]["report"]["terms"][0]["term"], "Fortran", "{found}");
    assert_eq!(assistant.call("match", json!({"posting": "posting.md"}))["isError"], false);
    assert!(assistant.text("themes", json!({})).contains("plumb"));
    assert!(assistant.text("themes", json!({"name": "plumb"})).contains("paper"));
    assert!(assistant.text("import", json!({"file": "jsonresume.json"})).contains("label: Programmer"));
    assert_eq!(project.run(&["build", "-o", "a.pdf"]).code, Some(0));
    let read = assistant.call("inspect", json!({"file": "a.pdf", "against": "resume.yaml"}));
    assert!(read["structuredContent"]["report"].is_object(), "{read}");
}

#[test]
fn an_invented_fact_and_a_mistake_are_diagnostics() {
    let master = "basics: {name: Ada, summary: Built 3 engines}\n";
    let project = project()
        .file("master.yaml", master)
        .file("tailored.yaml", master.replace('3', "40"))
        .file("wrong.yaml", "basics: {nmae: Ada}\n");
    let mut assistant = Assistant::start(&project, &[]);
    let diff = assistant.call("diff", json!({"resume": "tailored.yaml", "facts_from": "master.yaml"}));
    assert_eq!(diff["isError"], true, "{diff}");
    assert_eq!(diff["structuredContent"]["diagnostics"][0]["id"], "new-fact", "{diff}");
    let check = assistant.call("check", json!({"resume": "wrong.yaml"}));
    let note = &check["structuredContent"]["diagnostics"][0];
    assert_eq!((&check["isError"], &note["fix"]["replacement"]), (&json!(true), &json!("name")), "{check}");
    assert_eq!(note["labels"][0]["place"]["line"], 1);
}

#[test]
fn what_may_not_be_done_is_refused() {
    let project = project().file("out/resume.yaml", SEED);
    std::fs::write(project.path("../outside-of-the-server.yaml"), SEED).unwrap();
    let mut assistant = Assistant::start(&project, &[]);
    for path in ["../outside-of-the-server.yaml", "/etc/passwd", "out/../../x.yaml"] {
        assert!(assistant.refusal("show", json!({"resume": path})).contains("is outside the folder"), "{path}");
    }
    std::fs::remove_file(project.path("../outside-of-the-server.yaml")).unwrap();
    assert!(assistant.refusal("build", json!({"output": "a.pdf"})).contains("start it with `recto mcp --write DIR`"));
    assert_eq!(
        assistant.refusal("show", json!({"format": "exe"})),
        "the argument `format` is `exe`, not one of yaml, json"
    );
    assert_eq!(assistant.refusal("show", json!({"set": "a=b"})), "`show` has no argument `set`");
    assert_eq!(assistant.refusal("diff", json!({})), "`diff` needs the argument `resume`");
    assert_eq!(assistant.refusal("themes", json!({"name": "../x"})), "the argument `name` is `../x`, which is no name");
    assert!(assistant.refusal("show", json!({"resume": "resume.yaml", "text": "x"})).contains("not both"));
    assert_eq!(assistant.ask("tools/call", json!({"name": "delete"}))["error"]["code"], -32602);
    assert_eq!(assistant.ask("resources/list", json!({}))["error"]["code"], -32601);
    assistant.send("{");
    assert_eq!(assistant.receive()["error"]["code"], -32700);
    assert_eq!(assistant.ask("ping", json!({}))["result"], json!({}));
    drop(assistant);
    assert_eq!(project.files(), ["out", "posting.md", "resume.yaml"], "nothing was written");
}

/// A project with a theme of this code.
fn with_theme(name: &str, code: &str) -> Project {
    let manifest = format!("contract = 2\nname = \"{name}\"\ndescription = \"Hostile\"\nfonts = [\"Inter\"]\n");
    let (folder, code) = (format!("themes/{name}"), format!("#let resume(data, options) = {code}\n"));
    project().file(&format!("{folder}/theme.toml"), &manifest).file(&format!("{folder}/theme.typ"), &code)
}

/// A call of a tool with a theme.
fn call_with_theme(id: &str, tool: &str, theme: &str) -> String {
    let params = json!({"name": tool, "arguments": {"theme": theme}});
    json!({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params}).to_string()
}

#[test]
fn a_theme_that_never_ends_ends_one_call_only() {
    let project = with_theme("endless", "for a in range(9999) { for b in range(9999) { for c in range(9999) { } } }");
    let mut assistant = Assistant::start(&project, &["--timeout", "4"]);
    assistant.send(&call_with_theme("endless", "build", "endless"));
    assistant.send(&call_with_theme("cancelled", "check", "endless"));
    assistant.send(r#"{"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": "cancelled"}}"#);
    // Other requests do not wait for it.
    assert_eq!(assistant.ask("ping", json!({}))["result"], json!({}));
    let ended = assistant.receive();
    assert_eq!((&ended["id"], &ended["result"]["isError"]), (&json!("endless"), &json!(true)), "{ended}");
    assert!(ended.to_string().contains("the theme may contain an infinite loop"), "{ended}");
    // Nothing is said about the one that nobody waits for, and the next is answered.
    assert_eq!(assistant.call("build", json!({}))["isError"], false);
}

#[test]
fn a_theme_that_takes_all_memory_ends_one_call_only() {
    let project = with_theme(
        "large",
        "{ let all = (); for part in range(9999) { all.push(\"x\" * 9999999 + str(part)) }; [#all.len()] }",
    );
    let mut assistant = Assistant::start(&project, &["--timeout", "300"]);
    assistant.send(&call_with_theme("large", "check", "large"));
    let ended = assistant.receive();
    assert_eq!(ended["result"]["isError"], true, "{ended}");
    assert!(ended.to_string().contains("layout used more than 2 GiB of memory"), "{ended}");
    assert_eq!(assistant.call("build", json!({}))["isError"], false);
}

#[test]
fn what_cannot_be_read_is_one_error() {
    let project = project();
    let mut assistant = Assistant::start(&project, &[]);
    assistant.send(&format!("{{\"id\": 1, \"method\": \"{}\"}}", "x".repeat(9 << 20)));
    assert_eq!(assistant.receive()["error"]["message"], "the message is too long");
    assistant.send("[1, 2");
    assert_eq!(assistant.receive()["error"]["code"], -32700);
    let nested = format!("a: {}1{}\n", "[".repeat(4000), "]".repeat(4000));
    let refused = assistant.call("check", json!({"text": nested}));
    assert_eq!(refused["isError"], true, "{refused}");
    assert_eq!(assistant.ask("ping", json!({}))["result"], json!({}));
}

#[test]
fn fixes_are_shown_and_applied_only_where_it_is_allowed() {
    let wrong = "basics: {nmae: Ada}\n";
    let project = Project::new().file("resume.yaml", wrong).file("drafts/resume.yaml", wrong);
    let mut assistant = Assistant::start(&project, &["--write", "drafts"]);
    let shown = assistant.text("check", json!({"fix": "show"}));
    assert!(shown.contains("-basics: {nmae: Ada}\n+basics: {name: Ada}"), "{shown}");
    assert_eq!(assistant.text("check", json!({"text": wrong, "fix": "show"})), "basics: {name: Ada}\n");
    assert!(assistant.refusal("check", json!({"fix": "apply"})).contains("outside the folder given with `--write`"));
    assert!(assistant.refusal("check", json!({"fix": "all"})).contains("not one of show, apply"));
    assert_eq!(project.read("resume.yaml"), wrong.as_bytes());
    let fixed = assistant.call("check", json!({"resume": "drafts/resume.yaml", "fix": "apply"}));
    assert_eq!(fixed["isError"], false, "{fixed}");
    assert_eq!(project.read("drafts/resume.yaml"), b"basics: {name: Ada}\n");
    let mut reader = Assistant::start(&project, &[]);
    assert!(reader.refusal("check", json!({"fix": "apply"})).contains("this server may not write"));
}

#[test]
fn documents_are_written_where_it_is_allowed() {
    let project = project();
    let mut assistant = Assistant::start(&project, &["--write", "out"]);
    let written = assistant.call("build", json!({"output": "ada.pdf"}));
    assert_eq!(written["isError"], false, "{written}");
    assert!(project.read("out/ada.pdf").starts_with(b"%PDF"));
    assert!(
        assistant
            .refusal("build", json!({"output": "../ada.pdf"}))
            .contains("is outside the folder given with `--write`")
    );
    drop(assistant);
    assert_eq!(project.files(), ["out", "posting.md", "resume.yaml"]);
}

/// The pages in the repository are what the program prints. `INSTA_UPDATE=always` writes them.
#[test]
fn the_pages_for_assistants_are_true() {
    for (page, file) in [("skill", "SKILL.md"), ("llms", "llms.txt")] {
        let printed = Project::new().run(&["mcp", "--print", page]).stdout;
        let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            std::fs::write(&path, &printed).unwrap();
        }
        assert!(std::fs::read(&path).unwrap_or_default() == printed, "{file} is out of date");
    }
}
