// Says of the résumé that `recto preview --new` creates that it is an example, until it has another name.

import { byId } from "./elements.js";
import { dismiss, notice } from "./notices.js";
import { t } from "./strings.js";

/** The person of the example. */
const NAME = "Robin Castellane";

let isSaid = false;

/** @param {string | undefined} name The name in the résumé; `undefined` if it is not known yet. */
export function showExample(name) {
  if (name === undefined) return;
  if (name !== NAME) dismiss("example");
  else if (!isSaid) notice("example", t("example.says"), [
    [t("import.choose"), () => byId("import", HTMLElement).click()],
    [t("close"), () => dismiss("example")],
  ]);
  isSaid = true;
}
