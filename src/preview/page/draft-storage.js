// Keeps unsaved changes across a reload or crash of this window, and across the end of the browser.

/** @typedef {{text: string, digest: string | null}} Unsaved Changes, and the version on disk that they were made to. */

/** Keeps the changes to a file; forgets them if there are none. @param {string} file @param {Unsaved | null} unsaved */
export function remember(file, unsaved) {
  for (const store of stores()) {
    if (unsaved) store.setItem(key(file), JSON.stringify(unsaved));
    else store.removeItem(key(file));
  }
}

/**
 * The changes that were not saved. Those of another window or an earlier day count only if the file is still the one
 * that they were made to, and no other window shows them.
 *
 * @param {string} file @param {string | null} digest @param {boolean} isShownElsewhere
 * @returns {Unsaved | null}
 */
export function recall(file, digest, isShownElsewhere) {
  const [own, all] = stores().map((store) => JSON.parse(store.getItem(key(file)) ?? "null"));
  return own ?? (all?.digest === digest && !isShownElsewhere ? all : null);
}

/** @param {string} file */
const key = (file) => `recto.draft.${file}`;

/** The storage of this tab and of the browser; none in private windows of some browsers. */
function stores() {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return [];
  }
}
