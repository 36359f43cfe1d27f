// The page works without a network after the first visit: a service worker stores its files.

import { notice } from "./notices.js";
import { text } from "./texts.js";

/** @type {(value?: unknown) => void} */
let stored;
/** Fulfilled once everything is stored. */
export const isStored = new Promise((resolve) => (stored = resolve));

/** How long after the first page the rest is stored, in milliseconds: it would compete with it. */
const PAUSE = 2000;

/** Stores the page, and offers a newer version. */
export async function startOffline() {
  if (!("serviceWorker" in navigator)) return;
  while (!document.querySelector("#sheets img")) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  const registration = await navigator.serviceWorker.register(new URL("service-worker.js", import.meta.url)).catch(() => null);
  if (!registration) return;
  navigator.serviceWorker.ready.then(stored);
  const offer = () => {
    const next = registration.waiting;
    if (!next || !navigator.serviceWorker.controller) return;
    notice("update", text("update"), [[text("reload"), () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      next.postMessage("now");
    }]]);
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
}
