// Samples of fonts: the browser gets a face from the server, since the fonts of a résumé need not be installed.

import { ask, fetchBlob } from "./server.js";

/** Faces that were asked for, by family. @type {Map<string, Promise<boolean>>} */
const faces = new Map();

/** @type {Promise<string[]> | undefined} */
let families;

/** The names of all families. */
export function fontFamilies() {
  families ??= ask("/fonts").then((answer) => answer.families, () => {
    families = undefined;
    return [];
  });
  return /** @type {Promise<string[]>} */ (families);
}

/** The CSS name of a family, once the browser has its face; `null` if it cannot have it. @param {string} family */
export async function sampleFont(family) {
  const name = `Recto ${family}`;
  if (!faces.has(family)) faces.set(family, load(family, name));
  return (await faces.get(family)) ? JSON.stringify(name) : null;
}

/** @param {string} family @param {string} name */
async function load(family, name) {
  try {
    const blob = await fetchBlob(`/font?family=${encodeURIComponent(family)}`);
    document.fonts.add(await new FontFace(name, await blob.arrayBuffer()).load());
    return true;
  } catch {
    return false;
  }
}
