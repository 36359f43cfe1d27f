// Bullet points: Enter adds one, Backspace in an empty one removes it, and a pasted list becomes several.

import { button, element } from "./elements.js";
import { emphasizes, grows, toolbar } from "./form-controls.js";
import { child, isHidden, name, textOf } from "./form-values.js";
import { say } from "./notices.js";
import { t } from "./strings.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./form-values.js").Path} Path
 */

/** The marks that word processors put before a list item. */
const MARK = /^\s*(?:[•·▪◦‣●○■–—*-]|o(?=\t)|\d{1,2}[.)])[\s\u00a0]+/;

/** The items of a pasted text. @param {string} text */
export const pastedItems = (text) => text.split(/\r?\n/).map((line) => line.replace(MARK, "").trim()).filter(Boolean);

/** @param {Form} form @param {import("./form-controls.js").Named} spec @param {Path} path */
export function bullets(form, spec, path) {
  const items = form.value(path)?.list ?? [];
  const text = form.value(path)?.text;
  // A list may be written as one text.
  const length = text === undefined ? items.length : 1;
  const added = form.added.get(name(path));
  const box = element("div", { className: "bullets" });
  const count = length + (added === undefined ? 0 : 1);
  for (let at = 0; at < count; at += 1) {
    const isNew = at === added;
    const index = added !== undefined && at > added ? at - 1 : at;
    box.append(bullet(form, spec, path, { at, index, isNew, length }));
  }
  if (added === undefined) {
    const add = button(`+ ${t("form.addBullet")}`, () => addAt(form, path, length), { className: "add" });
    add.dataset.path = name(path);
    box.append(add);
  }
  return box;
}

/** Shows an empty item at an index, which is in the text as soon as something is typed. @param {Form} form @param {Path} path @param {number} index */
function addAt(form, path, index) {
  form.added.set(name(path), index);
  form.redraw([...path, index, "new"]);
}

/**
 * @param {Form} form @param {import("./form-controls.js").Named} spec @param {Path} path
 * @param {{at: number, index: number, isNew: boolean, length: number}} which
 */
function bullet(form, spec, path, { at, index, isNew, length }) {
  let isWritten = !isNew;
  const own = [...path, index];
  const value = isNew ? undefined : form.value(own);
  const place = value?.keys ? [...own, "text"] : own;
  const area = grows(element("textarea", { rows: 1, placeholder: spec.example || "…", spellcheck: true, "aria-label": `${spec.label} ${at + 1}` }));
  area.dataset.path = isNew ? name([...path, index, "new"]) : name(place);
  if (spec.rich) emphasizes(area);
  const hidden = isHidden(value);

  area.addEventListener("compositionend", () => area.dispatchEvent(new Event("input")));
  area.addEventListener("input", (/** @type {InputEvent} */ event) => {
    if (event.isComposing) return;
    const text = area.value.replace(/\s*\n\s*/g, " ");
    if (!isWritten) {
      if (!text.trim()) return;
      isWritten = true;
      form.added.delete(name(path));
      area.dataset.path = name(own);
      form.perform({ do: "insert", path, index, values: [text] });
    } else if (text.trim()) form.set(form.value(own)?.keys ? [...own, "text"] : own, text);
    else {
      // The empty field stays; its item is gone from the text.
      isWritten = false;
      form.added.set(name(path), index);
      area.dataset.path = name([...path, index, "new"]);
      form.perform({ do: "remove", path: own });
    }
  });
  area.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (area.value.trim()) enter();
    } else if (event.key === "Backspace" && !area.value && !isWritten) {
      event.preventDefault();
      form.added.delete(name(path));
      form.redraw(index > 0 ? [...path, index - 1] : path);
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(event.key === "ArrowUp" ? -1 : 1);
    }
  });
  area.addEventListener("blur", () => {
    // An item that was added and left empty was not wanted.
    if (isWritten || area.value.trim() || !form.added.has(name(path))) return;
    setTimeout(() => {
      // Once its item is gone from the text, another field stands in its place.
      const focused = /** @type {HTMLElement | null} */ (document.activeElement);
      if (focused?.dataset.path === area.dataset.path || form.added.get(name(path)) !== index || !document.hasFocus()) return;
      form.added.delete(name(path));
      form.redraw();
    }, 150);
  });
  area.addEventListener("paste", (/** @type {ClipboardEvent} */ event) => {
    const items = pastedItems(event.clipboardData?.getData("text/plain") ?? "");
    const isMarked = MARK.test(event.clipboardData?.getData("text/plain") ?? "");
    if (items.length < 2 && !isMarked) return;
    event.preventDefault();
    const [first, ...rest] = items;
    area.setRangeText(first, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
    if (rest.length) {
      form.perform({ do: "insert", path, index: index + 1, values: rest });
      form.redraw([...path, index + rest.length]);
    }
    say(t("form.pasted", { count: items.length }));
  });
  if (!isNew) form.follow(place, (now) => {
    const text = textOf(now);
    if (area.value.replace(/\s*\n\s*/g, " ").trim() === text.replace(/\s*\n\s*/g, " ").trim()) return;
    if (document.activeElement === area && (!isWritten || form.pending())) return;
    area.value = text;
    area.dispatchEvent(new Event("grow"));
  });

  /** Splits the text at the cursor. */
  function enter() {
    const [before, after] = [area.value.slice(0, area.selectionStart).trimEnd(), area.value.slice(area.selectionEnd).trim()];
    if (!after || !before) return addAt(form, path, before ? index + 1 : index);
    form.perform(
      { do: "set", path: place, value: before },
      { do: "insert", path, index: index + 1, values: [after] },
    );
    form.redraw([...path, index + 1]);
  }

  /** @param {number} step */
  function move(step) {
    const to = index + step;
    if (!isWritten || to < 0 || to >= length) return;
    form.perform({ do: "move", path: own, to });
    form.redraw([...path, to]);
    say(t("form.moved", { place: to + 1 }));
  }

  const tool = (/** @type {string} */ sign, /** @type {import("./strings.js").Key} */ key, /** @type {() => void} */ act, disabled = false) => {
    const made = button(sign, act, { className: "tool", title: t(key), "aria-label": `${t(key)}: ${spec.label} ${at + 1}`, disabled });
    made.dataset.path = name(own);
    // Hiding and showing is one button.
    made.dataset.role = key === "form.show" ? "form.hide" : key;
    return made;
  };
  const hide = () =>
    value?.keys
      ? form.set([...own, "hidden"], hidden ? null : true)
      : form.set(own, { text: textOf(form.value(own)), hidden: true });
  const isNested = child(value, "highlights") !== undefined;
  return element("div", { className: `bullet${hidden ? " hidden-entry" : ""}` }, [
    element("span", { className: "mark", "aria-hidden": "true" }, "•"),
    area,
    ...(isNew ? [] : [toolbar([
      tool("↑", "form.up", () => move(-1), index === 0),
      tool("↓", "form.down", () => move(1), index + 1 >= length),
      tool(t(hidden ? "form.showWord" : "form.hideWord"), hidden ? "form.show" : "form.hide", hide),
      tool("✕", "form.remove", () => {
        form.perform({ do: "remove", path: own });
        form.redraw(index > 0 ? [...path, index - 1] : path);
        say(t("form.removed"));
      }),
    ], t("form.actions", { name: `${spec.label} ${at + 1}` }))]),
    ...(isNested ? [button(t("form.nested"), () => form.goToText(own), { className: "nested" })] : []),
  ]);
}
