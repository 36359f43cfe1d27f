//! What `recto preview` answers, asked over a plain connection.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::project::{Project, SEED};
use crate::running::{PATIENCE, Running};

/// A preview that is running.
struct Preview {
    project: Project,
    _running: Running,
    port: u16,
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

/// The states that a tab is sent.
struct Events(BufReader<TcpStream>);

impl Events {
    /// The next state that is as wanted.
    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            let Some(state) = line.strip_prefix("data: ") else { continue };
            let state: Value = serde_json::from_str(state).unwrap();
            if wanted(&state) {
                return state;
            }
        }
    }
}

impl Preview {
    fn of(project: Project, args: &[&str]) -> Preview {
        let running = Running::start(&project, &[&["preview", "--port", "0", "--no-open"], args].concat());
        let line = running.line_with("is shown at http://127.0.0.1:");
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        Preview { project, port: port.parse().unwrap(), _running: running }
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
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8(all[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
        Answer { status, head, body: all[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_from(path, &format!("Origin: http://localhost:{}\r\n", self.port), &body.to_string())
    }

    fn post_from(&self, path: &str, headers: &str, body: &str) -> Answer {
        let (port, length) = (self.port, body.len());
        self.raw(&format!(
            "POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}Connection: close\r\nContent-Type: \
             application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        stream.write_all(format!("GET /events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).as_bytes()).unwrap();
        Events(BufReader::new(stream))
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
    let with_host = |host: &str| preview.raw(&format!("GET /yaml HTTP/1.1\r\n{host}Connection: close\r\n\r\n")).status;
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
        assert_eq!(preview.post_from("/draft", &origin, &body).status, 403, "{origin}");
    }
    let state = preview.state();
    assert!(state["draft"] == false && state["ok"] == true);
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
    let head = format!("POST /draft HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n");
    let mut stream = preview.connect();
    stream.write_all(format!("{head}Content-Length: 99999999\r\n\r\n{{").as_bytes()).unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).unwrap();
    assert!(line.contains(" 413 "), "{line}");
    for body in ["", "{", "[]", "{\"text\": 7}", "\u{0}"] {
        let origin = format!("Origin: http://localhost:{port}\r\n");
        let answer = preview.post_from("/draft", &origin, body);
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.json()["message"].is_string());
    }
}

#[test]
fn a_tab_is_told_of_every_change_and_of_the_checks() {
    let preview = Preview::seed();
    let mut events = preview.events();
    let first = events.until(|_| true);
    assert_eq!((&first["ok"], &first["file"], &first["draft"]), (&json!(true), &json!("resume.yaml"), &json!(false)));
    assert_eq!((&first["pages"][0]["width"], &first["pages"][0]["height"]), (&json!(612.0), &json!(792.0)));
    assert_eq!(first["effective"]["language"], "en-US");
    assert!(first["choices"]["themes"].as_array().unwrap().len() >= 9);
    assert!(first["choices"]["languages"].as_array().unwrap().iter().any(|one| one["name"] == "Deutsch"));
    let page = preview.get(&format!("/pages/{}.svg", digest(&first)));
    assert!(page.body.starts_with(b"<svg") && page.header("Cache-Control").unwrap().contains("immutable"));
    let checked = events.until(|state| state["checks"].as_array().is_some_and(|checks| !checks.is_empty()));
    assert_eq!(checked["checks"].as_array().unwrap().len(), 24);
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
    let choice = json!({ "theme": other, "application": "there", "language": "de", "paper": "a4", "pages": "1-2", "show": null });
    let chosen = preview.post("/choose", &choice).json();
    assert_eq!((&chosen["ok"], &chosen["chosen"]), (&json!(true), &choice));
    assert_eq!(chosen["effective"], json!({ "theme": other, "language": "de", "paper": "a4" }));
    assert_eq!(chosen["chosenYaml"], format!("theme: {{name: {other}, paper: a4}}\nlanguage: de\npages: 1-2\n"));
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
    assert_eq!(after["chosenYaml"], "");
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
    assert_eq!(letter["chosenYaml"], "");
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
fn a_draft_is_shown_and_written_only_when_it_is_saved() {
    let preview = Preview::seed();
    let before = preview.state();
    let file = preview.get("/yaml").json();
    assert_eq!((&file["text"], &file["digest"]), (&json!(SEED), &before["digest"]));
    let text = SEED.replace("Tencent", "Elsewhere");
    let draft = preview.post("/draft", &json!({ "text": text })).json();
    assert!(draft["draft"] == true && digest(&draft) != digest(&before));
    assert_eq!(draft["digest"], before["digest"]);
    assert_eq!(preview.project.read("resume.yaml"), SEED.as_bytes());
    let broken = preview.post("/draft", &json!({ "text": "basics: [" })).json();
    assert!(broken["ok"] == false && digest(&broken) == digest(&draft));
    let none = preview.post("/draft", &json!({ "text": null })).json();
    assert!(none["draft"] == false && digest(&none) == digest(&before));

    let saved = preview.post("/yaml", &json!({ "text": text, "digest": file["digest"] }));
    assert_eq!(saved.status, 200);
    assert_eq!(preview.project.read("resume.yaml"), text.as_bytes());
    let state = preview.state();
    assert_eq!((&state["digest"], &state["draft"]), (&saved.json()["digest"], &json!(false)));
    assert_eq!(digest(&state), digest(&draft));

    // Who was not looking is not let to write over what another wrote.
    let late = preview.post("/yaml", &json!({ "text": "lost", "digest": file["digest"] }));
    assert_eq!((late.status, late.json()), (409, json!({ "text": text, "digest": state["digest"] })));
    assert_eq!(preview.project.read("resume.yaml"), text.as_bytes());
    assert_eq!(preview.project.files(), ["resume.yaml"]);
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
