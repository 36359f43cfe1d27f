// Stores the files of the page. `web/pack.mjs` fills in the version, which is a hash of them, and their names.

const VERSION = "@VERSION@";
/** @type {string[]} */
const FILES = ["@FILES@"];
const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => Promise.all(FILES.map(async (name) => (await cache.match(name)) ?? cache.add(name)))));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  const isOld = (/** @type {string} */ name) => name.startsWith("recto-") && name !== VERSION;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))).then(() => worker.clients.claim()));
});

worker.addEventListener("message", (/** @type {any} */ { data }) => data === "now" && worker.skipWaiting());

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(caches.match(request, { ignoreSearch: true, cacheName: VERSION }).then((found) => found ?? fetch(request)));
});
