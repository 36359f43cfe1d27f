// Dates as people write them, and a picker for months.

import { button, element } from "./elements.js";
import { locale, months, t } from "./strings.js";

/** What a person wrote, as the format has it; as it is, if it is not understood. @param {string} text */
export function readDate(text) {
  const words = text.trim();
  if (/^(present|now|today|current|ongoing|heute|jetzt|aktuell|laufend)$/i.test(words)) return "present";
  const [, month, year] = words.match(/^(\d{1,2})\s*[/.-]\s*(\d{4})$/) ?? [];
  if (year && Number(month) >= 1 && Number(month) <= 12) return `${year}-${month.padStart(2, "0")}`;
  const [, first, last] = words.match(/^(\d{4})\s*[/.]\s*(\d{1,2})$/) ?? [];
  if (first && Number(last) >= 1 && Number(last) <= 12) return `${first}-${last.padStart(2, "0")}`;
  const [, name, of] = words.match(/^(\p{L}{3,})\.?,?\s+(\d{4})$/u) ?? [];
  if (name) {
    for (const language of [locale(), "en"]) {
      const at = months(language, "long").findIndex((known) => known.toLowerCase().startsWith(name.toLowerCase()));
      if (at >= 0) return `${of}-${String(at + 1).padStart(2, "0")}`;
    }
  }
  return words;
}

/**
 * A button that opens a picker for a month; `picked(date)` is called with `2019-10`, `2019`, or `present`.
 *
 * @param {HTMLInputElement} input
 * @param {{present: boolean, label: string, picked: (date: string) => void}} options
 */
export function monthPicker(input, { present, label, picked }) {
  const open = button("▾", show, { className: "pick", "aria-haspopup": "dialog", "aria-label": t("form.pick", { field: label }), title: t("form.pick", { field: label }) });
  const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { className: "picker", "aria-label": t("form.pick", { field: label }) }));
  let year = new Date().getFullYear();
  let month = 0;

  function show() {
    const [, written, number] = readDate(input.value).match(/^(\d{4})(?:-(\d\d))?/) ?? [];
    year = written ? Number(written) : new Date().getFullYear();
    month = Number(number ?? 0);
    fill();
    dialog.showModal();
    const box = open.getBoundingClientRect();
    dialog.style.left = `${Math.max(8, Math.min(box.right - dialog.offsetWidth, innerWidth - dialog.offsetWidth - 8))}px`;
    dialog.style.top = `${Math.max(8, Math.min(box.bottom + 4, innerHeight - dialog.offsetHeight - 8))}px`;
    /** @type {HTMLElement | null} */ (dialog.querySelector("[aria-pressed=true]") ?? dialog.querySelector(".months button"))?.focus();
  }

  function pick(/** @type {string} */ date) {
    dialog.close();
    picked(date);
    input.focus();
  }

  function turn(/** @type {number} */ step) {
    year += step;
    fill();
    /** @type {HTMLElement | null} */ (dialog.querySelector(step < 0 ? ".earlier" : ".later"))?.focus();
  }

  function fill() {
    dialog.replaceChildren(
      element("div", { className: "year" }, [
        button("‹", () => turn(-1), { className: "earlier", "aria-label": t("date.earlier") }),
        element("output", {}, String(year)),
        button("›", () => turn(1), { className: "later", "aria-label": t("date.later") }),
      ]),
      element("div", { className: "months" }, months(locale(), "short").map((name, at) =>
        button(name, () => pick(`${year}-${String(at + 1).padStart(2, "0")}`), {
          "aria-pressed": String(at + 1 === month),
          "aria-label": `${name} ${year}`,
        }))),
      element("div", { className: "row" }, [
        button(t("date.year", { year }), () => pick(String(year))),
        ...(present ? [button(t("date.present"), () => pick("present"))] : []),
        button(t("close"), () => { dialog.close(); input.focus(); }),
      ]),
    );
  }

  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "PageUp" || event.key === "PageDown") {
      event.preventDefault();
      turn(event.key === "PageUp" ? -1 : 1);
    }
  });
  return [open, dialog];
}
