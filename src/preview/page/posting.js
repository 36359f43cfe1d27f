// A job posting: which of its terms the résumé has, which an application leaves out, which are missing.

import { button, element } from "./elements.js";
import { say } from "./notices.js";
import { ask, Refused } from "./server.js";
import { t } from "./strings.js";

const area = /** @type {HTMLTextAreaElement} */ (document.getElementById("posting"));
const place = /** @type {HTMLElement} */ (document.getElementById("posting-findings"));

/** @typedef {{term: string, count: number, coverage: "present" | "omitted" | "missing", paths: string[], remedy: string | null}} Finding */

/**
 * @param {object} page
 * @param {any} page.form
 * @param {(path: string) => void} page.go Shows the value at a path.
 */
export function startPosting({ form, go }) {
  let version = -1;
  let compared = "";
  let asking = false;
  let ok = false;
  area.addEventListener("input", update);

  return {
    /** @param {{version: number, ok: boolean}} state */
    show(state) {
      version = state.version;
      ok = state.ok;
      update();
    },
  };

  async function update() {
    const wanted = () => JSON.stringify([version, area.value]);
    if (asking || !ok) return;
    asking = true;
    while (compared !== wanted()) {
      compared = wanted();
      if (!area.value.trim()) place.replaceChildren();
      else {
        try {
          show(await ask("/posting", { text: area.value }));
        } catch (error) {
          if (error instanceof Refused) place.textContent = error.message;
          else break;
        }
      }
    }
    asking = false;
  }

  /** @param {{terms: Finding[], emphasize: string[]}} answer */
  function show({ terms, emphasize }) {
    if (!terms.length) return place.replaceChildren(element("p", { className: "quiet" }, t("posting.none")));
    const groups = /** @type {const} */ (["missing", "omitted", "present"]).flatMap((coverage) => {
      const found = terms.filter((one) => one.coverage === coverage);
      if (!found.length) return [];
      return [
        element("h3", {}, `${t(`posting.${coverage}`)} (${found.length})`),
        element("ul", { className: `terms ${coverage}` }, found.map((one) => element("li", {}, [
          one.paths.length ? button(one.term, () => go(one.paths[0]), { title: one.paths.join(", ") }) : element("span", {}, one.term),
          ...(one.remedy ? [element("span", { className: "quiet" }, t("posting.remedy", { remedy: one.remedy }))] : []),
        ]))),
      ];
    });
    const name = element("input", { type: "text", placeholder: t("posting.name"), "aria-label": t("posting.name"), autocomplete: "off" });
    const add = element("form", { className: "row" }, [name, element("button", { type: "submit" }, t("posting.add"))]);
    add.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      const key = name.value.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
      if (!key) return name.focus();
      const value = emphasize.length ? { emphasize } : { note: name.value.trim() };
      form.perform({ do: "set", path: ["applications", key], value }).then(() => say(t("posting.added", { name: key })));
    });
    const typed = /** @type {HTMLInputElement | null} */ (place.querySelector("form input"))?.value ?? "";
    const hasFocus = place.contains(document.activeElement);
    place.replaceChildren(...groups, add);
    name.value = typed;
    if (hasFocus) name.focus();
  }
}
