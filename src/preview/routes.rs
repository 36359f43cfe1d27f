//! Routes requests to responses, however they arrive: over HTTP, or as messages within a web page (`src/web.rs`).

use std::collections::HashMap;
use std::path::Path;

use clap::ValueEnum;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::choice::Choice;
use super::complete;
use super::fix;
use super::form;
use super::import;
use super::pages::RenderRequest;
use super::response::Response;
use super::session::{Ask, on_disk};
use super::shared_state::SharedState;
use crate::cli::args::{DocumentArgs, OutputFormat};

/// What answers are made from.
pub struct Routes<'a> {
    /// The résumé's file.
    pub resume: &'a Path,
    /// The command line's flags.
    pub document: &'a DocumentArgs,
    /// The state that is shown.
    pub state: &'a SharedState,
    /// Lets the session do something, and returns its response.
    pub ask: &'a dyn Fn(Ask) -> Response,
    /// Lets the session do something without waiting for it, if it can.
    pub tell: &'a dyn Fn(Ask),
}

impl Routes<'_> {
    /// Answers a question.
    pub fn get(&self, path: &str, query: &HashMap<String, String>) -> Response {
        if let Some(digest) = path.strip_prefix("/pages/").and_then(|name| name.strip_suffix(".svg")) {
            return match self.state.page(digest) {
                Some(page) => Response { lasting: true, ..Response::of("image/svg+xml", &*page) },
                None => Response::refusal(404, "this page is no longer shown"),
            };
        }
        match path {
            "/yaml" => on_disk(self.resume),
            "/place" => self.place(query),
            "/boxes" => self.boxes(query),
            "/fields" => (self.ask)(Ask::Of(RenderRequest::Fields)),
            "/thumbnail" => self.thumbnail(query),
            "/fonts" => (self.ask)(Ask::Of(RenderRequest::Fonts)),
            "/font" => match query.get("family") {
                Some(family) => (self.ask)(Ask::Of(RenderRequest::Font { family: family.clone() })),
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
            (Some(page), Some(x), Some(y)) => (self.ask)(Ask::Of(RenderRequest::Place { page, x, y })),
            _ => Response::refusal(400, "`page`, `x` and `y` must be numbers"),
        }
    }

    fn boxes(&self, query: &HashMap<String, String>) -> Response {
        let number = |name: &str| query.get(name)?.parse::<usize>().ok();
        match (number("from"), number("to")) {
            (Some(from), Some(to)) => (self.ask)(Ask::Of(RenderRequest::Boxes { from, to })),
            _ => Response::refusal(400, "`from` and `to` must be numbers"),
        }
    }

    fn thumbnail(&self, query: &HashMap<String, String>) -> Response {
        match query.get("theme") {
            Some(theme) if self.themes().contains(theme) => {
                (self.ask)(Ask::Of(RenderRequest::Thumbnail { theme: theme.clone() }))
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
                (self.ask)(Ask::Of(RenderRequest::File { format, page, embed }))
            }
            (None, _) => Response::refusal(400, "unknown format"),
            (_, None) => Response::refusal(400, "`page` must be a number"),
        }
    }

    /// Answers a request to change something, or one with a text.
    pub fn post(&self, path: &str, query: &HashMap<String, String>, body: &[u8]) -> Response {
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
                None => (self.ask)(Ask::Choose(Box::new(choice))),
            }),
            "/draft" => read(body, |draft| (self.ask)(Ask::Draft(draft))),
            "/yaml" => read(body, |Save { text, digest }| (self.ask)(Ask::Save { text, digest })),
            "/posting" => read(body, |Posting { text }| (self.ask)(Ask::Of(RenderRequest::Posting { text }))),
            "/import" => import::converted(query.get("name").map_or("", String::as_str), body, self.resume),
            "/photo" => (self.ask)(Ask::Photo(body.to_vec())),
            "/form" => read(body, |request| form::outline(&request, self.resume)),
            "/edit" => read(body, |request| form::edit(request, self.resume, |draft| (self.tell)(Ask::Draft(draft)))),
            "/fix" => read(body, |request| fix::fix(request, self.resume, self.document)),
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
}

/// Parses a JSON body, and handles it.
fn read<T: DeserializeOwned>(body: &[u8], then: impl FnOnce(T) -> Response) -> Response {
    match serde_json::from_slice(body) {
        Ok(value) => then(value),
        Err(error) => Response::refusal(400, format!("invalid request body: {error}")),
    }
}
