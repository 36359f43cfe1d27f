// A file that is dropped onto the page, or chosen, is converted, and becomes the draft.

import { byId, element } from "./elements.js";
import { dismiss, notice } from "./notices.js";
import { Refused, send } from "./server.js";
import { counted, t } from "./strings.js";

/** The largest file, in bytes; see `MAX_FILE` of the server. */
const MOST = 20 * 1024 * 1024;
/** How many of the server's remarks are shown. */
const FEW = 3;

const veil = byId("drop", HTMLElement);
const input = byId("import-file", HTMLInputElement);

/**
 * What the server made of a file: the résumé, how many values could not be converted, what it had to say, and what it
 * was not sure of.
 * @typedef {{text: string, lost: number, notes: string[], guesses: {line: number, readAs: string, text: string}[]}} Imported
 */

/** @param {{use: (text: string) => Promise<void>, goToLine: (line: number) => void}} page */
export function startImport({ use, goToLine }) {
  const hasFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    veil.replaceChildren(element("p", {}, t("import.drop")));
    veil.hidden = false;
  });
  addEventListener("dragleave", (event) => !event.relatedTarget && (veil.hidden = true));
  addEventListener("drop", (event) => {
    veil.hidden = true;
    const file = event.dataTransfer?.files[0];
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    read(file);
  });
  byId("import", HTMLButtonElement).addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    // The same file can be chosen again.
    input.value = "";
    if (file) read(file);
  });

  /** @param {File} file */
  async function read(file) {
    const { name } = file;
    const done = /** @type {[string, () => void]} */ ([t("close"), () => dismiss("import")]);
    notice("import", t("import.reading", { name }));
    try {
      if (file.size > MOST) throw new Refused(413, { message: t("import.large") });
      const imported = /** @type {Imported} */ (await send(`/import?name=${encodeURIComponent(name)}`, file));
      await use(imported.text);
      let next = 0;
      const look = () => {
        goToLine(imported.guesses[next].line);
        next = (next + 1) % imported.guesses.length;
      };
      notice("import", said(name, imported), [...(imported.guesses.length ? [/** @type {[string, () => void]} */ ([t("import.look"), look])] : []), done]);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      notice("import", t("import.failed", { name, message }), [done], { urgent: true });
    }
  }
}

/** @param {string} name @param {Imported} imported */
function said(name, { lost, notes, guesses }) {
  return [
    t("import.done", { name }),
    ...(lost ? [counted("lost", lost)] : []),
    ...(guesses.length ? [counted("guesses", guesses.length, { what: [...new Set(guesses.map(({ readAs }) => readAs))].slice(0, FEW).join(", ") })] : []),
    ...notes.slice(0, FEW).map((note) => `${note}.`),
  ].join(" ");
}
