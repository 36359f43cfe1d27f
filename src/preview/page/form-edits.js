// Sends the changes of the form to the server, which applies them to the text.

import { ask, Refused } from "./server.js";

/** @typedef {import("./form-values.js").Value} Value */
/** @typedef {{do: string, path: import("./form-values.js").Path, [more: string]: any}} Operation */

/**
 * Applies operations in order, several at once while the server is busy. Of several values typed into one field, only
 * the last is sent.
 *
 * @param {object} page
 * @param {() => string} page.text
 * @param {() => {window: string, turn: number} | null} page.draft Which draft the next text is, so that it is laid out at once.
 * @param {(text: string | null) => void} page.made Receives the text that the server lays out; `null` if it may have failed to make one.
 * @param {(text: string, values: Value | null) => void} page.applied Receives the values, unless more changes wait.
 * @param {(message: string) => void} page.refused
 */
export function createEdits({ text, draft, made, applied, refused }) {
  /** @type {Operation[]} */
  let waiting = [];
  let busy = false;
  /** @type {(() => void)[]} */
  let whenIdle = [];

  return {
    /** Whether there are changes that the last values do not have. */
    pending: () => waiting.length > 0,

    /** Applies an operation; the promise is fulfilled when all are. @param {Operation[]} operations */
    perform(...operations) {
      for (const operation of operations) {
        const last = waiting.at(-1);
        if (last?.do === "set" && operation.do === "set" && JSON.stringify(last.path) === JSON.stringify(operation.path)) waiting.pop();
        waiting.push(operation);
      }
      return new Promise((/** @type {(value: void) => void} */ resolve) => {
        whenIdle.push(resolve);
        work();
      });
    },
  };

  async function work() {
    if (busy) return;
    busy = true;
    while (waiting.length) {
      const operations = waiting;
      waiting = [];
      const before = text();
      try {
        const after = await ask("/edit", { text: before, operations, draft: draft() });
        made(after.text);
        // Somebody typed into the text meanwhile: the change is made again, on the new text.
        if (text() !== before) waiting = [...operations, ...waiting];
        else applied(after.text, waiting.length ? null : after.values);
      } catch (error) {
        const { message } = /** @type {Error} */ (error);
        made(null);
        // Without a connection, nothing that was typed into the form is lost: it is sent when there is one again.
        if (error instanceof Refused) refused(message);
        else {
          waiting = [...operations, ...waiting];
          await new Promise((resolve) => setTimeout(resolve, 600));
        }
      }
    }
    busy = false;
    const resolved = whenIdle;
    whenIdle = [];
    for (const resolve of resolved) resolve();
  }
}
