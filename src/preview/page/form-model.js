// Applies operations to the values at once, as the server will to the text: the form never waits for it.

/** @typedef {import("./form-values.js").Value} Value */
/** @typedef {import("./form-values.js").Path} Path */
/** @typedef {import("./form-edits.js").Operation} Operation */

const NOWHERE = { from: 0, to: 0 };

/** The values after an operation; the same, if it does not apply. @param {Value} values @param {Operation} operation @returns {Value} */
export function after(values, operation) {
  const copy = structuredClone(values);
  const { path } = operation;
  const last = path.at(-1);
  switch (operation.do) {
    case "set":
      if (isNothing(operation.value)) remove(copy, path);
      else Object.assign(reach(copy, path), { text: undefined, list: undefined, keys: undefined, values: undefined }, valueOf(operation.value));
      break;
    case "insert": {
      const list = reach(copy, path);
      list.list ??= [];
      list.list.splice(operation.index, 0, ...operation.values.map(valueOf));
      break;
    }
    case "remove":
      remove(copy, path);
      break;
    case "duplicate": {
      const list = reach(copy, path.slice(0, -1)).list ?? [];
      list.splice(Number(last), 0, structuredClone(list[Number(last)]));
      break;
    }
    case "move": {
      const list = reach(copy, path.slice(0, -1)).list ?? [];
      list.splice(operation.to, 0, ...list.splice(Number(last), 1));
      break;
    }
  }
  return copy;
}

/** @param {any} value */
const isNothing = (value) => value === null || value === undefined || (typeof value === "string" && !value.trim()) || (typeof value === "object" && !Object.keys(value).length);

/** @param {any} value @returns {Value} */
function valueOf(value) {
  if (value === null || value === undefined) return { ...NOWHERE };
  if (Array.isArray(value)) return { ...NOWHERE, list: value.map(valueOf) };
  if (typeof value === "object") {
    // A key without a value is not written.
    const entries = Object.entries(value).map(([key, inner]) => ({ key, inner: valueOf(inner) })).filter(({ inner }) => isPresent(inner));
    return { ...NOWHERE, keys: entries.map(({ key }) => key), values: entries.map(({ inner }) => inner) };
  }
  return { ...NOWHERE, text: String(value) };
}

/** @param {Value} value */
const isPresent = ({ text, list, keys }) => Boolean(text?.trim() || list?.length || keys?.length);

/** The value at a path; what is missing is created. @param {Value} place @param {Path} path @returns {Value} */
function reach(place, path) {
  for (const step of path) {
    if (typeof step === "number") {
      place.list ??= [];
      place = place.list[step] ??= { ...NOWHERE };
    } else {
      place.keys ??= [];
      place.values ??= [];
      if (!place.keys.includes(step)) {
        place.keys.push(step);
        place.values.push({ ...NOWHERE });
      }
      place = place.values[place.keys.indexOf(step)];
    }
  }
  return place;
}

/** Removes a value, and what becomes empty by it; an entry of a list stays. @param {Value} values @param {Path} path */
function remove(values, path) {
  const [above, last] = [path.slice(0, -1), path.at(-1)];
  const place = reach(values, above);
  if (typeof last === "number") place.list?.splice(last, 1);
  else {
    const at = place.keys?.indexOf(last ?? "") ?? -1;
    if (at < 0) return;
    place.keys?.splice(at, 1);
    place.values?.splice(at, 1);
  }
  const isEmpty = !place.list?.length && !place.keys?.length;
  if (isEmpty && above.length && typeof above.at(-1) === "string") remove(values, above);
}
