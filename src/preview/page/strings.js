// The texts of the page in the user's language.

import { FIELDS as ENGLISH_FIELDS, PHRASES as ENGLISH_PHRASES, PORTAL as ENGLISH_PORTAL, TEXTS as ENGLISH, TIPS as ENGLISH_TIPS } from "./english.js";
import { FIELDS as GERMAN_FIELDS, PHRASES as GERMAN_PHRASES, PORTAL as GERMAN_PORTAL, TEXTS as GERMAN, TIPS as GERMAN_TIPS } from "./german.js";
import { kept } from "./elements.js";

/** @typedef {keyof typeof ENGLISH} Key */

/** @type {Record<string, {texts: Record<Key, string>, fields: Record<string, string>, phrases: Record<string, string>, portal: Record<string, string>, tips: Record<string, string>}>} */
const LANGUAGES = {
  en: { texts: ENGLISH, fields: ENGLISH_FIELDS, phrases: ENGLISH_PHRASES, portal: ENGLISH_PORTAL, tips: ENGLISH_TIPS },
  de: { texts: GERMAN, fields: GERMAN_FIELDS, phrases: GERMAN_PHRASES, portal: GERMAN_PORTAL, tips: GERMAN_TIPS },
};

const wanted = kept.read("language", navigator.language.split("-")[0]);
const chosen = Object.hasOwn(LANGUAGES, wanted) ? wanted : "en";
const { texts, fields } = LANGUAGES[chosen];
const rules = new Intl.PluralRules(chosen);
document.documentElement.lang = chosen;

/** The texts of the editor of the text, by what they are in English. */
export const { phrases } = LANGUAGES[chosen];

/** The language of the page. */
export const locale = () => chosen;

/** A text with its placeholders filled in. @param {Key} key @param {Record<string, string | number>} [parts] */
export function t(key, parts = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (whole, part) => String(parts[part] ?? whole));
}

/**
 * A number of things: `1 page` or `3 pages`.
 *
 * @param {"pages" | "errors" | "warnings" | "advice" | "notes" | "fixes" | "lost" | "guesses"} what @param {number} count
 * @param {Record<string, string>} [parts]
 */
export function counted(what, count, parts = {}) {
  return t(`count.${what}.${rules.select(count) === "one" ? "one" : "other"}`, { count, ...parts });
}

/**
 * Fills in the texts of index.html: `data-text` names that of an element, `data-label`, `data-tip` and `data-hint`
 * its label, tooltip and placeholder.
 */
export function fillIn() {
  const attributes = { label: "aria-label", tip: "title", hint: "placeholder" };
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-text]"))) one.textContent = t(/** @type {Key} */ (one.dataset.text));
  for (const [data, attribute] of Object.entries(attributes))
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-${data}]`))) one.setAttribute(attribute, t(/** @type {Key} */ (one.dataset[data])));
}

/** The name of a field of the résumé. @param {string} key @param {string} [within] The key of its list or group. */
export function fieldLabel(key, within) {
  const known = fields[`${within}/${key}`] ?? fields[key];
  if (known) return known;
  const words = key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words[0].toUpperCase() + words.slice(1);
}

/** The description of a field of the résumé, by that of its schema. @param {string} description */
export const fieldTip = (description) => LANGUAGES[chosen].tips[description] ?? description;

/** The name of a field or of a group of fields of a portal, such as `Job 2`. @param {string} name */
export function portalName(name) {
  const [, what, number] = name.match(/^(.*?)( \d+)?$/) ?? [];
  return `${LANGUAGES[chosen].portal[what] ?? what}${number ?? ""}`;
}

/** The names of the months. @param {string} language @param {"long" | "short"} style */
export const months = (language, style) =>
  Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(language, { month: style }).format(new Date(2024, month, 1)));
