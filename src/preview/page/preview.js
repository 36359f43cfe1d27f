// The page of `recto preview`: shows the server's state, and sends the user's actions to it.
//
// `pages` shows the pages, `form` and `editor` the résumé, `design` and `options` how it looks, `report` the diagnostics
// and checks; `draft` handles the text that is edited, `panes` the layout.

import { createChoices } from "./choice.js";
import { startDesign } from "./design.js";
import { clearDownload, showDownloads } from "./downloads.js";
import { createDraft } from "./draft.js";
import { createEditor } from "./editor.js";
import { byId } from "./elements.js";
import { watchForeignDraft } from "./foreign-draft.js";
import { createForm } from "./form.js";
import { parsePath } from "./form-values.js";
import { startImport } from "./import.js";
import { createMarks } from "./marks.js";
import { showExample } from "./example.js";
import { dismiss, notice, say } from "./notices.js";
import { showOptions, startOptions } from "./options.js";
import { pageCount, receive, setZoom, showPages, startPages, zoomIn, zoomOut } from "./pages.js";
import { mode, nextPane, setMode, showPane, startPanes, togglePane } from "./panes.js";
import { forgetPhoto, sendPhotoAgain } from "./photo.js";
import { showFields } from "./portal.js";
import { startPosting } from "./posting.js";
import { fixesOf, placed, showChecks, showNotes, summary } from "./report.js";
import { nextScheme, startScheme } from "./scheme.js";
import { startShortcuts } from "./shortcuts.js";
import { ask, follow, Refused } from "./server.js";
import { counted, fillIn, locale, phrases, t } from "./strings.js";
import { currentToken, takeToken } from "./token.js";

/** @typedef {import("./server.js").State} State */
/** @typedef {import("./server.js").Note} Note */
/** @typedef {import("./server.js").Fix} Fix */

fillIn();

const built = byId("built", HTMLElement);
const stale = byId("stale", HTMLElement);
const help = byId("help", HTMLDialogElement);

/** The latest state of the server. @type {State | null} */
let state = null;
let reconnected = false;
/** The application that was shown until it was not in the text any more. @type {string | null} */
let missing = null;
/** How long the form, while it is not shown, waits for a pause in typing, in milliseconds. */
const FORM_PAUSE = 250;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let formWaits;
/** How long the stream of events, which sends new pages along, may take longer than a response, in milliseconds. */
const STREAM_LAG = 50;
let arrived = () => {};
/** The text that the last import has replaced. @type {string | null} */
let replaced = null;
/** Whether the last résumé without errors had a letter. @type {boolean | null} */
let hadLetter = null;

const editor = createEditor({
  parent: byId("editor", HTMLElement),
  label: t("editor.name"),
  phrases,
  complete: (text, line, column) => ask("/complete", { text, line, column }).catch(() => null),
  changed: () => {
    draft.changed();
    // What was imported is taken back.
    if (replaced !== null && editor.text() === replaced) dismiss("import");
    clearTimeout(formWaits);
    if (mode() === "form") form.sync();
    else formWaits = setTimeout(form.sync, FORM_PAUSE);
  },
  save: () => draft.save(),
  moved: (lines) => marks.mark(lines),
  steps: showSteps,
});
const draft = createDraft({
  ...editor,
  setText(text, how) {
    editor.setText(text, how);
    form.sync();
  },
  focus: () => {
    // What is hidden cannot have focus.
    if (byId("editor-pane", HTMLElement).hidden) byId("pages", HTMLElement).focus();
    else focusEditor();
  },
}, { show: answered, settled, saved, complete: () => form.perform() });
const marks = createMarks(() => draft.current());
const form = createForm({
  editor,
  ahead: () => draft.ahead(),
  made: (text) => draft.made(text),
  edited: () => draft.changed(),
  read: () => showExample(form.value(["basics", "name"])?.text),
  selected: (place) => {
    if (!place) return marks.clear();
    editor.mark(place);
    marks.mark(place);
  },
  goToText: ({ from }) => {
    setMode("text");
    editor.go(from);
  },
  fix: applyFix,
});
const choices = createChoices({ show, refused: () => state && showOptions(state) });
const showDesign = startDesign({ choose: choices.choose, form });
const posting = startPosting({
  form,
  added: (application) => state && choices.choose({ ...state.chosen, application }),
  go: (path) => {
    showPane("editor");
    setMode("form");
    form.focus(parsePath(path));
  },
});
startImport({
  use: async (text) => {
    const before = editor.text();
    editor.setText(text, { undoable: true });
    replaced = before;
    draft.changed();
    showPane("editor");
    await form.sync();
    byId("form", HTMLElement).scrollTop = 0;
  },
  goToLine: (line) => {
    showPane("editor");
    const start = editor.text().split("\n").slice(0, line - 1).join("\n").length;
    if (mode() === "form" && form.focusAt(start)) return;
    setMode("text");
    editor.show({ line, column: 1 }, { focus: true });
  },
});

startScheme();
startPanes(() => editor.shown());
startPages(showPlace);
startOptions(choices.choose);
startShortcuts({
  save: draft.save,
  undo,
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
byId("undo", HTMLElement).addEventListener("click", () => undo(false));
byId("redo", HTMLElement).addEventListener("click", () => undo(true));
byId("help-open", HTMLElement).addEventListener("click", openHelp);
byId("stale-go", HTMLElement).addEventListener("click", () => {
  const first = state?.notes.find((note) => note.severity === "error" && placed(note, state?.file ?? ""));
  if (first) showNote(first);
  else byId("problems-title", HTMLElement).focus();
});

await takeToken();
await sendPhotoAgain();
const connectAgain = follow({
  state: async (next) => {
    const restarted = reconnected && state && next.version < state.version;
    if (reconnected) state = null;
    reconnected = false;
    show(next);
    if (!restarted) return;
    await sendPhotoAgain();
    choices.again();
    draft.restarted();
  },
  page: receive,
  lost: () => {
    notice("connection", t("connection.lost"), [], { urgent: true });
    document.documentElement.dataset.connection = "lost";
  },
  found: () => {
    reconnected = true;
    dismiss("connection");
    clearDownload();
    delete document.documentElement.dataset.connection;
    say(t("connection.found"));
  },
  denied: () => {
    notice("connection", t(currentToken() ? "connection.otherToken" : "connection.noToken"), [], { urgent: true });
    document.documentElement.dataset.connection = "lost";
    built.textContent = t("bar.notConnected");
    if (!state) byId("empty", HTMLElement).textContent = t("pages.notConnected");
  },
});
// Entering an address with a token in this tab does not reload the page.
addEventListener("hashchange", async () => (await takeToken()) && connectAgain());

/** Shows a state that answers a request, unless it arrives as an event with its pages in a moment. @param {State} next */
async function answered(next) {
  if (!state || state.version < next.version) {
    await new Promise((/** @type {(value: void) => void} */ resolve) => {
      arrived = resolve;
      setTimeout(resolve, STREAM_LAG);
    });
  }
  show(next);
}

/** Shows a state, unless a newer one is already shown. @param {State} next */
function show(next) {
  if (state && next.version < state.version) return;
  const isShown = next.version === state?.version;
  const isNewLetter = next.letter && (hadLetter === null ? isOnlyLetter(next) : !hadLetter);
  if (next.ok) hadLetter = next.letter;
  state = next;
  // The server also tells it by itself.
  if (isShown) return void (draft.current() && settled());
  arrived();
  const { file, ok, pages, notes } = next;
  byId("file", HTMLElement).textContent = file;
  showPages(pages, !ok);
  showOptions(next);
  showDownloads(next);
  form.show(next);
  showDesign(next);
  showFields(next);
  posting.show(next);
  showNotes(next, { go: showNote, fix: applyFix, fixAll });
  showChecks(next.checks);
  showBuilt(next);
  stale.hidden = ok || !pages.length;
  byId("stale-text", HTMLElement).textContent = stale.hidden ? "" : t("pages.stale", { errors: errors(notes) });
  draft.seen(next);
  watchForeignDraft(() => Boolean(state?.draft) && !draft.unsaved(), show);
  choices.watch(next.chosen);
  leaveMissing(next);
  if (isNewLetter) showLetter(next);
  if (draft.current()) settled();
}

/** A new letter is shown if it is being written in the form, or if there is nothing else. @param {State} state */
function showLetter(state) {
  const isWritten = document.activeElement?.closest("#form [data-name=letter]");
  if (state.chosen.show === null && (isWritten || isOnlyLetter(state))) choices.choose({ ...state.chosen, show: "letter" });
}

/** @param {State} state */
const isOnlyLetter = ({ letter, effective }) => letter && effective?.sections.printed.length === 0;

/** Takes back the last change of form or text, or makes it again. @param {boolean} again */
function undo(again) {
  if (again ? editor.redo() : editor.undo()) say(t(again ? "form.redone" : "form.undone"));
}

/** Shows whether there is something to take back, or to make again. @param {{undo: number, redo: number}} steps */
function showSteps(steps) {
  // A button that cannot be used keeps focus.
  for (const id of /** @type {const} */ (["undo", "redo"])) byId(id, HTMLElement).ariaDisabled = String(steps[id] === 0);
}

/** An application that is not in the text any more, as after an import or an undo, has no pages. @param {State} state */
function leaveMissing({ chosen, choices: { applications } }) {
  const name = chosen.application;
  if (missing !== null && applications.includes(missing)) dismiss("application");
  if (name === null || applications.includes(name)) return;
  missing = name;
  choices.choose({ ...chosen, application: null });
  notice("application", t("design.applicationGone", { name }), [[t("close"), () => dismiss("application")]]);
}

function saved() {
  dismiss("example");
  forgetPhoto();
  form.redraw();
}

/** The pages show the text in the editor. */
function settled() {
  if (!state) return;
  const { notes, file, ok } = state;
  // The diagnostics belong to its text.
  editor.setNotes(
    notes.filter((note) => placed(note, file)).map((note) => ({ ...note, fixes: fixesOf(note) })),
    applyFix,
  );
  if (ok) marks.again();
}

function focusEditor() {
  if (mode() === "text") editor.focus();
  else (/** @type {HTMLElement | null} */ (document.querySelector("#form :is(input, textarea, button)")) ?? byId("mode-form", HTMLElement)).focus();
}

/** @param {State} state */
function showBuilt({ ok, milliseconds, notes, summary: pages }) {
  // The server speaks English.
  const what = locale() === "en" && pages || pageCount();
  built.textContent = ok ? t("built.done", { built: what, time: Math.round(milliseconds) }) : t("built.failed", { errors: errors(notes) });
  built.dataset.ok = String(ok);
  const first = notes.find(({ severity }) => severity === "error");
  const where = first?.line ? ` ${t("built.onLine", { line: first.line })}` : "";
  say(ok
    ? t("built.say", { built: [what, summary(notes)].filter(Boolean).join(", ") })
    : t("built.sayFailed", { message: `${first?.message ?? errors(notes)}${where}` }));
}

/** @param {Note[]} notes */
const errors = (notes) => counted("errors", notes.filter(({ severity }) => severity === "error").length);

/** @param {Note} note */
function showNote(note) {
  showPane("editor");
  if (mode() === "form" && note.path && form.focus(parsePath(note.path))) return;
  setMode("text");
  editor.show(note, { focus: true });
}

/** @param {Fix} fix */
function applyFix(fix) {
  editor.replace(fix, fix.text);
  say(t("problems.fixed"));
}

/** Applies all fixes that are certain; undo restores the text. */
async function fixAll() {
  const before = editor.text();
  try {
    const { text, applied } = await ask("/fix", { text: before });
    if (editor.text() !== before) return say(t("problems.notFixed"));
    editor.setText(text, { undoable: true });
    draft.changed();
    dismiss("fix");
    say(counted("fixes", applied));
  } catch (error) {
    if (error instanceof Refused) notice("fix", t("problems.cannotFix", { message: error.message }));
  }
}

/** @param {number} page @param {number} x @param {number} y */
async function showPlace(page, x, y) {
  try {
    const place = await ask(`/place?page=${page}&x=${x.toFixed(1)}&y=${y.toFixed(1)}`);
    showPane("editor");
    if (mode() === "form" && form.focus(parsePath(place.path))) return;
    setMode("text");
    editor.show(place, { focus: true });
    say(t("pages.line", { line: place.line }));
  } catch (error) {
    if (error instanceof Refused) say(t("pages.noText"));
  }
}

function openHelp() {
  if (!help.open) help.showModal();
}
