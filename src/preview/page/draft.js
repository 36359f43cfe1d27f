// The text in the editor: a draft that the pages follow, saved only when asked, and never over
// a newer change on disk.

import { createComparison } from "./editor.js";
import { dismiss, notice, say } from "./notices.js";
import { ask, Refused, tell as tellServer } from "./server.js";

/** How long a writer pauses before the pages follow, in milliseconds. */
const PAUSE = 80;

const tag = document.getElementById("saved");
const saveButton = document.getElementById("save");
const discardButton = document.getElementById("discard");

/**
 * The draft of `editor`. `show(state)` is given what the server answers; `settled()` is called
 * when the last state is of the text in the editor.
 */
export function createDraft(editor, { show, settled }) {
  let file = "";
  /** The version on disk that the text in the editor comes from. */
  let base = { text: "", digest: null };
  /** A version on disk that is newer than the base, while there are changes in the editor. */
  let newer = null;
  /** The draft that the server has; `null` when its pages are of the file. */
  let sent = null;
  let lineEnd = "\n";
  let ready = false;
  let busy = false;
  let timer;
  let turn = Promise.resolve();

  // One request after the other, so that an answer is never of an older text than the one before.
  const inTurn = (work) => (turn = turn.then(work, work));
  const changedText = () => ready && editor.text() !== base.text;
  const wanted = () => (changedText() ? editor.text() : null);
  const withLineEnds = (text) => (lineEnd === "\n" ? text : text.replaceAll("\n", lineEnd));
  const current = () => !busy && wanted() === sent;

  saveButton.addEventListener("click", save);
  discardButton.addEventListener("click", discard);
  addEventListener("beforeunload", (event) => changedText() && event.preventDefault());
  addEventListener("pagehide", () => {
    // Other windows go back to the file; this one remembers its changes, see `remember`.
    // The server may have one already whose answer has not come.
    if (sent !== null || busy) tellServer("/draft", { text: null });
    sent = null;
  });
  addEventListener("pageshow", (event) => event.persisted && follow());

  return { changed, seen, save, current, restarted, unsaved: changedText };

  // --- Following the writer

  function changed() {
    remember();
    tell();
    clearTimeout(timer);
    timer = setTimeout(follow, PAUSE);
  }

  function follow() {
    inTurn(async () => {
      busy = true;
      try {
        while (wanted() !== sent) {
          const text = wanted();
          const state = await ask("/draft", { text });
          sent = text;
          show(state);
        }
        dismiss("draft");
      } catch (error) {
        // Without a connection, the draft is sent again when there is one.
        if (error instanceof Refused) notice("draft", `The pages cannot follow: ${error.message}.`);
      } finally {
        busy = false;
      }
      if (current()) settled();
    });
  }

  /** The server began anew and knows nothing of the draft. */
  function restarted() {
    sent = null;
    follow();
  }

  // --- Saving

  function save() {
    if (!changedText()) return say("There is nothing to save");
    inTurn(async () => {
      const text = editor.text();
      try {
        const { digest } = await ask("/yaml", { text: withLineEnds(text), digest: base.digest });
        // Saving ends the draft of the server.
        sent = null;
        rest({ text, digest });
        dismiss("save");
        say("Saved");
      } catch (error) {
        if (error.status === 409) stopped(error.data);
        else notice("save", `Not saved: ${error instanceof Refused ? error.message : "there is no connection"}. Your changes are still here.`, [["Try again", save]], { urgent: true });
      }
    });
  }

  /** What the editor comes from is now `version`; what was typed since is still a draft. */
  function rest(version) {
    base = version;
    newer = null;
    dismiss("disk");
    remember();
    tell();
    follow();
  }

  function discard() {
    editor.setText(base.text ?? newer.text, { undoable: true });
    changed();
    editor.focus();
    say("Discarded; undo brings your changes back");
  }

  // --- What happens on disk

  /** Looks whether the file changed under the editor. */
  function seen(state) {
    file = state.file;
    if (state.digest === base.digest) dismiss("missing");
    if (state.digest === base.digest || state.digest === newer?.digest) return;
    inTurn(async () => {
      if (ready && (state.digest === base.digest || state.digest === newer?.digest)) return;
      try {
        found(await ask("/yaml"));
        dismiss("missing");
      } catch (error) {
        if (error instanceof Refused) notice("missing", `\`${file}\` cannot be read: ${error.message}.`);
      }
    });
  }

  function found({ text, digest }) {
    const version = { text: text.replace(/\r\n?/g, "\n"), digest };
    lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
    if (!ready) return begin(version);
    if (digest === base.digest) return;
    if (!changedText() || editor.text() === version.text) {
      editor.setText(version.text, { undoable: false });
      return rest(version);
    }
    newer = version;
    choose("disk", `\`${file}\` has changed on disk, and here are changes that are not saved.`, keep);
  }

  function begin(version) {
    ready = true;
    base = version;
    editor.setText(version.text, { undoable: false });
    const before = recall();
    if (before && before.text !== version.text) {
      editor.setText(before.text, { undoable: true });
      if (before.digest !== version.digest) {
        base = { text: null, digest: before.digest };
        newer = version;
        choose("disk", `Your changes are back; but \`${file}\` has changed on disk since.`, keep);
      } else say("Your changes that were not saved are back");
    }
    tell();
    follow();
  }

  function stopped({ text, digest }) {
    newer = { text: text.replace(/\r\n?/g, "\n"), digest };
    choose("disk", `Not saved: \`${file}\` has changed on disk since you began. Nothing is lost.`, () => {
      keep();
      save();
    });
  }

  function choose(kind, text, keepMine) {
    notice(kind, text, [
      ["Compare", () => compare(keepMine)],
      ["Keep mine", () => { keepMine(); editor.focus(); }],
      ["Take the disk’s", () => { take(); editor.focus(); }],
    ], { urgent: true });
  }

  /** The writer's text goes on, from the version on disk. */
  function keep() {
    const mine = newer;
    newer = null;
    base = mine;
    dismiss("disk");
    changed();
  }

  function take() {
    editor.setText(newer.text, { undoable: true });
    keep();
    say("The text is that of the disk; undo brings yours back");
  }

  function compare(keepMine) {
    const dialog = document.getElementById("compare");
    const comparison = createComparison({ parent: document.getElementById("compare-texts"), disk: newer.text, mine: editor.text() });
    dialog.returnValue = "cancel";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "disk") take();
      if (dialog.returnValue === "mine") {
        editor.setText(comparison.mine(), { undoable: true });
        keepMine();
      }
      comparison.close();
    }, { once: true });
    dialog.showModal();
  }

  // --- Not losing anything

  function tell() {
    const unsaved = changedText();
    tag.hidden = !unsaved;
    tag.textContent = "not saved";
    saveButton.hidden = !unsaved;
    discardButton.hidden = !unsaved;
    document.title = `${unsaved ? "• " : ""}${file} · Recto preview`;
  }

  /** Keeps the changes over a reload or a crash of this window. */
  function remember() {
    try {
      if (changedText()) sessionStorage.setItem(`recto.draft.${file}`, JSON.stringify({ text: editor.text(), digest: base.digest }));
      else sessionStorage.removeItem(`recto.draft.${file}`);
    } catch {
      // A browser that keeps nothing warns before it leaves, all the same.
    }
  }

  function recall() {
    try {
      return JSON.parse(sessionStorage.getItem(`recto.draft.${file}`));
    } catch {
      return null;
    }
  }
}
