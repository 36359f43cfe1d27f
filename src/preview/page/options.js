// Design options that do not change the file, and downloads.

import { button, element } from "./elements.js";
import { fetchFile } from "./server.js";
import { t } from "./strings.js";

const form = document.getElementById("choices");
const says = document.getElementById("theme-says");
const chosen = document.getElementById("chosen");
const downloads = document.getElementById("downloads");
const downloadSays = document.getElementById("download-says");

const showing = document.querySelectorAll("#choices .showing");

const PICTURES = ["png", "svg"];
const PAPERS = { a4: "A4", "us-letter": "US Letter", a5: "A5", "us-legal": "US Legal" };
const PAGES = { 1: "At most 1", 2: "At most 2", 3: "At most 3", 4: "At most 4", "2-2": "Exactly 2", "3-3": "Exactly 3" };

let pageCount = 1;
/** What is chosen now. */
let picked = null;

/** Starts the options; `choose(chosen)` is called with the selected ones. */
export function startOptions(choose) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const next = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value || null]));
    // The options of one theme mean nothing in another.
    choose({ ...next, options: next.theme === (picked?.theme ?? null) ? picked?.options ?? {} : {} });
  });
  document.getElementById("as-file").addEventListener("click", () => {
    choose({ theme: null, application: null, language: null, paper: null, pages: null, show: form.elements.show.value || null, options: {} });
    form.elements.theme.focus();
  });
}

/** A message about a lost connection is over with it. */
export const clearDownload = () => (downloadSays.textContent = "");

export function showOptions(state) {
  const { choices } = state;
  // A résumé that never could be read has no options yet.
  const effective = state.effective ?? {};
  picked = state.chosen;
  const theme = choices.themes.find(({ name }) => name === effective.theme);
  // `en-US` is English, unless there is a closer match.
  const named = (wanted) => choices.languages.find(({ tag }) => tag === wanted);
  const language = named(effective.language) ?? named(effective.language?.split("-")[0]);
  form.elements.show.value = state.letter ? (state.chosen.show ?? "") : "";
  for (const part of showing) part.hidden = !state.letter;
  fill("theme", effective.theme, choices.themes.map(({ name }) => [name, name]), state);
  fill("application", null, choices.applications.map((name) => [name, name]), state);
  fill("language", language?.name ?? effective.language, choices.languages.map(({ tag, name }) => [tag, `${name} (${tag})`]), state);
  fill("paper", PAPERS[effective.paper] ?? effective.paper, choices.papers.map((name) => [name, PAPERS[name] ?? name]), state);
  fill("pages", null, Object.entries(PAGES), state);
  form.elements.application.disabled = choices.applications.length === 0;
  says.textContent = theme?.description ?? "";
  // `show` only affects the preview, not the file.
  chosen.hidden = Object.entries(state.chosen).every(([name, value]) => value === null || name === "show" || name === "options" && !Object.keys(value).length);
  pageCount = state.pages.length;
  offer(state.formats);
  for (const button of downloads.children) button.disabled = !state.ok;
  if (!state.ok) downloadSays.textContent = t("download.errors");
  else if (downloadSays.textContent === t("download.errors")) downloadSays.textContent = "";
}

/** Fills a list only if its entries changed: an open list would close. */
function fill(name, effective, entries, state) {
  const list = form.elements[name];
  const picked = state.chosen[name];
  const all = picked === null || entries.some(([value]) => value === picked) ? entries : [...entries, [picked, picked]];
  // The effective value is the file's only if nothing else is selected.
  const asFile = picked === null && effective ? t("design.asFile", { value: effective }) : t("design.fromFile");
  const wanted = [["", asFile], ...all];
  const key = JSON.stringify(wanted);
  if (list.dataset.entries !== key) {
    list.replaceChildren(...wanted.map(([value, label]) => new Option(label, value)));
    list.dataset.entries = key;
  }
  list.value = picked ?? "";
}

function offer(formats) {
  if (downloads.dataset.formats === formats.join()) return;
  downloads.dataset.formats = formats.join();
  downloads.replaceChildren(...formats.map((format, index) =>
    button(label(format), () => download(format), {
      className: index === 0 ? "primary" : "",
      "aria-label": `Download ${label(format)}`,
    })));
}

const label = (format) => ({ txt: "Text", md: "Markdown" })[format] ?? format.toUpperCase();

async function download(format) {
  downloadSays.textContent = "";
  const names = [];
  try {
    // Images are one file per page.
    const files = PICTURES.includes(format) ? pageCount : 1;
    for (let page = 1; page <= files; page += 1) {
      const { blob, name = `resume.${format}` } = await fetchFile(`/download?format=${format}&page=${page}`);
      const address = URL.createObjectURL(blob);
      element("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      names.push(name);
    }
    downloadSays.textContent = `Downloaded: ${names.join(", ")}.`;
  } catch (error) {
    downloadSays.textContent = `Not downloaded: ${error.message}.`;
  }
}
