// Fills the manifests for Homebrew, Scoop, the AUR and Nix with the version, addresses and checksums of a release.
//
// Usage: node manifests.mjs FOLDER, the folder with the archives and their checksums; the manifests go into FOLDER/manifests.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = process.argv[2];
const manifest = readFileSync(join(here, "../Cargo.toml"), "utf8");
/** A value of Cargo.toml's package. */
function value(key) {
  const found = manifest.match(new RegExp(`^${key} = "(.*)"$`, "m"));
  if (!found) throw new Error(`Cargo.toml has no \`${key}\`: see docs/releasing.md`);
  return found[1];
}
const [version, repository, description] = ["version", "repository", "description"].map(value);

/** The archive of a target. */
const archive = (target) => `recto-${version}-${target}.${target.includes("windows") ? "zip" : "tar.xz"}`;

function sum(target) {
  const file = join(folder, `${archive(target)}.sha256`);
  if (!existsSync(file)) throw new Error(`there is no ${file}`);
  return readFileSync(file, "utf8").match(/^[0-9a-f]{64}/)[0];
}

mkdirSync(join(folder, "manifests"), { recursive: true });
for (const name of readdirSync(join(here, "manifests"))) {
  const filled = readFileSync(join(here, "manifests", name), "utf8").replace(/@(\w+)(?::([\w-]+))?@/g, (_, key, target) => {
    if (key === "URL") return `${repository}/releases/download/v${version}/${archive(target)}`;
    if (key === "SHA256") return sum(target);
    return { VERSION: version, REPOSITORY: repository, DESCRIPTION: description }[key];
  });
  writeFileSync(join(folder, "manifests", name), filled);
  console.log(`manifests/${name}`);
}
