// A notice while the pages show the draft of another window.

import { dismiss, notice } from "./notices.js";
import { ask } from "./server.js";
import { t } from "./strings.js";

/** How long a draft must be shown: usually it is this window's own, about to be discarded. */
const PAUSE = 1500;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/**
 * @param {() => boolean} isElsewhere Whether the pages show the draft of another window.
 * @param {(state: import("./server.js").State) => void} show
 */
export function watchForeignDraft(isElsewhere, show) {
  clearTimeout(waiting);
  if (!isElsewhere()) return dismiss("foreign");
  waiting = setTimeout(() => {
    if (!isElsewhere()) return;
    notice("foreign", t("draft.foreign"), [[t("draft.showFile"), () => ask("/draft", { text: null }).then(show, () => {})]]);
  }, PAUSE);
}
