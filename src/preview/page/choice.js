// What is chosen in this window, tried on the server. Choices are shared by all windows of a preview.

import { dismiss, notice } from "./notices.js";
import { ask, Refused } from "./server.js";
import { t } from "./strings.js";

/** @typedef {import("./server.js").State} State */
/** @typedef {import("./server.js").Choice} Choice */

/** @param {{show: (state: State) => void, refused: () => void}} page */
export function createChoices({ show, refused }) {
  /** What was chosen here last, to be sent again if the server is restarted. @type {Choice | null} */
  let own = null;
  /** What was chosen when the page was opened. @type {Choice | null} */
  let startedWith = null;
  let isBusy = false;

  return { choose, again: () => own && choose(own), watch };

  /** Tries a choice; of several in a short time, only the last. @param {Choice} next */
  async function choose(next) {
    own = next;
    dismiss("chosen");
    if (isBusy) return;
    isBusy = true;
    try {
      for (let done = null; done !== own; ) {
        done = own;
        show(await ask("/choose", done));
      }
      dismiss("choose");
    } catch (error) {
      if (error instanceof Refused) notice("choose", t("design.invalid", { message: error.message }));
      refused();
    } finally {
      isBusy = false;
    }
  }

  /** Says so when another window has changed the choice. @param {Choice} now */
  function watch(now) {
    const mine = own ?? startedWith;
    startedWith ??= now;
    if (!mine || isBusy) return;
    const keys = /** @type {(keyof Choice)[]} */ (Object.keys({ ...mine, ...now }));
    const differing = keys.filter((key) => JSON.stringify(mine[key] ?? null) !== JSON.stringify(now[key] ?? null));
    if (!differing.length) return dismiss("chosen");
    const what = differing.map((key) => (key === "options" ? t("design.more") : `${nameOf(key)}: ${now[key] ?? "–"}`)).join(", ");
    notice("chosen", t("design.changed", { what }), [
      [t("design.keepMine"), () => choose(mine)],
      [t("close"), () => { own = now; dismiss("chosen"); }],
    ]);
  }
}

/** @param {Exclude<keyof Choice, "options">} key */
const nameOf = (key) => t(key === "theme" ? "design.chooseTheme" : `design.${key}`);
