// The preview as a page within the editor: no part of Visual Studio Code, so that it can be tested without it.

"use strict";

/**
 * The address that `recto preview` prints, with its token.
 *
 * @param {import("node:child_process").ChildProcess} process
 * @param {number} patience How long to wait, in milliseconds.
 * @returns {Promise<string>}
 */
function addressIn(process, patience) {
  return new Promise((resolve, reject) => {
    let printed = "";
    const failed = (/** @type {string} */ why) => reject(new Error(printed.trim() || why));
    const timer = setTimeout(() => failed("it does not answer"), patience);
    const read = (/** @type {Buffer} */ part) => {
      printed += part;
      const address = printed.match(/http:\/\/[\w.[\]:]+\/#token=[0-9a-f]+/)?.[0];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    process.stdout?.on("data", read);
    process.stderr?.on("data", read);
    process.on("error", (error) => failed(error.message));
    process.on("exit", () => {
      clearTimeout(timer);
      failed("it has ended");
    });
  });
}

/** A page that shows an address, and nothing else. @param {string} address */
function frame(address) {
  const { origin } = new URL(address);
  const policy = `default-src 'none'; frame-src ${origin}; style-src 'unsafe-inline'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Recto</title>
<style>html, body, iframe { border: 0; height: 100%; margin: 0; padding: 0; width: 100%; }</style>
</head>
<body><iframe src="${address.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" title="Recto" allow="clipboard-read; clipboard-write"></iframe></body>
</html>`;
}

module.exports = { addressIn, frame };
