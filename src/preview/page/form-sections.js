// Which sections are printed, in which order: the résumé's `sections`, those of the chosen application, or the theme's order.

import { button } from "./elements.js";
import { toolbar } from "./form-controls.js";
import { child, isHidden, name, valueAt } from "./form-values.js";
import { say } from "./notices.js";
import { t } from "./strings.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./form-values.js").Value} Value
 * @typedef {import("./form-values.js").Path} Path
 * @typedef {{printed: string[], order: string[], application: string | null}} Shown What the pages show: the keys of the sections
 *   with entries, in order, and of all that a theme may have.
 */

/** @param {Form} form @param {() => Shown} shown @param {() => string[]} order The usual order of the keys of a résumé. */
export function createSections(form, shown, order) {
  return { rank, keys, isPrinted, add, drop, tools };

  /** The list of sections that the pages follow. @returns {Path} */
  function path() {
    const { application } = shown();
    const own = application ? ["applications", application, "sections"] : [];
    return application && form.value(own)?.list?.length ? own : ["sections"];
  }

  /** The sections of the list; `undefined` if there is no list. */
  function listed() {
    const items = form.value(path())?.list;
    return items?.length ? items.map((item) => ({ key: item.text ?? item.keys?.[0] ?? "", isHidden: isHidden(item.values?.[0]) })) : undefined;
  }

  /** The keys of the printed sections, in order. */
  function keys() {
    return listed()?.filter((one) => !one.isHidden).map(({ key }) => key) ?? shown().printed;
  }

  /** The keys of all sections, in the order in which they are or would be printed. */
  function rank() {
    return listed()?.map(({ key }) => key) ?? shown().order;
  }

  /** Whether a section is printed once it has entries. @param {string} key */
  function isPrinted(key) {
    const all = listed();
    return !all || all.some((one) => one.key === key && !one.isHidden);
  }

  /** Makes sure that a section is printed. @param {string} key @returns {import("./form-edits.js").Operation[]} */
  function add(key) {
    const all = listed();
    if (!all || isPrinted(key)) return [];
    const at = all.findIndex((one) => one.key === key);
    if (at < 0) return [{ do: "insert", path: path(), index: all.length, values: [key] }];
    const item = [...path(), at];
    const isAlone = form.value([...item, key])?.keys?.length === 1;
    return [isAlone ? { do: "set", path: item, value: key } : { do: "set", path: [...item, key, "hidden"], value: null }];
  }

  /** Takes a section that has no entries left out of the list, unless it has a title or settings there. @param {string} key @returns {import("./form-edits.js").Operation[]} */
  function drop(key) {
    const items = form.value(path())?.list ?? [];
    const at = items.findIndex((item) => item.text === key);
    return at < 0 || items.length === 1 ? [] : [{ do: "remove", path: [...path(), at] }];
  }

  /** Hides a section, and keeps its place and title; without a list, writes one. @param {string} key */
  function hide(key) {
    const at = listed()?.findIndex((one) => one.key === key) ?? -1;
    if (at < 0) return form.set(path(), keys().map((one) => (one === key ? { [key]: { hidden: true } } : one)), order());
    const item = [...path(), at];
    const settings = form.value([...item, key]);
    if (settings?.keys) return form.set([...item, key, "hidden"], true);
    return form.set(item, { [key]: { ...(settings?.text ? { title: settings.text } : {}), hidden: true } });
  }

  /** Moves a section past another one. @param {string} key @param {string} other */
  function move(key, other) {
    const all = listed();
    const at = (/** @type {string} */ wanted) => all?.findIndex((one) => one.key === wanted) ?? -1;
    if (all) form.perform({ do: "move", path: [...path(), at(key)], to: at(other) });
    else {
      const next = keys().filter((one) => one !== key);
      const isDown = keys().indexOf(key) < keys().indexOf(other);
      next.splice(next.indexOf(other) + (isDown ? 1 : 0), 0, key);
      form.set(path(), next, order());
    }
  }

  /** The buttons of a section. @param {string} key @param {string} label @param {string[]} cards The sections in the form, in order. */
  function tools(key, label, cards) {
    const printed = cards.filter((one) => isPrinted(one) && keys().includes(one));
    const at = printed.indexOf(key);
    const own = ["sections", key];
    const act = (/** @type {string} */ sign, /** @type {import("./strings.js").Key} */ what, /** @type {() => void} */ does, isDisabled = false) => {
      const made = button(sign, does, { className: "tool", title: t(what), "aria-label": t("section.ofName", { what: t(what), name: label }), disabled: isDisabled });
      made.dataset.path = name(own);
      // Hiding and showing is one button.
      made.dataset.role = what === "section.show" ? "section.hide" : what;
      return made;
    };
    const step = (/** @type {number} */ by) => () => {
      move(key, printed[at + by]);
      form.redraw(own, by < 0 ? "section.up" : "section.down");
      say(t("section.moved", { name: label, place: at + by + 1 }));
    };
    const toggle = isPrinted(key)
      ? act(t("form.hideWord"), "section.hide", () => hide(key), at >= 0 && keys().length === 1)
      : act(t("form.showWord"), "section.show", () => form.perform(...add(key)));
    return toolbar([
      act("↑", "section.up", step(-1), at < 1),
      act("↓", "section.down", step(1), at < 0 || at + 1 >= printed.length),
      toggle,
    ], t("form.actions", { name: label }));
  }
}

/** The titles of custom sections, by key. @param {Value | undefined} values @returns {{key: string, title: string}[]} */
export function customSections(values) {
  const custom = valueAt(values, ["custom"]);
  return (custom?.keys ?? []).map((key, at) => ({ key, title: child(custom?.values?.[at], "title")?.text ?? key }));
}

/** A key for a section with a title, which no other section has. @param {string} title @param {string[]} taken */
export function keyFor(title, taken) {
  const word = title.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "section";
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? word : `${word}-${number}`;
    if (!taken.includes(key)) return key;
  }
}
