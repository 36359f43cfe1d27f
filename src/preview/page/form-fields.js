// The fields of an object: one control for each kind of value.

import { monthPicker, readDate } from "./dates.js";
import { button, element } from "./elements.js";
import { emphasizes, grows, wrap } from "./form-controls.js";
import { bullets } from "./form-bullets.js";
import { entryCards } from "./form-entries.js";
import { photo } from "./form-photo.js";
import { fieldsOf } from "./form-schema.js";
import { child, name, textOf, textsOf } from "./form-values.js";
import { MOD } from "./shortcuts.js";
import { fieldLabel, fieldTip, t } from "./strings.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./form-values.js").Path} Path
 * @typedef {import("./form-values.js").Value} Value
 * @typedef {import("./form-schema.js").FieldSpec} FieldSpec
 */

/** The fields that most people fill in; the others are folded until they have a value. */
const COMMON = new Set(`name label image email phone url summary location profiles city region countryCode position startDate endDate
  highlights institution area studyType score title awarder date publisher releaseDate authors keywords level language fluency
  network username issuer organization entity roles recipient subject opening body closing reference value type`.split(/\s+/));

let lists = 0;

/** How words are emphasized: with keys, where there may be some. */
const richTip = () => (matchMedia("(any-hover: hover)").matches ? t("form.richKeys", { mod: MOD }) : t("form.rich"));

/** @param {Form} form @param {any} schema @param {Path} path @param {string} within @param {FieldSpec[]} [specs] */
export function fieldsFor(form, schema, path, within, specs = fieldsOf(schema)) {
  const order = specs.map(({ key }) => key);
  const shown = specs.filter(({ kind, key }) => kind !== "other" && kind !== "keyed" && key !== "hidden");
  const value = form.value(path);
  const isMain = (/** @type {FieldSpec} */ { key, required }) => !path.length || required || COMMON.has(key) || child(value, key) !== undefined;
  const draw = (/** @type {FieldSpec} */ spec) => control(form, spec, [...path, spec.key], within, order);
  const folded = shown.filter((spec) => !isMain(spec));
  if (!folded.length) return shown.map(draw);
  const more = element("details", { className: "more" }, [element("summary", {}, t("form.more")), ...folded.map(draw)]);
  more.dataset.name = name(path);
  return [...shown.filter(isMain).map(draw), more];
}

/**
 * The description of the field that has focus is shown, and the buttons of the point. While the mouse is pressed,
 * nothing moves: the click would miss.
 *
 * @param {HTMLElement} place @param {() => void} settled Called when focus has moved.
 */
export function showHints(place, settled) {
  let pressed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let releasing;
  const settle = () => {
    if (pressed) return;
    settled();
    for (const old of place.querySelectorAll(".active")) if (!old.contains(document.activeElement)) old.classList.remove("active");
    if (!place.contains(document.activeElement)) return;
    for (const kind of [".field", ".bullet"]) document.activeElement?.closest(kind)?.classList.add("active");
  };
  // A touch ends before the presses of a mouse that it stands for.
  for (const start of ["pointerdown", "mousedown"]) place.addEventListener(start, () => {
    clearTimeout(releasing);
    pressed = true;
  });
  for (const end of ["pointerup", "pointercancel", "mouseup"]) addEventListener(end, () => {
    clearTimeout(releasing);
    releasing = setTimeout(() => {
      pressed = false;
      settle();
    });
  });
  place.addEventListener("focusin", settle);
  place.addEventListener("focusout", () => setTimeout(settle));
}

/** @param {Form} form @param {FieldSpec} spec @param {Path} path @param {string} within @param {string[]} order */
function control(form, spec, path, within, order) {
  const label = fieldLabel(spec.key, within);
  const value = form.value(path);
  if (spec.kind === "entries" || spec.kind === "group") {
    const box = element("fieldset", { className: "fields" }, [
      element("legend", {}, label),
      ...(spec.kind === "entries" ? entryCards(form, spec, path) : fieldsFor(form, spec.inner, path, spec.key)),
    ]);
    return box;
  }
  if (spec.kind === "picture") return photo(form, { ...spec, label, tip: fieldTip(spec.description) }, path, order);
  // A value written as a mapping has its text in one of its keys.
  const inside = value?.keys && ["text", "file", "name"].find((key) => child(value, key) !== undefined);
  const place = inside ? [...path, inside] : path;
  if (value?.keys && !inside || value?.list && !["words", "bullets"].includes(spec.kind) && !spec.single) return elsewhere(form, label, path);
  const set = (/** @type {any} */ next) => form.set(place, next, order);
  const tip = [fieldTip(spec.description), ...(spec.rich ? [richTip()] : [])].join(" ");
  const made = kinds[spec.kind](form, { ...spec, label, tip }, place, set);
  return made;
}

/** @typedef {import("./form-controls.js").Named} Named */
/** @typedef {(form: Form, spec: Named, path: Path, set: (value: any) => void) => HTMLElement} Control */

/** @type {Record<string, Control>} */
const kinds = {
  text: (form, spec, path, set) => {
    if (form.value(path)?.list) return words(form, spec, path, set);
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "text", placeholder: spec.example, autocomplete: "off", spellcheck: true }));
    if (spec.options.length) {
      const list = element("datalist", { id: `options-${(lists += 1)}` }, spec.options.map((option) => new Option(option)));
      input.setAttribute("list", list.id);
      return typed(form, spec, path, set, input, [list]);
    }
    return typed(form, spec, path, set, input);
  },
  paragraphs: (form, spec, path, set) =>
    typed(form, spec, path, set, grows(element("textarea", { rows: 2, placeholder: spec.example, spellcheck: true }))),
  words: (form, spec, path, set) => words(form, spec, path, set),
  bullets: (form, spec, path) => wrap(spec, bullets(form, spec, path)),
  date: (form, spec, path, set) => {
    const input = /** @type {HTMLInputElement} */ (element("input", { type: "text", placeholder: spec.example, autocomplete: "off", className: "date" }));
    input.dataset.path = name(path);
    const commit = (/** @type {string} */ text) => {
      const date = readDate(text);
      input.value = date;
      set(date || null);
    };
    input.addEventListener("change", () => commit(input.value));
    form.follow(path, (value) => {
      if (document.activeElement !== input || !input.value) input.value = textOf(value);
    });
    const [open, dialog] = monthPicker(input, { present: spec.key === "endDate", label: spec.label, picked: commit });
    return wrap(spec, input, [open, dialog]);
  },
  choice: (form, spec, path, set) => {
    const select = /** @type {HTMLSelectElement} */ (element("select", {}, [new Option("–", ""), ...spec.options.map((option) => new Option(option))]));
    select.dataset.path = name(path);
    select.addEventListener("change", () => set(select.value || null));
    form.follow(path, (value) => (select.value = textOf(value)));
    return wrap(spec, select);
  },
  boolean: (form, spec, path, set) => {
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
    box.dataset.path = name(path);
    box.addEventListener("change", () => set(box.checked || null));
    form.follow(path, (value) => (box.checked = textOf(value) === "true"));
    return wrap(spec, box);
  },
};

/** A field whose text is sent with each key. @type {(form: Form, spec: Named, path: Path, set: (value: any) => void, input: any, more?: HTMLElement[]) => HTMLElement} */
function typed(form, spec, path, set, input, more = []) {
  input.dataset.path = name(path);
  input.addEventListener("input", () => set(input.value));
  if (spec.rich) emphasizes(input);
  form.follow(path, (value) => {
    const text = textOf(value);
    // While it is typed into, the text may be a step behind.
    if (input.value.trim() === text.trim() || document.activeElement === input && form.pending()) return;
    input.value = text;
    input.dispatchEvent(new Event("grow"));
  });
  return wrap(spec, input, more);
}

/** Several short texts in one field, with commas between them; lines, if one of them has a comma. @type {Control} */
function words(form, spec, path, set) {
  const all = textsOf(form.value(path));
  const byLine = all.some((text) => text.includes(","));
  const input = /** @type {HTMLTextAreaElement} */ (grows(element("textarea", { rows: byLine ? 3 : 1, placeholder: spec.example || t("form.words"), spellcheck: true })));
  input.dataset.path = name(path);
  const split = () => input.value.split(byLine ? "\n" : /[,\n]/).map((text) => text.trim()).filter(Boolean);
  input.addEventListener("input", () => {
    const texts = split();
    set(spec.single && texts.length < 2 ? texts[0] ?? null : texts);
  });
  form.follow(path, (value) => {
    const texts = textsOf(value);
    if (JSON.stringify(split()) === JSON.stringify(texts) || document.activeElement === input && form.pending()) return;
    input.value = texts.join(byLine ? "\n" : ", ");
    input.dispatchEvent(new Event("grow"));
  });
  return wrap({ ...spec, tip: `${spec.tip} ${t(byLine ? "form.onePerLine" : "form.commas")}` }, input);
}

/** The one field of an entry that is a line of text. @param {Form} form @param {Path} path */
export function lineField(form, path) {
  const spec = { key: "line", kind: /** @type {const} */ ("paragraphs"), description: "", example: "", required: true, rich: true, single: false, options: [], inner: null };
  return kinds.paragraphs(form, { ...spec, label: t("section.line"), tip: richTip() }, path, (value) => form.set(path, value));
}

/** @param {Form} form @param {string} label @param {Path} path */
function elsewhere(form, label, path) {
  const open = button(t("form.inText"), () => form.goToText(path));
  open.dataset.path = name(path);
  return element("div", { className: "field" }, [element("span", { className: "label" }, label), element("div", { className: "control" }, [open])]);
}
