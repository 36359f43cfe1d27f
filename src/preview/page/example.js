// Says of the résumé that `recto preview --new` creates that it is an example, until it is someone's own.

import { dismiss, notice } from "./notices.js";
import { t } from "./strings.js";

/** The person of the example. */
const NAME = "Robin Castellane";

let isSaid = false;

/** @param {string | undefined} name The name in the résumé. */
export function showExample(name) {
  // What is typed into must not move.
  const isTyping = Boolean(document.activeElement?.closest(".form, .editor"));
  if (name !== NAME && !isTyping) dismiss("example");
  if (name === NAME && !isSaid) notice("example", t("example.says"), [[t("close"), () => dismiss("example")]]);
  isSaid = true;
}
