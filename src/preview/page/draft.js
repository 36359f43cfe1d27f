// The text in the editor: a draft that the pages show, saved only on request, and never over
// a newer change on disk.

import { createComparison } from "./editor.js";
import { merge } from "./merge.js";
import { dismiss, notice, say } from "./notices.js";
import { ask, Refused, tell as tellServer, WINDOW } from "./server.js";
import { t } from "./strings.js";

const tag = document.getElementById("saved");
const saveButton = document.getElementById("save");
const discardButton = document.getElementById("discard");

/**
 * The draft of `editor`. `show(state)` receives the server's responses; `settled()` is called
 * when the latest state matches the text in the editor. `complete()` waits for what was typed elsewhere to be in the text.
 */
export function createDraft(editor, { show, settled, complete }) {
  let file = "";
  /** The version on disk that the text in the editor is based on. */
  let base = { text: "", digest: null };
  /** A version on disk that is newer than the base, while there are changes in the editor. */
  let newer = null;
  /** The draft that the server has; `null` if its pages show the file. */
  let sent = null;
  /** Whether the server shows the draft of another window when this one opens. */
  let elsewhere = false;
  let lineEnd = "\n";
  let ready = false;
  let busy = false;
  let turn = Promise.resolve();

  /** How many drafts this window has sent: the server shows the latest. */
  const own = { window: WINDOW, turn: 0 };
  const numbered = (text) => ({ text, ...own, turn: (own.turn += 1) });

  // One request at a time, so that responses arrive in order.
  const inTurn = (work) => (turn = turn.then(work, work));
  const changedText = () => ready && editor.text() !== base.text;
  const wanted = () => (changedText() ? editor.text() : null);
  const withLineEnds = (text) => (lineEnd === "\n" ? text : text.replaceAll("\n", lineEnd));
  const current = () => !busy && wanted() === sent;

  saveButton.addEventListener("click", save);
  discardButton.addEventListener("click", discard);
  addEventListener("beforeunload", (event) => changedText() && event.preventDefault());
  addEventListener("pagehide", () => {
    // Other windows go back to the file; this one keeps its changes, see `remember`.
    // A draft may have been sent whose response has not arrived yet.
    if (sent !== null || busy) tellServer("/draft", numbered(null));
    sent = null;
  });
  addEventListener("pageshow", (event) => event.persisted && follow());

  return { changed, seen, save, current, restarted, unsaved: changedText };

  // --- Updating the pages

  function changed() {
    remember();
    tell();
    follow();
  }

  function follow() {
    inTurn(async () => {
      busy = true;
      try {
        while (wanted() !== sent) {
          const text = wanted();
          const state = await ask("/draft", numbered(text));
          sent = text;
          show(state);
        }
        dismiss("draft");
      } catch (error) {
        // The draft is sent again when the connection is restored.
        if (error instanceof Refused) notice("draft", `The pages cannot be updated: ${error.message}.`);
      } finally {
        busy = false;
      }
      if (current()) settled();
    });
  }

  /** The server was restarted and does not have the draft. */
  function restarted() {
    sent = null;
    follow();
  }

  // --- Saving

  function save() {
    inTurn(async () => {
      await complete();
      if (!changedText()) return say("Nothing to save");
      const text = editor.text();
      try {
        const { digest } = await ask("/yaml", { text: withLineEnds(text), digest: base.digest });
        // Saving discards the server's draft.
        sent = null;
        rest({ text, digest });
        dismiss("save");
        say("Saved");
      } catch (error) {
        if (error.status === 409) stopped(error.data);
        else notice("save", `Not saved: ${error instanceof Refused ? error.message : "no connection"}. Your changes are still in the editor.`, [["Try again", save]], { urgent: true });
      }
    });
  }

  /** Makes `version` the base; anything typed since is still a draft. */
  function rest(version) {
    dismiss("restored");
    base = version;
    newer = null;
    dismiss("disk");
    remember();
    tell();
    follow();
  }

  function discard() {
    dismiss("restored");
    editor.setText(base.text ?? newer.text, { undoable: true });
    changed();
    editor.focus();
    say("Changes discarded; undo restores them");
  }

  // --- Changes on disk

  /** Checks whether the file has changed on disk. */
  function seen(state) {
    file = state.file;
    if (!ready) elsewhere = state.draft;
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
    if (merged(version)) return;
    newer = version;
    choose("disk", `\`${file}\` has changed on disk, and you have unsaved changes.`, keep);
  }

  /** Takes over a version on disk whose changes do not overlap with those in the editor; returns whether it did. */
  function merged(version) {
    const text = base.text === null ? null : merge(base.text, editor.text(), version.text);
    if (text === null) return false;
    editor.setText(text, { undoable: true });
    rest(version);
    notice("merged", t("draft.merged", { file }), [[t("close"), () => dismiss("merged")]]);
    return true;
  }

  function begin(version) {
    ready = true;
    base = version;
    editor.setText(version.text, { undoable: false });
    const before = recall(version.digest);
    if (before && before.text !== version.text) {
      editor.setText(before.text, { undoable: true });
      if (before.digest !== version.digest) {
        base = { text: null, digest: before.digest };
        newer = version;
        choose("disk", `Your changes were restored, but \`${file}\` has changed on disk since.`, keep);
      } else {
        say(t("draft.restored"));
        notice("restored", t("draft.restored"), [[t("close"), () => dismiss("restored")]]);
      }
    }
    tell();
    follow();
  }

  function stopped({ text, digest }) {
    const version = { text: text.replace(/\r\n?/g, "\n"), digest };
    if (merged(version)) return save();
    newer = version;
    choose("disk", `Not saved: \`${file}\` has changed on disk since you started editing. Nothing is lost.`, () => {
      keep();
      save();
    });
  }

  function choose(kind, text, keepMine) {
    notice(kind, text, [
      [t("Compare"), () => compare(keepMine)],
      [t("Keep mine"), () => { keepMine(); editor.focus(); }],
      [t("Use the file on disk"), () => { take(); editor.focus(); }],
    ], { urgent: true });
  }

  /** Keeps the text in the editor, based on the version on disk. */
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
    say("Loaded the file on disk; undo restores your changes");
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

  // --- Keeping unsaved changes

  function tell() {
    const unsaved = changedText();
    tag.hidden = !unsaved;
    tag.textContent = t("unsaved");
    saveButton.hidden = !unsaved;
    discardButton.hidden = !unsaved;
    document.title = `${unsaved ? "• " : ""}${file} · Recto preview`;
  }

  /** Keeps the changes across a reload or crash of this window, and across the end of the browser. */
  function remember() {
    const draft = changedText() ? JSON.stringify({ text: editor.text(), digest: base.digest }) : null;
    for (const store of stores()) {
      if (draft) store.setItem(`recto.draft.${file}`, draft);
      else store.removeItem(`recto.draft.${file}`);
    }
  }

  /**
   * The changes that were not saved. Those of another window or an earlier day count only if the file is still the one
   * that they were made to, and no other window shows them.
   */
  function recall(digest) {
    const [own, all] = stores().map((store) => JSON.parse(store.getItem(`recto.draft.${file}`) ?? "null"));
    return own ?? (all?.digest === digest && !elsewhere ? all : null);
  }

  /** The storage of this tab and of the browser; none in private windows of some browsers. */
  function stores() {
    try {
      return [sessionStorage, localStorage];
    } catch {
      return [];
    }
  }
}
