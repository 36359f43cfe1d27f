// What the page asks of the server, and what the server tells.

/** The server answered, but not with what was asked for; `status` says how, `data` what it said. */
export class Refused extends Error {
  constructor(status, data) {
    super(data?.message ?? `the server answered ${status}`);
    this.status = status;
    this.data = data;
  }
}

/** Asks the server: with `body`, a request that changes something. */
export async function ask(path, body) {
  const answer = await fetch(path, body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const data = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, data);
  return data;
}

/** The bytes of a document, and the name that the server gives it. */
export async function fetchFile(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => null));
  const disposition = answer.headers.get("Content-Disposition") ?? "";
  const encoded = disposition.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  const plain = disposition.match(/filename="([^"]*)"/i)?.[1];
  return { blob: await answer.blob(), name: encoded ? decodeURIComponent(encoded) : plain };
}

/**
 * Follows the server: `state(state)` at every change, `lost()` when it is gone, `found()` when it
 * is there again. It is asked again until it answers, more and more seldom.
 */
export function follow({ state, lost, found }) {
  const patience = { first: 300, most: 4000 };
  let wait = patience.first;
  let gone = false;

  function connect() {
    const events = new EventSource("/events");
    events.addEventListener("open", () => {
      wait = patience.first;
      if (gone) found();
      gone = false;
    });
    events.addEventListener("state", (event) => state(JSON.parse(event.data)));
    events.addEventListener("error", () => {
      // Browsers differ in when they give up; so they are never left to it.
      events.close();
      if (!gone) lost();
      gone = true;
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, patience.most);
    });
  }
  connect();
}
