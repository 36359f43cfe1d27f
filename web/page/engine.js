// The worker in which Recto runs, as a WebAssembly module: `src/web.rs` is the other side. Takes one request at a time;
// whoever started it ends it if an answer takes too long.

import { loadUnpacker, unpack, unpackStream } from "./unpack.js";
import { Files, imports } from "./wasi.js";

/** Where the module looks for the fonts and dictionaries that come with Recto. */
const BUNDLED = ".recto/";
/** The version of the page, under which the service worker stores its files; filled in by `web/pack.mjs`. */
const VERSION = "@VERSION@";
/** How long after the last request the ATS checks run, so that they do not delay typing. */
const CALM = 200;

/**
 * @typedef {{id: number, method: string, path: string, body: Uint8Array}} Request
 * @typedef {{status: number, type: string, name: string | null, body: Uint8Array}} Answer
 * @typedef {[string, Uint8Array | null]} Change A file, and its new content; `null` if it is gone.
 */

const files = new Files((path) => (path.startsWith(BUNDLED) ? bundled(path.slice(BUNDLED.length)) : null));
/** @type {any} */
let engine;
let printed = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

addEventListener("message", async ({ data }) => {
  try {
    if (data.files) {
      for (const [path, bytes] of data.files) bytes ? files.set(path, bytes) : files.delete(path);
      files.changes();
    }
    if (data.start) await start(data.start);
    if (data.id !== undefined) answer(data);
  } catch (error) {
    // The state of a module that has panicked is unknown.
    postMessage({ dead: printed.trim() || String(error) });
    close();
  }
});

/** Loads the module. @param {string} address */
async function start(address) {
  const module = await load(address);
  /** @type {WebAssembly.Instance} */
  const instance = await WebAssembly.instantiate(module, imports(module, files, () => engine.memory, (text) => (printed = (printed + text).slice(-4000))));
  engine = instance.exports;
  engine._initialize?.();
  postMessage({ ready: true });
}

/** Compiles the module while it arrives. @param {string} address @returns {Promise<WebAssembly.Module>} */
async function load(address) {
  const [response] = await Promise.all([fetch(address), loadUnpacker()]);
  const copy = response.clone();
  if (!response.ok || !response.body) throw new Error(`${response.status} ${address}`);
  // Stored at once, so that it need not be downloaded again for that.
  if (self.caches) caches.open(VERSION).then((cache) => cache.put(address, copy)).catch(() => {});
  const stream = unpackStream(response.body, (length) => postMessage({ arrived: length }));
  return WebAssembly.compileStreaming(new Response(stream, { headers: { "Content-Type": "application/wasm" } }));
}

/** @param {Request} request */
function answer({ id, method, path, body }) {
  clearTimeout(waiting);
  const own = ["/news", "/look"].includes(path);
  const answered = own ? { status: 204, type: "", name: null, body: new Uint8Array() } : ask(method, path, body);
  const state = own ? news(method, path) : method === "POST" ? news("GET", "/news") : null;
  postMessage({ id, answer: answered, changes: files.changes(), state });
  waiting = setTimeout(check, CALM);
}

/** Runs the checks that are due. */
function check() {
  const state = news("POST", "/check");
  if (state) postMessage({ state });
}

/** The state, if it is a new one. @param {string} method @param {string} path */
function news(method, path) {
  const { body } = ask(method, path, new Uint8Array());
  const text = new TextDecoder().decode(body);
  return text === "null" ? null : text;
}

/** @param {string} method @param {string} path @param {Uint8Array} body @returns {Answer} */
function ask(method, path, body) {
  const line = new TextEncoder().encode(`${method} ${path}\n`);
  const room = engine.room(line.length + body.length);
  new Uint8Array(engine.memory.buffer, room, line.length).set(line);
  new Uint8Array(engine.memory.buffer, room + line.length, body.length).set(body);
  engine.respond();
  const all = new Uint8Array(engine.memory.buffer, engine.answer(), engine.length()).slice();
  const end = all.indexOf(10);
  return { ...JSON.parse(new TextDecoder().decode(all.subarray(0, end))), body: all.subarray(end + 1) };
}

/** A font or a dictionary that comes with Recto. The module waits for it, so this does. @param {string} path */
function bundled(path) {
  if (!/^(fonts\/[\w-]+\/[\w-]+\.(otf|ttf)|dictionaries\/[\w-]+\.dic\.gz)$/.test(path)) return null;
  const request = new XMLHttpRequest();
  request.open("GET", new URL(`${path}.packed`, import.meta.url), false);
  request.responseType = "arraybuffer";
  try {
    request.send();
  } catch {
    return null;
  }
  return request.status === 200 ? unpack(new Uint8Array(request.response)) : null;
}
