// The résumé and what lies beside it, kept by the browser (IndexedDB). Other windows are told of every change.

/** @typedef {import("./engine.js").Change} Change */

const NAME = "recto";
const STORE = "files";

/** The files, by path. @type {Map<string, Uint8Array>} */
const files = new Map();
const channel = new BroadcastChannel("recto.files");

/** Whether the browser keeps files: some do not in private windows. */
export let isKept = true;

/** @type {Promise<IDBDatabase | null> | undefined} */
let opening;

function database() {
  opening ??= new Promise((resolve) => {
    const failed = () => {
      isKept = false;
      resolve(null);
    };
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = failed;
    } catch {
      failed();
    }
  });
  return opening;
}

/** Reads all files, once. @returns {Promise<Map<string, Uint8Array>>} */
export async function load() {
  const store = (await database())?.transaction(STORE).objectStore(STORE);
  if (!store || files.size) return files;
  const [names, contents] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  names.forEach((name, index) => files.set(String(name), contents[index]));
  return files;
}

/** The files as they are now. */
export const current = () => files;

/** Keeps changes, and tells the other windows. @param {Change[]} changes */
export async function write(changes) {
  if (!changes.length) return;
  apply(changes);
  channel.postMessage(changes);
  const transaction = (await database())?.transaction(STORE, "readwrite");
  if (!transaction) return;
  const store = transaction.objectStore(STORE);
  for (const [name, bytes] of changes) bytes ? store.put(bytes, name) : store.delete(name);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
  // The browser is asked not to clear this when it needs room.
  navigator.storage?.persist?.().catch(() => {});
}

/** Calls `changed` with what another window has written. @param {(changes: Change[]) => void} changed */
export function watch(changed) {
  channel.addEventListener("message", ({ data }) => {
    apply(data);
    changed(data);
  });
}

/** @param {Change[]} changes */
function apply(changes) {
  for (const [name, bytes] of changes) bytes ? files.set(name, bytes) : files.delete(name);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
