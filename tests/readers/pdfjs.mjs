// Prints the text of a PDF as pdf.js reads it, one line for each of its lines.
//
//     node tests/readers/pdfjs.mjs FILE.pdf
//
// `tests/readers/install` puts pdf.js into `target/parsers`.

import { createRequire } from "node:module";

// The reader would load a drawing library for these, though text needs none.
globalThis.DOMMatrix ??= class {};
globalThis.Path2D ??= class {};
const require = createRequire(new URL("../../target/parsers/", import.meta.url));
const pdfjs = require("pdfjs-dist/legacy/build/pdf.js");

if (process.argv[2] === "--version") {
  console.log(`pdf.js ${pdfjs.version}`);
} else {
  const document = await pdfjs.getDocument(process.argv[2]).promise;
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    console.log(items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
}
