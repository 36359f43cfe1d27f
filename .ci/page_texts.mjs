// Every text that the page of `recto preview` shows is in english.js, once, and is used.
//
// Usage: node page_texts.mjs TYPESCRIPT
//
// TYPESCRIPT is the folder of the package, whose parser reads the scripts. That the other languages are complete, and that
// each key that is asked for exists, is checked by `tsc`.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const ts = createRequire(import.meta.url)(process.argv[2]);
const folder = fileURLToPath(new URL("../src/preview/page/", import.meta.url));
const LANGUAGES = ["english.js", "german.js"];
const BUNDLED = "editor.js";

/** Two words, or a word with a capital letter, or the end of a sentence. */
const PROSE = /\p{L}{2,}[,:;]? \p{L}{2,}|^\p{Lu}\p{Ll}+$|^[\p{L} ]+…$/u;

/** What is no text although it looks like one: selectors, names of keys and of things of the browser. */
const FUNCTIONS = new Set(["querySelector", "querySelectorAll", "closest", "matches", "matchMedia", "Set", "split", "import", "includes"]);
const PROPERTIES = new Set(["className", "key", "Content-Type", "accept", "allow"]);
const BROWSER = new Set(["Enter", "Backspace", "Escape", "Tab", "Home", "End", "PageUp", "PageDown", "ArrowUp", "ArrowDown", "ArrowLeft",
  "ArrowRight", "Files", "POST", "Content-Disposition", "X-Recto-Token", "Ctrl", "Reference"]);
/** Names that are the same in every language. */
const NAMES = new Set(["US Letter", "US Legal", "Recto", "Robin Castellane"]);

const found = [];
const used = new Set();

function isTechnical(node) {
  for (let above = node.parent; above; above = above.parent) {
    if (ts.isImportDeclaration(above) || ts.isJSDoc(above) || ts.isCaseClause(above)) return true;
    if (ts.isPropertyAssignment(above) && PROPERTIES.has(above.name.text)) return true;
    if (ts.isCallExpression(above) || ts.isNewExpression(above)) {
      const name = above.expression.name?.text ?? above.expression.text;
      return FUNCTIONS.has(name);
    }
    if (ts.isStatement(above)) return false;
  }
  return false;
}

function visit(file, source, node) {
  const isPart = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
  if (ts.isStringLiteralLike(node) || isPart) {
    used.add(node.text);
    if (isPart && node.parent.head === node) used.add(`${node.text}*`);
    const text = node.text.trim();
    if (PROSE.test(text) && !BROWSER.has(text) && !NAMES.has(text) && !isTechnical(node))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.pos).line + 1}: ${JSON.stringify(text)} belongs in english.js`);
  }
  if (isPart && node.parent.kind === ts.SyntaxKind.TemplateSpan && node.parent.parent.head.text) used.add(`${node.parent.parent.head.text}*`);
  if (ts.isTemplateExpression(node)) used.add(`${node.head.text}*`);
  ts.forEachChild(node, (child) => visit(file, source, child));
}

const scripts = readdirSync(folder).filter((name) => name.endsWith(".js") && !LANGUAGES.includes(name) && name !== BUNDLED);
for (const file of scripts) {
  const source = ts.createSourceFile(file, readFileSync(folder + file, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  visit(file, source, source);
}

const html = readFileSync(`${folder}index.html`, "utf8").replace(/<(noscript|title|kbd)[^>]*>[^<]*<\/\1>|<h1[^>]*>Recto<\/h1>/g, "");
for (const [, text] of html.matchAll(/>([^<>]*\p{L}{2,}[^<>]*)</gu)) found.push(`index.html: ${JSON.stringify(text.trim())} belongs in english.js`);
for (const [, attribute] of html.matchAll(/ (aria-label|title|placeholder|alt)="[^"]/g)) found.push(`index.html: an ${attribute} belongs in english.js`);
for (const [, key] of html.matchAll(/ data-(?:text|label|tip|hint)="([^"]+)"/g)) used.add(key);

const { TEXTS } = await import(`${folder}english.js`);
for (const key of used) if (/^[a-z]+\.[A-Za-z.]+$/.test(key) && html.includes(`"${key}"`) && !(key in TEXTS)) found.push(`index.html: there is no ${key}`);
const starts = [...used].filter((text) => /^[a-z]+\..*\*$/.test(text)).map((text) => text.slice(0, -1));
for (const key of Object.keys(TEXTS))
  if (!used.has(key) && !starts.some((start) => key.startsWith(start))) found.push(`english.js: nothing uses ${key}`);

for (const line of found) console.error(line);
if (found.length) process.exit(1);
console.log(`${Object.keys(TEXTS).length} texts of the page are in every language`);
