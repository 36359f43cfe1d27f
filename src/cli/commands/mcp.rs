//! `recto mcp`: a server of the Model Context Protocol on standard input and output, for assistants that write résumés.
//!
//! One JSON-RPC message per line. Every tool runs a command of this program in a separate process, so it has the limits
//! and the confinement of that command, and a crash ends one answer only. Calls are answered one after the other by a
//! separate thread; everything else is answered at once, even during a long call.

mod call;
mod guide;
mod messages;
mod pending;
mod tools;

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};

use recto::diagnostic::Diagnostics;
use serde_json::{Value, json};

use self::call::Server;
use self::messages::{Message, read_message};
use self::pending::{Call, Calls};
use self::tools::TOOLS;
use crate::cli::args::{McpArgs, McpPage};
use crate::cli::report::stdout::print;
use crate::cli::report::{Failure, stdout};

/// The versions of the protocol that are spoken, the newest first.
const VERSIONS: [&str; 3] = ["2025-06-18", "2025-03-26", "2024-11-05"];

/// How many calls may wait; a client that sends more is not read until one is answered.
const MAX_WAITING: usize = 16;

/// What an assistant is told first.
const INSTRUCTIONS: &str = "Recto turns a YAML résumé into a PDF. Loop: edit the file, `check` it, fix every error and warning, \
`match` it with the job posting, `diff` it with `facts_from` so that nothing is invented, then `build` it. `schema` describes \
the format.";

/// Answers requests until the input ends.
///
/// # Errors
/// If standard input or output fails, or the folder to write to does not exist.
pub fn run(args: &McpArgs, diagnostics: &mut Diagnostics) -> Result<String, Failure> {
    match args.print {
        Some(McpPage::Skill) => return print(&guide::skill(), diagnostics).map(|()| String::new()),
        Some(McpPage::Llms) => return print(&guide::llms(), diagnostics).map(|()| String::new()),
        None => {}
    }
    let server = Server::new(args.write.as_deref(), args.timeout);
    let output = Output::default();
    let calls = Calls::default();
    let read = std::thread::scope(|scope| {
        let (sender, waiting) = sync_channel(MAX_WAITING);
        scope.spawn(|| answer_calls(&server, &calls, waiting, &output));
        let mut input = io::stdin().lock();
        while !output.has_failed() {
            // At the end, calls that wait are still answered.
            let Some(message) = read_message(&mut input)? else { break };
            match reply(&message, &calls) {
                Reply::None => {}
                Reply::Now(answer) => output.write(&answer),
                // The other thread ends only if nothing can be written.
                Reply::Later(call) => drop(sender.send(call)),
            }
        }
        Ok::<(), io::Error>(())
    });
    match read.err().or_else(|| output.failure()) {
        Some(error) => Err(Failure::io(diagnostics.error(stdout::failed(&error)))),
        None => Ok(String::new()),
    }
}

/// Answers calls in their order, but for those that were cancelled.
fn answer_calls(server: &Server, calls: &Calls, waiting: Receiver<Call>, output: &Output) {
    for call in waiting {
        let result = server.call(call.tool, &call.arguments, &call.is_cancelled);
        if calls.finish(&call) {
            output.write(&json!({ "jsonrpc": "2.0", "id": call.id, "result": result }));
        }
        if output.has_failed() {
            return;
        }
    }
}

/// What follows from a message.
enum Reply {
    /// It needs no answer.
    None,
    Now(Value),
    Later(Call),
}

fn reply(message: &Message, calls: &Calls) -> Reply {
    let message = match message {
        Message::Json(message) => message,
        Message::Refused(why) => return Reply::Now(failure(Value::Null, -32700, why)),
    };
    let Some(method) = message["method"].as_str() else {
        let is_answer = message.get("result").is_some() || message.get("error").is_some();
        let fault = || Reply::Now(failure(message["id"].clone(), -32600, "the message has no method"));
        return if is_answer { Reply::None } else { fault() };
    };
    let parameters = &message["params"];
    let Some(id) = message.get("id").cloned() else {
        if method == "notifications/cancelled" {
            calls.cancel(&parameters["requestId"]);
        }
        return Reply::None;
    };
    let result = match method {
        "initialize" => initialized(parameters),
        "ping" => json!({}),
        "tools/list" => json!({ "tools": TOOLS.iter().map(tools::Tool::description).collect::<Vec<_>>() }),
        "tools/call" => {
            let name = parameters["name"].as_str().unwrap_or_default();
            return match TOOLS.iter().find(|tool| tool.name == name) {
                Some(tool) => Reply::Later(calls.begin(id, tool, parameters["arguments"].clone())),
                None => Reply::Now(failure(id, -32602, &format!("unknown tool `{name}`"))),
            };
        }
        _ => return Reply::Now(failure(id, -32601, &format!("unknown method `{method}`"))),
    };
    Reply::Now(json!({ "jsonrpc": "2.0", "id": id, "result": result }))
}

fn initialized(parameters: &Value) -> Value {
    let asked = parameters["protocolVersion"].as_str().unwrap_or_default();
    let version = VERSIONS.iter().find(|version| **version == asked).unwrap_or(&VERSIONS[0]);
    json!({
        "protocolVersion": version,
        "capabilities": { "tools": {} },
        "serverInfo": { "name": "recto", "version": env!("CARGO_PKG_VERSION") },
        "instructions": INSTRUCTIONS,
    })
}

fn failure(id: Value, code: i32, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}

/// Standard output, on which two threads write lines.
#[derive(Default)]
struct Output {
    failure: Mutex<Option<io::Error>>,
}

impl Output {
    fn write(&self, answer: &Value) {
        let mut output = io::stdout().lock();
        if let Err(error) = writeln!(output, "{answer}").and_then(|()| output.flush()) {
            self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }

    fn has_failed(&self) -> bool {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn failure(self) -> Option<io::Error> {
        self.failure.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
