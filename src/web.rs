//! The preview as a WebAssembly module: the root of `web/Cargo.toml`.
//!
//! It is the program without a command line, sockets, threads and processes. Files are those of the file system that the
//! page gives it (WASI), which is in memory: `resume.yaml` and what lies beside it, and Recto's fonts and dictionaries in
//! [`BUNDLED`]. A request is a line of text and a body, written where [`room`] says; [`respond`] leaves a line of JSON and
//! a body where [`answer`] says. `web/page/engine.js` is the other side.

#![allow(clippy::disallowed_methods, reason = "this is the edge where files and clocks are met")]

mod cli {
    pub mod args;
    pub mod build;
    pub mod process;
    pub mod project;
    pub mod report;
    pub mod watching {
        #[path = "../../web/changes.rs"]
        pub mod changes;
        mod render_error;
        #[path = "../../web/warm.rs"]
        pub mod warm;
    }
}
mod preview {
    mod choice;
    mod complete;
    mod design;
    mod download;
    mod fields;
    mod fix;
    mod font;
    mod form;
    mod import;
    mod layout;
    mod pages;
    mod photo;
    mod posting;
    mod request;
    pub mod response;
    pub mod routes;
    pub mod session;
    pub mod shared_state;
    mod state;
}

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;

use serde_json::json;
use url::form_urlencoded;

use self::cli::args::PreviewArgs;
use self::preview::response::Response;
use self::preview::routes::Routes;
use self::preview::session::Session;
use self::preview::shared_state::SharedState;

/// The résumé, in the current folder.
const RESUME: &str = "resume.yaml";

/// The folder with the fonts and dictionaries that come with Recto.
const BUNDLED: &str = "/.recto";

/// What the module keeps between calls.
#[derive(Default)]
struct Module {
    /// A request, or the response to it.
    bytes: Vec<u8>,
    engine: Option<Engine>,
}

/// A session, and what the page knows of it.
struct Engine {
    args: PreviewArgs,
    session: RefCell<Session>,
    state: Arc<SharedState>,
    /// The last state that the page was sent.
    sent: RefCell<Arc<str>>,
}

thread_local! {
    static MODULE: RefCell<Module> = RefCell::default();
}

/// Makes room for a request of so many bytes, to be written there.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    MODULE.with_borrow_mut(|module| {
        module.bytes = vec![0; length];
        module.bytes.as_mut_ptr()
    })
}

/// Responds to the request: `GET` or `POST`, a space, the path with its parameters, a line feed, and the body.
#[unsafe(no_mangle)]
pub extern "C" fn respond() {
    MODULE.with_borrow_mut(|module| {
        let request = std::mem::take(&mut module.bytes);
        let response = module.engine.get_or_insert_with(Engine::new).respond(&request);
        module.bytes = encode(response);
    });
}

/// Where the response begins.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    MODULE.with_borrow(|module| module.bytes.as_ptr())
}

/// How many bytes the response has.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    MODULE.with_borrow(|module| module.bytes.len())
}

impl Engine {
    /// Lays out the first pages.
    fn new() -> Engine {
        recto::bundled::load_files_with(|path| std::fs::read(Path::new(BUNDLED).join(path)).ok());
        let args = PreviewArgs::of(RESUME.into());
        let state = Arc::new(SharedState::default());
        let mut session = Session::new(&args, channel().0, state.clone());
        session.begin();
        Engine { args, session: RefCell::new(session), state, sent: RefCell::default() }
    }

    fn respond(&self, request: &[u8]) -> Response {
        let end = request.iter().position(|byte| *byte == b'\n').unwrap_or(request.len());
        let (line, body) = (String::from_utf8_lossy(&request[..end]), request.get(end + 1..).unwrap_or_default());
        let Some((method, target)) = line.split_once(' ') else {
            return Response::refusal(400, "not a request");
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let routes = Routes {
            resume: &self.args.resume,
            document: &self.args.document,
            state: &self.state,
            ask: &|ask| self.session.borrow_mut().answer_now(ask),
            // There is one thread only.
            tell: &|_| {},
        };
        match (method, path) {
            ("GET", "/news") => self.news(),
            ("POST", "/check") => {
                self.session.borrow_mut().check_now();
                self.news()
            }
            ("POST", "/look") => {
                self.session.borrow_mut().look_now();
                self.news()
            }
            ("GET", _) => routes.get(path, &query),
            _ => routes.post(path, &query, body),
        }
    }

    /// The state, unless the page was sent it already.
    fn news(&self) -> Response {
        let state = self.state.state();
        let sent = self.sent.replace(state.clone());
        if sent == state { Response::json(&json!(null)) } else { Response::of("application/json", state.as_bytes()) }
    }
}

/// A response as it is read by the page.
fn encode(Response { status, media_type, body, save_as, lasting: _ }: Response) -> Vec<u8> {
    let head = json!({ "status": status, "type": media_type, "name": save_as });
    [head.to_string().as_bytes(), b"\n", &body].concat()
}
