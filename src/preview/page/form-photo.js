// The photo of a résumé: chosen from a file, cropped, or removed.

import { button, element } from "./elements.js";
import { wrap } from "./form-controls.js";
import { fieldsOf } from "./form-schema.js";
import { child, name } from "./form-values.js";
import { say } from "./notices.js";
import { isUnsaved, usePhoto } from "./photo.js";
import { Refused } from "./server.js";
import { t } from "./strings.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./form-values.js").Path} Path
 */

/** The names of the ways to crop. @type {Record<string, import("./strings.js").Key>} */
const CROPS = { square: "photo.square", circle: "photo.circle", none: "photo.none" };

/** @param {Form} form @param {import("./form-controls.js").Named} spec @param {Path} path @param {string[]} order */
export function photo(form, spec, path, order) {
  const value = form.value(path);
  const file = value?.text ?? child(value, "file")?.text ?? "";
  const input = element("input", { type: "file", accept: "image/*", hidden: true, tabIndex: -1, "aria-hidden": "true" });
  const status = element("p", { className: "quiet", role: "status" }, file && !file.startsWith("data:") ? t(isUnsaved(file) ? "photo.unsaved" : "photo.saved", { name: file }) : "");
  const choose = button(t(file ? "photo.replace" : "photo.choose"), () => input.click());
  choose.dataset.path = name(path);
  choose.dataset.role = "choose";
  input.addEventListener("change", () => input.files?.[0] && use(input.files[0]));
  const box = element("div", { className: "photo" }, [choose, input, ...(file ? [crop(), remove()] : []), status]);
  return wrap({ ...spec, tip: t("photo.tip") }, box);

  /** @param {File} picture */
  async function use(picture) {
    try {
      const called = await usePhoto(picture);
      await form.set(value?.keys ? [...path, "file"] : path, called, order);
      form.redraw();
      say(t("photo.added"));
    } catch (error) {
      status.textContent = error instanceof Refused ? error.message : t("photo.unreadable");
    }
  }

  function crop() {
    const known = fieldsOf(spec.inner).find(({ key }) => key === "crop")?.options ?? [];
    const select = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": t("photo.crop") }, [
      new Option(t("photo.theme"), ""),
      ...known.map((word) => new Option(CROPS[word] ? t(CROPS[word]) : word, word)),
    ]));
    select.dataset.path = name(path);
    select.dataset.role = "crop";
    select.value = child(value, "crop")?.text ?? "";
    select.addEventListener("change", () => {
      const now = form.value(path);
      if (now?.keys) form.set([...path, "crop"], select.value || null);
      else form.set(path, { file, crop: select.value }, order);
    });
    return select;
  }

  function remove() {
    const made = button("✕", () => {
      form.set(path, null);
      form.redraw(path);
      say(t("form.removed"));
    }, { className: "tool", title: t("photo.remove"), "aria-label": t("photo.remove") });
    made.dataset.path = name(path);
    made.dataset.role = "remove";
    return made;
  }
}
