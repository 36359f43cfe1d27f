// Bundles the editor into one file of the page, and the licences of what is in it into another.

import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";

const page = "../page";

const { metafile } = await build({
  entryPoints: ["editor.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "// Bundled from src/preview/editor; see its README. Licences: editor.LICENSE.txt" },
  outfile: `${page}/editor.js`,
  metafile: true,
});

const packages = [...new Set(
  Object.keys(metafile.inputs).flatMap((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []),
)].sort();

const licences = packages.map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  if (license !== "MIT") throw new Error(`${name} is under ${license}: read what it asks for first`);
  return `${name} ${version}\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`;
});
writeFileSync(
  `${page}/editor.LICENSE.txt`,
  `editor.js holds these packages, each under its licence.\n\n${licences.join(`\n${"-".repeat(72)}\n\n`)}`,
);
console.log(packages.join(" "));
