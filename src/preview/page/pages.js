// The pages: only those that changed are replaced, and the zoom is kept.

import { count, element, kept } from "./elements.js";
import { fetchBlob } from "./server.js";

/** Screen pixels per point of the page at 100 %. */
const REAL_SIZE = 96 / 72;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6, 8];

/** How many images are kept besides those shown: after an undo, the old page appears at once. */
const KEPT = 20;

const pane = document.getElementById("pages");
const sheets = document.getElementById("sheets");
const empty = document.getElementById("empty");
const level = document.getElementById("zoom-level");
const fits = {
  width: document.getElementById("zoom-width"),
  page: document.getElementById("zoom-page"),
  1: document.getElementById("zoom-full"),
};

/** `width`, `page` or a number; 1 is actual size. */
let zoom = kept.read("zoom", "width");
let pages = [];
/** Promises of image URLs by digest; the most recently used are last. */
const drawings = new Map();

/** Starts the pane; `clicked(page, x, y)` is called with the position of a click on a page, in points. */
export function startPages(clicked) {
  document.getElementById("zoom-in").addEventListener("click", zoomIn);
  document.getElementById("zoom-out").addEventListener("click", zoomOut);
  fits.width.addEventListener("click", () => setZoom("width"));
  fits.page.addEventListener("click", () => setZoom("page"));
  fits[1].addEventListener("click", () => setZoom(1));
  new ResizeObserver(layOut).observe(pane);

  sheets.addEventListener("click", (event) => {
    const image = event.target.closest("img");
    if (!image) return;
    const index = [...sheets.children].indexOf(image.closest("li"));
    const box = image.getBoundingClientRect();
    const page = pages[index];
    clicked(
      index + 1,
      ((event.clientX - box.left) / box.width) * page.width,
      ((event.clientY - box.top) / box.height) * page.height,
    );
  });
  // Pinching on a touch pad arrives as a wheel event with Ctrl.
  pane.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    setZoom(clamp(scale() * Math.exp(-event.deltaY / 300)), event);
  }, { passive: false });
}

export const zoomIn = () => setZoom(STEPS.find((step) => step > scale() * 1.01) ?? STEPS.at(-1));
export const zoomOut = () => setZoom(STEPS.findLast((step) => step < scale() * 0.99) ?? STEPS[0]);

/** Zooms around the pointer, or the middle of the pane. */
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

/** Shows the pages of a state; unchanged ones are not touched. */
export function showPages(next, stopped) {
  pages = next;
  empty.hidden = pages.length > 0;
  if (!pages.length) empty.textContent = stopped ? "No pages yet: the résumé has errors." : "Building …";
  while (sheets.children.length > pages.length) sheets.lastElementChild.remove();
  pages.forEach((page, index) => {
    const sheet = sheets.children[index] ?? sheets.appendChild(element("li"));
    const label = pages.length > 1 ? `Page ${index + 1} of ${pages.length}` : "Page 1";
    sheet.dataset.label = label;
    if (sheet.dataset.digest !== page.digest) swap(sheet, page);
    else if (sheet.firstElementChild) sheet.firstElementChild.alt = label;
  });
  forget();
  layOut();
}

export const pageCount = () => count(pages.length, "page");

/** Replaces the old image once the new one is decoded, so that nothing flickers. */
async function swap(sheet, page) {
  sheet.dataset.digest = page.digest;
  const image = element("img", { decoding: "sync", draggable: false });
  image.dataset.digest = page.digest;
  try {
    image.src = await drawing(page.digest);
    await image.decode();
  } catch {
    // The server no longer has this page; a newer state follows.
  }
  if (sheet.dataset.digest !== page.digest) return;
  if (!image.naturalWidth) return delete sheet.dataset.digest;
  image.alt = sheet.dataset.label;
  sheet.replaceChildren(image);
  drawBoxes();
}

/** Boxes on the pages, around what is edited. */
let boxes = [];

/** Marks places on the pages, and scrolls to the first one unless one can be seen. */
export function showBoxes(next) {
  boxes = next;
  drawBoxes();
  const marks = [...sheets.querySelectorAll(".box")];
  if (!marks.length || !pane.clientHeight) return;
  const view = pane.getBoundingClientRect();
  const isSeen = (mark) => {
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
    const percent = (part, whole) => `${(part / whole) * 100}%`;
    mark.style.left = percent(x - 1.5, size.width);
    mark.style.top = percent(y, size.height);
    mark.style.width = percent(width + 3, size.width);
    mark.style.height = percent(height, size.height);
    sheets.children[page - 1]?.append(mark);
  }
}

/** The object URL of a page's image: an `img` cannot send the token, so a script fetches it. */
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
    drawings.get(digest).then((address) => URL.revokeObjectURL(address), () => {});
    drawings.delete(digest);
  }
}

const clamp = (number) => Math.min(STEPS.at(-1), Math.max(STEPS[0], number));

/** The scale of the pages; 1 is actual size. */
function scale() {
  if (typeof zoom === "number" || !pages.length) return typeof zoom === "number" ? zoom : 1;
  const space = getComputedStyle(sheets);
  const across = pane.clientWidth - parseFloat(space.paddingLeft) - parseFloat(space.paddingRight);
  const down = pane.clientHeight - parseFloat(space.paddingTop) - parseFloat(space.paddingBottom);
  const widest = Math.max(...pages.map((page) => page.width)) * REAL_SIZE;
  const tallest = Math.max(...pages.map((page) => page.height)) * REAL_SIZE;
  return clamp(zoom === "width" ? across / widest : Math.min(across / widest, down / tallest));
}

function layOut() {
  // Nothing can be measured while a narrow window shows another pane.
  if (!pane.clientWidth) return;
  const now = scale();
  pages.forEach((page, index) => {
    const { style } = sheets.children[index];
    style.width = `${page.width * REAL_SIZE * now}px`;
    style.height = `${page.height * REAL_SIZE * now}px`;
  });
  level.textContent = `${Math.round(now * 100)} %`;
  for (const [name, fit] of Object.entries(fits)) fit.setAttribute("aria-pressed", String(zoom) === name);
}
