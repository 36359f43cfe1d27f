// The types of the bundled editor, for the modules of the page.

type Range = { from: number; to: number };
type Place = { line: number | null; column: number | null; endLine?: number | null; endColumn?: number | null };

export function createEditor(options: {
  parent: HTMLElement;
  label: string;
  phrases: Record<string, string>;
  complete: (text: string, line: number, column: number) => Promise<any>;
  changed: () => void;
  save: () => void;
  moved: (lines: Range) => void;
  steps: (counts: { undo: number; redo: number }) => void;
}): {
  text: () => string;
  setText: (text: string, how: { undoable: boolean; joined?: boolean }) => void;
  replace: (place: Place, text: string) => void;
  show: (place: Place, how: { focus: boolean }) => void;
  mark: (range: Range) => void;
  go: (offset: number) => void;
  undo: () => boolean;
  redo: () => boolean;
  setNotes: <F extends { label: string }>(notes: { fixes: F[] }[], fix: (one: F) => void) => void;
  nextNote: () => void;
  previousNote: () => void;
  openSearch: () => void;
  complete: () => void;
  focus: () => void;
  shown: () => void;
  line: () => number;
};

export function createComparison(options: {
  parent: HTMLElement;
  disk: string;
  mine: string;
  labels: { disk: string; mine: string; take: string };
  phrases: Record<string, string>;
}): { mine: () => string; close: () => void };
