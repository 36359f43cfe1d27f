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
