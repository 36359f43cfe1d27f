// The page of `recto preview`: shows the server's state, and sends the user's actions to it.
//
// `pages` shows the pages, `options` the design options, `report` the diagnostics and checks, `draft`
// handles the text in the editor, `panes` the layout.

import { createDraft } from "./draft.js";
import { startDesign } from "./design.js";
import { createEditor } from "./editor.js";
import { createForm } from "./form.js";
import { parsePath } from "./form-values.js";
import { startImport } from "./import.js";
import { count } from "./elements.js";
import { dismiss, notice, say } from "./notices.js";
import { clearDownload, showOptions, startOptions } from "./options.js";
import { pageCount, setZoom, showBoxes, showPages, startPages, zoomIn, zoomOut } from "./pages.js";
import { mode, nextPane, nextScheme, setMode, showPane, startPanes, togglePane } from "./panes.js";
import { showFields } from "./portal.js";
import { startPosting } from "./posting.js";
import { placed, showChecks, showNotes, summary } from "./report.js";
import { startShortcuts } from "./shortcuts.js";
import { ask, follow, Refused } from "./server.js";
import { t, translatePage } from "./strings.js";
import { currentToken, takeToken } from "./token.js";

const NO_TOKEN = "This address has no token. Open the address that `recto preview` printed in the terminal.";
const OTHER_TOKEN =
  "`recto preview` was restarted and has a new address. Open the address that it printed in this tab: your changes are kept.";

translatePage();

/** The latest state of the server. */
let state = null;
/** The selected options, to be sent again if the server is restarted. */
let chosen = null;
let reconnected = false;

const editor = createEditor({
  parent: document.getElementById("editor"),
  complete: (text, line, column) => ask("/complete", { text, line, column }).catch(() => null),
  changed: () => {
    draft.changed();
    form.sync();
  },
  save: () => draft.save(),
  moved: (lines) => mark(lines),
});
const draft = createDraft({
  ...editor,
  setText(text, how) {
    editor.setText(text, how);
    form.sync();
  },
  focus: () => (mode() === "text" ? editor.focus() : document.getElementById("form").querySelector("input")?.focus()),
}, { show, settled, complete: () => form.perform() });
const form = createForm({
  editor,
  edited: () => draft.changed(),
  selected: (place) => {
    editor.mark(place);
    mark(place);
  },
  goToText: ({ from }) => {
    setMode("text");
    editor.go(from);
  },
});
const design = startDesign({ choose, form, chosen: () => state?.chosen });

const posting = startPosting({
  form,
  go: (path) => {
    showPane("editor");
    setMode("form");
    form.focus(parsePath(path));
  },
});
startImport((text) => {
  editor.setText(text, { undoable: true });
  draft.changed();
  form.sync();
  showPane("editor");
});

startPanes(() => editor.shown());
startPages(showPlace);
startOptions(choose);
startShortcuts({
  save: draft.save,
  nextPane: (step) => nextPane(step, focusEditor),
  note: (step) => {
    showPane("editor");
    setMode("text");
    editor.focus();
    if (step > 0) editor.nextNote();
    else editor.previousNote();
  },
  letters: {
    e: () => togglePane("editor"),
    f: () => {
      showPane("editor");
      setMode(mode() === "form" ? "text" : "form");
    },
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
    notice("connection", "Lost the connection to `recto preview`. Reconnecting; your changes are kept.", [], { urgent: true });
    document.documentElement.dataset.connection = "lost";
  },
  found: () => {
    reconnected = true;
    dismiss("connection");
    clearDownload();
    delete document.documentElement.dataset.connection;
    say("Reconnected");
  },
  denied: () => {
    notice("connection", currentToken() ? OTHER_TOKEN : NO_TOKEN, [], { urgent: true });
    document.documentElement.dataset.connection = "lost";
    document.getElementById("built").textContent = t("Not connected");
    if (!state) document.getElementById("empty").textContent = t("Not connected.");
  },
});
// Entering an address with a token in this tab does not reload the page.
addEventListener("hashchange", async () => (await takeToken()) && connectAgain());

/** Shows a state, unless a newer one is already shown. */
function show(next) {
  if (state && next.version < state.version) return;
  state = next;
  const { file, ok, pages, notes } = state;
  document.getElementById("file").textContent = file;
  showPages(pages, !ok);
  showOptions(state);
  design.show(state);
  showFields(state);
  posting.show(state);
  showNotes(state, { go: showNote, fix: applyFix, fixAll });
  showChecks(state.checks);
  showBuilt();
  const stale = !ok && pages.length > 0;
  document.getElementById("stale").hidden = !stale;
  if (stale) document.getElementById("stale-text").textContent = `Out of date: ${errors(notes)}.`;
  draft.seen(state);
  watchForeignDraft();
  watchForeignChoice();
  if (draft.current()) settled();
}

/** The pages show the text in the editor. */
function settled() {
  underline();
  if (marked && state?.ok) mark(marked);
}

/** What is edited, as offsets in the text. */
let marked = null;
let marking;

/** Marks on the pages where a part of the text is printed, once the typing pauses: the pages come first. */
function mark(place) {
  const PAUSE = 150;
  marked = place;
  clearTimeout(marking);
  marking = setTimeout(async () => {
    // Once the pages show the text, see `settled`.
    if (!draft.current()) return;
    const answer = await ask(`/boxes?from=${place.from}&to=${place.to}`).catch(() => null);
    if (answer && place === marked) showBoxes(answer.boxes);
  }, PAUSE);
}

function focusEditor() {
  if (mode() === "text") editor.focus();
  else (document.querySelector("#form :is(input, textarea, button)") ?? document.getElementById("mode-form")).focus();
}

function showBuilt() {
  const { ok, milliseconds, notes, summary: built } = state;
  const line = ok ? `${built || pageCount()}, built in ${Math.round(milliseconds)} ms` : `Not built: ${errors(notes)}`;
  const place = document.getElementById("built");
  place.textContent = line;
  place.dataset.ok = ok;
  const first = notes.find(({ severity }) => severity === "error");
  const where = first?.line ? ` on line ${first.line}` : "";
  say(ok ? `Built: ${[built || pageCount(), summary(notes)].filter(Boolean).join(", ")}` : `Not built: ${first?.message ?? "error"}${where}`);
}

function errors(notes) {
  const number = notes.filter(({ severity }) => severity === "error").length;
  return number ? count(number, "error") : "errors";
}

/** Underlines the diagnostics in the editor, if they belong to its text. */
function underline() {
  if (state) editor.setNotes(state.notes.filter((note) => placed(note, state.file)), applyFix);
}

function showNote(note) {
  showPane("editor");
  if (mode() === "form" && note.path && form.focus(parsePath(note.path))) return;
  setMode("text");
  editor.show(note, { focus: true });
}

function applyFix(note) {
  editor.replace(note.fix, note.fix.text);
  say("Fix applied");
}

/** Applies all fixes that are certain; undo restores the text. */
async function fixAll() {
  const before = editor.text();
  try {
    const { text, applied } = await ask("/fix", { text: before });
    if (editor.text() !== before) return say("Not fixed: the text has changed");
    editor.setText(text, { undoable: true });
    draft.changed();
    dismiss("fix");
    say(`${count(applied, "fix", "fixes")} applied; undo restores the text`);
  } catch (error) {
    if (error instanceof Refused) notice("fix", `The fixes cannot be applied: ${error.message}.`);
  }
}

async function showPlace(page, x, y) {
  try {
    const place = await ask(`/place?page=${page}&x=${x.toFixed(1)}&y=${y.toFixed(1)}`);
    showPane("editor");
    if (mode() === "form" && form.focus(parsePath(place.path))) return;
    setMode("text");
    editor.show(place, { focus: true });
    say(`Line ${place.line}`);
  } catch (error) {
    if (error instanceof Refused) say("No text of the résumé here");
  }
}

let choosing = false;

/** Tries options; of several in a short time, only the last. */
async function choose(next) {
  chosen = next;
  dismiss("chosen");
  if (choosing) return;
  choosing = true;
  try {
    for (let done = null; done !== chosen; ) {
      done = chosen;
      show(await ask("/choose", done));
    }
    dismiss("choose");
  } catch (error) {
    if (error instanceof Refused) notice("choose", `This option cannot be used: ${error.message}.`);
    if (state) showOptions(state);
  } finally {
    choosing = false;
  }
}

/** Says so when another window has changed the options: they are shared. */
function watchForeignChoice() {
  const own = chosen ?? startedWith;
  startedWith ??= state.chosen;
  const differs = own && !choosing && Object.keys({ ...own, ...state.chosen }).filter((key) => JSON.stringify(own[key] ?? null) !== JSON.stringify(state.chosen[key] ?? null));
  if (!differs?.length) return dismiss("chosen");
  const what = differs.map((key) => (key === "options" ? t("design.more") : `${key} ${state.chosen[key] ?? "–"}`)).join(", ");
  notice("chosen", t("design.changed", { what }), [
    [t("design.keepMine"), () => choose(own)],
    [t("close"), () => { chosen = state.chosen; dismiss("chosen"); }],
  ]);
}

/** The options that the server had when the page was opened. */
let startedWith = null;

let foreign;

/** Shows a notice when the pages show a draft from another window. */
function watchForeignDraft() {
  clearTimeout(foreign);
  const elsewhere = () => state.draft && !draft.unsaved();
  if (!elsewhere()) return dismiss("foreign");
  // Usually it is this window's own draft, about to be discarded.
  foreign = setTimeout(() => {
    if (!elsewhere()) return;
    notice("foreign", "The pages show unsaved changes from another window.", [
      ["Show the file", () => ask("/draft", { text: null }).then(show, () => {})],
    ]);
  }, 1500);
}

function openHelp() {
  const help = document.getElementById("help");
  if (!help.open) help.showModal();
}
