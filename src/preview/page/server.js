// Requests to the server, and what it tells by itself.

import { t } from "./strings.js";
import { currentToken } from "./token.js";
import { exchange, listen } from "./transport.js";

/**
 * A location: lines and columns from 1.
 * @typedef {{line: number, column: number, endLine?: number, endColumn?: number}} Place
 *
 * @typedef {Place & {text: string, certain: boolean, title: string}} Fix
 *
 * A diagnostic; one about the résumé as a whole has no location.
 * @typedef {object} Note
 * @property {"error" | "warning" | "advice" | "info"} severity
 * @property {string} id
 * @property {string} message
 * @property {string | null} help
 * @property {string | null} file
 * @property {number | null} line
 * @property {number | null} column
 * @property {string | null} path
 * @property {string | null} key The key that it is about, of one that is missing.
 * @property {Fix | null} fix
 * @property {Fix[]} alternatives
 *
 * @typedef {{id: string, name: string, outcome: "pass" | "info" | "warn" | "fail", message: string}} Check
 * @typedef {{digest: string, width: number, height: number}} Page Its size is in points.
 * @typedef {{page: number, x: number, y: number, width: number, height: number}} Box In points.
 *
 * What is chosen in the page; `null` is as in the file.
 * @typedef {object} Choice
 * @property {string | null} theme
 * @property {string | null} application
 * @property {string | null} language
 * @property {string | null} paper
 * @property {string | null} pages
 * @property {string | null} show
 * @property {Record<string, string>} options
 *
 * An option of the theme that is used.
 * @typedef {{name: string, kind: string, help: string, default: any, value: any, words?: string[], min?: number, max?: number, ground?: string, auto: boolean}} ThemeOption
 *
 * What the server shows.
 * @typedef {object} State
 * @property {number} version
 * @property {string} file
 * @property {string} digest That of the file on disk.
 * @property {{window: string, turn: number} | null} draft The draft that is shown: of which window, and its number there.
 * @property {boolean} ok
 * @property {number} milliseconds
 * @property {string} summary
 * @property {Page[]} pages
 * @property {Note[]} notes
 * @property {Check[]} checks
 * @property {{themes: {name: string, description: string}[], applications: string[], languages: {tag: string, name: string}[], papers: string[]}} choices
 * @property {boolean} letter
 * @property {Choice} chosen
 * @property {{theme: string, language: string, paper: string, sections: {printed: string[], order: string[]}, options: ThemeOption[]} | null} effective
 * @property {string[]} formats
 */

/** Delays before reconnecting, in milliseconds, and how long a connection must last to reset them. */
const RETRY = { first: 300, most: 4000, good: 5000 };

/** Which window this is: the server ends its draft when its stream of events ends. */
export const WINDOW = crypto.getRandomValues(new Uint32Array(2)).join("-");

/** An error response from the server, with its status and JSON body. */
export class Refused extends Error {
  /** @param {number} status @param {any} data */
  constructor(status, data) {
    super(data?.message ?? t("connection.status", { status }));
    this.status = status;
    this.data = data;
  }
}

/** Sends a request: a POST if there is a `body`, otherwise a GET. @param {string} path @param {any} [body] @returns {Promise<any>} */
export async function ask(path, body) {
  const response = await request(path, body === undefined ? {} : post(body));
  return response.json().catch(() => null);
}

/** Sends a file, and returns the answer. @param {string} path @param {Blob} file @returns {Promise<any>} */
export async function send(path, file) {
  const response = await request(path, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file });
  return response.json();
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
 * Follows the server: calls `state(state)` on every change, `page(digest, drawing)` before it with a page that changed,
 * `lost()` when the connection is lost, and `found()` when it is restored. Retries with increasing delays. If the token
 * is rejected, calls `denied()` and stops; the returned function then connects again.
 *
 * @param {{state: (state: State) => void, page: (digest: string, drawing: string) => void, lost: () => void, found: () => void, denied: () => void}} listener
 */
export function follow({ state, page, lost, found, denied }) {
  let wait = RETRY.first;
  let gone = false;
  let stopped = false;

  async function connect() {
    stopped = false;
    let began = Infinity;
    try {
      const events = await listen((path) => request(path), WINDOW);
      began = performance.now();
      if (gone) found();
      gone = false;
      for await (const { name, data } of events) {
        if (name === "state") reported(() => state(JSON.parse(data)));
        if (name === "page") {
          const { digest, drawing } = JSON.parse(data);
          page(digest, drawing);
        }
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
  if (!token) throw new Refused(403, { message: t("connection.tokenMissing") });
  const response = await exchange(path, options, token);
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
