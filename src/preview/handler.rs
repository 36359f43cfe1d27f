//! Routes requests to responses.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use clap::ValueEnum;
use recto::resume::Resume;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::access::Access;
use super::choice::Choice;
use super::complete;
use super::files;
use super::fix;
use super::form;
use super::import;
use super::pages::RenderRequest;
use super::request::{Method, Request};
use super::response::Response;
use super::session::{Ask, Task, on_disk};
use super::shared_state::SharedState;
use super::windows::Windows;
use crate::cli::args::{DocumentArgs, OutputFormat};

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
        match request.method {
            Method::Get => self.get(&request.path, &request.query),
            Method::Post => self.post(&request.path, &request.query, body),
            Method::Other => Response::refusal(405, "only GET and POST are supported"),
        }
    }

    /// A window has closed, or lost its connection.
    pub fn left(&self, window: String) {
        self.tasks.send(Task::Left(window)).ok();
    }

    fn get(&self, path: &str, query: &HashMap<String, String>) -> Response {
        if let Some(digest) = path.strip_prefix("/pages/").and_then(|name| name.strip_suffix(".svg")) {
            return match self.state.page(digest) {
                Some(page) => Response { lasting: true, ..Response::of("image/svg+xml", &*page) },
                None => Response::refusal(404, "this page is no longer shown"),
            };
        }
        match path {
            "/yaml" => on_disk(&self.resume),
            "/place" => self.place(query),
            "/boxes" => self.boxes(query),
            "/fields" => self.ask(Ask::Of(RenderRequest::Fields)),
            "/thumbnail" => self.thumbnail(query),
            "/fonts" => self.ask(Ask::Of(RenderRequest::Fonts)),
            "/font" => match query.get("family") {
                Some(family) => self.ask(Ask::Of(RenderRequest::Font { family: family.clone() })),
                None => Response::refusal(400, "`family` is missing"),
            },
            "/schema" => Response::of("application/json", recto::schema::schema().into_bytes()),
            "/download" => self.download(query),
            _ => Response::refusal(404, "not found"),
        }
    }

    fn place(&self, query: &HashMap<String, String>) -> Response {
        let number = |name: &str| query.get(name)?.parse::<f64>().ok().filter(|number| number.is_finite());
        match (query.get("page").and_then(|page| page.parse().ok()), number("x"), number("y")) {
            (Some(page), Some(x), Some(y)) => self.ask(Ask::Of(RenderRequest::Place { page, x, y })),
            _ => Response::refusal(400, "`page`, `x` and `y` must be numbers"),
        }
    }

    fn boxes(&self, query: &HashMap<String, String>) -> Response {
        let number = |name: &str| query.get(name)?.parse::<usize>().ok();
        match (number("from"), number("to")) {
            (Some(from), Some(to)) => self.ask(Ask::Of(RenderRequest::Boxes { from, to })),
            _ => Response::refusal(400, "`from` and `to` must be numbers"),
        }
    }

    fn thumbnail(&self, query: &HashMap<String, String>) -> Response {
        match query.get("theme") {
            Some(theme) if self.themes().contains(theme) => {
                self.ask(Ask::Of(RenderRequest::Thumbnail { theme: theme.clone() }))
            }
            _ => Response::refusal(404, "there is no such theme"),
        }
    }

    fn download(&self, query: &HashMap<String, String>) -> Response {
        let mut known = OutputFormat::value_variants().iter().copied().filter(|format| !format.is_folder());
        let format = query.get("format").and_then(|format| known.find(|known| known.extension() == format));
        let page = query.get("page").map_or(Some(1), |page| page.parse().ok());
        match (format, page) {
            (Some(format), Some(page)) => {
                let embed = query.contains_key("embed");
                self.ask(Ask::Of(RenderRequest::File { format, page, embed }))
            }
            (None, _) => Response::refusal(400, "unknown format"),
            (_, None) => Response::refusal(400, "`page` must be a number"),
        }
    }

    fn post(&self, path: &str, query: &HashMap<String, String>, body: &[u8]) -> Response {
        #[derive(Deserialize)]
        struct Save {
            text: String,
            digest: String,
        }
        #[derive(Deserialize)]
        struct Posting {
            text: String,
        }
        match path {
            "/choose" => read(body, |choice: Choice| match choice.fault(&self.themes()) {
                Some(fault) => Response::refusal(400, fault),
                None => self.ask(Ask::Choose(Box::new(choice))),
            }),
            "/draft" => read(body, |draft| self.ask(Ask::Draft(draft))),
            "/yaml" => read(body, |Save { text, digest }| self.ask(Ask::Save { text, digest })),
            "/posting" => read(body, |Posting { text }| self.ask(Ask::Of(RenderRequest::Posting { text }))),
            "/import" => import::converted(query.get("name").map_or("", String::as_str), body, &self.resume),
            "/photo" => self.ask(Ask::Photo(body.to_vec())),
            "/form" => read(body, |request| form::outline(&request, &self.resume)),
            "/edit" => read(body, |request| form::edit(&request, &self.resume)),
            "/fix" => read(body, |request| fix::fix(request, &self.resume, &self.document)),
            "/complete" => read(body, |request: complete::CompletionRequest| complete::complete(&request)),
            _ => Response::refusal(404, "not found"),
        }
    }

    /// The names of the themes offered to the page.
    fn themes(&self) -> Vec<String> {
        let state: Value = serde_json::from_str(&self.state.state()).unwrap_or_default();
        let themes = state["choices"]["themes"].as_array().cloned().unwrap_or_default();
        themes.iter().filter_map(|theme| theme["name"].as_str().map(str::to_owned)).collect()
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

/// Parses a JSON body, and handles it.
fn read<T: DeserializeOwned>(body: &[u8], then: impl FnOnce(T) -> Response) -> Response {
    match serde_json::from_slice(body) {
        Ok(value) => then(value),
        Err(error) => Response::refusal(400, format!("invalid request body: {error}")),
    }
}
