// How the page reaches the program: over HTTP, with the token. The page that has the program within itself has another
// module in the place of this one (web/transport.js).

import { readEvents } from "./events.js";
import { HEADER } from "./token.js";

/** Sends a request. @param {string} path @param {RequestInit} options @param {string} token @returns {Promise<Response>} */
export function exchange(path, options, token) {
  return fetch(path, { ...options, headers: { ...options.headers, [HEADER]: token } });
}

/**
 * Opens the stream of events of a window.
 *
 * @param {(path: string) => Promise<Response>} request
 * @param {string} window
 * @returns {Promise<AsyncIterable<{name: string, data: string}>>}
 */
export async function listen(request, window) {
  const { body } = await request(`/events?window=${window}`);
  return readEvents(/** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (body));
}
