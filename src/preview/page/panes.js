// The panes: which are shown, how wide they are, and the colour scheme.

import { kept } from "./elements.js";

const root = document.documentElement;
const panes = {
  editor: document.getElementById("editor-pane"),
  pages: document.getElementById("pages"),
  options: document.getElementById("options-pane"),
};
const toggles = {
  editor: document.getElementById("toggle-editor"),
  options: document.getElementById("toggle-options"),
};
const divider = document.getElementById("divider");
const tabs = [...document.querySelectorAll("#tabs button")];
const zoom = document.getElementById("zoom");
const schemeButton = document.getElementById("scheme");
const narrow = matchMedia("(width < 56rem)");
/** Below this width, the options cover the pages instead of taking their room. */
const medium = matchMedia("(width < 1200px)");
const modes = {
  form: { button: document.getElementById("mode-form"), place: document.getElementById("form") },
  text: { button: document.getElementById("mode-text"), place: document.getElementById("editor") },
};
let shownMode = kept.read("mode", "form") === "text" ? "text" : "form";
const SCHEMES = { auto: "◐ Auto", light: "○ Light", dark: "● Dark" };

const shown = { editor: kept.read("editor", true), options: kept.read("options", true) && !medium.matches };
/** The pane that a narrow window shows. */
let view = "pages";
let width = kept.read("width", 40);
let scheme = kept.read("scheme", "auto");
let told = () => {};

/** Starts the panes; `changed()` is called when the editor may have appeared. */
export function startPanes(changed) {
  told = changed;
  for (const [name, toggle] of Object.entries(toggles)) toggle.addEventListener("click", () => togglePane(name));
  for (const tab of tabs) tab.addEventListener("click", () => showPane(tab.dataset.view));
  narrow.addEventListener("change", arrange);
  medium.addEventListener("change", () => {
    shown.options = kept.read("options", true) && !medium.matches;
    arrange();
  });
  for (const [name, made] of Object.entries(modes)) made.button.addEventListener("click", () => setMode(name));
  divider.addEventListener("keydown", moveByKey);
  divider.addEventListener("pointerdown", drag);
  divider.addEventListener("dblclick", () => setWidth(40));
  schemeButton.addEventListener("click", nextScheme);
  setWidth(width);
  setScheme(scheme);
  arrange();
}

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

/** Shows a pane, if it is hidden. */
export function showPane(name) {
  view = name;
  if (name in shown && !narrow.matches && !shown[name]) {
    shown[name] = true;
    if (name !== "options" || !medium.matches) kept.write(name, true);
  }
  arrange();
}

/** Moves focus to the next or previous pane; `focusEditor()` focuses the editor. */
export function nextPane(step, focusEditor) {
  const names = Object.keys(panes).filter((name) => narrow.matches || name === "pages" || shown[name]);
  const at = names.findIndex((name) => panes[name].contains(document.activeElement));
  const next = names[(at + step + names.length) % names.length] ?? "pages";
  showPane(next);
  if (next === "editor") focusEditor();
  else if (next === "pages") panes.pages.focus();
  else firstVisible(panes.options)?.focus();
}

const firstVisible = (pane) => [...pane.querySelectorAll("button, select, input, summary, [tabindex='0']")].find((one) => one.checkVisibility() && !one.disabled);

/** `form` or `text`: how the résumé is edited. */
export const mode = () => shownMode;

export function setMode(name) {
  shownMode = name in modes ? name : "form";
  kept.write("mode", shownMode);
  arrange();
}

export function nextScheme() {
  const names = Object.keys(SCHEMES);
  setScheme(names[(names.indexOf(scheme) + 1) % names.length]);
}

function arrange() {
  const one = narrow.matches;
  const visible = (name) => (one ? view === name : name === "pages" || shown[name]);
  for (const [name, pane] of Object.entries(panes)) pane.hidden = !visible(name);
  for (const [name, { button, place }] of Object.entries(modes)) {
    button.setAttribute("aria-pressed", name === shownMode);
    place.hidden = name !== shownMode;
  }
  divider.hidden = one || !shown.editor;
  for (const [name, toggle] of Object.entries(toggles)) toggle.setAttribute("aria-pressed", visible(name));
  for (const tab of tabs) tab.setAttribute("aria-pressed", tab.dataset.view === view);
  zoom.hidden = !visible("pages");
  told();
}

// --- The divider

function setWidth(percent) {
  width = Math.round(Math.min(70, Math.max(20, percent)) * 10) / 10;
  root.style.setProperty("--editor-width", `${width}%`);
  divider.setAttribute("aria-valuenow", Math.round(width));
  kept.write("width", width);
}

function moveByKey(event) {
  const to = { ArrowLeft: width - 2, ArrowRight: width + 2, Home: 20, End: 70 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  setWidth(to);
}

function drag(event) {
  if (event.button !== 0) return;
  event.preventDefault();
  divider.setPointerCapture(event.pointerId);
  const { left, width: whole } = divider.parentElement.getBoundingClientRect();
  const move = ({ clientX }) => setWidth(((clientX - left) / whole) * 100);
  divider.addEventListener("pointermove", move);
  divider.addEventListener("lostpointercapture", () => divider.removeEventListener("pointermove", move), { once: true });
}

// --- Colour scheme

function setScheme(name) {
  scheme = name in SCHEMES ? name : "auto";
  kept.write("scheme", scheme);
  root.dataset.scheme = scheme;
  schemeButton.textContent = SCHEMES[scheme];
  schemeButton.setAttribute("aria-label", `Colours: ${scheme}`);
}
