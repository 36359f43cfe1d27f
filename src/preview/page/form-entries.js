// Lists of entries: jobs, schools, profiles. Each is a card that unfolds.

import { button, element } from "./elements.js";
import { toolbar } from "./form-controls.js";
import { fieldsFor, lineField } from "./form-fields.js";
import { fieldsOf } from "./form-schema.js";
import { child, isHidden, name, textOf, textsOf } from "./form-values.js";
import { say } from "./notices.js";
import { fieldLabel, t } from "./strings.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./form-values.js").Path} Path
 * @typedef {import("./form-schema.js").FieldSpec} FieldSpec
 */

/**
 * The cards of a list, and the button that adds one.
 *
 * @param {Form} form @param {FieldSpec} spec @param {Path} path
 * @param {() => import("./form-edits.js").Operation[]} [emptied] What else to do when the last entry is removed.
 */
export function entryCards(form, spec, path, emptied = () => []) {
  const length = form.value(path)?.list?.length ?? 0;
  const isAdded = form.added.has(name(path));
  const cards = Array.from({ length: length + (isAdded ? 1 : 0) }, (_, index) => entry(form, spec, path, { index, length, emptied }));
  const add = button(`+ ${t("form.add")}`, () => {
    begin(form, spec, path, length);
  }, { className: "add", "aria-label": `+ ${t("section.ofName", { what: t("form.add"), name: fieldLabel(spec.key) })}` });
  add.dataset.path = name(path);
  const list = element("ol", { className: "entries" }, cards);
  drags(list, form, path);
  return [list, ...(isAdded ? [] : [add])];
}

/** Shows an empty entry at the end of a list, with focus in its first field. @param {Form} form @param {FieldSpec} spec @param {Path} list @param {number} length */
export function begin(form, spec, list, length) {
  const entry = [...list, length];
  const first = fieldsOf(spec.inner)[0]?.key;
  form.added.set(name(list), length);
  form.open.add(name(entry));
  form.redraw(first ? [...entry, first] : entry);
}

/**
 * @param {Form} form @param {FieldSpec} spec @param {Path} list
 * @param {{index: number, length: number, emptied: () => import("./form-edits.js").Operation[]}} which
 */
function entry(form, spec, list, { index, length, emptied }) {
  const path = [...list, index];
  const isNew = index === length;
  const specs = fieldsOf(spec.inner);
  const isOpen = form.open.has(name(path));
  const title = element("span", { className: "title" });
  const toggle = button("", () => {
    if (isOpen) form.open.delete(name(path));
    else form.open.add(name(path));
    form.redraw();
  }, { className: "unfold", "aria-expanded": String(isOpen) });
  toggle.dataset.path = name(path);
  toggle.dataset.role = "unfold";
  toggle.append(title);
  toggle.addEventListener("keydown", (event) => {
    const step = event.altKey && !isNew ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    if (index + step >= 0 && index + step < length) move(form, list, index, index + step, "unfold");
  });
  const isLine = form.value(path)?.text !== undefined;
  const hidden = isHidden(form.value(path));
  form.follow(path, (value) => {
    const [words, ...others] = value?.text === undefined ? summary(specs, value) : [value.text];
    title.replaceChildren(
      element("strong", {}, words || t(isNew ? "form.new" : "form.unnamed")),
      element("span", { className: "quiet" }, others.slice(0, 2).map((text) => text.replace(/[.\s]+$/, "")).join(", ")),
      ...(hidden ? [element("span", { className: "tag" }, t("form.hidden"))] : []),
    );
  });
  const isHideable = !isLine && specs.some(({ key }) => key === "hidden");
  const called = () => title.querySelector("strong")?.textContent ?? "";
  const act = (/** @type {string} */ sign, /** @type {import("./strings.js").Key} */ key, /** @type {() => void} */ what, disabled = false) => {
    const made = button(sign, what, { className: "tool", title: t(key), disabled });
    made.dataset.path = name(path);
    // Hiding and showing is one button.
    made.dataset.role = key === "form.show" ? "form.hide" : key;
    return made;
  };
  /** @type {HTMLButtonElement[]} */
  const tools = isNew
    ? [act("✕", "form.remove", () => { form.added.delete(name(list)); form.redraw(list); })]
    : [
        act("↑", "form.up", () => move(form, list, index, index - 1, "form.up"), index === 0),
        act("↓", "form.down", () => move(form, list, index, index + 1, "form.down"), index + 1 === length),
        act("⧉", "form.duplicate", () => {
          shift(form, list, index + 1, 1);
          form.perform({ do: "duplicate", path });
          // The copy is what is edited next.
          form.redraw([...list, index + 1], "unfold");
          say(t("form.duplicated"));
        }),
        ...(isHideable ? [act(t(hidden ? "form.showWord" : "form.hideWord"), hidden ? "form.show" : "form.hide", () => form.set([...path, "hidden"], hidden ? null : true))] : []),
        act("✕", "form.remove", () => {
          form.open.delete(name(path));
          shift(form, list, index + 1, -1);
          form.perform(...(length === 1 ? emptied() : []), { do: "remove", path });
          form.redraw(index > 0 ? [...list, index - 1] : list);
          say(t("form.removed"));
        }),
      ];
  const actions = toolbar(tools, "");
  // They are named after the entry, also while its name is typed.
  form.follow(path, () => {
    actions.setAttribute("aria-label", t("form.actions", { name: called() }));
    for (const tool of tools) tool.setAttribute("aria-label", `${tool.title}: ${called()}`);
  });
  const item = element("li", { className: `entry${hidden ? " hidden-entry" : ""}`, draggable: !isNew && !isOpen }, [
    element("div", { className: "entry-head" }, [toggle, actions]),
    ...(isOpen ? [element("div", { className: "entry-body" }, isLine ? [lineField(form, path)] : fieldsFor(form, spec.inner, path, String(list.at(-1))))] : []),
  ]);
  item.dataset.index = String(index);
  return item;
}

/** The texts that tell an entry from others, the most telling first. @param {FieldSpec[]} specs @param {import("./form-values.js").Value | undefined} value */
function summary(specs, value) {
  const text = (/** @type {string} */ key) => textOf(child(value, key));
  const period = [text("startDate"), text("endDate")].filter(Boolean).join(" – ");
  const fields = specs.filter(({ kind, key }) => (kind === "text" || kind === "date") && key !== "endDate");
  return [...fields.map(({ key }) => (key === "startDate" ? period : text(key))), textsOf(child(value, "keywords")).join(", ")].filter(Boolean);
}

/** @param {Form} form @param {Path} list @param {number} from @param {number} to @param {string} [role] That of the button that moved it. */
function move(form, list, from, to, role) {
  const [one, other] = [name([...list, from]), name([...list, to])];
  if (Math.abs(from - to) === 1 && form.open.has(one) !== form.open.has(other))
    for (const key of [one, other]) if (!form.open.delete(key)) form.open.add(key);
  form.perform({ do: "move", path: [...list, from], to });
  form.redraw([...list, to], role);
  say(t("form.moved", { place: to + 1 }));
}

/** Keeps the right entries unfolded when those from an index on move. @param {Form} form @param {Path} list @param {number} from @param {number} step */
function shift(form, list, from, step) {
  const after = [...form.open].map((key) => {
    const path = JSON.parse(key);
    const index = path[list.length];
    const isBelow = path.length > list.length && name(path.slice(0, list.length)) === name(list) && index >= from;
    return isBelow ? name([...list, index + step, ...path.slice(list.length + 1)]) : key;
  });
  form.open.clear();
  for (const key of after) form.open.add(key);
}

/** Entries can be dragged to another position. @param {HTMLElement} place @param {Form} form @param {Path} list */
function drags(place, form, list) {
  /** @type {number | null} */
  let dragged = null;
  const over = (/** @type {DragEvent} */ event) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("li.entry"));
  place.addEventListener("dragstart", (event) => {
    const item = over(event);
    if (item?.parentElement !== place) return;
    dragged = Number(item.dataset.index);
    event.dataTransfer?.setData("text/plain", "");
    event.stopPropagation();
  });
  place.addEventListener("dragover", (event) => dragged !== null && event.preventDefault());
  place.addEventListener("drop", (event) => {
    const item = over(event);
    if (dragged === null || item?.parentElement !== place) return;
    event.preventDefault();
    const to = Number(item.dataset.index);
    if (to !== dragged) move(form, list, dragged, to);
    dragged = null;
  });
  place.addEventListener("dragend", () => (dragged = null));
}
