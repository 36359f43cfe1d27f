// The page of `recto preview`: what the server says is shown, what the reader does is asked of it.
//
// `pages` are the drawings, `options` what can be tried, `report` the notes and checks, `draft`
// the text in the editor, `panes` where all of this stands.

import { createDraft } from "./draft.js";
import { createEditor } from "./editor.js";
import { count } from "./elements.js";
import { dismiss, notice, say } from "./notices.js";
import { showOptions, startOptions } from "./options.js";
import { pageCount, setZoom, showPages, startPages, zoomIn, zoomOut } from "./pages.js";
import { nextPane, nextScheme, showPane, startPanes, togglePane } from "./panes.js";
import { placed, showChecks, showNotes, summary } from "./report.js";
import { startShortcuts } from "./shortcuts.js";
import { ask, follow, Refused } from "./server.js";
import { currentToken, takeToken } from "./token.js";

const NO_TOKEN = "This address has no token. Open the address that `recto preview` printed in the terminal.";
const OTHER_TOKEN =
  "`recto preview` was restarted and has a new address. Open the address that it printed in this tab: what you wrote stays here.";

/** The last state of the server. */
let state = null;
/** What the reader chose, kept for a server that begins anew. */
let chosen = null;
let reconnected = false;

const editor = createEditor({
  parent: document.getElementById("editor"),
  complete: (text, line, column) => ask("/complete", { text, line, column }).catch(() => null),
  changed: () => draft.changed(),
  save: () => draft.save(),
});
const draft = createDraft(editor, { show, settled: underline });

startPanes(() => editor.shown());
startPages(showPlace);
startOptions(choose);
startShortcuts({
  save: draft.save,
  nextPane: (step) => nextPane(step, editor.focus),
  note: (step) => {
    showPane("editor");
    editor.focus();
    if (step > 0) editor.nextNote();
    else editor.previousNote();
  },
  letters: {
    e: () => togglePane("editor"),
    o: () => togglePane("options"),
    d: nextScheme,
    w: () => setZoom("width"),
    p: () => setZoom("page"),
    1: () => setZoom(1),
    "+": zoomIn,
    "=": zoomIn,
    "-": zoomOut,
    "?": openHelp,
  },
});
document.getElementById("help-open").addEventListener("click", openHelp);
document.getElementById("stale-go").addEventListener("click", () => {
  const first = state.notes.find((note) => note.severity === "error" && placed(note, state.file));
  if (first) showNote(first);
  else document.getElementById("problems-title").focus();
});

await takeToken();
const connectAgain = follow({
  state: (next) => {
    const restarted = reconnected && state && next.version < state.version;
    if (reconnected) state = null;
    reconnected = false;
    show(next);
    if (!restarted) return;
    if (chosen) choose(chosen);
    draft.restarted();
  },
  lost: () => {
    notice("connection", "The connection to `recto preview` is lost. It is tried again; what you write stays here.", [], { urgent: true });
    document.documentElement.dataset.connection = "lost";
  },
  found: () => {
    reconnected = true;
    dismiss("connection");
    delete document.documentElement.dataset.connection;
    say("The connection is back");
  },
  denied: () => {
    notice("connection", currentToken() ? OTHER_TOKEN : NO_TOKEN, [], { urgent: true });
    document.documentElement.dataset.connection = "lost";
    document.getElementById("built").textContent = "Not connected";
    if (!state) document.getElementById("empty").textContent = "Not connected.";
  },
});
// An address with a token that is put into the address bar of this tab does not load it again.
addEventListener("hashchange", async () => (await takeToken()) && connectAgain());

/** Shows a state, unless a newer one is shown already. */
function show(next) {
  if (state && next.version < state.version) return;
  state = next;
  const { file, ok, pages, notes } = state;
  document.getElementById("file").textContent = file;
  showPages(pages, !ok);
  showOptions(state);
  showNotes(state, { go: showNote, fix: applyFix });
  showChecks(state.checks);
  showBuilt();
  const stale = !ok && pages.length > 0;
  document.getElementById("stale").hidden = !stale;
  if (stale) document.getElementById("stale-text").textContent = `Not up to date: there ${mistakes(notes)}.`;
  draft.seen(state);
  watchForeignDraft();
  if (draft.current()) underline();
}

function showBuilt() {
  const { ok, milliseconds, notes, summary: built } = state;
  const line = ok ? `${built || pageCount()}, built in ${Math.round(milliseconds)} ms` : `Not built: there ${mistakes(notes)}`;
  const place = document.getElementById("built");
  place.textContent = line;
  place.dataset.ok = ok;
  const first = notes.find(({ severity }) => severity === "error");
  const where = first?.line ? ` in line ${first.line}` : "";
  say(ok ? `Built: ${[built || pageCount(), summary(notes)].filter(Boolean).join(", ")}` : `Not built: ${first?.message ?? "a mistake"}${where}`);
}

function mistakes(notes) {
  const number = notes.filter(({ severity }) => severity === "error").length;
  return number === 1 ? "is 1 mistake" : `are ${number ? count(number, "mistake") : "mistakes"}`;
}

/** Underlines the notes in the editor; only when they are of the text that it holds. */
function underline() {
  if (state) editor.setNotes(state.notes.filter((note) => placed(note, state.file)), applyFix);
}

function showNote(note) {
  showPane("editor");
  editor.show(note, { focus: true });
}

function applyFix(note) {
  editor.replace(note.fix, note.fix.text);
  say("Put into the draft");
}

async function showPlace(page, x, y) {
  try {
    const place = await ask(`/place?page=${page}&x=${x.toFixed(1)}&y=${y.toFixed(1)}`);
    showPane("editor");
    editor.show(place, { focus: true });
    say(`Line ${place.line}`);
  } catch (error) {
    if (error instanceof Refused) say("There is no text of the file here");
  }
}

async function choose(next) {
  chosen = next;
  try {
    show(await ask("/choose", next));
    dismiss("choose");
  } catch (error) {
    if (error instanceof Refused) notice("choose", `This cannot be tried: ${error.message}.`);
    if (state) showOptions(state);
  }
}

let foreign;

/** Tells when the pages show what another window writes. */
function watchForeignDraft() {
  clearTimeout(foreign);
  const elsewhere = () => state.draft && !draft.unsaved();
  if (!elsewhere()) return dismiss("foreign");
  // The end of a draft of this window is on its way more often than there is another window.
  foreign = setTimeout(() => {
    if (!elsewhere()) return;
    notice("foreign", "The pages show what another window writes and has not saved.", [
      ["Show the file", () => ask("/draft", { text: null }).then(show, () => {})],
    ]);
  }, 1500);
}

function openHelp() {
  const help = document.getElementById("help");
  if (!help.open) help.showModal();
}
