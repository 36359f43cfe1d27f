// Short notices above the panes, at most one per kind, with buttons for possible actions.

import { button, byId, element } from "./elements.js";

const place = byId("notices", HTMLElement);
const said = byId("said", HTMLElement);
/** @type {Map<string, HTMLElement>} */
const shown = new Map();

/** What had focus before a notice. @type {HTMLElement | null} */
let came = null;
place.addEventListener("focusin", ({ relatedTarget }) => {
  if (relatedTarget instanceof HTMLElement && !place.contains(relatedTarget)) came = relatedTarget;
});

/**
 * Shows a notice, replacing one of the same kind; `actions` are pairs of a label and a function.
 *
 * @param {string} kind @param {string} text @param {[string, () => void][]} [actions] @param {{urgent?: boolean}} [how]
 */
export function notice(kind, text, actions = [], { urgent = false } = {}) {
  const box = element("div", { className: urgent ? "notice urgent" : "notice", role: "alert" }, [
    element("p", {}, text),
    element("div", { className: "row" }, actions.map(([label, act]) => button(label, act))),
  ]);
  box.dataset.kind = kind;
  const before = shown.get(kind);
  if (before) before.replaceWith(box);
  else place.append(box);
  shown.set(kind, box);
}

/** @param {string} kind */
export function dismiss(kind) {
  const box = shown.get(kind);
  const hadFocus = box?.contains(document.activeElement);
  box?.remove();
  shown.delete(kind);
  if (!hadFocus) return;
  // Focus goes back to where it came from, if that is still there.
  const next = came?.isConnected && came.checkVisibility() ? came : byId("pages", HTMLElement);
  next.focus({ preventScroll: true });
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let saying;

/** Announces a sentence to screen readers; of several within a second, only the last. @param {string} sentence */
export function say(sentence) {
  clearTimeout(saying);
  saying = setTimeout(() => {
    if (said.textContent !== sentence) said.textContent = sentence;
  }, 900);
}
