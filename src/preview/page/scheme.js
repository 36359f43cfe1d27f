// The colour scheme: light, dark, or that of the system.

import { byId, kept } from "./elements.js";
import { t } from "./strings.js";

const SCHEMES = /** @type {const} */ (["auto", "light", "dark"]);
/** @typedef {typeof SCHEMES[number]} Scheme */

const button = byId("scheme", HTMLButtonElement);
let scheme = /** @type {Scheme} */ ("auto");

/** Starts with the scheme that was chosen last. */
export function startScheme() {
  button.addEventListener("click", nextScheme);
  const last = kept.read("scheme", "auto");
  set(SCHEMES.find((name) => name === last) ?? "auto");
}

/** Changes to the next scheme. */
export function nextScheme() {
  set(SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length]);
}

/** @param {Scheme} name */
function set(name) {
  scheme = name;
  kept.write("scheme", name);
  document.documentElement.dataset.scheme = name;
  button.textContent = t(`scheme.${name}`);
  button.setAttribute("aria-label", t("scheme.name", { scheme: t(`scheme.${name}`).replace(/^\S+ /, "") }));
}
