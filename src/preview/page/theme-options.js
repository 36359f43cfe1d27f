// A control for every option of the theme.

import { button, byId, element } from "./elements.js";
import { fontFamilies, sampleFont } from "./font-samples.js";
import { fieldLabel, t } from "./strings.js";

/** @typedef {import("./server.js").ThemeOption} Option */

const controls = byId("option-controls", HTMLFormElement);
const details = byId("theme-options", HTMLDetailsElement);

/** What most people change comes first. */
const FIRST = ["accent", "font", "headingFont", "size", "density", "margin"];
const priority = (/** @type {Option} */ { name }) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
/** Has a control among the choices. */
const ELSEWHERE = "paper";

/**
 * @param {(name: string, value: any) => void} set Chooses a value; `null` goes back to what the file says.
 * @returns {(options: Option[], chosen: Record<string, string>) => void} Shows options, and which of them are chosen here.
 */
export function startThemeOptions(set) {
  /** @type {Option[]} */
  let options = [];
  /** @type {Record<string, string>} */
  let chosen = {};
  controls.addEventListener("submit", (event) => event.preventDefault());
  details.addEventListener("toggle", () => showControls());
  return (next, chosenNow) => {
    options = next.filter(({ name }) => name !== ELSEWHERE).toSorted((one, other) => priority(one) - priority(other));
    chosen = chosenNow;
    showControls();
  };

  function showControls() {
    if (!details.open) return;
    const shape = JSON.stringify(options.map(({ value, ...rest }) => rest));
    if (controls.dataset.shape !== shape) {
      controls.dataset.shape = shape;
      controls.replaceChildren(...options.map(control));
    }
    for (const option of options) {
      const input = /** @type {any} */ (controls.elements.namedItem(option.name));
      if (!input) continue;
      // What is being typed stays.
      if (input.dataset.typed === undefined) fill(input, option);
      const undo = /** @type {HTMLElement} */ (input.closest(".option").querySelector(".undo"));
      undo.hidden = !Object.hasOwn(chosen, option.name);
      const output = controls.querySelector(`output[data-of="${CSS.escape(option.name)}"]`);
      if (output && option.kind === "font") sample(/** @type {HTMLElement} */ (output), option);
      else if (output) {
        output.textContent = shown(option);
        output.classList.toggle("warning", isPale(option));
      }
    }
  }

  /** @param {Option} option */
  function control(option) {
    const { name, kind, help, words = [], min = 0, max = 1 } = option;
    const id = `option-${name}`;
    /** @type {any} */
    let input;
    let output = null;
    const more = [];
    if (kind === "choice") {
      input = element("select", {}, words.map((word) => new globalThis.Option(word === "auto" ? t("design.auto") : word, word)));
      input.addEventListener("change", () => set(name, input.value));
    } else if (kind === "boolean") {
      input = element("input", { type: "checkbox" });
      input.addEventListener("change", () => set(name, input.checked));
    } else if (kind === "number" || kind === "length") {
      input = element("input", { type: "range", min, max, step: kind === "length" ? 0.5 : (max - min) / 40 });
      input.addEventListener("input", () => set(name, kind === "length" ? `${input.value}pt` : Number(Number(input.value).toFixed(3))));
      output = element("output", {});
    } else if (kind === "color") {
      input = element("input", { type: "color" });
      input.addEventListener("input", () => set(name, input.value));
      output = element("output", {});
    } else {
      input = element("input", { type: "text", autocomplete: "off", spellcheck: kind !== "font" });
      input.addEventListener("input", () => (input.dataset.typed = ""));
      for (const end of ["change", "blur"]) input.addEventListener(end, () => delete input.dataset.typed);
      input.addEventListener("change", () => set(name, input.value || null));
    }
    if (kind === "text") more.push(usual(option, input));
    if (kind === "font") {
      const list = element("datalist", { id: `${id}-families` });
      input.setAttribute("list", list.id);
      fontFamilies().then((families) => list.replaceChildren(...families.map((family) => new globalThis.Option(family))));
      output = element("output", { className: "sample" });
      more.push(list);
    }
    Object.assign(input, { id, name });
    input.setAttribute("aria-describedby", `${id}-help`);
    if (output) output.dataset.of = name;
    return element("div", { className: `option ${kind}` }, [
      element("span", { className: "name" }, [element("label", { htmlFor: kind === "text" ? `${id}-usual` : id }, fieldLabel(name, "options")), back(name, input)]),
      ...(kind === "text" ? more.splice(0) : []),
      input,
      ...(output ? [output] : []),
      ...more,
      element("p", { className: "quiet", id: `${id}-help` }, help),
    ]);
  }

  /** Goes back to what the file says, for one option. @param {string} name @param {HTMLElement} input */
  function back(name, input) {
    const label = t("design.resetOne", { name: fieldLabel(name, "options") });
    return button("↺", () => {
      set(name, null);
      (input.hidden ? /** @type {HTMLElement} */ (input.parentElement?.querySelector("select")) : input).focus();
    }, { className: "tool undo", title: label, "aria-label": label, hidden: true });
  }

  /** A running text is none, the usual one, or a person's own, which has a field. @param {Option} option @param {HTMLInputElement} input */
  function usual({ name, help }, input) {
    const select = /** @type {HTMLSelectElement} */ (element("select", { id: `option-${name}-usual`, title: help }, [
      new globalThis.Option(t("design.textNone"), "false"),
      new globalThis.Option(t("design.textUsual"), "true"),
      new globalThis.Option(t("design.textOwn"), ""),
    ]));
    select.setAttribute("aria-describedby", `option-${name}-help`);
    input.ariaLabel = `${fieldLabel(name, "options")}: ${t("design.textOwn")}`;
    select.addEventListener("change", () => {
      input.hidden = select.value !== "";
      if (select.value) return set(name, select.value);
      input.value = "";
      input.focus();
    });
    return select;
  }

  /** @param {any} input @param {Option} option */
  function fill(input, { name, kind, value, default: normal, min = 0 }) {
    if (kind === "boolean") input.checked = value === true;
    // An automatic value has no position on a scale.
    else if (kind === "number" || kind === "length") input.value = String(typeof value === "number" ? value : typeof normal === "number" ? normal : min);
    else if (kind === "color") input.value = /^#[0-9a-f]{6}$/i.test(value) ? value : "#000000";
    // A font that does not exist has no effect; what was typed stays to be corrected.
    else input.value = String((kind === "font" ? chosen[name] : null) ?? value ?? "");
    const select = kind === "text" ? input.parentElement.querySelector("select") : null;
    if (!select) return;
    select.value = typeof value === "boolean" ? String(value) : "";
    input.hidden = select.value !== "";
  }

  /** Shows the name of a font in that font. @param {HTMLElement} output @param {Option} option */
  async function sample(output, { value }) {
    const family = value === "auto" ? "" : String(value);
    output.dataset.family = family;
    output.textContent = family ? t("font.sample", { name: family }) : t("design.auto");
    const font = family ? await sampleFont(family) : null;
    if (output.dataset.family === family) output.style.fontFamily = font ?? "";
  }

  /** @param {Option} option */
  function shown(option) {
    const { kind, value, ground } = option;
    if (value === "auto") return t("design.auto");
    if (kind === "length") return `${(value / 72 * 25.4).toFixed(1)} mm`;
    if (kind === "color" && ground) {
      return t(isPale(option) ? "design.contrastLow" : "design.contrast", { ratio: contrast(value, ground).toFixed(1) });
    }
    return kind === "color" ? value : String(Number(Number(value).toFixed(3)));
  }
}

/** The contrast that text needs, as WCAG defines it. */
const LEGIBLE = 4.5;

/** Whether text in a colour is hard to read. @param {Option} option */
const isPale = ({ kind, value, ground }) => kind === "color" && Boolean(ground) && value !== "auto" && contrast(value, ground ?? "") < LEGIBLE;

/** The contrast of two colours, as WCAG defines it. @param {string} one @param {string} other */
function contrast(one, other) {
  const light = (/** @type {string} */ color) => {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}
