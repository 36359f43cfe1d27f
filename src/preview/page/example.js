// Says of the résumé that `recto preview --new` creates that it is an example, until something is changed.

import { dismiss, notice } from "./notices.js";
import { t } from "./strings.js";

/** The person of the example. */
const NAME = "Robin Castellane";

let isSaid = false;

/** @param {string | undefined} name The name in the résumé. @param {boolean} isChanged Whether the text was changed here. */
export function showExample(name, isChanged) {
  if (name !== NAME || isChanged) dismiss("example");
  else if (!isSaid) notice("example", t("example.says"), [[t("close"), () => dismiss("example")]]);
  isSaid = true;
}
