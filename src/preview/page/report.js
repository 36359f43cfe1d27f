// The diagnostics of the résumé, with their locations, and the results of the ATS check.

import { button, byId, element } from "./elements.js";
import { counted, t } from "./strings.js";

/** @typedef {import("./server.js").Note} Note */
/** @typedef {import("./server.js").Fix} Fix */
/** @typedef {import("./server.js").Check} Check */

/** How many diagnostics are shown at first; errors are always shown. */
const FEW = 5;
/** The kinds of diagnostics, in the order in which they are shown. */
const KINDS = /** @type {const} */ (["error", "warning", "advice", "info"]);
const COUNTS = /** @type {const} */ ({ error: "errors", warning: "warnings", advice: "advice", info: "notes" });
const MARKS = { pass: "✓", info: "i", warn: "!", fail: "✗" };

const title = byId("problems-title", HTMLElement);
const none = byId("problems-none", HTMLElement);
const list = byId("problems", HTMLElement);
const rest = byId("problems-rest", HTMLButtonElement);
const fixAllButton = byId("problems-fix", HTMLButtonElement);
const sum = byId("checks-sum", HTMLElement);
const odd = byId("checks-odd", HTMLElement);
const more = byId("checks-more", HTMLElement);
const all = byId("checks", HTMLElement);

const items = () => /** @type {HTMLElement[]} */ ([...list.children]);

/** Whether all diagnostics are shown. */
let everything = false;
rest.addEventListener("click", () => {
  everything = true;
  const first = items().find((item) => item.hidden);
  for (const item of items()) item.hidden = false;
  rest.hidden = true;
  (first?.querySelector("button") ?? title).focus();
});

/**
 * Shows diagnostics; `go(note)` is called when one is clicked, `fix(fix)` to apply a fix, `fixAll()` to apply all
 * fixes that are certain.
 *
 * @param {{notes: Note[], file: string}} state
 * @param {{go: (note: Note) => void, fix: (fix: Fix) => void, fixAll: () => void}} actions
 */
export function showNotes({ notes, file }, { go, fix, fixAll }) {
  const sorted = notes.toSorted((one, other) => KINDS.indexOf(one.severity) - KINDS.indexOf(other.severity));
  const key = JSON.stringify(sorted);
  if (list.dataset.notes === key) return;
  list.dataset.notes = key;
  // If the focused diagnostic is gone, focus moves to the next one.
  const focused = list.contains(document.activeElement) ? items().findIndex((item) => item.contains(document.activeElement)) : -1;
  none.hidden = notes.length > 0;
  const hadFocus = document.activeElement === fixAllButton;
  const certain = notes.filter((note) => note.fix?.certain && placed(note, file)).length;
  fixAllButton.hidden = certain < 2;
  fixAllButton.textContent = t("problems.fixAll", { count: certain });
  fixAllButton.onclick = fixAll;
  const least = Math.max(FEW, notes.filter(({ severity }) => severity === "error").length);
  list.replaceChildren(...sorted.map((note, index) => {
    const made = item(note, file, go, fix);
    made.hidden = index >= least && !everything && sorted.length > least + 1;
    return made;
  }));
  rest.hidden = !items().some((item) => item.hidden);
  rest.textContent = t("problems.all", { count: sorted.length });
  title.textContent = summary(notes) || t("problems.title");
  if (hadFocus && fixAllButton.hidden) title.focus();
  if (focused >= 0) (items()[Math.min(focused, items().length - 1)]?.querySelector("button") ?? title).focus();
}

/** `2 errors, 1 suggestion`, or nothing. @param {Note[]} notes */
export function summary(notes) {
  return KINDS.map((kind) => ({ kind, count: notes.filter(({ severity }) => severity === kind).length }))
    .filter(({ count }) => count)
    .map(({ kind, count }) => counted(COUNTS[kind], count))
    .join(", ");
}

/** @param {Check[]} checks */
export function showChecks(checks) {
  if (!checks.length) return;
  const key = JSON.stringify(checks);
  if (all.dataset.checks === key) return;
  all.dataset.checks = key;
  const passed = checks.filter(({ outcome }) => outcome === "pass").length;
  const isMisread = checks.some(({ outcome }) => outcome === "fail");
  sum.textContent = t(isMisread ? "checks.bad" : "checks.good", { passed, count: checks.length });
  odd.replaceChildren(...checks.filter(({ outcome }) => outcome !== "pass").map(check));
  all.replaceChildren(...checks.map(check));
  more.hidden = false;
}

/** Whether a diagnostic has a location in the résumé itself. @param {Note} note @param {string} file */
export const placed = (note, file) => note.line != null && (note.file == null || note.file === file);

/** @param {Note} note @param {string} file @param {(note: Note) => void} go @param {(fix: Fix) => void} fix */
function item(note, file, go, fix) {
  const isHere = placed(note, file);
  const line = note.line ?? 0;
  const place = note.line == null ? "" : isHere ? t("problems.line", { line }) : `${note.file}:${line}`;
  const words = [
    element("span", { className: "kind" }, t(`problems.${note.severity}`)),
    element("span", { className: "place" }, place),
    element("span", { className: "message" }, note.message),
  ];
  const head = isHere ? button("", () => go(note), { className: "go" }) : element("div", { className: "go" });
  head.replaceChildren(...words);
  return element("li", { className: `note ${note.severity}` }, [
    head,
    ...(note.help ? [element("p", { className: "quiet" }, note.help)] : []),
    ...(isHere ? fixesOf(note) : []).map((one) => button(one.label, () => fix(one), { className: "fix" })),
  ]);
}

/** The ways to settle a diagnostic, each with what it does in few words. @param {Note} note */
export const fixesOf = ({ fix, alternatives }) => [
  ...(fix ? [{ ...fix, label: labelOf(fix) }] : []),
  ...alternatives.map((other) => ({ ...other, label: other.title })),
];

/** @param {Fix} fix */
function labelOf({ text }) {
  const line = text.trim().replace(/\s+/g, " ");
  if (!line) return t("problems.remove");
  return t("problems.change", { text: line.length > 32 ? `${line.slice(0, 31)}…` : line });
}

/** @param {Check} check */
function check({ id, name, outcome, message }) {
  return element("li", { className: `check ${outcome}`, title: id }, [
    element("span", { className: "mark", "aria-hidden": "true" }, MARKS[outcome]),
    element("span", {}, [
      element("span", { className: "unseen" }, `${t(`checks.${outcome}`)}: `),
      name,
      ...(message && outcome !== "pass" ? [element("span", { className: "quiet" }, ` ${message}`)] : []),
    ]),
  ]);
}
