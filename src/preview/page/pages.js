// The pages: only those that changed are replaced, and the zoom is kept.

import { byId, element, kept } from "./elements.js";
import { fetchBlob } from "./server.js";
import { counted, t } from "./strings.js";

/** @typedef {import("./server.js").Page} Page */
/** @typedef {import("./server.js").Box} Box */

/** Screen pixels per point of the page at 100 %. */
const REAL_SIZE = 96 / 72;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6, 8];
const LARGEST = Math.max(...STEPS);
/** How much larger a section is shown after a double click. */
const CLOSER = 2;

/** How many images are kept besides those shown: after an undo, the old page appears at once. */
const KEPT = 20;

const pane = byId("pages", HTMLElement);
const sheets = byId("sheets", HTMLElement);
const empty = byId("empty", HTMLElement);
/** What stands above the pages. */
const head = byId("pages-head", HTMLElement);
const level = byId("zoom-level", HTMLElement);
const fits = {
  width: byId("zoom-width", HTMLElement),
  page: byId("zoom-page", HTMLElement),
  1: byId("zoom-full", HTMLElement),
};

/** Fits the width, the page, or a factor; 1 is actual size. @type {"width" | "page" | number} */
let zoom = kept.read("zoom", "width");
/** @type {Page[]} */
let pages = [];
/** Image URLs by digest; the most recently used are last. @type {Map<string, Promise<string>>} */
const drawings = new Map();

const sheet = (/** @type {number} */ index) => /** @type {HTMLElement | undefined} */ (sheets.children[index]);

/**
 * Starts the pane; `clicked` is called with the position of a click on a page, in points.
 * @param {(page: number, x: number, y: number) => void} clicked
 */
export function startPages(clicked) {
  byId("zoom-in", HTMLElement).addEventListener("click", zoomIn);
  byId("zoom-out", HTMLElement).addEventListener("click", zoomOut);
  fits.width.addEventListener("click", () => setZoom("width"));
  fits.page.addEventListener("click", () => setZoom("page"));
  fits[1].addEventListener("click", () => setZoom(1));
  const sizes = new ResizeObserver(layOut);
  for (const one of [pane, head]) sizes.observe(one);

  sheets.addEventListener("click", (event) => {
    const image = /** @type {Element} */ (event.target).closest("img");
    const index = [...sheets.children].findIndex((one) => one.contains(image));
    if (!image || index < 0) return;
    const box = image.getBoundingClientRect();
    const page = pages[index];
    clicked(
      index + 1,
      ((event.clientX - box.left) / box.width) * page.width,
      ((event.clientY - box.top) / box.height) * page.height,
    );
  });
  sheets.addEventListener("dblclick", (event) => setZoom(zoom === "width" ? clamp(scale() * CLOSER) : "width", event));
  // Pinching on a touch pad arrives as a wheel event with Ctrl.
  pane.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    setZoom(clamp(scale() * Math.exp(-event.deltaY / 300)), event);
  }, { passive: false });
}

export const zoomIn = () => setZoom(STEPS.find((step) => step > scale() * 1.01) ?? LARGEST);
export const zoomOut = () => setZoom(STEPS.findLast((step) => step < scale() * 0.99) ?? STEPS[0]);

/** Zooms around the pointer, or the middle of the pane. @param {"width" | "page" | number} to @param {MouseEvent} [pointer] */
export function setZoom(to, pointer) {
  const box = pane.getBoundingClientRect();
  const x = pointer ? pointer.clientX - box.left : pane.clientWidth / 2;
  const y = pointer ? pointer.clientY - box.top : pane.clientHeight / 2;
  const before = scale();
  const held = { x: pane.scrollLeft + x, y: pane.scrollTop + y };
  zoom = to;
  kept.write("zoom", zoom);
  layOut();
  const grown = scale() / before;
  pane.scrollTo(held.x * grown - x, held.y * grown - y);
}

/** Shows the pages of a state; unchanged ones are not touched. @param {Page[]} next @param {boolean} stopped Whether there are errors. */
export function showPages(next, stopped) {
  pages = next;
  empty.hidden = pages.length > 0;
  if (!pages.length) empty.textContent = t(stopped ? "pages.none" : "pages.building");
  while (sheets.children.length > pages.length) sheets.lastElementChild?.remove();
  pages.forEach((page, index) => {
    const place = sheet(index) ?? sheets.appendChild(element("li"));
    const label = t(pages.length > 1 ? "pages.label" : "pages.only", { page: index + 1, count: pages.length });
    place.dataset.alt = label;
    if (place.dataset.digest !== page.digest) swap(place, page);
    else if (place.firstElementChild) place.firstElementChild.alt = label;
  });
  forget();
  layOut();
}

export const pageCount = () => counted("pages", pages.length);

/** Replaces the old image once the new one has been read, so that nothing flickers. @param {HTMLElement} place @param {Page} page */
async function swap(place, page) {
  place.dataset.digest = page.digest;
  const image = element("img", { decoding: "sync", draggable: false });
  image.dataset.digest = page.digest;
  try {
    const loaded = new Promise((resolve) => {
      image.addEventListener("load", resolve);
      image.addEventListener("error", resolve);
    });
    image.src = await drawing(page.digest);
    await loaded;
  } catch {
    // The server no longer has this page; a newer state follows.
  }
  if (place.dataset.digest !== page.digest) return;
  if (!image.naturalWidth) return void delete place.dataset.digest;
  image.alt = place.dataset.alt;
  place.replaceChildren(image);
  drawBoxes();
}

/** Boxes on the pages, around what is edited. @type {Box[]} */
let boxes = [];

/** Marks places on the pages, and scrolls to the first one unless one can be seen. @param {Box[]} next */
export function showBoxes(next) {
  boxes = next;
  drawBoxes();
  const marks = [...sheets.querySelectorAll(".box")];
  if (!marks.length || !pane.clientHeight) return;
  const view = pane.getBoundingClientRect();
  const isSeen = (/** @type {Element} */ mark) => {
    const box = mark.getBoundingClientRect();
    return box.bottom > view.top + 8 && box.top < view.bottom - 8;
  };
  if (!marks.some(isSeen)) marks[0].scrollIntoView({ block: "center", inline: "nearest" });
}

function drawBoxes() {
  for (const old of sheets.querySelectorAll(".box")) old.remove();
  for (const { page, x, y, width, height } of boxes) {
    const size = pages[page - 1];
    if (!size) continue;
    const mark = element("div", { className: "box", "aria-hidden": "true" });
    const percent = (/** @type {number} */ part, /** @type {number} */ whole) => `${(part / whole) * 100}%`;
    mark.style.left = percent(x - 1.5, size.width);
    mark.style.top = percent(y, size.height);
    mark.style.width = percent(width + 3, size.width);
    mark.style.height = percent(height, size.height);
    sheets.children[page - 1]?.append(mark);
  }
}

/** Takes a page that the server has sent by itself. @param {string} digest @param {string} drawing */
export function receive(digest, drawing) {
  if (drawings.has(digest)) return;
  drawings.set(digest, Promise.resolve(URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }))));
}

/** The object URL of a page's image: an `img` cannot send the token, so a script fetches it. @param {string} digest */
function drawing(digest) {
  const address = drawings.get(digest) ?? fetchBlob(`/pages/${digest}.svg`).then((blob) => URL.createObjectURL(blob));
  drawings.delete(digest);
  drawings.set(digest, address);
  address.catch(() => drawings.delete(digest));
  return address;
}

/** Releases images that were not used for a while. */
function forget() {
  const shown = new Set(pages.map(({ digest }) => digest));
  const others = [...drawings.keys()].filter((digest) => !shown.has(digest));
  for (const digest of others.slice(0, -KEPT)) {
    drawings.get(digest)?.then((address) => URL.revokeObjectURL(address), () => {});
    drawings.delete(digest);
  }
}

const clamp = (/** @type {number} */ number) => Math.min(LARGEST, Math.max(STEPS[0], number));

/** The scale of the pages; 1 is actual size. */
function scale() {
  if (typeof zoom === "number" || !pages.length) return typeof zoom === "number" ? zoom : 1;
  const space = getComputedStyle(sheets);
  const across = pane.clientWidth - parseFloat(space.paddingLeft) - parseFloat(space.paddingRight);
  const down = pane.clientHeight - head.offsetHeight - parseFloat(space.paddingTop) - parseFloat(space.paddingBottom);
  const widest = Math.max(...pages.map((page) => page.width)) * REAL_SIZE;
  const tallest = Math.max(...pages.map((page) => page.height)) * REAL_SIZE;
  return clamp(zoom === "width" ? across / widest : Math.min(across / widest, down / tallest));
}

function layOut() {
  // Nothing can be measured while a narrow window shows another pane.
  if (!pane.clientWidth) return;
  const now = scale();
  pages.forEach((page, index) => {
    const style = sheet(index)?.style;
    if (!style) return;
    style.width = `${page.width * REAL_SIZE * now}px`;
    style.height = `${page.height * REAL_SIZE * now}px`;
  });
  level.textContent = `${Math.round(now * 100)} %`;
  for (const [name, fit] of Object.entries(fits)) fit.setAttribute("aria-pressed", String(String(zoom) === name));
}
