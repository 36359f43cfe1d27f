// The YAML editor of the preview: CodeMirror with what the page needs of it, and no more.
//
// `createEditor` makes the editor, `createComparison` two texts side by side. Places are as
// the server counts them: lines and columns from 1, columns in UTF-16 units. Colours are
// custom properties of the page, so that the editor is dark when the page is.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, linter, lintKeymap, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { MergeView } from "@codemirror/merge";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState, StateEffect, StateField, Transaction } from "@codemirror/state";
import {
  Decoration, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter,
  highlightSpecialChars, keymap, lineNumbers, ViewPlugin,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

/**
 * An editor in `parent`, named `label` for screen readers. `complete(text, line, column)` asks for completions; `changed()` is
 * called after each change by the writer; `save()` when the writer asks to save; `moved(lines)` with the offsets of the
 * lines that the writer moved to; `steps({undo, redo})` with how many changes can be taken back and made again. `phrases` are CodeMirror's own texts in another language.
 */
export function createEditor({ parent, label, phrases, complete, changed, save, moved, steps }) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        EditorState.phrases.of(phrases),
        lineNumbers(),
        lintGutter(),
        foldGutter({ openText: "⌄", closedText: "›" }),
        history(),
        highlightSpecialChars(),
        drawSelection(),
        EditorView.lineWrapping,
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [completions(complete)], icons: false, maxRenderedOptions: 80 }),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        // Diagnostics come from outside; without a source, the linter only shows them.
        linter(null),
        placeMark,
        language,
        keymap.of([
          { key: "Mod-s", run: () => (save(), true), preventDefault: true },
          { key: "Enter", run: nextItem },
          // CodeMirror has it for some systems only.
          { key: "Mod-Shift-z", run: redo, preventDefault: true },
          ...closeBracketsKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({
          "aria-label": label,
          spellcheck: "true",
          tabindex: "0",
        }),
        EditorView.domEventHandlers({ paste: pasteList }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) steps({ undo: undoDepth(update.state), redo: redoDepth(update.state) });
          if (update.docChanged && !update.transactions.some((change) => change.annotation(Transaction.remote))) changed();
          if (update.selectionSet && update.view.hasFocus) {
            const { from, to } = update.state.selection.main;
            moved({ from: update.state.doc.lineAt(from).from, to: update.state.doc.lineAt(to).to });
          }
        }),
      ],
    }),
  });

  return {
    text: () => view.state.doc.toString(),

    /**
     * Another text, with the cursor where it was in what both share. Texts that are `joined` follow each other as
     * keys do in typing: undo takes back several at once.
     */
    setText(text, { undoable, joined = false }) {
      const change = difference(view.state.doc.toString(), text);
      if (!change) return;
      view.dispatch({
        changes: change,
        annotations: [
          Transaction.remote.of(true),
          Transaction.addToHistory.of(undoable),
          // One step of its own, so that undo brings back all that was there before.
          ...(joined ? [Transaction.userEvent.of("input.type.form")] : [isolateHistory.of("full")]),
        ],
        scrollIntoView: false,
      });
    },

    /** Replaces what is at a place, as if the writer had typed it. */
    replace(place, text) {
      const range = rangeOf(view.state.doc, place);
      view.dispatch({ changes: { ...range, insert: text }, userEvent: "input.fix" });
    },

    /** Moves the cursor to a place, shows it in the middle and marks it. */
    show(place, { focus }) {
      const range = rangeOf(view.state.doc, place);
      view.dispatch({
        selection: EditorSelection.cursor(range.from),
        effects: [EditorView.scrollIntoView(range.from, { y: "center" }), setMark.of(range)],
      });
      if (focus) view.focus();
    },

    /** Marks the lines between two offsets, and shows them unless they can be seen; the cursor stays. */
    mark({ from, to }) {
      const range = { from: Math.min(from, view.state.doc.length), to: Math.min(to, view.state.doc.length) };
      view.dispatch({ effects: [setMark.of(range), EditorView.scrollIntoView(range.from, { y: "nearest", yMargin: 40 })] });
    },

    /** Moves the cursor to an offset, and focus into the editor. */
    go(offset) {
      const at = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: EditorSelection.cursor(at), effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },

    /** Take back a change, or make it again; they return whether there was one. */
    undo: () => undo(view),
    redo: () => redo(view),

    /** Underlines `notes`; `fix(one)` is called for the button of one of their `fixes`, each of which has a `label`. */
    setNotes(notes, fix) {
      const diagnostics = notes.map((note) => ({
        ...firstLineOf(view.state.doc, note),
        severity: { error: "error", warning: "warning", advice: "hint" }[note.severity] ?? "info",
        message: note.help ? `${note.message}\n${note.help}` : note.message,
        source: note.id,
        actions: note.fixes.map((one) => ({ name: one.label.replaceAll("`", ""), apply: () => fix(one) })),
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },

    nextNote: () => nextDiagnostic(view),
    previousNote: () => previousDiagnostic(view),
    openSearch: () => openSearchPanel(view),
    complete: () => startCompletion(view),
    focus: () => view.focus(),
    /** Measures anew, after the editor was hidden. */
    shown: () => view.requestMeasure(),
    line: () => view.state.doc.lineAt(view.state.selection.main.head).number,
  };
}

/**
 * Two texts side by side in `parent`: `disk`, which cannot be changed, and `mine`, which can; an
 * arrow at each difference takes that of the disk. `labels` names both, and the arrow (`take`).
 */
export function createComparison({ parent, disk, mine, labels, phrases }) {
  const shared = [EditorState.phrases.of(phrases), lineNumbers(), EditorView.lineWrapping, language, highlightSpecialChars()];
  const label = (text) => EditorView.contentAttributes.of({ "aria-label": text, spellcheck: "false", tabindex: "0" });
  const view = new MergeView({
    parent,
    a: { doc: disk, extensions: [shared, label(labels.disk), EditorState.readOnly.of(true), EditorView.editable.of(false)] },
    b: { doc: mine, extensions: [shared, label(labels.mine), history(), keymap.of([...historyKeymap, ...defaultKeymap])] },
    revertControls: "a-to-b",
    renderRevertControl: () => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "→";
      button.title = labels.take;
      button.setAttribute("aria-label", labels.take);
      return button;
    },
    collapseUnchanged: { margin: 3, minSize: 6 },
    gutter: true,
  });
  return { mine: () => view.b.state.doc.toString(), close: () => view.destroy() };
}

/** What changed between two texts as one replacement, or nothing. */
function difference(before, after) {
  if (before === after) return null;
  let from = 0;
  const shorter = Math.min(before.length, after.length);
  while (from < shorter && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}

/** The offsets of a place, as near as the text has them: it may be older than the text. */
function rangeOf(text, { line, column, endLine, endColumn }) {
  const offset = (number, unit) => {
    const at = text.line(Math.max(1, Math.min(number, text.lines)));
    return Math.min(at.from + Math.max(unit, 1) - 1, at.to);
  };
  const from = offset(line, column);
  return { from, to: Math.max(from, offset(endLine ?? line, endColumn ?? column)) };
}

/** The part of a place in its first line: underlining a whole paragraph tells no more. */
function firstLineOf(text, place) {
  const { from, to } = rangeOf(text, place);
  return { from, to: Math.min(to, text.lineAt(from).to) };
}

// --- Lists

const ITEM = /^( *)- (.*)$/;

/** Whether the text after a dash is text, rather than the first key of a mapping. */
const isText = (text) => !/^[\w$-]+:(\s|$)/.test(text) && !/^[[{]/.test(text);

/** Enter after an item begins the next; in an empty item it ends the list. */
function nextItem(view) {
  const { main } = view.state.selection;
  if (!main.empty) return false;
  const line = view.state.doc.lineAt(main.head);
  const above = itemOf(view.state.doc, line);
  if (!above || main.head !== line.to) return false;
  if (above.number === line.number && !line.text.match(ITEM)[2].trim()) {
    view.dispatch({ changes: { from: line.from, to: line.to }, userEvent: "delete" });
    return true;
  }
  const indent = above.text.match(ITEM)[1];
  view.dispatch({
    changes: { from: main.head, insert: `\n${indent}- ` },
    selection: { anchor: main.head + indent.length + 3 },
    scrollIntoView: true,
    userEvent: "input",
  });
  return true;
}

/** The line with the dash of the text item that a line belongs to. */
function itemOf(text, line) {
  const indent = line.text.match(/^ */)[0].length;
  for (let { number } = line; number > 0; number -= 1) {
    const above = text.line(number);
    const item = above.text.match(ITEM);
    if (item) return isText(item[2]) && (number === line.number || item[1].length < indent) ? above : null;
    if (!above.text.trim() || above.text.match(/^ */)[0].length < indent || !isText(above.text.trim())) return null;
  }
  return null;
}

/** The marks that word processors put before a list item. */
const MARK = /^\s*(?:[•·▪◦‣●○■–—]|o(?=\t))[\s\u00a0]+/;

/** A list from a word processor becomes items. */
function pasteList(event, view) {
  const pasted = event.clipboardData?.getData("text/plain") ?? "";
  const lines = pasted.split(/\r?\n/).filter((line) => line.trim());
  if (!lines.length || !lines.every((line) => MARK.test(line))) return false;
  event.preventDefault();
  const line = view.state.doc.lineAt(view.state.selection.main.from);
  const indent = line.text.match(/^ */)[0];
  const isInItem = ITEM.test(line.text);
  const items = lines.map((text) => `- ${quoted(text.replace(MARK, "").trim())}`);
  const joined = items.join(`\n${indent}`);
  view.dispatch(view.state.replaceSelection(isInItem && /- *$/.test(line.text) ? joined.slice(2) : joined), { userEvent: "input.paste" });
  return true;
}

/** A text in quotes, if it would not be read as it is. */
const quoted = (text) => (/^[^\p{L}\p{N}(]|: | #|:$/u.test(text) ? `'${text.replaceAll("'", "''")}'` : text);

// --- Completion

/** Asks the server, but not while prose is typed. */
function completions(complete) {
  return async (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const startsKey = /^[\s-]*[\w$]+$/.test(before);
    const startsValue = /^[\s-]*[\w$-]+:\s+[^\s"'#]{0,24}$/.test(before);
    if (!context.explicit && !startsKey && !startsValue) return null;
    const answer = await complete(context.state.doc.toString(), line.number, context.pos - line.from + 1);
    if (!answer?.items.length || context.aborted) return null;
    const { from } = rangeOf(context.state.doc, answer.from);
    const { from: to } = rangeOf(context.state.doc, answer.to);
    return {
      from,
      to: to > context.pos ? to : undefined,
      validFor: /^[\w$-]*$/,
      options: answer.items.map((item) => ({
        label: item.label,
        apply: (view, _, start, end) =>
          view.dispatch({
            changes: { from: start, to: end, insert: item.insert },
            selection: { anchor: start + item.insert.length },
            scrollIntoView: true,
            userEvent: "input.complete",
          }),
        type: item.kind,
        ...(item.detail?.length > 44 ? { info: item.detail } : { detail: item.detail ?? undefined }),
      })),
    };
  };
}

// --- The mark of the place that was asked for

const setMark = StateEffect.define({
  map: (range, changes) => ({ from: changes.mapPos(range.from), to: changes.mapPos(range.to) }),
});

/** Marks the lines of a place until the writer types. */
const placeMark = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    let now = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      const text = transaction.state.doc;
      const lines = [];
      const last = text.lineAt(effect.value.to).number;
      for (let number = text.lineAt(effect.value.from).number; number <= last; number += 1)
        lines.push(Decoration.line({ class: "cm-place" }).range(text.line(number).from));
      now = Decoration.set(lines);
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// --- How YAML looks

/** Lines that are broken for want of room go on under their own text, not at the margin. */
const hangingLines = ViewPlugin.define(
  (view) => ({
    lines: hang(view),
    update(update) {
      if (update.docChanged || update.viewportChanged) this.lines = hang(update.view);
    },
  }),
  { decorations: (plugin) => plugin.lines },
);

function hang(view) {
  const lines = [];
  for (const { from, to } of view.visibleRanges)
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const { length } = line.text.match(/^[ ]*(?:- )*(?:# ?)?/)[0];
      if (length)
        lines.push(Decoration.line({ attributes: { style: `padding-left: calc(6px + ${length}ch); text-indent: -${length}ch` } }).range(line.from));
      at = line.to + 1;
    }
  return Decoration.set(lines);
}

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--code-key)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.keyword, tags.typeName, tags.labelName, tags.meta, tags.attributeValue], color: "var(--code-special)" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--code-mark)" },
]);

const language = [yaml(), hangingLines, indentUnit.of("  "), EditorState.tabSize.of(2), syntaxHighlighting(colours)];

