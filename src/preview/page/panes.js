// The panes: which are shown, and how wide they are.

import { byId, kept } from "./elements.js";

/** @typedef {"editor" | "pages" | "options"} Pane */
/** @typedef {"form" | "text"} Mode */

const panes = {
  editor: byId("editor-pane", HTMLElement),
  pages: byId("pages", HTMLElement),
  options: byId("options-pane", HTMLElement),
};
const NAMES = /** @type {Pane[]} */ (Object.keys(panes));
const toggles = {
  editor: byId("toggle-editor", HTMLButtonElement),
  options: byId("toggle-options", HTMLButtonElement),
};
const divider = byId("divider", HTMLElement);
const tabs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#tabs button")]);
const zoom = byId("zoom", HTMLElement);
const narrow = matchMedia("(width < 56rem)");
/** Below this width, the options cover the pages instead of taking their room. */
const medium = matchMedia("(width < 1200px)");
const modes = {
  form: { button: byId("mode-form", HTMLButtonElement), place: byId("form", HTMLElement) },
  text: { button: byId("mode-text", HTMLButtonElement), place: byId("editor", HTMLElement) },
};
const MODES = /** @type {Mode[]} */ (Object.keys(modes));

/** The width of the editor at first, in percent. */
const WIDTH = 40;

let shownMode = /** @type {Mode} */ (kept.read("mode", "form") === "text" ? "text" : "form");
const shown = { editor: kept.read("editor", true), options: kept.read("options", true) && !medium.matches };
/** The pane that a narrow window shows. */
let view = /** @type {Pane} */ ("pages");
let width = kept.read("width", WIDTH);
let told = () => {};

/** Starts the panes; `changed()` is called when the editor may have appeared. @param {() => void} changed */
export function startPanes(changed) {
  told = changed;
  for (const name of /** @type {const} */ (["editor", "options"])) toggles[name].addEventListener("click", () => togglePane(name));
  for (const tab of tabs) tab.addEventListener("click", () => showPane(/** @type {Pane} */ (tab.dataset.view)));
  narrow.addEventListener("change", arrange);
  medium.addEventListener("change", () => {
    shown.options = kept.read("options", true) && !medium.matches;
    arrange();
  });
  for (const name of MODES) modes[name].button.addEventListener("click", () => setMode(name));
  panes.options.addEventListener("keydown", (event) => {
    // What covers the pages goes away as dialogs do.
    const isOver = medium.matches && !narrow.matches;
    // The key also closes the list of a field.
    const hasList = event.target instanceof HTMLInputElement && event.target.list;
    if (event.key === "Escape" && isOver && !hasList) togglePane("options");
  });
  divider.addEventListener("keydown", moveByKey);
  divider.addEventListener("pointerdown", drag);
  divider.addEventListener("dblclick", () => setWidth(WIDTH));
  setWidth(width);
  arrange();
}

/** @param {"editor" | "options"} name */
export function togglePane(name) {
  if (narrow.matches) return showPane(view === name ? "pages" : name);
  const focused = panes[name].contains(document.activeElement);
  shown[name] = !shown[name];
  // What a window is too narrow for is still wanted in a wide one.
  if (name !== "options" || !medium.matches) kept.write(name, shown[name]);
  arrange();
  // Focus in a hidden pane would be lost.
  if (focused && !shown[name]) toggles[name].focus();
}

/** Shows a pane, if it is hidden. @param {Pane} name */
export function showPane(name) {
  view = name;
  if (name !== "pages" && !narrow.matches && !shown[name]) {
    shown[name] = true;
    if (name !== "options" || !medium.matches) kept.write(name, true);
  }
  arrange();
}

/** Moves focus to the next or previous pane; `focusEditor()` focuses the editor. @param {number} step @param {() => void} focusEditor */
export function nextPane(step, focusEditor) {
  const names = NAMES.filter((name) => narrow.matches || name === "pages" || shown[name]);
  const at = names.findIndex((name) => panes[name].contains(document.activeElement));
  const next = names[(at + step + names.length) % names.length] ?? "pages";
  showPane(next);
  if (next === "editor") focusEditor();
  else if (next === "pages") panes.pages.focus();
  else firstVisible(panes.options)?.focus();
}

/** @param {HTMLElement} pane @returns {HTMLElement | undefined} */
const firstVisible = (pane) =>
  /** @type {HTMLInputElement[]} */ ([...pane.querySelectorAll("button, select, input, summary, [tabindex='0']")])
    .find((one) => one.checkVisibility() && !one.disabled);

/** How the résumé is edited. */
export const mode = () => shownMode;

/** @param {Mode} name */
export function setMode(name) {
  shownMode = name;
  kept.write("mode", shownMode);
  arrange();
}

function arrange() {
  const one = narrow.matches;
  const visible = (/** @type {Pane} */ name) => (one ? view === name : name === "pages" || shown[name]);
  for (const name of NAMES) panes[name].hidden = !visible(name);
  for (const name of MODES) {
    modes[name].button.setAttribute("aria-pressed", String(name === shownMode));
    modes[name].place.hidden = name !== shownMode;
  }
  divider.hidden = one || !shown.editor;
  for (const name of /** @type {const} */ (["editor", "options"])) toggles[name].setAttribute("aria-pressed", String(visible(name)));
  for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
  zoom.hidden = !visible("pages");
  told();
}

// --- The divider

/** @param {number} percent */
function setWidth(percent) {
  width = Math.round(Math.min(70, Math.max(20, percent)) * 10) / 10;
  document.documentElement.style.setProperty("--editor-width", `${width}%`);
  divider.setAttribute("aria-valuenow", String(Math.round(width)));
  kept.write("width", width);
}

/** @param {KeyboardEvent} event */
function moveByKey(event) {
  const to = /** @type {Record<string, number>} */ ({ ArrowLeft: width - 2, ArrowRight: width + 2, Home: 20, End: 70 })[event.key];
  if (to === undefined) return;
  event.preventDefault();
  setWidth(to);
}

/** @param {PointerEvent} event */
function drag(event) {
  if (event.button !== 0 || !divider.parentElement) return;
  event.preventDefault();
  divider.setPointerCapture(event.pointerId);
  const { left, width: whole } = divider.parentElement.getBoundingClientRect();
  const move = (/** @type {PointerEvent} */ { clientX }) => setWidth(((clientX - left) / whole) * 100);
  divider.addEventListener("pointermove", move);
  divider.addEventListener("lostpointercapture", () => divider.removeEventListener("pointermove", move), { once: true });
}
