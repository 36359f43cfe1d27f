// Errors and warnings beside the fields that they are about.

import { button, element } from "./elements.js";
import { name, parsePath } from "./form-values.js";
import { fixesOf } from "./report.js";
import { t } from "./strings.js";

/** @typedef {import("./server.js").Note} Note */

const CLASS = "field-problem";

let made = 0;

/**
 * Shows errors and warnings below their fields, in place of those that were shown. A field that has focus is still being
 * typed into.
 *
 * @param {HTMLElement} place @param {Note[]} notes @param {(fix: import("./server.js").Fix) => void} fix Applies a fix.
 */
export function showProblems(place, notes, fix) {
  const old = /** @type {Set<HTMLElement>} */ (new Set(place.querySelectorAll(`.${CLASS}`)));
  for (const old of place.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
  for (const note of notes) {
    const control = (note.severity === "error" || note.severity === "warning") && note.path !== null && controlOf(place, note);
    const field = control && control.closest(".field, .bullet");
    if (!field || control === document.activeElement) continue;
    if (note.severity === "error") control.setAttribute("aria-invalid", "true");
    // The line that is there stays: it may be clicked right now.
    const same = [...old].find((one) => one.parentElement === field && one.dataset.note === JSON.stringify(note));
    if (same) {
      old.delete(same);
      continue;
    }
    made += 1;
    // How a date is written in the text is not how it is typed here.
    const said = control.matches(".date") && note.severity === "error" ? t("date.problem", { message: note.message }) : note.message;
    const line = element("p", { className: `${CLASS} ${note.severity}`, id: `problem-${made}` }, said);
    line.append(...fixesOf(note).map((one) => button(one.label, (/** @type {any} */ event) => {
      // A touch would open the keyboard of the screen.
      if (event.pointerType !== "touch") control.focus({ preventScroll: true });
      fix(one);
    }, { className: "fix" })));
    line.dataset.note = JSON.stringify(note);
    field.append(line);
    describe(control, (ids) => [...ids, line.id]);
  }
  for (const one of old) {
    for (const control of place.querySelectorAll(`[aria-describedby~="${one.id}"]`)) describe(control, (ids) => ids.filter((id) => id !== one.id));
    one.remove();
  }
}

/** The control of the value that a diagnostic is about; of one about a missing key, that of the key. @param {HTMLElement} place @param {Note} note */
function controlOf(place, { id, path, key }) {
  const steps = [...parsePath(path ?? ""), ...(id === "missing-key" && key ? [key] : [])];
  return /** @type {HTMLElement | null} */ (place.querySelector(`:is(input, textarea, select)[data-path='${CSS.escape(name(steps))}']`));
}

/** @param {Element} control @param {(ids: string[]) => string[]} change */
function describe(control, change) {
  const ids = change((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
  else control.removeAttribute("aria-describedby");
}
