// A control for every option of the theme.

import { byId, element } from "./elements.js";
import { fontFamilies, sampleFont } from "./font-samples.js";
import { fieldLabel, t } from "./strings.js";

/** @typedef {import("./server.js").ThemeOption} Option */

const controls = byId("option-controls", HTMLFormElement);
const details = byId("theme-options", HTMLDetailsElement);

/** @param {(name: string, value: any) => void} set Chooses a value; `null` goes back to the default. @returns {(options: Option[]) => void} Shows options. */
export function startThemeOptions(set) {
  /** @type {Option[]} */
  let options = [];
  controls.addEventListener("submit", (event) => event.preventDefault());
  details.addEventListener("toggle", () => showControls());
  return (next) => {
    options = next;
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
      if (document.activeElement !== input || option.kind !== "text") fill(input, option);
      const output = controls.querySelector(`output[data-of="${CSS.escape(option.name)}"]`);
      if (output && option.kind === "font") sample(/** @type {HTMLElement} */ (output), option);
      else if (output) output.textContent = shown(option);
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
      input = element("select", {}, words.map((word) => new globalThis.Option(word)));
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
      input.addEventListener("change", () => set(name, input.value || null));
    }
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
      element("label", { htmlFor: id }, fieldLabel(name)),
      input,
      ...(output ? [output] : []),
      ...more,
      element("p", { className: "quiet", id: `${id}-help` }, help),
    ]);
  }

  /** @param {any} input @param {Option} option */
  function fill(input, { kind, value, default: normal, min = 0 }) {
    if (kind === "boolean") input.checked = value === true;
    // An automatic value has no position on a scale.
    else if (kind === "number" || kind === "length") input.value = String(typeof value === "number" ? value : typeof normal === "number" ? normal : min);
    else if (kind === "color") input.value = /^#[0-9a-f]{6}$/i.test(value) ? value : "#000000";
    else input.value = String(value ?? "");
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
  function shown({ kind, value, ground }) {
    if (value === "auto") return t("design.auto");
    if (kind === "length") return `${(value / 72 * 25.4).toFixed(1)} mm`;
    if (kind === "color" && ground) {
      const ratio = contrast(value, ground);
      return t(ratio < 4.5 ? "design.contrastLow" : "design.contrast", { ratio: ratio.toFixed(1) });
    }
    return kind === "color" ? value : String(Number(Number(value).toFixed(3)));
  }
}

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
