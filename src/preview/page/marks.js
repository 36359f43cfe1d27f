// Marks on the pages where the part of the text that is edited is printed.

import { showBoxes } from "./pages.js";
import { ask } from "./server.js";

/** How long to wait after a change: while one types, the pages come first. */
const PAUSE = 150;

/** @typedef {{from: number, to: number}} Range Offsets in the text. */

/** @param {() => boolean} isCurrent Whether the pages show the text. */
export function createMarks(isCurrent) {
  /** @type {Range | null} */
  let marked = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return { mark, clear, again: () => marked && mark(marked) };

  /** @param {Range} range */
  function mark(range) {
    marked = range;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      // Otherwise `again` is called once they do.
      if (!isCurrent()) return;
      const answer = await ask(`/boxes?from=${range.from}&to=${range.to}`).catch(() => null);
      if (answer && range === marked) showBoxes(answer.boxes);
    }, PAUSE);
  }

  function clear() {
    marked = null;
    clearTimeout(waiting);
    showBoxes([]);
  }
}
