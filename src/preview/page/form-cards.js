// The cards of the form: the person, each section in the order in which it is printed, and what can be added.

import { button, element } from "./elements.js";
import { begin, entryCards } from "./form-entries.js";
import { fieldsFor } from "./form-fields.js";
import { fieldsOf, sections as schemaSections } from "./form-schema.js";
import { createSections, customSections, keyFor } from "./form-sections.js";
import { name } from "./form-values.js";
import { say } from "./notices.js";
import { fieldLabel, fieldTip, locale, t } from "./strings.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./form-schema.js").FieldSpec} FieldSpec
 * @typedef {{key: string, label: string, about: string, content: () => (Node | string)[]}} Card
 */

/** The settings that most people look for come first. */
const FIRST = ["language", "pages"];
const priority = (/** @type {FieldSpec} */ { key }) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length);

/** The key of the cover letter, which has its own card. */
const LETTER = "letter";

/** The key of the sections that a person names. */
const CUSTOM = "custom";

/** @param {Form} form @param {() => import("./form-sections.js").Shown} shown */
export function createCards(form, shown) {
  /** What was typed as the title of a new section: the form may be drawn again meanwhile. */
  let newTitle = "";
  const order = () => schemaSections().map(({ key }) => key);
  const sections = createSections(form, shown, order);
  return {
    /** All cards, from the top. */
    draw() {
      const all = schemaSections();
      const [person] = all;
      const lists = all.filter(({ kind }) => kind === "entries");
      const custom = all.find(({ key }) => key === CUSTOM);
      const letter = all.find(({ key }) => key === LETTER);
      const rest = all.filter(({ kind, key }) => key !== person.key && key !== LETTER && kind !== "entries" && kind !== "keyed" && kind !== "other");
      const isThere = (/** @type {FieldSpec} */ { key }) => form.value([key])?.list?.length || form.added.has(name([key]));
      const cards = inOrder([...lists.filter(isThere).map(standard), ...(custom ? customSections(form.value([])).map((one) => own(custom, one)) : [])]);
      const absent = lists.filter((spec) => !isThere(spec));
      return [
        card({ key: person.key, label: fieldLabel(person.key), about: person.description, content: () => fieldsFor(form, person.inner, [person.key], person.key) }, []),
        ...cards.map((one) => card(one, [sections.tools(one.key, one.label, cards.map(({ key }) => key))])),
        adding(absent, custom),
        ...(letter ? [folded(LETTER, fieldLabel(LETTER), fieldsFor(form, letter.inner, [LETTER], LETTER))] : []),
        ...(rest.length ? [folded("settings", t("form.settings"), fieldsFor(form, { properties: {} }, [], "", rest.toSorted((one, other) => priority(one) - priority(other))))] : []),
      ];
    },

    /** What of the order of the sections decides how the cards are drawn. */
    shape: () => [sections.rank(), sections.keys()],
  };

  /** Cards in the order of the pages, then the others. @param {Card[]} cards */
  function inOrder(cards) {
    const keys = sections.rank();
    const rank = (/** @type {Card} */ { key }) => (keys.includes(key) ? keys.indexOf(key) : keys.length);
    return cards.toSorted((one, other) => rank(one) - rank(other));
  }

  /** @param {FieldSpec} spec @returns {Card} */
  function standard(spec) {
    return { key: spec.key, label: fieldLabel(spec.key), about: spec.description, content: () => entryCards(form, spec, [spec.key], () => sections.drop(spec.key)) };
  }

  /** A section that a person has named. @param {FieldSpec} spec @param {{key: string, title: string}} section @returns {Card} */
  function own(spec, { key, title }) {
    const path = [CUSTOM, key];
    const remove = button(t("section.remove"), () => {
      form.perform(...sections.drop(key), { do: "remove", path });
      form.redraw([CUSTOM]);
      say(t("form.removed"));
    }, { "aria-label": t("section.ofName", { what: t("section.remove"), name: title }) });
    const specs = fieldsOf(spec.inner);
    const lists = specs.filter(({ kind }) => kind === "entries");
    const content = () => [
      ...fieldsFor(form, spec.inner, path, CUSTOM, specs.filter((one) => !lists.includes(one))),
      ...lists.flatMap((list) => entryCards(form, list, [...path, list.key])),
      remove,
    ];
    return { key, label: title, about: "", content };
  }

  /** @param {Card} card @param {Node[]} tools */
  function card({ key, label, about, content }, tools) {
    const title = element("h2", { id: `section-${key}` }, label);
    const isPrinted = !tools.length || sections.isPrinted(key);
    return element("section", { className: `card${isPrinted ? "" : " hidden-entry"}`, "aria-labelledby": title.id }, [
      element("div", { className: "card-head" }, [title, ...(isPrinted ? [] : [element("span", { className: "tag" }, t("section.hidden"))]), ...tools]),
      // `Projects.` says no more than its title; the schema is in English.
      ...(about && locale() === "en" && about.replace(/\.$/, "") !== label ? [element("p", { className: "quiet about" }, about)] : []),
      ...content(),
    ]);
  }

  /** Sections that can be added. @param {FieldSpec[]} absent @param {FieldSpec} [custom] */
  function adding(absent, custom) {
    const input = element("input", { type: "text", placeholder: t("section.ownHint"), "aria-label": t("section.title"), autocomplete: "off", value: newTitle, required: true });
    input.dataset.path = name([CUSTOM]);
    input.addEventListener("input", () => (newTitle = input.value));
    const another = element("form", { className: "row own-section" }, [element("span", {}, `${t("section.own")}:`), input, element("button", { type: "submit" }, t("section.add"))]);
    another.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      const title = input.value.trim();
      if (!title) return input.focus();
      newTitle = "";
      const key = keyFor(title, [...order(), ...customSections(form.value([])).map((one) => one.key)]);
      form.perform({ do: "set", path: [CUSTOM, key, "title"], value: title, order: [] }, ...sections.add(key));
      const entries = fieldsOf(custom?.inner).find(({ kind }) => kind === "entries");
      if (entries) begin(form, entries, [CUSTOM, key, entries.key], 0);
    });
    return element("section", { className: "card add", "aria-label": t("form.addSection") }, [
      element("h2", {}, t("form.addSection")),
      element("div", { className: "row" }, absent.map(addStandard)),
      ...(custom ? [another] : []),
    ]);
  }

  /** @param {FieldSpec} spec */
  function addStandard(spec) {
    const add = button(`+ ${fieldLabel(spec.key)}`, () => {
      if (sections.add(spec.key).length) form.perform(...sections.add(spec.key));
      begin(form, spec, [spec.key], 0);
    }, { title: fieldTip(spec.description) });
    // Has focus when the last entry of the section is removed.
    add.dataset.path = name([spec.key]);
    return add;
  }

}

/** A card that is folded at first. @param {string} key @param {string} label @param {Node[]} fields */
function folded(key, label, fields) {
  const details = element("details", { className: "card" }, [element("summary", {}, label), ...fields]);
  details.dataset.name = key;
  return details;
}
