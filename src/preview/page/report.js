// The diagnostics of the résumé, with their locations, and the results of the ATS check.

import { button, count, element } from "./elements.js";
import { t } from "./strings.js";

/** How many diagnostics are shown at first; errors are always shown. */
const FEW = 5;
const KINDS = { error: "Error", warning: "Warning", advice: "Suggestion", info: "Note" };
const title = document.getElementById("problems-title");
const none = document.getElementById("problems-none");
const list = document.getElementById("problems");
const rest = document.getElementById("problems-rest");
const fixAllButton = document.getElementById("problems-fix");
const sum = document.getElementById("checks-sum");
const odd = document.getElementById("checks-odd");
const more = document.getElementById("checks-more");
const all = document.getElementById("checks");

/** Whether all diagnostics are shown. */
let everything = false;
rest.addEventListener("click", () => {
  everything = true;
  const first = [...list.children].find((item) => item.hidden);
  for (const item of list.children) item.hidden = false;
  rest.hidden = true;
  (first.querySelector("button") ?? title).focus();
});

/**
 * Shows diagnostics; `go(note)` is called when one is clicked, `fix(note)` to apply its fix, `fixAll()` to apply all
 * fixes that are certain.
 */
export function showNotes({ notes, file }, { go, fix, fixAll }) {
  const order = Object.keys(KINDS);
  const sorted = notes.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  const key = JSON.stringify(sorted);
  if (list.dataset.notes === key) return;
  list.dataset.notes = key;
  // If the focused diagnostic is gone, focus moves to the next one.
  const focused = list.contains(document.activeElement)
    ? [...list.children].findIndex((item) => item.contains(document.activeElement))
    : -1;
  none.hidden = notes.length > 0;
  const certain = notes.filter((note) => note.fix?.certain && placed(note, file)).length;
  fixAllButton.hidden = certain < 2;
  fixAllButton.textContent = `Apply ${certain} fixes`;
  fixAllButton.onclick = fixAll;
  const least = Math.max(FEW, notes.filter(({ severity }) => severity === "error").length);
  list.replaceChildren(...sorted.map((note, index) => {
    const made = item(note, file, go, fix);
    made.hidden = index >= least && !everything && sorted.length > least + 1;
    return made;
  }));
  rest.hidden = ![...list.children].some((item) => item.hidden);
  rest.textContent = `Show all ${sorted.length}`;
  title.textContent = summary(notes) || t("Problems");
  if (focused >= 0) (list.children[Math.min(focused, list.children.length - 1)]?.querySelector("button") ?? title).focus();
}

/** `2 errors, 1 piece of advice`, or nothing. */
export function summary(notes) {
  const of = (severity) => notes.filter((note) => note.severity === severity).length;
  return [
    [of("error"), "error"],
    [of("warning"), "warning"],
    [of("advice"), "piece of advice", "pieces of advice"],
    [of("info"), "note"],
  ].filter(([number]) => number).map(([number, one, many]) => count(number, one, many)).join(", ");
}

export function showChecks(checks) {
  if (!checks.length) return;
  const key = JSON.stringify(checks);
  if (all.dataset.checks === key) return;
  all.dataset.checks = key;
  const passed = checks.filter(({ outcome }) => outcome === "pass");
  sum.textContent = `${passed.length} of ${checks.length} checks passed: programs such as an ATS ${
    checks.some(({ outcome }) => outcome === "fail") ? "misread the PDF." : "read the PDF correctly."}`;
  odd.replaceChildren(...checks.filter(({ outcome }) => outcome !== "pass").map(check));
  all.replaceChildren(...checks.map(check));
  more.hidden = false;
}

/** Whether a diagnostic has a location in the résumé itself. */
export const placed = (note, file) => note.line != null && (note.file == null || note.file === file);

function item(note, file, go, fix) {
  const here = placed(note, file);
  const place = note.line == null ? "" : here ? `line ${note.line}` : `${note.file}:${note.line}`;
  const words = [
    element("span", { className: "kind" }, t(KINDS[note.severity] ?? note.severity)),
    element("span", { className: "place" }, place),
    element("span", { className: "message" }, note.message),
  ];
  return element("li", { className: `note ${note.severity}` }, [
    here ? withChildren(button("", () => go(note), { className: "go" }), words) : element("div", { className: "go" }, words),
    ...(note.help ? [element("p", { className: "quiet" }, note.help)] : []),
    ...(note.fix && here ? [button(fixLabel(note.fix), () => fix(note), { className: "fix" })] : []),
    ...(here ? (note.alternatives ?? []) : []).map((other) =>
      button(other.title, () => fix({ ...note, fix: other }), { className: "fix" })),
  ]);
}

function fixLabel({ text }) {
  const line = text.trim().replace(/\s+/g, " ");
  if (!line) return "Remove";
  return `Change to \`${line.length > 32 ? `${line.slice(0, 31)}…` : line}\``;
}

function check({ id, name, outcome, message }) {
  const mark = { pass: "✓", info: "i", warn: "!", fail: "✗" }[outcome];
  const word = { pass: "passed", info: "info", warn: "warning", fail: "failed" }[outcome];
  return element("li", { className: `check ${outcome}`, title: id }, [
    element("span", { className: "mark", "aria-hidden": "true" }, mark),
    element("span", {}, [
      element("span", { className: "unseen" }, `${word}: `),
      name,
      ...(message && outcome !== "pass" ? [element("span", { className: "quiet" }, ` ${message}`)] : []),
    ]),
  ]);
}

function withChildren(parent, children) {
  parent.replaceChildren(...children);
  return parent;
}
