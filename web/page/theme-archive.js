// A theme in a ZIP file (APPNOTE.TXT): the folder with `theme.toml`.

/** @typedef {import("./engine.js").Change} Change */

const END = 0x06054b50, ENTRY = 0x02014b50;
const STORED = 0, DEFLATED = 8;
/** The largest file of a theme, in bytes. */
const MOST = 16 << 20;

/** The files of the theme in an archive, as `themes/NAME/…`. @param {Uint8Array} bytes @returns {Promise<Change[]>} */
export async function themeIn(bytes) {
  const entries = directory(bytes);
  const manifest = entries.find(({ name }) => /(^|\/)theme\.toml$/.test(name));
  if (!manifest) throw new Error("theme.toml");
  const folder = manifest.name.slice(0, -"theme.toml".length);
  const title = folder.split("/").filter(Boolean).at(-1) ?? "theme";
  const own = entries.filter(({ name }) => name.startsWith(folder) && !name.endsWith("/") && !name.split("/").includes(".."));
  return Promise.all(own.map(async (entry) => /** @type {Change} */ ([`themes/${title}/${entry.name.slice(folder.length)}`, await content(bytes, entry)])));
}

/** @typedef {{name: string, method: number, size: number, at: number}} Entry */

/** The entries of an archive. @param {Uint8Array} bytes @returns {Entry[]} */
function directory(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error("ZIP");
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error("ZIP");
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** @param {Uint8Array} bytes @param {Entry} entry */
async function content(bytes, { method, size, at }) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = bytes.slice(start, start + size);
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new Error("ZIP");
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const parts = [];
  let length = 0;
  for await (const part of /** @type {AsyncIterable<Uint8Array<ArrayBuffer>>} */ (/** @type {any} */ (stream))) {
    length += part.length;
    if (length > MOST) throw new Error("ZIP");
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
