//! `recto mcp`: a server of the Model Context Protocol on standard input and output, for assistants that write résumés.
//!
//! One JSON-RPC message per line. Every tool runs a command of this program in a separate process, so it has the limits
//! and the confinement of that command, and a crash ends one answer only.

mod call;
mod guide;
mod tools;

use std::io::{self, BufRead, Read, Write};

use recto::diagnostic::Diagnostics;
use serde_json::{Value, json};

use self::call::Server;
use self::tools::TOOLS;
use crate::cli::args::{McpArgs, McpPage};
use crate::cli::report::stdout::print;
use crate::cli::report::{Failure, stdout};

/// The versions of the protocol that are spoken, the newest first.
const VERSIONS: [&str; 3] = ["2025-06-18", "2025-03-26", "2024-11-05"];

/// Longest message, in bytes.
const MAX_MESSAGE: u64 = 8 << 20;

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
    let server = Server::new(args.write.as_deref());
    let mut input = io::stdin().lock();
    loop {
        let mut line = Vec::new();
        let read = input.by_ref().take(MAX_MESSAGE).read_until(b'\n', &mut line);
        match read {
            Ok(0) => return Ok(String::new()),
            Ok(_) => {}
            Err(error) => return Err(Failure::io(diagnostics.error(stdout::failed(&error)))),
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let Some(answer) = answer(&server, &line) else { continue };
        let mut output = io::stdout().lock();
        writeln!(output, "{answer}")
            .and_then(|()| output.flush())
            .map_err(|error| Failure::io(diagnostics.error(stdout::failed(&error))))?;
    }
}

/// The answer to a message; `None` if it needs none.
fn answer(server: &Server, line: &[u8]) -> Option<Value> {
    let Ok(message) = serde_json::from_slice::<Value>(line) else {
        return Some(failure(Value::Null, -32700, "the message is not JSON, or too long"));
    };
    let Some(method) = message["method"].as_str() else {
        let is_answer = message.get("result").is_some() || message.get("error").is_some();
        return (!is_answer).then(|| failure(message["id"].clone(), -32600, "the message has no method"));
    };
    // A notification.
    let id = message.get("id")?.clone();
    let parameters = &message["params"];
    let result = match method {
        "initialize" => initialized(parameters),
        "ping" => json!({}),
        "tools/list" => json!({ "tools": TOOLS.iter().map(tools::Tool::description).collect::<Vec<_>>() }),
        "tools/call" => {
            let name = parameters["name"].as_str().unwrap_or_default();
            let Some(tool) = TOOLS.iter().find(|tool| tool.name == name) else {
                return Some(failure(id, -32602, &format!("unknown tool `{name}`")));
            };
            server.call(tool, &parameters["arguments"])
        }
        _ => return Some(failure(id, -32601, &format!("unknown method `{method}`"))),
    };
    Some(json!({ "jsonrpc": "2.0", "id": id, "result": result }))
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
