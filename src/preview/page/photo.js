// A photo that was chosen in the page: made small enough, and kept by the server until the draft is saved.

import { kept } from "./elements.js";
import { send } from "./server.js";

/** The longest side, in pixels: enough for the largest portrait of a theme in print. */
const LONGEST = 1200;
const QUALITY = 0.9;

/** The photo that is not saved yet, kept for a server that was restarted. @type {{name: string, data: string} | null} */
let unsaved = kept.read("photo", null);

/** Whether a file is written only when the draft is saved. @param {string} name */
export const isUnsaved = (name) => unsaved?.name === name;

/** Makes a file the photo; returns the name that the file will have. Fails if it is no picture. @param {Blob} file */
export async function usePhoto(file) {
  const photo = await reduced(file);
  const { name } = await send("/photo", photo);
  unsaved = { name, data: await base64(photo) };
  kept.write("photo", unsaved);
  return /** @type {string} */ (name);
}

/** The draft was saved or discarded, and the photo with it. */
export function forgetPhoto() {
  unsaved = null;
  kept.write("photo", null);
}

/** Gives the photo to a server that may not have it. */
export async function sendPhotoAgain() {
  if (!unsaved) return;
  const bytes = Uint8Array.from(atob(unsaved.data), (letter) => letter.charCodeAt(0));
  await send("/photo", new Blob([bytes])).catch(() => null);
}

/** The picture as JPEG, or as PNG if that is what it was. @param {Blob} file @returns {Promise<Blob>} */
async function reduced(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: file.type === "image/png" ? "image/png" : "image/jpeg", quality: QUALITY });
}

/** @param {Blob} blob @returns {Promise<string>} */
async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
