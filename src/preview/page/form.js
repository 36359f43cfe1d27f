// The form: the same text as in the editor, as fields. What it shows is generated from the schema.

import { button, byId, element, kept } from "./elements.js";
import { createEdits } from "./form-edits.js";
import { createCards } from "./form-cards.js";
import { showHints } from "./form-fields.js";
import { after } from "./form-model.js";
import { showProblems } from "./form-problems.js";
import { useSchema } from "./form-schema.js";
import { name, pathAt, shape, valueAt } from "./form-values.js";
import { say } from "./notices.js";
import { ask, Refused } from "./server.js";
import { t } from "./strings.js";

/**
 * @typedef {import("./form-values.js").Value} Value
 * @typedef {import("./form-values.js").Path} Path
 *
 * What the parts of the form share.
 * @typedef {object} Form
 * @property {(...operations: import("./form-edits.js").Operation[]) => Promise<void>} perform
 * @property {(path: Path, value: any, order?: string[]) => Promise<void>} set
 * @property {(path: Path, update: (value: Value | undefined) => void) => void} follow
 *   Calls `update` now, and whenever the value changes while the controls stay.
 * @property {() => boolean} pending Whether something was typed that the values do not have yet.
 * @property {(path: Path) => Value | undefined} value
 * @property {Set<string>} open The entries that are unfolded.
 * @property {Map<string, number>} added Lists with an empty item that is not in the text yet, and its index.
 * @property {(path?: Path, role?: string) => void} redraw Draws all controls, and moves focus to one; of several with that path, to that of a role.
 * @property {(path: Path) => void} goToText
 */

/**
 * @param {object} page
 * @param {ReturnType<typeof import("./editor.js").createEditor>} page.editor
 * @param {() => {window: string, turn: number} | null} page.ahead The number of the next draft.
 * @param {(text: string | null) => void} page.made Called with the text that the server lays out; with `null` if it may have failed to make one.
 * @param {() => void} page.edited Called when the form has changed the text.
 * @param {() => void} page.read Called when there are new values.
 * @param {(place: {from: number, to: number} | null) => void} page.selected Called when a field gets focus, with its value, if it has one.
 * @param {(place: {from: number, to: number}) => void} page.goToText
 * @param {(fix: import("./server.js").Fix) => void} page.fix Applies the fix of a diagnostic.
 */
export function createForm({ editor, ahead, made, edited, read, selected, goToText, fix }) {
  const place = byId("form", HTMLElement);
  /** @type {Value | undefined} */
  let values;
  /** The text that the values are of. */
  let of = "";
  let drawn = "";
  let asking = false;
  /** Whether a letter is being composed, as with input methods for Chinese. */
  let composing = false;
  let ready = false;
  /** @type {{path: Path, update: (value: Value | undefined) => void}[]} */
  let followers = [];

  const edits = createEdits({
    text: editor.text,
    draft: ahead,
    made,
    applied(text, next) {
      editor.setText(text, { undoable: true, joined: true });
      of = text;
      if (next) accept(text, next);
      edited();
    },
    async refused(message) {
      say(message);
      // The form goes back to what the text says.
      of = "";
      values = undefined;
      await sync();
      showError(t("form.refused", { message }), false);
    },
  });

  /** @param {import("./form-edits.js").Operation[]} operations */
  function perform(...operations) {
    for (const operation of operations) if (values) values = after(values, operation);
    const done = edits.perform(...operations);
    refresh();
    return done;
  }

  /** @type {Form} */
  const form = {
    perform,
    set: (path, value, order = []) => perform({ do: "set", path, value, order }),
    follow(path, update) {
      followers.push({ path, update });
      update(valueAt(values, path));
    },
    pending: edits.pending,
    value: (path) => valueAt(values, path),
    open: new Set(kept.read("form.open", [])),
    added: new Map(),
    redraw: draw,
    goToText: (path) => goToText(valueAt(values, path) ?? { from: 0, to: 0 }),
  };

  /** @type {import("./server.js").Note[]} */
  let notes = [];
  const showNotes = () => showProblems(place, notes, fix);
  /** What the pages show. */
  let shown = /** @type {import("./form-sections.js").Shown} */ ({ printed: [], order: [], application: null });
  const cards = createCards(form, () => shown);

  place.addEventListener("focusin", (event) => {
    const path = pathOf(event.target);
    if (path) select(path);
  });
  showHints(place, showNotes);
  place.addEventListener("compositionstart", () => (composing = true));
  place.addEventListener("compositionend", () => {
    composing = false;
    setTimeout(() => drawn || draw());
  });
  return {
    sync,
    pending: edits.pending,
    perform,
    value: form.value,
    redraw: () => draw(),
    /** Follows what the pages show. @param {import("./server.js").State} state */
    show({ chosen, effective, notes: found, file }) {
      notes = found.filter((note) => note.file === null || note.file === file);
      shown = { ...(effective?.sections ?? { printed: [], order: [] }), application: chosen.application };
      if (values) refresh();
      showNotes();
    },
    /** Moves focus to the field of the first text after an offset; returns whether there is one. @param {number} offset */
    focusAt(offset) {
      const path = pathAt(values, offset);
      return path !== null && focus(path);
    },
    focus,
  };

  /** Moves focus to the field of a path, or to the nearest above it; returns whether there is one. @param {Path} path */
  function focus(path) {
    for (let depth = path.length; depth > 0; depth -= 1) form.open.add(name(path.slice(0, depth)));
    draw();
    for (let depth = path.length; depth > 0; depth -= 1) {
      const control = find(path.slice(0, depth));
      if (!control) continue;
      for (let fold = control.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
      control.focus({ preventScroll: true });
      control.scrollIntoView({ block: "center" });
      return true;
    }
    return false;
  }

  /** Reads the text of the editor, unless the form has made it. */
  async function sync() {
    if (asking) return;
    asking = true;
    try {
      if (!ready) useSchema(await ask("/schema"));
      ready = true;
    } catch {
      // There is no connection yet.
      asking = false;
      return;
    }
    while (editor.text() !== of || !values) {
      const text = editor.text();
      try {
        const answer = await ask("/form", { text });
        // Changes of the form that are on their way come first.
        if (edits.pending()) break;
        if (editor.text() === text) accept(text, answer.values);
      } catch (error) {
        of = text;
        if (error instanceof Refused) showError(t("form.unreadable", { message: error.message, line: error.data?.line ?? "?" }), true, error.data?.line);
        break;
      }
    }
    asking = false;
  }

  /** @param {string} text @param {Value} next */
  function accept(text, next) {
    of = text;
    values = next;
    place.querySelector(".form-error")?.remove();
    lock(false);
    refresh();
    read();
    // The words move on the pages while they are typed.
    const active = place.contains(document.activeElement) && pathOf(document.activeElement);
    if (active) select(active);
  }

  /** Marks what a path is printed as; what is empty or gone is not printed. @param {Path} path */
  function select(path) {
    const value = valueAt(values, path);
    selected(value && value.to > value.from ? value : null);
  }

  /** Shows the values, with new controls if there must be others. */
  function refresh() {
    // An item that was added to the form is in the text now.
    for (const [list, index] of form.added) {
      const length = valueAt(values, JSON.parse(list))?.list?.length ?? 0;
      if (JSON.parse(list).length && length > index && isEntry(list, index)) form.added.delete(list);
    }
    if (shapeOf() !== drawn) draw();
    else for (const { path, update } of followers) update(valueAt(values, path));
  }

  /** Whether the item that was added is the last one: of points, it may be one in between. @param {string} list @param {number} index */
  function isEntry(list, index) {
    return place.querySelector(`[data-path='${CSS.escape(name([...JSON.parse(list), index, "new"]))}']`) === null;
  }

  function shapeOf() {
    return JSON.stringify([shape(values), cards.shape(), [...form.added], [...form.open].sort()]);
  }

  /** @param {Path} [focus] @param {string | null} [focusRole] */
  function draw(focus, focusRole = null) {
    if (!ready || !values) return;
    // New controls would end the composition of a letter.
    if (composing) return void (drawn = "");
    const active = /** @type {HTMLInputElement | null} */ (place.contains(document.activeElement) ? document.activeElement : null);
    const path = focus ?? pathOf(active);
    const role = focus ? focusRole : active?.dataset.role;
    const selection = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
    const top = place.scrollTop;
    kept.write("form.open", [...form.open].slice(-60));
    followers = [];
    const unfolded = new Set([...place.querySelectorAll("details[open]")].map((one) => /** @type {HTMLElement} */ (one).dataset.name));
    place.replaceChildren(...cards.draw());
    for (const one of place.querySelectorAll("details")) if (unfolded.has(one.dataset.name)) one.open = true;
    drawn = shapeOf();
    showNotes();
    place.scrollTop = top;
    const control = path && (find(path, role) ?? nearest(path));
    if (!control) return;
    // Spaces at the end of what was typed are not in the values.
    if (active && !focus && "value" in control && active.value.trim() === /** @type {any} */ (control).value.trim()) control.value = active.value;
    control.focus({ preventScroll: !focus });
    if (focus) control.scrollIntoView({ block: "nearest" });
    if (selection && !focus && "setSelectionRange" in control && selection[0] !== null) {
      try {
        /** @type {HTMLInputElement} */ (control).setSelectionRange(selection[0], selection[1]);
      } catch {
        // Some kinds of fields have no selection.
      }
    }
  }

  /** @param {Path} path @param {string | null} [role] @returns {HTMLElement | null} */
  function find(path, role) {
    const all = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(`[data-path='${CSS.escape(name(path))}']`)]);
    if (role) return all.find((one) => one.dataset.role === role && !one.matches(":disabled")) ?? null;
    // A disabled control cannot have focus.
    const control = all.find((one) => one.matches(":is(input, textarea, select, button):enabled"));
    return control ?? all[0]?.querySelector("input, textarea, select, button") ?? null;
  }

  /** The control of a path; of what is gone, as after an undo, that before it or around it. @param {Path} path */
  function nearest(path) {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const [last, above] = [path[depth - 1], path.slice(0, depth - 1)];
      const found = find(path.slice(0, depth)) ?? (typeof last === "number" && last > 0 ? find([...above, last - 1]) : null);
      if (found) return found;
    }
    return null;
  }

  /** @param {boolean} isLocked */
  function lock(isLocked) {
    place.classList.toggle("locked", isLocked);
    for (const child of place.children) /** @type {HTMLElement} */ (child).inert = isLocked;
  }

  /** @param {string} message @param {boolean} isLocked Whether the form cannot be used until the text is mended. @param {number} [line] */
  function showError(message, isLocked, line = 1) {
    const from = editor.text().split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    place.querySelector(".form-error")?.remove();
    lock(isLocked);
    place.prepend(element("div", { className: "form-error", role: "alert" }, [
      element("p", {}, message),
      ...(isLocked ? [button(t("form.showText"), () => goToText({ from, to: from }))] : []),
    ]));
  }
}

/** The path of the control that is, or is around, an element. @param {any} target @returns {Path | null} */
function pathOf(target) {
  const text = target?.closest?.("[data-path]")?.dataset.path;
  return text ? JSON.parse(text) : null;
}
