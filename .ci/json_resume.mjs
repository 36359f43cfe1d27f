// Validates what `recto show --format json` prints against JSON Resume's own schema,
// with a validator that shares no code with Recto.
// Usage: node json_resume.mjs RECTO FILE...

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const Ajv = require("ajv");
const formats = require("ajv-formats");
const schema = require("@jsonresume/schema/schema.json");

const ajv = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true });
(formats.default ?? formats)(ajv);
// The package's own `$schema` names a draft that Ajv reads under another address.
delete schema.$schema;
const validate = ajv.compile(schema);

const [recto, ...files] = process.argv.slice(2);
let failed = 0;
for (const file of files) {
  const json = JSON.parse(execFileSync(recto, ["show", file, "--format", "json"], { encoding: "utf8" }));
  if (!validate(json)) {
    failed += 1;
    console.error(file, validate.errors);
  }
}
console.log(`${files.length - failed} of ${files.length} are valid JSON Resume`);
process.exit(failed ? 1 : 0);
