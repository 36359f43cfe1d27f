//! Handles HTTP requests: refuses those that are not allowed, and passes the rest to the [`Routes`].

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use recto::resume::Resume;

use super::access::Access;
use super::files;
use super::import;
use super::request::{Method, Request};
use super::response::Response;
use super::routes::Routes;
use super::session::{Ask, Task};
use super::shared_state::SharedState;
use super::windows::Windows;
use crate::cli::args::DocumentArgs;

/// The path of the event stream, which has no single response.
pub const EVENTS: &str = "/events";

/// The path at which the one-time code is exchanged for the token.
const TOKEN: &str = "/token";

/// Everything needed to answer requests.
pub struct RequestHandler {
    pub resume: PathBuf,
    pub document: DocumentArgs,
    pub tasks: Sender<Task>,
    pub state: Arc<SharedState>,
    pub windows: Arc<Windows>,
    pub access: Access,
}

impl RequestHandler {
    /// Answers requests that need no token: those from other sites, which are refused, and the page's static
    /// files, which contain nothing private.
    pub fn handle_unauthenticated(&self, request: &Request) -> Result<Option<Response>, Response> {
        self.access.check_site(request)?;
        match (request.method, request.path.as_str()) {
            (Method::Get, path) => Ok(files::file(path)),
            (Method::Post, TOKEN) => Ok(Some(self.access.redeem(request))),
            (Method::Post, _) => Ok(None),
            (Method::Other, _) => Err(Response::refusal(405, "only GET and POST are supported")),
        }
    }

    /// The longest body that a path accepts, in bytes.
    pub fn longest_body(path: &str) -> usize {
        match path {
            "/import" => import::MAX_FILE,
            _ => Resume::MAX_BYTES,
        }
    }

    /// Answers an authenticated request.
    pub fn handle(&self, request: &Request, body: &[u8]) -> Response {
        let routes = Routes {
            resume: &self.resume,
            document: &self.document,
            state: &self.state,
            ask: &|ask| self.ask(ask),
            tell: &|ask| {
                self.tasks.send(Task::Ask(ask, channel().0)).ok();
            },
        };
        match request.method {
            Method::Get => routes.get(&request.path, &request.query),
            Method::Post => routes.post(&request.path, &request.query, body),
            Method::Other => Response::refusal(405, "only GET and POST are supported"),
        }
    }

    /// A window has closed, or lost its connection.
    pub fn left(&self, window: String) {
        self.tasks.send(Task::Left(window)).ok();
    }

    fn ask(&self, ask: Ask) -> Response {
        let (sender, response) = channel();
        let ended = || Response::refusal(503, "the preview is shutting down");
        match self.tasks.send(Task::Ask(ask, sender)) {
            Ok(()) => response.recv().unwrap_or_else(|_| ended()),
            Err(_) => ended(),
        }
    }
}
