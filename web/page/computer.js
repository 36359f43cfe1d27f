// What a page without a server has instead of a folder: opening and saving files of the computer, and the files that lie
// beside the résumé. Loaded before the page's own modules.

import { button, byId, element } from "./elements.js";
import { dismiss, notice, say } from "./notices.js";
import { isStored, startOffline } from "./offline.js";
import * as storage from "./storage.js";
import { text } from "./texts.js";
import { themeIn } from "./theme-archive.js";
import { put, RESUME } from "./transport.js";

/** @typedef {import("./engine.js").Change} Change */
/** @typedef {{name: string, getFile(): Promise<File>, createWritable(): Promise<any>}} Handle A file of the computer that may be written. */

const PICTURES = /\.(png|jpe?g|gif|webp|svg)$/i;
const FONTS = /\.(ttf|otf|ttc|otc)$/i;
const BESIDE = /\.(bib|yaml|yml|json|dic|aff)$/i;
const YAML = [{ description: "YAML", accept: { "application/yaml": [".yaml", ".yml"] } }];

/** How a file is listed: a theme is one thing. @param {string} name */
const shown = (name) => name.match(/^themes\/[^/]+/)?.[0] ?? name;

/** The file of the computer that “Save” also writes. @type {Handle | null} */
let linked = null;
/** @type {any} */
const browser = window;

const list = element("ul", { className: "files" });
const status = element("p", { className: "quiet", role: "status" });
const offline = element("p", { className: "quiet", id: "offline" }, text("notOffline"));
const chooser = element("input", { type: "file", multiple: true, hidden: true, tabIndex: -1, "aria-hidden": "true" });
const opener = element("input", { type: "file", accept: ".yaml,.yml,.json", hidden: true, tabIndex: -1, "aria-hidden": "true" });

byId("options-pane", HTMLElement).append(
  element("section", { className: "block", "aria-labelledby": "files-title" }, [
    element("h2", { id: "files-title" }, text("title")),
    element("p", { className: "quiet", id: "files-say" }, text("says")),
    element("div", { className: "row" }, [
      button(text("open"), open, { id: "open-file", title: text("openTip") }),
      button(text("saveAs"), saveAs, { id: "save-file", title: text("saveAsTip") }),
      button(text("add"), () => chooser.click(), { id: "add-files" }),
    ]),
    list,
    status,
    offline,
    chooser,
    opener,
  ]),
);

chooser.addEventListener("change", () => {
  add([...chooser.files]);
  chooser.value = "";
});
opener.addEventListener("change", () => {
  if (opener.files[0]) use(opener.files[0]);
  opener.value = "";
});

// Before the page itself, which takes what is dropped for a résumé to convert.
addEventListener("drop", (event) => {
  const items = [...(event.dataTransfer?.items ?? [])];
  const folders = items.map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory);
  const files = [...(event.dataTransfer?.files ?? [])];
  const ours = files.filter(({ name }) => PICTURES.test(name) || FONTS.test(name) || /\.bib$/i.test(name));
  const archives = files.filter(({ name }) => /\.zip$/i.test(name));
  if (!folders.length && !ours.length && !archives.length) return;
  if (!folders.length && !ours.length) return void maybeTheme(event, archives[0]);
  event.preventDefault();
  byId("drop", HTMLElement).hidden = true;
  Promise.all(folders.map((entry) => filesOf(/** @type {FileSystemDirectoryEntry} */ (entry)))).then((found) => add(ours, found.flat()));
}, { capture: true });

addEventListener("recto-written", async (event) => {
  show();
  const saved = /** @type {CustomEvent<Change[]>} */ (event).detail.find(([name, bytes]) => name === RESUME && bytes);
  if (saved && linked) await writeTo(linked, /** @type {Uint8Array} */ (saved[1]));
});
storage.watch(show);
await storage.load();
if (!storage.isKept) notice("kept", text("notKept"), [[text("close"), () => dismiss("kept")]], { urgent: true });
show();
isStored.then(() => (offline.textContent = text("offline")));
addEventListener("recto-ready", startOffline, { once: true });

/** Opens a résumé of the computer. */
async function open() {
  if (!browser.showOpenFilePicker) return opener.click();
  try {
    const [handle] = await browser.showOpenFilePicker({ types: YAML });
    await use(await handle.getFile(), handle);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") throw error;
  }
}

/** Makes a file the résumé; the one before is kept beside it. @param {File} file @param {Handle | null} handle */
async function use(file, handle = null) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const before = storage.current().get(RESUME);
  const day = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  const kept = `resume-${day}.yaml`;
  linked = handle;
  const isOther = before && String(before) !== String(bytes);
  await put([[RESUME, bytes], ...(isOther ? [/** @type {Change} */ ([kept, before])] : [])]);
  show();
  if (!isOther) return;
  notice("opened", text("opened", { name: file.name, before: kept }), [
    [text("back"), async () => {
      linked = null;
      await put([[RESUME, before], [kept, null]]);
      dismiss("opened");
      show();
    }],
    [text("close"), () => dismiss("opened")],
  ]);
}

/** Writes the résumé to a file of the computer, where “Save” writes it from then on, or downloads it. */
async function saveAs() {
  byId("save", HTMLButtonElement).click();
  // Whatever is typed is saved first.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const bytes = storage.current().get(RESUME) ?? new Uint8Array();
  if (!browser.showSaveFilePicker) return download(RESUME, bytes);
  try {
    linked = await browser.showSaveFilePicker({ suggestedName: linked?.name ?? RESUME, types: YAML });
    if (linked) await writeTo(linked, bytes);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") throw error;
  }
}

/** @param {Handle} handle @param {Uint8Array} bytes */
async function writeTo(handle, bytes) {
  try {
    const stream = await handle.createWritable();
    await stream.write(bytes);
    await stream.close();
    say((status.textContent = text("written", { name: handle.name })));
  } catch (error) {
    notice("written", text("notWritten", { name: handle.name, message: /** @type {Error} */ (error).message }), [[text("close"), () => dismiss("written")]], { urgent: true });
  }
}

/** @param {string} name @param {Uint8Array} bytes */
function download(name, bytes) {
  const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (bytes)], { type: "application/yaml" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Puts files beside the résumé. @param {File[]} files @param {Change[]} [more] Files with their paths. */
async function add(files, more = []) {
  /** @type {Change[]} */
  const changes = [...more];
  for (const file of files) {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (/\.zip$/i.test(file.name)) changes.push(...(await themeIn(bytes)));
      else if (FONTS.test(file.name)) changes.push([`fonts/${file.name}`, bytes]);
      else if (PICTURES.test(file.name) || BESIDE.test(file.name)) changes.push([file.name === RESUME ? `other-${RESUME}` : file.name, bytes]);
    } catch (error) {
      status.textContent = text("failed", { name: file.name, message: /** @type {Error} */ (error).message });
    }
  }
  if (!changes.length) return;
  const anew = changes.some(([name]) => FONTS.test(name));
  await put(changes, { anew });
  show();
  const names = [...new Set(changes.map(([name]) => shown(name)))].join(", ");
  const isPicture = changes.length === files.length && files.every(({ name }) => PICTURES.test(name));
  say((status.textContent = text(isPicture ? "picture" : "added", { names })));
}

/** Adds an archive if it is a theme; otherwise it is a résumé to convert. @param {DragEvent} event @param {File} file */
async function maybeTheme(event, file) {
  event.preventDefault();
  event.stopImmediatePropagation();
  byId("drop", HTMLElement).hidden = true;
  const theme = await file.arrayBuffer().then((bytes) => themeIn(new Uint8Array(bytes))).catch(() => null);
  if (theme) return add([], theme);
  const transfer = new DataTransfer();
  transfer.items.add(file);
  const input = byId("import-file", HTMLInputElement);
  input.files = transfer.files;
  input.dispatchEvent(new Event("change"));
}

/** The files of a theme's folder, as `themes/NAME/…`. @param {FileSystemDirectoryEntry} folder @returns {Promise<Change[]>} */
async function filesOf(folder) {
  /** @type {Change[]} */
  const found = [];
  const start = folder.fullPath.split("/").slice(0, -1).join("/");
  /** @param {FileSystemDirectoryEntry} within */
  async function walk(within) {
    const reader = within.createReader();
    for (;;) {
      const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!entries.length) return;
      for (const entry of entries) {
        if (entry.isDirectory) await walk(entry);
        else {
          const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
          found.push([entry.fullPath.slice(start.length + 1), new Uint8Array(await file.arrayBuffer())]);
        }
      }
    }
  }
  await walk(folder);
  const isTheme = found.some(([path]) => path === `${folder.name}/theme.toml`);
  return isTheme ? found.map(([path, bytes]) => [`themes/${path}`, bytes]) : found.filter(([path]) => FONTS.test(path)).map(([path, bytes]) => [`fonts/${path}`, bytes]);
}

/** Lists the files beside the résumé. */
function show() {
  const names = [...new Set([...storage.current().keys()].filter((name) => name !== RESUME).map(shown))].sort();
  list.replaceChildren(...names.map((name) => element("li", {}, [
    element("span", {}, name),
    button("✕", () => remove(name), { className: "tool", title: text("remove", { name }), "aria-label": text("remove", { name }) }),
  ])));
  if (!names.length) list.replaceChildren(element("li", { className: "quiet" }, text("none")));
}

/** @param {string} name */
async function remove(name) {
  const gone = [...storage.current().keys()].filter((path) => shown(path) === name);
  await put(gone.map((path) => [path, null]), { anew: gone.some((path) => FONTS.test(path)) });
  show();
}
