// Packages for npm, from the archives of a release: one with the program for each platform, and `recto-cv`, which names them
// as optional dependencies, so that npm installs the one that fits.
//
// Usage: node pack.mjs FOLDER, the folder with the archives; the packages go into FOLDER/npm.

import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = resolve(process.argv[2]);
const out = join(folder, "npm");
const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
/** A value of Cargo.toml's package. */
const value = (key) => manifest.match(new RegExp(`^${key} = "(.*)"$`, "m"))?.[1];
const version = value("version");
const repository = value("repository");

/** The names of Node.js for each target. */
const PLATFORMS = {
  "x86_64-unknown-linux-musl": { os: "linux", cpu: "x64" },
  "aarch64-unknown-linux-musl": { os: "linux", cpu: "arm64" },
  "x86_64-apple-darwin": { os: "darwin", cpu: "x64" },
  "aarch64-apple-darwin": { os: "darwin", cpu: "arm64" },
  "x86_64-pc-windows-msvc": { os: "win32", cpu: "x64" },
  "aarch64-pc-windows-msvc": { os: "win32", cpu: "arm64" },
};

const common = {
  version,
  license: value("license"),
  ...(repository && { repository: { type: "git", url: `git+${repository}.git` }, homepage: repository }),
};

/** Writes a package and packs it. */
function pack(name, fields, fill) {
  const place = join(mkdtempSync(join(tmpdir(), "recto-npm-")), name);
  mkdirSync(join(place, "bin"), { recursive: true });
  for (const file of ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"]) copyFileSync(join(root, file), join(place, file));
  fill(place);
  writeFileSync(join(place, "package.json"), `${JSON.stringify({ name, ...common, ...fields }, null, 2)}\n`);
  const [{ filename, size }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", out], { cwd: place, encoding: "utf8", shell: process.platform === "win32" }));
  console.log(`${filename}: ${(size / 1e6).toFixed(1)} MB`);
  rmSync(place, { recursive: true });
}

mkdirSync(out, { recursive: true });
const made = [];
for (const [target, { os, cpu }] of Object.entries(PLATFORMS)) {
  const archive = readdirSync(folder).find((name) => name === `recto-${version}-${target}.tar.xz` || name === `recto-${version}-${target}.zip`);
  if (!archive) continue;
  const name = `recto-cv-${os}-${cpu}`;
  const unpacked = mkdtempSync(join(tmpdir(), "recto-archive-"));
  // bsdtar, which Windows has, reads ZIP files, too; elsewhere there is unzip.
  if (archive.endsWith(".zip") && existsSync("/usr/bin/unzip")) execFileSync("unzip", ["-q", join(folder, archive), "-d", unpacked]);
  else execFileSync("tar", ["-xf", join(folder, archive), "-C", unpacked]);
  const program = os === "win32" ? "recto.exe" : "recto";
  pack(name, { description: `Recto for ${os} on ${cpu}`, os: [os], cpu: [cpu], files: ["bin", "LICENSE-APACHE", "LICENSE-MIT", "NOTICE"], preferUnplugged: true }, (place) =>
    cpSync(join(unpacked, `recto-${version}-${target}`, program), join(place, "bin", program)));
  rmSync(unpacked, { recursive: true });
  made.push(name);
}
pack("recto-cv", {
  description: value("description"),
  keywords: ["resume", "cv", "ats", "pdf", "typst", "cover-letter", "json-resume"],
  bin: { recto: "bin/recto.js", "recto-cv": "bin/recto.js" },
  files: ["bin", "LICENSE-APACHE", "LICENSE-MIT", "NOTICE"],
  engines: { node: ">=18" },
  optionalDependencies: Object.fromEntries(made.map((name) => [name, version])),
}, (place) => {
  copyFileSync(join(root, "packaging/npm/recto.js"), join(place, "bin", "recto.js"));
  copyFileSync(join(root, "README.md"), join(place, "README.md"));
});
