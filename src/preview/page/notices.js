// Short notices above the panes, at most one per kind, with buttons for possible actions.

import { button, element } from "./elements.js";

const place = document.getElementById("notices");
const said = document.getElementById("said");
const shown = new Map();

/** Shows a notice, replacing one of the same kind; `actions` are pairs of a label and a function. */
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

export function dismiss(kind) {
  shown.get(kind)?.remove();
  shown.delete(kind);
}

let saying;

/** Announces a sentence to screen readers; of several within a second, only the last. */
export function say(sentence) {
  clearTimeout(saying);
  saying = setTimeout(() => {
    if (said.textContent !== sentence) said.textContent = sentence;
  }, 900);
}
