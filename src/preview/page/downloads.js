// Downloads of what is shown, in every format, and copies to share.

import { button, byId, element } from "./elements.js";
import { dismiss, notice } from "./notices.js";
import { fetchFile, Refused } from "./server.js";
import { t } from "./strings.js";

const place = byId("downloads", HTMLElement);
const status = byId("download-says", HTMLElement);
const share = byId("share", HTMLElement);
const pdf = byId("download-pdf", HTMLButtonElement);

/** Formats with one file per page. */
const PICTURES = ["png", "svg"];

let pageCount = 1;

/** @param {import("./server.js").State} state */
export function showDownloads({ formats, pages, ok }) {
  pageCount = pages.length;
  offer(formats);
  for (const one of [...place.querySelectorAll("button"), ...share.querySelectorAll("button"), pdf]) one.disabled = !ok;
  if (!ok) status.textContent = t("download.errors");
  else if (status.textContent === t("download.errors")) status.textContent = "";
}

/** A message about a lost connection is over with it. */
export const clearDownload = () => (status.textContent = "");

/** @param {string[]} formats */
function offer(formats) {
  if (place.dataset.formats === formats.join()) return;
  place.dataset.formats = formats.join();
  place.replaceChildren(...formats.map((format, index) =>
    button(label(format), () => download(format), {
      className: index === 0 ? "primary" : "",
      "aria-label": t("download.format", { format: label(format) }),
    })));
}

pdf.addEventListener("click", () => download("pdf"));
byId("share-copy", HTMLElement).addEventListener("click", async () => {
  try {
    const { blob } = await fetchFile("/download?format=txt");
    await navigator.clipboard.writeText(await blob.text());
    status.textContent = t("share.copied");
  } catch (error) {
    status.textContent = error instanceof DOMException ? t("share.notCopied") : failed(error);
  }
});
byId("share-html", HTMLElement).addEventListener("click", () => download("html"));
byId("share-source", HTMLElement).addEventListener("click", () => download("pdf", "&embed=1"));

/** Why nothing was downloaded: what the server says, or that it cannot be reached. @param {unknown} error */
const failed = (error) => t("download.failed", { message: error instanceof Refused ? error.message : t("draft.noConnection") });

/** @param {string} format */
const label = (format) => (format === "txt" ? t("download.text") : format === "md" ? t("download.markdown") : format.toUpperCase());

/** @param {string} format @param {string} [more] More parameters of the request. */
async function download(format, more = "") {
  status.textContent = "";
  const names = [];
  try {
    const files = PICTURES.includes(format) ? pageCount : 1;
    for (let page = 1; page <= files; page += 1) {
      const { blob, name = `resume.${format}` } = await fetchFile(`/download?format=${format}&page=${page}${more}`);
      const address = URL.createObjectURL(blob);
      element("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      names.push(name);
    }
    dismiss("download");
    status.textContent = t("download.done", { names: names.join(", ") });
  } catch (error) {
    status.textContent = failed(error);
    // Where the options are hidden, so is that line.
    if (!status.offsetParent) notice("download", status.textContent, [[t("close"), () => dismiss("download")]]);
  }
}
