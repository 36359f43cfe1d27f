// A file that is dropped onto the page is converted, and becomes the draft.

import { element } from "./elements.js";
import { dismiss, notice } from "./notices.js";
import { ask, Refused } from "./server.js";
import { t } from "./strings.js";

const MOST = 4 * 1024 * 1024;
const veil = /** @type {HTMLElement} */ (document.getElementById("drop"));

/** @param {(text: string) => void} use Makes a text the draft. */
export function startImport(use) {
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
    if (!file) return;
    event.preventDefault();
    read(file);
  });

  /** @param {File} file */
  async function read(file) {
    const { name } = file;
    try {
      if (file.size > MOST) throw new Refused(413, { message: t("import.large") });
      const { text, lost, notes } = await ask("/import", { name, text: await file.text() });
      use(text);
      const said = [t("import.done", { name }), ...(lost ? [t("import.lost", { count: lost })] : []), ...notes.slice(0, 5).map((/** @type {any} */ note) => `${note.message}.`)];
      notice("import", said.join(" "), [[t("close"), () => dismiss("import")]]);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      notice("import", t("import.failed", { name, message }), [[t("close"), () => dismiss("import")]], { urgent: true });
    }
  }
}
