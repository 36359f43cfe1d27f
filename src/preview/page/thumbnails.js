// The résumé in every theme, as small pictures that choose the theme.

import { button, byId, element } from "./elements.js";
import { fetchBlob, Refused } from "./server.js";
import { t } from "./strings.js";

/** @typedef {import("./server.js").State} State */

/** How long nothing must have happened before pictures are drawn: a long document takes a while to lay out in every theme. */
const PAUSE = { short: 1200, long: 6000 };
const LONG = 4;

const place = byId("thumbnails", HTMLElement);
const thumbnails = () => /** @type {HTMLButtonElement[]} */ ([...place.children]);

/** @param {(theme: string) => void} choose @returns {(state: State) => void} Shows a state. */
export function startThumbnails(choose) {
  /** @type {State | null} */
  let state = null;
  let isDrawing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  // Whoever comes to see them does not wait for the pause.
  new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && draw()).observe(place);

  return (next) => {
    state = next;
    offer(next);
    later();
  };

  /** @param {State} state */
  function offer({ choices: { themes }, effective }) {
    const key = themes.map(({ name }) => name).join();
    if (place.dataset.themes !== key) {
      place.dataset.themes = key;
      place.replaceChildren(...themes.map(({ name, description }) => {
        const made = button("", () => choose(name), { className: "thumbnail", title: description, "aria-label": t("design.theme", { name }) });
        made.dataset.theme = name;
        made.append(element("span", { className: "sheet" }), element("span", { className: "caption" }, name));
        return made;
      }));
    }
    for (const made of thumbnails()) made.setAttribute("aria-pressed", String(made.dataset.theme === effective?.theme));
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(draw, (state?.pages.length ?? 0) > LONG ? PAUSE.long : PAUSE.short);
  }

  /** The pages that the pictures should be of. */
  function wanted() {
    return JSON.stringify(state?.pages.map(({ digest }) => digest));
  }

  function isShown() {
    return place.checkVisibility() && place.getClientRects().length > 0;
  }

  /** Draws the pictures that are missing, then those that are of other pages. Typing comes first. */
  async function draw() {
    if (isDrawing || !state?.ok || !isShown()) return;
    isDrawing = true;
    const pages = wanted();
    const old = thumbnails().filter(({ dataset }) => dataset.pages !== pages);
    old.sort((one, other) => Number(one.dataset.pages !== undefined) - Number(other.dataset.pages !== undefined));
    for (const made of old) {
      if (pages !== wanted() || !state.ok || !isShown()) break;
      // Without a connection there is nothing to be drawn; the next state tries again.
      if (!(await drawOne(made))) break;
      made.dataset.pages = pages;
    }
    isDrawing = false;
    if (pages !== wanted()) later();
  }
}

/** Draws a picture; returns whether the server has answered. @param {HTMLButtonElement} thumbnail */
async function drawOne(thumbnail) {
  const sheet = thumbnail.querySelector(".sheet");
  try {
    const address = URL.createObjectURL(await fetchBlob(`/thumbnail?theme=${encodeURIComponent(thumbnail.dataset.theme ?? "")}`));
    const image = /** @type {HTMLImageElement} */ (element("img", { alt: "", src: address }));
    await image.decode();
    sheet?.replaceChildren(image);
    URL.revokeObjectURL(address);
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || error.status === 403) return false;
    sheet?.replaceChildren(element("span", { "aria-hidden": "true" }, "–"));
    thumbnail.title = t("design.none");
    return true;
  }
}
