// Keyboard shortcuts of the page; the editor has its own.

import { byId, kept } from "./elements.js";

/**
 * Starts the shortcuts; single-letter ones (`letters`) can be switched off.
 *
 * @param {object} actions
 * @param {() => void} actions.save
 * @param {(step: 1 | -1) => void} actions.nextPane
 * @param {(step: 1 | -1) => void} actions.note
 * @param {Record<string, () => void>} actions.letters
 */
export function startShortcuts({ save, nextPane, note, letters }) {
  const box = byId("letters", HTMLInputElement);
  box.checked = kept.read("letters", true);
  box.addEventListener("change", () => kept.write("letters", box.checked));
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  for (const key of document.querySelectorAll("kbd.mod")) key.textContent = mac ? "⌘" : "Ctrl";

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const act = find(event);
    if (!act) return;
    event.preventDefault();
    act();
  });

  /** @param {KeyboardEvent} event */
  function find(event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") return save;
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    const step = event.shiftKey ? -1 : 1;
    if (event.key === "F6") return () => nextPane(step);
    if (event.key === "F8") return () => note(step);
    const isTyping = event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable=true]");
    if (!box.checked || isTyping) return null;
    return Object.hasOwn(letters, event.key) ? letters[event.key] : null;
  }
}
