// Requests to the server, and its stream of events.

import { readEvents } from "./events.js";
import { currentToken, HEADER } from "./token.js";

/** Delays before reconnecting, in milliseconds, and how long a connection must last to reset them. */
const RETRY = { first: 300, most: 4000, good: 5000 };

/** Which window this is: the server ends its draft when its stream of events ends. */
export const WINDOW = crypto.getRandomValues(new Uint32Array(2)).join("-");

/** An error response from the server, with its status and JSON body. */
export class Refused extends Error {
  /** @param {number} status @param {any} data */
  constructor(status, data) {
    super(data?.message ?? `the server answered ${status}`);
    this.status = status;
    this.data = data;
  }
}

/** Sends a request: a POST if there is a `body`, otherwise a GET. @param {string} path @param {any} [body] @returns {Promise<any>} */
export async function ask(path, body) {
  const response = await request(path, body === undefined ? {} : post(body));
  return response.json().catch(() => null);
}

/** Sends a request while the page is being closed, without waiting for a response. @param {string} path @param {any} body */
export function tell(path, body) {
  request(path, { ...post(body), keepalive: true }).catch(() => {});
}

/** The bytes at a path. @param {string} path */
export async function fetchBlob(path) {
  return (await request(path)).blob();
}

/** The bytes of a document, and its file name. @param {string} path */
export async function fetchFile(path) {
  const response = await request(path);
  const disposition = response.headers.get("Content-Disposition") ?? "";
  const encoded = disposition.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  const plain = disposition.match(/filename="([^"]*)"/i)?.[1];
  return { blob: await response.blob(), name: encoded ? decodeURIComponent(encoded) : plain };
}

/**
 * Follows the server: calls `state(state)` on every change, `lost()` when the connection is lost, and
 * `found()` when it is restored. Retries with increasing delays. If the token is rejected, calls
 * `denied()` and stops; the returned function then connects again.
 *
 * @param {{state: (state: any) => void, lost: () => void, found: () => void, denied: () => void}} listener
 */
export function follow({ state, lost, found, denied }) {
  let wait = RETRY.first;
  let gone = false;
  let stopped = false;

  async function connect() {
    stopped = false;
    let began = Infinity;
    try {
      const response = await request(`/events?window=${WINDOW}`);
      began = performance.now();
      if (gone) found();
      gone = false;
      for await (const { name, data } of readEvents(/** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body))) {
        if (name === "state") reported(() => state(JSON.parse(data)));
      }
    } catch (error) {
      if (error instanceof Refused && error.status === 403) {
        stopped = gone = true;
        return denied();
      }
    }
    if (performance.now() - began > RETRY.good) wait = RETRY.first;
    if (!gone) lost();
    gone = true;
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, RETRY.most);
  }
  connect();
  return () => stopped && connect();
}

/** Sends a request with the token, if there is one. @param {string} path @param {RequestInit} [options] */
async function request(path, options = {}) {
  const token = currentToken();
  if (!token) throw new Refused(403, { message: "the token is missing" });
  const response = await fetch(path, { ...options, headers: { ...options.headers, [HEADER]: token } });
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => null));
  return response;
}

/** @param {any} body */
function post(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** Runs `work`; an error in it is reported, and not mistaken for a lost connection. @param {() => void} work */
function reported(work) {
  try {
    work();
  } catch (error) {
    reportError(error);
  }
}
