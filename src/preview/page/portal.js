// The fields that application portals ask for, each with a button that copies it.

import { button, byId, element } from "./elements.js";
import { say } from "./notices.js";
import { ask } from "./server.js";
import { portalName, t } from "./strings.js";

const details = byId("portal", HTMLDetailsElement);
const place = byId("portal-fields", HTMLElement);

/** The version of the state that is shown, and the latest one. */
let shown = -1;
let latest = { version: 0, ok: false };

details.addEventListener("toggle", update);

/** Shows the fields of a new state, if they are unfolded. @param {{version: number, ok: boolean}} state */
export function showFields(state) {
  latest = state;
  update();
}

async function update() {
  if (!details.open || !latest.ok || shown === latest.version) return;
  const { version } = latest;
  shown = version;
  const answer = await ask("/fields").catch(() => null);
  if (!answer || shown !== version) return;
  const key = JSON.stringify(answer.groups);
  if (place.dataset.groups === key) return;
  place.dataset.groups = key;
  place.replaceChildren(...answer.groups.flatMap((/** @type {any} */ { group, fields }) => [
    element("h3", {}, portalName(group)),
    element("ul", { className: "portal" }, fields.map(field)),
  ]));
}

/** @param {{name: string, value: string, characters: number}} field */
function field({ name: english, value, characters }) {
  const name = portalName(english);
  const length = value.length > 80 ? ` · ${t("fields.length", { count: characters })}` : "";
  const copy = button(t("copy"), async () => {
    const copied = await navigator.clipboard.writeText(value).then(() => true, () => false);
    // If the browser forbids copying, the user can still do it.
    if (!copied) getSelection()?.selectAllChildren(text);
    if (!copied) return;
    copy.textContent = t("copied");
    copy.ariaLabel = t("fields.copied", { name });
    say(copy.ariaLabel);
    setTimeout(() => {
      copy.textContent = t("copy");
      copy.ariaLabel = t("fields.copy", { name });
    }, 1600);
  }, { "aria-label": t("fields.copy", { name }) });
  const text = element("span", { className: "value" });
  text.textContent = value;
  return element("li", {}, [
    element("span", { className: "words" }, [element("span", { className: "quiet" }, `${name}${length}`), text]),
    copy,
  ]);
}
