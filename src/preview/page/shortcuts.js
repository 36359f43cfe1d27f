// Keyboard shortcuts of the page; the editor has its own.

import { byId, kept } from "./elements.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** What the key for shortcuts is called, with what stands between it and the other key. */
export const MOD = isMac ? "⌘" : "Ctrl+";

/**
 * Starts the shortcuts; single-letter ones (`letters`) can be switched off.
 *
 * @param {object} actions
 * @param {() => void} actions.save
 * @param {(again: boolean) => void} actions.undo
 * @param {(step: 1 | -1) => void} actions.nextPane
 * @param {(step: 1 | -1) => void} actions.note
 * @param {Record<string, () => void>} actions.letters
 */
export function startShortcuts({ save, undo, nextPane, note, letters }) {
  const box = byId("letters", HTMLInputElement);
  box.checked = kept.read("letters", true);
  box.addEventListener("change", () => kept.write("letters", box.checked));
  for (const key of document.querySelectorAll("kbd.mod")) key.textContent = isMac ? "⌘" : "Ctrl";

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
    const isTyping = event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable=true]");
    // Form and text have one history; other fields have that of the browser.
    const isHistory = /^[zy]$/i.test(event.key) && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (isHistory && (!isTyping || isTyping.closest("#form"))) return () => undo(event.shiftKey || /y/i.test(event.key));
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    const step = event.shiftKey ? -1 : 1;
    if (event.key === "F6") return () => nextPane(step);
    if (event.key === "F8") return () => note(step);
    if (!box.checked || isTyping) return null;
    return Object.hasOwn(letters, event.key) ? letters[event.key] : null;
  }
}
