// How the page reaches the program, which runs in a worker of this page: in place of the module of the same name in
// `src/preview/page`, which speaks to a server. Answers look as if they came over HTTP.

import * as storage from "./storage.js";
import { text } from "./texts.js";

/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./engine.js").Change} Change */

export const RESUME = "resume.yaml";
/** How long an answer may take, in milliseconds: a theme may contain an endless loop. */
const LIMIT = Number(new URLSearchParams(location.search).get("limit") ?? 60_000);
const MODULE = new URL("recto.wasm.packed", import.meta.url).href;
/** About how large it is, in bytes. */
const SIZE = 8e6;

/** Requests that ended a worker: they are not sent again, so that an engine that is started anew stays alive. @type {Set<string>} */
const deadly = new Set();

/** A worker with the program. */
class Engine {
  /** @type {Map<number, {key: string, done: (answer: Answer) => void, failed: (error: Error) => void}>} */
  #waiting = new Map();
  #last = 0;
  /** @type {string[]} */
  #states = [];
  #wake = () => {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  isDead = false;

  /** @param {Map<string, Uint8Array>} files */
  constructor(files) {
    this.worker = new Worker(new URL("engine.js", import.meta.url), { type: "module" });
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.worker.addEventListener("message", ({ data }) => data.ready && resolve());
      this.failed = reject;
    });
    this.worker.addEventListener("message", ({ data }) => this.#message(data));
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.end(event.message);
    });
    this.worker.postMessage({ files: [...files], start: MODULE });
  }

  /** @param {string} method @param {string} path @param {Uint8Array} body @param {string} key @returns {Promise<Answer>} */
  async ask(method, path, body, key) {
    await this.ready;
    if (this.isDead) throw new TypeError("the engine has stopped");
    const id = (this.#last += 1);
    return new Promise((done, failed) => {
      this.#waiting.set(id, { key, done, failed });
      if (this.#waiting.size === 1) this.#watch();
      this.worker.postMessage({ id, method, path, body });
    });
  }

  /** Gives it files. @param {Change[]} changes */
  give(changes) {
    this.worker.postMessage({ files: changes });
  }

  /** Its states, until it ends. */
  async *events() {
    for (;;) {
      while (this.#states.length) yield { name: "state", data: /** @type {string} */ (this.#states.shift()) };
      if (this.isDead) return;
      await new Promise((resolve) => (this.#wake = () => resolve(undefined)));
    }
  }

  /** Ends it: what it has not answered yet fails. @param {string} why @param {{isItsFault?: boolean}} [how] */
  end(why, { isItsFault = true } = {}) {
    if (this.isDead) return;
    this.isDead = true;
    engine = null;
    clearTimeout(this.#timer);
    this.worker.terminate();
    // It works on one request at a time: the oldest is what it failed at.
    const [first] = this.#waiting.values();
    if (first && isItsFault) deadly.add(first.key);
    console.info(`Recto's engine has stopped: ${why}`);
    const error = new TypeError(why);
    this.failed(error);
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
    this.#wake();
  }

  /** Limits the time of the request that it works on. */
  #watch() {
    clearTimeout(this.#timer);
    this.#timer = this.#waiting.size ? setTimeout(() => this.end("it took too long"), LIMIT) : undefined;
  }

  /** @param {{id?: number, answer?: Answer, changes?: Change[], state?: string | null, dead?: string, arrived?: number}} message */
  async #message({ id, answer, changes = [], state, dead, arrived }) {
    if (dead) return this.end(dead);
    if (arrived) return progress(arrived);
    // A file in which something is being written is none that is kept.
    const kept = changes.filter(([name]) => !/(^|\/)\.recto/.test(name));
    const request = this.#waiting.get(id ?? -1);
    if (id !== undefined) {
      this.#waiting.delete(id);
      this.#watch();
    }
    try {
      await storage.write(kept);
      if (kept.length) dispatchEvent(new CustomEvent("recto-written", { detail: kept }));
      if (answer) request?.done(answer);
    } catch (error) {
      request?.failed(/** @type {Error} */ (error));
    }
    if (state) {
      this.#states.push(state);
      this.#wake();
    }
  }
}

/** Says how much of the module has arrived, until there are pages. @param {number} bytes */
function progress(bytes) {
  const place = document.getElementById("empty");
  const megabytes = (/** @type {number} */ size) => (size / 1e6).toFixed(1);
  if (place) place.textContent = text("loading", { done: megabytes(bytes), all: megabytes(Math.max(SIZE, bytes)) });
}

/** @type {Promise<Engine> | null} */
let engine = null;

storage.watch(async (changes) => {
  const running = await engine?.catch(() => null);
  if (!running) return;
  running.give(changes);
  await look();
});

/** Lets the engine see files that were changed. */
async function look() {
  await ask("POST", "/look", new Uint8Array(), "/look").catch(() => {});
}

/** Puts files beside the résumé, or takes them away. @param {Change[]} changes @param {{anew?: boolean}} how With `anew`, in a new engine: fonts are only searched for once. */
export async function put(changes, { anew = false } = {}) {
  await storage.write(changes);
  const running = await engine?.catch(() => null);
  if (anew) running?.end("it starts again with other files", { isItsFault: false });
  else if (running) {
    running.give(changes);
    await look();
  }
}

/** The engine; starts one if there is none. */
function running() {
  engine ??= start().catch((error) => {
    engine = null;
    throw error;
  });
  return engine;
}

async function start() {
  const files = new Map(await storage.load());
  if (!files.has(RESUME)) {
    const starter = new Uint8Array(await (await fetch(new URL("starter.yaml", import.meta.url))).arrayBuffer());
    await storage.write([[RESUME, starter]]);
    files.set(RESUME, starter);
  }
  const saved = files.get(RESUME);
  const key = `saved ${await hash(saved ?? new Uint8Array())}`;
  // A file on which the engine stops is not given to it again: it comes back as unsaved changes.
  const isDeadly = deadly.has(key);
  if (isDeadly) files.set(RESUME, new Uint8Array());
  const next = new Engine(files);
  await next.ready;
  dispatchEvent(new CustomEvent("recto-ready"));
  if (isDeadly) await rescue(next, new TextDecoder().decode(saved));
  else await next.ask("GET", "/news", new Uint8Array(), key).then(() => {});
  return next;
}

/** Makes the text of a file an unsaved change of an empty one. @param {Engine} next @param {string} saved */
async function rescue(next, saved) {
  await next.ask("GET", "/news", new Uint8Array(), "empty");
  const { body } = await next.ask("GET", "/yaml", new Uint8Array(), "empty");
  const { digest } = JSON.parse(new TextDecoder().decode(body));
  deadly.add(draftKey(saved));
  sessionStorage.setItem(`recto.draft.${RESUME}`, JSON.stringify({ text: saved, digest }));
}

/** @param {string} method @param {string} path @param {Uint8Array} body @param {string} key */
async function ask(method, path, body, key) {
  return (await running()).ask(method, path, body, key);
}

/** Sends a request. @param {string} path @param {RequestInit} options @returns {Promise<Response>} */
export async function exchange(path, { method = "GET", body }) {
  const bytes = body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : new TextEncoder().encode(String(body ?? ""));
  const key = await keyOf(path, body);
  if (deadly.has(key)) return Response.json({ message: text("fatal") }, { status: 503 });
  const { status, type, name, body: content } = await ask(method, path, bytes, key);
  const headers = new Headers({ "Content-Type": type });
  if (name) headers.set("Content-Disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  return new Response(/** @type {BlobPart} */ (content), { status, headers });
}

/** Follows the engine that runs, until it ends. @returns {Promise<AsyncIterable<{name: string, data: string}>>} */
export async function listen() {
  return (await running()).events();
}

/** What is the same if a request is sent again. @param {string} path @param {any} body */
async function keyOf(path, body) {
  if (path === "/draft") {
    const { text } = JSON.parse(body);
    return text === null ? path : draftKey(text);
  }
  return `${path} ${typeof body === "string" ? body : ""}`;
}

/** @param {string} text */
const draftKey = (text) => `/draft ${text}`;

/** @param {Uint8Array} bytes */
async function hash(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
