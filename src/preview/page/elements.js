// Creates elements; text is never parsed as markup.

/**
 * An element with properties and children; a string child is text, with parts in backticks as code.
 *
 * @param {string} name
 * @param {Record<string, any>} [properties]
 * @param {string | Node | (string | Node)[]} [children]
 * @returns {any}
 */
export function element(name, properties = {}, children = []) {
  /** @type {any} */
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "role" || key.startsWith("aria-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  for (const child of [children].flat()) made.append(...(typeof child === "string" ? withCode(child) : [child]));
  return made;
}

/** @param {string} label @param {(event: MouseEvent) => void} act @param {Record<string, any>} [properties] @returns {HTMLButtonElement} */
export function button(label, act, properties = {}) {
  const made = element("button", { type: "button", ...properties }, label);
  made.addEventListener("click", act);
  return made;
}

/**
 * The element of index.html with an id, which must be of a kind.
 *
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(id);
  return found;
}

/** Persistent settings. Browsers without storage are tolerated. */
export const kept = {
  /** @param {string} key @param {any} otherwise @returns {any} */
  read(key, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(`recto.${key}`) ?? "null") ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  /** @param {string} key @param {any} value */
  write(key, value) {
    try {
      localStorage.setItem(`recto.${key}`, JSON.stringify(value));
    } catch {
      // Private windows of some browsers have no storage.
    }
  },
};

/** Text with parts in backticks as code elements. @param {string} text */
function withCode(text) {
  return text.split(/(`[^`]+`)/).filter(Boolean).map((part) => {
    if (!/^`[^`]+`$/.test(part)) return part;
    const code = document.createElement("code");
    code.textContent = part.slice(1, -1);
    return code;
  });
}
