// Short notices above the panes: one of a kind, with what can be done about it.

import { button, element } from "./elements.js";

const place = document.getElementById("notices");
const said = document.getElementById("said");
const shown = new Map();

/** Shows a notice in place of one of the same kind; `actions` are pairs of a label and what it does. */
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

/** Says a sentence to those who listen to the page; of several in a second, the last one. */
export function say(sentence) {
  clearTimeout(saying);
  saying = setTimeout(() => {
    if (said.textContent !== sentence) said.textContent = sentence;
  }, 900);
}
