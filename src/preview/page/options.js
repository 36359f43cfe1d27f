// What the résumé is shown as: theme, application, language, paper, number of pages. The file stays as it is.

import { byId } from "./elements.js";
import { t } from "./strings.js";

/** @typedef {import("./server.js").State} State */
/** @typedef {import("./server.js").Choice} Choice */

const form = byId("choices", HTMLFormElement);
const description = byId("theme-says", HTMLElement);
const actions = byId("chosen", HTMLElement);
const keep = byId("keep", HTMLElement);
const showing = byId("showing", HTMLElement);
const views = /** @type {NodeListOf<HTMLButtonElement>} */ (showing.querySelectorAll("button"));

/** The names of papers. @type {Record<string, string>} */
const PAPERS = { a4: "A4", "us-letter": "US Letter", a5: "A5", "us-legal": "US Legal" };

/** What is chosen now. @type {Choice | null} */
let chosen = null;

/** @param {string} name */
const list = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));

/** Starts the options; `choose(choice)` is called with the selected ones. @param {(choice: Choice) => void} choose */
export function startOptions(choose) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const next = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value || null]));
    // The options of one theme mean nothing in another.
    const options = next.theme === (chosen?.theme ?? null) ? chosen?.options ?? {} : {};
    choose(/** @type {any} */ ({ show: chosen?.show ?? null, ...next, options }));
  });
  for (const view of views) view.addEventListener("click", () => chosen && choose({ ...chosen, show: view.dataset.show || null }));
  byId("as-file", HTMLButtonElement).addEventListener("click", () => {
    choose({ theme: null, application: null, language: null, paper: null, pages: null, show: chosen?.show ?? null, options: {} });
    list("theme").focus();
  });
}

/** @param {State} state */
export function showOptions(state) {
  const { choices, effective } = state;
  chosen = state.chosen;
  // A résumé with errors shows its last good pages.
  if (state.ok) showing.hidden = !state.letter;
  for (const view of views) view.ariaPressed = String(view.dataset.show === (chosen.show ?? ""));
  // A résumé that never could be read has no options yet.
  const paper = effective?.paper;
  fill("theme", effective?.theme, choices.themes.map(({ name }) => [name, name]), state);
  fill("application", null, choices.applications.map((name) => [name, name]), state);
  fill("language", languageName(state), choices.languages.map(({ tag, name }) => [tag, `${name} (${tag})`]), state);
  fill("paper", paper && (PAPERS[paper] ?? paper), choices.papers.map((name) => [name, PAPERS[name] ?? name]), state);
  fill("pages", null, pageLimits(), state);
  list("application").disabled = choices.applications.length === 0;
  description.textContent = choices.themes.find(({ name }) => name === effective?.theme)?.description ?? "";
  // `show` only affects the preview, not the file.
  const { show, application, options, ...others } = chosen;
  const isNew = Object.values(others).some((value) => value !== null) || Object.keys(options).length > 0;
  keep.hidden = !isNew;
  actions.hidden = !isNew && application === null;
}

/** The name of the language that is used: `en-US` is English, unless there is a closer match. @param {State} state */
function languageName({ choices, effective }) {
  const named = (/** @type {string | undefined} */ wanted) => choices.languages.find(({ tag }) => tag === wanted)?.name;
  return named(effective?.language) ?? named(effective?.language?.split("-")[0]) ?? effective?.language;
}

/** @returns {[string, string][]} */
const pageLimits = () => [
  ...["1", "2", "3", "4"].map((count) => /** @type {[string, string]} */ ([count, t("design.atMost", { count })])),
  ...["2", "3"].map((count) => /** @type {[string, string]} */ ([`${count}-${count}`, t("design.exactly", { count })])),
];

/**
 * Fills a list only if its entries changed: an open list would close.
 *
 * @param {"theme" | "application" | "language" | "paper" | "pages"} name
 * @param {string | null | undefined} effective
 * @param {string[][]} entries
 * @param {State} state
 */
function fill(name, effective, entries, state) {
  const select = list(name);
  const picked = state.chosen[name];
  const all = picked === null || entries.some(([value]) => value === picked) ? entries : [...entries, [picked, picked]];
  // The effective value is the file's only if nothing else is selected.
  const asFile = name === "application" ? t("design.noApplication") : picked === null && effective ? t("design.asFile", { value: effective }) : t("design.fromFile");
  const wanted = [["", asFile], ...all];
  const key = JSON.stringify(wanted);
  if (select.dataset.entries !== key) {
    select.replaceChildren(...wanted.map(([value, label]) => new Option(label, value)));
    select.dataset.entries = key;
  }
  select.value = picked ?? "";
}
