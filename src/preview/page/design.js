// The design: the résumé in every theme, the options of the theme, and what is kept.

import { button, element } from "./elements.js";
import { say } from "./notices.js";
import { fetchBlob, Refused } from "./server.js";
import { fieldLabel, t } from "./strings.js";

const thumbnails = /** @type {HTMLElement} */ (document.getElementById("thumbnails"));
const controls = /** @type {HTMLFormElement} */ (document.getElementById("option-controls"));
const details = /** @type {HTMLDetailsElement} */ (document.getElementById("theme-options"));
const pane = /** @type {HTMLElement} */ (document.getElementById("options-pane"));

/**
 * @typedef {{name: string, kind: string, help: string, default: any, value: any, words?: string[], min?: number, max?: number, ground?: string, auto: boolean}} Option
 */

/**
 * @param {object} page
 * @param {(chosen: any) => void} page.choose
 * @param {any} page.form
 * @param {() => any} page.chosen
 */
export function startDesign({ choose, form, chosen }) {
  /** @type {any} */
  let state = null;
  /** Which pages the thumbnails show. */
  let drawn = "";
  let drawing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let idle;

  controls.addEventListener("submit", (event) => event.preventDefault());
  details.addEventListener("toggle", () => showControls());
  document.getElementById("keep")?.addEventListener("click", keep);
  new IntersectionObserver(() => later()).observe(thumbnails);

  return {
    /** @param {any} next */
    show(next) {
      state = next;
      showThemes();
      showControls();
      later();
    },
  };

  /** @param {string} name @param {any} value */
  function set(name, value) {
    const now = chosen() ?? {};
    const options = { ...now.options };
    if (value === null) delete options[name];
    else options[name] = String(value);
    choose({ ...now, options });
  }

  // --- Themes

  function showThemes() {
    const themes = state.choices.themes;
    const key = themes.map((/** @type {any} */ { name }) => name).join();
    if (thumbnails.dataset.themes !== key) {
      thumbnails.dataset.themes = key;
      drawn = "";
      thumbnails.replaceChildren(...themes.map((/** @type {any} */ { name, description }) => {
        const made = button("", () => choose({ ...chosen(), theme: name, options: {} }), { className: "thumbnail", title: description, "aria-label": t("design.theme", { name }) });
        made.dataset.theme = name;
        made.append(element("span", { className: "sheet" }), element("span", { className: "caption" }, name));
        return made;
      }));
    }
    for (const made of thumbnails.children)
      made.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (made).dataset.theme === state.effective?.theme));
  }

  /** Draws the thumbnails when nothing has happened for a while. */
  function later() {
    clearTimeout(idle);
    // A long document takes a while to lay out in every theme.
    idle = setTimeout(draw, (state?.pages.length ?? 0) > 4 ? 6000 : 1200);
  }

  async function draw() {
    const wanted = () => JSON.stringify([state?.pages.map((/** @type {any} */ { digest }) => digest), state?.choices.themes.length]);
    if (drawing || !state?.ok || drawn === wanted() || !isShown()) return;
    drawing = true;
    const key = wanted();
    let lost = false;
    for (const made of /** @type {HTMLElement[]} */ ([...thumbnails.children])) {
      // Typing comes first.
      if (key !== wanted() || !isShown()) break;
      try {
        const address = URL.createObjectURL(await fetchBlob(`/thumbnail?theme=${encodeURIComponent(made.dataset.theme ?? "")}`));
        const image = /** @type {HTMLImageElement} */ (element("img", { alt: "", src: address }));
        await image.decode();
        made.querySelector(".sheet")?.replaceChildren(image);
        URL.revokeObjectURL(address);
      } catch (error) {
        // Without a connection there is nothing to be drawn.
        if (!(error instanceof Refused) || error.status === 403) {
          lost = true;
          break;
        }
        made.querySelector(".sheet")?.replaceChildren(element("span", { "aria-hidden": "true" }, "–"));
        made.title = t("design.none");
      }
    }
    drawing = false;
    drawn = lost ? "" : key;
    // After a lost connection, the next state draws them.
    if (!lost && key !== wanted()) later();
  }

  function isShown() {
    return !pane.hidden && thumbnails.checkVisibility();
  }

  // --- Options

  function showControls() {
    /** @type {Option[]} */
    const options = state?.effective?.options ?? [];
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
      if (output) output.textContent = shown(option);
    }
  }

  /** @param {Option} option */
  function control(option) {
    const { name, kind, help, words = [], min = 0, max = 1 } = option;
    const id = `option-${name}`;
    /** @type {any} */
    let input;
    let output = null;
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
    Object.assign(input, { id, name });
    input.setAttribute("aria-describedby", `${id}-help`);
    if (output) output.dataset.of = name;
    return element("div", { className: `option ${kind}` }, [
      element("label", { htmlFor: id }, fieldLabel(name)),
      input,
      ...(output ? [output] : []),
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
    if (kind === "font") input.style.fontFamily = value === "auto" ? "" : JSON.stringify(String(value));
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

  // --- Keeping

  /** Writes what was chosen into the text, and goes back to what the text says. */
  async function keep() {
    const { theme, application, language, paper, pages, show, options } = chosen();
    const base = application ? ["applications", application] : [];
    /** @type {any[]} */
    const operations = [];
    const set = (/** @type {any[]} */ path, /** @type {any} */ value) => operations.push({ do: "set", path: [...base, ...path], value });
    /** @type {Option[]} */
    const specs = state.effective?.options ?? [];
    const typed = Object.fromEntries(Object.entries(options ?? {}).map(([name, value]) => {
      const kind = specs.find((spec) => spec.name === name)?.kind;
      return [name, kind === "boolean" ? value === "true" : kind === "number" && Number.isFinite(Number(value)) ? Number(value) : value];
    }));
    if (paper) typed.paper = paper;
    const written = form.value([...base, "theme"]);
    const name = theme ?? written?.text;
    if (written?.keys) {
      if (theme) {
        set(["theme", "name"], theme);
        // The options of another theme mean nothing in this one.
        const known = new Set(["name", ...specs.map((spec) => spec.name)]);
        for (const key of written.keys) if (!known.has(key)) operations.push({ do: "remove", path: [...base, "theme", key] });
      }
      for (const [key, value] of Object.entries(typed)) set(["theme", key], value);
    } else if (Object.keys(typed).length) set(["theme"], { ...(name ? { name } : {}), ...typed });
    else if (theme) set(["theme"], theme);
    if (language) set(["language"], language);
    if (pages) set(["pages"], /^\d+$/.test(pages) ? Number(pages) : pages);
    if (operations.length) await form.perform(...operations);
    choose({ theme: null, application, language: null, paper: null, pages: null, show, options: {} });
    say(t("design.kept"));
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
