// Tries what of the extension works without Visual Studio Code: the language server answers its protocol as a client speaks it,
// and the preview lets an editor show it.
//
// Usage: node test.mjs RECTO

import assert from "node:assert";
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = require("vscode-jsonrpc/node");
const { addressIn, frame } = require("./preview.js");
const recto = resolve(process.argv[2] ?? "recto");
const folder = mkdtempSync(join(tmpdir(), "recto-vscode-"));
const file = join(folder, "resume.yaml");
copyFileSync(fileURLToPath(new URL("../../resume.yaml", import.meta.url)), file);

/** The server, with the messages that the language client of the extension sends. */
async function language() {
  const server = spawn(recto, ["lsp"]);
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const published = [];
  connection.onNotification("textDocument/publishDiagnostics", (found) => published.push(found));
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
  connection.listen();
  const { capabilities } = await connection.sendRequest("initialize", {
    processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: { textDocument: { publishDiagnostics: {}, completion: {}, hover: {} } },
  });
  assert(capabilities.completionProvider && capabilities.hoverProvider && capabilities.codeActionProvider, "the server offers too little");
  await connection.sendNotification("initialized", {});
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, "utf8").replace("  email:", "  emial:");
  await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  for (let turn = 0; turn < 200 && !published.some(({ diagnostics }) => diagnostics.length); turn += 1) await new Promise((done) => setTimeout(done, 50));
  const found = published.flatMap(({ diagnostics }) => diagnostics).find(({ message }) => message.includes("emial"));
  assert(found, `no diagnostic says \`emial\`: ${JSON.stringify(published)}`);
  const actions = await connection.sendRequest("textDocument/codeAction", { textDocument: { uri }, range: found.range, context: { diagnostics: [found] } });
  assert(actions.length, "there is no fix");
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  const code = await new Promise((done) => server.on("exit", done));
  assert.equal(code, 0);
}

/** The pages beside the text. */
async function preview() {
  const server = spawn(recto, ["preview", "--no-open", "--port", "0", "--in-editor", "resume.yaml"], { cwd: folder });
  try {
    const address = await addressIn(server, 20_000);
    const { origin } = new URL(address);
    const policy = (await fetch(origin)).headers.get("Content-Security-Policy");
    assert.match(policy, /frame-ancestors vscode-webview: /);
    assert(frame(address).includes(`frame-src ${origin};`) && frame(address).includes(address));
  } finally {
    server.kill();
  }
  const alone = spawn(recto, ["preview", "--no-open", "--port", "0", "resume.yaml"], { cwd: folder });
  try {
    const { origin } = new URL(await addressIn(alone, 20_000));
    assert.match((await fetch(origin)).headers.get("Content-Security-Policy"), /frame-ancestors 'none'/);
  } finally {
    alone.kill();
  }
  await assert.rejects(addressIn(spawn("recto-is-not-there"), 1000), /ENOENT/);
}

try {
  await language();
  await preview();
  console.log("2 passed, 0 failed");
} finally {
  rmSync(folder, { recursive: true });
}
