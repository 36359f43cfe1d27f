// The text in the editor: a draft that the pages show, saved only on request, and never over
// a newer change on disk.

import { recall, remember } from "./draft-storage.js";
import { createComparison } from "./editor.js";
import { byId } from "./elements.js";
import { merge } from "./merge.js";
import { dismiss, notice, say } from "./notices.js";
import { ask, Refused, tell as tellServer, WINDOW } from "./server.js";
import { phrases, t } from "./strings.js";

/** How long a draft that the server has made itself is waited for before it is sent, in milliseconds. */
const LAYOUT = 200;

const tag = byId("saved", HTMLElement);
const saveButton = byId("save", HTMLButtonElement);
const discardButton = byId("discard", HTMLButtonElement);

/** @typedef {import("./server.js").State} State */
/** @typedef {{text: string, digest: string | null}} Version A version of the file on disk. */

/**
 * The draft of an editor.
 *
 * @param {object} editor
 * @param {() => string} editor.text
 * @param {(text: string, how: {undoable: boolean}) => void} editor.setText
 * @param {() => void} editor.focus
 * @param {object} page
 * @param {(state: State) => Promise<void>} page.show Receives the server's responses.
 * @param {() => void} page.settled Called when the latest state matches the text in the editor.
 * @param {() => void} page.saved Called when the changes were saved or discarded.
 * @param {() => Promise<void>} page.complete Waits for what was typed elsewhere to be in the text.
 */
export function createDraft(editor, { show, settled, saved, complete }) {
  let file = "";
  /** The version on disk that the text in the editor is based on. */
  let base = /** @type {Version} */ ({ text: "", digest: null });
  /** Whether the text of the base is known: of restored changes, only its digest is. */
  let hasBase = true;
  /** A version on disk that is newer than the base, while there are changes in the editor. @type {Version | null} */
  let newer = null;
  /**
   * The draft that the server has; `null` if its pages show the file, and `undefined` if it has made a text itself.
   * @type {string | null | undefined}
   */
  let sent = null;
  /** Whether the server may be making a text itself, see `ahead`. */
  let early = false;
  /** The draft that the server has made itself. @type {{text: string, turn: number} | null} */
  let expected = null;
  /** The latest of this window's drafts that the server has shown. */
  let reached = 0;
  let arrived = () => {};
  /** Whether the server shows the draft of another window when this one opens. */
  let elsewhere = false;
  let lineEnd = "\n";
  let ready = false;
  let busy = false;
  let turn = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let storing;

  /** How many drafts this window has sent: the server shows the latest. */
  const own = { window: WINDOW, turn: 0 };
  const numbered = (/** @type {string | null} */ text) => ({ text, ...own, turn: (own.turn += 1) });

  // One request at a time, so that responses arrive in order.
  const inTurn = (/** @type {() => Promise<void>} */ work) => (turn = turn.then(work, work));
  const changedText = () => ready && (!hasBase || editor.text() !== base.text);
  const wanted = () => (changedText() ? editor.text() : null);
  const withLineEnds = (/** @type {string} */ text) => (lineEnd === "\n" ? text : text.replaceAll("\n", lineEnd));
  const current = () => !busy && !early && wanted() === sent;

  saveButton.addEventListener("click", save);
  discardButton.addEventListener("click", discard);
  addEventListener("beforeunload", (event) => changedText() && event.preventDefault());
  addEventListener("pagehide", () => {
    if (storing !== undefined) store();
    // Other windows go back to the file; this one keeps its changes, see `store`.
    // A draft may have been sent whose response has not arrived yet.
    if (sent !== null || busy || early) tellServer("/draft", numbered(null));
    sent = null;
  });
  addEventListener("pageshow", (event) => event.persisted && follow());

  return { changed, ahead, made, seen, save, current, restarted, unsaved: changedText };

  // --- Updating the pages

  function changed() {
    tell();
    follow();
    // A long text takes a while to be written: the server should have it before.
    storing ??= setTimeout(store);
  }

  /** The number of the next draft, of a text that the server makes itself. It is sent nevertheless, once it is known, see `made`. */
  function ahead() {
    if (!ready) return null;
    early = true;
    return { ...own, turn: (own.turn += 1) };
  }

  /** The server has made the text that is its draft now; `null` if it may have failed to. @param {string | null} text */
  function made(text) {
    early = false;
    if (text === null || text !== sent) sent = undefined;
    expected = text === null || text === sent ? null : { text, turn: own.turn };
    follow();
  }

  /** Waits until the server shows the draft that it has made itself; returns whether it does. @param {string | null} text The one that is wanted. */
  async function isShown(text) {
    const draft = expected;
    expected = null;
    if (draft === null || draft.text !== text) return false;
    if (reached < draft.turn) {
      await new Promise((/** @type {(value: void) => void} */ resolve) => {
        arrived = resolve;
        setTimeout(resolve, LAYOUT);
      });
    }
    return reached === draft.turn && draft.turn === own.turn;
  }

  function follow() {
    inTurn(async () => {
      busy = true;
      try {
        // While the server makes a text itself, what it was sent would be out of date.
        while (!early && wanted() !== sent) {
          const text = wanted();
          if (expected) {
            if (await isShown(text)) sent = text;
            continue;
          }
          const draft = numbered(text);
          const state = await ask("/draft", draft);
          sent = draft.turn === own.turn ? text : undefined;
          await show(state);
        }
        dismiss("draft");
      } catch (error) {
        // The draft is sent again when the connection is restored.
        // A server that was restarted has another token, which is said elsewhere.
        if (error instanceof Refused && error.status !== 403) notice("draft", t("draft.cannotUpdate", { message: error.message }));
      } finally {
        busy = false;
      }
      if (current()) settled();
    });
  }

  /** The server was restarted and does not have the draft. */
  function restarted() {
    sent = expected = null;
    follow();
  }

  // --- Saving

  function save() {
    inTurn(async () => {
      await complete();
      if (!changedText()) return say(t("draft.nothing"));
      const text = editor.text();
      try {
        const { digest } = await ask("/yaml", { text: withLineEnds(text), digest: base.digest });
        // Saving discards the server's draft.
        sent = expected = null;
        rest({ text, digest });
        dismiss("save");
        saved();
        say(t("draft.saved"));
        // A change on disk right after this one may have been reported before this response came.
        await ask("/yaml").then(found, () => {});
      } catch (error) {
        if (error instanceof Refused && error.status === 409) return stopped(error.data);
        const message = error instanceof Refused ? error.message : t("draft.noConnection");
        notice("save", t("draft.notSaved", { message }), [[t("draft.again"), save]], { urgent: true });
      }
    });
  }

  /** Makes `version` the base; anything typed since is still a draft. @param {Version} version */
  function rest(version) {
    dismiss("restored");
    base = version;
    hasBase = true;
    newer = null;
    dismiss("disk");
    store();
    tell();
    follow();
  }

  function discard() {
    dismiss("restored");
    editor.setText((hasBase ? base : newer ?? base).text, { undoable: true });
    changed();
    saved();
    editor.focus();
    say(t("draft.discarded"));
  }

  // --- Changes on disk

  /** Checks whether the file has changed on disk. @param {State} state */
  function seen(state) {
    file = state.file;
    if (state.draft?.window === WINDOW) {
      reached = state.draft.turn;
      arrived();
    }
    if (!ready) elsewhere = state.draft !== null;
    if (state.digest === base.digest) {
      dismiss("missing");
      // What was there meanwhile is gone again.
      newer = null;
      dismiss("disk");
    }
    if (state.digest === base.digest || state.digest === newer?.digest) return;
    inTurn(async () => {
      if (ready && (state.digest === base.digest || state.digest === newer?.digest)) return;
      try {
        await ask("/yaml").then(found, () => {});
        dismiss("missing");
      } catch (error) {
        if (error instanceof Refused) notice("missing", t("draft.unreadable", { file, message: error.message }));
      }
    });
  }

  /** @param {{text: string, digest: string}} read */
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
    choose(t("draft.conflict", { file }), keep);
  }

  /** Takes over a version on disk whose changes do not overlap with those in the editor; returns whether it did. @param {Version} version */
  function merged(version) {
    const text = hasBase ? merge(base.text, editor.text(), version.text) : null;
    if (text === null) return false;
    editor.setText(text, { undoable: true });
    rest(version);
    notice("merged", t("draft.merged", { file }), [[t("close"), () => dismiss("merged")]]);
    return true;
  }

  /** @param {Version} version */
  function begin(version) {
    ready = true;
    base = version;
    editor.setText(version.text, { undoable: false });
    const before = recall(file, version.digest, elsewhere);
    if (before && before.text !== version.text) {
      editor.setText(before.text, { undoable: true });
      if (before.digest !== version.digest) {
        base = { text: "", digest: before.digest };
        hasBase = false;
        newer = version;
        choose(t("draft.restoredConflict", { file }), keep);
      } else {
        say(t("draft.restored"));
        notice("restored", t("draft.restored"), [[t("close"), () => dismiss("restored")]]);
      }
    }
    tell();
    follow();
  }

  /** The file was not saved, because there is a newer version. @param {{text: string, digest: string}} read */
  function stopped({ text, digest }) {
    const version = { text: text.replace(/\r\n?/g, "\n"), digest };
    if (merged(version)) return save();
    newer = version;
    const mine = () => {
      keep();
      save();
    };
    // There is nothing to compare with in a file that was deleted.
    if (digest) choose(t("draft.saveConflict", { file }), mine);
    else notice("disk", t("draft.deleted", { file }), [[t("draft.write"), () => { mine(); editor.focus(); }]], { urgent: true });
  }

  /** @param {string} text @param {() => void} keepMine */
  function choose(text, keepMine) {
    notice("disk", text, [
      [t("compare.compare"), () => compare(keepMine)],
      [t("compare.keepMine"), () => { keepMine(); editor.focus(); }],
      [t("compare.useDisk"), () => { take(); editor.focus(); }],
    ], { urgent: true });
  }

  /** Keeps the text in the editor, based on the version on disk. */
  function keep() {
    if (newer) base = newer;
    hasBase = true;
    newer = null;
    dismiss("disk");
    changed();
  }

  function take() {
    if (!newer) return;
    editor.setText(newer.text, { undoable: true });
    keep();
    say(t("draft.loaded"));
  }

  /** @param {() => void} keepMine */
  function compare(keepMine) {
    if (!newer) return;
    const dialog = byId("compare", HTMLDialogElement);
    const parent = byId("compare-texts", HTMLElement);
    const labels = { disk: t("compare.disk"), mine: t("compare.mine"), take: t("editor.take") };
    const comparison = createComparison({ parent, disk: newer.text, mine: editor.text(), labels, phrases });
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

  function tell() {
    const isUnsaved = changedText();
    // A button that is hidden loses focus.
    if (!isUnsaved && [saveButton, discardButton].some((button) => button === document.activeElement)) byId("file", HTMLElement).focus();
    tag.hidden = !isUnsaved;
    tag.textContent = t("bar.unsaved");
    saveButton.hidden = !isUnsaved;
    discardButton.hidden = !isUnsaved;
    if (!isUnsaved) dismiss("save");
    document.title = `${isUnsaved ? "• " : ""}${t("draft.title", { file })}`;
  }

  function store() {
    clearTimeout(storing);
    storing = undefined;
    remember(file, changedText() ? { text: editor.text(), digest: base.digest } : null);
  }
}
