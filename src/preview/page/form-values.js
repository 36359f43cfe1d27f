// The values of the text as the server reads them, and paths to them.

/**
 * A value with its offsets in the text: a text, a list, keys with values, or nothing.
 * @typedef {{from: number, to: number, text?: string, list?: Value[], keys?: string[], values?: Value[]}} Value
 * @typedef {(string | number)[]} Path
 */

/** The value of a key. @param {Value | undefined} value @param {string} key @returns {Value | undefined} */
export function child(value, key) {
  const at = value?.keys?.indexOf(key) ?? -1;
  return at < 0 ? undefined : value?.values?.[at];
}

/** The value at a path. @param {Value | undefined} value @param {Path} path @returns {Value | undefined} */
export function valueAt(value, path) {
  return path.reduce(
    (/** @type {Value | undefined} */ place, step) => (typeof step === "number" ? place?.list?.[step] : child(place, step)),
    value,
  );
}

/** The text of a value; of a mapping such as `{text: …}`, that of its text. @param {Value | undefined} value */
export const textOf = (value) => value?.text ?? child(value, "text")?.text ?? "";

/** Whether an entry is left out of the résumé. @param {Value | undefined} value */
export const isHidden = (value) => child(value, "hidden")?.text === "true";

/** The texts of a list, or the one text in its place. @param {Value | undefined} value @returns {string[]} */
export function textsOf(value) {
  if (value?.text !== undefined) return [value.text];
  return (value?.list ?? []).map(textOf);
}

/** The path of the first text that ends after an offset. @param {Value | undefined} value @param {number} offset @returns {Path | null} */
export function pathAt(value, offset) {
  if (!value || value.to <= offset) return null;
  const steps = value.keys ?? value.list?.map((_, index) => index) ?? [];
  for (const [at, inner] of (value.values ?? value.list ?? []).entries()) {
    const below = pathAt(inner, offset);
    if (below) return [steps[at], ...below];
  }
  return value.text === undefined ? null : [];
}

/** A path as one word, for attributes. @param {Path} path */
export const name = (path) => JSON.stringify(path);

/** `work[0].highlights[1]`, as the server says it, as a path. @param {string} text @returns {Path} */
export const parsePath = (text) =>
  [...text.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) => (index === undefined ? key : Number(index)));

/** The shape of a value: what decides which controls there are. @param {Value | undefined} value @returns {any} */
export function shape(value) {
  if (value?.list) return value.list.map(shape);
  const keys = value?.keys ?? [];
  if (!keys.length) return 0;
  return keys.flatMap((/** @type {string} */ key, /** @type {number} */ at) => {
    /** @type {any} */
    const inner = value?.values?.[at];
    // Texts have their control even while they are absent.
    return inner?.list || inner?.keys ? [[key, shape(inner)]] : key === "hidden" ? [[inner?.text]] : [];
  });
}
