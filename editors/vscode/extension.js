// Résumés in Visual Studio Code: starts `recto lsp` for YAML files, and shows `recto preview` beside the text.

"use strict";

const { spawn } = require("node:child_process");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { addressIn, frame } = require("./preview.js");

/** How long the preview may take to name its address, in milliseconds. */
const PATIENCE = 20_000;

/** @type {LanguageClient | undefined} */
let client;
/** The previews that run, by file. @type {Map<string, {panel: vscode.WebviewPanel, stop: () => void}>} */
const previews = new Map();

/** The program. */
const program = () => vscode.workspace.getConfiguration("recto").get("path", "recto");

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("recto.preview", preview),
    vscode.commands.registerCommand("recto.build", build),
    vscode.commands.registerCommand("recto.restart", () => client?.restart()),
    { dispose: () => previews.forEach(({ stop }) => stop()) },
  );
  client = new LanguageClient(
    "recto",
    "Recto",
    { command: program(), args: ["lsp"] },
    { documentSelector: [{ language: "yaml", scheme: "file" }, { language: "yaml", scheme: "untitled" }] },
  );
  try {
    await client.start();
  } catch (error) {
    const choice = await vscode.window.showErrorMessage(`Recto could not be started as \`${program()}\`: ${error instanceof Error ? error.message : error}`, "Settings");
    if (choice) vscode.commands.executeCommand("workbench.action.openSettings", "recto.path");
  }
}

const deactivate = () => client?.stop();

/** The résumé in the editor, saved. */
async function resume() {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || document.languageId !== "yaml" || document.isUntitled) {
    vscode.window.showInformationMessage("Open a résumé first: a YAML file that is saved.");
    return undefined;
  }
  await document.save();
  return document.uri.fsPath;
}

/** Shows the pages beside the text. */
async function preview() {
  const file = await resume();
  if (!file) return;
  const shown = previews.get(file);
  if (shown) return shown.panel.reveal();
  const panel = vscode.window.createWebviewPanel("recto.preview", path.basename(file), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: true, retainContextWhenHidden: true });
  const process = spawn(program(), ["preview", "--no-open", "--port", "0", "--in-editor", path.basename(file)], { cwd: path.dirname(file) });
  const stop = () => process.kill();
  previews.set(file, { panel, stop });
  panel.onDidDispose(() => {
    previews.delete(file);
    stop();
  });
  try {
    const address = await addressIn(process, PATIENCE);
    // Where the editor runs on another machine, the address is that of a tunnel.
    const outside = await vscode.env.asExternalUri(vscode.Uri.parse(address));
    panel.webview.html = frame(outside.toString(true));
  } catch (error) {
    vscode.window.showErrorMessage(`Recto's preview could not be started: ${error instanceof Error ? error.message : error}`);
    panel.dispose();
  }
}

/** Builds the PDF in a terminal, where its messages can be read. */
async function build() {
  const file = await resume();
  if (!file) return;
  const terminal = vscode.window.terminals.find(({ name }) => name === "Recto") ?? vscode.window.createTerminal({ name: "Recto", cwd: path.dirname(file) });
  terminal.show(true);
  terminal.sendText(`${quoted(program())} build ${quoted(file)}`);
}

/** @param {string} word */
const quoted = (word) => (/^[\w./\\:-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`);

module.exports = { activate, deactivate };
