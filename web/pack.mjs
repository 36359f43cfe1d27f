// Puts the page that needs no server together: the page of `recto preview`, the module, fonts, compressed.
//
// Usage: node pack.mjs MODULE UNPACKER FOLDER

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [module, unpacker, folder] = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));

/** Where everything may come from: from here, and nowhere else; nothing can be sent away. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; " +
  "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";
const HEAD = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="description" content="Write a résumé, see the pages, download the PDF. Nothing leaves the browser.">
<link rel="manifest" href="manifest.webmanifest">
<link rel="stylesheet" href="web.css">
<link rel="modulepreload" href="transport.js">
<script type="module" src="computer.js"></script>
</head>`;

/** All files below a folder. */
const below = (path) => readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? below(join(path, entry.name)) : [join(path, entry.name)]);
const quality = Number(process.env.QUALITY ?? constants.BROTLI_MAX_QUALITY);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const isServed = (path) => !path.endsWith(".d.ts");
cpSync(join(root, "src/preview/page"), folder, { recursive: true, filter: isServed });
cpSync(join(root, "web/page"), folder, { recursive: true, filter: isServed });
cpSync(join(root, "src/cli/commands/starter.yaml"), join(folder, "starter.yaml"));
for (const name of ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"]) cpSync(join(root, name), join(folder, `${name}.txt`));
cpSync(unpacker, join(folder, "unpack.wasm"));
rmSync(join(folder, "events.js"));

/** Compresses a file for `unpack.js`. */
function pack(from, to) {
  const bytes = readFileSync(from);
  mkdirSync(dirname(to), { recursive: true });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(to, brotliCompressSync(bytes, { params }));
}

pack(module, join(folder, "recto.wasm.packed"));
for (const file of below(join(root, "fonts"))) {
  const to = join(folder, "fonts", relative(join(root, "fonts"), file));
  if (/\.(otf|ttf)$/.test(file)) pack(file, `${to}.packed`);
  // What describes the faces is in the module.
  else if (!file.endsWith(".jsonl")) cpSync(file, to, { recursive: true });
}

for (const file of below(join(root, "src/spelling/dictionaries"))) {
  const to = join(folder, "dictionaries", basename(file));
  if (file.endsWith(".gz")) pack(file, `${to}.packed`);
  else if (basename(file).startsWith("LICENSE")) cpSync(file, `${to}.txt`);
}

const index = join(folder, "index.html");
writeFileSync(index, readFileSync(index, "utf8").replace("</head>", HEAD));

const files = below(folder).sort();
const hash = createHash("sha256");
for (const file of files) hash.update(relative(folder, file)).update(readFileSync(file));
const version = `recto-${hash.digest("hex").slice(0, 16)}`;
const stored = files.map((file) => `./${relative(folder, file)}`).filter((name) => name !== "./service-worker.js");
const names = stored.map((name) => (name === "./index.html" ? "./" : name));
for (const name of ["service-worker.js", "engine.js"]) {
  const file = join(folder, name);
  writeFileSync(file, readFileSync(file, "utf8").replace("@VERSION@", version).replace('["@FILES@"]', JSON.stringify(names)));
}

const size = (file) => statSync(file).size;
const page = files.filter((file) => /\.(html|css|js)$/.test(file)).reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
const megabytes = (bytes) => (bytes / 1e6).toFixed(2);
console.log(`module: ${megabytes(size(module))} MB, ${megabytes(size(join(folder, "recto.wasm.packed")))} MB packed; page: ${megabytes(page)} MB with gzip`);
