//! What `recto preview` answers, asked over a plain connection.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::project::{Project, SEED, endless};
use crate::running::{PATIENCE, RECTO, Running, until};

/// A preview that is running.
struct Preview {
    project: Project,
    _running: Running,
    port: u16,
    token: String,
}

/// What was answered.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&self.body)))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// The events that a tab is sent.
struct Events(BufReader<TcpStream>);

impl Events {
    /// The next event: its name and data.
    fn next(&mut self) -> (String, Value) {
        let mut name = String::new();
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            if let Some(event) = line.strip_prefix("event: ") {
                name = event.trim_end().to_owned();
            }
            if let Some(data) = line.strip_prefix("data: ") {
                return (name, serde_json::from_str(data).unwrap());
            }
        }
    }

    /// The next state that is as wanted.
    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let (name, state) = self.next();
            if name == "state" && wanted(&state) {
                return state;
            }
        }
    }
}

impl Preview {
    fn of(project: Project, args: &[&str]) -> Preview {
        let running = Running::start(&project, &[&["preview", "--port", "0", "--no-open"], args].concat());
        Preview::started(project, running)
    }

    fn started(project: Project, running: Running) -> Preview {
        let line = running.line_with("is available at http://127.0.0.1:");
        let (_, address) = line.split_once("127.0.0.1:").unwrap();
        let (port, rest) = address.split_once("/#token=").unwrap();
        let token = rest.split(' ').next().unwrap().to_owned();
        assert!(token.len() == 32 && token.bytes().all(|digit| digit.is_ascii_hexdigit()), "{line}");
        Preview { port: port.parse().unwrap(), token, project, _running: running }
    }

    fn seed() -> Preview {
        Preview::of(Project::new().file("resume.yaml", SEED), &[])
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request as it is written, and reads the answer to its end.
    fn raw(&self, request: &str) -> Answer {
        self.exchange(request.as_bytes())
    }

    fn exchange(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let (mut all, mut part, end) = (Vec::new(), [0; 1 << 16], Instant::now() + PATIENCE);
        // A stream of events has no end.
        while let count @ 1.. = stream.read(&mut part).unwrap() {
            all.extend(&part[..count]);
            assert!(Instant::now() < end && !all.starts_with(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream"));
        }
        let end = all.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8(all[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
        Answer { status, head, body: all[end + 4..].to_vec() }
    }

    /// Sends bytes that get no answer, or only a part of one that is wanted.
    fn send(&self, request: &str) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn get(&self, path: &str) -> Answer {
        self.get_with(path, &self.token_header())
    }

    fn get_with(&self, path: &str, headers: &str) -> Answer {
        let port = self.port;
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}Connection: close\r\n\r\n"))
    }

    fn token_header(&self) -> String {
        format!("X-Recto-Token: {}\r\n", self.token)
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        let headers = format!("Origin: http://localhost:{}\r\n{}", self.port, self.token_header());
        self.post_from(path, &headers, &body.to_string())
    }

    fn post_from(&self, path: &str, headers: &str, body: &str) -> Answer {
        let (port, length) = (self.port, body.len());
        self.raw(&format!(
            "POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}Connection: close\r\nContent-Type: \
             application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }

    fn post_bytes(&self, path: &str, body: &[u8]) -> Answer {
        let (port, length, token) = (self.port, body.len(), self.token_header());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n{token}Connection: \
             close\r\nContent-Length: {length}\r\n\r\n"
        );
        self.exchange(&[head.as_bytes(), body].concat())
    }

    fn events(&self) -> Events {
        self.events_at("/events")
    }

    fn events_at(&self, path: &str) -> Events {
        let (port, token) = (self.port, self.token_header());
        Events(BufReader::new(self.send(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{token}\r\n"))))
    }

    fn state(&self) -> Value {
        self.events().until(|_| true)
    }

    fn write(&self, text: &str) {
        fs::write(self.project.path("resume.yaml"), text).unwrap();
    }
}

fn digest(state: &Value) -> &str {
    state["pages"][0]["digest"].as_str().unwrap()
}

#[test]
fn the_page_is_served_and_may_load_nothing_from_elsewhere() {
    let preview = Preview::seed();
    for (path, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/preview.css", "text/css; charset=utf-8"),
        ("/preview.js", "text/javascript; charset=utf-8"),
        ("/editor.js", "text/javascript; charset=utf-8"),
        ("/pages.js", "text/javascript; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("Content-Type")), (200, Some(media_type)), "{path}");
        let policy = answer.header("Content-Security-Policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("http"), "{policy}");
        assert_eq!(answer.header("X-Content-Type-Options"), Some("nosniff"));
        assert_eq!(answer.header("Referrer-Policy"), Some("no-referrer"));
        assert!(answer.header("Access-Control-Allow-Origin").is_none());
    }
}

#[test]
fn strangers_are_turned_away() {
    let preview = Preview::seed();
    let port = preview.port;
    let token = preview.token_header();
    let with_host =
        |host: &str| preview.raw(&format!("GET /yaml HTTP/1.1\r\n{host}{token}Connection: close\r\n\r\n")).status;
    assert_eq!(with_host(&format!("Host: localhost:{port}\r\n")), 200);
    for host in [
        "".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        "Host: 127.0.0.1\r\n".to_owned(),
        format!("Host: 127.0.0.1:{}\r\n", port.wrapping_add(1)),
        format!("Host: localhost:{port}\r\nHost: evil.example\r\n"),
    ] {
        assert_eq!(with_host(&host), 403, "{host}");
    }
    let body = json!({ "text": "basics: {name: Eve}" }).to_string();
    for origin in [
        String::new(),
        "Origin: null\r\n".to_owned(),
        "Origin: http://evil.example\r\n".to_owned(),
        format!("Origin: https://localhost:{port}\r\n"),
        format!("Origin: http://localhost:{port}.evil.example\r\n"),
    ] {
        assert_eq!(preview.post_from("/draft", &format!("{origin}{token}"), &body).status, 403, "{origin}");
    }
    let state = preview.state();
    assert!(state["draft"].is_null() && state["ok"] == true);
    let method = |method: &str| {
        let origin = format!("Origin: http://localhost:{port}\r\n");
        preview.raw(&format!("{method} /yaml HTTP/1.1\r\nHost: localhost:{port}\r\n{origin}Connection: close\r\n\r\n"))
    };
    assert_eq!([method("DELETE").status, method("PUT").status], [405, 405]);
}

#[test]
fn nothing_but_what_is_served_is_there() {
    let preview = Preview::seed();
    let paths = [
        "/resume.yaml",
        "/../resume.yaml",
        "/pages/../resume.yaml",
        "/pages/../../etc/passwd.svg",
        "/pages/%2e%2e%2fresume.yaml",
        "//etc/passwd",
        "/pages/.svg",
        "/yaml/",
        "http://evil.example/",
    ];
    for path in paths {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    for query in ["", "?format=exe", "?format=../pdf", "?format=pdf&page=x"] {
        assert_eq!(preview.get(&format!("/download{query}")).status, 400, "{query}");
    }
    assert_eq!(preview.get("/download?format=png&page=7").status, 404);
    assert_eq!(preview.get("/place?page=1&x=NaN&y=1").status, 400);
}

#[test]
fn a_body_that_is_too_long_or_is_no_json_is_refused() {
    let preview = Preview::seed();
    let port = preview.port;
    let token = preview.token_header();
    let head = format!("POST /draft HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n{token}");
    let mut stream = preview.connect();
    stream.write_all(format!("{head}Content-Length: 99999999\r\n\r\n{{").as_bytes()).unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).unwrap();
    assert!(line.contains(" 413 "), "{line}");
    for body in ["", "{", "[]", "{\"text\": 7}", "\u{0}"] {
        let headers = format!("Origin: http://localhost:{port}\r\n{token}");
        let answer = preview.post_from("/draft", &headers, body);
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.json()["message"].is_string());
    }
}

#[test]
fn a_tab_is_told_of_every_change_and_of_the_checks() {
    let preview = Preview::seed();
    let mut events = preview.events();
    let first = events.until(|_| true);
    assert_eq!((&first["ok"], &first["file"], &first["draft"]), (&json!(true), &json!("resume.yaml"), &json!(null)));
    assert_eq!((&first["pages"][0]["width"], &first["pages"][0]["height"]), (&json!(612.0), &json!(792.0)));
    assert_eq!(first["effective"]["language"], "en-US");
    assert!(first["choices"]["themes"].as_array().unwrap().len() >= 9);
    assert!(first["choices"]["languages"].as_array().unwrap().iter().any(|one| one["name"] == "Deutsch"));
    let page = preview.get(&format!("/pages/{}.svg", digest(&first)));
    assert!(page.body.starts_with(b"<svg") && page.header("Cache-Control").unwrap().contains("immutable"));
    let checked = events.until(|state| state["checks"].as_array().is_some_and(|checks| !checks.is_empty()));
    assert_eq!(checked["checks"].as_array().unwrap().len(), recto::inspect::CHECKS.len());
    assert!(checked["checks"].as_array().unwrap().iter().all(|check| check["outcome"] != "fail"));

    preview.write(&SEED.replace("Tencent", "Elsewhere"));
    let second = events.until(|state| state["digest"] != first["digest"]);
    assert!(second["ok"] == true && digest(&second) != digest(&first));
    assert!(second["version"].as_u64() > first["version"].as_u64());

    preview.write(&SEED.replace("    team:", "    taem:"));
    let broken = events.until(|state| state["ok"] == false);
    assert_eq!(digest(&broken), digest(&second), "the last good pages stay");
    let note = &broken["notes"].as_array().unwrap().iter().find(|note| note["id"] == "unknown-key").unwrap();
    assert_eq!(
        (&note["severity"], &note["file"], &note["fix"]["text"]),
        (&json!("error"), &json!("resume.yaml"), &json!("team"))
    );
    let line = 1 + SEED.lines().position(|line| line.starts_with("    team:")).unwrap();
    assert_eq!((&note["line"], &note["column"], &note["endColumn"]), (&json!(line), &json!(5), &json!(9)));

    preview.write(SEED);
    let mended = events.until(|state| state["ok"] == true);
    assert_eq!(digest(&mended), digest(&first), "the same page has the same name");
}

#[test]
fn choices_change_the_pages_and_not_the_file() {
    let preview = Preview::of(
        Project::new()
            .file("resume.yaml", format!("{SEED}\napplications:\n  there: {{language: fr, redact: contact}}\n")),
        &[],
    );
    let before = preview.state();
    assert_eq!(before["choices"]["applications"], json!(["there"]));
    let others = before["choices"]["themes"].as_array().unwrap().iter().map(|theme| theme["name"].as_str().unwrap());
    let other = others.into_iter().find(|name| *name != before["effective"]["theme"]).unwrap();
    let choice = json!({ "theme": other, "application": "there", "language": "de", "paper": "a4", "pages": "1-2", "show": null,
        "options": { "size": "10.5" } });
    let chosen = preview.post("/choose", &choice).json();
    assert_eq!((&chosen["ok"], &chosen["chosen"]), (&json!(true), &choice));
    let effective = &chosen["effective"];
    assert_eq!(
        (&effective["theme"], &effective["language"], &effective["paper"]),
        (&json!(other), &json!("de"), &json!("a4"))
    );
    let options = effective["options"].as_array().unwrap();
    let size = options.iter().find(|option| option["name"] == "size").unwrap();
    assert!(size["kind"] == "number" && size["value"] == 10.5 && size["default"] != 10.5, "{size}");
    assert_ne!(digest(&chosen), digest(&before));
    let pdf = preview.get("/download?format=pdf");
    let read = crate::reader::read(&pdf.body);
    assert!(read.stream.contains("Ausbildung") && !read.stream.contains("cmsflash99@gmail.com"), "{}", read.stream);

    let wrong = preview.post("/choose", &json!({ "application": "nowhere" })).json();
    assert!(wrong["ok"] == false && wrong["notes"][0]["id"] == "unknown-application", "{wrong}");
    assert_eq!(preview.post("/choose", &json!({ "theme": "../mine" })).status, 400);
    assert_eq!(preview.post("/choose", &json!({ "colour": "red" })).status, 400);
    let after = preview.post("/choose", &json!({})).json();
    assert_eq!(digest(&after), digest(&before));
    assert!(!String::from_utf8(preview.project.read("resume.yaml")).unwrap().contains("\nlanguage"));
}

/// A résumé whose application has a letter, names its file, and is embedded.
const WITH_LETTER: &str = "
embed: true
applications:
  there:
    output: '{name} for {application}.pdf'
    letter: {opening: 'Dear reader,', body: 'I would like to come.'}
";

#[test]
fn the_letter_can_be_shown_in_place_of_the_resume() {
    let preview = Preview::of(Project::new().file("resume.yaml", format!("{SEED}{WITH_LETTER}")), &[]);
    let before = preview.state();
    assert_eq!(before["letter"], false);
    let none = preview.post("/choose", &json!({ "show": "letter" })).json();
    assert_eq!(digest(&none), digest(&before), "without a letter, the résumé is shown");
    let with = preview.post("/choose", &json!({ "application": "there" })).json();
    assert_eq!((&with["letter"], digest(&with)), (&json!(true), digest(&before)));
    let letter = preview.post("/choose", &json!({ "application": "there", "show": "letter" })).json();
    assert_ne!(digest(&letter), digest(&before));
    assert!(letter["summary"].as_str().unwrap().starts_with("Letter, 1 page, US Letter, "), "{letter}");
    assert_eq!(preview.post("/choose", &json!({ "show": "notes" })).status, 400);
}

/// What is downloaded is what `recto build` writes, to the byte and under its name.
#[test]
fn a_download_is_what_a_build_writes() {
    let yaml = format!("{SEED}{WITH_LETTER}");
    let preview = Preview::of(Project::new().file("resume.yaml", &yaml), &[]);
    let built = Project::new().file("resume.yaml", &yaml);
    for format in ["pdf", "svg", "docx", "txt", "json", "yaml"] {
        let run = built.run(&["build", "--for", "there", "--format", format]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let mut expected = vec![(json!({ "application": "there" }), format!("Shen Zhuoran for there.{format}"))];
        if !["json", "yaml"].contains(&format) {
            let letter = json!({ "application": "there", "show": "letter" });
            expected.push((letter, format!("Shen Zhuoran for there-letter.{format}")));
        }
        for (choice, name) in expected {
            preview.post("/choose", &choice);
            let answer = preview.get(&format!("/download?format={format}"));
            let header = answer.header("Content-Disposition").unwrap_or_default();
            assert!(answer.status == 200 && header.contains(&name), "{format}: {header} is not {name}");
            assert!(answer.body == built.read(&name), "{name} is not what is built");
        }
    }
}

#[test]
fn a_page_that_changed_is_sent_before_the_state_that_has_it() {
    let preview = Preview::seed();
    let mut events = preview.events();
    let before = events.until(|_| true);
    let draft = preview.post("/draft", &json!({ "text": SEED.replace("Tencent", "Elsewhere") })).json();
    assert_ne!(digest(&draft), digest(&before));
    let (name, page) = events.next();
    assert_eq!((name.as_str(), &page["digest"]), ("page", &draft["pages"][0]["digest"]));
    let drawing = preview.get(&format!("/pages/{}.svg", digest(&draft)));
    assert_eq!(page["drawing"].as_str().unwrap().as_bytes(), drawing.body);
    assert_eq!(events.next().0, "state");
    // A page that was there before is not sent again, even with another state.
    preview.post("/draft", &json!({ "text": null }));
    let (name, state) = events.next();
    assert_eq!((name.as_str(), digest(&state)), ("state", digest(&before)));
}

#[test]
fn a_change_of_the_form_is_shown_before_its_draft_arrives() {
    let preview = Preview::seed();
    let mut events = preview.events();
    let before = events.until(|_| true);
    let operation = json!({ "do": "set", "path": ["basics", "name"], "value": "Ada Other" });
    let edit = json!({ "text": SEED, "operations": [operation], "draft": { "window": "a", "turn": 1 } });
    let text = preview.post("/edit", &edit).json()["text"].clone();
    let shown = events.until(|state| digest(state) != digest(&before));
    assert_eq!(shown["draft"]["window"], "a");
    // The draft itself needs no new layout.
    let draft = preview.post("/draft", &json!({ "text": text, "window": "a", "turn": 2 })).json();
    assert_eq!(draft["version"], shown["version"]);
    // One that was sent before the last one changes nothing.
    let late = json!({ "do": "set", "path": ["basics", "name"], "value": "Too Late" });
    preview.post("/edit", &json!({ "text": SEED, "operations": [late], "draft": { "window": "a", "turn": 0 } }));
    let other = preview.state();
    assert_eq!((digest(&other), &other["version"]), (digest(&shown), &shown["version"]));
}

#[test]
fn a_change_of_the_form_that_leaves_the_text_as_it_was_is_no_draft() {
    let preview = Preview::seed();
    let name = SEED.lines().find_map(|line| line.trim().strip_prefix("name: ")).unwrap();
    let operation = json!({ "do": "set", "path": ["basics", "name"], "value": name });
    let edit = json!({ "text": SEED, "operations": [operation], "draft": { "window": "a", "turn": 1 } });
    assert_eq!(preview.post("/edit", &edit).json()["text"], SEED);
    // The answer to a request for a file comes after whatever was queued before it.
    preview.get("/yaml");
    assert_eq!(preview.state()["draft"], json!(null));
}

#[test]
fn what_took_too_long_is_not_laid_out_twice() {
    let preview = Preview::of(endless().file("resume.yaml", "basics: {name: Ada}\n"), &["--timeout", "0.5"]);
    let mut events = preview.events();
    events.until(|_| true);
    let text = "theme: {name: endless}\nbasics: {name: Ada}\n";
    let operation = json!({ "do": "set", "path": ["basics", "name"], "value": "Eve" });
    let edit = json!({ "text": text, "operations": [operation], "draft": { "window": "a", "turn": 1 } });
    let changed = preview.post("/edit", &edit).json()["text"].clone();
    let shown = events.until(|state| !state["ok"].as_bool().unwrap());
    let draft = preview.post("/draft", &json!({ "text": changed, "window": "a", "turn": 2 })).json();
    assert_eq!((&draft["version"], draft["ok"].as_bool()), (&shown["version"], Some(false)));
}

#[test]
fn a_draft_is_shown_and_written_only_when_it_is_saved() {
    let preview = Preview::seed();
    let before = preview.state();
    let file = preview.get("/yaml").json();
    assert_eq!((&file["text"], &file["digest"]), (&json!(SEED), &before["digest"]));
    let text = SEED.replace("Tencent", "Elsewhere");
    let draft = preview.post("/draft", &json!({ "text": text })).json();
    assert!(draft["draft"].is_object() && digest(&draft) != digest(&before));
    assert_eq!(draft["digest"], before["digest"]);
    assert_eq!(preview.project.read("resume.yaml"), SEED.as_bytes());
    let broken = preview.post("/draft", &json!({ "text": "basics: [" })).json();
    assert!(broken["ok"] == false && digest(&broken) == digest(&draft));
    let none = preview.post("/draft", &json!({ "text": null })).json();
    assert!(none["draft"].is_null() && digest(&none) == digest(&before));

    let saved = preview.post("/yaml", &json!({ "text": text, "digest": file["digest"] }));
    assert_eq!(saved.status, 200);
    assert_eq!(preview.project.read("resume.yaml"), text.as_bytes());
    let state = preview.state();
    assert_eq!((&state["digest"], &state["draft"]), (&saved.json()["digest"], &json!(null)));
    assert_eq!(digest(&state), digest(&draft));

    // Who was not looking is not let to write over what another wrote.
    let late = preview.post("/yaml", &json!({ "text": "lost", "digest": file["digest"] }));
    assert_eq!((late.status, late.json()), (409, json!({ "text": text, "digest": state["digest"] })));
    assert_eq!(preview.project.read("resume.yaml"), text.as_bytes());
    assert_eq!(preview.project.files(), ["resume.yaml"]);
}

#[test]
fn spelling_is_checked_in_a_pause_and_stays_while_more_is_typed() {
    let preview = Preview::seed();
    let is_reported = |state: &Value| {
        let notes = state["notes"].as_array().unwrap();
        notes.iter().any(|note| note["message"] == "`erorrs` may be misspelt")
    };
    let text = SEED.replacen("Developed the", "Found erorrs and developed the", 1);
    let draft = |text: &str| preview.post("/draft", &json!({ "text": text })).json();
    let mut events = preview.events();
    assert!(!is_reported(&draft(&text)));
    events.until(is_reported);
    assert!(is_reported(&draft(&text.replace("Tencent", "Elsewhere"))));
    // A draft that cannot be laid out keeps what is wrong with it.
    let broken = draft("basics: [");
    assert!(broken["ok"] == false && !is_reported(&broken));
}

#[test]
fn line_ends_of_the_file_stay_when_it_is_saved() {
    let windows = SEED.replace('\n', "\r\n");
    let preview = Preview::of(Project::new().file("resume.yaml", &windows), &[]);
    let digest = preview.state()["digest"].clone();
    let text = SEED.replace("Tencent", "Elsewhere");
    assert_eq!(preview.post("/yaml", &json!({ "text": text, "digest": digest })).status, 200);
    assert_eq!(preview.project.read("resume.yaml"), text.replace('\n', "\r\n").as_bytes());
}

#[test]
fn what_stands_at_a_point_is_found_in_the_file() {
    let preview = Preview::seed();
    // The name stands near the top of the page.
    let hit = |x: usize, y: usize| preview.get(&format!("/place?page=1&x={x}&y={y}"));
    let points = (5..30).flat_map(|row| (1..6).map(move |column| (column * 100, row * 4)));
    let places = points.map(|(x, y)| hit(x, y)).filter(|answer| answer.status == 200).map(|answer| answer.json());
    let found = places.into_iter().find(|place| place["path"] == "basics.name").expect("the name stands on the page");
    let line = 1 + SEED.lines().position(|line| line.starts_with("  name: ")).unwrap();
    assert_eq!(found, json!({ "path": "basics.name", "line": line, "column": 9, "endLine": line, "endColumn": 21 }));
    assert_eq!(preview.get("/place?page=1&x=1&y=1").status, 404);
}

#[test]
fn what_an_application_sets_is_found_where_it_is_set() {
    let yaml = format!("{SEED}\napplications:\n  there: {{set: {{basics.label: Researcher}}}}\n");
    let preview = Preview::of(Project::new().file("resume.yaml", &yaml), &[]);
    preview.post("/choose", &json!({ "application": "there" }));
    let hit = |x: usize, y: usize| preview.get(&format!("/place?page=1&x={x}&y={y}"));
    let points = (5..40).flat_map(|row| (1..6).map(move |column| (column * 60, row * 3)));
    let places = points.map(|(x, y)| hit(x, y)).filter(|answer| answer.status == 200).map(|answer| answer.json());
    let line = 1 + yaml.lines().position(|line| line.contains("Researcher")).unwrap();
    let found: Vec<Value> = places.filter(|place| place["line"] == line).collect();
    assert!(!found.is_empty(), "no click leads to line {line}");
}

#[test]
fn what_is_offered_can_be_downloaded() {
    let preview = Preview::seed();
    let state = preview.state();
    let formats: Vec<&str> = state["formats"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert!(formats.starts_with(&["pdf", "png", "svg"]), "{formats:?}");
    for format in &formats {
        let file = preview.get(&format!("/download?format={format}"));
        assert_eq!(file.status, 200, "{format}");
        let disposition = file.header("Content-Disposition").unwrap();
        assert!(disposition.starts_with(&format!("attachment; filename=\"resume.{format}\"")), "{disposition}");
        assert!(!file.body.is_empty());
    }
    let pdf = preview.get("/download?format=pdf");
    assert_eq!(pdf.header("Content-Type"), Some("application/pdf"));
    assert_eq!(preview.project.run(&["build"]).code, Some(0));
    assert_eq!(pdf.body, preview.project.read("resume.pdf"), "the same as is built");
}

#[test]
fn what_can_be_written_is_offered() {
    let preview = Preview::seed();
    let asked = json!({ "text": "basics:\n  name: Ada\n  lab", "line": 3, "column": 6 });
    let offered = preview.post("/complete", &asked).json();
    assert_eq!(
        (&offered["from"], &offered["to"]),
        (&json!({ "line": 3, "column": 3 }), &json!({ "line": 3, "column": 6 }))
    );
    let first = &offered["items"][0];
    assert_eq!((&first["label"], &first["kind"]), (&json!("label"), &json!("key")));
    assert!(first["insert"].as_str().unwrap().starts_with("label:") && !first["detail"].as_str().unwrap().is_empty());
    assert_eq!(preview.post("/complete", &json!({ "text": "", "line": 99, "column": 99 })).status, 200);
}

#[test]
fn all_that_is_certain_is_fixed_in_the_text_of_the_editor() {
    let preview = Preview::seed();
    let text = "basics:\n  nmae: Ada # why\nwork:\n  - {name: A, startDate: May 2020}\n";
    let fixed = preview.post("/fix", &json!({ "text": text })).json();
    assert_eq!(fixed["text"], "basics:\n  name: Ada # why\nwork:\n  - {name: A, startDate: 2020-05}\n");
    assert_eq!((&fixed["applied"], &fixed["undone"]), (&json!(2), &json!(0)));
    assert_eq!(preview.project.read("resume.yaml"), SEED.as_bytes());
    let state = preview.post("/draft", &json!({ "text": text })).json();
    assert_eq!(state["notes"][0]["fix"]["certain"], true, "{state}");
}

#[test]
fn the_form_changes_one_value_and_says_where_it_is() {
    let preview = Preview::seed();
    let values = preview.post("/form", &json!({ "text": SEED })).json();
    assert_eq!(values["values"]["keys"][0], "basics");
    let operation =
        json!({ "do": "set", "path": ["basics", "label"], "value": "Researcher: vision", "order": ["name", "label"] });
    let edited = preview.post("/edit", &json!({ "text": SEED, "operations": [operation] })).json();
    let name = "  name: Shen Zhuoran\n";
    assert_eq!(edited["text"], SEED.replace(name, &format!("{name}  label: 'Researcher: vision'\n")));
    assert_eq!(preview.project.read("resume.yaml"), SEED.as_bytes(), "nothing is written");
    let wrong = preview.post("/edit", &json!({ "text": "a: [", "operations": [] }));
    assert_eq!((wrong.status, &wrong.json()["line"]), (422, &json!(1)));
    let odd =
        preview.post("/edit", &json!({ "text": SEED, "operations": [{ "do": "write", "path": ["/etc/passwd"] }] }));
    assert_eq!(odd.status, 400);
}

#[test]
fn the_words_that_are_edited_are_found_on_the_page() {
    let preview = Preview::seed();
    let at = SEED.find("name: Shen Zhuoran").unwrap() + "name: ".len();
    let at = SEED[..at].encode_utf16().count();
    let boxes = preview.get(&format!("/boxes?from={at}&to={}", at + 4)).json();
    let boxes = boxes["boxes"].as_array().unwrap();
    assert!(
        !boxes.is_empty() && boxes.iter().all(|found| found["page"] == 1 && found["y"].as_f64().unwrap() < 100.0),
        "{boxes:?}"
    );
    assert_eq!(preview.get("/boxes?from=x&to=1").status, 400);
}

#[test]
fn themes_are_shown_small_and_only_those_that_are_offered() {
    let preview = Preview::seed();
    let theme = preview.state()["choices"]["themes"][0]["name"].as_str().unwrap().to_owned();
    assert!(preview.get(&format!("/thumbnail?theme={theme}")).body.starts_with(b"\x89PNG"));
    assert_eq!(preview.get("/thumbnail?theme=../mine").status, 404);
}

#[test]
fn fields_postings_and_files_are_answered_from_the_draft() {
    let preview = Preview::seed();
    let fields = preview.get("/fields").json();
    assert_eq!(fields["groups"][0]["fields"][0]["value"], "Shen Zhuoran");
    let posting = preview.post("/posting", &json!({ "text": "Kubernetes and PyTorch. Kubernetes, PyTorch." })).json();
    let coverage = |term: &str| {
        let found = posting["terms"].as_array().unwrap().iter().find(|found| found["term"] == term);
        found.map(|found| found["coverage"].as_str().unwrap().to_owned())
    };
    assert_eq!(
        (coverage("Kubernetes").as_deref(), coverage("PyTorch").as_deref()),
        (Some("missing"), Some("present")),
        "{posting}"
    );
    let json = json!({ "basics": { "name": "Ada" } });
    assert!(preview.post("/import?name=cv.json", &json).json()["text"].as_str().unwrap().contains("name: Ada"));
    assert_eq!(preview.post_bytes("/import?name=a.txt", b"Dear reader").status, 422);
    assert_eq!(preview.project.read("resume.yaml"), SEED.as_bytes(), "nothing is written");
}

#[test]
fn documents_are_imported_and_what_needs_a_look_is_named() {
    let preview = Preview::seed();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/foreign");
    let document = std::fs::read(format!("{folder}/libreoffice-tabs-en.docx")).unwrap();
    let imported = preview.post_bytes("/import?name=cv.docx", &document).json();
    let text = imported["text"].as_str().unwrap();
    assert_eq!(imported["format"], "Word");
    for guess in imported["guesses"].as_array().unwrap() {
        let line = text.lines().nth(guess["line"].as_u64().unwrap() as usize - 1).unwrap();
        assert!(line.contains("# check"), "{guess}: {line}");
    }
    // What Recto embedded comes back as it was.
    let pdf = preview.get("/download?format=pdf&embed=1").body;
    let again = preview.post_bytes("/import?name=cv.pdf", &pdf).json();
    assert!(again["text"].as_str().unwrap().contains("name: Shen Zhuoran"), "{again}");
    assert_eq!((&again["lost"], &again["guesses"]), (&json!(0), &json!([])));
    let refused = preview.post_bytes("/import?name=cv.pdf", b"%PDF-1.7\nnothing");
    assert_eq!(refused.status, 422, "{}", refused.json());
}

#[test]
fn a_photo_is_shown_with_the_draft_and_written_when_it_is_saved() {
    let preview = Preview::seed();
    let picture = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/images/themes.png")).unwrap();
    let photo = preview.post_bytes("/photo", &picture).json();
    assert_eq!(photo, json!({ "name": "photo.png" }));
    let with = |image: &str| SEED.replacen("basics:\n", &format!("basics:\n  image: {image}\n"), 1);
    let without = preview.state();
    let draft = preview.post("/draft", &json!({ "text": with("photo.png") })).json();
    let told = draft["notes"].to_string();
    assert!(draft["ok"] == true && digest(&draft) != digest(&without) && !told.contains("photo.png"), "{told}");
    let cropped = preview.post("/draft", &json!({ "text": with("{file: photo.png, crop: circle}") })).json();
    assert!(cropped["ok"] == true && digest(&cropped) != digest(&draft), "{cropped}");
    assert_eq!(preview.project.files(), ["resume.yaml"], "nothing is written");

    let saved = preview.post("/yaml", &json!({ "text": with("photo.png"), "digest": without["digest"] }));
    assert_eq!(saved.status, 200, "{}", saved.json());
    assert_eq!(preview.project.read("photo.png"), picture);
    assert_eq!(digest(&preview.state()), digest(&draft), "the page is another than that of the draft");
    // The next one has another name, and what a draft does not name is not written.
    assert_eq!(preview.post_bytes("/photo", &picture).json(), json!({ "name": "photo-2.png" }));
    let again = json!({ "text": with("photo.png"), "digest": saved.json()["digest"] });
    assert_eq!(preview.post("/yaml", &again).status, 200);
    assert_eq!(preview.project.files(), ["photo.png", "resume.yaml"]);
    for bytes in [&b"GIF89a"[..], b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", b""] {
        assert_eq!(preview.post_bytes("/photo", bytes).status, 422);
    }
}

#[test]
fn terms_that_an_application_leaves_out_come_with_the_change_that_brings_them_in() {
    let yaml = format!("{SEED}\napplications:\n  there: {{sections: [work, education]}}\n");
    let preview = Preview::of(Project::new().file("resume.yaml", &yaml), &[]);
    preview.post("/choose", &json!({ "application": "there" }));
    let finding = |answer: &Value| {
        answer["terms"].as_array().unwrap().iter().find(|found| found["term"] == "TensorFlow").unwrap().clone()
    };
    let posting = json!({ "text": "TensorFlow, and TensorFlow again: TensorFlow." });
    let omitted = finding(&preview.post("/posting", &posting).json());
    assert_eq!(omitted["coverage"], "omitted", "{omitted}");
    let edit = json!({ "text": yaml, "operations": [omitted["operation"]] });
    let text = preview.post("/edit", &edit).json()["text"].as_str().unwrap().to_owned();
    assert!(text.contains("sections: [work, education, skills]"), "{text}");
    preview.post("/draft", &json!({ "text": text }));
    assert_eq!(finding(&preview.post("/posting", &posting).json())["coverage"], "present");
}

#[test]
fn options_of_a_theme_are_chosen_as_they_are_written() {
    let preview = Preview::seed();
    let mut seen = vec![preview.state()["pages"].clone()];
    for (name, value) in [("accent", "#c0004e"), ("font", "EB Garamond"), ("footer", "Page: *1*, #2"), ("size", "9.5")]
    {
        let state = preview.post("/choose", &json!({ "options": { name: value } })).json();
        assert!(state["ok"] == true, "{name}: {}", state["notes"]);
        let options = state["effective"]["options"].as_array().unwrap();
        let option = options.iter().find(|option| option["name"] == name).unwrap();
        assert_eq!(option["value"].to_string().trim_matches('"'), value);
        seen.push(state["pages"].clone());
    }
    assert!(seen[1] != seen[0] && seen[2] != seen[0], "colour and font are seen on the page");
}

#[test]
fn fonts_can_be_seen_before_they_are_chosen() {
    let preview = Preview::seed();
    let families = preview.get("/fonts").json();
    let families = families["families"].as_array().unwrap();
    assert!(families.contains(&json!("EB Garamond")), "{families:?}");
    let font = preview.get("/font?family=EB%20Garamond").body;
    let face = ttf_parser::Face::parse(&font, 0).unwrap();
    assert!(face.is_regular() && !face.is_italic());
    assert_eq!(preview.get("/font?family=../../etc/passwd").status, 404);
}

#[test]
fn a_draft_ends_with_its_window_even_if_that_could_not_say_so() {
    let preview = Preview::seed();
    let draft = |window: &str| {
        let text = "basics: {name: Ada}";
        assert!(
            preview.post("/draft", &json!({ "text": text, "window": window, "turn": 1 })).json()["draft"].is_object()
        );
    };
    let mut other = preview.events_at("/events?window=b");
    let mut own = preview.events_at("/events?window=a");
    own.until(|_| true);
    draft("a");
    other.until(|state| state["draft"].is_object());
    // The same window has connected again before its old connection ends.
    let mut again = preview.events_at("/events?window=a");
    again.until(|_| true);
    drop(own);
    draft("b");
    again.until(|state| state["draft"].is_object());
    // It is not the window whose draft is shown.
    drop(again);
    assert!(preview.state()["draft"].is_object());
    drop(other);
    preview.events().until(|state| state["draft"].is_null());
}

#[test]
fn a_draft_that_arrives_late_is_not_shown() {
    let preview = Preview::seed();
    let draft = |text: Option<&str>, window: &str, turn: u64| {
        preview.post("/draft", &json!({ "text": text, "window": window, "turn": turn })).json()["draft"].is_object()
    };
    assert!(draft(Some("basics: {name: Ada}"), "a", 1));
    assert!(!draft(None, "a", 3));
    assert!(!draft(Some("basics: {name: Ada B}"), "a", 2));
    assert!(draft(Some("basics: {name: Ada}"), "b", 1));
}

#[test]
fn nothing_is_downloaded_while_there_are_errors() {
    let preview = Preview::seed();
    preview.post("/draft", &json!({ "text": "basics: {nmae: Ada}" }));
    assert_eq!(preview.get("/download?format=pdf").status, 409);
    preview.post("/draft", &json!({ "text": null }));
    assert_eq!(preview.get("/download?format=pdf").status, 200);
}

#[test]
fn a_resume_that_goes_away_and_comes_back_is_shown_again() {
    let preview = Preview::seed();
    let mut events = preview.events();
    let first = events.until(|state| state["ok"] == true);
    fs::remove_file(preview.project.path("resume.yaml")).unwrap();
    let gone = events.until(|state| state["ok"] == false);
    assert_eq!((&gone["digest"], digest(&gone)), (&json!(""), digest(&first)));
    assert_eq!(preview.get("/yaml").status, 404);
    preview.write(&SEED.replace("Tencent", "Elsewhere"));
    assert_ne!(digest(&events.until(|state| state["ok"] == true)), digest(&first));
}

/// The page's own files.
const FILES: &[&str] = &["/", "/preview.css", "/preview.js", "/editor.js", "/token.js", "/editor.LICENSE.txt"];

#[test]
fn without_the_token_nothing_of_the_resume_is_told_or_changed() {
    let preview = Preview::seed();
    let page = format!("/pages/{}.svg", digest(&preview.state()));
    let token = &preview.token;
    let last = if token.ends_with('0') { '1' } else { '0' };
    let headers = [
        String::new(),
        "X-Recto-Token: \r\n".to_owned(),
        format!("X-Recto-Token: {}{last}\r\n", &token[..31]),
        format!("X-Recto-Token: {}\r\n", &token[..31]),
        format!("X-Recto-Token: {token}{last}\r\n"),
        format!("X-Recto-Token: {}\r\n", token.to_uppercase() + "A"),
        format!("X-Recto-Token: {token}\r\nX-Recto-Token: {token}\r\n"),
        format!("Cookie: token={token}; X-Recto-Token={token}\r\n"),
        format!("Authorization: Bearer {token}\r\n"),
    ];
    let gets = ["/events", "/yaml", "/place?page=1&x=100&y=40", "/download?format=pdf", &page, "/nothing", "/token"];
    let body = json!({ "text": "basics: {name: Eve}", "digest": "", "line": 1, "column": 1 }).to_string();
    for headers in &headers {
        for path in gets {
            let answer = preview.get_with(path, headers);
            assert_eq!(answer.status, 403, "GET {path} with {headers}");
            assert!(answer.json()["message"].is_string() && answer.body.len() < 200);
        }
        for path in ["/draft", "/yaml", "/choose", "/complete", "/fix", "/token", "/nothing"] {
            let origin = format!("Origin: http://localhost:{}\r\n{headers}", preview.port);
            assert_eq!(preview.post_from(path, &origin, &body).status, 403, "POST {path} with {headers}");
        }
    }
    assert_eq!(preview.get_with(&format!("/yaml?token={token}&X-Recto-Token={token}"), "").status, 403);
    let state = preview.state();
    assert!(state["draft"].is_null() && preview.project.read("resume.yaml") == SEED.as_bytes());
    for path in FILES {
        let file = preview.get_with(path, "");
        assert_eq!(file.status, 200, "{path}");
        assert!(!String::from_utf8_lossy(&file.body).contains(token));
    }
}

#[test]
fn each_run_has_a_token_of_its_own() {
    assert_ne!(Preview::seed().token, Preview::seed().token);
}

#[test]
fn another_site_is_refused_whatever_it_asks_for() {
    let preview = Preview::seed();
    let (port, token) = (preview.port, preview.token_header());
    for path in FILES.iter().chain(&["/events", "/yaml", "/download?format=pdf"]) {
        for origin in ["null", "http://evil.example", &format!("https://127.0.0.1:{port}"), "http://127.0.0.1"] {
            let answer = preview.get_with(path, &format!("Origin: {origin}\r\n{token}"));
            assert_eq!(answer.status, 403, "{path} for {origin}");
        }
    }
    assert_eq!(preview.get_with("/yaml", &format!("Origin: http://127.0.0.1:{port}\r\n{token}")).status, 200);
}

#[test]
fn idle_connections_do_not_stop_the_page_from_answering() {
    let preview = Preview::seed();
    let _silent: Vec<_> = (0..100).map(|_| preview.connect()).collect();
    let _begun: Vec<_> = (0..100).map(|_| preview.send("GET / HTTP/1.1\r\nHost:")).collect();
    let port = preview.port;
    let _not_reading: Vec<_> =
        (0..100).map(|_| preview.send(&format!("GET /editor.js HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"))).collect();
    let asked = Instant::now();
    assert_eq!([preview.get("/").status, preview.get("/yaml").status], [200, 200]);
    assert!(asked.elapsed() < Duration::from_secs(5), "after {:?}", asked.elapsed());
}

#[cfg(unix)]
#[test]
fn when_descriptors_run_out_idle_connections_give_way() {
    let project = Project::new().file("resume.yaml", SEED);
    let limited = "ulimit -n 40; exec \"$0\" preview --no-open --port 0";
    let running = Running::start_command(&project, Command::new("/bin/sh").args(["-c", limited, RECTO]).env_clear());
    let preview = Preview::started(project, running);
    let idle: Vec<_> = (0..100).map(|_| preview.connect()).collect();
    let asked = Instant::now();
    assert_eq!(preview.get("/").status, 200);
    assert!(asked.elapsed() < Duration::from_secs(8), "after {:?}", asked.elapsed());
    drop(idle);
    until("the file can be opened", || (preview.get("/yaml").status == 200).then_some(()));
}

#[test]
fn many_streams_of_events_do_not_stop_the_page_from_answering() {
    let preview = Preview::seed();
    let port = preview.port;
    let refused: Vec<_> =
        (0..64).map(|_| preview.send(&format!("GET /events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"))).collect();
    let open = |_| {
        let mut events = preview.events();
        let state = events.until(|_| true);
        (events, state)
    };
    let mut streams: Vec<_> = (0..64).map(open).collect();
    assert_eq!([preview.get("/").status, preview.get("/yaml").status], [200, 200]);
    for mut stream in refused {
        let mut line = String::new();
        BufReader::new(&mut stream).read_line(&mut line).unwrap();
        assert!(line.contains(" 403 "), "{line}");
    }
    let (mut newest, first) = streams.pop().unwrap();
    preview.write(&SEED.replace("Tencent", "Elsewhere"));
    newest.until(|state| state["digest"] != first["digest"]);
    let mut rest = Vec::new();
    streams.remove(0).0.0.read_to_end(&mut rest).expect("the oldest stream is closed");
}

#[test]
fn a_request_that_does_not_end_is_given_up() {
    let preview = Preview::seed();
    let began = Instant::now();
    let mut silent = preview.connect();
    let mut begun = preview.send("GET / HTTP/1.1\r\nHost: localhost");
    let mut slow = preview.send("GET / HTTP/1.1\r\nA: ");
    // A byte now and then is no excuse.
    let mut writer = slow.try_clone().unwrap();
    let dripping = std::thread::spawn(move || {
        while began.elapsed() < PATIENCE && writer.write_all(b"b").is_ok() {
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let (mut nothing, mut late) = (Vec::new(), String::new());
    silent.read_to_end(&mut nothing).unwrap();
    begun.read_to_string(&mut late).unwrap();
    assert!(nothing.is_empty() && late.starts_with("HTTP/1.1 408 "), "{late}");
    let mut line = String::new();
    BufReader::new(&mut slow).read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 408 "), "{line}");
    dripping.join().unwrap();
    let took = began.elapsed();
    assert!(Duration::from_secs(9) < took && took < Duration::from_secs(25), "after {took:?}");
}

#[test]
fn requests_are_read_strictly() {
    let preview = Preview::seed();
    let (port, token) = (preview.port, preview.token_header());
    let get = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n");
    let post = format!("POST /draft HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n{token}");
    let null = "{\"text\": null}";
    for (request, status) in [
        (format!("{get}A: {}\r\n\r\n", "b".repeat(16 << 10)), 431),
        (format!("{get}A: {}", "b".repeat(16 << 10)), 431),
        (format!("{get}{}\r\n", "A: b\r\n".repeat(63)), 200),
        (format!("{get}{}\r\n", "A: b\r\n".repeat(64)), 431),
        ("hello\r\n\r\n".to_owned(), 400),
        ("\u{16}\u{3}\u{1}\u{2}\0\u{1}".to_owned(), 400),
        (format!("{get}Content-Length: 2\r\n\r\n{{}}"), 400),
        (format!("{post}Content-Length: 14\r\n\r\n{null}"), 200),
        (format!("{post}Content-Length: 14\r\nExpect: 100-continue\r\n\r\n{null}"), 200),
        (format!("{post}\r\n"), 411),
        (format!("{post}Transfer-Encoding: chunked\r\n\r\ne\r\n{null}\r\n0\r\n\r\n"), 411),
        (format!("{post}Transfer-Encoding: gzip\r\n\r\n"), 501),
        (format!("{post}Transfer-Encoding: chunked\r\nContent-Length: 14\r\n\r\n{null}"), 400),
        (format!("{post}Content-Length: 14\r\nContent-Length: 14\r\n\r\n{null}"), 400),
        (format!("{post}Content-Length: +14\r\n\r\n{null}"), 400),
        (format!("{post}Content-Length: 99999999999999999999999\r\n\r\n{null}"), 413),
    ] {
        assert_eq!(preview.raw(&request).status, status, "{request}");
    }
    assert_eq!(preview.get("/download?format=p%64f&page=%31").status, 200, "parameters are decoded");
}

#[test]
fn a_client_that_asks_to_continue_is_told_to() {
    let preview = Preview::seed();
    let (port, token) = (preview.port, preview.token_header());
    let origin = format!("Origin: http://localhost:{port}");
    let mut stream = preview.send(&format!(
        "POST /draft HTTP/1.1\r\nHost: localhost:{port}\r\n{origin}\r\n{token}Content-Length: 14\r\nExpect: \
         100-continue\r\n\r\n"
    ));
    let mut told = [0; 25];
    stream.read_exact(&mut told).unwrap();
    assert_eq!(&told, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"{\"text\": null}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[test]
fn a_connection_is_closed_after_one_answer() {
    let preview = Preview::seed();
    let get = format!("GET /preview.css HTTP/1.1\r\nHost: localhost:{}\r\n", preview.port);
    for request in [format!("{get}\r\n"), format!("{get}Connection: keep-alive\r\n\r\n{get}\r\n")] {
        let answer = preview.raw(&request);
        assert_eq!((answer.status, answer.header("Connection")), (200, Some("close")));
        let length: usize = answer.header("Content-Length").unwrap().parse().unwrap();
        assert_eq!(answer.body.len(), length, "nothing follows");
    }
}

#[test]
fn all_addresses_of_a_machine_are_listened_on_when_asked_for() {
    let preview = Preview::of(Project::new().file("resume.yaml", SEED), &["--host", "0.0.0.0"]);
    let (port, token) = (preview.port, preview.token_header());
    let with_host = |host: &str, headers: &str| {
        let host = format!("Host: {host}:{port}\r\n");
        preview.raw(&format!("GET /yaml HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n")).status
    };
    for host in ["127.0.0.1", "localhost", "172.17.0.2", "[::1]"] {
        assert_eq!([with_host(host, &token), with_host(host, "")], [200, 403], "{host}");
    }
    for host in ["evil.example", "1.2.3.4.evil.example", "2130706433"] {
        assert_eq!(with_host(host, &token), 403, "{host}");
    }
    let foreign = format!("Origin: http://6.6.6.6:{port}\r\n{token}");
    assert_eq!(with_host("127.0.0.1", &foreign), 403, "an address of somebody else is another site");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = Project::new().file("resume.yaml", SEED).run(&["preview", "--no-open", "--port", &port]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains(&format!("cannot listen on 127.0.0.1:{port}")), "{}", run.stderr);
}

/// What a browser is started with is seen by every user of the machine.
#[cfg(unix)]
#[test]
fn a_browser_is_opened_with_a_code_that_works_once() {
    use std::os::unix::fs::PermissionsExt;

    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let script = "#!/bin/sh\necho \"$1\" > address.new\n/bin/mv address.new address\n";
    let project = Project::new().file("resume.yaml", SEED).file(opener, script);
    fs::set_permissions(project.path(opener), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(RECTO);
    command.args(["preview", "--port", "0"]).env_clear().env("PATH", project.path("."));
    let running = Running::start_command(&project, &mut command);
    let preview = Preview::started(project, running);
    let opened = until("a browser", || fs::read_to_string(preview.project.path("address")).ok());
    let (address, code) = opened.trim().split_once("#code=").unwrap();
    assert_eq!(address, format!("http://127.0.0.1:{}/", preview.port));
    assert_ne!(code, preview.token);
    let with_code = format!("X-Recto-Token: {code}\r\n");
    assert_eq!(preview.get_with("/yaml", &with_code).status, 403);
    let origin = format!("Origin: http://localhost:{}\r\n", preview.port);
    assert_eq!(preview.post_from("/token", &with_code, "").status, 403, "another site cannot ask");
    let given = preview.post_from("/token", &format!("{origin}{with_code}"), "");
    assert_eq!((given.status, given.json()), (200, json!({ "token": preview.token })));
    assert_eq!(preview.post_from("/token", &format!("{origin}{with_code}"), "").status, 403, "it works once");
}
