// Controls with their labels and descriptions.

import { element } from "./elements.js";

/** @typedef {import("./form-schema.js").FieldSpec & {label: string, tip: string}} Named */

let number = 0;

/** A text area that is as high as its text. @param {any} area */
export function grows(area) {
  const grow = () => {
    area.style.height = "auto";
    if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener("input", grow);
  area.addEventListener("grow", grow);
  new ResizeObserver(([{ contentRect }]) => {
    if (area.dataset.width !== String(contentRect.width)) {
      area.dataset.width = String(contentRect.width);
      grow();
    }
  }).observe(area);
  return area;
}

/**
 * Ctrl+B and Ctrl+I put stars around the selected words, or the word at the cursor, and take them away again.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 */
export function emphasizes(input) {
  input.addEventListener("keydown", (/** @type {any} */ event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    const stars = { b: 2, i: 1 }[/** @type {string} */ (event.key).toLowerCase()];
    if (stars === undefined) return;
    event.preventDefault();
    const [start, end] = [input.selectionStart ?? 0, input.selectionEnd ?? 0];
    const [from, to] = wordsAt(input.value, start, end);
    if (from === to) return;
    const around = Math.min(input.value.slice(0, from).match(/\**$/)?.[0].length ?? 0, input.value.slice(to).match(/^\**/)?.[0].length ?? 0);
    // Three stars are both: strong and emphasized.
    const has = stars === 2 ? around >= 2 : around % 2 === 1;
    const [words, mark] = [input.value.slice(from, to), "*".repeat(stars)];
    if (has) input.setRangeText(words, from - stars, to + stars);
    else input.setRangeText(mark + words + mark, from, to);
    const step = has ? -stars : stars;
    // Without a selection, the cursor stays where it is in the word.
    if (start === end) input.setSelectionRange(start + step, start + step);
    else input.setSelectionRange(from + step, to + step);
    input.dispatchEvent(new Event("input"));
  });
}

/** The selected words without spaces and stars at their ends; with no selection, the word around it. @param {string} text @param {number} from @param {number} to */
function wordsAt(text, from, to) {
  if (from === to) {
    while (from > 0 && /[\p{L}\p{N}]/u.test(text[from - 1])) from -= 1;
    while (/[\p{L}\p{N}]/u.test(text[to] ?? "")) to += 1;
  }
  while (from < to && /[\s*]/.test(text[from])) from += 1;
  while (to > from && /[\s*]/.test(text[to - 1])) to -= 1;
  return [from, to];
}

/**
 * Buttons that are one stop of the Tab key; the arrow keys move between them.
 *
 * @param {HTMLButtonElement[]} buttons @param {string} label
 */
export function toolbar(buttons, label) {
  const bar = element("div", { className: "tools", role: "toolbar", "aria-label": label }, buttons);
  const stop = (/** @type {EventTarget | null} */ at) => {
    for (const one of buttons) one.tabIndex = one === at ? 0 : -1;
  };
  const usable = buttons.filter((one) => !one.disabled);
  stop(usable[0]);
  bar.addEventListener("focusin", (/** @type {FocusEvent} */ event) => stop(event.target));
  bar.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const at = usable.findIndex((one) => one === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    usable.at(to % usable.length)?.focus();
  });
  return bar;
}

/** A control with its label and description. @param {Named} spec @param {HTMLElement} input @param {HTMLElement[]} [more] */
export function wrap(spec, input, more = []) {
  number += 1;
  const hint = element("p", { className: "hint", id: `hint-${number}` }, spec.tip);
  const isList = input.matches("ul, ol, div");
  if (isList) {
    input.setAttribute("role", "group");
    input.setAttribute("aria-label", spec.label);
  } else {
    input.id = `field-${number}`;
    input.setAttribute("aria-describedby", hint.id);
    if (spec.required) input.setAttribute("aria-required", "true");
  }
  const label = isList ? element("span", { className: "label" }, spec.label) : element("label", { className: "label", htmlFor: input.id }, spec.label);
  return element("div", { className: `field ${spec.kind} field-${spec.key}` }, [label, element("div", { className: "control" }, [input, ...more]), hint]);
}
