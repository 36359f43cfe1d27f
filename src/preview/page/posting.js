// A job posting: which of its terms the résumé has, which an application leaves out, which are missing.

import { button, byId, element } from "./elements.js";
import { say } from "./notices.js";
import { ask, Refused } from "./server.js";
import { t } from "./strings.js";

const area = byId("posting", HTMLTextAreaElement);
const place = byId("posting-findings", HTMLElement);

/** @typedef {{term: string, count: number, coverage: "present" | "omitted" | "missing", paths: string[], remedy: string | null,
 *   operation: import("./form-edits.js").Operation | null}} Finding A term; `operation` brings in one that is left out. */

/**
 * @param {object} page
 * @param {{perform: import("./form.js").Form["perform"]}} page.form
 * @param {(application: string) => void} page.added Called when an application that was added is known.
 * @param {(path: string) => void} page.go Shows the value at a path.
 */
export function startPosting({ form, added, go }) {
  let version = -1;
  let compared = "";
  let asking = false;
  let ok = false;
  /** The application that the server does not know yet. @type {string | null} */
  let adding = null;
  const status = element("p", { className: "quiet", role: "status" });
  area.addEventListener("input", () => {
    status.textContent = "";
    update();
  });
  area.addEventListener("drop", async (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file || !/\.(html?|md|txt)$/i.test(file.name)) return;
    // Elsewhere on the page, a file is a résumé to convert.
    event.preventDefault();
    area.value = await file.text();
    area.dispatchEvent(new Event("input"));
  });

  return {
    /** @param {import("./server.js").State} state */
    show(state) {
      if (adding && state.choices.applications.includes(adding)) {
        added(adding);
        adding = null;
      }
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

  /** @param {string} term @param {import("./form-edits.js").Operation} operation */
  function bringIn(term, operation) {
    return button(t("posting.in"), () => {
      area.focus();
      form.perform(operation).then(() => say(t("posting.broughtIn", { term })));
    }, { className: "bring-in", "aria-label": t("posting.bringIn", { term }) });
  }

  /** @param {{terms: Finding[], emphasize: string[]}} answer */
  function show({ terms, emphasize }) {
    if (!terms.length) return place.replaceChildren(element("p", { className: "quiet" }, t("posting.none")));
    const groups = /** @type {const} */ (["missing", "omitted", "present"]).flatMap((coverage) => {
      const found = terms.filter((one) => one.coverage === coverage);
      if (!found.length) return [];
      return [
        element("h3", {}, `${t(`posting.${coverage}`)} (${found.length})`),
        ...(coverage === "missing" ? [element("p", { className: "quiet" }, t("posting.missingSays"))] : []),
        element("ul", { className: `terms ${coverage}` }, found.map((one) => element("li", {}, [
          one.paths.length ? button(one.term, () => go(one.paths[0]), { title: one.paths.join(", ") }) : element("span", {}, one.term),
          ...(one.remedy ? [element("span", { className: "quiet" }, t("posting.remedy", { remedy: one.remedy }))] : []),
          ...(one.operation ? [bringIn(one.term, one.operation)] : []),
        ]))),
      ];
    });
    const name = element("input", { type: "text", placeholder: t("posting.name"), "aria-label": t("posting.name"), autocomplete: "off", required: true });
    const add = element("form", { className: "row" }, [name, element("button", { type: "submit" }, t("posting.add"))]);
    add.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      const key = name.value.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
      if (!key) return name.focus();
      const value = emphasize.length ? { emphasize } : { note: name.value.trim() };
      name.value = "";
      adding = key;
      form.perform({ do: "set", path: ["applications", key], value });
      status.replaceChildren(element("span", {}, t("posting.added", { name: key })));
    });
    const typed = /** @type {HTMLInputElement | null} */ (place.querySelector("form input"))?.value ?? "";
    const hasFocus = place.contains(document.activeElement);
    place.replaceChildren(...groups, add, status);
    name.value = typed;
    if (hasFocus) name.focus();
  }
}
