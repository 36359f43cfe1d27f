// The token that the server requires: taken from the address, kept for this tab.

const KEY = "recto.token";
export const HEADER = "X-Recto-Token";

let token = recall();

/** The token; `null` if the page was opened without one. */
export const currentToken = () => token;

/**
 * Takes the token from the address bar, or exchanges the code there for it; returns whether there
 * was one. It is removed from the address bar, but survives a reload.
 */
export async function takeToken() {
  const [, kind, secret] = location.hash.match(/^#(token|code)=([0-9a-f]+)/) ?? [];
  if (!secret) return false;
  history.replaceState(history.state, "", location.pathname + location.search);
  const taken = kind === "code" ? await redeem(secret) : secret;
  if (!taken) return false;
  token = taken;
  remember();
  return true;
}

/** Exchanges a single-use code for the token; `null` if it was used before. */
/** @param {string} code */
async function redeem(code) {
  try {
    const response = await fetch("/token", { method: "POST", headers: { [HEADER]: code } });
    return response.ok ? (await response.json()).token : null;
  } catch {
    return null;
  }
}

function remember() {
  try {
    sessionStorage.setItem(KEY, token ?? "");
  } catch {
    // Without storage, a reload needs the address again.
  }
}

function recall() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
