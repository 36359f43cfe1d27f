// What the page asks of the server, and what the server tells.

import { readEvents } from "./events.js";
import { currentToken, HEADER } from "./token.js";

/** How long to wait before connecting again, in milliseconds, and how long a connection must last to be a good one. */
const RETRY = { first: 300, most: 4000, good: 5000 };

/** The server answered, but not with what was asked for; `status` says how, `data` what it said. */
export class Refused extends Error {
  constructor(status, data) {
    super(data?.message ?? `the server answered ${status}`);
    this.status = status;
    this.data = data;
  }
}

/** Asks the server: with `body`, a request that changes something. */
export async function ask(path, body) {
  const response = await request(path, body === undefined ? {} : post(body));
  return response.json().catch(() => null);
}

/** Tells the server something while the page goes away, and waits for no answer. */
export function tell(path, body) {
  request(path, { ...post(body), keepalive: true }).catch(() => {});
}

/** The bytes at an address. */
export async function fetchBlob(path) {
  return (await request(path)).blob();
}

/** The bytes of a document, and the name that the server gives it. */
export async function fetchFile(path) {
  const response = await request(path);
  const disposition = response.headers.get("Content-Disposition") ?? "";
  const encoded = disposition.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  const plain = disposition.match(/filename="([^"]*)"/i)?.[1];
  return { blob: await response.blob(), name: encoded ? decodeURIComponent(encoded) : plain };
}

/**
 * Follows the server: `state(state)` at every change, `lost()` when it is gone, `found()` when it
 * is there again. It is asked again until it answers, more and more seldom; but not without a token
 * that it accepts: then `denied()` is called. Returns a function that connects after that.
 */
export function follow({ state, lost, found, denied }) {
  let wait = RETRY.first;
  let gone = false;
  let stopped = false;

  async function connect() {
    stopped = false;
    let began = Infinity;
    try {
      const response = await request("/events");
      began = performance.now();
      if (gone) found();
      gone = false;
      for await (const { name, data } of readEvents(response.body)) {
        if (name === "state") reported(() => state(JSON.parse(data)));
      }
    } catch (error) {
      if (error.status === 403) {
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

/** Sends a request with the token. Without one, the server need not be asked. */
async function request(path, options = {}) {
  const token = currentToken();
  if (!token) throw new Refused(403, { message: "the token is missing" });
  const response = await fetch(path, { ...options, headers: { ...options.headers, [HEADER]: token } });
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => null));
  return response;
}

function post(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** Runs `work`; a mistake in it is reported, and does not look like a lost connection. */
function reported(work) {
  try {
    work();
  } catch (error) {
    reportError(error);
  }
}
