// The design: the résumé in every theme, the options of the theme, and what is kept.

import { byId } from "./elements.js";
import { say } from "./notices.js";
import { t } from "./strings.js";
import { startThemeOptions } from "./theme-options.js";
import { startThumbnails } from "./thumbnails.js";

/** @typedef {import("./server.js").State} State */
/** @typedef {import("./server.js").Choice} Choice */

/**
 * @param {object} page
 * @param {(choice: Choice) => void} page.choose
 * @param {{value: import("./form.js").Form["value"], perform: import("./form.js").Form["perform"]}} page.form
 * @returns {(state: State) => void} Shows a state.
 */
export function startDesign({ choose, form }) {
  /** @type {State | null} */
  let state = null;
  const showThumbnails = startThumbnails((theme) => state && choose({ ...state.chosen, theme, options: {} }));
  const showThemeOptions = startThemeOptions((name, value) => {
    if (!state) return;
    const { [name]: _, ...options } = state.chosen.options;
    choose({ ...state.chosen, options: value === null ? options : { ...options, [name]: String(value) } });
  });
  byId("keep", HTMLButtonElement).addEventListener("click", () => state && keep(state));

  return (next) => {
    state = next;
    showThumbnails(next);
    showThemeOptions(next.effective?.options ?? [], next.chosen.options);
  };

  /** Writes what was chosen into the text, and goes back to what the text says. @param {State} state */
  async function keep({ chosen, effective }) {
    const { theme, application, language, paper, pages, show, options } = chosen;
    const base = application ? ["applications", application] : [];
    /** @type {any[]} */
    const operations = [];
    const set = (/** @type {any[]} */ path, /** @type {any} */ value) => operations.push({ do: "set", path: [...base, ...path], value });
    const specs = effective?.options ?? [];
    const typed = Object.fromEntries(Object.entries(options ?? {}).map(([name, value]) => {
      const kind = specs.find((spec) => spec.name === name)?.kind;
      const isSwitch = kind === "boolean" || kind === "text" && ["true", "false"].includes(value);
      return [name, isSwitch ? value === "true" : kind === "number" && Number.isFinite(Number(value)) ? Number(value) : value];
    }));
    if (paper) typed.paper = paper;
    const written = form.value([...base, "theme"]);
    const name = theme ?? written?.text;
    if (written?.keys) {
      if (theme) {
        set(["theme", "name"], theme);
        // The options of another theme mean nothing in this one.
        const known = new Set(["name", ...specs.map((spec) => spec.name)]);
        for (const key of written.keys) if (!known.has(key)) operations.push({ do: "remove", path: [...base, "theme", key] });
      }
      for (const [key, value] of Object.entries(typed)) set(["theme", key], value);
    } else if (Object.keys(typed).length) set(["theme"], { ...(name ? { name } : {}), ...typed });
    else if (theme) set(["theme"], theme);
    if (language) set(["language"], language);
    if (pages) set(["pages"], /^\d+$/.test(pages) ? Number(pages) : pages);
    if (operations.length) await form.perform(...operations);
    choose({ theme: null, application, language: null, paper: null, pages: null, show, options: {} });
    // The button is gone; focus stays near.
    byId("choose-theme", HTMLElement).focus();
    say(t("design.kept"));
  }
}
